"""What one kind of rules reads in a sentence."""

from pipeline.kinds import SCANNER
from pipeline.text import clean


def found(kind: str, text: str) -> list[str]:
    """The facts of the kind as surface=value, in their order; the surface without spaces, which say nothing in Chinese."""
    page = clean(text).text
    hits, _ = SCANNER.scan(page)
    return [f"{page[hit.start : hit.end].replace(' ', '')}={hit.reading.value}" for hit in hits if hit.kind == kind]
