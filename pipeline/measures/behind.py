"""What the words right behind a quantity add to it: 报销70%的住院费用, 800元(三级), 380元(2024年)."""

from collections.abc import Sequence

import regex

from pipeline.measures.implied import CONTRIBUTIONS
from pipeline.measures.measure import Measure
from pipeline.measures.terms import Part
from pipeline.measures.tokens import Token
from pipeline.model import Fact

_TOLD_BEHIND = frozenset({"hospital_level", "population", "insurance", "filing", "place"})
_JOINS = regex.compile(r"[^。]{0,24}(?:参加|缴纳)(?:了)?(?:城镇|城乡|当地)?(?P<who>职工|居民)")


def look_ahead(text: str, end: int, scope: dict[str, Part], measure: Measure, following: Sequence[Token]) -> None:
    """What only follows the quantity: 报销70%的住院费用, 按9%的比例参加职工医保."""
    if measure.id in CONTRIBUTIONS and "insurance" not in scope and (joins := _JOINS.match(text, end)):
        scope["insurance"] = Part("employee" if joins["who"] == "职工" else "resident", joins.start("who"), joins.end("who"), "sentence")
    wanted = [column for column in ("service", "scheme") if column in measure.columns and column not in scope]
    named = next((token for token in following if token.role != "fill"), None)
    if named is not None and named.role == "population" and text[end : named.start] == "为" and "population" in measure.columns:
        scope["population"] = Part(named.value, named.start, named.end, "clause")  # 年缴14000元为灵活就业人员
    for token in following:
        if not wanted or token.role in ("comma", "stop", "semicolon", "quantity", "colon", "space"):
            return
        if token.role in wanted and token.value != "-":
            scope[token.role] = Part(token.value, token.start, token.end, "clause")
            return


def brackets_behind(text: str, end: int, scope: dict[str, Part], measure: Measure, following: Sequence[Token]) -> None:
    """The scope in brackets right behind the quantity: 800元(三级)、500元(二级)."""
    if not following or following[0].role != "open" or following[0].start - end > 2:
        return
    told: dict[str, Part] = {}
    for token in following[1:]:
        if token.role == "close":
            scope |= {column: part for column, part in told.items() if column in measure.columns}
            return
        if token.role in _TOLD_BEHIND and token.value not in ("", "-"):
            told[token.role] = Part(token.value, token.start, token.end, "clause")
        elif token.role != "fill" or text[following[0].end : token.start].strip():
            return


def date_behind(text: str, fact: Fact, following: Sequence[Token]) -> Part | None:
    """The date in brackets right behind the quantity: 380元(2024年)."""
    if len(following) > 1 and following[0].role == "open" and following[0].start - fact.end <= 3 and following[1].role == "date":
        token = following[1]
        if text[following[0].end : token.start] == "" and text[token.end : token.end + 1] == ")":
            return Part(token.value, token.start, token.end, "clause", token.fact)
    return None
