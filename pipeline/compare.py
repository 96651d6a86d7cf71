"""compare(claims of one key): the disagreements among claims that speak of the same thing. A pure function."""

from collections.abc import Iterable

from pipeline.model import Claim, Contradiction, Document


def compare(claims: Iterable[Claim]) -> list[Contradiction]:
    """The contradictions among the claims of one key."""
    return []


def key(claim: Claim) -> tuple[str, str | None]:
    """What must be equal for two claims to be compared at all."""
    return claim.measure, claim.topic
