"""The two pure functions on batches of rows, the same for every engine; what fails in them becomes a reject, never a stop."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.columns import claims_of, table_of
from pipeline.compare import judge, key
from pipeline.extract import extract
from pipeline.model import Claim, Contradiction, Document, Extraction, Reject, Stage
from pipeline.tables import CLAIMS, DOCUMENTS, FACTS, REJECTS, SEGMENTS

CHUNK = 65_536  # claims that are records at one time, beside those of the key at hand
Item = Document | Reject


class Comparison(NamedTuple):
    """What the claims of all keys yield: contradictions, keys that failed, and how many pairs came to rest on each rung of the ladder."""

    contradictions: list[Contradiction]
    rejects: list[Reject]
    rungs: Counter[str]


class Batch(NamedTuple):
    """What some documents yield: tables, the comparison key of each claim, and the contradictions inside their passages."""

    tables: dict[str, pa.Table]
    keys: list[str]
    contradictions: list[Contradiction]


def extract_batch(items: Sequence[Item]) -> Batch:
    """All that the documents yield; what could not be read passes through to the rejects."""
    return _batch([_extract(item) for item in items if isinstance(item, Document)], [item for item in items if isinstance(item, Reject)])


def killed_batch(document: Document) -> Batch:
    """What is left of a document that takes its worker process down."""
    return _batch([_failed(document, "it ends the worker process that reads it")], [])


def _batch(found: Sequence[Extraction], unread: Sequence[Reject]) -> Batch:
    claims = [claim for one in found for claim in one.claims]
    tables = {
        "documents": table_of(DOCUMENTS, [one.document for one in found]),
        "segments": table_of(SEGMENTS, [segment for one in found for segment in one.segments]),
        "facts": table_of(FACTS, [fact for one in found for fact in one.facts]),
        "claims": table_of(CLAIMS, claims),
        "rejects": table_of(REJECTS, [*unread, *(reject for one in found for reject in one.rejects)]),
    }
    return Batch(tables, [repr(key(claim)) for claim in claims], [c for one in found for c in one.contradictions])


def compare_rows(rows: pa.Table, keys: pa.ChunkedArray, documents: pa.Table) -> Comparison:
    """The claims that share a key compared with each other, key by key; within a key they keep their order."""
    pages = _pages(documents)
    comparison = Comparison([], [], Counter())
    for shared, claims in _by_key(rows, keys):
        try:
            judgement = judge(claims, pages)
        except Exception as error:  # one key's failure must not cost the others their contradictions
            page = pages[claims[0].doc_id]
            detail = f"comparing the {len(claims)} claims of {shared} failed: {_cause(error)}"
            failed = Reject(source=page.source, doc_id=page.doc_id, stage=Stage.COMPARE, reason="failed", detail=detail)
            comparison.rejects.append(failed)
        else:
            comparison.contradictions.extend(judgement.contradictions)
            comparison.rungs.update(judgement.rungs)
    return comparison


def _by_key(rows: pa.Table, keys: pa.ChunkedArray) -> Iterator[tuple[str, list[Claim]]]:
    numbered = rows.append_column("key", keys).append_column("row", pa.array(range(rows.num_rows), pa.int64()))
    sorted_ = numbered.sort_by([("key", "ascending"), ("row", "ascending")])
    pairs = (
        pair
        for at in range(0, sorted_.num_rows, CHUNK)
        for pair in zip(sorted_["key"][at : at + CHUNK].to_pylist(), claims_of(sorted_.slice(at, CHUNK)), strict=True)
    )
    for shared, group in groupby(pairs, key=lambda pair: pair[0]):
        yield shared, [claim for _, claim in group]


def _pages(documents: pa.Table) -> dict[str, Document]:
    """Who published what, by document; the text stays in its table."""
    columns = documents.select(["doc_id", "source", "url", "publisher", "published"]).to_pylist()
    return {page["doc_id"]: Document(**page, text="") for page in columns}


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
