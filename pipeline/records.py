"""Documents from the records of JSON Lines (also .gz and .zst) and Parquet files, as crawls and data sets come: file#id each."""

import gzip
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.manifest import day
from pipeline.model import Document, Reject
from pipeline.walk import refuse, unreadable

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
TABLE = ".parquet"
_BATCH = 256  # rows of Parquet at one time
_PER_BYTE = 6  # bytes of JSON for one of text at most: \u4e00
# What a column is usually called; the first that a record has is taken.
_USUAL: Mapping[str, Sequence[str]] = {
    "text": ("text", "content", "raw_content", "body", "正文"),
    "id": ("id", "doc_id", "_id", "uid", "uuid"),
    "url": ("url", "link", "source_url"),
    "publisher": ("publisher", "site", "media", "author"),
    "published": ("published", "publish_date", "published_at", "pub_date", "publish_time", "date", "time"),
}
_Record = tuple[int, Mapping[str, Any] | str]  # its number from 1, and its columns or what is wrong with it


class Columns(NamedTuple):
    """The columns that hold the text and the id of a record; None: whichever has a usual name (without an id, a record has its number)."""

    text: str | None = None
    id: str | None = None


class Some(NamedTuple):
    """Some of a file's records: those that begin from one place on and before another (in bytes of lines, in rows of a table), how many
    records stand before them, and the numbers of those whose ids are taken by records above."""

    start: int
    end: int
    before: int
    taken: frozenset[int] = frozenset()


def holds_records(name: str) -> bool:
    """Whether a file of that name holds records."""
    return name.lower().endswith((*LINES, TABLE))


def records(  # noqa: PLR0913, PLR0917 - each of them is its own
    path: Path, source: str, columns: Columns, max_bytes: int, behind: Callable[[int], None], some: Some | None = None
) -> Iterator[Document | Reject]:
    """The documents of a file, or some of them; `behind` is told how many of its bytes have been read. Who comes twice or has no text is
    a reject."""
    seen: set[int] = set()  # hashes of ids: a tenth of what the ids would take
    taken = some.taken if some else ()
    try:
        for number, record in _records(path, columns, max_bytes, behind, some):
            item = _document(source, number, record, columns, max_bytes)
            if isinstance(item, Document):
                if number in taken or hash(item.doc_id) in seen:
                    item = refuse(
                        source, "duplicate_id", f"record {number}: another one above has the id {item.doc_id.partition('#')[2]} too"
                    )
                else:
                    seen.add(hash(item.doc_id))
            yield item
    except (pa.ArrowException, EOFError) as error:
        yield refuse(source, "damaged", f"it cannot be read any further ({error}): fetch it again")
    except OSError as error:
        yield unreadable(source, error)


def numbered(path: Path, source: str, columns: Columns, max_bytes: int, some: Some | None) -> Iterator[tuple[int, Document]]:
    """Those of some records that are documents, each with its number; what cannot be read is an error, as it is for `open`."""
    for number, record in _records(path, columns, max_bytes, lambda _: None, some):
        item = _document(source, number, record, columns, max_bytes)
        if isinstance(item, Document):
            yield number, item


def _records(path: Path, columns: Columns, max_bytes: int, behind: Callable[[int], None], some: Some | None) -> Iterator[_Record]:
    return _table(path, columns, behind, some) if path.name.lower().endswith(TABLE) else _lines(path, max_bytes, behind, some)


def _document(source: str, number: int, record: Mapping[str, Any] | str, columns: Columns, max_bytes: int) -> Document | Reject:
    if isinstance(record, str):
        return refuse(source, "record", f"record {number}: {record}")
    text = _of(record, "text", columns.text)
    if text is not None and not isinstance(text, str):
        return refuse(source, "record", f"record {number}: its text is a number or the like, not text (choose a column with --text-column)")
    if text is None:
        wanted = f"no text in a column {columns.text}" if columns.text else "no column that usually holds text"
        return refuse(
            source, "record", f"record {number}: it has {wanted}; it has {', '.join(map(str, record))} (choose one with --text-column)"
        )
    id_ = _of(record, "id", columns.id)
    if columns.id and id_ is None:
        return refuse(source, "record", f"record {number}: it has no {columns.id} (choose another column with --id-column)")
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can write
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        data = text.encode()
    if len(data) > max_bytes:
        return refuse(source, "too_large", f"record {number}: its {len(data):,} bytes are more than the limit of {max_bytes:,}: raise it")
    if not text.strip("\ufeff\u200b\0 \t\r\n"):
        return refuse(source, "empty", f"record {number}: it holds no text")
    return Document(
        doc_id=f"{source}#{number if id_ is None else ' '.join(str(id_).split())}",
        source=source,
        text=text,
        sha256=sha256(data).hexdigest(),
        url=_text(_of(record, "url")),
        publisher=_text(_of(record, "publisher")),
        published=_day(_of(record, "published")),
    )


def _of(record: Mapping[str, Any], what: str, chosen: str | None = None) -> Any:
    return record.get(chosen) if chosen else next((record[name] for name in _USUAL[what] if record.get(name) is not None), None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _day(value: Any) -> str | None:
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()[:10]
    return day(value[:10]) if isinstance(value, str) else None


def _lines(path: Path, max_bytes: int, behind: Callable[[int], None], some: Some | None) -> Iterator[_Record]:
    longest = max_bytes * _PER_BYTE
    with path.open("rb") as raw, _unpacked(raw, path) as file:
        number = 0
        if some:
            number = some.before
            file.seek(some.start)
        while (some is None or file.tell() < some.end) and (line := file.readline(longest)):
            number += 1
            behind(raw.tell())
            if len(line) == longest and not line.endswith(b"\n"):
                while (rest := file.readline(longest)) and not rest.endswith(b"\n"):
                    pass
                yield number, f"its line is longer than {longest:,} bytes"
            elif line.strip():
                yield number, _parsed(line)


def _parsed(line: bytes) -> Mapping[str, Any] | str:
    try:
        record = json.loads(line)
    except ValueError as error:
        return f"it is no JSON ({error})"
    except RecursionError:
        return "it is no JSON that can be read (nested too deeply)"
    return record if isinstance(record, dict) else "it is no JSON object"


def _unpacked(raw: BinaryIO, path: Path) -> BinaryIO:
    match path.suffix.lower():
        case ".gz":
            return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]  # it reads as one
        case ".zst":
            return io.BufferedReader(pa.CompressedInputStream(raw, "zstd"), 1 << 20)
    return raw


def _table(path: Path, columns: Columns, behind: Callable[[int], None], some: Some | None) -> Iterator[_Record]:
    with path.open("rb") as raw:
        file = pq.ParquetFile(raw)
        names = [name for name in file.schema_arrow.names if name in {*columns, *(name for usual in _USUAL.values() for name in usual)}]
        rows, size = max(1, file.metadata.num_rows), path.stat().st_size
        start, end = (some.start, some.end) if some else (0, rows)
        if not names and file.metadata.num_rows:
            if start == 0:
                yield 1, dict.fromkeys(file.schema_arrow.names)
            return
        groups, number = _groups(file, start, end)
        for batch in file.iter_batches(_BATCH, row_groups=groups, columns=names):
            wanted = batch.slice(max(0, start - number), max(0, end - max(start, number)))
            yield from enumerate(wanted.to_pylist(), max(start, number) + 1)
            number += batch.num_rows
            behind(size * number // rows)


def _groups(file: pq.ParquetFile, start: int, end: int) -> tuple[list[int], int]:
    """The row groups that hold the rows from start to end, and how many rows stand before these groups."""
    sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    ends = list(accumulate(sizes))
    groups = [group for group, (size, last) in enumerate(zip(sizes, ends, strict=True)) if last > start and last - size < end]
    return groups, ends[groups[0]] - sizes[groups[0]] if groups else 0
