"""Which of the divisions that a text names is the one it speaks of."""

from pipeline.model import Fact

_GOING = ("到", "去", "赴", "往")


def stem(adcode: str) -> str:
    """The digits that the codes of all divisions inside share: 360700 (a prefecture) is 3607."""
    return adcode[:2] if adcode.endswith("0000") else adcode[:4] if adcode.endswith("00") else adcode


def related(one: str, other: str) -> bool:
    """Whether one division is the other or lies inside it."""
    a, b = stem(one), stem(other)
    return a.startswith(b) or b.startswith(a)


def inside(inner: str, outer: str) -> bool:
    """Whether a division lies inside another (not the same)."""
    return stem(inner) != stem(outer) and stem(inner).startswith(stem(outer))


def is_aside(text: str, fact: Fact) -> bool:
    """Whether a name is where people go (到昆明住院) or what is compared with (比兰州), not whom the sentence is about."""
    before = text[max(0, fact.start - 2) : fact.start]
    if before.endswith(_GOING) and not before.endswith(("达到", "得到", "收到", "以往")):
        return True
    return before.endswith(("比", "较")) or before in ("转至", "来自", "毗邻", "相比")
