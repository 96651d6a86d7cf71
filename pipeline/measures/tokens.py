"""A stretch of a page as tokens in reading order: known words, facts and signs, each at its place."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.measures.terms import Word
from pipeline.model import Fact

QUANTITIES = frozenset({"percentage", "amount", "duration", "count", "percentage_point"})


class Token(NamedTuple):
    """A word or a fact. A fact's role is `quantity`, `region` or `date`."""

    start: int
    end: int
    role: str
    value: str
    fact: Fact | None = None


def _role(fact: Fact) -> str | None:
    if fact.kind in QUANTITIES:
        return "quantity"
    return fact.kind if fact.kind in ("region", "date") else None


def tokens(words: Sequence[Word], facts: Sequence[Fact]) -> list[Token]:
    """Words and facts merged; a word that a fact overlaps is left out, and so is what stands in the title of a book 《…》."""
    merged: list[Token] = []
    at, count = 0, len(words)
    for fact in facts:
        while at < count and words[at].start < fact.start:
            if words[at].end <= fact.start:
                merged.append(Token(*words[at]))
            at += 1
        while at < count and words[at].start < fact.end:
            at += 1
        role = _role(fact)
        if role:
            merged.append(Token(fact.start, fact.end, role, fact.value, fact))
    merged += [Token(*word) for word in words[at:]]
    return _outside_books(merged) if any(token.role == "book" for token in merged) else merged


def _outside_books(merged: list[Token]) -> list[Token]:
    kept: list[Token] = []
    inside = False
    for token in merged:
        if token.role == "book":
            inside = token.value == "《"
        elif not inside:
            kept.append(token)
        elif token.role == "stop":
            inside = False
            kept.append(token)
    return kept
