"""Who gets which value: lists handed out in order (一级、二级、三级分别为70%、65%、55%), one value for several places, spans of levels."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.measures.governs import Declined
from pipeline.measures.reader import Reader
from pipeline.measures.state import Slot
from pipeline.measures.terms import Part
from pipeline.model import Fact

_LEVELS = ("primary", "1", "2", "3")
# Where all groups of a kind are named, the claim is about no group.
_WHOLES = (frozenset({"active", "retired"}), frozenset({"一档", "二档"}), frozenset({"一档", "二档", "三档"}), frozenset({"高档", "低档"}))


class Share(NamedTuple):
    """One quantity and the scope it falls to."""

    fact: Fact
    scope: dict[str, Part]
    dealt: bool  # whether it came to it by its place in a list


def distribute(reader: Reader, run: Sequence[Fact], columns: Sequence[str]) -> list[Share] | Declined:
    """The quantities of a run with the scope of each."""
    slots = reader.state.slots(("region", *columns))
    if len(run) == 1:
        return _spread(reader, run[0], slots)
    lists: dict[str, Sequence[Part]] = {column: slot.parts for column, slot in slots.items() if len(slot.parts) == len(run)}
    if not lists:
        for column, parts in (reader.state.shown | reader.state.seen).items():
            slot = slots.get(column)
            if column in columns and len(parts) == len(run) and (slot is None or slot.parts[0].start < reader.clause_start):
                lists[column] = parts
    if len(lists) != 1:
        listed = "、".join(sorted(lists)) or "nothing"
        return Declined("two_scopes", f"{len(run)} values stand side by side, and {listed} could tell whom each is for.")
    [(dealt, dealt_parts)] = lists.items()
    scope = _settled(reader, {column: slot for column, slot in slots.items() if column != dealt})
    return [Share(fact, scope | {dealt: part}, True) for fact, part in zip(run, dealt_parts, strict=True)]


def _spread(reader: Reader, fact: Fact, slots: Mapping[str, Slot]) -> list[Share] | Declined:
    regions = slots.get("region")
    scope = _settled(reader, {column: slot for column, slot in slots.items() if column != "region"})
    if regions is None:
        if "region" in reader.state.frame.several:
            return Declined("two_scopes", "The title names several places, and the text does not say which one it means.")
        return [Share(fact, scope, False)]
    return [Share(fact, scope | ({} if part.value == "-" else {"region": part}), False) for part in regions.parts]


def distribute_none(reader: Reader, columns: Sequence[str]) -> list[dict[str, Part]]:
    """The scopes of a statement without a quantity (不设起付线), one for each place it names."""
    slots = reader.state.slots(("region", *columns))
    scope = _settled(reader, {column: slot for column, slot in slots.items() if column != "region"})
    return [scope | {"region": part} for part in slots["region"].parts] if "region" in slots else [scope]


def _settled(reader: Reader, slots: Mapping[str, Slot]) -> dict[str, Part]:
    """One part a column: lists that a single value is for are joined, or left out where they name everybody."""
    scope: dict[str, Part] = {}
    for column, slot in slots.items():
        first, last = slot.parts[0], slot.parts[-1]
        if len(slot.parts) == 1:
            part: Part | None = first
        elif column == "hospital_level":
            part = _span(slot.parts)
        elif column in ("insurance", "service", "party", "region") or frozenset(part.value for part in slot.parts) in _WHOLES:
            part = None
        else:
            part = Part(reader.text[first.start : last.end], first.start, last.end, first.via)
        if part is not None and part.value not in ("", "-"):
            scope[column] = part
    return scope


def _span(parts: Sequence[Part]) -> Part | None:
    levels = {level for part in parts for level in _expand(part.value)}
    order = [level for level in _LEVELS if level in levels]
    value = order[0] if len(order) == 1 else f"{order[0]}-{order[-1]}"
    return Part(value, parts[0].start, parts[-1].end, parts[0].via)


def _expand(value: str) -> Sequence[str]:
    low, _, high = value.partition("-")
    return _LEVELS[_LEVELS.index(low) : _LEVELS.index(high or low) + 1]
