"""Lists in running text, whatever they are of: their members, whether they end in 等, say that they are all, and state their size."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.numerals import number

JOINS = r"(?: ?[、/] ?|,|和|与|及|或|以及|或者|”、“)"
_JOIN = re.compile(JOINS)
_SIZE = "(?P<size>[0-9]{1,3}|[一二三四五六七八九十两]{1,3})"
_REACH = 200  # how far a sentence's beginning and end are looked for
_QUOTES = "“”\"'‘’《》 "
_SENTENCE_END = re.compile(r"[。!?\n;]")
_OPEN = re.compile(r"[”\"’)》]? ?等(?! ?(?:这|共|一共)?[0-9一二三四五六七八九十两]+ ?(?:类|种|个|项|省))")
_SIZE_AFTER = re.compile(rf"[”\"’)》]? ?(?:等|这|共|一共|等这)?{_SIZE} ?(?:类|种|个|项)")
_SIZE_BEFORE = re.compile(rf"(?<![第新增加]){_SIZE} ?(?:大?类|种|个|项)[^,。;:!?\n]{{0,16}}[::] ?[“\"]?$")
_ADDED = re.compile(r"新增|增加|扩大|再增|其中|另有|扩围")
_ONLY = re.compile(r"(?:仅限于?|只限于?|限于|仅包括|只包括|仅有|只有|只能|仅能|只可|仅可|仅用于|只用于|仅|只)[^,。;:!?\n、]{0,12}[:(“\"]?$")
_NEGATED = re.compile(r"(?:不包括|不包含|不含|除了?|不是|并非|不能|不可|不得)[^,。;:!?\n]{0,8}$")
# What a clause that begins with members ends in when it shuts them out: 兄弟姐妹和公婆都不算, 祖父母不在此列, 外公外婆除外.
_SHUT_OUT = re.compile(r"(?:(?<![能可是会行])不(?!在本|只|仅|限|少)|没|未|尚未|无法|无权|除外|排除)[^,。;:!?\n可]{0,8}$")
_CLAUSE_END = re.compile(r"[,。;:!?\n]")
_OUTSIDE = re.compile(r"(?:之|以)?外")


class Listed(NamedTuple):
    """A list at a span: what it names, and how it says it. `size` is the number that the text states."""

    start: int
    end: int
    members: Sequence[str]
    topic: str | None
    is_open: bool
    is_all: bool
    size: Decimal | None


def listed(text: str, start: int, end: int, names: Sequence[str], topic: str | None = None) -> Listed | None:
    """The list at a span with what stands around it; None where it is denied (不包括, 除…外)."""
    before = text[sentence_start(text, start) : start]
    if _NEGATED.search(before):
        return None
    size = None
    stated = None
    is_open = _OPEN.match(text, end) is not None
    if after := _SIZE_AFTER.match(text, end):
        size, end = _number(after["size"]), after.end()
        is_open = size is not None and size > len(names)
    elif stated := _SIZE_BEFORE.search(before):
        size = _number(stated["size"])
    only = _ONLY.search(before)
    is_all = only is not None or (size is not None and size == len(names) and not is_open and not _ADDED.search(before))
    start -= max(len(before) - said.start() for said in (only, stated) if said) if only or stated else 0
    return Listed(start, end, names, topic, is_open, is_all, size)


def included(text: str, start: int, end: int) -> int:
    """Where a list ends that its sentence shuts members out of behind a comma; its start where it shuts out all of them."""
    begins_clause = text[max(0, start - 8) : start].rstrip(_QUOTES)[-1:] in ("", ",", "。", ";", "!", "?", "\n")
    at, high = start, sentence_end(text, end)
    while at < end:
        stop = found.start() if (found := _CLAUSE_END.search(text, at, high)) else high
        if _SHUT_OUT.search(text, at, stop) and not _OUTSIDE.match(text, min(end, stop)):
            return start if at == start or begins_clause else at - 1
        at = stop + 1
    return end


def sentence_start(text: str, at: int) -> int:
    """Where the sentence begins that holds an offset."""
    low = max(0, at - _REACH)
    return max(low, *(text.rfind(sign, low, at) + 1 for sign in "。!?\n;"))


def sentence_end(text: str, at: int) -> int:
    """Where the sentence ends that holds an offset."""
    high = min(len(text), at + _REACH)
    found = _SENTENCE_END.search(text, at, high)
    return found.start() if found else high


def split(text: str) -> list[str]:
    """The members of a list as they are written."""
    return [member for part in _JOIN.split(text) if (member := part.strip(_QUOTES))]


def alternatives(names: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A pattern of all spellings, the longest first, and each spelling's name."""
    spelt = {spelling: name for name, spellings in names.items() for spelling in spellings.split()}
    return "|".join(sorted(map(re.escape, spelt), key=lambda word: (-len(word), word))), spelt


def _number(text: str) -> Decimal | None:
    try:
        return number(text)
    except ValueError:
        return None
