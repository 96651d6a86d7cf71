"""How long the report of many documents takes to write and to open: the seeds' tables, told many times over.

usage: python benchmarks/report.py [COPIES]

With 4,000 copies: 20,000 documents, 2.8 million facts, 5,000 contradictions. Opening needs playwright and Chromium (make test-ui).
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow.parquet as pq

from pipeline.flow import Settings, refresh
from pipeline.report.page import report
from pipeline.tables import TABLES

COPIES, CONTRADICTIONS = 4_000, 5_000
FLAGS = ["--no-sandbox", "--disable-gpu"]
# What tells the copies apart; all else stays as it is.
NAMED = {
    "documents": "printf('%s~%06d', doc_id, copy) AS doc_id",
    "segments": "printf('%s~%06d', doc_id, copy) AS doc_id",
    "facts": "printf('%s~%06d', doc_id, copy) AS doc_id",
    "claims": "printf('%s~%06d', doc_id, copy) AS doc_id, concat(claim_id, '~', copy) AS claim_id",
    "contradictions": "concat(contradiction_id, copy) AS contradiction_id",
    "contradiction_evidence": "concat(contradiction_id, copy) AS contradiction_id, concat(claim_id, '~', copy) AS claim_id, "
    "printf('%s~%06d', doc_id, copy) AS doc_id",
}


def multiplied(seeds: Path, out: Path, copies: int) -> None:
    """The tables of the seeds, so many times over."""
    out.mkdir()
    found = pq.read_metadata(seeds / "contradictions.parquet").num_rows
    for name, table in TABLES.items():
        times = min(copies, -(-CONTRADICTIONS // found)) if name.startswith("contradiction") else copies
        order = [f'"{key.removeprefix("-")}"{" DESC" if key.startswith("-") else ""}' for key in table.order] or [
            "contradiction_id",
            "side",
        ]
        told = f"* REPLACE ({NAMED[name]}) FROM '{seeds}/{name}.parquet', range({times}) r(copy)" if name in NAMED else ""
        if told:
            rows = duckdb.connect().sql(f"SELECT {told} ORDER BY {', '.join(order)}").to_arrow_table()
        else:
            rows = pq.read_table(seeds / f"{name}.parquet")
        rows = rows.select(table.schema.names).cast(table.schema)
        pq.write_table(rows, out / f"{name}.parquet", compression="zstd")


def opened(out: Path) -> None:
    """How long it takes until the page can be used, then until a list, a search and a document stand there."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(locale="zh-CN")
        steps: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("open the page", lambda: page.goto(out.as_uri()), "html[data-ready]"),
            ("show the list", lambda: page.click("nav [data-view=contradictions]"), "#cards .side"),
            ("search it", lambda: page.fill("#filters [name=q]", "廊坊"), "#cards > li:first-child h2:has-text('廊坊')"),
            ("list the documents", lambda: page.click("nav [data-view=documents]"), "#shelf li"),
            ("read a document", lambda: page.click("#shelf li:last-child a"), "#text mark"),
        )
        for what, act, there in steps:
            start = time.perf_counter()
            act()
            page.wait_for_selector(there)
            print(f"{what}: {time.perf_counter() - start:.2f} s")
        browser.close()


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    with TemporaryDirectory() as place:
        seeds, out = Path(place) / "seeds", Path(place) / "report.html"
        refresh(Settings(source=Path("seeds"), folder=seeds))
        multiplied(seeds, Path(place) / "many", copies)
        start, spent = time.perf_counter(), time.process_time()
        report(Path(place) / "many", out)
        size = sum(path.stat().st_size for path in Path(place).glob("report*/*")) + out.stat().st_size
        print(f"write {size / 1e6:,.0f} MB: {time.perf_counter() - start:.1f} s, {time.process_time() - spent:.1f} s of CPU")
        opened(out)


if __name__ == "__main__":
    main()
