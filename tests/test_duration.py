"""Durations in sentences of notices, tables, news, forums and messy crawls: exactly these, no more and no fewer."""

from decimal import Decimal

import pytest

from pipeline.kinds import SCANNER
from pipeline.text import clean


def hits(text):
    return [hit for hit in SCANNER.scan(clean(text).text)[0] if hit.kind == "duration"]


def read(text):
    """(surface, ISO 8601) of every duration of the text."""
    page = clean(text)
    return [(text[slice(*page.span(hit.start, hit.end))], hit.reading.value) for hit in hits(text)]


NOTICE = {
    "自收到申请之日起15个工作日内办结": [("15个工作日", "P15D")],
    "应当在30日内申报": [("30日", "P30D")],
    "应在用工之日起三十日以内": [("三十日", "P30D")],
    "逾期超过15日的": [("15日", "P15D")],
    "7-15个工作日": [("7-15个工作日", "P7D..P15D")],
    "5 个工作日": [("5 个工作日", "P5D")],
    "连续缴费满6个月": [("6个月", "P6M")],
    "累计缴费男满30年、女满25年": [("30年", "P30Y"), ("25年", "P25Y")],
    "有效期为三年": [("三年", "P3Y")],
    "有效期5年，自2025年1月1日起施行": [("5年", "P5Y")],
    "缴费年限不少于十五年": [("十五年", "P15Y")],
    "等待期为3至6个月": [("3至6个月", "P3M..P6M")],
    "产假98天，延长60天": [("98天", "P98D"), ("60天", "P60D")],
    "女职工享受产假九十八日": [("九十八日", "P98D")],
    "给予15日护理假": [("15日", "P15D")],
    "提前30日书面通知": [("30日", "P30D")],
    "公示期不少于5个自然日": [("5个自然日", "P5D")],
    "二十个工作日内答复": [("二十个工作日", "P20D")],
    "补缴后3个月至6个月": [("3个月至6个月", "P3M..P6M")],
    "累计10年6个月": [("10年6个月", "P126M")],
    "缴费15年零3个月": [("15年零3个月", "P183M")],
    "每年10天育儿假": [("10天", "P10D")],
    "工作满1年不满10年": [("1年", "P1Y"), ("10年", "P10Y")],
}
TABLE = {
    "| 法定产假 | 98天 | 难产 | 15天 |": [("98天", "P98D"), ("15天", "P15D")],
    "办理时限\t20工作日": [("20工作日", "P20D")],
    "等待期 90 天": [("90 天", "P90D")],
    "1天津 2河北 3天水": [],
    "有效期\t1-2年": [("1-2年", "P1Y..P2Y")],
    "6个月-1年": [("6个月-1年", "P6M..P1Y")],
    "98天津贴": [("98天", "P98D")],
    "满3年 满5年 60岁": [("3年", "P3Y"), ("5年", "P5Y")],
}
NEWS = {
    "三年来累计支付": [("三年", "P3Y")],
    "近两年的病历": [("两年", "P2Y")],
    "十四五期间，三年级学生": [],
    "2025年，2024年度，2023年底": [],
    "百年老院，千年古城，万年县": [],
    "一年一度的集中缴费，一年四季": [],
    "90年代，80年代末": [],
    "第3天，第三年，第2个月": [],
    "每年、每月、每天、每周": [],
    "两三天内，七八个月": [("两三天", "P2D..P3D"), ("七八个月", "P7M..P8M")],
    "12月25日，3月，5月": [],
    "4月1日—15日": [],
    "三年半": [("三年半", "P42M")],
    "2.5年": [("2.5年", "P30M")],
    "一个半月": [("一个半月", "P45D")],
    "同一天，某一天，有一天": [],
    "改革十年如一日": [],
}
FORUM = {
    "断缴3个月以上": [("3个月", "P3M")],
    "断了半年还能报吗": [("半年", "P6M")],
    "上半年，下半年，大半年": [],
    "半个月到账": [("半个月", "P15D")],
    "等2~3个月": [("2~3个月", "P2M..P3M")],
    "流感要1-2周，普通感冒5到7天": [("1-2周", "P1W..P2W"), ("5到7天", "P5D..P7D")],
    "两个星期就好，一星期": [("两个星期", "P2W"), ("一星期", "P1W")],
    "宝宝3个月大，6个月龄，8个月的婴儿": [],
    "孩子满1周岁，3周年": [],
    "每周一，周三，三周岁": [],
    "一天到晚，三天两头，三天打鱼两天晒网": [],
    "怀孕未满4个月": [("4个月", "P4M")],
    "产后42天左右复查": [("42天", "P42D")],
    "断缴3月以内可以补": [("3月", "P3M")],
    "连续交满12月": [("12月", "P12M")],
    "24年12月断的，08年参保": [],
    "住院9天花了两万": [("9天", "P9D")],
    "12周以后": [("12周", "P12W")],
    "五日游，一日三餐，一日为师": [],
}
MESSY = {
    "３个月": [("３个月", "P3M")],
    "1\u200b58天": [("1\u200b58天", "P158D")],
    "不超过90&nbsp;天": [("90&nbsp;天", "P90D")],
    "24小时，30分钟，8点": [],
    "5-3年": [],
    "0天，99年，9999年": [],
    "20个月内、3个城市、5个病种": [("20个月", "P20M")],
    "1个工作日/3个工作日": [("1个工作日", "P1D"), ("3个工作日", "P3D")],
    "六至十二周": [("六至十二周", "P6W..P12W")],
}


@pytest.mark.parametrize(
    ("text", "durations"), [pytest.param(*case, id=case[0]) for group in (NOTICE, TABLE, NEWS, FORUM, MESSY) for case in group.items()]
)
def test_durations_of_a_sentence(text, durations):
    assert read(text) == durations


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("98天", 98, 98, "day"),
        ("7-15个工作日", 7, 15, "working day"),
        ("十二周", 12, 12, "week"),
        ("3至6个月", 3, 6, "month"),
        ("25年", 25, 25, "year"),
        ("三年半", 42, 42, "month"),
        ("6个月-1年", 6, 12, "month"),
        ("半年", 6, 6, "month"),
    ],
)
def test_numbers_and_unit_of_a_duration(text, low, high, unit):
    [hit] = hits(text)
    assert (hit.reading.low, hit.reading.high, hit.reading.unit) == (Decimal(low), Decimal(high), unit)


def test_an_impossible_duration_is_declined_with_a_reason():
    misses = SCANNER.scan("等待5-3年")[1]
    assert [(miss.why.reason, miss.why.detail) for miss in misses] == [("reversed", "5-3年 begins after it ends")]
