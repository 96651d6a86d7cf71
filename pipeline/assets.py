"""The nine tables as Dagster assets, made together in one step by the same flow as on the command line."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg

from pipeline.automation import DIGEST, WATCHED
from pipeline.flow import Settings, refresh
from pipeline.inventory import digest, look, record, recorded
from pipeline.rulebook import rule_set
from pipeline.storage import Places, shown
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
    specs=[
        dg.AssetSpec(name, deps=MADE_FROM[name], description=table.grain, group_name="jiaokan", kinds={"parquet"}, code_version=rule_set())
        for name, table in TABLES.items()
    ],
    pool="tables",  # two runs must not write the same files at one time
)
def tables(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[None]]:
    """Read, extract, compare, publish; what the UI shows is taken from what stands on disk."""
    settings = Settings(source=Path(places.documents), folder=places.folder, reviews=places.marks, workers=places.workers)
    seen = look(settings.source, recorded(places.folder))  # before reading: what changes while we read is another run's
    outcome = refresh(settings)
    record(seen, places.folder)
    for note in outcome.notes:
        context.log.warning(note)
    for name in TABLES:
        told = {DIGEST: digest(seen)} if dg.AssetKey(name) == WATCHED else {}
        yield dg.MaterializeResult(
            asset_key=name, data_version=dg.DataVersion(outcome.snapshot), metadata={**shown(places.folder, name), **told}
        )
