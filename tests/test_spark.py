"""The engine for a cluster makes the tables of the local one, row for row, whatever dies meanwhile. `make test-spark` runs this."""

import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from upath import UPath

from pipeline.cli import main
from pipeline.engines import batch, comparing, local, spark_splits, spark_tasks
from pipeline.engines.pool import WorkersError
from pipeline.flow import Settings, refresh
from pipeline.stored import files, load, mark
from pipeline.tables import TABLES

pytest.importorskip("pyspark", reason="make test-spark")
import spark_faults

from pipeline.engines import spark
from pipeline.engines.spark_cluster import session

pytestmark = pytest.mark.spark
ROOT = Path(__file__).parent.parent
MASTER = os.environ.get("JIAOKAN_MASTER", "local-cluster[2,1,512]")  # two executors, each a process of its own
# Java spends most of a short life on compiling itself well.
QUICK = "--driver-java-options '{0}' --conf 'spark.executor.extraJavaOptions={0}' --conf spark.executor.memory=512m pyspark-shell"
PAGE = "河北省石家庄市职工医保住院报销比例为{}%。起付线为500元。"


@pytest.fixture(scope="module", autouse=True)
def cluster():
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    os.environ["PYSPARK_SUBMIT_ARGS"] = QUICK.format("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each Python worker compiles all that it imports
    with session(MASTER) as there:
        yield there


@pytest.fixture
def small(monkeypatch):
    """Many tasks, even of little input."""
    monkeypatch.setattr(spark_splits, "SMALLEST", 300)


def made_by_both(source, tmp_path):
    """The tables of the local engine and those of the cluster."""
    for name, engine in (("local", local.build), ("spark", spark.build)):
        refresh(Settings(source=source, folder=tmp_path / name, engine=engine))
    return tmp_path / "local", tmp_path / "spark"


def assert_same(one, other):
    for name in TABLES:
        assert load(one, name).to_pylist() == load(other, name).to_pylist(), name
        assert load(one, name).schema.equals(load(other, name).schema)
    assert mark(load(one, "documents"), "snapshot") == mark(load(other, "documents"), "snapshot")


def pages(folder, values=(80, 70, 60, 50)):
    folder.mkdir(exist_ok=True)
    for value in values:
        (folder / f"page{value}.txt").write_text(PAGE.format(value))
    return folder


def test_the_seeds(tmp_path):
    one, other = made_by_both(ROOT / "seeds", tmp_path)
    assert_same(one, other)
    assert load(other, "contradictions").num_rows > 5
    assert [path.name for path in files(other, "facts")] == ["facts.parquet"]


def test_the_articles_in_many_tasks(tmp_path, small):
    no_text = shutil.ignore_patterns("*.jsonl", "*.json")
    source = shutil.copytree(ROOT / "tests" / "gold" / "articles", tmp_path / "articles", ignore=no_text)
    one, other = made_by_both(source, tmp_path)
    assert_same(one, other)
    assert len(files(other, "facts")) > 5


def test_records_rejects_and_what_comes_twice(tmp_path, small):
    source = pages(tmp_path / "source")
    lines = [{"id": n % 30, "text": PAGE.format(n), "url": f"http://a.gov.cn/{n}"} for n in range(40)]
    (source / "crawl.jsonl").write_text("no json\n" + "\n".join(json.dumps(line) for line in lines))
    pq.write_table(pa.table({"id": [n % 7 for n in range(20)], "text": [PAGE.format(n) for n in range(20)]}), source / "more.parquet")
    (source / "scan.pdf").write_bytes(b"%PDF-1.4")
    (source / "bad.parquet").write_bytes(b"PAR1" + b"x" * 999)
    (source / "manifest.csv").write_text("file,publisher,url\npage80.txt,国家医保局,http://nhsa.gov.cn\nnone.txt,,\n")
    one, other = made_by_both(source, tmp_path)
    assert_same(one, other)
    reasons = [row["reason"] for row in load(other, "rejects").to_pylist() if row["stage"] == "read"]
    assert {reason: reasons.count(reason) for reason in set(reasons)} == {
        "unsupported": 1, "damaged": 1, "record": 1, "duplicate_id": 23, "manifest": 1
    }  # fmt: skip


def test_what_changed_since_the_last_run(tmp_path, small):
    source = pages(tmp_path / "source")
    made_by_both(source, tmp_path)
    pages(source, (90,))
    (source / "page70.txt").write_text(PAGE.format(75))
    (source / "page60.txt").unlink()
    one, other = made_by_both(source, tmp_path)
    assert_same(one, other)
    assert {(row["table"], row["change"]) for row in load(other, "changes").to_pylist()} >= {("facts", "added"), ("claims", "removed")}


def test_the_local_engine_goes_on_from_its_tables(tmp_path, small):
    source = pages(tmp_path / "source")
    refresh(Settings(source=source, folder=tmp_path / "tables", engine=spark.build))
    pages(source, (90,))
    done = refresh(Settings(source=source, folder=tmp_path / "tables"))
    assert (done.extracted, done.kept) == (1, 4)


def test_tables_go_to_a_bucket_where_all_is_on_one_machine(tmp_path, small):
    source = pages(tmp_path / "source")
    for name, engine in (("local", local.build), ("spark", spark.build)):
        refresh(Settings(source=source, folder=UPath(f"memory://bucket/{name}"), engine=engine))
    assert_same(UPath("memory://bucket/local"), UPath("memory://bucket/spark"))


def test_of_a_crowd_the_first_speak(tmp_path, small, monkeypatch):
    source = pages(tmp_path / "source", range(10, 20))
    for n in range(20):
        (source / f"more{n:02}.txt").write_text(PAGE.format(33))
    monkeypatch.setattr(comparing, "CROWD", 12)
    monkeypatch.setattr(comparing, "SPOKESMEN", 3)
    monkeypatch.setattr(comparing, "_TOGETHER", comparing._TOGETHER.replace("> 10000", "> 12").replace("<= 200", "<= 3"))
    one, other = made_by_both(source, tmp_path)
    assert_same(one, other)
    quotes = [row["doc_id"] for row in load(other, "contradiction_evidence").to_pylist() if row["value"] == "33"]
    assert sorted(set(quotes)) == ["more00", "more01", "more02"]


@pytest.mark.parametrize(("fault", "left"), [(spark_faults.fails_twice, 2), (spark_faults.killed_executor, 1)])
def test_what_dies_on_the_way_changes_nothing(tmp_path, small, monkeypatch, fault, left):
    source = pages(tmp_path / "source", range(10, 40))
    monkeypatch.setattr(spark, "work", fault)
    one, other = made_by_both(source, tmp_path)
    assert_same(one, other)
    assert len(list((other / ".runs" / "000001").glob(".fault-*"))) == left


def test_while_a_document_takes_long_the_others_go_on(tmp_path, small, monkeypatch):
    source = pages(tmp_path / "source", range(10, 40))
    (source / "aslow.txt").write_text(PAGE.format(5))  # the first of all
    monkeypatch.setattr(spark, "work", spark_faults.takes_as_long_as_all_others)
    one, other = made_by_both(source, tmp_path)
    assert_same(one, other)
    assert len(files(other, "facts")) > 5


def test_a_key_that_cannot_be_compared_is_told(tmp_path, small, monkeypatch):
    monkeypatch.setattr(batch, "judge", spark_faults.cannot_judge)
    monkeypatch.setattr(spark_tasks, "compared", spark_faults.compared)
    one, other = made_by_both(pages(tmp_path / "source"), tmp_path)
    assert_same(one, other)
    assert {row["stage"] for row in load(other, "rejects").to_pylist()} >= {"compare"}


def test_a_document_that_kills_becomes_a_reject(tmp_path, monkeypatch):
    source = pages(tmp_path / "source")
    (source / "killer.txt").write_text(PAGE.format(5))
    monkeypatch.setattr(spark, "work", spark_faults.kills)
    monkeypatch.setattr(spark, "without_killers", spark_faults.mended)
    refresh(Settings(source=source, folder=tmp_path / "tables", engine=spark.build))
    assert load(tmp_path / "tables", "documents").num_rows == 5
    failed = [row for row in load(tmp_path / "tables", "rejects").to_pylist() if row["reason"] == "failed"]
    assert [(row["doc_id"], row["stage"]) for row in failed] == [("killer", "extract")]


def test_a_task_that_always_fails_ends_the_run_and_the_old_tables_stay(tmp_path, monkeypatch):
    source = pages(tmp_path / "source")
    tables = tmp_path / "tables"
    before = refresh(Settings(source=source, folder=tables)).snapshot
    monkeypatch.setattr(spark, "work", spark_faults.fails)
    with pytest.raises(WorkersError, match=r"^Spark gave up: .*ValueError: no such numeral$"):
        refresh(Settings(source=source, folder=tables, engine=spark.build))
    assert mark(load(tables, "documents"), "snapshot") == before


def test_the_command_runs_on_a_master(tmp_path, capsys):
    assert main(["run", str(pages(tmp_path / "source")), "--out", str(tmp_path / "out"), "--engine", "spark", "--master", "local[2]"]) == 0
    assert "contradictions" in capsys.readouterr().out
    assert load(tmp_path / "out", "documents").num_rows == 4
