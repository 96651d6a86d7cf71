"""The summary of a run as lines of text: tables with their sizes, contradictions with both quotes, rules with what they did."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.reviews import CONFIRMED, DISMISSED, Mark, reviewed
from pipeline.rules import Entry
from pipeline.stored import Folder, count, load, mark, rows_with
from pipeline.tables import TABLES

SHOWN = 20  # contradictions
QUOTES = 4  # of one side
AROUND = 12  # characters on each side of a quote
ABOUT = ("kind", "measure", "topic", "region_name", "insurance", "service", "population", "hospital_level", "party")


def columns_wide(text: str) -> int:
    """How many columns of a terminal the text takes: a wide sign takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    return text + " " * (width - columns_wide(text))


def summary(folder: Folder, shown: int = SHOWN, marks: Mapping[str, Mark] | None = None) -> Iterator[str]:
    """Tables and row counts, what was rejected, then the contradictions, the gravest first; with those marks instead of the run's."""
    width = max(map(len, TABLES))
    for name in TABLES:
        yield f"{name:<{width}}  {count(folder, name):>9,}"
    yield from _unread(rows_with(folder, "rejects", "stage", ["read", "extract"]))
    every = load(folder, "contradictions")
    if marks is not None:
        every = reviewed(every, load(folder, "contradiction_evidence"), marks)
    found = every.filter(pc.invert(pc.equal(pc.fill_null(every["review"], ""), DISMISSED)))
    if rungs := json.loads(mark(every, "rungs") or "{}"):
        yield ""
        yield f"pairs of statements on one measure: {', '.join(f'{n:,} {rung}' for rung, n in rungs.items())}"
    yield from _marks(json.loads(mark(every, "reviews") or "{}"))
    evidence = _evidence(folder, found["contradiction_id"][:shown].to_pylist())
    quotes = {i: list(rows) for i, rows in groupby(evidence, key=lambda row: row["contradiction_id"])}
    for n, row in enumerate(found.slice(0, shown).to_pylist(), start=1):
        yield ""
        yield from _block(n, row, quotes[row["contradiction_id"]])
    if found.num_rows > shown:
        yield ""
        yield f"… and {found.num_rows - shown:,} more in contradictions.parquet and contradiction_evidence.parquet (--show N shows N)"
    elif not found.num_rows:
        yield ""
        yield "No contradictions but those dismissed." if every.num_rows else "No contradictions."


def manual(rules: pa.Table | None, book: Iterable[Entry]) -> Iterator[str]:
    """The rule manual; with the counts of the last run where there is one."""
    counts = {row["rule"]: row for row in rules.to_pylist()} if rules is not None else {}
    for rule in book:
        yield rule.id
        yield f"  {rule.about}"
        for text, values in rule.yields.items():
            yield f"  yields   {text} → {' | '.join(values)}"
        for text in rule.ignores:
            yield f"  ignores  {text}"
        for text, values in rule.misses.items():
            yield f"  misses   {text} → {' | '.join(values)}"
        if row := counts.get(rule.id):
            yield f"  last run: fired {row['fired']:,}, overlapped {row['overlapped']:,}, declined {row['declined']:,}"
        yield ""


def _unread(rejects: pa.Table) -> Iterator[str]:
    """The files that were not read, each with the reason."""
    if rejects.num_rows:
        yield ""
        yield f"{rejects.num_rows:,} not read or not extracted:"
    for row in rejects.slice(0, SHOWN).to_pylist():
        yield f"  {row['source']}: {row['reason']}: {row['detail']}"
    if rejects.num_rows > SHOWN:
        yield f"  … and {rejects.num_rows - SHOWN:,} more in rejects.parquet"


def _marks(reviews: Mapping[str, Any]) -> Iterator[str]:
    """What became of the marks that readers made."""
    told = []
    if n := reviews.get(CONFIRMED):
        told.append(f"{n:,} confirmed")
    if n := reviews.get(DISMISSED):
        told.append(f"{n:,} dismissed (hidden here)")
    if stale := reviews.get("stale"):
        some = ", ".join(stale[:QUOTES]) + (" …" if len(stale) > QUOTES else "")
        told.append(f"{len(stale):,} out of date, as the evidence has changed ({some})")
    if n := reviews.get("unknown"):
        told.append(f"{n:,} on contradictions that are not here")
    if told:
        yield ""
        yield f"reviews: {', '.join(told)}"


def headline(row: Mapping[str, Any]) -> str:
    """What a contradiction is about."""
    return " · ".join(row[name] for name in ABOUT if row.get(name))


def _evidence(folder: Folder, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The quotes of those contradictions, each with the file and line where it stands and the words around it."""
    rows: list[dict[str, Any]] = rows_with(folder, "contradiction_evidence", "contradiction_id", ids).to_pylist()
    wanted = rows_with(folder, "documents", "doc_id", sorted({row["doc_id"] for row in rows}))
    pages = {page["doc_id"]: page for page in wanted.select(["doc_id", "source", "text"]).to_pylist()}
    for row in rows:
        page = pages[row["doc_id"]]
        row["where"] = f"{page['source']}:{page['text'].count(chr(10), 0, row['start']) + 1}"
        row["words"] = _in_its_line(page["text"], row["start"], row["end"])
    return rows


def _in_its_line(text: str, start: int, end: int) -> str:
    """The quote in 「」 with what stands right before and after it in its line."""
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    return " ".join(f"{before}「{text[start:end]}」{after}".split())


def _block(n: int, row: Mapping[str, Any], quotes: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{n}. {headline(row)}  (severity {row['severity']:.2f}, {row['contradiction_id']})"
    yield f"   {row['summary']}"
    values = max(columns_wide(quote["value"]) for quote in quotes)
    where = max(columns_wide(quote["where"]) for quote in quotes)
    for _, side in groupby(quotes, key=lambda quote: quote["side"]):
        said = list(side)
        for m, quote in enumerate(said[:QUOTES]):
            dated = f"  (as of {quote['as_of']})" if quote["as_of"] else ""
            yield f"   {padded('' if m else quote['value'], values)}  {padded(quote['where'], where)}  {quote['words']}{dated}"
        if len(said) > QUOTES:
            yield f"   {' ' * values}  … and {len(said) - QUOTES:,} more"
    if row["likely_value"]:
        yield f"   likely {row['likely_value']}: {row['likely_reason']}"
    if row["review"]:
        yield f"   {row['review']}{f': {note}' if (note := row['review_note']) else ''}"
