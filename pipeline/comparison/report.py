"""A disagreement as a contradiction: sides with their quotes, which one probably holds, how grave it is, one sentence."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.comparison import lists
from pipeline.comparison.likely import Documents, Told, likely, voices
from pipeline.comparison.measures import Shape, policy
from pipeline.comparison.scope import scopes, told
from pipeline.comparison.values import interval, monthly
from pipeline.kinds.regions.gazetteer import gazetteer
from pipeline.model import Claim, Contradiction, ContradictionKind, Evidence
from pipeline.numerals import plain
from pipeline.verdict import Matter, Side, accuse, distance, severity

_WORDS = {
    "employee": "职工", "resident": "居民", "outpatient": "门诊", "inpatient": "住院", "chronic": "慢特病", "critical": "大病",
    "pharmacy": "药店", "maternity": "生育", "active": "在职", "retired": "退休", "individual": "个人", "employer": "单位",
    "government": "财政",
    "cross_province_sharing": "跨省共济", "in_province_sharing": "省内共济", "direct_settlement": "直接结算", "yes": "可以", "no": "不可以",
}  # fmt: skip
_UNITS = {
    "percent": "%", "yuan": "元", "day": "天", "month": "个月", "year": "年", "week": "周", "province": "个省份",
    "pooling_area": "个统筹区", "city": "个城市", "county": "个区县", "transfer": "笔",
}  # fmt: skip
_LEVELS = {"1": "一级", "2": "二级", "3": "三级", "primary": "基层"}


class Disagreement(NamedTuple):
    """A kind, the place that it is about (empty: the whole country), and the claims of each side, in the order of the sides."""

    kind: ContradictionKind
    place: str
    sides: Sequence[Sequence[Claim]]


def contradiction(found: Disagreement, documents: Documents) -> Contradiction:
    """The contradiction of a disagreement."""
    named = [Told(shown(side[0]), side, voices(side)) for side in found.sides]
    sides = [
        Side(
            value=value,
            voices=count,
            evidence=tuple(
                Evidence(
                    side=n, value=claim.value, doc_id=claim.doc_id, start=claim.start, end=claim.end, quote=claim.quote,
                    claim_id=claim.claim_id, as_of=claim.as_of,
                )
                for claim in claims
            ),
        )
        for n, (value, claims, count) in enumerate(named)
    ]  # fmt: skip
    scope = _scope(found)
    holds = likely(named, documents)
    accusation = accuse(
        found.kind,
        sides,
        Matter(measure=found.sides[0][0].measure, scope=scope, within=_period(found)),
        summary=_summary(found, scope, sides),
        severity=severity(found.kind, _difference(found), _certainty(found), min(side.voices for side in sides)),
    )
    return replace(accusation, likely_value=holds.value, likely_reason=holds.reason)


def shown(claim: Claim) -> str:
    """A claim's value as people write it: 55%, 1800元, 可以, 父母、子女."""
    match policy(claim).shape:
        case Shape.SCHEDULE:
            return "每月" if monthly(claim) else "每年"
        case Shape.SET:
            return ("仅" if lists.exclusive(claim) else "") + claim.value.replace("|", "、") + ("等" if claim.open else "")
    numbers = interval(claim)
    if numbers is None or claim.value_low is None or claim.value_high is None:
        return _WORDS.get(claim.value, claim.value)
    unit = _UNITS.get(claim.unit or "", claim.unit or "")
    low, high = plain(claim.value_low), plain(claim.value_high)
    return f"{low}{unit}" if low == high else f"{low}~{high}{unit}"


def _scope(found: Disagreement) -> dict[str, str | None]:
    """The scope that all claims share: a column on which they differ or that does not count here is empty."""
    all_ = [scopes(claim)[0] for claim in {told(claim): claim for side in found.sides for claim in side}.values()]
    shared = {column: values.pop() for column in ("topic", "insurance", "service", "population", "hospital_level", "party")
              if len(values := {getattr(scope, column) for scope in all_}) == 1}  # fmt: skip
    place = gazetteer().divisions.get(found.place)
    named = {"region": found.place or None, "region_name": place.name if place else None}
    return {column: value or None for column, value in shared.items()} | named


def _period(found: Disagreement) -> str:
    """The year that a yearly value is bound to: next year's disagreement is another one."""
    claim = next((claim for side in found.sides for claim in side if claim.as_of_start), None)
    return str(claim.as_of_start.year) if claim and claim.as_of_start and policy(claim).yearly else ""


def _difference(found: Disagreement) -> float:
    first, last = found.sides[0][0], found.sides[-1][0]
    if policy(first).shape is Shape.SET:
        return lists.difference(first, last)
    a, b = interval(first), interval(last)
    return distance((a.low + a.high) / 2, (b.low + b.high) / 2) if a and b and a.high.is_finite() and b.high.is_finite() else 1.0


def _certainty(found: Disagreement) -> float:
    """How sure it is that they speak of one thing: less where some have no date, and where a place stands against the whole country."""
    claims = [claim for side in found.sides for claim in side]
    undated = found.kind is not ContradictionKind.OUTDATED and len({bool(claim.as_of) for claim in claims}) > 1
    placed = len({claim.region for claim in claims}) > 1 and "region" not in policy(claims[0]).ignores
    return 1.0 - 0.2 * undated - 0.3 * placed


def _summary(found: Disagreement, scope: dict[str, str | None], sides: Sequence[Side]) -> str:
    words = [
        scope.get("region_name") or scope.get("region"),
        *(scope.get(column) for column in ("topic", "insurance", "service", "population")),
    ]
    level = scope.get("hospital_level")
    words += [_LEVELS.get(level, level) if level else None, scope.get("party")]
    about = ", ".join(_WORDS.get(word, word) for word in words if word)
    measure = found.sides[0][0].measure.replace("_", " ").removeprefix("other.")
    told = " against ".join(f"{side.value}{_when(claims)} in {_documents(claims)}" for side, claims in zip(sides, found.sides, strict=True))
    return f"{measure[:1].upper()}{measure[1:]}{f' ({about})' if about else ''}: {told}."


def _when(claims: Sequence[Claim]) -> str:
    stated = sorted({claim.as_of for claim in claims if claim.as_of})
    return f" (as of {stated[-1]})" if stated else ""


def _documents(claims: Sequence[Claim]) -> str:
    n = len({claim.doc_id for claim in claims})
    return f"{n} documents" if n > 1 else "one document"
