"""The report: one HTML page that opens from disk, or for much data a page with a folder of parts beside it."""

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import regex

from pipeline import __version__
from pipeline.decoding import NotTextError, decode
from pipeline.kinds.regions.gazetteer import gazetteer
from pipeline.report.figures import TILES
from pipeline.report.gather import Database, Row, contradictions, documents, texts
from pipeline.report.overview import GRAVE, MILD, overview, sizes
from pipeline.report.site import SUFFIX, Beside, OnePage, Site, as_json, clear, in_script
from pipeline.report.words import WEB, words
from pipeline.reviews import Mark, read_reviews, sheet
from pipeline.stored import Folder, connect, mark, schema_of

ONE_PAGE = 6_000_000  # bytes of data in the page itself; more goes beside it
PART = 1_000_000  # bytes of a part with documents
READ = 32_000_000  # bytes of documents asked of the tables at one time
PASSAGES = 100  # contradictions of a part
_CHARACTER, _FACT, _CONTRADICTION = 3, 60, 3_000  # bytes that each takes, about
SCRIPTS = ("base", "data", "review", "filters", "list", "shelf", "document", "main")
_SLOT = regex.compile(r"\{\{(\w+)\}\}")


def report(folder: Folder, out: Path, reviews: Path | None = None) -> None:
    """Write the report of the tables in a folder, with the marks of a reviews.csv where there is one."""
    with connect(folder, ordered=True) as db:
        html = _html(*_filled(db, out, reviews), schema_of(folder, "contradictions"))
    beside = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    beside.write_text(html, "utf-8", newline="")
    beside.replace(out)


def _filled(db: Database, out: Path, reviews: Path | None) -> tuple[Site, str]:
    """The place of the data with all that goes there, and the overview."""
    pages = documents(db)
    found = contradictions(db, pages, read_reviews(reviews).marks if reviews is not None and reviews.exists() else None)
    parts = list(_divided(pages, PART))
    site = OnePage() if sum(map(_weight, pages)) + _CONTRADICTION * len(found) <= ONE_PAGE else Beside(out)
    if isinstance(site, OnePage):
        clear(out.with_name(f"{out.stem}{SUFFIX}"))
    for n, part in enumerate(_texts(db, parts)):
        site.put(f"documents-{n}", part)
    for n in range(0, len(found), PASSAGES):
        site.put(f"passages-{n // PASSAGES}", as_json([sides for _, sides in found[n : n + PASSAGES]]))
    counts = sizes(db)
    index = {
        "contradictions": [entry for entry, _ in found],
        "documents": [_listed(page, n) for n, part in enumerate(parts) for page in part],
        "marks": _marks(reviews, [entry for entry, _ in found]),
        "passages": PASSAGES,
        "provinces": {code: gazetteer().divisions[code].name for code in TILES},
        "left_out": {"contradictions": counts["contradictions"] - len(found), "documents": counts["documents"] - len(pages)},
    }
    site.put("index", as_json(index))
    return site, overview(db)


def _weight(page: Row) -> int:
    """How many bytes a document takes in the report, about."""
    return int(_CHARACTER * page["n_chars"] + _FACT * page["facts"])


def _divided(pages: Sequence[Row], size: int) -> Iterator[list[Row]]:
    """The pages in runs of about so many bytes."""
    run: list[Row] = []
    taken = 0
    for page in pages:
        if run and taken + _weight(page) > size:
            yield run
            run, taken = [], 0
        run.append(page)
        taken += _weight(page)
    if run:
        yield run


def _texts(db: Database, parts: Iterable[list[Row]]) -> Iterator[str]:
    """Each part's documents as a JSON list; the tables are asked for many parts at a time, as each question reads a whole row group."""
    for some in _divided([{"part": part, "n_chars": sum(map(_weight, part)), "facts": 0} for part in parts], READ * _CHARACTER):
        found = texts(db, [page for run in some for page in run["part"]])
        for run in some:
            yield f"[{','.join(islice(found, len(run['part'])))}]"


def _listed(page: Row, part: int) -> Row:
    names = ("title", "url", "publisher", "published")
    said = {name: page[name] for name in names if page[name]}
    return {"id": page["doc_id"], "source": page["source"], "part": part} | said | {n: page[n] for n in ("n_chars", "facts", "found")}


def _marks(reviews: Path | None, entries: Iterable[Row]) -> list[list[str]]:
    """The cells of reviews.csv, the header first; where there is no such file, what the tables took from one."""
    if reviews is not None and reviews.exists():
        try:
            return sheet(decode(reviews.read_bytes())[0])
        except NotTextError:  # told to who runs the command, see read_reviews
            return sheet("")
    marked = [entry for entry in entries if entry.get("review")]
    return [*sheet(""), *([*Mark(e["id"], e["review"], e.get("note", ""), evidence=e["evidence"])] for e in marked)]


def _html(site: Site, body: str, schema: pa.Schema) -> str:
    style = (WEB / "page.css").read_text("utf-8")
    script = "\n".join(["'use strict';", *((WEB / f"{name}.js").read_text("utf-8") for name in SCRIPTS)])
    slots = {
        # What the page's own script loads may run (the parts beside it); nothing else may, and nothing may be sent anywhere.
        "policy": f"default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src '{_hash(style)}'; "
        f"script-src '{_hash(script)}' 'strict-dynamic'",
        "style": style,
        "script": script,
        "words": in_script(as_json(words())),
        "folder": escape(quote(site.folder)),
        "overview": body,
        "data": site.inline(),
        "bands": f"{GRAVE},{MILD}",
        "snapshot": escape(mark(schema, "snapshot")),
        "rules": escape(mark(schema, "rules")),
        "version": __version__,
    }
    page: str = _SLOT.sub(lambda slot: slots[slot[1]], (WEB / "page.html").read_text("utf-8"))
    return page


def _hash(text: str) -> str:
    """How a content security policy names an inline script or style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
