"""The nine tables as Dagster assets, made together in one step by the same flow as on the command line."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg
import pyarrow as pa

from pipeline.automation import DIGEST, SEEDS, WATCHED
from pipeline.flow import Settings, tabulate
from pipeline.inventory import digest, look, record, recorded
from pipeline.publish import mark
from pipeline.rulebook import rule_set
from pipeline.storage import Places
from pipeline.tables import TABLES

# What each table is made from, as the asset graph shows it; one step makes them all.
MADE_FROM: Mapping[str, tuple[str, ...]] = {
    "documents": ("seeds",),
    "segments": ("documents",),
    "facts": ("segments",),
    "claims": ("facts",),
    "contradictions": ("claims",),
    "contradiction_evidence": ("contradictions",),
    "rejects": ("documents",),
    "rules": ("facts", "rejects"),
    "changes": ("facts", "claims", "contradictions"),
}


@dg.multi_asset(
    outs={
        name: dg.AssetOut(description=table.grain, group_name="jiaokan", kinds={"parquet"}, code_version=rule_set(), dagster_type=pa.Table)
        for name, table in TABLES.items()
    },
    internal_asset_deps={name: {dg.AssetKey(source) for source in sources} for name, sources in MADE_FROM.items()},
    deps=[SEEDS],
    pool="tables",  # two runs must not write the same files at one time
)
def tables(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[pa.Table]]:
    """Read, extract, compare; the IO manager publishes."""
    settings = Settings(source=Path(places.documents), folder=places.folder, reviews=places.marks, workers=places.workers)
    seen = look(settings.source, recorded(places.folder))  # before reading: what changes while we read is another run's
    outcome = tabulate(settings)
    record(seen, places.folder)
    for note in outcome.notes:
        context.log.warning(note)
    for name, rows in outcome.tables.items():
        told = {DIGEST: digest(seen)} if dg.AssetKey(name) == WATCHED else {}
        yield dg.MaterializeResult(asset_key=name, value=rows, data_version=dg.DataVersion(mark(rows, "snapshot")), metadata=told)
