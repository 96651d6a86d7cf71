"""Claims of lists: who may share an account, what an account may pay for, which places take part, which diseases are settled.

`value` is the members joined with |, named alike however they are spelt and in one order, so that equal lists have equal values.
`open` is a list that ends in 等. `condition` is 仅限 where the text says that the list is all (仅限于, 只能, 一共八类:); `value_low` and
`value_high` are the size that it states (三类), which may differ from the number of members that it names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby

from pipeline.measures.lists import JOINS, Listed, alternatives, included, listed, sentence_end, sentence_start, split
from pipeline.measures.occurrences import occurrences
from pipeline.measures.page import Page, Scope
from pipeline.measures.permission.topics import SCOPES
from pipeline.measures.permissions import keep_account_scope
from pipeline.model import Claim, Fact, Segment

EXCLUSIVE = "仅限"
RELATIVES = {
    "配偶": "配偶 丈夫 妻子 爱人 老公 老婆 夫妻", "父母": "父母 爸妈 双亲 爸爸妈妈", "子女": "子女 孩子 儿女 儿子女儿",
    "兄弟姐妹": "兄弟姐妹 兄弟姊妹 兄弟、姐妹", "祖父母": "祖父母 爷爷奶奶",
    "外祖父母": "外祖父母 外公外婆 姥姥姥爷 姥爷姥姥", "孙子女": "孙子女", "外孙子女": "外孙子女", "近亲属": "近亲属",
    "直系亲属": "直系亲属",
}  # fmt: skip
# What an account pays for. A fund's outpatient and inpatient costs are told apart; to an account both are costs of care.
USES = {
    "就医费用": "自付 自费 医疗费用 看病 就医 门诊 住院 急诊 急救",
    "药店购药": "药店 购药 买药 药品 配药 医疗器械 医用耗材",
    "缴居民医保": "居民医保 城乡居民基本医疗保险 居民基本医疗保险 居民基本医保", "商业保险": "商业 惠民保 普惠型",
    "长护险": "长期护理 长护险 大额医疗费用补助 大额医疗补助", "体检费用": "体检", "疫苗费用": "疫苗",
    "治未病费用": "治未病",
}  # fmt: skip
FUND_USES = {"门诊费用": "门诊", "住院费用": "住院", "大额手术费用": "大额手术", "药店购药": "药店 购药 买药 药品 配药"}
ACCOUNTS = {
    "共济资金": "共济资金 共济账户 亲情账户 医保钱包 钱包资金 共济的钱",
    "统筹基金": "统筹基金 统筹账户 统筹资金 统筹部分", "个人账户": "个人账户 个账 医保余额 账户余额 该余额",
}  # fmt: skip
DISEASES = {
    "高血压": "高血压", "糖尿病": "糖尿病", "恶性肿瘤": "恶性肿瘤 癌症", "透析": "透析", "器官移植": "器官移植",
    "慢阻肺": "慢性阻塞性肺 慢阻肺", "类风湿": "类风湿", "冠心病": "冠心病 冠状动脉", "病毒性肝炎": "病毒性肝炎 乙肝",
    "强直性脊柱炎": "强直性脊柱炎",
}  # fmt: skip
_RELATIVE, _RELATIVES = alternatives(RELATIVES)
_USES = {"个人账户": alternatives(USES)[1], "共济资金": alternatives(USES)[1], "统筹基金": alternatives(FUND_USES)[1]}
_ACCOUNT, _ACCOUNTS = alternatives(ACCOUNTS)
_DISEASE, _DISEASES = alternatives(DISEASES)

_SHARING = re.compile("共济|亲情账户|医保钱包|共享|授权|绑定|转账|转至|转给|个人账户|近亲属包括")
_OTHER_MATTER = re.compile("抚恤|护理假|陪护|产假|丧葬|遗属|身份证号|户口|姓名|扶养|抚养|赡养")
_KIN = re.compile(rf"(?:{_RELATIVE})(?:{JOINS}(?:其)?(?:{_RELATIVE}))+")
_GROUP = re.compile(r"(?:扩大|扩展|拓展|放宽|延伸)[到至为](?!包括)[^,。;、]{0,16}?[“\"]?(?P<group>近亲属|直系亲属)(?!包括|\(|等|,包括)")
_GROWS = re.compile(r"[”\"]?,?(?:进一步)?(?:扩大|扩展|拓展|放宽|延伸)[到至为]")
_FROM = re.compile(r"(?:由|从)[^,。;]{0,12}$")
_PAYS = re.compile(
    r"(?:用于|用来)(?:支付|支出|缴纳|结算)?"
    r"(?P<announced>(?:以下|下列)?(?:[0-9一二三四五六七八九两]{1,2}(?:大?类|项|个|种))?(?:支出|费用|用途|项目|方面|情形)?:)? *"
)
_SETTLED = re.compile("跨省[^,。;]{0,16}结算|结算[^,。;]{0,8}跨省")
_SERVICES = {
    "省内共济": re.compile("省内[^,。;]{0,8}共济"),
    "跨省共济": re.compile("跨省[^,。;省]{0,10}(?:共济|互转|转账)|医保钱包|共济[^,。;省]{0,6}跨省"),
    "跨省直接结算": _SETTLED,
}
_TAKES_PART = re.compile("开通|上线|试点|接入|覆盖|首批|启用|实现|加入|运行")
_BATCH = re.compile("(?:首|第[一二三四五]|两|三)批")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule:
    """One kind of list: `find` yields the lists of a page; one of the `hints` stands on each page that has one."""

    id: str
    about: str
    measure: str
    hints: tuple[str, ...]
    find: Callable[[Page], Iterator[Listed]]
    yields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignores: tuple[str, ...] = ()


def set_claims(page: Page) -> list[Claim]:
    """The lists of a page, in their order."""
    rules = [rule for rule in RULES if any(hint in page.text for hint in rule.hints)]
    lists = sorted(((found, rule) for rule in rules for found in rule.find(page)), key=_place)
    if not lists:
        return []
    scopes = page.scopes((found.start, found.end) for found, _ in lists)
    return [_claim(page, scope, rule, found) for (found, rule), scope in zip(lists, scopes, strict=True)]


def _place(found: tuple[Listed, SetRule]) -> tuple[int, int, str]:
    return found[0].start, found[0].end, found[1].id


def _claim(page: Page, scope: Scope, rule: SetRule, found: Listed) -> Claim:
    kept = {column: part for column, part in scope.items() if column in SCOPES["money"]}
    keep_account_scope(page.text, found.start, kept)
    if "insurance" in kept and kept["insurance"].via == "opening":
        del kept["insurance"]  # an opening speaks of employees, its lists of whoever may share
    places = {"region": None, "region_name": None} if rule.measure == "participating_regions" else {}
    return page.claim(
        kept, found.start, found.end, measure=rule.measure, topic=found.topic, value="|".join(found.members), rule=rule.id,
        open=found.is_open, condition=EXCLUSIVE if found.is_all else None, value_low=found.size, value_high=found.size, **places,
    )  # fmt: skip


def _named(names: Mapping[str, str], order: Mapping[str, str], members: list[str]) -> list[str]:
    """The names of members that hold a known spelling, in the vocabulary's order, then the others as they are written."""
    found = {next((name for spelling, name in names.items() if spelling in member), member) for member in members}
    return [*(name for name in order if name in found), *sorted(found - set(order))]


def _above(page: Page, segment: Segment) -> str:
    return f"{segment.section or ''} {segment.item_title or (page.document.title if segment.item is None else '') or ''}"


def _members(page: Page) -> Iterator[Listed]:
    """Relatives in a row, where accounts are shared."""
    text = page.text
    groups = occurrences(page, _GROUP) if "近亲属" in text or "直系亲属" in text else ()
    for segment, match in chain(occurrences(page, _KIN), groups):
        start, end = match.span("group") if match.re is _GROUP else (match.start(), included(text, *match.span()))
        sentence = text[sentence_start(text, start) : sentence_end(text, end)]
        if _OTHER_MATTER.search(sentence) or not (_SHARING.search(sentence) or _SHARING.search(_above(page, segment))):
            continue
        if _GROWS.match(text, end) and _FROM.search(text, max(segment.start, start - 16), start):
            continue  # 由“配偶、父母、子女”扩大至: what was before
        names = {_RELATIVES[member.removeprefix("其")] for member in split(text[start:end])}
        if match.re is _KIN and len(names) < 2:
            continue
        if found := listed(text, start, end, [name for name in RELATIVES if name in names]):
            yield found


def _uses(page: Page) -> Iterator[Listed]:
    """What an account or a fund may be spent on."""
    text = page.text
    for segment, match in occurrences(page, _PAYS):
        spent = _SPENT.search(text, sentence_start(text, match.start()), match.start())
        if not spent:
            continue
        start = match.end()
        stop = _STOPS if match["announced"] else _INLINE_STOPS
        high = min(segment.end, start + _LONGEST + 1)
        end = included(text, start, found.start() if (found := stop.search(text, start, high)) else high)
        if end - start > _LONGEST or ":" in text[start:end]:
            continue
        account = _ACCOUNTS[spent.group()]
        items = split(text[start:end])
        known = [item for item in items if any(spelling in item for spelling in _USES[account])]
        if not known or (len(known) < len(items) and not match["announced"]):
            continue
        names = _named(_USES[account], FUND_USES if account == "统筹基金" else USES, items)
        made = listed(text, start, end, names, account)
        if made and (len(items) > 1 or made.is_all):
            yield made if _EXCLUDES.search(text, max(segment.start, made.start - 2), start) else made._replace(is_all=False)


def _places(page: Page) -> Iterator[Listed]:
    """Provinces in a row, where a service begins or is tried out."""
    text = page.text
    for segment, listing in _provinces(page):
        start, end = listing[0].start, included(text, listing[0].start, listing[-1].end)
        run = [fact for fact in listing if fact.end <= end]
        if len(run) < _FEW or not all(map(_is_province, run)):
            continue
        first = sentence_start(text, start)
        sentence, above = text[first : sentence_end(text, end)], _above(page, segment)
        if not _TAKES_PART.search(sentence):
            continue
        for where in (sentence, text[max(segment.start, first - _REACH) : first], above):
            topic = next((topic for topic, pattern in _SERVICES.items() if pattern.search(where)), None)
            if topic:
                break
        else:
            continue
        batch = _BATCH.search(sentence) or _BATCH.search(above)
        codes = {str(fact.adcode): fact.region_name or fact.text for fact in run}
        made = listed(text, start, end, [codes[code] for code in sorted(codes)], topic + (batch.group() if batch else ""))
        if made:
            yield made


def _provinces(page: Page) -> Iterator[tuple[Segment, list[Fact]]]:
    """The rows of places that begin with three provinces."""
    if sum(map(_is_province, page.facts)) < _FEW:
        return
    for run in _runs(page.text, [fact for fact in page.facts if fact.kind == "region"]):
        if len(run) < _FEW:
            continue
        for segment, group in groupby(run, key=lambda fact: page.segment_at(fact.start)):
            listing = list(group)
            if segment and not page.is_silent(segment) and len(listing) >= _FEW and all(map(_is_province, listing[:_FEW])):
                yield segment, listing


def _is_province(fact: Fact) -> bool:
    return fact.adcode is not None and fact.adcode.endswith("0000")


def _runs(text: str, facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Facts that stand side by side in a list."""
    run: list[Fact] = []
    end = 0
    for fact in facts:
        if run and (fact.start - end > _LONGEST_JOIN or not _JOIN.fullmatch(text, end, fact.start)):
            yield run
            run = []
        run.append(fact)
        end = fact.end
    if run:
        yield run


def _settled(page: Page) -> Iterator[Listed]:
    """Diseases in a row, where they are settled across provinces."""
    text, at = page.text, 0
    for segment, match in occurrences(page, _KNOWN_DISEASE):
        if match.start() < at:
            continue
        stop = _DISEASE_STOPS.search(text, match.end(), segment.end)
        start, end = match.start(), stop.start() if stop else segment.end
        at = end
        items = split(text[start:end])
        sentence = text[sentence_start(text, start) : sentence_end(text, end)]
        if len(items) < 3 or not (_SETTLED.search(sentence) or _SETTLED.search(_above(page, segment))):
            continue
        if made := listed(text, start, end, _named(_DISEASES, DISEASES, items), "跨省直接结算"):
            yield made


_REACH = 120
_FEW = 3  # places in a row: fewer may be anything
_SPENT = re.compile(_ACCOUNT)
_LONGEST = 100
_EXCLUDES = re.compile("仅|只|限于")  # 用于四项支出 tells how many, not that there are no more
_JOIN = re.compile(JOINS)
_LONGEST_JOIN = 3
_KNOWN_DISEASE = re.compile(_DISEASE)
_STOPS = re.compile(r"[。;\n]| ?等(?!待)")
_INLINE_STOPS = re.compile(r"[,。;::(\n]|等(?!待)|的")
_DISEASE_STOPS = re.compile(r"[,。;::\n]| ?等(?!待)|[0-9一二三四五六七八九十两]{1,2}(?:种|个|类)")

RULES = (
    SetRule(
        id="set.members", about="Relatives that are named in a row where accounts are shared are those who may share.",
        measure="sharing_members", hints=("配偶", "父母", "近亲属", "爸妈", "爷爷"), find=_members,
        yields={
            "家庭共济的对象仅限于配偶、父母、子女三类": ("sharing_members: 配偶|父母|子女 only =3",),
            "医保个人账户共济的亲属范围扩大至其参加医保的近亲属": ("sharing_members: 近亲属",),
        },
        ignores=("父母双方每年各有10天育儿假", "共济成员不包括父母、兄弟姐妹"),
    ),
    SetRule(
        id="set.uses", about="What an account is said to be for, in a row, is what it may pay.",
        measure="account_uses", hints=("用于", "用来"), find=_uses,
        yields={
            "个人账户只能用于三项支出:医院自付费用、药店买药、缴居民医保": ("account_uses 个人账户: 就医费用|药店购药|缴居民医保 only =3",),
        },
        ignores=("个人账户由个人缴费、单位划入两部分组成", "补助资金用于道路、桥梁建设"),
    ),
    SetRule(
        id="set.places", about="Three or more provinces in a row where sharing or settlement begins are those that take part.",
        measure="participating_regions", hints=("共济", "结算", "互转"), find=_places,
        yields={"首批开通跨省共济的只有浙江、江西、湖南这3个省份": ("participating_regions 跨省共济首批: 浙江省|江西省|湖南省 only =3",)},
        ignores=("浙江、江西、湖南三省会商防汛工作",),
    ),
    SetRule(
        id="set.diseases", about="Diseases in a row where they are settled across provinces are those that are covered.",
        measure="covered_diseases", hints=("结算",), find=_settled,
        yields={"三种病可以跨省直接结算:高血压、糖尿病、冠心病": ("covered_diseases 跨省直接结算: 高血压|糖尿病|冠心病 only =3",)},
        ignores=("高血压、糖尿病、冠心病患者应定期复查",),
    ),
)  # fmt: skip
