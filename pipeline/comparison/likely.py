"""Which side probably holds: the latest stated date, then the most independent documents, then the more official voice. Or none.

A date decides first where all sides state one; one date against none decides only where numbers do not.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

import regex

from pipeline.comparison.measures import policy
from pipeline.model import Claim, Document, Voice

_NOISE = regex.compile(r"[\s\p{P}\p{S}]+")
_SHORT_QUOTE = 14  # characters: two pages that share fewer need not have copied
_MONTHS_OF_A_YEAR = 12
_OFFICIAL_NAME = regex.compile(r"局$|委员会$|人民政府|部$|厅$|国务院|中心$|新华|人民网|政府网")
_SELF = {Voice.BODY: 1, Voice.ANSWER: 1, Voice.TITLE: 0, Voice.TEASER: 0}


class Likely(NamedTuple):
    """Which value probably holds and why; both null where nothing decides."""

    value: str | None = None
    reason: str | None = None


class Told(NamedTuple):
    """A side: its value, the claims that make it, and how many documents do so in words of their own."""

    value: str
    claims: Sequence[Claim]
    voices: int


Documents = Mapping[str, Document]
Sides = Sequence[Told]


def likely(sides: Sides, documents: Documents) -> Likely:
    """The value of the side that probably holds, with the reason; neither where nothing decides."""
    for decide in (_latest, _most, _only_dated, _official):
        found = decide(sides, documents)
        if found.value is not None:
            return found
    return Likely()


def voices(claims: Sequence[Claim]) -> int:
    """How many documents say so in words of their own: equal passages copied from page to page count once."""
    return len(_independent(claims))


def _independent(claims: Sequence[Claim]) -> set[tuple[str, str]]:
    """One mark for each document, and one for all that share a long quote, or a short one on pieces of one date: these were copied."""
    said: dict[str, tuple[str, str]] = {}
    for claim in claims:
        words = _NOISE.sub("", claim.quote)
        copied = len(words) >= _SHORT_QUOTE or (claim.published and claim.voice is Voice.TEASER)
        said.setdefault(
            claim.doc_id, (words, "" if len(words) >= _SHORT_QUOTE else claim.published or "") if copied else (claim.doc_id, "")
        )
    return set(said.values())


def _latest(sides: Sides, _: Documents) -> Likely:
    """The side with the latest date that the text itself states, where all state one or the state only grows."""
    if all(_moments(side.claims) for side in sides) or policy(sides[0].claims[0]).grows:
        return _last(sides, "latest stated date")
    return Likely()


def _only_dated(sides: Sides, _: Documents) -> Likely:
    """The side with the latest date, though others state none, unless these stand on pages that are more than a year younger."""
    moments = [moment for side in sides for moment in _moments(side.claims)]
    last = max(moments, default=None)
    if last is None or any(_later(claim, last) for side in sides for claim in side.claims if not claim.as_of_start):
        return Likely()
    return _last(sides, "the others state no later date")


def _last(sides: Sides, reason: str) -> Likely:
    dated = {side.value: max(moments) for side in sides if (moments := _moments(side.claims))}
    last = max(dated.values(), default=None)
    winners = [value for value, moment in dated.items() if moment == last]
    if len(winners) != 1:
        return Likely()
    stated = max(
        (_moment(claim), claim.as_of or "") for side in sides if side.value == winners[0] for claim in side.claims if claim.as_of_start
    )[1]
    return Likely(value=winners[0], reason=f"{reason} ({stated})")


def _moments(claims: Sequence[Claim]) -> list[tuple[int, int]]:
    return [_moment(claim) for claim in claims if claim.as_of_start]


def _moment(claim: Claim) -> tuple[int, int]:
    """Year and month; a year alone stands for its beginning, so 2025-03 is later than 2025, and 自2025年1月1日起 is not."""
    first = claim.as_of_start or date.min
    return first.year, first.month


def _later(claim: Claim, moment: tuple[int, int]) -> bool:
    """Whether a claim without a date of its own stands on a page that is more than a year younger."""
    if not claim.published or not claim.published[:4].isdigit():
        return False
    year, month = int(claim.published[:4]), int(claim.published[5:7] or 1)
    return (year - moment[0]) * 12 + month - moment[1] > _MONTHS_OF_A_YEAR


def _most(sides: Sides, _: Documents) -> Likely:
    counts = {side.value: side.voices for side in sides}
    most = max(counts.values())
    winners = [value for value, count in counts.items() if count == most]
    if len(winners) > 1:
        return Likely()
    others = max(count for value, count in counts.items() if value != winners[0])
    return Likely(value=winners[0], reason=f"{most} independent documents against {others}")


def _official(sides: Sides, documents: Documents) -> Likely:
    ranks = {side.value: max(_rank(claim, documents.get(claim.doc_id)) for claim in side.claims) for side in sides}
    best = max(ranks.values())
    winners = [value for value, rank in ranks.items() if rank == best]
    if len(winners) > 1:
        return Likely()
    by_source = best[0] > max(rank[0] for value, rank in ranks.items() if value != winners[0])
    return Likely(
        value=winners[0],
        reason="a public authority says so" if by_source else "said in a page's own text, the other only in a teaser or title",
    )


def _rank(claim: Claim, document: Document | None) -> tuple[int, int]:
    """How official a claim's source is (a gov.cn address, an authority as publisher), then whether the page itself says it."""
    host = urlsplit(document.url or "").hostname or "" if document else ""
    publisher = (document.publisher or "") if document else ""
    official = host == "gov.cn" or host.endswith(".gov.cn") or _OFFICIAL_NAME.search(publisher) is not None
    return int(official and claim.voice is not Voice.TEASER), _SELF[claim.voice]
