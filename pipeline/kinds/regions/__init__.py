"""Administrative divisions of the PRC in text."""

from collections.abc import Sequence

from pipeline.model import Segment
from pipeline.rules import Hit, Miss

REGION_RULES = ()


def find_regions(text: str, segments: Sequence[Segment]) -> tuple[list[Hit], list[Miss]]:
    """The divisions named in the clean text in their order, and the names that stay ambiguous."""
    return [], []
