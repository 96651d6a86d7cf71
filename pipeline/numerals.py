"""Numerals as they stand in Chinese pages: 31,600  1.2万  5万8千  三千一百  两万五  一百零五  二〇二三  七十五点五  壹万贰仟.

`NUMBER` finds what may be one, `number` reads it exactly. Full-width digits and commas are folded by `pipeline.text` beforehand.
"""

from decimal import Decimal
from functools import lru_cache

import regex

_DIGITS = ("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_UNITS = ("十拾", "百佰", "千仟", "万萬", "亿億")
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

DIGIT_SIGNS = "".join(_DIGITS)
UNIT_SIGNS = "".join(_UNITS)
SIGNS = DIGIT_SIGNS + UNIT_SIGNS

# Possessive, and groups of three only behind one to three digits: a year before a comma (2024,300元) is not part of the number.
ARABIC = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
# 1.2万 and 5万8千 too. Multipliers are few and digits between them too: without a bound a line of nothing but 9 would be tried from
# every place.
MIXED = rf"{ARABIC}(?: ?[{UNIT_SIGNS}]{{1,3}}(?:(?:零?[0-9]{{1,4}}|[{DIGIT_SIGNS}])[{UNIT_SIGNS}]{{0,2}}){{0,4}})?"
# 三千1百 and 一百零1 mix the other way round.
_LARGE = "[百佰千仟万萬亿億]"
CHINESE = rf"[{SIGNS}]+(?:点[{DIGIT_SIGNS}]+[{UNIT_SIGNS}]{{0,2}}|(?:(?<={_LARGE})|(?<={_LARGE}零))[0-9]{{1,4}}[{UNIT_SIGNS}]{{0,2}})?"
NUMBER = rf"(?:{MIXED}|{CHINESE})"
# Between the ends of a range; one tilde only, for two strike out what stands between them in Markdown.
TO = r" ?(?:-{1,2}|~|至|到) ?"

# Every spelling folds to one: 三千一百 to 3千1百, 壹万贰仟 to 1万2千, 七十五点五 to 7十5.5.
_FOLDED = str.maketrans(
    {sign: str(value) for value, signs in enumerate(_DIGITS) for sign in signs}
    | {sign: signs[0] for signs in _UNITS for sign in signs}
    | {"点": "."}
)
# 三四百 is about 350, and nobody can tell whether 七八 is 78 or seven to eight; 二〇二三 is read digit by digit.
_SIDE_BY_SIDE = regex.compile(rf"[{DIGIT_SIGNS[2:]}]{{2}}")
_DIGIT_BY_DIGIT = regex.compile(rf"[{DIGIT_SIGNS}]{{3,}}|[{DIGIT_SIGNS[2:]}][零〇]")
_FACTOR = r"0?([1-9][0-9]*(?:\.[0-9]+)?|0\.[0-9]+)"
_SECTION = regex.compile(rf"(?:{_FACTOR}千)?(?:{_FACTOR}百)?(?:(?:{_FACTOR}|0)?(十))?([0-9]+(?:\.[0-9]+)?|(?<=[十百千])\.[0-9]+)?")
_DECIMAL = regex.compile(r"[0-9]+\.[0-9]+")
_LONGEST = 20  # digits; more are a card or a file number


def number(text: str) -> Decimal:
    """The number that a numeral means; ValueError where it means none (一一百, 十十)."""
    if text.isascii():
        if not 0 < len(text) <= _LONGEST + text.count(","):
            raise ValueError(f"a numeral of {len(text)} signs is no quantity")
        return Decimal(text.replace(",", ""))
    return _chinese(text)


def plain(value: Decimal) -> str:
    """The number in digits, without an exponent and without idle zeros: 1.2E+4 is 12000, 0.70 is 0.7."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=4096)
def _chinese(text: str) -> Decimal:
    if len(text) > _LONGEST:
        raise ValueError(f"a numeral of {len(text)} signs is no quantity")
    if _SIDE_BY_SIDE.search(text.partition("点")[0]) and not _DIGIT_BY_DIGIT.fullmatch(text):
        raise ValueError(f"{text} is no number: two digits stand side by side")
    folded = text.replace(",", "").replace(" ", "").translate(_FOLDED)
    return _product(folded) or _sum(folded, text)


def _product(folded: str) -> Decimal | None:
    """A decimal with multipliers behind it: 1.2万, 3.6亿, 1.5万亿."""
    decimal = folded.rstrip("十百千万亿")
    if not _DECIMAL.fullmatch(decimal):
        return None
    value = Decimal(decimal)
    for unit in folded[len(decimal) :]:
        value *= _MYRIADS.get(unit) or 10 ** (1 + "十百千".index(unit))
    return value


def _sum(folded: str, text: str) -> Decimal:
    """What the numeral's parts above and below 亿 and 万 come to."""
    for unit, size in reversed(_MYRIADS.items()):
        high, found, low = folded.rpartition(unit)
        if found:
            if not high:
                raise ValueError(f"{text} is no number: nothing stands before {unit}")
            if len(low) == 1 and low != "0":
                return _sum(high, text) * size + _sum(low, text) * (size // 10)  # 两万五 is 25,000
            return _sum(high, text) * size + (_sum(low, text) if low else 0)
    return _section(folded, text)


def _section(folded: str, text: str) -> Decimal:
    """A part below ten thousand."""
    match = _SECTION.fullmatch(folded)
    if match is None or not folded:
        raise ValueError(f"{text} is no number")
    thousands, hundreds, tens, ten, ones = match.groups()
    total = Decimal(thousands or 0) * 1_000 + Decimal(hundreds or 0) * 100
    if ten:
        return total + Decimal(tens or 1) * 10 + Decimal(ones or 0)
    if ones and len(ones) == 1 and (thousands or hundreds):
        return total + Decimal(ones) * (10 if hundreds else 100)  # 一百五 is 150, 三千一 is 3,100
    return total + Decimal(ones or 0)
