"""Every rung shows pairs that come to rest on it."""

import pytest
from written_claims import claim

from pipeline.comparison.ladder import ACCUSING, LADDER, rung

EXAMPLES = [pytest.param(step.name, pair, id=f"{step.name}: {pair[0]} | {pair[1]}") for step in LADDER for pair in step.examples]


@pytest.mark.parametrize(("name", "pair"), EXAMPLES)
def test_a_pair_rests_on_its_rung(name, pair):
    first, second = claim(pair[0]), claim(pair[1], doc="b")
    assert rung(first, second) == rung(second, first) == name


def test_rungs_are_named_once_told_in_a_sentence_and_end_with_unclear():
    names = [step.name for step in LADDER]
    assert names == ["unknown", "not_comparable", "same", "same_rounded", "contained", "outdated", "contradicts", "unclear"]
    assert set(names) >= ACCUSING
    assert [step.name for step in LADDER if not (step.examples and step.about.endswith("."))] == []
