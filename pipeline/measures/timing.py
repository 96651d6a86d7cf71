"""When money comes into personal accounts: monthly (每月下旬到账) or once a year (每年7月预充), as a recurring date.

Value: EDTF with the year unknown. XXXX-XX-20 is the 20th of each month, XXXX-XX some time each month, XXXX-01/XXXX-03 once a year
between January and March.
"""

from collections.abc import Iterator, Sequence

import regex

from pipeline.measures.page import Page, Part
from pipeline.model import Claim, Segment, SegmentKind
from pipeline.numerals import number

_CREDIT = regex.compile(r"到账|到帐|划入|划拨|拨付|预充|入账|划账|打入|打到|注入|转入医保卡|计入个人账户|计入账户|返还|返到")
_ACCOUNT = regex.compile(r"个人账户|个人帐户|个账|医保卡|医保账户|医保余额|账户资金|账户里|卡里|卡上|到账户")
# Money that people pay, not money that comes to them.
_PAYMENT = regex.compile(r"扣款|扣费|代扣社保|缴费期|缴费截止|征缴|养老金|津贴|报销款|工资")
_SENTENCE = regex.compile(r"[^。;!?\n]+")
_DAY = r"[0-3]?[0-9]"
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_WHEN = regex.compile(r"每个?月|[按逐]月|每年")  # how each of the two begins
_MONTHLY = regex.compile(
    rf"(?:每个?月|按月|逐月)(?:的| )?"
    rf"(?:(?P<part>上旬|中下旬|中旬|下旬|月?底|月?末|月?初)|(?P<first>{_DAY})(?:[日号]?(?:-|~|至|到)(?P<last>{_DAY}))?[日号])?"
    rf"(?:左右|前后|前|间)?(?:\(约?{_DAY}[日号](?:左右)?\))?"
)
_YEARLY = regex.compile(rf"每年 ?(?:的 ?)?(?P<first>{_MONTH})(?:月?(?:-|~|至|到)(?P<last>{_MONTH}))?月(?:份|初|底|末|上旬|中旬|下旬)?")
_PARTS = {
    "上旬": ("01", "10"), "中旬": ("11", "20"), "下旬": ("21", "31"), "中下旬": ("11", "31"), "初": ("01", "10"), "底": ("25", "31"),
    "末": ("25", "31"),
}  # fmt: skip
_EVERYWHERE = regex.compile(r"多数|大部分|其他地区|其它地区|各地|全国|一般|通常")
_SOMEWHERE = regex.compile(r"部分[地省城市统]|有的|有些|少数|个别|例如|比如|可能")
_NEAR = 40
_LONGEST = 90


def credit_claims(page: Page) -> list[Claim]:
    """When the page says that personal accounts are credited, a claim for each place that it names."""
    if not _CREDIT.search(page.text):
        return []
    timed = {segment.ordinal: segment for found in _WHEN.finditer(page.text) if (segment := page.segment_at(found.start()))}
    return [claim for segment in timed.values() for claim in _of_segment(page, segment)]


def _of_segment(page: Page, segment: Segment) -> Iterator[Claim]:
    if segment.kind in (SegmentKind.BOILERPLATE, SegmentKind.RELATED_DATE, SegmentKind.NOTICE):
        return
    if not _CREDIT.search(page.text, segment.start, segment.end):
        return
    title = page.title_of(segment)
    above = f"{segment.section or ''} {page.text[title.start : title.end] if title else ''}"
    for sentence in _SENTENCE.finditer(page.text, segment.start, segment.end):
        if _PAYMENT.search(sentence.group()) or not (_ACCOUNT.search(sentence.group()) or _ACCOUNT.search(above)):
            continue
        for pattern, read in ((_MONTHLY, _monthly), (_YEARLY, _yearly)):
            for found in pattern.finditer(page.text, sentence.start(), sentence.end()):
                yield from _claims(page, found, sentence, read(found))


def _claims(page: Page, found: regex.Match[str], sentence: regex.Match[str], value: str | None) -> Iterator[Claim]:
    near = _CREDIT.search(page.text, found.end(), min(found.end() + _NEAR, sentence.end()))
    if near is None:
        before = list(_CREDIT.finditer(page.text, max(sentence.start(), found.start() - _NEAR // 2), found.start()))
        near = before[-1] if before else None
    if near is None or value is None:
        return
    start, end = min(found.start(), near.start()), max(found.end(), near.end())
    if end - start > _LONGEST:
        start, end = found.span()
    scope = {column: part for column, part in page.scope(start, end).items() if column != "as_of"}
    places = _places(page, sentence.start(), found.start())
    if not places and _SOMEWHERE.search(page.text, _clause(page, sentence.start(), found.start()), found.start()):
        return
    for place in places or [scope.get("region")]:
        own = {**scope, "region": place} if place else {column: part for column, part in scope.items() if column != "region"}
        # The quotes of two places in one sentence (北京、上海等地) begin each at its place.
        first = place.start if place in places and place is not None and end - place.start <= _LONGEST else start
        yield page.claim(own, first, end, measure="credit_time", value=value, rule="timing.credit")


def _places(page: Page, start: int, end: int) -> Sequence[Part | None]:
    """The places that a sentence names before its time (北京、上海等地); a None where it speaks of most places; else nothing."""
    named = [Part(fact.value, fact.start, fact.end, "clause", fact) for fact in page.facts_in(start, end) if fact.kind == "region"]
    if named:
        return named
    return [None] if _EVERYWHERE.search(page.text, _clause(page, start, end), end) else []


def _clause(page: Page, start: int, end: int) -> int:
    """Where the clause begins that ends at `end`."""
    return max(start, *(page.text.rfind(sign, start, end) + 1 for sign in ",:"))


def _monthly(found: regex.Match[str]) -> str | None:
    if found["part"]:
        first, last = _PARTS[found["part"].removeprefix("月") or found["part"]]
        return f"XXXX-XX-{first}/XXXX-XX-{last}"
    if not found["part"] and not found["first"] and found.string[found.end() : found.end() + 1].isdigit():
        return None  # 每月3400元 is an amount
    days = [int(day) for day in (found["first"], found["last"]) if day]
    if any(not 1 <= day <= 31 for day in days):
        return None
    return "/".join(f"XXXX-XX-{day:02}" for day in days) or "XXXX-XX"


def _yearly(found: regex.Match[str]) -> str | None:
    months = [int(number(month)) for month in (found["first"], found["last"]) if month]
    return "/".join(f"XXXX-{month:02}" for month in months)
