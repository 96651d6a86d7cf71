"""Claims made from a quantity, its measure and its scope: quote, per, base, condition, and what the measure itself implies."""

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from pipeline.measures.behind import applies_behind, brackets_behind, date_behind, look_ahead
from pipeline.measures.benefits import DEDUCTIBLE, PAYMENT_CAP
from pipeline.measures.contributions import CONTRIBUTION_AMOUNT, CONTRIBUTION_BASE, FUNDING_TOTAL, SUBSIDY_AMOUNT
from pipeline.measures.distribution import Share, distribute_none
from pipeline.measures.governs import Governed
from pipeline.measures.implied import imply, party_decides
from pipeline.measures.measure import Measure
from pipeline.measures.measures import MEASURES
from pipeline.measures.page import Page, numbers
from pipeline.measures.periods import LEAVE_DAYS, TRANSFER_LIMIT_AMOUNT
from pipeline.measures.reader import Reader
from pipeline.measures.scopes import AXES
from pipeline.measures.terms import Part
from pipeline.measures.tokens import Token
from pipeline.model import Claim

_PER = regex.compile(
    r"(?P<day>每日|每天|单日|日限|一天)|(?P<time>每次|单次|次均|每人次|(?<!第)一次(?!性))"
    r"|(?P<month>每月|每个月|月缴|月应缴|一个月|月限额|月度)|(?P<year>年度|一年|全年|每年|年封顶|年限额|年内|年最高|年缴|自然年)"
)
_BASE = regex.compile(r"(?:基本养老金|养老金|缴费工资|缴费基数|工资总额|平均工资|本人工资|工资|账户余额|余额)(?:平均水平)?")
_BASE_REACH = 20
_SHARES_REACH = 40
# Words of a scope that belong to the quote where they stand right before the value.
_KEPT = {measure.id: frozenset({"region", "as_of", *measure.columns}) for measure in MEASURES}
_AXES, _BASE_AXES = ("tier", *AXES, "mode"), ("tier", "limit", "band", "mode")
_ANY_AXIS = frozenset((*_AXES, *_BASE_AXES))
_QUOTED = frozenset({"population", "hospital_level", "party", "disease", "insurance", "act", "case", "leave"})


def make(page: Page, reader: Reader, governed: Governed, share: Share, following: Sequence[Token]) -> Claim:
    """The claim of one quantity."""
    measure, fact, scope = governed.measure, share.fact, dict(share.scope)
    look_ahead(page.text, fact.end, scope, measure, following)
    brackets_behind(page.text, fact.end, scope, measure, following)
    applies_behind(page.text, fact.end, scope, measure, following)
    measure = party_decides(governed, scope, reader)
    imply(scope, measure, reader)
    if measure is TRANSFER_LIMIT_AMOUNT and "region" in scope and scope["region"].start < reader.sentence_start:
        del scope["region"]  # the wallet's rules are the country's
    dated = date_behind(page.text, fact, following) or reader.state.date_for(scope, measure.id)
    if dated is not None:
        scope["as_of"] = dated
    start, end = _quote(reader, governed, share)
    more: dict[str, Any] = numbers(fact)
    more["per"] = fact.per or _per(page.text, reader, governed, start, fact.start)
    if fact.kind == "percentage":
        base = _BASE.search(page.text, max(reader.clause_start, fact.start - _BASE_REACH), fact.start)
        more["base"] = base and base.group()
    if measure is LEAVE_DAYS:
        if any(token.role in ("case", "act") and page.text[fact.end : token.start] in ("", "的") for token in following[:2]):
            scope = {column: part for column, part in scope.items() if column not in ("case", "act")}  # 98天国家假、60天奖励假
        for token in following:
            close = token.role in ("leave", "case", "act") and token.value and page.text[fact.end : token.start] in ("", "的")
            if close and not (token.role == "leave" and "leave" in scope and scope["leave"].value == "流产假"):
                scope[token.role] = Part(token.value, token.start, token.end, "clause")
        more["topic"] = _leave_topic(scope)
    elif "scheme" in scope and "scheme" in measure.columns:
        more["topic"] = scope["scheme"].value
    value = f"{fact.value_low:f}" if measure is LEAVE_DAYS and fact.unit == "day" and fact.value_low == fact.value_high else fact.value
    kept = {column: part for column, part in scope.items() if column in _KEPT[measure.id]}
    kept["measure"] = Part(measure.id, governed.start, governed.end, governed.via)
    return page.claim(
        kept, start, end, measure=measure.id, value=value, rule=f"{measure.id}.{governed.via}",
        fact_ids=(fact.fact_id,), condition=_condition(kept, measure), **more,
    )  # fmt: skip


def make_none(page: Page, reader: Reader, start: int, end: int) -> Iterator[Claim]:
    """The claims that there is no deductible."""
    reader.begin((DEDUCTIBLE.id,))
    for scope in distribute_none(reader, DEDUCTIBLE.columns):
        imply(scope, DEDUCTIBLE, reader)
        dated = reader.state.date_for(scope, DEDUCTIBLE.id)
        if dated is not None:
            scope["as_of"] = dated
        kept = {column: part for column, part in scope.items() if column in _KEPT[DEDUCTIBLE.id]}
        yield page.claim(
            kept, start, end, measure=DEDUCTIBLE.id, value="0", rule="deductible.none", unit="yuan", condition=_condition(kept, DEDUCTIBLE)
        )


def totals(page: Page, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a segment, where a sum of which 其中 names the shares is what is raised in all."""
    made: list[Claim] = []
    for n, claim in enumerate(claims):
        if claim.measure != CONTRIBUTION_AMOUNT.id:
            made.append(claim)
            continue
        among = page.text.find("其中", claim.end, claim.end + _SHARES_REACH)
        shares = {other.measure for other in claims[n + 1 : n + 3] if among <= other.start <= among + _SHARES_REACH}
        if n + 1 < len(claims) and claims[n + 1].start < among:
            among = -1  # 其中 goes on about the next one
        if SUBSIDY_AMOUNT.id in shares and among >= 0 and "个人" not in claim.quote:
            claim = page.retold(claim, measure=FUNDING_TOTAL.id, party=None, rule=f"{FUNDING_TOTAL.id}.shares")  # noqa: PLW2901
        made.append(claim)
    return made


def _quote(reader: Reader, governed: Governed, share: Share) -> tuple[int, int]:
    """The shortest span that carries the value: from the governing word or the scope word right before it."""
    fact = share.fact
    start, end = fact.start, max(fact.end, governed.end if governed.start >= fact.start else fact.end)
    region = share.scope.get("region")
    if share.dealt:
        return fact.start, fact.end
    between = reader.last_quantity > governed.start
    if governed.via == "clause" and reader.clause_start <= governed.start < fact.start and not between:
        start = governed.start
    for token in reversed(reader.clause):
        if token.role == "quantity":
            break
        if token.end <= start and start - token.end <= 2 and token.role in _QUOTED:
            start = token.start
    slot = reader.state.get("region")
    if region is not None and slot is not None and len(slot.parts) > 1:
        start = region.start
    return start, end


def _per(text: str, reader: Reader, governed: Governed, start: int, end: int) -> str | None:
    """What an amount is counted by, from the words before it in its clause or around its noun."""
    if governed.measure not in (PAYMENT_CAP, DEDUCTIBLE, CONTRIBUTION_AMOUNT):
        return None
    first = governed.start if reader.clause_start <= governed.start < end else start
    unit: str | None = None
    spans = [(max(reader.clause_start, min(first, end) - 6), end)]
    if governed.start < reader.clause_start:
        near = max(0, governed.start - 10)
        spans.append((max(near, text.rfind("\n", near, governed.start) + 1), governed.end))
    for near, far in spans:
        for found in _PER.finditer(text, near, far):
            unit = found.lastgroup  # the last one counts
        if unit:
            return unit
    return None


def _condition(scope: dict[str, Part], measure: Measure) -> str | None:
    """The condition in words, its axes in a fixed order."""
    if measure is LEAVE_DAYS or _ANY_AXIS.isdisjoint(scope):  # most claims have none
        return None
    axes = _BASE_AXES if measure is CONTRIBUTION_BASE else _AXES
    words = dict.fromkeys([scope[axis].value for axis in axes if axis in scope])
    return "|".join(words) or None


def _leave_topic(scope: dict[str, Part]) -> str:
    kind = scope["leave"].value if "leave" in scope else "产假"
    case = "".join(scope[column].value for column in ("case", "band", "act") if column in scope)
    return f"{kind}({case})" if case else kind
