"""Tables for a test: put on disk as they are, and listed."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.publish import write


def put(folder: Path, tables: Mapping[str, pa.Table]) -> Path:
    """Write tables as plain files; the folder."""
    for name, rows in tables.items():
        write(rows, folder / f"{name}.parquet")
    return folder


def contents(folder: Path, without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The bytes of every file of the tables, by its path below the folder."""
    found = {}
    for table in sorted(folder.glob("*.parquet")):
        if table.stem not in without:
            files = sorted(table.iterdir()) if table.is_dir() else [table]
            found |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return found
