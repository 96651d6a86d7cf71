"""Show that the tests would notice: take every rule out, and every alternative out of every group, and look whether an example fails.

usage: python tests/mutate.py [KIND]   (prints what nobody would miss; exits 1 if there is any)

A group that stands in several rules (how a day is written, say) is changed in all of them at once: one example of one of them is enough.
The tables of the tests of dates and durations say surfaces too, which the examples of the rules do not. What stands in NUMBER is tested
with the numerals; the widths of a lookbehind (see `patterns.behind`) are no alternatives.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import regex
import test_dates
import test_duration

import pipeline.facts
from pipeline.kinds import RULES
from pipeline.model import Document
from pipeline.numerals import NUMBER
from pipeline.rules import Rule, Scanner
from pipeline.segment import segment
from pipeline.text import clean

SURFACES = {"date": test_dates.ALL, "duration": test_duration.ALL}
_OPENING = regex.compile(r"\(\?(?:P<\w+>|<[=!]|[:=!>|])|\(")


def groups(pattern: str) -> Iterator[str]:
    """The source of each group that has alternatives, and of the whole pattern where it has."""
    masked = pattern.replace(NUMBER, "\x00" * len(NUMBER))
    stack: list[tuple[int, bool]] = [(0, False)]
    at = 0
    while at < len(masked):
        sign = masked[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = _closing(masked, at)
        elif sign == "(":
            stack.append((at, False))
        elif sign == "|":
            stack[-1] = (stack[-1][0], True)
        elif sign == ")":
            start, several = stack.pop()
            if several:
                yield pattern[start : at + 1]
        at += 1
    if stack[0][1]:
        yield pattern


def without_one(group: str) -> Iterator[tuple[str, str]]:
    """Each alternative of the group, with the group's source without it."""
    masked = group.replace(NUMBER, "\x00" * len(NUMBER))
    opening = _OPENING.match(group).group() if group.startswith("(") and _is_one(masked) else ""
    end = len(group) - (1 if opening else 0)
    marks, depth, at = [len(opening) - 1], 0, len(opening)
    while at < end:
        sign = masked[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = _closing(masked, at)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            marks.append(at)
        at += 1
    marks.append(end)
    pieces = [group[first + 1 : last] for first, last in pairwise(marks)]
    for n, piece in enumerate(pieces):
        yield piece, opening + "|".join(pieces[:n] + pieces[n + 1 :]) + group[end:]


def _is_one(masked: str) -> bool:
    """Whether the parenthesis that opens at the start closes at the end."""
    depth, at = 0, 0
    while at < len(masked):
        if masked[at] == "\\":
            at += 1
        elif masked[at] == "[":
            at = _closing(masked, at)
        elif masked[at] in "()":
            depth += 1 if masked[at] == "(" else -1
            if not depth:
                return at == len(masked) - 1
        at += 1
    return False


def _closing(pattern: str, at: int) -> int:
    """Where the character class that opens at a place ends."""
    end = at + 2 if pattern[at + 1] in "]^" else at + 1
    while pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end


def surfaces(text: str, kind: str) -> list[tuple[str, str]]:
    page = clean(text)
    hits, _ = pipeline.facts.SCANNER.scan(page.text)
    return [(text[slice(*page.span(hit.start, hit.end))], hit.reading.value) for hit in hits if hit.kind == kind]


def values(text: str, rule: str) -> tuple[str, ...]:
    page = clean(text).text
    document, segments = segment(Document(doc_id="example", source="example", text=text), page)
    return tuple(fact.value for fact in pipeline.facts.find_facts(document, page, segments)[0] if fact.rule == rule)


def noticed(mutants: dict[str, Rule]) -> bool:
    """Whether an example of one of these rules fails (or its reader breaks) when the mutants stand in their places."""
    pipeline.facts.SCANNER = Scanner([mutants.get(rule.id, rule) for rule in RULES])
    for rule in mutants.values():
        with suppress(IndexError, TypeError):  # the reader misses a group that the mutant has lost
            if all(values(text, rule.id) == expected for text, expected in rule.yields.items()) and not any(
                values(text, rule.id) for text in rule.ignores
            ):
                continue
        return True
    kinds = {rule.kind for rule in mutants.values()}
    return any(surfaces(text, kind) != expected for kind in kinds for text, expected in SURFACES.get(kind, {}).items())


def mutants(kind: str | None) -> Iterator[tuple[str, dict[str, Rule]]]:
    rules = [rule for rule in RULES if kind in (None, rule.kind)]
    for rule in rules:
        yield f"{rule.id} itself", {rule.id: replace(rule, pattern=regex.compile("(?!)"))}
    for group in dict.fromkeys(group for rule in rules for group in groups(rule.pattern.pattern)):
        users = [rule for rule in RULES if group in rule.pattern.pattern]
        pieces = list(without_one(group))
        if all(alternative.startswith("(?<=") for alternative, _ in pieces):
            continue
        for alternative, rest in pieces:
            with suppress(regex.error):
                changed = {r.id: replace(r, pattern=regex.compile(r.pattern.pattern.replace(group, rest), r.pattern.flags)) for r in users}
                yield f"{', '.join(changed)}: {alternative!r} of {group[:80]!r}", changed


def main(kind: str | None = None) -> int:
    tried, survivors = 0, 0
    for what, changed in mutants(kind):
        tried += 1
        if not noticed(changed):
            survivors += 1
            print(f"nobody would miss {what}")
    print(f"{tried} mutants of {len(RULES)} rules, {survivors} not noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
