"""The words of permissions compiled into one automaton: what each means as a mood, a sign, concepts (bits of a mask) and an item."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from pipeline.measures import permission_accounts, permission_care, permission_sharing
from pipeline.measures.permission_topics import OBJECTS, PLACES, Topic
from pipeline.measures.permission_words import CONCEPTS, MOODS, SIGNS, SILENT, Mood, Sign

Token = tuple[int, int, int]  # the word's number, start, end

TOPICS: tuple[Topic, ...] = (*permission_accounts.TOPICS, *permission_sharing.TOPICS, *permission_care.TOPICS)
ITEM, BENEFIT = "item", "benefit"
BITS = {name: 1 << n for n, name in enumerate((*CONCEPTS, ITEM, BENEFIT))}


def bits(names: Sequence[str]) -> int:
    """The mask of some concepts."""
    mask = 0
    for name in names:
        mask |= BITS[name]
    return mask


OBJECT_BITS = bits(OBJECTS)
PLACE_BITS = bits(PLACES)
ACTION_BITS = bits([topic.action for topic in TOPICS])
BARE_BITS = bits([topic.action for topic in TOPICS if topic.bare])


class Fit(NamedTuple):
    """A topic with its conditions as masks."""

    topic: Topic
    about: int
    own: int
    near: int
    far: int
    bars: int


class Lexicon:
    """For each word, by its number: `moods`, `signs`, `masks` and `items`; and for each action's bit the topics that may fit."""

    def __init__(self) -> None:
        numbers: dict[str, int] = {}
        self.moods: list[Mood] = []
        self.signs: list[Sign] = []
        self.masks: list[int] = []
        self.items: list[str | None] = []
        for word, mood, sign, mask, item in _meanings():
            number = numbers.setdefault(word, len(numbers))
            if number == len(self.moods):
                self.moods.append(Mood.NONE)
                self.signs.append(Sign.NONE)
                self.masks.append(0)
                self.items.append(None)
            self.moods[number] = mood or self.moods[number]
            self.signs[number] = sign or self.signs[number]
            self.masks[number] |= mask
            self.items[number] = item or self.items[number]
        self.fits: dict[int, list[Fit]] = {}
        for topic in TOPICS:
            fit = Fit(topic, bits(topic.about), bits(topic.own), bits(topic.near), bits(topic.far), bits(topic.bars))
            self.fits.setdefault(BITS[topic.action], []).append(fit)
        self._automaton = ahocorasick_rs.AhoCorasick(list(numbers), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Token]:
        """The words of a text in their order, the longest at each place."""
        found: list[Token] = self._automaton.find_matches_as_indexes(text)
        return found


def _meanings() -> Iterator[tuple[str, Mood, Sign, int, str | None]]:
    for word in SILENT:
        yield word, Mood.NONE, Sign.NONE, 0, None
    for sign, words in SIGNS.items():
        for word in words:
            yield word, Mood.NONE, sign, 0, None
    for mood, words in MOODS.items():
        for word in words:
            yield word, mood, Sign.NONE, 0, None
    for concept, words in CONCEPTS.items():
        for word in words:
            yield word, Mood.NONE, Sign.NONE, BITS[concept], None
    for concept, items in ((ITEM, permission_care.ITEMS), (BENEFIT, permission_care.BENEFITS)):
        for name, spellings in items.items():
            for word in spellings.split():
                yield word, Mood.NONE, Sign.NONE, BITS[concept], name


@cache
def lexicon() -> Lexicon:
    """The words of permissions (compiled on first use)."""
    return Lexicon()
