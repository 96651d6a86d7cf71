"""What a rule is, and the scanner that runs all of them in one pass over a page.

The scanner stops at every numeral and at every sign that opens a rule's match, and tries there only the rules that could begin so:
`after` lists the signs that may follow a match's first numeral, `after_range` those that may follow the second one of a range without
a unit between (60-70岁), `opens` is a pattern of how a match may begin otherwise. That reads a page once instead of once a rule (some
20 times faster); a test holds that nothing is missed by it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import regex

from pipeline.model import Bound
from pipeline.numerals import CHINESE, MIXED, NUMBER, SIGNS, TO


class Reading(NamedTuple):
    """What a match means. `span` is given where the fact is shorter than the match; `bound` and `per` where the match itself says so."""

    value: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None
    per: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    name: str | None = None
    span: tuple[int, int] | None = None


class Decline(NamedTuple):
    """Why a match means nothing: a word to count by, and a sentence that a person understands."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the rule manual: one way in which a kind of fact is written, with examples that the tests run.

    `yields` maps a text to the values (of this entry) that must come out of it, in order; `ignores` are near misses;
    `misses` are right answers that we do not give yet (a test fails when they start to come).
    """

    id: str
    about: str
    yields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignores: tuple[str, ...] = ()
    misses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Entry):
    """An entry that a pattern finds: `read` makes a value of a match or declines it; see the module for `after` and `opens`.

    `after_range` lists signs that may follow the second numeral of a range whose first has no unit (60-70岁).
    """

    pattern: regex.Pattern[str]
    read: Callable[[regex.Match[str]], Reading | Decline]
    after: str = ""
    after_range: str = ""
    opens: str = ""


class Hit(NamedTuple):
    """A rule's match that was read."""

    start: int
    end: int
    rule: str
    kind: str
    reading: Reading


class Miss(NamedTuple):
    """A rule's match that was declined or lost to another."""

    start: int
    end: int
    rule: str
    why: Decline


# Signs of a match. `regex` looks for a pattern's fixed part (岁 in 70岁) up to the end of the text before it tries to match: without an end
# each numeral would cost a walk through the rest of the page.
_LONGEST = 1000
_RANGE_SIGNS = frozenset("~-至到")
# 统一300元, 第三 and 数十 are not numerals; a numeral begins where no other digit stands before it. A.300元 is one of several answers.
_NUMERAL = rf"(?<![第0-9]|(?<!(?<![A-Za-z0-9])[A-H])\.){MIXED}"
_NUMERAL += rf"|(?<![第统唯{SIGNS}])(?!(?<=[数几])十(?![一二三四五六七八九])){CHINESE}|(?<=[统唯])(?!一)[{SIGNS}]+"


class Scanner:
    """The rules of one list, compiled to one pass."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._order = {rule.id: n for n, rule in enumerate(self.rules)}
        self._after = _by_sign((rule.after, rule) for rule in self.rules)
        self._after_range = _by_sign((rule.after_range, rule) for rule in self.rules)
        openers = [rule for rule in self.rules if rule.opens]
        self._opener = {f"r{n}": rule for n, rule in enumerate(openers)}
        opens = [f"(?P<{name}>{rule.opens})" for name, rule in self._opener.items()]
        # The class in front of the alternation is what makes the search fast: 6 times on pages of prose.
        first = "".join(sorted({sign for rule in openers for sign in _first_signs(rule.opens)} | set(SIGNS + "0123456789")))
        self._stop = regex.compile(f"(?=[{regex.escape(first)}])(?:{'|'.join([*opens, rf'(?P<number>{_NUMERAL})'])})")
        self._numeral = regex.compile(_NUMERAL)
        self._to = regex.compile(f"{TO}{NUMBER}")

    def scan(self, text: str) -> tuple[list[Hit], list[Miss]]:
        """All hits, leftmost first and the longest at each place (then the first rule), and what was declined or lost."""
        hits: list[Hit] = []
        misses: list[Miss] = []
        at = 0
        for stop in self._stop.finditer(text):
            start = stop.start()
            if start < at:
                continue
            best: Hit | None = None
            for rule in self._candidates(text, stop):
                match = rule.pattern.match(text, start, start + _LONGEST)
                if match is None:
                    continue
                reading = rule.read(match)
                if isinstance(reading, Decline):
                    misses.append(Miss(start, match.end(), rule.id, reading))
                    continue
                span = reading.span or match.span()
                found = Hit(span[0], span[1], rule.id, rule.kind, reading)
                if best is None or (found.end, -self._order[found.rule]) > (best.end, -self._order[best.rule]):
                    best, found = found, best
                if found is not None and best is not None:
                    misses.append(Miss(found.start, found.end, found.rule, lost_to(best)))
            if best is not None:
                hits.append(best)
                at = best.end
        return hits, misses

    def _candidates(self, text: str, stop: regex.Match[str]) -> Iterator[Rule]:
        numeral: regex.Match[str] | None = stop
        if stop.lastgroup != "number":
            yield self._opener[str(stop.lastgroup)]
            numeral = self._numeral.match(text, stop.start())
        if numeral is not None:
            sign = _sign_after(text, numeral.end())
            yield from self._after.get(sign, ())
            if sign in _RANGE_SIGNS and (second := self._to.match(text, numeral.end())):
                yield from self._after_range.get(_sign_after(text, second.end()), ())


def _sign_after(text: str, end: int) -> str:
    sign = text[end : end + 1]
    return text[end + 1 : end + 2] if sign == " " else sign


def _by_sign(rules: Iterable[tuple[str, Rule]]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for signs, rule in rules:
        for sign in signs:
            found[sign] = (*found.get(sign, ()), rule)
    return found


def lost_to(hit: Hit) -> Decline:
    return Decline("overlapped", f"{hit.rule} reads a longer or earlier piece here")


def _first_signs(pattern: str) -> Iterator[str]:
    """The signs that a match of the pattern may begin with (each must stand in the pattern itself or be a digit)."""
    compiled = regex.compile(pattern)
    return (sign for sign in {*pattern, *"0123456789"} if compiled.fullmatch(sign, partial=True))
