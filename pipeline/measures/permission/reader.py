"""The statements of a stretch of text: for each action of a clause the topic that fits, and whether it may be done."""

import re
from collections.abc import Sequence

from pipeline.measures.permission.answers import answer
from pipeline.measures.permission.around import Around, Lead
from pipeline.measures.permission.clauses import ENDS, Clause, Spot, clauses_of, leading_up
from pipeline.measures.permission.conditions import antecedent, concludes, condition, hedges
from pipeline.measures.permission.governs import ACTIONS, MAY, NONE, ONLY, Governed, govern, is_noun, value_of
from pipeline.measures.permission.lexicon import BITS, TOPICS, Fit, Token, bits, lexicon, mood_bits, sign_bits
from pipeline.measures.permission.moods import Mood, Sign
from pipeline.measures.permission.statement import Statement
from pipeline.measures.permission.topics import OBJECTS, Topic

_PAY, _HERE = BITS["支付"], BITS["本地"]
_BARE = bits([topic.action for topic in TOPICS if topic.bare is not None])
_ANY_MOOD = mood_bits(*(mood for mood in Mood if mood))
_ASKS, _ASK_STOP, _STOP = sign_bits(Sign.ASK), sign_bits(Sign.ASK_STOP), sign_bits(Sign.STOP)
_WHICH, _IF, _EVEN, _AND = sign_bits(Sign.WHICH), sign_bits(Sign.IF), sign_bits(Sign.EVEN), sign_bits(Sign.AND)
_RUMOUR, _FOLLOWING, _COLONS = sign_bits(Sign.RUMOUR), sign_bits(Sign.FOLLOWING), sign_bits(Sign.COLON)
_SKIPS = _ASKS | _WHICH | sign_bits(Sign.VOID)
_ONLY = mood_bits(Mood.ONLY)
_COLON, _SPACE = int(Sign.COLON), int(Sign.SPACE)
_TAKEN_FOR_GRANTED = re.compile("的(?!$|功能|服务|政策|待遇|话)|问题|误区|规则|说法|时间|情况|难题|流程|条件|比例")
_FIGURE = re.compile("[^,。;]{0,3}(?:[0-9]|百分之|[一二三四五六七八九]成)")
_ONLY_IF = re.compile("只有(?P<what>[^,。;]{2,24}?)(?:时|的情况下|后)?,?才")
_TRIM = " \t、:;,-·|“”\"'(("
_LONGEST_QUOTE = 60
_MOST_WORDS = 160  # of one sentence: a page without full stops is read in pieces, so that time grows with its length alone


class Reader:
    """Reads one stretch of text; `above` is what stands above it (see `Around`). `lead` and `asked` are what it leaves to the next."""

    __slots__ = ("_around", "_lexicon", "asked", "text")

    def __init__(self, text: str, above: Sequence[str] = (), lead: Lead | None = None, inner: int = 0) -> None:
        self.text = text
        self.asked: Statement | None = None
        self._lexicon = lexicon()
        self._around = Around(self._lexicon, above, lead, inner)

    @property
    def lead(self) -> Lead | None:
        return self._around.lead

    def read(self, tokens: Sequence[Token], start: int, end: int) -> list[Statement]:
        """The statements of a stretch, in their order."""
        found: list[Statement] = []
        masks, around = self._lexicon.masks, self._around
        lo, at = 0, start
        led = _ANY_MOOD if around.lead and around.lead.mood else 0
        mask = led
        for n, token in enumerate(tokens):
            meaning = masks[token[0]]
            mask |= meaning
            ends = meaning & ENDS
            if ends or n - lo >= _MOST_WORDS:
                if self.asked and (answered := answer(self.text, at, end, self.asked)):
                    found.append(answered)
                self.asked = None
                if _is_worth_reading(mask):
                    self._sentence(Spot(clauses_of(self._lexicon, tokens[lo:n], at, token[1]), 0), mask, found)
                    led = _ANY_MOOD if around.lead and around.lead.mood else 0
                if mask & _STOP:
                    around.label = None
                around.before = tokens[lo:n]
                lo, at, mask = (n + 1, token[2], led) if ends else (n, token[1], led | meaning)
        if self.asked and at < end:
            if answered := answer(self.text, at, end, self.asked):
                found.append(answered)
            self.asked = None
        if lo < len(tokens) and _is_worth_reading(mask):
            self._sentence(Spot(clauses_of(self._lexicon, tokens[lo:], at, end), 0), mask, found)
        return found

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
        open_mood, supposed = NONE, None
        around = self._around
        for n, clause in enumerate(sentence.clauses):
            spot, mask = Spot(sentence.clauses, n), clause.mask
            if mask & _SKIPS and not asking:
                if mask & _WHICH and mask & _ANY_MOOD and mask & _PAY:
                    around.lead = Lead(clause, self._last_mood(clause), ())
                open_mood = NONE
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
                inherited = open_mood if open_mood and self._goes_on(spot) else NONE
                if inherited == NONE and around.lead and not mask & _ANY_MOOD:
                    inherited = around.lead.mood
                if mask & (_ANY_MOOD | _BARE) or inherited:
                    self._clause(spot, inherited, held, found)
            if clause.sign == _COLON:
                around.label = clause
                self._note_lead(spot)
            if mask & _ANY_MOOD:
                open_mood = self._last_mood(clause)

    def _clause(self, spot: Spot, inherited: int, supposed: str | None, found: list[Statement]) -> None:
        """The statements of a clause: for each action the first topic that fits."""
        clause, masks, fits = spot.clause, self._lexicon.masks, self._lexicon.fits
        mask = clause.mask
        near = far = -1
        left = mask & ACTIONS
        first = len(found)
        for k, token in enumerate(clause.tokens):
            actions = masks[token[0]] & left
            governed: Governed | None = None
            while actions:
                action = actions & -actions
                actions ^= action
                for fit in fits[action]:
                    _, _, own, nearby, above, bars = fit
                    if own & ~mask or bars & mask:
                        continue
                    if (nearby or above) and near < 0:
                        near = self._around.near(spot)
                    if nearby & ~near:
                        continue
                    if above and far < 0:
                        far = near | self._around.far(spot)
                    if above & ~far:
                        continue
                    governed = governed or govern(self._lexicon, clause, k, inherited)
                    made = self._make(fit, spot, token, governed, supposed) if governed else []
                    if made:
                        left &= ~action
                        said = {(statement.topic, statement.value) for statement in found[first:]}
                        found += [statement for statement in made if (statement.topic, statement.value) not in said]
                        break

    def _make(self, fit: Fit, spot: Spot, token: Token, governed: Governed, supposed: str | None) -> list[Statement]:
        """What a topic's action makes under its mood: one statement, or one for each item; none where it is not about that."""
        topic, clause = fit.topic, spot.clause
        value = value_of(topic, governed.mood, self.text[clause.start : token[1]])
        if value is None:
            return []
        what = where = ""
        if fit.about:
            about = self._around.object(spot, governed.start) & fit.about
            if not about:
                return []
            what = next(name for name in OBJECTS if BITS[name] & about)
        if "{place}" in topic.name:
            where = self._around.place(spot, token[1], topic.wide)
            if governed.mood == ONLY and (where == "省内" or clause.mask & _HERE):
                where, value = ("跨省" if where == "省内" else "异地"), "no"
            where = where or topic.place
            if where == "required":
                return []
        if self._is_presupposed(topic, clause, token, governed) or (value == "yes" and _FIGURE.match(self.text, token[2], clause.end)):
            return []
        parts = condition(self.text, spot, governed, fit, supposed)
        if parts is None:
            return []
        lead = self._around.lead
        if lead and lead.clause is not clause:
            parts = [*parts, *lead.hedges]
        on = "|".join(dict.fromkeys(parts)) or None
        start, end = self._quote(clause, token, governed)
        items = self._around.items(self.text, spot, token, topic.lists) if topic.lists else [""]
        said = [Statement(start, end, topic.name.format(object=what, place=where, item=item), value, on, topic) for item in items]
        if topic.denies:
            said.append(said[0]._replace(topic=topic.denies.format(object=what), value="no" if value == "yes" else "yes"))
        return said

    def _is_presupposed(self, topic: Topic, clause: Clause, token: Token, governed: Governed) -> bool:
        """Whether the action only tells which thing is meant: 可以报销的项目, 清零问题."""
        if governed.start > token[1] or topic.taken or is_noun(topic):
            return False
        return _TAKEN_FOR_GRANTED.match(self.text, token[2], clause.end) is not None

    def _goes_on(self, spot: Spot) -> bool:
        """Whether a clause goes on under the mood of the one before: it begins with 以及, or only a space parts them after the mood."""
        tokens, masks = spot.clause.tokens, self._lexicon.masks
        if tokens and masks[tokens[0][0]] & _AND:
            return True
        before = spot.clauses[spot.n - 1] if spot.n else None
        return bool(before and before.sign == _SPACE and before.tokens and masks[before.tokens[-1][0]] & _ANY_MOOD)

    def _is_supposed(self, spot: Spot) -> bool:
        """Whether a clause only supposes what the next one helps against (异地报不了,可以回当地报销)."""
        clause, after = spot.clause, spot.clauses[spot.n + 1 : spot.n + 2]
        if not after or not after[0].tokens or self.text[max(clause.start, clause.end - 2) : clause.end] != "不了":
            return False
        first = after[0].tokens[0]
        return self._lexicon.moods[first[0]] == MAY and first[1] - after[0].start <= 1

    def _note_lead(self, spot: Spot) -> None:
        """Keep a clause that leads in to items: 可以用于以下项目:."""
        clause = spot.clause
        if not clause.mask & _ANY_MOOD:
            return
        is_announced = any(other.mask & _FOLLOWING for other in leading_up(spot))
        if is_announced or self._lexicon.moods[clause.tokens[-1][0]]:
            mood = self._last_mood(clause) if clause.mask & _PAY else NONE
            self._around.lead = Lead(clause, mood, hedges(spot, mood))

    def _last_mood(self, clause: Clause) -> int:
        return next((mood for token in reversed(clause.tokens) if (mood := self._lexicon.moods[token[0]])), NONE)

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
    return bool(mask & ACTIONS and mask & (_ANY_MOOD | _BARE)) or bool(mask & _ANY_MOOD and mask & (_COLONS | _WHICH))
