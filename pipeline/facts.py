"""Facts of a page: what the rules and the gazetteer read, without overlaps."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from pipeline.kinds import QUANTITIES, SCANNER, find_in_columns, find_regions, qualify
from pipeline.model import Document, Fact, Reject, Segment, Stage
from pipeline.rules import Hit, Miss, lost_to

_END, _START = itemgetter(1), itemgetter(0)
# Building a fact in two steps is 2 to 3 times as fast as calling its class, which makes a dict of the arguments (with up to 14 of them).
_blank, _fill = Fact.__new__, Fact.__init__


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
    for start, end, rule, kind, (value, low, high, unit, bound, per, first, last, name, _) in hits:
        if below and below.start <= start:
            while below and below.start <= start:
                here, below = below, next(left, None)
            segment_id, ends = here.segment_id, here.end
        place = segment_id if end <= ends else None
        fact, said = _blank(Fact), text[start:end]
        if kind == "region":
            _fill(
                fact, doc_id=doc_id, segment_id=place, kind=kind, start=start, end=end, text=said, value=value, rule=rule,
                adcode=value, region_name=name,
            )  # fmt: skip
        elif kind in QUANTITIES:
            around = qualify(text, start, end)
            _fill(
                fact, doc_id=doc_id, segment_id=place, kind=kind, start=start, end=end, text=said, value=value, rule=rule,
                value_low=low, value_high=high, unit=unit, bound=bound or around[0], per=per or around[1],
            )  # fmt: skip
        else:
            _fill(
                fact, doc_id=doc_id, segment_id=place, kind=kind, start=start, end=end, text=said, value=value, rule=rule,
                date_start=first, date_end=last,
            )  # fmt: skip
        yield fact
