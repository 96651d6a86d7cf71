"""The command jiaokan."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from tqdm import tqdm

from pipeline import __version__
from pipeline.engines.batch import Item
from pipeline.engines.local import WorkersError
from pipeline.flow import Settings, refresh
from pipeline.kinds import MANUAL
from pipeline.publish import TableError, load
from pipeline.read import MAX_BYTES, NothingToReadError
from pipeline.report.console import SHOWN, manual, summary
from pipeline.tables import TABLES

DEFAULT_INPUT, DEFAULT_OUT = Path("seeds"), Path("data")
INTERRUPTED = 130
KINDS = sorted({rule.kind for rule in MANUAL})
FOLDER = click.Path(file_okay=False, path_type=Path)


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
      jiaokan rules --kind date            what the rules for dates read
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@jiaokan.command()
@click.argument("source", metavar="[INPUT]", default=DEFAULT_INPUT, type=click.Path(path_type=Path))
@click.option("--out", metavar="DIR", default=DEFAULT_OUT, show_default=True, type=FOLDER, help="Where the tables go.")
@click.option("--max-bytes", metavar="N", default=MAX_BYTES, show_default=True, type=click.IntRange(1), help="Larger files are rejected.")
@click.option("--workers", metavar="N", default=os.cpu_count() or 1, type=click.IntRange(1), help="Processes.  [default: one a core]")
@click.option("--show", metavar="N", default=SHOWN, show_default=True, type=click.IntRange(0), help="Contradictions to show at the end.")
def run(source: Path, out: Path, max_bytes: int, workers: int, show: int) -> None:
    """Read INPUT (a file or a folder; default: seeds), write the nine tables and say what was found.

    \b
    Examples:
      jiaokan run
      jiaokan run pages --out tables --show 5
    """
    _check_places(source, out)
    with _progress(source) as seen:
        tables, notes = refresh(Settings(source=source, folder=out, max_bytes=max_bytes, workers=workers, seen=seen))
    for note in notes:
        click.echo(note, err=True)
    _print(summary(tables, show))


@jiaokan.command(name="summary")
@click.argument("folder", metavar="[DIR]", default=DEFAULT_OUT, type=FOLDER)
@click.option("--show", metavar="N", default=SHOWN, show_default=True, type=click.IntRange(0), help="Contradictions to show.")
def summary_(folder: Path, show: int) -> None:
    """Say what the tables in DIR (default: data) hold, as at the end of a run."""
    _print(summary({name: load(folder, name) for name in TABLES}, show))


@jiaokan.command()
@click.option("--kind", metavar="KIND", type=click.Choice(KINDS), help=f"Only the rules of one kind: {', '.join(KINDS)}.")
@click.option("--tables", metavar="DIR", default=DEFAULT_OUT, show_default=True, type=FOLDER, help="The run to take the counts from.")
def rules(kind: str | None, tables: Path) -> None:
    """Print the rule manual: what each rule reads, its examples, and what it did in the last run."""
    counted = load(tables, "rules") if (tables / "rules.parquet").exists() else None
    _print(manual(counted, [rule for rule in MANUAL if kind in (None, rule.kind)]))


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
def _progress(source: Path) -> Iterator[Callable[[Item], None] | None]:
    """A bar on standard error where that is a terminal; a file counts one."""
    if not sys.stderr.isatty():
        yield None
        return
    files = sum(1 for path in source.rglob("*") if path.is_file()) if source.is_dir() else 1
    with tqdm(total=files, unit=" files", leave=False) as bar:
        yield lambda _: bar.update()


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
        click.echo(f"jiaokan: {error.format_message().rstrip('.')} (see {command} --help)", err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"jiaokan: {error.format_message()}", err=True)
        return 2
    except (NothingToReadError, TableError) as error:
        click.echo(f"jiaokan: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (OSError, WorkersError) as error:
        click.echo(f"jiaokan: {error}", err=True)
        return 1
    return status if isinstance(status, int) else 0
