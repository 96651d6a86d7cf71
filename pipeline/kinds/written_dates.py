"""Years, months and days written with 年, 月 and 日: 2025年, 2024年底, 2025年上半年, 2024年7月, 12月25日."""

import regex

from pipeline.kinds.date_parts import (
    A_DAY,
    A_MONTH,
    AFTER_MONTH,
    AFTER_YEAR,
    AND,
    COUNTED,
    DAY,
    DAYS,
    MONTH,
    MONTH_OF_YEAR,
    MONTHS,
    Y1,
    YEAR,
    read,
    read_inside,
)
from pipeline.rules import Rule

# A month of the lunar calendar, and a schedule that begins at nought (0、1、6月接种).
_NO_CALENDAR = r"农历|阴历|闰|(?<![0-9])0(?:、[0-9]{1,2}){0,4}、"

YEAR_ALONE = Rule(
    id="date.year",
    about="Four digits before 年 or 年度 are a calendar year, from 1000 to 2100.",
    pattern=regex.compile(rf"(?<!距今|历时|长达){Y1}(?<! )(?:度(?!假))?(?!的?历史|之久|[多余])(?! ?{MONTH} ?月)"),
    read=read,
    after=AFTER_YEAR,
    yields={
        "截至2025年,全省": ("2025",),
        "以2022年度全省平均工资为基数": ("2022",),
        "创建于1898年": ("1898",),
        "二〇二五年的口径,一九九八年": ("2025", "1998"),
        "二O二三年": ("2023",),
        "到2100年": ("2100",),
        "2024年度假": ("2024",),
        "２０２５年": ("2025",),
        "2021 年 国办": ("2021",),
    },
    ignores=("1500年的历史", "2000年之久", "2000多年", "2000年余", "距今1200年", "历时1000年", "长达1000年", "2025年13月", "25年"),
)
YEAR_EDGE = Rule(
    id="date.year-edge",
    about="年底 and 年末 are December, 年初 is January.",
    pattern=regex.compile(rf"{Y1}[年岁]?(?P<edge>初(?![级中高步次始诊])|底(?![薪价数层])|末(?!次))"),
    read=read,
    after=AFTER_YEAR,
    yields={
        "2024年底前完成": ("2024-12",),
        "2024年末": ("2024-12",),
        "2024年年底": ("2024-12",),
        "2024年岁末": ("2024-12",),
        "二〇二三年初": ("2023-01",),
    },
    ignores=("2024年初级职称", "2024年底薪", "2024年末次月经", "今年年底前"),
)
YEAR_PART = Rule(
    id="date.year-part",
    about="上半年, 下半年, a quarter and 前三季度 are intervals of months.",
    pattern=regex.compile(rf"{Y1}(?P<part>[上下]半年|第?[一二三四1-4]季度?|前[二三23]季度)"),
    read=read,
    after=AFTER_YEAR,
    yields={
        "2024年上半年": ("2024-01/2024-06",),
        "2023年下半年起": ("2023-07/2023-12",),
        "2025年第一季度": ("2025-01/2025-03",),
        "2025年4季度": ("2025-10/2025-12",),
        "二〇二四年二季度": ("2024-04/2024-06",),
        "2025年三季报": ("2025-07/2025-09",),
        "2024年前三季度": ("2024-01/2024-09",),
    },
    ignores=("上半年", "每季度", "第一季度", "前三季度"),
)
YEAR_AND_MONTH = Rule(
    id="date.year-month",
    about="A year and a month; 初, 底 and 上旬 do not make it narrower.",
    pattern=regex.compile(MONTH_OF_YEAR),
    read=read,
    after=AFTER_YEAR,
    yields={
        "自2024年12月起": ("2024-12",),
        "2024 年 7 月": ("2024-07",),
        "2024年12月底": ("2024-12",),
        "二〇二五年三月": ("2025-03",),
        "二〇二五年十月": ("2025-10",),
        "2025年9月中旬": ("2025-09",),
        "2025年3月份": ("2025-03",),
        "2025年7月末": ("2025-07",),
        "2025年3月经国务院批准": ("2025-03",),
        "2025年3、4月": ("2025-03",),
    },
    ignores=("2025年13月", "2025年0月", "2025年3个月", "2025年2月30日"),
)
MONTH_ALONE = Rule(
    id="date.month",
    about="A month without its year recurs; 三月 alone may as well be three months, so one Chinese digit needs 份, 初, 底 or 旬.",
    pattern=regex.compile(
        r"(?=[0-9]{1,2} ?月|十[一二]?月(?!怀胎)|[一二三四五六七八九]月(?:份|[上中下]{1,2}旬|[初末底](?![一二三四五六七八九十])))"
        rf"(?<![0-9][-~]|(?:{COUNTED}) ?|{_NO_CALENDAR}){A_MONTH}"
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
        "3月份额": ("XXXX-03",),
        "3月底薪": ("XXXX-03",),
        "3月大幅提高": ("XXXX-03",),
    },
    ignores=(
        "三月内", "断缴3月", "满12月", "第3月", "3月龄", "5月大的宝宝", "5月大", "3月以内", "3月内", "6月余", "6月多", "3月之内", "15月",
        "十月怀胎", "3个月", "连续3月", "缴费3月", "至少3月", "超过3月", "不足3月", "少于3月", "为期3月", "累计3月", "合计3月",
        "缴费年限3月", "工龄3月", "最长3月", "等待3月", "2月30日", "2025.1-3月", "闰六月底", "农历12月", "阴历十二月", "六月初八",
        "0、2、6月各接种一剂",
    ),
)  # fmt: skip
DAY_OF_MONTH = Rule(
    id="date.day",
    about="A month and a day of the calendar, with its year where it is written.",
    pattern=regex.compile(rf"(?<!农历|阴历|闰){A_DAY}"),
    read=read,
    after=AFTER_MONTH,
    yields={
        "2010年4月14日": ("2010-04-14",),
        "12月25日截止": ("XXXX-12-25",),
        "3月15号": ("XXXX-03-15",),
        "二〇二四年十二月三十一日": ("2024-12-31",),
        "二月二十九日": ("XXXX-02-29",),
        "三月八日": ("XXXX-03-08",),
        "5月1、2日": ("XXXX-05-01",),
    },
    ignores=("2025年2月29日", "2月30日", "4月31日", "13月1日", "农历8月15日", "阴历9月9日", "闰6月1日"),
)
LISTED_YEAR = Rule(
    id="date.listed-year",
    about="Years in a list share the 年 behind the last of them.",
    pattern=regex.compile(rf"(?P<y1>{YEAR})(?=(?:{AND}{YEAR}){{1,6}} ?年)"),
    read=read,
    after="、和及与或",
    yields={"2023、2024和2025年": ("2023", "2024"), "2024及2025年": ("2024",), "2024与2025年,2023或2024年": ("2024", "2023")},
    ignores=("2000、3000元", "2024、2025元"),
    misses={"2019、2020、2021三年平均": ("2019", "2020", "2021")},
)  # fmt: skip
LISTED_MONTH = Rule(
    id="date.listed-month",
    about="A month or day in a list takes the year of the first (2025年3月和9月).",
    pattern=regex.compile(
        rf"(?<={Y1}(?:{MONTH}(?: ?月(?:份| ?{DAY} ?[日号])?)?{AND}){{1,6}})"
        rf"(?P<m1>{MONTH})(?: ?月(?:份| ?(?P<d1>{DAY}) ?[日号])?|(?={AND}{MONTH} ?月))"
    ),
    read=read,
    after="月、和及与或",
    yields={
        "2025年3月和9月": ("2025-09",),
        "2025年7月1日、10月1日": ("2025-10-01",),
        "2025年3月份、9月份": ("2025-09",),
        "2025年3、4、5月": ("2025-04", "2025-05"),
    },
    ignores=("2025年3月,9月", "3月和9月", "2025年3月和9个月"),
)
NUMBERED = Rule(
    id="date.numbered",
    about="Where a list number stands right before a year (1.2022年), the date begins behind it.",
    pattern=regex.compile(rf"[0-9]{{1,2}}\.(?={YEAR} ?年)(?P<date>{DAYS}|{MONTHS}|{A_DAY}|{MONTH_OF_YEAR}|{Y1}(?<! )度?(?! ?{MONTH} ?月))"),
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
WRITTEN = (LISTED_MONTH, YEAR_ALONE, YEAR_EDGE, YEAR_PART, YEAR_AND_MONTH, MONTH_ALONE, DAY_OF_MONTH, LISTED_YEAR, NUMBERED)
