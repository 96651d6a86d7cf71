"""Why claims cannot all hold: the sides with their passages, the rung of the ladder that accuses, what it was decided on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, groupby, product
from typing import Any, NamedTuple

from pipeline.comparison import times
from pipeline.comparison.ladder import ACCUSING, LADDER, rung
from pipeline.comparison.measures import policy
from pipeline.comparison.report import shown
from pipeline.comparison.scope import Scope, scopes
from pipeline.comparison.statement import by_scope, statements
from pipeline.explain.pages import Pages, Passage
from pipeline.model import Claim, ContradictionKind
from pipeline.stored import Folder, rows_with


class Held(NamedTuple):
    """A rung of the ladder on which pairs of statements of two sides rest: what it says, how many pairs, and one of them in full."""

    rung: str
    about: str
    pairs: int
    values: tuple[str, str]
    scope: str
    time: str


class ContradictionExplained(NamedTuple):
    """A contradiction with the passages of each side and the rungs that accuse (none where it was found inside one passage)."""

    row: Mapping[str, Any]
    sides: Sequence[Sequence[Passage]]
    held: Sequence[Held]
    resting: Counter[str]
    because: str
    fresh: bool


def explain_contradiction(tables: Folder, contradiction_id: str) -> ContradictionExplained:
    """The sides of a contradiction, and why they cannot all hold."""
    pages = Pages(tables)
    (row,) = rows_with(tables, "contradictions", "contradiction_id", [contradiction_id]).to_pylist()
    evidence = rows_with(tables, "contradiction_evidence", "contradiction_id", [contradiction_id]).to_pylist()
    claims = pages.claims([quote["claim_id"] for quote in evidence if quote["claim_id"]])
    sides = [list(quotes) for _, quotes in groupby(evidence, key=lambda quote: quote["side"])]
    spoken = [[claims[quote["claim_id"]] for quote in side if quote["claim_id"]] for side in sides]
    resting, held = _rungs(spoken)
    return ContradictionExplained(
        row=row,
        sides=[[_passage(pages, claims, quote) for quote in side] for side in sides],
        held=held,
        resting=resting,
        because=_because(row["kind"], bool(claims), {one.rung for one in held}),
        fresh=pages.fresh,
    )


def _passage(pages: Pages, claims: Mapping[str, Claim], quote: Mapping[str, Any]) -> Passage:
    if quote["claim_id"]:
        return pages.claimed(claims[quote["claim_id"]])
    return pages.quoted(quote["doc_id"], quote["start"], quote["end"], quote["value"])


def _rungs(sides: Sequence[Sequence[Claim]]) -> tuple[Counter[str], list[Held]]:
    """How many pairs of statements of different sides rest on each rung, and those that accuse with their first pair in full."""
    said = [list({s.claim.claim_id: s.claim for s in statements(by_scope(side))}.values()) for side in sides]
    pairs = [(rung(*pair), *pair) for one, other in combinations(said, 2) for pair in product(one, other)]
    resting = Counter(name for name, _, _ in pairs)
    told = {step.name: step.about for step in LADDER}
    held = []
    for name in sorted(ACCUSING & resting.keys(), key=list(told).index):
        first, second = next((one, other) for found, one, other in pairs if found == name)
        held.append(Held(name, told[name], resting[name], (shown(first), shown(second)), _scope(first, second), _time(first, second)))
    return resting, held


def _scope(first: Claim, second: Claim) -> str:
    """The scope in which two claims are compared."""
    shared = [scope for scope in scopes(first) if scope in set(scopes(second))]
    if shared:
        said = _named(shared[0], first)
        return f"both speak of {said}" if said else "neither limits whom it speaks of"
    one, other = (_named(next(iter(scopes(claim))), claim) or "everybody" for claim in (first, second))
    return f"{one} against {other}: what is said of the wider one covers the other"


def _named(scope: Scope, claim: Claim) -> str:
    """What a scope of the claim says, the place by its name."""
    said = scope._replace(region=claim.region_name or scope.region) if scope.region else scope
    return " · ".join(value for column, value in said._asdict().items() if value and column not in ("measure", "unit"))


def _time(first: Claim, second: Claim) -> str:
    """How the times of two claims stand to each other."""
    together = times.together(first, second, monthly=policy(first).grows)
    if together is None:
        stated = first.as_of or second.as_of
        return f"only one of them states a time ({stated})" if stated else "neither states a time"
    return f"they state {'one time' if together else 'different times'} ({first.as_of}, {second.as_of})"


def _because(kind: str, compared: bool, rungs: set[str]) -> str:
    """What else speaks for the contradiction's kind: where the text itself tells, or where the ladder's word is not the last."""
    if not compared:
        return {
            ContradictionKind.ARITHMETIC: "Found in the passage itself: its own numbers do not give the value that it states.",
            ContradictionKind.SET: "Found in the passage itself: the list has not as many members as the text says.",
            ContradictionKind.TITLE_BODY: "Found in the page itself: the title names something else than the words below it.",
        }.get(ContradictionKind(kind), "")
    if kind == ContradictionKind.OUTDATED and "outdated" not in rungs:
        return "What bears no date speaks of the present: it takes the place of a value that is not of the latest year."
    return ""
