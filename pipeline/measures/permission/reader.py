"""The statements of a stretch of text: for each action of a clause the topic that fits, and whether it may be done."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from pipeline.measures.permission.answers import answer
from pipeline.measures.permission.around import Around, Lead
from pipeline.measures.permission.clauses import Clause, Spot, clauses_of, leading_up
from pipeline.measures.permission.conditions import antecedent, concludes, condition, hedges
from pipeline.measures.permission.governs import MAY, NONE, NOUNS, ONLY, Governed, govern
from pipeline.measures.permission.lexicon import ACTIONS, ANY_MOOD, BARE, BITS, Fit, Token, lexicon, mood_bits, sign_bits
from pipeline.measures.permission.moods import Mood, Sign
from pipeline.measures.permission.statement import Statement
from pipeline.measures.permission.topics import OBJECTS

_PAY, _HERE = BITS["支付"], BITS["本地"]
_ASKS, _ASK_STOP, _STOP = sign_bits(Sign.ASK), sign_bits(Sign.ASK_STOP), sign_bits(Sign.STOP)
_WHICH, _IF, _EVEN, _AND = sign_bits(Sign.WHICH), sign_bits(Sign.IF), sign_bits(Sign.EVEN), sign_bits(Sign.AND)
_RUMOUR, _FOLLOWING, _COLONS = sign_bits(Sign.RUMOUR), sign_bits(Sign.FOLLOWING), sign_bits(Sign.COLON)
_SKIPS = _ASKS | _WHICH | sign_bits(Sign.VOID)
_ONLY = mood_bits(Mood.ONLY)
_MATTERS = ACTIONS | _SKIPS | _ONLY | _IF | _EVEN  # a clause without any of these, and without a colon, changes nothing but the mood
_start = itemgetter(1)
_COLON, _SPACE = int(Sign.COLON), int(Sign.SPACE)
_TAKEN_FOR_GRANTED = re.compile("的(?!$|功能|服务|政策|待遇|话)|问题|误区|规则|说法|时间|情况|难题|流程|条件|比例")
_FIGURE = re.compile("[^,。;]{0,3}(?:[0-9]|百分之|[一二三四五六七八九]成)")
_ONLY_IF = re.compile("只有(?P<what>[^,。;]{2,24}?)(?:时|的情况下|后)?,?才")
_TRIM = " \t、:;,-·|“”\"'(("
_LONGEST_QUOTE = 60
_MOST_WORDS = 160  # of one sentence: a page without full stops is read in pieces, so that time grows with its length alone


class Act(NamedTuple):
    """An action under its mood, and the value that it gives to a topic."""

    fit: Fit
    value: str
    token: Token
    governed: Governed


class Reader:
    """Reads the segments of one page in their order. `lead` and `asked` are what each leaves to the next.

    The page's words are found at once, and a sentence is only looked at where it holds a mood, or an action that may go without one:
    three of five do not.
    """

    __slots__ = ("_around", "_ends", "_lexicon", "_says", "_tokens", "asked", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: Statement | None = None
        self._lexicon = words = lexicon()
        self._tokens = words.find(text)
        ends, says = words.ends, words.says
        self._ends = [n for n, token in enumerate(self._tokens) if ends[token[0]]]
        self._says = [token[1] for token in self._tokens if says[token[0]]]
        self._around = Around(words, (), None, 0)

    @property
    def lead(self) -> Lead | None:
        return self._around.lead

    def speaks(self, start: int, end: int) -> bool:
        """Whether a word stands there that may say something by itself."""
        at = bisect_left(self._says, start)
        return at < len(self._says) and self._says[at] < end

    def read(self, start: int, end: int, above: Sequence[str], lead: Lead | None, inner: int) -> list[Statement]:
        """The statements of a segment, in their order; `above`, `lead` and `inner` are what stands above it (see `Around`)."""
        found: list[Statement] = []
        masks = self._lexicon.masks
        around = self._around = Around(self._lexicon, above, lead, inner)
        self.asked = None
        before: Sequence[Token] = ()
        for words, at, stop, behind in self._sentences(start, end):
            if self.asked and at < end:
                if answered := answer(self.text, at, end, self.asked):
                    found.append(answered)
                self.asked = None
            led = ANY_MOOD if around.lead and around.lead.mood else 0
            if words and (led or self.speaks(at, stop + len(behind))):
                clauses = clauses_of(self._lexicon, words, at, stop)
                mask = led | (masks[behind[0][0]] if behind else 0)
                for clause in clauses:
                    mask |= clause.mask | (_COLONS if clause.sign == _COLON else 0)
                if _is_worth_reading(mask):
                    around.before = before
                    self._sentence(Spot(clauses, 0), mask, found)
            if behind and masks[behind[0][0]] & _STOP:
                around.label = None
            before = words
        return found

    def _sentences(self, start: int, end: int) -> Iterator[tuple[Sequence[Token], int, int, Sequence[Token]]]:
        """The sentences of a stretch: the words of each, its start and end, and the sign that ends it (of a piece the next word)."""
        tokens = self._tokens
        lo, hi = bisect_left(tokens, start, key=_start), bisect_left(tokens, end, key=_start)
        for n in (*self._ends[bisect_left(self._ends, lo) : bisect_left(self._ends, hi)], hi):
            for cut in range(lo + _MOST_WORDS, n, _MOST_WORDS):
                yield tokens[lo:cut], start, tokens[cut][1], tokens[cut : cut + 1]
                lo, start = cut, tokens[cut][1]
            if n < hi:
                yield tokens[lo:n], start, tokens[n][1], tokens[n : n + 1]
                lo, start = n + 1, tokens[n][2]
        yield tokens[lo:hi], start, end, ()

    def _sentence(self, spot: Spot, mask: int, found: list[Statement]) -> None:
        if mask & _RUMOUR:
            return
        if mask & (_ASKS | _ASK_STOP) and not mask & _WHICH:
            asked: list[Statement] = []
            self._statements(spot, asked, asking=True)
            self.asked = asked[0] if asked else None
        if not mask & _ASK_STOP:
            self._statements(spot, found)

    def _statements(self, sentence: Spot, found: list[Statement], asking: bool = False) -> None:
        mooded: Clause | None = None
        supposed = None
        around = self._around
        for n, clause in enumerate(sentence.clauses):
            mask = clause.mask
            if not mask & _MATTERS and clause.sign != _COLON:
                if mask & ANY_MOOD:
                    mooded = clause
                continue
            spot = Spot(sentence.clauses, n)
            if mask & _SKIPS and not asking:
                if mask & _WHICH and mask & ANY_MOOD and mask & _PAY:
                    around.lead = Lead(clause, self._last_mood(clause), ())
                mooded = None
                continue
            held = supposed
            if mask & _ONLY and (condition_of := _ONLY_IF.search(self.text, clause.start, clause.end)):
                held = condition_of["what"]
            elif mask & _IF:
                held = antecedent(self.text, self._lexicon, clause)
                if not concludes(self.text, self._lexicon, clause):
                    supposed = held
                    continue
            if mask & _EVEN and n + 1 < len(sentence.clauses):
                continue
            if mask & ACTIONS and not self._is_supposed(spot):
                inherited = self._last_mood(mooded) if mooded and self._goes_on(spot) else NONE
                if inherited == NONE and around.lead and not mask & ANY_MOOD:
                    inherited = around.lead.mood
                if mask & (ANY_MOOD | BARE) or inherited:
                    self._clause(spot, inherited, held, found)
            if clause.sign == _COLON:
                around.label = clause
                self._note_lead(spot)
            if mask & ANY_MOOD:
                mooded = clause

    def _clause(self, spot: Spot, inherited: int, supposed: str | None, found: list[Statement]) -> None:
        """The statements of a clause: for each action the first topic that fits."""
        clause, masks, fits = spot.clause, self._lexicon.masks, self._lexicon.fits
        mask = clause.mask
        near = far = -1
        left = mask & ACTIONS
        said: set[tuple[str, str]] = set()
        for k, token in enumerate(clause.tokens):
            actions = masks[token[0]] & left
            if not actions:
                continue
            governed = govern(self._lexicon, clause, k, inherited)
            if governed is None:
                continue
            if governed.mood == NONE:
                actions &= BARE
            while actions:
                action = actions & -actions
                actions ^= action
                for fit in fits[action]:
                    if fit.own & ~mask or fit.bars & mask:
                        continue
                    value = fit.values[governed.mood] or fit.bare_value(governed.mood, self.text, clause.start, token[1])
                    if value is None:
                        continue
                    if (fit.near or fit.far) and near < 0:
                        near = self._around.near(spot)
                    if fit.near & ~near:
                        continue
                    if fit.far & ~near and far < 0:
                        far = near | self._around.far(spot)
                    if fit.far & ~near & ~far:
                        continue
                    made = self._make(spot, Act(fit, value, token, governed), supposed)
                    if made:
                        left &= ~action
                        new = [statement for statement in made if (statement.topic, statement.value) not in said]
                        said.update((statement.topic, statement.value) for statement in new)
                        found += new
                        break

    def _make(self, spot: Spot, act: Act, supposed: str | None) -> list[Statement]:
        """What a topic's action makes under its mood: one statement, or one for each item; none where it is not about that."""
        fit, value, token, governed = act
        topic, clause = fit.topic, spot.clause
        items = self._around.items(self.text, spot, token, topic.lists) if topic.lists else [""]
        if not items:
            return []
        if self._is_presupposed(fit, clause, token, governed) or (value == "yes" and _FIGURE.match(self.text, token[2], clause.end)):
            return []
        what = where = ""
        if fit.about:
            about = self._around.object(spot, governed.start) & fit.about
            if not about:
                return []
            what = next(name for name in OBJECTS if BITS[name] & about)
        if fit.has_place:
            where = self._around.place(spot, token[1], topic.wide)
            if governed.mood == ONLY and (where == "省内" or clause.mask & _HERE):
                where, value = ("跨省" if where == "省内" else "异地"), "no"
            where = where or topic.place
            if where == "required":
                return []
        parts = condition(self.text, spot, governed, fit, supposed)
        if parts is None:
            return []
        lead = self._around.lead
        if lead and lead.clause is not clause:
            parts = [*parts, *lead.hedges]
        on = "|".join(dict.fromkeys(parts)) or None
        start, end = self._quote(clause, token, governed)
        names = [topic.name.format(object=what, place=where, item=item) for item in items] if "{" in topic.name else [topic.name]
        said = [Statement(start, end, name, value, on, topic) for name in names]
        if topic.denies:
            said.append(said[0]._replace(topic=topic.denies.format(object=what), value="no" if value == "yes" else "yes"))
        return said

    def _is_presupposed(self, fit: Fit, clause: Clause, token: Token, governed: Governed) -> bool:
        """Whether the action only tells which thing is meant: 可以报销的项目, 清零问题."""
        if governed.start > token[1] or fit.topic.taken or fit.action & NOUNS:
            return False
        return _TAKEN_FOR_GRANTED.match(self.text, token[2], clause.end) is not None

    def _goes_on(self, spot: Spot) -> bool:
        """Whether a clause goes on under the mood of the one before: it begins with 以及, or only a space parts them after the mood."""
        tokens, masks = spot.clause.tokens, self._lexicon.masks
        if tokens and masks[tokens[0][0]] & _AND:
            return True
        before = spot.clauses[spot.n - 1] if spot.n else None
        return bool(before and before.sign == _SPACE and before.tokens and masks[before.tokens[-1][0]] & ANY_MOOD)

    def _is_supposed(self, spot: Spot) -> bool:
        """Whether a clause only supposes what the next one helps against (异地报不了,可以回当地报销)."""
        clause, after = spot.clause, spot.clauses[spot.n + 1 : spot.n + 2]
        if not self.text.endswith("不了", clause.start, clause.end) or not after or not after[0].tokens:
            return False
        first = after[0].tokens[0]
        return self._lexicon.moods[first[0]] == MAY and first[1] - after[0].start <= 1

    def _note_lead(self, spot: Spot) -> None:
        """Keep a clause that leads in to items: 可以用于以下项目:."""
        clause = spot.clause
        if not clause.mask & ANY_MOOD:
            return
        is_announced = any(other.mask & _FOLLOWING for other in leading_up(spot))
        if is_announced or self._lexicon.moods[clause.tokens[-1][0]]:
            mood = self._last_mood(clause) if clause.mask & _PAY else NONE
            self._around.lead = Lead(clause, mood, hedges(spot, mood))

    def _last_mood(self, clause: Clause) -> int:
        moods = self._lexicon.moods
        for token in reversed(clause.tokens):
            if moods[token[0]]:
                return moods[token[0]]
        return NONE

    def _quote(self, clause: Clause, token: Token, governed: Governed) -> tuple[int, int]:
        """The clause, or of a long one what lies from its mood to its action."""
        start, end = clause.start, clause.end
        if end - start > _LONGEST_QUOTE:
            start, end = max(start, min(governed.start, token[1]) - 12), min(end, max(token[2], governed.start) + 6)
        while start < end and self.text[start] in _TRIM:
            start += 1
        while end > start and self.text[end - 1] in _TRIM:
            end -= 1
        return start, end


def _is_worth_reading(mask: int) -> bool:
    """Whether a sentence's words can make a statement, a question or a lead."""
    return bool(mask & ACTIONS and mask & (ANY_MOOD | BARE)) or bool(mask & ANY_MOOD and mask & (_COLONS | _WHICH))
