"""Who may import whom: data flows one way, the library works without Dagster, and the pure functions stay pure."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline"
# From the left to the right; nothing here may lead, over any number of imports, to something on its left.
FLOW = [
    "definitions", "assets", "cli", "flow", "finish", "engines", "publish", "stored", "compare", "extract", "passages", "assemble",
    "facts", "kinds", "rules", "segment", "read", "records", "walk", "text", "numerals", "model",
]  # fmt: skip
DAGSTER = {"definitions", "assets", "checks", "storage", "automation", "shown"}  # the only ones that know of it
PURE = ("extract", "compare")
IMPURE = {
    "click", "dagster", "datetime.datetime", "io", "logging", "os", "pyarrow", "random", "secrets", "socket", "subprocess", "sys",
    "tempfile", "threading", "time", "tqdm", "uuid",
}  # fmt: skip


def parts(path):
    return path.relative_to(ROOT).with_suffix("").parts


@cache
def imports(name):
    """The modules that a top-level module of the package, or all of a folder, imports: (of ours, of others)."""
    ours, others = set(), set()
    folder = PACKAGE / name
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{name}.py"]:
        code = path.read_text(encoding="utf-8")
        if '__name__ == "__main__"' in code:
            continue  # a script beside the data that it makes
        for node in ast.walk(ast.parse(code)):
            named = []
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: relative import"
                named = [f"{node.module}.{alias.name}" for alias in node.names]
            for module in named:
                top, _, below = module.partition(".")
                if top == "pipeline":
                    ours.add(below.partition(".")[0])
                else:
                    others.update({top, module})
    ours.discard("__version__")
    return frozenset(ours - {name}), frozenset(others)


def modules():
    return sorted({parts(path)[1] for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"})


@cache
def reached(name):
    """All that a module leads to."""
    found, waiting = set(), [name]
    while waiting:
        for module in imports(waiting.pop())[0] - found:
            found.add(module)
            waiting.append(module)
    return frozenset(found)


@pytest.mark.parametrize("name", FLOW)
def test_imports_lead_to_the_right(name):
    left = FLOW[: FLOW.index(name)]
    assert sorted(reached(name) & set(left)) == []


@pytest.mark.parametrize("name", modules())
def test_no_module_leads_back_to_itself(name):
    assert name not in reached(name)


@pytest.mark.parametrize("name", modules())
def test_dagster_is_known_to_its_own_modules_only(name):
    knows = "dagster" in imports(name)[1] or reached(name) & DAGSTER
    assert not knows or name in DAGSTER


@pytest.mark.parametrize("name", PURE)
def test_pure_functions_know_no_file_clock_environment_or_logger(name):
    known = {module: sorted(imports(module)[1] & IMPURE) for module in (name, *sorted(reached(name)))}
    assert {module: found for module, found in known.items() if found} == {}


def test_the_library_works_without_dagster():
    program = "import sys; sys.modules['dagster'] = None; import pipeline.flow, pipeline.cli; print(len(pipeline.flow.TABLES))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("9\n", "")


def test_assets_keep_their_annotations():
    assert "from __future__" not in (PACKAGE / "assets.py").read_text(encoding="utf-8")  # Dagster reads them when it loads


def committed():
    """The text files that are in the repository, or would be."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not in a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_path_of_one_machine_and_no_registry_stands_in_the_repository():
    forbidden = ("/" + "work/", "/" + "root/", "/" + "home/", "files.python" + "hosted", "pypi" + ".org")
    found = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [(path.relative_to(ROOT).as_posix(), word) for word in forbidden if word in text]
    assert found == []
