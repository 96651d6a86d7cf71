"""A key that a million pages speak of: whether the engine for a cluster compares it as the local one does, in bounded memory.

usage: .venv-spark/bin/python -m benchmarks.crowd [--claims N] [--values N] [--master URL]

Exit status 1 where the two find different contradictions.
"""

import pickle
import sys
import tempfile
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.process import run
from benchmarks.spark import logging, shuffled
from pipeline.engines.batch import Comparison, extract_batch
from pipeline.engines.comparing import compare_all
from pipeline.engines.part import file_of
from pipeline.engines.pool import Workers
from pipeline.engines.spark_claims import compare
from pipeline.engines.spark_cluster import Cluster, session
from pipeline.model import Document
from pipeline.publish import write
from pipeline.stored import MEMORY, files

_PART = 50_000  # claims
_PAGE = "河北省石家庄市职工医保住院报销比例为{}%。"


@click.command(help=__doc__)
@click.option("--claims", default=1_000_000, show_default=True)
@click.option("--values", default=20, show_default=True, help="Different things that they say.")
@click.option("--master", default="local-cluster[2,1,1024]", show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Compare the claims there, by Spark or else here, and no more.")
@click.option("--spark/--local", "cluster", default=False, hidden=True)
def main(claims: int, values: int, master: str, folder: Path | None, cluster: bool) -> None:
    if folder is not None:
        (folder / ("spark" if cluster else "local")).write_bytes(pickle.dumps(_compared(folder, master if cluster else None)))
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder, claims, values)
        again = [sys.executable, "-m", "benchmarks.crowd", "--folder", place, "--master", master]
        for name, took in (("local", run([*again, "--local"])), (master, run([*again, "--spark"], logging(folder / "log")))):
            print(f"{name}: {took.seconds:.1f} s, {took.processor:.1f} s of processors, {took.together:,.0f} MB in all", flush=True)
        here, there = (pickle.loads((folder / name).read_bytes()) for name in ("local", "spark"))  # noqa: S301 - we wrote them
        print(f"{dict(shuffled(folder / 'log'))}\n{len(here[0])} contradictions, {'the same' if here == there else 'others'}")
        sys.exit(here != there)


def _compared(folder: Path, master: str | None) -> tuple[list[object], list[object]]:
    if master is None:
        with Workers(1) as workers:
            return _rows(compare_all(folder, workers, MEMORY))
    with session(master) as spark:
        return _rows(compare(Cluster(spark, 0), folder, [pq.read_metadata(path).num_rows for path in files(folder, "claims")]))


def _rows(found: Comparison) -> tuple[list[object], list[object]]:
    return sorted(found.contradictions.to_pylist(), key=repr), sorted(found.evidence.to_pylist(), key=repr)


def _write(folder: Path, claims: int, values: int) -> None:
    """Tables in which each document has one claim, all of one key."""
    made = [extract_batch([Document(doc_id="a", source="a.txt", text=_PAGE.format(30 + n))]).tables for n in range(values)]
    said, pages = (pa.concat_tables([tables[name] for tables in made]) for name in ("claims", "documents"))
    for number, start in enumerate(range(0, claims, _PART)):
        which = range(start, min(start + _PART, claims))
        ids = pa.array([f"page{n:08d}" for n in which])
        for name, rows, own in (("claims", said, ("doc_id", "claim_id")), ("documents", pages, ("doc_id", "source"))):
            columns = dict(zip(rows.schema.names, rows.take(pa.array([n % values for n in which])).columns, strict=True))
            write(pa.table(columns | dict.fromkeys(own, ids), schema=rows.schema), file_of(folder, name, number))


if __name__ == "__main__":
    main()
