"""Passages of the documents in the tables: quotes in their sentences and segments, and where the scope of a claim comes from."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import regex

from pipeline.columns import claims_of
from pipeline.comparison.report import shown
from pipeline.extract import origins
from pipeline.measures.page import COLUMNS
from pipeline.measures.scopes import AXES
from pipeline.measures.terms import Part
from pipeline.model import Claim, Document
from pipeline.rulebook import rule_set
from pipeline.stored import Folder, mark, rows_with, schema_of

AROUND = 120  # characters of a sentence on each side of a quote
_ENDS = regex.compile(r"[。!?;！？；\n\r]")
_ORDER = {column: n for n, column in enumerate(("measure", "topic", *COLUMNS, *AXES))}
_ABOVE = {
    "title": "the title above",
    "opening": "the page's opening",
    "heading": "a heading above",
    "lead-in": "the line or header above",
}


class Place(NamedTuple):
    """Where words stand: file and line, the kind of segment and the headings above it."""

    where: str
    kind: str
    section: str | None


class Origin(NamedTuple):
    """A part of a claim's scope: the column, its value, the words that it comes from, how they stand to the quote, and where."""

    column: str
    value: str
    words: str
    how: str
    place: Place


class Passage(NamedTuple):
    """A quote in its sentence: `words` has it in 「」. The claim, where there is one, with the origins of its scope."""

    value: str
    place: Place
    words: str
    published: str | None
    as_of: str | None = None
    claim: Claim | None = None
    origins: Sequence[Origin] = ()


class Pages:
    """The documents of some tables; `fresh` says whether our own rules made them, as no others can tell where scopes come from."""

    def __init__(self, tables: Folder) -> None:
        self._tables = tables
        self._pages: dict[str, dict[str, Any]] = {}
        self._segments: dict[str, list[dict[str, Any]]] = {}
        self._origins: dict[str, dict[str, dict[str, Part]]] = {}
        self.fresh = mark(schema_of(tables, "claims"), "rules") == rule_set()

    def claims(self, ids: Sequence[str]) -> dict[str, Claim]:
        """Claims by their ids."""
        return {claim.claim_id: claim for claim in claims_of(rows_with(self._tables, "claims", "claim_id", ids))}

    def claimed(self, claim: Claim) -> Passage:
        """A claim's quote where it stands, with the origins of its scope."""
        passage = self.quoted(claim.doc_id, claim.start, claim.end, shown(claim))
        found = self._origins_of(claim) if self.fresh else ()
        return passage._replace(published=claim.published, as_of=claim.as_of, claim=claim, origins=found)

    def quoted(self, doc_id: str, start: int, end: int, value: str) -> Passage:
        """A quote where it stands."""
        page = self._page(doc_id)
        return Passage(value, self._place(doc_id, start), marked_sentence(page["text"], start, end), page["published"])

    def _origins_of(self, claim: Claim) -> list[Origin]:
        if claim.doc_id not in self._origins:
            page = self._page(claim.doc_id)
            columns = ("doc_id", "source", "text", "url", "publisher", "published")
            self._origins[claim.doc_id] = origins(Document(**{column: page[column] for column in columns}))
        parts = self._origins[claim.doc_id].get(claim.claim_id, {})
        # A part that the claim's own rule left out (the place of a list of places) says nothing.
        kept = [c for c in parts if c not in Claim.__dataclass_fields__ or getattr(claim, c) is not None]
        return [self._origin(claim, column, parts[column]) for column in sorted(kept, key=lambda c: (_ORDER.get(c, len(_ORDER)), c))]

    def _origin(self, claim: Claim, column: str, part: Part) -> Origin:
        value = str(getattr(claim, column, part.value))
        name = f" {claim.region_name}" if column == "region" and claim.region_name else ""
        words = " ".join(self._page(claim.doc_id)["text"][part.start : part.end].split())
        return Origin(column, value + name, words, self._how(claim, part), self._place(claim.doc_id, part.start))

    def _how(self, claim: Claim, part: Part) -> str:
        """How the words of a part stand to the quote of their claim."""
        if part.via == "implied":
            return "goes without saying"
        if part.via in _ABOVE:
            return _ABOVE[part.via]
        if claim.start <= part.start and part.end <= claim.end:
            return "in the quote"
        here, there = self._segment(claim.doc_id, claim.start), self._segment(claim.doc_id, part.start)
        if here is None or there is None or here["ordinal"] != there["ordinal"]:
            return "elsewhere on the page"
        return "before the quote" if part.start < claim.start else "behind the quote"

    def _place(self, doc_id: str, offset: int) -> Place:
        page, segment = self._page(doc_id), self._segment(doc_id, offset)
        line = page["text"].count("\n", 0, offset) + 1
        return Place(f"{page['source']}:{line}", segment["kind"] if segment else "text", segment["section"] if segment else None)

    def _page(self, doc_id: str) -> dict[str, Any]:
        if doc_id not in self._pages:
            (self._pages[doc_id],) = rows_with(self._tables, "documents", "doc_id", [doc_id]).to_pylist()
        return self._pages[doc_id]

    def _segment(self, doc_id: str, offset: int) -> dict[str, Any] | None:
        if doc_id not in self._segments:
            self._segments[doc_id] = rows_with(self._tables, "segments", "doc_id", [doc_id]).to_pylist()
        return next((segment for segment in self._segments[doc_id] if segment["start"] <= offset < segment["end"]), None)


def marked_sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, which stands in 「」; what is very long is cut."""
    before, quote, after = in_sentence(text, start, end)
    return " ".join(f"{before}「{quote}」{after}".split())


def in_sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before a span in its sentence, the span, and what stands behind it; … where the sentence goes on too far."""
    first = max((found.end() for found in _ENDS.finditer(text, max(0, start - AROUND), start)), default=None)
    last = _ENDS.search(text, end, end + AROUND)
    before = text[first if first is not None else max(0, start - AROUND) : start].lstrip()
    after = text[end : last.end() if last else end + AROUND].rstrip()
    cut = "…" if first is None and start > AROUND else ""
    more = "…" if last is None and end + AROUND < len(text) else ""
    return f"{cut}{before}", text[start:end], f"{after}{more}"
