"""What crawling does to a text: full-width digits, entities, zero-width signs, lines broken inside numbers."""

import re
from collections.abc import Callable
from random import Random

Mess = Callable[[str, Random], str]
_WIDE = str.maketrans("0123456789%", "0123456789%".translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}))
_DIGITS = re.compile(r"(?<=[0-9])(?=[0-9])")
_NUMBER = re.compile(r"(?<![0-9.,年])(?=[0-9])")
_UNIT = re.compile(r"(?<=[\u4e00-\u9fff]{4}[0-9]{2})(?=[元%天])|(?<=[0-9]{4})(?=元)|(?<=[0-9],)(?=[0-9]{3})")
_NEVER_FIRST = ",。;、:?!)”》】"
_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff0-9])")


def tidy(text: str, _: Random) -> str:
    """The text as it is."""
    return text


def wide(text: str, _: Random) -> str:
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
    """Line ends before units and inside grouped digits, as narrow pages leave them."""
    return _put(text, [match.start() for match in _UNIT.finditer(text) if rng.random() < 0.3], "\n")


class Wrapped:
    """Lines broken at one width, wherever that is."""

    def __init__(self, width: int) -> None:
        self._width, self._column = width, 0

    def __call__(self, text: str, _: Random) -> str:
        out = []
        for sign in text:
            if sign != "\n" and self._column >= self._width and sign not in _NEVER_FIRST:
                out.append("\n")
                self._column = 0
            out.append(sign)
            self._column = 0 if sign == "\n" else self._column + 1
        return "".join(out)


def _put(text: str, spots: list[int], sign: str) -> str:
    for spot in sorted(spots, reverse=True):
        text = text[:spot] + sign + text[spot:]
    return text


_PLAIN: tuple[Mess, ...] = (*(tidy,) * 12, wide, entities, zero_width, broken)


def any_mess(rng: Random) -> Mess:
    """What happens to one page; to three of four nothing."""
    return Wrapped(rng.randint(28, 44)) if rng.random() < 0.05 else rng.choice(_PLAIN)
