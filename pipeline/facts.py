"""Facts of a page: what the rules and the gazetteer read, without overlaps."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from pipeline.kinds import QUANTITIES, SCANNER, find_in_columns, find_regions, qualify
from pipeline.model import Document, Fact, Reject, Segment, Stage
from pipeline.rules import Hit, Miss, lost_to

_END, _START = itemgetter(1), itemgetter(0)
_blank = object.__new__


def find_facts(document: Document, text: str, segments: Sequence[Segment]) -> tuple[list[Fact], list[Reject]]:
    """The facts of the clean text in their order, and what was declined or lost to another."""
    read, misses = SCANNER.scan(text)
    named, ambiguous = find_regions(text, segments)
    hits, lost = _without_overlaps([*read, *named, *find_in_columns(text, segments)])
    facts = list(_facts(document, text, hits, segments))
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
    hits.sort(key=_END, reverse=True)  # two sorts by what stands in a hit take half as long as one by a key that is made
    hits.sort(key=_START)
    taken = 0
    for hit in hits:
        if hit[0] < taken:
            lost.append(Miss(hit.start, hit.end, hit.rule, lost_to(kept[-1])))
        else:
            kept.append(hit)
            taken = hit[1]
    return kept, lost


def _facts(document: Document, text: str, hits: Sequence[Hit], segments: Sequence[Segment]) -> Iterator[Fact]:
    """The hits as facts, each with the segment that holds all of it; both are in order, so one walk places them."""
    doc_id, segment_id, ends = document.doc_id, None, 0
    left = iter(segments)
    below = next(left, None)
    for start, end, rule, kind, (value, low, high, unit, bounded, counted, first, last, name, _) in hits:
        if below and below.start <= start:
            while below and below.start <= start:
                here, below = below, next(left, None)
            segment_id, ends = here.segment_id, here.end
        bound, per = qualify(text, start, end) if kind in QUANTITIES else (None, None)
        fact: Any = _blank(Fact)  # field by field a fact is built 5 times as fast as by a call of its class, which makes a dict first
        fact.doc_id, fact.segment_id, fact.kind = doc_id, segment_id if end <= ends else None, kind
        fact.start, fact.end, fact.text = start, end, text[start:end]
        fact.value, fact.rule, fact.unit = value, rule, unit
        fact.value_low, fact.value_high = low, high
        fact.bound, fact.per = bounded or bound, counted or per
        fact.date_start, fact.date_end = first, last
        fact.adcode, fact.region_name = value if kind == "region" else None, name
        yield fact
