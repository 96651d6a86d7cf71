"""How many planted contradictions are found, and what else is accused.

usage: python -m benchmarks.planted CORPUS [--tables DIR] [--workers N]

CORPUS is what `python -m benchmarks.corpus` wrote; without --tables, jiaokan runs on it first. A planted contradiction counts as found
where both of its quotes (or copies of these) stand in the evidence of one contradiction of its kind; every reported contradiction that
holds no planted pair counts as wrong. Misses and wrong ones go to CORPUS/study.md with their sentences and what was claimed of them.
"""

import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from benchmarks.corpus.page import Maker
from benchmarks.corpus.plan import Plan
from benchmarks.corpus.world import NATIONWIDE
from benchmarks.corpus.write import ORDER
from benchmarks.study import Study
from benchmarks.tables import Row, number, rows
from benchmarks.truth import Pair, Truth, read_truth

# A later date that explains a difference is a matter of how much the two pages say of time: either word is right.
_ALIKE = {"value": {"value", "outdated"}, "outdated": {"value", "outdated"}}


class Found:
    """What the tables say of the planted pairs."""

    def __init__(self, truth: Truth, tables: Path) -> None:
        reported = rows(tables, "contradictions", ("contradiction_id", "kind"))
        self.kinds = {str(row["contradiction_id"]): str(row["kind"]) for row in reported}
        self.evidence: dict[str, list[Row]] = defaultdict(list)
        sides: dict[str, dict[int, set[tuple[str, int]]]] = defaultdict(lambda: defaultdict(set))
        for row in rows(tables, "contradiction_evidence", ("contradiction_id", "side", "claim_id", "doc_id", "start", "end", "quote")):
            self.evidence[str(row["contradiction_id"])].append(row)
            for pair, side in truth.at(str(row["doc_id"]), number(row, "start"), number(row, "end"), str(row["quote"])):
                sides[pair.id][side].add((str(row["contradiction_id"]), number(row, "side")))
        self.right: set[str] = set()
        self.found: set[str] = set()
        self.other_kind: dict[str, str] = {}
        self.accused: dict[str, str] = {}
        for pair in truth.pairs:
            self._judge(pair, sides.get(pair.id, {}))

    def _judge(self, pair: Pair, sides: Mapping[int, set[tuple[str, int]]]) -> None:
        told = [sides.get(n, set()) for n in range(len(pair.sides))]
        if pair.category == "harmless":
            both = {one for one, side in told[0] for other, across in told[1] if one == other and side != across}
            if both:
                self.accused[pair.id] = min(both)
            return
        if pair.family in NATIONWIDE:  # every other page tells the true value: any of them will do
            told = told[1:]
        together = set.intersection(*({one for one, _ in hits} for hits in told))
        alike = {one for one in together if self.kinds[one] in _ALIKE.get(pair.kind, {pair.kind})}
        self.right |= alike
        if pair.kind == "arithmetic":  # a wrong sum contradicts the pages that tell the right one, too
            self.right |= {one for one in together if self.kinds[one] in _ALIKE["value"]}
        if alike:
            self.found.add(pair.id)
        elif together:
            self.other_kind[pair.id] = min(together)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def counted(truth: Truth, found: Found) -> tuple[str, str, str, str, str, str]:
    """Planted contradictions, recall, recall of shapes that the rules' writer had not seen, reported ones, precision, harmless accused."""
    planted = [pair for pair in truth.pairs if pair.category == "contradiction"]
    unseen = [pair for pair in planted if pair.half == "unseen"]
    return (
        f"{len(planted):,}",
        _share(len(found.found), len(planted)),
        _share(sum(pair.id in found.found for pair in unseen), len(unseen)),
        f"{len(found.kinds):,}",
        _share(len(found.right), len(found.kinds)),
        f"{len(found.accused):,} of {len(truth.pairs) - len(planted):,}",
    )


def report(truth: Truth, found: Found) -> Iterator[str]:
    """Recall by kind, half and family, precision by kind, and the harmless pairs accused, as Markdown."""
    planted = [pair for pair in truth.pairs if pair.category == "contradiction"]
    number, recall, unseen, reported_, precision, accused_ = counted(truth, found)
    yield f"recall {recall} of {number} planted contradictions ({unseen} of those in unseen shapes)"
    yield f"precision {precision} of {reported_} reported; harmless pairs accused: {accused_}"
    for title, key in (
        ("kind", lambda pair: pair.kind),
        ("shapes", lambda pair: pair.half),
        ("family", lambda pair: f"{pair.kind} {pair.family}"),
    ):
        total, got = Counter(map(key, planted)), Counter(key(pair) for pair in planted if pair.id in found.found)
        other = Counter(key(pair) for pair in planted if pair.id in found.other_kind)
        yield f"\n| {title} | planted | found | recall | under another kind |\n|---|--:|--:|--:|--:|"
        yield from (f"| {word} | {n:,} | {got[word]:,} | {_share(got[word], n)} | {other[word]} |" for word, n in sorted(total.items()))
    reported, right = Counter(found.kinds.values()), Counter(found.kinds[one] for one in found.right)
    yield "\n| reported as | contradictions | right | precision |\n|---|--:|--:|--:|"
    yield from (f"| {kind} | {n:,} | {right[kind]:,} | {_share(right[kind], n)} |" for kind, n in sorted(reported.items()))
    harmless = Counter(pair.kind for pair in truth.pairs if pair.category == "harmless")
    accused = Counter(pair.kind for pair in truth.pairs if pair.id in found.accused)
    yield "\n| harmless pairs | planted | accused |\n|---|--:|--:|"
    yield from (f"| {kind} | {n:,} | {accused[kind]} |" for kind, n in sorted(harmless.items()))


def _studied(corpus: Path, tables: Path, truth: Truth, found: Found) -> Iterator[str]:
    order = json.loads((corpus / ORDER).read_text(encoding="utf-8"))
    study = Study(tables, Maker(Plan(order["seed"], order["documents"]), order["size"]))
    yield from study.missed([pair for pair in truth.pairs if pair.category == "contradiction" and pair.id not in found.found])
    yield from study.wrong({one: found.evidence[one] for one in found.kinds.keys() - found.right}, found.kinds, truth)
    yield "\n# Harmless pairs accused\n"
    for pair in truth.pairs:
        if pair.id in found.accused:
            yield f"\n{pair.id} {pair.kind} {pair.family}"
            yield from (f"- {side.doc} {side.shape} 「{side.quote}」 in {side.around!r}" for side in pair.sides)


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--tables", type=click.Path(file_okay=False, path_type=Path), help="Tables of an earlier run.")
@click.option("--workers", type=click.IntRange(1), help="For the run.")
def main(corpus: Path, tables: Path | None, workers: int | None) -> None:
    """Run jiaokan on a corpus (or take its tables) and say what it found of what is planted."""
    if tables is None:
        tables = corpus / "tables"
        command = [sys.executable, "-m", "pipeline", "run", str(corpus / "texts"), "--out", str(tables), "--show", "0"]
        begun = time.perf_counter()
        subprocess.run([*command, *(("--workers", str(workers)) if workers else ())], check=True, stdout=subprocess.DEVNULL)
        print(f"jiaokan ran for {time.perf_counter() - begun:.0f} s")
    truth = read_truth(corpus / "truth.jsonl")
    found = Found(truth, tables)
    print("\n".join(report(truth, found)))
    (corpus / "study.md").write_text("\n".join(_studied(corpus, tables, truth, found)) + "\n", encoding="utf-8")
    print(f"\nmisses and wrong ones: {corpus / 'study.md'}")


if __name__ == "__main__":
    main()
