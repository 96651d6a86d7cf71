"""Every measure does on its own examples what it says, and every word of the lists is read as what it is listed for."""

import pytest
from test_assemble import claims, line

from pipeline.measures import scopes, topics
from pipeline.measures.lexicon import lexicon
from pipeline.measures.measures import MEASURES, TERMS
from pipeline.measures.others import OTHERS


def cases(field):
    return [pytest.param(measure, text, id=f"{measure.id} {field} {text}") for measure in MEASURES for text in getattr(measure, field)]


@pytest.mark.parametrize(("measure", "text"), cases("yields"))
def test_measure_yields(measure, text):
    assert tuple(map(line, claims(text))) == measure.yields[text]


@pytest.mark.parametrize(("measure", "text"), cases("ignores"))
def test_measure_ignores(measure, text):
    assert [line(claim) for claim in claims(text) if claim.measure == measure.id] == []


def test_measures_have_one_id_each_and_show_both_sides():
    ids = [measure.id for measure in (*MEASURES, *OTHERS)]
    assert len(ids) == len(set(ids))
    assert [measure.id for measure in MEASURES if not (measure.yields and measure.ignores and measure.about.endswith("."))] == []
    assert [measure.id for measure in OTHERS if not measure.id.startswith("other.")] == []


def read(text):
    return {(word.role, word.value) for word in lexicon().words(lexicon().spelled(text))}


@pytest.mark.parametrize("term", [*scopes.TERMS, *topics.TERMS, *TERMS], ids=lambda term: f"{term.role} {term.value or 'decoy'}")
def test_every_word_is_read_as_what_it_is_listed_for(term):
    if term.value:
        assert [word for word in term.words if (term.role, term.value) not in read(word)] == []
    else:
        assert [word for word in term.words if any(role == term.role and value for role, value in read(word))] == []


SCOPES = {
    "退休职工在三级医院看门诊": {"population=retired", "insurance=employee", "hospital_level=3", "service=outpatient"},
    "赔付比居民高": set(),
    "给家人缴纳居民医保": {"scheme=-"},
    "门诊慢特病": {"service=chronic"},
    "二级及以下定点医疗机构": {"hospital_level=1-2"},
    "一、二、三级医院": {"hospital_level=1|2|3"},
    "持有二级残疾证": set(),
    "法定退休年龄": {"case=国家规定"},
    "用人单位按职工工资总额缴费": {"party=employer", "insurance=employee"},
    "控制在职工工资总额": {"insurance=employee"},
    "个人账户": set(),
    "财政局": set(),
    "跨省备案": {"place=跨省", "filing=已备案"},
    "未备案": {"filing=未备案"},
    "没有按规定办理备案": {"filing=未备案"},
    "未按要求备案登记": {"filing=未备案"},
    "没备过案": {"filing=未备案"},
    "没有提前备案": {"filing=未备案"},
    "统账结合": {"mode=统账结合", "insurance=employee"},
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SCOPES.items())
def test_scope_words(text, expected):
    roles = {term.role for term in (*scopes.TERMS, *topics.TERMS)}
    assert {f"{role}={value}" for role, value in read(text) if role in roles} == expected
