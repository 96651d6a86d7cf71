"""Tables on disk: each file replaced whole, so that a reader never sees half a table; and tables of an earlier run read back."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import pyarrow as pa
import pyarrow.parquet as pq
from upath import UPath

from pipeline.tables import SCHEMA_VERSION, TABLES

Folder = Path | UPath  # a UPath may lie in a bucket
ROWS, BYTES = 65_536, 64 << 20  # of a row group, at most


class TableError(Exception):
    """A table that cannot be read, in one line that says what to do."""


def marked(rows: pa.Table, marks: Mapping[str, str]) -> pa.Table:
    """The table with what is to be known of its run in its metadata: snapshot id, rule-set hash, rungs of the ladder, reviews."""
    return rows.replace_schema_metadata({**rows.schema.metadata, **{name.encode(): value.encode() for name, value in marks.items()}})


def mark(rows: pa.Table, name: str) -> str:
    """What the table's metadata says under a name; nothing where it does not."""
    return str((rows.schema.metadata or {}).get(name.encode(), b"").decode())


def publish(tables: Mapping[str, pa.Table], folder: Folder) -> None:
    """Replace the tables of a folder: all are written and on disk before the first old one goes."""
    if not isinstance(folder, Path):
        for name, rows in tables.items():  # a bucket shows a file when it is whole
            with (folder / f"{name}.parquet").open("wb") as file:
                _write(rows, file)
        return
    folder.mkdir(parents=True, exist_ok=True)
    staged = {folder / f"{name}.parquet": rows for name, rows in tables.items()}
    try:
        for path, rows in staged.items():
            _write_beside(rows, path)
        for path in staged:
            _swap(path)
    finally:
        for path in staged:
            _beside(path).unlink(missing_ok=True)


def load(folder: Folder, name: str) -> pa.Table:
    """A table of an earlier run, from a file or a folder of part files."""
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise TableError(f"{path} is not there; `jiaokan run` makes it")
    try:
        rows = _read(path)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"{path} cannot be read ({error}); `jiaokan run` makes it anew") from error
    version = mark(rows, "schema_version") or "none"
    if version != SCHEMA_VERSION:
        raise TableError(f"{path} has schema version {version} and not {SCHEMA_VERSION}; `jiaokan run` makes it anew")
    if rows.column_names != TABLES[name].schema.names:
        raise TableError(f"{path} has other columns than the table {name}; `jiaokan run` makes it anew")
    return rows


def last_run(folder: Folder, names: Sequence[str]) -> tuple[dict[str, pa.Table], list[str]]:
    """Those tables of the run before this one (none where one of them cannot be used), and what is wrong with them."""
    found: dict[str, pa.Table] = {}
    wrong: list[str] = []
    for name in names:
        if (folder / f"{name}.parquet").exists():
            try:
                found[name] = load(folder, name)
            except TableError as error:
                wrong.append(str(error).partition(";")[0] + ": rebuilt")
    return (found if len(found) == len(names) else {}), wrong


def _read(path: Folder) -> pa.Table:
    if path.is_dir():
        return pq.read_table(str(path), partitioning=None)
    with path.open("rb") as file:
        # Not read_table: its threads still hold the Python file when a short program ends, and one time in six that ends it with a crash.
        return pq.ParquetFile(file).read()


def _write(rows: pa.Table, file: object) -> None:
    """Write the table to an open file: equal rows give equal bytes, however they are chunked in memory."""
    whole = rows.combine_chunks()
    size = max(1, min(ROWS, BYTES * whole.num_rows // max(1, whole.nbytes)))
    pq.write_table(whole, file, compression="zstd", row_group_size=size)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _write_beside(rows: pa.Table, path: Path) -> None:
    with _beside(path).open("wb") as file:
        _write(rows, file)
        file.flush()
        os.fsync(file.fileno())


def _swap(path: Path) -> None:
    """Put the new file in the old one's place; a folder of part files has to make way first."""
    if path.is_dir():
        rmtree(path)
    _beside(path).replace(path)
    with suppress(OSError):  # some file systems do not sync folders
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
