"""extract(document): everything that one document yields. A pure function: no file, clock, environment or logger."""

from dataclasses import replace
from typing import TypeVar

from pipeline.assemble import assemble
from pipeline.facts import find_facts
from pipeline.layout.titles import title_text
from pipeline.measures.page import Page, Part
from pipeline.model import Claim, Document, Evidence, Extraction, Fact, Reject, Segment, SegmentKind, changed
from pipeline.passages import compare_within
from pipeline.segment import segment
from pipeline.text import Clean, clean

_Quoting = TypeVar("_Quoting", Fact, Claim, Evidence, Reject)


def extract(document: Document) -> Extraction:
    """The segments, facts, claims, rejects and the contradictions inside the passages of one document."""
    found, _, page = _found(document)
    return _back(found, page)


def origins(document: Document) -> dict[str, dict[str, Part]]:
    """Where the scope of each claim comes from, by claim and column: the words in the document's own text and the layer they stand in."""
    found, read, page = _found(document)
    because = read.because

    def own(part: Part) -> Part:
        start, end = page.span(part.start, max(part.end, part.start + 1))
        return part._replace(start=start, end=end if part.end > part.start else start, fact=None)  # implied parts may have no words

    return {
        claim.claim_id: {column: own(part) for column, part in because.get(clean_claim.claim_id, {}).items()}
        for clean_claim, claim in zip(found.claims, _back(found, page).claims, strict=True)
    }


def _found(document: Document) -> tuple[Extraction, Page, Clean]:
    """What the stages find, on the clean text; the page with the scope of each claim; the clean text."""
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
    return found, context, page


def _back(found: Extraction, page: Clean) -> Extraction:
    """The same with offsets into the document's own text, and with that text's own characters in every quote."""
    text = found.document.text
    if page.text == text:
        return found

    moved = bool(page.starts or page.below)  # else folding changed signs one for one, and most records stay as they are

    def own(record: _Quoting, quote: str, **values: object) -> _Quoting:
        """The record on the document's own text."""
        start, end = record.start, record.end
        if start is None or end is None:
            return record
        if moved:
            start, end = page.span(start, end)
        elif text[start:end] == getattr(record, quote):
            return record
        return changed(record, start=start, end=end, **{quote: text[start:end]}, **values)

    facts = tuple([own(fact, "text") for fact in found.facts])
    if moved:
        ids = {old.fact_id: new.fact_id for old, new in zip(found.facts, facts, strict=True)}
        claims = tuple([own(claim, "quote", fact_ids=tuple([ids[i] for i in claim.fact_ids])) for claim in found.claims])
    else:
        claims = tuple([own(claim, "quote") for claim in found.claims])
    titles = {s.item: _spelled(s, page, text, s.item_title) for s in found.segments if s.kind is SegmentKind.RELATED_TITLE}
    title = next((_spelled(s, page, text, found.document.title) for s in found.segments if s.kind is SegmentKind.TITLE), None)
    return replace(
        found,
        document=replace(found.document, title=title),
        segments=tuple([_own_segment(segment, page, titles.get(segment.item), moved=moved) for segment in found.segments]),
        facts=facts,
        claims=claims,
        contradictions=tuple(changed(one, evidence=tuple(own(quote, "quote") for quote in one.evidence)) for one in found.contradictions),
        rejects=tuple([own(reject, "text") for reject in found.rejects]),
    )


def _spelled(segment: Segment, page: Clean, text: str, title: str | None) -> str | None:
    """The title that stands in a segment as the document itself spells it."""
    if title is None:
        return None
    at = page.text.find(title, segment.start, segment.end)
    span = page.span(at, at + len(title)) if at >= 0 else page.span(segment.start, segment.end)
    return title_text(text[slice(*span)])


def _own_segment(segment: Segment, page: Clean, item_title: str | None, *, moved: bool) -> Segment:
    """The segment on the document's own text."""
    if moved:
        start, end = page.span(segment.start, segment.end)
        return changed(segment, start=start, end=end, item_title=item_title)
    return segment if segment.item_title == item_title else changed(segment, item_title=item_title)
