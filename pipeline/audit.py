"""What must hold in and between the tables, as data: each check gives the rows that break it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import TABLES, Table

Tables = Mapping[str, pa.Table]


class Check(NamedTuple):
    """A check on one table: what holds when no row is offending; `grave` where a reader of the tables would be misled."""

    table: str
    name: str
    about: str
    offending: Callable[[Tables], pa.Table]
    grave: bool = True


class Reference(NamedTuple):
    """A column whose values name rows of another table."""

    table: str
    column: str
    to: str
    by: str


REFERENCES = (
    Reference("segments", "doc_id", "documents", "doc_id"),
    Reference("facts", "doc_id", "documents", "doc_id"),
    Reference("facts", "segment_id", "segments", "segment_id"),
    Reference("facts", "rule", "rules", "rule"),
    Reference("claims", "doc_id", "documents", "doc_id"),
    Reference("claims", "segment_id", "segments", "segment_id"),
    Reference("claims", "fact_ids", "facts", "fact_id"),
    Reference("contradictions", "contradiction_id", "contradiction_evidence", "contradiction_id"),
    Reference("contradiction_evidence", "contradiction_id", "contradictions", "contradiction_id"),
    Reference("contradiction_evidence", "claim_id", "claims", "claim_id"),
    Reference("contradiction_evidence", "doc_id", "documents", "doc_id"),
    Reference("rejects", "doc_id", "documents", "doc_id"),
)
QUOTES = {"facts": "text", "claims": "quote", "contradiction_evidence": "quote", "rejects": "text"}


def repeated(rows: pa.Table, column: str) -> pa.Table:
    """The rows whose value in the column stands in another row as well."""
    counts = rows[column].value_counts()
    again = counts.filter(pc.greater(counts.field("counts"), 1)).field("values")
    return rows.filter(pc.is_in(rows[column], value_set=again))


def dangling(tables: Tables, reference: Reference) -> pa.Table:
    """The rows that name a row which is not there."""
    rows, values = tables[reference.table], tables[reference.table][reference.column].combine_chunks()
    known = tables[reference.to][reference.by].combine_chunks()
    if pa.types.is_list(values.type):
        lost = pc.invert(pc.is_in(values.flatten(), value_set=known))
        return rows.take(pc.unique(pc.list_parent_indices(values).filter(lost)))
    return rows.filter(pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=known))))


def misplaced(rows: pa.Table, documents: pa.Table, quote: str) -> pa.Table:
    """The rows whose quote is not what stands at their span."""
    texts = dict(zip(documents["doc_id"].to_pylist(), documents["text"].to_pylist(), strict=True))
    spans = zip(*(rows[column].to_pylist() for column in ("doc_id", "start", "end", quote)), strict=True)
    wrong = [start is not None and texts.get(doc, "")[start:end] != words for doc, start, end, words in spans]
    return rows.filter(pa.array(wrong, pa.bool_()))


def unfilled(rows: pa.Table, table: Table) -> pa.Table:
    """The rows with a null where the contract wants a value."""
    wrong = pa.array([False] * rows.num_rows, pa.bool_())
    for column in table.columns:
        if not column.nullable and rows[column.name].null_count:
            wrong = pc.or_(wrong, pc.is_null(rows[column.name].combine_chunks()))
    return rows.filter(wrong)


def unread(tables: Tables) -> pa.Table:
    """The rejects that stand for a whole file or document."""
    return tables["rejects"].filter(pc.is_in(tables["rejects"]["stage"], value_set=pa.array(["read", "extract"])))


def unheard(tables: Tables) -> pa.Table:
    """The rejects that stand for a line of the readers' marks."""
    return tables["rejects"].filter(pc.equal(tables["rejects"]["stage"], "review"))


def _all_checks() -> tuple[Check, ...]:
    checks = [
        Check("documents", "every_file_was_read", "No file was declined and no extraction failed.", unread, grave=False),
        Check("contradictions", "every_review_was_read", "No line of the readers' marks was declined.", unheard, grave=False),
    ]
    for table in TABLES.values():
        name = table.name
        checks.append(Check(name, "required_columns_are_filled", "No null stands where the contract wants a value.", _unfilled(table)))
        if table.id:
            checks.append(Check(name, "ids_are_unique", f"No two rows share a {table.id}.", _repeated(name, table.id)))
        if name in QUOTES:
            about = f"documents.text from start to end is the row's {QUOTES[name]}."
            checks.append(Check(name, "spans_are_their_text", about, _misplaced(name, QUOTES[name])))
    for reference in REFERENCES:
        about = f"Every {reference.column} stands in {reference.to}.{reference.by}."
        checks.append(Check(reference.table, f"{reference.column}_is_in_{reference.to}", about, _dangling(reference)))
    return tuple(checks)


def _unfilled(table: Table) -> Callable[[Tables], pa.Table]:
    return lambda tables: unfilled(tables[table.name], table)


def _repeated(name: str, column: str) -> Callable[[Tables], pa.Table]:
    return lambda tables: repeated(tables[name], column)


def _misplaced(name: str, quote: str) -> Callable[[Tables], pa.Table]:
    return lambda tables: misplaced(tables[name], tables["documents"], quote)


def _dangling(reference: Reference) -> Callable[[Tables], pa.Table]:
    return lambda tables: dangling(tables, reference)


CHECKS = _all_checks()
