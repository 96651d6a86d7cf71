"""What a run changed, as lines of text: contradictions first, as they are what people came for."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from pipeline.report.console import headline
from pipeline.stored import Folder, connect

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_TABLES = ("contradictions", "claims", "facts")


def counted(folder: Folder) -> dict[str, Counter[str]]:
    """How many rows of each table were added, removed and changed."""
    counts = {name: Counter[str]() for name in _TABLES}
    with connect(folder, ["changes"]) as database:
        for table, change, n in database.sql('SELECT "table", change, count(*) FROM changes GROUP BY ALL').fetchall():
            counts[table][change] = n
    return counts


def difference(folder: Folder, shown: int) -> Iterator[str]:
    """How much each table changed, then some of the rows."""
    counts = counted(folder)
    for name, changes in counts.items():
        yield f"{name:<14}  {', '.join(f'{changes[change]:,} {change}' for change in _SIGNS if changes[change]) or 'no difference'}"
    for table, rows in groupby(_rows(folder, shown), key=lambda row: row["table"]):
        yield ""
        yield table
        yield from (f"  {_SIGNS[row['change']]} {_line(row)}" for row in rows)
        if (more := counts[table].total() - shown) > 0:
            yield f"  … and {more:,} more in changes.parquet (--show N shows N)"


def _rows(folder: Folder, shown: int) -> list[dict[str, Any]]:
    with connect(folder, ["changes"]) as database:
        rows = database.execute(
            """
            SELECT * FROM changes QUALIFY row_number() OVER (PARTITION BY "table" ORDER BY id) <= ?
            ORDER BY list_position(?, "table"), id
            """,
            [shown, list(_TABLES)],
        )
        names = [column[0] for column in rows.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def _line(row: Mapping[str, Any]) -> str:
    before, after = (json.loads(row[side]) if row[side] else {} for side in ("before", "after"))
    if row["change"] == "changed":
        told = ", ".join(f"{name} {before.get(name, 'nothing')} → {after.get(name, 'nothing')}" for name in {**before, **after})
        return f"{row['id']}  {told}"
    return f"{row['id']}  {_told(row['table'], after or before)}"


def _told(table: str, row: Mapping[str, Any]) -> str:
    match table:
        case "contradictions":
            return f"{headline(row)}: {row['summary']}"
        case "claims":
            return f"{row['measure']} {row['value']} 「{row['quote']}」"
        case _:
            return f"{row['kind']} {row['value']} 「{row['text']}」"
