"""A look at the folder of documents: what is in it by content, and what differs between two looks."""

import os
import time

import pytest

from pipeline.inventory import RECORD, Difference, difference, digest, look, record, recorded
from pipeline.read import NothingToReadError

HOUR = 3_600 * 10**9


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "pages"
    (folder / "more").mkdir(parents=True)
    for name, text in {"a.txt": "甲", "b.txt": "乙", "more/c.pdf": "丙", "manifest.csv": "file,url\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    return folder


def age(path, nanoseconds=HOUR):
    then = time.time_ns() - nanoseconds
    os.utime(path, ns=(then, then))


def test_a_look_sees_every_file_that_a_run_reads_or_declines(folder):
    assert sorted(look(folder, {})) == ["a.txt", "b.txt", "manifest.csv", "more/c.pdf"]
    assert list(look(folder / "a.txt", {})) == ["a.txt"]


def test_times_do_not_matter_and_content_does(folder):
    before = digest(look(folder, {}))
    age(folder / "a.txt")
    assert digest(look(folder, {})) == before
    (folder / "a.txt").write_text("申", encoding="utf-8")  # as long as before
    assert digest(look(folder, {})) != before


@pytest.mark.parametrize(
    ("act", "found"),
    [
        (lambda f: (f / "d.txt").write_text("丁", encoding="utf-8"), Difference(["d.txt"], [], [], [])),
        (lambda f: (f / "a.txt").unlink(), Difference([], ["a.txt"], [], [])),
        (lambda f: (f / "a.txt").write_text("申", encoding="utf-8"), Difference([], [], ["a.txt"], [])),
        (lambda f: (f / "a.txt").rename(f / "z.txt"), Difference([], [], [], ["a.txt → z.txt"])),
        (lambda f: (f / "manifest.csv").write_text("file\n", encoding="utf-8"), Difference([], [], ["manifest.csv"], [])),
        (lambda f: (f / "more/c.pdf").write_text("另", encoding="utf-8"), Difference([], [], ["more/c.pdf"], [])),
        (lambda f: age(f / "a.txt"), Difference([], [], [], [])),
    ],
    ids=["added", "removed", "changed", "renamed", "the manifest", "a file that is not read", "touched"],
)
def test_what_differs_between_two_looks(folder, act, found):
    before = look(folder, {})
    act(folder)
    after = look(folder, before)
    assert difference(before, after) == found
    assert (digest(before) == digest(after)) is not any(found)


def test_two_files_of_one_content_renamed_are_two_renames(folder):
    (folder / "b.txt").write_text("甲", encoding="utf-8")
    before = look(folder, {})
    (folder / "a.txt").rename(folder / "y.txt")
    (folder / "b.txt").rename(folder / "z.txt")
    assert difference(before, look(folder, before)) == Difference([], [], [], ["a.txt → y.txt", "b.txt → z.txt"])


def test_a_file_is_read_again_only_where_its_stamp_differs(folder, monkeypatch):
    later = time.time_ns() + HOUR
    monkeypatch.setattr("pipeline.inventory.time.time_ns", lambda: later)
    before = look(folder, {})
    known = {name: entry._replace(digest=f"as known: {name}") for name, entry in before.items()}
    (folder / "b.txt").write_text("乙乙", encoding="utf-8")
    assert [name for name, entry in look(folder, known).items() if not entry.digest.startswith("as known")] == ["b.txt"]


def test_a_file_written_right_before_the_look_is_read_at_the_next_as_well(folder):
    assert {entry.stamp for entry in look(folder, {}).values()} == {None}


def test_a_file_whose_time_was_put_back_is_read_again(folder, monkeypatch):
    later = time.time_ns() + HOUR
    monkeypatch.setattr("pipeline.inventory.time.time_ns", lambda: later)
    then = (folder / "a.txt").stat()
    before = look(folder, {})
    (folder / "a.txt").write_text("申", encoding="utf-8")
    os.utime(folder / "a.txt", ns=(then.st_atime_ns, then.st_mtime_ns))
    assert difference(before, look(folder, before)).changed == ["a.txt"]


def test_a_file_that_goes_during_the_look_is_not_there(folder, monkeypatch):
    there = list(look(folder, {}))
    monkeypatch.setattr("pipeline.inventory._files", lambda source: [(source / name, name) for name in [*there, "gone.txt"]])
    assert list(look(folder, {})) == there


def test_links_and_what_is_no_file_are_seen_and_not_followed(folder, tmp_path):
    (tmp_path / "outside.txt").write_text("外", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(folder / "pipe.txt")
    seen = look(folder, {})
    assert seen["link.txt"].digest == f"link: {tmp_path / 'outside.txt'}"
    assert seen["pipe.txt"].digest == "no file"


def test_no_folder_and_an_empty_one_are_told(tmp_path):
    with pytest.raises(NothingToReadError, match=r"nowhere: the folder cannot be opened \(No such file or directory\)"):
        look(tmp_path / "nowhere", {})
    with pytest.raises(NothingToReadError, match="the folder is empty"):
        look(tmp_path, {})


def test_a_recorded_look_comes_back_whole(folder, tmp_path):
    seen = look(folder, {})
    record(seen, tmp_path / "tables")
    assert recorded(tmp_path / "tables") == seen


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": ["x", [1, 2]]}'[:-4]])
def test_a_record_that_cannot_be_used_counts_as_none(tmp_path, text):
    assert recorded(tmp_path) == {}
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    assert recorded(tmp_path) == {}


def test_many_files_are_told_by_number_and_some_names():
    names = [f"{n}.txt" for n in range(7)]
    assert Difference(names, [], ["a"], []).told() == {
        "added": "7 files: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more",
        "changed": "1 file: a",
    }
