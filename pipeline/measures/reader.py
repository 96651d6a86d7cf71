"""Reads a segment token by token and keeps what holds at each place: its clause, labels and nouns, and the state of scopes."""

from collections.abc import Callable, Mapping

import regex

from pipeline.measures.frames import Frame, Noun
from pipeline.measures.measures import SHARE, SHARES
from pipeline.measures.places import is_aside
from pipeline.measures.scopes import AXES
from pipeline.measures.state import Slot, State
from pipeline.measures.terms import Part
from pipeline.measures.times import Dated, is_effective, is_passing
from pipeline.measures.tokens import Token
from pipeline.measures.topics import PASSING

SAID = frozenset({"insurance", "service", "population", "hospital_level", "party", "scheme", "limit", "leave", "case", "act", *AXES})
_RECALLS = regex.compile(r"[^。]*?(?:上述|相应|各级|各档|同级)")
_AGE_BOUND = regex.compile(r"(?:\(含\))?(?:及?以上|及?以下|以内)?")
_LONGEST_LABEL = 24
_LONGEST_CHUNK = 20
_TOP = regex.compile(r"[一二三四五六七八九十]{1,2}、(?![一二三]、?三?级)")
# A space after these, or before these, is a typist's and ends nothing.
_GOES_ON = frozenset("为是达约的到至和在有自从按与,、:;(+-×÷=")
_NO_BEGIN = frozenset(" ,。、:;)!?~%元/-")


class Reader:
    """What holds at the place that has been read to."""

    def __init__(self, text: str, frame: Frame, start: int) -> None:
        self.text = text
        self.state = State(frame)
        self.clause_start = start
        self.sentence_start = start
        self.item_start = start  # where the item of a list (一级200元、二级400元) began
        self.clause: list[Token] = []
        self.clause_nouns: list[Noun] = []
        self.past_nouns: list[Noun] = []
        self.example = frame.example
        self.employer = False
        self._chunk_start = start
        self._chunk: list[Token] = []
        self._last: dict[str, Token] = {}
        self._quantity: int | None = None  # where the first quantity of the sentence stands
        self.last_quantity = start
        self._home: Slot | None = None
        self._outside: list[tuple[dict[str, Slot], Dated | None, int, list[Token], list[Noun], int]] = []

    def feed(self, token: Token) -> None:
        """Read one token."""
        step = _STEPS.get(token.role)
        if step is not None:
            step(self, token)
        elif token.role in SAID:
            self._say(token)
        if token.role not in _BREAKS:
            self.clause.append(token)
            self._chunk.append(token)

    def skip(self, token: Token) -> None:
        """Read a word that says nothing by itself."""
        self.clause.append(token)
        self._chunk.append(token)

    def begin(self, measures: tuple[str, ...]) -> None:
        """A measure begins here."""
        self.state.begin_measure(measures, max(self.clause_start, self.last_quantity), self.clause_start, self.item_start)

    def used(self, end: int) -> None:
        """A quantity was read up to a place: what was said for it alone no longer holds."""
        self.last_quantity = end
        if self._quantity is None:
            self._quantity = self.clause_start
        self.state.said.pop("act", None)
        case = self.state.said.get("case")
        if case is not None and case.parts[0].value in PASSING:
            del self.state.said["case"]

    def residue(self, start: int, end: int) -> int:
        """How many characters of the clause between two places are no known word."""
        unknown, at = 0, start
        for token in self.clause:
            if token.end <= at or token.start >= end:
                continue
            unknown += max(0, token.start - at)
            at = token.end
        return unknown + max(0, end - at)

    def _say(self, token: Token) -> None:
        parts = tuple(Part(value, token.start, token.end, "sentence", token.fact) for value in token.value.split("|"))
        if token.role == "service" and token.value == "outpatient" and self._in_clause("service", "chronic"):
            return  # 慢特病在门诊 stays chronic
        self.state.put(token.role, parts, joined=self._is_joined(token))
        self._last[token.role] = token

    def _region(self, token: Token) -> None:
        if token.fact is None or is_aside(self.text, token.fact) or self._joins_aside(token):
            self._last["aside"] = token
            return
        last = self._last.get("region")
        adjacent = last is not None and token.start - last.end <= 1 and self.text[last.end : token.start] in ("", " ")
        self.state.put_region(Part(token.value, token.start, token.end, "sentence", token.fact), joined=self._is_joined(token), adjacent=adjacent)
        self._last["region"] = token

    def _joins_aside(self, token: Token) -> bool:
        last = self._last.get("aside")
        return last is not None and self.text[last.end : token.start] in ("", "、", "和", "或", "及")

    def _date(self, token: Token) -> None:
        if token.fact is not None and is_effective(self.text, token.fact):
            region = self.state.said.get("region")
            about = region.parts[0].value if region and len(region.parts) == 1 else None
            self.state.dated = Dated(Part(token.value, token.start, token.end, "sentence", token.fact), about, passing=is_passing(self.text, token.fact))

    def _age(self, token: Token) -> None:
        end = _AGE_BOUND.match(self.text, token.end).end()
        self.state.put("age", (Part(self.text[token.start : end], token.start, end, "sentence"),), joined=False)

    def _noun(self, token: Token) -> None:
        if not token.value or (token.value == "contribution_base" and self.text[token.end : token.end + 1] == "的"):
            return
        if token.value == SHARE:
            named = (*reversed(self.clause_nouns), *reversed(self.past_nouns), *self.state.nouns())
            measure = next((SHARES[noun.measures[0]] for noun in named if noun.measures[0] in SHARES), None)
            if measure is None:
                return
            token = token._replace(value=measure)
        if self.clause_nouns and self.clause_nouns[-1].start == token.start:
            self.clause_nouns[-1] = self.clause_nouns[-1]._replace(measures=(*self.clause_nouns[-1].measures, token.value))
        else:
            self.clause_nouns.append(Noun(token.start, token.end, (token.value,)))
        if not token.value.startswith("other"):
            self.begin(self.clause_nouns[-1].measures)

    def _leave(self, token: Token) -> None:
        if token.value:
            self._say(token)
            self.clause_nouns.append(Noun(token.start, token.end, ("leave_days",)))

    def _in_clause(self, column: str, value: str) -> bool:
        slot = self.state.said.get(column)
        return slot is not None and slot.parts[0].value == value and slot.parts[0].start >= self.clause_start

    def _is_joined(self, token: Token) -> bool:
        """Whether a word goes on with a list of its role: 一级医院、二级医院, 特困人员和低保对象."""
        last = self._last.get(token.role)
        if last is None or (last.start < self._chunk_start and last.start < self.clause_start):
            return False
        if last.end == token.start:
            return token.role != "region" and last.value != token.value
        paused, at, strange = False, last.end, 0
        for other in reversed(self.clause):
            if other.start < last.end:
                break
            if other.role == "pause":
                paused = True
            elif other.role not in ("fill", *SAID) or other.role == "quantity":
                return False
        for other in self.clause:
            if other.start >= last.end:
                strange += max(0, other.start - at)
                at = other.end
        return paused and strange + max(0, token.start - at) <= 2

    def _comma(self, token: Token) -> None:
        self._end_clause(token)

    def _semicolon(self, token: Token) -> None:
        self._end_clause(token)
        self.state.end_part(token.end)

    def _stop(self, token: Token) -> None:
        self._outside.clear()
        self._end_clause(token)
        self._quantity = self._home = None
        following = self.text[token.end : token.end + 4].lstrip()
        recalled = _RECALLS.search(self.text, token.end, token.end + 40) is not None
        self.state.end_sentence(keep=following.startswith(("其中", "上述", "同级", "该档", "对此")), recalled=recalled)
        self.state.part_start = self.sentence_start = token.end
        self.past_nouns = [noun._replace(via="earlier") for noun in self.past_nouns]
        self._last.clear()

    def _end_clause(self, token: Token) -> None:
        self.past_nouns += self.clause_nouns
        self.clause_nouns = []
        self.clause = []
        self.clause_start = self._chunk_start = self.item_start = token.end
        self._chunk = []

    def _colon(self, token: Token) -> None:
        around = self.text[token.start - 1 : token.start], self.text[token.end : token.end + 1]
        if all(sign.isdigit() for sign in around):
            return
        follows = self.text[max(0, token.start - 3) : token.start].rstrip().endswith(("如下", "以下"))
        if (follows or token.start - self._chunk_start <= _LONGEST_LABEL) and not any(t.role == "quantity" for t in self._chunk):
            self._label(token)
            if follows:
                self.state.root()
        self._end_clause(token)

    def _space(self, token: Token) -> None:
        before, after = self.text[token.start - 1 : token.start], self.text[token.end : token.end + 1]
        if not before or before in _GOES_ON or not after or after in _NO_BEGIN or (after.isdigit() and before not in "。;!?)"):
            return
        length = token.start - self._chunk_start
        if length > _LONGEST_CHUNK:
            return
        if not any(t.role == "quantity" for t in self._chunk):
            if length > 1 and self._chunk_start == self.clause_start:
                self._label(token)
                self._end_clause(token)
        else:
            self._end_clause(token)

    def _label(self, token: Token) -> None:
        start = self._chunk_start
        columns = [column for column, slot in self.state.said.items() if slot.parts[0].start >= start]
        nouns = [noun for noun in self.clause_nouns if noun.start >= start and not noun.measures[0].startswith("other")]
        asked = [Noun(t.start, t.end, (t.value,)) for t in self._chunk if t.role == "ask"]
        named = tuple(noun._replace(via="label") for noun in nouns or asked)
        top = _TOP.match(self.text, start) is not None or _TOP.match(self.text, start + 1) is not None
        if columns or named or top:
            self.state.label(columns, named, token.end, top=top)
            self.past_nouns = []
            self.clause_nouns = []
            self.state.part_start = token.end
            self._last.clear()

    def _open(self, token: Token) -> None:
        self._outside.append((dict(self.state.said), self.state.dated, self.clause_start, self.clause, self.clause_nouns, self.last_quantity))
        self.past_nouns += self.clause_nouns
        self.clause, self.clause_nouns = [], []
        self.clause_start = token.end

    def _close(self, token: Token) -> None:
        if self._outside:
            said, dated, self.clause_start, clause, self.clause_nouns, last_quantity = self._outside.pop()
            if self.last_quantity != last_quantity:
                self.state.dated = dated  # a date in brackets dates what follows, unless it has its own quantity there
            self.state.said = said
            self.clause = [*clause, token._replace(start=clause[-1].end if clause else token.start, role="close")]

    def _pause(self, token: Token) -> None:
        if token.start >= self.last_quantity > self.item_start and self.text[token.start] == "、" and not self._outside:
            self.item_start = token.end

    def _sum(self, token: Token) -> None:
        """A total is nobody's share, and counts for the place that the whole is about."""
        self.state.put("total", (Part("合计", token.start, token.end, "sentence"),), joined=False)
        self.state.put("party", (Part("-", token.start, token.end, "sentence"),), joined=False)
        self.state.said.pop("act", None)
        region = self.state.said.get("region")
        if region is not None and self._quantity is not None and region.parts[0].start > self._quantity:
            del self.state.said["region"]  # it was one share's place
        elif region is not None and region.parts[0].value == "-":
            del self.state.said["region"]
            if self._home is not None:
                self.state.said["region"] = self._home

    def _nation(self, token: Token) -> None:
        """What the state rules holds everywhere."""
        self._home = self.state.said.get("region", self._home)
        self.state.put("region", (Part("-", token.start, token.end, "sentence"),), joined=False)

    def _example(self, _: Token) -> None:
        self.example = True


_STEPS: Mapping[str, Callable[[Reader, Token], None]] = {
    "region": Reader._region,
    "date": Reader._date,
    "measure": Reader._noun,
    "leave": Reader._leave,
    "comma": Reader._comma,
    "semicolon": Reader._semicolon,
    "stop": Reader._stop,
    "colon": Reader._colon,
    "space": Reader._space,
    "open": Reader._open,
    "close": Reader._close,
    "sum": Reader._sum,
    "pause": Reader._pause,
    "age": Reader._age,
    "nation": Reader._nation,
    "example": Reader._example,
}
_BREAKS = frozenset({"comma", "semicolon", "stop", "colon", "open", "close"})
