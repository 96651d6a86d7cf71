"""What must hold in and between the tables, as data: each check is a query for the rows that break it, so that no table is loaded whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import duckdb

from pipeline.tables import TABLES, Table

Row = Mapping[str, Any]


class Check(NamedTuple):
    """A check on one table: what holds when the query gives no row; `grave` where a reader of the tables would be misled.

    `sift` keeps those of the query's rows that really break it, where SQL cannot tell.
    """

    table: str
    name: str
    about: str
    query: str
    grave: bool = True
    sift: Callable[[Iterable[Row]], Iterator[Row]] | None = None


class Finding(NamedTuple):
    """How many rows break a check, and the first of them."""

    total: int
    rows: list[Row]


class Reference(NamedTuple):
    """A column whose values name rows of another table."""

    table: str
    column: str
    to: str
    by: str


REFERENCES = (
    Reference("segments", "doc_id", "documents", "doc_id"),
    Reference("facts", "doc_id", "documents", "doc_id"),
    Reference("facts", "segment_id", "segments", "segment_id"),
    Reference("facts", "rule", "rules", "rule"),
    Reference("claims", "doc_id", "documents", "doc_id"),
    Reference("claims", "segment_id", "segments", "segment_id"),
    Reference("claims", "fact_ids", "facts", "fact_id"),
    Reference("contradictions", "contradiction_id", "contradiction_evidence", "contradiction_id"),
    Reference("contradiction_evidence", "contradiction_id", "contradictions", "contradiction_id"),
    Reference("contradiction_evidence", "claim_id", "claims", "claim_id"),
    Reference("contradiction_evidence", "doc_id", "documents", "doc_id"),
    Reference("rejects", "doc_id", "documents", "doc_id"),
)
QUOTES = {"facts": "text", "claims": "quote", "contradiction_evidence": "quote", "rejects": "text"}
SPANS = ("segments", *QUOTES)
FETCHED = 256  # rows at one time


def find(check: Check, tables: duckdb.DuckDBPyConnection, shown: int) -> Finding:
    """The rows that break the check, of which `shown` are kept."""
    rows = fetched(tables, check.query)
    if check.sift:
        rows = check.sift(rows)
    first = list(islice(rows, shown))
    return Finding(len(first) + sum(1 for _ in rows), first)


def fetched(tables: duckdb.DuckDBPyConnection, query: str, given: Sequence[object] = ()) -> Iterator[Row]:
    """The rows of a query, some at a time."""
    result = tables.execute(query, given)
    names = [column[0] for column in result.description or ()]
    while rows := result.fetchmany(FETCHED):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def misplaced(documents: Iterable[Row]) -> Iterator[Row]:
    """The spans (of documents with all their spans) where other words stand than the quote."""
    for document in documents:
        for span in document["spans"]:
            stands = document["page"][span["start"] : span["end"]]
            if stands != span["quote"]:
                yield {"doc_id": document["doc_id"], **span, "stands_there": stands}


def _all_checks() -> Iterator[Check]:
    for table in TABLES.values():
        yield from _of_shape(table)
    for reference in REFERENCES:
        about = f"Every {reference.column} stands in {reference.to}.{reference.by}."
        yield Check(reference.table, f"{reference.column}_is_in_{reference.to}", about, _dangling(reference))
    yield from _OF_CONTENT


def _of_shape(table: Table) -> Iterator[Check]:
    name, must = table.name, [f'"{column.name}" is null' for column in table.columns if not column.nullable]
    about = "No null stands where the contract wants a value."
    yield Check(name, "required_columns_are_filled", about, f"select * from {name} where {' or '.join(must)}")
    if table.id:
        again = f"select {table.id} from {name} group by {table.id} having count(*) > 1"
        about = f"No two rows share a {table.id}."
        yield Check(name, "ids_are_unique", about, f"select * from {name} where {table.id} in ({again}) order by {table.id}")
    if name in SPANS:
        query = f'select * from {name} where start < 0 or start >= "end" or (start is null) <> ("end" is null)'
        yield Check(name, "spans_are_spans", "Every start stands before its end, and neither without the other.", query)
    if name in QUOTES:
        about = f"documents.text from start to end is the row's {QUOTES[name]}."
        yield Check(name, "spans_are_their_text", about, _spans(name, QUOTES[name]), sift=misplaced)


def _spans(name: str, quote: str) -> str:
    # A text once with all its spans: SQL counts code points from the text's beginning, for each span anew.
    return (
        f'select doc_id, text as page, spans from documents join (select doc_id, list({{start: start, "end": "end", quote: "{quote}"}})'
        f" as spans from {name} where start is not null group by doc_id) using (doc_id)"
    )


def _dangling(reference: Reference) -> str:
    name, column, to, by = reference
    if TABLES[name].schema.field(column).type == TABLES["claims"].schema.field("fact_ids").type:
        lost = f"select unnest({column}) as one, {TABLES[name].id} as id from {name}"
        lost = f"select id from ({lost}) anti join {to} on one = {by}"
        return f"select * from {name} where {TABLES[name].id} in ({lost})"
    return f"select * from {name} as here anti join {to} as there on here.{column} = there.{by} where {column} is not null"


_YEARS = "between date '1900-01-01' and date '2100-12-31'"
_OF_CONTENT = (
    Check(
        "documents",
        "every_file_was_read",
        "No file was declined and no extraction failed.",
        "select source, stage, reason, detail from rejects where stage in ('read', 'extract')",
        grave=False,
    ),
    Check(
        "documents",
        "n_chars_counts_the_text",
        "n_chars is the number of the text's code points.",
        "select doc_id, source, n_chars, length(text) as counted from documents where n_chars <> length(text)",
    ),
    Check(
        "facts",
        "values_can_be",
        "No number is below zero or runs backwards, and no date lies before 1900, after 2100, or ends before it begins.",
        "select fact_id, kind, text, value, unit, date_start, date_end, case when value_low < 0 then 'below zero'"
        " when value_low > value_high then 'runs backwards' when date_start > date_end then 'ends before it begins'"
        f" when not date_start {_YEARS} or not date_end {_YEARS} then 'a year that cannot be' end as why from facts where why is not null",
        grave=False,
    ),
    Check(
        "facts",
        "documents_keep_their_facts",
        "No document that had ten facts or more in the last run has lost more than half of them.",
        "select doc_id, source, before, now from documents join (select doc_id, count(*) filter (change = 'removed') as gone,"
        " count(*) filter (change = 'added') as come from changes where \"table\" = 'facts' group by doc_id) using (doc_id)"
        " left join (select doc_id, count(*) as facts from facts group by doc_id) using (doc_id),"
        " lateral (select coalesce(facts, 0) as now, coalesce(facts, 0) + gone - come as before) where before >= 10 and now < before / 2",
        grave=False,
    ),
    Check(
        "rules",
        "rules_still_fire",
        "No rule that read facts in the last run reads none in documents that are still here.",
        "select rule, about, count(*) as facts_before, count(distinct doc_id) as documents from rules join (select doc_id,"
        " before->>'$.rule' as rule from changes semi join documents using (doc_id) where \"table\" = 'facts') using (rule)"
        " where fired = 0 group by all",
        grave=False,
    ),
    Check(
        "claims",
        "values_can_be",
        "No share is over 100 %, no number below zero or running backwards, no time before 1900, after 2100, or ending before it begins.",
        "select claim_id, quote, measure, value, unit, as_of, case when value_low < 0 then 'below zero'"
        " when value_low > value_high then 'runs backwards' when as_of_start > as_of_end then 'ends before it begins'"
        # A contribution base may be 300 % of the average wage.
        " when unit = 'percent' and value_high > 100 and measure <> 'contribution_base' then 'a share over 100 %'"
        f" when not as_of_start {_YEARS} or not as_of_end {_YEARS} then 'a year that cannot be' end as why"
        " from claims where why is not null",
        grave=False,
    ),
    Check(
        "contradictions",
        "the_gravest_come_first",
        "Severity lies between 0 and 1 and falls from row to row; among equals the ids rise.",
        "select * exclude (severity_above, id_above) from (select *, lag(severity) over () as severity_above,"
        " lag(contradiction_id) over () as id_above from contradictions) where severity < 0 or severity > 1"
        " or severity > severity_above or (severity = severity_above and contradiction_id < id_above)",
    ),
    Check(
        "contradictions",
        "sides_and_documents_are_counted",
        "sides and documents count what stands in the evidence.",
        "select contradiction_id, sides, sides_there, documents, documents_there from contradictions join (select contradiction_id,"
        " count(distinct side) as sides_there, count(distinct doc_id) as documents_there from contradiction_evidence"
        " group by contradiction_id) using (contradiction_id) where sides <> sides_there or documents <> documents_there",
    ),
    Check(
        "contradictions",
        "sides_share_a_key",
        "The claims that contradict each other share their key: nothing else was compared.",
        "select contradictions.kind, contradiction_id, list(distinct key order by key) as keys from contradiction_evidence"
        " join claims using (claim_id) join contradictions using (contradiction_id)"
        " where contradictions.kind not in ('arithmetic', 'title_body') group by all having count(distinct key) > 1",
    ),
    Check(
        "contradictions",
        "every_review_was_read",
        "No line of the readers' marks was declined.",
        "select source, reason, detail from rejects where stage = 'review'",
        grave=False,
    ),
    Check(
        "contradictions",
        "every_key_was_compared",
        "No comparison of claims failed.",
        "select source, doc_id, reason, detail from rejects where stage = 'compare' and reason = 'failed'",
        grave=False,
    ),
)
CHECKS = tuple(_all_checks())
