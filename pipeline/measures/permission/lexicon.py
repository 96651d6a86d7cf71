"""The words of permissions compiled into one automaton; what each means is one mask of concepts, signs and moods."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from pipeline.measures.permission import accounts, care, insurance, sharing
from pipeline.measures.permission.decoys import SILENT
from pipeline.measures.permission.moods import MOODS, SIGNS, Mood, Sign
from pipeline.measures.permission.topics import Topic
from pipeline.measures.permission.words import CONCEPTS

Token = tuple[int, int, int]  # the word's number, start, end

TOPICS: tuple[Topic, ...] = (*accounts.TOPICS, *sharing.TOPICS, *care.TOPICS, *insurance.TOPICS)
ITEM, BENEFIT = "item", "benefit"
BITS = {name: 1 << n for n, name in enumerate((*CONCEPTS, ITEM, BENEFIT))}
_SIGNS_FROM = len(BITS)
_MOODS_FROM = _SIGNS_FROM + len(Sign)


def bits(names: Sequence[str]) -> int:
    """The mask of some concepts."""
    return sum(BITS[name] for name in set(names))


def sign_bits(*signs: Sign) -> int:
    """The mask of some signs."""
    return sum(1 << (_SIGNS_FROM + sign) for sign in signs)


def mood_bits(*moods: Mood) -> int:
    """The mask of some moods."""
    return sum(1 << (_MOODS_FROM + mood) for mood in moods)


class Fit(NamedTuple):
    """A topic with its conditions as masks."""

    topic: Topic
    about: int
    own: int
    near: int
    far: int
    bars: int


class Lexicon:
    """For each word, by its number: its mask, mood, sign and item; and for each action's bit the topics that may fit."""

    def __init__(self) -> None:
        numbers: dict[str, int] = {}
        self.masks: list[int] = []
        self.moods: list[int] = []
        self.signs: list[int] = []
        self.items: list[str | None] = []
        for word, mask, mood, sign, item in _meanings():
            number = numbers.setdefault(word, len(numbers))
            if number == len(self.masks):
                self.masks.append(0)
                self.moods.append(0)
                self.signs.append(0)
                self.items.append(None)
            self.masks[number] |= mask
            self.moods[number] = mood or self.moods[number]
            self.signs[number] = sign or self.signs[number]
            self.items[number] = item or self.items[number]
        self.fits: dict[int, list[Fit]] = {}
        for topic in TOPICS:
            fit = Fit(topic, *(bits(names) for names in (topic.about, topic.own, topic.near, topic.far, topic.bars)))
            self.fits.setdefault(BITS[topic.action], []).append(fit)
        self._automaton = ahocorasick_rs.AhoCorasick(list(numbers), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Token]:
        """The words of a text in their order, the longest at each place."""
        found: list[Token] = self._automaton.find_matches_as_indexes(text)
        return found


def _meanings() -> Iterator[tuple[str, int, int, int, str | None]]:
    for word in SILENT:
        yield word, 0, 0, 0, None
    for sign, words in SIGNS.items():
        for word in words:
            yield word, sign_bits(sign), 0, int(sign), None
    for mood, words in MOODS.items():
        for word in words:
            yield word, mood_bits(mood), int(mood), 0, None
    for concept, words in CONCEPTS.items():
        for word in words:
            yield word, BITS[concept], 0, 0, None
    for concept, names in ((ITEM, care.ITEMS), (BENEFIT, insurance.BENEFITS)):
        for name, spellings in names.items():
            for word in spellings.split():
                yield word, BITS[concept], 0, 0, name


@cache
def lexicon() -> Lexicon:
    """The words of permissions (compiled on first use)."""
    return Lexicon()


@lru_cache(maxsize=1024)
def words_in(text: str) -> Sequence[Token]:
    """The words of a heading or title, which stand above many lines."""
    return lexicon().find(text)
