"""What an official paper says of itself at its edges: whose it is (its letterhead, its signature, its byline) and since when it holds."""

from collections.abc import Iterable, Sequence

import regex

from pipeline.layout.frame import date_line, is_byline
from pipeline.measures.frames import Frame, one_region
from pipeline.measures.terms import Part
from pipeline.measures.times import Dated
from pipeline.model import Fact, Segment, SegmentKind

Span = tuple[int, int]
_PAPER = regex.compile(r"(?:通知|公告|通告|意见|办法|方案|细则|规定|决定|通报|批复|条例|规程|的函)(?:\([^()]*\))?$")
_OFFICE = regex.compile(r"[\u4e00-\u9fff、 ]+(?:局|厅|委|政府|办公室|委员会|管理中心|事务中心|服务中心)(?:文件)?")
_NATION = regex.compile(r"国家|国务院|[政障]部|中共中央")
# Its own beginning: 本办法自2025年1月1日起施行; that of another paper (《…条例》自…起) is none of its claims'.
_ITSELF = regex.compile(
    r"(?:本|以上|上述)(?:实施)?(?:通知|公告|通告|意见|办法|方案|细则|规定|决定|政策|标准|待遇|调整)[^。;,:《》]{0,6}(?:自|从|于)$"
)
_HOLDS = regex.compile(r"(?:起|开始)?(?:正式|全面|统一|试)?(?:执行|施行|实施|生效|试行)")
_REACH = 24
_OFFICES = 3  # lines of offices above the date of a signature
_BYLINES = 6  # lines at the top of a page among which its byline stands
_ISSUED = regex.compile(rf"(?:来源|(?:发布|发文)(?:机构|机关|单位)|制发机关)[:\]] ?(?P<office>{_OFFICE.pattern})(?=[ |)]|$)")


def paper_frame(title: str | None, text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> Frame:
    """What the edges of an official paper hand down to all of it; nothing where the title is no paper's."""
    if title is None or not _PAPER.search(title):
        return Frame()
    own = [segment for segment in segments if segment.item is None]
    offices = _signature(text, own) or _letterhead(text, own) or _issuer(text, own)
    parts: dict[str, Part] = {}
    if offices and not any(_NATION.search(text, *office) for office in offices):
        named = one_region([_part(fact, "letterhead") for fact in facts if fact.kind == "region" and _inside(fact, offices)])
        if len({part.value for part in named}) == 1:
            parts["region"] = named[0]
    begun = [fact for fact in facts if fact.kind == "date" and _begins(text, fact) and _inside(fact, map(_span, own))]
    region = parts["region"].value if parts else None
    dated = (Dated(_part(begun[0], "closing"), region),) if len({fact.value for fact in begun}) == 1 else ()
    return Frame(parts, dated)


def _part(fact: Fact, via: str) -> Part:
    return Part(fact.value, fact.start, fact.end, via, fact)


def _inside(fact: Fact, spans: Iterable[Span]) -> bool:
    return any(start <= fact.start < end for start, end in spans)


def _span(segment: Segment) -> Span:
    return segment.start, segment.end


def _begins(text: str, fact: Fact) -> bool:
    """Whether a day is the one from which the paper itself holds."""
    before = text[max(0, fact.start - _REACH) : fact.start]
    return "/" not in fact.value and _ITSELF.search(before) is not None and _HOLDS.match(text, fact.end) is not None


def _is_office(text: str, segment: Segment) -> bool:
    return segment.end - segment.start <= 2 * _REACH and _OFFICE.fullmatch(text, segment.start, segment.end) is not None


def _letterhead(text: str, segments: Sequence[Segment]) -> list[Span]:
    """The lines above the title that are names of offices and nothing else."""
    title = next((n for n, segment in enumerate(segments) if segment.kind is SegmentKind.TITLE), 0)
    return [_span(segment) for segment in segments[:title] if _is_office(text, segment)]


def _issuer(text: str, segments: Sequence[Segment]) -> list[Span]:
    """The office that a byline at the top names as the one that issued the paper."""
    found = (_ISSUED.search(text, *_span(segment)) for segment in segments[:_BYLINES] if is_byline(text[segment.start : segment.end]))
    return [issued.span("office") for issued in found if issued]


def _signature(text: str, segments: Sequence[Segment]) -> list[Span]:
    """The lines of offices right above the last line that is a date."""
    dates = [n for n, segment in enumerate(segments) if n and date_line(text[segment.start : segment.end])]
    signed: list[Span] = []
    for segment in reversed(segments[max(0, dates[-1] - _OFFICES) : dates[-1]] if dates else ()):
        if not _is_office(text, segment):
            break
        signed.append(_span(segment))
    return signed
