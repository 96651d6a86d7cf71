"""How much of a personal account may be shared with relatives, in percent of its balance: 账户余额的50%至70%, 全部金额."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import regex

from pipeline.measures.page import Page, numbers
from pipeline.model import Claim, Segment, SegmentKind

_SHARING = regex.compile(r"共济|与家人共享|家庭成员共享")
_OF_THE_BALANCE = regex.compile(r"(?:余额|账户资金|账户金额|结余)的? ?(?:约|最高|不超过)?$")
_ALL = regex.compile(r"(?:共济|共享|额度|金额)[^。;!?\n]{0,60}?(?P<all>全部金额|全部余额|全部资金|全额共济|所有余额|账户余额全部)")
_NEVER = regex.compile(r"不能|不可|不得|并非|不是")
_WHOLE = {"value_low": Decimal(100), "value_high": Decimal(100), "unit": "percent"}


def shareable_claims(page: Page) -> list[Claim]:
    """The shares of a balance that the page allows to be shared."""
    if not _SHARING.search(page.text):
        return []
    return [claim for segment in page.segments for claim in _of_segment(page, segment)]


def _of_segment(page: Page, segment: Segment) -> Iterator[Claim]:
    if segment.kind in (SegmentKind.BOILERPLATE, SegmentKind.RELATED_DATE, SegmentKind.NOTICE):
        return
    title = page.title_of(segment)
    above = f"{segment.section or ''} {page.text[title.start : title.end] if title else ''}"
    if not (_SHARING.search(above) or _SHARING.search(page.text, segment.start, segment.end)):
        return
    for fact in page.facts_in(segment.start, segment.end):
        if fact.kind == "percentage" and _OF_THE_BALANCE.search(page.text, max(segment.start, fact.start - 12), fact.start):
            yield _claim(page, (fact.start, fact.end), fact.value, "shareable.share", numbers(fact))
    for found in _ALL.finditer(page.text, segment.start, segment.end):
        if not _NEVER.search(found.group()):
            yield _claim(page, found.span("all"), "100", "shareable.all", _WHOLE)


def _claim(page: Page, span: tuple[int, int], value: str, rule: str, more: Mapping[str, Any]) -> Claim:
    return page.claim(page.scope(*span), *span, measure="shareable_share", value=value, rule=rule, **more)
