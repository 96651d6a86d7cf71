"""Intervals of written dates: 2016年至2018年, 2024年10月至次年2月, 9月1日至12月25日, and what 每年 or 每月 recurs."""

import regex

from pipeline.kinds.date_parts import A_DAY, A_MONTH, AFTER_MONTH, AFTER_YEAR, COUNTED, D1, DAY, DAYS, MONTH, MONTHS, TO, YEAR, read
from pipeline.rules import Rule

YEARS = Rule(
    id="date.years",
    about="Two years with 至 or a dash between them and 年 behind them are an interval.",
    pattern=regex.compile(rf"(?P<y1>{YEAR}) ?(?:年度?)?(?:{TO}|/)(?P<y2>{YEAR}|(?<=[0-9]-)[0-9]{{2}}) ?(?:年度?|学年)(?! ?{MONTH} ?月)"),
    read=read,
    after=f"{AFTER_YEAR}/",
    after_range=f"{AFTER_YEAR}学",
    yields={
        "2016年至2018年": ("2016/2018",),
        "2022年度至2024年度": ("2022/2024",),
        "2021-2025年": ("2021/2025",),
        "2021~2025年,2021-25年": ("2021/2025", "2021/2025"),
        "2024/2025年度": ("2024/2025",),
        "2024-2025学年": ("2024/2025",),
        "2023到2024年": ("2023/2024",),
    },
    ignores=("2018年至2016年", "2021-2025号", "2025-3年"),
)
MONTHS_OF_YEAR = Rule(
    id="date.months",
    about="Two months with 至 or a dash between them are an interval; the second takes the year of the first, 次年 the year after it.",
    pattern=regex.compile(rf"(?<!(?:{COUNTED}) ?){MONTHS}"),
    read=read,
    after=AFTER_MONTH,
    after_range=f"{AFTER_MONTH}次翌下第明来当同本",
    yields={
        "2024年10月至2025年2月": ("2024-10/2025-02",),
        "明年的1-3月份": ("XXXX-01/XXXX-03",),
        "2025年1至6月": ("2025-01/2025-06",),
        "一至三月": ("XXXX-01/XXXX-03",),
        "9月到次年2月底": ("XXXX-09/XXXX-02",),
        "2024年10月至下一年2月": ("2024-10/2025-02",),
        "2024年10月至第二年2月": ("2024-10/2025-02",),
        "今年10月至明年2月": ("XXXX-10/XXXX-02",),
        "2024年9月~当年12月": ("2024-09/2024-12",),
    },
    ignores=("2-3个月", "3-6月内", "满3至6月", "10-15月", "2025年6月至3月", "第1至3月"),
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
        "2022年9月至2022年12月20日": ("2022-09/2022-12-20",),
        "2025年7月1日0时至7月31日24时": ("2025-07-01/2025-07-31",),
        "7月1日零点到7月2日": ("XXXX-07-01/XXXX-07-02",),
        "7月1日8:30至7月2日": ("XXXX-07-01/XXXX-07-02",),
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
EVERY_MONTH = Rule(
    id="date.every-month",
    about="每月 with a day or two is a day of every month.",
    pattern=regex.compile(rf"每个?月的? ?(?:(?P<d1>{DAY}) ?[日号]?{TO}(?:次月|下个?月)?的?(?P<d2>{DAY}) ?[日号]|{D1})"),
    read=read,
    opens="每个?月",
    yields={
        "每月20日左右": ("XXXX-XX-20",),
        "每月的8日和18日": ("XXXX-XX-08",),
        "每个月十号发": ("XXXX-XX-10",),
        "每月5-25日": ("XXXX-XX-05/XXXX-XX-25",),
        "每月5日至20日": ("XXXX-XX-05/XXXX-XX-20",),
        "每月25日到次月5日": ("XXXX-XX-25/XXXX-XX-05",),
        "每月25日到下月的5日": ("XXXX-XX-25/XXXX-XX-05",),
        "每月5、15日": ("XXXX-XX-05",),
    },
    ignores=("每月20元", "每月5-10元", "每个月三天", "每月下旬", "每月32日"),
)
INTERVALS = (YEARS, MONTHS_OF_YEAR, DAYS_OF_YEAR, EVERY_YEAR, EVERY_MONTH)
