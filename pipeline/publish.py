"""Tables put on disk: all nine of a run change at one moment, and a reader sees either the old ones or the new ones.

A run writes into a folder of its own below `.runs`. When it is done, the link `.now` turns to that folder; each NAME.parquet is a link
that leads through `.now`. A run that is killed leaves the old tables as they were, and the next one sweeps up what it left. In a bucket,
and where links cannot be made, files are replaced one by one, each whole.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copy2, copyfileobj, move, rmtree
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout
from upath import UPath

from pipeline.stored import Folder
from pipeline.tables import TABLES

RUNS, NOW, LOCK = ".runs", ".now", ".lock"
ROWS, BYTES = 65_536, 64 << 20  # of a row group, at most


class BusyError(Exception):
    """Another run writes into the folder; its message says so in one line."""


@contextmanager
def publishing(folder: Folder, wait: float = 0) -> Iterator[Path]:
    """A new folder to write a run's tables into; when the block ends well they take the old ones' place.

    While another run writes into `folder`, wait that many seconds for it, then raise BusyError.
    """
    if not isinstance(folder, Path):
        with TemporaryDirectory() as here:
            place = Path(here) / "new"
            place.mkdir()
            yield place
            _upload(place, folder)
        return
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder, wait):
        _sweep(folder)
        place = folder / RUNS / f"{max((int(old.name) for old in _runs(folder)), default=0) + 1:06d}"
        place.mkdir(parents=True)
        try:
            yield place
            _turn(folder, place)
        except BaseException:
            rmtree(place, ignore_errors=True)
            raise


def write(rows: pa.Table, path: Path) -> None:
    """The table as one file, on disk when this returns: equal rows give equal bytes, however they are chunked in memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = rows.combine_chunks()
    size = max(1, min(ROWS, BYTES * whole.num_rows // max(1, whole.nbytes)))
    with path.open("wb") as file:
        pq.write_table(whole, file, compression="zstd", row_group_size=size)
        file.flush()
        os.fsync(file.fileno())


def link(old: Path, new: Path) -> None:
    """Put a file that does not change into another place: the same file where the disk can do that, else a copy."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        copy2(old, new)


def fetch(folder: UPath, into: Path) -> Path:
    """Bring the tables of a bucket to this machine."""
    for name in TABLES:
        old = folder / f"{name}.parquet"
        for path in sorted(old.iterdir()) if old.is_dir() else [old]:
            target = into / old.name / path.name if old.is_dir() else into / old.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as object_, target.open("wb") as file:
                copyfileobj(object_, file)
    return into


@contextmanager
def _alone(folder: Path, wait: float) -> Iterator[None]:
    lock = FileLock(folder / LOCK, timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise BusyError(f"another run is writing into {folder}; start this one again when that has ended") from error
    try:
        yield
    finally:
        lock.release()


def _turn(folder: Path, place: Path) -> None:
    """Make the new tables the folder's tables."""
    try:
        _relink(folder / NOW, Path(RUNS) / place.name)
        for name in TABLES:
            _relink(folder / f"{name}.parquet", Path(NOW) / f"{name}.parquet")
    except OSError as error:
        if error.errno is not None and not _links_fail(folder):
            raise
        for name in TABLES:
            _clear(folder / f"{name}.parquet")
            move(place / f"{name}.parquet", folder / f"{name}.parquet")
        rmtree(place)


def _relink(path: Path, target: Path) -> None:
    """Turn a link, or put one in the place of a table that an older version wrote."""
    if path.is_symlink() and path.readlink() == target:
        return
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    if path.is_dir() and not path.is_symlink():
        rmtree(path)
    beside.replace(path)


def _links_fail(folder: Path) -> bool:
    """Whether this is a place where no links can be made (some network drives, Windows without the right to)."""
    probe = folder / ".probe"
    try:
        probe.unlink(missing_ok=True)
        probe.symlink_to("nothing")
        probe.unlink()
    except OSError:
        return True
    return False


def _sweep(folder: Path) -> None:
    """Remove what ended runs left: all but the run that the tables lead to, which readers may hold open."""
    now = (folder / NOW).readlink().name if (folder / NOW).is_symlink() else None
    for run in _runs(folder):
        if run.name != now:
            rmtree(run, ignore_errors=True)
    for path in folder.glob(".*.new"):
        path.unlink(missing_ok=True)


def _runs(folder: Path) -> list[Path]:
    with suppress(FileNotFoundError):
        return sorted(path for path in (folder / RUNS).iterdir() if path.name.isdigit())
    return []


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _upload(place: Path, folder: UPath) -> None:
    """Put the tables into a bucket, which shows a file when it is whole; then remove the part files that are no more."""
    for name in TABLES:
        old = folder / f"{name}.parquet"
        new = place / f"{name}.parquet"
        gone = {path.name for path in old.iterdir()} if old.is_dir() else set()
        if old.exists() and old.is_dir() != new.is_dir():
            folder.fs.rm(old.path, recursive=True)
            gone = set()
        for path in sorted(new.iterdir()) if new.is_dir() else [new]:
            target = old / path.name if new.is_dir() else old
            target.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as file, target.open("wb") as object_:
                copyfileobj(file, object_)
            gone.discard(path.name)
        for left in sorted(gone):
            (old / left).unlink()
