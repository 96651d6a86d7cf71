"""What stands above each segment of a page: its title, the page's opening, its headings, the lines that lead in to it."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from pipeline.model import Segment, SegmentKind

_LONGEST_OPENING = 3  # paragraphs before the first heading that speak for the whole page
_LONGEST_LEAD = 24  # characters of a line without a colon that still leads in to the list below it
# A question as a heading begins an answer of its own: the page's opening does not speak for it.
_QUESTION = regex.compile(r"(?![一二三四五六七八九十0-9(第]).{6,}(?:吗|什么|哪些|多少|怎么样?|如何[^,。]{0,8}|谁)[??]?")
_HEADED = (SegmentKind.LIST_ITEM, SegmentKind.TABLE_ROW)


class Above(NamedTuple):
    """Ordinals of the segments above one, the farthest first."""

    title: int | None = None
    opening: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()


def above(text: str, segments: Sequence[Segment]) -> list[Above]:
    """What stands above each segment."""
    found: list[Above] = []
    titles: dict[int | None, int] = {}
    headings: dict[str, int] = {}
    opening: tuple[int, ...] = ()
    lead: int | None = None
    headed = any(segment.kind is SegmentKind.HEADING for segment in segments)
    for segment in segments:
        kind, item, n = segment.kind, segment.item, segment.ordinal
        if kind in (SegmentKind.TITLE, SegmentKind.RELATED_TITLE):
            titles[item] = n
            found.append(Above())
            continue
        names = segment.section.split(" > ") if segment.section else ()
        over = tuple(headings[name] for name in names if name in headings)
        leads = (lead,) if lead is not None and kind in _HEADED and segments[lead].section == segment.section else ()
        speaks = item is None and n not in opening and not any(_QUESTION.fullmatch(name) for name in names)
        found.append(Above(titles.get(item), opening if speaks else (), over, leads))
        if kind is SegmentKind.HEADING:
            headings[text[segment.start : segment.end].strip("#*_ \t")] = n
            lead = None
        elif kind in (SegmentKind.PARAGRAPH, SegmentKind.ANSWER) or kind in _HEADED:
            line = text[segment.start : segment.end].rstrip()
            if kind not in _HEADED or line.endswith(":"):
                lead = n if line.endswith(":") or len(line) <= _LONGEST_LEAD else None
            if item is None and not headings and kind not in _HEADED and len(opening) < (_LONGEST_OPENING if headed else 1):
                opening = (*opening, n)
    return found
