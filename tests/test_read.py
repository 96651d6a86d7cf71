"""Files become documents or rejects: encodings, what is no text, links, the manifest, and order."""

import os
import socket
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO

import pytest

from pipeline.decoding import NotTextError, decode
from pipeline.model import Document, Reject, Stage
from pipeline.read import MAX_BYTES, Options, read
from pipeline.walk import NothingToReadError

PAGE = "医保门诊报销比例"


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def ids(folder: Path, max_bytes: int = MAX_BYTES) -> list[str]:
    return [item.doc_id for item in read(folder, Options(max_bytes=max_bytes)) if isinstance(item, Document)]


def rejects(folder: Path, max_bytes: int = MAX_BYTES) -> list[tuple[str, str]]:
    return [(item.source, item.reason) for item in read(folder, Options(max_bytes=max_bytes)) if isinstance(item, Reject)]


def only(folder: Path) -> Document:
    (item,) = read(folder)
    assert isinstance(item, Document)
    return item


SIMPLIFIED = "城乡居民医保，每人每年四百元。"
TRADITIONAL = "職工醫保住院報銷比例為85%，退休人員為90%。"
ENCODED = {
    "utf-8": (SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
    "utf-8 with a mark": (SIMPLIFIED.encode("utf-8-sig"), SIMPLIFIED, "utf-8-sig"),
    "plain ascii": (b"300 yuan", "300 yuan", "utf-8"),
    "utf-16 little end first": (b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED, "utf-16"),
    "utf-16 big end first": (b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16"),
    "utf-32": (b"\xff\xfe\0\0" + SIMPLIFIED.encode("utf-32-le"), SIMPLIFIED, "utf-32"),
    "gbk": (SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030"),
    "gbk, four ideographs": ("医保门诊".encode("gbk"), "医保门诊", "gb18030"),
    "gbk, mostly digits": ("2025年个人缴400元".encode("gbk"), "2025年个人缴400元", "gb18030"),
    "gb18030, a rare sign in four bytes": ("参保人㐂每年缴四百元".encode("gb18030"), "参保人㐂每年缴四百元", "gb18030"),
    "gbk, traditional": (TRADITIONAL.encode("gbk"), TRADITIONAL, "gb18030"),
    "big5": (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
    "big5, four ideographs": ("醫保門診".encode("big5"), "醫保門診", "big5"),
    "crlf is kept": ("一\r\n二".encode(), "一\r\n二", "utf-8"),
}


@pytest.mark.parametrize(("data", "text", "encoding"), ENCODED.values(), ids=ENCODED)
def test_bytes_are_read_in_their_encoding(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


NO_TEXT = {
    "latin-1": ("Größe über alles".encode("latin-1"), "undecodable"),
    "cyrillic": ("Привет мир это тест".encode("cp1251"), "undecodable"),
    "utf-8 cut inside a character": (SIMPLIFIED.encode()[:-1], "undecodable"),
    "utf-8 with a foreign byte": ((SIMPLIFIED * 3).encode() + b"\xff" + SIMPLIFIED.encode(), "undecodable"),
    "utf-16 of odd length": (b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le")[:-1], "undecodable"),
    "zero bytes": (b"abc\0\0def", "binary"),
    "utf-16 without a mark": ("abc".encode("utf-16-le"), "binary"),
    "control characters": (b"\x01\x02\x03\x04\x05abc", "binary"),
}


@pytest.mark.parametrize(("data", "reason"), NO_TEXT.values(), ids=NO_TEXT)
def test_other_bytes_are_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(NotTextError) as caught:
        decode(data)
    assert caught.value.reason == reason


def test_damage_is_located() -> None:
    with pytest.raises(NotTextError, match=r"byte 49 \(line 2\)"):
        decode((SIMPLIFIED + "\n").encode() + "医".encode() + b"\xff" + SIMPLIFIED.encode())


def test_documents_come_in_the_order_of_their_paths_at_any_depth(tmp_path: Path) -> None:
    put(tmp_path, {"b.txt": PAGE, "a/c.md": PAGE, "a/b/z.TXT": PAGE, "市/页.txt": PAGE, "a.b.txt": PAGE})
    assert ids(tmp_path) == ["a.b", "a/b/z", "a/c", "b", "市/页"]


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    put(tmp_path, {"省/页.txt": "\ufeff" + PAGE + "\r\n"})
    assert only(tmp_path) == Document(
        doc_id="省/页",
        source="省/页.txt",
        text=PAGE + "\r\n",
        sha256=sha256(("\ufeff" + PAGE + "\r\n").encode()).hexdigest(),
        encoding="utf-8-sig",
    )


def test_a_single_file_is_named_after_itself(tmp_path: Path) -> None:
    put(tmp_path, {"深/页.txt": PAGE})
    (item,) = read(tmp_path / "深" / "页.txt")
    assert isinstance(item, Document)
    assert (item.doc_id, item.source) == ("页", "页.txt")


def test_hidden_files_are_passed_over_and_a_readme_is_a_document(tmp_path: Path) -> None:
    put(tmp_path, {".x.txt": PAGE, ".git/y.txt": PAGE, "README.md": PAGE})
    assert [item.source for item in read(tmp_path)] == ["README.md"]


def test_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": PAGE, "b.txt": PAGE})
    items = read(tmp_path)
    next(items)
    (tmp_path / "b.txt").write_bytes(b"")
    late = next(items)
    assert isinstance(late, Reject)
    assert late.reason == "empty"


JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))
REFUSED = {
    "empty": ("a.txt", b"", "empty", "no text"),
    "only spaces": ("a.txt", "\ufeff \r\n\u3000\u200b".encode(), "empty", "no text"),
    "binary": ("a.txt", b"\0\1\2", "binary", "zero bytes"),
    "undecodable": ("a.md", "Größe über".encode("latin-1"), "undecodable", "save it as UTF-8"),
    "pdf": ("a.pdf", b"%PDF-1.7", "unsupported", "pdftotext -layout"),
    "docx": ("a.DOCX", b"PK", "unsupported", "pandoc -t plain"),
    "xls": ("a.xls", b"", "unsupported", "convert-to csv"),
    "wps": ("a.wps", b"", "unsupported", "LibreOffice"),
    "html": ("a.html", b"<p>", "unsupported", "pandoc -f html"),
    "jpeg": ("a.jpg", JPEG, "unsupported", "OCR"),
    "csv": ("a.csv", b"a,b", "unsupported", "rename it to .txt"),
    "no suffix": ("a", b"a", "unsupported", "files without a suffix are not read"),
    "pdf in disguise": ("a.txt", b"%PDF-1.7 text", "unsupported", "named .txt, but begins like a .pdf file"),
    "jpeg in disguise": ("a.txt", JPEG, "unsupported", "begins like a .jpg file"),
    "word in disguise": ("a.md", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported", "begins like a .doc file"),
    "web page in disguise": ("a.txt", b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "unsupported", "begins like a .html file"),
}


@pytest.mark.parametrize(("name", "data", "reason", "mend"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_document_is_a_reject_that_says_how_to_mend_it(tmp_path: Path, name: str, data: bytes, reason: str, mend: str) -> None:
    (item,) = read(put(tmp_path, {name: data}))
    assert isinstance(item, Reject)
    assert (item.source, item.stage, item.reason, item.doc_id) == (name, Stage.READ, reason, None)
    assert mend in item.detail


def test_the_limit_of_size_counts_bytes_and_can_be_raised(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "9" * 100, "b.txt": "9" * 101})
    assert (ids(tmp_path, 100), rejects(tmp_path, 100)) == (["a"], [("b.txt", "too_large")])
    assert ids(tmp_path, 101) == ["a", "b"]


def test_one_name_with_two_suffixes_is_one_document(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": PAGE, "a.txt": PAGE, "b/a.txt": PAGE})
    assert (ids(tmp_path), rejects(tmp_path)) == (["a", "b/a"], [("a.txt", "duplicate_id")])


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", {"x.txt": PAGE})
    folder = put(tmp_path / "in", {"a.txt": PAGE})
    (folder / "b.txt").symlink_to(outside / "x.txt")
    (folder / "c").symlink_to(outside)
    (folder / "d.txt").symlink_to(folder / "a.txt")
    (folder / "e").symlink_to(folder)
    (folder / "f").symlink_to(folder / "f")
    (folder / "g.txt").symlink_to(folder / "nowhere")
    assert ids(folder) == ["a"]
    assert rejects(folder) == [
        ("b.txt", "link_outside"),
        ("c", "link_outside"),
        ("d.txt", "link_inside"),
        ("e", "link_inside"),
        ("f", "link_broken"),
        ("g.txt", "link_broken"),
    ]


def test_a_linked_input_folder_is_an_input_folder(tmp_path: Path) -> None:
    put(tmp_path / "real", {"a.txt": PAGE})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert ids(tmp_path / "link") == ["a"]


def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    place = Path.cwd()
    os.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.txt")
        assert rejects(tmp_path) == [("p.txt", "unreadable"), ("s.txt", "unreadable")]
    os.chdir(place)


def test_a_file_that_cannot_be_opened_is_a_reject_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *args: str, **options: str) -> IO[bytes]:
        if path.suffix == ".txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)  # type: ignore[call-overload]

    put(tmp_path, {"a.txt": PAGE})
    monkeypatch.setattr(Path, "open", refuse)  # root may open everything, so the refusal is played
    (item,) = read(tmp_path)
    assert isinstance(item, Reject)
    assert (item.reason, item.detail) == ("unreadable", "it cannot be opened: Permission denied")


def test_a_name_that_is_no_utf8_stays_readable(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("市.txt".encode("gbk"))).write_text(PAGE)
    assert only(tmp_path).doc_id == r"\xca\xd0"


MANIFEST = "file,url,publisher,published\na.txt,https://x.cn/1,某市医保局,2025-03-01\n市/b.md,,,2025/3/9\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_manifest_tells_about_files(tmp_path: Path, encoding: str) -> None:
    put(tmp_path, {"manifest.csv": MANIFEST.encode(encoding), "a.txt": PAGE, "市/b.md": PAGE, "c.txt": PAGE})
    told = {item.doc_id: (item.url, item.publisher, item.published) for item in read(tmp_path) if isinstance(item, Document)}
    assert told == {"a": ("https://x.cn/1", "某市医保局", "2025-03-01"), "市/b": (None, None, "2025-03-09"), "c": (None, None, None)}
    assert rejects(tmp_path) == []


NO_COLUMN = "its first line names no column file (write file,url,publisher,published): it was left aside"
FAULTS = {
    "a file that is not there": ("file\nb.txt\n", "it names b.txt, which is not in the folder"),
    "an unknown column": ("file,colour\na.txt,red\n", "column colour is not known and was left aside"),
    "a day that is none": ("file,published\na.txt,2025-02-30\n", "line 2: 2025-02-30 is no date (write 2025-03-01), so a.txt has none"),
    "a file named twice": ("file\na.txt\na.txt\n", "line 3 names a.txt once more and was left aside"),
    "a line without a file": ("file,url\n,https://x.cn\n", "line 2 names no file and was left aside"),
    "no column file": ("name;url\na.txt;x\n", NO_COLUMN),
    "nothing": ("", NO_COLUMN),
    "a field without end": ("file\n" + "x" * 200_000, "it is no CSV (field larger than field limit (131072)): it was left aside"),
    "control characters": ("file\n\1\1\1\1", "it holds many control characters, so it is no text; it was left aside"),
}


@pytest.mark.parametrize(("manifest", "detail"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_manifest_is_said_and_costs_no_document(tmp_path: Path, manifest: str, detail: str) -> None:
    put(tmp_path, {"manifest.csv": manifest, "a.txt": PAGE})
    assert ids(tmp_path) == ["a"]
    faults = [item for item in read(tmp_path) if isinstance(item, Reject)]
    assert [(fault.source, fault.reason, fault.detail) for fault in faults] == [("manifest.csv", "manifest", detail)]


def test_a_file_in_the_manifest_that_is_refused_is_not_missing(tmp_path: Path) -> None:
    put(tmp_path, {"manifest.csv": "file\na.pdf\n", "a.pdf": b"%PDF"})
    assert rejects(tmp_path) == [("a.pdf", "unsupported")]


@pytest.mark.parametrize("name", ["nowhere", "empty", "hidden"])
def test_no_input_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path / "hidden", {".a.txt": PAGE, "manifest.csv": ""})
    with pytest.raises(NothingToReadError) as caught:
        list(read(tmp_path / name))
    assert str(caught.value).startswith(str(tmp_path / name))
    assert "\n" not in str(caught.value)
