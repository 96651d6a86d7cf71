"""Which division each mention means, by what stands near it: its parent, a list, its sentence, titles, what came before."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from pipeline.kinds.regions.gazetteer import Division, Name, Trust, gazetteer, highest, holds
from pipeline.kinds.regions.mentions import Mention, beside, find_mentions
from pipeline.kinds.regions.words import HINT_AFTER, HINT_BEFORE, LISTED, names
from pipeline.model import Segment, SegmentKind
from pipeline.rules import Decline, Miss

FULL, SHARED, FORMER = "region.full-name", "region.shared-name", "region.former-name"
SHORT, BESIDE, CONTEXT = "region.short-name", "region.beside-parent", "region.in-context"

_FAR = 3000  # characters back to which what came before still counts
_MANY = 30  # mentions back to which it does
_SENTENCE = 150
_SENTENCE_ENDS = "。!?;\n"


class Resolver:
    """The mentions of one text and what can be told of them."""

    def __init__(self, text: str, mentions: Sequence[Mention], segments: Sequence[Segment]) -> None:
        self._text = text
        self._mentions = mentions
        self._segments = segments
        self._starts = [segment.start for segment in segments]
        self._known: list[int] = []  # the mentions that have a division, while context is asked
        self._settled: tuple[int, ...] = ()  # those of them that need no context

    def resolve(self) -> list[Miss]:
        """Gives each mention its division where that can be told; the others are missed, with the reason."""
        several: list[int] = []  # those whose name more than one division bears, or that say nothing by themselves
        for at, mention in enumerate(self._mentions):
            name = mention.name
            sure = name.sure
            if sure is not None and len(name.divisions) == 1:
                mention.division = sure
                mention.rule = FORMER if name.is_former else FULL if name.is_full else SHORT
            else:
                several.append(at)
        unknown = [at for at in several if not self._by_itself(at, self._mentions[at])]
        for at in several:
            if self._mentions[at].division and len(self._mentions[at].name.divisions) > 1:
                self._by_level(at)
        if not unknown:
            return []
        self._known = sorted({*range(len(self._mentions))}.difference(unknown))
        self._settled = tuple(self._known)
        for at in unknown:
            self._by_context(at)
        # Once more from behind: in a list, a name that is known vouches for those on both sides of it.
        left = [at for at in unknown if self._mentions[at].division is None]
        if len(left) < len(unknown):
            for at in reversed(left):
                self._by_context(at)
        still = (self._mentions[at] for at in left)
        return [_miss(mention) for mention in still if mention.division is None and mention.name.trust is not Trust.ATTACHED]

    def _by_itself(self, at: int, mention: Mention) -> bool:
        """By its own words, or by its parent right before it."""
        name = mention.name
        sure = name.sure
        parent = self._mentions[at - 1] if at else None
        if parent and parent.division and beside(self._text, parent, mention):
            children = highest(division for division in name.divisions if holds(parent.division, division))
            fits = name.is_full or name.trust is not Trust.ATTACHED or HINT_AFTER.match(self._text, mention.end)
            if len(children) == 1 and fits:
                _settle(mention, children[0], BESIDE)
                return True
        if sure:
            _settle(mention, sure, SHORT)
        return sure is not None

    def _by_context(self, at: int) -> None:
        """By a hint beside it and by what stands near."""
        mention, name = self._mentions[at], self._mentions[at].name
        if name.trust is Trust.ATTACHED:
            self._by_list(at)
            return
        written = self._written_in_full(mention)
        if len(written) == 1:
            self._know(at, written[0])
            return
        hinted = name.trust is Trust.USUAL or self._is_hinted(at)
        if not hinted and not (self._is_alone(mention) or HINT_BEFORE.search(self._text, max(0, mention.start - 2), mention.start)):
            return
        near = self._nearest(at)
        sure = hinted or name.is_full or name.text in names("known") or self._shares_a_row(at)
        if not near and name.trust is not Trust.SHY and sure:
            near = name.divisions
        if not name.is_full:
            near = highest(near)
        if len(near) == 1:
            self._know(at, near[0])

    def _written_in_full(self, mention: Mention) -> list[Division]:
        """The counties that a short name may mean and whose full name the item writes elsewhere (泰顺 beside 泰顺县)."""
        name = mention.name
        if name.is_full or name.trust is not Trust.SHY:
            return []
        item = self._item(mention)
        return [division for division in name.divisions if (item, division) in self._in_full]

    @cached_property
    def _in_full(self) -> set[tuple[int | None, Division]]:
        """The divisions whose full names an item writes."""
        settled = (self._mentions[at] for at in self._settled)
        return {(self._item(one), one.division) for one in settled if one.division and one.name.is_full}

    def _by_level(self, at: int) -> None:
        """黄南、海南、果洛: between prefectures of Qinghai, 海南 is the prefecture, not the province."""
        around = {
            (other.division.level, other.division.province)
            for other in self._listed(at)
            if other.division and "、" in (self._text[other.end : other.end + 1], self._text[other.start - 1 : other.start])
        }
        divisions = self._mentions[at].name.divisions
        peers = [division for division in divisions if division.level == 2 and {(2, division.province)} == around]
        if len(peers) == 1:
            _settle(self._mentions[at], peers[0], CONTEXT)

    def _by_list(self, at: int) -> None:
        """An everyday word is a county where it stands in one list with a county of the same prefecture."""
        name = self._mentions[at].name
        for other in self._listed(at):
            if other.division and other.division.level == 3:
                kin = [division for division in name.divisions if _kinship(division, other.division) == 2]
                if len(kin) == 1:
                    self._know(at, kin[0])
                    return

    def _know(self, at: int, division: Division) -> None:
        _settle(self._mentions[at], division, CONTEXT)
        insort(self._known, at)

    def _is_hinted(self, at: int) -> bool:
        """Whether a word of a place follows, or a name that is known or may be its kin stands in one list with it."""
        mention = self._mentions[at]
        if HINT_AFTER.match(self._text, mention.end) or (mention.name.is_full and self._is_alone(mention)):
            return True
        return any(other.division or _may_be_kin(mention.name, other.name) for other in self._listed(at))

    def _is_alone(self, mention: Mention) -> bool:
        return not _is_han(self._text[mention.start - 1 : mention.start]) and not _is_han(self._text[mention.end : mention.end + 1])

    def _listed(self, at: int) -> Iterator[Mention]:
        """The mentions before and after one that stand in one list with it, or in the next row of a table."""
        for first, second in ((at - 1, at), (at, at + 1)):
            if first >= 0 and second < len(self._mentions):
                one, two = self._mentions[first], self._mentions[second]
                full = one.end == two.start and one.name.is_full and two.name.is_full  # 淇滨区淇县
                if full or LISTED.fullmatch(self._text, one.end, two.start) or self._are_rows(one, two):
                    yield one if second == at else two

    def _shares_a_row(self, at: int) -> bool:
        """Whether a known division stands in the same row of a table: a name alone in its cell is no other word then."""
        place = bisect_left(self._known, at)
        for near in self._known[max(0, place - 1) : place + 1]:
            first, last = sorted((self._mentions[at].start, self._mentions[near].start))
            if last - first < _SENTENCE and "\n" not in self._text[first:last]:
                return True
        return False

    def _are_rows(self, one: Mention, two: Mention) -> bool:
        text = self._text
        opens = text[one.start - 1 : one.start] in {"", "\n"} and text[two.start - 1] == "\n"
        return opens and text.find("\n", one.end, two.start) == two.start - 1

    def _nearest(self, at: int) -> tuple[Division, ...]:
        """The divisions that the name may mean by the nearest other names that tell: in the sentence, in titles, before it."""
        left = self._mentions[at].name.divisions
        told = False
        for others in self._scopes(at):
            best = max((_kinship(division, other) for division in left for other in others), default=0)
            if best:
                told = True
                left = tuple(division for division in left if max(_kinship(division, other) for other in others) == best)
                if len(left) == 1:
                    break
        return left if told else ()

    def _scopes(self, at: int) -> Iterator[list[Division]]:
        mention = self._mentions[at]
        place = bisect_left(self._known, at)
        before = [self._mentions[n] for n in self._known[max(0, place - _MANY) : place]]
        after = [self._mentions[n] for n in self._known[place : place + _MANY]]
        first, last = self._sentence(mention)
        yield [other.division for other in (*before, *after) if other.division and first < other.start < last]
        segment = self._segment(mention.start)
        for title in self._titles(segment):
            yield [*_named(title)]
        for other in reversed(before):
            if mention.start - other.end > _FAR or self._item(other) != _item(segment):
                return
            if other.division:
                yield [other.division]

    def _sentence(self, mention: Mention) -> tuple[int, int]:
        """Where the sentence around a mention begins and ends, as far as we look."""
        first, last = max(0, mention.start - _SENTENCE), mention.end + _SENTENCE
        starts = [self._text.rfind(sign, first, mention.start) for sign in _SENTENCE_ENDS]
        ends = [self._text.find(sign, mention.end, last) for sign in _SENTENCE_ENDS]
        return max(first - 1, *starts), min((end for end in ends if end >= 0), default=last)

    def _titles(self, segment: Segment | None) -> Iterator[str]:
        if segment and segment.section:
            yield from reversed(segment.section.split(" > "))
        if segment and segment.item_title:
            yield segment.item_title
        elif self._segments and self._segments[0].kind is SegmentKind.TITLE:
            yield self._text[self._segments[0].start : self._segments[0].end]

    def _item(self, mention: Mention) -> int | None:
        return _item(self._segment(mention.start))

    def _segment(self, offset: int) -> Segment | None:
        at = bisect_right(self._starts, offset) - 1
        return self._segments[at] if at >= 0 else None


@lru_cache(maxsize=4096)
def _named(title: str) -> tuple[Division, ...]:
    """The divisions that a title names for certain."""
    mentions, _ = find_mentions(title, gazetteer())
    Resolver(title, mentions, ()).resolve()
    return tuple(mention.division for mention in mentions if mention.division)


def _settle(mention: Mention, division: Division, rule: str) -> None:
    """Gives a mention its division, by a rule where no rule about its own form says more."""
    name = mention.name
    mention.division = division
    if name.is_former:
        mention.rule = FORMER
    elif name.is_full:
        mention.rule = FULL if len(name.divisions) == 1 else SHARED
    else:
        mention.rule = SHORT if name.trust is Trust.USUAL and division in name.highest else rule


def _kinship(one: Division, other: Division) -> int:
    """2 for divisions of one prefecture (or counties of one municipality), 1 for those of one province, 0 for strangers."""
    if one == other or _seat(one) in {other.adcode, _seat(other)}:
        return 2
    return int(one.province == other.province)


def _may_be_kin(one: Name, other: Name) -> bool:
    """Whether two names that are not known yet vouch for each other: 如皋、海安; an everyday word only for one of its prefecture."""
    least = 2 if other.trust is Trust.ATTACHED else 1
    return any(_kinship(a, b) >= least for a in one.divisions for b in other.divisions)


def _seat(division: Division) -> str:
    return division.prefecture or division.province


def _item(segment: Segment | None) -> int | None:
    return segment.item if segment else None


def _is_han(sign: str) -> bool:
    return "一" <= sign <= "鿿"


def _miss(mention: Mention) -> Miss:
    name = mention.name
    candidates = ", ".join(f"{_place(division)} {division.adcode}" for division in name.divisions)
    if name.is_full and len(name.divisions) > 1:
        return Miss(mention.start, mention.end, SHARED, Decline("ambiguous", f"may be {candidates}"))
    why = f"may be {candidates}, but nothing near it says that a place is meant, or which"
    return Miss(mention.start, mention.end, FORMER if name.is_former else CONTEXT, Decline("unsupported", why))


def _place(division: Division) -> str:
    divisions = gazetteer().divisions
    above = divisions.get(division.parent)
    return f"{above.name if above else ''}{division.name}"
