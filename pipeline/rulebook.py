"""The rules as a table with what each did, and the hash that changes whenever what the program finds may change."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyarrow as pa

from pipeline.columns import from_columns, in_order
from pipeline.kinds import MANUAL
from pipeline.tables import RULES as RULES_TABLE

_MOVERS = frozenset({
    "assets", "audit", "automation", "changes", "checks", "cli", "definitions", "engines", "explain", "finish", "flow", "inventory",
    "lineage", "publish", "report", "reviews", "shown", "storage", "stored",
})  # fmt: skip


def rulebook(fired: Mapping[str, int], overlapped: Mapping[str, int], declined: Mapping[str, int]) -> pa.Table:
    """The table rules: every rule, and how often it fired, lost to another and declined."""
    columns: dict[str, Iterable[object]] = {
        "rule": [rule.id for rule in MANUAL],
        "kind": [rule.kind for rule in MANUAL],
        "about": [rule.about for rule in MANUAL],
        "fired": [fired.get(rule.id, 0) for rule in MANUAL],
        "overlapped": [overlapped.get(rule.id, 0) for rule in MANUAL],
        "declined": [declined.get(rule.id, 0) for rule in MANUAL],
        "examples": [len(rule.yields) + len(rule.ignores) + len(rule.misses) for rule in MANUAL],
    }
    return in_order(RULES_TABLE, from_columns(RULES_TABLE, columns))


@cache
def rule_set() -> str:
    """The hash of the program's rules, word lists and code, apart from the modules that only move and show data."""
    digest = blake2b(digest_size=8)
    for path, content in sorted(_sources(files("pipeline"), "")):
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _sources(folder: Traversable, below: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        stem = entry.name.partition(".")[0]
        if entry.is_dir() and entry.name not in {"__pycache__", *_MOVERS}:
            yield from _sources(entry, f"{below}{entry.name}/")
        elif entry.is_file() and not entry.name.startswith(".") and (below or stem not in _MOVERS):
            yield below + entry.name, entry.read_bytes()
