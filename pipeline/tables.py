"""The nine tables with their columns and what these mean. This is the public contract."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from pipeline.model import SegmentKind

SCHEMA_VERSION = "2"  # raise it when a column goes, comes or changes its meaning: old tables are then rebuilt

TEXT, LONG, INT, FLOAT, DATE, FLAG = pa.string(), pa.int64(), pa.int32(), pa.float64(), pa.date32(), pa.bool_()
TEXTS = pa.list_(pa.field("element", TEXT, nullable=False))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Arrow type, what an analyst reads about it, whether it may be null."""

    name: str
    type: pa.DataType
    about: str
    nullable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: what one row is, the column that names a row (if any), the columns it is sorted by (- for falling), its columns."""

    name: str
    grain: str
    id: str | None
    order: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        fields = [pa.field(c.name, c.type, c.nullable, {"description": c.about}) for c in self.columns]
        return pa.schema(fields, {"table": self.name, "grain": self.grain, "schema_version": SCHEMA_VERSION})


def must(name: str, type_: pa.DataType, about: str) -> Column:
    return Column(name, type_, about, nullable=False)


DOC = must("doc_id", TEXT, "The document: its path below the input folder without the suffix, or file#id for a record of a file.")
IN_SEGMENT = Column("segment_id", TEXT, "The segment that holds it; null where it runs over a segment's edge.")
SPAN = (
    must("start", LONG, "Where it begins in documents.text, in code points from 0."),
    must("end", LONG, "Where it ends in documents.text (the first code point after it)."),
)
NUMBERS = (
    Column("value_low", FLOAT, "The value's lower number, in `unit`; equal to value_high for a single number."),
    Column("value_high", FLOAT, "The value's upper number, in `unit`."),
    Column("unit", TEXT, "The numbers' unit: percent, percentage_point, yuan, day, month, year, or what a count counts."),
    Column("bound", TEXT, "How it limits: exact, at_least, at_most, more_than, less_than, about; null where nothing is said."),
    Column("per", TEXT, "What it is counted by (month, year, person, visit …), where the text says so."),
)
SCOPE = (
    Column("region", TEXT, "The division it is about, six digits of GB/T 2260; null: nationwide or not said."),
    Column("region_name", TEXT, "That division's full name."),
    Column("insurance", TEXT, "employee (职工) or resident (居民)."),
    Column("service", TEXT, "outpatient, inpatient, chronic, critical, pharmacy or maternity."),
    Column("population", TEXT, "active (在职), retired (退休), or the group's own Chinese word (灵活就业, 一档 …)."),
    Column("hospital_level", TEXT, "1, 2, 3, primary, or a span such as 1-2."),
    Column("party", TEXT, "Who pays: individual, employer or government."),
)

DOCUMENTS = Table(
    name="documents",
    grain="A row is a document that was read.",
    id="doc_id",
    order=("doc_id",),
    columns=(
        DOC,
        must("source", TEXT, "The file below the input folder that it was read from."),
        Column("url", TEXT, "Where the page was found, from manifest.csv or the record."),
        Column("publisher", TEXT, "Who published it, from manifest.csv or the record."),
        must("sha256", TEXT, "SHA-256 of the bytes that were read."),
        must("encoding", TEXT, "The encoding that the bytes were read with."),
        Column("title", TEXT, "The page's title."),
        must("text", TEXT, "The decoded text itself, unchanged: all offsets count its code points."),
        must("n_chars", LONG, "How many code points the text has."),
        Column("published", TEXT, "The date that the page bears, as ISO 8601."),
    ),
)
SEGMENTS = Table(
    name="segments",
    grain="A row is a piece of a document: a title, paragraph, list item, table row, part of a related item …",
    id="segment_id",
    order=("doc_id", "ordinal"),
    columns=(
        must("segment_id", TEXT, "The segment."),
        DOC,
        must("ordinal", INT, "Its number in the document, from 0."),
        must("kind", TEXT, "One of: " + ", ".join(SegmentKind) + "."),
        *SPAN,
        Column("section", TEXT, "The headings above it, joined by ' > '."),
        Column("item", INT, "The number of the related item it belongs to, from 0; null in the main article."),
        Column("item_title", TEXT, "That related item's title."),
        Column("item_date", TEXT, "The date that the related item bears, as ISO 8601."),
    ),
)
FACTS = Table(
    name="facts",
    grain="A row is a typed value at a span of a document.",
    id="fact_id",
    order=("doc_id", "start", "end"),
    columns=(
        must("fact_id", TEXT, "The fact: document and span."),
        DOC,
        IN_SEGMENT,
        must("kind", TEXT, "region, percentage, percentage_point, amount, date, duration, count, or a further kind."),
        *SPAN,
        must("text", TEXT, "The words themselves: documents.text from start to end."),
        must("value", TEXT, "The canonical value: a code, a number, low..high, EDTF for dates, ISO 8601 for durations, count and unit."),
        *NUMBERS,
        Column("date_start", DATE, "A date's first day, where the year is known."),
        Column("date_end", DATE, "A date's last day, where the year is known."),
        Column("adcode", TEXT, "A region's six digits of GB/T 2260."),
        Column("region_name", TEXT, "A region's full name."),
        must("rule", TEXT, "The rule that read it; see the table rules."),
    ),
)
CLAIMS = Table(
    name="claims",
    grain="A row is a claim: a fact in context (who says what of whom, where and when).",
    id="claim_id",
    order=("doc_id", "start", "end", "claim_id"),
    columns=(
        must("claim_id", TEXT, "The claim."),
        DOC,
        IN_SEGMENT,
        *SPAN,
        must("quote", TEXT, "The words that carry the value: documents.text from start to end."),
        must("measure", TEXT, "What is measured: reimbursement_rate, deductible, coverage_provinces …"),
        Column("topic", TEXT, "What the measure is about, where one is needed: cross_province_sharing, 产假 …"),
        must("value", TEXT, "The canonical value, as for facts; yes or no; a set's members joined with |."),
        *NUMBERS,
        Column("base", TEXT, "What a share is a share of."),
        Column("condition", TEXT, "Under what condition it holds (备案, 6万元以下, 高血压 …)."),
        must("open", FLAG, "True for a list that is not complete (it ends in 等)."),
        *SCOPE,
        Column("as_of", TEXT, "When it holds or is reported, as the text says, in EDTF."),
        Column("as_of_start", DATE, "The first day of as_of."),
        Column("as_of_end", DATE, "The last day of as_of."),
        Column("published", TEXT, "The date that the page or the related item bears, as ISO 8601."),
        must("voice", TEXT, "Which part of the page speaks: title, answer, body or teaser."),
        must("fact_ids", TEXTS, "The facts it is made of."),
        must("rule", TEXT, "The rule that put it together."),
        must("key", TEXT, "What must be equal for two claims to be compared at all: measure|topic|region."),
    ),
)
CONTRADICTIONS = Table(
    name="contradictions",
    grain="A row is a disagreement: claims, or one claim and arithmetic, that cannot all hold.",
    id="contradiction_id",
    order=("-severity", "contradiction_id"),
    columns=(
        must("contradiction_id", TEXT, "The contradiction; it stays the same when unrelated documents come and go."),
        must("kind", TEXT, "value, outdated, polarity, set, arithmetic or title_body."),
        Column("measure", TEXT, "The measure that the sides disagree on."),
        Column("topic", TEXT, "What the measure is about, where one is needed."),
        *SCOPE,
        must("sides", INT, "How many sides there are; arithmetic may have one."),
        must("documents", INT, "How many documents speak in it (of a crowd, 200 for each value)."),
        must("severity", FLOAT, "From 0 to 1, the gravest first."),
        must("summary", TEXT, "The disagreement in one sentence."),
        Column("likely_value", TEXT, "The value that likely holds; null where nothing speaks for one."),
        Column("likely_reason", TEXT, "Why that value likely holds."),
        Column("review", TEXT, "What a reader marked: confirmed or dismissed; null: not reviewed."),
        Column("review_note", TEXT, "The reader's note."),
    ),
)
EVIDENCE = Table(
    name="contradiction_evidence",
    grain="A row is a quote on one side of a contradiction.",
    id=None,
    order=(),  # as its contradictions stand, then as they list it
    columns=(
        must("contradiction_id", TEXT, "The contradiction."),
        must("side", INT, "The side that the quote speaks for, from 0."),
        must("value", TEXT, "That side's value."),
        Column("claim_id", TEXT, "The claim behind it, where there is one."),
        DOC,
        *SPAN,
        must("quote", TEXT, "The words themselves: documents.text from start to end."),
        Column("as_of", TEXT, "When it holds or is reported, as the text says, in EDTF."),
    ),
)
REJECTS = Table(
    name="rejects",
    grain="A row is something that was declined: a file, a match, a fact without context.",
    id=None,
    order=("doc_id", "stage", "start", "end", "detail"),
    columns=(
        must("source", TEXT, "The file below the input folder."),
        Column("doc_id", TEXT, "The document, where it could be read."),
        must("stage", TEXT, "Where it was declined: read, extract, facts, claims, compare or review."),
        must("reason", TEXT, "Why, in a word to count by."),
        must("detail", TEXT, "Why, in a sentence."),
        Column("start", LONG, "Where it begins in documents.text; null for a whole file."),
        Column("end", LONG, "Where it ends in documents.text; null for a whole file."),
        Column("text", TEXT, "The words themselves; null for a whole file."),
    ),
)
RULES = Table(
    name="rules",
    grain="A row is a rule, with what it did in this run.",
    id="rule",
    order=("rule",),
    columns=(
        must("rule", TEXT, "The rule: its kind and what it reads."),
        must("kind", TEXT, "The kind of facts it reads."),
        must("about", TEXT, "What it reads, in a sentence."),
        must("fired", LONG, "How many facts it gave."),
        must("overlapped", LONG, "How many of its matches lost to a longer or earlier one."),
        must("declined", LONG, "How many of its matches were declined for another reason."),
        must("examples", LONG, "How many examples the rule carries (each of them is a test)."),
    ),
)
CHANGES = Table(
    name="changes",
    grain="A row is a difference of facts, claims or contradictions to the last run; none on a first run.",
    id=None,
    order=("table", "id"),
    columns=(
        must("table", TEXT, "facts, claims or contradictions."),
        must("change", TEXT, "added, removed or changed."),
        must("id", TEXT, "The row's id in that table."),
        Column("doc_id", TEXT, "The document; null for contradictions."),
        Column("before", TEXT, "The old row as JSON (of a changed row, the columns that differ); null where added."),
        Column("after", TEXT, "The new row as JSON (of a changed row, the columns that differ); null where removed."),
    ),
)
TABLES: Mapping[str, Table] = {
    table.name: table for table in (DOCUMENTS, SEGMENTS, FACTS, CLAIMS, CONTRADICTIONS, EVIDENCE, REJECTS, RULES, CHANGES)
}
