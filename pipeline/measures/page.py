"""A page as the readers of claims see it: its segments, facts and words, and the scope in which any place of it stands.

A scope is a mapping from a claim's column to the `Part` that fills it, and each part knows the words it came from: that is how a
claim can be explained. The parts nearest to a place win: its clause, its sentence, the labels and sentences before it in its
segment, the line that leads in to it, its headings, the page's opening, the title of the item or page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from pipeline.measures.lexicon import lexicon
from pipeline.measures.terms import Word
from pipeline.model import Bound, Claim, Document, Fact, Segment, SegmentKind, Voice

COLUMNS = ("region", "insurance", "service", "population", "hospital_level", "party", "condition", "as_of")


class Part(NamedTuple):
    """One column of a scope: its value, the words it came from, which layer they stand in, and the fact where it is one."""

    value: str
    start: int
    end: int
    via: str
    fact: Fact | None = None


Scope = Mapping[str, Part]


class Page:
    """A document under assembly. All offsets are those of the clean text."""

    def __init__(self, document: Document, text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> None:
        self.document = document
        self.text = text
        self.segments = segments
        self.facts = facts
        self.because: dict[str, Scope] = {}
        self._segment_starts = [segment.start for segment in segments]
        self._fact_starts = [fact.start for fact in facts]
        self._words: dict[int, list[Word]] = {}

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that holds an offset."""
        at = bisect_right(self._segment_starts, offset) - 1
        return self.segments[at] if at >= 0 and offset < self.segments[at].end else None

    def facts_in(self, start: int, end: int) -> Sequence[Fact]:
        """The facts that begin inside a span, in their order."""
        return self.facts[bisect_left(self._fact_starts, start) : bisect_left(self._fact_starts, end)]

    def words_of(self, segment: Segment) -> list[Word]:
        """The known words of a segment: scope words (role is a claim's column) and signs (see `signs`)."""
        words = self._words.get(segment.ordinal)
        if words is None:
            words = self._words[segment.ordinal] = lexicon().find(self.text[segment.start : segment.end], segment.start)
        return words

    def title_of(self, segment: Segment) -> Segment | None:
        """The title above a segment: that of its related item, else the page's."""
        wanted = SegmentKind.TITLE if segment.item is None else SegmentKind.RELATED_TITLE
        for other in self.segments:
            if other.kind is wanted and other.item == segment.item:
                return other
        return None

    def headings_of(self, segment: Segment) -> Sequence[Segment]:
        """The headings above a segment, the nearest first."""
        above = (segment.section or "").split(" > ")
        found: list[Segment] = []
        for other in reversed(self.segments[: segment.ordinal]):
            if not above or other.item != segment.item:
                break
            if other.kind is SegmentKind.HEADING and above[-1] in self.text[other.start : other.end]:
                found.append(other)
                above.pop()
        return found

    def scope(self, start: int, end: int) -> Scope:
        """The scope of the words at a span: what was said before them and, in their own clause, right after."""
        segment = self.segment_at(start)
        if segment is None:
            return {}
        scope: dict[str, Part] = {}
        title = self.title_of(segment)
        layers = [("title", title)] if title and title is not segment else []
        layers += [("heading", heading) for heading in reversed(self.headings_of(segment))]
        for via, other in [*layers, ("segment", segment)]:
            if other is None:
                continue
            for word in self.words_of(other):
                if word.role in COLUMNS and (other is not segment or word.end <= end):
                    scope[word.role] = Part(word.value, word.start, word.end, via)
            for fact in self.facts_in(other.start, end if other is segment else other.end):
                if fact.kind == "region":
                    scope["region"] = Part(fact.value, fact.start, fact.end, via, fact)
                elif fact.kind == "date":
                    scope["as_of"] = Part(fact.value, fact.start, fact.end, via, fact)
        return {column: part for column, part in scope.items() if part.value}

    def claim(self, scope: Scope, start: int, end: int, *, measure: str, value: str, rule: str, **more: Any) -> Claim:
        """The claim whose quote is the span; `more` are further columns of `Claim`, and win over the scope's."""
        segment = self.segment_at(start)
        columns: dict[str, Any] = {column: part.value for column, part in scope.items()}
        if (region := scope.get("region")) and region.fact:
            columns["region_name"] = region.fact.region_name
        if (as_of := scope.get("as_of")) and as_of.fact:
            columns |= {"as_of_start": as_of.fact.date_start, "as_of_end": as_of.fact.date_end}
        claim = Claim(
            doc_id=self.document.doc_id,
            segment_id=segment.segment_id if segment else None,
            start=start,
            end=end,
            quote=self.text[start:end],
            measure=measure,
            value=value,
            rule=rule,
            published=self.published(segment),
            voice=self.voice(segment),
            **(columns | more),
        )
        self.because[claim.claim_id] = scope
        return claim

    def published(self, segment: Segment | None) -> str | None:
        """The date that the segment's related item or the page bears."""
        return self.document.published if segment is None or segment.item is None else segment.item_date

    def voice(self, segment: Segment | None) -> Voice:
        """Which part of the page a segment is."""
        if segment is None:
            return Voice.BODY
        if segment.item is not None:
            return Voice.TEASER
        return {SegmentKind.TITLE: Voice.TITLE, SegmentKind.ANSWER: Voice.ANSWER}.get(segment.kind, Voice.BODY)


def numbers(fact: Fact) -> dict[str, Decimal | str | Bound | None]:
    """A fact's numbers as columns of a claim."""
    return {"value_low": fact.value_low, "value_high": fact.value_high, "unit": fact.unit, "bound": fact.bound, "per": fact.per}
