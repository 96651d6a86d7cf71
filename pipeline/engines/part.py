"""One part of the tables: the rows of some documents that follow each other, extracted anew or kept from the last run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.changes import changes
from pipeline.columns import disagreements, table_of
from pipeline.engines.batch import Item, extract_batch
from pipeline.engines.last import BY_DOCUMENT, PART, PRINTS, chosen
from pipeline.model import Document, Reject, Stage, content_id
from pipeline.publish import write
from pipeline.rulebook import rule_set
from pipeline.stored import marked, read_part
from pipeline.tables import REJECTS, TABLES

CHANGES = ".changes"  # a folder of part files beside the tables, while they are made
_FAILED = "-"  # in the place of a fingerprint: the document is tried again by the next run


class Todo(NamedTuple):
    """An item of a part. Without `item` the document's rows are kept; `was` is the part of the last run that has the document."""

    item: Item | None
    doc_id: str
    fingerprint: str
    was: int | None = None


class Task(NamedTuple):
    """A part to make: its number, its items in order, the folder of the new tables, and the files of the last run's parts that it needs.

    `compared` is false where there is no last run to tell changes to; `gone` is true where the documents are no more, and only that is to
    be told. `done` is how many bytes of input are behind when the part is.
    """

    number: int
    todo: Sequence[Todo]
    place: Path
    old: Mapping[int, Mapping[str, Path]]
    compared: bool
    gone: bool = False
    done: int = 0
    killers: frozenset[str] = frozenset()

    @property
    def documents(self) -> list[Document]:
        """The documents to extract."""
        return [one.item for one in self.todo if isinstance(one.item, Document)]


class Made(NamedTuple):
    """What is not in the part's own files: contradictions inside passages with their evidence, and the keys whose claims changed."""

    contradictions: pa.Table
    evidence: pa.Table
    keys: frozenset[str] = frozenset()


def part_of(todo: Sequence[Todo]) -> str:
    """What a part is made of; nothing where an extraction failed."""
    return "" if any(one.fingerprint == _FAILED for one in todo) else content_id(*(one.fingerprint for one in todo))


def file_of(place: Path, name: str, number: int) -> Path:
    """The file of a part in the folder of new tables; names sort as their numbers up to ten million, a few terabytes of text."""
    return place / f"{name}.parquet" / f"part-{number:07d}.parquet"


def work(task: Task) -> Made:
    """Do what the task asks for."""
    return _forget(task) if task.gone else _make(task)


def _make(task: Task) -> Made:
    """Write the files of a part."""
    fresh = extract_batch(task.documents, task.killers)
    todo = _failures_marked(task.todo, fresh.tables["rejects"])
    kept = _rows(task, [one for one in todo if one.item is None])
    tables = {name: pa.concat_tables([fresh.tables[name], *kept[name]]) for name in BY_DOCUMENT}
    unread = {n: one.item for n, one in enumerate(todo) if isinstance(one.item, Reject)}
    tables["rejects"] = pa.concat_tables([tables["rejects"], table_of(REJECTS, list(unread.values()))])
    marks = {"rules": rule_set()}
    for name, rows in tables.items():
        told = {PART: part_of(todo), PRINTS: " ".join(_prints(todo))} if name == "documents" else {}
        write(marked(_in_order(name, rows, todo, list(unread)), marks | told), file_of(task.place, name, task.number))
    contradictions, evidence = disagreements(fresh.contradictions)
    if not task.compared:
        return Made(contradictions, evidence)
    before = _rows(task, [one for one in todo if one.item is not None], ("facts", "claims"))
    return Made(contradictions, evidence, _tell(task, before, fresh.tables))


def _forget(task: Task) -> Made:
    """Tell the changes of documents that are gone."""
    gone = _rows(task, task.todo, ("facts", "claims"))
    return Made(*disagreements([]), _tell(task, gone, {}))


def _tell(task: Task, before: Mapping[str, Sequence[pa.Table]], now: Mapping[str, pa.Table]) -> frozenset[str]:
    """Write what changed; the keys of all claims that came, went or changed."""
    empty = {name: TABLES[name].schema.empty_table() for name in before}
    old = {name: pa.concat_tables([empty[name], *rows]) for name, rows in before.items()}
    new = {name: now.get(name, empty[name]) for name in before}
    told = changes(old, new)
    if told.num_rows:
        write(told, task.place / CHANGES / f"part-{task.number:07d}.parquet")
    return frozenset(key for tables in (old, new) for key in pc.unique(tables["claims"]["key"]).to_pylist())


def _rows(task: Task, todo: Sequence[Todo], names: Sequence[str] = BY_DOCUMENT) -> dict[str, list[pa.Table]]:
    """The last run's rows of some documents, table by table."""
    by_part: dict[int, list[str]] = {}
    for one in todo:
        if one.was is not None:
            by_part.setdefault(one.was, []).append(one.doc_id)
    return {name: [_kept(name, chosen(read_part(task.old[n][name]), ids)) for n, ids in by_part.items()] for name in names}


def _kept(name: str, rows: pa.Table) -> pa.Table:
    if name == "rejects":  # what comes of reading, comparing and reviews is told anew
        rows = rows.filter(pc.is_in(rows["stage"], value_set=pa.array([Stage.FACTS, Stage.CLAIMS])))
    return rows.replace_schema_metadata(TABLES[name].schema.metadata)


def _in_order(name: str, rows: pa.Table, todo: Sequence[Todo], unread: Sequence[int]) -> pa.Table:
    """The rows as the contract sorts them, documents and unread files in the order in which they were read."""
    table = TABLES[name]
    at = pc.index_in(rows["doc_id"].combine_chunks(), value_set=pa.array([one.doc_id for one in todo], pa.string()))
    if name == "rejects":
        read = rows.num_rows - len(unread)
        at = pa.concat_arrays([at.slice(0, read), pa.array(unread, at.type)])
    keys = [("at", "ascending"), *((column, "ascending") for column in table.order if column != "doc_id")]
    return rows.append_column("at", at).sort_by(keys).drop_columns(["at"])


def _failures_marked(todo: Sequence[Todo], rejects: pa.Table) -> list[Todo]:
    failed = {row["doc_id"] for row in rejects.filter(pc.equal(rejects["stage"], Stage.EXTRACT)).to_pylist()}
    return [one._replace(fingerprint=_FAILED) if one.doc_id in failed else one for one in todo]


def _prints(todo: Sequence[Todo]) -> list[str]:
    return [one.fingerprint for one in todo if not isinstance(one.item, Reject)]
