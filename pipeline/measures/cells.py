"""Claims from tables: each value stands below the header of its column and beside the labels of its row."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from pipeline.measures.frames import Frame, frame_of
from pipeline.measures.grid import Cell, Grid, grid, tables
from pipeline.measures.making import HEADER_UNIT, make_none
from pipeline.measures.measures import DEDUCTIBLE
from pipeline.measures.page import Page
from pipeline.measures.quantities import read_span
from pipeline.measures.reader import Reader
from pipeline.measures.tokens import Token
from pipeline.model import Claim, Fact, Reject, Segment
from pipeline.numerals import plain

_BARE = regex.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(?:[-~]([0-9][0-9,]*(?:\.[0-9]+)?))?")
_UNIT = regex.compile(r"[(/ :](?P<unit>万元|元|%|百分比|天|日|个月)(?:/[人年月次·]+)*[)]?$|(?P<unit>%)")
_UNITS = {
    "元": ("amount", "yuan", Decimal(1)),
    "万元": ("amount", "yuan", Decimal(10_000)),
    "%": ("percentage", "percent", Decimal(1)),
    "百分比": ("percentage", "percent", Decimal(1)),
}
_NONE = frozenset({"无", "不设", "零", "0", "0元", "不设起付线", "无起付线", "取消"})
_CORNER = frozenset({"insurance", "service", "region"})


def table_claims(page: Page) -> tuple[list[Claim], list[Reject]]:
    """The claims of the tables of a page, and the values that make none."""
    claims: list[Claim] = []
    rejects: list[Reject] = []
    for run in tables(page.segments):
        found = grid(page, run)
        for made in _rows(page, run) if found is None else _grid(page, run[0], found):
            (claims if isinstance(made, Claim) else rejects).append(made)  # type: ignore[arg-type]
    return claims, rejects


def _rows(page: Page, run: Sequence[Segment]) -> Iterator[Claim | Reject]:
    """Rows without a header: each is read as text."""
    for row in run:
        yield from read_span(page, page.tokens_of(row), row.start, page.frame_of(row))


def _grid(page: Page, first: Segment, table: Grid) -> Iterator[Claim | Reject]:
    base = page.frame_of(first)
    width = len(table.headers[-1])
    columns = [Frame()] * width
    for header in table.headers:
        columns = [frame.under(_frame(page, cell)) for frame, cell in zip(columns, header, strict=True)]
    for n in range(width):
        if n not in table.valued:
            corner = columns[n]
            base = base.under(Frame({column: part for column, part in corner.parts.items() if column in _CORNER}, corner.dates, corner.nouns))
    section = Frame()
    for row, cells in table.rows:
        if len(cells) == 1:
            section = _frame(page, cells[0])
            continue
        labels = Frame()
        for n, cell in enumerate(cells):
            if n not in table.valued and cell.text:
                labels = labels.under(_frame(page, cell))
        for n, cell in enumerate(cells):
            if n in table.valued and cell.text and cell.start >= row.start:
                frame = base.under(section).under(columns[n]).under(labels)
                yield from _value(page, cell, frame, " ".join(header[n].text for header in table.headers))


def _frame(page: Page, cell: Cell) -> Frame:
    return frame_of(page.text, page.tokens_between(cell.start, cell.end), "lead-in")


def _value(page: Page, cell: Cell, frame: Frame, header: str) -> Iterator[Claim | Reject]:
    if cell.text in _NONE:
        if frame.nouns and DEDUCTIBLE.id in frame.nouns[0].measures:
            yield from make_none(page, Reader(page.text, frame, cell.start), cell.start, cell.end)
        return
    found = page.tokens_between(cell.start, cell.end)
    bare = _BARE.fullmatch(cell.text)
    if bare is not None and not any(token.role == "quantity" for token in found):
        fact = _fact(page, cell, bare, header)
        found = [Token(cell.start, cell.end, "quantity", fact.value, fact)] if fact else []
    yield from read_span(page, found, cell.start, frame)


def _fact(page: Page, cell: Cell, bare: regex.Match[str], header: str) -> Fact | None:
    """The quantity of a bare number whose unit stands in the header."""
    unit = _UNIT.search(header)
    if unit is None or unit["unit"] not in _UNITS:
        return None
    kind, name, scale = _UNITS[unit["unit"]]
    low = Decimal(bare[1].replace(",", "")) * scale
    high = Decimal(bare[2].replace(",", "")) * scale if bare[2] else low
    value = plain(low) if low == high else f"{plain(low)}..{plain(high)}"
    return Fact(
        doc_id=page.document.doc_id, segment_id=None, kind=kind, start=cell.start, end=cell.end, text=cell.text, value=value,
        rule=HEADER_UNIT, value_low=low, value_high=high, unit=name,
    )  # fmt: skip
