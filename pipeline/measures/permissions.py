"""Claims of what can be done and what cannot: who says it, on what condition, in which scope."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from pipeline.measures.page import Page
from pipeline.measures.permission_clauses import Reader, Statement
from pipeline.measures.permission_lexicon import Token, lexicon
from pipeline.model import Claim, Segment, SegmentKind

_UNREAD = frozenset({SegmentKind.BOILERPLATE, SegmentKind.NOTICE, SegmentKind.RELATED_DATE})
_TITLES = frozenset({SegmentKind.TITLE, SegmentKind.RELATED_TITLE, SegmentKind.HEADING})
_ASKER = re.compile(r"(?:问|提问|网友|Q|楼主)[^::]{0,6}:")
_ANSWER = re.compile(
    r"(?:(?:答|回复|回答|解答|A|答复)[^:]{0,6}:\s*)?"
    r"(?:(?P<no>不可以|不能|不行|不会|不是|没有|不支持|不允许|不需要|不用|无需|无法|否|不)|(?P<yes>可以|能够|能|会|是的|是|对|有|支持|允许|需要|要|行))"
    r"的?(?=[ ,。!;:]|$)"
)
_LONGEST_ANSWER = 30
_SOON = 6
_STOP = re.compile("[。;:!]")


def permission_claims(page: Page) -> list[Claim]:
    """The permissions of a page, in their order."""
    return [
        page.claim(
            page.scope(said.start, said.end), said.start, said.end,
            measure="permission", topic=said.topic, value=said.value, condition=said.condition, rule=rule,
        )
        for rule, said in find_permissions(page)
    ]  # fmt: skip


def find_permissions(page: Page) -> list[tuple[str, Statement]]:
    """What the page permits and refuses, with the rule that read it."""
    text = page.text
    tokens = lexicon().find(text)
    starts = [token[1] for token in tokens]
    found: list[tuple[str, Statement]] = []
    question: Statement | None = None
    lead, led = None, None
    for segment in page.segments:
        if segment.kind in _UNREAD:
            continue
        own = tokens[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)]
        above = [_words(name) for name in (segment.section or "").split(" > ")[::-1] if name]
        above += [_words(name) for name in [segment.item_title or (page.document.title if segment.item is None else None)] if name]
        reader = Reader(text, above, lead if _is_led(segment, led) else None)
        said = [("permission.statement", statement) for statement in reader.read(own, segment.start, segment.end)]
        answer = _answer(text, segment, question) if question else None
        if answer and not any(_repeats(statement, answer) for _, statement in said):
            found.append(("permission.answer", answer))
        found += said
        if reader.lead is not lead:
            led = segment
        lead = reader.lead
        asked = Reader(text, above).ask(own, segment.start, segment.end)
        question = asked
    return found


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
    start = match.start("no") if match["no"] else match.start("yes")
    return question._replace(start=start, end=end, value=value)


def _repeats(statement: Statement, answer: Statement) -> bool:
    """Whether a statement says the answer again in whole: then the bare answer need not be kept."""
    if (statement.topic, statement.value) != (answer.topic, answer.value):
        return False
    return answer.end - answer.start <= _SOON or statement.start - answer.end <= _SOON


def _is_led(segment: Segment, lead: Segment | None) -> bool:
    """Whether a segment is one of the items that a lead-in line is followed by."""
    if lead is None or segment.item != lead.item:
        return False
    if segment.kind in (SegmentKind.LIST_ITEM, SegmentKind.TABLE_ROW):
        return True
    return segment.kind is SegmentKind.HEADING and lead.kind is not SegmentKind.HEADING and segment.section is not None and segment.section == lead.section


@lru_cache(maxsize=256)
def _words(text: str) -> Sequence[Token]:
    return lexicon().find(text)
