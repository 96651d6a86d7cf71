"""The whole path on small folders: nine tables, the same bytes every time, nothing stopped by one bad file."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from on_disk import contents
from upath import UPath

from pipeline.engines import batch, local, plan
from pipeline.extract import extract
from pipeline.flow import Settings, refresh
from pipeline.stored import count, files, load, mark
from pipeline.tables import TABLES
from pipeline.walk import NothingToReadError

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


def test_the_seeds_give_nine_tables_that_hold_together(tmp_path):
    run(SEEDS, tmp_path)
    assert sorted(path.stem for path in tmp_path.glob("*.parquet")) == sorted(TABLES)
    assert all((tmp_path / f"{name}.parquet").is_file() for name in TABLES)
    assert count(tmp_path, "documents") == 5
    facts = pd.read_parquet(tmp_path / "facts.parquet")
    assert {"percentage", "date"} <= set(facts.groupby("kind").size().index)


def test_two_runs_give_the_same_bytes(source, tmp_path):
    run(source, tmp_path / "1")
    run(source, tmp_path / "2")
    run(source, tmp_path / "2")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_the_workers_make_no_difference(source, tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "LEAST", 20)
    monkeypatch.setattr(local, "INLINE", 1)
    run(source, tmp_path / "1", workers=1)
    run(source, tmp_path / "2", workers=2)
    assert len(files(tmp_path / "2", "facts")) > 1
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
    assert count(tmp_path / "out", "changes") == 0
    assert load(tmp_path / "out", "claims").schema.names == TABLES["claims"].schema.names


def test_rules_count_what_they_did(source, tmp_path):
    run(source, tmp_path / "out")
    rules = load(tmp_path / "out", "rules")
    fired = dict(zip(rules["rule"].to_pylist(), rules["fired"].to_pylist(), strict=True))
    assert sum(fired.values()) == count(tmp_path / "out", "facts")
    assert fired["percentage.sign"] == 6


def test_progress_is_told_in_bytes_of_the_input(source, tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "LEAST", 20)
    told = []
    run(source, tmp_path / "out", told=lambda size, behind: told.append((size, behind)))
    size = sum(path.stat().st_size for path in source.iterdir())
    assert {whole for whole, _ in told} == {size}
    assert sum(behind for _, behind in told) == size
    assert len(told) > 1


# Runs that build on the last one.

PAGES = {
    "a": "株洲市职工医保在职职工门诊报销比例为80%。\n",
    "b": "株洲市职工医保在职职工门诊报销比例为70%。\n",
    "c": "2025年居民医保筹资标准为1070元,其中个人缴费400元,财政补助640元。\n",
    "d": "全国已有14个省的117个统筹区开通跨省共济。\n",
    "e": "截至2025年3月,17个省的146个统筹区开通跨省共济。\n",
    "f": "株洲市职工医保在职职工门诊报销比例为80%。\n共济的是配偶、父母、子女。\n",
}
STEPS = {
    "a document changed": {"b": "株洲市职工医保在职职工门诊报销比例为75%。\n"},
    "a document came": {"bb": "株洲市职工医保在职职工门诊报销比例为65%。\n"},
    "a document went": {"b": None},
    "the one side of a contradiction went": {"d": None},
    "a sum was mended": {"c": "2025年居民医保筹资标准为1040元,其中个人缴费400元,财政补助640元。\n"},
    "many things happened": {"a": None, "aa": PAGES["a"], "c": "医保\n", "g": PAGES["c"], "f": PAGES["e"]},
    "nothing but bytes that say the same": {"a": "\ufeff" + PAGES["a"]},
    "nothing changed": {},
    "everything went but one": dict.fromkeys("abcde"),
}


def put(folder, pages):
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        path = folder / f"{name}.txt"
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("least", [1, 60, 1 << 19])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_run_that_builds_on_the_last_one_gives_the_tables_of_a_whole_one(tmp_path, monkeypatch, least, step):
    monkeypatch.setattr(plan, "LEAST", least)
    source = put(tmp_path / "pages", PAGES)
    run(source, tmp_path / "grown")
    put(source, step)
    outcome = run(source, tmp_path / "grown")
    run(source, tmp_path / "whole")
    assert contents(tmp_path / "grown", without=("changes",)) == contents(tmp_path / "whole", without=("changes",))
    assert outcome.extracted == sum(text is not None for text in step.values())


def test_what_changed_is_told_whether_or_not_the_rest_was_kept(tmp_path):
    for name, step in STEPS.items():
        source = put(tmp_path / name, PAGES)
        run(source, tmp_path / name / ".kept")
        shutil.copytree(tmp_path / name / ".kept", tmp_path / name / ".anew", symlinks=True)
        put(source, step)
        run(source, tmp_path / name / ".kept")
        run(source, tmp_path / name / ".anew", anew=True)
        assert contents(tmp_path / name / ".kept") == contents(tmp_path / name / ".anew")


def test_changes_name_contradictions_that_come_and_go(tmp_path):
    source = put(tmp_path / "pages", PAGES)
    run(source, tmp_path / "out")
    put(source, {"d": None})
    run(source, tmp_path / "out")
    changes = load(tmp_path / "out", "changes").to_pylist()
    gone = [row for row in changes if row["table"] == "contradictions"]
    assert len(gone) == 2
    assert all(row["change"] == "removed" and "coverage" in row["before"] for row in gone)


def test_other_rules_extract_everything_again(tmp_path, monkeypatch):
    source = put(tmp_path / "pages", PAGES)
    run(source, tmp_path / "out")
    assert run(source, tmp_path / "out")[1:3] == (0, 6)
    for module in ("flow", "engines.part", "engines.last"):
        monkeypatch.setattr(f"pipeline.{module}.rule_set", lambda: "other")
    assert run(source, tmp_path / "out")[1:3] == (6, 0)


def test_a_document_that_failed_is_tried_again(tmp_path, monkeypatch):
    def fails(document):
        raise RuntimeError("a rule broke")

    source = put(tmp_path / "pages", PAGES)
    with monkeypatch.context() as broken:
        broken.setattr(batch, "extract", fails)
        run(source, tmp_path / "out")
    assert run(source, tmp_path / "out").extracted == 6
    run(source, tmp_path / "whole")
    assert contents(tmp_path / "out", without=("changes",)) == contents(tmp_path / "whole", without=("changes",))


def test_a_key_that_failed_is_tried_again(tmp_path, monkeypatch):
    def fails(claims, documents):
        raise RuntimeError("a comparison broke")

    source = put(tmp_path / "pages", PAGES)
    with monkeypatch.context() as broken:
        broken.setattr(batch, "judge", fails)
        run(source, tmp_path / "out")
    run(source, tmp_path / "out")
    run(source, tmp_path / "whole")
    assert contents(tmp_path / "out", without=("changes",)) == contents(tmp_path / "whole", without=("changes",))


def test_tables_in_a_bucket_are_built_on(tmp_path, monkeypatch):
    bucket = UPath("memory://bucket/flow")
    monkeypatch.setattr(plan, "LEAST", 1)
    source = put(tmp_path / "pages", PAGES)
    assert run(source, bucket)[1:3] == (6, 0)
    put(source, {"a": "医保\n"})
    assert run(source, bucket)[1:3] == (1, 5)
    assert count(bucket, "documents") == 6
