"""A page: a title, statements in one style with what stands around them, and where the planted quotes are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from benchmarks.corpus.fillers import CLOSINGS, NEUTRAL, OPENINGS, RELATED_DATE, SOURCES, TITLES
from benchmarks.corpus.mess import MESSES, Mess, tidy
from benchmarks.corpus.places import Place, any_place
from benchmarks.corpus.plan import Plan, Plant, Said, Titled
from benchmarks.corpus.shape import SLOTS, Telling
from benchmarks.corpus.world import group

STYLES = tuple(OPENINGS)
_COPIES = 0.05
_REACH = 5000  # how far back a copied page may lie
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Size:
    """How much a page holds, as least and most: statements, sentences that claim nothing, related items."""

    statements: tuple[int, int]
    neutral: tuple[int, int]
    related: tuple[int, int]


SIZES = {"small": Size((2, 4), (2, 5), (0, 1)), "seeds": Size((34, 46), (110, 150), (12, 18))}


@dataclass(frozen=True, slots=True)
class Mark:
    """A planted quote: the pair's number, its side, its place in the text, the shape that told it."""

    pair: int
    side: int
    start: int
    end: int
    shape: str


@dataclass(frozen=True, slots=True)
class Page:
    """A document, as a crawl would hand it over, and what is planted in it."""

    number: int
    text: str
    published: str
    publisher: str
    marks: tuple[Mark, ...]
    copy_of: int | None

    @property
    def id(self) -> str:
        return name(self.number)


def name(number: int) -> str:
    """The id of a document."""
    return f"d{number:07}"


Marked = tuple[str, tuple[int, int, str] | None]  # text; the pair, side and shape that it is a quote of


class Maker:
    """Makes the pages of one corpus, each from its number alone."""

    def __init__(self, plan: Plan, size: str) -> None:
        self._plan, self._size = plan, SIZES[size]
        self._pair = lru_cache(maxsize=64)(plan.pair)

    def page(self, number: int) -> Page:
        """The document with this number."""
        rng = Random(self._plan.seed * 1_000_003 + number)
        copied = rng.random() < _COPIES
        planted = self._plan.of(number)
        plant = self._pair(planted[0]) if planted else None
        if plant and planted and (planted[1] == 0 or not _in_one(plant)):
            return self._write(number, rng, plant, planted)
        return self._copy(number, rng) if copied and number else self._write(number, rng, None, None)

    def _copy(self, number: int, rng: Random) -> Page:
        """An earlier page once more, as sites take it over: another source line, another end."""
        other = number - 1 - rng.randrange(min(number, _REACH))
        page = self.page(other)
        title, _, rest = page.text.partition("\n\n")
        text = f"{title}\n\n{rng.choice(SOURCES)}\n\n{rest}\n\n{rng.choice(NEUTRAL)}"
        return replace(page, number=number, text=text, marks=(), copy_of=other if page.copy_of is None else page.copy_of)

    def _write(self, number: int, rng: Random, plant: Plant | None, planted: tuple[int, int] | None) -> Page:
        saids = _saids(plant, planted)
        telling = plant.titled.telling if plant and plant.titled else saids[0][0].telling if saids else None
        place = telling.place if telling else any_place(rng)
        style = saids[0][0].shape.style if saids else rng.choice(STYLES)
        mess = rng.choice(MESSES)
        said_name = telling.name if telling else rng.choice(place.names)
        around = [self._ordinary(place, said_name, rng, plant) for _ in range(rng.randint(*self._size.statements) - len(saids))]
        statements: list[tuple[Said, tuple[int, int, str] | None]] = [*((said, None) for said in around)]
        for said, mark in saids[:1]:
            statements.insert(rng.randint(0, len(statements)), (said, mark))
        if saids[1:]:  # both sides in one document: the second comes later, or in a teaser
            statements.append(saids[1])
        first = statements[0][0] if statements else self._ordinary(place, said_name, rng, plant)
        year, month, day = (telling or first.telling).year, rng.randint(1, 12), rng.randint(1, 28)
        if plant and plant.titled and planted:
            pieces = list(_titled(plant.titled, planted[0]))
        else:
            pieces = [(_title(first, rng), None), ("\n\n", None), (rng.choice(OPENINGS[style]), None), ("\n\n", None)]
            pieces += self._body(statements, style, rng)
        pieces += [("\n\n", None), (rng.choice(CLOSINGS), None), *self._related(rng, year, month, day)]
        text, marks = _joined(pieces, mess, rng)
        return Page(number, text, f"{year}-{month:02}-{day:02}", f"{place.names[0]}医疗保障局" if style == "notice" else "健康网", marks, None)

    def _ordinary(self, place: Place, said_name: str, rng: Random, plant: Plant | None) -> Said:
        """A true statement about a place, in a cell that the page's plant does not touch."""
        while True:
            said = self._plan.ordinary(place, rng)
            if plant is None or group(said.shape.family) != group(plant.family):
                return replace(said, telling=replace(said.telling, name=said_name))

    def _body(self, statements: list[tuple[Said, tuple[int, int, str] | None]], style: str, rng: Random) -> Iterator[Marked]:
        neutral = rng.randint(*self._size.neutral)
        for n, (said, mark) in enumerate(statements):
            own = said.shape.style == style
            if own and style == "notice":
                yield f"{_NUMERALS[n % 10]}、", None
            elif own and style == "forum":
                yield f"{n + 2}楼 网友{rng.randint(100, 999)}:\n", None
            for text, tag in said.shape.runs(said.telling):
                yield text, mark if tag is not None and mark and tag == said.tag else None
            share = (n + 1) * neutral // len(statements) - n * neutral // len(statements)
            for k in range(share):
                yield ("\n\n" if k % 3 == 0 else "") + rng.choice(NEUTRAL), None
            yield "\n\n", None

    def _related(self, rng: Random, year: int, month: int, day: int) -> Iterator[Marked]:
        items = rng.randint(*self._size.related)
        if items:
            yield "\n\n相关推荐", None
        for _ in range(items):
            place = any_place(rng)
            said = self._ordinary(place, rng.choice(place.names), rng, None)
            yield f"\n\n{_title(said, rng)}\n\n", None
            yield from ((text, None) for text, _ in said.shape.runs(said.telling))
            cut = rng.choice(NEUTRAL)
            yield f"{cut[: len(cut) // 2]}\n\n{RELATED_DATE.format(year=year, month=month, day=day)}", None


def _in_one(plant: Plant) -> bool:
    """Whether both sides stand in one document."""
    if plant.category == "harmless":
        return False
    return len(plant.sides) < 2 or (plant.kind in ("value", "polarity", "set") and int(plant.id[1:]) % 6 == 0)


def _saids(plant: Plant | None, planted: tuple[int, int] | None) -> list[tuple[Said, tuple[int, int, str] | None]]:
    if plant is None or planted is None:
        return []
    pair, side = planted
    sides = [(said, (pair, n, said.shape.id)) for n, said in enumerate(plant.sides)]
    return sides if _in_one(plant) else sides[side : side + 1]


def _title(said: Said, rng: Random) -> str:
    title = rng.choice(TITLES.get(said.shape.family, TITLES[""]))
    return "".join(_filled(title, said.telling))


def _filled(text: str, telling: Telling) -> Iterator[str]:
    for n, part in enumerate(text.replace("}", "{").split("{")):
        yield SLOTS[part](telling) if n % 2 else part


def _titled(titled: Titled, pair: int) -> Iterator[Marked]:
    before, after = titled.title.split("{P}")
    id_ = f"titled.{titled.title}"
    yield "".join(_filled(before, titled.telling)), None
    yield titled.telling.name, (pair, 0, id_)
    yield f"{after}\n\n", None
    first, *rest = titled.body.split("{Q}")
    yield "".join(_filled(first, titled.telling)), None
    yield titled.other, (pair, 1, id_)
    yield titled.other.join("".join(_filled(part, titled.telling)) for part in rest), None


def _joined(pieces: list[Marked], mess: Mess, rng: Random) -> tuple[str, tuple[Mark, ...]]:
    """The text, and where its quotes are; what comes before the first blank line, the title, is left tidy."""
    texts, marks, length = [], [], 0
    in_title = True
    for text, mark in pieces:
        shown = (tidy if in_title else mess)(text, rng)
        if mark:
            pair, side, shape = mark
            marks.append(Mark(pair, side, length, length + len(shown), shape))
        texts.append(shown)
        length += len(shown)
        in_title = in_title and "\n\n" not in text
    return "".join(texts), tuple(marks)


