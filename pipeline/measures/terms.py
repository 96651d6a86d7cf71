"""What a term of the domain's word lists is, and a word found in a text."""

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.model import Fact


class Term(NamedTuple):
    """Spellings of one value in one role. A role is a column of a claim, an axis of its condition, or a word's part in a sentence.

    The value `-` says that none holds (普通居民 is no special group). An empty value makes a decoy: words that look like the role's and
    are not (比居民高 speaks of others), so that nothing shorter is read inside them. Values joined with | are an enumeration in one
    word (一、二级).
    """

    role: str
    value: str
    words: tuple[str, ...]


class Word(NamedTuple):
    """A known word at its place in the clean text, or a fact among them: its role is then `quantity`, `region` or `date`."""

    start: int
    end: int
    role: str
    value: str
    fact: Fact | None = None


class Part(NamedTuple):
    """One column of a scope: its value, the words it came from, which layer they stand in, and the fact where it is one."""

    value: str
    start: int
    end: int
    via: str
    fact: Fact | None = None


def listed_alone(words: str) -> dict[str, str]:
    """A table of words that are their own values."""
    return {word: word for word in words.split()}


def listed(role: str, words: Mapping[str, str]) -> tuple[Term, ...]:
    """Terms from a table of values and their spellings, which are separated by spaces."""
    return tuple(Term(role, value, tuple(spellings.split())) for value, spellings in words.items())
