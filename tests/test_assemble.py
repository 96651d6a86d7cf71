"""Texts of our own with all the claims of quantities that they must yield, and no others."""

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.measures.quantities import QUANTITY_MEASURES
from pipeline.model import Document

CASES = Path(__file__).parent / "claims"
COLUMNS = ("topic", "region", "insurance", "service", "population", "hospital_level", "party", "as_of", "condition", "per")


def cases():
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("### ")[1:]:
            name, _, rest = block.partition("\n")
            text, _, expected = rest.partition("\n---\n")
            yield pytest.param(text, [line for line in expected.splitlines() if line], id=f"{path.stem} {name}")


def claims(text):
    found = extract(Document(doc_id="example", source="example", text=text)).claims
    return [claim for claim in found if claim.measure in QUANTITY_MEASURES]


def line(claim):
    columns = {name: getattr(claim, name) for name in COLUMNS}
    return " ".join([claim.measure, claim.value, *(f"{name}={value}" for name, value in columns.items() if value is not None)])


def normal(text):
    """A line of a case with its columns in one order."""
    measure, value, *columns = text.split(" ")
    return " ".join([measure, value, *sorted(columns, key=lambda column: COLUMNS.index(column.partition("=")[0]))])


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_claims_of_a_text(text, expected):
    assert sorted(map(line, claims(text))) == sorted(map(normal, expected))
