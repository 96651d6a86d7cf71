"""Patterns that are made of patterns: lookbehinds of several widths, and looser forms that tell where a pattern cannot match."""

from collections.abc import Iterator, Sequence
from itertools import product

import regex

_PIECE = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|\(\?\(\w+\)|\(\?>|[()]|[*+?}]\+|.", regex.DOTALL)
_CONDITION = "(?("
_EDGES = frozenset({"^", "$", r"\A", r"\Z", r"\b", r"\B"})  # a text that is cut off has no end


def behind(*pieces: Sequence[str]) -> str:
    """A lookbehind for one alternative of each piece, in all their widths; `re` knows only those of one width."""
    return "(?:" + "|".join("(?<=" + "".join(words) + ")" for words in product(*pieces)) + ")"


def first_signs(pattern: str) -> Iterator[str]:
    """The signs that a match of the pattern may begin with, whatever stands before it (each stands in the pattern itself or is a digit)."""
    compiled = regex.compile(loosened(pattern))
    return (sign for sign in {*pattern, *"0123456789"} if compiled.fullmatch(sign, partial=True))


def loosened(pattern: str) -> str:
    """A pattern that matches wherever the given one does, and that looks at nothing before its start.

    Lookbehinds and edges go, and so does a negative lookahead that holds one; conditions may turn out either way; nothing is possessive.
    """
    open_groups: list[tuple[str, int, list[str]]] = [("", 0, [])]
    for found in _PIECE.finditer(pattern):
        piece = found.group()
        if piece[0] == "(":
            open_groups.append((piece, found.end(), []))
        elif piece == ")":
            opening, start, pieces = open_groups.pop()
            inner = "".join(pieces)
            if opening in ("(?<=", "(?<!") or (opening == "(?!" and inner != pattern[start : found.start()]):
                continue
            if opening.startswith(_CONDITION):
                opening = "(?:|"
            open_groups[-1][2].append(f"{opening.replace('(?>', '(?:')}{inner})")
        elif piece not in _EDGES:
            open_groups[-1][2].append(piece[0] if piece[1:] == "+" else piece)
    return "".join(open_groups[0][2])
