"""Products that a text states: a base and a rate, a month and a year, costs less the deductible times the rate."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.arithmetic.passage import Mistake, Passage, agrees, mistake, number, single, written
from pipeline.model import Fact

_BASE = re.compile(r"基数[^0-9,。;]{0,6}$|以 ?$")
_IS_BASE = re.compile(r"^(?:/月)?(?:为|的)?(?:缴费|计发)?基数")
_PAID = re.compile(
    r"^(?:的?比例|的标准|标准)?[^0-9。;]{0,10}(?:缴纳|缴费|应缴|划入|计入|划拨|月缴|缴|交|扣缴|扣)(?:金额|数额|额|费额|费|款)?(?:合计|共|约|为|是|:|\s|每人|每月|每年|一年|一个月|入|进|到账)*$"
)
_PARTY = re.compile(r"企业|单位|公司|个人|职工|本人|自己")
_SAME_PARTY = {"企业": "employer", "单位": "employer", "公司": "employer"}
_RATE = re.compile(r"(?:比例|费率|按|按照|缴|交|划|率)[^0-9,。;]{0,4}$")

_LONGEST_LIST = 100  # quantities: a longer passage is a flattened table, whose rows are no sentences
_MONTH = re.compile("月")
_MONTHLY = re.compile(r"(?:每人)?(?:每月|每个月|月缴|月均|一个月|按月|月人均)[^0-9,。;]{0,8}$")
_PER_MONTH = re.compile(r"^(?:/|每|一)个?月")
_YEARLY = re.compile(r"(?:12个月|十二个月|全年|一年|每年|年)[^0-9,。;]{0,6}$")
_SAYS_SO = re.compile(
    r"12个月|十二个月|(?:全年|一年|每年|年)(?:合计|共计|共|总计|总共|下来|算下来|需|就是|即|应缴|缴费?|要交|交)|(?:即|合|相当于|折合)(?:全年|一年|每年|年)"
)
_A_LIMIT = re.compile(r"限额|最高|最多|封顶|不超过|上限|至多|补贴|补助|起付|限")

_COST = re.compile(r"(?:花了|花费|花销|花去|总费用|医疗费用?|住院费用?|费用|共花|发生|产生)[^0-9,。;%]{0,8}$")
_OFF = re.compile(r"(?:起付线|起付标准|起付金|门槛费|扣除|减去|扣掉|减掉)[^0-9,。;%]{0,6}$")
_AT = re.compile(r"(?:报销|支付|补偿|比例|按|按照)[^0-9,。;]{0,6}$")
_PAYS = re.compile(r"(?:能报|可报|可以报|能报销|可以报销|可报销|报销金额|实际报销|实报|报销了?|报了|支付|补偿)[^0-9,。;%]{0,6}$")
_OWN_COSTS = re.compile(r"自费|乙类|先行|目录外|合规|二次|大病|起步")


def mistakes(passage: Passage) -> Iterator[Mistake]:
    """The products of a passage that are not what their factors give."""
    if passage.kinds.count("amount") <= 1:
        return
    yield from _contributions(passage)
    monthly = passage.says(_MONTH)
    for sentence in passage.sentences:
        amounts = [fact for fact in sentence if fact.kind == "amount"] if monthly else ()
        for month, year in itertools.pairwise(amounts):
            yield from _months(passage, month, year)
        yield from _reimbursed(passage, sentence)


def _contributions(passage: Passage) -> Iterator[Mistake]:
    """基数 × 比例 = 缴纳金额, in a sentence or a list of labels; a rate and the amount next to it belong together."""
    facts = passage.quantities
    pairs = [two for two in itertools.pairwise(facts) if two[0].kind == "percentage" and two[1].kind == "amount" and all(map(single, two))]
    if not pairs or len(facts) > _LONGEST_LIST:
        return
    bases = [fact for fact in facts if fact.kind == "amount" and single(fact) and _is_base(passage, fact)]
    for rate, paid in pairs if bases else ():
        gap = passage.gap(rate, paid)
        if not (_PAID.match(gap) and _RATE.search(passage.before(rate))) or _A_LIMIT.search(gap):
            continue
        if _parties(passage.before(rate)) ^ _parties(gap) and _parties(passage.before(rate)) and _parties(gap):
            continue
        before = {number(base): base for base in bases if base.end <= rate.start and "。" not in passage.text[base.end : rate.start]}
        if len(before) != 1:
            continue
        (base,) = before.values()
        month = number(base) * number(rate) / 100
        if not any(agrees(month * times, paid) for times in (1, 12, 6, 3)):
            yield mistake(passage, paid, (base, rate), formula=f"{written(base)} × {written(rate)}", result=month)


def _is_base(passage: Passage, fact: Fact) -> bool:
    before = passage.before(fact)
    return ("基数" in before and _BASE.search(before) is not None) or _IS_BASE.match(passage.text[fact.end : fact.end + 10]) is not None


def _parties(text: str) -> set[str]:
    return {_SAME_PARTY.get(party, "individual") for party in _PARTY.findall(text)}


def _months(passage: Passage, month: Fact, year: Fact) -> Iterator[Mistake]:
    """每月490元,12个月合计5980元; limits are no products (每月最高300元,全年最高3000元)."""
    gap, before = passage.gap(month, year), passage.before(month)
    if not (single(month) and single(year)) or not (_MONTHLY.search(before) or _PER_MONTH.match(gap)):
        return
    if not (_YEARLY.search(gap) and _SAYS_SO.search(gap)) or _A_LIMIT.search(before + gap) or len(gap) > 24:
        return
    between = [fact for fact in passage.quantities if month.end <= fact.start and fact.end <= year.start]
    if any(fact.kind != "duration" or fact.value not in ("P12M", "P1Y") for fact in between):
        return
    if not agrees(12 * number(month), year):
        yield mistake(passage, year, (month,), formula=f"{written(month)} × 12", result=12 * number(month))


def _reimbursed(passage: Passage, sentence: Sequence[Fact]) -> Iterator[Mistake]:
    """花了9500元,扣除起付线500元后按60%报销,能报5400元."""
    money = [fact for fact in sentence if fact.kind in ("amount", "percentage")]
    if (
        not 3 <= len(money) <= 4
        or [fact.kind for fact in money[-2:]] != ["percentage", "amount"]
        or not all(single(fact) for fact in money)
    ):
        return
    cost, rate, paid = money[0], money[-2], money[-1]
    off = money[1] if len(money) == 4 else None
    wanted = ((cost, _COST), (off, _OFF), (paid, _PAYS))
    if not all(fact is None or (fact.kind == "amount" and pattern.search(passage.before(fact))) for fact, pattern in wanted):
        return
    if _A_LIMIT.search(passage.before(paid)):
        return
    around = passage.before(rate) + passage.text[rate.end : rate.end + 6]
    whole = passage.text[cost.start : paid.end]
    if (
        not (_AT.search(passage.before(rate)) or "报销" in around)
        or _OWN_COSTS.search(whole)
        or (("起付" in whole or "扣" in whole) and off is None)
    ):
        return
    less, share = number(off) if off else Decimal(0), number(rate) / 100
    computed = (number(cost) - less) * share
    if not agrees(computed, paid):
        formula = f"({written(cost)} - {written(off)}) × {written(rate)}" if off else f"{written(cost)} × {written(rate)}"
        yield mistake(passage, paid, [fact for fact in (cost, off, rate) if fact], formula=formula, result=computed)
