"""Tables on disk: whole or not at all, the same bytes for the same rows, and old ones recognised."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from upath import UPath

from pipeline import publish as publish_module
from pipeline.columns import table_of
from pipeline.model import Document
from pipeline.publish import TableError, last_run, load, mark, marked, publish
from pipeline.tables import DOCUMENTS, REJECTS


def documents(*texts):
    return table_of(DOCUMENTS, [Document(doc_id=text, source=f"{text}.txt", text=text) for text in texts])


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_is_published_is_read_back_with_its_metadata(tmp_path):
    rows = marked(documents("医保", "养老"), {"snapshot": "5ca1ab1e", "rules": "decade"})
    publish({"documents": rows}, tmp_path / "new" / "folder")
    back = load(tmp_path / "new" / "folder", "documents")
    assert back.equals(rows)
    assert (mark(back, "snapshot"), mark(back, "rules"), mark(back, "missing")) == ("5ca1ab1e", "decade", "")
    assert back.schema.field("doc_id").metadata[b"description"].startswith(b"The document")


def test_equal_rows_give_equal_bytes_however_they_lie_in_memory(tmp_path):
    texts = [f"{n}" * 300 for n in range(3000)]  # a few pages of Parquet
    publish({"documents": documents(*texts)}, tmp_path / "1")
    publish({"documents": pa.concat_tables([documents(*texts[:1700]), documents(*texts[1700:])])}, tmp_path / "2")
    assert (tmp_path / "1" / "documents.parquet").read_bytes() == (tmp_path / "2" / "documents.parquet").read_bytes()


def test_a_long_table_is_written_in_row_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(publish_module, "ROWS", 2)
    publish({"documents": documents("a", "b", "c")}, tmp_path)
    assert pq.ParquetFile(tmp_path / "documents.parquet").num_row_groups == 2


def test_a_failure_midway_leaves_every_old_table_whole(tmp_path, monkeypatch):
    publish({"documents": documents("old"), "rejects": table_of(REJECTS, [])}, tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    real = publish_module._write

    def full(rows, file):
        if rows.column_names == REJECTS.schema.names:
            file.write(b"half a table")
            raise OSError(28, "No space left on device")
        real(rows, file)

    monkeypatch.setattr(publish_module, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        publish({"documents": documents("new"), "rejects": table_of(REJECTS, [])}, tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_a_folder_of_part_files_is_read_and_replaced(tmp_path):
    parts = tmp_path / "documents.parquet"
    parts.mkdir()
    pq.write_table(documents("a"), parts / "part-0.parquet")
    pq.write_table(documents("b"), parts / "part-1.parquet")
    assert load(tmp_path, "documents")["doc_id"].to_pylist() == ["a", "b"]
    publish({"documents": documents("c")}, tmp_path)
    assert load(tmp_path, "documents")["doc_id"].to_pylist() == ["c"]


def test_tables_go_to_a_bucket_and_come_back():
    bucket = UPath("memory://bucket/tables")
    publish({"documents": documents("a")}, bucket)
    assert load(bucket, "documents")["doc_id"].to_pylist() == ["a"]


def write_other_version(path):
    pq.write_table(documents("a").replace_schema_metadata({"schema_version": "0"}), path)


def write_other_columns(path):
    pq.write_table(documents("a").drop_columns(["title"]), path)


def write_foreign(path):
    pq.write_table(pa.table({"x": [1]}), path)


def write_torn(path):
    path.write_bytes(b"PAR1 half a table")


@pytest.mark.parametrize(
    ("write", "said"),
    [
        pytest.param(write_other_version, "has schema version 0 and not 1", id="another version"),
        pytest.param(write_other_columns, "has other columns than the table documents", id="other columns"),
        pytest.param(write_foreign, "has schema version none and not 1", id="somebody else's file"),
        pytest.param(write_torn, "cannot be read", id="torn file"),
    ],
)
def test_tables_that_cannot_be_used_are_told_and_rebuilt(tmp_path, write, said):
    write(tmp_path / "documents.parquet")
    with pytest.raises(TableError, match=said):
        load(tmp_path, "documents")
    found, wrong = last_run(tmp_path, ["documents"])
    assert found == {}
    assert len(wrong) == 1
    assert said in wrong[0]
    assert wrong[0].endswith("rebuilt")


def test_a_table_that_is_not_there_says_what_makes_it(tmp_path):
    with pytest.raises(TableError, match=r"documents\.parquet is not there; `jiaokan run` makes it"):
        load(tmp_path, "documents")
    assert last_run(tmp_path, ["documents"]) == ({}, [])
