"""Claims written in a line: `payment_cap 4000 region=360700 as_of=2025-01-01`, `sharing_members 父母|子女 open`."""

from itertools import count

from gold_records import days, numbers

from pipeline.model import Bound, Claim, Voice

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


def _numbers(measure: str, value: str):
    if measure in _TEXTS or value == "?":
        return None, None, None
    if value.startswith("P"):
        return numbers("duration", value)
    low, high, unit = numbers("percentage" if measure in _SHARES else "amount", value)
    return low, high, _COUNTS.get(measure, unit)
