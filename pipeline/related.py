"""The block of related items below an article: each item is a small document of its own, with a title, a teaser and a date."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.lines import OPEN_END, SENTENCE_END, bare, date_line, full_date, is_furniture, is_notice, marker
from pipeline.model import SegmentKind

_OPENS = re.compile(
    r"[\#*【\[· ]*(?:(?:相关|推荐|延伸|更多|热门|热点|精彩|今日|往期|最新)(?:推荐|阅读|文章|新闻|报道|资讯|内容|问题|问答|回顾|政策解读)"
    r"|猜你(?:喜欢|想看)|为[你您]推荐|看了又看|相关链接|[你您]可能(?:也|还)?(?:喜欢|感兴趣)(?:的内容)?|大家[都还]在[搜看问])[ :】\]*]*$"
)
_TRAILING_DATE = re.compile(r"[ \[(]*(?:19|20)[0-9]{2}(?:[-/.][01]?[0-9][-/.][0-3]?[0-9]|年[01]?[0-9]月[0-3]?[0-9]日)[\])]?$")
_LONGEST_TITLE = 45


class Item(NamedTuple):
    """A line of the block: what it is, and which item it belongs to."""

    kind: SegmentKind
    item: int | None = None
    title: str | None = None
    date: str | None = None


def opens_related(line: str) -> bool:
    """Whether a line stands above related items: 相关推荐, 【延伸阅读】, 猜你喜欢:."""
    return len(line) <= 16 and _OPENS.match(line) is not None


def related(lines: Sequence[str]) -> list[Item]:
    """What each line of the block is; an item's title and date stand on all of its lines."""
    found: list[Item] = []
    for number, group in enumerate(_groups(lines, found)):
        title = next((bare_title(lines[at]) for at, kind in group if kind is SegmentKind.RELATED_TITLE), None)
        date = next((_item_date(lines[at], kind) for at, kind in reversed(group) if _item_date(lines[at], kind)), None)
        for at, kind in group:
            found[at] = Item(kind, number, title, date)
    return found


def bare_title(line: str) -> str:
    """A related title without its bullet, its markdown and the date behind it."""
    line = bare(line)
    found = marker(line)
    if found is not None and found.family == "bullet":
        line = line[found.size :].strip()
    return _TRAILING_DATE.sub("", line) or line


def _item_date(line: str, kind: SegmentKind) -> str | None:
    if kind is SegmentKind.RELATED_DATE:
        return date_line(line)
    if kind is SegmentKind.RELATED_TITLE and _TRAILING_DATE.search(line):
        found = full_date(line)
        return found[0] if found else None
    return None


def _groups(lines: Sequence[str], found: list[Item]) -> Iterator[list[tuple[int, SegmentKind]]]:
    """The lines of each item; `found` gets a place for every line, and what belongs to no item stands there as it is."""
    dated = any(date_line(line) for line in lines)
    group: list[tuple[int, SegmentKind]] = []
    for at, line in enumerate(lines):
        if opens_related(line) or is_furniture(line) or is_notice(line):
            found.append(Item(SegmentKind.NOTICE if is_notice(line) else SegmentKind.BOILERPLATE))
            continue
        found.append(Item(SegmentKind.RELATED_TEASER))
        if group and date_line(line) is not None:
            yield [*group, (at, SegmentKind.RELATED_DATE)]
            group = []
        elif group and (dated or not _is_title(line)):
            group.append((at, SegmentKind.RELATED_TEASER))
        else:
            if group:
                yield group
            group = [(at, SegmentKind.RELATED_TITLE)]
    if group:
        yield group


def _is_title(line: str) -> bool:
    """Whether a line begins the next item where no dates tell the items apart: short, and no sentence."""
    return len(line) <= _LONGEST_TITLE and line[-1] not in SENTENCE_END.replace("?", "") + OPEN_END and "。" not in line
