"""The engine for a cluster against the local one on the same input: whether they make the same rows, and what each takes.

usage: .venv-spark/bin/python -m benchmarks.spark INPUT [MASTER]

MASTER is local-cluster[2,1,2048] unless it is given. Exit status 1 where a row differs.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.engines import local, spark
from pipeline.flow import Engine, Settings, refresh
from pipeline.stored import count, files
from pipeline.tables import TABLES

_WORKERS = 2  # as many as the cluster has cores


def measured(source: Path, folder: Path, engine: Engine) -> float:
    """The seconds that a run takes."""
    start = time.perf_counter()
    refresh(Settings(source=source, folder=folder, workers=_WORKERS, engine=engine))
    return time.perf_counter() - start


def differing(one: Path, other: Path, name: str) -> str | None:
    """Where two tables of one name differ first, however their rows are parted."""

    def rows(folder: Path) -> Iterator[object]:
        return (row for path in files(folder, name) for batch in pq.ParquetFile(path).iter_batches() for row in batch.to_pylist())

    for number, (left, right) in enumerate(zip_longest(rows(one), rows(other))):
        if left != right:
            return f"row {number}: {left} against {right}"
    return None


def main() -> int:
    source, master = Path(sys.argv[1]), (sys.argv[2:] or ["local-cluster[2,1,2048]"])[0]
    size = sum(path.stat().st_size for path in ([source] if source.is_file() else source.rglob("*")) if path.is_file()) / 1e6
    with tempfile.TemporaryDirectory() as place:
        here, there = Path(place) / "local", Path(place) / "spark"
        took = measured(source, here, local.build), measured(source, there, partial(spark.build, master=master))
        print(f"{size:.1f} MB: local {took[0]:.1f} s, {master} {took[1]:.1f} s, {took[1] / took[0]:.2f} times")
        status = 0
        for name in TABLES:
            wrong = differing(here, there, name)
            print(f"{name:24} {count(here, name):>10,} rows  {wrong or 'the same'}")
            status |= bool(wrong)
    return status


if __name__ == "__main__":
    sys.exit(main())
