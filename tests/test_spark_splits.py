"""Large files in pieces, as the tasks of a cluster read them: together they give what the whole file gives."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.engines.digest import Digest, digest_of
from pipeline.engines.spark_cluster import why
from pipeline.engines.spark_splits import Stretch, ids, large, pieces, seen, size_of_splits, splits, stretches
from pipeline.read import Options, read
from pipeline.records import Columns

OPTIONS = Options(max_bytes=60)
LINES = [
    json.dumps({"id": "a", "text": "住院报销比例为80%。"}),
    "",
    "no json",
    json.dumps({"text": "一" * 21}),  # one too large; it would have the id 4
    json.dumps({"text": "x"}),
    json.dumps({"id": 5, "text": "taken by the record above, which has its number"}),
    json.dumps({"id": "a", "text": "taken"}),
    json.dumps({"text": "y" * 400}),  # a line longer than is read at one time
    json.dumps({"id": "b", "text": "z"}, ensure_ascii=False),
]


def read_in_pieces(reader, size):
    """What the splits give, as the engine makes them."""
    divided = {}
    for file in large(reader, size):
        made = pieces(file, [seen(stretch) for stretch in stretches(file.file, size)])
        found = [row for piece in made for batch in ids(0, piece, reader.options) for row in batch.to_pylist()]
        first = {}
        taken = frozenset(row["number"] for row in found if first.setdefault(row["id"], row["number"]) < row["number"])
        divided[file.file.source] = [piece._replace(some=piece.some and piece.some._replace(taken=taken)) for piece in made]
    made = splits(reader, size, divided)
    return [item for split in made for item in split.items(reader.options)], len(made)


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("size", [1, 7, 30, 64, 200, 10_000])
def test_pieces_of_lines_give_the_records_of_the_file(tmp_path, size, end):
    (tmp_path / "crawl.jsonl").write_text("\n".join(LINES) + end)
    assert read_in_pieces(read(tmp_path, OPTIONS), size)[0] == list(read(tmp_path, OPTIONS))


@pytest.mark.parametrize("group", [1, 3, 50])
@pytest.mark.parametrize("size", [10, 150, 400, 100_000])
def test_pieces_of_a_table_give_the_records_of_the_file(tmp_path, size, group):
    rows = pa.table({"id": [f"{n % 17}" for n in range(20)], "text": [f"第{n}条" for n in range(20)]})
    pq.write_table(rows, tmp_path / "crawl.parquet", row_group_size=group)
    made, count = read_in_pieces(read(tmp_path), size)
    assert made == list(read(tmp_path))
    assert (count > 1) == (size < 1000)


def test_a_table_without_a_column_of_text_is_one_reject(tmp_path):
    pq.write_table(pa.table({"n": list(range(100))}), tmp_path / "numbers.parquet", row_group_size=10)
    made, _ = read_in_pieces(read(tmp_path), 100)
    assert made == list(read(tmp_path))
    assert len(made) == 1


def test_a_damaged_table_is_read_whole(tmp_path):
    (tmp_path / "bad.parquet").write_bytes(b"PAR1" + b"x" * 100)
    made, _ = read_in_pieces(read(tmp_path), 10)
    assert made == list(read(tmp_path))
    assert made[0].reason == "damaged"


def test_a_piece_that_cannot_be_read_has_an_id_of_nothing(tmp_path):
    (tmp_path / "crawl.jsonl").write_text("\n".join(LINES))
    reader = read(tmp_path, OPTIONS)
    (piece,) = pieces(reader.pieces[0], [[*seen(Stretch(reader.pieces[0].file, 0, 1, 1))]])
    (tmp_path / "crawl.jsonl").unlink()
    assert [row for batch in ids(7, piece, OPTIONS) for row in batch.to_pylist()] == [{"file": 7, "id": None, "number": 0}]


def test_small_files_are_read_together_with_what_the_manifest_says(tmp_path):
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.txt").write_text("住院报销比例为80%。")
    (tmp_path / "b.md").write_text("the same document, with another suffix")
    (tmp_path / "manifest.csv").write_text("file,colour\nnone.txt,red\n")
    made, count = read_in_pieces(read(tmp_path), 60)
    assert made == list(read(tmp_path))
    assert [item.reason for item in made if hasattr(item, "reason")] == ["manifest", "duplicate_id", "manifest"]
    assert count == 3


def test_packed_lines_are_not_divided(tmp_path):
    (tmp_path / "crawl.jsonl.gz").write_bytes(b"x" * 100)
    assert large(read(tmp_path), 10) == []


def test_an_input_is_cut_for_the_cores_that_there_are(tmp_path):
    (tmp_path / "crawl.jsonl").write_text(" ")
    reader = read(tmp_path, Options(columns=Columns("text")))
    reader.size = 160 << 20
    assert [size_of_splits(reader, cores) >> 20 for cores in (1, 4, 1000)] == [32, 10, 2]


def test_of_a_long_trace_one_line_is_told():
    trace = """Job aborted due to stage failure: Task 0 in stage 2.0 failed 4 times
Traceback (most recent call last):
  File "worker.py", line 9, in main
    process()
    ^^^^^^^^^
  File "tasks.py", line 1, in work
pyarrow.lib.ArrowInvalid: Schema was different:
after: string
\tat org.apache.spark.Executor.run(Executor.scala:1)"""
    assert str(why(RuntimeError(trace))) == "Spark gave up: pyarrow.lib.ArrowInvalid: Schema was different:"
    crashed = "Job aborted\nSparkException: Python worker exited unexpectedly (crashed)\n\tat org.apache"
    assert str(why(RuntimeError(crashed))) == "Spark gave up: SparkException: Python worker exited unexpectedly (crashed)"
    assert str(why(RuntimeError("no such master"))) == "Spark gave up: no such master"


def test_a_digest_is_put_together_from_those_of_its_parts():
    prints = [f"{n * 7919:012x}" for n in range(9)]
    whole = digest_of(prints)
    assert digest_of(prints[:2]).then(digest_of(prints[2:2])).then(digest_of(prints[2:])) == whole
    assert Digest().then(whole) == whole
    assert digest_of(reversed(prints)) != whole
