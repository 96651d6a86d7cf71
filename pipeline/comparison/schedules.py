"""Disagreements about when something recurs: each month against once a year."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.comparison.ladder import rung
from pipeline.comparison.report import Disagreement
from pipeline.comparison.statement import by_scope, pairs, statements
from pipeline.comparison.values import monthly
from pipeline.model import Claim, ContradictionKind


def disagreements(claims: Sequence[Claim], counts: Counter[str]) -> Iterator[Disagreement]:
    """The disagreements among the schedules of one key, scope by scope; one passage may well state both."""
    for scope, group in by_scope(claims).items():
        said = statements({scope: group})
        found = [(rung(one.claim, other.claim), one, other) for one, other in pairs(said)]
        counts.update(name for name, _, _ in found)
        involved = {id(statement): statement for name, *edge in found if name == "contradicts" for statement in edge}
        sides: dict[bool, list[Claim]] = {}
        for statement in involved.values():
            sides.setdefault(monthly(statement.claim), []).extend(statement.claims)
        if sides:
            yield Disagreement(ContradictionKind.VALUE, scope.region, [sides[name] for name in sorted(sides)])
