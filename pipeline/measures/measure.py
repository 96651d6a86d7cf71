"""What a measure is: the words that name it, the words that take a quantity right before or after it, and its range."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import regex

# What may stand between a governing word and its quantity: 报销比例(约)为80%, 缴纳(不低于)400元.
_HEDGE = (
    r"(?:约|大约|近|将近|最高|最多|不低于|不高于|不超过|不得超过|至少|达到?|可达|能达|为|是|的|了|各|[ :(]"
    r"|每人|每年|每月|一年|全年|人民币)*$"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measure:
    """A measure of the closed list, or a quantity that is none of them (its id begins with `other`).

    `nouns` govern the quantities after them, also over clauses that hold nothing else; `asks` do so from titles and headings only;
    `before` and `after` match what stands right before and right after the quantity, where `context` is near. `columns` are those of
    the scope that bear on it. A quantity lies above `low` (one in percent above `least_share`) and not above `high`. `yields` maps a
    text to the claims that come out, as `measure value column=value`; `ignores` are texts that give no claim of this measure.
    """

    id: str
    about: str
    kinds: tuple[str, ...]
    columns: tuple[str, ...] = ()
    nouns: str = ""
    asks: str = ""
    before: regex.Pattern[str] | None = None
    after: regex.Pattern[str] | None = None
    context: regex.Pattern[str] | None = None
    low: Decimal = Decimal(0)
    least_share: Decimal = Decimal(0)
    high: Decimal = Decimal(100_000_000)
    yields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignores: tuple[str, ...] = ()


def before(verbs: str) -> regex.Pattern[str]:
    """The pattern of verbs that stand before a quantity with nothing but hedges between."""
    return regex.compile(verbs + _HEDGE)
