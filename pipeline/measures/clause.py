"""What stands at a place of a segment: its clause and item of a list, the nouns that may govern there, and the state of scopes."""

from collections.abc import Sequence

import regex

from pipeline.measures.ages import age, is_of_one
from pipeline.measures.frames import Frame, Noun
from pipeline.measures.measures import SHARE, SHARES
from pipeline.measures.places import inside, is_aside, is_elsewhere, is_visited
from pipeline.measures.state import Slot, State
from pipeline.measures.terms import Part
from pipeline.measures.times import Dated, is_effective, is_passing
from pipeline.measures.tokens import SAID, Token
from pipeline.measures.topics import PASSING
from pipeline.model import Fact

_OF_IT = regex.compile(r"[,(、 ]?(?:其中|包括|含)")
_LONGEST_STEP = 30  # characters from an item of a list to the next
_STRANGE_IN_LIST = 2  # unknown characters between two items of a list


class Clause:
    """The words of a segment that was read up to some place, and what they say there; signs are the matter of `Reader`."""

    def __init__(self, text: str, frame: Frame, start: int) -> None:
        self.text = text
        self.state = State(frame, start)
        self.clause_start = start
        self.sentence_start = start
        self.item_start = start  # where the item of a list (一级200元、二级400元) began
        self.clause: list[Token] = []
        self.clause_nouns: list[Noun] = []
        self.past_nouns: list[Noun] = []
        self.told: Noun | None = None  # what took the last quantity of the sentence
        self.example = frame.example
        self.whole: Sequence[Token] | None = None  # all that is to be read, where what stands behind counts too
        self._chunk_start = start
        self._has_quantity = False  # whether the chunk names a quantity, and how much it asks for
        self._asked: list[Noun] = []
        self._last: dict[str, Token] = {}
        self._home: Slot | None = None  # the place that the text goes back to
        self._quantity: int | None = None  # where the first quantity of the sentence stands
        self.last_quantity = start

    @property
    def employer(self) -> bool:
        """Whether employers pay too, by what stands above or anywhere here: few claims ask."""
        return self.whole is not None and (self.state.frame.employer or "employer" in [token.value for token in self.whole])

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
        region = self.state.said.get("region")
        if region is not None and region.parts[0].value == "-" and not _OF_IT.match(self.text, end):
            self._go_home()

    def last_is_band(self, fact: Fact) -> bool:
        """Whether a quantity is the band that was said last."""
        slot = self.state.said.get("band")
        return slot is not None and slot.parts[-1].fact is fact

    def _go_home(self) -> None:
        """Leave a place that was only named in passing: 国家规定的98天, 宁波那边."""
        region = self.state.said.get("region")
        if self._home is not None:
            self.state.said["region"] = self._home
        elif region is not None and region.parts[0].value == "-":
            del self.state.said["region"]
        self._home = None

    def residue(self, start: int, end: int) -> int:
        """How many characters of the clause between two places are no known word."""
        unknown, at = 0, end
        for token in reversed(self.clause):
            if token.end <= start:
                break
            if token.start < at:
                unknown += max(0, at - token.end)
                at = token.start
        return unknown + max(0, at - start)

    def _say(self, token: Token) -> None:
        if token.role == "service" and token.value == "outpatient" and self._in_clause("service", "chronic"):
            return  # 慢特病在门诊 stays chronic
        for column in ("tier", "age") if token.role == "population" else ():
            slot = self.state.said.get(column)
            if slot is not None and slot.parts[0].start < self.last_quantity:
                del self.state.said[column]  # 二档610元,学生380元: the students' is of no tier
        start, end, role, value, fact = token
        if "|" in value:
            parts = tuple([Part(one, start, end, "sentence", fact) for one in value.split("|")])
        else:
            parts = (Part(value, start, end, "sentence", fact),)
        self.state.put(role, parts, joined=role in self._last and self._is_joined(token))
        self._last[role] = token

    def _region(self, token: Token) -> None:
        if token.fact is None or is_aside(self.text, token.fact) or self._is_visited(token) or self._joins_aside(token):
            self._last["aside"] = token
            return
        told = self.state.said.get("region")
        if told and told.parts[0].start >= self.sentence_start and is_elsewhere(self.text, token.fact):
            self._home = told
        last = self._last.get("region")
        adjacent = last is not None and token.start - last.end <= 1 and self.text[last.end : token.start] in ("", " ")
        part = Part(token.value, token.start, token.end, "sentence", token.fact)
        self.state.put_region(part, joined=self._is_joined(token), adjacent=adjacent)
        self._last["region"] = token

    def _is_visited(self, token: Token) -> bool:
        told = self.state.said.get("region")
        if told is None or token.fact is None or told.parts[0].start < self.sentence_start or self.last_quantity > told.end:
            return False
        return not inside(token.value, told.parts[-1].value) and is_visited(self.text, told.end, token.fact)

    def _joins_aside(self, token: Token) -> bool:
        last = self._last.get("aside")
        return last is not None and self.text[last.end : token.start] in ("", "、", "和", "或", "及")

    def _date(self, token: Token) -> None:
        if token.fact is not None and is_effective(self.text, token.fact):
            region = self.state.said.get("region")
            about = region.parts[0].value if region and len(region.parts) == 1 else None
            part = Part(token.value, token.start, token.end, "sentence", token.fact)
            self.state.dated = Dated(part, about, passing=is_passing(self.text, token.fact))

    def _noun(self, token: Token) -> None:
        if not token.value or (token.value == "contribution_base" and self.text[token.end : token.end + 1] == "的"):
            return
        if token.value == SHARE:
            named = (*reversed(self.clause_nouns), *reversed(self.past_nouns), *self.state.nouns())
            measure = next((SHARES[noun.measures[0]] for noun in named if noun.measures[0] in SHARES), None)
            if measure is None:
                return
            token = token._replace(value=measure)
        last = self.clause_nouns[-1] if self.clause_nouns else None
        if last and last.start == token.start:
            self.clause_nouns[-1] = Noun(last.start, last.end, (*last.measures, token.value), last.via)
        else:
            self.clause_nouns.append(Noun(token.start, token.end, (token.value,)))
        if not token.value.startswith("other"):
            self.begin(self.clause_nouns[-1].measures)

    def _age(self, token: Token) -> None:
        if is_of_one(self.text, token):
            return
        last = self.state.said.get("age")
        self.state.put("age", (age(self.text, token, "sentence", last.parts[0] if last else None),), joined=False)

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
        if last is None or (last.start < self._chunk_start and last.start < self.clause_start) or token.start - last.end > _LONGEST_STEP:
            return False
        if last.end == token.start:
            return token.role != "region" and last.value != token.value
        paused, at, strange = False, token.start, 0
        for other in reversed(self.clause):
            if other.start < last.end:
                break
            if other.role == "pause":
                paused = True
            elif other.role != "fill" and other.role not in SAID:
                return False
            strange += max(0, at - other.end)
            at = min(at, other.start)
        return paused and strange + max(0, at - last.end) <= _STRANGE_IN_LIST
