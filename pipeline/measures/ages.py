"""Ages as conditions: 70周岁以上, 18-59岁, 超过18周岁、不满60周岁."""

import regex

from pipeline.measures.terms import Part
from pipeline.measures.tokens import Token

_BOUND = regex.compile(r"(?:\(含\))?(?:及?以上|及?以下|以内)?")
_FROM = regex.compile(r"(?:不满|未满|超过|大于|小于)$")
_AND = regex.compile(r"(?:[、,]|且|并且|但)?(?:不满|未满|不超过|小于)")
_REACH = 4


# 今年56岁的王师傅, 72岁的李阿姨说: the age of one person.
_THIS_YEAR = regex.compile(r"(?:今年|现年|时年|刚满|已经)$")
_PERSON = regex.compile(
    r"的?(?:市民|村民|居民|患者|职工|退休工人)?\p{Han}{1,3}?(?:师傅|阿姨|大妈|大爷|大娘|先生|女士|奶奶|爷爷|婆婆|老伯|大叔|大姐|大哥|某|老汉|老师)"
)


def is_of_one(text: str, token: Token) -> bool:
    """Whether an age is that of one person of whom the page tells, and of no group."""
    return _THIS_YEAR.search(text, max(0, token.start - 2), token.start) is not None or _PERSON.match(text, token.end) is not None


def age(text: str, token: Token, via: str, last: Part | None = None) -> Part:
    """The age at a token with its bounds; with the last one where the two are the ends of one span."""
    end = _BOUND.match(text, token.end).end()
    if last is not None and _AND.fullmatch(text, last.end, token.start):
        return Part(text[last.start : end], last.start, end, via)
    before = _FROM.search(text, max(0, token.start - _REACH), token.start)
    start = before.start() if before else token.start
    return Part(text[start:end], start, end, via)
