"""What dates are made of: 二〇二五年 / 2025年, 12月, 31日, 次年, 至; and how a match of them is read."""

import regex

from pipeline.kinds.edtf import Point, edtf_bounds
from pipeline.numerals import number
from pipeline.rules import AnyMatch, Decline, Reading

_DIGIT = "一二三四五六七八九"
# People type the letter O for 〇, and crawls bring 0.
NOUGHTS = "〇零OoОоΟο0"
YEAR = rf"(?:1[0-9]{{3}}|20[0-9]{{2}}|2100|一[{_DIGIT}{NOUGHTS}]{{3}}|二[{NOUGHTS}][{_DIGIT}{NOUGHTS}]{{2}})"
MONTH = rf"(?:[0-9]{{1,2}}|十[一二]?|[{_DIGIT}])"
DAY = rf"(?:[0-9]{{1,2}}|[二三]?十[{_DIGIT}]?|[{_DIGIT}])"
TO = r" ?起?(?:\(含\))? ?(?:[-~]{1,2}|[至到]) ?"
AND = " ?[、和及与或] ?"
_AFTER_NEXT = "[次翌下]年|下一年|第二年|[明来]年"
_SAME = "[当同本]年"
# After these words 3月 and 24年 count months and years.
COUNTED = "[满共达隔每近前]|[断停欠][缴交费]|连续|缴费|至少|超过|不足|少于|为期|累计|[共合]计|年限为?|工龄|最长|等待期?"

Y1 = rf"(?P<y1>{YEAR}) ?年 ?"
_Y2 = rf"(?:(?:(?P<y2>{YEAR}) ?年|(?P<y2>{_AFTER_NEXT}|{_SAME})) ?的? ?)?"
# Where a year stands that could not be read, the rest of its date is not read without it.
_Y1_OR_NONE = rf"(?:{Y1}|(?<![0-9{_DIGIT}{NOUGHTS}] ?年 ?))"
# 5月1、2日 names 日 once, 3、4月 names 月 once.
_LIST_OF_DAYS = rf"(?=(?:{AND}{DAY}){{1,6}} ?[日号])"
D1 = rf"(?P<d1>{DAY})(?: ?[日号]|{_LIST_OF_DAYS})"
LIST_OF_MONTHS = rf"(?=(?:{AND}{MONTH}){{1,6}} ?月)"
TENTH = r"(?:份?(?:[上中下]{1,2}旬|初(?![一二三四五六七八九十])|末|底(?![薪价数]))|份(?!额))?"
_NO_DAY = rf"(?! ?{DAY} ?[日号])"
# 3月龄 and 3月内 count months.
_CALENDAR = r"(?![龄内余多]|以[内上下]|之内|大(?=[的,。宝]|$))"

A_DAY = rf"{_Y1_OR_NONE}(?P<m1>{MONTH}) ?月 ?{D1}"
A_MONTH = rf"(?<![0-9{_DIGIT}{NOUGHTS}] ?年 ?)(?P<m1>{MONTH}) ?月{_CALENDAR}{TENTH}{_NO_DAY}"
MONTH_OF_YEAR = rf"{Y1}(?P<m1>{MONTH}) ?(?:月{TENTH}{_NO_DAY}|{LIST_OF_MONTHS})"
_CLOCK = r"(?: ?(?:[0-9]{1,2}|零)(?:[时点]|:[0-9]{2}))?"
DAYS = (
    rf"{_Y1_OR_NONE}(?P<m1>{MONTH}) ?月 ?(?:(?P<d1>{DAY}) ?[日号]?{_CLOCK}{TO}"
    rf"(?:{_Y2}(?P<m2>{MONTH}) ?月 ?(?:(?P<d2>{DAY}) ?[日号]|[底末])?|(?P<d2>{DAY}) ?[日号])"
    rf"|份?{TO}{_Y2}(?P<m2>{MONTH}) ?月 ?(?P<d2>{DAY}) ?[日号])"
)
MONTHS = rf"{_Y1_OR_NONE}(?P<m1>{MONTH})(?: ?月份?)?{TO}{_Y2}(?P<m2>{MONTH}) ?月{_CALENDAR}{TENTH}{_NO_DAY}"

# Signs that follow the first numeral of a written date: 2025年 二O二五年 9月 1-3月 1至3月 5、15日.
AFTER_YEAR = f"年{NOUGHTS}"
AFTER_MONTH = f"月{AFTER_YEAR}"

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read(match: AnyMatch) -> Reading | Decline:
    """The date or interval that the groups y1 m1 d1 and y2 m2 d2 (and part, edge) of a match mean."""
    part = {name: text for name, text in match.groupdict().items() if text}
    first = Point(_year(part.get("y1")), _count(part.get("m1")), _count(part.get("d1")))
    last: Point | None = None
    if "part" in part:
        begin, end = _months(part["part"])
        first, last = first._replace(month=begin), first._replace(month=end)
    elif "edge" in part:
        first = first._replace(month=1 if part["edge"].endswith("初") else 12)
    elif part.keys() & {"y2", "m2", "d2"}:
        last = _end(first, part)
    return _reading(first, last)


def read_inside(match: AnyMatch) -> Reading | Decline:
    """The same where the date is the group of that name alone."""
    reading = read(match)
    return reading if isinstance(reading, Decline) else reading._replace(span=match.span("date"))


def _end(first: Point, part: dict[str, str]) -> Point:
    """The end of an interval: what it leaves out is what the beginning says (2025年9月1日至30日)."""
    said, year = part.get("y2", ""), first.year
    if regex.fullmatch(_AFTER_NEXT, said):
        year = year and year + 1
    elif said and not regex.fullmatch(_SAME, said):
        year = _year(said if len(said) > 2 else f"{year or 0:04}"[:2] + said)
    day = _count(part.get("d2"))
    # 每月25日至次月5日 names no month at all.
    month = _count(part.get("m2")) or (first.month if day else None)
    return Point(year, month, day)


def _reading(first: Point, last: Point | None) -> Reading | Decline:
    for point in (first, last or first):
        if not point.exists:
            return Decline("calendar", f"there is no {point}")
    value = str(first) if last is None else f"{first}/{last}"
    bounds = edtf_bounds(value)
    if (bounds and bounds[0] > bounds[1]) or last == first:
        return Decline("reversed", f"{first} is not before {last}")
    return Reading(value, date_start=bounds and bounds[0], date_end=bounds and bounds[1])


def _months(part: str) -> tuple[int, int]:
    if part.endswith("半年"):
        return (1, 6) if part[0] == "上" else (7, 12)
    last = _QUARTERS[part.lstrip("第前")[0]] * 3
    return 1 if part[0] == "前" else last - 2, last


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if len(text) == 2:
        return int(text) + (2000 if text < "40" else 1900)
    return int(text) if text.isascii() else int(number(regex.sub(f"[{NOUGHTS}]", "〇", text)))


def _count(text: str | None) -> int | None:
    return int(number(text)) if text else None
