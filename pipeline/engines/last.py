"""The last run's tables: what of them need not be done again."""

import json
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.model import Document, Reject, content_id
from pipeline.rulebook import rule_set
from pipeline.stored import TableError, files, mark, read_part, schema_at, schema_of
from pipeline.tables import TABLES

BY_DOCUMENT = ("documents", "segments", "facts", "claims", "rejects")  # in parts that hold the same documents
PART, PRINTS = "part", "fingerprints"  # what a file of documents says of itself in its metadata


class Before(NamedTuple):
    """Where the last run has a document: in which part, and what it was made of."""

    part: int
    fingerprint: str


class Last:
    """The tables of the last run in a folder, or of none; `same_rules` tells whether our rules made them, so that they can be reused."""

    def __init__(self, folder: Path | None, *, reuse: bool = True) -> None:
        self.folder = folder
        self.exists = folder is not None
        self.same_rules = self.failed_keys = False
        self.rungs: Counter[str] = Counter()
        self._files: dict[str, list[Path]] = {name: [] for name in BY_DOCUMENT}
        if folder is None:
            return
        schemas = {name: schema_of(folder, name) for name in TABLES}
        if len({mark(schema, "snapshot") for schema in schemas.values()}) > 1:
            raise TableError(f"the tables in {folder} are of several runs; `jiaokan run` makes them anew")
        self.same_rules = reuse and mark(schemas["documents"], "rules") == rule_set()
        self.rungs.update(json.loads(mark(schemas["contradictions"], "rungs") or "{}"))
        self.failed_keys = bool(mark(schemas["contradictions"], "failed_keys"))
        self._files = {name: [Path(str(path)) for path in files(folder, name)] for name in BY_DOCUMENT}

    def file(self, number: int, name: str) -> Path:
        """The file of a part."""
        return self._files[name][number]

    @cached_property
    def documents(self) -> dict[str, Before]:
        """All documents; one whose extraction failed has no fingerprint, so that it is tried again."""
        found: dict[str, Before] = {}
        for number, path in enumerate(self._files["documents"]):
            rows = read_part(path, ["doc_id"])
            prints = mark(rows, PRINTS).split()
            found.update(zip(rows["doc_id"].to_pylist(), (Before(number, one) for one in prints), strict=True))
        return found

    @cached_property
    def parts(self) -> dict[str, int]:
        """The parts that can be taken over whole, by what they were made of. None where a table is one file: that tells of its run, too."""
        if not self.same_rules or len(self._files["documents"]) == 1:
            return {}
        return {digest: n for n, path in enumerate(self._files["documents"]) if (digest := mark(schema_at(path), PART))}


def fingerprint(item: Document | Reject) -> str:
    """What an item is made of, as far as what comes out of it may depend on it."""
    if isinstance(item, Reject):
        return content_id("reject", item.source, item.reason, item.detail)
    return content_id(item.doc_id, item.source, item.sha256, item.encoding, item.url, item.publisher, item.published)


def chosen(rows: pa.Table, doc_ids: Sequence[str]) -> pa.Table:
    """The rows of some documents."""
    return rows.filter(pc.is_in(rows["doc_id"], value_set=pa.array(doc_ids, pa.string())))
