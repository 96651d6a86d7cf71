"""A session of Apache Spark: what it needs on this machine, the settings that a run depends on, and work for its tasks."""

import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.engines import spark_tasks as tasks
from pipeline.engines.pool import WorkersError

FAILURES = 4  # of one task, then the run ends; machines may be lost without end
_JAVA = 17
_SHARE, _WIDEST = 64 << 20, 20_000  # bytes of input for each partition of a shuffle, and how many there are at most
_HERE = re.compile(r"local($|\[|-cluster)|spark://(127\.0\.0\.1|localhost)[:/]")


class SparkMissingError(Exception):
    """What has to be installed before Spark can be used, in one line."""


class SparkError(WorkersError):
    """Why Spark gave up, in one line."""


def check() -> None:
    """SparkMissingError where pyspark or Java is not there."""
    if find_spec("pyspark") is None:
        raise SparkMissingError("--engine spark needs PySpark: pip install 'jiaokan[spark]'")
    java = shutil.which(Path(os.environ.get("JAVA_HOME", ""), "bin", "java")) or shutil.which("java")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr if java else ""  # noqa: S603
    version = re.search(r'version "(?:1\.)?(\d+)', told)
    if version is None or int(version[1]) < _JAVA:
        there = f"; the one here is Java {version[1]}" if version else ""
        raise SparkMissingError(f"--engine spark needs Java {_JAVA} or later (Debian: apt install openjdk-17-jre-headless){there}")


class Cluster:
    """A session with work for its tasks; `cores` is how many run at one time. `size` is how many bytes of input there are."""

    def __init__(self, spark: Any, size: int) -> None:
        self.spark = spark
        self.cores = int(spark.sparkContext.defaultParallelism)
        # Spark's own 200 are far too many for a small input, where each costs a call of Python, and too few for a very large one.
        spark.conf.set("spark.sql.shuffle.partitions", str(min(_WIDEST, max(self.cores, size // _SHARE))))

    def frame(self, do: Callable[[Any], Iterator[pa.RecordBatch]], things: Sequence[object], columns: str) -> Any:
        """The rows that come of each thing, a task a thing, in their order."""
        shared = self.spark.sparkContext.broadcast(list(things))
        return self.spark.range(0, len(things), 1, max(1, len(things))).mapInArrow(partial(tasks.each, shared, do), columns)

    def results(self, do: Callable[[Any], Iterator[Any]], things: Sequence[object]) -> list[Any]:
        """What comes of each thing, in their order, as Python objects."""
        return tasks.results(self.frame(partial(tasks.pickled, do), things, tasks.MADE).toArrow())


def on_spark(master: str | None) -> Callable[..., Any]:
    """The engine for a cluster, to be run on a master; SparkMissingError where it cannot run at all."""
    check()
    from pipeline.engines.spark import build  # noqa: PLC0415

    return partial(build, master=master)


@contextmanager
def session(master: str | None) -> Iterator[Any]:
    """The Spark session of the program that runs us, or one of our own on a master (None: what spark-submit says)."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only who asks for Spark needs it

    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    there = SparkSession.getActiveSession()
    spark = there or SparkSession.builder.config(conf=_conf(master)).getOrCreate()
    try:
        yield spark
    finally:
        if there is None:
            spark.stop()


def why(error: Exception) -> SparkError:
    """The line of a long trace through Python and Java that says what went wrong."""
    raised = re.findall(r"^ +File [^\n]*\n(?: +[^\n]*\n)*(\S[^\n]*)", str(error), re.MULTILINE)
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    lost = [line for line in lines if "ExecutorLostFailure" in line or "Python worker exited" in line]
    return SparkError(f"Spark gave up: {[*lines[:1], *lost[:1], *raised][-1]}")


def _conf(master: str | None) -> Any:
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415

    if "PYSPARK_GATEWAY_PORT" in os.environ:  # spark-submit runs us, and what it was told goes before what we say
        SparkContext._ensure_initialized()
    conf = SparkConf()
    for name, value in _settings(master or conf.get("spark.master", "local[*]")).items():
        conf.setIfMissing(name, value)
    if not conf.contains("spark.pyspark.python"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or the workers take another Python than ours
    return conf


def _settings(master: str) -> Mapping[str, str]:
    one_machine = re.fullmatch(r"local(?:\[([\d*]+)\])?", master)
    settings = {
        "spark.master": f"local[{one_machine[1] or 1},{FAILURES}]" if one_machine else master,  # or it gives up at the first failure
        "spark.app.name": "jiaokan",
        "spark.task.maxFailures": str(FAILURES),
        "spark.driver.maxResultSize": "0",  # contradictions come to the driver, however many they are
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(),
    }
    if _HERE.match(master):
        settings |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.executorEnv.PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]),
        }
    return settings
