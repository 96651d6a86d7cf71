"""Claims of what can be done and what cannot: who says it, on what condition, in which scope.

`value` is yes or no, `topic` one of the names in `permission` (with what, where and what filled in), `condition` on what it holds.
"""

import re
from collections.abc import Iterator

from pipeline.measures.lists import sentence_start
from pipeline.measures.page import Page, Part, Scope
from pipeline.measures.permission.answers import answer, repeats
from pipeline.measures.permission.around import Lead
from pipeline.measures.permission.reader import Reader
from pipeline.measures.permission.statement import Statement
from pipeline.measures.permission.topics import SCOPES
from pipeline.measures.places import JOINS
from pipeline.model import Claim, Segment, SegmentKind

STATEMENT, ANSWER = "permission.statement", "permission.answer"
_UNREAD = (SegmentKind.BOILERPLATE, SegmentKind.NOTICE, SegmentKind.RELATED_DATE)
_NATION = re.compile("全国|我国|各省(?!内)")
# What stands before a condition and is none of it: the number of a list, a word that joins it to what was said.
_BEFORE = re.compile(r"^(?:[(]?(?:第?[一二三四五六七八九十]{1,3}条?[、.)]|[0-9]{1,2}(?:[、)]|\.(?![0-9]))) *|(?:但是?|不过|然而) *,?)")


def permission_claims(page: Page) -> list[Claim]:
    """The permissions of a page, in their order."""
    found = list(find_permissions(page))
    scopes = page.scopes((said.start, said.end) for said in found)
    return [_claim(page, said, scope) for said, scope in zip(found, scopes, strict=True)]


def _claim(page: Page, said: Statement, scope: Scope) -> Claim:
    kept = {column: part for column, part in scope.items() if column in SCOPES[said.about.scope]}
    if said.about.scope == "money":
        keep_account_scope(page.text, said.start, kept)
    elif "population" in kept and said.about.scope != "insured" and _names_its_own(page.text, said.start, kept):
        del kept["population"]
    region = kept.get("region")
    beside = region is not None and (region.start < said.start or page.text[region.start - 1] in JOINS)  # 各省和新疆生产建设兵团
    if not said.is_answer and beside and _NATION.search(page.text, said.start, said.end):
        del kept["region"]
    service = {"service": said.about.service} if said.about.service else {}
    on = said.condition and _bare(page, said, said.condition, scope)
    return page.claim(
        kept, said.start, said.end, measure="permission", topic=said.topic, value=said.value, condition=on,
        rule=ANSWER if said.is_answer else STATEMENT, **service,
    )  # fmt: skip


def keep_account_scope(text: str, start: int, scope: dict[str, Part]) -> None:
    """Only employees have accounts; that an earlier sentence named them does not limit what is said of accounts at large."""
    insurance = scope.get("insurance")
    if insurance and (insurance.value != "employee" or (insurance.via == "sentence" and insurance.start < sentence_start(text, start))):
        del scope["insurance"]


def _names_its_own(text: str, start: int, scope: dict[str, Part]) -> bool:
    """Whether a sentence names its place itself, but not the group: it is not about the one that a heading or an earlier line named."""
    here = sentence_start(text, start)
    return "region" in scope and scope["region"].start >= here > scope["population"].start


def _bare(page: Page, said: Statement, condition: str, scope: Scope) -> str | None:
    """A condition without what other columns of the claim say, the place and the group, and without what stands before it."""
    start = sentence_start(page.text, said.start)
    names = [fact.text for fact in page.facts_in(start, said.end) if fact.kind == "region"]
    group = scope.get("population")
    if group is not None and group.start >= start:
        names.append(page.text[group.start : group.end])
    parts: list[str] = []
    for part in condition.split("|"):
        bare = _BEFORE.sub("", part)
        for name in names:
            bare = bare.removeprefix(name)
        parts.append(bare)
    return "|".join(filter(None, parts)) or None


def find_permissions(page: Page) -> Iterator[Statement]:
    """What the page permits and refuses, in its order."""
    text, reader = page.text, Reader(page.text)
    asked: Statement | None = None
    lead: Lead | None = None
    led: Segment | None = None
    for segment in page.segments:
        if segment.kind in _UNREAD or not (asked or lead or reader.speaks(segment.start, segment.end)):
            continue
        is_led = _is_led(text, segment, led)
        inner = _depth(segment) - _depth(led) if led and is_led else 0
        said = reader.read(segment.start, segment.end, _above(page, segment), lead if is_led else None, max(0, inner))
        if asked and (answered := answer(text, segment.start, segment.end, asked)):
            said.insert(0, answered)
        for n, statement in enumerate(said):
            if not (statement.is_answer and any(repeats(other, statement) for other in said[n + 1 :])):
                yield statement
        if reader.lead is not lead:
            led = segment
        asked, lead = reader.asked, reader.lead


def _above(page: Page, segment: Segment) -> tuple[str, ...]:
    """The headings above a segment and its title, the nearest first."""
    title = segment.item_title if segment.item is not None else page.document.title
    headings = segment.section.split(" > ")[::-1] if segment.section else ()
    return (*headings, title) if title else tuple(headings)


def _depth(segment: Segment) -> int:
    return segment.section.count(" > ") + 1 if segment.section else 0


def _is_led(text: str, segment: Segment, lead: Segment | None) -> bool:
    """Whether a segment is one of the items that a lead-in line is followed by."""
    if lead is None or segment.item != lead.item:
        return False
    if segment.kind in (SegmentKind.LIST_ITEM, SegmentKind.TABLE_ROW):
        return True
    if segment.kind is not SegmentKind.HEADING or lead.kind is SegmentKind.HEADING:
        return False
    return segment.section == lead.section and (segment.section is not None or text[segment.start].isdigit())
