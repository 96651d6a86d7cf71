"""What the report shows, asked of the tables: the index of contradictions and documents, and the parts that are loaded when looked at."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import duckdb

from pipeline.columns import claims_of
from pipeline.comparison.report import shown
from pipeline.explain.pages import AROUND, in_sentence
from pipeline.model import ContradictionKind
from pipeline.report import told
from pipeline.reviews import Mark, digests, holds

LISTED = 20_000  # contradictions, the gravest
SHELVED = 100_000  # documents, those with contradictions first
LONGEST = 600  # characters of a quote
FOUND_BY = 400  # characters of quotes that a search looks through
_NEAR = AROUND + 1  # one sign more than is shown tells whether there is more
Row = dict[str, Any]
Database = duckdb.DuckDBPyConnection

_SIDES = {
    ContradictionKind.ARITHMETIC: ("stated", "computed"),
    ContradictionKind.SET: ("stated", "counted"),
    ContradictionKind.TITLE_BODY: ("the_title", "the_body"),
}
_CONTRADICTIONS = "SELECT * FROM contradictions ORDER BY severity DESC, contradiction_id LIMIT ?"
_DOCUMENTS = """
    SELECT * FROM (
        SELECT doc_id, source, title, url, publisher, published, n_chars, coalesce(facts, 0) facts, coalesce(found, 0) found
        FROM documents
        LEFT JOIN (SELECT doc_id, count(*) facts FROM facts GROUP BY doc_id) USING (doc_id)
        LEFT JOIN (SELECT doc_id, count(DISTINCT contradiction_id) found FROM contradiction_evidence GROUP BY doc_id) USING (doc_id)
        ORDER BY found DESC, doc_id LIMIT ?
    ) ORDER BY doc_id
"""
_EVIDENCE = f"""
    WITH listed AS (SELECT contradiction_id, row_number() OVER (ORDER BY severity DESC, contradiction_id) AS place FROM contradictions),
    quotes AS (SELECT *, row_number() OVER () AS n FROM contradiction_evidence)
    SELECT q.contradiction_id, q.side, q.value, q.claim_id, q.doc_id, q.start, q."end", q.as_of, c.published,
        substring(d.text, greatest(q.start - {_NEAR}, 0) + 1, q."end" - q.start + 2 * {_NEAR}) AS around
    FROM quotes q JOIN listed USING (contradiction_id) JOIN documents d USING (doc_id) LEFT JOIN claims c USING (claim_id)
    WHERE place <= ? ORDER BY place, q.side, n
"""
_CLAIMED = "SELECT c.* FROM claims c SEMI JOIN contradiction_evidence USING (claim_id) ORDER BY claim_id"


def rows(db: Database, sql: str, values: Sequence[object] = ()) -> list[Row]:
    """The rows of a query as dicts."""
    found = db.execute(sql, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, cells, strict=True)) for cells in found.fetchall()]


def documents(db: Database) -> list[Row]:
    """The documents of the report by id, each with the number of its facts and contradictions."""
    return rows(db, _DOCUMENTS, [SHELVED])


def contradictions(db: Database, pages: Sequence[Row], marks: Mapping[str, Mark] | None) -> list[tuple[Row, Row]]:
    """Each contradiction as a row of the index, and its sides with their passages; documents by their number among the pages.

    Where there are no marks to go by (None), those count that the tables took when they were made.
    """
    number = {page["doc_id"]: n for n, page in enumerate(pages)}
    values = shown_values(db)
    evidence = {id_: list(quotes) for id_, quotes in groupby(rows(db, _EVIDENCE, [LISTED]), key=lambda quote: quote["contradiction_id"])}
    now = digests(db.sql("SELECT contradiction_id, doc_id, quote FROM contradiction_evidence").to_arrow_table())
    made = []
    for row in rows(db, _CONTRADICTIONS, [LISTED]):
        id_ = row["contradiction_id"]
        quotes = evidence.get(id_, [])
        sides = [_side(row, list(some), values, number) for _, some in groupby(quotes, key=lambda quote: quote["side"])]
        entry = _entry(row, sides, {number[quote["doc_id"]] for quote in quotes if quote["doc_id"] in number})
        made.append((entry | _reviewed(row, marks, now), {"id": id_, "sides": sides}))
    return made


def shown_values(db: Database) -> dict[str, str]:
    """The values of the claims behind the evidence as people write them, by claim."""
    return {claim.claim_id: shown(claim) for claim in claims_of(db.sql(_CLAIMED).to_arrow_table())}


def _entry(row: Row, sides: Sequence[Row], documents: set[int]) -> Row:
    sentence = told.summary(row, [told.Side(side["value"], side["documents"], side["as_of"]) for side in sides])
    quotes = " ".join(quote["quote"] for side in sides for quote in side["quotes"])
    return _said(
        id=row["contradiction_id"],
        **{name: row[name] for name in ("kind", "measure", "topic", "region", "region_name", "insurance", "service", "population")},
        level=row["hospital_level"],
        party=row["party"],
        severity=row["severity"],
        en=row["summary"],
        zh=sentence,
        likely=row["likely_value"],
        why_en=row["likely_reason"],
        why_zh=told.reason(row["likely_reason"]),
        documents=sorted(documents),
        quotes=quotes[:FOUND_BY],
    )


def _side(row: Row, quotes: Sequence[Row], values: Mapping[str, str], number: Mapping[str, int]) -> Row:
    named = list(dict.fromkeys(values.get(quote["claim_id"] or "", quote["value"]) for quote in quotes))
    claimed = any(quote["claim_id"] for quote in quotes)
    head = _SIDES.get(row["kind"])
    stated = sorted(quote["as_of"] for quote in quotes if quote["as_of"])
    return _said(
        value=named[0] if claimed else " · ".join(named),
        head=head[min(quotes[0]["side"], 1)] if head and not claimed else None,
        likely=row["likely_value"] in named or None,
        documents=len({quote["doc_id"] for quote in quotes}),
        quotes=[_passage(quote, values, number) for quote in quotes],
    ) | {"as_of": stated[-1] if stated else None}


def _passage(quote: Row, values: Mapping[str, str], number: Mapping[str, int]) -> Row:
    start = min(quote["start"], _NEAR)
    before, words, after = in_sentence(quote["around"], start, start + quote["end"] - quote["start"])
    return _said(
        document=number.get(quote["doc_id"]),
        start=quote["start"],
        end=quote["end"],
        value=values.get(quote["claim_id"] or "", quote["value"]),
        before=before,
        quote=words if len(words) <= LONGEST else f"{words[: LONGEST // 2]}…{words[-LONGEST // 2 :]}",
        after=after,
        as_of=quote["as_of"],
        published=quote["published"],
    )


def _reviewed(row: Row, marks: Mapping[str, Mark] | None, now: Mapping[str, str]) -> Row:
    """What a reader marked: `stale` where it was on other evidence."""
    digest = {"evidence": now.get(row["contradiction_id"], "")}
    if marks is None:
        return digest | _said(review=row["review"], note=row["review_note"])
    mark = marks.get(row["contradiction_id"])
    if mark is None:
        return digest
    return digest | _said(note=mark.note or None, **{"review" if holds(mark, now) else "stale": mark.review})


def texts(db: Database, pages: Sequence[Row]) -> Iterator[str]:
    """The documents of those pages (a run of them by id) as JSON, each with its text, its facts and the quotes of contradictions in it."""
    ends = (pages[0]["doc_id"], pages[-1]["doc_id"])
    wanted = {page["doc_id"] for page in pages}
    for doc_id, text in db.execute(_TEXTS, [*ends, *ends, *ends]).fetchall():
        if doc_id in wanted:
            yield text


# A fact's value as a reader takes it in: the place by its name, the bound as a sign.
_TEXTS = """
    WITH marked AS (
        SELECT doc_id, to_json(list(json_array(start, "end", kind, concat(
            CASE bound WHEN 'at_least' THEN '≥ ' WHEN 'at_most' THEN '≤ ' WHEN 'more_than' THEN '> ' WHEN 'less_than' THEN '< '
                WHEN 'about' THEN '≈ ' ELSE '' END,
            value,
            CASE WHEN kind = 'region' THEN concat(' ', region_name) WHEN unit = 'percent' THEN '%' WHEN unit = 'yuan' THEN ' 元' ELSE '' END
        ), rule) ORDER BY start, "end", rule)) AS facts
        FROM facts WHERE doc_id BETWEEN ? AND ? GROUP BY doc_id
    ), quoted AS (
        SELECT doc_id, to_json(list(json_array(start, "end", contradiction_id) ORDER BY start, "end", contradiction_id)) AS quotes
        FROM contradiction_evidence WHERE doc_id BETWEEN ? AND ? GROUP BY doc_id
    )
    SELECT doc_id, json_object('id', doc_id, 'text', text, 'facts', coalesce(facts, '[]'::JSON), 'quotes', coalesce(quotes, '[]'::JSON))
    FROM documents LEFT JOIN marked USING (doc_id) LEFT JOIN quoted USING (doc_id) WHERE doc_id BETWEEN ? AND ? ORDER BY doc_id
"""


def _said(**columns: object) -> Row:
    """The columns that say something: what is null need not be written."""
    return {name: value for name, value in columns.items() if value is not None}
