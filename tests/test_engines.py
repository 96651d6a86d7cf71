"""The local engine: parts, workers that die, documents that fail, keys that fail, keys that are crowds."""

from collections import Counter

import pytest
from on_disk import put
from tasks import die, dies_at_first, dies_at_odd_tasks, double

from pipeline.columns import table_of
from pipeline.compare import Judgement
from pipeline.engines import batch as batch_module
from pipeline.engines import comparing, local, plan, pool
from pipeline.engines.batch import extract_batch
from pipeline.engines.comparing import compare_all
from pipeline.engines.last import Last
from pipeline.engines.local import Working, build
from pipeline.engines.part import work
from pipeline.engines.pool import Workers, WorkersError
from pipeline.model import Claim, Contradiction, ContradictionKind, Document, Evidence, Reject, Stage
from pipeline.read import read
from pipeline.stored import files, load
from pipeline.tables import CLAIMS, DOCUMENTS


def document(name, text="住院报销比例为80%。"):
    return Document(doc_id=name, source=f"{name}.txt", text=text)


# Parts.


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(plan, "LEAST", 20)
    monkeypatch.setattr(plan, "MOST", 80)


def parts(names):
    return [[item.doc_id for item in part] for part in plan.parts(document(name) for name in names)]


def test_a_document_more_moves_the_ends_of_its_own_part_only(small_parts):
    names = [f"{n:03d}" for n in range(0, 600, 2)]
    before, after = parts(names), parts(sorted([*names, "301"]))
    assert len(before) > 50
    assert sum(part not in before for part in after) <= 3
    assert [name for part in after for name in part] == sorted([*names, "301"])


def test_a_part_has_its_bounds(small_parts):
    sizes = [len(part) * len(document("x").text) for part in parts(f"{n:03d}" for n in range(500))]
    assert min(sizes[:-1]) >= plan.LEAST
    assert max(sizes) < plan.MOST + len(document("x").text)


def test_there_is_a_part_even_of_nothing():
    assert list(plan.parts([])) == [[]]


# Workers.


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_their_tasks(workers):
    with Workers(workers) as some:
        assert list(some.map(double, range(9))) == [(n, 2 * n) for n in range(9)]


def test_a_task_whose_worker_died_is_done_again(tmp_path):
    with Workers(2) as some:
        tried = str(tmp_path / "tried")
        assert list(some.map(dies_at_first, [tried])) == [(tried, tried)]


def test_a_task_that_kills_is_mended_and_costs_the_others_nothing():
    with Workers(2) as some:
        assert [result for _, result in some.map(dies_at_odd_tasks, [0, 1, 2, 4], lambda task: task + 99)] == [0, 100, 2, 4]


def test_a_task_that_cannot_be_mended_says_so():
    with Workers(2) as some, pytest.raises(WorkersError, match="ended twice at one task"):
        list(some.map(dies_at_odd_tasks, [1]))


def test_workers_that_cannot_start_are_not_blamed_on_the_documents(monkeypatch):
    monkeypatch.setattr(pool, "_leave_interrupts_to_the_parent", die)
    with Workers(2) as some, pytest.raises(WorkersError, match="do not start here"):
        list(some.map(double, [1], double))


def test_tasks_that_kill_are_found():
    assert pool.killers(dies_at_odd_tasks, [2, 3, 4, 5]) == [3, 5]


# Documents that kill or fail.


def killing_batch(items, killers=()):
    """extract_batch, but a document named killer takes its process down."""
    if any(isinstance(item, Document) and item.doc_id == "killer" and item.doc_id not in killers for item in items):
        die()
    return extract_batch(items, killers)


def killing_work(task):
    killing_batch(task.documents, task.killers)
    return work(task)


def test_a_dead_worker_costs_only_the_document_that_killed_it(tmp_path, monkeypatch):
    for name in ("a", "killer", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("住院报销比例为80%。")
    monkeypatch.setattr(local, "INLINE", 0)
    monkeypatch.setattr(local, "work", killing_work)
    monkeypatch.setattr(local, "extract_batch", killing_batch)
    build(read(tmp_path), tmp_path / "tables", Last(None), Working(workers=2))
    assert load(tmp_path / "tables", "documents")["doc_id"].to_pylist() == ["a", "b", "c", "killer"]
    failed = [row for row in load(tmp_path / "tables", "rejects").to_pylist() if row["reason"] == "failed"]
    assert [(row["doc_id"], row["stage"]) for row in failed] == [("killer", "extract")]
    assert "ends the worker process" in failed[0]["detail"]


def failing_extract(document):
    if document.doc_id == "bad":
        raise ValueError("no such numeral")
    return batch_module.Extraction(document=document)


def test_a_document_that_fails_is_rejected_and_keeps_its_text(monkeypatch):
    monkeypatch.setattr(batch_module, "extract", failing_extract)
    tables = extract_batch([document("a"), document("bad"), document("c")]).tables
    assert tables["documents"]["doc_id"].to_pylist() == ["a", "bad", "c"]
    (reject,) = tables["rejects"].to_pylist()
    assert (reject["source"], reject["doc_id"], reject["stage"], reject["reason"]) == ("bad.txt", "bad", "extract", "failed")
    assert "ValueError: no such numeral (test_engines.py, line" in reject["detail"]


def test_what_could_not_be_read_stands_in_its_place(tmp_path):
    for name in ("a.txt", "b.pdf", "c.txt"):
        (tmp_path / name).write_text("住院报销比例为80%。")
    build(read(tmp_path), tmp_path / "tables", Last(None), Working())
    assert [path.name for path in files(tmp_path / "tables", "rejects")] == ["part-0000000.parquet"]
    rejects = load(tmp_path / "tables", "rejects").to_pylist()
    assert [row["source"] for row in rejects if row["stage"] == Stage.READ] == ["b.pdf"]


# Keys.


@pytest.fixture
def claims():
    """Two claims on one key in two documents, and one on another key between them."""
    given = {"segment_id": None, "start": 0, "end": 3, "quote": "80%", "rule": "r"}
    return [
        Claim(doc_id="a", measure="deductible", value="100", **given),
        Claim(doc_id="b", measure="transfer_limit_count", value="3", **given),
        Claim(doc_id="c", measure="deductible", value="200", **given),
        Claim(doc_id="d", measure="transfer_limit_count", value="4", **given),
    ]


def on_disk(folder, claims):
    pages = [document(name) for name in sorted({claim.doc_id for claim in claims})]
    return put(folder, {"claims": table_of(CLAIMS, claims), "documents": table_of(DOCUMENTS, pages)})


def found(claims, documents):
    sides = [Evidence(side=n, value=claim.value, doc_id=claim.doc_id, start=0, end=3, quote="80%") for n, claim in enumerate(claims)]
    one = Contradiction(
        contradiction_id=claims[0].measure,
        kind=ContradictionKind.VALUE,
        measure=claims[0].measure,
        severity=0.5,
        summary=documents[claims[0].doc_id].source,
        evidence=tuple(sides),
    )
    return Judgement([one], Counter(contradicts=len(claims)))


@pytest.mark.parametrize("rows", [1, 2, 1000])
def test_claims_meet_by_key_however_they_are_cut(claims, tmp_path, monkeypatch, rows):
    monkeypatch.setattr(batch_module, "judge", found)
    monkeypatch.setattr(comparing, "ROWS", rows)
    comparison = compare_all(on_disk(tmp_path, claims), Workers(1), "1GB")
    assert {c["contradiction_id"]: c["summary"] for c in comparison.contradictions.to_pylist()} == {
        "deductible": "a.txt", "transfer_limit_count": "b.txt"
    }  # fmt: skip
    assert comparison.rungs == {"contradicts": 4}
    sides = [(e["contradiction_id"], e["value"]) for e in comparison.evidence.to_pylist()]
    assert sides == [("deductible", "100"), ("deductible", "200"), ("transfer_limit_count", "3"), ("transfer_limit_count", "4")]


def test_only_the_keys_that_are_asked_for_are_compared(claims, tmp_path, monkeypatch):
    monkeypatch.setattr(batch_module, "judge", found)
    folder = on_disk(tmp_path, claims)
    assert compare_all(folder, Workers(1), "1GB", {"deductible||"}).contradictions["contradiction_id"].to_pylist() == ["deductible"]
    assert compare_all(folder, Workers(1), "1GB", set()).contradictions.num_rows == 0


def test_a_key_that_fails_costs_the_others_nothing(claims, tmp_path, monkeypatch):
    def fails_on_deductibles(group, documents):
        if group[0].measure == "deductible":
            raise ZeroDivisionError("no base")
        return found(group, documents)

    monkeypatch.setattr(batch_module, "judge", fails_on_deductibles)
    contradictions, _, (reject,), rungs = compare_all(on_disk(tmp_path, claims), Workers(1), "1GB")
    assert rungs == {"contradicts": 2}
    assert contradictions["measure"].to_pylist() == ["transfer_limit_count"]
    assert (reject.stage, reject.reason, reject.source, reject.doc_id) == ("compare", "failed", "a.txt", "a")
    assert "the 2 claims of deductible|| failed: ZeroDivisionError: no base" in reject.detail


def test_of_a_crowd_that_says_one_thing_the_first_speak_for_all(claims, tmp_path, monkeypatch):
    monkeypatch.setattr(batch_module, "judge", found)
    many = [Claim(doc_id=f"{n}", segment_id=None, start=0, end=3, quote="80%", rule="r", measure="deductible", value=value)
            for n, value in enumerate(["100"] * 5 + ["200"] * 5)]  # fmt: skip
    monkeypatch.setattr(comparing, "_TOGETHER", comparing._TOGETHER.replace("> 10000", "> 4").replace("<= 200", "<= 2"))
    comparison = compare_all(on_disk(tmp_path, many), Workers(1), "1GB")
    assert [(row["doc_id"], row["value"]) for row in comparison.evidence.to_pylist()] == [
        ("0", "100"), ("1", "100"), ("5", "200"), ("6", "200")
    ]  # fmt: skip


def test_a_reject_passes_through_the_batch():
    unread = Reject(source="x.pdf", stage=Stage.READ, reason="unsupported", detail="convert it")
    assert extract_batch([unread, document("a")]).tables["rejects"]["source"].to_pylist()[0] == "x.pdf"
