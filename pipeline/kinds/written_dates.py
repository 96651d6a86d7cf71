"""Dates written with 年, 月 and 日: 2025年, 2024年底, 2025年上半年, 2024年7月, 12月25日, and the intervals between them."""

import regex

from pipeline.kinds.date_parts import (
    AFTER_MONTH,
    AFTER_YEAR,
    AND,
    COUNTED,
    DAY,
    LAST_YEARS_NEXT,
    MONTH,
    SAME_YEAR,
    TO,
    YEAR,
    read,
    read_inside,
)
from pipeline.rules import Rule

_Y1 = rf"(?:(?P<y1>{YEAR}) ?年 ?)"
# Where a year stands that could not be read, the rest of its date is not read without it.
_NO_YEAR = r"(?<![0-9〇零一二三四五六七八九] ?年 ?)"
_Y2 = rf"(?:(?:(?P<y2>{YEAR}) ?年|(?P<y2>{LAST_YEARS_NEXT}|{SAME_YEAR})) ?的? ?)"
# 12月24-25日 and 5月1、2、3日 name 日 once.
_D1 = rf"(?P<d1>{DAY})(?: ?[日号]|(?=(?:{AND}{DAY}){{1,6}} ?[日号]))"
_TENTH = r"(?:份?(?:[上中下]{1,2}旬|[初末]|底(?![薪价数]))|份(?!额))?"
_NO_DAY = rf"(?! ?{DAY} ?[日号])"
# 3月龄 and 3月内 count months.
_CALENDAR_MONTH = r"(?!龄|[内余多]|以[内上下]|之[内久]|大(?=[的、,。)\s宝婴]|$))"

A_DAY = rf"(?:{_Y1}|{_NO_YEAR})(?P<m1>{MONTH}) ?月 ?{_D1}"
A_MONTH = rf"{_NO_YEAR}(?P<m1>{MONTH}) ?月{_CALENDAR_MONTH}{_TENTH}{_NO_DAY}"
DAYS = (
    rf"(?:{_Y1}|{_NO_YEAR})(?P<m1>{MONTH}) ?月 ?(?P<d1>{DAY}) ?[日号]?{TO}"
    rf"(?:{_Y2}?(?P<m2>{MONTH}) ?月 ?(?:(?P<d2>{DAY}) ?[日号]|[底末])?|(?P<d2>{DAY}) ?[日号])"
)
MONTHS = rf"(?:{_Y1}|{_NO_YEAR})(?P<m1>{MONTH})(?: ?月份?)?{TO}{_Y2}?(?P<m2>{MONTH}) ?月{_CALENDAR_MONTH}{_TENTH}{_NO_DAY}"

YEAR_ALONE = Rule(
    id="date.year",
    about="Four digits before 年 or 年度 are a calendar year, from 1000 to 2100.",
    pattern=regex.compile(rf"(?<!距今|历时|长达)(?P<y1>{YEAR}) ?年(?:度(?!假))?(?!的?历史|之久|多|余)(?! ?{MONTH} ?月)"),
    read=read,
    after=AFTER_YEAR,
    yields={
        "截至2025年,全省": ("2025",),
        "以2022年度全省平均工资为基数": ("2022",),
        "创建于1898年": ("1898",),
        "二〇二五年的口径": ("2025",),
        "二O二三年": ("2023",),
        "2024年度假": ("2024",),
        "２０２５年": ("2025",),
    },
    ignores=(
        "1500年的历史",
        "1500年历史",
        "2000年之久",
        "2000多年",
        "2000年余",
        "距今1200年",
        "历时1000年",
        "长达1000年",
        "2025年13月",
        "5000年",
        "25年",
    ),
)
YEAR_EDGE = Rule(
    id="date.year-edge",
    about="年底 and 年末 are December, 年初 is January.",
    pattern=regex.compile(rf"(?P<y1>{YEAR}) ?年 ?[年岁]?(?P<edge>初(?![级中高步次始诊一二三])|底(?![薪价数层])|末(?!次))"),
    read=read,
    after=AFTER_YEAR,
    yields={
        "2024年底前完成": ("2024-12",),
        "2024年末": ("2024-12",),
        "2024年年底": ("2024-12",),
        "2024年岁末": ("2024-12",),
        "二〇二三年初": ("2023-01",),
    },
    ignores=("2024年初级职称", "2024年初次参保", "2024年底薪", "2024年末次月经", "今年年底前"),
)
YEAR_PART = Rule(
    id="date.year-part",
    about="上半年, 下半年 and a quarter of a year are intervals of months.",
    pattern=regex.compile(rf"(?P<y1>{YEAR}) ?年 ?(?P<part>[上下]半年|第?[一二三四1-4]季度?)"),
    read=read,
    after=AFTER_YEAR,
    yields={
        "2024年上半年": ("2024-01/2024-06",),
        "2023年下半年起": ("2023-07/2023-12",),
        "2025年第一季度": ("2025-01/2025-03",),
        "2025年4季度": ("2025-10/2025-12",),
        "二〇二四年二季度": ("2024-04/2024-06",),
        "2025年三季报": ("2025-07/2025-09",),
    },
    ignores=("上半年", "每季度", "第一季度"),
)
MONTH_OF_YEAR = Rule(
    id="date.year-month",
    about="A year and a month; 初, 底 and 上旬 do not make it narrower.",
    pattern=regex.compile(rf"{_Y1}(?P<m1>{MONTH}) ?月{_TENTH}{_NO_DAY}"),
    read=read,
    after=AFTER_YEAR,
    yields={
        "自2024年12月起": ("2024-12",),
        "2024 年 7 月": ("2024-07",),
        "2024年12月底": ("2024-12",),
        "二〇二五年三月": ("2025-03",),
        "2025年9月中旬": ("2025-09",),
        "2025年3月份": ("2025-03",),
        "2025年7月初": ("2025-07",),
        "2025年7月末": ("2025-07",),
        "2025年3月经国务院批准": ("2025-03",),
    },
    ignores=("2025年13月", "2025年0月", "2025年3个月", "2025年2月30日"),
)
MONTH_ALONE = Rule(
    id="date.month",
    about="A month without its year recurs; 三月 alone may as well be three months, so one Chinese digit needs 份, 初, 底 or 旬.",
    pattern=regex.compile(
        rf"(?<!第|(?:{COUNTED}) ?)(?=[0-9十]|[一二三四五六七八九]月(?:份|[上中下]{{1,2}}旬|[初底末]))(?!十月怀胎){A_MONTH}"
    ),
    read=read,
    after="月",
    yields={
        "明年3月起": ("XXXX-03",),
        "1月下旬": ("XXXX-01",),
        "7月初预充": ("XXXX-07",),
        "十二月缴费": ("XXXX-12",),
        "三月份到账": ("XXXX-03",),
        "三月底": ("XXXX-03",),
        "六月中下旬": ("XXXX-06",),
        "12月31日前,9月中旬": ("XXXX-09",),
    },
    ignores=(
        "三月内",
        "断缴3月",
        "满12月",
        "第3月",
        "3月龄",
        "5月大的宝宝",
        "3月以内",
        "3月内",
        "6月余",
        "6月多",
        "3月之内",
        "15月",
        "十月怀胎",
        "3个月",
    ),
)
DAY_OF_YEAR = Rule(
    id="date.day",
    about="A month and a day of the calendar, with its year where it is written.",
    pattern=regex.compile(A_DAY),
    read=read,
    after=AFTER_MONTH,
    yields={
        "2010年4月14日": ("2010-04-14",),
        "12月25日截止": ("XXXX-12-25",),
        "3月15号": ("XXXX-03-15",),
        "二〇二四年十二月三十一日": ("2024-12-31",),
        "二月二十九日": ("XXXX-02-29",),
        "5月1、2日": ("XXXX-05-01",),
    },
    ignores=("2025年2月29日", "2月30日", "4月31日", "13月1日", "4月 31日"),
)
YEARS = Rule(
    id="date.years",
    about="Two years with 至 or a dash between them and 年 behind them are an interval.",
    pattern=regex.compile(rf"(?P<y1>{YEAR}) ?(?:年度?)?(?:{TO}|/)(?P<y2>{YEAR}|(?<=[0-9]-)[0-9]{{2}}) ?(?:年度?|学年)(?! ?{MONTH} ?月)"),
    read=read,
    after=f"{AFTER_YEAR}-~至到/",
    yields={
        "2016年至2018年": ("2016/2018",),
        "2021-2025年": ("2021/2025",),
        "2021~25年,2021-25年": ("2021/2025",),
        "2024/2025年度": ("2024/2025",),
        "2024-2025学年": ("2024/2025",),
        "2023到2024年": ("2023/2024",),
    },
    ignores=("2018年至2016年", "2021-2025号", "2025-3年"),
)
LISTED_YEAR = Rule(
    id="date.listed-year",
    about="Years in a list share the 年 behind the last of them.",
    pattern=regex.compile(rf"(?P<y1>{YEAR})(?=(?:{AND}{YEAR}){{1,6}} ?年)"),
    read=read,
    after="、,和及与或",
    yields={
        "2023、2024和2025年": ("2023", "2024"),
        "2024,2025年": ("2024",),
        "2024及2025年": ("2024",),
        "2024与2025年": ("2024",),
        "2024或2025年": ("2024",),
    },
    ignores=("2000、3000元", "2024、2025元"),
)
MONTHS_OF_YEAR = Rule(
    id="date.months",
    about="Two months with 至 or a dash between them are an interval; the second takes the year of the first, 次年 the year after it.",
    pattern=regex.compile(rf"(?<!第|(?:{COUNTED}) ?){MONTHS}"),
    read=read,
    after=f"{AFTER_MONTH}-~至到",
    yields={
        "2024年10月至2025年2月": ("2024-10/2025-02",),
        "明年的1-3月份": ("XXXX-01/XXXX-03",),
        "2025年1至6月": ("2025-01/2025-06",),
        "一至三月": ("XXXX-01/XXXX-03",),
        "9月到次年2月底": ("XXXX-09/XXXX-02",),
        "2024年10月至次年2月": ("2024-10/2025-02",),
        "2024年9月~当年12月": ("2024-09/2024-12",),
    },
    ignores=("2-3个月", "3-6月内", "满3至6月", "10-15月", "2025年6月至3月"),
)
DAYS_OF_YEAR = Rule(
    id="date.days",
    about="Two days with 至 or a dash between them are an interval; the second takes the year and month that it leaves out from the first.",
    pattern=regex.compile(DAYS),
    read=read,
    after=AFTER_MONTH,
    yields={
        "2022年10月20日-2023年3月31日": ("2022-10-20/2023-03-31",),
        "9月1日至12月25日": ("XXXX-09-01/XXXX-12-25",),
        "2025年2月3日至14日": ("2025-02-03/2025-02-14",),
        "12月24-25日": ("XXXX-12-24/XXXX-12-25",),
        "7月1日至次年6月30日": ("XXXX-07-01/XXXX-06-30",),
        "2025年7月1日起至翌年6月30日": ("2025-07-01/2026-06-30",),
        "2024年12月20日到2025年2月底": ("2024-12-20/2025-02",),
        "2024年12月20日(含)~12月31日": ("2024-12-20/2024-12-31",),
        "2024年9月1日至2024年12月": ("2024-09-01/2024-12",),
    },
    ignores=("2月30日至3月5日", "2025年12月1日至10月1日", "9月1日,12月25日"),
)
EVERY_YEAR = Rule(
    id="date.every-year",
    about="每年 and what is written behind it, month, day or interval, is one recurring date.",
    pattern=regex.compile(rf"每年的? ?(?:{DAYS}|{MONTHS}|{A_DAY}|{A_MONTH})"),
    read=read,
    opens="每年",
    yields={
        "每年7月1日至次年6月30日": ("XXXX-07-01/XXXX-06-30",),
        "每年9月至12月": ("XXXX-09/XXXX-12",),
        "每年的12月25日前": ("XXXX-12-25",),
        "每年7月根据上一年度数据": ("XXXX-07",),
        "每年三月": ("XXXX-03",),
    },
    ignores=("每年10天", "每年调整一次", "每年3月龄", "每年13月"),
)
NUMBERED = Rule(
    id="date.numbered",
    about="Where a list number stands right before a year (1.2022年), the date begins behind it.",
    pattern=regex.compile(
        rf"[0-9]{{1,2}}\.(?P<date>(?={YEAR} ?年)(?:{DAYS}|{MONTHS}|{A_DAY}|{_Y1}(?P<m1>{MONTH}) ?月{_TENTH}|(?P<y1>{YEAR}) ?年度?(?! ?{MONTH} ?月)))"
    ),
    read=read_inside,
    after=AFTER_YEAR,
    yields={
        "附件:1.2022年全市测算表": ("2022",),
        "2.2023年3月": ("2023-03",),
        "3.2024年1月1日": ("2024-01-01",),
        "3.2024年1月至3月": ("2024-01/2024-03",),
        "3.2024年1月1日至3月31日": ("2024-01-01/2024-03-31",),
    },
    ignores=("1.2022元", "1.5年", "1.2022年13月"),
)
RULES = (
    YEAR_ALONE,
    YEAR_EDGE,
    YEAR_PART,
    MONTH_OF_YEAR,
    MONTH_ALONE,
    DAY_OF_YEAR,
    YEARS,
    LISTED_YEAR,
    MONTHS_OF_YEAR,
    DAYS_OF_YEAR,
    EVERY_YEAR,
    NUMBERED,
)
