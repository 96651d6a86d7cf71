"""manifest.csv: what is known about the files of a folder besides their text (columns file, url, publisher, published)."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipeline.decoding import NotTextError, decode

MANIFEST = "manifest.csv"
_COLUMNS = ("file", "url", "publisher", "published")
_DATE = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")


class Entry(NamedTuple):
    """What the manifest says of one file."""

    url: str | None = None
    publisher: str | None = None
    published: str | None = None


class Manifest(NamedTuple):
    """The entries by file, and what is wrong with the manifest, in sentences."""

    entries: dict[str, Entry]
    faults: list[str]


def parse(data: bytes) -> Manifest:
    """The manifest that these bytes are; one that cannot be read has no entries and a fault that says why."""
    entries: dict[str, Entry] = {}
    try:
        rows = csv.reader(io.StringIO(decode(data)[0], newline=""))
        header = [name.strip().lower() for name in next(rows, [])]
        if "file" not in header:
            return Manifest({}, [f"its first line names no column file (write {','.join(_COLUMNS)}): it was left aside"])
        faults = [f"column {name} is not known and was left aside" for name in header if name and name not in _COLUMNS]
        faults += _entries(rows, header, entries)
    except NotTextError as error:
        return Manifest({}, [f"{error.detail}; it was left aside"])
    except csv.Error as error:
        return Manifest({}, [f"it is no CSV ({error}): it was left aside"])
    return Manifest(entries, faults)


def _entries(rows: Iterator[list[str]], header: list[str], entries: dict[str, Entry]) -> Iterator[str]:
    """Fills the entries; the faults found on the way."""
    for number, cells in enumerate(rows, start=2):
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        file = row.get("file", "").replace("\\", "/").removeprefix("./")
        if not file:
            if any(row.values()):
                yield f"line {number} names no file and was left aside"
            continue
        if file in entries:
            yield f"line {number} names {file} once more and was left aside"
            continue
        told = row.get("published", "")
        published = day(told)
        if told and published is None:
            yield f"line {number}: {told} is no date (write 2025-03-01), so {file} has none"
        entries[file] = Entry(row.get("url") or None, row.get("publisher") or None, published)


def day(told: str) -> str | None:
    """A day as ISO 8601; None where the words are no day."""
    found = _DATE.fullmatch(told)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None
