"""What README says is so: its generated parts are up to date, its commands exist, its Python runs."""

import re

import pytest
from readme import GOLD, HERE, PLACES, README, between, parts

from pipeline.cli import jiaokan
from pipeline.flow import Settings, refresh

TEXT = README.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The tables of the seeds."""
    folder = tmp_path_factory.mktemp("data")
    refresh(Settings(source=HERE.parent / "seeds", folder=folder))
    return folder


@pytest.fixture(scope="module")
def made(folder, scores):
    return parts(folder, scores)


@pytest.mark.parametrize("name", sorted(PLACES))
def test_generated_parts_are_up_to_date(made, name):
    """`python tests/readme.py` writes them anew."""
    assert between(name).search(PLACES[name].read_text(encoding="utf-8")).group().split("\n", 1)[1].rsplit("\n", 1)[0] == made[name]


def test_the_headline_is_14_and_117_against_17_and_146(made):
    quotes = {"「14个省」", "「14个省份」", "「17个省」", "「117个统筹区」", "「146个统筹区」"}
    told = {"(as of 2025-03)", "likely 17个省份", "likely 146个统筹区"}
    assert [said for said in sorted(quotes | told) if said not in made["headline"]] == []
    assert {"000_", "001_", "004_"} <= set(re.findall(r"\b00\d_", made["headline"]))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make ([a-z-]+)", TEXT, re.MULTILINE))))
def test_make_targets_exist(target):
    assert re.search(rf"^{target}:", (HERE.parent / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?:`|/)jiaokan ([a-z]+)", TEXT))))
def test_commands_exist(command):
    assert command in jiaokan.commands


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:pipeline|tests|seeds|docs|benchmarks)/[\w./-]*)`", TEXT))))
def test_named_files_exist(path):
    assert (HERE.parent / path).exists()


def test_python_of_the_readme_runs(folder, monkeypatch, capsys):
    code = "\n".join(block for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL) if "import pandas" in block)
    monkeypatch.chdir(folder.parent)
    exec(code.replace("data/", f"{folder.name}/"), {})  # noqa: S102 - our own text
    assert "神农架林区" in capsys.readouterr().out


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", TEXT))))
def test_links_lead_to_files(link):
    assert (HERE.parent / link).exists()


def test_gold_folders_of_the_scores_are_those_that_floors_hold():
    assert {path.name for path in GOLD.iterdir() if path.is_dir()} >= {"seeds", "articles"}
