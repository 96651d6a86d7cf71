"""extract(document): everything that one document yields. A pure function: no file, clock, environment or logger."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pipeline.assemble import assemble
from pipeline.facts import find_facts
from pipeline.measures.page import Page, Part, Scope
from pipeline.model import Claim, Document, Evidence, Extraction, Fact, Reject, Segment, SegmentKind
from pipeline.passages import compare_within
from pipeline.segment import segment
from pipeline.text import Clean, clean
from pipeline.titles import title_text

_Quoting = TypeVar("_Quoting", Fact, Claim, Evidence, Reject)


def extract(document: Document) -> Extraction:
    """The segments, facts, claims, rejects and the contradictions inside the passages of one document."""
    found, _, page = _found(document)
    return _back(found, page)


def origins(document: Document) -> dict[str, dict[str, Part]]:
    """Where the scope of each claim comes from, by claim and column: the words in the document's own text and the layer they stand in."""
    found, because, page = _found(document)

    def own(part: Part) -> Part:
        start, end = page.span(part.start, max(part.end, part.start + 1))
        return part._replace(start=start, end=end if part.end > part.start else start, fact=None)  # implied parts may have no words

    return {
        claim.claim_id: {column: own(part) for column, part in because.get(read.claim_id, {}).items()}
        for read, claim in zip(found.claims, _back(found, page).claims, strict=True)
    }


def _found(document: Document) -> tuple[Extraction, Mapping[str, Scope], Clean]:
    """What the stages find, on the clean text; the scope of each claim; the clean text."""
    page = clean(document.text)
    document, segments = segment(document, page.text)
    facts, declined = find_facts(document, page.text, segments)
    context = Page(document, page.text, segments, facts)
    claims, unclaimed = assemble(context)
    contradictions = compare_within(document, page.text, segments, facts, claims)
    found = Extraction(
        document=document,
        segments=tuple(segments),
        facts=tuple(facts),
        claims=tuple(claims),
        contradictions=tuple(contradictions),
        rejects=(*declined, *unclaimed),
    )
    return found, context.because, page


def _back(found: Extraction, page: Clean) -> Extraction:
    """The same with offsets into the document's own text, and with that text's own characters in every quote."""
    text = found.document.text
    if page.text == text:
        return found

    def own(record: _Quoting, quote: str) -> _Quoting:
        """The record on the document's own text: as it is where folding changed nothing in it."""
        if record.start is None or record.end is None:
            return record
        start, end = page.span(record.start, record.end)
        if start == record.start and end == record.end and text[start:end] == getattr(record, quote):
            return record
        changes: dict[str, Any] = {"start": start, "end": end, quote: text[start:end]}
        return replace(record, **changes)

    facts = [own(fact, "text") for fact in found.facts]
    fact_ids = {old.fact_id: new.fact_id for old, new in zip(found.facts, facts, strict=True)}
    claims = [replace(own(claim, "quote"), fact_ids=tuple(fact_ids[i] for i in claim.fact_ids)) for claim in found.claims]
    claim_ids = {old.claim_id: new.claim_id for old, new in zip(found.claims, claims, strict=True)}
    titles = {s.item: _spelled(s, page, text, s.item_title) for s in found.segments if s.kind is SegmentKind.RELATED_TITLE}
    title = next((_spelled(s, page, text, found.document.title) for s in found.segments if s.kind is SegmentKind.TITLE), None)
    return replace(
        found,
        document=replace(found.document, title=title),
        segments=tuple(replace(_span(segment, page), item_title=titles.get(segment.item)) for segment in found.segments),
        facts=tuple(facts),
        claims=tuple(claims),
        contradictions=tuple(
            replace(c, evidence=tuple(replace(own(e, "quote"), claim_id=e.claim_id and claim_ids[e.claim_id]) for e in c.evidence))
            for c in found.contradictions
        ),
        rejects=tuple(own(reject, "text") for reject in found.rejects),
    )


def _spelled(segment: Segment, page: Clean, text: str, title: str | None) -> str | None:
    """The title that stands in a segment as the document itself spells it."""
    if title is None:
        return None
    at = page.text.find(title, segment.start, segment.end)
    span = page.span(at, at + len(title)) if at >= 0 else page.span(segment.start, segment.end)
    return title_text(text[slice(*span)])


def _span(segment: Segment, page: Clean) -> Segment:
    start, end = page.span(segment.start, segment.end)
    return segment if (start, end) == (segment.start, segment.end) else replace(segment, start=start, end=end)
