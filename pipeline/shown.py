"""What the Dagster UI shows of a table that was written: rows, columns and where these come from, some rows, and plots."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import dagster as dg
import duckdb
import pyarrow as pa

from pipeline.audit import fetched
from pipeline.lineage import sources
from pipeline.report.console import headline
from pipeline.report.plots import INLINE, plot
from pipeline.report.preview import cell, markdown
from pipeline.tables import TABLES, Table

Metadata = dict[str, dg.MetadataValue]
ROWS, CONTRADICTIONS, QUOTES, WIDTH = 8, 10, 4, 32
# The columns of a preview: all of them would be too many to be shown at once.
PREVIEWS: Mapping[str, str] = {
    "documents": "doc_id, title, publisher, published, n_chars",
    "segments": "segment_id, kind, section, item_title",
    "facts": "fact_id, kind, text, value, rule",
    "claims": "measure, topic, value, unit, region_name, quote",
    "contradictions": "severity, kind, measure, region_name, summary",
    "contradiction_evidence": "contradiction_id, side, value, doc_id, quote",
    "rejects": "source, stage, reason, detail, text",
    "rules": "rule, about, fired, overlapped, declined",
    "changes": '"table", change, id, before, after',
}


class Plot(NamedTuple):
    """A picture of counts: the query gives a label and one number, or one for each part."""

    table: str
    name: str
    title: str
    query: str
    parts: tuple[str, ...] = ()


def _by(table: str, column: str, title: str, where: str = "true") -> Plot:
    query = f"select {column}, count(*) as n from {table} where {where} group by all order by n desc, {column} limit 15"
    return Plot(table, f"by_{column}", title, query)


PLOTS = (
    _by("documents", "encoding", "Documents by encoding"),
    _by("segments", "kind", "Segments by kind"),
    _by("facts", "kind", "Facts by kind"),
    _by("facts", "region_name", "Facts by region (the 15 named most)", "kind = 'region' and region_name is not null"),
    _by("claims", "measure", "Claims by measure"),
    Plot(
        "contradictions",
        "by_kind_and_severity",
        "Contradictions by kind and severity",
        "select kind, count(*) filter (severity < 0.5), count(*) filter (severity >= 0.5 and severity < 0.7),"
        " count(*) filter (severity >= 0.7) from contradictions group by kind order by count(*) desc, kind",
        ("below 0.5", "below 0.7", "above"),
    ),
    _by("contradiction_evidence", "doc_id", "Quotes by document (the 15 with most)"),
    _by("rejects", "reason", "Rejects by reason"),
    Plot("rules", "by_fired", "Rules that fired most", "select rule, fired from rules where fired > 0 order by fired desc, rule limit 15"),
    Plot(
        "changes",
        "by_table_and_change",
        "Changes since the last run",
        "select \"table\", count(*) filter (change = 'added'), count(*) filter (change = 'changed'),"
        " count(*) filter (change = 'removed') from changes group by all order by 1",
        ("added", "changed", "removed"),
    ),
)


def shown(tables: duckdb.DuckDBPyConnection, name: str) -> Metadata:
    """The metadata of one table's materialisation."""
    table = TABLES[name]
    ((rows,),) = tables.execute(f"select count(*) from {name}").fetchall()
    metadata: Metadata = {"dagster/row_count": dg.MetadataValue.int(rows), "preview": dg.MetadataValue.md(_preview(tables, name))}
    metadata |= {picture.name: dg.MetadataValue.md(_drawn(tables, picture)) for picture in PLOTS if picture.table == name}
    if name == "contradictions":
        metadata["quotes"] = dg.MetadataValue.md("\n".join(_quotes(tables)) or "None.")
    return metadata | {
        "lineage": dg.MetadataValue.md(_lineage(table)),
        "dagster/column_schema": dg.MetadataValue.table_schema(_columns(table)),
        "dagster/column_lineage": dg.MetadataValue.column_lineage(_column_lineage(table)),
    }


def observed(rows: Sequence[Mapping[str, str]], what: str) -> Metadata:
    """What there is to see of a thing that people write."""
    told = markdown(pa.Table.from_pylist(list(rows[:ROWS]))) if rows else f"No {what} is there."
    return {"dagster/row_count": dg.MetadataValue.int(len(rows)), "preview": dg.MetadataValue.md(told)}


def page_shown(tables: duckdb.DuckDBPyConnection, path: Path, columns: Sequence[tuple[str, str, str]]) -> Metadata:
    """What there is to see of the page for readers."""
    ((rows,),) = tables.execute("select count(*) from contradictions").fetchall()
    return {
        "dagster/row_count": dg.MetadataValue.int(rows),
        "page": dg.MetadataValue.path(path),
        "size": dg.MetadataValue.int(path.stat().st_size),
        "preview": dg.MetadataValue.md(_preview(tables, "contradictions")),
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns=[dg.TableColumn(*column) for column in columns])),
    }


def news(tables: duckdb.DuckDBPyConnection) -> list[str]:
    """The contradictions that the last run did not have, each in a line, the gravest first."""
    query = (
        "select contradictions.* from contradictions semi join (select id from changes where \"table\" = 'contradictions'"
        " and change = 'added') on contradiction_id = id order by severity desc, contradiction_id"
    )
    return [f"{headline(row)} ({row['severity']:.2f}, {row['contradiction_id']}): {row['summary']}" for row in fetched(tables, query)]


def counted(tables: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What changed in each watched table: facts -> +12 −3 ~1."""
    query = (
        "select \"table\", count(*) filter (change = 'added'), count(*) filter (change = 'removed'), count(*) filter (change = 'changed')"
        ' from changes group by all order by "table"'
    )
    return {name: f"+{added:,} −{removed:,} ~{changed:,}" for name, added, removed, changed in tables.execute(query).fetchall()}


def _preview(tables: duckdb.DuckDBPyConnection, name: str) -> str:
    """The first rows, as many as the UI shows at once."""
    first = tables.sql(f"select {PREVIEWS[name]} from {name} limit {ROWS}").to_arrow_table()
    told = [markdown(first, limit, WIDTH) for limit in range(ROWS, 0, -1)]
    return next((some for some in told if len(some) < INLINE), told[-1])


def _drawn(tables: duckdb.DuckDBPyConnection, picture: Plot) -> str:
    rows = [(str(label), numbers) for label, *numbers in tables.execute(picture.query).fetchall()]
    return plot(picture.title, rows, picture.parts)


def _columns(table: Table) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                str(column.type),
                description=column.about,
                constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=column.name == table.id),
            )
            for column in table.columns
        ]
    )


def _column_lineage(table: Table) -> dg.TableColumnLineage:
    made = {column.name: sources(table.name, column.name) for column in table.columns}
    return dg.TableColumnLineage(
        {name: [dg.TableColumnDep(dg.AssetKey(source), column) for source, column in made_of] for name, made_of in made.items() if made_of}
    )


def _lineage(table: Table) -> str:
    """The lineage once more, as the open UI draws none for columns."""
    made = {
        column.name: [f"[{source}](/assets/{source}).{one}" for source, one in sources(table.name, column.name)] for column in table.columns
    }
    rows = [f"| {name} | {', '.join(made_of) or 'the program itself'} |" for name, made_of in made.items()]
    return "\n".join(["| column | made from |", "| --- | --- |", *rows])


def _quotes(tables: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The gravest contradictions, each with quotes that lead to their documents."""
    query = f"select * from contradictions order by severity desc, contradiction_id limit {CONTRADICTIONS}"
    for row in list(fetched(tables, query)):
        reviewed = f", {row['review']}" if row["review"] else ""
        yield f"**{cell(headline(row), 200)}** ({row['severity']:.2f}, {row['contradiction_id']}{reviewed})  "
        yield cell(row["summary"], 300)
        evidence = fetched(
            tables,
            "select value, quote, as_of, source, url, doc_id from contradiction_evidence join documents using (doc_id)"
            " where contradiction_id = ? order by side, doc_id, start limit ?",
            [row["contradiction_id"], QUOTES],
        )
        yield from (f"- {_quoted(one)}" for one in evidence)
        if row["likely_value"]:
            yield f"- likely {cell(row['likely_value'])}: {cell(row['likely_reason'], 200)}"
        yield ""


def _quoted(evidence: Mapping[str, Any]) -> str:
    """A quote with a link to its page, at the quote itself where the page's address is known."""
    page = f"{evidence['url']}#:~:text={quote(evidence['quote'], safe='')}" if evidence["url"] else "/assets/documents"
    dated = f", as of {evidence['as_of']}" if evidence["as_of"] else ""
    return f"{cell(evidence['value'])}: 「{cell(evidence['quote'])}」 in [{cell(evidence['source'])}]({page}){dated}"
