"""What stands around a quantity: its bound (不超过, 以上, 约) and what it is counted by (每人每年, /月)."""

from pipeline.model import Bound

QUANTITIES = frozenset({"percentage", "percentage_point", "amount", "duration", "count"})


def qualify(text: str, start: int, end: int) -> tuple[Bound | None, str | None]:
    """The bound and the per-unit of the quantity at a span; None where nothing is said."""
    return None, None
