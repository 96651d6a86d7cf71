"""Lists: who may share an account, what it pays for, which places take part, which diseases are settled."""

import time

import pytest
import set_sentences as sentences

from pipeline.facts import find_facts
from pipeline.measures.page import Page
from pipeline.measures.sets import RULES, set_claims
from pipeline.model import Document
from pipeline.segment import segment
from pipeline.text import clean


def claims(text):
    page = clean(text).text
    document, segments = segment(Document(doc_id="page", source="page", text=text), page)
    facts, _ = find_facts(document, page, segments)
    return set_claims(Page(document, page, segments, facts))


def listed(claim):
    marks = [mark for mark, holds in (("only", claim.condition == "仅限"), ("open", claim.open)) if holds]
    size = [] if claim.value_low is None else [f"={claim.value_low}"]
    return " ".join([f"{claim.measure}{f' {claim.topic}' if claim.topic else ''}: {claim.value}", *marks, *size])


def examples(field):
    return [pytest.param(rule, text, id=f"{rule.id} {field} {text}") for rule in RULES for text in getattr(rule, field)]


@pytest.mark.parametrize(("rule", "text"), examples("yields"))
def test_rule_yields(rule, text):
    assert tuple(listed(claim) for claim in claims(text) if claim.rule == rule.id) == rule.yields[text]


@pytest.mark.parametrize(("rule", "text"), examples("ignores"))
def test_rule_ignores(rule, text):
    assert [listed(claim) for claim in claims(text) if claim.rule == rule.id] == []


@pytest.mark.parametrize("text", sentences.LISTS)
def test_sentence_lists(text):
    assert tuple(listed(claim) for claim in claims(text)) == sentences.LISTS[text]


@pytest.mark.parametrize("text", sentences.NO_LISTS)
def test_near_miss_lists_nothing(text):
    assert [listed(claim) for claim in claims(text)] == []


QUOTES = {
    "家庭共济的对象仅限于配偶、父母、子女三类。": "仅限于配偶、父母、子女三类",
    "共济成员一共八类:配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女。": (
        "八类:配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女"
    ),
    "共济成员通常包括配偶、父母、子女等。": "配偶、父母、子女",
    "个人账户只能用于三项支出:看病、药店买药、给家人缴居民医保。": "只能用于三项支出:看病、药店买药、给家人缴居民医保",
    "首批开通跨省共济的只有浙江、江西、湖南这3个省份。": "只有浙江、江西、湖南这3个",
}


@pytest.mark.parametrize("text", QUOTES)
def test_quote_carries_the_list_with_its_size_and_limit(text):
    assert [claim.quote for claim in claims(text)] == [QUOTES[text]]


def test_equal_lists_have_equal_values_in_any_order_and_spelling():
    spellings = ("共济成员包括配偶、父母和子女", "共济可以绑定子女、爱人、爸妈", "可共济给父母,配偶,孩子")
    assert {claim.value for text in spellings for claim in claims(text)} == {"配偶|父母|子女"}


def test_list_of_places_is_about_no_place():
    [claim] = claims("跨省共济首批在浙江、江西、湖南上线。")
    assert (claim.value, claim.region, claim.region_name) == ("浙江省|江西省|湖南省", None, None)


def test_title_says_what_is_shared():
    assert [listed(claim) for claim in claims("家庭共济可以绑定哪些人\n\n包括配偶、父母、子女。")] == ["sharing_members: 配偶|父母|子女"]


def test_rules_show_both_sides_and_have_names_of_their_own():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert [rule.id for rule in RULES if not (rule.yields and rule.ignores and rule.about.endswith("."))] == []


@pytest.mark.parametrize("unit", ["共济成员仅限于配偶、父母、子女,", "个人账户用于门诊、药店购药,", "高血压、糖尿病、冠心病跨省结算,"])
def test_time_grows_with_the_text_alone(unit):
    costs = []
    for size in (300, 3000):
        began = time.process_time()
        claims(f"家庭共济\n\n{unit * size}")
        costs.append((time.process_time() - began) / size)
    assert costs[1] < 6 * costs[0]
