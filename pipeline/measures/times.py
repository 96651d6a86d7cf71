"""Which dates of a text tell when a claim holds: 2025年, 自2025年1月1日起, 截至3月; not 更新于 or 较2023年."""

from collections.abc import Mapping
from typing import NamedTuple

import regex

from pipeline.measures.places import related
from pipeline.measures.terms import Part
from pipeline.model import Fact

_COMPARED = regex.compile(
    r"(?:较|比|与|同|高于|低于|相比|较之|更新于|发布于|印发于|公布于|成立于|始建于|创建于|出生于|超过|截止日期[为是:]?|时间[为是:]?|日期[为是:]?)$"
)
_NOT_AFTER = regex.compile(r"(?:以?前|之前|公布|发布|印发|出台|更新|发文|召开|下发|通过|成立|建立|出生|相比|至|到)")
_FROM = regex.compile(r"(?:自|从|截至|截止|截止到|截至到|到|至|于|在|经)$")
_IN_FORCE = regex.compile(r"(?:日|底|末)?(?:改革)?(?:起|开始|执行|施行|实施|生效|期间|以来|的|底|末|,)")


class Dated(NamedTuple):
    """A date with what its own statement is about: it dates only claims that fit."""

    part: Part
    region: str | None = None
    service: str | None = None
    insurance: str | None = None
    measures: frozenset[str] = frozenset()
    passing: bool = False  # 截至2025年3月 dates its own sentence alone

    def fits(self, scope: Mapping[str, Part], measure: str) -> bool:
        """Whether a claim of that scope is dated by it."""
        region, service, insurance = scope.get("region"), scope.get("service"), scope.get("insurance")
        return (
            (region is None or self.region is None or related(region.value, self.region))
            and (service is None or self.service is None or service.value == self.service)
            and (insurance is None or self.insurance is None or insurance.value == self.insurance)
            and (not self.measures or measure in self.measures)
        )


_UNTIL = ("截至", "截止", "截止到", "截至到", "到", "至")


def is_passing(text: str, fact: Fact) -> bool:
    """Whether a date dates its own sentence alone: 截至2025年3月."""
    return text[max(0, fact.start - 3) : fact.start].endswith(_UNTIL)


def is_effective(text: str, fact: Fact, *, counted: bool = False) -> bool:
    """Whether a date says when something holds or is reported; `counted` statements (coverage) take any date before them."""
    value = fact.value
    if value.startswith("X") or not value[:4].isdigit():
        return False
    before, after = text[max(0, fact.start - 6) : fact.start], text[fact.end : fact.end + 4]
    if _COMPARED.search(before) or _NOT_AFTER.match(after):
        return False
    if counted or len(value) == 4:
        return True
    if "/" in value:
        return bool(regex.search(r"(?:自|从)$", before)) or after.startswith(("期间", "执行", "施行"))
    return bool(_FROM.search(before)) or bool(_IN_FORCE.match(after)) or fact.start == 0 or text[fact.start - 1] in "\n。;"
