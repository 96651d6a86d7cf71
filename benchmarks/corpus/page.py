"""A page: a title, statements in one style with what stands around them, and where the planted quotes are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from benchmarks.corpus.fillers import CLOSINGS, NEUTRAL, OPENINGS, RELATED_DATE, SOURCES, TITLES
from benchmarks.corpus.mess import Mess, any_mess, tidy
from benchmarks.corpus.places import Place, any_place
from benchmarks.corpus.plan import Plan, Plant, Titled
from benchmarks.corpus.shape import SLOTS, Telling
from benchmarks.corpus.tellings import Said
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
    told: tuple[tuple[int, int, str], ...]  # where each statement is, and its shape
    copy_of: int | None

    @property
    def id(self) -> str:
        return name(self.number)


def name(number: int) -> str:
    """The id of a document."""
    return f"d{number:07}"


Spot = tuple[int, int, str]  # a pair, its side, the shape that tells it
Marked = tuple[str, Spot | None, str | None]  # text; what it is a quote of; the shape that it is filled from


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
        moved = text.index(rest) - page.text.index(rest)
        told = tuple((start + moved, end + moved, shape) for start, end, shape in page.told)
        return replace(page, number=number, text=text, marks=(), told=told, copy_of=other if page.copy_of is None else page.copy_of)

    def _write(self, number: int, rng: Random, plant: Plant | None, planted: tuple[int, int] | None) -> Page:
        saids = _saids(plant, planted)
        telling = plant.titled.telling if plant and plant.titled else saids[0][0].telling if saids else None
        place = telling.place if telling else any_place(rng)
        style = saids[0][0].shape.style if saids else rng.choice(STYLES)
        mess = any_mess(rng)
        said_name = telling.name if telling else rng.choice(place.names)
        around = [self._ordinary(place, said_name, rng, plant) for _ in range(rng.randint(*self._size.statements) - len(saids))]
        statements: list[tuple[Said, Spot | None]] = [*((said, None) for said in around)]
        for said, mark in saids[:1]:
            statements.insert(rng.randint(0, len(statements)), (said, mark))
        if saids[1:]:  # both sides in one document: the second comes later, or in a teaser
            statements.append(saids[1])
        first = statements[0][0] if statements else self._ordinary(place, said_name, rng, plant)
        year, month, day = (telling or first.telling).year, rng.randint(1, 12), rng.randint(1, 28)
        if plant and plant.titled and planted:
            pieces = list(_titled(plant.titled, planted[0]))
        else:
            pieces = [_plain(f"{_title(first, rng)}\n\n"), _plain(f"{rng.choice(OPENINGS[style])}\n\n")]
            pieces += self._body(statements, style, rng)
        pieces += [_plain(f"\n\n{rng.choice(CLOSINGS)}"), *self._related(rng, month, day)]
        text, marks, told = _joined(pieces, mess, rng)
        publisher = f"{place.names[0]}医疗保障局" if style == "notice" else "健康网"
        return Page(number, text, f"{year}-{month:02}-{day:02}", publisher, marks, told, None)

    def _ordinary(self, place: Place, said_name: str, rng: Random, plant: Plant | None) -> Said:
        """A true statement about a place, in a cell that the page's plant does not touch."""
        while True:
            said = self._plan.ordinary(place, said_name, rng)
            if plant is None or group(said.shape.family) != group(plant.family):
                return said

    def _body(self, statements: list[tuple[Said, Spot | None]], style: str, rng: Random) -> Iterator[Marked]:
        neutral = rng.randint(*self._size.neutral)
        for n, (said, mark) in enumerate(statements):
            own = said.shape.style == style
            if own and style == "notice":
                yield _plain(f"{_NUMERALS[n % 10]}、")
            elif own and style == "forum":
                yield _plain(f"{n + 2}楼 网友{rng.randint(100, 999)}:\n")
            for text, tag in said.shape.runs(said.telling):
                yield text, mark if tag is not None and mark and tag == said.tag else None, said.shape.id
            share = (n + 1) * neutral // len(statements) - n * neutral // len(statements)
            for k in range(share):
                yield _plain(("\n\n" if k % 3 == 0 else "") + rng.choice(NEUTRAL))
            yield _plain("\n\n")

    def _related(self, rng: Random, month: int, day: int) -> Iterator[Marked]:
        items = rng.randint(*self._size.related)
        if items:
            yield _plain("\n\n相关推荐")
        for _ in range(items):
            place = any_place(rng)
            said = self._ordinary(place, rng.choice(place.names), rng, None)
            yield _plain(f"\n\n{_title(said, rng)}\n\n")
            yield from ((text, None, said.shape.id) for text, _ in said.shape.runs(said.telling))
            cut = rng.choice(NEUTRAL)
            yield _plain(f"{cut[: len(cut) // 2]}\n\n{RELATED_DATE.format(year=said.telling.year, month=month, day=day)}")


def _in_one(plant: Plant) -> bool:
    """Whether both sides stand in one document."""
    if plant.category == "harmless":
        return False
    return len(plant.sides) < 2 or (plant.kind in ("value", "polarity", "set") and int(plant.id[1:]) % 6 == 0)


def _saids(plant: Plant | None, planted: tuple[int, int] | None) -> list[tuple[Said, Spot | None]]:
    if plant is None or planted is None:
        return []
    pair, side = planted
    sides: list[tuple[Said, Spot | None]] = [(said, (pair, n, said.shape.id)) for n, said in enumerate(plant.sides)]
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
    yield _plain("".join(_filled(before, titled.telling)))
    yield titled.telling.name, (pair, 0, id_), id_
    yield _plain(f"{after}\n\n")
    first, *rest = titled.body.split("{Q}")
    yield _plain("".join(_filled(first, titled.telling)))
    yield titled.other, (pair, 1, id_), id_
    yield _plain(titled.other.join("".join(_filled(part, titled.telling)) for part in rest))


def _plain(text: str) -> Marked:
    return text, None, None


def _joined(pieces: list[Marked], mess: Mess, rng: Random) -> tuple[str, tuple[Mark, ...], tuple[tuple[int, int, str], ...]]:
    """The text, where its quotes are and where its statements; what comes before the first blank line, the title, is left tidy."""
    texts, marks, told, length = [], [], [], 0
    in_title = True
    for text, mark, shape in pieces:
        shown = (tidy if in_title else mess)(text, rng)
        end = length + len(shown)
        if mark:
            marks.append(Mark(mark[0], mark[1], length, end, mark[2]))
        if shape and shown:
            told.append((length, end, shape))
        texts.append(shown)
        length = end
        in_title = in_title and "\n\n" not in text
    return "".join(texts), tuple(marks), tuple(told)
