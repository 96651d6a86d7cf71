"""What each task of a cluster reads: some small files, or a piece of a large one. The pieces give the records that the whole file gives."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.engines.batch import Item
from pipeline.model import Reject
from pipeline.read import Options, Piece, Reader, documents
from pipeline.records import TABLE, Some, numbered
from pipeline.walk import File

SMALLEST, LARGEST = 2 << 20, 32 << 20  # bytes of input for a task
_DIVISIBLE = (".jsonl", ".ndjson", TABLE)  # a packed file can only be read from its beginning
_AT_A_TIME = 1 << 20

IDS = pa.schema([("file", pa.int64()), ("id", pa.int64()), ("number", pa.int64())])


class Split(NamedTuple):
    """What one task reads, and what is to be said of the manifest before and after it."""

    number: int
    pieces: tuple[Piece, ...]
    first: tuple[Reject, ...] = ()
    last: tuple[Reject, ...] = ()

    def items(self, options: Options) -> Iterator[Item]:
        return chain(self.first, documents(self.pieces, options), self.last)


class Stretch(NamedTuple):
    """A stretch of the bytes of a large file of lines; all of a table."""

    file: File
    start: int
    end: int
    size: int


class Seen(NamedTuple):
    """How many records begin in a stretch, and where the first of them does."""

    records: int
    start: int


def size_of_splits(reader: Reader, cores: int) -> int:
    """How many bytes of input a task gets: four tasks a core, if these are neither very small nor very large."""
    return min(LARGEST, max(SMALLEST, reader.size // (4 * cores)))


def large(reader: Reader, size: int) -> list[Piece]:
    """The files that are worth dividing, and can be."""
    return [
        piece
        for piece in reader.pieces
        if piece.file.size > size and not piece.file.refused and piece.file.path.name.lower().endswith(_DIVISIBLE)
    ]


def stretches(file: File, size: int) -> list[Stretch]:
    """A file in stretches to look at."""
    if file.path.name.lower().endswith(TABLE):
        return [Stretch(file, 0, file.size, size)]
    return [Stretch(file, start, min(start + size, file.size), size) for start in range(0, file.size, size)]


def seen(stretch: Stretch) -> list[Seen]:
    """What begins in the stretch; nothing where the file cannot be read, so that it is read whole and says so itself."""
    try:
        return _rows(stretch) if stretch.file.path.name.lower().endswith(TABLE) else [_lines(stretch)]
    except (pa.ArrowException, OSError):
        return []


def pieces(piece: Piece, found: Sequence[Sequence[Seen]]) -> list[Piece]:
    """A large file in pieces, by what begins in its stretches; whole where one could not be read."""
    if not all(found):
        return [piece]
    there = [one for some in found for one in some if one.records]
    made, before = [], 0
    for one, after in zip(there, [*there[1:], None], strict=True):
        end = after.start if after else piece.file.size
        if piece.file.path.name.lower().endswith(TABLE):
            end = one.start + one.records
        made.append(piece._replace(some=Some(one.start, end, before)))
        before += one.records
    return made or [piece]


def ids(number: int, piece: Piece, options: Options) -> Iterator[pa.RecordBatch]:
    """The ids of a piece's documents as numbers, for finding those that come twice; a row without one where it cannot be read."""
    made: list[tuple[int, int]] = []
    try:
        for record, document in numbered(piece.file.path, piece.file.source, options.columns, options.max_bytes, piece.some):
            made.append((int.from_bytes(blake2b(document.doc_id.encode(), digest_size=8).digest(), "big", signed=True), record))
            if len(made) == 1 << 16:
                yield _batch(number, made)
                made = []
    except (pa.ArrowException, EOFError, OSError):
        yield pa.RecordBatch.from_arrays([pa.array([number]), pa.array([None], pa.int64()), pa.array([0])], schema=IDS)
    if made:
        yield _batch(number, made)


def splits(reader: Reader, size: int, divided: Mapping[str, Sequence[Piece]]) -> list[Split]:
    """What each task reads, in the order of the documents; `divided` are the large files by their source."""
    groups: list[list[Piece]] = [[]]
    room = size
    for piece in reader.pieces:
        for part in divided.get(piece.file.source, [piece]):
            file = part.file
            cost = file.size // len(divided.get(file.source, [piece]))
            # Two files of one document stay together, so that one of them is a reject.
            together = part.some is None and bool(groups[-1]) and groups[-1][-1].file.doc_id == file.doc_id
            if groups[-1] and room < cost and not together:
                groups.append([])
                room = size
            groups[-1].append(part._replace(file=file._replace(path=file.path.absolute())))
            room -= cost
    made = [Split(number, tuple(group)) for number, group in enumerate(groups)]
    made[0] = made[0]._replace(first=tuple(reader.first))
    made[-1] = made[-1]._replace(last=tuple(reader.last))
    return made


def _batch(number: int, made: Sequence[tuple[int, int]]) -> pa.RecordBatch:
    columns = zip(*made, strict=True)
    return pa.RecordBatch.from_arrays([pa.array([number] * len(made)), *(pa.array(column) for column in columns)], schema=IDS)


def _lines(stretch: Stretch) -> Seen:
    """A line begins after each line end, and at the beginning of the file."""
    found, first = 0, stretch.end
    at = max(0, stretch.start - 1)
    if stretch.start == 0:
        found, first = 1, 0
    with stretch.file.path.open("rb") as file:
        file.seek(at)
        while at < stretch.end - 1 and (data := file.read(min(_AT_A_TIME, stretch.end - 1 - at))):
            if not found and (end := data.find(b"\n")) >= 0:
                first = at + end + 1
            found += data.count(b"\n")
            at += len(data)
    return Seen(found, first)


def _rows(stretch: Stretch) -> list[Seen]:
    """A table in pieces of whole row groups, or of parts of very large ones."""
    with stretch.file.path.open("rb") as file:
        table = pq.ParquetFile(file).metadata
        groups = [table.row_group(group).num_rows for group in range(table.num_row_groups)]
    step = max(1, -(-table.num_rows * stretch.size // stretch.end))
    made, start, rows = [], 0, 0
    for group in groups:
        rows += group
        while rows >= step:
            take = rows if rows < 2 * step else step
            made.append(Seen(take, start))
            start, rows = start + take, rows - take
    return [*made, Seen(rows, start)] if rows else made


