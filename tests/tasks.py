"""Tasks for worker processes. They stand apart so that a worker starts at once: it imports the module of its task."""

import os
import signal
from pathlib import Path


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def double(task):
    return 2 * task


def dies_at_odd_tasks(task):
    if task % 2:
        die()
    return task


def dies_at_first(path):
    """Dies where the file is not there yet."""
    if not Path(path).exists():
        Path(path).touch()
        die()
    return path
