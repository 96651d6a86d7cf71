"""The ladder: two claims of one key come to rest on the first rung that holds. Only `contradicts` and `outdated` accuse.

Each rung shows pairs of claims, written as `measure value column=value …`, that come to rest on it; a test runs them all.
"""

from collections.abc import Callable
from dataclasses import dataclass

import regex

from pipeline.comparison import lists, times, values
from pipeline.comparison.measures import Shape, policy
from pipeline.comparison.scope import admit, inside, meet
from pipeline.model import Bound, Claim

Pair = tuple[str, str]
_IN_GENERAL = regex.compile(r"一般|通常|大多|多数|大部分|原则上|基本上|部分")
# Topics that do not say what is settled where: 可直接结算 may mean a pharmacy at home or a hospital far away.
_VAGUE = frozenset({"直接结算"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One way in which two claims can stand to each other."""

    name: str
    about: str
    holds: Callable[[Claim, Claim], bool]
    examples: tuple[Pair, ...]


def rung(first: Claim, second: Claim) -> str:
    """The name of the first rung that holds for two claims of one key."""
    for rung in LADDER:
        if rung.holds(first, second):
            return rung.name
    raise AssertionError("the last rung holds for all")


def _unknown(first: Claim, second: Claim) -> bool:
    if policy(first).local and not (first.region and second.region):
        return True
    if policy(first).shape is Shape.QUANTITY:
        return values.interval(first) is None or values.interval(second) is None
    return not (first.value and second.value)


def _not_comparable(first: Claim, second: Claim) -> bool:
    shape = policy(first).shape
    if _differ(_base(first), _base(second)):
        return True
    if shape in (Shape.QUANTITY, Shape.SCHEDULE):
        return not meet(first, second) or (policy(first).yearly and times.together(first, second, False) is False)
    return (shape is Shape.SET and first.open and second.open) or not admit(first, second)


def _differ(one: str | None, other: str | None) -> bool:
    """Whether both say something, and not the same."""
    return bool(one and other and one != other)


def _base(claim: Claim) -> str | None:
    """What a share is taken of: pensions, or wages and the base that is made of them."""
    if not claim.base:
        return None
    return "养老金" if "养老金" in claim.base else "工资" if "工资" in claim.base or "基数" in claim.base else claim.base


def _same(first: Claim, second: Claim) -> bool:
    return lists.members(first) == lists.members(second) if policy(first).shape is Shape.SET else values.equal(first, second)


def _contained(first: Claim, second: Claim) -> bool:
    if policy(first).shape is Shape.SET:
        return lists.contained(first, second)
    if policy(first).shape is Shape.SCHEDULE:
        return values.monthly(first) == values.monthly(second)
    return policy(first).shape is Shape.QUANTITY and values.contained(first, second)


def _outdated(first: Claim, second: Claim) -> bool:
    """Different times explain the difference; an undated report of a growing state is merely older or newer than a dated one."""
    if policy(first).shape is Shape.SET and not lists.exclude_each_other(first, second):
        return False
    grows = policy(first).grows
    together = times.together(first, second, monthly=grows)
    if together is None:
        return grows and bool(first.as_of_start or second.as_of_start) and not _hedged(first, second)
    return not together and not _hedged(first, second)


def _contradicts(first: Claim, second: Claim) -> bool:
    if policy(first).shape is Shape.SET:
        return lists.exclude_each_other(first, second)
    if policy(first).shape is Shape.PERMISSION and (first.topic in _VAGUE or _exception(first, second)):
        return False
    if policy(first).yearly and times.together(first, second, monthly=False) is None and (first.as_of or second.as_of):
        return False
    return policy(first).shape is not Shape.QUANTITY or not (_hedged(first, second) or values.overlap(first, second))


def _exception(first: Claim, second: Claim) -> bool:
    """Whether one of them is told of a wider place with an 一般, which leaves room for the other."""
    return (first.region != second.region) and any(
        _IN_GENERAL.search(wide.quote) and wide.region != narrow.region and not inside(wide.region or "", narrow.region or "")
        for wide, narrow in ((first, second), (second, first))
    )


def _hedged(first: Claim, second: Claim) -> bool:
    """Whether one of them is only about right and the other not far from it."""
    return Bound.ABOUT in (first.bound, second.bound) and values.near(first, second)


LADDER = (
    Rung(
        name="unknown",
        about="One of them has no value that could be read, or is the value of some city that is not named.",
        holds=_unknown,
        examples=(
            ("reimbursement_rate ? region=360700", "reimbursement_rate 60 region=360700"),
            ("reimbursement_rate 50", "reimbursement_rate 60"),
        ),
    ),
    Rung(
        name="not_comparable",
        about="They speak of another place, group, level, time of payment, condition or year, or both lists are open.",
        holds=_not_comparable,
        examples=(
            ("reimbursement_rate 80 region=360700 population=active", "reimbursement_rate 85 region=360700 population=retired"),
            ("reimbursement_rate 80 region=360700 population=active", "reimbursement_rate 85 region=360700"),
            ("reimbursement_rate 70 region=360700 hospital_level=2", "reimbursement_rate 60 region=360700 hospital_level=3"),
            ("reimbursement_rate 70 region=360700", "reimbursement_rate 60 region=360700 condition=未备案"),
            ("contribution_amount 380 region=360700 as_of=2024", "contribution_amount 430 region=360700 as_of=2026"),
            ("payment_cap 500 region=360700 per=day", "payment_cap 2000 region=360700"),
            ("sharing_members 父母|子女 open", "sharing_members 兄弟姐妹|配偶 open"),
            ("permission yes topic=门诊报销 region=330300", "permission no topic=门诊报销 region=320100"),
        ),
    ),
    Rung(
        name="same",
        about="The same value, however it is spelt.",
        holds=_same,
        examples=(
            ("deductible 1000 region=360700", "deductible 1000 region=360700"),
            ("waiting_period P3M region=360700", "waiting_period P90D region=360700"),
            ("sharing_members 父母|子女|配偶", "sharing_members 配偶|子女|父母"),
            ("permission yes topic=门诊报销", "permission yes topic=门诊报销 region=330300"),
        ),
    ),
    Rung(
        name="same_rounded",
        about="The same but for rounding or for the unit of time.",
        holds=lambda first, second: policy(first).shape is Shape.QUANTITY and values.rounded(first, second),
        examples=(
            ("waiting_period P12M region=360700", "waiting_period P1Y region=360700"),
            ("contribution_rate 2 region=360700 bound=about", "contribution_rate 2.05 region=360700"),
            ("deductible 14000 region=360700 quote=起付线1.4万元", "deductible 14300 region=360700"),
        ),
    ),
    Rung(
        name="contained",
        about="One lies inside the other: a number in a range, a list in a longer one that neither excludes, two days of each month.",
        holds=_contained,
        examples=(
            ("reimbursement_rate 60 region=360700", "reimbursement_rate 50..70 region=360700"),
            ("subsidy_amount 610 region=360700 bound=at_least as_of=2023", "subsidy_amount 640 region=360700 as_of=2023"),
            ("sharing_members 父母|子女 open", "sharing_members 父母|子女|配偶 condition=仅限"),
            ("credit_time XXXX-XX-20", "credit_time XXXX-XX-21/XXXX-XX-31"),
        ),
    ),
    Rung(
        name="outdated",
        about="They differ, and the times that they state explain it: the later one supersedes the earlier.",
        holds=_outdated,
        examples=(
            ("payment_cap 1800 region=360700 as_of=2023", "payment_cap 4000 region=360700 as_of=2025-01-01"),
            ("coverage_provinces 14 topic=x", "coverage_provinces 17 topic=x as_of=2025-03"),
            ("waiting_period P60D region=360700 as_of=2022", "waiting_period P3M region=360700 as_of=2025"),
        ),
    ),
    Rung(
        name="contradicts",
        about="They cannot both hold: other numbers for one scope and time, yes against no, a list that excludes what another names.",
        holds=_contradicts,
        examples=(
            ("reimbursement_rate 55 region=360700 hospital_level=3 as_of=2025", "reimbursement_rate 60 region=360700 hospital_level=3"),
            ("reimbursement_rate 75 region=360700 hospital_level=1-2", "reimbursement_rate 70 region=360700 hospital_level=2"),
            ("permission yes topic=门诊报销 region=330300", "permission no topic=门诊报销"),
            ("sharing_members 父母|子女|配偶 condition=仅限", "sharing_members 兄弟姐妹|父母|子女|配偶 open"),
            ("contribution_amount 420 region=360700 as_of=2026", "contribution_amount 430 region=360700 as_of=2026"),
            ("credit_time XXXX-XX-20 region=310000", "credit_time XXXX-07 region=310000"),
        ),
    ),
    Rung(
        name="unclear",
        about="They differ, but no stated condition says that they cannot both hold.",
        holds=lambda _first, _second: True,
        examples=(
            ("reimbursement_rate 50..70 region=360700", "reimbursement_rate 60..80 region=360700"),
            ("contribution_amount 400 region=360700", "contribution_amount 430 region=360700 as_of=2026"),
            ("sharing_members 父母|子女|配偶", "sharing_members 兄弟姐妹|父母"),
            ("contribution_rate 2 region=360700 bound=about", "contribution_rate 2.2 region=360700"),
        ),
    ),
)
ACCUSING = frozenset({"outdated", "contradicts"})
