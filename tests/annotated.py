"""Documents with their facts written inline (see sentences/README.md), and the comparison of facts with them."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract import extract
from pipeline.model import Document

SCORED = ("region", "percentage", "percentage_point", "amount", "date", "duration", "count")
_TAG = re.compile(r"⟦([^⟦⟧|]+)\|([a-z_]+)([?!]?)\|([^⟦⟧|]+)⟧")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")


@dataclass(frozen=True)
class Annotated:
    name: str
    text: str
    required: tuple[tuple[int, int, str, str], ...]  # start, end, kind, value
    optional: tuple[tuple[int, int, str, str], ...]
    missed: tuple[tuple[int, int, str, str], ...]  # right answers that we do not give yet


def blocks(path: Path) -> list[Annotated]:
    style = path.name.split(".")[0]
    return [compiled(f"{style} {n}", block.strip("\n")) for n, block in enumerate(path.read_text(encoding="utf-8").split("\n\n"))]


def compiled(name: str, marked: str) -> Annotated:
    marked = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\n", marked)
    text, at, facts = "", 0, {"": [], "?": [], "!": []}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        facts[tag[3]].append((len(text), len(text) + len(tag[1]), tag[2], tag[4]))
        text += tag[1]
        at = tag.end()
    text += marked[at:]
    assert "⟦" not in text, f"{name}: {text}"
    return Annotated(name, text, *(tuple(found) for found in facts.values()))


def differences(document: Annotated) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """(missed, wrong): facts as (kind, text, value) that had to be found and were not, and that were found and are not there."""
    facts = extract(Document(doc_id="own", source="own", text=document.text)).facts
    found = [(f.start, f.end, f.kind, f.value) for f in facts if f.kind in SCORED]
    missed, used = [], set()
    for gold in document.required:
        hit = next((n for n, fact in enumerate(found) if n not in used and _same(fact, gold)), None)
        if hit is None:
            missed.append((gold[2], document.text[gold[0] : gold[1]], gold[3]))
        else:
            used.add(hit)
    wrong = [
        (fact[2], document.text[fact[0] : fact[1]], fact[3])
        for n, fact in enumerate(found)
        if n not in used and not any(o[2] == fact[2] and o[0] < fact[1] and fact[0] < o[1] for o in document.optional)
    ]
    return missed, wrong


def _same(fact: tuple[int, int, str, str], gold: tuple[int, int, str, str]) -> bool:
    inside = min(fact[1], gold[1]) - max(fact[0], gold[0])
    whole = max(fact[1], gold[1]) - min(fact[0], gold[0])
    return fact[2:] == gold[2:] and inside / whole >= 0.5
