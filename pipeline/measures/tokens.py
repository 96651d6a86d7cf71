"""A stretch of a page as tokens in reading order: known words, facts and signs, each at its place."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.measures.scopes import AXES
from pipeline.measures.terms import Word
from pipeline.model import Fact

QUANTITIES = frozenset({"percentage", "amount", "duration"})  # what measures take; counts have their own reader
_NUMBERS = QUANTITIES | {"count", "percentage_point"}


# Words that say something of a claim's scope, besides regions and dates.
SAID = frozenset(
    (*["insurance", "service", "population", "tier", "hospital_level", "party", "scheme", "limit", "leave", "case", "act"], *AXES)
)
Token = Word


def _role(fact: Fact) -> str | None:
    if fact.kind in _NUMBERS:
        return "quantity"
    return fact.kind if fact.kind in ("region", "date", "age") else None


def tokens(words: Sequence[Word], facts: Sequence[Fact]) -> list[Token]:
    """Words and facts merged; a word that a fact overlaps is left out."""
    merged: list[Token] = []
    at = 0
    for fact in facts:
        before = bisect_left(words, (fact.start,), at)
        merged += words[at:before]
        while merged and merged[-1].end > fact.start and merged[-1].fact is None:
            merged.pop()
        at = bisect_left(words, (fact.end,), before)
        role = _role(fact)
        if role:
            merged.append(Token(fact.start, fact.end, role, fact.value, fact))
    merged += words[at:]
    return merged


def outside_books(merged: Sequence[Token]) -> list[Token]:
    """The tokens without those in the title of a book 《…》."""
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
