"""What differs from the last run: facts, claims and contradictions added, removed or changed, told by their ids."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.columns import from_columns
from pipeline.tables import CHANGES, TABLES

WATCHED = ("facts", "claims", "contradictions")
_Row = tuple[str, str, str, str | None, str | None, str | None]


def changes(old: Mapping[str, pa.Table], new: Mapping[str, pa.Table]) -> pa.Table:
    """The table changes between the tables of one name."""
    rows = [row for name in old for row in _between(name, old[name], new[name])]
    return from_columns(CHANGES, dict(zip((c.name for c in CHANGES.columns), zip(*rows, strict=True) if rows else [()] * 6, strict=True)))


def _between(name: str, old: pa.Table, new: pa.Table) -> Iterator[_Row]:
    id_ = str(TABLES[name].id)
    was = pc.index_in(new[id_], value_set=old[id_].combine_chunks())
    for row in new.filter(pc.is_null(was)).to_pylist():
        yield (name, "added", row[id_], row.get("doc_id"), None, _json(row))
    for row in old.filter(pc.invert(pc.is_in(old[id_], value_set=new[id_].combine_chunks()))).to_pylist():
        yield (name, "removed", row[id_], row.get("doc_id"), _json(row), None)
    before, after = old.take(pc.drop_null(was)), new.filter(pc.is_valid(was))
    for row in _unequal(before, after):
        is_, had = after.slice(row, 1).to_pylist()[0], before.slice(row, 1).to_pylist()[0]
        differ = [column for column in is_ if is_[column] != had[column]]
        yield (name, "changed", is_[id_], is_.get("doc_id"), _json({c: had[c] for c in differ}), _json({c: is_[c] for c in differ}))


def _unequal(before: pa.Table, after: pa.Table) -> list[int]:
    """The numbers of the rows that differ; column by column, as most columns of most rows are equal."""
    rows: set[int] = set()
    for column in after.column_names:
        if not before[column].equals(after[column]):
            pairs = zip(before[column].to_pylist(), after[column].to_pylist(), strict=True)
            rows.update(n for n, (had, is_) in enumerate(pairs) if had != is_)
    return sorted(rows)


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps({column: value for column, value in row.items() if value is not None}, ensure_ascii=False, default=str)
