"""What durations are made of: numbers of 年, 个月, 周, 天 and 工作日; and how a match of them is read.

Half a month counts 15 days; half a year counts 6 months, so a year and a half is P18M.
"""

from decimal import Decimal
from typing import NamedTuple

import regex

from pipeline.model import Bound
from pipeline.numerals import number, plain
from pipeline.rules import AnyMatch, Decline, Reading

# Terms are short: the general numeral would be tried at length before every 至 and every dash.
N = r"(?:(?!0[0-9])[0-9]{1,5}+(?:,[0-9]{3})?(?:\.[0-9]{1,2})?+|[一二两三四五六七八九十百]{1,6}+)"
TO = " ?(?:[-~]{1,2}|[至到]) ?"
# 3年级 is a form, 90年代 a decade, 24年12月 a date, 两年前 a relative date.
YEAR = (
    "(?<![12][0-9]{3})(?<![12][0-9]{3} )"
    "个?(?:自然)?年(?![级龄代度会终初底末薪轻纪号款版]|之?前(?![提期])| ?[0-9一二三四五六七八九十]{1,3} ?月)"
)
# 3个月大, 6个月的婴儿 and 6个月至6岁 are ages.
MONTH = "个月(?![龄胎]|[-~至到][0-9]{1,2}周?岁|大(?![病额])|以?[上下内]?的?(?:婴|宝|幼|小?孩|儿童))"
# 四周 is all around, and in a table 12 周福安 is a name.
_WEEK = (
    r"(?:周(?<!(?:四| )周(?![内左以之后]|$))(?![岁边围刊末期转密易年龄]|[一二三四五六日](?![周天个次]))"
    "|个?(?:星期|礼拜)(?![一二三四五六日天](?![周天个次])))"
)
# 98天津贴 is money for 98 days; 3天津 and 2天水 are numbers beside cities.
_DAY = "(?:天(?!津(?!贴)|水(?![肿痘泻])|[龄然空气麻使生河山]|花[板粉病]|门[市冬])|个?(?:法定)?工作日|个?自然日|个?交易日|个?日历[日天])"
UNIT = rf"(?:{YEAR}|{MONTH}|{_WEEK}|{_DAY})"
# Sayings count nothing.
NO_SAYING = "(?!一年又一年|三天(?:两头|打鱼)|两天晒网|[0-9一二三四五六七八九十]{1,3}年如一日|十年(?:寒窗|树木|磨))(?<!一[天年](?=两[天年]))"

_UNITS = {"年": "year", "月": "month", "周": "week", "期": "week", "拜": "week", "天": "day", "日": "day"}
_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "working day": "D"}
_HALF = Decimal("0.5")
_HALVES = {"year": (12, "month"), "month": (30, "day")}
_PAIR = regex.compile("一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九")
# Longer ones are history (五千年), not terms.
_MOST = {"year": 200, "month": 2_400, "week": 10_000, "day": 73_000, "working day": 73_000}


class Length(NamedTuple):
    """A number of one unit."""

    number: Decimal
    unit: str

    def __str__(self) -> str:
        return f"P{plain(self.number)}{_LETTERS[self.unit]}"


def read(match: AnyMatch) -> Reading | Decline:
    """The length or lengths that the groups low, low_unit, half, high and unit (or years and months) mean."""
    surface = match.group()
    part = {name: text for name, text in match.groupdict().items() if text}
    try:
        first, last = _lengths(part)
    except ValueError as error:
        return Decline("numeral", str(error))
    if not first.number or last.number > _MOST[last.unit]:
        return Decline("implausible", f"{surface} is no length of time that a rule could set")
    if last.unit == "year" and 70 < last.number < 100 and surface[:2].isdigit():
        return Decline("ambiguous", f"{surface} may be a year of the last century")
    value = str(first) if first == last else f"{first}..{last}"
    if {first.unit, last.unit} == {"year", "month"}:
        first, last = (Length(end.number * 12, "month") if end.unit == "year" else end for end in (first, last))
    if first.unit != last.unit:
        return Reading(value)
    if first.number > last.number:
        return Decline("reversed", f"{surface} begins after it ends")
    return Reading(value, first.number, last.number, first.unit, Bound.ABOUT if "about" in part else None)


def _lengths(part: dict[str, str]) -> tuple[Length, Length]:
    if "years" in part:
        months = Length(number(part["years"]) * 12 + number(part["months"]), "month")
        return months, months
    low, high, unit = part["low"], part.get("high"), part["unit"]
    if not high and _PAIR.fullmatch(low):
        low, high = low[0], low[1]  # 两三天
    half = _HALF if "half" in part else Decimal(0)
    if not high:
        length = _length(_HALF if low == "半" else number(low) + half, unit)
        return length, length
    return _length(number(low), part.get("low_unit") or unit), _length(number(high) + half, unit)


def _length(amount: Decimal, unit: str) -> Length:
    """The length; what ends in half a year is given in months, what ends in half a month in days."""
    if unit.endswith(("工作日", "交易日")):
        return Length(amount, "working day")
    name = _UNITS[unit[-1]]
    if amount % 1 == _HALF and name in _HALVES:
        size, smaller = _HALVES[name]
        return Length(amount * size, smaller)
    return Length(amount, name)
