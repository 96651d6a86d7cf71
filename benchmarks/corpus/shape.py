"""Sentence shapes: a style, text with slots in braces, and the quote that carries each value in double brackets.

`notice E|{P}...[[a:{cap_a}]]`: the style before the bar, with E or R where the shape is one for employees or for residents, + or - where
it says yes or no; a tag before a colon names the cell that the quote carries where a shape tells several.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from benchmarks.corpus.harmless import HARMLESS
from benchmarks.corpus.numbers import Numbers, count, percent, plain, yuan
from benchmarks.corpus.places import Place
from benchmarks.corpus.seen import SEEN
from benchmarks.corpus.seen_words import SEEN_MEMBERS, SEEN_PERMISSIONS
from benchmarks.corpus.unseen import UNSEEN
from benchmarks.corpus.unseen_words import UNSEEN_MEMBERS, UNSEEN_PERMISSIONS
from benchmarks.corpus.world import World

Run = tuple[str, str | None]  # text, and the tag of the quote that it is (None: no quote)
_PART = re.compile(r"\[\[(?:([A-Za-z0-9]+):)?(.+?)\]\]|([^\[]+)", re.DOTALL)
_SLOT = re.compile(r"\{([\w,]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Who tells what: the scope a shape is filled with, and the way its page writes."""

    world: World
    place: Place
    name: str
    year: int
    dated: bool = False
    insurance: str = "E"
    service: str = "住院"
    population: str = "a"
    level: int = 3
    disease: str = "h"
    way: Numbers = Numbers.PLAIN
    variant: int = 0  # which of the words that mean the same
    wrong: str = ""  # the arithmetic that is wrong here


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to say something."""

    id: str
    family: str
    style: str
    mark: str  # E, R, +, - or nothing
    seen: bool
    parts: tuple[tuple[tuple[str, ...], str | None], ...]  # texts and slot names in turn, beginning with a text; the tag
    tags: frozenset[str]
    slots: frozenset[str]

    def runs(self, telling: Telling) -> Iterator[Run]:
        """The filled text, cut where quotes begin and end."""
        for names, tag in self.parts:
            yield "".join(SLOTS[name](telling) if n % 2 else name for n, name in enumerate(names)), tag


def parse(id_: str, family: str, text: str, seen: bool) -> Shape:
    """A shape from its written form."""
    style, _, body = text.partition("|")
    for sign in ("起,", ","):  # goes with its year where none is said
        body = body.replace(f"{{Y}}{sign}", f"{{Y{sign}}}")
    style, _, mark = style.partition(" ")
    parts, tags = [], set()
    for tag, quote, between in _PART.findall(body):
        parts.append((tuple(_SLOT.split(quote or between)), tag if quote else None))
        if quote:
            tags.add(tag)
    slots = frozenset(slot.rstrip("起,") for slot in _SLOT.findall(body))
    return Shape(id_, family, style, mark, seen, tuple(parts), frozenset(tags), slots)


@cache
def shapes() -> Mapping[str, tuple[Shape, ...]]:
    """All shapes by family; a permission's family is can:TOPIC."""
    found: dict[str, list[Shape]] = {}
    for half, seen, said, can, members in (
        ("unseen", False, UNSEEN, UNSEEN_PERMISSIONS, UNSEEN_MEMBERS),
        ("seen", True, SEEN, SEEN_PERMISSIONS, SEEN_MEMBERS),
    ):
        families = {**said, **{f"can:{topic}": texts for topic, texts in can.items()}, "members": members}
        for family, texts in families.items():
            found.setdefault(family, []).extend(parse(f"{half}.{family}.{n}", family, text, seen) for n, text in enumerate(texts, 1))
    return {family: tuple(listed) for family, listed in found.items()}


@cache
def harmless() -> tuple[tuple[str, Shape, Shape], ...]:
    """The kinds of harmless pairs that have shapes of their own, with these."""
    return tuple(
        (kind, parse(f"harmless.{kind}.1", kind, first, True), parse(f"harmless.{kind}.2", kind, second, True))
        for kind, first, second in HARMLESS
    )


_INSURANCE = {
    "E": ("职工医保", "职工基本医疗保险", "城镇职工基本医疗保险", "职工医保"),
    "R": ("居民医保", "城乡居民基本医疗保险", "城乡居民医保", "居民医保"),
}
_WHO = {"a": ("在职职工", "在职人员", "在职职工"), "r": ("退休人员", "退休职工", "退休人员"), "": ("参保居民", "城乡居民", "居民")}
_LEVEL = {
    1: ("一级医院", "一级医疗机构", "一级定点医疗机构"),
    2: ("二级医院", "二级医疗机构", "二级定点医疗机构"),
    3: ("三级医院", "三级医疗机构", "三级定点医疗机构"),
}


def _rate(level: int | None, whole: bool = False) -> Callable[[Telling], str]:
    def fill(t: Telling) -> str:
        value = t.world.rate(t.place.code, t.insurance, t.service, t.population, level or t.level)
        return percent(100 - value if whole else value, t.way)

    return fill


def _deductible(level: int | None) -> Callable[[Telling], str]:
    return lambda t: yuan(t.world.deductible(t.place.code, t.insurance, level or t.level), t.way)


def _cap(population: str | None) -> Callable[[Telling], str]:
    return lambda t: yuan(t.world.cap(t.place.code, t.insurance, t.population if population is None else population), t.way)


def _chronic(disease: str | None) -> Callable[[Telling], str]:
    return lambda t: yuan(t.world.chronic(t.place.code, t.insurance, disease or t.disease), t.way)


def _fee(what: str) -> Callable[[Telling], str]:
    def fill(t: Telling) -> str:
        more = 10 if what == "total" and t.wrong == "sum" else 0
        return yuan(t.world.fee(t.place.code, t.year, what) + more, t.way)

    return fill


def _leave(what: str) -> Callable[[Telling], str]:
    def fill(t: Telling) -> str:
        more = 10 if what == "m" and t.wrong == "days" else 0
        return count(t.world.leave(t.place.province, what) + more, "天", t.way)

    return fill


def _part(t: Telling) -> str:
    part = Decimal(t.world.base(t.place.code, t.year, "lo")) * t.world.employer(t.place.code) / 100
    return f"{plain((part + (10 if t.wrong == 'product' else 0)).quantize(Decimal('0.01'), ROUND_HALF_UP))}元"


def _more(t: Telling) -> str:
    rise = t.world.fee(t.place.code, t.year, "sub") - t.world.fee(t.place.code, t.year - 1, "sub")
    return yuan(rise + (10 if t.wrong == "rise" else 0), t.way)


SLOTS: dict[str, Callable[[Telling], str]] = {
    "P": lambda t: t.name,
    "prov": lambda t: t.place.province,
    "Y": lambda t: f"{t.year}年" if t.dated else "",
    "Y,": lambda t: f"{t.year}年," if t.dated else "",
    "Y起,": lambda t: f"{t.year}年起," if t.dated else "",
    "year": lambda t: str(t.year),
    "month": lambda t: f"{t.year}年{t.variant % 9 + 1}月",
    "ins": lambda t: _INSURANCE[t.insurance][t.variant % 4],
    "who": lambda t: _WHO[t.population][t.variant % 3],
    "svc": lambda t: t.service,
    "svc2": lambda t: "住院" if t.service == "住院" else "看普通门诊",
    "lv": lambda t: _LEVEL[t.level][t.variant % 3],
    "dis": lambda t: "高血压" if t.disease == "h" else "糖尿病",
    "rate": _rate(None), "rate1": _rate(1), "rate2": _rate(2), "rate3": _rate(3), "own": _rate(None, whole=True),
    "ded": _deductible(None), "ded1": _deductible(1), "ded2": _deductible(2), "ded3": _deductible(3),
    "cap": _cap(None), "cap_a": _cap("a"), "cap_r": _cap("r"),
    "chr": _chronic(None), "chr_h": _chronic("h"), "chr_d": _chronic("d"),
    "fee": _fee("fee"), "fee_s": _fee("stu"), "sub": _fee("sub"), "total": _fee("total"),
    "was": lambda t: yuan(t.world.fee(t.place.code, t.year - 1, "sub"), t.way),
    "more": _more,
    "cr_a": lambda t: percent(t.world.credit(t.place.code, "a"), t.way),
    "cr_r": lambda t: percent(t.world.credit(t.place.code, "r"), t.way),
    "flex": lambda t: percent(t.world.flex(t.place.code, "t"), t.way),
    "flex2": lambda t: percent(t.world.flex(t.place.code, "s"), t.way),
    "emp": lambda t: percent(t.world.employer(t.place.code), Numbers.PLAIN),
    "lo": lambda t: yuan(t.world.base(t.place.code, t.year, "lo"), t.way),
    "hi": lambda t: yuan(t.world.base(t.place.code, t.year, "hi"), t.way),
    "part": _part,
    "wait": lambda t: count(t.world.waiting(t.place.code), "个月", t.way),
    "ml": _leave("m"), "wl": _leave("w"), "pl": _leave("p"),
    "bonus": lambda t: count(t.world.leave(t.place.province, "m") - 98, "天", t.way),
    "crit": lambda t: yuan(t.world.critical(t.place.code), t.way),
    "ceiling": lambda t: f"{t.world.ceiling(t.place.code)}元",
    "ceiling_about": lambda t: f"{round(t.world.ceiling(t.place.code), -4) // 10_000}万元",
    "monthly": lambda t: yuan(t.world.monthly(t.place.code, t.year), t.way),
    "yearly": lambda t: yuan(12 * t.world.monthly(t.place.code, t.year), t.way),
    "filed": lambda t: percent(t.world.filing(t.place.code, "y"), t.way),
    "unfiled": lambda t: percent(t.world.filing(t.place.code, "n"), t.way),
    "tr": lambda t: yuan(t.world.transfer("x"), t.way),
    "trn": lambda t: plain(t.world.transfer("n")),
    "cov_p": lambda t: plain(t.world.coverage("p")),
    "cov_q": lambda t: plain(t.world.coverage("q")),
}  # fmt: skip
