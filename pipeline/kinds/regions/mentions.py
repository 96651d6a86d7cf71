"""The names in a text that may be mentions of divisions: without streets, people, things and words that only look like names."""

from dataclasses import dataclass

from pipeline.kinds.regions.gazetteer import Division, Gazetteer, Name, Trust, may_hold
from pipeline.kinds.regions.words import CREDIT, NO_LEVEL, NO_SURNAME, SAME_LEVEL, STREET, SURNAMES, THING, TOWNSHIP
from pipeline.patterns import first_signs
from pipeline.rules import Decline, Miss

_GAP_SIGNS = frozenset(" \t\n·-/>(:")
_BEFORE_ITEM = frozenset("、,;:(|/ \t\n。!?和及与的")
_AFTER_ITEM = frozenset("、,;)|/。 \t\n和及与等两三四五六七八九十")
_PERSON_NAME = 2
_USUAL, _ATTACHED = Trust.USUAL, Trust.ATTACHED
# What the patterns for words behind a name begin with: a look at one sign spares 9 of 10 names those patterns.
_AFTER_LEVEL = frozenset(sign for word in (*SAME_LEVEL.values(), *NO_LEVEL.values()) for sign in first_signs(word.pattern))
_AFTER_SHORT = frozenset(sign for word in (STREET, TOWNSHIP, THING) for sign in first_signs(word.pattern))


@dataclass(slots=True, eq=False)
class Mention:
    """A name at a span; `division` is what it means once that is known, and `rule` says by which rule."""

    start: int
    end: int
    name: Name
    division: Division | None = None
    rule: str = ""


def beside(text: str, before: Mention, after: Mention) -> bool:
    """Whether one name stands right behind another, with one sign between them at most."""
    gap = after.start - before.end
    return gap == 0 or (gap == 1 and text[before.end] in _GAP_SIGNS)


def _fills_item(text: str, mention: Mention) -> bool:
    """Whether a name is a whole item of a list or a whole cell of a table."""
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    return (mention.start == 0 or before in _BEFORE_ITEM) and (not after or after in _AFTER_ITEM)


def find_mentions(text: str, names: Gazetteer) -> tuple[list[Mention], list[Miss]]:
    """The mentions in their order, without overlaps, not yet resolved, and what is declined for what stands around it."""
    found: list[Mention] = []
    misses: list[Miss] = []
    at = 0
    for match in names.find(text):
        start, end, name = match
        if start < at:
            continue
        if name.trust is not _USUAL and not (found and found[-1].end == start and may_hold(found[-1].name, name)):
            start, end, name = names.hidden(text, start, end) or match  # 兰州和平凉: 平凉, not 和平
        whole = not (name.split or (name.is_full and text[end : end + 1] in _AFTER_LEVEL))
        for mention in (Mention(start, end, name),) if whole else _pieces(text, start, end, name, names):
            at = mention.end
            if mention.name.trust is _ATTACHED and not (found and beside(text, found[-1], mention)) and not _fills_item(text, mention):
                continue  # an everyday word
            why = None if mention.name.is_full else _why_not(text, mention, found[-1].end if found else 0)
            if why is None:
                found.append(mention)
            else:
                misses.append(Miss(mention.start, mention.end, "region.short-name", why))
    return found, misses


def _pieces(text: str, start: int, end: int, name: Name, names: Gazetteer) -> tuple[Mention, ...]:
    """What a name is that may be two, or whose last sign may belong to the next word."""
    if name.split:
        middle = start + name.split
        return Mention(start, middle, names.names[text[start:middle]]), Mention(middle, end, names.names[text[middle:end]])
    level = name.text[-1]
    if level in SAME_LEVEL:
        stem = names.names.get(name.text[:-1])
        if SAME_LEVEL[level].match(text, end) and stem:
            return (Mention(start, end - 1, name),)
        if level in NO_LEVEL and NO_LEVEL[level].match(text, end):
            return (Mention(start, end - 1, stem),) if stem else ()
    return (Mention(start, end, name),)


def _why_not(text: str, mention: Mention, taken: int) -> Decline | None:
    """Why a short name means no division here, if what stands right beside it tells; what ends at `taken` is a name itself."""
    name, start, end = mention.name, mention.start, mention.end
    if text[end : end + 1] in _AFTER_SHORT:
        if street := STREET.match(text, end):
            return Decline("street", f"a street that borrows the name: {text[start : street.end()]}")
        if name.divisions[0].level > 1 and (town := TOWNSHIP.match(text, end)):
            return Decline("street", f"a town or village that bears the name: {text[start : town.end()]}")
        if thing := THING.match(text, end):
            return Decline("thing", f"a thing called by its origin: {text[start : thing.end()]}")
    if name.trust is not _USUAL and CREDIT.search(text, max(0, start - 6), start):
        return Decline("person", f"a person in the page's credits: {text[start:end]}")
    person = start > taken and len(name.text) == _PERSON_NAME and text[start - 1] in SURNAMES
    if person and not NO_SURNAME.search(text, max(0, start - 2), start):
        return Decline("person", f"a person's name: {text[start - 1 : end]}")
    return None
