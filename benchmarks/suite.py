"""The benchmark suite: speed on one core and on all, stages apart and end to end, memory, growth, and what is found of what is planted.

usage: python -m benchmarks.suite [--quick] [--part NAME]... [--long] [--no-peers]

Every figure is a ratio to a reference of the same run, or stands beside one. Each part is written to docs/benchmarks.md in its place
there, with the machine that it ran on; parts that are not run stay as they are.
"""

import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.ends import end_to_end, incremental, planted, stages_apart
from benchmarks.speed import facts_alone

ROOT = Path(__file__).parent.parent
DEFAULT_OUT = ROOT / "docs" / "benchmarks.md"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@dataclass(frozen=True, slots=True)
class How:
    """How to measure: rounds of what is short, the sizes of text in MB, the documents of planted corpora, where corpora may lie."""

    rounds: int
    sizes: tuple[float, ...]
    planted: tuple[int, ...]
    peers: bool
    scratch: Path


PARTS: dict[str, tuple[str, Callable[[How], Iterator[str]]]] = {
    "facts": ("Facts alone", lambda how: facts_alone(SEEDS, how.rounds, how.peers)),
    "stages": ("Stages apart", lambda how: stages_apart(how.scratch, how.sizes, how.rounds)),
    "ends": ("End to end", lambda how: end_to_end(how.scratch, how.sizes, how.rounds)),
    "planted": ("Planted contradictions", lambda how: planted(how.scratch, how.planted)),
    "incremental": ("One document changed", lambda how: incremental(how.scratch)),
}
LONG = ("incremental",)


def machine() -> str:
    """The machine in neutral words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()}, Python {platform.python_version()}"


def put(page: Path, name: str, lines: Iterator[str]) -> None:
    """Replace one part of the page."""
    title, _ = PARTS[name]
    block = f"<!-- part: {name} -->\n## {title}\n\n" + "\n".join(lines) + f"\n\n{machine()}.\n<!-- end -->"
    text = page.read_text(encoding="utf-8")
    place = re.compile(rf"<!-- part: {name} -->.*?<!-- end -->", re.DOTALL)
    text = place.sub(lambda _: block, text) if place.search(text) else f"{text.rstrip()}\n\n{block}\n"
    page.write_text(text, encoding="utf-8")


@click.command()
@click.option("--part", "parts", multiple=True, type=click.Choice(list(PARTS)), help="Only this part; may be given several times.")
@click.option("--quick", is_flag=True, help="One round of small sizes.")
@click.option("--long", "long_", is_flag=True, help="Up to 50 MB of text, up to 1,000,000 planted documents, and the part that takes long.")
@click.option("--no-peers", is_flag=True, help="Without JioNLP and cpca.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=DEFAULT_OUT, help="The page to write to.")
@click.option("--scratch", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where corpora may lie meanwhile.")
def main(parts: tuple[str, ...], quick: bool, long_: bool, no_peers: bool, out: Path, scratch: Path | None) -> None:  # noqa: PLR0913, PLR0917 - its options
    """Measure, and write what was measured to docs/benchmarks.md."""
    sizes = (0.5, 5.0) if quick else (0.5, 5.0, 50.0) if long_ else (1.0, 10.0)
    documents = (1_000,) if quick else (1_000, 100_000, 1_000_000) if long_ else (1_000, 10_000)
    wanted = parts or tuple(name for name in PARTS if long_ or name not in LONG)
    with TemporaryDirectory(dir=scratch) as place:
        how = How(1 if quick else 5, sizes, documents, not no_peers, Path(place))
        for name in wanted:
            print(f"{name} …", file=sys.stderr)
            put(out, name, PARTS[name][1](how))
    print(f"written to {out}")


if __name__ == "__main__":
    main()
