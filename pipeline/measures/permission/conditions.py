"""On what a statement holds: filed or not, an antecedent, an exception, and how surely it is said."""

import re
from collections.abc import Iterator, Sequence

from pipeline.measures.permission.clauses import Clause, leading_up
from pipeline.measures.permission.governs import ONLY, Governed
from pipeline.measures.permission.lexicon import BITS, Fit, Lexicon, bits, mood_bits, sign_bits
from pipeline.measures.permission.moods import Mood, Sign
from pipeline.measures.permission.topics import PLACES

_COMMA = int(Sign.COMMA)
_ELSE, _IF = sign_bits(Sign.ELSE), sign_bits(Sign.IF)
_NEED = mood_bits(Mood.NEED)
_STRONG = mood_bits(Mood.MAY, Mood.NOT, Mood.ONLY, Mood.NEED, Mood.FREE)
_FILING = BITS["备案"]
_PLACES = bits(PLACES)
_LONGEST = 24
_FILED = re.compile(
    r"(?P<no>未[^,。;]{0,8}备案|没(?:有|办)?[^,。;]{0,6}备案|不备案)"
    r"|备案[^,。;]{0,4}后|备案(?:成功|完成|人员)|已[^,。;]{0,8}?备案|完成[^,。;]{0,8}?备案|(?<!按)经[^,。;]{0,4}备案"
)
_STANDING = re.compile(r"[^是]+的(?:话)?")  # 断缴3个月内补缴的,
_NOMINAL = re.compile(r"(?P<what>.+)的(?:一律|均|都|也|才|就|则|人员|患者|人)?")  # 错过集中期的不能
_EXCEPTION = re.compile(r"[,(、](?P<what>[^,。;()]{2,8}?)(?:的)?除外")
_RESULT = re.compile("才|就(?!医|诊|业|近)|便|则|均|都|即")
_DIGIT = re.compile("[0-9一二三四五六七八九十]")
_HEDGES = {sign_bits(sign): word for sign, word in ((Sign.HEDGE, "可能"), (Sign.PART, "部分地区"), (Sign.FUTURE, "预计"), (Sign.SPECIAL, "特定条件"))}
_ANY_HEDGE = sum(_HEDGES)
_PART = sign_bits(Sign.PART)


def hedges(clauses: Sequence[Clause], n: int, mood: int) -> list[str]:
    """How surely and how widely it is said: 可能, 部分地区, 预计, 特定条件 (仅在部分地区 limits and does not hedge)."""
    mask = 0
    for clause in leading_up(clauses, n):
        mask |= clause.mask
    if not mask & _ANY_HEDGE:
        return []
    return [word for bit, word in _HEDGES.items() if mask & bit and not (bit == _PART and mood == ONLY)]


def condition(text: str, lexicon: Lexicon, clauses: Sequence[Clause], n: int, governed: Governed, fit: Fit, antecedent: str | None) -> list[str] | None:
    """The condition's parts; None where it holds on something that is not said (否则)."""
    clause = clauses[n]
    is_filing = fit.topic.action in ("备案", "转诊")
    found: list[str] = []
    if clause.mask & _ELSE:
        before = text[clauses[0].start : clause.start]
        if "备案" not in before and "转诊" not in before:
            return None
        found.append("未备案" if "备案" in before else "未转诊")
    elif not is_filing and (filed := _filed(text, lexicon, clauses, n, governed.start)):
        found.append(filed)
    elif standing := antecedent or _standing(text, clauses, n, governed.start, fit):
        found.append(standing)
    if is_filing and (exception := _EXCEPTION.search(text, clause.start, min(clauses[-1].end, clause.end + _LONGEST))):
        found.append("急诊除外" if "急诊" in exception["what"] else exception["what"] + "除外")
    return found if fit.topic.inverse else found + hedges(clauses, n, governed.mood)


def _filed(text: str, lexicon: Lexicon, clauses: Sequence[Clause], n: int, mood: int) -> str | None:
    """Whether it is said before the mood that one has filed or has not."""
    end = max(mood, clauses[n].start)
    if text.find("备案", clauses[0].start, end) < 0:
        return None
    last = None
    for last in _FILED.finditer(text, clauses[0].start, end):
        pass
    if last:
        return "未备案" if last["no"] else "已备案"
    needed = any(clause.mask & _FILING and clause.mask & _NEED for clause in clauses[:n])
    return "已备案" if needed else None


def _standing(text: str, clauses: Sequence[Clause], n: int, mood: int, fit: Fit) -> str | None:
    """A noun phrase that says of whom it holds, in the clause (错过集中期的不能) or right before it (断缴3个月内补缴的,次月可)."""
    clause = clauses[n]
    before = text[clause.start : mood]
    if (nominal := _NOMINAL.fullmatch(before)) and len(nominal["what"]) <= _LONGEST:
        if _DIGIT.search(before) or not clause.mask & fit.far:
            return nominal["what"].strip()
    elif n and clauses[n - 1].sign == _COMMA:
        previous = text[clauses[n - 1].start : clauses[n - 1].end].strip()
        known = fit.near | fit.far | (_PLACES if "{place}" in fit.topic.name else 0)
        told = clauses[n - 1].mask & known and not _DIGIT.search(previous)
        if len(previous) <= _LONGEST and not told and _STANDING.fullmatch(previous):
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


def conditions(parts: Iterator[str] | Sequence[str]) -> str | None:
    """The condition in words, as in other claims."""
    return "|".join(dict.fromkeys(parts)) or None
