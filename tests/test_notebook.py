"""The notebook runs from top to bottom on fresh tables, and is kept without what it showed."""

import shutil
from pathlib import Path

import pytest

from pipeline.flow import Settings, refresh

nbformat = pytest.importorskip("nbformat", reason="the extra `notebook` is in the locked environment (make test)")
nbclient = pytest.importorskip("nbclient", reason="the extra `notebook` is in the locked environment (make test)")
ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """The notebook as it stands after a run on the tables of the seeds and of the articles."""
    place = tmp_path_factory.mktemp("notebook")
    shutil.copytree(ROOT / "seeds", place / "pages")
    for path in (ROOT / "tests" / "gold" / "articles").glob("*.txt"):
        shutil.copy(path, place / "pages")
    refresh(Settings(source=place / "pages", folder=place / "data"))
    shutil.copytree(NOTEBOOK.parent, place / "notebooks")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("JIAOKAN_OUT", raising=False)
        where = {"metadata": {"path": place / "notebooks"}}
        nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    return notebook


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def shown(notebook, words):
    """The text of what the cell with those words shows."""
    (cell,) = (cell for cell in notebook.cells if cell.cell_type == "code" and words in cell.source)
    return "".join(output["data"]["text/plain"] for output in cell.outputs if "data" in output)


def test_it_runs_without_a_warning(done):
    assert [output["text"] for output in outputs(done) if output["output_type"] == "stream"] == []


def test_it_plots_rates_coverage_and_pages(done):
    assert sum("image/png" in output.get("data", {}) for output in outputs(done)) == 3


def test_it_shows_that_coverage_grew_from_9_to_17(done):
    rows = [line.split()[1:3] for line in shown(done, "grown = coverage").splitlines()[1:]]
    assert [row for row in (["9", "2024-11"], ["14", "–"], ["17", "2025-03"]) if row not in rows] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("by_level = ", "西安市"),
        ("outdated = evidence", "coverage_pooling_areas"),
        ("worst = ", "医保个人账户可以跨省用吗"),
        ("kind == 'arithmetic'", "3921元 × 2% is 78.42元"),
        ("in_context", "「"),
        ("places\n", "reimbursement_rate"),
    ],
)
def test_its_answers_are_those_of_the_pages(done, words, said):
    assert said in shown(done, words)


def test_it_is_kept_without_outputs():
    """Plots differ by font and version of matplotlib: kept, they would change with every run of it and hide what a change is about."""
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.source for cell in cells if cell.outputs or cell.execution_count] == []
