"""Tables that were flattened to text: their rows and the cells of a row."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.model import Segment, SegmentKind

_SEPARATORS = (regex.compile(r"\|"), regex.compile(r"\t"), regex.compile(r" {2,}"), regex.compile(" "))
_CHUNK = regex.compile(r"[^ ]+")
_LONGEST_ROW, _LONGEST_CELL = 120, 16
_THOUSANDS = regex.compile(r"(?<=[0-9]),(?=[0-9]{3})")


class Cell(NamedTuple):
    """A cell's text without the blanks around it, at its place."""

    start: int
    end: int
    text: str


def tables(text: str, segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The runs of table rows of a page; a rule between rows (|---|) does not end a table."""
    run: list[Segment] = []
    for segment in segments:
        if segment.kind is SegmentKind.TABLE_ROW:
            if run and _begins(text, run[-1], segment):
                yield run
                run = []
            if not run and segment.ordinal:
                above = segments[segment.ordinal - 1]
                if loose_width(text[above.start : above.end]) == len(cells(text, segment.start, segment.end)) > 1:
                    run.append(above)  # headers with single blanks between them are no row by themselves
            run.append(segment)
        elif run and segment.kind is SegmentKind.BOILERPLATE and segment.item == run[-1].item:
            continue
        elif run:
            yield run
            run = []
    if run:
        yield run


def _begins(text: str, above: Segment, row: Segment) -> bool:
    """Whether a row below an empty line begins another table: its cells are parted in another way (一级 | 60% above | 二级 | 70% |)."""
    if "\n\n" not in text[above.end : row.start]:
        return False
    return text.startswith("|", row.start) != text.startswith("|", above.start)


def loose_width(line: str) -> int:
    """How many cells a line with single blanks between them may have; 0 if it is no such row."""
    line = line.strip()
    if len(line) > _LONGEST_ROW or any(sign in line for sign in "。;:!?|\t") or "," in _THOUSANDS.sub("", line):
        return 0
    chunks = line.split()
    return len(chunks) if all(len(chunk) <= _LONGEST_CELL for chunk in chunks) else 0


def loose_cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of such a line."""
    return tuple(Cell(chunk.start(), chunk.end(), chunk.group()) for chunk in _CHUNK.finditer(text, start, end))


def cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of a row: between pipes, else tabs, else runs of blanks, else blanks."""
    line = text[start:end].strip(" ")
    separator = next((sign for sign in _SEPARATORS if sign.search(line)), None)
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
