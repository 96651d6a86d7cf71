"""Rows of a table that hold a base, a rate and what is paid: | 统账结合 | 5200元 | 9% | 468元 |."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.arithmetic.passage import Mistake, last_digit, rounds_to
from pipeline.model import Bound, Claim
from pipeline.numerals import plain
from pipeline.verdict import distance

_MEASURES = ("contribution_base", "contribution_rate", "contribution_amount")
# A month's payment, or that of a quarter, half a year, a year.
_MONTHS = (1, 3, 6, 12)


def mistakes(claims: Sequence[Claim]) -> Iterator[Mistake]:
    """The payments of a row that its base and its rate do not make."""
    rows: dict[tuple[str | None, str | None], list[Claim]] = {}
    for claim in claims:
        if claim.measure in _MEASURES and claim.bound in (None, Bound.EXACT) and claim.value_low == claim.value_high:
            rows.setdefault((claim.segment_id, claim.condition), []).append(claim)
    for (segment, _), row in rows.items():
        if segment and sorted(claim.measure for claim in row) == sorted(_MEASURES):
            yield from _of_row(*(next(claim for claim in row if claim.measure == measure) for measure in _MEASURES))


def _of_row(base: Claim, rate: Claim, paid: Claim) -> Iterator[Mistake]:
    month, stated = _value(base) * _value(rate) / 100, _value(paid)
    if not stated or any(rounds_to(month * months, stated, last_digit(paid.quote, stated)) for months in _MONTHS):
        return
    shown = f"{plain(month)}元"
    yield Mistake(
        start=paid.start,
        end=paid.end,
        stated=f"{plain(stated)}元",
        computed=shown,
        because=f"{plain(_value(base))}元 × {plain(_value(rate))}% is {shown}",
        parts=((base.start, base.end, f"{plain(_value(base))}元"), (rate.start, rate.end, f"{plain(_value(rate))}%")),
        difference=distance(month, stated),
    )


def _value(claim: Claim) -> Decimal:
    return claim.value_low or Decimal(0)
