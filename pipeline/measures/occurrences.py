"""Where a pattern occurs inside the segments of a page."""

import re
from collections.abc import Iterator

from pipeline.measures.page import Page
from pipeline.model import Segment, SegmentKind

_UNREAD = (SegmentKind.BOILERPLATE, SegmentKind.NOTICE, SegmentKind.RELATED_DATE)


def occurrences(page: Page, pattern: re.Pattern[str]) -> Iterator[tuple[Segment, re.Match[str]]]:
    """The matches inside each segment that is read, in their order.

    The page is searched as one text, and only a segment in which a match begins is searched by itself: most segments have none, and to
    ask each of them takes two to four times as long.
    """
    at = 0
    while first := pattern.search(page.text, at):
        segment = page.segment_at(first.start())
        if segment is None:
            at = first.start() + 1
            continue
        if segment.kind not in _UNREAD:
            for match in pattern.finditer(page.text, segment.start, segment.end):
                yield segment, match
        at = segment.end
