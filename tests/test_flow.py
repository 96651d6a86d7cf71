"""The whole path on small folders: nine tables, the same bytes every time, nothing stopped by one bad file."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipeline.audit import CHECKS
from pipeline.engines import batch, local
from pipeline.extract import extract
from pipeline.flow import Settings, refresh
from pipeline.model import Document
from pipeline.publish import load, mark
from pipeline.read import NothingToReadError
from pipeline.tables import TABLES

SEEDS = Path(__file__).parent.parent / "seeds"
LINE = "2025年起，三级医院住院报销比例为{}%。\n"


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(LINE.format(60 + n), encoding="utf-8")
    return folder


def run(source, out, **given):
    return refresh(Settings(source=source, folder=out, **given))


def contents(folder, *, without=()):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.stem not in without}


def test_the_seeds_give_nine_tables_that_hold_together(tmp_path):
    run(SEEDS, tmp_path)
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(TABLES)
    tables = {name: load(tmp_path, name) for name in TABLES}
    assert tables["documents"].num_rows == 5
    assert {check.name: check.offending(tables).to_pylist() for check in CHECKS if check.offending(tables).num_rows} == {}
    facts = pd.read_parquet(tmp_path / "facts.parquet")
    assert {"percentage", "date"} <= set(facts.groupby("kind").size().index)


def test_two_runs_give_the_same_bytes(source, tmp_path):
    run(source, tmp_path / "1")
    run(source, tmp_path / "2")
    run(source, tmp_path / "2")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_the_workers_make_no_difference(source, tmp_path, monkeypatch):
    run(source, tmp_path / "1", workers=1)
    monkeypatch.setattr(local, "BATCH", 20)
    monkeypatch.setattr(local, "INLINE", 1)
    run(source, tmp_path / "2", workers=2)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_bad_files_become_rejects_and_the_run_goes_on(source, tmp_path):
    (source / "empty.txt").write_bytes(b"")
    (source / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (source / "gbk.txt").write_bytes(LINE.format(90).encode("gb18030"))
    run(source, tmp_path / "out")
    rejects = pd.read_parquet(tmp_path / "out" / "rejects.parquet")
    read = rejects[rejects.stage == "read"]
    assert dict(zip(read.source, read.reason, strict=True)) == {"empty.txt": "empty", "scan.jpg": "unsupported"}
    assert "gbk" in set(pd.read_parquet(tmp_path / "out" / "documents.parquet").doc_id)


def test_a_document_that_fails_is_a_row_and_the_others_are_there(source, tmp_path, monkeypatch):
    def fails_on_3(document):
        if document.doc_id == "3":
            raise RuntimeError("a rule broke")
        return extract(document)

    monkeypatch.setattr(batch, "extract", fails_on_3)
    run(source, tmp_path / "out")
    rejects = pd.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects[rejects.reason == "failed"].source.to_list() == ["3.txt"]
    assert set(pd.read_parquet(tmp_path / "out" / "facts.parquet").doc_id) == {"0", "1", "2", "4", "5"}


def test_a_folder_of_nothing_but_bad_files_gives_empty_tables(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "empty.txt").write_bytes(b"")
    run(tmp_path / "documents", tmp_path / "out")
    facts = pd.read_parquet(tmp_path / "out" / "facts.parquet")
    assert (len(facts), list(facts.columns)) == (0, TABLES["facts"].schema.names)


def test_no_input_is_said_and_touches_no_table(source, tmp_path):
    run(source, tmp_path / "out")
    before = contents(tmp_path / "out")
    with pytest.raises(NothingToReadError):
        run(tmp_path / "nowhere", tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_the_snapshot_follows_the_content(source, tmp_path):
    def of(folder):
        return mark(load(folder, "facts"), "snapshot")

    run(source, tmp_path / "1")
    (source / "0.txt").touch()
    run(source, tmp_path / "2")
    (source / "0.txt").write_text(LINE.format(99), encoding="utf-8")
    run(source, tmp_path / "3")
    assert of(tmp_path / "1") == of(tmp_path / "2") != of(tmp_path / "3")


def test_changes_tell_what_the_last_run_did_not_have(source, tmp_path):
    run(source, tmp_path / "out")
    (source / "5.txt").unlink()
    shutil.copy(source / "0.txt", source / "6.txt")
    run(source, tmp_path / "out")
    changes = pd.read_parquet(tmp_path / "out" / "changes.parquet")
    facts = changes[changes.table == "facts"]
    assert {(row.change, row.doc_id) for row in facts.itertuples()} == {("removed", "5"), ("added", "6")}


def test_tables_of_another_version_are_rebuilt_with_a_message(source, tmp_path):
    run(source, tmp_path / "out")
    (tmp_path / "out" / "claims.parquet").write_bytes(b"torn")
    outcome = run(source, tmp_path / "out")
    assert len(outcome.notes) == 1
    assert "claims.parquet cannot be read" in outcome.notes[0]
    assert outcome.tables["changes"].num_rows == 0
    assert load(tmp_path / "out", "claims").schema.names == TABLES["claims"].schema.names


def test_rules_count_what_they_did(source, tmp_path):
    tables = run(source, tmp_path / "out").tables
    fired = dict(zip(tables["rules"]["rule"].to_pylist(), tables["rules"]["fired"].to_pylist(), strict=True))
    assert sum(fired.values()) == tables["facts"].num_rows
    assert fired["percentage.sign"] == 6


def test_progress_is_told_of_every_document(source, tmp_path):
    seen = []
    run(source, tmp_path / "out", seen=seen.append)
    assert [item.doc_id for item in seen if isinstance(item, Document)] == ["0", "1", "2", "3", "4", "5"]
