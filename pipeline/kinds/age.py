"""Ages: 70周岁, 60岁, 6至18周岁. Value in years; a range is low..high."""

import regex

from pipeline.numerals import NUMBER, TO, number, plain
from pipeline.rules import AnyMatch, Decline, Reading, Rule

_OLDEST = 130


def _read(match: AnyMatch) -> Reading | Decline:
    try:
        low, high = number(match["low"]), number(match["high"] or match["low"])
    except ValueError as error:
        return Decline("numeral", str(error))
    if low > high or high > _OLDEST:
        return Decline("range", f"{match.group()} is no age")
    return Reading(plain(low) if low == high else f"{plain(low)}..{plain(high)}", low, high, "year")


YEARS = Rule(
    id="age.years",
    about="A number before 周岁 or 岁 is an age; two with a dash, 至 or 到 between them are a range of ages.",
    pattern=regex.compile(rf"(?P<low>{NUMBER})(?: ?周?岁?{TO}(?P<high>{NUMBER}))? ?周?岁(?!月)"),
    read=_read,
    after="周岁",
    after_range="周岁",
    yields={
        "年满70周岁": ("70",),
        "六十岁以上老人": ("60",),
        "6至18周岁": ("6..18",),
        "16-59岁": ("16..59",),
        "60岁~69岁": ("60..69",),
        "60周岁到69周岁": ("60..69",),
    },
    ignores=("孕6周", "250岁", "18-6岁月", "三五岁"),
)
RULES = (YEARS,)
