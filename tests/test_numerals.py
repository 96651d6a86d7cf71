"""Numerals: every spelling of a number comes back as that number, and what is no number is refused."""

import time
from decimal import Decimal

import pytest
import regex

from pipeline.numerals import NUMBER, number, plain

DIGITS = "零一二三四五六七八九"

SPELLINGS = {
    "0": "0", "7": "7", "31,600": "31600", "1,234,567.80": "1234567.8", "0.70": "0.7", "12.5": "12.5", "05": "5", "零": "0", "十": "10",
    "十五": "15", "二十": "20", "一十": "10", "九十九": "99", "一百": "100", "一百零五": "105", "一百十五": "115", "一百一十五": "115",
    "一百五": "150", "一百五十": "150", "三千一百": "3100", "三千一": "3100", "三千零五十": "3050", "一千零十": "1010",
    "一千零一": "1001", "两千": "2000", "两万五": "25000", "一万二": "12000", "一万零五百": "10500", "一万零五": "10005",
    "十万": "100000", "二百五十万": "2500000", "一亿": "100000000", "十二亿三千万": "1230000000", "一亿零五": "100000005",
    "一万亿": "1000000000000", "两万三千亿": "2300000000000", "二百": "200", "两百二": "220", "三百万": "3000000", "壹万贰仟": "12000",
    "伍佰": "500", "叁仟陆佰柒拾捌": "3678", "玖萬": "90000", "肆拾": "40", "壹億": "100000000", "二〇二三": "2023", "一九九八": "1998",
    "二零二五": "2025", "九〇": "90", "七十五点五": "75.5", "零点五": "0.5", "六点五": "6.5", "一点二万": "12000",
    "三点六亿": "360000000", "三点一四一": "3.141", "3千": "3000", "1.2万": "12000", "5万8千": "58000", "5万8": "58000",
    "12万3千4百": "123400", "1万05": "10005", "1万500": "10500", "3 万": "30000", "3.6亿": "360000000", "2千5百": "2500",
    "10万": "100000", "1.5万亿": "1500000000000", "11万": "110000", "三百5十": "350", "三千1百": "3100", "一百零1": "101",
    "1百零5": "105", "1,200万": "12000000",
}  # fmt: skip
MALFORMED = (
    "", "百", "千", "万", "亿", "十十", "一一百", "一百百", "两三", "三五", "三四百", "二十三四", "百十", "十百", "零百", "万亿", "点五",
    "9" * 30,
)  # fmt: skip


def words(value):
    """The number below one hundred million as it is said: 10,500 is 一万零五百, 12 is 十二."""
    if value == 0:
        return DIGITS[0]
    myriads, rest = divmod(value, 10_000)
    if not myriads:
        return _section(rest).removeprefix("一") if 10 <= rest < 20 else _section(rest)
    gap = DIGITS[0] if 0 < rest < 1_000 else ""
    return words(myriads) + "万" + (gap + _section(rest) if rest else "")


def _section(value):
    said, gap = "", False
    for unit, sign in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            said += (DIGITS[0] if gap else "") + DIGITS[digit] + sign
            gap = False
        elif said:
            gap = True
    return said


@pytest.mark.parametrize(("text", "value"), SPELLINGS.items())
def test_a_numeral_means_its_number(text, value):
    assert plain(number(text)) == value


@pytest.mark.parametrize("text", SPELLINGS)
def test_the_pattern_finds_the_whole_numeral(text):
    assert regex.fullmatch(NUMBER, text)


@pytest.mark.parametrize("text", MALFORMED)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"numeral|number"):
        number(text)


def test_every_number_below_100000_survives_being_said():
    assert [value for value in range(100_000) if number(words(value)) != value] == []


@pytest.mark.parametrize("power", range(5, 16))
def test_powers_of_ten_survive_being_said(power):
    value = 10**power
    high, low = divmod(value, 10**8)
    said = words(high) + "亿" if high else words(low)
    assert number(said) == value


@pytest.mark.parametrize("text", ["300,500,8", "2024,300", "0,300", "12,3456", "3."])
def test_a_comma_or_point_that_does_not_group_ends_the_numeral(text):
    assert not regex.fullmatch(NUMBER, text)


def test_plain_writes_no_exponent_and_no_idle_zeros():
    assert [plain(Decimal(text)) for text in ("1.2E+4", "0.70", "100", "0.0", "2.50E-3")] == ["12000", "0.7", "100", "0", "0.0025"]


@pytest.mark.parametrize("line", ["9" * 500_000, "一" * 500_000, "1,000" * 100_000, "1万" * 200_000], ids=lambda line: line[:5])
def test_a_long_line_of_digits_is_found_in_linear_time(line):
    start = time.perf_counter()
    regex.match(rf"{NUMBER} ?%", line)
    assert time.perf_counter() - start < 1
