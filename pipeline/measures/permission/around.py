"""What stands around a clause: what it speaks of, where, of which items, in its own words or in what was said before it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.measures.permission.clauses import Clause, Spot, clauses_of, heading, leading_up
from pipeline.measures.permission.lexicon import BITS, Lexicon, Token, bits
from pipeline.measures.permission.topics import OBJECTS, PLACES

_OBJECTS, _PLACES = bits(OBJECTS), bits(PLACES)
_LARGE = bits(("医保", "居民医保", "职工医保"))  # objects so wide that any other is meant rather
_EXACT = _OBJECTS & ~_LARGE
_CARD, _BALANCE, _ACCOUNT, _ELSEWHERE = BITS["医保卡"], BITS["余额"], BITS["个人账户"], BITS["异地"]
# An operation is named by its end; what stands before a place name's or a verb's last sign is no part of it.
_OPERATION = re.compile(
    r"[\u4e00-\u9fff]*?(?:(?<=[省市县区州做行施的年])|(?<![\u4e00-\u9fff]))"
    r"(?P<name>[^\W\d_省市县区州做行施的年]{2,12}(?:成形|固定|切除|置换|移植|修补|消融|搭桥|穿刺|结扎|融合|吻合|碎石|介入)术)"
)


class Lead(NamedTuple):
    """A clause that ends in a colon and says what holds for the items below it (可以用于以下项目:), or a heading that asks for them.

    Without a mood it only tells on what they hold (`hedges`).
    """

    clause: Clause
    mood: int
    hedges: Sequence[str]


class Around:
    """What has been said up to a clause: `above` by headings and titles, the nearest first, `before` in the sentence before.

    Of what stands above, the first `inner` headings stand below the line that leads in.
    """

    __slots__ = ("above", "before", "inner", "label", "lead", "lexicon")

    def __init__(self, lexicon: Lexicon, above: Sequence[str], lead: Lead | None, inner: int) -> None:
        self.lexicon = lexicon
        self.above = above
        self.lead = lead
        self.inner = inner
        self.before: Sequence[Token] = ()
        self.label: Clause | None = None

    def near(self, spot: Spot) -> int:
        """All that is meant in a clause, in those that lead up to it, in its label and in the line that leads in to it."""
        mask = (self.label.mask if self.label else 0) | (self.lead.clause.mask if self.lead and self.lead.mood else 0)
        for clause in leading_up(spot):
            mask |= clause.mask
        return mask

    def far(self, spot: Spot) -> int:
        """All that is meant in what was said before a clause."""
        mask = 0
        for clause in self._layers(spot):
            mask |= clause.mask
        return mask

    def object(self, spot: Spot, before: int) -> int:
        """What a clause speaks of: the last object before its mood, else the first after it, else what was spoken of before."""
        masks, clause = self.lexicon.masks, spot.clause
        if clause.mask & _EXACT:
            own = self._best(clause.tokens)
            ahead = [token for token in own if token[1] < before]
            return masks[(ahead[-1] if ahead else own[0])[0]] & _OBJECTS
        if clause.mask & _LARGE and not (self.lead and self.lead.mood):
            return clause.mask & _LARGE
        for layer in self._layers(spot):
            if layer.mask & _EXACT:
                return masks[self._best(layer.tokens)[0][0]] & _OBJECTS
        return _ACCOUNT if clause.mask & _BALANCE else 0

    def place(self, spot: Spot, before: int, is_wide: bool) -> str:
        """Where it is done: the nearest place in the clause, its sentence or label, or above; 异地 only where nothing says it better."""
        own = spot.clause
        if own.mask & _PLACES:
            return self._place([own], before)
        near = [*spot.earlier, *([self.label] if self.label else [])]
        return self._place(near, before) or (self._place(map(heading, self.above), before) if is_wide else "")

    def _place(self, layers: Iterable[Clause], before: int) -> str:
        masks = self.lexicon.masks
        placed = [layer for layer in layers if layer.mask & _PLACES]
        for wanted in (_PLACES & ~_ELSEWHERE, _ELSEWHERE):
            for layer in placed:
                if layer.mask & wanted:
                    chosen = [token for token in layer.tokens if masks[token[0]] & wanted]
                    ahead = [token for token in chosen if token[1] <= before]
                    mask = masks[(ahead[-1] if ahead else chosen[0])[0]] & wanted
                    return next(name for name in PLACES if BITS[name] & mask)
        return ""

    def items(self, text: str, spot: Spot, action: Token, lists: str) -> list[str]:
        """The items of an action: what is drawn stands after it, what is reimbursed anywhere in its clause or in one before."""
        masks, items, wanted = self.lexicon.masks, self.lexicon.items, BITS[lists]
        found: list[Token] = []
        for clause in (spot.clause, *spot.earlier, *([self.label] if self.label else [])):
            if clause.mask & wanted:
                found = [token for token in clause.tokens if masks[token[0]] & wanted]
                break
        if not found and lists == "item" and text.find("术", spot.start, spot.clause.end) >= 0:
            return [match["name"] for match in _OPERATION.finditer(text, spot.start, spot.clause.end)][-1:]
        after = [token for token in found if token[1] >= action[2]] if lists == "benefit" else []
        return list(dict.fromkeys(str(items[token[0]]) for token in after or found))

    def _best(self, tokens: Sequence[Token]) -> list[Token]:
        """The objects that are spoken of most exactly: rather an account than a card, rather a card than 医保 at large."""
        masks = self.lexicon.masks
        exact = [token for token in tokens if masks[token[0]] & _EXACT]
        return [token for token in exact if not masks[token[0]] & _CARD] or exact

    def _layers(self, spot: Spot) -> Iterator[Clause]:
        """What was said before a clause, the nearest first: earlier clauses, label, the line that leads in, the sentence before, above."""
        yield from spot.earlier
        if self.label:
            yield self.label
        yield from map(heading, self.above[: self.inner])
        if self.lead:
            yield self.lead.clause
        yield from reversed(clauses_of(self.lexicon, self.before, 0, 0))
        yield from map(heading, self.above[self.inner :])
