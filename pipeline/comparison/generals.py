"""Disagreements about permissions and lists: what is said of a place against what is said of it or of a place inside it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.comparison import lists
from pipeline.comparison.ladder import ACCUSING, rung
from pipeline.comparison.measures import Shape, policy
from pipeline.comparison.report import Disagreement
from pipeline.comparison.scope import wider
from pipeline.comparison.statement import MOST_PIVOTS, Statement, by_scope, statements
from pipeline.model import Claim, ContradictionKind

_KINDS = {Shape.PERMISSION: ContradictionKind.POLARITY, Shape.SET: ContradictionKind.SET}


def disagreements(claims: Sequence[Claim], counts: Counter[str]) -> Iterator[Disagreement]:
    """The disagreements among the permissions or lists of one key, one for each place about which something is both said and denied.

    Where a place contradicts itself, wider claims only join one of its sides; else a wider place answers for all that its parts deny.
    """
    at: dict[str, list[Statement]] = {}
    below: dict[str, list[Statement]] = {}
    said = statements(by_scope(claims))
    if len(said) == 1:
        return
    for statement in said:
        at.setdefault(statement.scope.region, []).append(statement)
    accused: set[int] = set()
    for place in sorted(at, key=lambda place: (-len(wider(place)), place)):
        above = [statement for holder in wider(place) for statement in at.get(holder, ())]
        inside = [statement for statement in below.get(place, ()) if id(statement) not in accused]
        found = _Held(at[place], inside, above, counts)
        if found.edges:
            yield found.disagreement()
        if found.itself:
            accused.update(id(statement) for statement in at[place])
        for holder in wider(place):
            below.setdefault(holder, []).extend(at[place])


class _Held:
    """What is said of a place held against itself, and against what is said of its parts and of wider places."""

    def __init__(self, here: Sequence[Statement], inside: Sequence[Statement], above: Sequence[Statement], counts: Counter[str]) -> None:
        pivots = sorted(here, key=lambda statement: -len(statement.claims))[:MOST_PIVOTS]
        own = self._accusing([(one, other) for n, one in enumerate(pivots) for other in (*pivots[n + 1 :], *here[MOST_PIVOTS:])], counts)
        self.itself = bool(own)
        others = above[:MOST_PIVOTS] if own else inside
        self.edges = own + self._accusing([(one, other) for one in pivots for other in others], counts)
        self.place = here[0].scope.region
        self.shape = policy(here[0].claim).shape

    @staticmethod
    def _accusing(pairs: Sequence[tuple[Statement, Statement]], counts: Counter[str]) -> list[tuple[str, Statement, Statement]]:
        found = [(rung(one.claim, other.claim), one, other) for one, other in pairs]
        counts.update(name for name, _, _ in found)
        return [(name, one, other) for name, one, other in found if name in ACCUSING and _apart(one, other)]

    def disagreement(self) -> Disagreement:
        """One disagreement, with a side for yes and one for no, or one for each list."""
        involved = {id(statement): statement for _, *edge in self.edges for statement in edge}
        sides: dict[object, list[Claim]] = {}
        for statement in sorted(involved.values(), key=_rank):
            value = lists.members(statement.claim) if self.shape is Shape.SET else statement.claim.value
            sides.setdefault(value, []).extend(statement.claims)
        timed = all(name == "outdated" for name, _, _ in self.edges)
        return Disagreement(ContradictionKind.OUTDATED if timed else _KINDS[self.shape], self.place, list(sides.values()))


def _apart(one: Statement, other: Statement) -> bool:
    """Whether not both are made in one passage alone, where the second is the first one's exception unless both name one condition."""
    alone = one.passages == other.passages and len(one.passages) == 1
    return not alone or bool(one.scope.condition)


def _rank(statement: Statement) -> tuple[object, ...]:
    claim = statement.claim
    return claim.value != "yes", not lists.exclusive(claim), claim.value.count("|"), claim.value, claim.doc_id, claim.start
