"""Measurements of several rounds as Markdown: least, middle and most."""

import gc
import statistics
from collections.abc import Callable, Iterator, Sequence
from time import process_time


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process, without the garbage collector, as `timeit` measures and the engine reads a batch."""
    gc.collect()
    gc.disable()
    try:
        begun = process_time()
        work()
        return process_time() - begun
    finally:
        gc.enable()


def spread(values: Sequence[float]) -> str:
    """Least, median, most; one number where there was one round."""
    if len(values) == 1:
        return shown(values[0])
    return " / ".join(map(shown, (min(values), statistics.median(values), max(values))))


def shown(value: float) -> str:
    """A number with three digits that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; the first column holds words."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'--:|' * (len(head) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in body)
