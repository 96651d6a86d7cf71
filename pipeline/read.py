"""Documents from a file or a folder, one after the other, and a reject with a way to mend it for every file that is none.

Documents are the .txt and .md files at any depth, in the order of their paths. Hidden files and folders (with a dot in front) and the
folder's manifest.csv are passed over; any other file is a reject. `doc_id` is the path below the folder without its suffix.
"""

import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pipeline.decoding import NotTextError, decode
from pipeline.manifest import MANIFEST, Entry, Manifest, parse
from pipeline.model import Document, Reject, Stage

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


class NothingToReadError(Exception):
    """There is no input to work on; its message says in one line what is missing."""


def read(source: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | Reject]:
    """The documents and rejects of a file or a folder; NothingToReadError where there is neither."""
    if source.is_file():
        return iter([_file(source, source.name, Entry(), max_bytes)])
    if not source.is_dir():
        raise NothingToReadError(f"{source}: no such file or folder")
    return _folder(source, max_bytes)


def _folder(root: Path, max_bytes: int) -> Iterator[Document | Reject]:
    entries, faults = _manifest(root)
    yield from (_reject(MANIFEST, "manifest", fault) for fault in faults)
    unnamed = set(entries)
    taken: set[str] = set()
    folder, nothing = "", True
    for path, source, refused in walk(root):
        nothing = False
        unnamed.discard(source)
        if refused is not None:
            yield refused
            continue
        here, _, _ = source.rpartition("/")
        if here != folder:
            folder, taken = here, set()
        item = _file(path, source, entries.get(source, Entry()), max_bytes)
        if isinstance(item, Document):
            if item.doc_id in taken:
                yield _reject(source, "duplicate_id", f"another file here is {item.doc_id} too, with another suffix: rename one of the two")
                continue
            taken.add(item.doc_id)
        yield item
    for source in entries:
        if source in unnamed:
            yield _reject(MANIFEST, "manifest", f"it names {source}, which is not in the folder")
    if nothing:
        raise NothingToReadError(f"{root}: the folder is empty (put .txt or .md files in it)")


def _manifest(root: Path) -> Manifest:
    try:
        return parse((root / MANIFEST).read_bytes())
    except FileNotFoundError:
        return Manifest({}, [])
    except OSError as error:
        return Manifest({}, [f"it cannot be read: {error.strerror}"])


def walk(root: Path) -> Iterator[tuple[Path, str, Reject | None]]:
    """Every file below a folder, in the order of the paths, with its path below the folder; refused are links and what cannot be opened."""
    inside = root.resolve()
    try:
        waiting = [(root, _names(root))]
    except OSError as error:
        raise NothingToReadError(f"{root}: the folder cannot be opened ({error.strerror})") from error
    while waiting:
        folder, names = waiting[-1]
        name = next(names, None)
        if name is None:
            waiting.pop()
            continue
        if name.startswith(".") or (folder == root and name == MANIFEST):
            continue
        path = folder / name
        source = _told(path.relative_to(root).as_posix())
        try:
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                waiting.append((path, _names(path)))
            elif stat.S_ISLNK(mode):
                yield path, source, _link(path, source, inside)
            elif stat.S_ISREG(mode):
                yield path, source, None
            else:
                yield path, source, _reject(source, "unreadable", "it is no regular file (a pipe, socket or device)")
        except OSError as error:
            yield path, source, _unreadable(source, error)


def _names(folder: Path) -> Iterator[str]:
    return iter(sorted(entry.name for entry in folder.iterdir()))


def _told(source: str) -> str:
    """A path that is valid text whatever bytes its name is made of."""
    return os.fsencode(source).decode("utf-8", "backslashreplace")


def _link(path: Path, source: str, inside: Path) -> Reject:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return _reject(source, "link_broken", "it is a link that leads nowhere or to itself: remove it or put the file itself there")
    if target.is_relative_to(inside):
        return _reject(source, "link_inside", "it is a link to another place in the folder, which is read there")
    return _reject(source, "link_outside", "it is a link that leaves the folder: copy what it leads to into the folder")


def _file(path: Path, source: str, entry: Entry, max_bytes: int) -> Document | Reject:
    """The document that a file is, or why it is none."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        return _unsupported(source, suffix)
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        return _unreadable(source, error)
    if len(data) > max_bytes:
        return _reject(source, "too_large", f"its {size:,} bytes are more than the limit of {max_bytes:,}: split it or raise the limit")
    if real := _disguised(data):
        return _unsupported(source, real, f"it is named {suffix}, but begins like a {real} file")
    try:
        text, encoding = decode(data)
    except NotTextError as error:
        return _reject(source, error.reason, error.detail)
    if not text.strip().strip(_UNSEEN).strip():
        return _reject(source, "empty", "it holds no text")
    return Document(
        doc_id=PurePosixPath(source).with_suffix("").as_posix(),
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
    return _reject(source, "unsupported", f"{why}; {mend}")


def _unreadable(source: str, error: OSError) -> Reject:
    return _reject(source, "unreadable", f"it cannot be opened: {error.strerror or error}")


def _reject(source: str, reason: str, detail: str) -> Reject:
    return Reject(source=source, stage=Stage.READ, reason=reason, detail=detail)
