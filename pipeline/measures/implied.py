"""What a claim implies without saying: who pays, which insurance, which of three sums 合计 is."""

import regex

from pipeline.measures.contributions import (
    ACCOUNT_CREDIT_RATE,
    CONTRIBUTION_AMOUNT,
    CONTRIBUTION_BASE,
    CONTRIBUTION_RATE,
    FUNDING_TOTAL,
    SUBSIDY_AMOUNT,
)
from pipeline.measures.governs import Governed
from pipeline.measures.measure import Measure
from pipeline.measures.reader import Reader
from pipeline.measures.terms import Part

CONTRIBUTIONS = frozenset({CONTRIBUTION_AMOUNT.id, CONTRIBUTION_RATE.id, CONTRIBUTION_BASE.id})
_CREDITED = regex.compile(r"[^。;]{0,24}(?:计入|划入|记入)个人账户")


def party_decides(governed: Governed, scope: dict[str, Part], reader: Reader) -> Measure:
    """Each 筹资1540元,其中个人440元,财政1100元: who pays tells which of the three sums it is."""
    measure, slot = governed.measure, reader.state.get("party")
    if measure is FUNDING_TOTAL and slot is not None and slot.parts[0].start >= reader.clause_start:
        scope["party"] = slot.parts[0]
        return {"government": SUBSIDY_AMOUNT, "-": measure}.get(slot.parts[0].value, CONTRIBUTION_AMOUNT)
    total = reader.state.said.get("total")
    summed = total is not None and total.parts[0].start >= reader.clause_start
    beside = measure is CONTRIBUTION_AMOUNT and "财政" in reader.text[reader.sentence_start : reader.clause_start]
    if summed and (measure is SUBSIDY_AMOUNT or beside):
        return FUNDING_TOTAL  # what 个人缴费 and 财政补助 come to
    if measure is CONTRIBUTION_AMOUNT and governed.start >= reader.clause_start:
        words = reader.text[governed.start : governed.end]
        payer = "government" if "财政" in words else "individual" if words.endswith("个人缴费") else None
        if payer is not None:
            scope["party"] = Part(payer, governed.start, governed.end, "clause")
    if measure is ACCOUNT_CREDIT_RATE and "party" in scope and scope["party"].value != "employer":
        del scope["party"]  # what is credited is the holder's own: no party to tell apart
    employer = slot is not None and slot.parts[-1].value == "employer"
    if measure is CONTRIBUTION_RATE and employer and _CREDITED.match(reader.text, governed.start):
        scope["party"] = slot.parts[-1] if slot else scope["party"]
        return ACCOUNT_CREDIT_RATE
    return measure


def _part_from_employers(scope: dict[str, Part], reader: Reader) -> None:
    """Nobody employs the self-employed: where employers pay, a line is not about those that an earlier line named."""
    employer = "party" in scope and scope["party"].value == "employer"
    if (employer or reader.employer) and "\n" in reader.text[scope["population"].end : reader.clause_start + 1]:
        del scope["population"]
    elif employer:
        del scope["party"]


def _part_from_residents(scope: dict[str, Part]) -> None:
    """Nobody employs residents: what was said last of the two holds."""
    insurance = scope.get("insurance")
    if insurance is not None and insurance.value == "resident":
        del scope["party" if insurance.start > scope["party"].start else "insurance"]


def imply(scope: dict[str, Part], measure: Measure, reader: Reader) -> None:
    """What goes without saying: only the employee insurance has retired members, employers and accounts."""
    if "tier" in scope and "population" not in scope:
        scope["population"] = scope.pop("tier")
    if "population" in scope and scope["population"].value == "灵活就业":
        _part_from_employers(scope, reader)
    if measure.id in CONTRIBUTIONS and "party" in scope and scope["party"].value == "employer":
        _part_from_residents(scope)
    population, party, scheme = scope.get("population"), scope.get("party"), scope.get("scheme")
    if "insurance" in measure.columns and "insurance" not in scope:
        cause = None
        if population is not None and population.value in ("active", "retired"):
            cause = population
        elif measure.id in CONTRIBUTIONS and population is None and reader.employer:
            cause = party or Part("employee", reader.clause_start, reader.clause_start, "implied")
        elif measure is ACCOUNT_CREDIT_RATE and scheme is None:
            cause = Part("employee", reader.clause_start, reader.clause_start, "implied")
        if cause is not None:
            scope["insurance"] = cause._replace(value="employee", fact=None)
    insurance = scope.get("insurance")
    here = reader.clause_start
    if measure is SUBSIDY_AMOUNT:
        scope["party"] = party._replace(value="government") if party else Part("government", here, here, "implied")
    elif party is None and (
        measure is CONTRIBUTION_AMOUNT
        or (measure is CONTRIBUTION_RATE and population and population.value == "灵活就业" and insurance and insurance.value == "employee")
    ):
        scope["party"] = Part("individual", here, here, "implied")
