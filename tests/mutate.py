"""Show that the tests would notice: take every rule out, and every alternative out of its pattern, and look whether an example fails.

usage: python tests/mutate.py [KIND]   (prints what nobody would miss; exits 1 if there is any)
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import regex

import pipeline.facts
from pipeline.extract import extract
from pipeline.kinds import RULES
from pipeline.model import Document
from pipeline.numerals import NUMBER
from pipeline.rules import Rule, Scanner

NEVER = regex.compile(r"(?!)")


def alternatives(pattern: str) -> Iterator[tuple[str, str]]:
    """Each alternative of each group of the pattern, with the pattern without it. What stands in NUMBER is tested with the numerals."""
    masked = pattern.replace(NUMBER, "\x00" * len(NUMBER))
    stack, groups, at = [[-1]], [], 0
    while at < len(masked):
        sign = masked[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = closing(masked, at)
        elif sign == "(":
            stack.append([at])
        elif sign == "|":
            stack[-1].append(at)
        elif sign == ")":
            groups.append([*stack.pop(), at])
        at += 1
    groups.append([*stack.pop(), len(masked)])
    for marks in groups:
        for first, last in zip(marks, marks[1:], strict=False):
            if len(marks) > 2:
                start = first + 1
                if first == marks[0] and first >= 0 and masked[first + 1 : first + 2] == "?":
                    start += len(regex.match(r"\?(?:P<\w+>|<[=!]|[:=!])", masked[first + 1 :]).group())
                    yield pattern[start:last], pattern[:start] + pattern[last + 1 :]
                else:
                    cut = slice(first, last) if first != marks[0] else slice(start, last + 1)
                    yield pattern[start:last], pattern[: cut.start] + pattern[cut.stop :]


def closing(pattern: str, at: int) -> int:
    """Where the character class that opens at a place ends."""
    end = at + 2 if pattern[at + 1] in "]^" else at + 1
    while pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end


def values(text: str, rule: str) -> tuple[str, ...]:
    return tuple(fact.value for fact in extract(Document(doc_id="example", source="example", text=text)).facts if fact.rule == rule)


def noticed(rule: Rule, mutant: Rule) -> bool:
    """Whether an example of the rule fails when the mutant stands in its place."""
    pipeline.facts.SCANNER = Scanner([mutant if other is rule else other for other in RULES])
    return any(values(text, rule.id) != expected for text, expected in rule.yields.items()) or any(values(text, rule.id) for text in rule.ignores)


def main(kind: str | None) -> int:
    tried, survivors = 0, []
    for rule in RULES:
        if kind and rule.kind != kind:
            continue
        for what, pattern in [("the rule", "(?!)"), *alternatives(rule.pattern.pattern)]:
            try:
                mutant = replace(rule, pattern=regex.compile(pattern, rule.pattern.flags))
            except regex.error:
                continue
            tried += 1
            if not noticed(rule, mutant):
                survivors.append(f"{rule.id}: nobody would miss {what}")
    print("\n".join(survivors))
    print(f"{tried} mutants of {len(RULES)} rules, {len(survivors)} not noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [None])))
