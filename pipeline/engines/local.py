"""The engine for one machine: worker processes write the tables part by part, then compare the claims. Their number changes no row."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engines.batch import Comparison, extract_batch
from pipeline.engines.comparing import compare_all
from pipeline.engines.last import Last
from pipeline.engines.part import Task, work
from pipeline.engines.plan import Plan
from pipeline.engines.pool import Workers, killers
from pipeline.read import Reader
from pipeline.stored import MEMORY, connect, load

INLINE = 1 << 21  # bytes of input that are not worth the second that worker processes take to start


class Working(NamedTuple):
    """How to work: processes, the memory that a database may take, and who is told that some more bytes of input are behind."""

    workers: int = 1
    memory: str = MEMORY
    told: Callable[[int], None] = lambda _: None


class Found(NamedTuple):
    """What an engine leaves beside the tables by document: all contradictions in no order, keys that failed, rungs; a digest of what was
    read; how many documents were extracted and how many kept from the last run."""

    comparison: Comparison
    digest: str
    extracted: int
    kept: int


def build(reader: Reader, place: Path, last: Last, working: Working) -> Found:
    """Write the tables by document into a folder and compare the claims in them."""
    plan = Plan(reader, place, last)
    within: list[tuple[pa.Table, pa.Table]] = []
    keys: set[str] = set()
    behind = 0
    with Workers(working.workers if reader.size > INLINE else 1) as workers:
        for task, made in workers.map(work, plan.tasks(), without_killers):
            within.append((made.contradictions, made.evidence))
            keys |= made.keys
            working.told(task.done - behind)
            behind = task.done
        working.told(reader.size - behind)
        touched = keys if last.same_rules and not last.failed_keys else None
        found = compare_all(place, workers, working.memory, touched)
        if last.folder is not None and last.same_rules:
            within.append(_kept(last.folder, working.memory, plan.changed, touched))
            if touched is not None:
                undone = compare_all(last.folder, workers, working.memory, touched)
                found = found._replace(rungs=last.rungs - undone.rungs + found.rungs)
        return _found(plan, found, within)


def _found(plan: Plan, across: Comparison, within: list[tuple[pa.Table, pa.Table]]) -> Found:
    comparison = across._replace(
        contradictions=pa.concat_tables([across.contradictions, *(made[0] for made in within)]),
        evidence=pa.concat_tables([across.evidence, *(made[1] for made in within)]),
    )
    return Found(comparison, str(plan.digest), plan.extracted, plan.kept)


def _kept(folder: Path, memory: str, changed: set[str], keys: set[str] | None) -> tuple[pa.Table, pa.Table]:
    """The contradictions of the last run that rest on nothing which changed: on the passages of kept documents, or on kept keys.

    Without `keys` all keys are compared again.
    """
    with connect(folder, ("contradiction_evidence", "claims"), memory) as database:
        for name, values in (("changed", changed), ("touched", keys or ())):
            database.register(name, pa.table({"value": pa.array(sorted(values), pa.string())}))
        kept = database.sql(f"""
            SELECT DISTINCT contradiction_id FROM contradiction_evidence evidence LEFT JOIN claims USING (claim_id)
            WHERE CASE WHEN evidence.claim_id IS NULL THEN evidence.doc_id NOT IN (FROM changed)
            ELSE {keys is not None} AND key NOT IN (FROM touched) END
        """).to_arrow_table()["contradiction_id"]
    found, quotes = (load(folder, name) for name in ("contradictions", "contradiction_evidence"))
    return found.filter(pc.is_in(found["contradiction_id"], value_set=kept)), quotes.filter(
        pc.is_in(quotes["contradiction_id"], value_set=kept)
    )


def without_killers(task: Task) -> Task:
    """The task without the documents that each take a worker process down."""
    deadly = killers(extract_batch, [[document] for document in task.documents])
    return task._replace(killers=frozenset(document.doc_id for (document,) in deadly))
