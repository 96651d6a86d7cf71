"""What several commands share: options, the readers' marks, and how lines are printed."""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from pipeline.reviews import Mark, read_reviews

DEFAULT_OUT = Path("data")
FOLDER = click.Path(file_okay=False, path_type=Path)
TABLES_OF = click.option("--tables", metavar="DIR", default=DEFAULT_OUT, show_default=True, type=FOLDER, help="The tables of the run.")
REVIEWS = click.option(
    "--reviews", metavar="PATH", default=Path("reviews.csv"), show_default=True, type=click.Path(dir_okay=False, path_type=Path),
    help="The file of readers' marks; it need not be there.",
)  # fmt: skip


def marks(path: Path) -> Mapping[str, Mark]:
    """The marks of a reviews.csv; what is wrong with it goes to standard error."""
    marks, faults = read_reviews(path)
    for fault in faults:
        click.echo(f"{path}: {fault.detail}; left aside", err=True)
    return marks


def shown(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            click.echo(line)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
