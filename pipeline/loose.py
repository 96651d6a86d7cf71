"""A looser form of a pattern, which tells from a few signs ahead that the pattern cannot match, whatever stands before them."""

import regex

_TOKEN = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|\(\?\(\w+\)|\(\?>|[()]|[*+?}]\+|.", regex.DOTALL)
_CONDITION = "(?("


def loosened(pattern: str) -> str:
    """A pattern that matches wherever the given one does, and that looks at nothing before its start.

    Lookbehinds go, and so does a negative lookahead that holds one; conditions may turn out either way; nothing is possessive.
    """
    open_groups: list[tuple[str, int, list[str]]] = [("", 0, [])]
    for found in _TOKEN.finditer(pattern):
        token = found.group()
        if token[0] == "(":
            open_groups.append((token, found.end(), []))
        elif token == ")":
            opening, start, pieces = open_groups.pop()
            inner = "".join(pieces)
            if opening in ("(?<=", "(?<!") or (opening == "(?!" and inner != pattern[start : found.start()]):
                continue
            if opening.startswith(_CONDITION):
                opening = "(?:|"
            open_groups[-1][2].append(f"{opening.replace('(?>', '(?:')}{inner})")
        else:
            open_groups[-1][2].append(token[0] if token[1:] == "+" else token)
    return "".join(open_groups[0][2])
