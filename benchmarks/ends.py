"""jiaokan run as a whole: stages against it, end to end on one core and on all, growth, increments, and planted contradictions."""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from shutil import rmtree

from benchmarks.corpus.write import Order, write_corpus
from benchmarks.plain import scanner
from benchmarks.planted import Found, counted
from benchmarks.process import Ran, run
from benchmarks.ratios import seconds, shown, spread, table
from benchmarks.speed import stages
from benchmarks.truth import read_truth

SEED = 1
CORES = os.cpu_count() or 1
_DOCUMENT = {"small": 760, "seeds": 14_500}  # bytes of text, about
_STAGES = ("read", "segment", "facts", "claims", "inside passages", "compare")
_CHANGED = 20_000  # documents, one of which is changed


def corpus(scratch: Path, documents: int, size: str, format_: str = "jsonl") -> Path:
    """A corpus in the scratch folder, made where it is not there yet."""
    out = scratch / f"{size}-{documents}-{format_}"
    if not out.exists():
        write_corpus(Order(out, documents, SEED, format_, size), CORES)
    return out


def of_size(scratch: Path, megabytes: float) -> Path:
    """A corpus of documents of the seeds' size with about so many MB of text."""
    return corpus(scratch, max(4, round(megabytes * 1e6 / _DOCUMENT["seeds"])), "seeds")


def jiaokan(texts: Path, out: Path, workers: int, anew: bool = True) -> Ran:
    """One run of the command; into an empty folder unless it may build on what is there."""
    if anew and out.exists():
        rmtree(out)
    return run([sys.executable, "-m", "pipeline", "run", str(texts), "--out", str(out), "--show", "0", "--workers", str(workers)])


def megabytes(texts: Path) -> float:
    """MB of the texts in a corpus."""
    return sum(path.stat().st_size for path in texts.rglob("*") if path.is_file()) / 1e6


def stages_apart(scratch: Path, sizes: Sequence[float], rounds: int) -> Iterator[str]:
    """Each stage's speed on one core and its share of the whole command's processor time, by size."""
    columns: list[list[str]] = []
    for size in sizes:
        made = of_size(scratch, size)
        text = megabytes(made / "texts")
        spent: dict[str, list[float]] = defaultdict(list)
        whole: list[float] = []
        for _ in range(rounds if text < 50 else 1):
            for name, took in stages(made / "texts").items():
                spent[name].append(took)
            whole.append(jiaokan(made / "texts", scratch / "tables", 1).processor)
        rest = [total - sum(spent[name][n] for name in _STAGES) for n, total in enumerate(whole)]
        every = {**{name: spent[name] for name in _STAGES}, "rest": rest, "whole": whole}
        plain = spent["plain scan"]
        ratios = [[took / other for took, other in zip(every[name], plain, strict=True)] for name in every]
        columns.append([f"{text:.1f} MB", *map(spread, ratios)])
    words = (*_STAGES, "the rest of `jiaokan run`: rows, publishing, starting", "the whole of `jiaokan run`")
    yield "Processor time on one core as a multiple of the plain scan's over the same text (least / median / most):\n"
    yield from table(
        ("stage", *(column[0] for column in columns)), [(word, *(column[n] for column in columns)) for n, word in enumerate(words, 1)]
    )


def end_to_end(scratch: Path, sizes: Sequence[float], rounds: int) -> Iterator[str]:
    """Text to all nine tables by the clock, on one core and on all, with the memory that it took."""
    body = []
    for size in sizes:
        made = of_size(scratch, size)
        text, plain = megabytes(made / "texts"), _plain(made)
        once: list[Ran] = []
        for workers in dict.fromkeys((1, CORES)):
            ran = [jiaokan(made / "texts", scratch / "tables", workers) for _ in range(rounds if text < 5 else 1)]
            once = once or ran
            body.append((
                f"{text:.1f} MB, {'one core' if workers == 1 else f'{workers} cores'}",
                spread([one.seconds for one in ran]),
                spread([text / one.seconds for one in ran]),
                spread([plain / one.seconds for one in ran]),
                spread([first.seconds / one.seconds for first, one in zip(once, ran, strict=True)]),
                shown(max(one.together for one in ran)),
                shown(max(one.largest for one in ran)),
            ))  # fmt: skip
    yield from table(
        ("text", "seconds", "MB a second", "speed as a share of the plain scan's", "times one core", "MB of memory, all processes",
         "MB, largest process"),
        body,
    )  # fmt: skip


def _plain(made: Path) -> float:
    """Seconds of the plain scan on one core over the lines of a corpus."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((made / "texts").iterdir())]
    return seconds(partial(_scan_all, texts))


def _scan_all(texts: Sequence[str]) -> None:
    scan = scanner()
    for text in texts:
        scan(text)


def incremental(scratch: Path) -> Iterator[str]:
    """A full run over documents of the seeds' size, and a second run after one of them has changed."""
    made = corpus(scratch, _CHANGED, "seeds", "txt")
    out = scratch / "tables"
    full = jiaokan(made / "texts", out, CORES)
    page = sorted((made / "texts").rglob("*.txt"))[_CHANGED // 2]
    page.write_text(page.read_text(encoding="utf-8") + "\n\n本页内容已更新。", encoding="utf-8")
    again = jiaokan(made / "texts", out, CORES, anew=False)
    yield from table(
        (f"{_CHANGED:,} documents, {megabytes(made / 'texts'):,.0f} MB", "seconds", "processor seconds", "MB of memory, all processes"),
        [(word, *map(shown, (one.seconds, one.processor, one.together))) for word, one in (("all", full), ("one changed", again))],
    )
    yield f"\nThe second run takes {shown(again.seconds / full.seconds)} of the first one's time."
    rmtree(made)


def planted(scratch: Path, documents: Sequence[int]) -> Iterator[str]:
    """Recall and precision on small documents with planted contradictions and harmless pairs, on all cores; how time and memory grow."""
    body, ran = [], []
    for number in documents:
        made = corpus(scratch, number, "small")
        one = jiaokan(made / "texts", scratch / "tables", CORES)
        truth = read_truth(made / "truth.jsonl")
        got = counted(truth, Found(truth, scratch / "tables"))
        body.append((f"{number:,} ({megabytes(made / 'texts'):,.0f} MB)", *got, *map(shown, (one.seconds, one.together, one.largest))))
        ran.append(one)
        rmtree(made)
    yield from table(
        ("documents", "planted", "recall", "recall, shapes unseen by the rules", "reported", "precision", "harmless pairs accused",
         "seconds", "MB of memory, all processes", "MB, largest process"),
        body,
    )  # fmt: skip
    for less, more, small, large in zip(documents, documents[1:], ran, ran[1:], strict=False):
        time, memory = large.seconds / small.seconds, large.together / small.together
        yield f"\nFrom {less:,} to {more:,} documents: {shown(time)} times the time, {shown(memory)} times the memory."
