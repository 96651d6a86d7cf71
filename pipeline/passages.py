"""Contradictions that need the text itself: arithmetic in a passage, the length of a list, a title against its body."""

from collections.abc import Sequence

from pipeline.arithmetic import Miscount, Mistake, miscounts, mistakes
from pipeline.mistitled import Mistitled, mistitled
from pipeline.model import Claim, Contradiction, ContradictionKind, Document, Evidence, Fact, Segment
from pipeline.verdict import SCOPE, Matter, Side, accuse, severity

_LONGEST_QUOTE = 60


def compare_within(
    document: Document, text: str, segments: Sequence[Segment], facts: Sequence[Fact], claims: Sequence[Claim]
) -> list[Contradiction]:
    """The contradictions inside the passages of a page, one for each disagreement."""
    page = _Page(document, text, claims)
    found = [page.miscalculated(mistake) for mistake in mistakes(text, segments, facts, claims)]
    found += [page.miscounted(miscount) for miscount in miscounts(text, segments)]
    found += [page.mistitled(title) for title in mistitled(text, segments, facts)]
    return list({contradiction.contradiction_id: contradiction for contradiction in found}.values())


class _Page:
    """A page whose own words are quoted against it."""

    def __init__(self, document: Document, text: str, claims: Sequence[Claim]) -> None:
        self.document = document
        self.text = text
        self.claims = claims

    def miscalculated(self, mistake: Mistake) -> Contradiction:
        stated = self._side(0, mistake.stated, [(mistake.start, mistake.end, mistake.stated)])
        parts = self._side(1, mistake.computed, mistake.parts)
        return accuse(
            ContradictionKind.ARITHMETIC,
            [stated, parts],
            self._about(mistake.start, mistake.end, self._within(mistake.start, mistake.end, *mistake.parts)),
            summary=f"The text states {stated.value}, but {mistake.because}.",
            severity=severity(ContradictionKind.ARITHMETIC, mistake.difference, 0.9),
        )

    def miscounted(self, miscount: Miscount) -> Contradiction:
        stated = self.text[miscount.start : miscount.end]
        sides = [
            self._side(0, str(miscount.stated), [(miscount.start, miscount.end, stated)]),
            self._side(1, str(miscount.counted), [(miscount.list_start, miscount.list_end, str(miscount.counted))]),
        ]
        return accuse(
            ContradictionKind.SET,
            sides,
            self._about(miscount.start, miscount.list_end, self._within(miscount.start, miscount.list_end)),
            summary=f"The text says {stated}, but its list has {miscount.counted}.",
            severity=severity(ContradictionKind.SET, abs(miscount.stated - miscount.counted) / max(miscount.stated, miscount.counted), 0.7),
        )

    def mistitled(self, title: Mistitled) -> Contradiction:
        over, under = self._around(*title.title, stops="\n"), self._around(*title.body, stops="。;!?\n", ends=",:。;!?\n")
        sides = [self._side(0, title.named, [(*over, title.named)]), self._side(1, title.instead, [(*under, title.instead)])]
        return accuse(
            ContradictionKind.TITLE_BODY,
            sides,
            Matter(within=self._within(*over, under)),
            summary=f"The title names another {title.what} than its body: {title.named} against {title.instead}.",
            severity=severity(ContradictionKind.TITLE_BODY, 1.0, 0.8),
        )

    def _around(self, start: int, end: int, *, stops: str, ends: str = "") -> tuple[int, int]:
        """The words around a span between the nearest of some signs, where they make a quote of a readable length."""
        first = max(self.text.rfind(sign, 0, start) for sign in stops) + 1
        last = min(at for sign in ends or stops if (at := self.text.find(sign, end)) >= 0 or (at := len(self.text)))
        first += len(self.text[first:start]) - len(self.text[first:start].lstrip())
        return (first, last) if last - first <= _LONGEST_QUOTE else (start, end)

    def _side(self, side: int, value: str, spans: Sequence[tuple[int, int, str]]) -> Side:
        return Side(value=value, evidence=tuple(
            Evidence(side=side, value=said, doc_id=self.document.doc_id, start=start, end=end, quote=self.text[start:end])
            for start, end, said in spans
        ))  # fmt: skip

    def _about(self, start: int, end: int, within: str) -> Matter:
        """The measure and scope of the claim that a stated value stands for."""
        inside = [claim for claim in self.claims if claim.start < end and start < claim.end]
        claim = min(inside, key=lambda claim: claim.start, default=None)
        if claim is None:
            return Matter(within=within)
        return Matter(measure=claim.measure, scope={column: getattr(claim, column) for column in SCOPE}, within=within)

    def _within(self, start: int, end: int, *parts: tuple[int, int, *tuple[str, ...]]) -> str:
        """The page and its own words: what makes one mistake another than the same slip on another page."""
        spans = (self.text[part[0] : part[1]] for part in parts)
        return "\x1f".join((self.document.doc_id, self.text[start:end], *spans))
