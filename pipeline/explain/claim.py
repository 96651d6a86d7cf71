"""What a claim rests on: its facts, where its scope comes from, what its rule reads."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.explain.pages import Pages, Passage
from pipeline.kinds import MANUAL
from pipeline.measures.about import about
from pipeline.measures.page import COLUMNS
from pipeline.model import Claim
from pipeline.stored import Folder, rows_with


class Value(NamedTuple):
    """A fact of a claim, with what its rule reads."""

    kind: str
    value: str
    text: str
    rule: str
    about: str


class ClaimExplained(NamedTuple):
    """A claim with all that it rests on; `fresh` is false where the tables were made by other rules, and no origins can be told."""

    claim: Claim
    passage: Passage
    facts: Sequence[Value]
    silent: Sequence[str]
    about: str
    fresh: bool


def explain_claim(tables: Folder, claim_id: str) -> ClaimExplained:
    """What a claim rests on."""
    pages = Pages(tables)
    claim = pages.claims([claim_id])[claim_id]
    passage = pages.claimed(claim)
    said = {origin.column for origin in passage.origins}
    rules = {entry.id: entry.about for entry in MANUAL}
    facts = rows_with(tables, "facts", "fact_id", claim.fact_ids)
    return ClaimExplained(
        claim=claim,
        passage=passage,
        facts=[Value(f["kind"], f["value"], f["text"], f["rule"], rules.get(f["rule"], "")) for f in facts.to_pylist()],
        silent=[column for column in COLUMNS if column not in said and getattr(claim, column) is None],
        about=about(claim.rule),
        fresh=pages.fresh,
    )
