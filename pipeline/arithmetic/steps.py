"""Raises and cuts: 60%~70%再增加5个百分点,即65%~75%; 由60%提高到65%,提高5个百分点; 98天基础上增加60天,达到158天; 报销70%,剩余30%."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.arithmetic.passage import Mistake, Passage, alike, bounds, loose, mistake, number, single, with_sign, written
from pipeline.model import Fact

_UP = r"(?:增加|提高|上浮|上调|提升|调高|上升|多报|多|加|高|延长|奖励)"
_DOWN = r"(?:降低|下降|下调|下浮|调低|减少|缩短|降|减|低)"
_STEP = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
# Between a step and what it leads to the text must say that the one is the other's result.
_RESULT = re.compile(
    r"^(?:后|以后|之后)?[,、( ]* ?(?:报销比例|支付比例|比例|分别|也)?"
    r"(?:即|就是|也就是|达到|达|为|至|到|变为|变成|调整为|升至|降至|降为|降到|升到|共|合计|总[^0-9,。;]{0,6}(?:为|达到|达|是))"
    r"(?:是|为|达到|至|到)? ?$"
)
_BASE = re.compile(rf"^的?(?:基础上|基数上|基础之上)[^0-9,。;]{{0,6}}?(?P<verb>{_UP}|{_DOWN})[^0-9,。;]{{0,6}}$")
_FROM = re.compile(r"(?:由|从)[^0-9,。;]{0,12}$")
_TO = re.compile(rf"^[^0-9,。;]{{0,4}}(?:{_UP}|{_DOWN}|调整|调)(?:到|至|为)[^0-9,。;]{{0,6}}$")
_BY = re.compile(rf"^[,、(; ]* ?(?:共|累计|一次性|净|整体|同比)?(?:{_UP}|{_DOWN})了?$")
_REST = re.compile(r"(?:剩余|其余|剩下|余下)的? ?$")
_STEPS = re.compile("基础上|基数上|基础之上|由|从|剩余|其余|剩下|余下")  # one of them stands in whatever is told without percentage points


def mistakes(passage: Passage) -> Iterator[Mistake]:
    """The raises, cuts and remainders of a passage whose result is not what they give."""
    if len(passage.quantities) <= 1 or not ("percentage_point" in passage.kinds or passage.says(_STEPS)):
        return
    for sentence in passage.sentences:
        shares = [fact for fact in sentence if fact.kind.startswith("percentage")]
        for base, step, result in zip(shares, shares[1:], shares[2:], strict=False):
            yield from _points(passage, sentence, base, step, result)
        for first, second, third in zip(sentence, sentence[1:], sentence[2:], strict=False):
            yield from _on_top(passage, first, second, third)
            yield from _from_to(passage, first, second, third)
        yield from _rest(passage, sentence)


def _points(passage: Passage, sentence: Sequence[Fact], base: Fact, step: Fact, result: Fact) -> Iterator[Mistake]:
    """A share, a step in percentage points, and the share that it is said to lead to."""
    if (base.kind, step.kind, result.kind) != ("percentage", "percentage_point", "percentage") or not single(step):
        return
    verbs = list(_STEP.finditer(passage.gap(base, step)))
    if not verbs or not _RESULT.match(passage.gap(step, result)) or not _alone(sentence, base, result):
        return
    change = number(step) if verbs[-1]["up"] else -number(step)
    yield from _compared(passage, (base, step), result, change, "plus" if verbs[-1]["up"] else "minus")


def _on_top(passage: Passage, base: Fact, step: Fact, result: Fact) -> Iterator[Mistake]:
    """在98天的基础上增加60天,总产假达到158天."""
    if not (alike(base, step) and alike(step, result) and single(base) and single(step) and single(result)):
        return
    verb = _BASE.match(passage.gap(base, step))
    if not verb or not _RESULT.match(passage.gap(step, result)):
        return
    up = re.match(_UP, verb["verb"]) is not None
    yield from _compared(passage, (base, step), result, number(step) if up else -number(step), "plus" if up else "minus")


def _from_to(passage: Passage, base: Fact, result: Fact, step: Fact) -> Iterator[Mistake]:
    """由60%提高到65%,提高5个百分点."""
    if not (alike(base, result) and single(base) and single(result) and single(step)) or loose(step):
        return
    if not ((alike(step, base) and base.kind != "percentage") or (base.kind, step.kind) == ("percentage", "percentage_point")):
        return
    if not (_FROM.search(passage.before(base)) and _TO.match(passage.gap(base, result)) and _BY.match(passage.gap(result, step))):
        return
    computed = abs(number(result) - number(base))
    if computed != number(step):
        yield mistake(passage, step, (base, result), formula=f"{written(base)} to {written(result)}", result=computed)


def _rest(passage: Passage, sentence: Sequence[Fact]) -> Iterator[Mistake]:
    """报销70%,剩余30%由个人承担: what remains of the whole."""
    shares = [fact for fact in sentence if fact.kind == "percentage"]
    for at, (share, rest) in enumerate(itertools.pairwise(shares)):
        if not (single(share) and single(rest) and _REST.search(passage.text, share.end, rest.start)):
            continue
        left = 100 - number(share)
        if number(rest) != left and sum(number(fact) for fact in shares[: at + 2] if single(fact)) != 100:
            yield mistake(passage, rest, (share,), formula=f"the whole less {written(share)}", result=left)


def _alone(sentence: Sequence[Fact], base: Fact, result: Fact) -> bool:
    """Whether no other share of the sentence could be the base or the result."""
    shares = [fact for fact in sentence if fact.kind == "percentage"]
    return shares == [base, result]


def _compared(passage: Passage, parts: tuple[Fact, Fact], result: Fact, change: Decimal, word: str) -> Iterator[Mistake]:
    base, step = parts
    low, high = (number + change for number in bounds(base))
    if (result.value_low, result.value_high) == (low, high) or loose(result) or low < 0:
        return
    shown = with_sign(low, result) if low == high else f"{with_sign(low, result)}~{with_sign(high, result)}"
    formula = f"{written(base)} {word} {written(step)}"
    yield mistake(passage, result, parts, formula=formula, result=high)._replace(computed=shown, because=f"{formula} is {shown}")
