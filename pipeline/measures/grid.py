"""Rows of a flattened table as a grid: cells at their places, headers found, merged cells filled from above."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from pipeline.measures.page import Page
from pipeline.measures.tokens import QUANTITIES
from pipeline.model import Segment, SegmentKind
from pipeline.rows import Cell, cells, loose_cells, loose_width

_NARROWEST, _FEWEST = 3, 2  # cells of a row, and rows with the header, that make a table of lines with single blanks
_NUMBER = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:[-~][0-9][0-9,]*(?:\.[0-9]+)?)?")
_SAME = frozenset({"", "同上", "″", '"', "〃", "''"})


class Grid(NamedTuple):
    """A table: headers above columns, and rows as wide as the headers. Columns from `labels` on hold values."""

    headers: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Segment, tuple[Cell, ...]], ...]
    valued: frozenset[int]


def loose_tables(page: Page) -> list[list[Segment]]:
    """The runs of lines that are rows of a table with single blanks between its cells, each below a line of headers."""
    runs: list[list[Segment]] = []
    widths: list[int] = []
    for segment in page.quantity_segments():
        width = loose_width(page.text[segment.start : segment.end])
        if width < _NARROWEST:
            continue
        if runs and runs[-1][-1].ordinal == segment.ordinal - 1 and widths[-1] == width:
            runs[-1].append(segment)
        elif segment.ordinal and loose_width(page.text[(above := page.segments[segment.ordinal - 1]).start : above.end]) == width:
            runs.append([above, segment])
            widths.append(width)
    return [run for run in runs if len(run) > _FEWEST or _is_valued(page, *run)]


def _is_valued(page: Page, header: Segment, row: Segment) -> bool:
    """Whether a line of values alone stands below a line without any."""
    below, above = ([is_value(page, cell) for cell in _cells(page, one)] for one in (row, header))
    return all(below) and not any(above)


def is_value(page: Page, cell: Cell) -> bool:
    """Whether a cell holds a quantity or a bare number."""
    facts = page.facts_in(cell.start, cell.end)
    if any(fact.kind == "date" for fact in facts):
        return False
    return _NUMBER.fullmatch(cell.text) is not None or any(fact.kind in QUANTITIES for fact in facts)


def grid(page: Page, run: Sequence[Segment]) -> Grid | None:
    """The table of a run of rows; None where it has no header or its rows do not fit it."""
    split = [(row, _cells(page, row)) for row in run]
    first = next((n for n, (_, row) in enumerate(split) if any(is_value(page, cell) for cell in row[1:])), None)
    if not first:
        return None
    width = len(split[first - 1][1])
    headers = tuple(row for _, row in split[:first] if len(row) == width)
    body = [(segment, _cut(page, row, width)) for segment, row in split[first:]]
    if width < 2 or any(len(row) > width for _, row in body):
        return None
    full = [row for _, row in body if len(row) == width]
    valued = frozenset(column for column in range(1, width) if any(is_value(page, row[column]) for row in full))
    rows, above = [], tuple(Cell(segment.start, segment.start, "") for segment in [run[0]] * width)
    for segment, row in body:
        whole = row if len(row) == width or len(row) == 1 else _filled(page, row, above, valued)
        if len(whole) == width:
            whole = tuple(above[n] if n not in valued and cell.text in _SAME else cell for n, cell in enumerate(whole))
            above = whole
        rows.append((segment, whole))
    return Grid(headers, tuple(rows), valued)


def _cells(page: Page, row: Segment) -> tuple[Cell, ...]:
    split = cells if row.kind is SegmentKind.TABLE_ROW else loose_cells
    return split(page.text, row.start, row.end)


def _cut(page: Page, row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """A row without what runs on behind its last cell and holds no value: a remark, the next paragraph."""
    return row if any(is_value(page, cell) for cell in row[width:]) else row[:width]


def _filled(page: Page, row: tuple[Cell, ...], above: tuple[Cell, ...], valued: frozenset[int]) -> tuple[Cell, ...]:
    """A row with the merged cells of the one above: on its left, or on both sides where only so its values stand below value headers."""
    left = len(above) - len(row)
    for n in range(left, -1, -1):
        if all((column in valued) == is_value(page, cell) for column, cell in enumerate(row, n) if cell.text not in _SAME):
            return (*above[:n], *row, *above[n + len(row) :])
    return (*above[:left], *row)
