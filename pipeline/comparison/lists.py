"""Lists as sets: what each names, whether it excludes the rest."""

from pipeline.comparison.measures import policy
from pipeline.model import Claim

EXCLUSIVE = "仅限"
_CLOSE_RELATIVES = frozenset({"配偶", "父母", "子女", "兄弟姐妹", "祖父母", "外祖父母", "孙子女", "外孙子女"})
# A name for many: whoever limits sharing to three of them excludes the others.
_GROUPS = {"近亲属": _CLOSE_RELATIVES}


def members(claim: Claim) -> frozenset[str]:
    """What a list names; a group's name stands for its members."""
    return frozenset(member for name in claim.value.split("|") for member in _GROUPS.get(name, (name,)))


def exclusive(claim: Claim) -> bool:
    """Whether a list says that it is all."""
    return claim.condition == EXCLUSIVE and not claim.open


def contained(first: Claim, second: Claim) -> bool:
    """Whether one list lies inside the other and neither excludes what the other adds."""
    a, b = members(first), members(second)
    return (a < b and not exclusive(first)) or (b < a and not exclusive(second))


def exclude_each_other(first: Claim, second: Claim) -> bool:
    """Whether one of two lists excludes what the other names."""
    a, b = members(first), members(second)
    if policy(first).batches and a.isdisjoint(b):
        return False
    return (exclusive(first) and not b <= a) or (exclusive(second) and not a <= b)


def difference(first: Claim, second: Claim) -> float:
    """How far two lists lie apart, from 0 to 1."""
    a, b = members(first), members(second)
    return 1 - len(a & b) / len(a | b)
