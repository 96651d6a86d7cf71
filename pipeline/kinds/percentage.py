"""Shares: 80%, 60%~70%, 百分之八十, 八成, 2‰. Value in percent; a range is low..high."""

from decimal import Decimal

import regex

from pipeline.numerals import NUMBER, number, plain
from pipeline.rules import Decline, Reading, Rule

_TO = r" ?(?:[~-]|至|到) ?"


def _read(match: regex.Match[str]) -> Reading | Decline:
    scale = Decimal("0.1") if match["sign"] == "‰" else Decimal(1)
    try:
        low = number(match["low"]) * scale
        high = number(match["high"]) * scale if match["high"] else low
    except ValueError as error:
        return Decline("numeral", str(error))
    value = plain(low) if low == high else f"{plain(low)}..{plain(high)}"
    return Reading(value, low, high, "percent")


SIGN = Rule(
    id="percentage.sign",
    about="A number before % or ‰ is a share; two of them with a dash or 至 between them are a range.",
    pattern=regex.compile(rf"(?P<low>{NUMBER}) ?(?P<sign>[%‰])?(?:{_TO}(?P<high>{NUMBER}) ?(?P<sign>[%‰]))?(?<=[%‰])"),
    read=_read,
    after="%‰~-至到",
    yields={"报销比例为60%-70%": ("60..70",), "按0.5‰加收": ("0.05",)},
    ignores=("60-70岁",),
)
RULES = (SIGN,)
