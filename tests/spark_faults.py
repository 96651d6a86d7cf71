"""Work for the tasks of a cluster that goes wrong: run in their Python workers, so that it must be in a module of its own."""

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline.engines import batch, spark_tasks
from pipeline.engines.part import work
from pipeline.engines.pool import killers


def fails_twice(task):
    """The first split fails in its first two attempts."""
    tried = len(list(_run(task).glob(".fault-*")))
    if task.place.name.startswith("0000000-") and tried < 2:
        (_run(task) / f".fault-{tried}").touch()
        raise OSError("the disk has gone")
    return work(task)


def killed_executor(task):
    """The first task that comes here takes the whole executor down, with its Java."""
    try:
        (_run(task) / ".fault-killed").touch(exist_ok=False)
    except FileExistsError:
        return work(task)
    daemon = os.getppid()
    executor = int(Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(executor, signal.SIGKILL)
    return work(task)


def takes_as_long_as_all_others(task):
    """A document named aslow is done when no other split has made anything for a while."""
    if any(document.doc_id == "aslow" for document in task.documents):
        before, now = -1, 0
        while now < 5 or before < now:
            time.sleep(2)
            before, now = now, len(list(_run(task).glob(".attempts/*")))
    return work(task)


def kills(task):
    """A document named killer takes the process down that extracts it."""
    if any(document.doc_id == "killer" and document.doc_id not in task.killers for document in task.documents):
        os.kill(os.getpid(), signal.SIGKILL)
    return work(task)


def mended(task):
    """The task without such documents, found as in the local engine."""
    deadly = killers(kills, [task._replace(todo=[one], place=task.place / "alone") for one in task.todo])
    return task._replace(killers=frozenset(one.doc_id for alone in deadly for one in alone.todo))


def fails(task):
    raise ValueError("no such numeral")


def cannot_judge(claims, documents):
    raise ValueError("no such measure")


def compared(batches):
    """The comparison of a partition, in which every key fails."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batch, "judge", cannot_judge)
        yield from spark_tasks.compared(batches)


def _run(task):
    """The folder of the run that the task belongs to."""
    return task.place.parents[1]
