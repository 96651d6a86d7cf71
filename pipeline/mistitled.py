"""Titles that their own body does not answer: another place, another year, another insurance or another thing (岳阳 over 益阳).

A title is accused by what its body begins with, and only where the body nowhere speaks of what the title names.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import regex

from pipeline.model import Fact, Segment, SegmentKind

_LEAD = 36  # characters of a body in which it says what it is about
_BEYOND = 12
_VALUE = regex.compile(r"[0-9](?:天|日|个月|年|周|万?元|%)[ ,、;(|\t\n]")  # one that is told apart from the thing behind it
_SENTENCE_END = re.compile(r"[。;!?\n]")
# 郑州大学第一附属医院 is no place; 延安路 is not read as one. What holds a verb or a grade is no name: 在怀化查定点医院, 怀化三级医院.
_INSTITUTION = regex.compile(
    r"^[省市县区]?(?:第[一二三四五六七八九十]+)?(?:[\p{Han}--[查找看选去到在有能可用等各些哪定级]]{0,8}?)"
    r"(?:大学|医院|医学院|日报|晚报|医科|银行|附属|集团|公司|协和|中医)",
    regex.VERSION1,
)
# A year that opens a body is the year it is about where a place or a group follows and nothing that merely happened in it.
_YEAR_OF = re.compile(r"度?[, ]?(?:全[省市县国]|[我本][省市]|城乡|居民|职工|医保|参保|个人缴费|灵活就业|普通)")
_ACTS = re.compile(
    r"起(?!付|步)|以来|以后|开始|出台|发布|印发|修订|改革|推出|通过|公布|下发|施行|启动|上线|升级|曾|对比|相比|较|底|上半年|下半年|预计"
)
_EMPLOYEE = re.compile(r"职工")
_RESIDENT = re.compile(r"居民|新农合|农村合作医疗|学生|儿童|新生儿|老人|村")
_RESIDENTS = re.compile(r"居民医保|城乡居民|城镇居民|新农合|农村合作医疗|居民")
_BETWEEN = re.compile(r"共济|个人账户|钱包|家人|家属|父母|亲情|转|区别|和|与|还是|衔接|同时|改")
_HAN = regex.compile(r"\p{Han}{2}")
_ADMINISTRATIVE = re.compile("(?:市|省|县|区|自治州|州|地区|林区|盟|旗)$")
_EVERYWHERE = frozenset({"医保", "职工", "居民", "多少", "报销"})
# Pensions that accounts are credited by are no other insurance: 按养老金的2.2%划入, 基本养老金平均水平, 以本人养老金为基数.
_PENSION = (
    r"(?<!平均)(?<!人均)养老金(?!(?:月?平均|人均)?(?:水平|标准)|月?平均"
    r"|(?:总额|金额)?的?(?:百分|[0-9])|(?:总额|金额)?(?:为|作为?)(?:缴费)?基数)"
)
# Things of one shelf: a page about the one does not answer a question about the other.
_SHELVES = tuple(tuple(re.compile("|".join(words)) for words in shelf) for shelf in (
    (
        ("补牙", "龋齿", "蛀牙"), ("种植牙", "种牙", "植牙"), ("拔牙", "智齿"), ("洗牙", "洁牙", "洁治"),
        ("正畸", "牙齿矫正", "矫牙", "箍牙"), ("镶牙", "假牙", "义齿", "烤瓷牙"),
    ),
    (("婚假",), ("(?<!陪)产假",), ("陪产假", "护理假", "看护假", "陪护假"), ("育儿假",), ("丧假",), ("年休假", "年假"),
     ("哺乳假", "哺乳时间"), ("探亲假",)),
    (("养老保险", _PENSION, "养老(?!金)"), ("医保", "医疗保险"), ("失业保险", "失业金", "失业"), ("工伤保险", "工伤"), ("公积金",)),
    (("顺产", "自然分娩"), ("剖腹产", "剖宫产")),
    (("高血压",), ("糖尿病",), ("尿毒症", "透析"), ("冠心病",), ("白内障",), ("类风湿",), ("乙肝", "丙肝"), ("帕金森",),
     ("肺结核", "结核")),
    (("生育津贴",), ("产检", "产前检查")),
))  # fmt: skip
# One search a shelf finds which of them a title stands on: 3 times faster than to try each thing of each.
_ON_SHELF = tuple(re.compile("|".join(thing.pattern for thing in shelf)) for shelf in _SHELVES)
_ON_ANY = re.compile("|".join(shelf.pattern for shelf in _ON_SHELF))


class Mistitled(NamedTuple):
    """What a title names, and what its body names instead; spans and texts."""

    what: str
    title: tuple[int, int]
    named: str
    body: tuple[int, int]
    instead: str


class _Part(NamedTuple):
    """A title or a body: its span and its places and dates."""

    start: int
    end: int
    facts: Sequence[Fact]


def mistitled(text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> Iterator[Mistitled]:
    """The titles of a page and of its related items whose own bodies speak of something else, one disagreement a title."""
    told = [fact for fact in facts if fact.kind in ("region", "date")]
    starts = [fact.start for fact in told]
    for title, body in _pairs(segments):
        over, under = _part(told, starts, [title]), _Part(body[0].start, body[-1].end, ())
        found = None
        if over.facts:  # else the body's need not be looked up
            under = _part(told, starts, body)
            found = _place(text, over, under) or _year(text, over, under)
        found = found or _insurance(text, over, under) or _thing(text, over, under)
        if found:
            yield found


def _part(facts: Sequence[Fact], starts: Sequence[int], segments: Sequence[Segment]) -> _Part:
    """Some segments with their facts; what stands between them is not theirs."""
    start, end = segments[0].start, segments[-1].end
    inside = facts[bisect_left(starts, start) : bisect_left(starts, end)]
    ids = {segment.segment_id for segment in segments} if inside else ()
    return _Part(start, end, [fact for fact in inside if fact.segment_id in ids])


def _pairs(segments: Sequence[Segment]) -> Iterator[tuple[Segment, list[Segment]]]:
    """Each title with the segments of its body."""
    title: Segment | None = None
    body: list[Segment] = []
    for segment in segments:
        opens = segment.kind in (SegmentKind.TITLE, SegmentKind.RELATED_TITLE)
        if opens or (title is not None and segment.item != title.item):
            if title is not None and body:
                yield title, body
            title, body = segment if opens else None, []
        elif title is not None and segment.kind not in (
            SegmentKind.ANSWER,
            SegmentKind.BOILERPLATE,
            SegmentKind.RELATED_DATE,
            SegmentKind.NOTICE,
        ):
            body.append(segment)
    if title is not None and body:
        yield title, body


def _place(text: str, title: _Part, body: _Part) -> Mistitled | None:
    named = list(_places(text, title))
    first = next(_places(text, body), None) if len(named) == 1 else None
    if first is None or first.start > _lead_end(text, body):
        return None
    if any(_related(named[0].value, fact.value) for fact, qualifies in _regions(text, body) if not qualifies) or (
        _bare(first) == _bare(named[0]) and not _qualified(text, title, named[0])
    ):
        return None
    if _bare(named[0]) in text[body.start : body.end] and _bare(first) != _bare(named[0]):
        return None
    return Mistitled(
        "place",
        (named[0].start, named[0].end),
        named[0].region_name or named[0].text,
        (first.start, first.end),
        first.region_name or first.text,
    )


def _places(text: str, part: _Part) -> Iterator[Fact]:
    """The places that a part is about: not those that only say in which province the next one lies, nor parts of institutions' names."""
    for fact, qualifies in _regions(text, part):
        if not qualifies and not _INSTITUTION.match(text[fact.end : min(fact.end + 14, part.end)]):
            yield fact


def _regions(text: str, part: _Part) -> Iterator[tuple[Fact, bool]]:
    """The regions of a part, each with whether the next one stands right behind it and lies in it: 湖南 in 湖南岳阳."""
    regions = [fact for fact in part.facts if fact.kind == "region"]
    for fact, behind in zip_longest(regions, regions[1:]):
        yield fact, behind is not None and behind.start - fact.end <= 1 and _qualifies(text, fact, behind)


def _qualifies(text: str, fact: Fact, behind: Fact) -> bool:
    return not text[fact.end : behind.start].strip() and behind.value != fact.value and _inside(behind.value, fact.value)


def _qualified(text: str, part: _Part, fact: Fact) -> bool:
    return any(other.end <= fact.start <= other.end + 1 and qualifies for other, qualifies in _regions(text, part))


def _inside(code: str, other: str) -> bool:
    """Whether a division lies in another by their codes."""
    stem = other.removesuffix("00").removesuffix("00")
    return code.startswith(stem)


def _related(code: str, other: str) -> bool:
    if {code[:2], other[:2]} == {"65", "66"}:
        return True  # the corps' cities lie in Xinjiang
    return _inside(code, other) or _inside(other, code)


def _bare(fact: Fact) -> str:
    return _ADMINISTRATIVE.sub("", fact.text) if len(fact.text) > 2 else fact.text


def _lead_end(text: str, body: _Part) -> int:
    end = _SENTENCE_END.search(text, body.start, body.start + _LEAD)
    return end.start() if end and end.start() > body.start + 8 else body.start + _LEAD


def _year(text: str, title: _Part, body: _Part) -> Mistitled | None:
    named = [fact for fact in title.facts if fact.kind == "date"]
    years = [fact for fact in body.facts if fact.kind == "date"]
    if len(named) != 1 or not years or len(named[0].value) != 4 or len(years[0].value) != 4:
        return None
    first = years[0]
    if first.value == named[0].value or first.start > body.start + 8 or named[0].value in text[body.start : body.end]:
        return None
    behind = _YEAR_OF.match(text, first.end, first.end + 12)
    placed = any(fact.kind == "region" and fact.start <= first.end + 2 for fact in body.facts if fact.start >= first.end)
    clause = _SENTENCE_END.split(text[first.end : first.end + 40], maxsplit=1)[0]
    before = text[body.start : first.start].strip()
    if not (behind or placed) or _ACTS.search(clause) or before not in ("", "根据", "在", "截至"):
        return None
    return Mistitled("year", (named[0].start, named[0].end), named[0].text, (first.start, first.end), first.text)


def _insurance(text: str, title: _Part, body: _Part) -> Mistitled | None:
    named = text[title.start : title.end]
    for mine, other, others in ((_RESIDENTS, _EMPLOYEE, _RESIDENT), (_EMPLOYEE, _RESIDENTS, _EMPLOYEE)):
        asked = mine.search(named)
        if not asked or other.search(named) or _BETWEEN.search(named):
            continue
        lead = text[body.start : _lead_end(text, body)]
        answered = other.search(lead)
        if answered and not others.search(text, body.start, body.end) and _shared(named, lead) >= 2:
            return Mistitled("insurance", _span(title, asked), asked.group(), _span(body, answered), answered.group())
    return None


def _shared(named: str, lead: str) -> int:
    """How many pairs of characters a title and a lead share, apart from those of every page."""
    mine = {named[at : at + 2] for at in range(len(named) - 1)}
    theirs = {lead[at : at + 2] for at in range(len(lead) - 1)}
    return len({pair for pair in mine & theirs if _HAN.fullmatch(pair)} - _EVERYWHERE)


def _thing(text: str, title: _Part, body: _Part) -> Mistitled | None:
    named = text[title.start : title.end]
    if not _ON_ANY.search(named):
        return None
    for shelf, on_shelf in zip(_SHELVES, _ON_SHELF, strict=True):
        if not on_shelf.search(named):
            continue
        asked = [(thing, found) for thing in shelf if (found := thing.search(named))]
        # Most bodies begin with what their title names: the other things are only looked for in those that never speak of it.
        if len(asked) != 1 or asked[0][0].search(text, body.start, body.end):
            continue
        end = _lead_end(text, body)
        lead = text[body.start : end]
        # What stands behind the lead is seen, as it may tell which thing is meant: 养老金|平均水平.
        seen = text[body.start : min(end + _BEYOND, body.end)]
        answered = [found for thing in shelf if (found := thing.search(seen)) and found.start() < len(lead)]
        if len(answered) != 1 or not _shared(named, lead) or "社保" in named:
            continue
        mine, theirs = asked[0][1], answered[0]
        if _VALUE.search(lead, 0, theirs.start()):
            continue  # the title's own thing was answered first: 产假多少天, 北京158天,陪产假15天
        return Mistitled("thing", _span(title, mine), mine.group(), _span(body, theirs), theirs.group())
    return None


def _span(part: _Part, found: re.Match[str]) -> tuple[int, int]:
    return part.start + found.start(), part.start + found.end()
