"""Rows of a run's tables, batch by batch, for benchmarks that must not hold a table whole."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow.dataset as ds

Row = Mapping[str, object]


def rows(tables: Path, name: str, columns: Sequence[str], only: ds.Expression | None = None) -> Iterator[Row]:
    """The rows of a table, a file or a folder of part files."""
    for batch in ds.dataset((tables / f"{name}.parquet").resolve()).to_batches(columns=list(columns), filter=only):
        yield from batch.to_pylist()


def number(row: Row, column: str) -> int:
    """A row's whole number."""
    return int(str(row[column]))
