"""What was missed and what was accused wrongly, with the sentences and what was claimed of them, grouped by what seems to be the cause."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from benchmarks.corpus.page import Maker, Page
from benchmarks.tables import Row, number, rows
from benchmarks.truth import Pair, Side, Truth, bare

_SCOPE = (
    "measure", "topic", "unit", "bound", "per", "base", "condition", "region", "insurance", "service", "population", "hospital_level",
    "party", "as_of",
)  # fmt: skip
_SHOWN = 600  # misses, and wrong ones
_QUOTES = 6  # of one wrong contradiction
_EACH = 8  # examples of one cause
_BEFORE, _AFTER = 60, 25  # characters around a quote


class Study:
    """A run's claims and texts, as far as they are wanted, beside the pages as they were made."""

    def __init__(self, tables: Path, maker: Maker) -> None:
        self._tables, self._maker = tables, maker

    def missed(self, pairs: Sequence[Pair]) -> Iterator[str]:
        """The contradictions that were not found."""
        claims = self._claims(side.doc for pair in pairs[:_SHOWN] for side in pair.sides)
        causes: dict[str, list[Pair]] = defaultdict(list)
        for pair in pairs[:_SHOWN]:
            causes[_cause(pair, claims)].append(pair)
        yield f"# Missed: {len(pairs):,}"
        for cause, of_cause in sorted(causes.items(), key=lambda item: -len(item[1])):
            yield f"\n## {len(of_cause)} × {cause}"
            for pair in of_cause[:_EACH]:
                yield f"\n{pair.id} {pair.kind} {pair.family} {pair.half}"
                yield from (line for side in pair.sides for line in _side(side, claims))

    def wrong(self, evidence: Mapping[str, Sequence[Row]], kinds: Mapping[str, str], truth: Truth) -> Iterator[str]:
        """The contradictions that nobody planted, grouped by the shapes that they quote."""
        shown = sorted(evidence)[:_SHOWN]
        docs = {str(row["doc_id"]) for one in shown for row in evidence[one][:_QUOTES]}
        pages = {doc: self._maker.page(int(bare(doc)[1:])) for doc in docs}
        claims = {str(claim["claim_id"]): claim for listed in self._claims(docs).values() for claim in listed}
        causes: dict[str, list[str]] = defaultdict(list)
        for one in shown:
            told = {_shape(pages[str(row["doc_id"])], row) for row in evidence[one][:_QUOTES]}
            causes[f"{kinds[one]}: {', '.join(sorted(told))}"].append(one)
        yield f"\n# Wrong: {len(evidence):,}"
        for cause, of_cause in sorted(causes.items(), key=lambda item: -len(item[1])):
            yield f"\n## {len(of_cause)} × {cause}"
            for one in of_cause[:_EACH]:
                yield f"\n{one} {kinds[one]}, {len(evidence[one])} quotes"
                for row in evidence[one][:_QUOTES]:
                    yield from _evidence(row, pages[str(row["doc_id"])], truth)
                    if row["claim_id"] in claims:
                        yield f"  - {_claimed(claims[str(row['claim_id'])])}"

    def _claims(self, docs: Iterable[str]) -> dict[str, list[Row]]:
        """The claims of documents, whatever folder or file the tables name before a document's own id."""
        wanted = set(map(bare, docs))
        known = {str(row["doc_id"]) for row in rows(self._tables, "documents", ("doc_id",)) if bare(str(row["doc_id"])) in wanted}
        only = ds.field("doc_id").isin(pa.array(sorted(known), pa.string()))
        found: dict[str, list[Row]] = defaultdict(list)
        for row in rows(self._tables, "claims", ("claim_id", "doc_id", "start", "end", "quote", "value", *_SCOPE), only):
            found[bare(str(row["doc_id"]))].append(row)
        return found


def _cause(pair: Pair, claims: Mapping[str, Sequence[Row]]) -> str:
    """What stands between the two sides, as far as the claims tell."""
    told = [_at(claims, side) for side in pair.sides]
    name = f"{pair.kind} {pair.family}"
    if not all(told):
        silent = dict.fromkeys(side.shape for side, at in zip(pair.sides, told, strict=True) if not at)
        return f"{name}: no claim in {' and in '.join(silent)}"
    if len(told) == 1:
        return f"{name}: {pair.sides[0].shape} is claimed"
    near = min(([column for column in _SCOPE if one[column] != other[column]] for one in told[0] for other in told[1]), key=len)
    return f"{name}: claims that differ in {', '.join(near) or 'nothing but their value'}"


def _side(side: Side, claims: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield f"- {side.doc} {side.shape} 「{side.quote}」 in {side.around!r}"
    yield from (f"  - {_claimed(claim)}" for claim in _at(claims, side))


def _evidence(row: Row, page: Page, truth: Truth) -> Iterator[str]:
    start, end = number(row, "start"), number(row, "end")
    planted = "".join(f" ({pair.id})" for pair, _ in truth.at(str(row["doc_id"]), start, end, str(row["quote"])))
    before, after = page.text[max(0, start - _BEFORE) : start], page.text[end : end + _AFTER]
    yield f"- side {row['side']} {page.id}{planted} {_shape(page, row)} {before!r} 「{row['quote']}」 {after!r}"


def _shape(page: Page, row: Row) -> str:
    """The shape that a quote is told in."""
    start, end = number(row, "start"), number(row, "end")
    return next((shape for first, last, shape in page.told if first < end and start < last), "title or around")


def _claimed(claim: Row) -> str:
    scope = " ".join(f"{column}={claim[column]}" for column in _SCOPE[1:] if claim[column] is not None)
    return f"{claim['measure']} {claim['value']} {scope} 「{claim['quote']}」"


def _at(claims: Mapping[str, Sequence[Row]], side: Side) -> list[Row]:
    return [claim for claim in claims.get(side.doc, ()) if number(claim, "start") < side.end and side.start < number(claim, "end")]
