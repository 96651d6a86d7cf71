"""Titles that their own body does not answer: another place, another year, another insurance or another thing (岳阳 over 益阳).

A title is accused by what its body begins with, and only where the body nowhere speaks of what the title names.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.model import Fact, Segment, SegmentKind

_LEAD = 36  # characters of a body in which it says what it is about
_SENTENCE_END = regex.compile(r"[。;!?\n]")
# 郑州大学第一附属医院 is no place; 延安路 is not read as one.
_INSTITUTION = regex.compile(
    r"^[省市县区]?(?:第[一二三四五六七八九十]+)?(?:[\p{Han}]{0,8}?)"
    r"(?:大学|医院|医学院|日报|晚报|医科|银行|附属|集团|公司|协和|中医)"
)
# A year that opens a body is the year it is about where a place or a group follows and nothing that merely happened in it.
_YEAR_OF = regex.compile(r"度?[, ]?(?:全[省市县国]|[我本][省市]|城乡|居民|职工|医保|参保|个人缴费|灵活就业|普通)")
_ACTS = regex.compile(
    r"起(?!付|步)|以来|以后|开始|出台|发布|印发|修订|改革|推出|通过|公布|下发|施行|启动|上线|升级|曾|对比|相比|较|底|上半年|下半年|预计"
)
_EMPLOYEE = regex.compile(r"职工")
_RESIDENT = regex.compile(r"居民|新农合|农村合作医疗|学生|儿童|新生儿|老人|村")
_RESIDENTS = regex.compile(r"居民医保|城乡居民|城镇居民|新农合|农村合作医疗|居民")
_BETWEEN = regex.compile(r"共济|个人账户|钱包|家人|家属|父母|亲情|转|区别|和|与|还是|衔接|同时|改")
_HAN = regex.compile(r"\p{Han}{2}")
_EVERYWHERE = frozenset({"医保", "职工", "居民", "多少", "报销"})
# Things of one shelf: a page about the one does not answer a question about the other.
_SHELVES = tuple(tuple(regex.compile("|".join(words)) for words in shelf) for shelf in (
    (
        ("补牙", "龋齿", "蛀牙"), ("种植牙", "种牙", "植牙"), ("拔牙", "智齿"), ("洗牙", "洁牙", "洁治"),
        ("正畸", "牙齿矫正", "矫牙", "箍牙"), ("镶牙", "假牙", "义齿", "烤瓷牙"),
    ),
    (("婚假",), ("(?<!陪)产假",), ("陪产假", "护理假", "看护假", "陪护假"), ("育儿假",), ("丧假",), ("年休假", "年假"),
     ("哺乳假", "哺乳时间"), ("探亲假",)),
    (("养老保险", "养老金", "养老"), ("医保", "医疗保险"), ("失业保险", "失业金", "失业"), ("工伤保险", "工伤"), ("公积金",)),
    (("顺产", "自然分娩"), ("剖腹产", "剖宫产")),
    (("高血压",), ("糖尿病",), ("尿毒症", "透析"), ("冠心病",), ("白内障",), ("类风湿",), ("乙肝", "丙肝"), ("帕金森",),
     ("肺结核", "结核")),
    (("生育津贴",), ("产检", "产前检查")),
))  # fmt: skip


class Mistitled(NamedTuple):
    """What a title names, and what its body names instead; spans and texts."""

    what: str
    title: tuple[int, int]
    named: str
    body: tuple[int, int]
    instead: str


class _Part(NamedTuple):
    """A title or a body: its span and its facts."""

    start: int
    end: int
    facts: list[Fact]


def mistitled(text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> Iterator[Mistitled]:
    """The titles of a page and of its related items whose own bodies speak of something else, one disagreement a title."""
    by_segment: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.segment_id is not None and fact.kind in ("region", "date"):
            by_segment.setdefault(fact.segment_id, []).append(fact)
    for title, body in _pairs(segments):
        over = _Part(title.start, title.end, by_segment.get(title.segment_id, []))
        under = _Part(body[0].start, body[-1].end, [fact for segment in body for fact in by_segment.get(segment.segment_id, [])])
        found = _place(text, over, under) or _year(text, over, under) or _insurance(text, over, under) or _thing(text, over, under)
        if found:
            yield found


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
    named, instead = _places(text, title), _places(text, body)
    if len(named) != 1 or not instead or instead[0].start > _lead_end(text, body):
        return None
    codes = [fact for fact in body.facts if fact.kind == "region"]
    first = instead[0]
    if any(_related(named[0].value, fact.value) for fact in codes if not _qualifies(text, codes, fact)) or (
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


def _places(text: str, part: _Part) -> list[Fact]:
    """The places that a part is about: not those that only say in which province the next one lies, nor parts of institutions' names."""
    regions = [fact for fact in part.facts if fact.kind == "region"]
    return [
        fact for fact in regions
        if not _qualifies(text, regions, fact) and not _INSTITUTION.match(text[fact.end : min(fact.end + 14, part.end)])
    ]  # fmt: skip


def _qualifies(text: str, regions: Sequence[Fact], fact: Fact) -> bool:
    """Whether the next region stands right behind this one and lies in it: 湖南 in 湖南岳阳."""
    return any(
        0 <= other.start - fact.end <= 1
        and not text[fact.end : other.start].strip()
        and other.value != fact.value
        and _inside(other.value, fact.value)
        for other in regions
    )


def _qualified(text: str, part: _Part, fact: Fact) -> bool:
    regions = [other for other in part.facts if other.kind == "region"]
    return any(other.end <= fact.start <= other.end + 1 and _qualifies(text, regions, other) for other in regions)


def _inside(code: str, other: str) -> bool:
    """Whether a division lies in another by their codes."""
    stem = other.removesuffix("00").removesuffix("00")
    return code.startswith(stem)


def _related(code: str, other: str) -> bool:
    if {code[:2], other[:2]} == {"65", "66"}:
        return True  # the corps' cities lie in Xinjiang
    return _inside(code, other) or _inside(other, code)


def _bare(fact: Fact) -> str:
    return regex.sub(r"(?:市|省|县|区|自治州|州|地区|林区|盟|旗)$", "", fact.text) if len(fact.text) > 2 else fact.text


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
    clause = regex.split(r"[。;!?\n]", text[first.end : first.end + 40], maxsplit=1)[0]
    before = text[body.start : first.start].strip()
    if not (behind or placed) or _ACTS.search(clause) or before not in ("", "根据", "在", "截至"):
        return None
    return Mistitled("year", (named[0].start, named[0].end), named[0].text, (first.start, first.end), first.text)


def _insurance(text: str, title: _Part, body: _Part) -> Mistitled | None:
    named, whole = text[title.start : title.end], text[body.start : body.end]
    lead = text[body.start : _lead_end(text, body)]
    if _BETWEEN.search(named):
        return None
    for mine, other, others in ((_RESIDENTS, _EMPLOYEE, _RESIDENT), (_EMPLOYEE, _RESIDENTS, _EMPLOYEE)):
        asked, answered = mine.search(named), other.search(lead)
        if asked and answered and not other.search(named) and not others.search(whole) and _shared(named, lead) >= 2:
            return Mistitled("insurance", _span(title, asked), asked.group(), _span(body, answered), answered.group())
    return None


def _shared(named: str, lead: str) -> int:
    """How many pairs of characters a title and a lead share, apart from those of every page."""
    mine = {named[at : at + 2] for at in range(len(named) - 1)}
    theirs = {lead[at : at + 2] for at in range(len(lead) - 1)}
    return len({pair for pair in mine & theirs if _HAN.fullmatch(pair)} - _EVERYWHERE)


def _thing(text: str, title: _Part, body: _Part) -> Mistitled | None:
    named, whole = text[title.start : title.end], text[body.start : body.end]
    lead = text[body.start : _lead_end(text, body)]
    for shelf in _SHELVES:
        asked = [(thing, found) for thing in shelf if (found := thing.search(named))]
        if len(asked) != 1:
            continue
        answered = [(thing, found) for thing in shelf if (found := thing.search(lead))]
        if len(answered) != 1 or asked[0][0] is answered[0][0]:
            continue
        if asked[0][0].search(whole) or not _shared(named, lead) or "社保" in named:
            continue
        (_, mine), (_, theirs) = asked[0], answered[0]
        return Mistitled("thing", _span(title, mine), mine.group(), _span(body, theirs), theirs.group())
    return None


def _span(part: _Part, found: regex.Match[str]) -> tuple[int, int]:
    return part.start + found.start(), part.start + found.end()
