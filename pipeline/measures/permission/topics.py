"""What may be permitted or refused: topics as data, each with sentences that it reads and near misses.

A topic's `action` is the concept that the mood of a sentence governs (可以 + 提现), `about` is what it is done with (found in the clause,
else in what was said before), `near` must stand in the same clause or its label, `far` in the sentence or above it, `bars` must not
stand in the clause. `{object}` and `{place}` in the name are filled by the object and by where it is done (跨省, 省内, 异地 …), so that
statements of one thing meet and those of a card and an account, of 省内 and 跨省 never do. For each action the first topic that fits wins.

In examples a claim is written topic=value, with its condition in brackets where it has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.measures.permission.moods import Mood

OBJECTS = ("共济资金", "统筹基金", "个人账户", "医保卡", "居民医保", "职工医保", "额度", "社保", "住房公积金", "养老金", "医保资金", "医保")
PLACES = ("跨省", "省内", "市内", "跨市", "异地")
MONEY = ("个人账户", "共济资金")


# Which columns of the scope a topic's claims have: whoever has an account is an employee, and filing is not told by level of hospital.
SCOPES: Mapping[str, tuple[str, ...]] = {
    "money": ("region", "insurance", "as_of"),
    "card": ("region", "as_of"),
    "filing": ("region", "population", "as_of"),
    "insured": ("region", "insurance", "population", "as_of"),
    "care": ("region", "insurance", "service", "population", "hospital_level", "as_of"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing that can be done or not. `duty` is its value where the action is an obligation (需备案 denies 免备案), `inverse` says that
    the action done denies the topic, `bare` what must stand before the action where it asserts
    the topic without any mood, `only` the value under 仅/只能."""

    name: str
    action: str
    about: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    far: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    place: str = ""
    wide: bool = False
    taken: bool = False
    lists: str = ""
    scope: str = "money"
    service: str | None = None
    denies: str | None = None
    duty: str | None = None
    only: str | None = "yes"
    inverse: bool = False
    bare: str | None = None
    moods: tuple[Mood, ...] = (Mood.WEAK, Mood.MAY, Mood.NOT, Mood.ONLY, Mood.NEED, Mood.FREE)
    yields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignores: tuple[str, ...] = ()
