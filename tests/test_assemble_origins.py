"""Each part of a claim's scope leads back to the words that say it and to the layer in which they stand."""

import pytest

from pipeline.assemble import assemble
from pipeline.facts import find_facts
from pipeline.measures.page import Page
from pipeline.model import Document
from pipeline.segment import segment

TEXT = """宜昌市职工医保待遇
2025年起执行以下标准。
一、门诊待遇
在职职工:一级医院报销比例为75%。"""


def page_of(text):
    document, segments = segment(Document(doc_id="example", source="example", text=text), text)
    facts, _ = find_facts(document, text, segments)
    return Page(document, text, segments, facts)


def origins(text):
    """The words and the layer of each part of the scope of the only claim."""
    page = page_of(text)
    [claim] = assemble(page)[0]
    return {column: (text[part.start : part.end], part.via) for column, part in page.because[claim.claim_id].items()}


def test_parts_lead_back_to_their_words():
    assert origins(TEXT) == {
        "region": ("宜昌市", "title"),
        "insurance": ("职工", "sentence"),
        "service": ("门诊", "heading"),
        "population": ("在职职工", "sentence"),
        "hospital_level": ("一级医院", "sentence"),
        "as_of": ("2025年", "opening"),
        "measure": ("报销比例", "clause"),
    }


SCOPES = [
    (
        "福州市居民在三级医院住院报销65%",
        "65%",
        {"region": "350100", "insurance": "resident", "hospital_level": "3", "service": "inpatient"},
    ),
    ("报销70%的住院费用", "70%", {"service": "inpatient"}),
    ("职工一档住院待遇", "待遇", {"insurance": "employee", "population": "一档", "service": "inpatient"}),
    ("截至2025年3月,居民医保参保人数稳定", "稳定", {"insurance": "resident", "as_of": "2025-03"}),
    ("居民到上海住院", "住院", {"insurance": "resident", "service": "inpatient"}),
]


@pytest.mark.parametrize(("text", "words", "expected"), SCOPES)
def test_scope_of_a_span(text, words, expected):
    at = text.index(words)
    assert {column: part.value for column, part in page_of(text).scope(at, at + len(words)).items()} == expected


def test_scopes_of_many_spans_are_those_of_each_alone():
    text = "一级医院报销80%。二级医院报销70%,居民报销60%。\n三级医院报销50%"
    page = page_of(text)
    spans = [(at, at + 3) for at in range(len(text) - 3) if text[at + 2] == "%"]
    assert list(page.scopes(spans)) == [page.scope(*span) for span in spans]


REJECTS = [
    ("报销比例比去年提高5%", "5%", "change"),
    ("由800元调整为500元的是起付线", "800元", "former_value"),
    ("个人自付比例为20%", "20%", "other_measure"),
    ("满意度达到98分,好评95%", "95%", "no_measure"),
    ("缴费基数5000元×8%", "8%", "formula"),
    ("职工门诊真的能报80%吗?", "80%", "question"),
    ("三级医院的起付线为50亿元", "50亿元", "out_of_range"),
    ("号称报销95%", "95%", "hearsay"),
    ("以5000元基数为例", "5000元", "example"),
    ("报销80%、70%", "80%", "two_scopes"),
    ("全国31个省份", "31个省份", "no_measure"),
]


@pytest.mark.parametrize(("text", "quantity", "reason"), REJECTS)
def test_what_makes_no_claim_is_rejected_with_a_reason(text, quantity, reason):
    _, rejects = assemble(page_of(text))
    assert (quantity, reason) in [(reject.text, reject.reason) for reject in rejects]
    assert all(reject.detail.endswith(".") for reject in rejects)
