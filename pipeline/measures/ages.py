"""Ages as conditions: 70周岁以上, 18-59岁, 超过18周岁、不满60周岁."""

import regex

from pipeline.measures.terms import Part
from pipeline.measures.tokens import Token

_BOUND = regex.compile(r"(?:\(含\))?(?:及?以上|及?以下|以内)?")
_FROM = regex.compile(r"(?:不满|未满|超过|大于|小于)$")
_AND = regex.compile(r"(?:[、,]|且|并且|但)?(?:不满|未满|不超过|小于)")
_REACH = 4


def age(text: str, token: Token, via: str, last: Part | None = None) -> Part:
    """The age at a token with its bounds; with the last one where the two are the ends of one span."""
    end = _BOUND.match(text, token.end).end()
    if last is not None and _AND.fullmatch(text, last.end, token.start):
        return Part(text[last.start : end], last.start, end, via)
    before = _FROM.search(text, max(0, token.start - _REACH), token.start)
    start = before.start() if before else token.start
    return Part(text[start:end], start, end, via)
