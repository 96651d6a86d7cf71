"""Who tells what of which place: tellings at random, in a scope of their own, and apart in one thing."""

from dataclasses import dataclass, replace
from random import Random
from zlib import crc32

from benchmarks.corpus.kinds import SCOPES, UNTAGGED, YEARS
from benchmarks.corpus.numbers import Numbers
from benchmarks.corpus.places import Place, any_place, places
from benchmarks.corpus.shape import Shape, Telling, shapes
from benchmarks.corpus.world import LEVELS, NATIONWIDE, SERVICES, World, group

_OFTEN = {"rate": 6, "deductible": 3, "cap": 3, "fee": 3, "chronic": 2}
FAMILIES = tuple(family for family in shapes() for _ in range(_OFTEN.get(family, 1)))


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a pair: a shape, what fills it, the tag of the quote."""

    shape: Shape
    telling: Telling
    tag: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes tellings of one world."""

    world: World

    def any(self, place: Place, rng: Random, name: str | None = None) -> Telling:
        """A telling about a place, the rest at random."""
        insurance = rng.choice("EER")
        return Telling(
            world=self.world, place=place, name=name or rng.choice(place.names), year=rng.choice(YEARS), dated=rng.random() < 0.5,
            insurance=insurance, service=rng.choice(SERVICES), population=rng.choice("ar") if insurance == "E" else "",
            level=rng.choice(LEVELS), disease=rng.choice("hd"), way=rng.choice((Numbers.PLAIN,) * 6 + (Numbers.COMMAS, Numbers.CHINESE)),
            variant=rng.randrange(36),
        )  # fmt: skip

    def scoped(self, place: Place, lot: str, scope: int, rng: Random) -> Telling:
        """A telling in the scope of a place that only one pair has."""
        telling = self.any(place, rng)
        scope += crc32(place.code.encode()) % SCOPES.get(lot, 1)
        if lot in ("fee", "payroll"):
            return replace(telling, year=YEARS[scope % len(YEARS)])
        if lot in UNTAGGED:
            insurance = "ER"[scope % 2]
            same = telling.insurance == insurance
            population = telling.population if same else (rng.choice("ar") if insurance == "E" else "")
            return replace(telling, insurance=insurance, service=SERVICES[scope // 2 % 2], population=population)
        if lot == "leave":
            return replace(telling, disease="mwp"[scope % 3])
        return replace(telling, insurance="R", population="") if lot == "filing" else telling

    def ordinary(self, place: Place, name: str, rng: Random) -> Said:
        """A true statement about a place by this name."""
        while True:
            family = rng.choice(FAMILIES)
            if family not in NATIONWIDE and self.world.kept_for_plants(seat(place, family), family):
                continue
            telling = self.any(place, rng, name)
            fitting = [shape for shape in shapes()[family] if fits(shape, "", family, None, telling)]
            if fitting:
                shape = rng.choice(fitting)
                return Said(shape, telling, "")

    def free(self, family: str, kind: str, rng: Random) -> Telling:
        """A telling about a place where this family is not planted with contradictions."""
        while True:
            telling = self.any(any_place(rng), rng)
            if kind == "county" and telling.place.above is None:
                continue
            if family not in NATIONWIDE and self.world.kept_for_plants(seat(telling.place, family), family):
                continue
            pool = telling.place.pool
            if (kind == "money" and self.world.can(pool, "余额清零")) or (kind == "open_list" and not self.world.wide(pool)):
                continue
            return telling

    def apart(self, kind: str, family: str, telling: Telling, rng: Random) -> Telling:
        """A telling that differs in one thing."""
        again = replace(telling, variant=rng.randrange(36), way=rng.choice(list(Numbers)), dated=rng.random() < 0.5)
        if kind in ("region", "county"):
            other = self.free(family, kind, rng).place
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


def pooled(lot: str) -> bool:
    """Whether a family's rules are those of the prefecture in all its counties."""
    return lot == "members" or lot.startswith("can:")


def seat(place: Place, family: str) -> str:
    """Who decides on a family for a place."""
    if group(family) == "leave":
        return place.province
    return place.pool if pooled(family) else place.code


def fits(shape: Shape, kind: str, family: str, tag: str | None, telling: Telling) -> bool:
    """Whether a shape can tell a telling's cell, as one side of a pair of this kind."""
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
    return tag is None or tag in shape.tags or (family in UNTAGGED and "" in shape.tags)
