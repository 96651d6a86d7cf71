"""How fast facts are read on one core, as ratios to a plain scan measured in the same run, and how time grows with length.

usage: python -m benchmarks.facts [TEXT ...]   (default: the seeds and the articles of tests/gold)

The plain scan finds the same numbers (one guarded pattern) and names (one Aho-Corasick automaton) as tuples and nothing else: no
values, no context, no overlaps. Machines are noisy: read the ratios. Lines of nothing but digits, brackets and the like are timed too.
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.plain import scanner
from pipeline.facts import find_facts
from pipeline.model import Document
from pipeline.segment import segment
from pipeline.text import clean

RUNS = 5


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


def _decode(raw: list[bytes]) -> list[str]:
    return [part.decode() for part in raw]


def shown(label: str, values: list[float]) -> None:
    print(f"{label:58s} min {min(values):7.2f}  median {statistics.median(values):7.2f}  max {max(values):7.2f}")


def main(paths: list[Path]) -> None:
    texts = [path.read_bytes().decode() for path in paths]
    pages = texts * (2_000_000 // sum(len(text.encode()) for text in texts) + 1)
    size = sum(len(text.encode()) for text in pages) / 1e6
    plain_scan = scanner()
    ratios, speeds, decoding = [], [], []
    for _ in range(RUNS):
        plain = seconds(lambda: [plain_scan(text) for text in pages])
        ours = seconds(lambda: [facts(text) for text in pages])
        raw = [text.encode() for text in pages]
        decode = seconds(partial(_decode, raw))
        ratios.append(plain / ours)
        speeds.append(size / ours)
        decoding.append(ours / decode)
    shown("facts (clean, segment, facts): MB of UTF-8 a second", speeds)
    shown("speed as a share of the plain scan's", ratios)
    shown("times as long as decoding the same bytes", decoding)
    whole = "\n".join(texts)
    for label, short in {
        "pages in one document": whole,
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
        growth = [seconds(partial(facts, short * 10)) / seconds(partial(facts, short)) for _ in range(3)]
        shown(f"time for 10 times the length: {label}", growth)


if __name__ == "__main__":
    root = Path(__file__).parent.parent
    main([Path(name) for name in sys.argv[1:]] or [*sorted(root.glob("seeds/*.txt")), *sorted(root.glob("tests/gold/articles/*.txt"))])
