"""Bands of costs and of time: quantities that bound what another one holds for (6万元以下, 断缴满3个月)."""

import regex

from pipeline.measures.governs import local_noun
from pipeline.measures.measures import BY_ID, MEASURES
from pipeline.measures.reader import Reader
from pipeline.model import Fact

_OVER = regex.compile(
    r"(?:(?<!不)(?<!不得)(?<!不能)(?<!不可)超过|(?<![不])高于|超出|超|大于|起付线至|起付线到|起付标准至|起付线以上至|起付线-)[ ]?$"
)
_LASTING = regex.compile(
    r"(?:不超过|未超过|没超过|没有超过|超过|不满|未满|不足|(?<!等)满|连续|断缴|断保|中断|缴纳|(?<!连续)(?:缴费|参保)|多缴|断了)[ ]?$"
)
_PART = regex.compile(r"(?:\(含[^)]{0,8}\))?(?:及?以上|及?以下|以内|之内|内的?|的?部分|之间的?部分|至最高|至封顶|起的?部分)(?!限额)")
_SHARE_BEHIND = regex.compile(r"(?:\(含[^)]{0,8}\))?[,的报 ]|(?:\(含\))?[0-9.]+%|[一二三四五六七八九]成")
_TIME_PART = regex.compile(r"(?:以?后|的(?!固定|变动|待遇|等待|免责|产假|婚假|护理|陪产|育儿|看护|假|奖励))")
_TO_MAJOR = regex.compile(r"(?:以上)?(?:的|,)?[^。;]{0,10}(?:部分|后)?,?[^。;,]{0,8}(?:进入|纳入|启动|享受|由)(?:城乡居民)?大病")
_ONCE_MORE = regex.compile(
    r"(?:以上|以后|之后)?的?(?:部分|费用)?,?(?:可以?|能|还|就|将){0,3}(?:再(?:次)?报|二次(?:报销|补偿)|再(?:次)?(?:补偿|支付))"
)
# Bands of costs whose unit is left out: 1-3万报销60%, 10万以上报销80%.
_BARE = regex.compile(
    r"(?<![0-9.])(?:(?P<low>[0-9.]+)万?[-~至到](?P<high>[0-9.]+万)|(?P<one>[0-9.]+万)(?P<side>及?以上|及?以下|以内))(?:的?部分)?[^0-9,。;]{0,6}$"
)
_BARE_REACH = 16
_BESIDE = 3  # characters between a measure's noun and its own value
_NAMED_NEAR = 60  # characters before an amount in which the insurance for major illness is named
_MORE = frozenset({"超过", "高于", "超出", "超", "大于"})


def band(reader: Reader, fact: Fact) -> str | None:
    """The band of costs or time that a quantity bounds (6万元以下, 起付线-1万元), in few words; None where it is a value of its own."""
    text = reader.text
    before = (_LASTING if fact.kind == "duration" else _OVER).search(text, max(0, fact.start - 8), fact.start)
    after = _PART.match(text, fact.end)
    spans = fact.kind == "amount" and fact.value_low != fact.value_high and _SHARE_BEHIND.match(text, fact.end) is not None
    if fact.kind == "duration" and not before and not after:
        after = _TIME_PART.match(text, fact.end)
    if not before and not after and not spans:
        return None
    noun = local_noun(reader, fact)
    words = before.group() if before else ""
    if noun is not None and BY_ID[noun.measures[0]] in MEASURES and fact.start - noun.end <= _BESIDE and not words.startswith("起付"):
        return None
    return band_words(fact, words, after.group() if after else "")


def band_words(fact: Fact, words: str, over: str) -> str:
    """A band in few words, from what stands before and behind its number: 6万元以下, 5万元-10万元, 起付线-1万元, 满6个月."""
    if fact.kind == "duration":
        short = words.startswith(("不", "未", "没")) or over.endswith(("内", "以下"))
        return f"不满{fact.text}" if short else f"满{fact.text}"
    size = "-".join(dict.fromkeys((_short(fact, low=True), _short(fact, low=False))))
    if words.startswith("起付"):
        return f"起付线-{size}"
    if "-" in size:
        return size
    if "以上" in over or "起" in over or (words in _MORE and not over.endswith(("以下", "以内", "内"))):
        return f"{size}以上"
    return f"{size}以下"


def _short(fact: Fact, *, low: bool) -> str:
    number = fact.value_low if low else fact.value_high
    if number is None or fact.kind != "amount":
        return fact.text
    myriads = number / 10_000
    plain = f"{myriads:f}" if number >= 10_000 and (myriads * 100) % 1 == 0 else f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{plain}万元" if number >= 10_000 and (myriads * 100) % 1 == 0 else f"{plain}元"


def opens_major(text: str, fact: Fact) -> bool:
    """Whether costs above it go to the insurance for major illness: then it is that insurance's deductible."""
    if _OVER.search(text, max(0, fact.start - 4), fact.start) is None:
        return False
    named = text.find("大病", max(0, fact.start - _NAMED_NEAR), fact.end) >= 0
    return _TO_MAJOR.match(text, fact.end) is not None or (named and _ONCE_MORE.match(text, fact.end) is not None)


def bare_band(reader: Reader, fact: Fact) -> tuple[str, int, int] | None:
    """The band without a unit right before a share, and where it stands: 1-3万报销60%."""
    told = _BARE.search(reader.text, max(reader.clause_start, fact.start - _BARE_REACH), fact.start)
    if told is None:
        return None
    words = f"{told['low']}-{told['high']}元" if told["high"] else f"{told['one']}元{told['side'][-2:]}"
    return words, told.start(), told.end()
