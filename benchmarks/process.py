"""A command run to its end: seconds, processor time, and the most memory that it and its children held together."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY = 0.1  # seconds between two looks at the memory


class Ran(NamedTuple):
    """What a command took. `together` is the sum over all its processes of the memory that is theirs (shared pages in shares, PSS),
    as sampled; `largest` the peak of its largest single process, as the kernel counted it. Both in MB."""

    seconds: float
    processor: float
    together: float
    largest: float


def run(command: Sequence[str]) -> Ran:
    """Run a command, its output thrown away; an error of its own where it fails."""
    begun = time.perf_counter()
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # users' modules are compiled once
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=usual)
    peak = [0.0]
    stop = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, stop))
    watch.start()
    errors = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    stop.set()
    watch.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {errors.decode(errors='replace')[-500:]}")
    return Ran(seconds, used.ru_utime + used.ru_stime, peak[0], used.ru_maxrss / 1000)


def _watch(root: int, peak: list[float], stop: threading.Event) -> None:
    while not stop.wait(_EVERY):
        peak[0] = max(peak[0], sum(_memory(pid) for pid in _family(root)))


def _family(root: int) -> list[int]:
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
