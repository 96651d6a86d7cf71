"""Disagreements about one quantity in one scope: other numbers for one time, and numbers that a later time superseded."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from pipeline.comparison import values
from pipeline.comparison.ladder import rung
from pipeline.comparison.measures import policy
from pipeline.comparison.report import Disagreement
from pipeline.comparison.statement import Statement, by_scope, pairs, statements
from pipeline.comparison.times import year
from pipeline.comparison.values import interval
from pipeline.model import Claim, ContradictionKind, Voice

_GROUPS = ("active", "retired")
_CROWD = 3
_MISREAD = 2
_value = attrgetter("value", "value_low", "value_high", "unit", "bound")
_Edge = tuple[Statement, Statement]
_AGREE = ("same", "same_rounded")


def disagreements(claims: Sequence[Claim], counts: Counter[str]) -> Iterator[Disagreement]:
    """The disagreements among the quantities of one key, scope by scope."""
    groups = by_scope(claims)
    slips: Counter[tuple[str, str | None]] = Counter()
    for scope, group in groups.items():
        if len(group) > 1 and policy(group[0]).grows:
            groups[scope] = _reported(group)
        elif not _one_value(group):
            groups[scope] = _uncrowded(group)
        slips.update(() if _one_value(groups[scope]) else _at_odds(groups[scope]))
    misread = {page for page, times in slips.items() if times >= _MISREAD}
    for scope, group in groups.items():
        said = statements({scope: [claim for claim in group if _page(claim) not in misread] if misread else group})
        if len(said) > 1:
            yield from _of_one_scope(said, counts)
        if said and not scope.population:
            parts = [{part: groups[part]} for who in _GROUPS if groups.get(part := scope._replace(population=who))]
            if len(parts) == len(_GROUPS):
                yield from _outside_all_groups(said, *map(statements, parts))


def _one_value(claims: Sequence[Claim]) -> bool:
    """Whether all claims give one value: so most do, and then none of them need be held against another."""
    return len(claims) <= 1 or len(set(map(_value, claims))) == 1


def _outside_all_groups(said: Sequence[Statement], active: Sequence[Statement], retired: Sequence[Statement]) -> Iterator[Disagreement]:
    """What is said of employees at large and lies outside what holds for those at work and for the retired, of which each is one value.

    职工报85% may mean either group; where one has 88% and the other 91% it means neither.
    """
    if len(active) != 1 or len(retired) != 1 or active[0].claim.doc_id != retired[0].claim.doc_id:
        return
    groups = [numbers for group in (active[0], retired[0]) if (numbers := interval(group.claim))]
    low, high = min(numbers.low for numbers in groups), max(numbers.high for numbers in groups)
    for statement in said:
        numbers = interval(statement.claim)
        strangers = active[0].claim.doc_id not in {claim.doc_id for claim in statement.claims}
        if numbers and strangers and not low <= numbers.low <= high and not low <= numbers.high <= high:
            nearer = active[0] if abs(groups[0].low - numbers.low) <= abs(groups[-1].low - numbers.low) else retired[0]
            if rung(replace(statement.claim, population=nearer.claim.population), nearer.claim) == "contradicts":
                yield Disagreement(ContradictionKind.VALUE, statement.scope.region, _in_order([statement.claims, nearer.claims]))


def _reported(claims: list[Claim]) -> list[Claim]:
    """The last report of each page: a page that tells how a state has grown does not contradict itself or others by its past."""
    last: dict[tuple[str, str | None], Claim] = {}
    for claim in claims:
        best = last.get(_page(claim))
        if best is None or _report(claim) > _report(best):
            last[_page(claim)] = claim
    return [claim for claim in claims if _report(claim) == _report(last[_page(claim)])]


def _report(claim: Claim) -> tuple[date, Decimal]:
    return claim.as_of_start or date.min, claim.value_low or Decimal(0)


def _uncrowded(claims: list[Claim]) -> list[Claim]:
    """The claims without those of a passage that gives several values for the one scope, or a page that gives three: it draws a line
    that we did not read."""
    passages: dict[object, list[Claim]] = {}
    pages: dict[object, list[Claim]] = {}
    for claim in claims:
        passages.setdefault((claim.doc_id, claim.segment_id), []).append(claim)
        pages.setdefault(_page(claim), []).append(claim)
    crowded = {place for place, some in passages.items() if len(some) > 1 and any(_part_company(some[0], other) for other in some[1:])}
    crowded_pages = {
        page
        for page, some in pages.items()
        if len(some) >= _CROWD and len({interval(claim) for claim in some if claim.as_of == some[0].as_of}) >= _CROWD
    }
    if not crowded and not crowded_pages:
        return claims
    return [claim for claim in claims if (claim.doc_id, claim.segment_id) not in crowded and _page(claim) not in crowded_pages]


def _at_odds(claims: Sequence[Claim]) -> set[tuple[str, str | None]]:
    """The pages that give two values for the one scope. One such slip may be the page's; several are ours."""
    firsts: dict[tuple[str, str | None], Claim] = {}
    odd: set[tuple[str, str | None]] = set()
    for claim in claims:
        page = _page(claim)
        first = firsts.setdefault(page, claim)
        if first is not claim and _part_company(first, claim):
            odd.add(page)
    return odd


def _page(claim: Claim) -> tuple[str, str | None]:
    """What one hand wrote: a page's own article, or one of the related pieces below it."""
    return claim.doc_id, claim.segment_id if claim.voice is Voice.TEASER else None


def _part_company(first: Claim, second: Claim) -> bool:
    same_time = first.as_of == second.as_of
    return same_time and not (values.equal(first, second) or values.rounded(first, second) or values.contained(first, second))


def _of_one_scope(said: Sequence[Statement], counts: Counter[str]) -> Iterator[Disagreement]:
    found = {(id(one), id(other)): (rung(one.claim, other.claim), one, other) for one, other in pairs(said)}
    counts.update(name for name, _, _ in found.values())
    contradicting = [(one, other) for name, one, other in found.values() if name == "contradicts" and _apart(one, other)]
    outdated = [(one, other) for name, one, other in found.values() if name == "outdated" and not _history(one, other)]
    agreeing = [(one, other) for name, one, other in found.values() if name in _AGREE]
    if contradicting:
        growing = policy(said[0].claim).grows
        contradicting, moved = _reports(contradicting, outdated) if growing else _undated_as_current(said, contradicting, agreeing)
        outdated += moved
    for kind, edges in ((ContradictionKind.VALUE, contradicting), (ContradictionKind.OUTDATED, outdated)):
        for component in _components(edges):
            yield Disagreement(kind, said[0].scope.region, _sides(component, agreeing))


def _apart(one: Statement, other: Statement) -> bool:
    """Whether not both are made in one passage alone."""
    return not (one.passages == other.passages and len(one.passages) == 1)


def _history(one: Statement, other: Statement) -> bool:
    """Whether it is one passage that tells both: what was and what is."""
    return bool(one.passages & other.passages) and (len(one.passages) == 1 or len(other.passages) == 1)


def _reports(contradicting: list[_Edge], outdated: list[_Edge]) -> tuple[list[_Edge], list[_Edge]]:
    """Undated reports of a growing state that differ are of different times where a dated one shows that it grows."""
    undated = [edge for edge in contradicting if year(edge[0].claim) is None and year(edge[1].claim) is None]
    return ([edge for edge in contradicting if edge not in undated], undated) if outdated else (contradicting, [])


def _undated_as_current(
    said: Sequence[Statement], contradicting: list[_Edge], agreeing: Sequence[_Edge]
) -> tuple[list[_Edge], list[_Edge]]:
    """The contradictions that stay so, and those that time explains.

    What bears no date speaks of the present: against a dated value that is not of the latest year it is newer, unless it repeats an
    older one, and then it is as old.
    """
    last = max((year(statement.claim) or 0 for statement in said), default=0)
    old = {id(statement) for statement in said if 0 < (year(statement.claim) or 0) < last}
    for one, other in agreeing:
        for undated, dated in ((one, other), (other, one)):
            if year(undated.claim) is None and id(dated) in old:
                old.add(id(undated))
    stay: list[_Edge] = []
    moved: list[_Edge] = []
    for one, other in contradicting:
        timed = year(one.claim) is None or year(other.claim) is None
        (moved if timed and (id(one) in old) != (id(other) in old) else stay).append((one, other))
    return stay, moved


def _components(edges: Sequence[_Edge]) -> list[list[Statement]]:
    """The statements that edges join, each bundle in the order of its first edge."""
    root: dict[int, int] = {}
    known: dict[int, Statement] = {}

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for edge in edges:
        for statement in edge:
            root.setdefault(id(statement), id(statement))
            known.setdefault(id(statement), statement)
        root[find(id(edge[1]))] = find(id(edge[0]))
    bundles: dict[int, list[Statement]] = {}
    for n, statement in known.items():
        bundles.setdefault(find(n), []).append(statement)
    return list(bundles.values())


def _sides(component: Sequence[Statement], agreeing: Sequence[_Edge]) -> list[Sequence[Claim]]:
    """The claims of a disagreement, those of one value together, in the order of time and value."""
    inside = {id(statement) for statement in component}
    joined = _components([(s, s) for s in component] + [edge for edge in agreeing if inside >= {id(edge[0]), id(edge[1])}])
    return _in_order([[claim for statement in side for claim in statement.claims] for side in joined])


def _in_order(sides: Sequence[Sequence[Claim]]) -> list[Sequence[Claim]]:
    """The older side first, then the smaller value."""
    return sorted(sides, key=lambda side: (_age(side), side[0].value_low or 0, side[0].value))


def _age(side: Sequence[Claim]) -> date:
    """When a side holds, to sort by: an undated report of a growing state is as a rule an older one, an undated rule the present one."""
    undated = date.min if policy(side[0]).grows else date.max
    return max((claim.as_of_start for claim in side if claim.as_of_start), default=undated)
