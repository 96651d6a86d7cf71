"""Claims from tables: each value stands below the header of its column and beside the labels of its row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.measures.bands import band_words
from pipeline.measures.benefits import DEDUCTIBLE
from pipeline.measures.contributions import CONTRIBUTION_AMOUNT, FUNDING_TOTAL, SUBSIDY_AMOUNT
from pipeline.measures.frames import Frame, Noun, frame_of
from pipeline.measures.grid import Grid, grid, is_value
from pipeline.measures.making import make_none
from pipeline.measures.measures import MEASURES, SHARES
from pipeline.measures.page import Page
from pipeline.measures.quantities import read_span
from pipeline.measures.reader import Reader
from pipeline.measures.terms import Part
from pipeline.model import Claim, Reject, Segment
from pipeline.rows import Cell, tables

_BARE = regex.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(?:[-~]([0-9][0-9,]*(?:\.[0-9]+)?))?")
_NONE = frozenset({"无", "不设", "零", "0", "0元", "不设起付线", "无起付线", "取消"})
_OURS = frozenset(measure.id for measure in MEASURES)
_ASIDE = regex.compile(r"说明|备注|有效期|时限|序号|编号|电话|地址|较上年|增长|人数|人次|支出|床位")  # columns that hold no measure
_SUM = regex.compile(r"合计|总计|筹资合计|小计")
_CORNER = frozenset({"insurance", "service", "region"})


def table_claims(page: Page, loose: Sequence[list[Segment]]) -> tuple[list[Claim], list[Reject]]:
    """The claims of the tables of a page, those of lines with single blanks among them, and the values that make none."""
    claims: list[Claim] = []
    rejects: list[Reject] = []
    for run in (*tables(page.text, page.segments), *loose):
        found = grid(page, run)
        for made in _rows(page, run) if found is None else _grid(page, run[0], found):
            (claims if isinstance(made, Claim) else rejects).append(made)  # type: ignore[arg-type]
    return claims, rejects


def _rows(page: Page, run: Sequence[Segment]) -> Iterator[Claim | Reject]:
    """Rows without a header: each is read as text."""
    for row in run:
        yield from read_span(page, page.tokens_of(row), row.start, page.frame_of(row))


def _grid(page: Page, first: Segment, table: Grid) -> Iterator[Claim | Reject]:
    columns = _columns(page, table)
    named = any(noun.measures[0] in _OURS for noun in columns[0].nouns)
    alike = not columns[0].parts.keys().isdisjoint(columns[1].parts)  # 一级医院 二级医院 三级医院 over 100元 250元 550元
    if (named or alike) and is_value(page, table.rows[0][1][0]):
        table = table._replace(valued=table.valued | {0})
    base = page.frame_of(first)
    base = replace(base, employer=base.employer or any(frame.employer for frame in columns))
    for n, corner in enumerate(columns):
        if n not in table.valued:
            passed = {column: part for column, part in corner.parts.items() if column in _CORNER}
            base = base.under(Frame(passed, corner.dates, corner.nouns))
    names = [" ".join(header[n].text for header in table.headers) for n in range(len(columns))]
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
                yield from _value(page, cell, base.under(section).under(columns[n]).under(labels))


def _columns(page: Page, table: Grid) -> list[Frame]:
    """What the headers say of each column; a bare 比例 or 合计 is told by the columns beside it."""
    columns = [Frame()] * len(table.headers[-1])
    for header in table.headers:
        columns = [frame.under(_frame(page, cell)) for frame, cell in zip(columns, header, strict=True)]
    named = {measure: None for frame in columns for noun in frame.nouns for measure in noun.measures}
    share = next((SHARES[measure] for measure in named if measure in SHARES), None)
    summed = FUNDING_TOTAL.id if {SUBSIDY_AMOUNT.id, CONTRIBUTION_AMOUNT.id} <= named.keys() else None
    for n, cell in enumerate(table.headers[-1]):
        measure = share if cell.text == "比例" else summed if _SUM.fullmatch(cell.text) else None
        if measure is not None and not columns[n].nouns:
            columns[n] = Frame(nouns=(Noun(cell.start, cell.end, (measure,), "lead-in"),))
    return columns


def _frame(page: Page, cell: Cell) -> Frame:
    return frame_of(page.text, page.tokens_between(cell.start, cell.end), "lead-in")


def _label(page: Page, cell: Cell) -> Frame:
    """What a label beside a row says; a sum or share in it is the band that the row is for (5万元至10万元, 60%档)."""
    frame = _frame(page, cell)
    sums = [fact for fact in page.facts_in(cell.start, cell.end) if fact.kind in ("amount", "percentage")]
    if not sums:
        return frame
    fact, words = sums[0], cell.text
    if fact.kind == "amount" and len(sums) == 1:
        words = band_words(fact, page.text[cell.start : fact.start], page.text[fact.end : cell.end])
    return replace(frame, parts=frame.parts | {"band": Part(words, cell.start, cell.end, "lead-in")})


def _value(page: Page, cell: Cell, frame: Frame) -> Iterator[Claim | Reject]:
    if cell.text in _NONE:
        if frame.nouns and DEDUCTIBLE.id in frame.nouns[0].measures:
            yield from make_none(page, Reader(page.text, frame, cell.start), cell.start, cell.end)
        return
    found = page.tokens_between(cell.start, cell.end)
    bare = _BARE.fullmatch(cell.text)
    if bare is not None and not any(token.role == "quantity" for token in found):
        if frame.nouns:
            yield page.reject(cell, "no_unit", "A bare number: neither its column's header nor the table's caption names a unit.")
        return
    yield from read_span(page, found, cell.start, frame)
