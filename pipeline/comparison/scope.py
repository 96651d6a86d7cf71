"""The scope in which a claim can be compared: equal scopes compare, others do not.

A silent column is a value of its own (a rate without a level is no rate of level 3), with the exceptions listed here: what people
mean when they leave a word out.
"""

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import regex

from pipeline.comparison.measures import NO_MATTER, Shape, policy
from pipeline.model import Claim

Key = tuple[str, str, str]
_NATION = ""
_NARROWING = ("insurance", "service", "hospital_level", "party")
_narrowing = attrgetter(*_NARROWING)
# All that the scopes of a claim are made of: claims that say the same here have the same scopes.
told = attrgetter("measure", "topic", "region", "insurance", "service", "population", "hospital_level", "party", "condition", "unit", "per")

# Other words for no group in particular.
_IN_GENERAL = frozenset(
    {"普通居民", "一般居民", "普通群众", "成年居民", "普通参保人员", "参保人员", "参保人", "参保居民", "参保职工", "普通人员"}
)
# What residents pay is said of adults where nobody else is named.
_PAID_BY_ALL = frozenset({"contribution_amount", "subsidy_amount", "funding_total"})
# Where and for what an insurance pays unless it says otherwise.
_USUAL = frozenset({"统筹区内", "市内", "本市", "本地", "参保地", "政策范围内"})
# 灵活就业人员参加职工医保(的): that one is insured is no condition of its own.
_BEING_INSURED = regex.compile(
    r"^(?:[^,]{0,10}(?:人员|职工|居民))?(?:参加|加入)了?(?:本市|当地|我市)?(?:城镇|城乡)?(?:职工|居民|基本)?(?:医保|医疗保险|基本医疗保险)的?(?:人员)?$"
)
_LEVELS = {"1-2": ("1", "2"), "2-3": ("2", "3"), "1-3": ("1", "2", "3"), "primary-1": ("primary", "1"), "primary-2": ("primary", "1", "2")}


class Scope(NamedTuple):
    """What must be equal for two claims to be compared; empty where nothing is said. `unit` keeps a cap in percent from one in yuan."""

    measure: str
    topic: str
    region: str
    insurance: str
    service: str
    population: str
    hospital_level: str
    party: str
    condition: str
    unit: str
    per: str


def key(claim: Claim) -> Key:
    """What must be equal for two claims to be compared at all.

    Quantities are told of one place; permissions and lists of one place may be denied by what is said of the whole country, so these
    come together from everywhere.
    """
    region = _region(claim) if policy(claim).shape is Shape.QUANTITY else _NATION
    return claim.measure, claim.topic or "", region


def scopes(claim: Claim) -> tuple[Scope, ...]:
    """The scopes of a claim: one for each level of hospital that it covers."""
    ignores = policy(claim).ignores
    said = Scope(
        measure=claim.measure,
        topic=claim.topic or "",
        region=_region(claim),
        insurance="" if "insurance" in ignores else claim.insurance or "",
        service="" if "service" in ignores else claim.service or "",
        population=_population(claim, ignores),
        hospital_level="" if "hospital_level" in ignores else claim.hospital_level or "",
        party=_party(claim, ignores),
        condition=_condition(claim),
        unit="time" if claim.measure == "waiting_period" else claim.unit or "",
        per=_per(claim),
    )
    levels = _LEVELS.get(said.hospital_level)
    return tuple(said._replace(hospital_level=level) for level in levels) if levels else (said,)


def meet(first: Claim, second: Claim) -> bool:
    """Whether two quantities are told of one scope, or of levels of hospital that overlap."""
    return told(first) == told(second) or not set(scopes(first)).isdisjoint(scopes(second))


def admit(first: Claim, second: Claim) -> bool:
    """Whether what is said in general by one claim covers the other: of one group and condition, a place inside the other's, and no column
    on which both say something else (without an insurance, a permission is meant for all of them)."""
    if first.topic != second.topic or (first.condition != second.condition and _condition(first) != _condition(second)):
        return False
    ignores = policy(first).ignores
    if first.population != second.population and _population(first, ignores) != _population(second, ignores):
        return False
    one, other = _region(first), _region(second)
    if not (inside(one, other) or inside(other, one)):
        return False
    return not any(
        said and told and said != told and column not in ignores
        for column, said, told in zip(_NARROWING, _narrowing(first), _narrowing(second), strict=True)
    )


def inside(region: str, wider: str) -> bool:
    """Whether a division is another one or lies in it; the whole country holds all."""
    return not wider or region.startswith(wider.removesuffix("00").removesuffix("00"))


@lru_cache(maxsize=4096)
def wider(region: str) -> tuple[str, ...]:
    """The divisions that hold a division, up to the whole country."""
    if not region:
        return ()
    holders = (region[:size].ljust(6, "0") for size in (4, 2))
    return (*(holder for holder in holders if holder != region), _NATION)


def _region(claim: Claim) -> str:
    rules = policy(claim)
    if "region" in rules.ignores or not claim.region:
        return _NATION
    return claim.region[:2] + "0000" if rules.provincial else claim.region


def _population(claim: Claim, ignores: frozenset[str]) -> str:
    """The group that a claim is about: who pays a contribution of their own as an employee is at work, 普通居民 are all residents."""
    said = claim.population or ""
    if "population" in ignores or said in _IN_GENERAL:
        return ""
    if said == "成年人" and claim.insurance == "resident" and claim.measure in _PAID_BY_ALL:
        return ""
    if claim.measure == "contribution_rate" and claim.party in ("individual", "employer") and said == "active":
        return ""
    return said


def _party(claim: Claim, ignores: frozenset[str]) -> str:
    """Who pays: who has no employer pays alone, and into the account of the retired goes no part of one's own."""
    if "party" in ignores or claim.population == "灵活就业" or (claim.measure == "account_credit_rate" and claim.population == "retired"):
        return ""
    return claim.party or ""


def _condition(claim: Claim) -> str:
    """The condition of a quantity or permission, but for what goes without saying; that a list is exclusive is part of its value."""
    shape = policy(claim).shape
    said = claim.condition if shape in (Shape.QUANTITY, Shape.PERMISSION) else None
    return "" if said is None or said in _USUAL or _BEING_INSURED.search(said) else said.replace("周岁", "岁")


def _per(claim: Claim) -> str:
    """What a value is counted by: each person is meant anyway, and what a measure is usually counted by need not be said."""
    usual = policy(claim).per
    if usual is NO_MATTER or policy(claim).shape is not Shape.QUANTITY:
        return ""
    if claim.measure == "contribution_amount" and claim.insurance == "resident":
        usual = "year"
    if claim.measure == "deductible" and claim.service == "inpatient":
        usual = "time"
    return "*".join(part for part in (claim.per or "").split("*") if part not in ("", "person")) or usual or ""
