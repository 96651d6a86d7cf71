"""A page as a list of segments: what each line is, below which headings, and which related item it belongs to.

A line of the clean text is one segment, without the spaces around it; every character that is no space stands in exactly one segment.
A title may take two lines. A document without a line that looks like a title (a bare table, a post) has no title.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Any

from pipeline.layout.frame import born, date_line, is_byline, is_furniture, is_notice
from pipeline.layout.lines import CLOSED, HAN, RANKS, SENTENCE_END, Line, Marker, bare, is_row, is_values, marker, post, read_lines
from pipeline.layout.related import opens_related, related
from pipeline.layout.sections import Heading, Path
from pipeline.layout.titles import ASKS, head, title_text
from pipeline.model import Document, Segment, SegmentKind, changed

_TITLE = SegmentKind.TITLE
_blank = object.__new__
_LONGEST_HEADING = 40
_LONGEST_UNMARKED = 30
_LONGEST_NAME = 20
_LAST_LINES = 6
_UNMARKED_RANK = 150  # below 一、 and above (一)
_NAME = re.compile(r"[^0-9。;:,!?…%]+[^、。;:,!?…%0-9]")
_OFFICES = ("局", "厅", "委", "会", "政府", "办公室", "中心")
_STOP = re.compile("[。:]")
_NO_HEADING_END = CLOSED - {"?"}
_CLOSING = re.compile(r"(?:总结|小结|结语|结论|附录?|后记|备注)(?:$|[:0-9一二三四五]|[ (])|附件[0-9一二三四五]?$")


def segment(document: Document, text: str) -> tuple[Document, list[Segment]]:
    """The document with its title and the date it bears, and its segments over the clean text."""
    lines = read_lines(text)
    body = next((at for at, line in enumerate(lines) if at and opens_related(line.text)), len(lines))
    article = _Article(lines[:body])
    doc_id = document.doc_id
    segments: list[Segment] = []
    for (start, words, _, _), (kind, section) in zip(lines, article.kinds(), strict=False):
        end = start + len(words)
        if kind is _TITLE and segments and segments[-1].kind is _TITLE:
            segments[-1] = changed(segments[-1], end=end)
        else:
            segments.append(_segment(doc_id, len(segments), kind, start, end, section))
    below = lines[body:]
    for at, ((start, words, _, _), (kind, number, title, date)) in enumerate(
        zip(below, related([line.text for line in below]), strict=True), len(segments)
    ):
        segments.append(_segment(doc_id, at, kind, start, start + len(words), None, number, title, date))
    name = next((title_text(text[s.start : s.end]) for s in segments if s.kind is _TITLE), None)
    return changed(document, title=name, published=document.published or article.published), segments


def _segment(  # noqa: PLR0913, PLR0917 - its fields
    doc_id: str,
    ordinal: int,
    kind: SegmentKind,
    start: int,
    end: int,
    section: str | None,
    item: int | None = None,
    item_title: str | None = None,
    item_date: str | None = None,
) -> Segment:
    """The segment, built field by field: 3 times as fast as by a call of its class, which makes a dict first."""
    one: Any = _blank(Segment)
    one.doc_id, one.ordinal, one.kind = doc_id, ordinal, kind
    one.start, one.end, one.section = start, end, section
    one.item, one.item_title, one.item_date = item, item_title, item_date
    return one  # type: ignore[no-any-return]


class _Article:
    """The lines of a page's main article, read from the first to the last."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.published: str | None = None
        self._path = Path()
        self._inner = 0  # the last number of a list that began anew at 1 below a numbered heading
        self._listed = -1  # the last line that is an item of a list
        self._is_thread = False
        self._first = 0  # the first line below the title

    def kinds(self) -> list[tuple[SegmentKind, str | None]]:
        """Each line's kind and section."""
        found: list[tuple[SegmentKind, str | None]] = [(kind, None) for kind in head(self.lines)]
        self._first = len(found)
        for line in self.lines[: len(found)]:
            self._note_date(line.text)
        found += [self._kind(at) for at in range(len(found), len(self.lines))]
        self.published = self.published or self._signed()
        return found

    def _note_date(self, text: str) -> None:
        if self.published is None and (is_byline(text) or date_line(text)):
            self.published = born(text)

    def _kind(self, at: int) -> tuple[SegmentKind, str | None]:
        line = self.lines[at]
        text = bare(line.text)
        if is_furniture(line.text):
            return SegmentKind.BOILERPLATE, None
        if is_byline(text):
            self._note_date(text)
            return SegmentKind.BOILERPLATE, None
        if is_notice(text):
            return SegmentKind.NOTICE, None
        if size := post(text):
            return self._post(text, size)
        found = marker(line.text) if line.text[0] == "#" else marker(text)
        if found is not None:
            return self._marked(at, text, found)
        if is_row(self.lines, at):
            return SegmentKind.TABLE_ROW, self._path.section
        is_bold = text is not line.text and len(text) <= _LONGEST_HEADING and text[-1] not in SENTENCE_END and not is_values(text)
        if is_bold or self._is_unmarked_heading(at):
            return self._unmarked(at, text)
        if self._closes(at):
            self._path.leave(0, 0)
        self._path.dedent(line.indent, RANKS["number"])
        return SegmentKind.PARAGRAPH, self._path.section

    def _closes(self, at: int) -> bool:
        """Whether a line stands below the last section of a paper: its attachments, its signature, its date."""
        text = self.lines[at].text
        if len(text) > _LONGEST_HEADING:
            return False
        signs = at + 1 < len(self.lines) and text[-1] not in CLOSED and date_line(self.lines[at + 1].text) is not None
        return signs or text.startswith("附件:") or date_line(text) is not None

    def _post(self, text: str, size: int) -> tuple[SegmentKind, str | None]:
        """A post of a forum's thread stands below no heading; what follows stands below the post."""
        self._is_thread = True
        self._note_date(text)
        is_heading = len(text) <= _LONGEST_HEADING and "。" not in text and text[-1] not in SENTENCE_END
        above = self._path.enter(Heading(0, 0, text if is_heading else text[:size]))
        return (SegmentKind.HEADING, above) if is_heading else (SegmentKind.PARAGRAPH, self._path.section)

    def _marked(self, at: int, text: str, found: Marker) -> tuple[SegmentKind, str | None]:
        indent = self.lines[at].indent
        if self._heads(at, text, found):
            self._inner = 0
            return SegmentKind.HEADING, self._path.enter(Heading(found.rank, indent, text))
        rank = found.rank + (indent if found.family == "bullet" else 0)
        if found.family == "number" and self._is_inner(text, rank):
            rank += 5
        self._path.leave(rank, indent)
        section = self._path.section
        self._listed = at
        if lead := self._lead(at, text, found):
            self._path.enter(Heading(rank, indent, lead))
        return SegmentKind.PARAGRAPH if found.family == "article" else SegmentKind.LIST_ITEM, section

    def _is_inner(self, text: str, rank: int) -> bool:
        """Whether a numbered item belongs to a list inside a section whose heading is numbered in the same way."""
        count = int("".join(itertools.takewhile(str.isdigit, text)))
        below = any(heading.rank == rank for heading in self._path.headings)
        self._inner = count if below and count in (1, self._inner + 1) else 0
        return self._inner > 0

    def _heads(self, at: int, text: str, found: Marker) -> bool:
        """Whether a marked line is a heading: short, no sentence, and above something that is not its sibling."""
        if found.family == "hash":
            return True
        if found.family == "article":
            return self._heads_articles(at, text[found.size :].strip())
        if found.family == "bullet" or len(text) > _LONGEST_HEADING or text[-1] in "。;!…,、" or "。" in text:
            return False
        if found.rank <= 200:
            return True
        if at and not self.lines[at].gap:
            above = self.lines[at - 1].text
            if above.startswith("附件:") or (self._listed == at - 1 and _rank(above) == found.rank):
                return False
        inner = text[found.size :].strip()
        if ":" in inner[:-1] or marker(inner) or at + 1 >= len(self.lines):
            return False
        below = bare(self.lines[at + 1].text)
        sibling = marker(below)
        if sibling is not None and sibling.rank <= found.rank:
            return False
        return not is_notice(below)

    def _heads_articles(self, at: int, inner: str) -> bool:
        """Whether an article's line is its name (第二条 住院待遇) and no sentence: nothing is counted in it, and its text stands below."""
        if len(inner) > _LONGEST_NAME or not _NAME.fullmatch(inner) or at + 1 >= len(self.lines):
            return False
        below = marker(bare(self.lines[at + 1].text))
        return below is None or below.rank > RANKS["article"]

    def _lead(self, at: int, text: str, found: Marker) -> str | None:
        """What an item is about, for the section of the lines below it: 二、待遇标准。… in official papers, an item above deeper ones."""
        if found.family == "article":
            return text[: found.size]
        line = self.lines[at]
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        deeper = below is not None and (below.indent > line.indent or _rank(below.text) > found.rank)
        if found.rank > RANKS["chinese_paren"] and not deeper:
            return None
        stop = _STOP.search(text, 0, _LONGEST_UNMARKED + 1)
        if stop is not None and (stop.end() < len(text) or text[-1] == ":"):
            return text[: stop.start()].rstrip()
        return text if len(text) <= _LONGEST_UNMARKED and text[-1] not in SENTENCE_END else None

    def _unmarked(self, at: int, text: str) -> tuple[SegmentKind, str | None]:
        if _CLOSING.match(text):
            return SegmentKind.HEADING, self._path.enter(Heading(0, 0, text))
        base = 0
        for heading in self._path.headings:
            if heading.rank % 10 in (3, 4):
                break
            base = heading.rank
        asks = ASKS.search(text) is not None
        is_parent = at + 1 < len(self.lines) and marker(self.lines[at + 1].text) is None and self._is_unmarked_heading(at + 1)
        rank = 3 if asks and base == 0 else max(base, _UNMARKED_RANK) + (3 if is_parent or asks else 4)
        return SegmentKind.HEADING, self._path.enter(Heading(rank, self.lines[at].indent, text))

    def _is_unmarked_heading(self, at: int, deep: bool = True) -> bool:
        """Whether a line without a marker heads what follows: short, no sentence, and above something longer."""
        text = self.lines[at].text
        if self._is_thread or len(text) > _LONGEST_UNMARKED or text[-1] in _NO_HEADING_END or at + 1 >= len(self.lines) or is_values(text):
            return False
        if "。" in text or (":" in text and not _CLOSING.match(text)) or date_line(text) or not HAN.search(text) or text.startswith("答"):
            return False
        line, below = self.lines[at], self.lines[at + 1]
        if not line.gap and at > self._first and self.lines[at - 1].text[-1] not in SENTENCE_END and not below.gap:
            return False
        if is_notice(below.text) or is_furniture(below.text) or date_line(below.text):
            return False
        if marker(below.text) or is_row(self.lines, at + 1) or len(below.text) > _LONGEST_UNMARKED or below.text[-1] in SENTENCE_END + ":":
            return True
        if is_values(below.text):
            return True
        return deep and (below.gap or line.gap) and self._is_unmarked_heading(at + 1, deep=False)

    def _signed(self) -> str | None:
        """The date below an official paper: a line of its own below an office's name, or among the last."""
        for at in range(len(self.lines) - 1, 0, -1):
            if at >= len(self.lines) - _LAST_LINES or self.lines[at - 1].text.endswith(_OFFICES):
                date = date_line(self.lines[at].text)
                if date is not None:
                    return date
        return None


def _rank(line: str) -> int:
    found = marker(line)
    return found.rank if found else 0
