"""The whole path: read, extract from each document, compare the claims that share a key, nine tables, published."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.changes import WATCHED, changes
from pipeline.columns import disagreements, in_order, table_of
from pipeline.engines.batch import Item, compare_rows, extract_batch
from pipeline.engines.local import extract_all
from pipeline.publish import Folder, last_run, marked, publish
from pipeline.read import MAX_BYTES, read
from pipeline.reviews import read_reviews, reviewed
from pipeline.rulebook import rule_set, rulebook
from pipeline.tables import REJECTS, TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the documents are, where the tables go, where readers' marks stand (None: nowhere), and how to work.

    `seen` is told of each document and each unread file.
    """

    source: Path
    folder: Folder
    reviews: Folder | None = None
    max_bytes: int = MAX_BYTES
    workers: int = 1
    seen: Callable[[Item], None] | None = None


class Outcome(NamedTuple):
    """The nine tables by name, and what there is to say of those that the last run left."""

    tables: dict[str, pa.Table]
    notes: list[str]


def refresh(settings: Settings) -> Outcome:
    """Make the tables of the documents and publish them."""
    outcome = tabulate(settings)
    publish(outcome.tables, settings.folder)
    return outcome


def tabulate(settings: Settings) -> Outcome:
    """The tables of the documents, with the changes to those that the last run left in the folder."""
    items = _told(read(settings.source, max_bytes=settings.max_bytes), settings.seen)
    batches = list(extract_all(items, settings.workers)) or [extract_batch([])]
    tables = {name: pa.concat_tables(batch.tables[name] for batch in batches) for name in batches[0].tables}

    keys = pa.chunked_array([pa.array(batch.keys, pa.string()) for batch in batches])
    across = compare_rows(tables["claims"], keys, tables["documents"])
    within = [contradiction for batch in batches for contradiction in batch.contradictions]
    found, tables["contradiction_evidence"] = disagreements([*within, *across.contradictions])
    reviews = read_reviews(settings.reviews)
    tables["contradictions"] = reviewed(found, tables["contradiction_evidence"], reviews.marks)
    tables["rejects"] = pa.concat_tables([tables["rejects"], table_of(REJECTS, [*across.rejects, *reviews.faults])])
    tables["rules"] = rulebook(tables["facts"], tables["rejects"])
    tables = {name: in_order(TABLES[name], rows) for name, rows in tables.items()}

    last, notes = last_run(settings.folder, WATCHED)
    tables["changes"] = changes(last, tables)
    notes += [f"{settings.reviews}: {fault.detail}; left aside" for fault in reviews.faults]
    marks = {"snapshot": _snapshot(tables), "rules": rule_set(), "rungs": json.dumps(dict(sorted(across.rungs.items())))}
    return Outcome({name: marked(tables[name], marks) for name in TABLES}, notes)


def _told(items: Iterator[Item], seen: Callable[[Item], None] | None) -> Iterator[Item]:
    for item in items:
        yield item
        if seen:
            seen(item)


def _snapshot(tables: Mapping[str, pa.Table]) -> str:
    """The hash of what was read, what could not be read, what readers marked, and the rule set."""
    unread = tables["rejects"].filter(pc.equal(tables["rejects"]["stage"], "read"))
    found = tables["contradictions"]
    digest = blake2b(rule_set().encode(), digest_size=8)
    for rows in (
        tables["documents"].select(["doc_id", "sha256", "url", "publisher"]),
        unread.select(["source", "reason"]),
        found.filter(pc.is_valid(found["review"])).select(["contradiction_id", "review", "review_note"]),
    ):
        digest.update(repr(rows.to_pydict()).encode())
    return digest.hexdigest()
