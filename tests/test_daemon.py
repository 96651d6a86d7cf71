"""Dagster left to itself, as `make ui` starts it: what people do to seeds/ reaches the tables without a click, and the UI tells it all.

`make test-ui` runs it.
"""

import time

import pyarrow.parquet as pq
import pytest

from pipeline.audit import CHECKS
from pipeline.tables import TABLES

pytestmark = pytest.mark.daemon

SENSOR = '{repositoryLocationName: "jiaokan", repositoryName: "__repository__", sensorName: "seeds_changed"}'
TICKS = (
    "{ sensorOrError(sensorSelector: "
    + SENSOR
    + ") { ... on Sensor { sensorState { ticks(limit: 20) { timestamp status skipReason } } } } }"
)
ASSETS = """{ assetNodes { assetKey { path } description groupName kinds owners { ... on TeamAssetOwner { team } } tags { key value }
    isMaterializable opVersion
    assetMaterializations(limit: 1) { metadataEntries { label ... on IntMetadataEntry { intValue } ... on MarkdownMetadataEntry { mdStr }
        ... on TableSchemaMetadataEntry { schema { columns { name type description } } }
        ... on TableColumnLineageMetadataEntry { lineage { columnName columnDeps { assetKey { path } columnName } } } } }
    assetChecksOrError { ... on AssetChecks { checks { name description blocking
        executionForLatestMaterialization { status evaluation { severity metadataEntries { label } } } } } } } }"""
SIXTH = "006_sixth.txt"
TEXT = "2026年起，乌鲁木齐市居民医保住院报销比例为73%，起付线为450元。\n"


@pytest.fixture(scope="module")
def made(live):
    """The tables have been made once (by the sensor, or by whoever came first)."""
    live.settled(after=0)
    return live


@pytest.fixture(scope="module")
def nodes(made):
    return made.ask(ASSETS)["assetNodes"]


def documents(live):
    return pq.read_table(live.data / "documents.parquet", columns=["source"])["source"].to_pylist()


def changed(live, act):
    """The run that Dagster starts after an act, when it has ended."""
    before = {run["runId"] for run in live.runs()}
    act()
    runs = live.settled(after=len(before))
    (run,) = [run for run in runs if run["runId"] not in before]
    return run


def test_a_sixth_document_comes_into_the_tables_and_goes_again_without_a_click(made):
    assert len(documents(made)) == 5
    run = changed(made, lambda: (made.seeds / SIXTH).write_text(TEXT, encoding="utf-8"))
    assert (run["status"], run["jobName"], run["tags"]["jiaokan/added"]) == ("SUCCESS", "refresh", f"1 file: {SIXTH}")
    assert SIXTH in documents(made)
    facts = pq.read_table(made.data / "facts.parquet").to_pylist()
    assert {"73", "450"} <= {fact["value"] for fact in facts if fact["doc_id"] == SIXTH.removesuffix(".txt")}
    assert run["tags"]["jiaokan/facts"].startswith("+")

    run = changed(made, (made.seeds / SIXTH).unlink)
    assert (run["status"], run["tags"]["jiaokan/removed"]) == ("SUCCESS", f"1 file: {SIXTH}")
    assert len(documents(made)) == 5


def test_a_touched_file_starts_nothing(made):
    before = len(made.runs())
    next(made.seeds.iterdir()).touch()
    touched = time.time()

    def later():
        ticks = [
            tick
            for tick in made.ask(TICKS)["sensorOrError"]["sensorState"]["ticks"]
            if tick["timestamp"] > touched and tick["status"] != "STARTED"
        ]
        return len(ticks) >= 3 and ticks

    assert {(tick["status"], tick["skipReason"]) for tick in made.until(later, 120)} == {
        ("SKIPPED", "the files are those of the last run (5)")
    }
    assert len(made.runs()) == before


def test_every_asset_says_what_it_is(nodes):
    assert {node["assetKey"]["path"][0] for node in nodes} >= {"seeds", "reviews", *TABLES}
    for node in nodes:
        assert node["description"]
        assert node["groupName"] == "jiaokan"
        assert node["kinds"]
        assert node["owners"] == [{"team": "policy-pages"}]
        assert "jiaokan/stage" in {tag["key"] for tag in node["tags"]}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_shows_rows_columns_lineage_and_preview(made, nodes, name):
    (node,) = [node for node in nodes if node["assetKey"]["path"] == [name]]
    assert node["opVersion"]
    (materialization,) = node["assetMaterializations"]
    told = {entry["label"]: entry for entry in materialization["metadataEntries"]}
    assert told["dagster/row_count"]["intValue"] == pq.read_table(made.data / f"{name}.parquet").num_rows
    columns = told["dagster/column_schema"]["schema"]["columns"]
    assert [column["name"] for column in columns] == TABLES[name].schema.names
    assert all(column["description"] for column in columns)
    assert told["preview"]["mdStr"]
    assert told["dagster/column_lineage"]["lineage"]


def test_every_check_says_what_it_holds_and_what_it_found(nodes):
    checks = {
        (node["assetKey"]["path"][0], check["name"]): check for node in nodes for check in node["assetChecksOrError"].get("checks", [])
    }
    assert set(checks) == {(check.table, check.name) for check in CHECKS}
    for check in checks.values():
        assert check["description"]
        evaluation = check["executionForLatestMaterialization"]["evaluation"]
        assert evaluation["severity"] == ("ERROR" if check["blocking"] else "WARN")
        assert {"offending_rows", "rows"} <= {entry["label"] for entry in evaluation["metadataEntries"]}
