"""The two pure functions on batches of rows, the same for every engine; what fails in them becomes a reject, never a stop."""

import gc
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.columns import claims_of, disagreements, table_of
from pipeline.compare import judge
from pipeline.extract import extract
from pipeline.model import Contradiction, Document, Extraction, Reject, Stage
from pipeline.tables import CLAIMS, DOCUMENTS, FACTS, REJECTS, SEGMENTS

Item = Document | Reject
PAGE = ("source", "url", "publisher")  # columns of documents that a comparison needs beside those of the claims


class Batch(NamedTuple):
    """What some documents yield: tables, and the contradictions inside their passages."""

    tables: dict[str, pa.Table]
    contradictions: list[Contradiction]


class Comparison(NamedTuple):
    """What the claims of some keys yield: the tables contradictions and contradiction_evidence, keys that failed, and how many pairs of
    statements came to rest on each rung of the ladder."""

    contradictions: pa.Table
    evidence: pa.Table
    rejects: list[Reject]
    rungs: Counter[str]


def extract_batch(items: Sequence[Item], killers: Container[str] = ()) -> Batch:
    """All that the documents yield; what could not be read passes through to the rejects. Killers, by doc_id, are not tried."""
    with _no_collector():
        return _extract_batch(items, killers)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the garbage collector, as records hold no cycles: looking for them again and again takes 1/19 of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _extract_batch(items: Sequence[Item], killers: Container[str]) -> Batch:
    found: list[Extraction] = []
    rejects: list[Reject] = []
    for item in items:
        if isinstance(item, Reject):
            rejects.append(item)
            continue
        found.append(_failed(item, "it ends the worker process that reads it") if item.doc_id in killers else _extract(item))
        rejects += found[-1].rejects
    tables = {
        "documents": table_of(DOCUMENTS, [one.document for one in found]),
        "segments": table_of(SEGMENTS, [segment for one in found for segment in one.segments]),
        "facts": table_of(FACTS, [fact for one in found for fact in one.facts]),
        "claims": table_of(CLAIMS, [claim for one in found for claim in one.claims]),
        "rejects": table_of(REJECTS, rejects),
    }
    return Batch(tables, [c for one in found for c in one.contradictions])


def compare_rows(rows: pa.Table) -> Comparison:
    """The claims that share a key compared with each other, key by key. The rows are claims, with PAGE's columns of their documents
    beside; those of one key stand together."""
    pages = _pages(rows)
    found: list[Contradiction] = []
    rejects: list[Reject] = []
    rungs: Counter[str] = Counter()
    for shared, group in groupby(zip(rows["key"].to_pylist(), claims_of(rows), strict=True), key=itemgetter(0)):
        claims = [claim for _, claim in group]
        try:
            judgement = judge(claims, pages)
        except Exception as error:  # one key's failure must not cost the others their contradictions
            page = pages[min(claim.doc_id for claim in claims)]
            detail = f"comparing the {len(claims)} claims of {shared} failed: {_cause(error)}"
            rejects.append(Reject(source=page.source, doc_id=page.doc_id, stage=Stage.COMPARE, reason="failed", detail=detail))
        else:
            found += judgement.contradictions
            rungs.update(judgement.rungs)
    return Comparison(*disagreements(found), rejects, rungs)


def _pages(rows: pa.Table) -> dict[str, Document]:
    """Who published what, by document; the text stays in its table."""
    columns = zip(*(rows[name].to_pylist() for name in ("doc_id", *PAGE)), strict=True)
    return {page[0]: Document(doc_id=page[0], source=page[1], text="", url=page[2], publisher=page[3]) for page in set(columns)}


def _extract(document: Document) -> Extraction:
    try:
        return extract(document)
    except Exception as error:  # one document's failure must not stop the run
        return _failed(document, _cause(error))


def _failed(document: Document, why: str) -> Extraction:
    detail = f"extraction failed, so nothing of this document is in the tables but its text: {why}"
    reject = Reject(source=document.source, doc_id=document.doc_id, stage=Stage.EXTRACT, reason="failed", detail=detail)
    return Extraction(document=document, rejects=(reject,))


def _cause(error: Exception) -> str:
    """The error's type and message and the line it came from."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{where}"
