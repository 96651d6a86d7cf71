"""The corpus on disk: documents in one of four formats, and truth.jsonl, which says what is planted in them."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.corpus.page import Maker, Page, name
from benchmarks.corpus.plan import Plan

BATCH = 10_000  # documents in a file, or in a folder of texts
ORDER = "order.json"  # what was ordered, so that pages can be made again
_CONTEXT = 30  # characters around a quote that the truth shows


@dataclass(frozen=True, slots=True)
class Order:
    """What corpus is wanted, and where."""

    out: Path
    documents: int
    seed: int
    format: str
    size: str

    @property
    def texts(self) -> Path:
        return self.out / "texts"


def write_corpus(order: Order, workers: int) -> int:
    """Write documents and truth; the number of planted pairs. Batches are written by worker processes, each from its numbers alone."""
    order.texts.mkdir(parents=True)
    (order.out / ORDER).write_text(json.dumps({"documents": order.documents, "seed": order.seed, "size": order.size}) + "\n")
    starts = range(0, order.documents, BATCH)
    pairs = 0
    with (order.out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for lines in _mapped(order, starts, min(workers, len(starts))):
            truth.writelines(lines)
            pairs += sum('"category": "copy"' not in line for line in lines)
    return pairs


def _mapped(order: Order, starts: Iterable[int], workers: int) -> Iterator[list[str]]:
    if workers < 2:
        yield from (write_batch(order, start) for start in starts)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(write_batch, *zip(*((order, start) for start in starts), strict=True))


def write_batch(order: Order, start: int) -> list[str]:
    """Write the documents from this number on; the truth about them, line by line."""
    maker, plan = Maker(Plan(order.seed, order.documents), order.size), Plan(order.seed, order.documents)
    truth: list[str] = []

    def pages() -> Iterator[Page]:
        for number in range(start, min(start + BATCH, order.documents)):
            page = maker.page(number)
            truth.extend(json.dumps(line, ensure_ascii=False) + "\n" for line in told(page, maker, plan))
            yield page

    FORMATS[order.format](order.texts, start // BATCH, pages())
    return truth


def told(page: Page, maker: Maker, plan: Plan) -> Iterator[dict[str, object]]:
    """What the truth says of a page: which page it copies, and the pairs whose first side it holds."""
    if page.copy_of is not None:
        yield {"category": "copy", "doc": page.id, "of": name(page.copy_of)}
        return
    pairs = {mark.pair for mark in page.marks if mark.side == 0}
    for number in sorted(pairs):
        plant = plan.pair(number)
        if plant is None:
            continue
        sides = [(page, mark) for mark in page.marks if mark.pair == number]
        if len(plant.sides) == 2 and len(sides) == 1:
            other = maker.page(plan.document(number, 1))
            sides += [(other, mark) for mark in other.marks if mark.pair == number]
        yield {
            "category": plant.category,
            "id": plant.id,
            "kind": plant.kind,
            "family": plant.family,
            "half": plant.half,
            "sides": [
                {
                    "doc": where.id,
                    "start": mark.start,
                    "end": mark.end,
                    "quote": where.text[mark.start : mark.end],
                    "around": where.text[max(0, mark.start - _CONTEXT) : mark.end + _CONTEXT],
                    "shape": mark.shape,
                }
                for where, mark in sides
            ],
        }


def _record(page: Page) -> dict[str, str]:
    url = f"https://pages.example/{page.id}"
    return {"id": page.id, "url": url, "publisher": page.publisher, "published": page.published, "text": page.text}


def _txt(folder: Path, batch: int, pages: Iterable[Page]) -> None:
    into = folder / f"{batch:05}"
    into.mkdir()
    for page in pages:
        (into / f"{page.id}.txt").write_text(page.text, encoding="utf-8", newline="")


def _jsonl(folder: Path, batch: int, pages: Iterable[Page]) -> None:
    with (folder / f"pages-{batch:05}.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_record(page), ensure_ascii=False) + "\n" for page in pages)


def _jsonl_gz(folder: Path, batch: int, pages: Iterable[Page]) -> None:
    # Without a time in its head, so that one seed gives equal bytes.
    with gzip.GzipFile(folder / f"pages-{batch:05}.jsonl.gz", "wb", compresslevel=3, mtime=0) as file:
        for page in pages:
            file.write((json.dumps(_record(page), ensure_ascii=False) + "\n").encode())


def _parquet(folder: Path, batch: int, pages: Iterable[Page]) -> None:
    pq.write_table(pa.Table.from_pylist([_record(page) for page in pages]), folder / f"pages-{batch:05}.parquet")


FORMATS: dict[str, Callable[[Path, int, Iterable[Page]], None]] = {"txt": _txt, "jsonl": _jsonl, "jsonl.gz": _jsonl_gz, "parquet": _parquet}
