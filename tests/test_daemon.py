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
ASSETS = """query Assets { assetNodes { assetKey { path } description groupName kinds tags { key value }
    owners { ... on TeamAssetOwner { team } } opVersion
    metadataEntries { ...Told } assetMaterializations(limit: 1) { metadataEntries { ...Told } }
    assetObservations(limit: 1) { metadataEntries { ...Told } }
    assetChecksOrError { ... on AssetChecks { checks { name description blocking
        executionForLatestMaterialization { status evaluation { severity metadataEntries { label } } } } } } } }
fragment Told on MetadataEntry { label
    ... on IntMetadataEntry { intValue } ... on MarkdownMetadataEntry { mdStr }
    ... on TableSchemaMetadataEntry { schema { columns { name type description } } }
    ... on TableColumnLineageMetadataEntry { lineage { columnName columnDeps { assetKey { path } columnName } } } }"""
SIXTH = "006_sixth.txt"
TEXT = "2026年起，乌鲁木齐市居民医保住院报销比例为73%，起付线为450元。\n"


@pytest.fixture(scope="module")
def made(live):
    """The tables have been made once (by the sensor, or by whoever came first)."""
    live.settled(after=0)
    return live


@pytest.fixture(scope="module")
def nodes(made):
    return {node["assetKey"]["path"][0]: node for node in made.ask(ASSETS)["assetNodes"]}


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


EVERY = ("seeds", "reviews", *TABLES, "report")


def told(node):
    """All metadata of an asset by label: of its definition, and of the last event."""
    events = [*node["assetMaterializations"], *node["assetObservations"]]
    return {entry["label"]: entry for entries in (node, *events) for entry in entries["metadataEntries"]}


@pytest.mark.parametrize("name", EVERY)
def test_an_asset_says_what_it_is_and_shows_columns_rows_and_preview(nodes, name):
    node = nodes[name]
    assert node["description"]
    assert node["groupName"] == "jiaokan"
    assert node["kinds"]
    assert node["owners"] == [{"team": "policy-pages"}]
    assert "jiaokan/stage" in {tag["key"] for tag in node["tags"]}
    metadata = told(node)
    columns = metadata["dagster/column_schema"]["schema"]["columns"]
    assert columns
    assert all(column["description"] for column in columns)
    assert metadata["dagster/row_count"]["intValue"] >= 0
    assert metadata["preview"]["mdStr"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_shows_what_is_on_disk(made, nodes, name):
    metadata = told(nodes[name])
    assert nodes[name]["opVersion"]
    assert metadata["dagster/row_count"]["intValue"] == pq.read_table(made.data / f"{name}.parquet").num_rows
    assert [column["name"] for column in metadata["dagster/column_schema"]["schema"]["columns"]] == TABLES[name].schema.names
    assert metadata["dagster/column_lineage"]["lineage"]


def test_there_is_no_other_asset(nodes):
    assert set(nodes) == set(EVERY)


def test_every_check_says_what_it_holds_and_what_it_found(nodes):
    checks = {(name, check["name"]): check for name, node in nodes.items() for check in node["assetChecksOrError"].get("checks", [])}
    assert set(checks) == {(check.table, check.name) for check in CHECKS}
    for check in checks.values():
        assert check["description"]
        evaluation = check["executionForLatestMaterialization"]["evaluation"]
        assert evaluation["severity"] == ("ERROR" if check["blocking"] else "WARN")
        assert {"offending_rows", "rows"} <= {entry["label"] for entry in evaluation["metadataEntries"]}
