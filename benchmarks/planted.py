"""How many planted contradictions are found, and what else is accused.

usage: python -m benchmarks.planted CORPUS [--tables DIR] [--workers N]

CORPUS is what `python -m benchmarks.corpus` wrote; without --tables, jiaokan runs on it first. A planted contradiction counts as found
where both of its quotes (or copies of these) stand in the evidence of one contradiction of its kind; every reported contradiction that
holds no planted pair counts as wrong. Misses and wrong ones go to CORPUS/study.md with their sentences and what was claimed of them.
"""

import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.dataset as ds

from benchmarks.truth import Pair, Truth, bare, read_truth

# A later date that explains a difference is a matter of how much the two pages say of time: either word is right.
_ALIKE = {"value": {"value", "outdated"}, "outdated": {"value", "outdated"}}
_SHOWN = 400  # misses and wrong ones in the study, each
_SCOPE = ("measure", "topic", "unit", "bound", "per", "base", "condition", "region", "insurance", "service", "population", "hospital_level", "party", "as_of")
Row = Mapping[str, object]


class Found:
    """What the tables say of the planted pairs."""

    def __init__(self, truth: Truth, tables: Path) -> None:
        self.kinds = {str(row["contradiction_id"]): str(row["kind"]) for row in _rows(tables, "contradictions", ("contradiction_id", "kind"))}
        self.evidence: dict[str, list[Row]] = defaultdict(list)
        sides: dict[str, dict[int, set[tuple[str, int]]]] = defaultdict(lambda: defaultdict(set))
        for row in _rows(tables, "contradiction_evidence", ("contradiction_id", "side", "doc_id", "start", "end", "quote")):
            self.evidence[str(row["contradiction_id"])].append(row)
            for pair, side in truth.at(str(row["doc_id"]), int(str(row["start"])), int(str(row["end"])), str(row["quote"])):
                sides[pair.id][side].add((str(row["contradiction_id"]), int(str(row["side"]))))
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
        together = set.intersection(*({one for one, _ in hits} for hits in told))
        alike = {one for one in together if self.kinds[one] in _ALIKE.get(pair.kind, {pair.kind})}
        self.right |= alike
        if alike:
            self.found.add(pair.id)
        elif together:
            self.other_kind[pair.id] = min(together)


def _rows(tables: Path, name: str, columns: Sequence[str], only: ds.Expression | None = None) -> Iterator[Row]:
    """The rows of a table, a file or a folder of part files, a batch at a time."""
    for batch in ds.dataset((tables / f"{name}.parquet").resolve()).to_batches(columns=list(columns), filter=only):
        yield from batch.to_pylist()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def report(truth: Truth, found: Found) -> Iterator[str]:
    """Recall by kind, half and family, precision by kind, and the harmless pairs accused, as Markdown."""
    planted = [pair for pair in truth.pairs if pair.category == "contradiction"]
    yield f"recall {_share(len(found.found), len(planted))} of {len(planted):,} planted contradictions; " + (
        f"precision {_share(len(found.right), len(found.kinds))} of {len(found.kinds):,} reported; "
        f"{len(found.accused):,} of {sum(pair.category == 'harmless' for pair in truth.pairs):,} harmless pairs accused"
    )
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


def study(truth: Truth, found: Found, tables: Path) -> Iterator[str]:
    """The misses, grouped by what was claimed at their quotes, and the wrong ones with their sentences."""
    missed = [pair for pair in truth.pairs if pair.category == "contradiction" and pair.id not in found.found]
    wrong = sorted(found.kinds.keys() - found.right)
    claims = _claims(tables, [side.doc for pair in missed[:_SHOWN] for side in pair.sides])
    causes: dict[str, list[Pair]] = defaultdict(list)
    for pair in missed[:_SHOWN]:
        causes[_cause(pair, claims)].append(pair)
    yield f"# Missed: {len(missed):,}\n"
    for cause, pairs in sorted(causes.items(), key=lambda item: -len(item[1])):
        yield f"\n## {len(pairs)} × {cause}"
        for pair in pairs:
            yield f"\n{pair.id} {pair.kind} {pair.family} {pair.half}"
            for side in pair.sides:
                yield f"- {side.doc} {side.shape} 「{side.quote}」 in {side.around!r}"
                yield from (f"  - {_claimed(claim)}" for claim in _at(claims, side.doc, side.start, side.end))
    yield f"\n# Wrong: {len(wrong):,}\n"
    rows = [row for one in wrong[:_SHOWN] for row in found.evidence[one][:6]]
    texts = _texts(tables, [str(row["doc_id"]) for row in rows])
    for one in wrong[:_SHOWN]:
        yield f"\n{one} {found.kinds[one]}, {len(found.evidence[one])} quotes"
        for row in found.evidence[one][:6]:
            start, end, doc = int(str(row["start"])), int(str(row["end"])), str(row["doc_id"])
            planted = ", ".join(f"{pair.id} {side}" for pair, side in truth.at(doc, start, end, str(row["quote"])))
            text = texts.get(doc, "")
            yield f"- side {row['side']} {bare(doc)} ({planted}) {text[max(0, start - 60) : start]!r} 「{row['quote']}」 {text[end : end + 25]!r}"
    yield "\n# Harmless pairs accused\n"
    for pair in truth.pairs:
        if pair.id in found.accused:
            yield f"\n{pair.id} {pair.kind} {pair.family}"
            yield from (f"- {side.doc} {side.shape} 「{side.quote}」 in {side.around!r}" for side in pair.sides)


def _cause(pair: Pair, claims: Mapping[str, Sequence[Row]]) -> str:
    """What stands between the two sides, as far as the claims tell."""
    told = [_at(claims, side.doc, side.start, side.end) for side in pair.sides]
    if not all(told):
        return f"{pair.kind} {pair.family}: no claim in " + " and in ".join(
            dict.fromkeys(side.shape for side, at in zip(pair.sides, told, strict=True) if not at)
        )
    if len(told) < 2:
        return f"{pair.kind} {pair.family}: one side, claimed"
    near = min(
        ([column for column in _SCOPE if first[column] != second[column]] for first in told[0] for second in told[1]), key=len
    )
    return f"{pair.kind} {pair.family}: claims that differ in {', '.join(near) or 'nothing but their value'}"


def _claimed(claim: Row) -> str:
    scope = " ".join(f"{column}={claim[column]}" for column in _SCOPE[1:] if claim[column] is not None)
    return f"{claim['measure']} {claim['value']} {scope} 「{claim['quote']}」"


def _at(claims: Mapping[str, Sequence[Row]], doc: str, start: int, end: int) -> list[Row]:
    return [claim for claim in claims.get(doc, ()) if int(str(claim["start"])) < end and start < int(str(claim["end"]))]


def _only(tables: Path, name: str, docs: Iterable[str]) -> ds.Expression:
    """A filter for these documents, whatever the folder or file that the tables name before them."""
    wanted = set(map(bare, docs))
    known = {str(row["doc_id"]) for row in _rows(tables, name, ("doc_id",)) if bare(str(row["doc_id"])) in wanted}
    return ds.field("doc_id").isin(pa.array(sorted(known), pa.string()))


def _claims(tables: Path, docs: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    columns = ("doc_id", "start", "end", "quote", "value", *_SCOPE)
    for row in _rows(tables, "claims", columns, _only(tables, "claims", docs)):
        found[bare(str(row["doc_id"]))].append(row)
    return found


def _texts(tables: Path, docs: Iterable[str]) -> dict[str, str]:
    only = ds.field("doc_id").isin(pa.array(sorted(set(docs)), pa.string()))
    return {str(row["doc_id"]): str(row["text"]) for row in _rows(tables, "documents", ("doc_id", "text"), only)}


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
    lines = "\n".join(study(truth, found, tables))
    (corpus / "study.md").write_text(lines + "\n", encoding="utf-8")
    print(f"\nmisses and wrong ones: {corpus / 'study.md'}")


if __name__ == "__main__":
    main()
