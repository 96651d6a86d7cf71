"""What crawling does to a text: full-width digits, entities, zero-width signs, lines broken inside numbers."""

import re
from collections.abc import Callable
from random import Random

Mess = Callable[[str, Random], str]
_WIDE = str.maketrans("0123456789%", "0123456789%".translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}))
_DIGITS = re.compile(r"(?<=[0-9])(?=[0-9])")
_NUMBER = re.compile(r"(?<![0-9.,年])(?=[0-9])")
_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff0-9])")


def tidy(text: str, rng: Random) -> str:
    """The text as it is."""
    return text


def wide(text: str, rng: Random) -> str:
    """Digits and percent signs at full width."""
    return text.translate(_WIDE)


def entities(text: str, rng: Random) -> str:
    """HTML's names for spaces and quotation marks, left in."""
    return _NUMBER.sub(lambda _: "&nbsp;" if rng.random() < 0.3 else "", text).replace("“", "&ldquo;").replace("”", "&rdquo;")


def zero_width(text: str, rng: Random) -> str:
    """Signs that take no room, between any two."""
    spots = [match.start() for pattern in (_HAN, _DIGITS) for match in pattern.finditer(text) if rng.random() < 0.08]
    return _put(text, spots, "\u200b")


def broken(text: str, rng: Random) -> str:
    """Line ends inside numbers."""
    return _put(text, [match.start() for match in _DIGITS.finditer(text) if rng.random() < 0.12], "\n")


def _put(text: str, spots: list[int], sign: str) -> str:
    for spot in sorted(spots, reverse=True):
        text = text[:spot] + sign + text[spot:]
    return text


MESSES: tuple[Mess, ...] = (*(tidy,) * 12, wide, entities, zero_width, broken)
