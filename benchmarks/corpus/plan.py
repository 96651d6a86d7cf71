"""Which documents hold which planted pairs; everything follows from the seed and the number of documents."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from zlib import crc32

from benchmarks.corpus.cells import another, cell
from benchmarks.corpus.kinds import APART, HOLDS, ROUND, SCOPES
from benchmarks.corpus.numbers import Numbers
from benchmarks.corpus.places import Place, any_place, places
from benchmarks.corpus.seen_words import SEEN_TITLED
from benchmarks.corpus.shape import Telling, harmless, shapes
from benchmarks.corpus.tellings import Said, Teller, fits, pooled, seat
from benchmarks.corpus.unseen_words import UNSEEN_TITLED
from benchmarks.corpus.world import NATIONWIDE, World, group


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
    def _teller(self) -> Teller:
        return Teller(self.world)

    def ordinary(self, place: Place, name: str, rng: Random) -> Said:
        """A true statement about a place by this name."""
        return self._teller.ordinary(place, name, rng)

    @cached_property
    def _entries(self) -> tuple[tuple[str, str], ...]:
        listed = [(kind, family) for kind, family, times in ROUND for _ in range(times)]
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
        lot = group(family)
        at = [group(other) for _, other in self._entries]
        scope, spot = divmod(turn * Counter(at)[lot] + at[:entry].count(lot), len(self._room(lot)))
        if scope >= SCOPES.get(lot, 1):
            return None
        telling = self._teller.scoped(self._room(lot)[spot], lot, scope, rng)
        if kind == "arithmetic":
            wrong = replace(telling, wrong=family)
            return self._plant(Plant(name, "contradiction", kind, family, half, ()), [("", wrong)], rng)
        tag, key, true = cell(family, telling, rng)
        if kind == "outdated":
            told = replace(telling, dated=True, year=2025), replace(telling, dated=True, year=2022)
        else:
            told = telling, replace(telling, dated=telling.dated and rng.random() < 0.7)
        elsewhere = replace(told[1], way=rng.choice(list(Numbers)), variant=rng.randrange(36))
        false = replace(elsewhere, world=self.world.but(key, another(true, family, rng)))
        return self._plant(Plant(name, "contradiction", kind, family, half, ()), [(tag, told[0]), (tag, false)], rng)

    def _plant(self, plant: Plant, told: Sequence[tuple[str, Telling]], rng: Random) -> Plant | None:
        """A pair with its sides, in shapes of the half that it is of where there are any; None where no shape can tell it."""
        sides = []
        for n, (tag, telling) in enumerate(told):
            seen = {"seen": True, "unseen": False}.get(plant.half, n == 0)
            fitting = [shape for shape in shapes()[plant.family] if fits(shape, plant.kind, plant.family, tag, telling)]
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
        telling = self._teller.any(any_place(rng), rng)
        other = any_place(rng)
        while other.code[:4] == telling.place.code[:4]:
            other = any_place(rng)
        titled = Titled(title, body, telling, other.names[0])
        return Plant(name, "contradiction", "title_body", "titled", "seen" if seen else "unseen", (), titled)

    def _room(self, lot: str) -> tuple[Place, ...]:
        """The places kept for one family's contradictions; prefectures come early."""
        if lot not in self._places:
            if lot in NATIONWIDE:
                kept = places()[:1]
            elif lot == "leave":
                provinces = {place.province: place for place in places() if place.above is None}
                kept = tuple(place for place in provinces.values() if self.world.kept_for_plants(place.province, lot))
            else:
                kept = tuple(place for place in places() if self.world.kept_for_plants(seat(place, lot), lot))
            if pooled(lot):
                kept = tuple(place for place in kept if place.above is None)
            self._places[lot] = tuple(sorted(kept, key=lambda place: _order(self.seed, lot, place)))
        return self._places[lot]

    def _harmless(self, number: int, rng: Random) -> Plant:
        name, half = f"h{number:06}", _half(number)
        own = harmless()
        turn = number % (len(own) + len(APART))
        if turn < len(own):
            kind, first, second = own[turn]
            telling = self._teller.free(HOLDS.get(kind, kind), kind, rng)
            if first.mark == "R":
                telling = replace(telling, insurance="R", population="", service="住院")
            sides = tuple(Said(shape, replace(telling, variant=rng.randrange(36)), "") for shape in (first, second))
            return Plant(name, "harmless", kind, kind, "seen", sides)
        kind, family = APART[turn - len(own)]
        found = None
        while found is None:
            first_telling = self._teller.free(family, kind, rng)
            tag, _, value = cell(family, first_telling, rng)
            second_telling = self._teller.apart(kind, family, first_telling, rng)
            second_tag, _, other = cell(family, second_telling, rng) if tag not in ("fee", "sub", "stu", "lo", "hi") else (tag, None, None)
            if kind != "same" and value == other:
                continue
            found = self._plant(Plant(name, "harmless", kind, family, half, ()), [(tag, first_telling), (second_tag, second_telling)], rng)
        return found


def _half(number: int) -> str:
    return ("unseen", "seen", "unseen", "seen", "mixed")[number % 5]


def _order(seed: int, lot: str, place: Place) -> float:
    return crc32(f"{seed} {lot} {place.code}".encode()) * (0.2 if place.above is None else 1.0)
