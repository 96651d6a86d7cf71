"""Ids as people give them: whole, or as much as tells them from the others."""

from collections.abc import Callable, Iterable
from heapq import nlargest

from pipeline.stored import Folder, load

COLUMNS = {"claims": "claim_id", "contradictions": "contradiction_id"}
_SHOWN = 3  # ids to choose from
_LIKE = 0.5  # of an id's characters, from both its ends, that one like it has


class NotFoundError(Exception):
    """An id that no row bears, or with which several begin, in one line."""


def find(tables: Folder, id_: str, names: Iterable[str] = COLUMNS) -> tuple[str, str]:
    """The table and the whole id that an id or its beginning names; a claim's may begin behind its document (c93d36…)."""
    if not id_.strip():
        raise NotFoundError("the id is empty (the summary and the tables show the ids)")
    known = [(name, other) for name in names for other in load(tables, name, [COLUMNS[name]])[COLUMNS[name]].to_pylist()]
    ways: tuple[Callable[[str], bool], ...] = (
        lambda other: other == id_,
        lambda other: other.startswith(id_),
        lambda other: _end(other).startswith(id_),
    )
    for fits in ways:
        found = [(name, other) for name, other in known if fits(other)]
        if len(found) == 1:
            return found[0]
        if found:
            more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
            raise NotFoundError(f"{id_} could be {', '.join(other for _, other in found[:_SHOWN])}{more} (give more of the id)")
    told = " or ".join(name.removesuffix("s") for name in names)
    near = _nearest(id_, [other for _, other in known])
    hint = f"nearest: {', '.join(near)}" if near else "the summary and the tables show the ids"
    raise NotFoundError(f"no {told} has the id {id_} ({hint})")


def _nearest(id_: str, known: Iterable[str]) -> list[str]:
    """The ids that share most with one from both their ends."""
    alike = ((max(_shared(id_, other), _shared(id_, _end(other))), other) for other in known)
    return [other for shared, other in nlargest(_SHOWN, alike) if shared >= _LIKE * len(id_)]


def _shared(one: str, other: str) -> int:
    begin = _common(one, other)
    return begin + _common(one[begin:][::-1], other[begin:][::-1])


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _end(id_: str) -> str:
    return id_.rpartition(":")[2]
