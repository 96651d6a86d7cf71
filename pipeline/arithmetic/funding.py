"""What a person's insurance costs in all: subsidy and own part make the total (财政补助700元, 个人420元, 筹资总额1120元)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

import regex

from pipeline.arithmetic.passage import Mistake
from pipeline.model import Bound, Claim, Voice
from pipeline.numerals import plain
from pipeline.verdict import distance

_MEASURES = ("funding_total", "subsidy_amount", "contribution_amount")
_IN_GENERAL = regex.compile(r"普通|一般|成年|其他")
# Only what is said together is reckoned together: in one paragraph, in one row, in lines of labels and values.
_APART = regex.compile(r"[。;!?] *\n|\n\s*\n")
# 财政补助加上个人缴费,每人筹资总额为1150元: a sum that names its parts without their numbers has them from the page.
_OF_NAMED = regex.compile(r"(?:财政|政府|补助)[^。;!?\n0-9]{0,12}(?:加|和|与|、)[^。;!?\n0-9]{0,6}(?:个人|自己|缴费)[^。;!?\n0-9]{0,20}$")
_REACH = 60


def mistakes(text: str, claims: Sequence[Claim]) -> Iterator[Mistake]:
    """The totals of a page that the subsidy and the contributions named with them do not make."""
    for group in _together(text, claims):
        yield from _of_one_scope(*([claim for claim in group if claim.measure == measure] for measure in _MEASURES))


def _together(text: str, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The sums of money that are told in one paragraph and of one place, insurance and year as far as they say."""
    told: list[Claim] = []
    page: list[Claim] = []
    of_money = [claim for claim in claims if claim.measure in _MEASURES]
    for claim in sorted(of_money, key=attrgetter("start")):
        if claim.value_low is None or claim.value_low != claim.value_high:
            continue
        if claim.per == "month" or claim.party == "employer":
            continue  # wages are raised by the month, and a firm adds nothing to a resident's
        is_total = claim.measure == _MEASURES[0] and claim.voice is not Voice.TEASER
        if is_total and _OF_NAMED.search(text, max(0, claim.start - _REACH), claim.start):
            yield from _by_scope([*page, claim])
        if told and _APART.search(text, told[-1].end, claim.start):
            yield from _by_scope(told)
            told = []
        told.append(claim)
        if claim.voice is not Voice.TEASER:
            page.append(claim)
    yield from _by_scope(told)


def _by_scope(told: Sequence[Claim]) -> Iterator[list[Claim]]:
    columns = [attrgetter(column) for column in ("region", "insurance", "as_of")]
    split = [column for column in columns if len({column(claim) for claim in told} - {None}) > 1]
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in told:
        groups.setdefault(tuple([column(claim) for column in split]), []).append(claim)
    yield from groups.values()


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
