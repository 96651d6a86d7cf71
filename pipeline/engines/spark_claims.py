"""The claims of each key brought together by a shuffle and compared; what changed since the last run, by document likewise."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.engines import comparing
from pipeline.engines import spark_tasks as tasks
from pipeline.engines.batch import PAGE, Comparison
from pipeline.engines.comparing import SAID, together
from pipeline.engines.part import CHANGES
from pipeline.engines.spark_cluster import Cluster
from pipeline.stored import count, files
from pipeline.tables import CHANGES as CHANGES_TABLE
from pipeline.tables import CLAIMS, DOCUMENTS, TABLES, TEXTS, Column

_READ = 100_000  # claims that a task reads, about; of a crowd it passes on a bounded number
_ROWS = 20_000  # rows that a task of a shuffle gets, about
_TYPES = {
    pa.string(): "string", pa.int32(): "int", pa.int64(): "bigint", pa.float64(): "double", pa.date32(): "date", pa.bool_(): "boolean",
    TEXTS: "array<string>",
}  # fmt: skip
_ORDER = ("key", "doc_id", "start", "end", "claim_id")


def compare(cluster: Cluster, place: Path, claims: Sequence[int]) -> Comparison:
    """What the claims in the parts yield; `claims` are how many each part has."""
    if not sum(claims):
        return together([])
    read = _tasks(claims, cluster.cores)
    counted = cluster.frame(partial(tasks.keys, place), read, "key string, size bigint").groupBy("key").sum("size")
    # Only these come to the driver, as all keys may be too many for it.
    crowds = counted.where(f"`sum(size)` > {comparing.CROWD}").toArrow()["key"].to_pylist()
    rows = _claims(cluster, place, read, crowds, crowded=False)
    if crowds:
        rows = rows.union(_first(cluster, _claims(cluster, place, read, crowds, crowded=True)))
    rows = rows.repartition(_wide(sum(claims), cluster.cores), "key").sortWithinPartitions(*_ORDER)
    return together(tasks.results(rows.mapInArrow(tasks.compared, tasks.MADE).toArrow()))


def tell_changes(cluster: Cluster, old: Path, place: Path) -> None:
    """Write what changed since the last run in the rows by document."""
    for name in ("facts", "claims"):
        frames = [cluster.frame(tasks.rows_of, files(folder, name), _ddl(TABLES[name].columns)) for folder in (old, place)]
        wide = _wide(max(count(folder, name) for folder in (old, place)), cluster.cores)
        was, is_ = (frame.selectExpr("*", f"pmod(xxhash64(doc_id), {wide}) AS bucket").groupBy("bucket") for frame in frames)
        changed = was.cogroup(is_).applyInArrow(partial(tasks.told, name), _ddl(CHANGES_TABLE.columns))
        done = changed.mapInArrow(partial(tasks.written, place, CHANGES_TABLE.schema), tasks.MADE).toArrow()
        (place / CHANGES).mkdir(exist_ok=True)
        for number, path in enumerate(tasks.results(done)):
            path.rename(place / CHANGES / f"{name}-{number:07d}.parquet")


def _claims(cluster: Cluster, place: Path, read: Sequence[Sequence[int]], crowds: Sequence[str], *, crowded: bool) -> Any:
    pages = [column for column in DOCUMENTS.columns if column.name in PAGE]
    return cluster.frame(partial(tasks.claims, place, pa.array(crowds, pa.string()), crowded), read, _ddl([*CLAIMS.columns, *pages]))


def _first(cluster: Cluster, crowds: Any) -> Any:
    """Of those claims in a crowd that say one thing, the first. Spark cuts each task's rows before it shuffles (WindowGroupLimit), so that
    no crowd meets in one place."""
    crowds.createOrReplaceTempView("crowds")
    said = ", ".join(f"`{name}`" for name in ("key", *SAID))
    order = ", ".join(f"`{name}`" for name in _ORDER[1:])
    return cluster.spark.sql(f"""
        SELECT * EXCEPT (rank) FROM (SELECT *, row_number() OVER (PARTITION BY {said} ORDER BY {order}) AS rank FROM crowds)
        WHERE rank <= {comparing.SPOKESMEN}
    """)


def _tasks(claims: Sequence[int], cores: int) -> list[list[int]]:
    """The numbers of the parts that each task reads."""
    room = min(_READ, max(1, sum(claims) // (2 * cores)))
    made: list[list[int]] = []
    had = room
    for number, size in enumerate(claims):
        if had >= room:
            made.append([])
            had = 0
        made[-1].append(number)
        had += size
    return made


def _wide(rows: int, cores: int) -> int:
    """In how many partitions so many rows are shuffled."""
    return max(cores, rows // _ROWS)


def _ddl(columns: Sequence[Column]) -> str:
    return ", ".join(f"`{column.name}` {_TYPES[column.type]}" for column in columns)
