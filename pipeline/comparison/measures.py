"""How each measure is compared, as data: what its scope leaves out, whether a year binds it, whether it grows, what 不超过 means in it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.model import Claim

NO_MATTER = "no matter"  # as `per`: what a share is counted by says nothing


class Shape(StrEnum):
    """What a measure's values are."""

    QUANTITY = "quantity"
    PERMISSION = "permission"
    SET = "set"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How claims of one measure are compared.

    `ignores` are scope columns that say nothing here (whose sharing of accounts is always that of employees). `yearly` values hold for
    their year only. `grows` marks a state that is reported again and again, so an undated report is merely older or newer.
    `provincial` values are a province's law, so what is told of a city is told of its province.
    `per` is what the measure is counted by where nothing is said.
    `local` values differ from city to city, so one whose place is not said is a value of anywhere.
    `batches` are lists told bit by bit: one that shares nothing with another (新增五种) is another part of it.
    `limits` are measures whose value is itself a bound: 不超过2000元 is the cap, not a number below it.
    """

    shape: Shape = Shape.QUANTITY
    ignores: frozenset[str] = frozenset()
    yearly: bool = False
    grows: bool = False
    batches: bool = False
    limits: bool = False
    local: bool = False
    provincial: bool = False
    per: str | None = None


_WHO = frozenset({"insurance", "population", "party", "hospital_level"})
_STATE = Policy(grows=True, ignores=_WHO | {"region"})
_SET = Policy(shape=Shape.SET, ignores=_WHO | {"service"})
_LIST = Policy(shape=Shape.SET, ignores=_WHO | {"region"}, batches=True)
_TRANSFER = _WHO | {"service"}

POLICIES: dict[str, Policy] = {
    "coverage_provinces": _STATE,
    "coverage_pooling_areas": _STATE,
    "coverage_cities": _STATE,
    "reimbursement_rate": Policy(local=True, per=NO_MATTER),
    "deductible": Policy(local=True, limits=True),
    "payment_cap": Policy(local=True, limits=True, per="year"),
    "contribution_amount": Policy(local=True, yearly=True),
    "subsidy_amount": Policy(local=True, yearly=True, ignores=frozenset({"party"}), per="year"),
    "funding_total": Policy(local=True, yearly=True, ignores=frozenset({"party"}), per="year"),
    "contribution_base": Policy(local=True, yearly=True, limits=True, ignores=frozenset({"insurance"})),
    "contribution_rate": Policy(local=True, per=NO_MATTER),
    "account_credit_rate": Policy(local=True, per=NO_MATTER, ignores=frozenset({"insurance", "service"})),
    "transfer_limit_amount": Policy(limits=True, ignores=_TRANSFER, per="time"),
    "transfer_limit_count": Policy(limits=True, ignores=_TRANSFER, per="day"),
    "shareable_share": Policy(limits=True, ignores=_TRANSFER, per=NO_MATTER),
    "leave_days": Policy(local=True, provincial=True, ignores=frozenset({"insurance", "service", "party", "hospital_level"})),
    "waiting_period": Policy(local=True, ignores=frozenset({"service", "party", "hospital_level"})),
    "sharing_members": _SET,
    "account_uses": _SET,
    "participating_regions": _LIST,
    "covered_diseases": _LIST,
    "credit_time": Policy(shape=Shape.SCHEDULE, ignores=frozenset({"insurance", "service", "party", "hospital_level"})),
    "permission": Policy(shape=Shape.PERMISSION),
}
# Measures of no list (a quantity with a name of its own) are compared as strictly as any.
_ANY = Policy(local=True)
# The part of their wages that employees pay themselves is the same all over the country; nothing else of its kind is.
_OWN_PART = Policy(per=NO_MATTER)
# What an account or fund may pay for is in the topic itself; the words for a service or an insurance around it say no more.
_OF_MONEY = ("个人账户", "共济资金", "统筹基金", "医保资金", "单位缴费", "家庭共济", "跨省家庭共济", "省内家庭共济", "全国跨省家庭共济")
_MONEY = Policy(shape=Shape.PERMISSION, ignores=_WHO - {"population"} | {"service"})


@lru_cache(maxsize=1024)
def _of_permission(topic: str) -> Policy:
    return _MONEY if topic.startswith(_OF_MONEY) else POLICIES["permission"]


def policy(claim: Claim) -> Policy:
    """How a claim is compared."""
    if claim.measure == "permission":
        return _of_permission(claim.topic or "")
    if claim.measure == "contribution_rate" and claim.party == "individual" and claim.population in (None, "active"):
        return _OWN_PART
    return POLICIES.get(claim.measure, _ANY)
