"""A few rows of a table as Markdown."""

from html import escape

import pyarrow as pa

ROWS, WIDTH = 8, 60


def markdown(rows: pa.Table, limit: int = ROWS, width: int = WIDTH) -> str:
    """The first rows; columns that are empty in all of them are left out."""
    first = rows.slice(0, limit)
    if not first.num_rows:
        return f"No rows. Columns: {', '.join(rows.column_names)}."
    shown = [name for name in first.column_names if first[name].null_count < first.num_rows]
    lines = [shown, ["---"] * len(shown), *zip(*([cell(value, width) for value in first[name].to_pylist()] for name in shown), strict=True)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def cell(value: object, width: int = WIDTH) -> str:
    """One line that Markdown shows as it is: a page's own signs must not become markup."""
    text = "" if value is None else " ".join(str(value).split())
    text = text if len(text) <= width else text[: width - 1] + "…"
    return "".join(f"\\{sign}" if sign in "\\|`*_[]~" else sign for sign in escape(text, quote=False))
