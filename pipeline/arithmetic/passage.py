"""A passage under calculation: its sentences, the quantities in it, and what a mistake in it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import Bound, Fact, Segment, SegmentKind
from pipeline.numerals import plain
from pipeline.verdict import distance

QUANTITIES = frozenset({"amount", "percentage", "percentage_point", "duration", "count"})
_SENTENCE_END = re.compile(r"[。;!?\n]")
_CLAUSE_START = re.compile(r"[,、;。:!?\n(|]")
_DIGITS = re.compile(r"[0-9](?:[0-9,]*)(?:\.([0-9]+))?")
_LONGEST_LABEL = 24
_kind, _segment_id = attrgetter("kind"), attrgetter("segment_id")
_SIGNS = {"amount": "元", "percentage": "%", "percentage_point": "个百分点"}
_TIME = {"day": "天", "month": "个月", "year": "年", "week": "周"}


class Mistake(NamedTuple):
    """A value that a passage states, and what follows from its own numbers: `parts` are their spans and values, `because` is the sum."""

    start: int
    end: int
    stated: str
    computed: str
    because: str
    parts: tuple[tuple[int, int, str], ...]
    difference: float


class Passage:
    """A segment of the clean text with the quantities in it."""

    def __init__(self, text: str, segment: Segment, facts: Sequence[Fact]) -> None:
        self.text = text
        self.segment = segment
        self.facts = facts
        self.quantities = [fact for fact in facts if fact.kind in QUANTITIES and fact.value_low is not None]
        self.kinds = [fact.kind for fact in self.quantities]

    @cached_property
    def _starts(self) -> list[int]:
        return [fact.start for fact in self.quantities]

    @cached_property
    def sentences(self) -> list[list[Fact]]:
        """The quantities sentence by sentence."""
        found: list[list[Fact]] = []
        end = 0
        for fact in self.quantities:
            if not found or _SENTENCE_END.search(self.text, end, fact.start):
                found.append([])
            found[-1].append(fact)
            end = fact.end
        return found

    def says(self, words: re.Pattern[str]) -> bool:
        """Whether one of the words stands in the passage: what no check could do without is looked for first."""
        return words.search(self.text, self.segment.start, self.segment.end) is not None

    def quantities_before(self, fact: Fact, most: int) -> list[Fact]:
        """The last quantities in front of a fact."""
        at = bisect_left(self._starts, fact.start)
        return self.quantities[max(0, at - most) : at]

    def gap(self, first: Fact, second: Fact) -> str:
        """The text between two facts."""
        return self.text[first.end : second.start]

    def before(self, fact: Fact, longest: int = _LONGEST_LABEL) -> str:
        """What stands in front of a fact in its sentence, back to the quantity before it."""
        at = bisect_left(self._starts, fact.start)
        start = max(self.segment.start, fact.start - longest, self.quantities[at - 1].end if at else 0)
        text = self.text[start : fact.start]
        ends = [end.end() for end in _SENTENCE_END.finditer(text)]
        return text[ends[-1] :] if ends else text

    def quote(self, fact: Fact) -> tuple[int, int, str]:
        """The fact with the label in front of it."""
        label = self.before(fact)
        signs = [sign.end() for sign in _CLAUSE_START.finditer(label) if sign.group() != ":"]
        label = (label[signs[-1] :] if signs else label).lstrip(" :-*·|\t")
        return fact.start - len(label), fact.end, written(fact)


def passages(text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> Iterator[Passage]:
    """The segments that hold quantities."""
    starts = [segment.start for segment in segments]
    for segment_id, group in groupby(facts, key=_segment_id):
        if segment_id is None:
            continue
        inside = list(group)
        segment = segments[bisect_right(starts, inside[0].start) - 1]
        if segment.kind is not SegmentKind.BOILERPLATE and not QUANTITIES.isdisjoint(map(_kind, inside)):
            yield Passage(text, segment, inside)


def mistake(passage: Passage, stated: Fact, parts: Sequence[Fact], *, formula: str, result: Decimal) -> Mistake:
    """The mistake of a stated fact against what follows from the parts by the formula."""
    start, end, value = passage.quote(stated)
    shown = with_sign(result, stated)
    return Mistake(
        start=start,
        end=end,
        stated=value,
        computed=shown,
        because=f"{formula} is {shown}",
        parts=tuple(passage.quote(part) for part in parts),
        difference=distance(result, bounds(stated)[1]),
    )


def number(fact: Fact) -> Decimal:
    """The number of a single-valued quantity."""
    return bounds(fact)[0]


def bounds(fact: Fact) -> tuple[Decimal, Decimal]:
    """The lower and the upper number of a quantity."""
    return fact.value_low or Decimal(0), fact.value_high or Decimal(0)


def single(fact: Fact) -> bool:
    """Whether a fact is one number, not a range."""
    return fact.value_low is not None and fact.value_low == fact.value_high


def alike(first: Fact, second: Fact) -> bool:
    """Whether two facts can be added."""
    return first.kind == second.kind and first.unit == second.unit


def loose(fact: Fact) -> bool:
    """Whether the text itself says that the number is not exact."""
    return fact.bound not in (None, Bound.EXACT)


def agrees(computed: Decimal, fact: Fact) -> bool:
    """Whether a computed number is what a fact states, up to the rounding of its last digit; 约 grants three in a hundred."""
    if fact.bound is Bound.ABOUT:
        return abs(computed - number(fact)) <= abs(computed) * Decimal("0.03")
    return rounds_to(computed, number(fact), last_digit(fact.text, number(fact)))


def rounds_to(computed: Decimal, stated: Decimal, step: Decimal) -> bool:
    """Whether a number cut, raised or rounded to whole steps gives the stated one."""
    parts = computed / step
    return any(parts.to_integral_value(rounding) * step == stated for rounding in (ROUND_FLOOR, ROUND_CEILING))


def last_digit(text: str, value: Decimal) -> Decimal:
    """The step of a number's last written digit: 0.01 for 78.06元, 1000 for 1.4万元, 1 for 122元."""
    digits = _DIGITS.search(text)
    if digits is None or digits.group() == "":
        return Decimal(1)
    scale = Decimal(10) ** -len(digits[1] or "")
    written_number = Decimal(digits.group().replace(",", ""))
    return scale * (value / written_number) if written_number else scale


def written(fact: Fact) -> str:
    """A fact's value as people write it: 1070元, 60%~70%, 158天."""
    if fact.kind == "count":
        return fact.text
    sign = _SIGNS.get(fact.kind) or _TIME.get(fact.unit or "", "")
    low, high = map(plain, bounds(fact))
    return f"{low}{sign}" if low == high else f"{low}{sign}~{high}{sign}"


def with_sign(value: Decimal, like: Fact) -> str:
    """A computed value written like a fact's; a quotient is cut to four decimals."""
    rounded = value.quantize(Decimal("0.0001")) if value != value.to_integral_value() else value
    return plain(rounded) + (_SIGNS.get(like.kind) or _TIME.get(like.unit or "", ""))
