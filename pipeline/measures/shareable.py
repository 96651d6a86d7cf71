"""How much of a personal account may be shared with relatives, in percent of its balance: 账户余额的50%至70%, 全部金额."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipeline.measures.occurrences import occurrences
from pipeline.measures.page import Page, numbers
from pipeline.model import Claim, Segment

_SHARING = re.compile(r"共济|与家人共享|家庭成员共享")
_OF_THE_BALANCE = re.compile(r"(?:余额|账户资金|账户金额|结余)的? ?(?:约|最高|不超过)?$")
_REACH = 12
_WORDS = "全部金额|全部余额|全部资金|全额共济|所有余额|账户余额全部"
_ANY_WORD = re.compile(_WORDS)
_ALL = re.compile(rf"(?:共济|共享|额度|金额)[^。;!?\n]{{0,60}}?(?P<all>{_WORDS})")
_NEVER = re.compile(r"不能|不可|不得|并非|不是")
_WHOLE = {"value_low": Decimal(100), "value_high": Decimal(100), "unit": "percent"}


def shareable_claims(page: Page) -> list[Claim]:
    """The shares of a balance that the page allows to be shared."""
    text = page.text
    if not _SHARING.search(text):
        return []
    claims = []
    for fact in page.facts:
        if fact.kind != "percentage" or not (said := _OF_THE_BALANCE.search(text, max(0, fact.start - _REACH), fact.start)):
            continue
        segment = page.segment_at(fact.start)
        if segment and said.start() >= segment.start and not page.is_silent(segment) and _is_of_sharing(page, segment):
            claims.append(_claim(page, (fact.start, fact.end), fact.value, "shareable.share", numbers(fact)))
    if _ANY_WORD.search(text):
        for segment, found in occurrences(page, _ALL):
            if not _NEVER.search(found.group()) and _is_of_sharing(page, segment):
                claims.append(_claim(page, found.span("all"), "100", "shareable.all", _WHOLE))
    return claims


def _is_of_sharing(page: Page, segment: Segment) -> bool:
    """Whether a segment, its headings or its title speak of sharing."""
    title = page.title_of(segment)
    above = f"{segment.section or ''} {page.text[title.start : title.end] if title else ''}"
    return _SHARING.search(above) is not None or _SHARING.search(page.text, segment.start, segment.end) is not None


def _claim(page: Page, span: tuple[int, int], value: str, rule: str, more: Mapping[str, Any]) -> Claim:
    return page.claim(page.scope(*span), *span, measure="shareable_share", value=value, rule=rule, **more)
