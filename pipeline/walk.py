"""The files of a folder at any depth, in the order of the documents they hold."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline.model import Reject, Stage


class NothingToReadError(Exception):
    """There is no input to work on; its message says in one line what is missing."""


class File(NamedTuple):
    """A file below the input folder: its path without the suffix, its path, where it lies, its bytes, and why it is not opened at all."""

    doc_id: str
    source: str
    path: Path
    size: int
    refused: Reject | None = None


def walk(root: Path) -> list[File]:
    """All files, sorted by document, then path; hidden ones (with a dot in front) are passed over, links are not followed."""
    try:
        names = [path.name for path in root.iterdir()]
    except OSError as error:
        raise NothingToReadError(f"{root}: the folder cannot be opened ({error.strerror})") from error
    return sorted(_below(root, names, root, root.resolve()), key=lambda file: (file.doc_id, file.source))


def found(path: Path, source: str, size: int, refused: Reject | None = None) -> File:
    """A file by its path below the input folder."""
    return File(PurePosixPath(source).with_suffix("").as_posix(), source, path, size, refused)


def refuse(source: str, reason: str, detail: str) -> Reject:
    """A file, or a part of one, that is not read."""
    return Reject(source=source, stage=Stage.READ, reason=reason, detail=detail)


def unreadable(source: str, error: OSError) -> Reject:
    return refuse(source, "unreadable", f"it cannot be opened: {error.strerror or error}")


def _below(folder: Path, names: list[str], root: Path, inside: Path) -> Iterator[File]:
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        source = _told(path.relative_to(root).as_posix())
        try:
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode):
                yield from _below(path, [below.name for below in path.iterdir()], root, inside)
            elif stat.S_ISREG(status.st_mode):
                yield found(path, source, status.st_size)
            else:
                yield found(path, source, 0, _no_file(path, source, inside))
        except OSError as error:
            yield found(path, source, 0, unreadable(source, error))


def _no_file(path: Path, source: str, inside: Path) -> Reject:
    if not path.is_symlink():
        return refuse(source, "unreadable", "it is no regular file (a pipe, socket or device)")
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return refuse(source, "link_broken", "it is a link that leads nowhere or to itself: remove it or put the file itself there")
    if target.is_relative_to(inside):
        return refuse(source, "link_inside", "it is a link to another place in the folder, which is read there")
    return refuse(source, "link_outside", "it is a link that leaves the folder: copy what it leads to into the folder")


def _told(source: str) -> str:
    """A path that is valid text whatever bytes its name is made of."""
    return os.fsencode(source).decode("utf-8", "backslashreplace")
