"""When Dagster runs by itself: as soon as the documents differ from those that the tables were made of, and once a night."""

from functools import cache
from pathlib import Path

import dagster as dg

from pipeline.inventory import Entry, difference, digest, look, recorded
from pipeline.storage import Places
from pipeline.walk import NothingToReadError

SEEDS = dg.AssetKey("seeds")
WATCHED = dg.AssetKey("documents")  # the table whose last materialisation says which documents the tables were made of
DIGEST = "seeds_digest"
EVERY = 10  # seconds between two looks; a change is run when two looks in a row saw the same
RUN_KEY, VERSION = "dagster/run_key", "dagster/data_version"  # tags that Dagster knows
UNDER_WAY = (
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
)

refresh = dg.define_asset_job("refresh", description="Make all tables anew from the documents, check them, and write the report.")

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=refresh,
    cron_schedule="0 3 * * *",
    execution_timezone="Asia/Shanghai",
    tags={"jiaokan/why": "nightly"},
    description="Every night at three: takes over readers' marks and new rules, and tries again what failed by day.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)


@dg.sensor(
    name="seeds_changed",
    job=refresh,
    minimum_interval_seconds=EVERY,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Compares the contents of the documents with those of the last run; starts a run once a change has come to rest.",
)
def seeds_changed(context: dg.SensorEvaluationContext, places: Places) -> dg.SensorResult:
    """A run where the documents are not those of the last materialisation, and no run for them is under way or has failed."""
    memory = _memory(places.documents)
    try:
        now = look(Path(places.documents), memory or recorded(places.folder))
    except (NothingToReadError, OSError) as error:
        return _skip(f"{error}: the tables stay as they are", "")
    memory.clear()
    memory.update(now)
    found = digest(now)
    last = context.instance.get_latest_materialization_event(WATCHED)
    made_of = _digest(last)
    if found == made_of:
        return _skip(f"the files are those of the last run ({len(now):,})", "")

    before = recorded(places.folder)
    told = difference(before if digest(before) == made_of else {}, now).told()
    words = "; ".join(f"{kind} {names}" for kind, names in told.items())
    key = f"{found}@{last.timestamp if last else 'none'}"  # so that the way back and there again is another run
    if context.cursor != found:
        return _skip(f"{words}: waits until a second look sees the same", found)
    if why_not := _obstacle(context.instance, key):
        return _skip(f"{words}: {why_not}", found)
    context.log.info(words)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=key, tags={f"jiaokan/{kind}": names for kind, names in told.items()})],
        asset_events=[dg.AssetObservation(SEEDS, description=words, metadata={**told, "files": len(now)}, tags={VERSION: found})],
        cursor=found,
    )


def _digest(event: dg.EventLogEntry | None) -> str | None:
    """The digest of the documents that a materialisation was made of; None where it does not say."""
    made = event.asset_materialization if event else None
    value = made.metadata[DIGEST].value if made and DIGEST in made.metadata else None
    return str(value) if value else None


def _skip(why: str, cursor: str) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=dg.SkipReason(why), cursor=cursor)


def _obstacle(instance: dg.DagsterInstance, key: str) -> str | None:
    """Why no run may be started: one that makes the tables has not ended, or the one for these very files failed."""
    for run in instance.get_runs(dg.RunsFilter(statuses=list(UNDER_WAY))):
        if run.job_name == refresh.name or WATCHED in (run.asset_selection or ()):
            return f"waits for run {run.run_id[:8]}, which is under way"
    for run in instance.get_runs(dg.RunsFilter(tags={RUN_KEY: key}), limit=1):
        return f"run {run.run_id[:8]} for this did not make the tables; mend what it names and materialise by hand, or wait for the night"
    return None


@cache
def _memory(source: str) -> dict[str, Entry]:  # noqa: ARG001 - one for each folder
    """What the last look of this process saw, so that the next reads only the files whose times differ."""
    return {}
