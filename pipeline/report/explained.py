"""A claim or a contradiction with all that it rests on, as lines of text."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.explain.claim import ClaimExplained, explain_claim
from pipeline.explain.contradiction import ContradictionExplained, explain_contradiction
from pipeline.explain.ids import find
from pipeline.explain.pages import Origin, Passage, Place
from pipeline.report.console import columns_wide, headline, padded
from pipeline.reviews import Mark, digests, holds
from pipeline.stored import Folder, rows_with

_OTHER_RULES = "these tables were made by other rules, so where the scope comes from cannot be told: `jiaokan run` makes them anew"
_MORE = ("topic", "bound", "per", "base", "condition")


def explained(tables: Folder, id_: str, marks: Mapping[str, Mark]) -> Iterator[str]:
    """What the claim or contradiction of an id, or of its beginning, rests on."""
    name, whole = find(tables, id_)
    if name == "claims":
        return claim_lines(explain_claim(tables, whole))
    mark = marks.get(whole)
    now = digests(rows_with(tables, "contradiction_evidence", "contradiction_id", [whole]))
    return contradiction_lines(explain_contradiction(tables, whole), mark, mark is not None and holds(mark, now))


def claim_lines(found: ClaimExplained) -> Iterator[str]:
    """A claim: the sentence, the facts, the origins of its scope, its rule."""
    claim = found.claim
    more = [f"{column} {getattr(claim, column)}" for column in _MORE if getattr(claim, column)] + ["an open list"] * claim.open
    yield f"claim {claim.claim_id}"
    yield f"  {claim.measure} {' '.join(filter(None, (claim.value, claim.unit)))}{''.join(f', {one}' for one in more)}"
    yield f"  {_place(found.passage.place)}{_dates(found.passage)}, voice {claim.voice}"
    yield f"  {found.passage.words}"
    yield ""
    yield "facts" if found.facts else "facts: none, its words themselves are read"
    for fact in found.facts:
        yield f"  {fact.kind} {fact.value} from 「{fact.text}」"
        yield f"    {fact.rule}: {fact.about}"
    yield ""
    yield "scope"
    yield from _origins(found.passage.origins, "  ") if found.fresh else [f"  {_OTHER_RULES}"]
    if found.silent:
        yield f"  not said: {', '.join(found.silent)}"
    yield ""
    yield f"rule {claim.rule}"
    if found.about:
        yield f"  {found.about}"


def contradiction_lines(found: ContradictionExplained, mark: Mark | None, counts: bool) -> Iterator[str]:
    """A contradiction: its sides with their passages, the rung that accuses, the likely value, and what a reader marked."""
    row = found.row
    yield f"contradiction {row['contradiction_id']}"
    yield f"  {headline(row)}  (severity {row['severity']:.2f})"
    yield f"  {row['summary']}"
    for n, side in enumerate(found.sides):
        yield ""
        yield f"side {n}: {' | '.join(dict.fromkeys(passage.value for passage in side))}"
        for passage in side:
            yield f"  {_place(passage.place)}{_dates(passage)}{f', claim {passage.claim.claim_id}' if passage.claim else ''}"
            yield f"    {passage.words}"
            yield from _origins(passage.origins, "      ")
    yield ""
    yield "why"
    for held in found.held:
        yield f"  {held.rung}: {held.about}"
        yield f"    {held.values[0]} against {held.values[1]}: {held.scope}; {held.time}"
        yield f"    {held.pairs} of {found.resting.total()} pairs of statements rest here{_others(found, held.rung)}"
    if found.because:
        yield f"  {found.because}"
    if not found.fresh:
        yield f"  {_OTHER_RULES}"
    yield ""
    yield f"likely {row['likely_value']}: {row['likely_reason']}" if row["likely_value"] else "likely: nothing decides"
    yield f"review: {_review(found, mark, counts)}"


def _place(place: Place) -> str:
    return f"{place.where}  {place.kind}{f' below {place.section}' if place.section else ''}"


def _dates(passage: Passage) -> str:
    told = [f"as of {passage.as_of}" if passage.as_of else "", f"published {passage.published}" if passage.published else ""]
    return "".join(f", {date}" for date in told if date)


def _origins(origins: Sequence[Origin], margin: str) -> Iterator[str]:
    rows = [(o.column, o.value, f"「{o.words}」" if o.words else "", o.how, f"{o.place.where} {o.place.kind}") for o in origins]
    widths = [max(map(columns_wide, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield margin + "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _others(found: ContradictionExplained, rung: str) -> str:
    others = ", ".join(f"{n} on {name}" for name, n in sorted(found.resting.items()) if name != rung)
    return f" ({others})" if others else ""


def _review(found: ContradictionExplained, mark: Mark | None, counts: bool) -> str:
    if mark is None:
        id_, word = found.row["contradiction_id"], found.row["review"]
        return word or f"none (jiaokan review {id_} confirmed|dismissed --note …)"
    told = mark.review + (f" by {mark.who}" if mark.who else "") + (f" on {mark.when}" if mark.when else "")
    told += f": {mark.note}" if mark.note else ""
    return told if counts else f"none that holds: the evidence has changed since it was {told}"
