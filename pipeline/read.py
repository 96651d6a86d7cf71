"""Documents from a file or a folder, one after the other, and a reject with a way to mend it for every file that is none.

Documents are the .txt and .md files at any depth and the records of JSON Lines and Parquet files, in the order of their files' paths
without the suffix. Hidden files and folders (with a dot in front) and the folder's manifest.csv are passed over; any other file is a
reject. `doc_id` is the path below the folder without its suffix, or file#id for a record.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.decoding import NotTextError, decode
from pipeline.manifest import MANIFEST, Entry, Manifest, parse
from pipeline.model import Document, Reject
from pipeline.records import Columns, Some, holds_records, records
from pipeline.walk import File, NothingToReadError, found, refuse, unreadable, walk

MAX_BYTES = 20_000_000
SUFFIXES = (".txt", ".md")

_OFFICE = "soffice --headless --convert-to txt:Text FILE (LibreOffice)"
_CONVERTERS = {
    ".pdf": "pdftotext -layout FILE (for scanned pages: OCR first)",
    **dict.fromkeys((".doc", ".wps", ".rtf", ".ppt", ".pptx", ".dps"), _OFFICE),
    **dict.fromkeys((".docx", ".odt", ".epub"), "pandoc -t plain --wrap=none FILE -o FILE.txt"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".et"), "soffice --headless --convert-to csv FILE, then rename it to .txt (LibreOffice)"),
    **dict.fromkeys((".html", ".htm", ".mhtml", ".xml"), "pandoc -f html -t plain --wrap=none FILE -o FILE.txt"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"), "OCR (tesseract FILE FILE -l chi_sim)"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"), "unpacking it"),
}
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"PK\x03\x04", ".docx"),
    (b"{\\rtf", ".rtf"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n", ".png"),
    (b"GIF8", ".gif"),
    (b"\x1f\x8b", ".gz"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\x00"


class Options(NamedTuple):
    """How to read: the bytes of a document at most, and which columns of a record hold its text and its id."""

    max_bytes: int = MAX_BYTES
    columns: Columns = Columns()


class Piece(NamedTuple):
    """What is read in one go: a file, what the manifest says of it, and which of its records; all of them where that is None."""

    file: File
    entry: Entry = Entry()
    some: Some | None = None


class Reader(Iterator[Document | Reject]):
    """The documents and rejects of a file or a folder. `size` is how many bytes of files there are, `done` how many are behind.

    They come from the `pieces`, one after the other, with what is to be said of the manifest `first` and `last`.
    """

    def __init__(self, source: Path, options: Options) -> None:
        entries, faults = Manifest({}, [])
        if source.is_file():
            files = [found(source, source.name, source.stat().st_size)]
        elif source.is_dir():
            files = [file for file in walk(source) if file.source != MANIFEST]
            if not files:
                raise NothingToReadError(f"{source}: the folder is empty (put .txt or .md files in it)")
            entries, faults = _manifest(source)
        else:
            raise NothingToReadError(f"{source}: no such file or folder")
        self.source, self.options = source, options
        self.pieces = [Piece(file, entries.get(file.source, Entry())) for file in files]
        missing = sorted(entries.keys() - {file.source for file in files})
        self.first = [refuse(MANIFEST, "manifest", fault) for fault in faults]
        self.last = [refuse(MANIFEST, "manifest", f"it names {name}, which is not in the folder") for name in missing]
        self.size = sum(file.size for file in files)
        self.done = 0
        self._items = chain(self.first, documents(self.pieces, options, self._behind), self.last)

    def __next__(self) -> Document | Reject:
        return next(self._items)

    def _behind(self, done: int) -> None:
        self.done = done


def documents(
    pieces: Iterable[Piece], options: Options, behind: Callable[[int], None] = lambda _: None
) -> Iterator[Document | Reject]:
    """The documents and rejects of some pieces; `behind` is told how many bytes of them have been read."""
    taken, before = None, 0
    for piece in pieces:
        for item in _of(piece, options, lambda size, before=before: behind(before + size)):  # type: ignore[misc]
            if isinstance(item, Document) and item.doc_id == taken:
                why = f"another file here is {taken} too, with another suffix: rename one of the two"
                yield refuse(piece.file.source, "duplicate_id", why)
            else:
                taken = item.doc_id or taken
                yield item
        before += piece.file.size
        behind(before)


def _of(piece: Piece, options: Options, behind: Callable[[int], None]) -> Iterator[Document | Reject]:
    file = piece.file
    if file.refused:
        yield file.refused
    elif holds_records(file.path.name):
        yield from records(file.path, file.source, options.columns, options.max_bytes, behind, piece.some)
    else:
        yield _file(file, piece.entry, options.max_bytes)


def read(source: Path, options: Options = Options()) -> Reader:  # noqa: B008 - it is frozen
    """The documents and rejects of a file or a folder; NothingToReadError where there is neither."""
    return Reader(source, options)


def _manifest(root: Path) -> Manifest:
    try:
        return parse((root / MANIFEST).read_bytes())
    except FileNotFoundError:
        return Manifest({}, [])
    except OSError as error:
        return Manifest({}, [f"it cannot be read: {error.strerror}"])


def _file(file: File, entry: Entry, max_bytes: int) -> Document | Reject:
    """The document that a file is, or why it is none."""
    source, suffix = file.source, file.path.suffix.lower()
    if suffix not in SUFFIXES:
        return _unsupported(source, suffix)
    try:
        with file.path.open("rb") as raw:
            data = raw.read(max_bytes + 1)
            size = os.fstat(raw.fileno()).st_size
    except OSError as error:
        return unreadable(source, error)
    if len(data) > max_bytes:
        return refuse(source, "too_large", f"its {size:,} bytes are more than the limit of {max_bytes:,}: split it or raise the limit")
    if real := _disguised(data):
        return _unsupported(source, real, f"it is named {suffix}, but begins like a {real} file")
    try:
        text, encoding = decode(data)
    except NotTextError as error:
        return refuse(source, error.reason, error.detail)
    if not text.strip().strip(_UNSEEN).strip():
        return refuse(source, "empty", "it holds no text")
    return Document(
        doc_id=file.doc_id,
        source=source,
        text=text,
        sha256=sha256(data).hexdigest(),
        encoding=encoding,
        url=entry.url,
        publisher=entry.publisher,
        published=entry.published,
    )


def _disguised(data: bytes) -> str | None:
    """The suffix that a file should have by its first bytes, if it is none that holds text."""
    for magic, suffix in _MAGIC:
        if data.startswith(magic):
            return suffix
    return ".html" if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP) else None


def _unsupported(source: str, suffix: str, why: str | None = None) -> Reject:
    why = why or (f"{suffix} files are not read" if suffix else "files without a suffix are not read")
    converter = _CONVERTERS.get(suffix)
    mend = f"convert it to .txt first: {converter}" if converter else f"if it holds text, rename it to {' or '.join(SUFFIXES)}"
    return refuse(source, "unsupported", f"{why}; {mend}")
