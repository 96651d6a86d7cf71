"""A command run to its end: seconds, processor time, and the most memory that it and its children held together."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY = 0.1  # seconds between two looks, at least


class Ran(NamedTuple):
    """What a command took. `processor` is of all its processes, those that nobody waits for as sampled. `together` is the sum over them
    of the memory that is theirs (shared pages in shares, PSS), as sampled; `largest` the peak of the largest single process that was
    waited for, as the kernel counted it. Both in MB."""

    seconds: float
    processor: float
    together: float
    largest: float


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> Ran:
    """Run a command, with some more in its environment, its output thrown away; an error of its own where it fails."""
    begun = time.perf_counter()
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # users' modules are compiled once
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=usual | (environment or {}))
    seen = _Seen(process.pid)
    stop = threading.Event()
    watch = threading.Thread(target=seen.watch, args=(stop,))
    watch.start()
    errors = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    stop.set()
    watch.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {errors.decode(errors='replace')[-500:]}")
    return Ran(seconds, max(used.ru_utime + used.ru_stime, sum(seen.processor.values())), seen.peak, used.ru_maxrss / 1000)


class _Seen:
    """What was seen of a process and all below it: the most memory, and the processor time of each."""

    def __init__(self, root: int) -> None:
        self._root = root
        self.peak = 0.0
        self.processor: dict[tuple[int, str], float] = {}

    def watch(self, stop: threading.Event) -> None:
        wait = _EVERY
        while not stop.wait(wait):
            begun = time.thread_time()
            family = family_of(self._root)
            self.peak = max(self.peak, sum(_memory(pid) for pid in family))
            self.processor |= dict(filter(None, map(_processor, family)))
            wait = max(_EVERY, 20 * (time.thread_time() - begun))  # to look must not slow what is measured


def family_of(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # it has just ended
                continue
    return found


def _memory(pid: int) -> float:
    """MB of a process, 0 where it has ended or this is no Linux."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


def _processor(pid: int) -> tuple[tuple[int, str], float] | None:
    """A process, which a number and its start name, and the seconds that it worked."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (pid, told[19]), (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
