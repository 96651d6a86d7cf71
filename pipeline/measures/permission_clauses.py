"""What the clauses of a stretch of text permit or refuse: pure matching, no page and no scope."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.measures.permission_lexicon import ACTION_BITS, BARE_BITS, BITS, OBJECT_BITS, PLACE_BITS, Fit, Lexicon, Token, lexicon
from pipeline.measures.permission_topics import OBJECTS, PLACES
from pipeline.measures.permission_words import Mood, Sign

_WEAK_OBJECTS = BITS["医保"] | BITS["居民医保"] | BITS["职工医保"]
# Actions named by a noun, whose mood may follow them (朋友都不能收); other actions take a later mood only at the clause's end.
_NOUNS = frozenset(
    "外人 旁亲 非医疗 保健品 体检费用 疫苗费用 治未病 商业保险 长护险 购药 住院费用 门诊费用 医疗费用 现金 慢特病 个人缴费 跨省 备案 转诊 缴居民医保 提现 医保卡 退费".split()
)
_NOUN_BITS = sum(BITS[name] for name in _NOUNS)
_SKIP = frozenset({Sign.ASK, Sign.WHICH, Sign.VOID})
_ENDS = frozenset({Sign.STOP, Sign.ASK_STOP, Sign.SEMICOLON})
_PAUSES = frozenset({Sign.COMMA, Sign.COLON, Sign.SPACE})
_SOFT = frozenset({Mood.WEAK, Mood.COVERED})
_STRONG = frozenset({Mood.MAY, Mood.NOT, Mood.ONLY, Mood.NEED, Mood.FREE})
_RESULT = re.compile("才|就(?!医|诊|业|近)|便|则|均|都|即")
_FILED = re.compile(r"(?P<no>未[^,。;]{0,8}备案|没(?:有|办)?[^,。;]{0,6}备案|不备案)|备案[^,。;]{0,4}后|备案(?:成功|完成|人员)|已[^,。;]{0,8}?备案|完成[^,。;]{0,8}?备案|(?<!按)经[^,。;]{0,4}备案")
_STANDING = re.compile(r"^[^是]+(?:的|的话)$")
_TAKEN_FOR_GRANTED = re.compile(r"的(?!$|功能|服务|政策|待遇|话)|问题|误区|规则|说法|时间|情况|难题|流程|条件|比例")
_FIGURE = re.compile(r"[^,。;]{0,3}(?:[0-9]|百分之|[一二三四五六七八九]成)")
_ASSERTS = re.compile(r"(?:统一|自动|全部|将|会|就|一律|要|年底|也|都|均|直接|按月|按比例|资金|再)$")
# An operation is named by its end; what stands before a place name's or a verb's last sign is no part of it.
_OPERATION = re.compile(
    r"[\u4e00-\u9fff]*?(?:(?<=[省市县区州做行施的年])|(?<![\u4e00-\u9fff]))"
    r"(?P<name>[^\W\d_省市县区州做行施的年]{2,12}(?:成形|固定|切除|置换|移植|修补|消融|搭桥|穿刺|结扎|融合|吻合|碎石|介入)术)"
)
_HEDGES = {Sign.HEDGE: "可能", Sign.PART: "部分地区", Sign.FUTURE: "预计", Sign.SPECIAL: "特定条件"}
_DIGIT = re.compile("[0-9一二三四五六七八九十]")
_LONGEST_CONDITION = 24
_LONGEST_QUOTE = 60
_FAR = 10
_NEAR = 6
_FLIPPED = {"yes": "no", "no": "yes"}
_NOMINAL = re.compile(r"(?P<what>.+)的(?:一律|均|都|也|才|就|则|人员|患者|人)?$")
_EXCEPTION = re.compile(r"[,(、](?P<what>[^,。;()]{2,8}?)(?:的)?除外")
_TRIM = " \t、:;,-·|“”\"'(("
# Two moods side by side, and a mood that is denied (并非不能).
_JOINED = {
    (Mood.NOT, Mood.MAY): Mood.NOT, (Mood.NOT, Mood.NEED): Mood.FREE, (Mood.FREE, Mood.NEED): Mood.FREE, (Mood.NOT, Mood.FREE): Mood.NEED,
    (Mood.ONLY, Mood.MAY): Mood.ONLY, (Mood.NOT, Mood.WEAK): Mood.NOT, (Mood.ONLY, Mood.WEAK): Mood.ONLY, (Mood.FREE, Mood.MAY): Mood.MAY, (Mood.NOT, Mood.ONLY): Mood.NONE,
}  # fmt: skip
_DENIED = {Mood.NOT: Mood.MAY, Mood.MAY: Mood.NOT, Mood.NEED: Mood.FREE, Mood.FREE: Mood.NEED}


class Statement(NamedTuple):
    """Something that can be done or not, at a span of the text."""

    start: int
    end: int
    topic: str
    value: str
    condition: str | None
    mood: Mood


class Clause(NamedTuple):
    """The words between two pauses; `sign` is the pause that ends it."""

    tokens: list[Token]
    start: int
    end: int
    mask: int
    sign: Sign


class Lead(NamedTuple):
    """A clause that ends in a colon and says what holds for the items below it (可以用于以下项目:), or a heading that asks for them."""

    clause: Clause
    mood: Mood
    hedges: tuple[str, ...]


class Reader:
    """Reads one stretch of text after the other; `above` are the words of what stands above it, the nearest first."""

    def __init__(self, text: str, above: Sequence[Sequence[Token]] = (), lead: Lead | None = None) -> None:
        self.text = text
        self.above = above
        self.lead = lead
        self._lexicon = lexicon()
        self._above_mask = 0
        for tokens in above:
            for token in tokens:
                self._above_mask |= self._lexicon.masks[token[0]]
        self._before: Sequence[Clause] = ()
        self._label: Clause | None = None

    def read(self, tokens: Sequence[Token], start: int, end: int) -> list[Statement]:
        """The statements of a stretch, in their order."""
        found: list[Statement] = []
        for clauses, sign in _sentences(self._lexicon, tokens, start, end):
            if sign is not Sign.ASK_STOP:
                found += self._sentence(clauses)
            self._before = clauses
            if sign is Sign.STOP:
                self._label = None
        return found

    def ask(self, tokens: Sequence[Token], start: int, end: int) -> Statement | None:
        """The statement that a question asks about; None where the stretch is no question of yes or no."""
        for clauses, sign in _sentences(self._lexicon, tokens, start, end):
            signs = {self._lexicon.signs[token[0]] for clause in clauses for token in clause.tokens}
            if Sign.WHICH not in signs and (sign is Sign.ASK_STOP or Sign.ASK in signs):
                for statement in self._sentence(clauses, asking=True):
                    return statement
        return None

    def _sentence(self, clauses: Sequence[Clause], asking: bool = False) -> Iterator[Statement]:
        """The statements of a sentence."""
        moods, signs = self._lexicon.moods, self._lexicon.signs
        if any(signs[token[0]] is Sign.RUMOUR for clause in clauses for token in clause.tokens):
            return
        pending, condition = Mood.NONE, None
        for n, clause in enumerate(clauses):
            here = {signs[token[0]] for token in clause.tokens}
            strong = [moods[token[0]] for token in clause.tokens if moods[token[0]]]
            opens = signs[clause.tokens[0][0]] if clause.tokens else Sign.NONE
            if not asking and here & _SKIP:
                if Sign.WHICH in here and strong and clause.mask & BITS["支付"]:
                    self.lead = Lead(clause, strong[-1], ())
                pending = Mood.NONE
                continue
            held = condition
            if Sign.IF in here:
                held = self._antecedent(clause)
                if not self._concludes(clause):
                    condition = held
                    continue
            if self._is_supposed(clauses, n):
                continue
            if Sign.EVEN in here and n + 1 < len(clauses):
                continue
            is_open = n > 0 and clauses[n - 1].sign is Sign.SPACE and clauses[n - 1].tokens and moods[clauses[n - 1].tokens[-1][0]]
            inherited = pending if opens is Sign.AND or is_open else Mood.NONE
            seen: set[tuple[str, str]] = set()
            for statement in self._clause(clauses, n, inherited, held):
                if (statement.topic, statement.value) not in seen:
                    seen.add((statement.topic, statement.value))
                    yield statement
            if clause.sign is Sign.COLON:
                self._label = clause
                announced = any(signs[token[0]] is Sign.FOLLOWING for other in self._leading_up(clauses, n) for token in other.tokens)
                if strong and (announced or moods[clause.tokens[-1][0]]):
                    mood = strong[-1] if clause.mask & BITS["支付"] else Mood.NONE
                    self.lead = Lead(clause, mood, tuple(self._hedges(clauses, n, mood)))
            if strong:
                pending = strong[-1]

    def _clause(self, clauses: Sequence[Clause], n: int, inherited: Mood, condition: str | None) -> Iterator[Statement]:
        clause = clauses[n]
        label = self._label
        near = label.mask if label else 0
        near |= self.lead.clause.mask if self.lead and self.lead.mood else 0
        for other in self._leading_up(clauses, n):
            near |= other.mask
        far = near | self._above_mask
        for other in (*clauses[:n], *self._before):
            far |= other.mask
        left = clause.mask & ACTION_BITS
        for k, token in enumerate(clause.tokens):
            actions = self._lexicon.masks[token[0]] & left
            governed: _Governed | None = None
            while actions:
                action = actions & -actions
                actions ^= action
                for fit in self._lexicon.fits[action]:
                    if fit.own & ~clause.mask or fit.near & ~near or fit.far & ~far or fit.bars & clause.mask:
                        continue
                    if governed is None:
                        governed = self._governed(clause, k, inherited)
                    made = self._make(fit, clauses, n, k, governed, condition)
                    if made is not None:
                        yield from made
                        left &= ~action
                        break

    def _make(self, fit: Fit, clauses: Sequence[Clause], n: int, k: int, governed: "_Governed", condition: str | None) -> list[Statement] | None:
        topic, clause = fit.topic, clauses[n]
        token = clause.tokens[k]
        value = self._value(fit, governed, clause, token)
        if value is None:
            return None
        what = ""
        if fit.about or "{object}" in topic.name:
            found = self._object(clauses, n, governed.start)
            if not found & fit.about:
                return None
            what = next(name for name in OBJECTS if BITS[name] & found & fit.about)
        where = ""
        if "{place}" in topic.name:
            where = self._place(clauses, n, token[1], topic.wide)
            if governed.mood is Mood.ONLY and (where == "省内" or clause.mask & BITS["本地"]):
                where, value = ("跨省" if where == "省内" else "异地"), "no"
            where = where or topic.place
            if where == "required":
                return None
        if governed.start <= token[1] and not topic.taken and topic.action not in _NOUNS and _TAKEN_FOR_GRANTED.match(self.text, token[2], clause.end):
            return None
        if value == "yes" and _FIGURE.match(self.text, token[2], clause.end):
            return None
        said = self._condition(clauses, n, governed, fit, condition)
        if said is None:
            return None
        start, end = self._quote(clause, token, governed)
        names = [topic.name]
        if topic.item or topic.benefit:
            wanted = BITS["item" if topic.item else "benefit"]
            names = [topic.name.format(item=item) for item in self._items(clauses, n, token, wanted)]
            return [Statement(start, end, name, value, said or None, governed.mood) for name in names] or None
        return [Statement(start, end, topic.name.format(object=what, place=where), value, said or None, governed.mood)]

    def _governed(self, clause: Clause, k: int, inherited: Mood) -> "_Governed":
        """The mood that governs an action: the nearest before it, else one after it, else that of the clause or line before."""
        moods, signs, tokens = self._lexicon.moods, self._lexicon.signs, clause.tokens
        mood, at = Mood.NONE, tokens[k][1]
        for i, start, end in reversed(tokens[: k + 1]):
            if signs[i] is Sign.DENY and mood not in _SOFT:
                if mood is Mood.NONE or at - end > 1:
                    return _Governed(Mood.NONE, start, True)
                mood, at = _DENIED.get(mood, Mood.NONE), start
            elif not moods[i]:
                continue
            elif mood is Mood.NONE:
                mood, at = moods[i], start
            elif mood in _SOFT and at - end <= _FAR:
                mood, at = moods[i], start
            elif at - end <= (_NEAR if moods[i] is Mood.ONLY and mood is Mood.MAY else 1):
                if self._lexicon.masks[i] & ACTION_BITS:
                    break
                mood, at = _JOINED.get((moods[i], mood), mood), start
            else:
                break
        if mood is not Mood.NONE:
            return _Governed(mood, at, False)
        for n in range(k + 1, len(tokens)):
            i, start, end = tokens[n]
            if moods[i] in _STRONG and (self._lexicon.masks[tokens[k][0]] & _NOUN_BITS or end >= clause.end - 1):
                joined = [moods[t[0]] for t in tokens[n + 1 : n + 2] if t[1] - end <= 1 and moods[t[0]]]
                return _Governed(_JOINED.get((moods[i], joined[0]), joined[0]) if joined else moods[i], start, False)
        if inherited is Mood.NONE and self.lead and not any(moods[token[0]] for token in tokens):
            inherited = self.lead.mood
        return _Governed(inherited, clause.start, False)

    def _value(self, fit: Fit, governed: "_Governed", clause: Clause, token: Token) -> str | None:
        topic, mood = fit.topic, governed.mood
        if governed.denied:
            return None
        if mood is Mood.NONE or (mood is Mood.NEED and topic.duty is None):
            if topic.bare is None or not re.search(f"(?:{topic.bare})$", self.text[clause.start : token[1]]):
                return None
            return "no" if topic.inverse else "yes"
        if mood not in topic.moods and not (mood is Mood.COVERED and topic.action == "报销"):
            return None
        match mood:
            case Mood.NEED:
                return topic.duty
            case Mood.FREE:
                return _FLIPPED.get(topic.duty or "")
            case Mood.ONLY:
                return topic.only
            case Mood.NOT:
                yes = False
            case _:
                yes = True
        return "yes" if yes is not topic.inverse else "no"

    def _layers(self, clauses: Sequence[Clause], n: int) -> Iterator[Sequence[Token]]:
        """What was said before a clause, the nearest first: earlier clauses, label, the line that leads in, the sentence before, above."""
        for clause in reversed(clauses[:n]):
            yield clause.tokens
        if self._label:
            yield self._label.tokens
        if self.lead:
            yield self.lead.clause.tokens
        for clause in reversed(self._before):
            yield clause.tokens
        yield from self.above

    def _object(self, clauses: Sequence[Clause], n: int, before: int) -> int:
        """What a clause speaks of: the last object before its mood, else the first after it, else what was spoken of before."""
        masks = self._lexicon.masks
        own = [token for token in clauses[n].tokens if masks[token[0]] & OBJECT_BITS]
        if chosen := self._best(own) or own:
            ahead = [token for token in chosen if token[1] < before]
            return masks[(ahead[-1] if ahead else chosen[0])[0]] & OBJECT_BITS
        for tokens in self._layers(clauses, n):
            if best := self._best(tokens):
                return masks[best[0][0]] & OBJECT_BITS
        return BITS["个人账户"] if clauses[n].mask & BITS["余额"] else 0

    def _best(self, tokens: Sequence[Token]) -> list[Token]:
        """The objects that are spoken of most exactly: rather an account than a card, rather a card than 医保 at large."""
        masks = self._lexicon.masks
        exact = [token for token in tokens if masks[token[0]] & OBJECT_BITS & ~_WEAK_OBJECTS]
        return [token for token in exact if not masks[token[0]] & BITS["医保卡"]] or exact

    def _leading_up(self, clauses: Sequence[Clause], n: int) -> Iterator[Clause]:
        """The clause and those before it that only lead up to it: they have no mood of their own."""
        yield clauses[n]
        for other in reversed(clauses[:n]):
            if any(self._lexicon.moods[token[0]] not in (Mood.NONE, Mood.COVERED) for token in other.tokens):
                return
            yield other

    def _hedges(self, clauses: Sequence[Clause], n: int, mood: Mood) -> Iterator[str]:
        signs = dict.fromkeys(self._lexicon.signs[token[0]] for clause in self._leading_up(clauses, n) for token in clause.tokens)
        for sign in _HEDGES:
            if sign in signs and not (sign is Sign.PART and mood is Mood.ONLY):
                yield _HEDGES[sign]

    def _items(self, clauses: Sequence[Clause], n: int, action: Token, wanted: int) -> list[str]:
        """The items of an action: those after it, else before it in its clause, else in the nearest clause before that has any."""
        found: list[Token] = []
        for clause in (clauses[n], *reversed(clauses[:n]), *([self._label] if self._label else [])):
            found = [token for token in clause.tokens if self._lexicon.masks[token[0]] & wanted]
            if found:
                break
        if not found and wanted == BITS["item"]:
            names = [match["name"] for match in _OPERATION.finditer(self.text, clauses[0].start, clauses[n].end)]
            return names[-1:]
        after = [token for token in found if token[1] >= action[2]] if wanted == BITS["benefit"] else []
        return list(dict.fromkeys(str(self._lexicon.items[token[0]]) for token in after or found))

    def _place(self, clauses: Sequence[Clause], n: int, before: int, is_wide: bool) -> str:
        """Where it is done: the nearest place in the clause, its sentence or label, or above; 异地 only where nothing says it better."""
        masks = self._lexicon.masks
        near = [*(clause.tokens for clause in reversed(clauses[:n])), *([self._label.tokens] if self._label else [])]
        for layers in ([clauses[n].tokens], near, self.above if is_wide else ()):
            for wanted in (PLACE_BITS & ~BITS["异地"], BITS["异地"]):
                for tokens in layers:
                    if chosen := [token for token in tokens if masks[token[0]] & wanted]:
                        ahead = [token for token in chosen if token[1] <= before]
                        mask = masks[(ahead[-1] if ahead else chosen[0])[0]] & wanted
                        return next(name for name in PLACES if BITS[name] & mask)
        return ""

    def _condition(self, clauses: Sequence[Clause], n: int, governed: "_Governed", fit: Fit, antecedent: str | None) -> str | None:
        """On what it holds: filed or not, an antecedent, an exception, how surely; empty where on nothing, None where on we know not what."""
        signs, clause, mood = self._lexicon.signs, clauses[n], governed.start
        is_filing = fit.topic.action in ("备案", "转诊")
        here = [signs[token[0]] for token in clause.tokens if signs[token[0]]]
        parts: list[str] = []
        filed = None
        if Sign.ELSE in here:
            before = self.text[clauses[0].start : clause.start]
            if "备案" not in before and "转诊" not in before:
                return None
            parts.append("未备案" if "备案" in before else "未转诊")
        elif not is_filing:
            for filed in _FILED.finditer(self.text, clauses[0].start, max(mood, clause.start)):
                pass
            if filed:
                parts.append("未备案" if filed["no"] else "备案")
            elif any(other.mask & BITS["备案"] and any(self._lexicon.moods[t[0]] is Mood.NEED for t in other.tokens) for other in clauses[:n]):
                parts.append("备案")
        if not parts:
            before = self.text[clause.start : mood]
            nominal = _NOMINAL.match(before)
            if antecedent:
                parts.append(antecedent)
            elif nominal and len(nominal["what"]) <= _LONGEST_CONDITION and (_DIGIT.search(before) or not clause.mask & fit.far):
                parts.append(nominal["what"].strip())
            elif n and clauses[n - 1].sign is Sign.COMMA:
                previous = self.text[clauses[n - 1].start : clauses[n - 1].end].strip()
                known = clauses[n - 1].mask & (fit.near | fit.far | (PLACE_BITS if "{place}" in fit.topic.name else 0)) and not _DIGIT.search(previous)
                if _STANDING.search(previous) and len(previous) <= _LONGEST_CONDITION and not known:
                    parts.append(previous.removesuffix("的"))
        if is_filing and (exception := _EXCEPTION.search(self.text, clause.start, min(clauses[-1].end, clause.end + _LONGEST_CONDITION))):
            parts.append("急诊除外" if "急诊" in exception["what"] else exception["what"] + "除外")
        if not fit.topic.inverse:
            parts += self._hedges(clauses, n, governed.mood)
        if self.lead and self.lead.clause is not clause:
            parts += [hedge for hedge in self.lead.hedges if hedge not in parts]
        return "、".join(parts)

    def _antecedent(self, clause: Clause) -> str | None:
        at = next(token[2] for token in clause.tokens if self._lexicon.signs[token[0]] is Sign.IF)
        what = self.text[at : clause.end].strip()
        if result := _RESULT.search(what):
            what = what[: result.start()]
        what = what.removesuffix("的话").removesuffix("时")
        if filed := _FILED.search(what):
            return "未备案" if filed["no"] else "备案"
        return what[:_LONGEST_CONDITION] or None

    def _is_supposed(self, clauses: Sequence[Clause], n: int) -> bool:
        """Whether a clause only supposes what the next one helps against (异地报不了,可以回当地报销)."""
        if n + 1 >= len(clauses) or not clauses[n + 1].tokens or not self.text[: clauses[n].end].endswith("不了", clauses[n].start):
            return False
        first = clauses[n + 1].tokens[0]
        return self._lexicon.moods[first[0]] is Mood.MAY and first[1] - clauses[n + 1].start <= 1

    def _concludes(self, clause: Clause) -> bool:
        """Whether a clause with 如果, 只有 goes on to say what then (只要参保就能报销)."""
        tokens, signs, moods = clause.tokens, self._lexicon.signs, self._lexicon.moods
        at = next(n for n, token in enumerate(tokens) if signs[token[0]] is Sign.IF)
        for token in tokens[at + 1 :]:
            if moods[token[0]] in _STRONG and _RESULT.search(self.text, tokens[at][2], token[2]):
                return True
        return False

    def _quote(self, clause: Clause, token: Token, governed: "_Governed") -> tuple[int, int]:
        start, end = clause.start, clause.end
        if end - start > _LONGEST_QUOTE:
            start, end = max(start, min(governed.start, token[1])), min(end, max(token[2], governed.start + 1))
            start, end = max(clause.start, start - 12), min(clause.end, end + 6)
        while start < end and self.text[start] in _TRIM:
            start += 1
        while end > start and self.text[end - 1] in _TRIM:
            end -= 1
        return start, end


class _Governed(NamedTuple):
    """The mood over an action and where it begins; `denied` where it is said that not all of it is so."""

    mood: Mood
    start: int
    denied: bool


def _sentences(lex: Lexicon, tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[list[Clause], Sign]]:
    """The sentences between two offsets as clauses, with the sign that ends each; brackets do not divide."""
    signs, masks = lex.signs, lex.masks
    clauses: list[Clause] = []
    words: list[Token] = []
    mask, at, depth = 0, start, 0
    for token in tokens:
        i = token[0]
        sign = signs[i]
        if sign is Sign.OPEN:
            depth += 1
        elif sign is Sign.CLOSE:
            depth = max(0, depth - 1)
        elif sign in _ENDS or (sign in _PAUSES and not depth):
            if words or token[1] > at:
                clauses.append(Clause(words, at, token[1], mask, sign))
                words, mask = [], 0
            elif sign is Sign.COLON and clauses:
                clauses[-1] = clauses[-1]._replace(sign=sign)
            at = token[2]
            if sign in _ENDS:
                depth = 0
                if clauses:
                    yield clauses, sign
                clauses = []
        else:
            words.append(token)
            mask |= masks[i]
    if words or end > at:
        clauses.append(Clause(words, at, end, mask, Sign.STOP))
    if clauses:
        yield clauses, Sign.STOP
