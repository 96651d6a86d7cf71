"""Statements: what claims of one key say, each thing once however many say it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from pipeline.comparison.measures import Shape, policy
from pipeline.comparison.scope import Scope, scopes
from pipeline.comparison.values import interval
from pipeline.model import Claim

# Among more statements than these of one scope each is held against the most voiced ones alone: no page states so many, a crowd of
# misread ones does, and the work must not grow with its square.
MOST_PIVOTS = 8


class Statement:
    """A value in its scope and time with all the claims that make it; `claim` stands for them."""

    def __init__(self, scope: Scope, claims: Sequence[Claim]) -> None:
        self.scope = scope
        self.claims = claims
        self.claim = claims[0]

    @cached_property
    def passages(self) -> frozenset[tuple[str, str | None]]:
        """The segments that make it."""
        return frozenset((claim.doc_id, claim.segment_id) for claim in self.claims)


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by document and place, so that nothing depends on the order in which an engine hands them over."""
    return sorted(claims, key=lambda claim: (claim.doc_id, claim.start, claim.end, claim.claim_id))


def by_scope(claims: Iterable[Claim]) -> dict[Scope, list[Claim]]:
    """The claims of each scope; a claim on several levels of hospital stands in each."""
    groups: dict[Scope, list[Claim]] = {}
    for claim in claims:
        for scope in scopes(claim):
            groups.setdefault(scope, []).append(claim)
    return groups


def statements(groups: dict[Scope, list[Claim]]) -> list[Statement]:
    """What the claims of some scopes say."""
    found: dict[tuple[object, ...], tuple[Scope, list[Claim]]] = {}
    for scope, claims in groups.items():
        for claim in claims:
            found.setdefault((scope, *_said(claim)), (scope, []))[1].append(claim)
    return [Statement(scope, claims) for scope, claims in found.values()]


def _said(claim: Claim) -> tuple[object, ...]:
    numbers = interval(claim) if policy(claim).shape is Shape.QUANTITY else None
    return numbers or claim.value, claim.bound, claim.as_of_start, claim.as_of_end, claim.base, claim.per, claim.open, claim.condition


def pairs(all_: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of statements to hold against each other."""
    if len(all_) <= MOST_PIVOTS:
        yield from combinations(all_, 2)
        return
    ranked = sorted(range(len(all_)), key=lambda n: (-len(all_[n].claims), n))
    pivots = sorted(ranked[:MOST_PIVOTS])
    yield from combinations((all_[n] for n in pivots), 2)
    yield from ((all_[pivot], all_[n]) for n in sorted(ranked[MOST_PIVOTS:]) for pivot in pivots)
