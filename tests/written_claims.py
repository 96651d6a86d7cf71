"""Claims written in a line: `payment_cap 4000 region=360700 as_of=2025-01-01`, `sharing_members 父母|子女 open`."""

from datetime import date
from decimal import Decimal
from itertools import count

import regex

from pipeline.model import Bound, Claim, Voice

_DURATION = regex.compile(r"P([0-9.]+)([DMYW])")
_TIME = {"D": "day", "M": "month", "Y": "year", "W": "week"}
_SHARES = {"reimbursement_rate", "contribution_rate", "account_credit_rate", "shareable_share"}
_COUNTS = {"coverage_provinces": "province", "coverage_pooling_areas": "pooling_area", "transfer_limit_count": "count", "leave_days": "day"}
_TEXTS = {"permission", "sharing_members", "account_uses", "participating_regions", "covered_diseases", "credit_time"}
_PLACES = count()


def claim(line: str, doc: str = "a", segment: int | None = None) -> Claim:
    """The claim of a line, in a segment of its own unless one is given."""
    measure, value, *rest = line.split(" ")
    columns = dict(part.split("=", 1) for part in rest if "=" in part)
    low, high, unit = _numbers(measure, columns.pop("value", value))
    first, last = days(columns["as_of"]) if "as_of" in columns else (None, None)
    at = next(_PLACES) * 100
    quote = columns.pop("quote", value)
    if "bound" in columns:
        columns["bound"] = Bound(columns["bound"])
    if "voice" in columns:
        columns["voice"] = Voice(columns["voice"])
    return Claim(
        doc_id=doc, segment_id=f"{doc}:s{at if segment is None else segment}", start=at, end=at + len(quote), quote=quote, measure=measure,
        value="" if value == "?" else value, rule="written", value_low=low, value_high=high, unit=columns.pop("unit", unit),
        as_of_start=first, as_of_end=last, open="open" in rest, **columns,
    )  # fmt: skip


def _numbers(measure, value):
    """The lower and upper number of a value, and their unit."""
    if measure in _TEXTS or value == "?":
        return None, None, None
    if found := _DURATION.fullmatch(value):
        return Decimal(found[1]), Decimal(found[1]), _TIME[found[2]]
    low, _, high = value.partition("..")
    unit = "percent" if measure in _SHARES else _COUNTS.get(measure, "yuan")
    return Decimal(low), Decimal(high or low), unit


def days(value):
    """The first and last day of an EDTF date."""
    first, _, last = value.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(value, *, last):
    year, month, day = [int(part) for part in value.split("-")] + [None] * (2 - value.count("-"))
    if month is None:
        return date(year, 12, 31) if last else date(year, 1, 1)
    if day is None:
        return date(year, month, 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31) if last else date(year, month, 1)
    return date(year, month, day)
