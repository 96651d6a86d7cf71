"""A page as the readers of claims see it: its segments, facts and words, and the scope in which any place of it stands.

A scope is a mapping from a claim's column to the `Part` that fills it, and each part knows the words it came from: that is how a
claim can be explained (`Page.because`). The parts nearest to a place win: its clause, its sentence, the labels and sentences before
it in its segment, the line that leads in to it, its headings, the page's opening, the title of the item or page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

import regex

from pipeline.measures.frames import Frame, frame_of
from pipeline.measures.heads import heads
from pipeline.measures.layers import Above, above
from pipeline.measures.lexicon import Spelled, lexicon
from pipeline.measures.paper import paper_frame
from pipeline.measures.reader import Reader
from pipeline.measures.signs import BOOKS
from pipeline.measures.terms import Part
from pipeline.measures.tokens import QUANTITIES, Token, outside_books, tokens
from pipeline.model import Bound, Claim, Document, Fact, Reject, Segment, SegmentKind, Stage, Voice, changed
from pipeline.rows import Cell

COLUMNS = ("region", "insurance", "service", "population", "hospital_level", "party", "as_of")
_COLUMNS = frozenset(COLUMNS)
_SCOPED = ("hospital_level", "insurance", "party", "population", "region", "service", "tier")
_SILENT = (SegmentKind.BOILERPLATE, SegmentKind.RELATED_DATE, SegmentKind.NOTICE)

_begins = itemgetter(1)
_BEHIND = 60  # characters behind a span that may still be of its clause
_DEDUCTIBLE = regex.compile("起付|门槛费|免赔额")  # 不设起付线 is a quantity without a fact

Scope = Mapping[str, Part]


class Page:
    """A document under assembly. All offsets are those of the clean text."""

    def __init__(self, document: Document, text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> None:
        self.document = document
        self.text = text
        self.segments = segments
        self.facts = facts
        self._has_books = any(sign in text for sign in BOOKS)
        self._made: list[tuple[Claim, Scope]] = []
        self._segment_starts = [segment.start for segment in segments]
        self._fact_starts = [fact.start for fact in facts]
        self._spelled: list[Spelled] | None = None
        self._tokens: dict[int, list[Token]] = {}
        self._frames: dict[tuple[bool, Above], Frame] = {}
        self._layers: dict[tuple[str, int], Frame] = {}
        self._quantity_segments: Sequence[Segment] | None = None
        self._above: list[Above] | None = None
        self._paper: Frame | None = None

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that holds an offset."""
        at = bisect_right(self._segment_starts, offset) - 1
        return self.segments[at] if at >= 0 and offset < self.segments[at].end else None

    def facts_in(self, start: int, end: int) -> Sequence[Fact]:
        """The facts that begin inside a span, in their order."""
        return self.facts[bisect_left(self._fact_starts, start) : bisect_left(self._fact_starts, end)]

    def tokens_of(self, segment: Segment) -> list[Token]:
        """The words and facts of a segment in reading order."""
        found = self._tokens.get(segment.ordinal)
        if found is None:
            found = self._tokens[segment.ordinal] = self.tokens_between(segment.start, segment.end)
        return found

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """The words and facts of a stretch of text in reading order."""
        # The automaton runs once over the page; only what is asked for becomes words (no spelling goes over the edge of a line or cell).
        if self._spelled is None:
            self._spelled = lexicon().spelled(self.text)
        first = bisect_left(self._spelled, start, key=_begins)
        last = bisect_left(self._spelled, end, first, key=_begins)
        found = tokens(lexicon().words(self._spelled[first:last]), self.facts_in(start, end))
        return outside_books(found) if self._has_books else found

    def quantities_of(self, segment: Segment) -> list[Fact]:
        """The quantities of a segment."""
        return [fact for fact in self.facts_in(segment.start, segment.end) if fact.kind in QUANTITIES]

    def quantity_segments(self) -> Sequence[Segment]:
        """The segments of running text that may state a quantity, in their order."""
        if self._quantity_segments is None:
            self._quantity_segments = list(self._find_quantity_segments())
        return self._quantity_segments

    def _find_quantity_segments(self) -> Iterator[Segment]:
        places = {fact.start for fact in self.facts if fact.kind in QUANTITIES}
        places |= {found.start() for found in _DEDUCTIBLE.finditer(self.text)}
        last = -1
        for place in sorted(places):
            at = bisect_right(self._segment_starts, place) - 1
            if at > last:
                last = at
                segment = self.segments[at]
                if place < segment.end and segment.kind not in _SILENT and segment.kind is not SegmentKind.TABLE_ROW:
                    yield segment

    def is_silent(self, segment: Segment) -> bool:
        """Whether a segment is the page's frame and says nothing about the subject."""
        return segment.kind in _SILENT

    def above(self, segment: Segment) -> Above:
        """What stands above a segment."""
        if self._above is None:
            self._above = above(self.text, self.segments, heads(self.text, self.segments, self.facts))
        return self._above[segment.ordinal]

    def title_of(self, segment: Segment) -> Segment | None:
        """The title above a segment: that of its related item, else the page's."""
        title = self.above(segment).title
        return None if title is None else self.segments[title]

    def headings_of(self, segment: Segment) -> Sequence[Segment]:
        """The headings above a segment, the nearest first."""
        return [self.segments[heading] for heading in reversed(self.above(segment).headings)]

    def frame_of(self, segment: Segment) -> Frame:
        """What a segment takes over from what stands above it."""
        over = self.above(segment)
        key = segment.item is None, over
        frame = self._frames.get(key)
        if frame is None:
            frame = self._edges() if segment.item is None else Frame()
            title = () if over.title is None else (over.title,)
            for via, ordinals in (("title", title), ("opening", over.opening), ("heading", over.headings), ("lead-in", over.leads)):
                for ordinal in ordinals:
                    frame = frame.under(self._layer(via, ordinal))
            self._frames[key] = frame
        return frame

    def _edges(self) -> Frame:
        if self._paper is None:
            self._paper = paper_frame(self.document.title, self.text, self.segments, self.facts)
        return self._paper

    def _layer(self, via: str, ordinal: int) -> Frame:
        layer = self._layers.get((via, ordinal))
        if layer is None:
            layer = self._layers[via, ordinal] = frame_of(self.text, self.tokens_of(self.segments[ordinal]), via)
        return layer

    def scope(self, start: int, end: int) -> dict[str, Part]:
        """The scope of the words at a span: what was said before them and, in their own clause, right after."""
        return next(self.scopes([(start, end)]))

    def scopes(self, spans: Iterable[tuple[int, int]]) -> Iterator[dict[str, Part]]:
        """The scopes at several spans: each is read on from the one before, where it lies behind it in one segment."""
        reader: Reader | None = None
        last: Segment | None = None
        found: Sequence[Token] = ()
        at = 0
        for start, end in spans:
            segment = self.segment_at(start)
            if segment is None:
                yield {}
                continue
            if reader is None or segment is not last or (at and found[at - 1].start >= end):
                reader, last, found, at = Reader(self.text, self.frame_of(segment), segment.start), segment, self.tokens_of(segment), 0
            upto = bisect_left(found, (end,), at)
            reader.read(found[at:upto])
            at = upto
            yield _scope_at(reader, found, at)

    def claim(self, scope: Scope, start: int, end: int, **columns: Any) -> Claim:
        """The claim whose quote is the span: `columns` of `Claim`, and those of the scope where they are not given."""
        segment = self.segment_at(start)
        told: dict[str, Any] = {column: part.value for column, part in scope.items() if column in _COLUMNS}
        if (region := scope.get("region")) and region.fact:
            told["region_name"] = region.fact.region_name
        if (as_of := scope.get("as_of")) and as_of.fact:
            told["as_of_start"], told["as_of_end"] = as_of.fact.date_start, as_of.fact.date_end
        told.update(columns)
        claim = Claim(
            doc_id=self.document.doc_id,
            segment_id=segment.segment_id if segment else None,
            start=start,
            end=end,
            quote=self.text[start:end],
            published=self.published(segment),
            voice=self.voice(segment),
            **told,
        )
        self._made.append((claim, scope))
        return claim

    def retold(self, claim: Claim, **columns: Any) -> Claim:
        """A claim of the page with other columns, in the same scope."""
        scope = next(scope for made, scope in reversed(self._made) if made is claim)
        claim = changed(claim, **columns)
        self._made.append((claim, scope))
        return claim

    @property
    def because(self) -> dict[str, Scope]:
        """The scope of each claim, by its id."""
        return {claim.claim_id: scope for claim, scope in self._made}

    def reject(self, fact: Fact | Cell, reason: str, detail: str) -> Reject:
        """A fact that no claim could be made of, or a cell of a table that no fact could."""
        return Reject(
            source=self.document.source, stage=Stage.CLAIMS, reason=reason, detail=detail,
            doc_id=self.document.doc_id, start=fact.start, end=fact.end, text=fact.text,
        )  # fmt: skip

    def published(self, segment: Segment | None) -> str | None:
        """The date that the segment's related item or the page bears."""
        return self.document.published if segment is None or segment.item is None else segment.item_date

    def voice(self, segment: Segment | None) -> Voice:
        """Which part of the page a segment is."""
        if segment is None:
            return Voice.BODY
        if segment.item is not None:
            return Voice.TEASER
        if segment.kind is SegmentKind.TITLE:
            return Voice.TITLE
        return Voice.ANSWER if segment.kind is SegmentKind.ANSWER else Voice.BODY


def _scope_at(reader: Reader, found: Sequence[Token], at: int) -> dict[str, Part]:
    """The scope where a reader stands, with what follows in its clause."""
    scope = reader.state.parts(_SCOPED)
    tier = scope.pop("tier", None)
    if tier is not None:
        scope.setdefault("population", tier)
    for n in range(at, len(found)):
        token = found[n]
        if token.start - found[at].start > _BEHIND or token.role in ("comma", "semicolon", "stop", "colon", "space", "open"):
            break
        if token.role in ("insurance", "service") and token.value and token.role not in scope:
            scope[token.role] = Part(token.value, token.start, token.end, "clause")
    dated = reader.state.date_for(scope, "")
    return scope | ({"as_of": dated} if dated else {})


def numbers(fact: Fact) -> dict[str, Decimal | str | Bound | None]:
    """A fact's numbers as columns of a claim."""
    return {"value_low": fact.value_low, "value_high": fact.value_high, "unit": fact.unit, "bound": fact.bound, "per": fact.per}


__all__ = ["COLUMNS", "Page", "Part", "Scope", "numbers"]
