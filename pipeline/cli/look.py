"""The commands that show a run's tables, and the one that marks what they show."""

from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from pipeline.cli.options import DEFAULT_OUT, FOLDER, REVIEWS, TABLES_OF, marks, shown
from pipeline.explain.ids import find
from pipeline.kinds import MANUAL
from pipeline.report.console import SHOWN, manual, summary
from pipeline.report.difference import difference
from pipeline.report.explained import explained
from pipeline.reviews import WORDS, Mark, digests, read_reviews, record
from pipeline.stored import load, rows_with

KINDS = sorted({rule.kind for rule in MANUAL})


@click.command(name="summary")
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
    shown(summary(folder, show, marks(reviews) if reviews.exists() else None))


@click.command()
@click.argument("folder", metavar="[DIR]", default=DEFAULT_OUT, type=FOLDER)
@click.option("--show", metavar="N", default=SHOWN, show_default=True, type=click.IntRange(0), help="Differences of each table to show.")
def diff(folder: Path, show: int) -> None:
    """Say what the last run into DIR (default: data) added, removed and changed against the run before it.

    \b
    Examples:
      jiaokan diff
      jiaokan diff tables --show 5
    """
    shown(difference(folder, show))


@click.command()
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
    shown(manual(counted, [rule for rule in MANUAL if kind in (None, rule.kind)]))


@click.command()
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
    shown(explained(tables, id_, marks(reviews)))


@click.command()
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
