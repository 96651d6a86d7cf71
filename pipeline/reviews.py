"""reviews.csv: what readers say of contradictions, one row each; the tables take it over, and only people and `jiaokan review` write it.

Columns: contradiction_id, review (confirmed or dismissed), note, who, when, evidence. A mark holds for the evidence it was made on:
`evidence` is that evidence's digest, and where it is empty (in a row written by hand) the mark holds for whatever evidence there is.
"""

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from upath import UPath

from pipeline.decoding import NotTextError, decode
from pipeline.model import Reject, Stage, content_id
from pipeline.stored import marked

CONFIRMED, DISMISSED = "confirmed", "dismissed"
WORDS = (CONFIRMED, DISMISSED)
COLUMNS = ("contradiction_id", "review", "note", "who", "when", "evidence")


class Mark(NamedTuple):
    """A row of reviews.csv, in the order of its columns."""

    contradiction_id: str
    review: str
    note: str = ""
    who: str = ""
    when: str = ""
    evidence: str = ""


class Reviews(NamedTuple):
    """The marks by contradiction, and the lines of the file that were declined."""

    marks: Mapping[str, Mark] = {}
    faults: Sequence[Reject] = ()


class ReviewsError(Exception):
    """A reviews.csv that cannot be written to as it is, in one line that says what to mend."""


def read_reviews(path: Path | UPath | None) -> Reviews:
    """The marks of a file; none where there is no such file."""
    if path is None or not path.exists():
        return Reviews()

    def fault(line: int, detail: str) -> Reject:
        return Reject(source=path.name, stage=Stage.REVIEW, reason="review", detail=f"line {line}: {detail}")

    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        return Reviews(faults=[fault(1, f"the file cannot be read ({error.strerror or error})")])
    except NotTextError as error:
        return Reviews(faults=[fault(1, error.detail)])
    marks: dict[str, Mark] = {}
    faults: list[Reject] = []
    lines = _rows(text)
    _, header = next(lines, (1, list(COLUMNS)))
    if isinstance(header, str):
        return Reviews(faults=[fault(1, header)])
    names = _names(header)
    if missing := [name for name in COLUMNS[:2] if name not in names]:
        return Reviews(faults=[fault(1, f"it names no column {' and no column '.join(missing)} (write {','.join(COLUMNS)})")])
    for line, cells in lines:
        made = _mark(names, cells, marks) if isinstance(cells, list) else cells
        if isinstance(made, Mark):
            marks[made.contradiction_id] = made
        else:
            faults.append(fault(line, made))
    return Reviews(marks, faults)


def _rows(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """The lines that are not empty, each with its number and its cells; at a place that is no CSV, what is wrong, and no more."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"it is no CSV from here on ({error})"
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _names(header: Sequence[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def _mark(names: Sequence[str], cells: Sequence[str], marks: Mapping[str, Mark]) -> Mark | str:
    """The mark of a line, or what is wrong with it."""
    if len(cells) > len(names):
        return f"it has {len(cells)} cells below {len(names)} columns (a note with a comma stands in quotes)"
    row = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    mark = Mark(**{column: row.get(column, "") for column in COLUMNS})
    if not mark.contradiction_id:
        return "it names no contradiction_id"
    if mark.contradiction_id in marks:
        return f"it marks {mark.contradiction_id} once more (one row each)"
    word = mark.review.lower()
    if word not in WORDS:
        return f"{mark.review!r} is no review (write {' or '.join(WORDS)})" if word else f"it has no review (write {' or '.join(WORDS)})"
    return mark._replace(review=word)


def record(path: Path, mark: Mark) -> None:
    """Put a mark into the file, in its old row's place where it has one; other rows, columns and their order stay as they are."""
    if faults := read_reviews(path).faults:
        raise ReviewsError(f"{path}: {faults[0].detail}; mend it first, nothing was written")
    if not path.parent.is_dir():
        raise ReviewsError(f"{path}: there is no folder {path.parent} (make it first)")
    text, encoding = decode(path.read_bytes()) if path.exists() else ("", "utf-8")
    rows = sheet(text)
    names = _names(rows[0])
    at = names.index("contradiction_id")
    row = next((row for row in rows[1:] if row[at].strip() == mark.contradiction_id), None)
    if row is None:
        rows.append(row := [])
    row += [""] * (len(names) - len(row))
    for column, cell in zip(COLUMNS, mark, strict=True):
        row[names.index(column)] = cell
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
    _replace(path, made.getvalue(), encoding)


def sheet(text: str) -> list[list[str]]:
    """The cells of a file as they stand, the header first, with all our columns and any others."""
    rows = [cells for _, cells in _rows(text) if isinstance(cells, list)] or [list(COLUMNS)]
    names = _names(rows[0])
    rows[0] += [column for column in COLUMNS if column not in names]
    return rows


def _replace(path: Path, text: str, encoding: str) -> None:
    """The file written anew beside the old one, then put in its place."""
    path = path.resolve()  # a link stays one
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:  # a note with a sign that the file's old encoding does not have
        data = text.encode("utf-8-sig")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def digests(evidence: pa.Table) -> dict[str, str]:
    """What tells the evidence of each contradiction from any other: a digest of its documents and quotes, wherever they stand in them."""
    columns = (evidence[name].to_pylist() for name in ("contradiction_id", "doc_id", "quote"))
    rows = sorted(set(zip(*columns, strict=True)))
    # The letter in front keeps spreadsheets from reading 12345e678901 as a number.
    return {id_: f"q{content_id(*(part for row in group for part in row[1:]))}" for id_, group in groupby(rows, key=lambda row: row[0])}


def reviewed(contradictions: pa.Table, evidence: pa.Table, marks: Mapping[str, Mark]) -> pa.Table:
    """The table with the marks that hold in its columns; what became of all of them stands in its metadata under `reviews`."""
    ids = contradictions["contradiction_id"].to_pylist()
    now = digests(evidence) if marks else {}
    known = {id_: marks[id_] for id_ in ids if id_ in marks}
    held = {id_: mark for id_, mark in known.items() if holds(mark, now)}
    columns = {
        "review": [held[id_].review if id_ in held else None for id_ in ids],
        "review_note": [held[id_].note or None if id_ in held else None for id_ in ids],
    }
    for name, values in columns.items():
        at = contradictions.schema.get_field_index(name)
        contradictions = contradictions.set_column(at, contradictions.schema.field(at), pa.array(values, pa.string()))
    counts: dict[str, object] = {word: n for word in WORDS if (n := columns["review"].count(word))}
    if stale := [id_ for id_ in known if id_ not in held]:
        counts["stale"] = stale
    if unknown := len(marks) - len(known):
        counts["unknown"] = unknown
    return marked(contradictions, {"reviews": json.dumps(counts)})


def holds(mark: Mark, now: Mapping[str, str]) -> bool:
    """Whether a mark was made on the evidence that there is now."""
    return mark.evidence in ("", now.get(mark.contradiction_id))
