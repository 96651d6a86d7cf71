"""The engine for a cluster against the local one on the same input: whether they make the same rows, and what each takes.

usage: .venv-spark/bin/python -m benchmarks.spark INPUT [--master URL] [--workers N] [--local DIR] [--kill] [--keep DIR]

Exit status 1 where a row differs.
"""

import json
import os
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

import click
import pyarrow.parquet as pq

from benchmarks.process import Ran, family_of, run
from pipeline.stored import count, files, mark, schema_of
from pipeline.tables import TABLES

_LOGGED = {"enabled": "true", "compress": "false", "rolling.enabled": "false"}
_EXECUTOR = b"CoarseGrainedExecutorBackend"


@click.command(help=__doc__)
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path, exists=True))
@click.option("--master", default="local-cluster[2,1,2048]", show_default=True)
@click.option("--workers", default=2, show_default=True, help="Of the local engine: as many as the cluster has cores.")
@click.option("--local", "made", type=click.Path(path_type=Path, exists=True), help="Its tables of INPUT, where they are made already.")
@click.option("--kill", is_flag=True, help="End one executor as soon as the first part is written.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where the tables of both stay, and Spark's log of events.")
def main(  # noqa: PLR0913, PLR0917 - its options
    source: Path, master: str, workers: int, made: Path | None, kill: bool, keep: Path | None
) -> None:
    size = sum(path.stat().st_size for path in ([source] if source.is_file() else source.rglob("*")) if path.is_file()) / 1e6
    with tempfile.TemporaryDirectory() as place:
        here, there, log = (Path(keep or place) / name for name in ("local", "spark", "log"))
        alone = None
        if made is None:
            alone = run(_command(source, here, "--workers", str(workers)))
            _say("local", alone, size)
        with _killing(there) if kill else _nobody() as killed:
            cluster = run(_command(source, there, "--engine", "spark", "--master", master), logging(log))
        _say(master, cluster, size)
        if alone:
            print(f"ratio: {cluster.seconds / alone.seconds:.2f} in seconds, {cluster.processor / alone.processor:.2f} in processor time")
        moved = shuffled(log)
        rows = count(there, "documents")
        print(f"{moved['Shuffle Bytes Written'] / max(1, rows):,.0f} bytes a document are shuffled; {dict(moved)}")
        if kill:
            print(f"executors killed: {len(killed)}")
        wrong = {name: differing(made or here, there, name) for name in TABLES}
        for name, where in wrong.items():
            print(f"{name:24} {count(there, name):>10,} rows  {where or 'the same'}")
        sys.exit(bool(list(filter(None, wrong.values())) or (kill and not killed)))


def differing(one: Path, other: Path, name: str) -> str | None:
    """Where two tables of one name differ first, however their rows are parted."""

    def rows(folder: Path) -> Iterator[object]:
        return (row for path in files(folder, name) for batch in pq.ParquetFile(path).iter_batches() for row in batch.to_pylist())

    if len({mark(schema_of(folder, name), "snapshot") for folder in (one, other)}) > 1:
        return "another snapshot"
    for number, (left, right) in enumerate(zip_longest(rows(one), rows(other))):
        if left != right:
            return f"row {number}: {left} against {right}"
    return None


def shuffled(log: Path) -> Counter[str]:
    """What Spark's log of events tells of its tasks: bytes and rows that were shuffled, bytes that did not fit into memory, the most
    memory of one task, and how many tasks failed."""
    found: Counter[str] = Counter()
    for path in filter(Path.is_file, log.rglob("*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith('{"Event":"SparkListenerTaskEnd"'):
                continue
            task = json.loads(line)
            metrics = task.get("Task Metrics") or {}
            found.update(metrics.get("Shuffle Write Metrics", {}))
            found["Disk Bytes Spilled"] += metrics.get("Disk Bytes Spilled", 0)
            found["Peak Execution Memory"] = max(found["Peak Execution Memory"], metrics.get("Peak Execution Memory", 0))
            found["Tasks"] += 1
            found["Failed"] += task["Task End Reason"]["Reason"] != "Success"
    del found["Shuffle Write Time"]
    return found


def _command(source: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", str(source), "--out", str(out), "--show", "0", *options]


def logging(log: Path) -> dict[str, str]:
    """What in the environment has Spark write its log of events."""
    log.mkdir(parents=True, exist_ok=True)
    told = " ".join(f"--conf spark.eventLog.{name}={value}" for name, value in (_LOGGED | {"dir": log.absolute().as_uri()}).items())
    return {"PYSPARK_SUBMIT_ARGS": f"{told} pyspark-shell"}


def _say(name: str, took: Ran, size: float) -> None:
    print(
        f"{name}: {size:.1f} MB in {took.seconds:.1f} s, {took.processor:.1f} s of processors, "
        f"{size / took.processor:.3f} MB/s a core, {took.together:,.0f} MB of memory in all",
        flush=True,
    )


@contextmanager
def _killing(tables: Path) -> Iterator[list[int]]:
    """End one executor of ours as soon as there is a part; what was ended."""
    killed: list[int] = []
    done = threading.Event()
    thread = threading.Thread(target=_kill, args=(tables, killed, done))
    thread.start()
    yield killed
    done.set()
    thread.join()


@contextmanager
def _nobody() -> Iterator[list[int]]:
    yield []


def _kill(tables: Path, killed: list[int], done: threading.Event) -> None:
    while not killed and not done.wait(0.2):
        if any(tables.glob(".runs/*/.attempts/*/rejects.parquet/*.parquet")):
            killed += [pid for pid in family_of(os.getpid()) if _EXECUTOR in Path(f"/proc/{pid}/cmdline").read_bytes()][:1]
            for pid in killed:
                os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
