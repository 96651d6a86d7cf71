"""What stands above each segment of a page: its title, the page's opening, its headings, the lines that lead in to it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import regex

from pipeline.model import Segment, SegmentKind
from pipeline.rows import loose_width

_LONGEST_OPENING = 3  # paragraphs before the first heading that speak for the whole page
_LONGEST_LEAD = 24  # characters of a line without a colon that still leads in to the list below it
# A question as a heading begins an answer of its own: the page's opening does not speak for it.
_QUESTION = regex.compile(r"(?![一二三四五六七八九十0-9(第]).{6,}(?:吗|什么|哪些|多少|怎么样?|如何[^,。]{0,8}|谁)[??]?")
# In questions and answers, the question of a line leads in to the answer below it.
_ASKED = regex.compile(r"(?:问题?|提问|网友问?|Q)[0-9一二三四五六七八九十]{0,2} ?[:.、]")
_ANSWERED = regex.compile(r"(?:答复?|回[复答]|A)[0-9一二三四五六七八九十]{0,2} ?[:.、]")
_LONGEST_CAPTION = 60
_NARROWEST = 3  # cells of a row with single blanks between them
_TABLED = regex.compile(r"下表|[附列]表|见表|表中|如下|以下")
_UNIT_LINE = regex.compile(r"\(?(?:金额)?单位[:为]")
# A line of a small block: a label, a colon and a short value; a row of a table that nobody takes for one.
_ENTRY = regex.compile(r"(?:\| ?)?[^,。;:!?0-9|]{1,16}(?:: ?| ?\| ?|\t)[^。;:!?]{1,24}")
_BLANK = regex.compile(r"\n\s*\n")
_SENTENCE_END = frozenset("。;!?,、")
_TEXT = (SegmentKind.PARAGRAPH, SegmentKind.ANSWER, SegmentKind.RELATED_TEASER)
_HEADED = (SegmentKind.LIST_ITEM, SegmentKind.TABLE_ROW)


class Above(NamedTuple):
    """Ordinals of the segments above one, the farthest first."""

    title: int | None = None
    opening: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()


_NOTHING = Above()


def above(text: str, segments: Sequence[Segment], heads: Collection[int] = ()) -> list[Above]:
    """What stands above each segment; `heads` are segments that head a block without being headings."""
    found: list[Above] = []
    titles: dict[int | None, int] = {}
    headings: dict[str, int] = {}
    sections: dict[str | None, tuple[tuple[int, ...], bool]] = {}  # since the last heading: those above a section, and whether one asks
    opening: tuple[int, ...] = ()
    lead: tuple[int, ...] = ()
    head: tuple[int, ...] = ()
    block = -1  # the last line that the lead-in, or an entry below it, takes
    headed = any(segment.kind is SegmentKind.HEADING for segment in segments)
    for segment in segments:
        kind, item, n = segment.kind, segment.item, segment.ordinal
        if kind in (SegmentKind.TITLE, SegmentKind.RELATED_TITLE):
            titles[item] = n
            found.append(_NOTHING)
            head = ()
            continue
        if segment.section not in sections:
            names = segment.section.split(" > ") if segment.section else ()
            asks = any(_QUESTION.fullmatch(name) for name in names)
            sections[segment.section] = tuple(headings[name] for name in names if name in headings), asks
        over, asks = sections[segment.section]
        if n in heads:
            found.append(Above(titles.get(item), opening if item is None else (), over))
            head, lead = (n,), ()
            continue
        below = bool(lead) and (segments[lead[-1]].section, segments[lead[-1]].item) == (segment.section, item)
        entry = below and kind in _TEXT and block == n - 1 and _is_caption(text, segments[lead[-1]]) and _is_entry(text, segments, n)
        block = n if entry else block
        leads = lead if entry or (below and (kind in _HEADED or (kind in _TEXT and _labels(text, segments, lead[-1], n)))) else ()
        speaks = item is None and n not in opening and not asks
        found.append(Above(titles.get(item), opening if speaks else (), (*over, *head), leads))
        if kind is SegmentKind.HEADING:
            head = ()
            headings[text[segment.start : segment.end].strip("#*_ \t")] = n
            lead = ()
            sections.clear()
        elif kind in _TEXT or kind in _HEADED:
            line = text[segment.start : segment.end].rstrip()
            listed = kind in _HEADED and not line.endswith(":")
            if not listed and not (lead and _UNIT_LINE.match(line)) and not entry:
                lead = (*leads, n) if _leads(text, segments, n, line) else ()
                block = n
            opens = item is None and not headings and kind not in _HEADED and len(opening) < (_LONGEST_OPENING if headed else 1)
            if opens and not (_ASKED.match(line) or _ANSWERED.match(line)):
                opening = (*opening, n)
    return found


def _leads(text: str, segments: Sequence[Segment], n: int, line: str) -> bool:
    """Whether a line leads in to what stands right below it: a label, a short line, a question, what is said above a table."""
    if line.endswith((":", "?")) or len(line) <= _LONGEST_LEAD or _ASKED.match(line):
        return True
    if n + 1 == len(segments):
        return False
    if segments[n + 1].kind is not SegmentKind.TABLE_ROW:
        return _is_caption(text, segments[n]) and _is_entry(text, segments, n + 1)
    return _TABLED.search(line) is not None or ("。" not in line and len(line) <= _LONGEST_CAPTION)


def _labels(text: str, segments: Sequence[Segment], lead: int, n: int) -> bool:
    """Whether a lead-in right above a paragraph speaks for it: a short label with a colon, or a question above its answer."""
    line = text[segments[lead].start : segments[lead].end]
    if lead != n - 1:
        return False
    if line.endswith("?") and _BLANK.search(text, segments[lead].end, segments[n].start) is None:
        return True
    return _ASKED.match(line) is not None or (line.endswith(":") and len(line) <= _LONGEST_LEAD)


def _is_caption(text: str, segment: Segment) -> bool:
    """Whether a line may stand on top of a small block: it is short and no sentence."""
    return segment.end - segment.start <= _LONGEST_CAPTION and text[segment.start : segment.end].rstrip()[-1:] not in _SENTENCE_END


def _is_entry(text: str, segments: Sequence[Segment], n: int) -> bool:
    """Whether a line follows the one above without a blank line, as an entry of a small block (一级医院:66%) or a row of cells."""
    line = segments[n]
    if _BLANK.search(text, segments[n - 1].end, line.start) is not None:
        return False
    return _ENTRY.fullmatch(text, line.start, line.end) is not None or loose_width(text[line.start : line.end]) >= _NARROWEST
