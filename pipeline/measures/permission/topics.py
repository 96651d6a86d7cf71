"""What a topic of permissions is: one thing that may be done or not, as data, with sentences that it reads and near misses.

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
_FLIPPED = {"yes": "no", "no": "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One way in which a thing is said to be done or not; several may have one name.

    `action` is the concept that the mood of a sentence governs (可以 + 提现). `about` are the objects that it is done with, found in the
    clause or in what was said before. Concepts in `own` must stand in the clause, those in `near` there or in what leads up to it, those
    in `far` anywhere above; those in `bars` must not stand in the clause. For each action the first topic that fits wins.

    `{object}`, `{place}` and `{item}` in the name are filled by the object, by where it is done (`place` where nothing says it, or
    "required"; `wide` looks in headings and titles too) and by each item or benefit that the clause `lists`: so statements of one thing
    meet, and those of a card and an account, of 省内 and 跨省 never do.

    `duty` is the value where the action is an obligation (需备案 denies 免备案), `only` the value under 仅 and 只能, `bare` what must stand
    before an action that says it without any mood. `inverse`: the action denies the topic. `taken`: it may be taken for granted
    (划入个人账户的部分). `denies`: a topic that is denied where this one holds. `scope` names the columns that its claims have, `service`
    the service that it is about by itself.
    """

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

    def value(self, mood: Mood) -> str | None:
        """What a mood makes of the topic; None where it says nothing of it, or only as much as no mood."""
        if self.is_bare(mood) or (mood not in self.moods and not (mood is Mood.COVERED and self.action == "报销")):
            return None
        if mood is Mood.NEED:
            return self.duty
        if mood is Mood.FREE:
            return _FLIPPED.get(self.duty or "")
        if mood is Mood.ONLY:
            return self.only
        return "yes" if (mood is not Mood.NOT) is not self.inverse else "no"

    def is_bare(self, mood: Mood) -> bool:
        """Whether under a mood the topic is only said as it is without any."""
        return mood is Mood.NONE or (mood is Mood.NEED and self.duty is None)
