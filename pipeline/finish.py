"""What makes a run's tables whole once the engine has written those by document: contradictions with readers' marks, rules, changes."""

from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.changes import changes
from pipeline.columns import in_order, table_of
from pipeline.engines.batch import Comparison
from pipeline.engines.last import BY_DOCUMENT, Last
from pipeline.engines.part import CHANGES, file_of
from pipeline.publish import write
from pipeline.reviews import Reviews, reviewed
from pipeline.rulebook import rulebook
from pipeline.stored import COMMON, MEMORY, SPILL, connect, files, load, marked
from pipeline.tables import CHANGES as CHANGES_TABLE
from pipeline.tables import CONTRADICTIONS, REJECTS, TABLES

_CHUNK = 65_536  # rows


class Late(NamedTuple):
    """What is known when all documents are through: contradictions with readers' marks, their evidence, and the last rejects."""

    contradictions: pa.Table
    evidence: pa.Table
    rejects: pa.Table


def late(found: Comparison, reviews: Reviews) -> Late:
    """The contradictions in their order, each once, with the marks that hold."""
    contradictions, evidence = _gravest_first(found)
    failed = sorted(found.rejects, key=attrgetter("source", "detail"))  # whichever key was compared first
    rejects = table_of(REJECTS, [*failed, *reviews.faults])
    return Late(reviewed(contradictions, evidence, reviews.marks), evidence, rejects)


def finish(place: Path, late: Late, last: Last, marks: Mapping[str, str], memory: str = MEMORY) -> None:
    """Write the tables that are not by document, and tell in all nine what is to be known of the run."""
    write(marked(late.contradictions, marks), place / "contradictions.parquet")
    write(marked(late.evidence, marks), place / "contradiction_evidence.parquet")
    for name in BY_DOCUMENT:
        _whole(place, name, late.rejects if name == "rejects" else TABLES[name].schema.empty_table(), marks)
    write(marked(_rules(place, memory), marks), place / "rules.parquet")
    _changes(place, late.contradictions, last, marks, memory)
    rmtree(place / SPILL, ignore_errors=True)


def _gravest_first(found: Comparison) -> tuple[pa.Table, pa.Table]:
    """The contradictions as the contract sorts them, each once, and their evidence beside."""
    rows = in_order(CONTRADICTIONS, found.contradictions)
    ids = rows["contradiction_id"].combine_chunks()
    first = pc.equal(pc.index_in(ids, value_set=ids), pa.array(range(len(ids)), pa.int32()))
    at = pc.index_in(found.evidence["contradiction_id"].combine_chunks(), value_set=ids.filter(first))
    evidence = found.evidence.append_column("at", at).append_column("row", pa.array(range(len(at)), pa.int64()))
    evidence = evidence.sort_by([("at", "ascending"), ("row", "ascending")]).drop_columns(["at", "row"])
    return rows.filter(first), evidence


def _whole(place: Path, name: str, end: pa.Table, marks: Mapping[str, str]) -> None:
    """A table by document that knows its run: one file where there is one part, or else a folder. `end` are rows that come last."""
    parts = files(place, name)
    folder = place / f"{name}.parquet"
    if len(parts) == 1:
        rows = load(place, name)
        rows = pa.concat_tables([rows, end]).replace_schema_metadata(rows.schema.metadata)
        beside = place / f".{name}"
        write(marked(rows, marks), beside)
        rmtree(folder)
        beside.replace(folder)
        return
    if end.num_rows:
        write(end, file_of(place, name, len(parts)))
    schema = TABLES[name].schema
    pq.write_metadata(marked(schema.empty_table(), marks).schema, folder / COMMON)


def _rules(place: Path, memory: str) -> pa.Table:
    with connect(place, ("facts", "rejects"), memory) as database:
        fired = database.sql("SELECT rule, count(*) FROM facts GROUP BY rule").fetchall()
        lost = database.sql(
            "SELECT reason = 'overlapped', split_part(detail, ':', 1), count(*) FROM rejects WHERE stage = 'facts' GROUP BY ALL"
        ).fetchall()
    return rulebook(
        dict(fired),
        {rule: n for overlapped, rule, n in lost if overlapped},
        {rule: n for overlapped, rule, n in lost if not overlapped},
    )


def _changes(place: Path, contradictions: pa.Table, last: Last, marks: Mapping[str, str], memory: str) -> None:
    """Bring what the parts told of changes into order, with those of the contradictions."""
    told = place / CHANGES
    if last.folder is not None:
        plain = TABLES["contradictions"].schema.metadata
        old = load(last.folder, "contradictions").replace_schema_metadata(plain)
        found = changes({"contradictions": old}, {"contradictions": contradictions.replace_schema_metadata(plain)})
        if found.num_rows:
            write(found, told / "contradictions.parquet")
    schema = marked(CHANGES_TABLE.schema.empty_table(), marks).schema
    path = place / "changes.parquet"
    if not told.is_dir():
        write(schema.empty_table(), path)
        return
    with connect(place, (), memory) as database:
        database.execute(f"SET temp_directory = '{place / SPILL}'")
        rows = database.sql(f"FROM read_parquet('{told}/*.parquet') ORDER BY \"table\", id").to_arrow_reader(_CHUNK)
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in rows:
                writer.write_table(pa.Table.from_batches([batch]).cast(schema))
    rmtree(told)
