"""compare(claims of one key): the disagreements among claims that speak of the same thing. Pure functions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.comparison import generals, quantities, schedules
from pipeline.comparison.measures import Shape, policy
from pipeline.comparison.report import contradiction
from pipeline.comparison.scope import Key, key
from pipeline.comparison.statement import in_order
from pipeline.model import Claim, Contradiction, ContradictionKind, Document

__all__ = ["Judgement", "Key", "compare", "judge", "key"]

_DISAGREEMENTS = {
    Shape.QUANTITY: quantities.disagreements,
    Shape.PERMISSION: generals.disagreements,
    Shape.SET: generals.disagreements,
    Shape.SCHEDULE: schedules.disagreements,
}


class Judgement(NamedTuple):
    """The contradictions among the claims of one key, and how many pairs of their statements came to rest on each rung."""

    contradictions: list[Contradiction]
    rungs: Counter[str]


def compare(claims: Iterable[Claim], documents: Mapping[str, Document] | None = None) -> list[Contradiction]:
    """The contradictions among the claims of one key; `documents` tell by their publishers and addresses who is official."""
    return judge(claims, documents).contradictions


def judge(claims: Iterable[Claim], documents: Mapping[str, Document] | None = None) -> Judgement:
    """The contradictions among the claims of one key, with the rungs of the ladder on which their statements rest."""
    claims, rungs = list(claims), Counter[str]()
    if len(claims) < 2:
        return Judgement([], rungs)
    ordered = in_order(claims)
    found: dict[tuple[ContradictionKind, frozenset[str | None]], Contradiction] = {}
    for disagreement in _DISAGREEMENTS[policy(ordered[0]).shape](ordered, rungs):
        made = contradiction(disagreement, documents or {})
        # A passage on hospitals of level one and two disagrees on each of them, once for the reader.
        found.setdefault((made.kind, frozenset(evidence.claim_id for evidence in made.evidence)), made)
    return Judgement(list({made.contradiction_id: made for made in found.values()}.values()), rungs)
