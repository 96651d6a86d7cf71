"""What a user installs: a locked environment, and a package that works away from the checkout."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-spark.lock"))


def named(requirement):
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")


def test_the_lock_names_no_host_and_pins_every_package_by_hash():
    assert "://" not in LOCK
    pins = [line for line in LOCK.splitlines() if not line.startswith((" ", "#"))]
    assert [pin for pin in pins if "==" not in pin or not pin.endswith("\\")] == []
    assert LOCK.count("--hash=sha256:") >= len(pins)


def test_the_lock_holds_all_that_the_project_asks_for():
    asked = {named(one) for some in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()) for one in some}
    assert asked - {named(line) for line in LOCK.splitlines() if line and line[0] not in " #"} == set()


def test_dagster_and_its_webserver_are_of_one_version():
    assert re.search(r"^dagster==(\S+)", LOCK, re.MULTILINE)[1] == re.search(r"^dagster-webserver==(\S+)", LOCK, re.MULTILINE)[1]


def test_make_help_lists_every_command():
    done = subprocess.run(["make", "--silent", "help"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    listed = re.findall(r"^make (\S+)", done.stdout, re.MULTILINE)
    targets = (ROOT / "Makefile").read_text(encoding="utf-8").partition(".PHONY: ")[2].partition("\n")[0].split()
    assert sorted(listed) == sorted(targets)


def test_ci_runs_the_linters_and_the_tests():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash\nset -euo pipefail\n")
    made = [line.partition(" ||")[0] for line in script.splitlines() if line.startswith("make ")]
    assert made == ["make lint", "make test", "make docs", "make test-ui", "make test-spark"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    builders = pytest.importorskip("hatchling.builders.wheel", reason="the build backend is in the locked environment (make test)")
    return Path(next(iter(builders.WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"]))))


def test_the_wheel_holds_every_module_and_word_list(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("pipeline/")}
    there = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "pipeline").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == there


def test_the_wheel_works_away_from_the_checkout(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("河北省石家庄市住院报销比例为80%。", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = [sys.executable, "-c", "import pipeline; print(pipeline.__file__)"]
    assert subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout.startswith(str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    facts = re.search(r"^facts +(\d+)$", done.stdout, re.MULTILINE)
    assert int(facts[1]) == 3  # two regions and a percentage
