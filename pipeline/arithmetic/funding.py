"""What a person's insurance costs in all: subsidy and own part make the total (财政补助700元, 个人420元, 筹资总额1120元)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from pipeline.arithmetic.passage import Mistake
from pipeline.model import Bound, Claim, Voice
from pipeline.numerals import plain
from pipeline.verdict import distance

_MEASURES = ("funding_total", "subsidy_amount", "contribution_amount")
_IN_GENERAL = regex.compile(r"普通|一般|成年|其他")


def mistakes(claims: Sequence[Claim]) -> Iterator[Mistake]:
    """The totals of a page that its subsidy and its contributions do not make."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.measure in _MEASURES and claim.value_low is not None and claim.value_low == claim.value_high:
            part = claim.segment_id if claim.voice is Voice.TEASER else None
            groups.setdefault((part, claim.region, claim.as_of), []).append(claim)
    for group in groups.values():
        yield from _of_one_scope(*([claim for claim in group if claim.measure == measure] for measure in _MEASURES))


def _of_one_scope(totals: Sequence[Claim], subsidies: Sequence[Claim], contributions: Sequence[Claim]) -> Iterator[Mistake]:
    if len({subsidy.value for subsidy in subsidies}) != 1 or any(_loose(claim) for claim in (*totals, *subsidies, *contributions)):
        return
    general = [claim for claim in contributions if claim.population is None or _IN_GENERAL.search(claim.population)]
    sums = {_value(subsidies[0]) + _value(claim) for claim in contributions}
    for total in totals:
        if not general or _value(total) in sums:
            continue
        computed = _value(subsidies[0]) + _value(general[0])
        shown = f"{plain(computed)}元"
        yield Mistake(
            start=total.start,
            end=total.end,
            stated=f"{plain(_value(total))}元",
            computed=shown,
            because=f"{plain(_value(subsidies[0]))}元 + {plain(_value(general[0]))}元 is {shown}",
            parts=tuple((claim.start, claim.end, f"{claim.value}元") for claim in (subsidies[0], general[0])),
            difference=distance(computed, _value(total)),
        )


def _value(claim: Claim) -> Decimal:
    return claim.value_low or Decimal(0)


def _loose(claim: Claim) -> bool:
    return claim.bound not in (None, Bound.EXACT)
