"""Which columns each column is made from, as the tables' lineage shows it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.tables import TABLES

Source = tuple[str, str]  # table, column
FILE, BYTES = ("seeds", "file"), ("seeds", "bytes")
TEXT, PLACE = ("documents", "text"), ("segments", "section")


class Making(NamedTuple):
    """A table's sources: a column comes from the first that has one of its name, if none has from `rest`; `but` says otherwise."""

    sources: Sequence[str]
    rest: Sequence[Source]
    but: Mapping[str, Sequence[Source]] = {}


MADE: Mapping[str, Making] = {
    "documents": Making(("seeds",), (BYTES,), {"doc_id": (FILE,), "source": (FILE,)}),
    "segments": Making(("documents",), (TEXT,), {"item_date": (TEXT,)}),
    "facts": Making(
        ("segments", "documents"),
        (TEXT,),
        dict.fromkeys(("kind", "start", "end", "text"), (TEXT,)),
    ),
    "claims": Making(
        ("facts", "documents"),
        (TEXT, PLACE),
        {
            "region": (("facts", "adcode"), PLACE),
            "as_of": (("facts", "value"), TEXT),
            "as_of_start": (("facts", "date_start"),),
            "as_of_end": (("facts", "date_end"),),
            "published": (("documents", "published"), ("segments", "item_date")),
            "voice": (("segments", "kind"),),
            "fact_ids": (("facts", "fact_id"),),
            "rule": (TEXT,),
        },
    ),
    "contradictions": Making(
        ("claims",),
        (("claims", "measure"), ("claims", "value")),
        {
            "kind": (("claims", "value"), ("claims", "as_of_start")),
            "documents": (("claims", "doc_id"),),
            "likely_value": (("claims", "value"), ("claims", "as_of_start"), ("documents", "publisher")),
            "likely_reason": (("claims", "value"), ("claims", "as_of_start"), ("documents", "publisher")),
            "review": (("reviews", "review"),),
            "review_note": (("reviews", "note"),),
        },
    ),
    "contradiction_evidence": Making(("contradictions", "claims"), (("claims", "value"),), {"side": (("contradictions", "sides"),)}),
    "rejects": Making(("documents",), (TEXT,), {"source": (FILE,)}),
    "rules": Making(
        (),
        (),
        {"fired": (("facts", "rule"),), "overlapped": (("rejects", "detail"),), "declined": (("rejects", "detail"),)},
    ),
    "changes": Making(
        ("facts", "claims", "contradictions"),
        (),
        {
            "id": (("facts", "fact_id"), ("claims", "claim_id"), ("contradictions", "contradiction_id")),
            "doc_id": (("facts", "doc_id"), ("claims", "doc_id")),
        },
    ),
}


def sources(table: str, column: str) -> Sequence[Source]:
    """The columns that a column is made from; none where it is made of the program itself."""
    making = MADE[table]
    if column in making.but:
        return making.but[column]
    for source in making.sources:
        if source in TABLES and column in TABLES[source].schema.names:
            return ((source, column),)
    return making.rest


def upstream(table: str) -> set[str]:
    """The tables (and the files of people) that some column of the table is made from."""
    return {source for column in TABLES[table].columns for source, _ in sources(table, column.name)}
