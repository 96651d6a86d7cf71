"""A stretch of a page as tokens in reading order: known words, facts and signs, each at its place."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.measures.scopes import AXES
from pipeline.measures.terms import Word
from pipeline.model import Fact

QUANTITIES = frozenset({"percentage", "amount", "duration"})  # what measures take; counts have their own reader

# Words that say something of a claim's scope, besides regions and dates.
SAID = frozenset(
    (*["insurance", "service", "population", "tier", "hospital_level", "party", "scheme", "limit", "leave", "case", "act"], *AXES)
)
Token = Word
_ROLES = {**dict.fromkeys(QUANTITIES | {"count", "percentage_point"}, "quantity"), "region": "region", "date": "date", "age": "age"}


def tokens(words: Sequence[Word], facts: Sequence[Fact]) -> list[Token]:
    """Words and facts merged; a word that a fact overlaps is left out."""
    merged: list[Token] = []
    at = 0
    for fact in facts:
        start, end = fact.start, fact.end
        before = bisect_left(words, (start,), at)
        merged += words[at:before]
        while merged and merged[-1].end > start and merged[-1].fact is None:
            merged.pop()
        at = bisect_left(words, (end,), before)
        role = _ROLES.get(fact.kind)
        if role:
            merged.append(Token(start, end, role, fact.value, fact))
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
