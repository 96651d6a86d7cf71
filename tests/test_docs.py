"""What docs/ says is so: the commands of the tutorial, the README and the how-to pages are run, their examples are the program's own.

`make run`, `make test` and `make ui` are not run here, as they set up an environment, run this and stay open: test_readme holds their
targets, test_dagster and test_ui what they call. `make docs` is run by .ci/run.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.comparison.ladder import LADDER

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SLOW = re.compile(r"^make (?:run|test|ui)\b.*|^python3 -m venv .*", re.MULTILINE)
BLOCK = re.compile(r"^( *)```(sh|python|text)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """The blocks of a page in their order, each with its language."""
    found = BLOCK.findall(page.read_text("utf-8"))
    return [(language, re.sub(rf"^{indent}", "", code, flags=re.MULTILINE)) for indent, language, code in found]


@pytest.fixture
def house(tmp_path):
    """A copy of the project, as a clone would be, with this environment."""
    for name in ("pipeline", "seeds", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "gold", "sentences"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def shell(house, commands):
    """What commands do in a copy of the project: their status, and all they print."""
    environment = {**os.environ, "PYTHONPATH": str(house)}
    done = subprocess.run(["bash", "-ec", commands], cwd=house, env=environment, capture_output=True, text=True, check=False)  # noqa: S607
    return done.returncode, done.stdout + done.stderr


def test_the_tutorial_is_done_from_beginning_to_end(house):
    said, statuses = "", []
    for language, code in blocks(DOCS / "tutorial.md"):
        if language == "sh":
            status, told = shell(house, code.replace("make run", ".venv/bin/jiaokan run"))
            statuses.append((code.splitlines()[0], status))
            said += told
        elif language == "python":
            write_rule(house / "pipeline" / "kinds" / "percentage.py", code)
        else:
            assert code in said
    failed = [command for command, status in statuses if status]
    assert failed == [".venv/bin/python -m pytest tests/test_rules.py -k percentage.half"]  # once, as the page says
    assert "test_rule_ignores[percentage.half ignores 等了一半天]" in said
    assert (house / "report.html").exists()


def write_rule(module, code):
    """Do what the tutorial tells the reader to: put a rule above RULES and into it, or mend the rule's line."""
    text = module.read_text("utf-8")
    if code.startswith("HALF = "):
        text = text.replace("\nRULES = (", f"\n{code}RULES = (HALF, ")
    else:
        first = code.partition("=")[0]
        start = text.index(first, text.index("HALF = Rule("))
        text = text[:start] + code + text[text.index("\n", start) + 1 :]
    module.write_text(text, "utf-8")


def test_the_commands_of_the_readme_run(house):
    shutil.copytree(house / "seeds", house / "pages")
    code = "".join(code for language, code in blocks(ROOT / "README.md") if language == "sh")
    commands = SLOW.sub("", code)
    assert commands.count("jiaokan ") == 3
    status, told = shell(house, commands)
    assert status == 0, told
    assert (house / "report.html").exists()
    assert (house / "contradictions.xlsx").exists()


def test_a_crawl_is_read_as_the_page_says(house):
    ((_, code),) = [block for block in blocks(DOCS / "how-to" / "read-a-crawl.md") if block[0] == "sh"]
    status, told = shell(house, code)
    assert status == 0
    assert re.search(r"^claims +1$", told, re.MULTILINE)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.relative_to(DOCS).as_posix())
def test_files_that_a_page_names_exist(page):
    named = set(re.findall(r"`((?:pipeline|tests|deploy|notebooks|benchmarks)/[\w./-]+)`", page.read_text("utf-8")))
    named |= {word for language, code in blocks(page) if language == "sh" for word in re.findall(r"\btests/[\w.]+", code)}
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_rungs_of_the_explanation_are_those_of_the_ladder():
    rows = re.findall(r"^\| (\w+) \| `(.+?)` \| `(.+?)` \|$", (DOCS / "explanation.md").read_text("utf-8"), re.MULTILINE)
    assert [name for name, *_ in rows] == [rung.name for rung in LADDER]
    assert [row for row, rung in zip(rows, LADDER, strict=True) if row[1:] not in rung.examples] == []


def test_the_measure_that_is_shown_is_the_one_in_the_code():
    (shown,) = [code for language, code in blocks(DOCS / "how-to" / "add-a-measure.md") if language == "python"]
    assert shown in (ROOT / "pipeline" / "measures" / "benefits.py").read_text("utf-8")
