"""What several test modules need: the scores of both gold folders, measured once."""

import shutil
from pathlib import Path

import pytest
from live import Live
from score import score_claims, score_contradictions, score_facts, table

from pipeline.flow import Settings, refresh

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="session")
def scores(tmp_path_factory):
    """What score.py says of each gold folder, by folder."""
    return {folder.name: measured(folder, tmp_path_factory.mktemp(folder.name)) for folder in sorted(GOLD.iterdir()) if folder.is_dir()}


@pytest.fixture(scope="session")
def live(tmp_path_factory):
    """The Dagster UI and its daemons, as `make ui` starts them."""
    house = Live(tmp_path_factory.mktemp("live"))
    house.start()
    yield house
    house.stop()


def measured(gold: Path, place: Path) -> dict:
    # The seeds stand once in the repository; the scorer wants the texts beside the gold.
    texts = gold.parents[2] / "seeds" if gold.name == "seeds" else gold
    marked, source, tables = place / "gold", place / "documents", place / "tables"
    shutil.copytree(gold, marked)
    source.mkdir()
    for path in texts.glob("*.txt"):
        shutil.copy(path, source)
        shutil.copy(path, marked)
    refresh(Settings(source=source, folder=tables))
    contradictions = table(tables, "contradictions")
    kinds = dict(zip(contradictions.contradiction_id, contradictions.kind, strict=True))
    return {
        "facts": score_facts(table(tables, "facts"), marked, []),
        "claims": score_claims(table(tables, "claims"), marked, []),
        "contradictions": score_contradictions(table(tables, "contradiction_evidence"), kinds, marked, []),
    }
