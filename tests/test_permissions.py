"""What may be done and what may not: every topic on its examples, sentences of five styles, questions and answers, near misses."""

import time

import permission_sentences as sentences
import pytest

from pipeline.extract import extract
from pipeline.measures.page import Page
from pipeline.measures.permission.decoys import SILENT
from pipeline.measures.permission.lexicon import TOPICS
from pipeline.measures.permission.moods import MOODS, SIGNS
from pipeline.measures.permission.words import CONCEPTS
from pipeline.measures.permissions import permission_claims
from pipeline.model import Document, Voice
from pipeline.segment import segment
from pipeline.text import clean

TOLD = {**sentences.NOTICES, **sentences.NEWS, **sentences.FORUM, **sentences.ARTICLES, **sentences.AFTERWARDS}
MISSES = (*sentences.NEAR_MISSES, *sentences.NEAR_MISSES_AFTERWARDS)


def claims(text):
    page = clean(text).text
    document, segments = segment(Document(doc_id="page", source="page", text=text), page)
    return permission_claims(Page(document, page, segments, ()))


def said(claim, *, quoting=False):
    on = f" [{claim.condition}]" if claim.condition else ""
    return f"{claim.topic}={claim.value}{on}" + (f" <{claim.quote}>" if quoting else "")


def examples(field):
    return [pytest.param(topic, text, id=f"{topic.name} {field} {text}") for topic in TOPICS for text in getattr(topic, field)]


@pytest.mark.parametrize(("topic", "text"), examples("yields"))
def test_topic_yields(topic, text):
    assert {said(claim) for claim in claims(text)} >= set(topic.yields[text])


@pytest.mark.parametrize(("topic", "text"), examples("ignores"))
def test_topic_ignores(topic, text):
    assert [said(claim) for claim in claims(text) if claim.topic == topic.name or "{" in topic.name] == []


@pytest.mark.parametrize("text", TOLD)
def test_sentence_says(text):
    assert sorted(said(claim) for claim in claims(text)) == sorted(TOLD[text])


@pytest.mark.parametrize("text", MISSES)
def test_near_miss_says_nothing(text):
    assert [said(claim) for claim in claims(text)] == []


@pytest.mark.parametrize("text", sentences.PAGES)
def test_page_says(text):
    assert sorted(said(claim, quoting=True) for claim in claims(text)) == sorted(sentences.PAGES[text])


NEGATIONS = {
    "医保卡不能跨省使用": ("医保卡跨省使用=no",),
    "医保卡并非不能跨省使用": ("医保卡跨省使用=yes",),
    "医保卡不是可以跨省使用": ("医保卡跨省使用=no",),
    "医保卡不仅可以跨省使用": ("医保卡跨省使用=yes",),
    "医保卡不只能跨省使用": ("医保卡跨省使用=yes",),
    "医保卡能不能跨省使用": (),
    "医保卡能否跨省使用": (),
    "医保卡是否可以跨省使用": (),
    "并非所有医保卡都能跨省使用": (),
    "如果医保卡不能跨省使用": (),
    "如果医保卡不能跨省使用,个人账户可以跨省使用": ("个人账户跨省使用=yes [医保卡不能跨省使用]",),
    "去外地看病不得不先备案": ("异地免备案=no",),
    "未备案的不能跨省直接结算": ("跨省直接结算=no [未备案]",),
    "跨省不用备案": ("跨省免备案=yes",),
    "跨省不需要先备案": ("跨省免备案=yes",),
    "跨省可以不备案": ("跨省免备案=yes",),
    "跨省已经取消备案": ("跨省免备案=yes",),
    "跨省不能免备案": ("跨省免备案=no",),
    "医保卡可能无法跨省使用": ("医保卡跨省使用=no [可能]",),
    "部分地区医保卡可以跨省使用": ("医保卡跨省使用=yes [部分地区]",),
    "可以跨省使用的医保卡": (),
    "医保卡是可以跨省使用的": ("医保卡跨省使用=yes",),
    "医保卡只能在参保地使用": ("医保卡异地使用=no",),
    "医保卡仅限省内使用": ("医保卡跨省使用=no",),
    "新会区参保有户籍限制": (),
    "会理的医保卡跨省使用": (),
    "应城市医保卡可以跨省使用": ("医保卡跨省使用=yes",),
}


@pytest.mark.parametrize("text", NEGATIONS)
def test_negation_has_its_scope(text):
    assert tuple(said(claim) for claim in claims(text)) == NEGATIONS[text]


APART = (
    ("医保卡不能跨省使用", "个人账户可以跨省使用"),
    ("个人账户余额年底不会清零", "统筹基金余额年底会清零"),
    ("省内看病不用备案", "跨省看病要备案"),
    ("急诊不用备案", "跨省住院要备案"),
    ("补牙可以报销", "种植牙不能报销"),
    ("共济资金不能购买保健品", "个人账户可以购买保健品"),
    ("跨省共济已经实现", "跨省共济仅在部分省份试点"),
)


@pytest.mark.parametrize(("first", "second"), APART)
def test_topics_of_different_things_never_meet(first, second):
    topics = [{claim.topic for claim in claims(text)} for text in (first, second)]
    assert topics[0]
    assert topics[1]
    assert not topics[0] & topics[1]


MEET = (
    ("共济资金可以在定点药店买药", "家庭共济的钱不能用于购买药品"),
    ("医保卡里的钱年底会清零", "个人账户余额不会过期"),
    ("个人账户余额可以结转下年", "个人账户当年的余额年底统一清零"),
    ("灵活就业人员能领生育津贴", "灵活就业人员不享受生育津贴"),
    ("省内住院必须先备案", "省内各市之间已经取消备案"),
    ("单位缴的部分也计入个人账户", "个人账户仅含个人缴费部分"),
    ("跨省就医已实现直接结算", "全国各省医保系统尚未联网"),
    ("补牙医保能报", "补牙不在医保支付范围内"),
)


@pytest.mark.parametrize(("first", "second"), MEET)
def test_opposite_statements_of_one_thing_meet(first, second):
    told = [{(claim.topic, claim.value, claim.condition) for claim in claims(text)} for text in (first, second)]
    flipped = {(topic, "no" if value == "yes" else "yes", condition) for topic, value, condition in told[1]}
    assert told[0] & flipped


def test_claim_says_who_speaks_and_by_which_rule():
    found = claims("医保卡里的钱能提现吗\n\n不能\n\n一、怎么用\n\n个人账户可以支付门诊费用。")
    assert [(claim.rule, claim.voice, claim.quote) for claim in found] == [
        ("permission.answer", Voice.ANSWER, "不能"),
        ("permission.statement", Voice.BODY, "个人账户可以支付门诊费用"),
    ]


def test_topics_show_both_sides_and_name_known_concepts():
    assert [topic.name for topic in TOPICS if not (topic.yields and topic.ignores)] == []
    named = {name for topic in TOPICS for name in (topic.action, *topic.about, *topic.own, *topic.near, *topic.far, *topic.bars)}
    assert named - set(CONCEPTS) == set()


def test_no_word_is_twice_in_a_list_and_no_decoy_has_a_meaning():
    meanings = [*CONCEPTS.items(), *MOODS.items(), *SIGNS.items(), ("decoys", SILENT)]
    assert [(name, word) for name, words in meanings for word in set(words) if words.count(word) > 1] == []
    assert {word for name, words in meanings if name != "decoys" for word in words} & set(SILENT) == set()


def test_time_grows_with_the_text_alone():
    sentence = "医保卡不能跨省使用,个人账户可以跨省使用,备案后可以直接结算。"
    lines = []
    for size in (200, 2000):
        text = f"医保问答\n\n{sentence * size}"
        began = time.process_time()
        claims(text)
        lines.append((time.process_time() - began) / size)
    assert lines[1] < 6 * lines[0]


BARE = {
    "二、塔城地区灵活就业人员中断缴费的,断缴后可以补缴。": "中断缴费",
    "四、贵州省黔东南苗族侗族自治州灵活就业人员中断缴费的,断缴后可以补缴。": "中断缴费",
    "(3)威海灵活就业人员错过缴费期的,不能补缴。": "错过缴费期",
    "2.绵阳退休人员未备案的,不可以直接结算。": "未备案",
    "第六条 长沙市学生断缴满3个月的,断缴后可以补缴。": "断缴满3个月",
    "在南宁居住满5个月的,不能直接结算。": "在南宁居住满5个月",
}


@pytest.mark.parametrize(("text", "condition"), BARE.items())
def test_a_condition_is_told_without_its_place_its_group_and_the_number_of_its_item(text, condition):
    page = Document(doc_id="page", source="page", text=f"医保政策说明\n\n{text}\n")
    (told,) = [claim for claim in extract(page).claims if claim.measure == "permission"]
    assert told.condition == condition


GROUPS = {
    "灵活就业人员医保\n\n开封市参保人在外地急诊抢救,无需备案。": None,
    "灵活就业人员医保\n\n在外地急诊抢救,无需备案。": "灵活就业",
    "灵活就业人员医保\n\n开封市灵活就业人员异地就医无需备案。": "灵活就业",
    "灵活就业人员医保\n\n开封市断缴后不能补缴。": "灵活就业",
}


@pytest.mark.parametrize(("text", "group"), GROUPS.items())
def test_a_sentence_that_names_its_place_names_its_group_itself_unless_it_is_about_being_insured(text, group):
    told = [claim for claim in extract(Document(doc_id="page", source="page", text=text)).claims if claim.measure == "permission"]
    assert [claim.population for claim in told] == [group]
