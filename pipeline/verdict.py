"""A contradiction made from its sides: its id, its severity, its sentence. What is accused is decided elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.model import Contradiction, ContradictionKind, Evidence, content_id

SCOPE = ("topic", "region", "region_name", "insurance", "service", "population", "hospital_level", "party")
# What time or a page's own words explain weighs less than what nothing explains.
_WEIGHT = {ContradictionKind.OUTDATED: 0.8, ContradictionKind.TITLE_BODY: 0.8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value of a disagreement and who says so. `voices` counts the documents that say it in words of their own."""

    value: str
    evidence: tuple[Evidence, ...]
    voices: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a disagreement is about; `within` names the page whose own mistake it is, or the year that binds it."""

    measure: str | None = None
    scope: Mapping[str, str | None] = field(default_factory=dict)
    within: str = ""


def accuse(kind: ContradictionKind, sides: Sequence[Side], matter: Matter, *, summary: str, severity: float) -> Contradiction:
    """The contradiction of the sides in their order.

    The id is made of what is said, never of who says it, so it outlives pages that come and go.
    """
    named = (matter.scope.get(column) for column in SCOPE if column != "region_name")
    return Contradiction(
        contradiction_id=content_id(kind, matter.within, matter.measure, *named, *sorted(side.value for side in sides)),
        kind=kind,
        measure=matter.measure,
        severity=severity,
        summary=summary,
        evidence=tuple(evidence for side in sides for evidence in side.evidence),
        **{column: matter.scope.get(column) for column in SCOPE},
    )


def severity(kind: ContradictionKind, difference: float, certainty: float, voices: int = 1) -> float:
    """How grave it is, from 0 to 1: how far the values lie apart, how sure the scopes are the same, how many stand on the weaker side."""
    backing = voices / (voices + 1)
    return round(_WEIGHT.get(kind, 1.0) * (0.5 * min(difference, 1.0) + 0.3 * certainty + 0.2 * backing), 3)


def distance(low: Decimal, high: Decimal) -> float:
    """How far two numbers lie apart, from 0 to 1; the root makes 55% against 60% weigh more than its twelfth."""
    largest = max(abs(low), abs(high))
    return float(abs(high - low) / largest) ** 0.5 if largest else 0.0
