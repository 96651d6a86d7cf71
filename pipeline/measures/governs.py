"""Which measure a quantity belongs to: the words right before or after it, else the nearest noun that takes its kind."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from pipeline.measures.frames import Noun
from pipeline.measures.measure import Measure
from pipeline.measures.measures import BY_ID, CONTRIBUTION_BASE, LEAVE_DAYS, MEASURES, WAITING_PERIOD
from pipeline.measures.others import OTHER_SHARE
from pipeline.measures.reader import Reader
from pipeline.model import Fact

_BY_KIND = {kind: tuple(m for m in MEASURES if kind in m.kinds) for kind in ("percentage", "amount", "duration")}
_OURS = frozenset(measure.id for measure in MEASURES)
_BEFORE = 24  # how far back a verb and its hedges may reach
_CONTEXT = 60  # how far around a quantity its measure's context may stand
_LONGEST_GAP = 10  # unknown characters between a noun and its quantity in one clause
_LONGEST_STRANGER = 4  # unknown characters in a clause that takes its measure from an earlier one
_HEDGE = r"(?:了|约|近|幅度为|比例|个|大约|各|[ :])*$"
_CHANGE = regex.compile(
    rf"(?:再?提高|再?增加|上调|下调|降低|上浮|下浮|下降|减少|新增|高出|(?<!最)高|(?<!最)低|涨|上涨|增长|再加|多交|少交|多缴|(?<!最)多|少报|(?<!至)(?<!最)少|降|减|各加|加|加发|加收|另加|浮动){_HEDGE}"
)
_FORMER = regex.compile(r"(?:从|由)(?:原来?的?|现行的?|去年的?|上年的?|之前的?|目前的?|[0-9]{4}年的?|每[人年月次]+|约)*$")
_TO_NEW = regex.compile(r"(?:/[人年月次]){0,2}[^,。;0-9]{0,6},?[^,。;0-9]{0,4}(?:提高|提升|降|调整?|增加|增|上涨|涨|下调|减|变)[^,。;0-9]{0,6}(?:到|至|为)")
_BORNE = regex.compile(r"(?:的?(?:比例|部分|费用))?(?:左右)?由?(?:个人|本人|患者|参保人|自己)[^,。;]{0,6}(?:支付|承担|负担|自付|出)")
_OF_AVERAGE = regex.compile(r"平均工资|社平工资|平均缴费工资")
_FOR_EXAMPLE = regex.compile(r"[^,。;]{0,6}为例|的(?:职工|人员|参保人|员工|人|单位|企业)(?!均|[^,。;]{0,6}[0-9])")
_HEARSAY = regex.compile(r"(?:别看|宣传的?|号称|谣传|传言|网传|所谓的?)[^,。;]{0,4}$")
_FORMULA_SIGNS = frozenset("×÷=*+")
_OVER = regex.compile(r"(?:(?<!不)(?<!不得)(?<!不能)(?<!不可)超过|(?<![不])高于|超出|超|大于|起付线至|起付线到|起付标准至|起付线以上至|起付线-)[ ]?$")
_LASTING = regex.compile(r"(?:不超过|未超过|没超过|没有超过|超过|不满|未满|不足|(?<!等)满|连续|断缴|断保|中断|缴纳|(?<!连续)(?:缴费|参保)|多缴|断了)[ ]?$")
_SPENT = regex.compile(r"(?:能|可以?|就|才|共|实际)?(?:报销?|支付|负担|承担|自付|花|掏|领取?|拿|得)(?:了|到|约|个)*$")
_PART = regex.compile(r"(?:\(含[^)]{0,8}\))?(?:及?以上|及?以下|以内|之内|内的?|的?部分|之间的?部分|至最高|至封顶|起的?部分)(?!限额)")
_SHARE_BEHIND = regex.compile(r"(?:\(含[^)]{0,8}\))?[,的报 ]|(?:\(含\))?[0-9.]+%|[一二三四五六七八九]成")
_TIME_PART = regex.compile(r"(?:以?后|的(?!固定|变动|待遇|等待|免责|产假|婚假|护理|陪产|育儿|看护|假|奖励))")
_TO_MAJOR = regex.compile(r"(?:以上)?(?:的|,)?[^。;]{0,10}(?:部分|后)?,?[^。;,]{0,8}(?:进入|纳入|启动|享受|由)(?:城乡居民)?大病")


class Governed(NamedTuple):
    """A measure that takes a quantity, and the words that say so."""

    measure: Measure
    start: int
    end: int
    via: str


class Declined(NamedTuple):
    """Why a quantity makes no claim."""

    reason: str
    detail: str


def govern(reader: Reader, run: Sequence[Fact]) -> list[Governed] | Declined:
    """The measures of a run of quantities: one, rarely two (个人缴的2%全部划入本人账户), or why there is none."""
    text, first, last = reader.text, run[0], run[-1]
    candidates = _BY_KIND.get(first.kind, ())
    near = text[max(0, first.start - _CONTEXT) : first.start + _CONTEXT]
    candidates = tuple(m for m in candidates if m.context is None or m.context.search(near))
    window = text[max(reader.clause_start, first.start - _BEFORE) : first.start]
    local = _local_noun(reader, first)
    found: list[Governed] = []
    for measure in candidates:
        before = measure.before and measure.before.search(window)
        if before:
            start = first.start - len(window) + before.start()
            inside = local is not None and start < local.start and local.end > start
            if local is None or local.end <= start or (inside and BY_ID[local.measures[0]] not in MEASURES):
                found.append(Governed(measure, start, first.start, "clause"))
    if local is not None and not found and BY_ID[local.measures[0]] not in MEASURES and local.end >= first.start - 2:
        return _other(BY_ID[local.measures[0]])
    for measure in candidates:
        after = measure.after and measure.after.match(text, last.end)
        if after and measure not in [other.measure for other in found]:
            if local is not None and local.end >= first.start - 1 and BY_ID[local.measures[0]] not in MEASURES:
                continue
            found.append(Governed(measure, first.start, after.end(), "clause"))
    if found:
        return found
    if _BORNE.match(text, last.end):
        return _other(OTHER_SHARE)
    if local is not None:
        measure = BY_ID[local.measures[0]]
        if measure not in MEASURES:
            return _other(measure)
        if measure not in candidates:
            return Declined("no_measure", "Its measure is named, but nothing near speaks of what that measure is about.")
        return [Governed(measure, local.start, local.end, "clause")]
    return _inherited(reader, first)


def _other(measure: Measure) -> Declined:
    return Declined("other_measure", f"The words before it tell of something else. {measure.about}")


def _takes(noun: Noun, kind: str) -> Noun | None:
    """The noun with the measures that take the kind alone."""
    measures = tuple(measure for measure in noun.measures if kind in BY_ID[measure].kinds)
    return noun._replace(measures=measures) if measures else None


def _local_noun(reader: Reader, fact: Fact) -> Noun | None:
    for noun in reversed(reader.clause_nouns):
        taking = _takes(noun, fact.kind)
        if taking is not None and fact.kind == "percentage" and taking.measures == (CONTRIBUTION_BASE.id,):
            if not _OF_AVERAGE.search(reader.text, reader.clause_start, fact.start):
                continue
        if taking is not None:
            return taking if reader.residue(noun.end, fact.start) <= _LONGEST_GAP else None
    return None


def _inherited(reader: Reader, fact: Fact) -> list[Governed] | Declined:
    if reader.last_quantity > reader.sentence_start and not reader.text[reader.last_quantity : fact.start].strip(" |/"):
        return Declined("two_scopes", "It stands beside another number with nothing between them to tell them apart.")
    strange = reader.residue(reader.clause_start, fact.start)
    if strange > _LONGEST_STRANGER:
        return Declined("no_measure", "No word in its clause says what it measures.")
    if fact.kind == "amount" and _SPENT.search(reader.text, max(reader.clause_start, fact.start - 8), fact.start):
        return Declined("no_measure", "It tells what somebody got or paid, not what is set.")
    if any(noun.measures[0] in _OURS for noun in reader.clause_nouns):
        return Declined("no_measure", "The measure that its clause names takes no such quantity.")
    named = any(noun.measures[0] in _OURS and noun.via == "sentence" for noun in reader.past_nouns)
    for noun in (*reversed(reader.past_nouns), *reader.state.nouns()):
        taking = _takes(noun, fact.kind)
        if taking is None or (named and noun.via not in ("sentence", "label")):
            continue  # a sentence that names its own measure takes none from before
        measure = BY_ID[taking.measures[0]]
        if measure not in MEASURES:
            return _other(measure)
        if measure is WAITING_PERIOD and noun.via not in ("sentence", "label", "lead-in"):
            break
        if measure is LEAVE_DAYS and noun.via not in ("sentence", "label", "lead-in") and not any(t.role in ("case", "act", "region", "leave") for t in reader.clause):
            break
        return [Governed(measure, noun.start, noun.end, noun.via)]
    return Declined("no_measure", "Nothing before it says what it measures.")


def is_change(text: str, fact: Fact) -> bool:
    """Whether it says by how much something changes: 再提高5个百分点, 比上年增加20元."""
    return _CHANGE.search(text, max(0, fact.start - 10), fact.start) is not None


def is_example(text: str, fact: Fact) -> bool:
    """Whether a made-up case has it: 以5000元基数为例, 缴费基数5600元的职工."""
    return _FOR_EXAMPLE.match(text, fact.end) is not None


def is_odd(text: str, fact: Fact) -> bool:
    """Whether it stands as words about it (三个90%, 别看宣传的九成), not as a statement."""
    return text[fact.start - 1 : fact.start] in ("个", "“") or _HEARSAY.search(text, max(0, fact.start - 8), fact.start) is not None


def is_former(text: str, fact: Fact) -> bool:
    """Whether it is the value that another takes the place of: 从800元降至600元."""
    return _FORMER.search(text, max(0, fact.start - 14), fact.start) is not None and _TO_NEW.match(text, fact.end) is not None


def is_formula(text: str, fact: Fact) -> bool:
    """Whether it is a number in a sum: 5600元×2%=112元."""
    return text[max(0, fact.start - 1) : fact.start].strip() in _FORMULA_SIGNS or text[fact.end : fact.end + 1] in _FORMULA_SIGNS


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
    noun = _local_noun(reader, fact)
    if noun is not None and BY_ID[noun.measures[0]] in MEASURES and fact.start - noun.end <= 3 and not (before and before.group().startswith("起付")):
        return None
    return band_words(fact, before.group() if before else "", after.group() if after else "")


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
    if "以上" in over or "起" in over or (words in ("超过", "高于", "超出", "超", "大于", "满", "连续") and not over.endswith(("以下", "以内", "内"))):
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
    return _OVER.search(text, max(0, fact.start - 4), fact.start) is not None and _TO_MAJOR.match(text, fact.end) is not None
