"""A page as a list of segments."""

from dataclasses import replace

from pipeline.model import Document, Segment, SegmentKind


def segment(document: Document, text: str) -> tuple[Document, list[Segment]]:
    """The document with its title and date, and its segments over the clean text."""
    segments, at = [], 0
    for n, line in enumerate(text.split("\n")):
        if line.strip():
            segments.append(Segment(doc_id=document.doc_id, ordinal=len(segments), kind=SegmentKind.PARAGRAPH, start=at, end=at + len(line)))
        at += len(line) + 1
    return replace(document, title=text.strip().split("\n")[0]), segments
