"""Reads a segment token by token and keeps what holds at each place: its clause, labels and nouns, and the state of scopes."""

from collections.abc import Callable, Iterable, Mapping

import regex

from pipeline.measures.clause import Clause
from pipeline.measures.frames import Frame, Noun
from pipeline.measures.state import Slot
from pipeline.measures.terms import Part
from pipeline.measures.times import Dated
from pipeline.measures.tokens import SAID, Token
from pipeline.measures.topics import PASSING

_RECALLS = regex.compile(r"上述|相应|各级|各档|同级")
_REMEMBERED = 24  # nouns that may still govern: without a bound a page in one line would be read again for each of its numbers
_LONGEST_LABEL = 24
_LONGEST_MARK = 6  # of a list's item, before 【
_BEGINS = regex.compile(r"(?:^|[\n。;!?】])[ ·•*0-9.、()-]*$")
_LONGEST_CHUNK = 20
_TOP = regex.compile(r"[一二三四五六七八九十]{1,2}、(?![一二三]、?三?级)")
# A space after these, or before these, is a typist's and ends nothing.
_GOES_ON = frozenset("为是达约的到至和在有自从按与,、:;(+-×÷=")
_NO_BEGIN = frozenset(" ,。、:;)!?~%元/-")


class Reader(Clause):
    """Reads words, facts and signs one after another."""

    def __init__(self, text: str, frame: Frame, start: int) -> None:
        super().__init__(text, frame, start)
        self._titled = False
        self._outside: list[tuple[dict[str, Slot], Dated | None, int, list[Token], list[Noun], int, int]] = []
        self._aside = 0  # characters of brackets in the chunk that belong to its label

    def read(self, tokens: Iterable[Token]) -> None:
        """Read some tokens."""
        steps, breaks = _STEPS, _BREAKS
        for token in tokens:
            role = token.role
            if role in steps:
                steps[role](self, token)
                if role in breaks:
                    continue
            self.clause.append(token)

    def foresee(self, tokens: Iterable[Token]) -> None:
        """Take words that stand behind as said already: what they say holds for the whole sentence."""
        for token in tokens:
            _STEPS[token.role](self, token)

    def _comma(self, token: Token) -> None:
        self._end_clause(token)

    def _semicolon(self, token: Token) -> None:
        self._end_clause(token)
        self.state.end_part(token.end)

    def _stop(self, token: Token) -> None:
        self._outside.clear()
        if self.text[token.start] == "?" and self.last_quantity <= self.sentence_start:
            self._chunk_start = self.sentence_start  # a question is the label of its answer
            self._label(token)
        self._end_clause(token)
        self._quantity = self.told = None
        self._go_home()
        following = self.text[token.end : token.end + 4].lstrip()
        recalled = _RECALLS.search(self.text, token.end, token.end + 40) is not None
        self.state.end_sentence(keep=following.startswith(("其中", "上述", "同级", "该档", "对此")), recalled=recalled)
        self.state.part_start = self.state.sentence_start = self.sentence_start = token.end
        self.past_nouns = [noun if noun.via == "earlier" else Noun(*noun[:3], "earlier") for noun in self.past_nouns]
        self._last.clear()

    def _end_clause(self, token: Token) -> None:
        if self.clause_nouns or len(self.past_nouns) > _REMEMBERED:
            self.past_nouns = [*self.past_nouns[-_REMEMBERED:], *self.clause_nouns[-_REMEMBERED:]]
            self.clause_nouns = []
        self.clause = []
        self.clause_start = self._chunk_start = self.item_start = token.end
        self._has_quantity, self._asked, self._aside = False, [], 0

    def _colon(self, token: Token) -> None:
        if self.text[token.start - 1 : token.start].isdigit() and self.text[token.end : token.end + 1].isdigit():
            return
        follows = self.text[max(0, token.start - 3) : token.start].rstrip().endswith(("如下", "以下"))
        if (follows or token.start - self._chunk_start - self._aside <= _LONGEST_LABEL) and not self._has_quantity:
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
        if not self._has_quantity:
            if length > 1 and self._chunk_start == self.clause_start:
                self._label(token)
                self._end_clause(token)
        else:
            self._end_clause(token)

    def _label(self, token: Token) -> None:
        start = self._chunk_start
        columns = [column for column, slot in self.state.said.items() if slot.parts[0].start >= start]
        nouns = [noun for noun in self.clause_nouns if noun.start >= start and not noun.measures[0].startswith("other")]
        named = tuple([Noun(*noun[:3], "label") for noun in nouns or self._asked])
        top = _TOP.match(self.text, start) is not None or _TOP.match(self.text, start + 1) is not None
        if columns or named or top:
            self.state.label(columns, named, token.end, top=top)
            self.past_nouns = []
            self.clause_nouns = []
            self.state.part_start = token.end
            self._last.clear()

    def _open(self, token: Token) -> None:
        state = self.state
        if self.text[token.start] == "【" and _BEGINS.search(self.text, max(0, token.start - _LONGEST_MARK), token.start):
            self._titled = True  # 【合肥】 at a line's beginning is its label, not an aside
            self._end_clause(token)
            return
        self._outside.append(
            (dict(state.said), state.dated, self.clause_start, self.clause, self.clause_nouns, self.last_quantity, token.start)
        )
        self.past_nouns += self.clause_nouns
        self.clause, self.clause_nouns = [], []
        self.clause_start = token.end

    def _close(self, token: Token) -> None:
        if self._titled:
            self._titled = False
            self._label(token)
            self._end_clause(token)
        elif self._outside:
            said, dated, self.clause_start, clause, self.clause_nouns, last_quantity, opened = self._outside.pop()
            if self.last_quantity != last_quantity:
                self.state.dated = dated  # a date in brackets dates what follows, unless it has its own quantity there
            if self.text[token.end : token.end + 1] == ":" and self.last_quantity == last_quantity:
                self._chunk_start, self._aside = self.clause_start, token.end - opened  # 起付线(职工医保,住院): is one label
            else:
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
        case = self.state.said.get("case")
        if case is not None and case.parts[0].value in PASSING:
            del self.state.said["case"]  # 国家产假和奖励假合计
        region = self.state.said.get("region")
        if region is not None and self._quantity is not None and region.parts[0].start > self._quantity:
            del self.state.said["region"]  # it was one share's place
        elif region is not None and region.parts[0].value == "-":
            self._go_home()

    def _nation(self, token: Token) -> None:
        """What the state rules holds everywhere; what is said behind it is the place's own again."""
        if self._home is None:
            self._home = self.state.said.pop("region", None)
        self.state.said["region"] = Slot((Part("-", token.start, token.end, "sentence"),), self.state.group)

    def _example(self, _: Token) -> None:
        self.example = True

    def _number(self, _: Token) -> None:
        self._has_quantity = True

    def _ask(self, token: Token) -> None:
        self._asked.append(Noun(token.start, token.end, (token.value,)))


_STEPS: Mapping[str, Callable[[Reader, Token], None]] = {
    **dict.fromkeys(SAID, Reader._say),
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
    "quantity": Reader._number,
    "ask": Reader._ask,
}
_BREAKS = frozenset({"comma", "semicolon", "stop", "colon", "open", "close"})
