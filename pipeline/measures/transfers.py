"""Claims of how many transfers between accounts a day may see: 每天限3笔. No fact carries the number, so it is read here."""

from collections.abc import Iterator

import regex

from pipeline.measures.page import Page
from pipeline.measures.periods import TRANSFER_LIMIT_AMOUNT
from pipeline.model import Claim
from pipeline.numerals import ARABIC, DIGIT_SIGNS, number, plain

MEASURE = "transfer_limit_count"
_REACH = 60
_DAILY = regex.compile(
    r"(?P<per>单日|每日|每天|一天|当天|当日)(?:之?内)?[^,。;:0-9\n]{0,8}?(?:最多|限|不超过|不得超过|不能超过|只能|至多|上限)[^,。;:0-9\n]{0,5}?"
    rf"(?P<number>{ARABIC}|[{DIGIT_SIGNS}十]{{1,3}}) ?(?:笔|(?<=转[^。;!?\n]{{0,24}})次(?!数))"
)


def transfer_claims(page: Page) -> Iterator[Claim]:
    """The claims of transfers a day."""
    if "笔" not in page.text and "转" not in page.text:
        return
    context = TRANSFER_LIMIT_AMOUNT.context
    hits = list(_DAILY.finditer(page.text))
    for found, said in zip(hits, page.scopes(found.span() for found in hits), strict=True):
        near = page.text[max(0, found.start() - _REACH) : found.end() + _REACH]
        segment = page.segment_at(found.start())
        if segment is None or page.is_silent(segment) or context is None or not context.search(near):
            continue
        scope = {column: part for column, part in said.items() if column == "insurance"}
        try:
            value = number(found["number"])
        except ValueError:
            continue
        yield page.claim(
            scope, found.start(), found.end(), measure=MEASURE, value=plain(value), rule=f"{MEASURE}.daily",
            fact_ids=tuple(fact.fact_id for fact in page.facts_in(found.start("number"), found.end()) if fact.value_low == value),
            value_low=value, value_high=value, unit="transfer", per="day",
        )  # fmt: skip
