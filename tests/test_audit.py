"""Each check on the tables finds the rows that break it, and only these."""

from dataclasses import replace

import pyarrow as pa
import pytest

from pipeline.audit import CHECKS, REFERENCES
from pipeline.columns import disagreements, empty, from_columns, table_of
from pipeline.model import Claim, Contradiction, ContradictionKind, Document, Evidence, Fact, Reject, Segment, SegmentKind, Stage
from pipeline.tables import CLAIMS, DOCUMENTS, FACTS, REJECTS, RULES, SEGMENTS, TABLES

PAGE = Document(doc_id="a", source="a.txt", text="报销80%。", sha256="0")
LINE = Segment(doc_id="a", ordinal=0, kind=SegmentKind.PARAGRAPH, start=0, end=6)
RATE = Fact(doc_id="a", segment_id="a:s0", kind="percentage", start=2, end=5, text="80%", value="80", rule="percentage.sign")
CLAIM = Claim(
    doc_id="a", segment_id="a:s0", start=0, end=5, quote="报销80%", measure="reimbursement_rate", value="80", rule="r", fact_ids=("a:2-5",)
)
SIDE = Evidence(side=0, value="80", doc_id="a", start=0, end=5, quote="报销80%", claim_id=CLAIM.claim_id)
FOUND = Contradiction(contradiction_id="c", kind=ContradictionKind.VALUE, measure=None, severity=0.5, summary="80 and 90", evidence=(SIDE,))
DECLINED = Reject(source="a.txt", doc_id="a", stage=Stage.FACTS, reason="numeral", detail="percentage.sign: no", start=2, end=4, text="80")


def tables(*, documents=(PAGE,), segments=(LINE,), facts=(RATE,), claims=(CLAIM,), contradictions=(FOUND,), rejects=(DECLINED,)):
    found, evidence = disagreements(contradictions)
    rule = {
        "rule": ["percentage.sign"],
        "kind": ["percentage"],
        "about": ["%"],
        "fired": [1],
        "overlapped": [0],
        "declined": [1],
        "examples": [3],
    }
    return {
        "documents": table_of(DOCUMENTS, documents), "segments": table_of(SEGMENTS, segments), "facts": table_of(FACTS, facts),
        "claims": table_of(CLAIMS, claims), "contradictions": found, "contradiction_evidence": evidence,
        "rejects": table_of(REJECTS, rejects), "rules": from_columns(RULES, rule), "changes": empty(TABLES["changes"]),
    }  # fmt: skip


def broken(tables_):
    """The checks that do not hold, with how many rows break each."""
    return {f"{check.table} {check.name}": n for check in CHECKS if (n := check.offending(tables_).num_rows)}


def test_good_tables_pass_every_check():
    assert broken(tables()) == {}


def test_empty_tables_pass_every_check():
    assert broken({name: empty(table) for name, table in TABLES.items()}) == {}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"facts": (RATE, RATE)}, {"facts ids_are_unique": 2}, id="a fact twice"),
        pytest.param({"facts": (replace(RATE, text="90%"),)}, {"facts spans_are_their_text": 1}, id="another text than at the span"),
        pytest.param({"rejects": (replace(DECLINED, end=5),)}, {"rejects spans_are_their_text": 1}, id="a reject with another span"),
        pytest.param({"facts": (replace(RATE, rule="no.rule"),)}, {"facts rule_is_in_rules": 1}, id="a rule that is none"),
        pytest.param({"segments": ()}, {"facts segment_id_is_in_segments": 1, "claims segment_id_is_in_segments": 1}, id="no segments"),
        pytest.param({"facts": ()}, {"claims fact_ids_is_in_facts": 1}, id="a claim without its fact"),
        pytest.param(
            {"claims": (replace(CLAIM, fact_ids=("a:2-5", "a:9-9", "a:8-8")),)}, {"claims fact_ids_is_in_facts": 1}, id="two lost facts"
        ),
        pytest.param({"claims": ()}, {"contradiction_evidence claim_id_is_in_claims": 1}, id="evidence without its claim"),
        pytest.param(
            {"contradictions": (replace(FOUND, evidence=()),)},
            {"contradictions contradiction_id_is_in_contradiction_evidence": 1},
            id="a contradiction without evidence",
        ),
        pytest.param({"documents": (replace(PAGE, sha256=None),)}, {"documents required_columns_are_filled": 1}, id="a null"),
        pytest.param(
            {"rejects": (Reject(source="b.pdf", stage=Stage.READ, reason="unsupported", detail="convert it"), DECLINED)},
            {"documents every_file_was_read": 1},
            id="a file that was not read",
        ),
    ],
)  # fmt: skip
def test_a_check_finds_what_breaks_it(given, found):
    assert broken(tables(**given)) == found


def test_offending_rows_are_whole_rows_of_their_table():
    check = next(check for check in CHECKS if check.name == "spans_are_their_text" and check.table == "facts")
    good = replace(RATE, start=0, end=2, text="报销")
    assert check.offending(tables(facts=(good, replace(RATE, text="x"))))["fact_id"].to_pylist() == ["a:2-5"]


def test_checks_have_names_of_their_own_and_say_what_holds():
    assert len({(check.table, check.name) for check in CHECKS}) == len(CHECKS)
    assert [check.name for check in CHECKS if not check.about.endswith(".")] == []
    assert {check.name for check in CHECKS if not check.grave} == {"every_file_was_read", "every_review_was_read"}


def test_references_name_columns_that_exist():
    for reference in REFERENCES:
        assert reference.column in TABLES[reference.table].schema.names
        assert reference.by in TABLES[reference.to].schema.names


def test_checks_do_not_mind_rows_in_several_chunks():
    good = tables()
    chunked = {name: pa.concat_tables([rows, TABLES[name].schema.empty_table()]) for name, rows in good.items()}
    assert broken(chunked) == {}
