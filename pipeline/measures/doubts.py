"""Quantities that state nothing that holds: changes, plans, former values, numbers in a sum, examples, hearsay, questions."""

import re

import regex

from pipeline.measures.governs import Declined
from pipeline.measures.reader import Reader
from pipeline.model import Fact

_HEDGE = r"(?:了|约|近|(?:幅度|额度|标准|金额)[为是]?|比例|个|大约|各|[ :])*$"
_CHANGE = regex.compile(
    r"(?:再?提高|再?增加|上调|下调|降低|上浮|下浮|下降|减少|新增|高出|(?<!最)高|(?<!最)低|涨|上涨|增长|再加|多交|少交|多缴|(?<!最)多|少报"
    rf"|(?<!至)(?<!最)少|降|减|各加|加|加发|加收|另加|浮动){_HEDGE}"
)
_FORMER = re.compile(r"(?:从|由)(?:原来?的?|现行的?|去年的?|上年的?|之前的?|目前的?|[0-9]{4}年的?|每[人年月次]+|约)*$")
_TO_NEW = re.compile(
    r"(?:/[人年月次]){0,2}[^,。;0-9]{0,6},?[^,。;0-9]{0,4}(?:提高|提升|降|调整?|增加|增|上涨|涨|下调|减|变)[^,。;0-9]{0,6}(?:到|至|为)"
)
# 将报销比例提高到70% sets it; these words hope for it.
_PLANNED = re.compile(r"(?:力争|争取|有望|预计|计划(?!生育)|目标[是为]?|努力)[^,。;!?\n]{0,24}$")
_FOR_EXAMPLE = re.compile(r"[^,。;]{0,6}为例|的(?:职工|人员|参保人|员工|人|单位|企业)(?!均|[^,。;]{0,6}[0-9])")
_HEARSAY = re.compile(r"(?:别看|宣传的?|号称|谣传|传言|网传|所谓的?)[^,。;]{0,4}$|(?:不是|并非|而非)(?:[^,。;]{0,4}[说传写]的)?$")
_FORMULA_SIGNS = frozenset("×÷=*+")
_ASKS = re.compile(r"[^。!?;\n]{0,60}(?:吗|呢|\?)")


def doubt(reader: Reader, fact: Fact) -> Declined | None:
    """Why a quantity is no statement of what holds, whatever it measures; None where it may be one."""
    text = reader.text
    if reader.example or is_example(text, fact):
        return Declined("example", "It belongs to an example that the page reckons through.")
    if is_formula(text, fact):
        return Declined("formula", "It is a number in a sum.")
    if fact.kind != "duration" and is_change(text, fact):
        return Declined("change", "It says by how much something changes, not what holds.")
    if is_planned(text, fact):
        return Declined("planned", "It is aimed at, not what holds.")
    if is_odd(text, fact):
        return Declined("hearsay", "The words before it take it as something said, not as what holds.")
    if is_former(text, fact) and (reader.state.dated is None or fact.start - reader.state.dated.part.end > 2):
        return Declined("former_value", "It is the old value, and the text does not say of when.")
    if _ASKS.match(text, fact.end):
        return Declined("question", "It stands in a question.")
    return None


def is_change(text: str, fact: Fact) -> bool:
    """Whether it says by how much something changes: 再提高5个百分点, 比上年增加20元."""
    return _CHANGE.search(text, max(0, fact.start - 10), fact.start) is not None


def is_planned(text: str, fact: Fact) -> bool:
    """Whether it is what one hopes to reach: 力争2025年底覆盖20个省份, 有望提高到80%."""
    return _PLANNED.search(text, max(0, fact.start - 32), fact.start) is not None


def is_former(text: str, fact: Fact) -> bool:
    """Whether it is the value that another takes the place of: 从800元降至600元."""
    return _FORMER.search(text, max(0, fact.start - 14), fact.start) is not None and _TO_NEW.match(text, fact.end) is not None


def is_formula(text: str, fact: Fact) -> bool:
    """Whether it is a number in a sum: 5600元×2%=112元."""
    return text[max(0, fact.start - 1) : fact.start].strip() in _FORMULA_SIGNS or text[fact.end : fact.end + 1] in _FORMULA_SIGNS


def is_odd(text: str, fact: Fact) -> bool:
    """Whether it stands as words about it (三个90%, 别看宣传的九成, 不是6个月), not as a statement."""
    return text[fact.start - 1 : fact.start] in ("个", "“") or _HEARSAY.search(text, max(0, fact.start - 10), fact.start) is not None


def is_example(text: str, fact: Fact) -> bool:
    """Whether a made-up case has it: 以5000元基数为例, 缴费基数5600元的职工."""
    return _FOR_EXAMPLE.match(text, fact.end) is not None
