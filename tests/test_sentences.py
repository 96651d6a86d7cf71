"""Our own varied sentences give exactly the facts that a reader sees in them."""

from pathlib import Path

import pytest
from annotated import blocks, differences

SENTENCES = [block for path in sorted((Path(__file__).parent / "sentences").glob("*.gold.txt")) for block in blocks(path)]


@pytest.mark.parametrize("document", [pytest.param(block, id=f"{block.name}: {block.text[:24]}") for block in SENTENCES])
def test_facts_are_exactly_those_of_the_reader(document):
    assert differences(document) == ([], [])


def test_there_are_at_least_300_of_them():
    assert len({block.text for block in SENTENCES}) == len(SENTENCES) >= 300
