"""The Dagster layer: one run makes nine tables as the command line does, and tells of each what the UI shows."""

from pathlib import Path

import dagster as dg
import pytest
from upath import UPath

from pipeline.audit import CHECKS
from pipeline.definitions import defs
from pipeline.flow import Settings, refresh
from pipeline.storage import Places
from pipeline.stored import load
from pipeline.tables import TABLES


def make(source, tables):
    """A run of the job on another folder, writing to another."""
    places = Places(documents=str(source), tables=str(tables))
    here = dg.Definitions.merge(
        dg.Definitions(assets=defs.assets, asset_checks=defs.asset_checks, jobs=defs.jobs, executor=defs.executor),
        dg.Definitions(resources={"places": places}),
    )
    with dg.DagsterInstance.ephemeral() as instance:
        return here.resolve_job_def("refresh").execute_in_process(instance=instance, raise_on_error=False)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.txt").write_text("住院报销比例为80%。\n", encoding="utf-8")
    (folder / "b.txt").write_text("2025年起，住院报销比例为70%。\n", encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    return folder


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@pytest.fixture(scope="module")
def run(source, tables):
    done = make(source, tables)
    assert done.success
    return done


@pytest.fixture(scope="module")
def shown(run):
    return {event.asset_key.to_user_string(): event.materialization.metadata for event in run.get_asset_materialization_events()}


def test_definitions_load():
    dg.Definitions.validate_loadable(defs)


def test_every_table_is_an_asset_that_says_what_a_row_is():
    nodes = [node for node in defs.resolve_asset_graph().asset_nodes if node.is_materializable]
    assert {node.key.to_user_string(): node.description for node in nodes} == {name: table.grain for name, table in TABLES.items()}
    assert {node.group_name for node in nodes} == {"jiaokan"}
    assert all(node.kinds == {"parquet"} and node.code_version for node in nodes)


def test_dagster_and_the_command_line_write_the_same_bytes(run, source, tables, tmp_path):
    refresh(Settings(source=source, folder=tmp_path))
    made, expected = ({path.name: path.read_bytes() for path in folder.glob("*.parquet")} for folder in (tables, tmp_path))
    assert made == expected
    assert set(made) == {f"{name}.parquet" for name in TABLES}


@pytest.mark.parametrize("name", TABLES)
def test_an_asset_shows_rows_schema_and_preview(shown, tables, name):
    assert shown[name]["dagster/row_count"].value == load(tables, name).num_rows
    columns = shown[name]["dagster/column_schema"].schema.columns
    assert [column.name for column in columns] == TABLES[name].schema.names
    assert all(column.description for column in columns)
    assert [column.constraints.nullable for column in columns] == [field.nullable for field in TABLES[name].schema]
    assert shown[name]["preview"].value


def test_checks_run_on_what_was_written(run):
    results = {(result.asset_key.to_user_string(), result.check_name): result for result in run.get_asset_check_evaluations()}
    assert set(results) == {(check.table, check.name) for check in CHECKS}
    failed = [name for name, result in results.items() if not result.passed]
    assert failed == [("documents", "every_file_was_read")]
    unread = results[failed[0]]
    assert unread.severity is dg.AssetCheckSeverity.WARN
    assert unread.metadata["offending_rows"].value == 1
    assert "c.pdf" in unread.metadata["rows"].value


def test_missing_input_fails_the_run_with_its_name(tmp_path):
    done = make(tmp_path / "nowhere", tmp_path / "tables")
    assert not done.success
    (failure,) = done.get_step_failure_events()
    assert f"{tmp_path / 'nowhere'}: the folder cannot be opened (No such file or directory)" in str(failure.event_specific_data.error)


def test_tables_can_live_in_a_bucket(source):
    assert make(source, "memory://bucket/dagster").success
    assert load(UPath("memory://bucket/dagster"), "documents").num_rows == 2


def test_the_instance_keeps_its_state_in_a_folder_that_git_ignores():
    root = Path(__file__).parent.parent
    instance = (root / "dagster.yaml").read_text(encoding="utf-8")
    folders = [line.partition("base_dir:")[2].strip() for line in instance.splitlines() if "base_dir:" in line]
    assert len(folders) == 3
    assert all(folder.partition("/")[0] == ".dagster" for folder in folders)
    assert "/.dagster/" in (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "telemetry:\n  enabled: false\n" in instance
