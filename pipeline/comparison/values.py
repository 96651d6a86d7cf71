"""When two values agree: equal, equal but for rounding or unit of time, one inside the other."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.comparison.measures import policy
from pipeline.model import Bound, Claim

_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30), "year": Decimal(365)}
# 3 months are 89 to 92 days, a year is 365 or 366 or 12 times 30.
_SAME_TIME = Decimal("0.035")
_CUT = Decimal("0.03")
_ABOUT = Decimal("0.05")
_NEAR = Decimal("0.15")
_UNBOUNDED = Decimal("Infinity")


class Interval(NamedTuple):
    """The numbers that a claim allows, and whether it says that they are about right."""

    low: Decimal
    high: Decimal
    about: bool
    time: bool


def interval(claim: Claim) -> Interval | None:
    """A claim's numbers with its bound; None where it has none. Lengths of time are in days."""
    if claim.value_low is None or claim.value_high is None:
        return None
    return _interval(claim.value_low, claim.value_high, claim.unit, claim.bound, policy(claim).limits)


@lru_cache(maxsize=4096)
def _interval(low: Decimal, high: Decimal, unit: str | None, bound: Bound | None, limits: bool) -> Interval:
    days = _DAYS.get(unit or "")
    if days:
        low, high = low * days, high * days
    if not limits and low == high:
        if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
            high = _UNBOUNDED
        elif bound in (Bound.AT_MOST, Bound.LESS_THAN):
            low = Decimal(0)
    return Interval(low, high, bound is Bound.ABOUT, days is not None)


def equal(first: Claim, second: Claim) -> bool:
    """The very same value, whatever its spelling."""
    a, b = interval(first), interval(second)
    return first.value == second.value if a is None or b is None else (a.low, a.high) == (b.low, b.high)


def rounded(first: Claim, second: Claim) -> bool:
    """The same value but for rounding: 约20% and 19.5%, 1.4万元 and 14300元, 3个月 and 90天."""
    a, b = interval(first), interval(second)
    if a is None or b is None or _UNBOUNDED in (a.high, b.high):
        return False
    other_unit = a.time and first.unit != second.unit
    if other_unit or a.about or b.about:
        largest = max(abs(a.high), abs(b.high), abs(a.low), abs(b.low))
        apart = max(abs(a.low - b.low), abs(a.high - b.high))
        if (other_unit and apart <= largest * _SAME_TIME) or ((a.about or b.about) and apart <= largest * _ABOUT):
            return True
    return _rounds(a, b, second) or _rounds(b, a, first)


def contained(first: Claim, second: Claim) -> bool:
    """One value inside the other: 60% inside 50%~70%, 620元 inside 不低于610元."""
    a, b = interval(first), interval(second)
    if a is None or b is None:
        return False
    return (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high)


def overlap(first: Claim, second: Claim) -> bool:
    """Whether two values have numbers in common."""
    a, b = interval(first), interval(second)
    return a is not None and b is not None and a.low <= b.high and b.low <= a.high


def near(first: Claim, second: Claim) -> bool:
    """Whether two values are so near that an 约 may cover what parts them."""
    a, b = interval(first), interval(second)
    return a is not None and b is not None and max(abs(a.low - b.low), abs(a.high - b.high)) <= max(a.high, b.high) * _NEAR


def monthly(claim: Claim) -> bool:
    """Whether a schedule recurs each month; else once a year. XXXX-XX-20 leaves the month open, XXXX-07 names it."""
    return claim.value.startswith("XXXX-XX")


def _rounds(exact: Interval, other: Interval, claim: Claim) -> bool:
    """Whether a value written in 万 or 亿 is another one cut to its last digit."""
    if not ("万" in claim.quote or "亿" in claim.quote) or exact.low != exact.high or other.low != other.high:
        return False
    step = _last_step(claim.quote, other.low)
    apart = abs(exact.low - other.low)
    return step is not None and 0 < apart < step and apart <= exact.low * _CUT and other.low % step == 0


def _last_step(quote: str, value: Decimal) -> Decimal | None:
    """The step of the last digit before 万 or 亿: 1000 in 1.4万."""
    sign, size = ("亿", Decimal(10**8)) if "亿" in quote else ("万", Decimal(10**4))
    head = quote[: quote.index(sign)]
    digits = head[len(head.rstrip("0123456789.")) :]
    if not digits.strip("."):
        return size if value % size == 0 else None
    return size / (Decimal(10) ** len(digits.partition(".")[2]))
