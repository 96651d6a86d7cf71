"""Claims from tables: each value stands below the header of its column and beside the labels of its row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from pipeline.measures.bands import band_words
from pipeline.measures.benefits import DEDUCTIBLE
from pipeline.measures.contributions import CONTRIBUTION_AMOUNT, FUNDING_TOTAL, SUBSIDY_AMOUNT
from pipeline.measures.frames import Frame, Noun, frame_of
from pipeline.measures.grid import Cell, Grid, grid, is_value, loose_tables, tables
from pipeline.measures.making import HEADER_UNIT, make_none
from pipeline.measures.measures import SHARES
from pipeline.measures.page import Page
from pipeline.measures.quantities import read_span
from pipeline.measures.reader import Reader
from pipeline.measures.terms import Part
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
_ASIDE = regex.compile(r"说明|备注|有效期|时限|序号|编号|电话|地址|较上年|增长|人数|人次|支出|床位")  # columns that hold no measure
_SUM = regex.compile(r"合计|总计|筹资合计|小计")
_CORNER = frozenset({"insurance", "service", "region"})


def table_claims(page: Page) -> tuple[list[Claim], list[Reject]]:
    """The claims of the tables of a page, and the values that make none."""
    claims: list[Claim] = []
    rejects: list[Reject] = []
    for run in (*tables(page.text, page.segments), *loose_tables(page)):
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
    if columns[0].nouns and table.rows and is_value(page, table.rows[0][1][0]):
        table = table._replace(valued=table.valued | {0})
    for n in range(width):
        named_share = columns[n].nouns or table.headers[-1][n].text != "比例"
        if not named_share and (ours := next((SHARES[m] for frame in columns for noun in frame.nouns for m in noun.measures if m in SHARES), None)):
            cell = table.headers[-1][n]
            columns[n] = replace(columns[n], nouns=(Noun(cell.start, cell.end, (ours,), "lead-in"),))
        if n not in table.valued:
            corner = columns[n]
            base = base.under(Frame({column: part for column, part in corner.parts.items() if column in _CORNER}, corner.dates, corner.nouns))
    names = [" ".join(header[n].text for header in table.headers) for n in range(width)]
    named = {measure for frame in columns for noun in frame.nouns for measure in noun.measures}
    if {SUBSIDY_AMOUNT.id, CONTRIBUTION_AMOUNT.id} <= named:
        columns = [_total(page, cell) if _SUM.fullmatch(cell.text) else frame for cell, frame in zip(table.headers[-1], columns, strict=True)]
    base = replace(base, employer=base.employer or any(frame.employer for frame in columns))
    section = Frame()
    for row, cells in table.rows:
        if len(cells) == 1:
            section = _frame(page, cells[0])
            continue
        labels = Frame()
        for n, cell in enumerate(cells):
            if n not in table.valued and cell.text:
                labels = labels.under(_label(page, cell))
        for n, cell in enumerate(cells):
            if n in table.valued and cell.text and cell.start >= row.start and not _ASIDE.search(names[n]):
                frame = base.under(section).under(columns[n]).under(labels)
                yield from _value(page, cell, frame, names[n])


def _frame(page: Page, cell: Cell) -> Frame:
    return frame_of(page.text, page.tokens_between(cell.start, cell.end), "lead-in")


def _label(page: Page, cell: Cell) -> Frame:
    """What a label beside a row says; a sum or share in it is the band that the row is for (5万元至10万元, 60%档)."""
    frame = _frame(page, cell)
    sums = [fact for fact in page.facts_in(cell.start, cell.end) if fact.kind in ("amount", "percentage")]
    if not sums:
        return frame
    fact = sums[0]
    words = band_words(fact, page.text[cell.start : fact.start], page.text[fact.end : cell.end]) if fact.kind == "amount" and len(sums) == 1 else cell.text
    return replace(frame, parts=frame.parts | {"band": Part(words, cell.start, cell.end, "lead-in")})


def _total(page: Page, cell: Cell) -> Frame:
    """The column of what contributions and subsidies come to."""
    return Frame(nouns=(Noun(cell.start, cell.end, (FUNDING_TOTAL.id,), "lead-in"),))


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
