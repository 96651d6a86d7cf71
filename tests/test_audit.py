"""Each check on the tables finds the rows that break it, and only these."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest

from pipeline.audit import CHECKS, REFERENCES, find
from pipeline.columns import disagreements, empty, from_columns, table_of
from pipeline.model import Claim, Contradiction, ContradictionKind, Document, Evidence, Fact, Reject, Segment, SegmentKind, Stage
from pipeline.tables import CHANGES, CLAIMS, DOCUMENTS, FACTS, REJECTS, RULES, SEGMENTS, TABLES

PAGE = Document(doc_id="a", source="a.txt", text="报销80%。", sha256="0")
LINE = Segment(doc_id="a", ordinal=0, kind=SegmentKind.PARAGRAPH, start=0, end=6)
RATE = Fact(doc_id="a", segment_id="a:s0", kind="percentage", start=2, end=5, text="80%", value="80", rule="percentage.sign")
CLAIM = Claim(
    doc_id="a", segment_id="a:s0", start=0, end=5, quote="报销80%", measure="reimbursement_rate", value="80", rule="r", fact_ids=("a:2-5",)
)
SIDE = Evidence(side=0, value="80", doc_id="a", start=0, end=5, quote="报销80%", claim_id=CLAIM.claim_id)
FOUND = Contradiction(contradiction_id="c", kind=ContradictionKind.VALUE, measure=None, severity=0.5, summary="80 and 90", evidence=(SIDE,))
DECLINED = Reject(source="a.txt", doc_id="a", stage=Stage.FACTS, reason="numeral", detail="percentage.sign: no", start=2, end=4, text="80")


def tables(
    *,
    documents=(PAGE,),
    segments=(LINE,),
    facts=(RATE,),
    claims=(CLAIM,),
    contradictions=(FOUND,),
    rejects=(DECLINED,),
    changes=(),
    fired=1,
):
    found, evidence = disagreements(contradictions)
    rule = {
        "rule": ["percentage.sign"],
        "kind": ["percentage"],
        "about": ["%"],
        "fired": [fired],
        "overlapped": [0],
        "declined": [1],
        "examples": [3],
    }
    changed = dict(zip(CHANGES.schema.names, zip(*changes, strict=True) if changes else [()] * 6, strict=True))
    return {
        "documents": table_of(DOCUMENTS, documents), "segments": table_of(SEGMENTS, segments), "facts": table_of(FACTS, facts),
        "claims": table_of(CLAIMS, claims), "contradictions": found, "contradiction_evidence": evidence,
        "rejects": table_of(REJECTS, rejects), "rules": from_columns(RULES, rule), "changes": from_columns(CHANGES, changed),
    }  # fmt: skip


def lost(n, *, doc="a", rule="percentage.sign"):
    """Rows of changes: facts that the last run had and this one has not."""
    return [("facts", "removed", f"{doc}:{i}-{i + 1}", doc, json.dumps({"rule": rule}), None) for i in range(100, 100 + n)]


def findings(tables_):
    """What each check that does not hold finds, by table and name."""
    with duckdb.connect() as connection:
        for name, rows in tables_.items():
            connection.register(name, rows)
        every = {f"{check.table} {check.name}": find(check, connection, 2) for check in CHECKS}
        return {name: finding for name, finding in every.items() if finding.total}


def broken(tables_):
    """The checks that do not hold, with how many rows break each."""
    return {name: finding.total for name, finding in findings(tables_).items()}


def test_good_tables_pass_every_check():
    assert broken(tables()) == {}


def test_empty_tables_pass_every_check():
    assert broken({name: empty(table) for name, table in TABLES.items()}) == {}


YEAR_9012 = replace(RATE, kind="date", date_start=date(9012, 1, 1), date_end=date(9012, 12, 31))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"facts": (RATE, RATE)}, {"facts ids_are_unique": 2}, id="a fact twice"),
        pytest.param({"facts": (replace(RATE, text="90%"),)}, {"facts spans_are_their_text": 1}, id="another text than at the span"),
        pytest.param({"rejects": (replace(DECLINED, end=5),)}, {"rejects spans_are_their_text": 1}, id="a reject with another span"),
        pytest.param({"rejects": (replace(DECLINED, start=4, text=""),)}, {"rejects spans_are_spans": 1}, id="a span without length"),
        pytest.param(
            {"rejects": (replace(DECLINED, end=None),)},
            {"rejects spans_are_spans": 1, "rejects spans_are_their_text": 1},
            id="a start without an end",
        ),
        pytest.param({"segments": (replace(LINE, start=-1),)}, {"segments spans_are_spans": 1}, id="a start before the text"),
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
        pytest.param(
            {"rejects": (Reject(source="reviews.csv", stage=Stage.REVIEW, reason="review", detail="line 2: no"), DECLINED)},
            {"contradictions every_review_was_read": 1},
            id="a mark that was not read",
        ),
        pytest.param(
            {"rejects": (Reject(source="a.txt", doc_id="a", stage=Stage.COMPARE, reason="failed", detail="no"), DECLINED)},
            {"contradictions every_key_was_compared": 1},
            id="a comparison that failed",
        ),
        pytest.param({"facts": (YEAR_9012,)}, {"facts values_can_be": 1}, id="a date in the year 9012"),
        pytest.param({"facts": (replace(YEAR_9012, date_start=date(1098, 1, 1), date_end=date(1098, 1, 2)),)}, {"facts values_can_be": 1},
                     id="a date in the year 1098"),
        pytest.param({"facts": (replace(YEAR_9012, date_start=date(2025, 1, 2), date_end=date(2025, 1, 1)),)}, {"facts values_can_be": 1},
                     id="a date that ends before it begins"),
        pytest.param({"facts": (replace(RATE, value_low=Decimal(-1), value_high=Decimal(1)),)}, {"facts values_can_be": 1},
                     id="a number below zero"),
        pytest.param({"facts": (replace(RATE, value_low=Decimal(300), value_high=Decimal(300), unit="percent"),)}, {},
                     id="a fact may be three times as much"),
        pytest.param({"claims": (replace(CLAIM, value_low=Decimal(80), value_high=Decimal(101), unit="percent"),)},
                     {"claims values_can_be": 1}, id="a rate over 100"),
        pytest.param({"claims": (replace(CLAIM, value_low=Decimal(9), value_high=Decimal(8)),)}, {"claims values_can_be": 1},
                     id="a range that runs backwards"),
        pytest.param({"claims": (replace(CLAIM, as_of_start=date(9012, 1, 1), as_of_end=date(9012, 1, 1)),)},
                     {"claims values_can_be": 1}, id="a claim of the year 9012"),
        pytest.param({"contradictions": (replace(FOUND, severity=1.5),)}, {"contradictions the_gravest_come_first": 1},
                     id="a severity above 1"),
        pytest.param({"changes": lost(10)}, {"facts documents_keep_their_facts": 1}, id="ten facts of eleven lost"),
        pytest.param({"changes": lost(8)}, {}, id="a document with few facts may lose them"),
        pytest.param({"changes": lost(10, doc="gone")}, {}, id="a document that went takes its facts along"),
        pytest.param({"changes": lost(1), "fired": 0}, {"rules rules_still_fire": 1}, id="a rule that stopped firing"),
        pytest.param({"changes": lost(1, doc="gone"), "fired": 0}, {}, id="a rule whose only document went"),
        pytest.param({"changes": lost(1, rule="another"), "fired": 0}, {}, id="a rule that never fired"),
    ],
)  # fmt: skip
def test_a_check_finds_what_breaks_it(given, found):
    assert broken(tables(**given)) == found


def test_contradictions_out_of_order_are_found():
    second = replace(FOUND, contradiction_id="d")
    good = tables(contradictions=(FOUND, second))
    assert broken(good) == {}
    for by in ([("severity", "ascending"), ("contradiction_id", "descending")],):
        rows = good["contradictions"].sort_by(by)
        assert broken({**good, "contradictions": rows}) == {"contradictions the_gravest_come_first": 1}
    graver = good["contradictions"].set_column(
        good["contradictions"].column_names.index("severity"), TABLES["contradictions"].schema.field("severity"), pa.array([0.4, 0.5])
    )
    assert broken({**good, "contradictions": graver}) == {"contradictions the_gravest_come_first": 1}


@pytest.mark.parametrize(("table", "column", "name"), [
    ("contradictions", "sides", "contradictions sides_and_documents_are_counted"),
    ("contradictions", "documents", "contradictions sides_and_documents_are_counted"),
    ("documents", "n_chars", "documents n_chars_counts_the_text"),
])  # fmt: skip
def test_a_wrong_count_is_found(table, column, name):
    good = tables()
    field = TABLES[table].schema.field(column)
    wrong = good[table].set_column(good[table].column_names.index(column), field, pa.array([7], field.type))
    assert broken({**good, table: wrong}) == {name: 1}


def test_sides_that_were_never_to_be_compared_are_found():
    other = replace(CLAIM, measure="deductible")
    across = replace(FOUND, evidence=(SIDE, replace(SIDE, side=1, claim_id=other.claim_id)))
    (row,) = findings(tables(claims=(CLAIM, other), contradictions=(across,)))["contradictions sides_share_a_key"].rows
    assert [key.partition("|")[0] for key in row["keys"]] == ["deductible", "reimbursement_rate"]
    sum_ = replace(across, kind=ContradictionKind.ARITHMETIC)
    assert broken(tables(claims=(CLAIM, other), contradictions=(sum_,))) == {}


def test_offending_rows_name_what_they_break():
    good = replace(RATE, start=0, end=2, text="报销")
    finding = findings(tables(facts=(good, replace(RATE, text="x"))))["facts spans_are_their_text"]
    assert finding.rows == [{"doc_id": "a", "start": 2, "end": 5, "quote": "x", "stands_there": "80%"}]
    (row,) = findings(tables(facts=(YEAR_9012,)))["facts values_can_be"].rows
    assert (row["fact_id"], row["why"]) == ("a:2-5", "a year that cannot be")
    (row,) = findings(tables(changes=lost(10)))["facts documents_keep_their_facts"].rows
    assert (row["source"], row["before"], row["now"]) == ("a.txt", 11, 1)


def test_all_offending_rows_are_counted_and_only_the_first_kept():
    finding = findings(tables(facts=[replace(RATE, text="x") for _ in range(5)]))["facts spans_are_their_text"]
    assert (finding.total, len(finding.rows)) == (5, 2)


def test_offsets_count_code_points_beyond_the_basic_plane():
    page = replace(PAGE, text="𠮷𠮷80%")
    good = {"segments": (replace(LINE, end=5),), "claims": (), "contradictions": (), "rejects": ()}
    assert broken(tables(documents=(page,), **good)) == {}


def test_checks_have_names_of_their_own_and_say_what_holds():
    assert len({(check.table, check.name) for check in CHECKS}) == len(CHECKS)
    assert [check.name for check in CHECKS if not check.about.endswith(".")] == []
    assert {check.table for check in CHECKS} == set(TABLES)


def test_what_the_pages_say_wrong_is_no_error():
    assert {check.name for check in CHECKS if not check.grave} == {
        "every_file_was_read", "every_review_was_read", "every_key_was_compared", "values_can_be", "documents_keep_their_facts",
        "rules_still_fire",
    }  # fmt: skip


def test_references_name_columns_that_exist():
    for reference in REFERENCES:
        assert reference.column in TABLES[reference.table].schema.names
        assert reference.by in TABLES[reference.to].schema.names
