"""The command that makes the tables."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import regex
from tqdm import tqdm

from pipeline.cli.options import DEFAULT_OUT, FOLDER, REVIEWS, shown
from pipeline.engines.local import build
from pipeline.engines.spark_cluster import on_spark
from pipeline.flow import Settings, refresh
from pipeline.read import MAX_BYTES, Options
from pipeline.records import Columns
from pipeline.report.console import SHOWN, summary
from pipeline.report.strict import open_contradictions
from pipeline.stored import MEMORY

DEFAULT_INPUT = Path("seeds")
LEAST_MEGABYTES = 100  # below that the database cannot begin


def _size(context: click.Context, option: click.Parameter, said: str) -> str:
    """A size of memory as DuckDB takes it, enough to begin with."""
    found = regex.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?([MGT])i?B", said, regex.IGNORECASE)
    if found is None or float(found[1]) * {"M": 1, "G": 1_000, "T": 1_000_000}[found[2].upper()] < LEAST_MEGABYTES:
        raise click.BadParameter(f"{said!r} is no size of {LEAST_MEGABYTES}MB or more (say 500MB or 4GB)", context, option)
    return said


@click.command()
@click.argument("source", metavar="[INPUT]", default=DEFAULT_INPUT, type=click.Path(path_type=Path))
@click.option("--out", metavar="DIR", default=DEFAULT_OUT, show_default=True, type=FOLDER, help="Where the tables go.")
@click.option("--max-bytes", metavar="N", default=MAX_BYTES, show_default=True, type=click.IntRange(1), help="Larger files are rejected.")
@click.option("--workers", metavar="N", default=os.cpu_count() or 1, type=click.IntRange(1), help="Processes.  [default: one a core]")
@click.option("--show", metavar="N", default=SHOWN, show_default=True, type=click.IntRange(0), help="Contradictions to show at the end.")
@click.option("--text-column", metavar="NAME", help="The column of records that holds the text.  [default: text, content …]")
@click.option("--id-column", metavar="NAME", help="The column of records that names them.  [default: id …, or the record's number]")
@click.option(
    "--memory", metavar="SIZE", default=MEMORY, show_default=True, callback=_size, help="What comparing may take before it goes to disk."
)
@click.option("--anew", is_flag=True, help="Extract every document, also those that did not change since the last run.")
@click.option(
    "--wait", metavar="SECONDS", default=0, show_default=True, type=click.FloatRange(0),
    help="Wait so long for another run into the same tables.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="End with status 1 when there are contradictions that are not dismissed.")
@click.option("--engine", default="local", show_default=True, type=click.Choice(["local", "spark"]), help="This machine, or a cluster.")
@click.option("--master", metavar="URL", help="Where Spark runs: local[2], spark://host:7077 …  [default: what spark-submit says]")
@REVIEWS
def run(
    source: Path, out: Path, max_bytes: int, workers: int, show: int, text_column: str | None, id_column: str | None, memory: str,
    anew: bool, wait: float, strict: bool, engine: str, master: str | None, reviews: Path,
) -> int:  # fmt: skip
    """Read INPUT (a file or a folder; default: seeds), write the nine tables and say what was found.

    INPUT holds documents as .txt and .md files, or as records: .jsonl (also .gz and .zst) and .parquet with a column of text. A second
    run into the same tables extracts only what changed.

    \b
    Examples:
      jiaokan run
      jiaokan run pages --out tables --show 5
      jiaokan run crawl.jsonl.gz --out tables --text-column body --id-column url
      jiaokan run pages --strict           for a CI: fails while pages contradict each other
      jiaokan run crawl --out /shared/tables --engine spark --master spark://host:7077
    """
    _check_places(source, out)
    if master and engine != "spark":
        raise click.UsageError("--master is for --engine spark")
    moved = on_spark(master) if engine == "spark" else build
    options = Options(max_bytes, Columns(text_column, id_column))
    with _progress() as told:
        done = refresh(Settings(
            source=source, folder=out, reviews=reviews, options=options, workers=workers, memory=memory, anew=anew, wait=wait, told=told,
            engine=moved,
        ))  # fmt: skip
    for note in done.notes:
        click.echo(note, err=True)
    shown(summary(out, show))
    if strict and (n := open_contradictions(out)):
        found = "contradiction is" if n == 1 else "contradictions are"
        click.echo(f"--strict: {n:,} {found} not dismissed (mend the pages, or jiaokan review ID dismissed)", err=True)
        return 1
    return 0


def _check_places(source: Path, out: Path) -> None:
    """Say what is wrong with the two places before any work is done."""
    if not source.exists():
        raise click.ClickException(f"no such file or folder: {source} (give a file, or a folder of .txt and .md files)")
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise click.ClickException(f"--out {out} lies inside the input {source}: the next run would read it (choose a folder outside)")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"cannot make the folder {out}: {error.strerror} (choose another with --out)") from error
    if not os.access(out, os.W_OK | os.X_OK):
        raise click.ClickException(f"cannot write into {out} (choose another folder with --out)")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar of the bytes of input that are behind, with rate and time left, on standard error where that is a terminal."""
    with tqdm(unit="B", unit_scale=True, leave=False, disable=not sys.stderr.isatty()) as bar:

        def told(size: int, behind: int) -> None:
            bar.total = size
            bar.update(behind)

        yield told
