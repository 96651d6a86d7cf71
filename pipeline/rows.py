"""Tables that were flattened to text: their rows and the cells of a row."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.model import Segment, SegmentKind

_SEPARATORS = (regex.compile(r"\|"), regex.compile(r"\t"), regex.compile(r" {2,}"))


class Cell(NamedTuple):
    """A cell's text without the blanks around it, at its place."""

    start: int
    end: int
    text: str


def tables(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The runs of table rows of a page; a rule between rows (|---|) does not end a table."""
    run: list[Segment] = []
    for segment in segments:
        if segment.kind is SegmentKind.TABLE_ROW:
            run.append(segment)
        elif run and segment.kind is SegmentKind.BOILERPLATE and segment.item == run[-1].item:
            continue
        elif run:
            yield run
            run = []
    if run:
        yield run


def cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of a row: between pipes, else tabs, else runs of blanks."""
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
