"""What has been said so far at a place of a segment: labels, the sentence, and what earlier sentences leave standing."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from pipeline.measures.frames import Frame, Noun
from pipeline.measures.places import inside, related
from pipeline.measures.subjects import JOINING, MEMBERS, PAID, ends_disease, ends_group, ends_insurance
from pipeline.measures.terms import Part
from pipeline.measures.times import Dated

# What a sentence leaves standing for the next one, as its topic; everything else ends with the sentence.
TOPIC = frozenset({"region", "insurance", "service"})

# A hospital is told by its level or by whose it is, not by both.
_EXCLUDES = {"class": "hospital_level", "hospital_level": "class"}


class Slot(NamedTuple):
    """The parts that fill a column: several where the text lists them (一级、二级、三级). `group` is the measure they were said for."""

    parts: tuple[Part, ...]
    group: int

    @property
    def end(self) -> int:
        return self.parts[-1].end


class State:
    """Reads words one after another and answers which parts hold at this place."""

    def __init__(self, frame: Frame, start: int) -> None:
        self.frame = frame
        self._topped = False
        self._label_end = 0
        self.rooted = 0  # labels at the bottom that no heading below them ends: 标准如下:
        self.labels: list[dict[str, Slot]] = []
        self.label_nouns: list[tuple[Noun, ...]] = []
        self.said: dict[str, Slot] = {}
        self.dated: Dated | None = None
        self.seen: dict[str, list[Part]] = {}
        self.shown: dict[str, list[Part]] = {}  # what was seen for an earlier measure of the sentence
        self.sentence_start = start
        self.part_start = 0  # where the part of the sentence began that the last semicolon ended
        self.group = 0
        self.measures: frozenset[str] = frozenset()

    def get(self, column: str) -> Slot | None:
        """What fills a column here: the sentence, then the labels from the nearest, then the frame."""
        slot = self.said.get(column)
        if slot is not None:
            return slot
        for label in reversed(self.labels):
            if column in label:
                slot = label[column]
                break
        else:
            part = self.frame.parts.get(column)
            slot = Slot((part,), 0) if part else None
        if slot is not None and column == "population" and self._is_ended(slot.parts[-1]):
            return None
        if slot is not None and column == "disease":
            told = [self.said[role].parts[0] if role in self.said else None for role in ("insurance", "region", "service")]
            return None if ends_disease(slot.parts[-1], *told) else slot
        return slot

    def _is_ended(self, group: Part) -> bool:
        """Whether what was said behind a group, or in a layer nearer than its own, is about others."""
        insurance, region = self.get("insurance"), self.get("region")
        if insurance is None:
            return False
        beside = region is not None and region.parts[0].via == insurance.parts[0].via != group.via
        employed = any(part.value == "employer" for part in (*self.seen.get("party", ()), *self.shown.get("party", ())))
        pays = not employed and not self.measures.isdisjoint(PAID)
        return ends_group(group, insurance.parts[0], region.parts[0] if region and beside else None, pays=pays)

    def put(self, column: str, parts: tuple[Part, ...], *, joined: bool) -> None:
        """Say a value, or one more of a list where it is joined to the last."""
        slot = self.said.get(column) if joined else None
        if slot is not None:
            new = tuple(part for part in parts if part.value not in {old.value for old in slot.parts})
            parts = (*slot.parts, *new) if new else (*slot.parts[:-1], slot.parts[-1]._replace(end=parts[-1].end))
        self.said[column] = Slot(parts, self.group)
        if column in _EXCLUDES:
            self.said.pop(_EXCLUDES[column], None)
            if self.get(_EXCLUDES[column]) is not None:
                self.said[_EXCLUDES[column]] = Slot((parts[0]._replace(value="-"),), self.group)
        if column == "population" and parts[0].value in MEMBERS:
            insurance = self.get("insurance")
            if insurance is None or (insurance.parts[0].start < self.sentence_start and ends_insurance(insurance.parts[0], parts[0])):
                self.said["insurance"] = Slot((parts[0]._replace(value="employee", via="implied"),), self.group)
        if column == "population" and parts[0].value == JOINING:
            insurance = self.get("insurance")
            if insurance is not None and insurance.parts[0].start < self.sentence_start and insurance.parts[0].value == "resident":
                self.said["insurance"] = Slot((parts[0]._replace(value="-"),), self.group)
        seen = self.seen.get(column)
        if seen is None:
            self.seen[column] = list(parts) if slot is None and len(parts) == 1 else []
        elif slot is not None:
            self.seen[column] = [part for part in seen if part not in slot.parts]
        elif len(parts) == 1 and parts[0].value not in [part.value for part in seen]:
            seen.append(parts[0])

    def put_region(self, part: Part, *, joined: bool, adjacent: bool) -> None:
        """A division; 江苏省南通市 is one place, 无锡、常州 are two."""
        slot = self.said.get("region")
        if slot is not None and (adjacent or joined) and slot.parts and inside(part.value, slot.parts[-1].value):
            self.said["region"] = Slot((*slot.parts[:-1], part), self.group)
        else:
            self.put("region", (part,), joined=joined or (adjacent and slot is not None and not related(slot.parts[-1].value, part.value)))

    def begin_measure(self, measures: tuple[str, ...], since: int, clause_start: int, item_start: int) -> None:
        """A new measure begins: what was listed for the last one, or said for it alone, no longer holds (在职50%,退休60%,起付线200元).

        What was said from `since` on is already for the new one; clause and item of a list begin where they say.
        """
        same = self.measures.intersection(measures)
        if same:
            self.measures = same
            return
        self.measures = frozenset(measures)
        self.group += 1
        for column in [column for column in self.said if column not in ("region", "scheme")]:
            slot, seen = self.said[column], self.seen.get(column, ())
            if slot.parts[0].start >= since:
                self.said[column] = Slot(slot.parts, self.group)
                continue
            start = slot.parts[0].start
            if start >= item_start:
                continue
            here = clause_start if start >= clause_start else self.part_start if start >= self.part_start else 0
            listed = sum(part.start >= here for part in seen) > 1
            if listed or (slot.group > 1 and start < clause_start and column not in TOPIC):
                del self.said[column]
                if seen:
                    self.shown[column] = self.seen.pop(column)

    def end_sentence(self, *, keep: bool, recalled: bool) -> None:
        """A full stop; `keep` where the next sentence goes on about the same (其中…), `recalled` where it looks back (上述比例)."""
        if not keep:
            for column in [column for column, slot in self.said.items() if column not in TOPIC or slot.parts[0].via == "implied"]:
                del self.said[column]
        if self.dated is not None and self.dated.passing:
            self.dated = None
        self.shown = self.shown | self.seen if recalled else {}
        self.seen = {}
        self.group, self.measures = 0, frozenset()

    def end_part(self, end: int) -> None:
        """A semicolon: a band of costs does not go over it."""
        self.said.pop("band", None)
        self.group = 0
        self.part_start = end

    def level(self, clause_start: int) -> None:
        """A value that is one for all: the levels that were listed before it do not hold for it."""
        slot = self.said.get("hospital_level")
        if slot is not None and slot.parts[0].start < clause_start and len(self.seen.get("hospital_level", ())) > 1:
            del self.said["hospital_level"]

    def root(self) -> None:
        """The labels so far are about all that follows."""
        self.rooted = len(self.labels)

    def label(self, columns: Iterable[str], nouns: tuple[Noun, ...], end: int, *, top: bool) -> None:
        """What was said since a boundary is a label: it holds until a label of the same kind takes its place."""
        own = {column: self.said.pop(column) for column in list(columns) if column in self.said}
        if not own and not nouns:
            return
        if top:
            if not self._topped:
                self.root()  # what stands before the first heading is about all of them
                self._topped = True
            del self.labels[self.rooted :], self.label_nouns[self.rooted :]
        for n, (label, other) in enumerate(zip(self.labels, self.label_nouns, strict=True)):
            told = any(column in label and label[column].parts[0].value != slot.parts[0].value for column, slot in own.items())
            if n >= self.rooted and (told or (nouns and other)):
                del self.labels[n:], self.label_nouns[n:]
                break
        self.labels.append(own)
        self.label_nouns.append(nouns)
        for column in [column for column, slot in self.said.items() if column not in TOPIC or slot.parts[0].start >= self._label_end > 0]:
            del self.said[column]  # a topic that was said below the last label goes with it
        self._label_end = end
        self.seen.clear()
        self.group, self.measures = 0, frozenset()

    def nouns(self) -> Iterator[Noun]:
        """The nouns of labels and frame, the nearest first."""
        for nouns in reversed(self.label_nouns):
            yield from reversed(nouns)
        yield from self.frame.nouns

    def date_for(self, scope: Mapping[str, Part], measure: str) -> Part | None:
        """The nearest date that fits a claim."""
        for dated in (self.dated, *self.frame.dates):
            if dated is not None and dated.fits(scope, measure):
                return dated.part
        return None

    def slots(self, columns: Iterable[str]) -> dict[str, Slot]:
        """What fills some columns here."""
        said = self.said
        above: Set[str] = self.frame.parts.keys()
        for label in self.labels:
            above |= label.keys()
        found: dict[str, Slot] = {}
        for column in columns:  # most have nothing here: only what is told is asked for
            if column in said:
                found[column] = said[column]
            elif column in above and (slot := self.get(column)) is not None:
                found[column] = slot
        return found

    def parts(self, columns: Iterable[str]) -> dict[str, Part]:
        """The single part of every column that has one here (lists of several are left out)."""
        slots = self.slots(columns)
        return {column: slot.parts[0] for column, slot in slots.items() if len(slot.parts) == 1 and slot.parts[0].value not in ("", "-")}
