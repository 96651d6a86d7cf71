"""The summary that follows a run."""

import pytest
from on_disk import put

from pipeline.columns import disagreements, empty, table_of
from pipeline.model import Contradiction, ContradictionKind, Document, Evidence, Reject, Stage
from pipeline.report.console import columns_wide, padded, summary
from pipeline.report.preview import markdown
from pipeline.tables import DOCUMENTS, REJECTS, TABLES

PAGES = [
    Document(doc_id="old", source="old.txt", text="跨省共济\n已有14个省份实现。\n"),
    Document(doc_id="new/page", source="new/page.txt", text="截至2025年3月，已有17个省份\n实现。"),
]


def evidence(side, value, doc, quote, as_of=None):
    start = next(page.text for page in PAGES if page.doc_id == doc).index(quote)
    return Evidence(side=side, value=value, doc_id=doc, start=start, end=start + len(quote), quote=quote, as_of=as_of)


OUTDATED = Contradiction(
    contradiction_id="1234", kind=ContradictionKind.OUTDATED, measure="coverage_provinces", topic="cross_province_sharing",
    severity=0.81, summary="14 provinces against 17.", likely_value="17", likely_reason="its date is the latest",
    evidence=(evidence(0, "14", "old", "14个省份"), evidence(1, "17", "new/page", "17个省份\n实现", "2025-03")),
)  # fmt: skip
SET = Contradiction(
    contradiction_id="5678", kind=ContradictionKind.SET, measure=None, severity=0.2, summary="Two lists.",
    evidence=(evidence(0, "父母|子女", "old", "共济"), evidence(1, "x", "new/page", "截至")),
)  # fmt: skip


@pytest.fixture
def tables(tmp_path):
    """A folder with the tables of some contradictions and rejects."""
    return lambda *contradictions, rejects=(): put(tmp_path, made(contradictions, rejects))


def made(contradictions, rejects):
    found, quotes = disagreements(contradictions)
    given = {
        "documents": table_of(DOCUMENTS, PAGES),
        "contradictions": found,
        "contradiction_evidence": quotes,
        "rejects": table_of(REJECTS, rejects),
    }
    return {name: given.get(name, empty(table)) for name, table in TABLES.items()}


def test_a_contradiction_is_a_block_with_its_quotes_and_where_they_stand(tables):
    lines = list(summary(tables(OUTDATED)))
    assert lines[:2] == ["documents                       2", "segments                        0"]
    assert lines[-5:] == [
        "1. outdated · coverage_provinces · cross_province_sharing  (severity 0.81, 1234)",
        "   14 provinces against 17.",
        "   14  old.txt:2       已有「14个省份」实现。",
        "   17  new/page.txt:1  截至2025年3月，已有「17个省份 实现」。  (as of 2025-03)",
        "   likely 17: its date is the latest",
    ]


def test_columns_stay_in_line_under_wide_characters(tables):
    lines = list(summary(tables(SET)))
    assert lines[-2:] == ["   父母|子女  old.txt:1       跨省「共济」", "   x          new/page.txt:1  「截至」2025年3月，已有17"]
    assert columns_wide("父母|子女") == 9
    assert padded("医保", 6) == "医保  "


def test_the_gravest_are_shown_and_the_rest_counted(tables):
    lines = list(summary(tables(SET, OUTDATED), shown=1))
    assert [line for line in lines if line.startswith("1. ")] == [
        "1. outdated · coverage_provinces · cross_province_sharing  (severity 0.81, 1234)"
    ]
    assert lines[-1].startswith("… and 1 more")


def test_many_quotes_of_one_side_are_cut_short(tables):
    side = [Evidence(side=0, value="14", doc_id="old", start=n, end=n + 1, quote="x") for n in range(6)]
    many = Contradiction(contradiction_id="9", kind=ContradictionKind.VALUE, measure=None, severity=0.1, summary="-", evidence=tuple(side))
    lines = list(summary(tables(many)))
    assert sum("old.txt" in line for line in lines) == 4
    assert lines[-1].strip() == "… and 2 more"


def test_no_contradictions_and_unread_files_are_said(tables):
    unread = Reject(source="scan.pdf", stage=Stage.READ, reason="unsupported", detail="convert it to .txt first")
    lines = list(summary(tables(rejects=[unread])))
    assert "  scan.pdf: unsupported: convert it to .txt first" in lines
    assert lines[-1] == "No contradictions."


def test_a_preview_leaves_out_empty_columns_and_shows_signs_as_they_are():
    page = Document(doc_id="a_b", source="a|b", text="<script>\n" + "长" * 100)
    lines = markdown(table_of(DOCUMENTS, [page])).splitlines()
    assert lines[0] == "| doc_id | source | sha256 | encoding | text | n_chars |"
    assert lines[2].startswith(r"| a\_b | a\|b |  | utf-8 | &lt;script&gt; 长长")
    assert "…" in lines[2]


def test_a_preview_of_no_rows_names_the_columns():
    assert markdown(empty(REJECTS)) == "No rows. Columns: source, doc_id, stage, reason, detail, start, end, text."
