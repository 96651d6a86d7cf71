"""Sums that a text states: 三项合计178天, 单位缴7.5%、个人缴2%,合计9.5%, 1070元,其中财政补助670元,个人400元."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from pipeline.arithmetic.passage import Mistake, Passage, agrees, alike, loose, mistake, number, single, written
from pipeline.model import Fact
from pipeline.numerals import number as numeral

_TOTAL = r"(?:合计|共计|总计|总共|一共|共有|加起来|加在一起|加总|相加|合起来|累加起来|共)"
_LINK = r"(?:起来|合计|共计|共|就|正好|刚好|便|可|能|是|为|达|达到|有|约|到|得|休|:|,| )*"
_COUNTED = (
    r"(?P<n>[两二三四五六2-6])(?:项|者|部分|笔|批|类|档|段|块|次|方|个部分|种假期|种|样)(?:费用|金额|资金|假期|比例|天数|时间|缴费|待遇)?"
)
# 三项合计, 两者加起来是: the text says how many parts there are.
_N_PARTS = re.compile(rf"{_COUNTED}(?:费用|假)?{_TOTAL}{_LINK}$")
# Parts and sum side by side: nothing but a sign and the word for a sum between the last part and the sum.
_ADJACENT = re.compile(rf"^(?:/[人年月天])?(?:左右)?\)? ?[,、;:(]? ?(?:以上|前后)?(?:{_COUNTED})?{_TOTAL}{_LINK}$")
_COMPRISES = re.compile(r"^(?:/[人年月天])?[^0-9。;!?]{0,6}(?:[,。;(: ] ?)?(?:其中|包括|由)[^0-9。;!?]{0,14}$")
# Who pays and what for: two that make a whole.
_WHOLES = tuple((re.compile(one), re.compile(other)) for one, other in (
    (r"财政|政府|补助|补贴", r"个人|自己|居民"),
    (r"单位|企业|公司", r"个人|职工|自己"),
    (r"产前", r"产后"),
    (r"统筹", r"个人账户|个账"),
))  # fmt: skip
_CLAUSE_END = re.compile("[,、;。:)]")
# Words without which nothing is told to be a sum, or a whole to have parts.
_ADDS = re.compile("共|合计|总计|加|合起")
_HAS_PARTS = re.compile("其中|包括|由")
_LEAST = 3  # quantities: two parts and their sum
_MOST_PARTS = 6
_WINDOW = 12  # quantities in front of a sum among which its parts are sought


def mistakes(passage: Passage) -> Iterator[Mistake]:
    """The sums of a passage that its parts do not make."""
    if len(passage.quantities) < _LEAST:
        return
    for sentence in passage.sentences if passage.says(_ADDS) else ():
        for at, total in enumerate(sentence):
            if not single(total) or loose(total):
                continue
            before = sentence[max(0, at - _WINDOW) : at]
            yield from _counted(passage, before, total)
            yield from _adjacent(passage, before, total)
    if passage.says(_HAS_PARTS):
        yield from _wholes(passage)


def _counted(passage: Passage, before: Sequence[Fact], total: Fact) -> Iterator[Mistake]:
    """三项合计178天 with exactly three such parts before it, in its sentence or else in its passage."""
    found = _N_PARTS.search(passage.text, max(passage.segment.start, total.start - 24), total.start)
    if not found:
        return
    n = int(numeral(found["n"]))
    here = _parts(before, total)
    parts = here if len(here) >= n else _parts(passage.quantities_before(total, _WINDOW), total)
    if len(parts) == n and not _some_sum(parts, total, n):
        yield _mistake(passage, parts, total)


def _adjacent(passage: Passage, before: Sequence[Fact], total: Fact) -> Iterator[Mistake]:
    """Two to six parts in one sentence and right behind the last of them their sum."""
    parts = _parts(before, total)
    if not 2 <= len(parts) <= _MOST_PARTS or before[-1] is not parts[-1] or len({fact.per for fact in (*parts, total) if fact.per}) > 1:
        return
    found = _ADJACENT.match(passage.gap(parts[-1], total))
    if not found or (found["n"] and int(numeral(found["n"])) != len(parts)) or _some_sum(parts, total, 2):
        return
    yield _mistake(passage, parts, total)


def _wholes(passage: Passage) -> Iterator[Mistake]:
    """A whole and, after 其中, the two parts that make it up by their nature: 财政 and 个人, 单位 and 个人, 产前 and 产后."""
    facts = passage.quantities
    for at, (whole, one, other) in enumerate(zip(facts, facts[1:], facts[2:], strict=False)):
        if not (alike(whole, one) and alike(one, other) and all(single(fact) for fact in (whole, one, other))):
            continue
        if len({fact.bound for fact in (whole, one) if loose(fact)}) > 1 or not _COMPRISES.match(passage.gap(whole, one)):
            continue
        labels = (_clause(passage, one, other), _clause(passage, other, None))
        if not any(
            (first.search(a) and second.search(b)) or (second.search(a) and first.search(b))
            for first, second in _WHOLES
            for a, b in (labels,)
        ):
            continue
        rest = [fact for fact in facts[at + 1 : at + _WINDOW] if alike(fact, whole)]
        if len(rest) == 2 and not _some_sum(rest, whole, 2):
            yield _mistake(passage, rest, whole)


def _clause(passage: Passage, fact: Fact, behind: Fact | None) -> str:
    """The words in front of a fact, and those behind it up to the next sign."""
    after = passage.text[fact.end : behind.start if behind else min(fact.end + 12, passage.segment.end)]
    return passage.before(fact) + str(_CLAUSE_END.split(after, maxsplit=1)[0])


def _parts(facts: Sequence[Fact], total: Fact) -> list[Fact]:
    return [fact for fact in facts if alike(fact, total) and single(fact) and not loose(fact)]


def _some_sum(parts: Sequence[Fact], total: Fact, least: int) -> bool:
    """Whether some of the parts (at least so many) make the sum: the others may speak of something else."""
    return any(
        _makes(sum((number(part) for part in some), Decimal(0)), total)
        for size in range(least, len(parts) + 1)
        for some in combinations(parts, size)
    )


def _makes(computed: Decimal, total: Fact) -> bool:
    """Whether a sum is the stated one; only money is rounded."""
    return computed == number(total) or (total.kind == "amount" and agrees(computed, total))


def _mistake(passage: Passage, parts: Sequence[Fact], total: Fact) -> Mistake:
    computed = sum((number(part) for part in parts), Decimal(0))
    return mistake(passage, total, parts, formula=" + ".join(written(part) for part in parts), result=computed)
