"""Durations as ISO 8601: 158天 P158D, 三个月 P3M, 7-15个工作日 P7D..P15D, 半年 P6M, 三年半 P42M.

Numbers in days, working days, weeks, months or years (`unit`). Half a month counts 15 days; half a year counts 6 months.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.kinds.date_parts import COUNTED
from pipeline.model import Bound
from pipeline.numerals import number, plain
from pipeline.rules import Decline, Reading, Rule

# Terms are short: the general numeral would be tried at length before every 至 and every dash.
_N = r"(?:(?!0[0-9])[0-9]{1,5}+(?:,[0-9]{3})?(?:\.[0-9]{1,2})?+|[一二两三四五六七八九十百]{1,6}+)"
_TO = r" ?(?:-{1,2}|~{1,2}|至|到) ?"
_ABOUT = r"(?: ?[多来余])?"
# 3年级 is a form, 90年代 a decade, 24年12月 a date; 三周岁 and 3个月大 are ages; 98天津贴 is money for 98 days, 3天津 a list of cities.
_YEAR = r"个?年(?![级龄代度会终初底末薪轻纪号款版]|[上下]半年|第?[一二三四1-4]季|之?前(?![提期])| ?[0-9一二三四五六七八九十]{1,3} ?月|新[政规标版])"
_MONTH = r"个月(?![龄胎]|大(?![病额])|(?:大|以[上下内]|左右)?的?(?:婴|宝|幼|孩|小孩|儿童))"
_WEEK = r"(?:(?:(?<! )周|(?<= )周(?=[内左以之后期、,。)\s]|$))(?![岁边围刊末期转密易年]|[一二三四五六日](?![周天个次]))|个?(?:星期|礼拜)(?![一二三四五六日天](?![周天个次])))"
_DAY = r"(?:天(?!津(?!贴)|水(?![肿痘泻])|[然空气麻使生]|花板|门[市冬]|河区|山区)|个?(?:工作|自然|日历|交易)日)"
UNIT = rf"(?:{_YEAR}|{_MONTH}|{_WEEK}|{_DAY})"
_PROVERB = (
    "(?!一年(?:一度|四季|到头|之计|又一年|生草)|一天(?:到晚|天|比一天)|三天(?:两头|打鱼)|两天晒网|十年(?:如一日|寒窗|树木|磨|动乱|浩劫))"
)
_NOT_ONE = "(?!一 ?(?:个(?:月|星期|礼拜)|[年天周])(?!半))"
_ONE_BEHIND = (
    "满|超过?|不足|不到|近|过去|最近|连续|累计|至少|不少于|不低于|不超过|期限?为?|长达|达到?|休|延长|增加|间隔|隔|提前|推迟|推后|顺延|等|等待|需要?|断缴?|停缴?|欠缴?|"
    "居住|再|仅|只有|中断|工作|了|过|为"
)
_ONE_BEFORE = "[之以]?内|以[上下]|左右|期满|后(?!期)|[之以]后|的?(?:等待|有效|过渡|观察|缓冲|试用|宽限)期"
_DAYS_BEFORE = (
    "满|超过|超出|超|不足|不满|少于|多于|至少|最长|最多|最短|最迟|累计|合计|共|共计|延长|增加|增至|再加|奖励|提前|逾期|之日起|日起|之后|期限为?|时限为?|期为|为期|连续|"
    "休|产假|婚假|丧假|护理假|陪产假|假期|享受|给予|住院|[期满]前|公示期?|等待期|隔离|治疗|不低于|于|达到?|长达|计发"
)
_DAYS_BEHIND = (
    r"[之以]?内|以[上下]|的?期限|的?(?:护理|陪产|产|婚|丧|育儿|带薪|年休|探亲|病|陪护|奖励)假|的?工资|为限|期满|未(?:缴|办|申|报)"
)

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


def _length(amount: Decimal, unit: str) -> Length:
    """The length; what ends in half a year is given in months, what ends in half a month in days."""
    if unit.endswith(("工作日", "交易日")):
        return Length(amount, "working day")
    name = _UNITS[unit[-1]]
    if amount % 1 == _HALF and name in _HALVES:
        size, smaller = _HALVES[name]
        return Length(amount * size, smaller)
    return Length(amount, name)


def _read(match: regex.Match[str]) -> Reading | Decline:
    """The length or lengths that the groups low, low_unit, half, high and unit (or years and months) mean."""
    return _meaning(match.group(), match.re, match.groups())


@lru_cache(maxsize=10_000)
def _meaning(surface: str, pattern: regex.Pattern[str], texts: tuple[str | None, ...]) -> Reading | Decline:
    # Every group is named; a page says few lengths often.
    part = {name: text for name, group in pattern.groupindex.items() if (text := texts[group - 1])}
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


LENGTH = Rule(
    id="duration.length",
    about="A number of days, working days, weeks, months or years; 年半 is six months more, 二十来年 about twenty years.",
    pattern=regex.compile(rf"{_PROVERB}{_NOT_ONE}(?<![0-9][-~])(?P<low>{_N})(?: ?(?P<about>[多来余]))? ?(?P<unit>{UNIT})(?P<half>(?<=年)半)?"),
    read=_read,
    after="年个天周工自日星礼交多来余",
    yields={
        "产假158天": ("P158D",),
        "等待期为三个月": ("P3M",),
        "到期3年以前": ("P3Y",),
        "15个工作日": ("P15D",),
        "20工作日": ("P20D",),
        "5个自然日": ("P5D",),
        "10个交易日": ("P10D",),
        "30个日历日": ("P30D",),
        "12周": ("P12W",),
        "两个星期": ("P2W",),
        "1礼拜": ("P1W",),
        "三年半": ("P42M",),
        "2.5年": ("P30M",),
        "1.5个月": ("P45D",),
        "两三天": ("P2D..P3D",),
        "二十来年": ("P20Y",),
        "30多天": ("P30D",),
        "10余年": ("P10Y",),
        "98天津贴": ("P98D",),
        "发烧3天水肿": ("P3D",),
        "每2周一次": ("P2W",),
        "满8个月大病": ("P8M",),
        "一年半": ("P18M",),
        "一个工作日": ("P1D",),
    },
    ignores=(
        "2025年", "三年级", "90年代", "20年底", "24年12月", "25年新政", "24年上半年", "3周岁", "3周年", "每周一", "3天津", "2天水", "1天然气", "3个月大", "6个月龄",
        "8个月的婴儿", "同一天", "有一天", "前一年", "一年一度", "一天到晚", "三天两头", "十年如一日", "第3天", "24小时", "0天", "99年", "二十个", "3个星期天",
    ),
    misses={"俩月": ("P2M",)},
)  # fmt: skip
ONE = Rule(
    id="duration.one",
    about="一年 is a duration behind 满, 近 and the like or before 内, 后 and the like; elsewhere it says how often (一年一次, 一个月交).",
    pattern=regex.compile(
        rf"(?:(?<=(?:{_ONE_BEHIND}) ?)|(?=一 ?(?:个(?:月|星期|礼拜)|[年天周])(?:{_ONE_BEFORE})))(?<![同某有这那每哪头上下另又整] ?)"
        rf"{_PROVERB}(?P<low>一) ?(?P<unit>{UNIT})"
    ),
    read=_read,
    after="年个天周",
    yields={
        "领证后一年内": ("P1Y",),
        "一年以上": ("P1Y",),
        "满一年": ("P1Y",),
        "断了一个月": ("P1M",),
        "一周左右": ("P1W",),
        "有效期为一年": ("P1Y",),
        "一天后": ("P1D",),
        "一个星期之后": ("P1W",),
        "一年的等待期": ("P1Y",),
        "近一年": ("P1Y",),
    },
    ignores=("一年最多", "一个月交多少", "每一年内", "有一天后来", "过了一年级", "过一年又一年", "一天三次", "同一天内"),
)
RANGE = Rule(
    id="duration.range",
    about="Two numbers with 至 or a dash between them and a unit of time behind them are a range of durations.",
    pattern=regex.compile(rf"(?P<low>{_N}) ?(?P<low_unit>{UNIT})?{_TO}(?P<high>{_N}) ?(?P<unit>{UNIT})(?P<half>(?<=年)半)?"),
    read=_read,
    after="年个天周工自日星礼-~至到",
    yields={
        "7-15个工作日": ("P7D..P15D",),
        "2~3个月": ("P2M..P3M",),
        "3至5天": ("P3D..P5D",),
        "6个月到1年": ("P6M..P1Y",),
        "1年--2年": ("P1Y..P2Y",),
        "1周至2周": ("P1W..P2W",),
        "1星期至2星期": ("P1W..P2W",),
        "3天-1个月": ("P3D..P1M",),
        "1工作日至3工作日": ("P1D..P3D",),
        "1自然日至3自然日": ("P1D..P3D",),
        "1-1.5年": ("P1Y..P18M",),
        "一至两年半": ("P1Y..P30M",),
    },
    ignores=("5-3年", "2023-2025年", "3-6月", "1-3年级", "3-6岁"),
)
YEARS_AND_MONTHS = Rule(
    id="duration.years-and-months",
    about="Years and months are counted together, in months.",
    pattern=regex.compile(rf"(?P<years>{_N}) ?年[零又]?(?P<months>{_N}) ?{_MONTH}"),
    read=_read,
    after="年",
    yields={"累计10年6个月": ("P126M",), "15年零3个月": ("P183M",), "一年又两个月": ("P14M",)},
    ignores=("2025年3个月", "2025年6个月内"),
)
MONTH_AND_A_HALF = Rule(
    id="duration.month-and-a-half",
    about="个半月 is 15 days more than its months, 个多月 about as many months.",
    pattern=regex.compile(rf"(?P<low>{_N}) ?个(?:(?P<half>半)|(?P<about>多))(?P<unit>月)"),
    read=_read,
    after="个",
    yields={"一个半月": ("P45D",), "3个多月": ("P3M",)},
    ignores=("一个半小时", "三个多用途"),
)
HALF = Rule(
    id="duration.half",
    about="半年 is six months, 半个月 fifteen days.",
    pattern=regex.compile(r"(?<![上下大小前后每年个月周0-9])(?P<low>半)(?:(?P<unit>年)(?![度报刊检])|个(?P<unit>月))"),
    read=_read,
    opens="半年|半个月",
    yields={"断缴不到半年": ("P6M",), "半个月到账": ("P15D",)},
    ignores=("上半年", "下半年", "大半年", "每半年", "半年度", "半年报", "前半年", "后半个月", "半月板"),
)
DAYS_OF_A_TERM = Rule(
    id="duration.days",
    about="日 counts days before 内, 以上 and the like, behind 满, 超过, 产假 and the like, and wherever no month has so many.",
    pattern=regex.compile(
        rf"(?={_N} ?(?:日|{_TO}{_N} ?日))(?<!月 ?)(?:(?<=(?:{_DAYS_BEFORE}) ?)|(?={_N} ?(?:日?{_TO}{_N} ?)?日(?:{_DAYS_BEHIND}))|(?=(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{{2}}) ?日))"
        rf"(?P<low>{_N}) ?(?:(?P<low_unit>日)?{_TO}(?P<high>{_N}) ?)?(?P<unit>日)(?![起常均报刊维元志前夕]|以?后)"
    ),
    read=_read,
    after="日-~至到",
    yields={
        "应在30日内申报": ("P30D",),
        "3日以内": ("P3D",),
        "十五日之内": ("P15D",),
        "超过15日的": ("P15D",),
        "15日至30日内": ("P15D..P30D",),
        "10-15日内": ("P10D..P15D",),
        "产假98日": ("P98D",),
        "婚假十日": ("P10D",),
        "自用工之日起30日": ("P30D",),
        "15日护理假": ("P15D",),
        "180日": ("P180D",),
    },
    ignores=("7月30日内", "每月15日", "于15日前", "五日游", "一日三餐", "15日起", "满15日元", "20日左右", "百日维新"),
)
MONTHS_OF_A_TERM = Rule(
    id="duration.months",
    about="月 without 个 counts months behind 满, 断缴, 连续 and the like, and before 内 and 以上.",
    pattern=regex.compile(
        rf"(?:(?<=(?:{COUNTED}) ?)(?<![每前近])|(?={_N} ?月(?:[之以]?内|以[上下])))"
        r"(?<!年 ?)(?P<low>[0-9]{1,2}|十[一二]?|[一二两三四五六七八九]) ?(?P<unit>月)(?![份底初末龄]|[上中下]旬| ?[0-9])"
    ),
    read=_read,
    after="月",
    yields={
        "断缴3月以内": ("P3M",),
        "连续交满12月": ("P12M",),
        "三月内": ("P3M",),
        "3月以上": ("P3M",),
        "断缴两月": ("P2M",),
        "连续十二月": ("P12M",),
    },
    ignores=("3月起", "满12月25日", "每3月", "3月", "满3月份", "2025年3月内"),
)
RULES = (LENGTH, ONE, RANGE, YEARS_AND_MONTHS, MONTH_AND_A_HALF, HALF, DAYS_OF_A_TERM, MONTHS_OF_A_TERM)
