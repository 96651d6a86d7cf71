"""Numerals as they stand in Chinese pages: 31,600  1.2万  5万8千  三千一百  两万五  一百零五  二〇二三  七十五点五  壹万贰仟.

`NUMBER` finds what may be one, `number` reads it exactly. Full-width digits and commas are folded by `pipeline.text` beforehand.
"""

from decimal import Decimal

_DIGITS = {sign: value for value, signs in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for sign in signs}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_MYRIADS = {10_000, 100_000_000}

DIGIT_SIGNS = "".join(_DIGITS)
UNIT_SIGNS = "".join(_UNITS)
SIGNS = DIGIT_SIGNS + UNIT_SIGNS

ARABIC = r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
# Multipliers are few and digits between them too: without a bound a line of nothing but 9 would be tried from every place.
MIXED = rf"{ARABIC} ?[{UNIT_SIGNS}]{{1,3}}(?:[0-9]{{1,4}}[{UNIT_SIGNS}]{{0,2}}){{0,4}}"
CHINESE = rf"[{SIGNS}]+(?:点[{DIGIT_SIGNS}]+[{UNIT_SIGNS}]{{0,2}})?"
NUMBER = rf"(?:{MIXED}|{ARABIC}|{CHINESE})"


def number(text: str) -> Decimal:
    """The number that a numeral means; ValueError where it means none (一一百, 十十)."""
    if text.isascii():
        return Decimal(text.replace(",", ""))
    whole, point, rest = text.replace(",", "").replace(" ", "").partition("点")
    if not point:
        return _read(whole)
    tail = rest.lstrip(DIGIT_SIGNS)
    fraction = "".join(str(_DIGITS[sign]) for sign in rest[: len(rest) - len(tail)])
    return (_read(whole) + Decimal(f"0.{fraction}")) * _product(tail)


def plain(value: Decimal) -> str:
    """The number in digits, without an exponent and without idle zeros: 1.2E+4 is 12000, 0.70 is 0.7."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _product(units: str) -> int:
    product = 1
    for sign in units:
        product *= _UNITS[sign]
    return product


def _read(text: str) -> Decimal:
    if not text:
        raise ValueError("no numeral")
    if len(text) > 1 and all(sign in _DIGITS for sign in text):
        return Decimal("".join(str(_DIGITS[sign]) for sign in text))  # 二〇二三: digit by digit
    # `total` holds what stands before 亿 and 万, `section` what stands below, `current` the digit that waits for its unit.
    total = section = Decimal(0)
    current: Decimal | None = None
    last_unit, after_zero, at = 0, False, 0
    while at < len(text):
        sign = text[at]
        if sign in _UNITS:
            unit = _UNITS[sign]
            if unit in _MYRIADS:
                section += current or 0
                if not section and not total:
                    raise ValueError(f"{text}: {sign} without a number")
                if total and unit > last_unit and last_unit in _MYRIADS or not section:
                    total = (total + section) * unit
                else:
                    total += section * unit
                section = Decimal(0)
            else:
                if current is None and not (unit == 10 and (not section or after_zero)):
                    raise ValueError(f"{text}: {sign} without a digit")
                if section and unit >= last_unit and last_unit not in _MYRIADS:
                    raise ValueError(f"{text}: {sign} after a smaller unit")
                section += (Decimal(1) if current is None else current) * unit
            current, last_unit, after_zero, at = None, unit, False, at + 1
        elif sign in _DIGITS:
            if current is not None and current != 0:
                raise ValueError(f"{text}: two digits side by side")
            current, after_zero, at = Decimal(_DIGITS[sign]), after_zero or _DIGITS[sign] == 0, at + 1
        else:
            end = at
            while end < len(text) and (text[end].isdigit() and text[end].isascii() or text[end] == "."):
                end += 1
            if end == at or current is not None:
                raise ValueError(f"{text}: {sign} is not part of a numeral")
            current, at = Decimal(text[at:end]), end
            after_zero = after_zero or len(text[at - 1 : end]) > 1 or text[end - 1] == "0"
    if current is not None and last_unit > 10 and current < 10 and not after_zero:
        current *= last_unit // 10  # 两万五 is 25,000, 三千一 is 3,100
    return total + section + (current or 0)
