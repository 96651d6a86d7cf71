"""The claims of each key brought together out of core, and compared in worker processes."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.columns import disagreements
from pipeline.engines.batch import PAGE, Comparison, compare_rows
from pipeline.engines.pool import Workers
from pipeline.stored import SPILL, connect
from pipeline.tables import CLAIMS

ROWS = 20_000  # claims of a task, about; a key is never split
CROWD, SPOKESMEN = 10_000, 200
# A key of more than CROWD claims is a crowd: of those that say one thing in one scope and time the first SPOKESMEN speak for all.
# No reader wants more quotes, and the work does not grow with the square of the corpus.
SAID = [c.name for c in CLAIMS.columns if c.name not in {
    "claim_id", "doc_id", "segment_id", "start", "end", "quote", "region_name", "published", "voice", "fact_ids", "rule", "key",
}]  # fmt: skip
_TOGETHER = f"""
    WITH busy AS (SELECT key, count(*) AS size FROM claims {{wanted}} GROUP BY key HAVING size > 1),
    ranked AS (
        SELECT claims.*, CASE WHEN size > {CROWD} THEN
            row_number() OVER (PARTITION BY key, {", ".join(f'claims."{name}"' for name in SAID)} ORDER BY doc_id, start, "end", claim_id)
            ELSE 0 END AS rank
        FROM claims JOIN busy USING (key)
    )
    SELECT ranked.* EXCLUDE (rank), {", ".join(f"documents.{name}" for name in PAGE)}
    FROM ranked JOIN documents USING (doc_id) WHERE rank <= {SPOKESMEN} ORDER BY key, doc_id, start, "end", claim_id
"""


def compare_all(place: Path, workers: Workers, memory: str, keys: Collection[str] | None = None) -> Comparison:
    """What the claims in a folder of tables yield, or those of some keys."""
    if keys is not None and not keys:
        return together([])
    with connect(place, ("claims", "documents"), memory) as database:
        database.execute(f"SET temp_directory = '{place / SPILL}'")
        if keys is not None:
            database.register("wanted", pa.table({"key": pa.array(sorted(keys), pa.string())}))
        sql = _TOGETHER.format(wanted="" if keys is None else "WHERE key IN (SELECT key FROM wanted)")
        rows = database.sql(sql).to_arrow_reader(ROWS)
        return together([made for _, made in workers.map(compare_rows, by_key(rows))])


def by_key(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows, which are sorted by key, in tables of ROWS rows and more that hold all of their keys."""
    waiting: list[pa.Table] = []
    for batch in batches:
        rows = pa.concat_tables([*waiting, pa.Table.from_batches([batch])])
        cut = pc.index(rows["key"], rows["key"][-1]).as_py() if rows.num_rows else 0  # where the last key begins
        if cut >= ROWS:
            yield rows.slice(0, cut)
            rows = rows.slice(cut)
        waiting = [rows]
    yield from waiting


def together(found: list[Comparison]) -> Comparison:
    none = Comparison(*disagreements([]), [], Counter())
    return Comparison(
        pa.concat_tables([none.contradictions, *(one.contradictions for one in found)]),
        pa.concat_tables([none.evidence, *(one.evidence for one in found)]),
        [reject for one in found for reject in one.rejects],
        sum((one.rungs for one in found), Counter()),
    )
