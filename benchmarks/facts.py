"""How fast facts are read on one core, as ratios to a plain scan measured in the same run, and how time grows with length.

usage: python benchmarks/facts.py [TEXT ...]   (default: the seeds)

The plain scan finds the same numbers (one guarded pattern) and names (one Aho-Corasick automaton) as tuples and nothing else: no
values, no context, no overlaps. Machines are noisy: read the ratios. Lines of nothing but digits, brackets and the like are timed too.
"""

import csv
import statistics
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import ahocorasick_rs
import regex

from pipeline.facts import find_facts
from pipeline.model import Document
from pipeline.segment import segment
from pipeline.text import clean

NUMBERS = regex.compile(
    r"(?=[0-9一二两三四五六七八九十百千万半])(?:[0-9]+(?:[.,][0-9]+)*|[一二两三四五六七八九十百千万半]+)"
    r"(?:%|个?百分点|[万亿]?元|年|个?月|日|天|个?省|个统筹区)"
)
RUNS = 5


def plain_scan(text: str, automaton: ahocorasick_rs.AhoCorasick) -> int:
    return len([(m.start(), m.end(), m.group()) for m in NUMBERS.finditer(text)]) + len(automaton.find_matches_as_indexes(text))


def facts(text: str) -> int:
    document = Document(doc_id="bench", source="bench", text=text)
    page = clean(text)
    document, segments = segment(document, page.text)
    found, rejects = find_facts(document, page.text, segments)
    return len(found) + len(rejects)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def shown(label: str, values: list[float]) -> None:
    print(f"{label:58s} min {min(values):7.2f}  median {statistics.median(values):7.2f}  max {max(values):7.2f}")


def main(paths: list[Path]) -> None:
    texts = [path.read_bytes().decode() for path in paths]
    pages = texts * (2_000_000 // sum(len(text.encode()) for text in texts) + 1)
    size = sum(len(text.encode()) for text in pages) / 1e6
    rows = csv.DictReader((files("pipeline.kinds.regions") / "regions.csv").read_text(encoding="utf-8").splitlines())
    automaton = ahocorasick_rs.AhoCorasick(sorted({row["name"] for row in rows}))
    facts(texts[0])
    ratios, speeds, decoding = [], [], []
    for _ in range(RUNS):
        plain = seconds(lambda: [plain_scan(text, automaton) for text in pages])
        ours = seconds(lambda: [facts(text) for text in pages])
        raw = [text.encode() for text in pages]
        decode = seconds(lambda raw=raw: [text.decode() for text in raw])
        ratios.append(plain / ours)
        speeds.append(size / ours)
        decoding.append(ours / decode)
    shown("facts (clean, segment, facts): MB of UTF-8 a second", speeds)
    shown("speed as a share of the plain scan's", ratios)
    shown("times as long as decoding the same bytes", decoding)
    whole = "\n".join(texts)
    for label, short in {
        "seeds in one document": whole,
        "9": "9" * 50_000,
        "1,": "1," * 25_000,
        "一": "一" * 50_000,
        "(": "(〔" * 25_000,
        "2025年": "2025年" * 10_000,
        "北京": "北京" * 25_000,
        "12-": "12-" * 20_000,
        "line ends": "\n" * 50_000,
        "spaces": "5 " * 25_000,
    }.items():
        growth = [seconds(lambda short=short: facts(short * 10)) / seconds(lambda short=short: facts(short)) for _ in range(3)]
        shown(f"time for 10 times the length: {label}", growth)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((Path(__file__).parent.parent / "seeds").glob("*.txt")))
