"""Every rule does on its own examples what it says."""

import pytest

from pipeline.extract import extract
from pipeline.kinds import MANUAL
from pipeline.model import Document


def values(rule, text):
    facts = extract(Document(doc_id="example", source="example", text=text)).facts
    return tuple(fact.value for fact in facts if fact.rule == rule.id)


def cases(field):
    return [pytest.param(rule, example, id=f"{rule.id} {field} {example}") for rule in MANUAL for example in getattr(rule, field)]


@pytest.mark.parametrize(("rule", "text"), cases("yields"))
def test_rule_yields(rule, text):
    assert values(rule, text) == rule.yields[text]


@pytest.mark.parametrize(("rule", "text"), cases("ignores"))
def test_rule_ignores(rule, text):
    assert values(rule, text) == ()


@pytest.mark.parametrize(("rule", "text"), [pytest.param(*case.values, id=case.id, marks=pytest.mark.xfail) for case in cases("misses")])
def test_rule_misses(rule, text):
    assert values(rule, text) == rule.misses[text]


def test_rule_ids_are_unique_and_every_rule_shows_both_sides():
    ids = [rule.id for rule in MANUAL]
    assert len(ids) == len(set(ids))
    assert [rule.id for rule in MANUAL if not (rule.yields and rule.ignores and rule.about.endswith("."))] == []
