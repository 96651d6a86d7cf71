"""What the tasks of a cluster do, in its Python workers: extract a split into part files, read claims, compare, tell changes.

A task may run twice, or die half-way. So each writes into a folder of its own attempt, and says where; the driver takes what the attempts
that count have written, and throws the rest away.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.changes import changes
from pipeline.engines.batch import PAGE, compare_rows
from pipeline.engines.comparing import by_key
from pipeline.engines.digest import Digest, digest_of
from pipeline.engines.last import fingerprint
from pipeline.engines.part import Made, Task, Todo, file_of
from pipeline.engines.plan import parts
from pipeline.engines.spark_splits import Seen, Split, Stretch, ids, seen
from pipeline.model import Reject
from pipeline.publish import write
from pipeline.read import Options, Piece
from pipeline.stored import read_part
from pipeline.tables import TABLES

ATTEMPTS = ".attempts"  # beside the tables, while they are made
MADE = "made binary"
_MADE = pa.schema([("made", pa.binary())])
Batches = Iterator[pa.RecordBatch]


class Part(NamedTuple):
    """A part that an attempt has written: where, under which number, of how many claims, and what is not in its files."""

    folder: Path
    number: int
    claims: int
    documents: int
    digest: Digest
    made: Made


def each(things: Any, do: Callable[[Any], Iterable[pa.RecordBatch]], batches: Batches) -> Batches:
    """What comes of those of the things (a broadcast list) whose numbers the batches hold."""
    for batch in batches:
        for number in batch.column(0).to_pylist():
            yield from do(things.value[number])


def pickled(do: Callable[[Any], Iterable[object]], thing: Any) -> Batches:
    """What a task makes, as rows that Spark can carry."""
    for made in do(thing):
        yield _row(made)


def looked(stretch: Stretch) -> Iterator[list[Seen]]:
    """What begins in a stretch of a large file."""
    yield seen(stretch)


def ids_of(options: Options, numbered: tuple[int, Piece]) -> Batches:
    """The ids of the documents in a piece of the file of that number."""
    yield from ids(*numbered, options)


def extracted(work: Callable[[Task], Made], mend: Callable[[Task], Task], place: Path, options: Options, split: Split) -> Iterator[Part]:
    """The parts of a split, written; one that failed twice is mended, as a document in it may take its process down."""
    from pyspark import TaskContext  # noqa: PLC0415 - this runs inside Spark

    context = TaskContext.get()
    if not (place / ATTEMPTS).is_dir():
        raise FileNotFoundError(f"{place} is not seen by the machine of this task; --out must lie on storage that all machines share")
    folder = place / ATTEMPTS / f"{split.number:07d}-{context.taskAttemptId()}"
    for number, items in enumerate(parts(split.items(options))):
        todo = [Todo(item, "" if isinstance(item, Reject) else item.doc_id, fingerprint(item)) for item in items]
        task = Task(number, todo, folder, {}, compared=False)
        if context.attemptNumber() > 1:
            task = mend(task)
        made = work(task)
        claims = pq.read_metadata(file_of(folder, "claims", number)).num_rows
        yield Part(folder, number, claims, len(task.documents), digest_of(one.fingerprint for one in todo), made)


def keys(place: Path, numbers: Sequence[int]) -> Batches:
    """How many claims of some parts have each key."""
    rows = pa.concat_tables([read_part(file_of(place, "claims", number), ["key"]) for number in numbers])
    yield from rows.group_by("key").aggregate([([], "count_all")]).to_batches()


def claims(place: Path, crowds: pa.Array, crowded: bool, numbers: Sequence[int]) -> Batches:
    """The claims of some parts that are in a crowd, or not, with what a comparison needs of their documents beside."""
    for number in numbers:
        rows = read_part(file_of(place, "claims", number))
        there = pc.is_in(rows["key"], value_set=crowds)
        rows = rows.filter(there if crowded else pc.invert(there))
        pages = read_part(file_of(place, "documents", number), ["doc_id", *PAGE])
        at = pc.index_in(rows["doc_id"].combine_chunks(), value_set=pages["doc_id"].combine_chunks())
        for name in PAGE:
            rows = rows.append_column(name, pages[name].take(at))
        yield from rows.to_batches()


def compared(batches: Batches) -> Batches:
    """What claims, sorted by key, yield."""
    for rows in by_key(batches):
        if rows.num_rows:
            yield _row(compare_rows(rows))


def rows_of(path: Path) -> Batches:
    """The rows of one file of a table."""
    yield from read_part(path).to_batches()


def told(name: str, old: pa.Table, new: pa.Table) -> pa.Table:
    """What changed in the rows of some documents in a table."""
    schema = TABLES[name].schema
    before, after = (rows.select(schema.names).cast(schema) for rows in (old, new))
    return changes({name: before}, {name: after}).replace_schema_metadata(None)


def written(place: Path, schema: pa.Schema, batches: Batches) -> Batches:
    """Where this attempt has put the rows, if there are any."""
    from pyspark import TaskContext  # noqa: PLC0415

    there = list(batches)
    if there:
        path = place / ATTEMPTS / f"{TaskContext.get().taskAttemptId()}.parquet"
        write(pa.Table.from_batches(there).cast(schema), path)
        yield _row(path)


def results(rows: pa.Table) -> list[Any]:
    """What the tasks have made."""
    return [pickle.loads(made) for made in rows["made"].to_pylist()]  # noqa: S301 - our own tasks made it


def _row(made: object) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array([pickle.dumps(made)], pa.binary())], schema=_MADE)
