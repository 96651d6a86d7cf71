"""The statements of a stretch of text: which topic a clause speaks of, with what, where, and whether it may be done."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.measures.permission.clauses import ENDS, Clause, clauses_of, leading_up
from pipeline.measures.permission.conditions import antecedent, concludes, condition, conditions, hedges
from pipeline.measures.permission.governs import ACTIONS, MAY, NONE, ONLY, Governed, govern, is_noun, value_of
from pipeline.measures.permission.lexicon import BITS, TOPICS, Fit, Token, bits, lexicon, mood_bits, sign_bits, words_in
from pipeline.measures.permission.moods import Mood, Sign
from pipeline.measures.permission.topics import OBJECTS, PLACES

_OBJECTS, _PLACES = bits(OBJECTS), bits(PLACES)
_LARGE = bits(("医保", "居民医保", "职工医保"))  # objects so wide that any other is meant rather
_CARD, _BALANCE, _ACCOUNT, _PAY = BITS["医保卡"], BITS["余额"], BITS["个人账户"], BITS["支付"]
_ELSEWHERE, _HERE = BITS["异地"], BITS["本地"]
_BARE = bits([topic.action for topic in TOPICS if topic.bare is not None])
_ANY_MOOD = mood_bits(*(mood for mood in Mood if mood))
_ASKS, _ASK_STOP, _STOP = sign_bits(Sign.ASK), sign_bits(Sign.ASK_STOP), sign_bits(Sign.STOP)
_WHICH, _IF, _EVEN, _AND = sign_bits(Sign.WHICH), sign_bits(Sign.IF), sign_bits(Sign.EVEN), sign_bits(Sign.AND)
_RUMOUR, _FOLLOWING, _COLON_BIT = sign_bits(Sign.RUMOUR), sign_bits(Sign.FOLLOWING), sign_bits(Sign.COLON)
_SKIPS = _ASKS | _WHICH | sign_bits(Sign.VOID)
_COLON, _SPACE = int(Sign.COLON), int(Sign.SPACE)
_TAKEN_FOR_GRANTED = re.compile("的(?!$|功能|服务|政策|待遇|话)|问题|误区|规则|说法|时间|情况|难题|流程|条件|比例")
_FIGURE = re.compile("[^,。;]{0,3}(?:[0-9]|百分之|[一二三四五六七八九]成)")
# An operation is named by its end; what stands before a place name's or a verb's last sign is no part of it.
_OPERATION = re.compile(
    r"[\u4e00-\u9fff]*?(?:(?<=[省市县区州做行施的年])|(?<![\u4e00-\u9fff]))"
    r"(?P<name>[^\W\d_省市县区州做行施的年]{2,12}(?:成形|固定|切除|置换|移植|修补|消融|搭桥|穿刺|结扎|融合|吻合|碎石|介入)术)"
)
_TRIM = " \t、:;,-·|“”\"'(("
_LONGEST_QUOTE = 60


class Statement(NamedTuple):
    """Something that can be done or not, at a span of the text."""

    start: int
    end: int
    topic: str
    value: str
    condition: str | None


class Lead(NamedTuple):
    """A clause that ends in a colon and says what holds for the items below it (可以用于以下项目:), or a heading that asks for them."""

    clause: Clause
    mood: int
    hedges: Sequence[str]


class Reader:
    """Reads one stretch of text; `above` is what stands above it, the nearest first. `lead` and `asked` are what it leaves to the next."""

    __slots__ = ("_above", "_before", "_label", "_lexicon", "asked", "lead", "text")

    def __init__(self, text: str, above: Sequence[str] = (), lead: Lead | None = None) -> None:
        self.text = text
        self.lead = lead
        self.asked: Statement | None = None
        self._above = above
        self._lexicon = lexicon()
        self._before: Sequence[Token] = ()
        self._label: Clause | None = None

    def read(self, tokens: Sequence[Token], start: int, end: int) -> list[Statement]:
        """The statements of a stretch, in their order."""
        found: list[Statement] = []
        masks = self._lexicon.masks
        lo, at = 0, start
        mask = _ANY_MOOD if self.lead and self.lead.mood else 0
        for n, token in enumerate(tokens):
            meaning = masks[token[0]]
            mask |= meaning
            if meaning & ENDS:
                if _is_worth_reading(mask):
                    self._sentence(tokens[lo:n], at, token[1], mask, found)
                if mask & _STOP:
                    self._label = None
                self._before = tokens[lo:n]
                lo, at, mask = n + 1, token[2], _ANY_MOOD if self.lead and self.lead.mood else 0
        if lo < len(tokens) and _is_worth_reading(mask):
            self._sentence(tokens[lo:], at, end, mask, found)
        return found

    def _sentence(self, tokens: Sequence[Token], start: int, end: int, mask: int, found: list[Statement]) -> None:
        if mask & _RUMOUR:
            return
        clauses = clauses_of(self._lexicon, tokens, start, end)
        self.asked = None
        if mask & (_ASKS | _ASK_STOP) and not mask & _WHICH:
            asked: list[Statement] = []
            self._statements(clauses, asked, asking=True)
            self.asked = asked[0] if asked else None
        if not mask & _ASK_STOP:
            self._statements(clauses, found)

    def _statements(self, clauses: Sequence[Clause], found: list[Statement], asking: bool = False) -> None:
        open_mood, supposed = NONE, None
        for n, clause in enumerate(clauses):
            mask = clause.mask
            if mask & _SKIPS and not asking:
                if mask & _WHICH and mask & _ANY_MOOD and mask & _PAY:
                    self.lead = Lead(clause, self._last_mood(clause), ())
                open_mood = NONE
                continue
            held = supposed
            if mask & _IF:
                held = antecedent(self.text, self._lexicon, clause)
                if not concludes(self.text, self._lexicon, clause):
                    supposed = held
                    continue
            if mask & _EVEN and n + 1 < len(clauses):
                continue
            if mask & ACTIONS and not self._is_supposed(clauses, n):
                inherited = open_mood if open_mood and self._goes_on(clauses, n) else NONE
                if inherited == NONE and self.lead and not mask & _ANY_MOOD:
                    inherited = self.lead.mood
                if mask & (_ANY_MOOD | _BARE) or inherited:
                    self._clause(clauses, n, inherited, held, found)
            if clause.sign == _COLON:
                self._label = clause
                self._note_lead(clauses, n)
            if mask & _ANY_MOOD:
                open_mood = self._last_mood(clause)

    def _clause(self, clauses: Sequence[Clause], n: int, inherited: int, supposed: str | None, found: list[Statement]) -> None:
        """The statements of a clause: for each action the first topic that fits."""
        clause, masks, fits = clauses[n], self._lexicon.masks, self._lexicon.fits
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
                        near = self._near(clauses, n)
                    if nearby & ~near:
                        continue
                    if above and far < 0:
                        far = near | self._far(clauses, n)
                    if above & ~far:
                        continue
                    governed = governed or govern(self._lexicon, clause, k, inherited)
                    made = self._make(fit, clauses, n, token, governed, supposed) if governed else []
                    if made:
                        left &= ~action
                        said = {(statement.topic, statement.value) for statement in found[first:]}
                        found += [statement for statement in made if (statement.topic, statement.value) not in said]
                        break

    def _make(
        self, fit: Fit, clauses: Sequence[Clause], n: int, token: Token, governed: Governed, supposed: str | None
    ) -> list[Statement]:
        topic, clause = fit.topic, clauses[n]
        value = value_of(topic, governed.mood, self.text[clause.start : token[1]])
        if value is None:
            return []
        what = where = ""
        if fit.about:
            about = self._object(clauses, n, governed.start) & fit.about
            if not about:
                return []
            what = next(name for name in OBJECTS if BITS[name] & about)
        if "{place}" in topic.name:
            where = self._place(clauses, n, token[1], topic.wide)
            if governed.mood == ONLY and (where == "省内" or clause.mask & _HERE):
                where, value = ("跨省" if where == "省内" else "异地"), "no"
            where = where or topic.place
            if where == "required":
                return []
        if governed.start <= token[1] and not topic.taken and not is_noun(topic) and _TAKEN_FOR_GRANTED.match(self.text, token[2], clause.end):
            return []
        if value == "yes" and _FIGURE.match(self.text, token[2], clause.end):
            return []
        parts = condition(self.text, self._lexicon, clauses, n, governed, fit, supposed)
        if parts is None:
            return []
        if self.lead and self.lead.clause is not clause:
            parts = [*parts, *self.lead.hedges]
        start, end = self._quote(clause, token, governed)
        items = self._items(clauses, n, token, BITS[topic.lists]) if topic.lists else [""]
        said = [Statement(start, end, topic.name.format(object=what, place=where, item=item), value, conditions(parts)) for item in items]
        if topic.denies:
            said.append(said[0]._replace(topic=topic.denies.format(object=what), value="no" if value == "yes" else "yes"))
        return said

    def _object(self, clauses: Sequence[Clause], n: int, before: int) -> int:
        """What a clause speaks of: the last object before its mood, else the first after it, else what was spoken of before."""
        masks = self._lexicon.masks
        own = self._best(clauses[n].tokens)
        if own:
            ahead = [token for token in own if token[1] < before]
            return masks[(ahead[-1] if ahead else own[0])[0]] & _OBJECTS
        if clauses[n].mask & _LARGE and not (self.lead and self.lead.mood):
            return clauses[n].mask & _LARGE
        for tokens in self._layers(clauses, n):
            if best := self._best(tokens):
                return masks[best[0][0]] & _OBJECTS
        return _ACCOUNT if clauses[n].mask & _BALANCE else 0

    def _best(self, tokens: Sequence[Token]) -> list[Token]:
        """The objects that are spoken of most exactly: rather an account than a card, rather a card than 医保 at large."""
        masks = self._lexicon.masks
        exact = [token for token in tokens if masks[token[0]] & _OBJECTS & ~_LARGE]
        return [token for token in exact if not masks[token[0]] & _CARD] or exact

    def _layers(self, clauses: Sequence[Clause], n: int) -> Iterator[Sequence[Token]]:
        """What was said before a clause, the nearest first: earlier clauses, label, the line that leads in, the sentence before, above."""
        for clause in reversed(clauses[:n]):
            yield clause.tokens
        if self._label:
            yield self._label.tokens
        if self.lead:
            yield self.lead.clause.tokens
        for clause in reversed(clauses_of(self._lexicon, self._before, 0, 0)):
            yield clause.tokens
        yield from map(words_in, self._above)

    def _near(self, clauses: Sequence[Clause], n: int) -> int:
        """What stands in a clause, in those that lead up to it, in its label and in the line that leads in to it."""
        mask = (self._label.mask if self._label else 0) | (self.lead.clause.mask if self.lead and self.lead.mood else 0)
        for clause in leading_up(clauses, n):
            mask |= clause.mask
        return mask

    def _far(self, clauses: Sequence[Clause], n: int) -> int:
        mask = 0
        for tokens in self._layers(clauses, n):
            for token in tokens:
                mask |= self._lexicon.masks[token[0]]
        return mask

    def _place(self, clauses: Sequence[Clause], n: int, before: int, is_wide: bool) -> str:
        """Where it is done: the nearest place in the clause, its sentence or label, or above; 异地 only where nothing says it better."""
        masks = self._lexicon.masks
        near = [*(clause.tokens for clause in reversed(clauses[:n])), *([self._label.tokens] if self._label else [])]
        for layers in ([clauses[n].tokens], near, [words_in(text) for text in self._above] if is_wide else []):
            for wanted in (_PLACES & ~_ELSEWHERE, _ELSEWHERE):
                for tokens in layers:
                    if chosen := [token for token in tokens if masks[token[0]] & wanted]:
                        ahead = [token for token in chosen if token[1] <= before]
                        mask = masks[(ahead[-1] if ahead else chosen[0])[0]] & wanted
                        return next(name for name in PLACES if BITS[name] & mask)
        return ""

    def _items(self, clauses: Sequence[Clause], n: int, action: Token, wanted: int) -> list[str]:
        """The items of an action: what is drawn stands after it, what is reimbursed anywhere in its clause or in one before."""
        masks, items = self._lexicon.masks, self._lexicon.items
        found: list[Token] = []
        for clause in (clauses[n], *reversed(clauses[:n]), *([self._label] if self._label else [])):
            found = [token for token in clause.tokens if masks[token[0]] & wanted]
            if found:
                break
        if not found and wanted == BITS["item"]:
            return [match["name"] for match in _OPERATION.finditer(self.text, clauses[0].start, clauses[n].end)][-1:]
        after = [token for token in found if token[1] >= action[2]] if wanted == BITS["benefit"] else []
        return list(dict.fromkeys(str(items[token[0]]) for token in after or found))

    def _goes_on(self, clauses: Sequence[Clause], n: int) -> bool:
        """Whether a clause goes on under the mood of the one before: it begins with 以及, or only a space parts them after the mood."""
        tokens, masks = clauses[n].tokens, self._lexicon.masks
        if tokens and masks[tokens[0][0]] & _AND:
            return True
        before = clauses[n - 1] if n else None
        return bool(before and before.sign == _SPACE and before.tokens and masks[before.tokens[-1][0]] & _ANY_MOOD)

    def _is_supposed(self, clauses: Sequence[Clause], n: int) -> bool:
        """Whether a clause only supposes what the next one helps against (异地报不了,可以回当地报销)."""
        clause = clauses[n]
        if n + 1 >= len(clauses) or not clauses[n + 1].tokens or self.text[max(clause.start, clause.end - 2) : clause.end] != "不了":
            return False
        first = clauses[n + 1].tokens[0]
        return self._lexicon.moods[first[0]] == MAY and first[1] - clauses[n + 1].start <= 1

    def _note_lead(self, clauses: Sequence[Clause], n: int) -> None:
        """Keep a clause that leads in to items: 可以用于以下项目:."""
        clause = clauses[n]
        if not clause.mask & _ANY_MOOD:
            return
        is_announced = any(other.mask & _FOLLOWING for other in leading_up(clauses, n))
        if is_announced or self._lexicon.moods[clause.tokens[-1][0]]:
            mood = self._last_mood(clause) if clause.mask & _PAY else NONE
            self.lead = Lead(clause, mood, hedges(clauses, n, mood))

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
    return bool(mask & ACTIONS and mask & (_ANY_MOOD | _BARE)) or bool(mask & _ANY_MOOD and mask & (_COLON_BIT | _WHICH))
