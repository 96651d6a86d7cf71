"""Which measure a quantity belongs to: the words right before or after it, else the nearest noun that takes its kind."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from pipeline.measures.contributions import CONTRIBUTION_BASE
from pipeline.measures.frames import Noun
from pipeline.measures.measure import Measure
from pipeline.measures.measures import BY_ID, MEASURES
from pipeline.measures.others import OTHER_SHARE
from pipeline.measures.periods import LEAVE_DAYS, WAITING_PERIOD
from pipeline.measures.reader import Reader
from pipeline.model import Fact

_BY_KIND = {kind: tuple(m for m in MEASURES if kind in m.kinds) for kind in ("percentage", "amount", "duration")}
_TAKES = {kind: frozenset(m.id for m in BY_ID.values() if kind in m.kinds) for kind in _BY_KIND}
_OURS = frozenset(measure.id for measure in MEASURES)
_BEFORE = 24  # how far back a verb and its hedges may reach
_CONTEXT = 60  # how far around a quantity its measure's context may stand
_LONGEST_GAP = 10  # unknown characters between a noun and its quantity in one clause
_LONGEST_CLAUSE = 160  # characters of a clause that may take its measure from an earlier one
_LONGEST_STRANGER = 4  # unknown characters in a clause that takes its measure from an earlier one
_NEAR = ("sentence", "label", "lead-in")
_WHOSE = frozenset({"hospital_level", "population", "tier", "class", "disease"})
_OF_LEAVE = frozenset({"case", "act", "region", "leave"})
_BORNE = regex.compile(r"(?:的?(?:比例|部分|费用))?(?:左右)?由?(?:个人|本人|患者|参保人|自己)[^,。;]{0,6}(?:支付|承担|负担|自付|出)")
_OF_AVERAGE = regex.compile(r"平均工资|社平工资|平均缴费工资")
_SPENT = regex.compile(r"(?:能|可以?|就|才|共|实际)?(?:报销?|支付|负担|承担|自付|花|掏|领取?|拿|得)(?:了|到|约|个)*$")


class Governed(NamedTuple):
    """A measure that takes a quantity, and the words that say so."""

    measure: Measure
    start: int
    end: int
    via: str


class Declined(NamedTuple):
    """Why a quantity makes no claim."""

    reason: str
    detail: str


def govern(reader: Reader, run: Sequence[Fact]) -> list[Governed] | Declined:
    """The measures of a run of quantities: one, rarely two (个人缴的2%全部划入本人账户), or why there is none."""
    text, first, last = reader.text, run[0], run[-1]
    candidates = _BY_KIND[first.kind]
    window = text[max(reader.clause_start, first.start - _BEFORE) : first.start]
    local = local_noun(reader, first)
    found: list[Governed] = []
    for measure in candidates:
        before = measure.before and measure.before.search(window)
        if before and _in_context(measure, text, first):
            start = first.start - len(window) + before.start()
            inside = local is not None and start < local.start and local.end > start
            if local is None or local.end <= start or (inside and local.measures[0] not in _OURS):
                found.append(Governed(measure, start, first.start, "clause"))
    if local is not None and not found and local.measures[0] not in _OURS and local.end >= first.start - 2:
        return _other(BY_ID[local.measures[0]])
    for measure in candidates:
        after = measure.after and measure.after.match(text, last.end)
        if after and measure not in [other.measure for other in found] and _in_context(measure, text, first):
            if local is not None and local.end >= first.start - 1 and local.measures[0] not in _OURS:
                continue
            found.append(Governed(measure, first.start, after.end(), "clause"))
    if found:
        return found
    if _BORNE.match(text, last.end):
        return _other(OTHER_SHARE)
    if local is not None:
        measure = BY_ID[local.measures[0]]
        if measure not in MEASURES:
            return _other(measure)
        if not _in_context(measure, text, first):
            return Declined("no_measure", "Its measure is named, but nothing near speaks of what that measure is about.")
        return [Governed(measure, local.start, local.end, "clause")]
    return _inherited(reader, first)


def _in_context(measure: Measure, text: str, fact: Fact) -> bool:
    """Whether something near a quantity speaks of what the measure is about."""
    if measure.context is None:
        return True
    return measure.context.search(text, max(0, fact.start - _CONTEXT), fact.start + _CONTEXT) is not None


def _other(measure: Measure) -> Declined:
    return Declined("other_measure", f"The words before it tell of something else. {measure.about}")


def _takes(noun: Noun, kind: str) -> Noun | None:
    """The noun with the measures that take the kind alone."""
    takes = _TAKES[kind]
    if takes.issuperset(noun.measures):
        return noun
    measures = tuple([measure for measure in noun.measures if measure in takes])
    return Noun(noun.start, noun.end, measures, noun.via) if measures else None


def local_noun(reader: Reader, fact: Fact) -> Noun | None:
    """The nearest noun before a quantity in its clause that takes its kind; None where there is none or it is too far."""
    for noun in reversed(reader.clause_nouns):
        taking = _takes(noun, fact.kind)
        of_base = taking is not None and fact.kind == "percentage" and taking.measures == (CONTRIBUTION_BASE.id,)
        if of_base and not _OF_AVERAGE.search(reader.text, reader.clause_start, fact.start):
            continue
        if taking is not None:
            return taking if reader.residue(noun.end, fact.start) <= _LONGEST_GAP else None
    return None


def _inherited(reader: Reader, fact: Fact) -> list[Governed] | Declined:
    if reader.last_quantity > reader.sentence_start and not reader.text[reader.last_quantity : fact.start].strip(" |"):
        return Declined("two_scopes", "It stands beside another number with nothing between them to tell them apart.")
    far = fact.start - reader.clause_start > _LONGEST_CLAUSE
    if far or reader.residue(reader.clause_start, fact.start) > _LONGEST_STRANGER:
        return Declined("no_measure", "No word in its clause says what it measures.")
    if fact.kind == "amount" and _SPENT.search(reader.text, max(reader.clause_start, fact.start - 8), fact.start):
        return Declined("no_measure", "It tells what somebody got or paid, not what is set.")
    if any(noun.measures[0] in _OURS for noun in reader.clause_nouns):
        return Declined("no_measure", "The measure that its clause names takes no such quantity.")
    if (again := _again(reader, fact)) is not None:
        return [again]
    named = any(noun.measures[0] in _OURS and noun.via == "sentence" for noun in reader.past_nouns)
    for noun in (*reversed(reader.past_nouns), *reader.state.nouns()):
        taking = _takes(noun, fact.kind)
        if taking is None or (named and noun.via not in ("sentence", "label")):
            continue  # a sentence that names its own measure takes none from before
        measure = BY_ID[taking.measures[0]]
        if measure not in MEASURES:
            return _other(measure)
        if measure is WAITING_PERIOD and noun.via not in _NEAR:
            break
        if measure is LEAVE_DAYS and noun.via not in _NEAR and not any(token.role in _OF_LEAVE for token in reader.clause):
            break
        return [Governed(measure, noun.start, noun.end, noun.via)]
    return Declined("no_measure", "Nothing before it says what it measures.")


def _again(reader: Reader, fact: Fact) -> Governed | None:
    """The verb that took the quantity before, where this one only says whose it is: 一级医院支付85%,二级75%."""
    told = reader.told and _takes(reader.told, fact.kind)
    if told is None or any(noun.start > told.start for noun in reader.past_nouns):
        return None
    if not any(token.role in _WHOSE for token in reader.clause):
        return None
    return Governed(BY_ID[told.measures[0]], told.start, told.end, "sentence")
