"""One automaton over word lists: a stretch of text as the list of its known words, the longest at each place."""

from collections.abc import Sequence
from functools import cache

import ahocorasick_rs

from pipeline.measures import scopes, signs
from pipeline.measures.terms import Term, Word


class Lexicon:
    """Terms compiled into one automaton; a spelling may belong to several (单建统筹 is a condition and tells the insurance)."""

    def __init__(self, terms: Sequence[Term]) -> None:
        meanings: dict[str, list[tuple[str, str]]] = {}
        for term in terms:
            for word in term.words:
                meanings.setdefault(word, []).append((term.role, term.value))
        self._meanings = [tuple(meaning) for meaning in meanings.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(meanings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str, offset: int = 0) -> list[Word]:
        """The words of a text in their order, without overlaps; `offset` is added to every place."""
        meanings = self._meanings
        return [
            Word(start + offset, end + offset, role, value)
            for index, start, end in self._automaton.find_matches_as_indexes(text)
            for role, value in meanings[index]
        ]


@cache
def lexicon() -> Lexicon:
    """The words of scopes and sentence shape (compiled on first use)."""
    return Lexicon((*scopes.TERMS, *signs.TERMS))
