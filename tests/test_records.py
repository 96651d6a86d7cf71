"""Documents from records: JSON Lines, packed or not, and Parquet; what is wrong with one record costs no other."""

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.model import Document, Reject
from pipeline.read import Options, read
from pipeline.records import Columns

ROWS = [
    {"id": "甲", "text": "住院报销80%。", "url": "https://example.gov.cn/1", "date": "2025-03-01 08:00"},
    {"id": 7, "content": "门诊报销60%。", "publisher": "某市医保局"},
]


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def zst(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return bytes(sink.getvalue())


def documents(path: Path, columns: Columns = Columns()) -> list[Document]:  # noqa: B008 - it is frozen
    return [item for item in read(path, Options(columns=columns)) if isinstance(item, Document)]


def rejects(path: Path, options: Options = Options()) -> list[tuple[str, str]]:  # noqa: B008
    return [(item.reason, item.detail) for item in read(path, options) if isinstance(item, Reject)]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("crawl.jsonl", bytes),
        ("crawl.ndjson", bytes),
        ("CRAWL.JSONL", bytes),
        ("crawl.jsonl.gz", gzip.compress),
        ("crawl.jsonl.zst", zst),
        ("two.jsonl.gz", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])),
    ],
    ids=["jsonl", "ndjson", "capitals", "gz", "zst", "gz in two members"],
)
def test_each_line_is_a_document(tmp_path, name, pack):
    (tmp_path / name).write_bytes(pack(lines(*ROWS)))
    first, second = documents(tmp_path / name)
    assert (first.doc_id, first.source, first.text) == (f"{name}#甲", name, "住院报销80%。")
    assert (first.url, first.publisher, first.published) == ("https://example.gov.cn/1", None, "2025-03-01")
    assert (second.doc_id, second.text, second.publisher) == (f"{name}#7", "门诊报销60%。", "某市医保局")


def test_rows_of_parquet_are_documents(tmp_path):
    rows = pa.table({"text": ["医保", "养老"], "site": ["甲", None], "published": [date(2025, 3, 1), None], "other": [1, 2]})
    pq.write_table(rows, tmp_path / "set.parquet")
    first, second = documents(tmp_path / "set.parquet")
    assert (first.doc_id, first.text, first.publisher, first.published) == ("set.parquet#1", "医保", "甲", "2025-03-01")
    assert (second.doc_id, second.publisher, second.published) == ("set.parquet#2", None, None)


def test_a_moment_is_told_as_its_day(tmp_path):
    pq.write_table(pa.table({"text": ["医保"], "time": [datetime(2025, 3, 1, 8, 30)]}), tmp_path / "set.parquet")
    assert documents(tmp_path / "set.parquet")[0].published == "2025-03-01"


def test_columns_can_be_chosen(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(lines({"text": "no", "article": "医保", "key": "k1"}))
    (page,) = documents(tmp_path / "x.jsonl", Columns("article", "key"))
    assert (page.doc_id, page.text) == ("x.jsonl#k1", "医保")


def test_records_stand_beside_files_of_text(tmp_path):
    (tmp_path / "b.txt").write_text("医保")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.jsonl").write_bytes(lines(*ROWS))
    (tmp_path / "c.jsonl").write_bytes(lines({"text": "医保"}))
    assert [page.doc_id for page in documents(tmp_path)] == ["a/x.jsonl#甲", "a/x.jsonl#7", "b", "c.jsonl#1"]


@pytest.mark.parametrize(
    ("row", "reason", "detail"),
    [
        pytest.param(b'{"text": "half', "record", "record 2: it is no JSON", id="torn"),
        pytest.param(b'["a list"]', "record", "record 2: it is no JSON object", id="a list"),
        pytest.param(b"[" * 5_000, "record", "record 2: it is no JSON that can be read (nested too deeply)", id="deep"),
        pytest.param(b"\xff\xfe{}", "record", "record 2: it is no JSON", id="no UTF-8"),
        pytest.param(b'{"name": "x"}', "record", "it has name (choose one with --text-column)", id="no text"),
        pytest.param(b'{"text": 5}', "record", "record 2: its text is a number or the like, not text", id="text that is none"),
        pytest.param(b'{"text": " \\u200b"}', "empty", "record 2: it holds no text", id="empty"),
        pytest.param(lines({"id": "甲", "text": "x"}).strip(), "duplicate_id", "record 2: another one above has the id 甲 too", id="twice"),
        pytest.param(lines({"text": "x" * 2000}).strip(), "too_large", "record 2: its 2,000 bytes are more than", id="large"),
        pytest.param(b'{"text": "' + b"x" * 9000, "record", "record 2: its line is longer than 6,000 bytes", id="longer than any record"),
    ],
)
def test_what_is_no_document_is_a_reject_and_the_next_record_is_read(tmp_path, row, reason, detail):
    (tmp_path / "x.jsonl").write_bytes(lines(ROWS[0]) + row + b"\n" + lines(ROWS[1]))
    ((found, said),) = rejects(tmp_path / "x.jsonl", Options(max_bytes=1000))
    assert found == reason
    assert detail in said
    assert [page.doc_id for page in documents(tmp_path / "x.jsonl")][-1] == "x.jsonl#7"


def test_empty_lines_count_but_are_no_records(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b"\n" + lines({"text": "医保"}) + b"\n")
    assert [page.doc_id for page in documents(tmp_path / "x.jsonl")] == ["x.jsonl#2"]


def test_half_of_a_surrogate_pair_is_replaced(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b'{"text": "\\u533b\\ud800\\u4fdd"}\n')
    assert documents(tmp_path / "x.jsonl")[0].text == "医\ufffd保"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.jsonl.gz", gzip.compress(lines(*ROWS) * 50)[:-20]),
        ("x.jsonl.gz", b"no gzip"),
        ("x.jsonl.zst", b"no zstd"),
        ("x.parquet", b"PAR1 no parquet"),
    ],
    ids=["torn gz", "no gz", "no zst", "no Parquet"],
)
def test_a_damaged_file_is_a_reject_that_says_so(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    reason, detail = rejects(tmp_path / name)[-1]
    assert reason in ("damaged", "unreadable")
    assert detail


def test_a_column_of_parquet_that_holds_no_text_is_named(tmp_path):
    pq.write_table(pa.table({"body_html": ["医保"], "n": [1]}), tmp_path / "x.parquet")
    ((_, detail),) = rejects(tmp_path / "x.parquet")
    assert "it has body_html, n (choose one with --text-column)" in detail


def test_a_chosen_id_that_is_not_there_is_told(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(lines(ROWS[0]))
    ((_, detail),) = rejects(tmp_path / "x.jsonl", Options(columns=Columns(id="key")))
    assert "it has no key (choose another column with --id-column)" in detail


def test_the_reader_tells_how_much_is_behind(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines(*ROWS) * 3)
    (tmp_path / "b.txt").write_text("医保")
    reader = read(tmp_path)
    assert reader.size == sum(path.stat().st_size for path in tmp_path.iterdir())
    next(reader)
    assert 0 < reader.done < reader.size
    list(reader)
    assert reader.done == reader.size
