"""The local engine: order, workers that die, documents that fail, keys that fail."""

import os
import signal
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pyarrow as pa
import pytest

from pipeline.columns import table_of
from pipeline.compare import Judgement
from pipeline.engines import batch as batch_module
from pipeline.engines import local
from pipeline.engines.batch import compare_rows, extract_batch
from pipeline.engines.local import WorkersError, extract_all
from pipeline.model import Claim, Contradiction, ContradictionKind, Document, Evidence, Reject, Stage
from pipeline.tables import CLAIMS, DOCUMENTS


def document(name, text="住院报销比例为80%。"):
    return Document(doc_id=name, source=f"{name}.txt", text=text)


def killing_batch(items):
    """extract_batch, but a document named killer takes its process down."""
    if any(isinstance(item, Document) and item.doc_id == "killer" for item in items):
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_batch(items)


def failing_extract(document):
    if document.doc_id == "bad":
        raise ValueError("no such numeral")
    return batch_module.Extraction(document=document)


def test_documents_and_rejects_keep_their_order_over_batches(monkeypatch):
    monkeypatch.setattr(local, "BATCH", 15)
    unread = Reject(source="x.pdf", stage=Stage.READ, reason="unsupported", detail="convert it")
    batches = list(extract_all([document("b"), unread, document("a"), document("c")], workers=1))
    assert len(batches) > 1
    assert [name for batch in batches for name in batch.tables["documents"]["doc_id"].to_pylist()] == ["b", "a", "c"]
    assert [row for batch in batches for row in batch.tables["rejects"]["source"].to_pylist()] == ["x.pdf"]


def test_a_dead_worker_costs_only_the_document_that_killed_it(monkeypatch):
    monkeypatch.setattr(local, "BATCH", 1)
    monkeypatch.setattr(local, "INLINE", 1)
    items = [document(name) for name in ("a", "killer", "b", "c")]
    batches = list(extract_all(items, workers=2, work=killing_batch))
    assert [name for batch in batches for name in batch.tables["documents"]["doc_id"].to_pylist()] == [item.doc_id for item in items]
    failed = [row for batch in batches for row in batch.tables["rejects"].to_pylist() if row["reason"] == "failed"]
    assert [(row["doc_id"], row["stage"]) for row in failed] == [("killer", "extract")]
    assert "ends the worker process" in failed[0]["detail"]


def test_a_document_that_fails_is_rejected_and_keeps_its_text(monkeypatch):
    monkeypatch.setattr(batch_module, "extract", failing_extract)
    tables = extract_batch([document("a"), document("bad"), document("c")]).tables
    assert tables["documents"]["doc_id"].to_pylist() == ["a", "bad", "c"]
    (reject,) = tables["rejects"].to_pylist()
    assert (reject["source"], reject["doc_id"], reject["stage"], reject["reason"]) == ("bad.txt", "bad", "extract", "failed")
    assert "ValueError: no such numeral (test_engines.py, line" in reject["detail"]


@pytest.fixture
def claims():
    """Two claims on one key in two documents, and one on another key between them."""
    given = {"segment_id": None, "start": 0, "end": 3, "quote": "80%", "rule": "r"}
    return [
        Claim(doc_id="a", measure="deductible", value="100", **given),
        Claim(doc_id="b", measure="transfer_limit_count", value="3", **given),
        Claim(doc_id="c", measure="deductible", value="200", **given),
    ]


def compared(claims, monkeypatch, judge):
    monkeypatch.setattr(batch_module, "judge", judge)
    documents = table_of(DOCUMENTS, [document(claim.doc_id) for claim in claims])
    return compare_rows(table_of(CLAIMS, claims), pa.chunked_array([[claim.measure for claim in claims]]), documents)


def found(claims, documents):
    sides = [Evidence(side=n, value=claim.value, doc_id=claim.doc_id, start=0, end=3, quote="80%") for n, claim in enumerate(claims)]
    measure = claims[0].measure
    one = Contradiction(
        contradiction_id=measure,
        kind=ContradictionKind.VALUE,
        measure=measure,
        severity=0.5,
        summary=documents[claims[0].doc_id].source,
        evidence=tuple(sides),
    )
    return Judgement([one], Counter(contradicts=len(claims)))


@pytest.mark.parametrize("chunk", [1, 2, 1000])
def test_claims_meet_by_key_in_the_order_of_their_rows(claims, monkeypatch, chunk):
    monkeypatch.setattr(batch_module, "CHUNK", chunk)
    comparison = compared(claims, monkeypatch, found)
    assert [c.summary for c in comparison.contradictions] == ["a.txt", "b.txt"]
    assert comparison.rungs == {"contradicts": 3}
    assert {c.measure: [e.value for e in c.evidence] for c in comparison.contradictions} == {
        "deductible": ["100", "200"],
        "transfer_limit_count": ["3"],
    }


def test_a_key_that_fails_costs_the_others_nothing(claims, monkeypatch):
    def fails_on_deductibles(group, documents):
        if group[0].measure == "deductible":
            raise ZeroDivisionError("no base")
        return found(group, documents)

    (contradiction,), (reject,), rungs = compared(claims, monkeypatch, fails_on_deductibles)
    assert rungs == {"contradicts": 1}
    assert contradiction.measure == "transfer_limit_count"
    assert (reject.stage, reject.reason, reject.source, reject.doc_id) == ("compare", "failed", "a.txt", "a")
    assert "the 2 claims of deductible failed: ZeroDivisionError: no base" in reject.detail


def test_workers_that_cannot_start_are_not_blamed_on_the_documents():
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=os._exit, initargs=(1,)) as pool,
        pytest.raises(WorkersError, match="do not start here"),
    ):
        local._try_out(pool)
