"""Claims of what can be done and what cannot: who says it, on what condition, in which scope.

`value` is yes or no, `topic` one of the names in `permission` (with what, where and what filled in), `condition` on what it holds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from pipeline.measures.page import Page
from pipeline.measures.permission.lexicon import lexicon
from pipeline.measures.permission.reader import Lead, Reader, Statement
from pipeline.model import Claim, Segment, SegmentKind

STATEMENT, ANSWER = "permission.statement", "permission.answer"
_UNREAD = frozenset({SegmentKind.BOILERPLATE, SegmentKind.NOTICE, SegmentKind.RELATED_DATE})
_ANSWER = re.compile(
    r"(?:(?:答|回复|回答|解答|A|答复)[^:]{0,6}:\s*)?"
    r"(?:(?P<no>不可以|不能|不行|不会|不是|没有|不支持|不允许|不需要|不用|无需|无法|否|不)|(?P<yes>可以|能够|能|会|是的|是|对|有|支持|允许|需要|要|行))"
    r"的?(?=[ ,。!;:]|$)"
)
_STOP = re.compile("[。;:!]")
_LONGEST_ANSWER = 30
_BARE_ANSWER = 6  # an answer of no more signs says nothing but yes or no


def permission_claims(page: Page) -> list[Claim]:
    """The permissions of a page, in their order."""
    found = list(find_permissions(page))
    scopes = page.scopes((said.start, said.end) for _, said in found)
    return [
        page.claim(
            scope, said.start, said.end, measure="permission", topic=said.topic, value=said.value, condition=said.condition, rule=rule
        )
        for (rule, said), scope in zip(found, scopes, strict=True)
    ]  # fmt: skip


def find_permissions(page: Page) -> Iterator[tuple[str, Statement]]:
    """What the page permits and refuses, with the rule that read it."""
    text = page.text
    tokens = lexicon().find(text)
    begins = itemgetter(1)
    asked: Statement | None = None
    lead: Lead | None = None
    led: Segment | None = None
    hi = 0
    for segment in page.segments:
        if segment.kind in _UNREAD:
            continue
        lo = bisect_left(tokens, segment.start, hi, key=begins)
        hi = bisect_left(tokens, segment.end, lo, key=begins)
        reader = Reader(text, _above(page, segment), lead if _is_led(segment, led) else None)
        said = reader.read(tokens[lo:hi], segment.start, segment.end)
        if asked and (answer := _answer(text, segment, asked)) and not any(_repeats(statement, answer) for statement in said):
            yield ANSWER, answer
        for statement in said:
            yield STATEMENT, statement
        if reader.lead is not lead:
            led = segment
        asked, lead = reader.asked, reader.lead


def _above(page: Page, segment: Segment) -> tuple[str, ...]:
    """The headings above a segment and its title, the nearest first."""
    title = segment.item_title if segment.item is not None else page.document.title
    headings = segment.section.split(" > ")[::-1] if segment.section else ()
    return (*headings, title) if title else tuple(headings)


def _answer(text: str, segment: Segment, question: Statement) -> Statement | None:
    """The answer that opens a segment (可以,有限制), as a statement on what the question before it asks."""
    match = _ANSWER.match(text, segment.start, segment.end)
    if match is None:
        return None
    value = question.value
    if match["no"]:
        value = "no" if value == "yes" else "yes"
    stop = _STOP.search(text, match.end(), segment.end)
    end = stop.start() if stop else segment.end
    if end - match.start() > _LONGEST_ANSWER or " " in text[match.start() : end]:
        end = match.end()
    return question._replace(start=match.start("no" if match["no"] else "yes"), end=end, value=value)


def _repeats(statement: Statement, answer: Statement) -> bool:
    """Whether a statement says the answer again in whole: then the bare answer need not be kept."""
    if (statement.topic, statement.value) != (answer.topic, answer.value):
        return False
    return answer.end - answer.start <= _BARE_ANSWER or statement.start - answer.end <= _BARE_ANSWER


def _is_led(segment: Segment, lead: Segment | None) -> bool:
    """Whether a segment is one of the items that a lead-in line is followed by."""
    if lead is None or segment.item != lead.item:
        return False
    if segment.kind in (SegmentKind.LIST_ITEM, SegmentKind.TABLE_ROW):
        return True
    if segment.kind is not SegmentKind.HEADING or lead.kind is SegmentKind.HEADING:
        return False
    return segment.section is not None and segment.section == lead.section
