"""Reruns without a click: the sensor starts one run for what differs from the last, and nothing otherwise; the schedule runs by night."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipeline.automation import DIGEST, RUN_KEY, SEEDS, WATCHED, nightly, seeds_changed
from pipeline.definitions import defs
from pipeline.inventory import digest, look, record
from pipeline.storage import Places


class House:
    """A folder of documents, an instance, and what a run of the job leaves in it."""

    def __init__(self, root, instance):
        self.pages, self.tables, self.instance = root / "pages", root / "tables", instance
        self.pages.mkdir()
        self.write("a.txt", "住院报销比例为80%。")
        self.cursor = None

    def write(self, name, text):
        (self.pages / name).write_text(text, encoding="utf-8")

    def tick(self):
        """One look of the sensor."""
        places = Places(documents=str(self.pages), tables=str(self.tables))
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor, resources={"places": places})
        result = seeds_changed(context)
        self.cursor = result.cursor
        return result

    def settle(self):
        """Two looks, as nothing is run for a single one; what the second says."""
        self.tick()
        return self.tick()

    def run(self, request=None, status=dg.DagsterRunStatus.SUCCESS):
        """What a run leaves: a run record (with the sensor's run key, where it asked for it) and, unless it failed, a materialisation."""
        tags = {RUN_KEY: request.run_key} if request else {}
        run = self.instance.create_run_for_job(defs.resolve_job_def("refresh"), tags=tags, status=status)
        if status is dg.DagsterRunStatus.SUCCESS:
            seen = look(self.pages, {})
            record(seen, self.tables)
            self.instance.report_runless_asset_event(dg.AssetMaterialization(WATCHED, metadata={DIGEST: digest(seen)}))
        return run


@pytest.fixture
def house(tmp_path):
    with dg.DagsterInstance.ephemeral() as instance:
        yield House(tmp_path, instance)


@pytest.fixture
def ran(house):
    house.run()
    return house


def asked(result):
    """The one run that was asked for."""
    assert result.skip_reason is None
    (request,) = result.run_requests
    return request


def test_tables_that_were_never_made_are_made(house):
    assert asked(house.settle()).tags == {"jiaokan/added": "1 file: a.txt"}


def test_nothing_is_run_where_the_files_are_those_of_the_last_run(ran):
    result = ran.settle()
    assert not result.run_requests
    assert result.skip_reason.skip_message == "the files are those of the last run (1)"


@pytest.mark.parametrize(
    ("act", "tags"),
    [
        (lambda pages: (pages / "b.txt").write_text("x", encoding="utf-8"), {"jiaokan/added": "1 file: b.txt"}),
        (lambda pages: (pages / "a.txt").write_text("x", encoding="utf-8"), {"jiaokan/changed": "1 file: a.txt"}),
        (lambda pages: (pages / "a.txt").rename(pages / "b.txt"), {"jiaokan/renamed": "1 file: a.txt → b.txt"}),
        (
            lambda pages: ((pages / "a.txt").unlink(), (pages / "b.txt").write_text("x", encoding="utf-8")),
            {"jiaokan/added": "1 file: b.txt", "jiaokan/removed": "1 file: a.txt"},
        ),
    ],
    ids=["added", "changed", "renamed", "one for another"],
)
def test_a_run_says_in_its_tags_what_it_is_for(ran, act, tags):
    act(ran.pages)
    result = ran.settle()
    assert asked(result).tags == tags
    (event,) = result.asset_events
    assert event.asset_key == SEEDS
    assert event.description == "; ".join(f"{key.partition('/')[2]} {names}" for key, names in sorted(tags.items()))
    assert event.metadata["files"].value == len(list(ran.pages.iterdir()))


def test_a_touched_file_starts_nothing(ran):
    (ran.pages / "a.txt").touch()
    assert not ran.settle().run_requests


def test_a_folder_that_is_still_being_written_waits(ran):
    for part in ("一", "一二", "一二三"):
        ran.write("b.txt", part)
        result = ran.tick()
        assert not result.run_requests
        assert result.skip_reason.skip_message == "added 1 file: b.txt: waits until a second look sees the same"
    assert asked(ran.tick()).tags == {"jiaokan/added": "1 file: b.txt"}


def test_a_change_that_is_taken_back_between_two_looks_starts_nothing(ran):
    ran.write("b.txt", "x")
    ran.tick()
    (ran.pages / "b.txt").unlink()
    assert not ran.settle().run_requests


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (shutil.rmtree, "the folder cannot be opened (No such file or directory): the tables stay as they are"),
        (lambda pages: (pages / "a.txt").unlink(), "the folder is empty (put .txt or .md files in it): the tables stay as they are"),
    ],
    ids=["vanished", "empty"],
)
def test_a_folder_without_documents_is_told_and_starts_nothing(ran, act, message):
    act(ran.pages)
    result = ran.settle()
    assert not result.run_requests
    assert result.skip_reason.skip_message == f"{ran.pages}: {message}"


def test_a_folder_that_cannot_be_read_is_told(ran, monkeypatch):
    def refused(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refused)
    assert ran.tick().skip_reason.skip_message == (
        f"{ran.pages}: the folder cannot be opened (Permission denied): the tables stay as they are"
    )


def test_a_run_by_hand_in_between_is_not_repeated(ran):
    ran.write("b.txt", "x")
    ran.tick()
    ran.run()
    assert not ran.settle().run_requests


def test_a_run_under_way_is_waited_for(ran):
    ran.write("b.txt", "x")
    run = ran.run(status=dg.DagsterRunStatus.STARTED)
    result = ran.settle()
    assert not result.run_requests
    assert f"waits for run {run.run_id[:8]}, which is under way" in result.skip_reason.skip_message
    ran.instance.report_run_canceled(run)
    assert asked(ran.tick())


def test_the_way_there_and_back_and_there_again_is_three_runs(ran):
    keys = []
    for text in ("一", None, "一"):
        ran.write("b.txt", text) if text else (ran.pages / "b.txt").unlink()
        request = asked(ran.settle())
        keys.append(request.run_key)
        ran.run(request)
    assert len(set(keys)) == 3


def test_a_failed_run_is_not_started_again_for_the_same_files_and_is_for_others(ran):
    ran.write("b.txt", "x")
    failed = ran.run(asked(ran.settle()), status=dg.DagsterRunStatus.FAILURE)
    for _ in range(3):
        result = ran.tick()
        assert not result.run_requests
        assert f"run {failed.run_id[:8]} for this did not make the tables" in result.skip_reason.skip_message
    ran.write("b.txt", "y")
    assert asked(ran.settle())


def test_a_lost_record_of_the_last_look_costs_the_names_and_not_the_run(ran):
    shutil.rmtree(ran.tables)
    ran.write("b.txt", "x")
    assert asked(ran.settle()).tags == {"jiaokan/added": "2 files: a.txt, b.txt"}


def test_the_sensor_looks_every_few_seconds_without_a_click():
    sensor = defs.resolve_sensor_def("seeds_changed")
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert sensor.minimum_interval_seconds == 10
    assert sensor.description


def test_the_job_runs_every_night_at_three_in_shanghai():
    schedule = defs.resolve_schedule_def("nightly")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 3 * * *", "Asia/Shanghai")
    context = dg.build_schedule_context(scheduled_execution_time=datetime(2026, 1, 2, 19, 0, tzinfo=UTC))
    (request,) = schedule.evaluate_tick(context).run_requests
    assert request.tags["jiaokan/why"] == "nightly"
    assert nightly.job_name == "refresh"
