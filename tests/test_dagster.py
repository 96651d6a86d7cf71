"""The Dagster layer: one run makes nine tables as the command line does, and tells of each what the UI shows."""

import errno
import re
from pathlib import Path

import dagster as dg
import pytest
from upath import UPath

from pipeline import assets
from pipeline.audit import CHECKS, Check
from pipeline.automation import DIGEST, SEEDS
from pipeline.definitions import defs
from pipeline.engines.pool import WorkersError
from pipeline.flow import Settings, refresh
from pipeline.inventory import digest, look
from pipeline.lineage import MADE, sources, upstream
from pipeline.publish import BusyError
from pipeline.report.plots import INLINE
from pipeline.stored import load
from pipeline.tables import TABLES

FILES = {"a.txt": "2025年，荆门市职工医保住院报销比例为80%。\n", "b.txt": "2025年，荆门市职工医保住院报销比例为70%。\n"}


def make(source, tables, instance=None):
    """A run of the job on another folder, writing to another."""
    below = Path(source).parent
    places = {
        "documents": str(source),
        "tables": str(tables),
        "reviews": str(below / "no reviews.csv"),
        "report": str(below / "pages" / "report.html"),
    }
    with dg.DagsterInstance.ephemeral() if instance is None else instance as on:
        job = defs.resolve_job_def("refresh")
        return job.execute_in_process(instance=on, raise_on_error=False, run_config={"resources": {"places": {"config": places}}})


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    (folder / "manifest.csv").write_text("file,url\na.txt,https://example.org/a\n", encoding="utf-8")
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


@pytest.fixture(scope="module")
def nodes():
    return {node.key.to_user_string(): node for node in defs.resolve_asset_graph().asset_nodes}


def test_definitions_load():
    dg.Definitions.validate_loadable(defs)


def test_every_asset_says_what_a_row_is_whose_it_is_and_what_it_is_made_of(nodes):
    assert {name for name, node in nodes.items() if not node.is_materializable} == {"seeds", "reviews"}
    for node in nodes.values():
        assert node.description
        assert node.group_name == "jiaokan"  # of several, the graph would open as closed boxes
        assert node.kinds
        assert node.owners == ["team:policy-pages"]
        assert node.tags["jiaokan/stage"]
    assert {key.to_user_string() for key in nodes["report"].parent_keys} == set(TABLES)
    for name, table in TABLES.items():
        assert nodes[name].description == table.grain
        assert nodes[name].code_version
        assert {key.to_user_string() for key in nodes[name].parent_keys} == upstream(name)


def test_dagster_and_the_command_line_write_the_same_bytes(run, source, tables, tmp_path):
    refresh(Settings(source=source, folder=tmp_path))
    made, expected = ({name: (folder / f"{name}.parquet").read_bytes() for name in TABLES} for folder in (tables, tmp_path))
    assert made == expected


@pytest.mark.parametrize("name", TABLES)
def test_an_asset_shows_rows_schema_preview_and_plots(shown, tables, name):
    assert shown[name]["dagster/row_count"].value == load(tables, name).num_rows
    columns = shown[name]["dagster/column_schema"].schema.columns
    assert [column.name for column in columns] == TABLES[name].schema.names
    assert all(column.description for column in columns)
    assert [column.constraints.nullable for column in columns] == [field.nullable for field in TABLES[name].schema]
    assert 0 < len(shown[name]["preview"].value) < INLINE
    pictures = [told.value for label, told in shown[name].items() if label.startswith("by_")]
    assert pictures
    assert all(picture.startswith("![") and len(picture) < INLINE for picture in pictures)


@pytest.mark.parametrize("name", TABLES)
def test_lineage_names_columns_that_exist(shown, name):
    lineage = shown[name]["dagster/column_lineage"].value.deps_by_column
    assert set(lineage) <= set(TABLES[name].schema.names)
    outside = {"seeds": ["file", "bytes"], "reviews": ["review", "note"]}
    for made_of in lineage.values():
        for one in made_of:
            source = one.asset_key.to_user_string()
            assert one.column_name in (TABLES[source].schema.names if source in TABLES else outside[source])
    rows = re.findall(r"^\| (\w+) \| (.+) \|$", shown[name]["lineage"].value, re.MULTILINE)
    assert [column for column, _ in rows[1:]] == TABLES[name].schema.names


def test_lineage_speaks_of_columns_that_exist():
    for name, making in MADE.items():
        assert set(making.but) <= set(TABLES[name].schema.names)
    assert sources("claims", "region") == (("facts", "adcode"), ("segments", "section"))


def test_a_contradiction_leads_to_its_pages(shown):
    quotes = shown["contradictions"]["quotes"].value
    assert "[a.txt](https://example.org/a#:~:text=" in quotes
    assert "[b.txt](/assets/documents), as of 2025" in quotes


def test_a_run_tells_what_changed_and_what_is_new(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(FILES["a.txt"], encoding="utf-8")
    with dg.instance_for_test() as instance:
        assert make(pages, tmp_path / "tables", instance).success
    (pages / "b.txt").write_text(FILES["b.txt"], encoding="utf-8")
    with dg.instance_for_test() as instance:
        done = make(pages, tmp_path / "tables", instance)
        tags = instance.get_run_by_id(done.run_id).tags
        logs = [entry.user_message for entry in instance.all_logs(done.run_id)]
    assert tags["jiaokan/contradictions"] == "+1 −0 ~0"
    assert tags["jiaokan/facts"].startswith("+")
    (new,) = [line for line in logs if line.startswith("new contradiction: ")]
    assert "reimbursement_rate" in new
    shown = {event.asset_key.to_user_string(): event.materialization.metadata for event in done.get_asset_materialization_events()}
    assert new.removeprefix("new contradiction: ") in shown["contradictions"]["new"].value
    assert shown["changes"]["changed_contradictions"].value == "+1 −0 ~0"


def test_what_people_write_is_observed(run, source):
    (seeds,) = [event.event_specific_data.asset_observation for event in run.get_asset_observation_events() if event.asset_key == SEEDS]
    assert seeds.metadata["dagster/row_count"].value == 4
    assert "| manifest.csv |" in seeds.metadata["preview"].value
    assert seeds.tags["dagster/data_version"] == digest(look(source, {}))


def test_the_report_is_written_behind_the_tables(shown, source):
    path = Path(shown["report"]["page"].value)
    assert path == source.parent / "pages" / "report.html"
    assert "荆门市" in path.read_text(encoding="utf-8")
    assert shown["report"]["dagster/row_count"].value == 1
    assert shown["report"]["size"].value == path.stat().st_size


def test_the_documents_say_which_files_they_were_made_of(shown, source):
    assert shown["documents"][DIGEST].value == digest(look(source, {}))


def test_checks_run_on_what_was_written(run):
    results = {(result.asset_key.to_user_string(), result.check_name): result for result in run.get_asset_check_evaluations()}
    assert set(results) == {(check.table, check.name) for check in CHECKS}
    failed = [name for name, result in results.items() if not result.passed]
    assert failed == [("documents", "every_file_was_read")]
    unread = results[failed[0]]
    assert unread.severity is dg.AssetCheckSeverity.WARN
    assert unread.metadata["offending_rows"].value == 1
    assert "c.pdf" in unread.metadata["rows"].value
    assert "c.pdf" in unread.description


def test_errors_stop_what_stands_downstream_and_warnings_do_not(run):
    graph = defs.resolve_asset_graph()
    blocking = {(key.asset_key.to_user_string(), key.name): graph.get(key).blocking for key in graph.asset_check_keys}
    assert blocking == {(check.table, check.name): check.grave for check in CHECKS}
    assert run.success  # though a file was declined


def test_a_failed_check_of_an_error_fails_the_run(source, tmp_path, monkeypatch):
    check = next(check for check in CHECKS if check.grave)
    broken = Check(check.table, check.name, check.about, "select * from documents")
    monkeypatch.setattr("pipeline.checks.CHECKS", [broken if one == check else one for one in CHECKS])
    done = make(source, tmp_path)
    assert not done.success
    (failure,) = done.get_step_failure_events()
    assert failure.step_key == "audit"
    assert "report" not in {event.asset_key.to_user_string() for event in done.get_asset_materialization_events()}
    assert f"{check.table}: {check.name}" in str(failure.event_specific_data.error)


@pytest.mark.parametrize(
    "fault",
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device: free some space and run again", False),
        (OSError(errno.EIO, "Input/output error", "a.parquet"), "a.parquet: Input/output error: tried again", True),
        (BusyError("another run is writing into data"), "another run is writing into data", False),
        (WorkersError("worker processes do not start here"), "worker processes do not start here", False),
    ],
    ids=["a full disk", "a disk away for a moment", "another run", "no workers"],
)
def test_a_fault_is_told_in_a_line_and_tried_again_where_that_helps(source, tmp_path, monkeypatch, fault):
    error, line, again = fault

    def fails(settings):
        raise error

    monkeypatch.setattr(assets, "refresh", fails)
    places = assets.Places(documents=str(source), tables=str(tmp_path))
    with dg.build_asset_context() as context, pytest.raises(dg.Failure) as failure:
        list(assets.tables(context, places))
    assert failure.value.description.endswith(f"{line}; the tables are those of the last run")
    assert "\n" not in failure.value.description
    assert failure.value.allow_retries is again
    assert assets.tables.op.retry_policy.max_retries == 2


def test_missing_input_fails_the_run_with_its_name(tmp_path):
    done = make(tmp_path / "nowhere", tmp_path / "tables")
    assert not done.success
    (failure,) = done.get_step_failure_events()
    assert f"{tmp_path / 'nowhere'}: the folder cannot be opened (No such file or directory)" in str(failure.event_specific_data)


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
