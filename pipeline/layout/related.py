"""The block of related items below an article: each item is a small document of its own, with a title, a teaser and a date."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.layout.frame import date_line, full_date, is_furniture, is_notice
from pipeline.layout.lines import OPEN_END, SENTENCE_END, bare, marker
from pipeline.model import SegmentKind

_OPENS = re.compile(
    r"[\#*【\[· ]*(?:相关(?:推荐|阅读|文章|新闻|报道|资讯|链接)|推荐(?:阅读|文章)|延伸阅读|更多(?:推荐|阅读|文章|资讯)"
    r"|热[门点](?:推荐|阅读|文章|新闻|资讯)|往期(?:推荐|回顾|文章)|精彩推荐|猜你(?:喜欢|想看)|为[你您]推荐|看了又看"
    r"|[你您]可能(?:也|还)?(?:喜欢|感兴趣)(?:的内容)?|大家[都还]在[搜看问])[ :】\]*]*$"
)
_OPENS_SIGNS = frozenset("#*【[· 相推延更热往精猜为看你您大")
_TRAILING_DATE = re.compile(r"[ \[(]*(?:19|20)[0-9]{2}(?:[-/.][01]?[0-9][-/.][0-3]?[0-9]|年[01]?[0-9]月[0-3]?[0-9]日)[\])]?$")
_TRAILING_SIGNS = frozenset("0123456789日])")
_LONGEST_TITLE = 45


_NO_TITLE_END = frozenset(SENTENCE_END + OPEN_END) - {"?"}


class Item(NamedTuple):
    """A line of the block: what it is, and which item it belongs to."""

    kind: SegmentKind
    item: int | None = None
    title: str | None = None
    date: str | None = None


_built = tuple.__new__  # builds an item in half the time that a call of its class takes
_FRAME, _NOTICE = Item(SegmentKind.BOILERPLATE), Item(SegmentKind.NOTICE)


def opens_related(line: str) -> bool:
    """Whether a line stands above related items: 相关推荐, 【延伸阅读】, 猜你喜欢:."""
    return len(line) <= 16 and line[0] in _OPENS_SIGNS and _OPENS.match(line) is not None


def related(lines: Sequence[str]) -> list[Item]:
    """What each line of the block is; an item's title and date stand on all of its lines."""
    dates = [date_line(line) for line in lines]
    dated = any(dates)
    found = [_FRAME] * len(lines)
    group: list[int] = []
    number = 0
    for at, line in enumerate(lines):
        if opens_related(line) or is_furniture(line):
            continue
        if is_notice(line):
            found[at] = _NOTICE
            continue
        ends = dates[at] is not None and bool(group)
        if group and not ends and not dated and _is_title(line):
            _settle(found, lines, group, number, None)
            number, group = number + 1, []
        group.append(at)
        if ends:
            _settle(found, lines, group, number, dates[at])
            number, group = number + 1, []
    if group:
        _settle(found, lines, group, number, None)
    return found


def _settle(found: list[Item], lines: Sequence[str], group: Sequence[int], number: int, date: str | None) -> None:
    """Write down what the lines of an item are; a date below closes it, another may stand behind its title."""
    line = lines[group[0]]
    title = bare_title(line)
    written = full_date(line) if date is None and len(title) < len(line) else None
    told = date or (written[0] if written else None)
    if len(group) > 1:
        teaser = _built(Item, (SegmentKind.RELATED_TEASER, number, title, told))
        for at in group:
            found[at] = teaser
    found[group[0]] = _built(Item, (SegmentKind.RELATED_TITLE, number, title, told))
    if date is not None:
        found[group[-1]] = _built(Item, (SegmentKind.RELATED_DATE, number, title, told))


def bare_title(line: str) -> str:
    """A related title without its bullet, its markdown and the date behind it."""
    line = bare(line)
    found = marker(line)
    if found is not None and found.family == "bullet":
        line = line[found.size :].strip()
    return (_TRAILING_DATE.sub("", line) or line) if line[-1:] in _TRAILING_SIGNS else line


def _is_title(line: str) -> bool:
    """Whether a line begins the next item where no dates tell the items apart: short, and no sentence."""
    return len(line) <= _LONGEST_TITLE and line[-1] not in _NO_TITLE_END and "。" not in line
