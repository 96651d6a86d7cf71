"""The engine for a cluster, run by another Python: PySpark then need not be where Dagster or the command is installed."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.engines.last import Last
from pipeline.engines.local import Found, Working
from pipeline.engines.spark_cluster import SparkError, SparkMissingError, on_spark
from pipeline.read import Reader, read

_ASKED, _FOUND = ".asked", ".found"


def elsewhere(python: str, master: str | None) -> Callable[[Reader, Path, Last, Working], Found]:
    """The engine as that Python runs it, where this package is installed with its extra `spark`."""
    return partial(_build, python, master)


def _build(  # noqa: PLR0913, PLR0917 - where to run, and what an engine takes
    python: str, master: str | None, reader: Reader, place: Path, last: Last, working: Working
) -> Found:
    asked, found = place / _ASKED, place / _FOUND
    asked.write_bytes(pickle.dumps((master, reader.source, reader.options, place, last.folder)))
    done = subprocess.run([python, "-m", __name__, asked, found], stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise SparkError(said[-1] if said else f"{python} ended with status {done.returncode}")
    made: Found = pickle.loads(found.read_bytes())  # noqa: S301 - the process that we started wrote it
    for path in (asked, found):
        path.unlink()
    working.told(reader.size)
    return made


def _main(asked: Path, found: Path) -> int:
    master, source, options, place, last = pickle.loads(asked.read_bytes())  # noqa: S301 - the process that started us wrote it
    try:
        build: Any = on_spark(master)
        found.write_bytes(pickle.dumps(build(read(source, options), place, Last(last), Working())))
    except (SparkError, SparkMissingError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(*map(Path, sys.argv[1:])))
