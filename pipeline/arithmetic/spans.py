"""Intervals whose length the text states: 2025年1月1日至2月28日,共59天."""

import itertools
import re
from collections.abc import Iterator

from pipeline.arithmetic.passage import Mistake, Passage, number, single, written
from pipeline.model import Fact

_STATES = re.compile(r"^[,、(: ]{0,2}(?:期限|时长|时间)?(?:合计|共计|共|为期|历时|总计|总共|一共|持续|长达)(?:有|约|为)? ?$")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
# 2025-01-31 to 2025-07-01 passes for five months and for six: a stated month is good for half a month more or less.
_SLACK = {"day": 1.0, "week": 4.0, "month": 20.0, "year": 40.0}


def mistakes(passage: Passage) -> Iterator[Mistake]:
    """The intervals of a passage that are not so long as stated."""
    if "duration" not in passage.kinds:
        return
    for dates, length in itertools.pairwise(passage.facts):
        if dates.kind == "date" and length.kind == "duration" and single(length) and _STATES.match(passage.gap(dates, length)):
            yield from _mistake(passage, dates, length)


def _mistake(passage: Passage, dates: Fact, length: Fact) -> Iterator[Mistake]:
    unit = length.unit or ""
    if "/" not in dates.value or not dates.date_start or not dates.date_end or unit not in _DAYS or "个工作日" in length.text:
        return
    days = (dates.date_end - dates.date_start).days + 1
    stated = float(number(length)) * _DAYS[unit]
    if abs(days - stated) <= _SLACK[unit]:
        return
    start, end, value = passage.quote(length)
    yield Mistake(
        start=start,
        end=end,
        stated=value,
        computed=f"{days}天",
        because=f"{dates.text} is {days}天, not {written(length)}",
        parts=((dates.start, dates.end, f"{days}天"),),
        difference=min(1.0, abs(days - stated) / max(days, stated)),
    )
