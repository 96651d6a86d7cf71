"""Numbers as pages write them: 1300元, 1,300元, 一千三百元, 1.5万元; 65%, 百分之六十五, 六成五."""

from decimal import Decimal
from enum import Enum

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")


class Numbers(Enum):
    """A way to write numbers, kept through a page."""

    PLAIN = "plain"
    COMMAS = "commas"
    CHINESE = "chinese"


def chinese(number: int) -> str:
    """A number below 100,000,000 in Chinese numerals."""
    if number == 0:
        return _DIGITS[0]
    if number >= 10_000:
        rest = number % 10_000
        return chinese(number // 10_000) + "万" + ("" if not rest else ("零" if rest < 1000 else "") + _below(rest, False))
    return _below(number, True)


def _below(number: int, leads: bool) -> str:
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            ten = leads and place == 1 and digit == 1 and not said
            said += ("零" if gap and said else "") + ("" if ten else _DIGITS[digit]) + _UNITS[place]
            gap = False
        else:
            gap = True
    return said


def plain(number: Decimal | int) -> str:
    """A number in digits, without zeros at its end."""
    said = str(number)
    return said.rstrip("0").rstrip(".") if "." in said else said


def yuan(number: Decimal | int, way: Numbers) -> str:
    """An amount of money."""
    whole = number == int(number)
    if whole and number >= 10_000 and number % 500 == 0 and way is not Numbers.COMMAS:
        return f"{plain(Decimal(number) / 10_000)}万元"
    if way is Numbers.CHINESE and whole:
        return f"{chinese(int(number))}元"
    return f"{int(number):,}元" if way is Numbers.COMMAS and whole else f"{plain(number)}元"


def percent(number: Decimal | int, way: Numbers) -> str:
    """A share."""
    if way is not Numbers.CHINESE:
        return f"{plain(number)}%"
    whole, _, rest = plain(number).partition(".")
    if not rest and int(whole) >= 20 and int(whole) % 5 == 0 and int(whole) < 100:
        return f"{_DIGITS[int(whole) // 10]}成{'五' if int(whole) % 10 else ''}"
    return f"百分之{chinese(int(whole))}" + (f"点{''.join(_DIGITS[int(digit)] for digit in rest)}" if rest else "")


def count(number: Decimal | int, unit: str, way: Numbers) -> str:
    """A number of days, months or the like."""
    return f"{chinese(int(number)) if way is Numbers.CHINESE and int(number) != 2 else plain(number)}{unit}"
