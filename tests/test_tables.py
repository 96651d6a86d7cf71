"""The tables are the public contract: names, columns and types stand here once more, written by hand."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.columns import claims_of, disagreements, in_order, table_of
from pipeline.model import Bound, Claim, Contradiction, ContradictionKind, Document, Evidence, Fact, Voice
from pipeline.tables import CLAIMS, DOCUMENTS, FACTS, SCHEMA_VERSION, TABLES

CONTRACT = {
    "documents": "doc_id source url publisher sha256 encoding title text n_chars published",
    "segments": "segment_id doc_id ordinal kind start end section item item_title item_date",
    "facts": "fact_id doc_id segment_id kind start end text value value_low value_high unit bound per date_start date_end adcode "
    "region_name rule",
    "claims": "claim_id doc_id segment_id start end quote measure topic value value_low value_high unit bound per base condition open "
    "region region_name insurance service population hospital_level party as_of as_of_start as_of_end published voice fact_ids rule key",
    "contradictions": "contradiction_id kind measure topic region region_name insurance service population hospital_level party sides "
    "documents severity summary likely_value likely_reason review review_note",
    "contradiction_evidence": "contradiction_id side value claim_id doc_id start end quote as_of",
    "rejects": "source doc_id stage reason detail start end text",
    "rules": "rule kind about fired overlapped declined examples",
    "changes": "table change id doc_id before after",
}
TYPES = {
    "value_low": "double", "value_high": "double", "severity": "double", "date_start": "date32[day]", "date_end": "date32[day]",
    "as_of_start": "date32[day]", "as_of_end": "date32[day]", "open": "bool", "fact_ids": "list<element: string not null>",
    "start": "int64", "end": "int64", "n_chars": "int64", "ordinal": "int32", "item": "int32", "side": "int32", "sides": "int32",
    "fired": "int64", "overlapped": "int64", "declined": "int64", "examples": "int64",
}  # fmt: skip


def test_the_contract_has_nine_tables_in_its_order():
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_stand_as_in_the_contract(name):
    schema = TABLES[name].schema
    assert schema.names == CONTRACT[name].split()
    counted = {"documents": "int32"} if name == "contradictions" else {}
    assert {field.name: str(field.type) for field in schema} == {column: (TYPES | counted).get(column, "string") for column in schema.names}


@pytest.mark.parametrize("name", CONTRACT)
def test_every_table_and_column_says_what_it_is(name):
    table = TABLES[name]
    assert table.grain.startswith("A row is")
    assert [column.name for column in table.columns if len(column.about) < 10] == []
    assert table.schema.metadata[b"schema_version"] == SCHEMA_VERSION.encode()
    assert all(field.metadata[b"description"] for field in table.schema)


def claim(**given):
    usual = {"doc_id": "a", "segment_id": "a:s0", "start": 2, "end": 5, "quote": "80%", "measure": "reimbursement_rate", "value": "80"}
    return Claim(**{**usual, "rule": "rate", **given})


def test_claims_come_back_from_their_table_as_they_were():
    claims = [
        claim(),
        claim(value="65..", value_low=Decimal("65"), value_high=Decimal("1234567.89"), unit="percent", bound=Bound.AT_LEAST, open=True,
              as_of="2025-03", as_of_start=date(2025, 3, 1), as_of_end=date(2025, 3, 31), voice=Voice.TEASER, fact_ids=("a:2-5", "a:7-9")),
    ]  # fmt: skip
    assert list(claims_of(table_of(CLAIMS, claims))) == claims


def test_facts_become_typed_columns():
    fact = Fact(doc_id="a", segment_id=None, kind="amount", start=1, end=6, text="1.5万元", value="15000", rule="amount.sign",
                value_low=Decimal("15000"), value_high=Decimal("15000"), unit="yuan", bound=Bound.AT_MOST)  # fmt: skip
    row = table_of(FACTS, [fact]).to_pylist()[0]
    assert {name: value for name, value in row.items() if value is not None} == {
        "fact_id": "a:1-6", "doc_id": "a", "kind": "amount", "start": 1, "end": 6, "text": "1.5万元", "value": "15000",
        "value_low": 15000.0, "value_high": 15000.0, "unit": "yuan", "bound": "at_most", "rule": "amount.sign",
    }  # fmt: skip


def test_documents_tell_their_length_in_code_points():
    rows = table_of(DOCUMENTS, [Document(doc_id="a", source="a.txt", text="医保😀")])
    assert rows["n_chars"].to_pylist() == [3]


def evidence(side, value):
    return Evidence(side=side, value=value, doc_id="a", start=side, end=side + 1, quote=value)


def test_the_gravest_contradiction_comes_first_and_its_quotes_with_it():
    def found(name, severity):
        return Contradiction(contradiction_id=name, kind=ContradictionKind.VALUE, measure="deductible", severity=severity, summary=name,
                             evidence=(evidence(0, f"{name}0"), evidence(1, f"{name}1")))  # fmt: skip

    contradictions, quotes = disagreements([found("c", 0.5), found("a", 0.2), found("b", 0.5)])
    assert contradictions["contradiction_id"].to_pylist() == ["b", "c", "a"]
    assert contradictions["sides"].to_pylist() == [2, 2, 2]
    assert contradictions["review"].null_count == 3
    assert quotes["value"].to_pylist() == ["b0", "b1", "c0", "c1", "a0", "a1"]


def test_rows_are_sorted_by_document_then_position():
    rows = table_of(FACTS, [Fact(doc_id=doc, segment_id=None, kind="date", start=at, end=at + 1, text="x", value="x", rule="r")
                            for doc, at in (("b", 1), ("a", 10), ("a", 9))])  # fmt: skip
    assert in_order(FACTS, rows)["fact_id"].to_pylist() == ["a:9-10", "a:10-11", "b:1-2"]


@pytest.mark.parametrize("name", CONTRACT)
def test_an_empty_table_keeps_its_columns_in_pandas(name):
    frame = TABLES[name].schema.empty_table().to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == CONTRACT[name].split()


def test_a_table_takes_no_records_at_all():
    assert table_of(FACTS, []).schema.equals(FACTS.schema, check_metadata=True)
    assert pa.concat_tables([table_of(FACTS, []), table_of(FACTS, [])]).num_rows == 0
