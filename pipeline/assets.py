"""The nine tables as Dagster assets, made together in one step by the same flow as on the command line, and the page that shows them."""

import errno
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipeline.automation import DIGEST, SEEDS, VERSION, WATCHED
from pipeline.engines.pool import WorkersError
from pipeline.flow import Settings, refresh
from pipeline.inventory import digest, look, record, recorded
from pipeline.lineage import upstream
from pipeline.publish import BusyError
from pipeline.report.page import report
from pipeline.reviews import read_reviews
from pipeline.rulebook import rule_set
from pipeline.shown import counted, news, observed, page_shown, shown
from pipeline.storage import Places
from pipeline.tables import TABLES
from pipeline.walk import NothingToReadError

GROUP, OWNERS = "jiaokan", ["team:policy-pages"]
# What a table holds, for searching the catalogue.
STAGES = {
    "documents": "read", "segments": "read", "facts": "extracted", "claims": "extracted", "contradictions": "compared",
    "contradiction_evidence": "compared", "rejects": "declined", "rules": "told", "changes": "told",
}  # fmt: skip
NEWS = 20  # contradictions told by name
PATIENCE = 600  # seconds to wait for a run of the command line that writes the same tables

FILES = (
    ("file", "string", "Its path below the folder."),
    ("bytes", "binary", "What it holds; manifest.csv says of the others where they come from."),
)
MARKS = (
    ("contradiction_id", "string", "The contradiction."),
    ("review", "string", "confirmed or dismissed."),
    ("note", "string", "Why."),
    ("who", "string", "Who marked it."),
    ("when", "string", "On which day."),
    ("evidence", "string", "The digest of the evidence that the mark holds for; empty: whatever evidence there is."),
)
SHOWN = (
    ("contradiction", "html", "Its sides, each with its quotes in their passages, and which value likely holds."),
    ("document", "html", "The whole text with its facts marked."),
    ("review", "html", "The reader's mark, to be made in the page and saved as reviews.csv."),
)
seeds = dg.AssetSpec(
    SEEDS,
    description="A row is a file that people put into the folder of documents; the program never writes there.",
    group_name=GROUP,
    kinds={"file"},
    owners=OWNERS,
    tags={"jiaokan/stage": "given"},
    metadata={"dagster/column_schema": dg.TableSchema(columns=[dg.TableColumn(*column) for column in FILES])},
)
reviews = dg.AssetSpec(
    "reviews",
    description="A row is a reader's mark on a contradiction: confirmed or dismissed, with a note. People write it, in reviews.csv.",
    group_name=GROUP,
    kinds={"csv"},
    owners=OWNERS,
    tags={"jiaokan/stage": "given"},
    metadata={"dagster/column_schema": dg.TableSchema(columns=[dg.TableColumn(*column) for column in MARKS])},
)


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            name,
            deps=sorted(upstream(name)),
            description=table.grain,
            group_name=GROUP,
            kinds={"parquet"},
            owners=OWNERS,
            tags={"jiaokan/stage": STAGES[name]},
            code_version=rule_set(),
        )
        for name, table in TABLES.items()
    ],
    pool="tables",  # two runs must not write the same files at one time
    retry_policy=dg.RetryPolicy(max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL),  # a disk or bucket away for a moment
)
def tables(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[None]]:
    """Read, extract, compare and publish; then tell what is on disk."""
    settings = Settings(
        source=Path(places.documents), folder=places.folder, reviews=places.marks, workers=places.workers, wait=PATIENCE,
        engine=places.engine,
    )  # fmt: skip
    try:
        seen = look(settings.source, recorded(places.folder))  # before reading: what changes while we read is another run's
        outcome = refresh(settings)
        record(seen, places.folder)
    except (NothingToReadError, WorkersError, BusyError) as error:
        raise dg.Failure(f"{error}; the tables are those of the last run", allow_retries=False) from error
    except OSError as error:
        raise _failure(error, places) from error
    for note in outcome.notes:
        context.log.warning(note)
    files = [{"file": name, "digest": entry.digest} for name, entry in sorted(seen.items())]
    marks = [mark._asdict() for mark in read_reviews(places.marks).marks.values()]
    context.log_event(dg.AssetObservation(SEEDS, metadata=observed(files, "file"), tags={VERSION: digest(seen)}))
    context.log_event(dg.AssetObservation(reviews.key, metadata=observed(marks, "mark")))
    with places.database() as stored:
        changed, new = counted(stored), news(stored)
        _tell(context, changed, new)
        for name in TABLES:
            metadata = shown(stored, name)
            if dg.AssetKey(name) == WATCHED:
                metadata[DIGEST] = dg.MetadataValue.text(digest(seen))
            if name == "changes":
                metadata |= {f"changed_{table}": dg.MetadataValue.text(counts) for table, counts in changed.items()}
            if name == "contradictions":
                metadata["new"] = dg.MetadataValue.md("\n".join(f"- {line}" for line in new[:NEWS]) or "None.")
            yield dg.MaterializeResult(asset_key=name, data_version=dg.DataVersion(outcome.snapshot), metadata=metadata)


@dg.asset(
    name="report",
    deps=list(TABLES),
    description="A row of this page is a contradiction, its sides beside each other. It opens from disk; readers leave their marks in it.",
    group_name=GROUP,
    kinds={"html"},
    owners=OWNERS,
    tags={"jiaokan/stage": "told"},
)
def page(places: Places) -> dg.MaterializeResult[None]:
    """Written only where no check of an error has failed."""
    path = Path(places.report).resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    report(places.folder, path, Path(places.reviews))
    with places.database() as stored:
        metadata = page_shown(stored, path, SHOWN)
    return dg.MaterializeResult(metadata=metadata)


def _tell(context: dg.AssetExecutionContext, changed: dict[str, str], new: list[str]) -> None:
    """Counts of changes as tags, which the list of runs shows; new contradictions by name in the log."""
    context.instance.add_run_tags(context.run.run_id, {f"jiaokan/{table}": counts for table, counts in changed.items()})
    for line in new[:NEWS]:
        context.log.info(f"new contradiction: {line}")
    if len(new) > NEWS:
        context.log.info(f"… and {len(new) - NEWS:,} more new contradictions: see the table changes")


def _failure(error: OSError, places: Places) -> dg.Failure:
    """What a disk or a bucket says, in a line; only a full disk does not mend itself."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    mend = "free some space and run again" if full else "tried again"
    said = f"{error.filename or places.tables}: {error.strerror or error}"
    return dg.Failure(f"{said}: {mend}; the tables are those of the last run", allow_retries=not full)
