"""Writes a corpus.

usage: python -m benchmarks.corpus OUT --documents N [--seed S] [--format txt|jsonl|jsonl.gz|parquet] [--size small|seeds]
"""

import os
import sys
import time
from pathlib import Path

import click

from benchmarks.corpus.page import SIZES
from benchmarks.corpus.write import FORMATS, Order, write_corpus


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--documents", type=click.IntRange(1), required=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@click.option("--size", type=click.Choice(list(SIZES)), default="small", show_default=True, help="About 1 KB a document, or 15 KB.")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes.  [default: one a core]")
def main(out: Path, documents: int, seed: int, format_: str, size: str, workers: int) -> None:  # noqa: PLR0913, PLR0917 - its options
    """Write a corpus: documents in OUT/texts, what is planted in them in OUT/truth.jsonl."""
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out} is not empty (choose another folder, or remove it)")
    begun = time.perf_counter()
    pairs = write_corpus(Order(out, documents, seed, format_, size), workers)
    size_ = sum(path.stat().st_size for path in (out / "texts").rglob("*") if path.is_file()) / 1e6
    print(f"{documents:,} documents, {size_:,.1f} MB, {pairs:,} planted pairs, {time.perf_counter() - begun:.1f} s", file=sys.stderr)


main()
