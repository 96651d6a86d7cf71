"""A sentence as its clauses: the words between two pauses."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.measures.permission.lexicon import ENDS, Lexicon, Token, lexicon, mood_bits, sign_bits
from pipeline.measures.permission.moods import Mood, Sign

PAUSES = sign_bits(Sign.COMMA, Sign.COLON, Sign.SPACE)
_OPEN, _CLOSE = sign_bits(Sign.OPEN), sign_bits(Sign.CLOSE)
_SHAPE = ENDS | PAUSES | _OPEN | _CLOSE
_COLON = int(Sign.COLON)
_SAYS = mood_bits(Mood.WEAK, Mood.MAY, Mood.NOT, Mood.ONLY, Mood.NEED, Mood.FREE)


class Clause(NamedTuple):
    """The words between two pauses; `mask` is all that they mean, `sign` the pause that ends the clause."""

    tokens: Sequence[Token]
    start: int
    end: int
    mask: int
    sign: int


class Spot(NamedTuple):
    """A clause in its sentence: the n-th of the clauses."""

    clauses: Sequence[Clause]
    n: int

    @property
    def clause(self) -> Clause:
        return self.clauses[self.n]

    @property
    def earlier(self) -> Iterator[Clause]:
        """The clauses before it, the nearest first."""
        return (self.clauses[n] for n in range(self.n - 1, -1, -1))

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.clauses[0].start


def clauses_of(lexicon: Lexicon, tokens: Sequence[Token], start: int, end: int) -> list[Clause]:
    """The clauses of the words of a sentence; brackets do not divide."""
    masks, signs, new = lexicon.masks, lexicon.signs, tuple.__new__  # the plain constructor takes twice the time
    clauses: list[Clause] = []
    words: list[Token] = []
    mask, at, depth = 0, start, 0
    for token in tokens:
        meaning = masks[token[0]]
        if not meaning & _SHAPE:
            words.append(token)
            mask |= meaning
        elif meaning & _OPEN:
            depth += 1
        elif meaning & _CLOSE:
            depth = depth - 1 if depth else 0
        elif not depth:
            if words or token[1] > at:
                clauses.append(new(Clause, (words, at, token[1], mask, signs[token[0]])))
                words, mask = [], 0
            elif clauses and signs[token[0]] == _COLON:
                clauses[-1] = clauses[-1]._replace(sign=_COLON)
            at = token[2]
    if words or end > at:
        clauses.append(Clause(words, at, end, mask, 0))
    return clauses


def leading_up(spot: Spot) -> list[Clause]:
    """A clause and those right before it that only lead up to it: they have no mood of their own."""
    clauses, n = spot
    found = [clauses[n]]
    while n and not clauses[n - 1].mask & _SAYS:
        n -= 1
        found.append(clauses[n])
    return found


@lru_cache(maxsize=1024)
def heading(text: str) -> Clause:
    """A heading or title, which stands above many lines, as one clause."""
    words = lexicon().find(text)
    mask = 0
    for word in words:
        mask |= lexicon().masks[word[0]]
    return Clause(words, 0, len(text), mask, 0)
