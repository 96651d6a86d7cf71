"""Work for the tasks of a cluster that goes wrong: run in their Python workers, so that it must be in a module of its own."""

import os
import signal
from pathlib import Path

from pipeline.engines.part import work
from pipeline.engines.pool import killers


def fails_twice(task):
    """Every task fails in its first two attempts."""
    if len(_tries(task)) < 2:
        _try(task)
        raise OSError("the disk has gone")
    return work(task)


def killed_executor(task):
    """The first task that comes here takes the whole executor down, with its Java."""
    place = task.place.parents[1]
    try:
        (place / ".killed").touch(exist_ok=False)
    except FileExistsError:
        return work(task)
    daemon = os.getppid()
    executor = int(Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(executor, signal.SIGKILL)
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


def _tries(task):
    return list(task.place.parents[1].glob(f".tried-{_split(task)}-*"))


def _try(task):
    (task.place.parents[1] / f".tried-{_split(task)}-{len(_tries(task))}").touch()


def _split(task):
    return f"{task.place.name.partition('-')[0]}-{task.number}"
