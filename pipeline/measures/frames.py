"""What a segment takes over from above it: the title, the page's opening, the headings, the line that leads in to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from pipeline.measures.ages import age, is_of_one
from pipeline.measures.measures import SHARE
from pipeline.measures.places import is_aside, is_counted, related, stem
from pipeline.measures.subjects import PAYMENTS, ends_disease, ends_group, ends_insurance
from pipeline.measures.terms import Part
from pipeline.measures.times import Dated, is_effective
from pipeline.measures.tokens import Token


class Noun(NamedTuple):
    """Words that name measures (several where the quantity decides: 缴费标准), at their place."""

    start: int
    end: int
    measures: tuple[str, ...]
    via: str = "sentence"


@dataclass(frozen=True, slots=True)
class Frame:
    """Parts, dates and nouns from above; dates and nouns from the nearest on. `several` are columns that a layer names twice over."""

    parts: dict[str, Part] = field(default_factory=dict)
    dates: tuple[Dated, ...] = ()
    nouns: tuple[Noun, ...] = ()
    several: frozenset[str] = frozenset()
    example: bool = False
    employer: bool = False  # whether employers pay too: then it is the employees' insurance

    def under(self, nearer: "Frame") -> "Frame":
        """Both, where the nearer one wins."""
        if nearer is NOTHING:
            return self
        parts = dict(self.parts)
        for column in nearer.several:
            parts.pop(column, None)
        parts |= nearer.parts
        group, insurance = parts.get("population"), parts.get("insurance")
        if group is not None and ends_group(group, nearer.parts.get("insurance"), nearer.parts.get("region")):
            del parts["population"]
        elif group is not None and ends_group(group, nearer.parts.get("insurance"), nearer.parts.get("region"), pays=False):
            parts["population"] = group._replace(via="earlier")
        if insurance is not None and ends_insurance(insurance, group):
            del parts["insurance"]
        disease, subject = self.parts.get("disease"), nearer.parts
        if disease is not None and "disease" not in subject:
            about = subject.get("insurance") or subject.get("population")
            if ends_disease(disease, about, subject.get("region"), subject.get("service")):
                del parts["disease"]
        region, dates = self.parts.get("region"), nearer.dates
        if region and dates:
            dates = tuple(date if date.region else date._replace(region=region.value) for date in dates)
        return Frame(
            parts,
            (*dates, *self.dates),
            (*nearer.nouns, *self.nouns),
            self.several.difference(nearer.parts) | nearer.several if self.several else nearer.several,
            self.example or nearer.example,
            self.employer or nearer.employer,
        )


NOTHING = Frame()
_NONE: frozenset[str] = frozenset()
# Which columns a layer hands down. What a title says in passing (跨省, 备案) is no condition of every claim below it.
_PASSED = frozenset(
    ["region", "insurance", "service", "population", "tier", "hospital_level", "party", "disease", "mode", "scheme", "drug", "turn"]
)
_LAYER = {
    "title": _PASSED,
    "opening": frozenset({"region", "insurance", "service", "population", "tier", "scheme"}),
    "heading": _PASSED | {"filing", "place", "stay", "item", "class", "age"},
    "lead-in": _PASSED | {"filing", "place", "stay", "item", "class", "limit", "age"},
}
# A sentence of the opening that states a value is dated and limited for itself; its place is that of the page.
_PLACE = frozenset({"region"})
_VALUES = ("percentage", "amount")
# Roles of the words that hand something down, by layer: a line without any is done with at once.
_TELLING = {via: passed | {"measure", "ask", "example", "date", "leave"} for via, passed in _LAYER.items()}
_PAYING = regex.compile(r"缴费|缴纳|筹资|参保|交多少")
_GETTING = regex.compile(r"待遇|报销|支付|门诊|住院|起付|限额|封顶|政策|解读")
_SPEAKS = regex.compile(r"以下|下面|口径|执行|施行|实施|标准|办法|规定|期间")


def frame_of(text: str, found: Sequence[Token], via: str) -> Frame:
    """What a title, heading or line hands down to what stands below it."""
    if _TELLING[via].isdisjoint([token.role for token in found]):
        return NOTHING
    parts: dict[str, list[Part]] = {}
    nouns: list[Noun] = []
    dates: list[Dated] = []
    example = False
    for sentence in filter(None, _sentences(found)):
        named: list[Noun] = []
        told: list[Part] = []
        services: set[str] = set()
        insurances: set[str] = set()
        own = via == "opening" and any(token.fact and token.fact.kind in _VALUES for token in sentence)
        passed = _PLACE if own else _LAYER[via]
        for token in sentence:
            if token.role in ("measure", "ask"):
                if token.value not in ("", SHARE) and (token.role == "measure" or via != "opening"):
                    _name(named, token, via)
            elif token.role == "quantity":
                named.clear()  # a noun that has its value hands nothing down
            elif token.role == "example":
                example = via == "heading"
            elif token.role == "date":
                if token.fact and is_effective(text, token.fact):
                    told.append(Part(token.value, token.start, token.end, via, token.fact))
            elif token.role == "leave":
                if token.value:
                    _name(named, token._replace(value="leave_days"), via)
                    _add(parts.setdefault("leave", []), Part(token.value, token.start, token.end, via))
            elif token.role in passed and token.value and not (token.fact and _passing(text, token)):
                here = parts.setdefault(token.role, [])
                if token.role == "age":
                    part = age(text, token, via, here[-1] if here else None)
                    if here and part.start == here[-1].start:
                        here.pop()
                else:
                    part = Part(token.value, token.start, token.end, via, token.fact)
                _add(here, part)
                if token.role == "service":
                    services.add(token.value)
                elif token.role == "insurance":
                    insurances.add(token.value)
        if own or (told and via == "opening" and not _speaks(text, sentence)):
            told = []
        about = frozenset([measure for noun in named for measure in noun.measures]) if told else frozenset()
        for date in told:
            # A day in the opening dates what its sentence speaks of; a year, or a title's date, holds for all below it.
            only = via == "opening" and len(date.value) > 4
            dated = about if only else PAYMENTS if via == "title" and _pays(text, sentence) else frozenset()
            dates.append(Dated(date, None, _sole(services) if only else None, _sole(insurances), dated))
        nouns += [] if via == "opening" else named
    if "region" in parts:
        parts["region"] = one_region(parts["region"])
    single = {column: values[0] for column, values in parts.items() if len(values) == 1}
    region = single.get("region")
    return Frame(
        {column: part for column, part in single.items() if "|" not in part.value},
        tuple(date._replace(region=region and region.value) for date in reversed(dates)),
        tuple(reversed(nouns)),
        frozenset([column for column, values in parts.items() if len(values) > 1]) if len(single) < len(parts) else _NONE,
        example,
        "party" in parts and "employer" in [part.value for part in parts["party"]],
    )


def _passing(text: str, token: Token) -> bool:
    """Whether a place or an age is named in passing, so that what stands below is not about it."""
    if token.role == "age":
        return is_of_one(text, token)
    return token.fact is not None and (is_aside(text, token.fact) or is_counted(text, token.fact))


def _speaks(text: str, sentence: Sequence[Token]) -> bool:
    """Whether a sentence of the opening speaks of a place or of what holds: then its dates count."""
    placed = "region" in [token.role for token in sentence]
    return placed or _SPEAKS.search(text, sentence[0].start, sentence[-1].end) is not None


def _sentences(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for n, token in enumerate(found):
        if token.role == "stop":
            yield found[start:n]
            start = n + 1
    yield found[start:]


def _pays(text: str, sentence: Sequence[Token]) -> bool:
    """Whether a title speaks of what people pay in, and of nothing that they get."""
    start, end = sentence[0].start, sentence[-1].end
    return _PAYING.search(text, start, end) is not None and _GETTING.search(text, start, end) is None


def _sole(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _name(named: list[Noun], token: Token, via: str) -> None:
    """One more noun; one spelling may name several measures."""
    if named and named[-1].start == token.start:
        named[-1] = named[-1]._replace(measures=(*named[-1].measures, token.value))
    else:
        named.append(Noun(token.start, token.end, (token.value,), via))


def _add(parts: list[Part], part: Part) -> None:
    if part.value not in [old.value for old in parts]:
        parts.append(part)


def one_region(parts: list[Part]) -> list[Part]:
    """The innermost division that all others named lie in or around (天水 of 甘肃天水, 秦州区, 麦积区); all where there is none."""
    if len(parts) == 1:
        return parts
    fitting = [part for part in parts if all(related(part.value, other.value) for other in parts)]
    return [max(fitting, key=lambda part: len(stem(part.value)))] if fitting else parts
