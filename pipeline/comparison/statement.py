"""Statements: what claims of one key say, each thing once however many say it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations, groupby
from operator import attrgetter

from pipeline.comparison.measures import Shape, policy
from pipeline.comparison.scope import Scope, scopes, told
from pipeline.comparison.values import interval
from pipeline.model import Claim

# Among more statements than these of one scope each is held against the most voiced ones alone: no page states so many, a crowd of
# misread ones does, and the work must not grow with its square.
MOST_PIVOTS = 8
_place = attrgetter("doc_id", "start", "end")
_with = attrgetter("bound", "as_of_start", "as_of_end", "base", "per", "open", "condition")


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
    ordered: list[Claim] = []
    for _, here in groupby(sorted(claims, key=_place), key=_place):
        first, *others = here
        # Few places have two claims of one key, and an id costs as much as all the rest of the sorting.
        ordered += sorted((first, *others), key=lambda claim: claim.claim_id) if others else (first,)
    return ordered


def by_scope(claims: Iterable[Claim]) -> dict[Scope, list[Claim]]:
    """The claims of each scope; a claim on several levels of hospital stands in each."""
    groups: dict[Scope, list[Claim]] = {}
    known: dict[object, list[list[Claim]]] = {}  # made once for all claims that are told alike: up to 9 times faster
    for claim in claims:
        said = told(claim)
        own = known.get(said)
        if own is None:
            own = known[said] = [groups.setdefault(scope, []) for scope in scopes(claim)]
        for group in own:
            group.append(claim)
    return groups


def statements(groups: dict[Scope, list[Claim]]) -> list[Statement]:
    """What the claims of some scopes say."""
    return [Statement(scope, said) for scope, claims in groups.items() for said in _alike(claims)]


def _alike(claims: Sequence[Claim]) -> Iterable[Sequence[Claim]]:
    """The claims of one scope, those that say the same together."""
    if len(claims) == 1:
        return (claims,)
    is_quantity = bool(claims) and policy(claims[0]).shape is Shape.QUANTITY
    found: dict[object, list[Claim]] = {}
    for claim in claims:
        numbers = interval(claim) if is_quantity else None
        found.setdefault((numbers or claim.value, _with(claim)), []).append(claim)
    return found.values()


def pairs(all_: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of statements to hold against each other."""
    if len(all_) <= MOST_PIVOTS:
        yield from combinations(all_, 2)
        return
    ranked = sorted(range(len(all_)), key=lambda n: (-len(all_[n].claims), n))
    pivots = sorted(ranked[:MOST_PIVOTS])
    yield from combinations((all_[n] for n in pivots), 2)
    yield from ((all_[pivot], all_[n]) for n in sorted(ranked[MOST_PIVOTS:]) for pivot in pivots)
