"""Rows of a flattened table as a grid: cells at their places, headers found, merged cells filled from above."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.measures.page import Page
from pipeline.measures.tokens import QUANTITIES
from pipeline.model import Segment, SegmentKind

_SEPARATORS = (regex.compile(r"\|"), regex.compile(r"\t"), regex.compile(r" {2,}"), regex.compile(" "))
_NARROWEST, _FEWEST = 3, 2  # cells of a row, and rows with the header, that make a table of lines with single blanks
_LONGEST_ROW, _LONGEST_CELL = 120, 16
_THOUSANDS = regex.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_NUMBER = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:[-~][0-9][0-9,]*(?:\.[0-9]+)?)?")
_SAME = frozenset({"", "同上", "″", '"', "〃", "''"})


class Cell(NamedTuple):
    """A cell's text without the blanks around it, at its place."""

    start: int
    end: int
    text: str


class Grid(NamedTuple):
    """A table: headers above columns, and rows as wide as the headers. Columns from `labels` on hold values."""

    headers: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Segment, tuple[Cell, ...]], ...]
    valued: frozenset[int]


def tables(text: str, segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The runs of table rows of a page; a rule between rows (|---|) does not end a table."""
    run: list[Segment] = []
    for segment in segments:
        if segment.kind is SegmentKind.TABLE_ROW:
            if not run and segment.ordinal:
                above = segments[segment.ordinal - 1]
                if _width(text[above.start : above.end]) == len(cells(text, segment.start, segment.end)) > 1:
                    run.append(above)  # headers with single blanks between them are no row by themselves
            run.append(segment)
        elif run and segment.kind is SegmentKind.BOILERPLATE and segment.item == run[-1].item:
            continue
        elif run:
            yield run
            run = []
    if run:
        yield run


def loose_tables(page: Page) -> list[list[Segment]]:
    """The runs of lines that are rows of a table with single blanks between its cells, each below a line of headers."""
    runs: list[list[Segment]] = []
    widths: list[int] = []
    for segment in page.quantity_segments():
        width = _width(page.text[segment.start : segment.end])
        if width < _NARROWEST:
            continue
        if runs and runs[-1][-1].ordinal == segment.ordinal - 1 and widths[-1] == width:
            runs[-1].append(segment)
        elif segment.ordinal and _width(page.text[(above := page.segments[segment.ordinal - 1]).start : above.end]) == width:
            runs.append([above, segment])
            widths.append(width)
    return [run for run in runs if len(run) > _FEWEST]


def _width(line: str) -> int:
    """How many cells a line with single blanks between them may have; 0 if it is no such row."""
    line = line.strip()
    if len(line) > _LONGEST_ROW or any(sign in _THOUSANDS.sub("", line) for sign in "。,;:!?|\t"):
        return 0
    chunks = line.split(" ")
    return len(chunks) if all(0 < len(chunk) <= _LONGEST_CELL for chunk in chunks) else 0


def cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of a row: between pipes, else tabs, else runs of blanks, else blanks."""
    line = text[start:end]
    separator = next((sign for sign in _SEPARATORS if sign.search(line.strip(" "))), None)
    if separator is None:
        return (_cell(text, start, end),)
    found, at = [], start
    for cut in separator.finditer(text, start, end):
        found.append(_cell(text, at, cut.start()))
        at = cut.end()
    found.append(_cell(text, at, end))
    if separator is _SEPARATORS[0]:
        return tuple(found[(not found[0].text) : len(found) - (not found[-1].text)])
    return tuple(found)


def _cell(text: str, start: int, end: int) -> Cell:
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    return Cell(left, left + len(inner.strip()), inner.strip())


def is_value(page: Page, cell: Cell) -> bool:
    """Whether a cell holds a quantity or a bare number."""
    return _NUMBER.fullmatch(cell.text) is not None or any(fact.kind in QUANTITIES for fact in page.facts_in(cell.start, cell.end))


def grid(page: Page, run: Sequence[Segment]) -> Grid | None:
    """The table of a run of rows; None where it has no header or its rows do not fit it."""
    split = [(row, cells(page.text, row.start, row.end)) for row in run]
    first = next((n for n, (_, row) in enumerate(split) if any(is_value(page, cell) for cell in row[1:])), None)
    if not first:
        return None
    width = len(split[first - 1][1])
    headers = tuple(row for _, row in split[:first] if len(row) == width)
    body = [(segment, row) for segment, row in split[first:] if len(row) == 1 or len(row) <= width]
    if width < 2 or len(body) < len(split) - first:
        return None
    full = [row for _, row in body if len(row) == width]
    valued = frozenset(column for column in range(1, width) if any(is_value(page, row[column]) for row in full))
    rows, above = [], tuple(Cell(segment.start, segment.start, "") for segment in [run[0]] * width)
    for segment, row in body:
        whole = row if len(row) == width or len(row) == 1 else (*above[: width - len(row)], *row)
        if len(whole) == width:
            whole = tuple(above[n] if n not in valued and cell.text in _SAME else cell for n, cell in enumerate(whole))
            above = whole
        rows.append((segment, whole))
    return Grid(headers, tuple(rows), valued)
