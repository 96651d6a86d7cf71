"""The command jiaokan."""

from collections.abc import Sequence

import click
import duckdb

from pipeline import __version__
from pipeline.cli.look import diff, explain, review, rules, summary_
from pipeline.cli.make import run
from pipeline.cli.write import export_, report_
from pipeline.engines.pool import WorkersError
from pipeline.engines.spark_cluster import SparkMissingError
from pipeline.explain.ids import NotFoundError
from pipeline.publish import BusyError
from pipeline.reviews import ReviewsError
from pipeline.stored import TableError
from pipeline.walk import NothingToReadError

INTERRUPTED = 130


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


for command in (run, summary_, diff, rules, explain, review, report_, export_):
    jiaokan.add_command(command)


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
