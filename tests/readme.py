"""The parts of README.md and docs/explanation.md that the program itself writes.

usage: python tests/readme.py   (writes them anew; tests/test_readme.py fails while they differ)
"""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import GOLD, measured

from pipeline.flow import Settings, refresh
from pipeline.report.console import summary
from pipeline.stored import load
from pipeline.tables import TABLES

HERE = Path(__file__).parent
README, EXPLANATION = HERE.parent / "README.md", HERE.parent / "docs" / "explanation.md"
PLACES = {"headline": README, "tables": README, "scores": README, "rule": README, "kinds": EXPLANATION}
FOLDERS = {"seeds": "the five seeds", "articles": "twelve articles", "blind": "ten pages written blind"}


def parts(folder: Path, scores: Mapping[str, dict]) -> dict[str, str]:
    """The generated parts by name, from the folder with the tables of the seeds and the scores of the gold folders."""
    return {
        "headline": fenced(*(block(folder, "outdated", measure) for measure in ("coverage_provinces", "coverage_pooling_areas"))),
        "kinds": fenced(
            block(folder, "arithmetic", "contribution_amount"), block(folder, "set", "sharing_members"), block(folder, "title_body")
        ),
        "tables": "| table | a row is |\n|---|---|\n" + "\n".join(f"| {name} | {table.grain} |" for name, table in TABLES.items()),
        "scores": scoreboard(scores),
        "rule": "```python\n" + source_of("percentage.half-tenth") + "\n```",
    }


def source_of(rule: str) -> str:
    """The rule as it stands in its file."""
    kind = rule.partition(".")[0]
    text = (HERE.parent / "pipeline" / "kinds" / f"{kind}.py").read_text(encoding="utf-8")
    start = text.rindex("\n", 0, text.rindex(" = Rule(", 0, text.index(f'id="{rule}"'))) + 1
    return text[start : text.index("\n)\n", start) + 2]


def fenced(*blocks: str) -> str:
    return "```text\n" + "\n\n".join(blocks) + "\n```"


def block(folder: Path, kind: str, measure: str | None = None) -> str:
    """The first contradiction of a kind as the program prints it, without its number."""
    found = load(folder, "contradictions").to_pylist()
    number = next(n for n, row in enumerate(found, start=1) if row["kind"] == kind and measure in (None, row["measure"]))
    lines = list(summary(folder))
    start = lines.index(next(line for line in lines if line.startswith(f"{number}. ")))
    end = next((n for n in range(start, len(lines)) if not lines[n]), len(lines))
    return "\n".join([lines[start].removeprefix(f"{number}. "), *(line.removeprefix("   ") for line in lines[start + 1 : end])])


def scoreboard(scores: Mapping[str, dict]) -> str:
    rows = ["| | " + " | ".join(FOLDERS[name] for name in FOLDERS) + " |", "|---|" + "---|" * len(FOLDERS)]
    cells = {
        "facts: F1": lambda s: f"{s['facts']['all']['f1']:.3f}" if s["facts"]["all"]["tp"] else "–",
        "claims: precision / recall": lambda s: f"{s['claims']['all']['precision']:.3f} / {s['claims']['all']['recall']:.3f}",
        "claims: whole scope right": lambda s: f"{s['claims']['all']['scope']:.3f}",
        "permissions: recall": lambda s: f"{s['claims']['permission']['recall']:.3f}",
        "contradictions: precision / recall": lambda s: f"{s['contradictions']['precision']:.3f} / {s['contradictions']['recall']:.3f}",
        "harmless pairs accused": lambda s: f"{s['contradictions']['hard_negatives_flagged']} of {s['contradictions']['hard_negatives']}",
    }
    return "\n".join(rows + [f"| {label} | " + " | ".join(cell(scores[name]) for name in FOLDERS) + " |" for label, cell in cells.items()])


def between(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {name}: written by tests/readme.py -->\n).*?(\n<!-- end -->)", re.DOTALL)


def write(name: str, part: str) -> None:
    page = PLACES[name]
    text, times = between(name).subn(lambda found: found[1] + part + found[2], page.read_text(encoding="utf-8"))
    assert times == 1, f"{page.name} has {times} places for {name}"
    page.write_text(text, encoding="utf-8")


def main() -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "tables"
        refresh(Settings(source=HERE.parent / "seeds", folder=folder))
        scores = {name: measured(GOLD / name, Path(place) / name) for name in FOLDERS}
        made = parts(folder, scores)
    for name, part in made.items():
        write(name, part)


if __name__ == "__main__":
    main()
