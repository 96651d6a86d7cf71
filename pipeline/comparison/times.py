"""When claims hold, as far as they say: the year of a rule, the month of a report."""

from collections.abc import Sequence
from datetime import date

from pipeline.model import Claim


def start(claim: Claim) -> date | None:
    """The first day of the time that a claim states."""
    return claim.as_of_start


def year(claim: Claim) -> int | None:
    """The year that a claim states."""
    return claim.as_of_start.year if claim.as_of_start else None


def together(first: Claim, second: Claim, monthly: bool) -> bool | None:
    """Whether two claims speak of one time; None where one of them does not say.

    Rules change from year to year; reports of a state are apart when their months are, and 2025 is every month of it.
    """
    if not (first.as_of_start and first.as_of_end and second.as_of_start and second.as_of_end):
        return None
    if not monthly:
        return first.as_of_start.year == second.as_of_start.year or (
            first.as_of_start <= second.as_of_end and second.as_of_start <= first.as_of_end
        )
    return first.as_of_start <= second.as_of_end and second.as_of_start <= first.as_of_end


def latest(claims: Sequence[Claim]) -> Claim | None:
    """The claim of the latest stated time."""
    dated = [claim for claim in claims if claim.as_of_start]
    return max(dated, key=lambda claim: (claim.as_of_start or date.min, claim.as_of_end or date.min), default=None)
