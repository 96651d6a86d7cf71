"""What the words right behind a quantity add to it: 报销70%的住院费用, 800元(三级), 380元(2024年)."""

from collections.abc import Sequence

import regex

from pipeline.measures.implied import CONTRIBUTIONS
from pipeline.measures.measure import Measure
from pipeline.measures.terms import Part
from pipeline.measures.tokens import Token
from pipeline.model import Fact

_TOLD_BEHIND = frozenset({"hospital_level", "population", "insurance", "filing", "place"})
_APPLIES = regex.compile(r"[^,。;:!?()0-9]{0,12},(?:本标准|该标准|该比例)?(?:仅|只)?(?:适用于|适用|限于|限|针对|面向)")
_ENDS = frozenset({"comma", "stop", "semicolon", "colon", "open"})
_BEGINS = regex.compile(r"[^,。;:!?()0-9]{0,12},(?:[该本此上][项述]?(?:标准|政策|规定|比例|待遇))?(?:自|从|于)")
_IN_FORCE = regex.compile(r"(?:起|开始)?(?:正式|全面|统一)?(?:执行|施行|实施|生效|实行)")
_RECKONED = regex.compile(
    r"(?:[一二三四五六七八九十0-9]{1,2}[、.]|[ (])*(?:按照?|以|根据|依据)[^。;!?\n]{1,80}?(?:计算|测算|推算|核算|来算),"
)
_CLAUSE_BEHIND = 13  # characters behind a quantity in which the comma stands that begins a clause about it
_FEW = 8  # words before the first value
_SUBJECT = frozenset({"region", "date", "insurance"})
_JOINS = regex.compile(r"[^。]{0,24}(?:参加|缴纳)(?:了)?(?:城镇|城乡|当地)?(?P<who>职工|居民)")


def look_ahead(text: str, end: int, scope: dict[str, Part], measure: Measure, following: Sequence[Token]) -> None:
    """What only follows the quantity: 报销70%的住院费用, 按9%的比例参加职工医保."""
    if measure.id in CONTRIBUTIONS and "insurance" not in scope and (joins := _JOINS.match(text, end)):
        scope["insurance"] = Part("employee" if joins["who"] == "职工" else "resident", joins.start("who"), joins.end("who"), "sentence")
    for named in following:
        if named.role != "fill":
            if named.role == "population" and text[end : named.start] == "为" and "population" in measure.columns:
                scope["population"] = Part(named.value, named.start, named.end, "clause")  # 年缴14000元为灵活就业人员
            break
    wanted = [column for column in ("service", "scheme") if column in measure.columns and column not in scope]
    for token in following if wanted else ():
        if token.role in ("comma", "stop", "semicolon", "quantity", "colon", "space"):
            return
        if token.role in wanted and token.value != "-":
            scope[token.role] = Part(token.value, token.start, token.end, "clause")
            return


def brackets_behind(text: str, end: int, scope: dict[str, Part], measure: Measure, following: Sequence[Token]) -> None:
    """The scope in brackets right behind the quantity: 800元(三级)、500元(二级)."""
    if not following or following[0].role != "open" or following[0].start - end > 2:
        return
    told: dict[str, Part] = {}
    known = following[0].end
    for token in following[1:]:
        if token.role == "close":
            if not text[known : token.start].strip():
                scope |= {column: part for column, part in told.items() if column in measure.columns}
            return
        if token.role in _TOLD_BEHIND and token.value not in ("", "-"):
            told[token.role] = Part(token.value, token.start, token.end, "clause")
        elif token.end > known and token.role not in ("fill", "pause", "scheme"):
            return
        if text[known : token.start].strip():
            return
        known = max(known, token.end)


def applies_behind(text: str, end: int, scope: dict[str, Part], measure: Measure, following: Sequence[Token]) -> None:
    """The scope of which a clause of its own says that the value is for it: 按59%的比例支付,适用于三级医院."""
    found = _APPLIES.match(text, end) if text.find(",", end, end + _CLAUSE_BEHIND) >= 0 else None
    if found is None:
        return
    known = found.end()
    for token in following:
        if token.start < found.end():
            if token.role == "quantity":
                return
            continue
        if text[known : token.start].strip() or token.role in _ENDS:
            return
        if token.role in _TOLD_BEHIND and token.role in measure.columns and token.value not in ("", "-") and token.end > known:
            scope[token.role] = Part(token.value, token.start, token.end, "sentence")
        known = max(known, token.end)


def date_behind(text: str, fact: Fact, following: Sequence[Token]) -> Part | None:
    """The date right behind the quantity: in brackets, 380元(2024年), or in a clause of its own, 380元,自2024年起执行."""
    if len(following) > 1 and following[0].role == "open" and following[0].start - fact.end <= 3 and following[1].role == "date":
        token = following[1]
        if text[following[0].end : token.start] == "" and text[token.end : token.end + 1] == ")":
            return Part(token.value, token.start, token.end, "clause", token.fact)
    if text.find(",", fact.end, fact.end + _CLAUSE_BEHIND) >= 0 and (begins := _BEGINS.match(text, fact.end)) is not None:
        for token in following:
            if token.role == "date" and token.start == begins.end() and _IN_FORCE.match(text, token.end):
                return Part(token.value, token.start, token.end, "sentence", token.fact)
    return None


def main_clause(text: str, found: Sequence[Token], at: int, start: int) -> Sequence[Token]:
    """What a sentence is about whose first value, at `at`, stands in what it reckons from: 按400元的个人缴费计算,遂宁市2025年居民医保…."""
    reckoned = _RECKONED.match(text, start)
    if reckoned is None or any(token.start >= start and token.role in _SUBJECT for token in found[max(0, at - _FEW) : at]):
        return ()
    told: list[Token] = []
    for token in found[at:]:
        if token.start >= reckoned.end():
            if token.role in ("quantity", "measure") or token.role in _ENDS:
                break
            if token.role in _SUBJECT:
                told.append(token)
    return told
