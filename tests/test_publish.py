"""Tables on disk: all of a run or none of it, the same bytes for the same rows, and others told apart."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from on_disk import contents, put
from upath import UPath

from pipeline import publish as module
from pipeline.columns import table_of
from pipeline.model import Document
from pipeline.publish import BusyError, publishing, write
from pipeline.stored import COMMON, TableError, connect, count, head, last_run, load, mark, marked, rows_with
from pipeline.tables import DOCUMENTS, TABLES


def documents(*texts):
    return table_of(DOCUMENTS, [Document(doc_id=text, source=f"{text}.txt", text=text) for text in texts])


def tables(*texts):
    """Nine tables, all empty but the documents."""
    return {name: table.schema.empty_table() for name, table in TABLES.items()} | {"documents": documents(*texts)}


def publish(folder, *texts):
    with publishing(folder) as place:
        put(place, tables(*texts))


def names(folder):
    return load(folder, "documents")["doc_id"].to_pylist()


def in_parts(folder, *parts):
    """The table documents in one part file for each list of names."""
    for n, texts in enumerate(parts):
        write(documents(*texts), folder / "documents.parquet" / f"part-{n}.parquet")
    pq.write_metadata(marked(documents(), {"snapshot": "5ca1ab1e"}).schema, folder / "documents.parquet" / COMMON)
    return folder


def test_what_is_written_is_read_back_with_its_metadata(tmp_path):
    rows = marked(documents("医保", "养老"), {"snapshot": "5ca1ab1e", "rules": "decade"})
    back = load(put(tmp_path, {"documents": rows}), "documents")
    assert back.equals(rows)
    assert (mark(back, "snapshot"), mark(back, "rules"), mark(back, "missing")) == ("5ca1ab1e", "decade", "")
    assert back.schema.field("doc_id").metadata[b"description"].startswith(b"The document")


def test_equal_rows_give_equal_bytes_however_they_lie_in_memory(tmp_path):
    texts = [f"{n}" * 300 for n in range(3000)]  # a few pages of Parquet
    write(documents(*texts), tmp_path / "1")
    write(pa.concat_tables([documents(*texts[:1700]), documents(*texts[1700:])]), tmp_path / "2")
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_a_long_table_is_written_in_row_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ROWS", 2)
    write(documents("a", "b", "c"), tmp_path / "x")
    assert pq.ParquetFile(tmp_path / "x").num_row_groups == 2


def test_a_run_replaces_all_tables_of_the_run_before(tmp_path):
    publish(tmp_path / "new" / "folder", "a")
    publish(tmp_path / "new" / "folder", "b")
    assert names(tmp_path / "new" / "folder") == ["b"]
    assert sorted(path.stem for path in (tmp_path / "new" / "folder").glob("*.parquet")) == sorted(TABLES)


def test_a_reader_of_the_run_before_keeps_its_tables(tmp_path):
    publish(tmp_path, "a")
    open_ = (tmp_path / "documents.parquet").resolve()
    publish(tmp_path, "b")
    assert pq.read_table(open_)["doc_id"].to_pylist() == ["a"]
    publish(tmp_path, "c")
    assert len(list((tmp_path / module.RUNS).iterdir())) == 2  # this one and the one before it


def test_a_failure_midway_leaves_every_old_table_whole(tmp_path):
    publish(tmp_path, "old")
    before = contents(tmp_path)

    def run():
        with publishing(tmp_path) as place:
            put(place, {"documents": documents("new")})
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        run()
    assert contents(tmp_path) == before
    assert len(list((tmp_path / module.RUNS).iterdir())) == 1


def test_what_a_killed_run_left_is_swept_up(tmp_path):
    publish(tmp_path, "a")
    put(tmp_path / module.RUNS / "000007", {"documents": documents("half")})
    assert names(tmp_path) == ["a"]
    publish(tmp_path, "b")
    assert not (tmp_path / module.RUNS / "000007").exists()
    assert names(tmp_path) == ["b"]


def test_tables_that_an_older_version_wrote_as_files_and_folders_make_way(tmp_path):
    put(tmp_path, tables("old"))
    (tmp_path / "documents.parquet").unlink()
    in_parts(tmp_path, ["old"])
    publish(tmp_path, "new")
    assert names(tmp_path) == ["new"]


def test_two_runs_do_not_write_at_one_time(tmp_path):
    with publishing(tmp_path) as place:
        with pytest.raises(BusyError, match="another run is writing into"), publishing(tmp_path):
            pass
        put(place, tables("a"))
    assert names(tmp_path) == ["a"]
    publish(tmp_path, "b")


def test_where_no_links_can_be_made_files_are_replaced(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(type(tmp_path), "symlink_to", refuse)
    for name in ("a", "b"):
        publish(tmp_path, name)
        assert names(tmp_path) == [name]
        assert not (tmp_path / "documents.parquet").is_symlink()


def test_a_folder_of_part_files_is_one_table(tmp_path):
    in_parts(tmp_path, ["a", "b"], ["c"])
    rows = load(tmp_path, "documents")
    assert (rows["doc_id"].to_pylist(), mark(rows, "snapshot")) == (["a", "b", "c"], "5ca1ab1e")
    assert pq.read_table(tmp_path / "documents.parquet").num_rows == 3
    assert count(tmp_path, "documents") == 3
    assert rows_with(tmp_path, "documents", "doc_id", ["c", "a"])["doc_id"].to_pylist() == ["a", "c"]
    assert head(tmp_path, "documents", 1)["doc_id"].to_pylist() == ["a"]
    with connect(tmp_path, ["documents"]) as database:
        assert database.sql("SELECT count(*), sum(n_chars) FROM documents").fetchall() == [(3, 3)]


def test_a_table_without_rows_has_a_head_with_columns(tmp_path):
    put(tmp_path, {"documents": documents()})
    assert head(tmp_path, "documents", 5).column_names == DOCUMENTS.schema.names


def test_tables_go_to_a_bucket_and_come_back():
    bucket = UPath("memory://bucket/tables")
    with publishing(bucket) as place:
        put(place, {name: rows for name, rows in tables().items() if name != "documents"})
        in_parts(place, ["a"], ["b"], ["c"])
    assert names(bucket) == ["a", "b", "c"]
    with publishing(bucket) as place:
        put(place, {name: rows for name, rows in tables().items() if name != "documents"})
        in_parts(place, ["a"], ["d"])
    assert names(bucket) == ["a", "d"]
    publish(bucket, "e")
    assert names(bucket) == ["e"]
    with connect(bucket, ["documents"]) as database:
        assert database.sql("SELECT doc_id FROM documents").fetchall() == [("e",)]


def write_other_version(path):
    pq.write_table(documents("a").replace_schema_metadata({"schema_version": "0"}), path)


def write_other_columns(path):
    pq.write_table(documents("a").drop_columns(["title"]), path)


def write_foreign(path):
    pq.write_table(pa.table({"x": [1]}), path)


def write_torn(path):
    path.write_bytes(b"PAR1 half a table")


def write_nothing(path):
    path.mkdir()


@pytest.mark.parametrize(
    ("write_", "said"),
    [
        pytest.param(write_other_version, "has schema version 0 and not 2", id="another version"),
        pytest.param(write_other_columns, "has other columns than the table documents", id="other columns"),
        pytest.param(write_foreign, "has schema version none and not 2", id="somebody else's file"),
        pytest.param(write_torn, "cannot be read", id="torn file"),
        pytest.param(write_nothing, "cannot be read", id="empty folder"),
    ],
)
def test_tables_that_cannot_be_used_are_told_and_rebuilt(tmp_path, write_, said):
    write_(tmp_path / "documents.parquet")
    with pytest.raises(TableError, match=said):
        load(tmp_path, "documents")
    (wrong,) = last_run(tmp_path)
    assert said in wrong
    assert wrong.endswith("rebuilt")


def test_a_table_that_is_not_there_says_what_makes_it(tmp_path):
    with pytest.raises(TableError, match=r"documents\.parquet is not there; `jiaokan run` makes it"):
        load(tmp_path, "documents")
    assert last_run(tmp_path) == []
