"""Quantities and years of tables: a bare number whose unit stands in its column's header, 金额(万元), or in the table's caption, (单位:元).

The fact's span is the number. A caption's unit is for the columns that name money (or shares) and no unit of their own.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import regex

from pipeline.kinds.context import qualify
from pipeline.model import Segment, SegmentKind
from pipeline.numerals import ARABIC, number, plain
from pipeline.rows import Cell, cells, tables
from pipeline.rules import Entry, Hit, Reading

_UNITS = {
    "元": ("yuan", Decimal(1)),
    "千元": ("yuan", Decimal(1_000)),
    "万元": ("yuan", Decimal(10_000)),
    "亿元": ("yuan", Decimal(100_000_000)),
    "%": ("percent", Decimal(1)),
    "百分比": ("percent", Decimal(1)),
    "‰": ("percent", Decimal("0.1")),
}
_SIGN = "(?P<unit>[千万亿]?元|%|‰|百分比)"
_COUNTED_BY = "(?:/[人年月日次·]{1,5})*"
# The unit stands in parentheses or after a slash at the end of the header, maybe with what it is counted by: 标准(元/人·年), 金额/万元.
_UNIT = regex.compile(rf"(?:\((?:单位:)?|[/ :]){_SIGN}{_COUNTED_BY}\)?$|(?P<unit>%)$")
_CAPTION_UNIT = regex.compile(rf"单位[:为 ]{{1,2}}(?:[^()。,;]{{0,8}}[、/和])?{_SIGN}|\({_SIGN}{_COUNTED_BY}\)$")
_MONEY = regex.compile(r"标准|额|线|缴费|缴纳|费用|补助|补贴|起付|封顶|支出|收入|结余|资助|上限|下限|基数|工资|合计|总计")
_SHARES = regex.compile(r"比例|占比|[率重]$")
_NEITHER = regex.compile(
    r"比例|占比|率|人数|人次|人口|户|年[份限]$|^年度?$|时间|日期|序|编[码号]|代码|次数|天数|[期时]限|排名|名次|床|家数|档次|级别|等级|类[别型]|电话"
    r"|\((?:万?人|万?户|家|个|天|次|张|所|年|月|岁|位|%)\)$"
)
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}")
_YEARS = frozenset({"年", "年份", "年度", "缴费年度", "参保年度", "待遇年度", "统计年度", "保障年度"})
_REACH = 40  # characters of a caption
_BARE = regex.compile(rf"(?P<low>{ARABIC})(?:[~-](?P<high>{ARABIC}))?")

AMOUNT = Entry(
    id="amount.column",
    about="A bare number in a column whose header ends in (元), (万元) and the like is money.",
    yields={
        "病种 | 年度限额(元) | 有效期\n高血压 | 1200 | 长期\n糖尿病 | 1,800 | 3": ("1200", "1800"),
        "统筹区\t人数\t支出(万元)\n一区\t1200\t36.5\n二区\t900\t20-25": ("365000", "200000..250000"),
        "档次  缴费标准(元/人·年)\n一档  400\n二档  775": ("400", "775"),
        "基金收支(单位:万元)\n项目 | 支出 | 人次\n门诊 | 36 | 500\n住院 | 80 | 20": ("360000", "800000"),
        "三县个人缴费标准(元/人)\n县 | 一档 | 二档\n甲 | 400 | 2000\n乙 | 420 | 1800": ("400", "2000", "420", "1800"),
        "地区\t级别\t起付(元)\n甲市\t一级\t200\n二级\t350\n乙市\t一级\t150": ("200", "350", "150"),
        "项目|结余/亿元|拨付(千元)\n医保|3.6|80\n生育|1|15": ("360000000", "80000", "100000000", "15000"),
    },
    ignores=(
        "序号 | 限额(元) | 人数\n1 | 不设 | 300\n2 | 同上 | 200",
        "年份|限额(元)\n2024|",
        "经费表(单位:元)\n编码 | 人数\n101 | 30\n102 | 50",
        "缴费表(元)\n县 | 起始时间\n甲 | 2024\n乙 | 2025",
        "地址 | 单元\n长沙路 | 12",
        "项目\t起付(元)\t限额(元)\n甲\t100\t\n乙\t200\t",
    ),
)
SHARE = Entry(
    id="percentage.column",
    about="A bare number in a column whose header ends in (%) or (‰) is a share.",
    yields={
        "医院级别 | 报销比例(%)\n三级 | 60\n二级 | 70-75": ("60", "70..75"),
        "费用\t加收(‰)\n滞纳金\t0.5\n利息\t2": ("0.05", "0.2"),
    },
    ignores=("医院 | 床位(张)\n三级 | 600\n二级 | 300", "排名 | 占比(%)\n1 | -\n2 | -"),
)
YEAR = Entry(
    id="date.column",
    about="Four figures in a column that is headed 年份 or 年度 are a year.",
    yields={
        "年份 | 个人缴费(元)\n2024 | 380\n2025 | 400": ("2024", "2025"),
        "缴费年度\t财政补助\n2023\t640元\n2024\t670元": ("2023", "2024"),
    },
    ignores=("年龄 | 人数\n2024 | 12\n2025 | 15", "年份 | 期数\n12 | 3\n13 | 4"),
)
COLUMN_RULES = (AMOUNT, SHARE, YEAR)


class _Unit(NamedTuple):
    """A unit of a column and where it is written."""

    sign: str
    start: int


def find_in_columns(text: str, segments: Sequence[Segment]) -> list[Hit]:
    """The quantities whose unit stands in the header of their column or in the caption of their table, and the years of columns."""
    found: list[Hit] = []
    for run in tables(text, segments):
        rows = [cells(text, row.start, row.end) for row in run]
        found += _quantities(text, rows, _caption(text, segments, run[0]))
    return found


def _caption(text: str, segments: Sequence[Segment], first: Segment) -> regex.Match[str] | None:
    """The unit in the line above a table; what is no text of the article (a rule, a byline) may stand between."""
    at = first.ordinal - 1
    while at >= 0 and segments[at].kind is SegmentKind.BOILERPLATE:
        at -= 1
    if at < 0 or segments[at].item != first.item:
        return None
    return _CAPTION_UNIT.search(text, max(segments[at].start, segments[at].end - _REACH), segments[at].end)


def _quantities(text: str, rows: Sequence[Sequence[Cell]], caption: regex.Match[str] | None) -> Iterator[Hit]:
    headers, body = rows[0], rows[1:]
    years = [n for n, header in enumerate(headers) if header.text in _YEARS]
    units: dict[int, _Unit] = {}
    for n, header in enumerate(headers):
        column = [row[n].text for row in body if len(row) == len(headers)]
        if own := _UNIT.search(header.text):
            units[n] = _Unit(own["unit"], header.start + own.start("unit"))
        elif caption and n and _takes(text, caption, header.text, column):
            units[n] = _Unit(caption["unit"], caption.start("unit"))
    for row in body:
        placed = _placed(row, len(headers), units)
        for n in years:
            if n in placed and _YEAR.fullmatch(placed[n].text):
                year = int(placed[n].text)
                reading = Reading(placed[n].text, date_start=date(year, 1, 1), date_end=date(year, 12, 31))
                yield Hit(placed[n].start, placed[n].end, YEAR.id, YEAR.kind, reading)
        for n, unit in units.items():
            if n in placed and (bare := _BARE.fullmatch(placed[n].text)):
                yield _hit(placed[n], bare, unit.sign, qualify(text, unit.start, unit.start + len(unit.sign))[1])


def _placed(row: Sequence[Cell], width: int, units: Container[int]) -> dict[int, Cell]:
    """The cells of a row by column. A shorter row lacks the labels that a merged cell above it gives, if numbers then fill its units."""
    if len(row) == width:
        return dict(enumerate(row))
    placed = {n + width - len(row): cell for n, cell in enumerate(row)}
    fits = 1 < len(row) < width and all(cell.text[:1].isdigit() for n, cell in placed.items() if n in units)
    return placed if fits else {}


def _takes(text: str, caption: regex.Match[str], header: str, column: Sequence[str]) -> bool:
    """Whether a column without a unit takes that of the caption: it or the caption names money (or shares), and it counts nothing else."""
    named = text[max(0, caption.start() - _REACH) : caption.start()].rpartition("\n")[2]
    if _UNITS[caption["unit"]][0] == "percent":
        return _SHARES.search(header) is not None or (_SHARES.search(named) is not None and not _NEITHER.search(header))
    if _NEITHER.search(header) or all(_YEAR.fullmatch(text) for text in column):
        return False
    return _MONEY.search(header) is not None or _MONEY.search(named) is not None


def _hit(cell: Cell, bare: regex.Match[str], sign: str, per: str | None) -> Hit:
    unit, scale = _UNITS[sign]
    low = number(bare["low"]) * scale
    high = number(bare["high"]) * scale if bare["high"] else low
    value = plain(low) if low == high else f"{plain(low)}..{plain(high)}"
    entry = AMOUNT if unit == "yuan" else SHARE
    return Hit(cell.start, cell.end, entry.id, entry.kind, Reading(value, low, high, unit, per=per))
