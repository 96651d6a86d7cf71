"""One automaton over word lists: a stretch of text as the list of its known words, the longest at each place."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from pipeline.measures import measures, scopes, signs, topics
from pipeline.measures.terms import Term, Word

Spelled = tuple[int, int, int]  # the spelling's number, start, end


class Meaning(NamedTuple):
    """What a spelling says in one role, and which part of it says so."""

    role: str
    value: str
    start: int
    end: int


def _automaton(words: list[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


class Lexicon:
    """Terms compiled into one automaton that finds what one automaton a role would find.

    A long word of one role may hold a word of another (退休职工 is a population and tells the insurance): such inner words are looked
    up once, when the lexicon is made.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        roles: dict[str, dict[str, list[str]]] = {}
        for term in terms:
            for spelling in term.words:
                roles.setdefault(term.role, {}).setdefault(spelling, []).append(term.value)
        spellings = list(dict.fromkeys(spelling for spelled in roles.values() for spelling in spelled))
        self._meanings: list[list[Meaning]] = [[] for _ in spellings]
        for role, spelled in roles.items():
            automaton, own = _automaton(list(spelled)), list(spelled)
            for n, spelling in enumerate(spellings):
                if role in signs.ROLES and spelling not in spelled:
                    continue  # the 、 of 一、二级 joins nothing
                for index, start, end in automaton.find_matches_as_indexes(spelling):
                    self._meanings[n] += [Meaning(role, value, start, end) for value in spelled[own[index]] if value]
        for meanings in self._meanings:
            meanings.sort(key=lambda meaning: (meaning.start, meaning.end))
        self._automaton = _automaton(spellings)

    def spelled(self, text: str) -> list[Spelled]:
        """The spellings in a text in their order, the longest at each place."""
        found: list[Spelled] = self._automaton.find_matches_as_indexes(text)
        return found

    def words(self, found: Sequence[Spelled]) -> list[Word]:
        """The words that are spelled so, one a role and place."""
        meanings, new = self._meanings, tuple.__new__  # the plain constructor takes twice the time, and this is half of all words
        return [
            new(Word, (place + first, place + last, role, value, None))
            for index, place, _ in found
            for role, value, first, last in meanings[index]
        ]


@cache
def lexicon() -> Lexicon:
    """The words of scopes, measures and sentence shape (compiled on first use)."""
    return Lexicon((*scopes.TERMS, *measures.TERMS, *topics.TERMS, *signs.TERMS))
