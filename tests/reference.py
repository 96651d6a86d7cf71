"""The pages of docs/reference, which the program itself writes.

usage: python tests/reference.py   (writes them anew; tests/test_reference.py fails while they differ)
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from pipeline.cli import jiaokan
from pipeline.comparison.ladder import ACCUSING, LADDER
from pipeline.comparison.measures import POLICIES, Policy
from pipeline.kinds import MANUAL
from pipeline.measures.measures import BY_ID
from pipeline.measures.sets import RULES as LISTS
from pipeline.rules import Entry
from pipeline.tables import SCHEMA_VERSION, TABLES

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
_POLICY = {
    "yearly": "a value holds for its year only",
    "grows": "a state that is reported again and again: an undated report is older or newer",
    "local": "differs from city to city: a value whose place is not said is compared with none",
    "provincial": "a province's law: what is told of a city is told of its province",
    "limits": "the value is itself a bound: 不超过2000元 is the cap",
    "batches": "told bit by bit: lists that share nothing are parts of one",
}


def pages() -> dict[str, str]:
    """The pages by their names."""
    return {f"{name}.md": "\n".join(page()) + "\n" for name, page in _PAGES.items()}


def tables() -> Iterator[str]:
    yield from (
        "# Tables and columns",
        "",
        f"Nine tables in `data/`, schema version {SCHEMA_VERSION}. `data/NAME.parquet` is a file, or for large inputs a folder of part",
        "files; `pd.read_parquet` and DuckDB read both. Descriptions stand in the files as well, as metadata of each field.",
    )
    for table in TABLES.values():
        yield from ("", f"## {table.name}", "", table.grain)
        if table.order:
            yield from ("", f"Sorted by {', '.join(key.removeprefix('-') for key in table.order)}.")
        rows = [(f"`{c.name}`", str(c.type), "" if c.nullable else "never null", c.about) for c in table.columns]
        yield from ("", *_grid(("column", "type", "", "what it says"), rows))


def rules() -> Iterator[str]:
    yield from (
        "# Rules",
        "",
        "Each rule reads one way in which a kind of fact is written. Every example below is a test. `jiaokan rules` prints the same with",
        "what each rule did in the last run; [how to add one](../how-to/add-a-rule.md).",
    )
    for kind, entries in groupby(sorted(MANUAL, key=lambda entry: entry.id), key=lambda entry: entry.kind):
        yield from ("", f"## {kind}")
        for entry in entries:
            yield from ("", f"### {entry.id}", "", entry.about, "")
            yield from _examples(entry)


def measures() -> Iterator[str]:
    yield from (
        "# Measures",
        "",
        "What a claim says of whom. An example gives the words and the claims that must come out, as `measure value column=value`; each",
        "is a test. [How to add one](../how-to/add-a-measure.md); [how claims are compared](../explanation.md).",
    )
    for measure in BY_ID.values():
        yield from ("", f"## {measure.id}", "", measure.about, "")
        yield f"Of {', '.join(measure.kinds)}." + (f" Its scope: {', '.join(measure.columns)}." if measure.columns else "")
        if measure.nouns:
            yield from ("", f"Named by {'、'.join(measure.nouns.split())}.")
        yield from _compared(POLICIES.get(measure.id))
        if measure.yields or measure.ignores:
            yield ""
        yield from (f"- {_code(text)} → {'; '.join(map(_code, claims))}" for text, claims in measure.yields.items())
        yield from (f"- {_code(text)}: no such claim" for text in measure.ignores)
    yield from ("", "## Lists")
    for entry in LISTS:
        yield from ("", f"### {entry.id}", "", entry.about)
    yield from ("", "## The ladder", "", "Two claims of one key come to rest on the first rung that holds.", "")
    for rung in LADDER:
        accuses = " **It accuses.**" if rung.name in ACCUSING else ""
        yield from (f"### {rung.name}", "", rung.about + accuses, "")
        yield from (f"- {_code(one)} beside {_code(other)}" for one, other in rung.examples)
        yield ""


def commands() -> Iterator[str]:
    yield from ("# Commands and settings", "", "Exit codes: 0 done, 1 something failed, 2 wrong usage, 130 interrupted.")
    # As the command itself is called, or what is told depends on whether it was: click keeps a command's option for help.
    context = click.Context(jiaokan, info_name="jiaokan", terminal_width=100, **jiaokan.context_settings)
    yield from _help("jiaokan", jiaokan, context)
    for name, command in sorted(jiaokan.commands.items()):
        yield from _help(
            f"jiaokan {name}", command, click.Context(command, context, info_name=name, max_content_width=100, terminal_width=100)
        )
    yield from (
        "",
        "## Environment",
        "",
        *_grid(("variable", "what it sets for Dagster", "else"), [
            ("`JIAOKAN_INPUT`", "the folder of documents", "`seeds`"),
            ("`JIAOKAN_OUT`", "the folder of tables, or a URL that fsspec knows", "`data`"),
            ("`JIAOKAN_REVIEWS`", "the file of readers' marks", "`reviews.csv`"),
        ]),
    )  # fmt: skip


_PAGES = {"tables": tables, "rules": rules, "measures": measures, "commands": commands}


def _help(title: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield from ("", f"## {title}", "", "```text", *(line.rstrip() for line in command.get_help(context).splitlines()), "```")


def _examples(entry: Entry) -> Iterator[str]:
    yield from (f"- {_code(text)} → {', '.join(map(_code, values))}" for text, values in entry.yields.items())
    yield from (f"- {_code(text)}: left alone" for text in entry.ignores)
    yield from (f"- {_code(text)}: not read yet; should give {', '.join(map(_code, values))}" for text, values in entry.misses.items())


def _compared(policy: Policy | None) -> Iterator[str]:
    told = [about for name, about in _POLICY.items() if policy and getattr(policy, name)]
    if policy and policy.ignores:
        told.append(f"these columns do not matter: {', '.join(sorted(policy.ignores))}")
    if told:
        yield from ("", f"Compared so: {'; '.join(told)}.")


def _grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    head = list(head)
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows)


def _code(text: str) -> str:
    """The text as code, in one line."""
    ticks = "``" if "`" in text else "`"
    return ticks + text.replace("\n", "⏎").replace("\t", "⇥") + ticks


if __name__ == "__main__":
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (REFERENCE / name).write_text(page, encoding="utf-8")
