"""What a rule is, and the scanner that runs all of them in one pass over a page.

The scanner stops at every numeral and at every sign that opens a rule's match, and tries there only the rules that could begin so:
`after` lists the signs that may follow a match's first numeral, `after_range` those that may follow the second one of a range without
a unit between (60-70岁), `opens` is a pattern (for `re`) of how a match may begin otherwise. That reads a page once instead of once a
rule (some 40 times faster); a test holds that nothing is missed by it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import regex

from pipeline.model import Bound
from pipeline.numerals import CHINESE, MIXED, NUMBER, SIGNS
from pipeline.patterns import first_signs, loosened

AnyPattern: TypeAlias = regex.Pattern[str] | re.Pattern[str]
AnyMatch: TypeAlias = regex.Match[str] | re.Match[str]


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
    """An entry that a pattern finds: `read` makes a value of a match's text and groups or declines it; the module tells of the others.

    `after_range` lists signs that may follow the second numeral of a range whose first has no unit (60-70岁).
    """

    pattern: regex.Pattern[str]
    read: Callable[[AnyMatch], Reading | Decline]
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


_built = tuple.__new__  # builds a hit in half the time that a call of its class takes


class Miss(NamedTuple):
    """A rule's match that was declined or lost to another."""

    start: int
    end: int
    rule: str
    why: Decline


# Signs of a match. `regex` looks for a pattern's fixed part (岁 in 70岁) up to the end of the text before it tries to match: without an end
# each numeral would cost a walk through the rest of the page.
_LONGEST = 1000
# Signs behind a numeral that decide which rules are tried there, and for how many numerals with such signs that is remembered.
_AHEAD, _REMEMBERED = 2, 1 << 15
_MEANT = 1 << 12  # readings of a rule that are remembered
_RANGE_SIGNS = frozenset("~-至到")
_FIRST = frozenset("0123456789" + SIGNS)  # what a numeral begins with
# 统一300元, 第三 and 数十 are not numerals; a numeral begins where no other digit stands before it. A.300元 is one of several answers.
_NUMERAL = rf"(?:(?<![第0-9.])|(?<=[A-H]\.)(?<![A-Za-z0-9][A-H]\.)){MIXED}"
_NUMERAL += rf"|(?<![第统唯{SIGNS}])(?!(?<=[数几])十(?![一二三四五六七八九])){CHINESE}|(?<=[统唯])(?!一)[{SIGNS}]+"


class _Try(NamedTuple):
    """A rule as the scanner tries it; of two that match equally far, the one of lower `order` is read.

    `meant` remembers what a match of these groups means.
    """

    order: int
    match: Callable[[str, int, int], AnyMatch | None]
    id: str
    kind: str
    groups: range
    meant: dict[str | tuple[str | None, ...], Reading | Decline]
    read: Callable[[AnyMatch], Reading | Decline]
    loose: regex.Pattern[str]

    def reading(self, match: AnyMatch) -> Reading | Decline:
        """What a match means; remembered by its text and groups, where that is all that it depends on."""
        reading = self.read(match)
        if isinstance(reading, Decline) or reading.span is None:
            if len(self.meant) >= _MEANT:
                self.meant.clear()
            self.meant[match.group(*self.groups)] = reading
        return reading


class Scanner:
    """The rules of one list, compiled to one pass."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        tries = {rule.id: _try(order, rule) for order, rule in enumerate(rules)}
        self._after = _by_sign((rule.after, tries[rule.id]) for rule in rules)
        self._after_range = _by_sign((rule.after_range, tries[rule.id]) for rule in rules)
        openers = [rule for rule in rules if rule.opens]
        self._opener = {n: tries[rule.id] for n, rule in enumerate(openers, 1)}
        # An empty group at its end tells which alternative matched: `re` skips one that begins with another sign, not one that begins with
        # a group (1.3 times as fast). A plain numeral that no sign of a rule follows is no stop: a quarter of them are none.
        opens = [f"(?:{rule.opens})()" for rule in openers]
        signs = re.escape("".join(sorted(_RANGE_SIGNS.union(self._after))))
        leads = f"(?=(?:[0-9]{{1,24}}+|[{SIGNS}]{{1,24}}+)[0-9{SIGNS}.,点 {signs}])"  # bounded, or a long run would be read from each place
        # The class in front of the alternation makes the search 4 times as fast on pages of prose, `re` in place of `regex` 4 times more.
        first = "".join(sorted(_FIRST.union(*(first_signs(rule.opens) for rule in openers))))
        self._stop = re.compile(f"(?=[{re.escape(first)}])(?:{'|'.join([*opens, f'{leads}(?:{_NUMERAL})()'])})")
        self._numeral = re.compile(_NUMERAL)
        self._range = re.compile(rf" ?(?:[-~]{{1,2}}|[至到]) ?(?:{NUMBER})?")
        # Pages say few numerals and few values often: remembering which rules a numeral and the signs behind it could begin leaves
        # a quarter of the tries, remembering what a match means spares 3 of 4 readings.
        self._begun = lru_cache(_REMEMBERED)(self._could_begin)

    def scan(self, text: str) -> tuple[list[Hit], list[Miss]]:
        """All hits, leftmost first and the longest at each place (then the first rule), and what was declined or lost."""
        hits: list[Hit] = []
        misses: list[Miss] = []
        begun, number = self._begun, len(self._opener) + 1
        at = 0
        for stop in self._stop.finditer(text):
            start, end = stop.span()
            if start < at:
                continue
            stopped = stop.lastindex
            if stopped != number:
                numeral = self._numeral.match(text, start) if text[start] in _FIRST else None
                end = numeral.end() if numeral else start
            tries, may_range = begun(text[start : end + _AHEAD], end - start, stopped)
            if may_range and (to := self._range.match(text, end)):
                tries = (*tries, *self._after_range.get(_sign_after(text, to.end()), ()))
            best: Hit | None = None
            best_order = 0
            for one in tries:
                order, matches, rule, kind, groups, meant, _, _ = one
                match = matches(text, start, start + _LONGEST)
                if match is None:
                    continue
                reading = meant.get(match.group(*groups)) or one.reading(match)
                if isinstance(reading, Decline):
                    misses.append(Miss(start, match.end(), rule, reading))
                    continue
                first, last = reading.span or match.span()
                found = _built(Hit, (first, last, rule, kind, reading))
                if best is None:
                    best, best_order = found, order
                    continue
                if (last, -order) > (best.end, -best_order):
                    best, best_order, found = found, order, best
                misses.append(Miss(found.start, found.end, found.rule, lost_to(best)))
            if best is not None:
                hits.append(best)
                at = best.end
        return hits, misses

    def _could_begin(self, head: str, size: int, stopped: int | None) -> tuple[tuple[_Try, ...], bool]:
        """The rules that a numeral of that size and the signs behind it could begin, and that of the opener that the scanner stopped at.

        The second value says whether the numeral could begin a range.
        """
        sign = _sign_after(head, size) if size else ""
        tries = [self._opener[stopped]] if stopped in self._opener else []
        tries += self._after.get(sign, ())
        return tuple(one for one in tries if one.loose.match(head, partial=True)), sign in _RANGE_SIGNS


def _try(order: int, rule: Rule) -> _Try:
    """The rule's pattern compiled by `re` where that can read it: it tries one 2 to 3 times as fast as `regex`."""
    pattern: AnyPattern = rule.pattern
    with suppress(re.error):
        pattern = re.compile(rule.pattern.pattern)
    loose = regex.compile(loosened(rule.pattern.pattern))
    return _Try(order, pattern.match, rule.id, rule.kind, range(pattern.groups + 1), {}, rule.read, loose)


def _sign_after(text: str, end: int) -> str:
    sign = text[end : end + 1]
    return text[end + 1 : end + 2] if sign == " " else sign


def _by_sign(tries: Iterable[tuple[str, _Try]]) -> dict[str, tuple[_Try, ...]]:
    found: dict[str, tuple[_Try, ...]] = {}
    for signs, one in tries:
        for sign in signs:
            found[sign] = (*found.get(sign, ()), one)
    return found


def lost_to(hit: Hit) -> Decline:
    return Decline("overlapped", f"{hit.rule} reads a longer or earlier piece here")
