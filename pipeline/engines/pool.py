"""Worker processes that may die: what a dead one left undone is done again, and a task that kills twice is given back to be mended."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkersError(Exception):
    """Worker processes cannot be had, or die of their work, in one line."""


class Workers:
    """Some processes; with one or none the work is done in this one. Used in a `with` block."""

    def __init__(self, count: int) -> None:
        self._count = count if count > 1 else 0
        self._pool = _pool(self._count) if self._count else None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def map(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], mend: Callable[[Task], Task] | None = None
    ) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, in order; only a few tasks wait at one time, so that memory stays bounded.

        `mend` makes of a task that kills its worker one that does not.
        """
        if self._pool is None:
            yield from ((task, work(task)) for task in tasks)
            return
        waiting: deque[tuple[Task, Future[Result]]] = deque()
        for task in tasks:
            waiting.append((task, self._pool.submit(work, task)))
            if len(waiting) > 2 * self._count:
                yield self._first(work, waiting, mend)
        while waiting:
            yield self._first(work, waiting, mend)

    def _first(
        self, work: Callable[[Task], Result], waiting: deque[tuple[Task, Future[Result]]], mend: Callable[[Task], Task] | None
    ) -> tuple[Task, Result]:
        task, future = waiting.popleft()
        try:
            return task, future.result()
        except BrokenProcessPool:
            result = _again(work, task, mend)
            self._pool = pool = _pool(self._count)
            again = [(rest, pool.submit(work, rest)) for rest, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return task, result


def killers(work: Callable[[Task], Result], tasks: Iterable[Task]) -> list[Task]:
    """The tasks that end a worker process which does nothing else."""
    found = []
    pool = _pool(1)
    for task in tasks:
        try:
            pool.submit(work, task).result()
        except BrokenProcessPool:
            found.append(task)
            pool = _pool(1)
    pool.shutdown()
    return found


def _again(work: Callable[[Task], Result], task: Task, mend: Callable[[Task], Task] | None) -> Result:
    """The task done by a worker of its own; mended where that dies too."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            pass
    if killers(int, [0]):  # or every document would be blamed for it
        raise WorkersError("worker processes do not start here; work without them (--workers 1)")
    if mend is None:
        raise WorkersError("a worker process was ended twice at one task (out of memory?); work with fewer of them (--workers 1)")
    with _pool(1) as pool:
        return pool.submit(work, mend(task)).result()


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process with threads (Arrow's, Dagster's) may hang.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
