"""Which of the divisions that a text names is the one it speaks of."""

import regex

from pipeline.model import Fact

_OFFICE = regex.compile(r"(?:市|省|县|区)?(?:税务|医保|医疗保障|人社|社保|财政|统计|人力资源|卫健|民政)")
_RULES = regex.compile(r"(?:的)?(?:统一)?(?:规定|政策|办法|标准)")
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
    before = text[max(0, fact.start - 4) : fact.start]
    if before.endswith(_GOING) and not before.endswith(("达到", "得到", "收到", "以往")):
        return True
    if _RULES.match(text, fact.end) and before.endswith(("执行", "按照", "依照", "根据", "依据", "按")):
        return True
    if before.endswith(("由", "向", "经")) and _OFFICE.match(text, fact.end):
        return True
    return before.endswith(("比", "较", "转至", "来自", "毗邻", "省内的", "省外的", "外地的", "市外的"))
