"""Where Spark cannot run, one line says what to install, and everything else works."""

import sys
from types import SimpleNamespace

import pytest

from pipeline.cli import main
from pipeline.engines import spark_cluster
from pipeline.engines.last import Last
from pipeline.engines.local import Working
from pipeline.engines.spark_cluster import SparkError, _settings
from pipeline.engines.spark_elsewhere import elsewhere
from pipeline.read import read


@pytest.fixture
def source(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.txt").write_text("住院报销比例为80%。")
    return tmp_path / "source"


@pytest.mark.parametrize(
    ("pyspark", "java", "told"),
    [
        (None, "21.0.1", "jiaokan: --engine spark needs PySpark: pip install 'jiaokan[spark]'\n"),
        ("there", None, "jiaokan: --engine spark needs Java 17 or later (Debian: apt install openjdk-17-jre-headless)\n"),
        ("there", "1.8.0_292", "jiaokan: --engine spark needs Java 17 or later (Debian: apt install openjdk-17-jre-headless); "
         "the one here is Java 8\n"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(monkeypatch, source, tmp_path, capsys, pyspark, java, told):  # noqa: PLR0917
    monkeypatch.setattr(spark_cluster, "find_spec", lambda _: pyspark)
    monkeypatch.setattr(spark_cluster.shutil, "which", lambda _: java and "java")
    monkeypatch.setattr(spark_cluster.subprocess, "run", lambda *_, **__: SimpleNamespace(stderr=f'openjdk version "{java}"'))
    assert main(["run", str(source), "--out", str(tmp_path / "out"), "--engine", "spark"]) == 2
    assert capsys.readouterr().err == told


def test_a_master_is_for_spark(source, tmp_path, capsys):
    assert main(["run", str(source), "--out", str(tmp_path / "out"), "--master", "local[2]"]) == 2
    assert "--master is for --engine spark" in capsys.readouterr().err


def test_another_python_that_cannot_says_why(source, tmp_path):
    engine = elsewhere(sys.executable, "no://master")
    with pytest.raises(SparkError, match=r"needs PySpark|Spark gave up"):
        engine(read(source), tmp_path, Last(None), Working())


@pytest.mark.parametrize(
    ("master", "is_"), [("local", "local[1,4]"), ("local[2]", "local[2,4]"), ("local[*]", "local[*,4]"), ("spark://a:7077", "spark://a:7077")]
)
def test_a_failed_task_is_tried_again_on_one_machine_too(master, is_):
    assert _settings(master)["spark.master"] == is_
