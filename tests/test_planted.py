"""The measure of planted contradictions: what counts as found, as wrong and as an accusation."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.planted import Found, counted
from benchmarks.truth import read_truth

SIDE = {"start": 10, "end": 14, "quote": "60%", "around": "", "shape": "s"}
PAIRS = (
    {"category": "contradiction", "id": "c1", "kind": "value", "family": "rate", "half": "unseen",
     "sides": [{**SIDE, "doc": "a"}, {**SIDE, "doc": "b"}]},
    {"category": "contradiction", "id": "c2", "kind": "polarity", "family": "can", "half": "seen",
     "sides": [{**SIDE, "doc": "c"}, {**SIDE, "doc": "d"}]},
    {"category": "contradiction", "id": "c3", "kind": "arithmetic", "family": "days", "half": "seen", "sides": [{**SIDE, "doc": "g"}]},
    {"category": "harmless", "id": "h1", "kind": "level", "family": "rate", "half": "seen",
     "sides": [{**SIDE, "doc": "e"}, {**SIDE, "doc": "f"}]},
    {"category": "copy", "doc": "copy", "of": "b"},
)  # fmt: skip


def _found(tmp_path: Path, kind: str, *evidence: tuple[str, int, int, int]) -> tuple[str, ...]:
    """What is counted where one contradiction is reported with this evidence: document, side, start, end."""
    (tmp_path / "truth.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in PAIRS), encoding="utf-8")
    pq.write_table(pa.table({"contradiction_id": ["x"], "kind": [kind]}), tmp_path / "contradictions.parquet")
    rows = [
        {"contradiction_id": "x", "side": side, "claim_id": "", "doc_id": f"pages#{doc}", "start": start, "end": end, "quote": "报销60%"}
        for doc, side, start, end in evidence
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "contradiction_evidence.parquet")
    truth = read_truth(tmp_path / "truth.jsonl")
    _, recall, unseen, _, precision, accused = counted(truth, Found(truth, tmp_path))
    return recall, unseen, precision, accused


@pytest.mark.parametrize(
    ("case", "kind", "evidence", "expected"),
    [
        ("both quotes", "value", [("a", 0, 8, 14), ("b", 1, 12, 20)], ("0.333", "1.000", "1.000", "0 of 1")),
        ("a date that the pages may give", "outdated", [("a", 0, 8, 14), ("b", 1, 12, 20)], ("0.333", "1.000", "1.000", "0 of 1")),
        ("a copy instead", "value", [("a", 0, 8, 14), ("copy", 1, 90, 99)], ("0.333", "1.000", "1.000", "0 of 1")),
        ("a wrong sum against another page", "value", [("g", 0, 10, 14), ("e", 1, 8, 14)], ("0.000", "0.000", "1.000", "0 of 1")),
        ("a wrong sum against another list", "set", [("g", 0, 10, 14), ("e", 1, 8, 14)], ("0.000", "0.000", "0.000", "0 of 1")),
        ("one quote", "value", [("a", 0, 8, 14), ("e", 1, 8, 14)], ("0.000", "0.000", "0.000", "0 of 1")),
        ("beside the quote", "value", [("a", 0, 0, 10), ("b", 1, 10, 14)], ("0.000", "0.000", "0.000", "0 of 1")),
        ("another kind", "value", [("c", 0, 10, 14), ("d", 1, 10, 14)], ("0.000", "0.000", "0.000", "0 of 1")),
        ("a harmless pair", "value", [("e", 0, 10, 14), ("f", 1, 10, 14)], ("0.000", "0.000", "0.000", "1 of 1")),
        ("a harmless pair on one side", "value", [("e", 0, 10, 14), ("f", 0, 10, 14)], ("0.000", "0.000", "0.000", "0 of 1")),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_counts(
    tmp_path: Path, case: str, kind: str, evidence: list[tuple[str, int, int, int]], expected: tuple[str, ...]
) -> None:
    assert _found(tmp_path, kind, *evidence) == expected, case
