"""What a term of the domain's word lists is, and a word found in a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Spellings of one value in one role. `role` is a column of a claim or a part that a word plays in a sentence.

    An empty value makes a decoy: words that look like the role's and are not (比居民高 speaks of others), so that nothing shorter is
    read inside them. Several values joined with | are an enumeration in one word (一、二级).
    """

    role: str
    value: str
    words: tuple[str, ...]
    yields: Mapping[str, str] = field(default_factory=dict)
    ignores: tuple[str, ...] = ()


class Word(NamedTuple):
    """A known word at its place in the clean text."""

    start: int
    end: int
    role: str
    value: str
