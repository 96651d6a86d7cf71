"""Contradictions that need the text itself: arithmetic in a passage, a title against its body."""

from collections.abc import Sequence

from pipeline.model import Claim, Contradiction, Document, Fact, Segment


def compare_within(
    document: Document, text: str, segments: Sequence[Segment], facts: Sequence[Fact], claims: Sequence[Claim]
) -> list[Contradiction]:
    """The contradictions inside passages of the page."""
    return []
