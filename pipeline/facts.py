"""Facts of a page: what the rules and the gazetteer read, without overlaps."""

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.kinds import QUANTITIES, SCANNER, find_in_columns, find_regions, qualify
from pipeline.model import Document, Fact, Reject, Segment, Stage
from pipeline.rules import Hit, Miss, lost_to


def find_facts(document: Document, text: str, segments: Sequence[Segment]) -> tuple[list[Fact], list[Reject]]:
    """The facts of the clean text in their order, and what was declined or lost to another."""
    read, misses = SCANNER.scan(text)
    named, ambiguous = find_regions(text, segments)
    hits, lost = _without_overlaps([*read, *named, *find_in_columns(text, segments)])
    facts = [_fact(document, text, hit, segment) for hit, segment in _placed(hits, segments)]
    rejects = [
        Reject(source=document.source, stage=Stage.FACTS, reason=miss.why.reason, detail=f"{miss.rule}: {miss.why.detail}",
               doc_id=document.doc_id, start=miss.start, end=miss.end, text=text[miss.start : miss.end])
        for miss in sorted((*misses, *ambiguous, *lost))
    ]  # fmt: skip
    return facts, rejects


def _without_overlaps(hits: list[Hit]) -> tuple[list[Hit], list[Miss]]:
    """Leftmost first, then the longest; a name comes before a number that it holds (万年县 is a county, not ten thousand years)."""
    kept: list[Hit] = []
    lost: list[Miss] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if kept and hit.start < kept[-1].end:
            lost.append(Miss(hit.start, hit.end, hit.rule, lost_to(kept[-1])))
        else:
            kept.append(hit)
    return kept, lost


def _placed(hits: Sequence[Hit], segments: Sequence[Segment]) -> list[tuple[Hit, Segment | None]]:
    starts = [segment.start for segment in segments]
    placed: list[tuple[Hit, Segment | None]] = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        inside = at >= 0 and hit.end <= segments[at].end
        placed.append((hit, segments[at] if inside else None))
    return placed


def _fact(document: Document, text: str, hit: Hit, segment: Segment | None) -> Fact:
    reading = hit.reading
    bound, per = qualify(text, hit.start, hit.end) if hit.kind in QUANTITIES else (None, None)
    return Fact(
        doc_id=document.doc_id,
        segment_id=segment.segment_id if segment else None,
        kind=hit.kind,
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        value=reading.value,
        rule=hit.rule,
        value_low=reading.low,
        value_high=reading.high,
        unit=reading.unit,
        bound=reading.bound or bound,
        per=reading.per or per,
        date_start=reading.date_start,
        date_end=reading.date_end,
        adcode=reading.value if hit.kind == "region" else None,
        region_name=reading.name,
    )
