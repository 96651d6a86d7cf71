"""Records turned into Arrow columns, and claims turned back into records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pyarrow as pa

from pipeline.compare import key
from pipeline.model import Bound, Claim, Contradiction, Voice
from pipeline.tables import CLAIMS, CONTRADICTIONS, EVIDENCE, Table

# Columns that are not simply the record's attribute of the same name.
_MADE: Mapping[tuple[str, str], Callable[[Any], object]] = {
    ("documents", "n_chars"): lambda document: len(document.text),
    ("claims", "key"): lambda claim: "|".join(key(claim)),
    ("contradictions", "review"): lambda _: None,
    ("contradictions", "review_note"): lambda _: None,
}


def table_of(table: Table, records: Sequence[object]) -> pa.Table:
    """The records as that table, one list a column (3 times faster than a dict a row)."""
    return from_columns(table, {c.name: map(_MADE.get((table.name, c.name)) or attrgetter(c.name), records) for c in table.columns})


def from_columns(table: Table, columns: Mapping[str, Iterable[object]]) -> pa.Table:
    """The table of the columns, with the types and descriptions of the contract."""
    return pa.Table.from_arrays([_array(columns[c.name], c.type) for c in table.columns], schema=table.schema)


def _array(values: Iterable[object], type_: pa.DataType) -> pa.Array:
    if pa.types.is_floating(type_):
        return pa.array([None if value is None else float(value) for value in values], type_)  # type: ignore[arg-type]
    return pa.array(list(values), type_)


def empty(table: Table) -> pa.Table:
    return table.schema.empty_table()


def in_order(table: Table, rows: pa.Table) -> pa.Table:
    """The rows as the contract sorts them."""
    keys = [(key.removeprefix("-"), "descending" if key.startswith("-") else "ascending") for key in table.order]
    return rows.sort_by(keys) if keys else rows


def disagreements(contradictions: Iterable[Contradiction]) -> tuple[pa.Table, pa.Table]:
    """The tables contradictions and contradiction_evidence, the gravest first."""
    sorted_ = sorted(contradictions, key=lambda c: (-c.severity, c.contradiction_id))
    quotes = [(c.contradiction_id, e) for c in sorted_ for e in c.evidence]
    columns: dict[str, Iterable[object]] = {c.name: [getattr(e, c.name) for _, e in quotes] for c in EVIDENCE.columns[1:]}
    return table_of(CONTRADICTIONS, sorted_), from_columns(EVIDENCE, {"contradiction_id": [i for i, _ in quotes], **columns})


_CLAIM_COLUMNS = [c.name for c in CLAIMS.columns if c.name not in ("claim_id", "key")]  # these two follow from the others


def claims_of(rows: pa.Table) -> Iterator[Claim]:
    """The claims of a table, as they were before they became rows."""
    columns = {name: rows.column(name).to_pylist() for name in _CLAIM_COLUMNS}
    for name in ("value_low", "value_high"):
        columns[name] = [None if value is None else Decimal(f"{value:.15g}") for value in columns[name]]
    columns["bound"] = [None if value is None else Bound(value) for value in columns["bound"]]
    columns["voice"] = [Voice(value) for value in columns["voice"]]
    columns["fact_ids"] = [tuple(value) for value in columns["fact_ids"]]
    for values in zip(*columns.values(), strict=True):
        yield Claim(**dict(zip(columns, values, strict=True)))
