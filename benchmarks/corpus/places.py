"""The places that pages speak of, and how they write their names."""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

_MUNICIPALITIES = ("110000", "120000", "310000", "500000")
_END = "660000"  # from here on: divisions without an insurance of this kind


_WORDS = frozenset({"来宾", "郊区", "城区", "矿区"})  # names that are common words too: no reader could tell


@dataclass(frozen=True, slots=True)
class Place:
    """A division that decides on its own insurance: a prefecture, a municipality or a county."""

    code: str
    names: tuple[str, ...]  # the ways to write it, each unmistakable
    province: str
    above: str | None  # the prefecture of a county

    @property
    def pool(self) -> str:
        """The code of the prefecture whose rules on what is permitted hold here."""
        return self.above or self.code


@cache
def places() -> tuple[Place, ...]:
    """All places: municipalities, prefectures and counties of prefectures, as they are today."""
    rows = [row for row in _rows() if not row["until"]]
    by_code = {row["adcode"]: row for row in rows}
    shorts = Counter(short for row in rows for short in row["short"].split("|"))
    found = [Place(code, (by_code[code]["name"], by_code[code]["short"]), by_code[code]["name"], None) for code in _MUNICIPALITIES]
    for row in rows:
        above = by_code.get(row["parent"])
        if above is None or row["level"] == "province":
            continue
        if row["level"] == "prefecture":
            short = row["short"].split("|")[0]
            plain = (short,) if short and shorts[short] == 1 and short not in _WORDS else ()
            names = (row["name"], above["name"] + row["name"], above["short"].split("|")[-1] + row["name"], *plain)
            found.append(Place(row["adcode"], names, above["name"], None))
        elif above["level"] == "prefecture" and row["name"] not in _WORDS:
            found.append(Place(row["adcode"], (above["name"] + row["name"],), by_code[above["parent"]]["name"], above["adcode"]))
    return tuple(place for place in found if place.code < _END)


@cache
def prefectures() -> tuple[Place, ...]:
    """The places that are no counties."""
    return tuple(place for place in places() if place.above is None)


def any_place(rng: Random) -> Place:
    """A place; three of four are no counties."""
    return rng.choice(prefectures() if rng.random() < 0.75 else places())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (files("pipeline.kinds.regions") / "regions.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
