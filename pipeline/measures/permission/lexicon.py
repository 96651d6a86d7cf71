"""The words of permissions compiled into one automaton; what each means is one mask of concepts, signs and moods."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from pipeline.kinds.regions.gazetteer import gazetteer
from pipeline.measures.permission import accounts, care, insurance, sharing
from pipeline.measures.permission.decoys import SILENT
from pipeline.measures.permission.moods import MOODS, SIGNS, Mood, Sign
from pipeline.measures.permission.topics import PLACES, Topic
from pipeline.measures.permission.words import CONCEPTS

Token = tuple[int, int, int]  # the word's number, start, end

TOPICS: tuple[Topic, ...] = (*accounts.TOPICS, *sharing.TOPICS, *care.TOPICS, *insurance.TOPICS)
ITEM, BENEFIT = "item", "benefit"
# Signs and moods, which are asked for most, have the lowest bits: a test of small bits is 1.4 times faster.
_MOODS_FROM = len(Sign)
BITS = {name: 1 << n for n, name in enumerate((*CONCEPTS, ITEM, BENEFIT), _MOODS_FROM + len(Mood))}


def bits(names: Sequence[str]) -> int:
    """The mask of some concepts."""
    return sum(BITS[name] for name in set(names))


def sign_bits(*signs: Sign) -> int:
    """The mask of some signs."""
    return sum(1 << sign for sign in signs)


def mood_bits(*moods: Mood) -> int:
    """The mask of some moods."""
    return sum(1 << (_MOODS_FROM + mood) for mood in moods)


ACTIONS = bits([topic.action for topic in TOPICS])
BARE = bits([topic.action for topic in TOPICS if topic.bare is not None])
ANY_MOOD = mood_bits(*(mood for mood in Mood if mood))
ENDS = sign_bits(Sign.STOP, Sign.ASK_STOP, Sign.SEMICOLON)
_DENY = sign_bits(Sign.DENY)


class Fit(NamedTuple):
    """A topic with its conditions as masks, its value under each mood, and what its name and action are asked for again and again."""

    topic: Topic
    own: int
    near: int
    far: int
    bars: int
    about: int
    values: Sequence[str | None]
    bare: re.Pattern[str] | None
    action: int
    known: int
    has_place: bool
    is_filing: bool

    def bare_value(self, mood: int, text: str, start: int, end: int) -> str | None:
        """What is said of the topic without a mood, where what stands before its action, from start to end, does so."""
        if self.bare is None or not self.topic.is_bare(Mood(mood)) or not self.bare.search(text, start, end):
            return None
        return "no" if self.topic.inverse else "yes"


def _fit(topic: Topic) -> Fit:
    own, near, far, bars, about = (bits(names) for names in (topic.own, topic.near, topic.far, topic.bars, topic.about))
    has_place = "{place}" in topic.name
    return Fit(
        topic, own, near, far, bars, about,
        values=[topic.value(mood) for mood in Mood],
        bare=None if topic.bare is None else re.compile(f"(?:{topic.bare})$"),
        action=BITS[topic.action],
        known=near | far | (bits(PLACES) if has_place else 0),
        has_place=has_place,
        is_filing=topic.action in ("备案", "转诊"),
    )  # fmt: skip


class Lexicon:
    """For each word, by its number: its mask, mood, sign and item, whether it ends a sentence, may say something by itself, and may
    govern an action; and for each action's bit the topics that may fit."""

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
        self.ends = [bool(mask & ENDS) for mask in self.masks]
        self.says = [bool(mask & (ANY_MOOD | BARE)) for mask in self.masks]
        self.governs = [bool(mood or mask & _DENY) for mood, mask in zip(self.moods, self.masks, strict=True)]
        self.fits: dict[int, list[Fit]] = {}
        for topic in TOPICS:
            self.fits.setdefault(BITS[topic.action], []).append(_fit(topic))
        self._automaton = ahocorasick_rs.AhoCorasick(list(numbers), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Token]:
        """The words of a text in their order, the longest at each place."""
        found: list[Token] = self._automaton.find_matches_as_indexes(text)
        return found


def _meanings() -> Iterator[tuple[str, int, int, int, str | None]]:
    for word in (*SILENT, *_places()):
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


def _places() -> Iterator[str]:
    """The names of divisions in which a mood is hidden: 会 in 会昌县, 应 in 应城."""
    moods = ahocorasick_rs.AhoCorasick([word for words in MOODS.values() for word in words])
    return (name for name in gazetteer().names if moods.find_matches_as_indexes(name))


@cache
def lexicon() -> Lexicon:
    """The words of permissions (compiled on first use)."""
    return Lexicon()
