"""On what a statement holds: filed or not, an antecedent, an exception, and how surely it is said."""

import re

from pipeline.measures.permission.clauses import Clause, Spot, leading_up
from pipeline.measures.permission.governs import ONLY, Governed
from pipeline.measures.permission.lexicon import BITS, Fit, Lexicon, mood_bits, sign_bits
from pipeline.measures.permission.moods import Mood, Sign

_COMMA = int(Sign.COMMA)
_ELSE, _IF = sign_bits(Sign.ELSE), sign_bits(Sign.IF)
_NEED = mood_bits(Mood.NEED)
_STRONG = mood_bits(Mood.MAY, Mood.NOT, Mood.ONLY, Mood.NEED, Mood.FREE)
_FILING = BITS["备案"]
_LONGEST = 24
_STANDS = 36  # with the name of a place and the number of a list before it
_FILED = re.compile(
    r"(?P<no>未[^,。;]{0,16}备案|没(?:有|办)?[^,。;]{0,6}备案|不备案)"
    r"|备案[^,。;]{0,4}后|备案(?:成功|完成|人员)|已[^,。;]{0,8}?备案|完成[^,。;]{0,8}?备案|(?<!按)经[^,。;]{0,4}备案"
)
_STANDING = re.compile(r"[^是]+的(?:话)?")  # 断缴3个月内补缴的,
_NOMINAL = re.compile(r"(?P<what>.+)的(?:一律|均|都|也|才|就|则|人员|患者|人)?")  # 错过集中期的不能
_EXCEPTION = re.compile(r"[,(、](?P<what>[^,。;()]{2,8}?)(?:的)?除外")
_EMERGENCY = re.compile(r"(?<!非)(?<!门)(?:急诊(?![科室])|急救|抢救)")  # the one case in which much is paid that is not paid else
_RESULT = re.compile("才|就(?!医|诊|业|近)|便|则|均|都|即")
_DIGIT = re.compile("[0-9一二三四五六七八九十]")
_HEDGES = {
    sign_bits(Sign.HEDGE): "可能",
    sign_bits(Sign.PART): "部分地区",
    sign_bits(Sign.FUTURE): "预计",
    sign_bits(Sign.SPECIAL): "特定条件",
}
_ANY_HEDGE = sum(_HEDGES)
_PART = sign_bits(Sign.PART)


def hedges(spot: Spot, mood: int) -> list[str]:
    """How surely and how widely it is said: 可能, 部分地区, 预计, 特定条件 (仅在部分地区 limits and does not hedge)."""
    mask = 0
    for clause in leading_up(spot):
        mask |= clause.mask
    if not mask & _ANY_HEDGE:
        return []
    return [word for bit, word in _HEDGES.items() if mask & bit and not (bit == _PART and mood == ONLY)]


def condition(text: str, spot: Spot, governed: Governed, fit: Fit, supposed: str | None) -> list[str] | None:
    """The condition's parts; None where it holds on something that is not said (否则). `supposed` is what a clause with 如果 says."""
    clause = spot.clause
    found: list[str] = []
    if clause.mask & _ELSE:
        before = text[spot.start : clause.start]
        if "备案" not in before and "转诊" not in before:
            return None
        found.append("未备案" if "备案" in before else "未转诊")
    elif not fit.is_filing and (filed := _filed(text, spot, governed.start)):
        found.append(filed)
    elif standing := supposed or _standing(text, spot, governed.start, fit):
        found.append(standing)
    elif not fit.is_filing and _EMERGENCY.search(text, clause.start, max(clause.start, governed.start)):
        found.append("急诊")
    if fit.is_filing and (exception := _EXCEPTION.search(text, clause.start, min(spot.clauses[-1].end, clause.end + _LONGEST))):
        found.append("急诊除外" if "急诊" in exception["what"] else exception["what"] + "除外")
    return found if fit.topic.inverse else found + hedges(spot, governed.mood)


def _filed(text: str, spot: Spot, mood: int) -> str | None:
    """Whether it is said before the mood that one has filed or has not, or that one must."""
    end = max(mood, spot.clause.start)
    if text.find("备案", spot.start, end) < 0:
        return None
    if said := list(_FILED.finditer(text, spot.start, end)):
        return "未备案" if said[-1]["no"] else "已备案"
    return "已备案" if any(clause.mask & _FILING and clause.mask & _NEED for clause in spot.earlier) else None


def _standing(text: str, spot: Spot, mood: int, fit: Fit) -> str | None:
    """A noun phrase that says of whom it holds, in the clause (错过集中期的不能) or right before it (断缴3个月内补缴的,次月可)."""
    clause = spot.clause
    last = spot.clauses[spot.n - 1] if spot.n else None
    nominal = _NOMINAL.fullmatch(text, clause.start, mood) if text.find("的", clause.start, mood) > 0 else None
    if nominal and len(nominal["what"]) <= _LONGEST:
        if not clause.mask & fit.far or _DIGIT.search(text, clause.start, mood):
            return nominal["what"].strip()
    elif last and last.sign == _COMMA:
        previous = text[last.start : last.end].strip()
        if len(previous) <= _STANDS and _STANDING.fullmatch(previous) and not (last.mask & fit.known and not _DIGIT.search(previous)):
            return previous.removesuffix("话").removesuffix("的")
    return None


def antecedent(text: str, lexicon: Lexicon, clause: Clause) -> str | None:
    """What a clause with 如果, 只有 supposes."""
    at = next(token[2] for token in clause.tokens if lexicon.masks[token[0]] & _IF)
    what = text[at : clause.end].strip()
    if result := _RESULT.search(what):
        what = what[: result.start()]
    what = what.removesuffix("的话").removesuffix("时")
    if filed := _FILED.search(what):
        return "未备案" if filed["no"] else "已备案"
    return what[:_LONGEST] or None


def concludes(text: str, lexicon: Lexicon, clause: Clause) -> bool:
    """Whether a clause with 如果, 只有 goes on to say what then (只要参保就能报销)."""
    at = -1
    for word, _, end in clause.tokens:
        if at < 0:
            at = end if lexicon.masks[word] & _IF else at
        elif lexicon.masks[word] & _STRONG and _RESULT.search(text, at, end):
            return True
    return False
