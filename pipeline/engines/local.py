"""The engine for one machine: documents in batches, the later ones in worker processes; the same rows whatever the workers."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from pipeline.engines.batch import Batch, Item, extract_batch, killed_batch
from pipeline.model import Document, Reject

BATCH = 1 << 20  # characters of text in a batch
INLINE = 8  # batches before workers are started: a pool takes about a second, and small inputs do not need one


def extract_all(items: Iterable[Item], workers: int) -> Iterator[Batch]:
    """What the documents yield, batch by batch in their order."""
    batches = _batches(items)
    for n, batch in enumerate(batches, start=1):
        yield extract_batch(batch)
        if n == INLINE and workers > 1:
            with _Workers(workers) as pool:
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


class _Workers:
    """Worker processes that may die: what a dead one left undone is done again, and who kills twice is rejected."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = _pool(workers)

    def __enter__(self) -> "_Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def map(self, batches: Iterable[list[Item]]) -> Iterator[Batch]:
        """The batches' yields in order; only a few batches wait at one time, so that memory stays bounded."""
        waiting: deque[tuple[list[Item], Future[Batch]]] = deque()
        for batch in batches:
            waiting.append((batch, self._pool.submit(extract_batch, batch)))
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
            yield from _alone(batch)
            self._pool = _pool(self._workers)
            again = [(rest, self._pool.submit(extract_batch, rest)) for rest, _ in waiting]
            waiting.clear()
            waiting.extend(again)


def _alone(batch: list[Item]) -> Iterator[Batch]:
    """The batch document by document, each with a worker to itself."""
    for item in batch:
        if isinstance(item, Reject):
            yield extract_batch([item])
            continue
        with _pool(1) as pool:
            try:
                yield pool.submit(extract_batch, [item]).result()
            except BrokenProcessPool:
                yield killed_batch(item)


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process with threads (Arrow's, Dagster's) may hang.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
