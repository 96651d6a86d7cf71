"""Claims of coverage: how many provinces or pooling areas have a service, and which service that is."""

from collections.abc import Sequence

import regex

from pipeline.measures.doubts import is_change, is_planned
from pipeline.measures.page import Page, Scope, numbers
from pipeline.measures.places import JOINS
from pipeline.measures.terms import Part
from pipeline.measures.times import is_effective
from pipeline.model import Claim, Fact, Reject, Segment

MEASURES = {"province": "coverage_provinces", "pooling_area": "coverage_pooling_areas"}
_TOPICS = regex.compile(
    r"(?=[省直联即异跨共医钱个])(?:(?P<in_province_sharing>省内(?:异地|跨市|的)?[^,。;跨]{0,10}共济|省域内[^,。;跨]{0,6}共济)"
    r"|(?P<direct_settlement>直接结算|联网结算|联网直接|即时结算|跨省结算|异地结算|直接刷卡)"
    r"|(?P<cross_province_sharing>跨省[^,。;省]{0,14}(?:共济|转账|互转|共享|划转)|共济[^,。;省]{0,8}跨省|医保钱包|钱包|个人账户[^。;省]{0,16}跨省|跨省用于|跨省使用个人账户"
    r"|跨省(?:通用|可用)))"
)
_SERVICES = regex.compile(r"(?P<chronic>慢特病|慢性病|慢病|特殊病)|(?P<inpatient>住院)|(?P<outpatient>门诊)|(?P<pharmacy>药店)")
_LONGEST_SENTENCE = 400  # characters before and behind a count that may tell what it counts
_SENTENCE_ENDS = "。!?\n"
_NOT_YET = regex.compile(r"[^,。;]{0,12}(?:尚?未|没有|还没|不能|无法|暂不)")
_SOME_OF = regex.compile(r"(?:其中|其他|其余|另有|另外|还有|剩余|剩下的?)[^,。;0-9]{0,3}$")
_OWN_PLACE = regex.compile(r"(?:的|有|共|共有|全省|内|辖内|省内)*")


def coverage_claims(page: Page) -> tuple[list[Claim], list[Reject]]:
    """The claims of coverage of a page, and the counts that make none."""
    rejects: list[Reject] = []
    counts = [fact for fact in page.facts if fact.kind == "count" and fact.unit in MEASURES]
    counted: list[tuple[Fact, int, Part]] = []
    for fact in counts:
        segment = page.segment_at(fact.start)
        if segment is not None and not page.is_silent(segment):
            start, end = _sentence(page.text, segment, fact)
            topic = _topic(page, segment, fact, start, end)
            if isinstance(topic, Part):
                counted.append((fact, start, topic))
            else:
                rejects.append(topic)
    scopes = page.scopes((fact.start, fact.end) for fact, _, _ in counted)
    claims = [_claim(page, *told, scope) for told, scope in zip(counted, scopes, strict=True)]
    return claims, rejects


def _topic(page: Page, segment: Segment, fact: Fact, start: int, end: int) -> Part | Reject:
    """What a count counts, by the words of its sentence or above it."""
    text = page.text
    if is_change(text, fact) or _SOME_OF.search(text, max(segment.start, fact.start - 8), fact.start):
        return page.reject(fact, "change", "It says how many are added or left, not how many there are.")
    if is_planned(text, fact):
        return page.reject(fact, "planned", "It counts those that are aimed at, not those that have it.")
    if _NOT_YET.match(text, fact.end):
        return page.reject(fact, "other_measure", "It counts those that do not have it.")
    topics = _topics(page, segment, fact, start, end)
    if len({topic.value for topic in topics}) != 1:
        detail = "Two services stand equally near." if topics else "No word near it says what is covered."
        return page.reject(fact, "two_measures" if topics else "no_measure", detail)
    return topics[0]


def _claim(page: Page, fact: Fact, start: int, topic: Part, scope: Scope) -> Claim:
    text = page.text
    kept = {column: part for column, part in scope.items() if column in ("insurance", "as_of")} | {"topic": topic}
    if topic.value == "direct_settlement":
        service = _service(text, max(start, topic.start - 20), topic.end) or scope.get("service")
        kept |= {"service": service} if service else {}
    if (date := _date(page, start, fact)) is not None:
        kept["as_of"] = date
    region = scope.get("region")
    if region and start <= region.start and text[region.start - 1] not in JOINS and _OWN_PLACE.fullmatch(text, region.end, fact.start):
        kept["region"] = region
    return page.claim(
        kept, fact.start, fact.end, measure=MEASURES[str(fact.unit)], topic=topic.value, value=f"{fact.value_low:f}",
        rule=f"coverage.{topic.via}", fact_ids=(fact.fact_id,), **numbers(fact),
    )  # fmt: skip


def _sentence(text: str, segment: Segment, fact: Fact) -> tuple[int, int]:
    near, far = max(segment.start, fact.start - _LONGEST_SENTENCE), min(segment.end, fact.end + _LONGEST_SENTENCE)
    start = max(near, *(text.rfind(sign, near, fact.start) + 1 for sign in _SENTENCE_ENDS))
    return start, min(far, *(end for sign in _SENTENCE_ENDS if (end := text.find(sign, fact.end, far)) >= 0), far)


def _topics(page: Page, segment: Segment, fact: Fact, start: int, end: int) -> Sequence[Part]:
    """The topics named nearest: in the sentence, before it in the segment, in the headings and the title."""
    text = page.text
    here = [(min(abs(found.start() - fact.end), abs(fact.start - found.end())), found) for found in _TOPICS.finditer(text, start, end)]
    if here:
        nearest = min(distance for distance, _ in here)
        return [_part(found, "sentence") for distance, found in here if distance == nearest]
    before = list(_TOPICS.finditer(text, max(segment.start, start - _LONGEST_SENTENCE), start))
    if before:
        return [_part(before[-1], "segment")]
    title = page.title_of(segment)
    for via, other in [*(("heading", heading) for heading in page.headings_of(segment)), ("title", title)]:
        found = _TOPICS.search(text, other.start, other.end) if other else None
        if found:
            return [_part(found, via)]
    return []


def _part(found: regex.Match[str], via: str) -> Part:
    return Part(str(found.lastgroup), found.start(), found.end(), via)


def _service(text: str, start: int, end: int) -> Part | None:
    """The service that the words right before a settlement name (门诊慢特病跨省直接结算)."""
    found = list(_SERVICES.finditer(text, start, end))
    chronic = [match for match in found if match.lastgroup == "chronic"]
    best = (chronic or found)[-1] if found else None
    return Part(str(best.lastgroup), best.start(), best.end(), "clause") if best else None


def _date(page: Page, start: int, fact: Fact) -> Part | None:
    """The last date before the count in its sentence: counts are of a day."""
    dates = [date for date in page.facts_in(start, fact.start) if date.kind == "date" and is_effective(page.text, date, counted=True)]
    return Part(dates[-1].value, dates[-1].start, dates[-1].end, "sentence", dates[-1]) if dates else None
