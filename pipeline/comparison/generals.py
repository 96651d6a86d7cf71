"""Disagreements about permissions and lists: what is said of a place against what is said of it or of a place inside it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.comparison import lists
from pipeline.comparison.ladder import rung
from pipeline.comparison.measures import Shape, policy
from pipeline.comparison.report import Disagreement
from pipeline.comparison.scope import wider
from pipeline.comparison.statement import MOST_PIVOTS, Statement, by_scope, statements
from pipeline.model import Claim, ContradictionKind

_KINDS = {Shape.PERMISSION: ContradictionKind.POLARITY, Shape.SET: ContradictionKind.SET}


def disagreements(claims: Sequence[Claim], counts: Counter[str]) -> Iterator[Disagreement]:
    """The disagreements among the permissions or lists of one key: one for each place of which something is said that is denied there
    or somewhere inside it."""
    pools: dict[str, list[Statement]] = {}
    for statement in statements(by_scope(claims)):
        for place in wider(statement.scope.region):
            pools.setdefault(place, []).append(statement)
    for place, pool in pools.items():
        here = [statement for statement in pool if statement.scope.region == place]
        if here and len(pool) > 1:
            yield from _of_one_place(here, [statement for statement in pool if statement.scope.region != place], counts)


def _of_one_place(here: Sequence[Statement], below: Sequence[Statement], counts: Counter[str]) -> Iterator[Disagreement]:
    pivots = sorted(here, key=lambda statement: -len(statement.claims))[:MOST_PIVOTS]
    held = [(one, other) for n, one in enumerate(pivots) for other in (*pivots[n + 1 :], *below)]
    found = [(rung(one.claim, other.claim), one, other) for one, other in held]
    counts.update(name for name, _, _ in found)
    denied = [(one, other) for name, one, other in found if name == "contradicts" and _apart(one, other)]
    outdated = [(one, other) for name, one, other in found if name == "outdated" and _apart(one, other)]
    edges = denied or outdated
    if not edges:
        return
    shape = policy(here[0].claim).shape
    involved = list({id(statement): statement for edge in (*denied, *outdated) for statement in edge}.values())
    sides: dict[object, list[Claim]] = {}
    for statement in sorted(involved, key=_rank):
        value = lists.members(statement.claim) if shape is Shape.SET else statement.claim.value
        sides.setdefault(value, []).extend(statement.claims)
    yield Disagreement(_KINDS[shape] if denied else ContradictionKind.OUTDATED, list(sides.values()))


def _apart(one: Statement, other: Statement) -> bool:
    """Whether not both are made in one passage alone: there the second is the first one's exception."""
    return not (one.passages == other.passages and len(one.passages) == 1)


def _rank(statement: Statement) -> tuple[object, ...]:
    claim = statement.claim
    return claim.value != "yes", not lists.exclusive(claim), claim.value.count("|"), claim.value, claim.doc_id, claim.start
