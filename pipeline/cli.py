"""The command jiaokan."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
import duckdb
import regex
from click.core import ParameterSource
from tqdm import tqdm

from pipeline import __version__
from pipeline.engines.local import build
from pipeline.engines.pool import WorkersError
from pipeline.engines.spark_cluster import SparkMissingError, on_spark
from pipeline.explain.ids import NotFoundError, find
from pipeline.flow import Settings, refresh
from pipeline.kinds import MANUAL
from pipeline.publish import BusyError
from pipeline.read import MAX_BYTES, Options
from pipeline.records import Columns
from pipeline.report.console import SHOWN, manual, summary
from pipeline.report.difference import difference
from pipeline.report.explained import explained
from pipeline.report.export import FORMATS, export
from pipeline.report.page import report
from pipeline.report.strict import open_contradictions
from pipeline.reviews import WORDS, Mark, ReviewsError, digests, read_reviews, record
from pipeline.stored import MEMORY, TableError, load, rows_with
from pipeline.walk import NothingToReadError

DEFAULT_INPUT, DEFAULT_OUT = Path("seeds"), Path("data")
INTERRUPTED = 130
LEAST_MEGABYTES = 100  # below that the database cannot begin
KINDS = sorted({rule.kind for rule in MANUAL})
FOLDER = click.Path(file_okay=False, path_type=Path)
REVIEWS = click.option(
    "--reviews", metavar="PATH", default=Path("reviews.csv"), show_default=True, type=click.Path(dir_okay=False, path_type=Path),
    help="The file of readers' marks; it need not be there.",
)  # fmt: skip
PAGE = click.Path(dir_okay=False, path_type=Path)
TABLES_OF = click.option("--tables", metavar="DIR", default=DEFAULT_OUT, show_default=True, type=FOLDER, help="The tables of the run.")


def _size(context: click.Context, option: click.Parameter, said: str) -> str:
    """A size of memory as DuckDB takes it, enough to begin with."""
    found = regex.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?([MGT])i?B", said, regex.IGNORECASE)
    if found is None or float(found[1]) * {"M": 1, "G": 1_000, "T": 1_000_000}[found[2].upper()] < LEAST_MEGABYTES:
        raise click.BadParameter(f"{said!r} is no size of {LEAST_MEGABYTES}MB or more (say 500MB or 4GB)", context, option)
    return said


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def jiaokan(context: click.Context) -> None:
    """校勘: facts, claims and contradictions from Chinese policy pages, as Parquet tables.

    \b
    Examples:
      jiaokan run                          seeds/ to data/
      jiaokan run pages --out tables       a folder of .txt and .md files
      jiaokan run page.txt --out tables    one file
      jiaokan summary tables               the summary of that run once more
      jiaokan diff                         what the last run changed
      jiaokan rules --kind date            what the rules for dates read
      jiaokan explain ID                   why a claim or a contradiction says what it says
      jiaokan review ID dismissed          mark a contradiction; the mark outlives the next runs
      jiaokan report --open                the page that shows everything, in the browser
      jiaokan export --format xlsx         the contradictions as a sheet
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@jiaokan.command()
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
    _print(summary(out, show))
    if strict and (n := open_contradictions(out)):
        found = "contradiction is" if n == 1 else "contradictions are"
        click.echo(f"--strict: {n:,} {found} not dismissed (mend the pages, or jiaokan review ID dismissed)", err=True)
        return 1
    return 0


@jiaokan.command(name="summary")
@click.argument("folder", metavar="[DIR]", default=DEFAULT_OUT, type=FOLDER)
@click.option("--show", metavar="N", default=SHOWN, show_default=True, type=click.IntRange(0), help="Contradictions to show.")
@REVIEWS
def summary_(folder: Path, show: int, reviews: Path) -> None:
    """Say what the tables in DIR (default: data) hold, as at the end of a run, with the marks made since.

    \b
    Examples:
      jiaokan summary
      jiaokan summary tables --show 0      the counts alone
    """
    _print(summary(folder, show, _marks(reviews) if reviews.exists() else None))


@jiaokan.command()
@click.argument("folder", metavar="[DIR]", default=DEFAULT_OUT, type=FOLDER)
@click.option("--show", metavar="N", default=SHOWN, show_default=True, type=click.IntRange(0), help="Differences of each table to show.")
def diff(folder: Path, show: int) -> None:
    """Say what the last run into DIR (default: data) added, removed and changed against the run before it.

    \b
    Examples:
      jiaokan diff
      jiaokan diff tables --show 5
    """
    _print(difference(folder, show))


@jiaokan.command()
@click.option("--kind", metavar="KIND", type=click.Choice(KINDS), help=f"Only the rules of one kind: {', '.join(KINDS)}.")
@click.option("--tables", metavar="DIR", default=DEFAULT_OUT, show_default=True, type=FOLDER, help="The run to take the counts from.")
@click.pass_context
def rules(context: click.Context, kind: str | None, tables: Path) -> None:
    """Print the rule manual: what each rule reads, its examples, and what it did in the last run.

    \b
    Examples:
      jiaokan rules --kind percentage
      jiaokan rules --kind date --tables tables
    """
    named = context.get_parameter_source("tables") is not ParameterSource.DEFAULT
    counted = load(tables, "rules") if named or (tables / "rules.parquet").exists() else None
    _print(manual(counted, [rule for rule in MANUAL if kind in (None, rule.kind)]))


@jiaokan.command()
@click.argument("id_", metavar="ID")
@TABLES_OF
@REVIEWS
def explain(id_: str, tables: Path, reviews: Path) -> None:
    """Say what a claim or a contradiction rests on: its sentences, where each part of the scope comes from, the rule that made it.

    ID is a claim_id or a contradiction_id, or its beginning.

    \b
    Examples:
      jiaokan explain 0ac6e97fc6d0
      jiaokan explain page_7:c93d36b986ea4 --tables tables
    """
    _print(explained(tables, id_, _marks(reviews)))


@jiaokan.command()
@click.argument("id_", metavar="ID")
@click.argument("word", metavar="|".join(WORDS), type=click.Choice(WORDS))
@click.option("--note", metavar="TEXT", help="Why; a note that is there already stays unless another is given.")
@click.option("--who", metavar="NAME", help="Who marks it; likewise.")
@TABLES_OF
@REVIEWS
def review(id_: str, word: str, note: str | None, who: str | None, tables: Path, reviews: Path) -> None:
    """Mark the contradiction ID (a contradiction_id or its beginning) as confirmed or dismissed.

    Marks stand in reviews.csv, may be edited there, and hold until the evidence changes. Dismissed contradictions leave the summary
    and stay in the table.

    \b
    Examples:
      jiaokan review 0ac6e97fc6d0 confirmed --who 李
      jiaokan review 28ba dismissed --note "another year, see the notice"
    """
    _, whole = find(tables, id_, ["contradictions"])
    evidence = digests(rows_with(tables, "contradiction_evidence", "contradiction_id", [whole]))[whole]
    told = {column: given for column, given in (("note", note), ("who", who)) if given is not None}
    told |= {"review": word, "when": date.today().isoformat(), "evidence": evidence}
    record(reviews, read_reviews(reviews).marks.get(whole, Mark(whole, word))._replace(**told))
    click.echo(f"{whole} is {word} in {reviews}; the next run takes it into the tables")


@jiaokan.command(name="report")
@click.option("--out", metavar="FILE", default=Path("report.html"), show_default=True, type=PAGE, help="The page to write.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@TABLES_OF
@REVIEWS
def report_(out: Path, show: bool, tables: Path, reviews: Path) -> None:
    """Write the report: one HTML page that opens from disk and needs no network, for much data with a folder FILE_files beside it.

    In it contradictions can be marked as confirmed or dismissed; it gives the marks back as a reviews.csv for the next run.

    \b
    Examples:
      jiaokan report --open
      jiaokan report --tables tables --out pages/report.html
    """
    _check_file(out)
    _marks(reviews)
    report(tables, out, reviews)
    click.echo(out)
    if show:
        click.launch(out.resolve().as_uri())


@jiaokan.command(name="export")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="csv for any program; xlsx holds the evidence too.")
@click.option("--out", metavar="FILE", type=PAGE, help="The file to write.  [default: contradictions.csv or .xlsx]")
@TABLES_OF
def export_(form: str, out: Path | None, tables: Path) -> None:
    """Write the contradictions, one row each with the quotes of its sides, as a file that Excel opens.

    \b
    Examples:
      jiaokan export --format xlsx
      jiaokan export --format csv --out found.csv
    """
    out = out or Path(f"contradictions.{form}")
    _check_file(out)
    export(tables, form, out)
    click.echo(out)


def _marks(path: Path) -> Mapping[str, Mark]:
    """The marks of a reviews.csv; what is wrong with it goes to standard error."""
    marks, faults = read_reviews(path)
    for fault in faults:
        click.echo(f"{path}: {fault.detail}; left aside", err=True)
    return marks


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


def _check_file(out: Path) -> None:
    """Say what is wrong with the place of a file before any work is done."""
    if not out.parent.is_dir():
        raise click.ClickException(f"cannot write {out}: there is no folder {out.parent} (make it first, or choose another with --out)")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise click.ClickException(f"cannot write {out} (choose another file with --out)")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar of the bytes of input that are behind, with rate and time left, on standard error where that is a terminal."""
    with tqdm(unit="B", unit_scale=True, leave=False, disable=not sys.stderr.isatty()) as bar:

        def told(size: int, behind: int) -> None:
            bar.total = size
            bar.update(behind)

        yield told


def _print(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            click.echo(line)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it did its work, 2 on wrong usage, 1 when something failed, 130 when it was interrupted."""
    try:
        status = jiaokan.main(arguments, prog_name="jiaokan", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "jiaokan"
        said = " ".join(error.format_message().split())  # click lists choices line by line
        click.echo(f"jiaokan: {said.rstrip('.')} (see {command} --help)", err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"jiaokan: {error.format_message()}", err=True)
        return 2
    except (NothingToReadError, TableError, NotFoundError, ReviewsError, SparkMissingError) as error:
        click.echo(f"jiaokan: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (OSError, WorkersError, BusyError) as error:
        click.echo(f"jiaokan: {error}", err=True)
        return 1
    except duckdb.Error as error:
        said = " ".join(str(error).split())
        click.echo(f"jiaokan: the database gave up: {said} (more --memory or a larger disk may help; the last run's tables stay)", err=True)
        return 1
    return status if isinstance(status, int) else 0
