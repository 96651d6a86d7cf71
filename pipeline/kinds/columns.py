"""Quantities of tables: a bare number below a header that names its unit, 金额(万元) or 比例(%). The fact's span is the number."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from pipeline.kinds.context import qualify
from pipeline.model import Segment
from pipeline.numerals import ARABIC, number, plain
from pipeline.rows import Cell, cells, tables
from pipeline.rules import Entry, Hit, Reading

_UNITS = {
    "元": ("yuan", Decimal(1)),
    "千元": ("yuan", Decimal(1_000)),
    "万元": ("yuan", Decimal(10_000)),
    "亿元": ("yuan", Decimal(100_000_000)),
    "%": ("percent", Decimal(1)),
    "‰": ("percent", Decimal("0.1")),
}
# The unit stands in parentheses or after a slash at the end of the header, maybe with what it is counted by: 标准(元/人·年), 金额/万元.
_UNIT = regex.compile(r"(?:\((?:单位:)?|/)(?P<unit>[千万亿]?元|%|‰)(?:/[人年月日次·]{1,5})?\)?$")
_BARE = regex.compile(rf"(?P<low>{ARABIC})(?:[~-](?P<high>{ARABIC}))?")

AMOUNT = Entry(
    id="amount.column",
    about="A bare number in a column whose header ends in (元), (万元) and the like is money.",
    yields={
        "病种 | 年度限额(元) | 有效期\n高血压 | 1200 | 长期\n糖尿病 | 1,800 | 3": ("1200", "1800"),
        "统筹区\t人数\t支出(万元)\n一区\t1200\t36.5\n二区\t900\t20-25": ("365000", "200000..250000"),
        "档次  缴费标准(元/人·年)\n一档  400\n二档  775": ("400", "775"),
        "项目|结余/亿元|拨付(千元)\n医保|3.6|80\n生育|1|15": ("360000000", "80000", "100000000", "15000"),
    },
    ignores=("序号 | 限额(元) | 人数\n1 | 不设 | 300\n2 | 同上 | 200", "年份|限额(元)\n2024|", "地址 | 单元\n长沙路 | 12"),
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
COLUMN_RULES = (AMOUNT, SHARE)


def find_in_columns(text: str, segments: Sequence[Segment]) -> list[Hit]:
    """The quantities whose unit stands in the header of their column, in their order."""
    return [hit for run in tables(segments) for hit in _quantities(text, [cells(text, row.start, row.end) for row in run])]


def _quantities(text: str, rows: Sequence[Sequence[Cell]]) -> Iterator[Hit]:
    headers = rows[0]
    units = {n: unit for n, header in enumerate(headers) if (unit := _UNIT.search(header.text))}
    if not units:
        return
    for row in rows[1:]:
        if len(row) != len(headers):
            continue
        for n, unit in units.items():
            if bare := _BARE.fullmatch(row[n].text):
                start = headers[n].start + unit.start("unit")
                yield _hit(row[n], bare, unit["unit"], qualify(text, start, start + len(unit["unit"]))[1])


def _hit(cell: Cell, bare: regex.Match[str], sign: str, per: str | None) -> Hit:
    unit, scale = _UNITS[sign]
    low = number(bare["low"]) * scale
    high = number(bare["high"]) * scale if bare["high"] else low
    value = plain(low) if low == high else f"{plain(low)}..{plain(high)}"
    entry = AMOUNT if unit == "yuan" else SHARE
    return Hit(cell.start, cell.end, entry.id, entry.kind, Reading(value, low, high, unit, per=per))
