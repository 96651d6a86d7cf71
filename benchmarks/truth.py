"""The truth about a corpus: the planted pairs, and which pages are copies of which."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One planted quote."""

    doc: str
    start: int
    end: int
    quote: str
    around: str
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A planted contradiction or harmless pair; arithmetic has one side."""

    category: str
    id: str
    kind: str
    family: str
    half: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """All planted pairs; the sides that each document holds; the pages that are copies, with what they copy."""

    pairs: Sequence[Pair]
    held: Mapping[str, Sequence[tuple[Pair, int]]]
    copies: Mapping[str, str]

    def at(self, doc_id: str, start: int, end: int, quote: str) -> Iterator[tuple[Pair, int]]:
        """The planted sides that a quote of a document (or of a copy of one) tells."""
        doc = bare(doc_id)
        origin = self.copies.get(doc)
        for pair, n in self.held.get(origin or doc, ()):
            side = pair.sides[n]
            if (side.start < end and start < side.end) if origin is None else (side.quote in quote or quote in side.quote):
                yield pair, n


def bare(doc_id: str) -> str:
    """The corpus's own id in a doc_id: what stands behind the folder or the file."""
    return doc_id.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def read_truth(path: Path) -> Truth:
    """The truth that the corpus maker wrote."""
    pairs: list[Pair] = []
    held: dict[str, list[tuple[Pair, int]]] = defaultdict(list)
    copies: dict[str, str] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            told = json.loads(line)
            if told["category"] == "copy":
                copies[told["doc"]] = told["of"]
                continue
            pair = Pair(**{**told, "sides": tuple(Side(**side) for side in told["sides"])})
            pairs.append(pair)
            for n, side in enumerate(pair.sides):
                held[side.doc].append((pair, n))
    return Truth(pairs, held, copies)
