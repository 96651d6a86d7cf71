"""The checks on the tables as Dagster shows them: one step asks the tables on disk; what misleads readers stops the report."""

from collections.abc import Iterator

import dagster as dg
import pyarrow as pa

from pipeline.audit import CHECKS, Check, Finding, find
from pipeline.report.preview import markdown
from pipeline.storage import Places

SHOWN = 20  # offending rows


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(
            check.name,
            asset=check.table,
            description=f"{check.about} {'An error: the report is not written.' if check.grave else 'A warning.'}",
            blocking=check.grave,
            metadata={"query": dg.MetadataValue.md(f"```sql\n{check.query}\n```")},
        )
        for check in CHECKS
    ],
    can_subset=True,
    description="Asks the tables on disk for the rows that break a check.",
)
def audit(context: dg.AssetCheckExecutionContext, places: Places) -> Iterator[dg.AssetCheckResult]:
    """Every check, with the rows that break it."""
    with places.database() as tables:
        for check in CHECKS:
            if dg.AssetCheckKey(dg.AssetKey(check.table), check.name) in context.selected_asset_check_keys:
                yield _result(check, find(check, tables, SHOWN))


def _result(check: Check, found: Finding) -> dg.AssetCheckResult:
    rows = markdown(pa.Table.from_pylist(found.rows), SHOWN) if found.total else "None."
    return dg.AssetCheckResult(
        asset_key=check.table,
        check_name=check.name,
        passed=not found.total,
        severity=dg.AssetCheckSeverity.ERROR if check.grave else dg.AssetCheckSeverity.WARN,
        # The UI shows a description at once, and metadata of some length only after a click.
        description=f"{found.total:,} rows, the first of them:\n\n{rows}" if found.total else None,
        metadata={"offending_rows": found.total, "rows": dg.MetadataValue.md(rows)},
    )
