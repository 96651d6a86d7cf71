"""The contradictions as sheets, and the strict run."""

import csv

import openpyxl
import pytest

from pipeline import cli
from pipeline.flow import Settings, refresh
from pipeline.report.export import CELL, guarded
from pipeline.stored import load


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A working folder with the tables of two pages that disagree; the name of one begins like a formula."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for name, rate in (("=1+1", 60), ("b", 80)):
        (tmp_path / "seeds" / f"{name}.txt").write_text(f"石家庄市职工住院报销比例为{rate}%。\n", encoding="utf-8")
    refresh(Settings(source=tmp_path / "seeds", folder=tmp_path / "data"))
    return tmp_path


def jiaokan(capsys, *arguments):
    status = cli.main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_csv_has_a_row_a_contradiction_with_the_quotes_of_its_sides(pages, capsys):
    assert jiaokan(capsys, "export", "--format", "csv") == (0, "contradictions.csv\n", "")
    with (pages / "contradictions.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["kind"], row["region_name"], row["side_values"]) == ("value", "石家庄市", "60%\n80%")
    assert row["quotes"] == "1. 职工住院报销比例为60% [=1+1]\n2. 职工住院报销比例为80% [b]"


def test_csv_begins_with_the_mark_that_tells_excel_its_encoding(pages, capsys):
    jiaokan(capsys, "export", "--format", "csv", "--out", "found.csv")
    assert (pages / "found.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_xlsx_holds_the_evidence_on_a_second_sheet(pages, capsys):
    assert jiaokan(capsys, "export", "--format", "xlsx", "--out", "found.xlsx")[0] == 0
    book = openpyxl.load_workbook(pages / "found.xlsx")
    assert book.sheetnames == ["contradictions", "evidence"]
    head, *rows = book["evidence"].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["side"], row["quote"], row["source"]) for row in found] == [
        (0, "职工住院报销比例为60%", "=1+1.txt"),
        (1, "职工住院报销比例为80%", "b.txt"),
    ]


def test_xlsx_holds_texts_and_no_formula(pages, capsys):
    jiaokan(capsys, "export", "--format", "xlsx")
    sheet = openpyxl.load_workbook(pages / "contradictions.xlsx")["evidence"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}


def test_xlsx_bears_no_date_of_its_making(pages, capsys):
    jiaokan(capsys, "export", "--format", "xlsx")
    assert openpyxl.load_workbook(pages / "contradictions.xlsx").properties.created.year == 2000


def test_equal_tables_give_equal_sheets(pages, capsys):
    for form in ("csv", "xlsx"):
        for name in ("one", "two"):
            jiaokan(capsys, "export", "--format", form, "--out", f"{name}.{form}")
        assert (pages / f"one.{form}").read_bytes() == (pages / f"two.{form}").read_bytes()


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠\t\r"))
def test_a_cell_that_begins_like_a_formula_is_guarded(sign):
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("value", ["60%", "1=1", "", None, -1.5, 3])
def test_any_other_cell_stays_as_it_is(value):
    assert guarded(value) == value


def test_a_cell_is_cut_where_excel_would_refuse_it():
    assert guarded("字" * 40_000) == "字" * (CELL - 1) + "…"


def test_controls_that_a_sheet_cannot_hold_are_left_out():
    assert guarded("a\x00b\x1bc\nd") == "abc\nd"


def test_an_unknown_format_is_refused(pages, capsys):
    status, out, err = jiaokan(capsys, "export", "--format", "pdf")
    assert (status, out) == (2, "")
    assert "pdf" in err


@pytest.mark.parametrize("command", [["report"], ["export", "--format", "csv"]])
def test_a_folder_without_tables_is_said_in_one_line(tmp_path, capsys, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    status, out, err = jiaokan(capsys, *command)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "jiaokan run" in err
    assert list(tmp_path.iterdir()) == []


def test_report_writes_the_page_and_says_where(pages, capsys):
    assert jiaokan(capsys, "report") == (0, "report.html\n", "")
    assert (pages / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_report_opens_the_page_when_asked_to(pages, capsys, monkeypatch):
    opened = []
    monkeypatch.setattr("click.launch", opened.append)
    jiaokan(capsys, "report", "--open")
    assert opened == [(pages / "report.html").as_uri()]


def test_report_says_what_is_wrong_with_the_marks(pages, capsys):
    (pages / "reviews.csv").write_text("contradiction_id,review\nx,perhaps\n", encoding="utf-8")
    status, _, err = jiaokan(capsys, "report")
    assert status == 0
    assert "'perhaps' is no review" in err


def test_a_strict_run_fails_while_a_contradiction_is_open(pages, capsys):
    status, out, err = jiaokan(capsys, "run", "--strict")
    assert status == 1
    assert "石家庄市" in out
    assert err == "--strict: 1 contradiction is not dismissed (mend the pages, or jiaokan review ID dismissed)\n"


def test_a_strict_run_passes_when_all_are_dismissed(pages, capsys):
    (id_,) = load(pages / "data", "contradictions")["contradiction_id"].to_pylist()
    jiaokan(capsys, "review", id_, "dismissed")
    assert jiaokan(capsys, "run", "--strict")[0] == 0


def test_a_run_that_is_not_strict_passes_with_contradictions(pages, capsys):
    assert jiaokan(capsys, "run")[0] == 0
