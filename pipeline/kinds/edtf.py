"""Calendar dates as EDTF: 2025, 2024-07, 2025-03-01, XXXX-12-25, 2024-10/2025-02; an unknown part is written in X."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

import regex

_POINT = regex.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")
_LEAP_YEAR = 2000  # a year that is not known may have a 29th of February


class Point(NamedTuple):
    """A year, month or day of the calendar; None where a part is not known or not said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def exists(self) -> bool:
        if self.month is None:
            return self.day is None or (self.year is None and 1 <= self.day <= 31)
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year or _LEAP_YEAR, self.month)[1]

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04}"
        month = "XX" if self.month is None else f"{self.month:02}"
        if self.day is not None:
            return f"{year}-{month}-{self.day:02}"
        return year if self.month is None else f"{year}-{month}"


def edtf_bounds(value: str) -> tuple[date, date] | None:
    """The first and the last day of a date or interval; None where its year is not known or it is no date."""
    first, _, last = value.partition("/")
    start, end = _days(first), _days(last or first)
    return (start[0], end[1]) if start and end else None


def _days(value: str) -> tuple[date, date] | None:
    found = _POINT.fullmatch(value)
    if found is None or "X" in value:
        return None
    point = Point(*(int(part) if part else None for part in found.groups()))
    if point.year is None or not point.year or not point.exists:
        return None
    last_month = point.month or 12
    last_day = point.day or monthrange(point.year, last_month)[1]
    return date(point.year, point.month or 1, point.day or 1), date(point.year, last_month, last_day)
