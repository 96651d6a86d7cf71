"""The contradictions as a sheet that opens in Excel: a row each with its sides' values and quotes, for xlsx with the evidence beside."""

import csv
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

import regex
import xlsxwriter

from pipeline.report.gather import Database, Row, rows, shown_values
from pipeline.stored import Folder, connect
from pipeline.tables import CONTRADICTIONS, EVIDENCE

FORMATS = ("csv", "xlsx")
CELL = 32_767  # signs, more Excel does not take
LINES = 1_048_575  # rows below the header, likewise
NARROW = 14  # of a column, in signs
WIDE = {
    "summary": 60,
    "quotes": 80,
    "quote": 60,
    **dict.fromkeys(("side_values", "likely_reason", "review_note", "title", "source", "url"), 30),
}
_LONG_AGO = datetime(2000, 1, 1)
_CONTROLS = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = tuple("=+-@＝＋－＠\t\r")  # wide signs too: a Chinese Excel takes them

COLUMNS = (*(column.name for column in CONTRADICTIONS.columns), "side_values", "quotes")
EVIDENCE_COLUMNS = (*(column.name for column in EVIDENCE.columns), "title", "source", "url", "publisher", "published")
_FOUND = """
    SELECT c.*, q.side, q.value, q.claim_id, q.doc_id, q.quote, q.as_of FROM
        (SELECT *, row_number() OVER () AS n FROM contradiction_evidence) q RIGHT JOIN contradictions c USING (contradiction_id)
    ORDER BY severity DESC, contradiction_id, side, n
"""
_EVIDENCE = """
    SELECT q.*, title, source, url, publisher, d.published
    FROM (SELECT *, row_number() OVER () AS n FROM contradiction_evidence) q JOIN contradictions c USING (contradiction_id)
        JOIN documents d USING (doc_id)
    ORDER BY severity DESC, contradiction_id, side, n
"""


def export(folder: Folder, form: str, out: Path) -> None:
    """Write the contradictions of the tables in a folder to a file, as csv or xlsx."""
    with connect(folder, ordered=True) as db:
        (_xlsx if form == "xlsx" else _csv)(db, out)


def contradictions(db: Database) -> Iterator[Row]:
    """A row a contradiction, with its sides' values and its quotes, each on a line of its own."""
    values = shown_values(db)
    for _, group in groupby(rows(db, _FOUND), key=lambda row: row["contradiction_id"]):
        quotes = list(group)
        said = [quote for quote in quotes if quote["quote"] is not None]
        sides = [list(some) for _, some in groupby(said, key=lambda quote: quote["side"])]
        yield quotes[0] | {
            "side_values": "\n".join(
                " / ".join(dict.fromkeys(values.get(quote["claim_id"] or "") or quote["value"] for quote in side)) for side in sides
            ),
            "quotes": "\n".join(_quoted(quote) for quote in said),
        }


def _quoted(quote: Row) -> str:
    dated = f" ({quote['as_of']})" if quote["as_of"] else ""
    return f"{quote['side'] + 1}. {quote['quote']}{dated} [{quote['doc_id']}]"


def guarded(value: object) -> object:
    """A cell of a CSV that no spreadsheet takes for a formula: what begins like one stands behind an apostrophe."""
    return _cell(f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value)


def _cell(value: object) -> object:
    """A cell that is not longer than Excel takes, and without the controls that its format cannot hold."""
    if not isinstance(value, str):
        return value
    text = _CONTROLS.sub("", value)
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"


def _csv(db: Database, out: Path) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:  # without the mark in front, Excel takes it for another encoding
        sheet = csv.writer(file)
        sheet.writerow(COLUMNS)
        sheet.writerows([guarded(row[column]) for column in COLUMNS] for row in contradictions(db))


def _xlsx(db: Database, out: Path) -> None:
    # Texts go in as texts: nothing is taken for a formula, a link or a number. The date is fixed, so that equal tables give equal files.
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with out.open("wb") as file, xlsxwriter.Workbook(file, settings) as book:
        book.set_properties({"created": _LONG_AGO})
        head = book.add_format({"bold": True, "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        for name, columns, filled in (
            ("contradictions", COLUMNS, contradictions(db)),
            ("evidence", EVIDENCE_COLUMNS, iter(rows(db, _EVIDENCE))),
        ):
            sheet = book.add_worksheet(name)
            for n, column in enumerate(columns):
                sheet.set_column(n, n, WIDE.get(column, NARROW), cell)
            sheet.freeze_panes(1, 1)
            sheet.write_row(0, 0, columns, head)
            for n, row in enumerate(islice(filled, LINES), start=1):
                for m, column in enumerate(columns):
                    sheet.write(n, m, _cell(row[column]), cell)
            sheet.autofilter(0, 0, sheet.dim_rowmax or 0, len(columns) - 1)
