"""Which documents hold which planted pairs; everything follows from the seed and the number of documents."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from random import Random
from zlib import crc32

from benchmarks.corpus.numbers import Numbers
from benchmarks.corpus.places import Place, any_place, places
from benchmarks.corpus.seen_words import SEEN_TITLED
from benchmarks.corpus.shape import Shape, Telling, harmless, shapes
from benchmarks.corpus.unseen_words import UNSEEN_TITLED
from benchmarks.corpus.world import LEVELS, NATIONWIDE, SERVICES, TOPICS, Key, World, group

YEARS = (2023, 2024, 2025, 2026)
# Kinds of planted contradictions in the order in which they are planted, again and again: kind, family, how many in a round.
_ROUND: tuple[tuple[str, str, int], ...] = (
    ("value", "rate", 8), ("value", "deductible", 4), ("value", "cap", 3), ("value", "chronic", 2), ("value", "fee", 3),
    ("value", "credit", 2), ("value", "flex", 2), ("value", "employer", 1), ("value", "base", 2), ("value", "waiting", 2),
    ("value", "leave", 1), ("value", "critical", 2), ("value", "filing", 2), ("value", "transfer", 1), ("value", "coverage", 1),
    ("outdated", "rate", 3), ("outdated", "cap", 2), ("outdated", "waiting", 1), ("outdated", "critical", 1), ("outdated", "credit", 1),
    *(("polarity", f"can:{topic}", 1) for topic in TOPICS),
    ("set", "members", 3), ("arithmetic", "sum", 2), ("arithmetic", "product", 2), ("arithmetic", "days", 1), ("arithmetic", "rise", 1),
    ("title_body", "titled", 3),
)  # fmt: skip
# Harmless pairs made of ordinary shapes: what differs, and the family.
_APART: tuple[tuple[str, str], ...] = (
    ("region", "rate"), ("region", "cap"), ("region", "fee"), ("region", "waiting"), ("region", "critical"), ("county", "rate"),
    ("county", "deductible"), ("year", "fee"), ("year", "base"), ("population", "rate"), ("population", "cap"), ("level", "rate"),
    ("level", "deductible"), ("insurance", "rate"), ("insurance", "deductible"), ("service", "rate"), ("same", "rate"), ("same", "cap"),
    ("same", "fee"), ("same", "critical"),
)  # fmt: skip
# How many pairs of one family a place can hold, each in a scope of its own.
_SCOPES = {"rate": 4, "deductible": 2, "cap": 2, "chronic": 2, "fee": 4, "payroll": 4, "leave": 3}
_UNTAGGED = frozenset({"rate", "deductible", "cap", "chronic"})  # where a shape of one value names the cell in its words


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a pair: a shape, what fills it, the tag of the quote."""

    shape: Shape
    telling: Telling
    tag: str


@dataclass(frozen=True, slots=True)
class Titled:
    """A title over the body of another place."""

    title: str
    body: str
    telling: Telling
    other: str


@dataclass(frozen=True, slots=True)
class Plant:
    """A planted pair."""

    id: str
    category: str  # contradiction or harmless
    kind: str
    family: str
    half: str  # seen, unseen or mixed
    sides: tuple[Said, ...]
    titled: Titled | None = None


@dataclass(frozen=True)
class Plan:
    """The documents of one corpus and what each must hold."""

    seed: int
    documents: int

    @cached_property
    def pairs(self) -> int:
        """Contradictions planted, and as many harmless pairs: 60 among 1,000 documents, fewer of a hundred where there are more."""
        return min(round(60.0 * math.pow(self.documents / 1000, 0.75)), self.documents // 4)

    @cached_property
    def world(self) -> World:
        return World(self.seed)

    @cached_property
    def _entries(self) -> tuple[tuple[str, str], ...]:
        listed = [(kind, family) for kind, family, times in _ROUND for _ in range(times)]
        Random(0).shuffle(listed)
        return tuple(listed)

    @cached_property
    def _places(self) -> dict[str, tuple[Place, ...]]:
        return {}

    def of(self, document: int) -> tuple[int, int] | None:
        """The number of the pair that a document holds a side of, and the side."""
        slot = (document - self._shift) * pow(self._stride, -1, self.documents) % self.documents
        return divmod(slot, 2) if slot < 4 * self.pairs else None

    def document(self, pair: int, side: int) -> int:
        """The document that holds a side of a pair."""
        return ((2 * pair + side) * self._stride + self._shift) % self.documents

    @cached_property
    def _stride(self) -> int:
        stride = max(1, int(self.documents * 0.618))
        while math.gcd(stride, self.documents) != 1:
            stride += 1
        return stride

    @cached_property
    def _shift(self) -> int:
        return self.documents // 3

    def pair(self, number: int) -> Plant | None:
        """A planted pair; None where its kind has no room left."""
        rng = Random(f"{self.seed} pair {number}")
        return self._contradiction(number, rng) if number < self.pairs else self._harmless(number - self.pairs, rng)

    def _contradiction(self, number: int, rng: Random) -> Plant | None:
        turn, entry = divmod(number, len(self._entries))
        kind, family = self._entries[entry]
        name, half = f"c{number:06}", _half(number)
        if kind == "title_body":
            return self._titled(name, half, rng)
        cell = group(family)
        at = [group(other) for _, other in self._entries]
        scope, spot = divmod(turn * Counter(at)[cell] + at[:entry].count(cell), len(self._room(cell)))
        if scope >= _SCOPES.get(cell, 1):
            return None
        telling = self._scoped(self._room(cell)[spot], cell, scope, rng)
        if kind == "arithmetic":
            wrong = replace(telling, wrong=family)
            return self._plant(Plant(name, "contradiction", kind, family, half, ()), [("", wrong)], rng)
        tag, key, true = _cell(family, telling, rng)
        if kind == "outdated":
            told = replace(telling, dated=True, year=2025), replace(telling, dated=True, year=2022)
        else:
            told = telling, replace(telling, dated=telling.dated and rng.random() < 0.7)
        elsewhere = replace(told[1], way=rng.choice(list(Numbers)), variant=rng.randrange(36))
        false = replace(elsewhere, world=self.world.but(key, _other(true, family, rng)))
        return self._plant(Plant(name, "contradiction", kind, family, half, ()), [(tag, told[0]), (tag, false)], rng)

    def _plant(self, plant: Plant, told: Sequence[tuple[str, Telling]], rng: Random) -> Plant | None:
        """A pair with its sides, in shapes of the half that it is of where there are any; None where no shape can tell it."""
        sides = []
        for n, (tag, telling) in enumerate(told):
            seen = {"seen": True, "unseen": False}.get(plant.half, n == 0)
            fitting = [shape for shape in shapes()[plant.family] if _fits(shape, plant.kind, plant.family, tag, telling)]
            half_of = [shape for shape in fitting if shape.seen is seen] or fitting
            if not half_of:
                return None
            shape = rng.choice(half_of)
            sides.append(Said(shape, telling, tag if tag in shape.tags else ""))
        halves = sorted({"seen" if side.shape.seen else "unseen" for side in sides})
        return replace(plant, half="mixed" if len(halves) > 1 else halves[0], sides=tuple(sides))

    def _titled(self, name: str, half: str, rng: Random) -> Plant:
        seen = half == "seen" or (half == "mixed" and rng.random() < 0.5)
        title, body = rng.choice(SEEN_TITLED if seen else UNSEEN_TITLED)
        telling = self._telling(any_place(rng), rng)
        other = any_place(rng)
        while other.code[:4] == telling.place.code[:4]:
            other = any_place(rng)
        titled = Titled(title, body, telling, other.names[0])
        return Plant(name, "contradiction", "title_body", "titled", "seen" if seen else "unseen", (), titled)

    def _room(self, cell: str) -> tuple[Place, ...]:
        """The places kept for one family's contradictions; prefectures come early."""
        if cell not in self._places:
            if cell in NATIONWIDE:
                kept = places()[:1]
            elif cell == "leave":
                provinces = {place.province: place for place in places() if place.above is None}
                kept = tuple(place for place in provinces.values() if self.world.kept_for_plants(place.province, cell))
            else:
                kept = tuple(place for place in places() if self.world.kept_for_plants(_seat(place, cell), cell))
            if _pooled(cell):
                kept = tuple(place for place in kept if place.above is None)
            self._places[cell] = tuple(sorted(kept, key=lambda place: _order(self.seed, cell, place)))
        return self._places[cell]

    def _telling(self, place: Place, rng: Random) -> Telling:
        insurance = rng.choice("EER")
        return Telling(
            world=self.world, place=place, name=rng.choice(place.names), year=rng.choice(YEARS), dated=rng.random() < 0.5,
            insurance=insurance, service=rng.choice(SERVICES), population=rng.choice("ar") if insurance == "E" else "",
            level=rng.choice(LEVELS), disease=rng.choice("hd"), way=rng.choice((Numbers.PLAIN,) * 6 + (Numbers.COMMAS, Numbers.CHINESE)),
            variant=rng.randrange(36),
        )  # fmt: skip

    def _scoped(self, place: Place, cell: str, scope: int, rng: Random) -> Telling:
        """A telling in the scope of a place that only one pair has."""
        telling = self._telling(place, rng)
        scope += crc32(place.code.encode()) % _SCOPES.get(cell, 1)
        if cell in ("fee", "payroll"):
            return replace(telling, year=YEARS[scope % len(YEARS)])
        if cell in _UNTAGGED:
            insurance = "ER"[scope % 2]
            same = telling.insurance == insurance
            population = telling.population if same else (rng.choice("ar") if insurance == "E" else "")
            return replace(telling, insurance=insurance, service=SERVICES[scope // 2 % 2], population=population)
        if cell == "leave":
            return replace(telling, disease="mwp"[scope % 3])
        return replace(telling, insurance="R", population="") if cell == "filing" else telling

    def ordinary(self, place: Place, rng: Random) -> Said:
        """A true statement about a place."""
        while True:
            family = rng.choice(FAMILIES)
            if family not in NATIONWIDE and self.world.kept_for_plants(_seat(place, family), family):
                continue
            telling = self._telling(place, rng)
            fitting = [shape for shape in shapes()[family] if _fits(shape, "", family, None, telling)]
            if fitting:
                shape = rng.choice(fitting)
                return Said(shape, telling, "")

    def _harmless(self, number: int, rng: Random) -> Plant:
        name, half = f"h{number:06}", _half(number)
        own = harmless()
        turn = number % (len(own) + len(_APART))
        if turn < len(own):
            kind, first, second = own[turn]
            telling = self._free(HOLDS.get(kind, kind), kind, rng)
            if first.mark == "R":
                telling = replace(telling, insurance="R", population="", service="住院")
            sides = tuple(Said(shape, replace(telling, variant=rng.randrange(36)), "") for shape in (first, second))
            return Plant(name, "harmless", kind, kind, "seen", sides)
        kind, family = _APART[turn - len(own)]
        found = None
        while found is None:
            first_telling = self._free(family, kind, rng)
            tag, _, value = _cell(family, first_telling, rng)
            second_telling = self._apart(kind, family, first_telling, rng)
            second_tag, _, other = _cell(family, second_telling, rng) if tag not in ("fee", "sub", "stu", "lo", "hi") else (tag, None, None)
            if kind != "same" and value == other:
                continue
            found = self._plant(Plant(name, "harmless", kind, family, half, ()), [(tag, first_telling), (second_tag, second_telling)], rng)
        return found

    def _free(self, family: str, kind: str, rng: Random) -> Telling:
        """A telling about a place where this family is not planted with contradictions."""
        while True:
            telling = self._telling(any_place(rng), rng)
            if kind == "county" and telling.place.above is None:
                continue
            if family not in NATIONWIDE and self.world.kept_for_plants(_seat(telling.place, family), family):
                continue
            pool = telling.place.pool
            if (kind == "money" and self.world.can(pool, "余额清零")) or (kind == "open_list" and not self.world.wide(pool)):
                continue
            return telling

    def _apart(self, kind: str, family: str, telling: Telling, rng: Random) -> Telling:
        """A telling that differs in one thing."""
        again = replace(telling, variant=rng.randrange(36), way=rng.choice(list(Numbers)), dated=rng.random() < 0.5)
        if kind in ("region", "county"):
            other = self._free(family, kind, rng).place
            if kind == "county":
                other = next(place for place in places() if place.code == telling.place.above)
            return replace(again, place=other, name=rng.choice(other.names))
        if kind == "year":
            return replace(again, year=YEARS[(YEARS.index(telling.year) + 1) % len(YEARS)])
        if kind == "population":
            return replace(again, insurance="E", population="r" if telling.population == "a" else "a")
        if kind == "level":
            return replace(again, level=telling.level % 3 + 1)
        if kind == "insurance":
            insurance = "R" if telling.insurance == "E" else "E"
            return replace(again, insurance=insurance, population="a" if insurance == "E" else "")
        if kind == "service":
            return replace(again, service=SERVICES[1 - SERVICES.index(telling.service)])
        return again


_OFTEN = {"rate": 6, "deductible": 3, "cap": 3, "fee": 3, "chronic": 2}
FAMILIES = tuple(family for family in shapes() for _ in range(_OFTEN.get(family, 1)))
# The family whose cell a kind of harmless pair lies in, where it bears another name.
HOLDS = {
    "own_part": "rate", "range": "rate", "open_list": "members", "sharing": "coverage", "party": "employer", "parts": "fee", "rise": "fee",
    "student": "fee", "disease": "chronic", "scheme": "flex", "bound": "base", "money": "can:余额清零",
}  # fmt: skip


def _pooled(cell: str) -> bool:
    """Whether a family's rules are those of the prefecture in all its counties."""
    return cell == "members" or cell.startswith("can:")


def _seat(place: Place, family: str) -> str:
    """Who decides on a family for a place."""
    if group(family) == "leave":
        return place.province
    return place.pool if _pooled(family) else place.code


def _fits(shape: Shape, kind: str, family: str, tag: str | None, telling: Telling) -> bool:
    if shape.mark in ("E", "R") and shape.mark != telling.insurance:
        return False
    if shape.mark in ("+", "-"):
        says = telling.world.can(telling.place.pool, family[4:]) if family.startswith("can:") else telling.world.wide(telling.place.pool)
        if (shape.mark == "+") is not says:
            return False
    if kind == "outdated" and "Y" not in shape.slots:
        return False
    if family == "fee" and kind and "total" in shape.slots:
        return False  # a wrong part would make a wrong sum besides
    return tag is None or tag in shape.tags or (family in _UNTAGGED and "" in shape.tags)


def _half(number: int) -> str:
    return ("unseen", "seen", "unseen", "seen", "mixed")[number % 5]


def _order(seed: int, cell: str, place: Place) -> float:
    return crc32(f"{seed} {cell} {place.code}".encode()) * (0.2 if place.above is None else 1.0)


def _cell(family: str, t: Telling, rng: Random) -> tuple[str, Key, Decimal | int]:
    """The tag, the key and the true value of the cell that a pair is about."""
    code, world = t.place.code, t.world
    tag = {
        "rate": str(t.level), "deductible": str(t.level), "cap": t.population, "chronic": t.disease,
        "fee": rng.choice(("fee", "fee", "sub", "stu")), "credit": "r", "flex": rng.choice("ts"), "base": rng.choice(("lo", "hi")),
        "leave": t.disease, "filing": rng.choice("yn"), "transfer": "x", "coverage": "q",
    }.get(family, "")  # fmt: skip
    cells: dict[str, Callable[[], tuple[Key, Decimal | int]]] = {
        "rate": lambda: (("rate", code, t.insurance, t.service, t.population, t.level),
                         world.rate(code, t.insurance, t.service, t.population, t.level)),
        "deductible": lambda: (("deductible", code, t.insurance, t.level), world.deductible(code, t.insurance, t.level)),
        "cap": lambda: (("cap", code, t.insurance, t.population), world.cap(code, t.insurance, t.population)),
        "chronic": lambda: (("chronic", code, t.insurance, t.disease), world.chronic(code, t.insurance, t.disease)),
        "fee": lambda: (("fee", code, t.year, tag), world.fee(code, t.year, tag)),
        "credit": lambda: (("credit", code, "r"), world.credit(code, "r")),
        "flex": lambda: (("flex", code, tag), world.flex(code, tag)),
        "employer": lambda: (("employer", code), world.employer(code)),
        "base": lambda: (("base", code, t.year, tag), world.base(code, t.year, tag)),
        "waiting": lambda: (("waiting", code), world.waiting(code)),
        "leave": lambda: (("leave", t.place.province, tag), world.leave(t.place.province, tag)),
        "critical": lambda: (("critical", code), world.critical(code)),
        "filing": lambda: (("filing", code, tag), world.filing(code, tag)),
        "transfer": lambda: (("transfer", tag), world.transfer(tag)),
        "coverage": lambda: (("coverage", tag), world.coverage(tag)),
        "members": lambda: (("members", t.place.pool), int(world.wide(t.place.pool))),
    }  # fmt: skip
    if family.startswith("can:"):
        return "", ("can", t.place.pool, family[4:]), int(world.can(t.place.pool, family[4:]))
    return tag, *cells[family]()


_STEPS = {"waiting": 1, "leave": 5, "base": 123, "coverage": 17, "transfer": 500, "critical": 1500, "chronic": 60, "cap": 150}


def _other(true: Decimal | int, family: str, rng: Random) -> Decimal | int:
    """A value that is not the true one and is no way to write it."""
    if family == "members" or family.startswith("can:"):
        return 1 - true
    if family in ("rate", "filing"):
        away = rng.choice((6, 7, 9, 10, 12, 14))
        return true + away if true + away <= 95 and (rng.random() < 0.5 or true < 40) else true - away
    if family in ("credit", "flex", "employer"):
        return true + Decimal(rng.choice((5, 10, 15))) / 10
    return true + _STEPS.get(family, 50) * rng.choice((1, 2, 3))
