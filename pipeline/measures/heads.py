"""Lines that head a block as a heading does, though they look like text: one of several lone places, one of several entries 项目:住院."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import regex

from pipeline.model import Fact, Segment, SegmentKind

_LONGEST = 24
_SIGNS = " :【】[]*#_"
_LABEL = regex.compile(r"(?P<label>项目|类别|类型|待遇(?:项目|类别|类型|名称)?|险种|人群|地区|城市|统筹区|参保地):[ ]?[^,。;:0-9]{1,16}")
_TEXT = (SegmentKind.PARAGRAPH, SegmentKind.ANSWER, SegmentKind.RELATED_TEASER)


def heads(text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> frozenset[int]:
    """The ordinals of such lines; a place or an entry that stands alone heads nothing."""
    starts = [fact.start for fact in facts]
    found: dict[int, str] = {}
    for segment in segments:
        if segment.kind not in _TEXT or segment.end - segment.start > _LONGEST:
            continue
        if label := _LABEL.fullmatch(text, segment.start, segment.end):
            found[segment.ordinal] = label["label"]
        elif _is_place(text, segment, facts[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)]):
            found[segment.ordinal] = ""
    alike = Counter(found.values())
    return frozenset(ordinal for ordinal, label in found.items() if alike[label] > 1)


def _is_place(text: str, segment: Segment, facts: Sequence[Fact]) -> bool:
    """Whether a line is a place's name and nothing else: 吉林长春, 【沈阳市】."""
    if not facts or any(fact.kind != "region" for fact in facts):
        return False
    known = sum(fact.end - fact.start for fact in facts)
    return known == sum(sign not in _SIGNS for sign in text[segment.start : segment.end])
