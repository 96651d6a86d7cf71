"""The divisions of regions.csv, the names by which texts call them, and the automaton that finds these names in one pass."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.kinds.regions.words import FORMER_GENERIC, collisions
from pipeline.kinds.regions.words import names as listed

_LEVELS = {"province": 1, "prefecture": 2, "county": 3}
_SIDES = frozenset("东西南北")


class Trust(IntEnum):
    """How much a name needs around it before it is read as one."""

    ATTACHED = 0  # its parent right before it, and for a short name a word of a place after it: 青海互助居民
    SHY = 1  # its parent beside it, or its parent near and a hint: 湖北秭归
    WARY = 2  # a hint: 在大理, 白银居民
    USUAL = 3  # nothing: 池州, 杂多县


class Division(NamedTuple):
    """A division as it is today, or a dissolved one that has no heir."""

    adcode: str
    name: str
    level: int
    parent: str
    province: str
    prefecture: str


@dataclass(frozen=True, kw_only=True)
class Name:
    """A spelling, and the divisions that it may mean, the higher ones first."""

    text: str
    trust: Trust
    divisions: tuple[Division, ...]
    is_full: bool = False
    is_former: bool = False
    # 乐山市中区 is written for 乐山市市中区: where the first of the two names ends.
    split: int = 0

    @cached_property
    def sure(self) -> Division | None:
        """What the name means where nothing else tells; None where that depends on what stands near."""
        meant = self.divisions if self.is_full and not self.is_former else self.highest
        return meant[0] if self.trust is Trust.USUAL and len(meant) == 1 else None

    @cached_property
    def highest(self) -> tuple[Division, ...]:
        """The divisions of the highest level that it may mean."""
        return highest(self.divisions)


class Gazetteer:
    """Names by their spelling, divisions by their code, and where names occur in a text."""

    def __init__(self, divisions: dict[str, Division], names: dict[str, Name]) -> None:
        self.divisions = divisions
        self.names = names
        patterns = [*names, *(word for word in collisions() if word not in names)]
        self._names = [names.get(pattern) for pattern in patterns]
        # Between other work a full DFA, larger by far, falls out of the cache: this one is as fast alone, and 1.1 times so in a run.
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
        self._longest = max(map(len, patterns))
        self._openings = frozenset(text[:2] for text, name in names.items() if name.trust is Trust.USUAL)

    def find(self, text: str) -> list[tuple[int, int, Name]]:
        """The names in a text, leftmost and longest first; a word that collides with a name hides it."""
        names = self._names
        return [(start, end, name) for n, start, end in self._automaton.find_matches_as_indexes(text) if (name := names[n]) is not None]

    def hidden(self, text: str, start: int, end: int) -> tuple[int, int, Name] | None:
        """A trusted name that begins inside the one at a span and ends beyond it."""
        for at in range(start + 1, end):
            if text[at : at + 2] not in self._openings:
                continue  # spares 9 of 10 the search
            for first, last, name in self.find(text[at : at + self._longest]):
                beyond = first == 0 and at + last > end and name.trust is Trust.USUAL
                # 南海|南部, 太湖|南岸: a side of what the first name is the name of.
                if beyond and not (last == 2 and name.text[1] in _SIDES):
                    return at, at + last, name
        return None


def highest(divisions: Iterable[Division]) -> tuple[Division, ...]:
    """Those of the highest level."""
    found = tuple(divisions)
    level = min((division.level for division in found), default=0)
    return tuple(division for division in found if division.level == level)


def holds(whole: Division, part: Division) -> bool:
    """Whether one division lies in another."""
    return whole.adcode != part.adcode and whole.adcode in {part.parent, part.prefecture, part.province}


def may_hold(whole: Name, part: Name) -> bool:
    """Whether a division that the second name may mean lies in one that the first may mean."""
    return any(holds(above, below) for above in whole.divisions for below in part.divisions)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer over regions.csv."""
    with files(__package__).joinpath("regions.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    above = {row["adcode"]: (_LEVELS[row["level"]], row["parent"]) for row in reversed(rows)}  # those in force stand first
    current = {row["adcode"]: _division(row, above) for row in rows if not row["until"]}
    found: dict[str, Name] = {}
    for row in rows:
        division = current.get(row["now"]) or _division(row, above)
        for text, trust, is_full in _spellings(row):
            name = Name(text=text, trust=trust, divisions=(division,), is_full=is_full, is_former=bool(row["until"]))
            known = found.get(text, name)
            if known.is_former or not name.is_former:  # a name in force comes before a former one
                found[text] = _merged(known, name)
    return Gazetteer(current, {text: _with_heir(name, current) for text, name in found.items()} | _joined(current.values()))


def _merged(name: Name, other: Name) -> Name:
    divisions = tuple(sorted({*name.divisions, *other.divisions}, key=lambda division: (division.level, division.adcode)))
    return replace(name, divisions=divisions, trust=max(name.trust, other.trust), is_full=name.is_full or other.is_full)


def _with_heir(name: Name, current: dict[str, Division]) -> Name:
    """A former name without the dissolved divisions that bore it, where another that bore it has an heir."""
    heirs = tuple(division for division in name.divisions if division.adcode in current)
    return replace(name, divisions=heirs) if name.is_former and heirs else name


def _joined(divisions: Iterable[Division]) -> dict[str, Name]:
    """乐山市中区 for 乐山市市中区: a city whose level word is also the first sign of its district's name."""
    by_code = {division.adcode: division for division in divisions}
    joined = {}
    for division in by_code.values():
        city = by_code.get(division.parent)
        if city and division.level == 3 and division.name[0] == city.name[-1]:
            text = city.name[:-1] + division.name
            joined[text] = Name(text=text, trust=Trust.USUAL, divisions=(division,), is_full=True, split=len(city.name) - 1)
    return joined


def _division(row: dict[str, str], above: dict[str, tuple[int, str]]) -> Division:
    level = _LEVELS[row["level"]]
    chain = {level: row["adcode"]}
    parent = row["parent"]
    while parent:
        at, further = above[parent]
        chain[at] = parent
        parent = further
    return Division(row["adcode"], row["name"], level, row["parent"], chain.get(1, ""), chain.get(2, ""))


def _spellings(row: dict[str, str]) -> Iterator[tuple[str, Trust, bool]]:
    """The spellings of a division, how far each is trusted, and whether it bears the word for its level."""
    full, shorts = row["name"], [text for text in row["short"].split("|") if text]
    if row["until"]:
        if not FORMER_GENERIC.fullmatch(full):
            sure = len(full) > 2 and full[-1] != "区" and full[:-1] not in listed("ordinary")
            yield full, Trust.USUAL if sure else Trust.WARY, True
        if row["level"] == "prefecture" and not full.endswith("地区") and len(shorts[-1]) > 1:
            yield shorts[-1], Trust.ATTACHED if shorts[-1] in listed("ordinary") else Trust.WARY, False
        return
    yield full, Trust.ATTACHED if full in listed("generic") else Trust.WARY if len(full) == 2 else Trust.USUAL, True
    contracted = "自治" in full or "特别" in full or full[-1] == "旗"
    for text in shorts:
        if contracted and text[-1] == full[-1]:
            yield text, Trust.WARY if text in listed("wary") else Trust.USUAL, True
        else:
            yield text, _trust(text, row["level"]), False
    if "自治" in full and shorts[-1][-1] != full[-1]:
        yield f"{shorts[-1]}自治{full[-1]}", Trust.USUAL, True


def _trust(short: str, level: str) -> Trust:
    if short == "兵团":
        return Trust.SHY
    if short in listed("wary"):
        return Trust.WARY
    if level != "county" or len(short) > 2 or short in listed("famous"):
        return Trust.USUAL
    if short in listed("ordinary"):
        return Trust.ATTACHED
    return Trust.WARY if short in listed("known") else Trust.SHY
