"""What a run changed against the last one, by ids."""

import json
from dataclasses import replace

from pipeline.changes import WATCHED, changes
from pipeline.columns import disagreements, table_of
from pipeline.model import Claim, Contradiction, ContradictionKind, Evidence, Fact
from pipeline.tables import CLAIMS, FACTS, TABLES

RATE = Fact(doc_id="a", segment_id=None, kind="percentage", start=3, end=6, text="80%", value="80", rule="percentage.sign")
DATE = Fact(doc_id="b", segment_id=None, kind="date", start=0, end=5, text="2025年", value="2025", rule="date.year")
CLAIM = Claim(
    doc_id="a", segment_id=None, start=3, end=6, quote="80%", measure="reimbursement_rate", value="80", rule="r", fact_ids=("a:3-6",)
)
FOUND = Contradiction(
    contradiction_id="c", kind=ContradictionKind.VALUE, measure="reimbursement_rate", severity=0.5, summary="80 and 90",
    evidence=(Evidence(side=0, value="80", doc_id="a", start=3, end=6, quote="80%"),),
)  # fmt: skip


def tables(*, facts=(), claims=(), contradictions=()):
    return {"facts": table_of(FACTS, facts), "claims": table_of(CLAIMS, claims), "contradictions": disagreements(contradictions)[0]}


def rows(old, new):
    found = changes(old, new).to_pylist()
    told = ({**row, **{side: row[side] and json.loads(row[side]) for side in ("before", "after")}} for row in found)
    return [tuple(row.values()) for row in told]


def test_equal_runs_change_nothing():
    assert rows(tables(facts=[RATE], claims=[CLAIM]), tables(facts=[RATE], claims=[CLAIM])) == []


def test_what_came_is_added_and_what_went_is_removed():
    fact_a = {
        "fact_id": "a:3-6",
        "doc_id": "a",
        "kind": "percentage",
        "start": 3,
        "end": 6,
        "text": "80%",
        "value": "80",
        "rule": "percentage.sign",
    }
    fact_b = {
        "fact_id": "b:0-5",
        "doc_id": "b",
        "kind": "date",
        "start": 0,
        "end": 5,
        "text": "2025年",
        "value": "2025",
        "rule": "date.year",
    }
    assert rows(tables(facts=[RATE]), tables(facts=[DATE])) == [
        ("facts", "added", "b:0-5", "b", None, fact_b),
        ("facts", "removed", "a:3-6", "a", fact_a, None),
    ]


def test_a_changed_row_shows_only_the_columns_that_differ():
    kept = replace(RATE, start=30, end=33)
    assert rows(tables(facts=[RATE, kept]), tables(facts=[replace(RATE, value="8", unit="percent"), kept])) == [
        ("facts", "changed", "a:3-6", "a", {"value": "80"}, {"value": "8", "unit": "percent"})
    ]


def test_a_claim_that_rests_on_another_fact_is_changed():
    assert rows(tables(claims=[CLAIM]), tables(claims=[replace(CLAIM, fact_ids=("a:4-6",))])) == [
        ("claims", "changed", CLAIM.claim_id, "a", {"fact_ids": ["a:3-6"]}, {"fact_ids": ["a:4-6"]})
    ]


def test_a_contradiction_belongs_to_no_single_document():
    (change,) = rows(tables(), tables(contradictions=[FOUND]))
    assert change[:4] == ("contradictions", "added", "c", None)


def test_all_watched_tables_have_an_id():
    assert all(TABLES[name].id for name in WATCHED)
