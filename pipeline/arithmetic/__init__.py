"""What a passage's own numbers say against it: formulas, sums, raises, products, intervals, lengths of lists."""

from collections.abc import Iterator, Sequence

from pipeline.arithmetic import formulas, funding, products, rows, spans, steps, sums
from pipeline.arithmetic.counts import Miscount, miscounts
from pipeline.arithmetic.passage import Mistake, passages
from pipeline.model import Claim, Fact, Segment

_CHECKS = (formulas.mistakes, sums.mistakes, steps.mistakes, products.mistakes, spans.mistakes)
_ALONE = (formulas.mistakes, spans.mistakes)  # of one quantity no sum, step or product is made

__all__ = ["Miscount", "Mistake", "miscounts", "mistakes"]


def mistakes(text: str, segments: Sequence[Segment], facts: Sequence[Fact], claims: Sequence[Claim]) -> Iterator[Mistake]:
    """The arithmetic mistakes of a page, one for each stated value."""
    stated: set[int] = set()
    for mistake in _all(text, segments, facts, claims):
        span = range(mistake.start, mistake.end)
        if stated.isdisjoint(span):
            stated.update(span)
            yield mistake


def _all(text: str, segments: Sequence[Segment], facts: Sequence[Fact], claims: Sequence[Claim]) -> Iterator[Mistake]:
    for passage in passages(text, segments, facts):
        for check in _CHECKS if len(passage.quantities) > 1 else _ALONE:
            yield from check(passage)
    yield from funding.mistakes(text, claims)
    yield from rows.mistakes(claims)
