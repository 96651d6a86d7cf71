"""Tables on disk, read back: whole as Arrow tables, or asked by SQL where they may be large.

A table NAME is the file NAME.parquet, or a folder of that name with part files in the order of their names; what there is to know of
the whole folder then stands in its `_common_metadata`, a Parquet file without rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from upath import UPath

from pipeline.tables import SCHEMA_VERSION, TABLES

Folder = Path | UPath  # a UPath may lie in a bucket
COMMON = "_common_metadata"
SPILL = ".spill"  # where a run's databases put what does not fit into memory
MEMORY = "512MB"  # of a connection; what needs more goes to disk


class TableError(Exception):
    """A table that cannot be read, in one line that says what to do."""


def marked(rows: pa.Table, marks: Mapping[str, str]) -> pa.Table:
    """The table with what is to be known of its run in its metadata: snapshot id, rule-set hash, rungs of the ladder, reviews."""
    return rows.replace_schema_metadata({**rows.schema.metadata, **{name.encode(): value.encode() for name, value in marks.items()}})


def mark(rows: pa.Table | pa.Schema, name: str) -> str:
    """What the table's metadata says under a name; nothing where it does not."""
    schema = rows.schema if isinstance(rows, pa.Table) else rows
    return str((schema.metadata or {}).get(name.encode(), b"").decode())


def load(folder: Folder, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A table of an earlier run, or some of its columns."""
    schema = schema_of(folder, name)
    parts = [read_part(path, columns) for path in files(folder, name)]
    return pa.concat_tables(parts).replace_schema_metadata(schema.metadata)


def rows_with(folder: Folder, name: str, column: str, values: Iterable[str]) -> pa.Table:
    """The rows of a table with one of the values in a column, in their order; the others are not kept in memory."""
    wanted = sorted(set(values))
    with connect(folder, [name], ordered=True) as database:
        # Not pyarrow's data sets: to import them is to import pandas, which takes as long as all the rest of a short command.
        asked = f'FROM {name} WHERE "{column}" IN ({", ".join("?" * len(wanted)) or "NULL"})'
        return database.sql(asked, params=wanted).to_arrow_table().cast(TABLES[name].schema)


def head(folder: Folder, name: str, rows: int) -> pa.Table:
    """The first rows of a table."""
    schema_of(folder, name)
    for path in files(folder, name):
        with path.open("rb") as file:
            for batch in pq.ParquetFile(file).iter_batches(rows):
                return pa.Table.from_batches([batch])
    return TABLES[name].schema.empty_table()


def count(folder: Folder, name: str) -> int:
    """How many rows a table has."""
    schema_of(folder, name)
    return sum(_rows(path) for path in files(folder, name))


def schema_of(folder: Folder, name: str) -> pa.Schema:
    """The schema of a table with the marks of its run; TableError where the table is not there or is not ours."""
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise TableError(f"{path} is not there; `jiaokan run` makes it")
    try:
        schema = schema_at(path / COMMON if (path / COMMON).exists() else files(folder, name)[0])
    except (pa.ArrowException, OSError, IndexError) as error:
        raise TableError(f"{path} cannot be read ({error}); `jiaokan run` makes it anew") from error
    version = mark(schema, "schema_version") or "none"
    if version != SCHEMA_VERSION:
        raise TableError(f"{path} has schema version {version} and not {SCHEMA_VERSION}; `jiaokan run` makes it anew")
    if schema.names != TABLES[name].schema.names:
        raise TableError(f"{path} has other columns than the table {name}; `jiaokan run` makes it anew")
    return schema


def files(folder: Folder, name: str) -> list[Folder]:
    """The files of a table in the order of their rows."""
    path = folder / f"{name}.parquet"
    return sorted(path.glob("*.parquet"), key=lambda part: part.name) if path.is_dir() else [path]


def read_part(path: Folder, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of one file."""
    try:
        with path.open("rb") as file:
            # Not read_table: its threads still hold the Python file when a short program ends, and one time in six that crashes it.
            return pq.ParquetFile(file).read(columns)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"{path} cannot be read ({error}); `jiaokan run` makes it anew") from error


def connect(folder: Folder, names: Iterable[str] = TABLES, memory: str = MEMORY, *, ordered: bool = False) -> duckdb.DuckDBPyConnection:
    """A database of its own in memory with a view of each of those tables; TableError where one of them cannot be used.

    `ordered` views give their rows in the order of the tables, which costs memory.
    """
    connection = duckdb.connect(config={"memory_limit": memory, "preserve_insertion_order": ordered})
    if not isinstance(folder, Path):
        connection.register_filesystem(folder.fs)
    for name in names:
        schema_of(folder, name)
        paths = ", ".join(_quoted(str(path)) for path in files(folder, name))
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{paths}])")
    return connection


def schema_at(path: Folder) -> pa.Schema:
    """The schema of one file."""
    with path.open("rb") as file:
        return pq.read_schema(file)


def _rows(path: Folder) -> int:
    with path.open("rb") as file:
        return int(pq.read_metadata(file).num_rows)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def last_run(folder: Folder) -> list[str]:
    """What is wrong with the tables of a folder, so that a run cannot build on them; nothing where there are none or all are good."""
    wrong = []
    for name in TABLES:
        if (folder / f"{name}.parquet").exists():
            try:
                schema_of(folder, name)
            except TableError as error:
                wrong.append(str(error).partition(";")[0] + ": rebuilt")
    return wrong
