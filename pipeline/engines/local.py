"""The engine for one machine: documents in batches, the later ones in worker processes; the same rows whatever the workers."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from pipeline.engines.batch import Batch, Item, extract_batch, killed_batch
from pipeline.model import Document, Reject

BATCH = 1 << 20  # characters of text in a batch
INLINE = 8  # batches before workers are started: a pool takes about a second, and small inputs do not need one


Work = Callable[[Sequence[Item]], Batch]


def extract_all(items: Iterable[Item], workers: int, work: Work = extract_batch) -> Iterator[Batch]:
    """What the documents yield, batch by batch in their order."""
    batches = _batches(items)
    for n, batch in enumerate(batches, start=1):
        yield work(batch)
        if n == INLINE and workers > 1:
            with _Workers(workers, work) as pool:
                yield from pool.map(batches)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Document) else 100
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class WorkersError(Exception):
    """Worker processes cannot be had."""


class _Workers:
    """Worker processes that may die: what a dead one left undone is done again, and who kills twice is rejected."""

    def __init__(self, workers: int, work: Work) -> None:
        self._workers, self._work = workers, work
        self._pool = _pool(workers)

    def __enter__(self) -> "_Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def map(self, batches: Iterable[list[Item]]) -> Iterator[Batch]:
        """The batches' yields in order; only a few batches wait at one time, so that memory stays bounded."""
        waiting: deque[tuple[list[Item], Future[Batch]]] = deque()
        for batch in batches:
            waiting.append((batch, self._pool.submit(self._work, batch)))
            if len(waiting) > 2 * self._workers:
                yield from self._first(waiting)
        while waiting:
            yield from self._first(waiting)

    def _first(self, waiting: deque[tuple[list[Item], Future[Batch]]]) -> Iterator[Batch]:
        batch, future = waiting.popleft()
        try:
            yield future.result()
        except BrokenProcessPool:
            self._pool.shutdown()
            yield from _alone(batch, self._work)
            self._pool = _pool(self._workers)
            again = [(rest, self._pool.submit(self._work, rest)) for rest, _ in waiting]
            waiting.clear()
            waiting.extend(again)


def _alone(batch: Sequence[Item], work: Work) -> Iterator[Batch]:
    """The batch document by document in one worker, with a new one after each that dies."""
    pool = _pool(1)
    for item in batch:
        if isinstance(item, Reject):
            yield work([item])
            continue
        try:
            yield pool.submit(work, [item]).result()
        except BrokenProcessPool:
            pool = _pool(1)
            _try_out(pool)
            yield killed_batch(item)
    pool.shutdown()


def _try_out(pool: ProcessPoolExecutor) -> None:
    """Make sure that a worker can work at all, or every document would be blamed for it."""
    try:
        pool.submit(extract_batch, []).result()
    except BrokenProcessPool as error:
        raise WorkersError("worker processes do not start here; work without them (--workers 1)") from error


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process with threads (Arrow's, Dagster's) may hang.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
