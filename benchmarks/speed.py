"""Speed on one core inside one process: facts alone against the references, and the stages apart."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import TypeVar

from benchmarks import peers
from benchmarks.plain import scanner
from benchmarks.ratios import seconds, spread, table
from pipeline.assemble import assemble
from pipeline.compare import Key, judge, key
from pipeline.facts import find_facts
from pipeline.measures.page import Page
from pipeline.model import Claim, Document, Fact, Segment
from pipeline.passages import compare_within
from pipeline.read import read
from pipeline.segment import segment
from pipeline.text import clean

_Made = TypeVar("_Made")
MINIMUM = 2_000_000  # bytes of text that facts alone are timed on


def facts_alone(texts: Sequence[Path], rounds: int, with_peers: bool) -> Iterator[str]:
    """Facts on one core as multiples of the plain scan, of the peers and of UTF-8 decoding, in Markdown."""
    raw = [path.read_bytes() for path in texts]
    raw *= MINIMUM // sum(map(len, raw)) + 1
    pages = [one.decode() for one in raw]
    size = sum(map(len, raw)) / 1e6
    scan = scanner()
    speeds: dict[str, list[float]] = defaultdict(list)
    _facts(pages[0])  # patterns are compiled at first use
    for _ in range(rounds):
        speeds["UTF-8 decoding"].append(size / seconds(lambda: [one.decode() for one in raw]))
        speeds["plain scan"].append(size / seconds(partial(_each, scan, pages)))
        speeds["facts"].append(size / seconds(partial(_each, _facts, pages)))
    problems = []
    if with_peers:
        try:
            peers.install()
            for name in peers.NAMES:
                speeds[name] = peers.speeds(name, rounds, texts)
        except peers.NoPeerError as error:
            problems.append(f"\n{error}")
    ours = speeds["facts"]
    yield from table(
        ("on one core, the seeds' text", "MB a second (min / median / max)", "facts are so many times as fast"),
        [
            ("jiaokan: facts (clean, segment, facts)", spread(ours), ""),
            *((name, spread(values), _times(ours, values)) for name, values in speeds.items() if name != "facts"),
        ],
    )
    yield from problems


def _times(ours: Sequence[float], others: Sequence[float]) -> str:
    return spread([one / other for one, other in zip(ours, others, strict=True)])


def _each(work: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        work(text)


def _facts(text: str) -> int:
    document = Document(doc_id="bench", source="bench", text=text)
    page = clean(text)
    document, segments = segment(document, page.text)
    found, rejects = find_facts(document, page.text, segments)
    return len(found) + len(rejects)


def _claims(document: Document, text: str, segments: Sequence[Segment], facts: Sequence[Fact]) -> tuple[list[Claim], object]:
    return assemble(Page(document, text, segments, facts))


def stages(source: Path) -> dict[str, float]:
    """Processor seconds of each stage over the documents of a folder, and of the references over the same texts."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[[], _Made]) -> _Made:
        begun = process_time()
        made = work()
        spent[name] += process_time() - begun
        return made

    scan = scanner()
    gc.disable()  # as the engine does for a batch, and `timeit` for anything
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for found in timed("read", lambda: [item for item in read(source) if isinstance(item, Document)]):
        text = found.text
        raw = text.encode()
        timed("UTF-8 decoding", raw.decode)
        timed("plain scan", partial(scan, text))
        page = timed("segment", partial(clean, text))
        document, segments = timed("segment", partial(segment, found, page.text))
        facts, _ = timed("facts", partial(find_facts, document, page.text, segments))
        claims, _ = timed("claims", partial(_claims, document, page.text, segments, facts))
        timed("inside passages", partial(compare_within, document, page.text, segments, facts, claims))
        for claim in claims:
            groups[key(claim)].append(claim)
    timed("compare", lambda: [judge(claims) for claims in groups.values() if len(claims) > 1])
    gc.enable()
    return dict(spent)
