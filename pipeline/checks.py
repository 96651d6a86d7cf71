"""The checks on the tables as Dagster shows them: one step reads the tables back and runs them all."""

from collections.abc import Iterator

import dagster as dg
import pyarrow as pa

from pipeline.audit import CHECKS, Check
from pipeline.report.preview import markdown
from pipeline.storage import Places
from pipeline.stored import load
from pipeline.tables import TABLES

SHOWN = 20  # offending rows


@dg.multi_asset_check(
    specs=[dg.AssetCheckSpec(check.name, asset=check.table, description=check.about) for check in CHECKS],
    can_subset=True,
)
def audit(context: dg.AssetCheckExecutionContext, places: Places) -> Iterator[dg.AssetCheckResult]:
    """Every check, with the rows that break it."""
    tables = {name: load(places.folder, name) for name in TABLES}
    for check in CHECKS:
        if dg.AssetCheckKey(dg.AssetKey(check.table), check.name) in context.selected_asset_check_keys:
            yield _result(check, check.offending(tables))


def _result(check: Check, offending: pa.Table) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=check.table,
        check_name=check.name,
        passed=not offending.num_rows,
        severity=dg.AssetCheckSeverity.ERROR if check.grave else dg.AssetCheckSeverity.WARN,
        metadata={"offending_rows": offending.num_rows, "rows": dg.MetadataValue.md(markdown(offending, SHOWN))},
    )
