"""JioNLP and cpca in an environment of their own, so that what they need does not meet what jiaokan needs."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_HOME = Path(__file__).parent.parent / ".venv-peers"
_SCAN = Path(__file__).parent / "peer_scan.py"
PACKAGES = ("jionlp==1.5.31", "cpca==0.5.5")
NAMES = ("JioNLP: money, time", "JioNLP: money, time, place", "cpca: place")


class NoPeerError(Exception):
    """A peer cannot be had, or does not run, here."""


def install() -> None:
    """Make the environment where it is not there yet."""
    if (_HOME / ".installed").exists():
        return
    try:
        subprocess.run([sys.executable, "-m", "venv", str(_HOME)], check=True, capture_output=True)
        subprocess.run([str(_HOME / "bin" / "pip"), "install", "--quiet", *PACKAGES], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoPeerError(f"{' and '.join(PACKAGES)} cannot be installed: {_last_line(error)}") from error
    (_HOME / ".installed").touch()


def speeds(name: str, rounds: int, texts: Sequence[Path]) -> list[float]:
    """MB of UTF-8 a second, round by round, on one core."""
    command = [str(_HOME / "bin" / "python"), str(_SCAN), name, str(rounds), *map(str, texts)]
    try:
        told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPeerError(f"{name} does not run here: {_last_line(error)}") from error
    return [float(speed) for speed in json.loads(told.stdout.splitlines()[-1])]


def _last_line(error: Exception) -> str:
    said = getattr(error, "stderr", None) or str(error)
    return (said if isinstance(said, str) else said.decode(errors="replace")).strip().splitlines()[-1]
