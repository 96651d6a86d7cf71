"""The whole path: read, extract from each document, compare the claims that share a key, nine tables, published together."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engines.last import Last
from pipeline.engines.local import Found, Working, build
from pipeline.finish import finish, late
from pipeline.publish import fetch, publishing
from pipeline.read import Options, Reader, read
from pipeline.reviews import read_reviews
from pipeline.rulebook import rule_set
from pipeline.stored import MEMORY, Folder, last_run
from pipeline.tables import TABLES

Engine = Callable[[Reader, Path, Last, Working], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the documents are, where the tables go, where readers' marks stand (None: nowhere), and how to work.

    `workers` are processes, `memory` is what a database may take before it goes to disk, `wait` how many seconds to wait for another run
    on the same tables. `told` hears of the size of the input in bytes, then of bytes that are behind. `anew` builds on no last run.
    `engine` moves the documents: over the cores of this machine, or over a cluster (engines/spark.py).
    """

    source: Path
    folder: Folder
    reviews: Folder | None = None
    options: Options = field(default_factory=Options)
    workers: int = 1
    memory: str = MEMORY
    wait: float = 0
    anew: bool = False
    told: Callable[[int, int], None] = lambda size, behind: None  # noqa: ARG005
    engine: Engine = build


class Outcome(NamedTuple):
    """What a run did: the snapshot's id, documents extracted and kept from the last run, and what there is to say of that run's tables
    and of the readers' marks. The tables are in the folder."""

    snapshot: str
    extracted: int
    kept: int
    notes: list[str]


def refresh(settings: Settings) -> Outcome:
    """Make the tables of the documents, or what changed of them since the last run, and publish them."""
    reader = read(settings.source, settings.options)
    with publishing(settings.folder, settings.wait) as place:
        notes = last_run(settings.folder)
        last = Last(None if notes else _there(settings.folder, place), reuse=not settings.anew)
        working = Working(settings.workers, settings.memory, lambda behind: settings.told(reader.size, behind))
        found = settings.engine(reader, place, last, working)
        reviews = read_reviews(settings.reviews)
        notes += [f"{settings.reviews}: {fault.detail}; left aside" for fault in reviews.faults]
        made = late(found.comparison, reviews)
        marks = {
            "snapshot": _snapshot(found.digest, made.contradictions),
            "rules": rule_set(),
            "rungs": json.dumps(dict(sorted(found.comparison.rungs.items()))),
            **({"failed_keys": str(len(found.comparison.rejects))} if found.comparison.rejects else {}),
        }
        finish(place, made, last, marks, settings.memory)
    return Outcome(marks["snapshot"], found.extracted, found.kept, notes)


def _there(folder: Folder, place: Path) -> Path | None:
    """The last run's tables on this machine, where there are all nine."""
    if not all((folder / f"{name}.parquet").exists() for name in TABLES):
        return None
    return folder if isinstance(folder, Path) else fetch(folder, place.parent / "last")


def _snapshot(digest: str, contradictions: pa.Table) -> str:
    """The hash of what was read, what readers marked, and the rule set."""
    told = blake2b(digest.encode(), digest_size=8)
    told.update(rule_set().encode())
    marks = contradictions.filter(pc.is_valid(contradictions["review"])).select(["contradiction_id", "review", "review_note"])
    told.update(repr(marks.to_pydict()).encode())
    return told.hexdigest()
