"""The commands that write what was found as a page or a sheet."""

import os
from pathlib import Path

import click

from pipeline.cli.options import REVIEWS, TABLES_OF, marks
from pipeline.report.export import FORMATS, export
from pipeline.report.page import report

PAGE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="report")
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
    check_file(out)
    marks(reviews)
    report(tables, out, reviews)
    click.echo(out)
    if show:
        click.launch(out.resolve().as_uri())


@click.command(name="export")
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
    check_file(out)
    export(tables, form, out)
    click.echo(out)


def check_file(out: Path) -> None:
    """Say what is wrong with the place of a file before any work is done."""
    if not out.parent.is_dir():
        raise click.ClickException(f"cannot write {out}: there is no folder {out.parent} (make it first, or choose another with --out)")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise click.ClickException(f"cannot write {out} (choose another file with --out)")
