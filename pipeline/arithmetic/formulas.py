"""Formulas written out: 5600元×2%=122元, (9500-500)×60%=5200元, 5833元(14000÷12÷20%), 400元加670元等于1070元."""

import re
from collections.abc import Iterator
from decimal import Decimal, DivisionByZero, InvalidOperation

import regex

from pipeline.arithmetic.passage import Mistake, Passage, last_digit, rounds_to
from pipeline.numerals import ARABIC, UNIT_SIGNS, number, plain
from pipeline.verdict import distance

_NUMBER = rf"{ARABIC}(?: ?[{UNIT_SIGNS}])?"
_UNIT = r"(?:个百分点|元|块|%|‰|个月|月|天|日|年|人|笔|次|个省份|个省|个)?(?:/[人年月天次])?"
_TERM = rf"(?:\( ?)*[\p{{Han}}]{{0,8}}(?:\( ?)*(?:{_NUMBER}) ?{_UNIT}(?: ?\))*"
_SIGN = r" ?(?:[×xX*÷/+-]|乘以|乘|除以|加上|减去|加|减) ?"
_EXPRESSION = rf"(?P<expression>{_TERM}(?:{_SIGN}{_TERM}){{1,7}})"
_RESULT = rf"(?P<result>(?P<number>{_NUMBER}) ?(?P<unit>{_UNIT}))"
_EQUALS = r" ?(?P<equals>=|≈|约等于|等于) ?(?P<about>约)? ?"
# A numeral that goes on to the left is another one (2-60%×…); so is one that a tilde ties to it, and one that a line break may have torn.
_FORMULA = regex.compile(rf"(?<![0-9.~]|[0-9] ?\n)(?:{_EXPRESSION}{_EQUALS}{_RESULT}|{_RESULT} ?\( ?(?:{_EXPRESSION}) ?\))")
_CALCULATES = re.compile("[=≈÷×+*等](?<!等(?!于))")
# No formula goes over a stop, and none is without one of these signs: to look for it only between two stops that have one is 3 times
# faster than to try it from each place of a passage.
_STOP = re.compile(r"[。;!?\n、:]|$")
_SIGNS = re.compile("[=≈÷×+*xX乘加等]")
_GUARD = regex.compile(r"[=≈÷×]|等于|\([^()\n]{0,40}[+*÷×]")
_TOKEN = regex.compile(rf"(?P<number>{_NUMBER}) ?(?P<unit>{_UNIT})|(?P<sign>[×xX*÷/+-]|乘以|乘|除以|加上|减去|加|减)|(?P<bracket>[()])")
_MEANING = {"×": "*", "x": "*", "X": "*", "乘以": "*", "乘": "*", "÷": "/", "除以": "/", "加上": "+", "加": "+", "减去": "-", "减": "-"}
_ABOUT = Decimal("0.03")
_SHARES = {"%": Decimal(100), "个百分点": Decimal(100), "‰": Decimal(1000)}


def mistakes(passage: Passage) -> Iterator[Mistake]:
    """The formulas of a passage whose result is not what they give."""
    text, start, end = passage.text, passage.segment.start, passage.segment.end
    if not passage.says(_CALCULATES) or not _GUARD.search(text, start, end):
        return
    for stop in _STOP.finditer(text, start, end):
        high = stop.start()
        while _SIGNS.search(text, start, high) and (found := _FORMULA.search(text, start, high)):
            start = max(found.start("result") if found["equals"] else found.end(), found.start() + 1)
            mistake = _mistake(found)
            if mistake:
                yield mistake
        start = stop.end()


def _mistake(found: regex.Match[str]) -> Mistake | None:
    tokens, shares = _tokens(found["expression"])
    signs = {token for token in tokens if isinstance(token, str)} - {"(", ")"}
    if not found["equals"] and not signs & {"*", "+"} and "÷" not in found["expression"]:
        return None  # 5000元(500-1500) is a range
    stated = _value(found["number"], found["unit"])
    if stated is None or (signs <= {"+", "-"} and len(shares | {found["unit"] in _SHARES}) > 1):
        return None  # 70%+5=75%: people mean points
    computed = _evaluate(tokens)
    if computed is None:
        return None
    per = _SHARES.get(found["unit"], Decimal(1))
    near = found["about"] or found["equals"] in ("≈", "约等于") or _is_about(found)
    if near and abs(computed - stated) <= abs(computed) * _ABOUT:
        return None
    if rounds_to(computed, stated, last_digit(found["number"], stated * per) / per):
        return None
    shown = plain(round(computed * per, 4)) + found["unit"]
    return Mistake(
        start=found.start("result"),
        end=found.end("result"),
        stated=found["result"],
        computed=shown,
        because=f"{found['expression'].strip()} is {shown}",
        parts=((*found.span("expression"), shown),),
        difference=distance(computed, stated),
    )


def _is_about(found: regex.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 2) : found.start()]
    after = found.string[found.end() : found.end() + 2]
    return "约" in before or after == "左右"


def _tokens(expression: str) -> tuple[list[Decimal | str], set[bool]]:
    """The numbers and signs of a formula, and whether its numbers are shares (true), others (false) or both."""
    tokens: list[Decimal | str] = []
    shares: set[bool] = set()
    for token in _TOKEN.finditer(expression):
        if token["number"]:
            value = _value(token["number"], token["unit"])
            if value is None:
                return [], set()
            tokens.append(value)
            shares.add(token["unit"] in _SHARES)
        else:
            tokens.append(_MEANING.get(token.group(), token.group()))
    return tokens, shares


def _value(numeral: str, unit: str) -> Decimal | None:
    try:
        return number(numeral.replace(" ", "")) / _SHARES.get(unit, Decimal(1))
    except ValueError:
        return None


def _evaluate(tokens: list[Decimal | str]) -> Decimal | None:
    """The value of a formula; None where its brackets or signs do not fit together."""
    try:
        value, rest = _sum(tokens)
    except (IndexError, TypeError, DivisionByZero, InvalidOperation):
        return None
    return value if not rest else None


def _sum(tokens: list[Decimal | str]) -> tuple[Decimal, list[Decimal | str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in ("+", "-"):
        sign = tokens[0]
        other, tokens = _product(tokens[1:])
        value = value + other if sign == "+" else value - other
    return value, tokens


def _product(tokens: list[Decimal | str]) -> tuple[Decimal, list[Decimal | str]]:
    value, tokens = _operand(tokens)
    while tokens and tokens[0] in ("*", "/"):
        sign = tokens[0]
        other, tokens = _operand(tokens[1:])
        value = value * other if sign == "*" else value / other
    return value, tokens


def _operand(tokens: list[Decimal | str]) -> tuple[Decimal, list[Decimal | str]]:
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        value, rest = _sum(rest)
        if rest[0] != ")":
            raise TypeError("a bracket does not close")
        return value, rest[1:]
    if isinstance(first, str):
        raise TypeError(f"{first} is no number")
    return first, rest
