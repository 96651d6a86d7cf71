"""What stands in the folder of documents, by content: a digest of each file, a digest of them all, and what differs between two looks."""

import hashlib
import json
import stat
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.stored import Folder
from pipeline.walk import NothingToReadError, walk

RECORD = ".seeds.json"  # beside the tables: the look that the last run took before it read
SETTLED = 2_000_000_000  # nanoseconds: a file written later than this before a look may be written again without a later time
NAMES = 5  # told of one kind of change

Stamp = tuple[int, int, int, int]


class Entry(NamedTuple):
    """A file's digest, and its size, inode and times; null where the file may have changed since without showing it there."""

    digest: str
    stamp: Stamp | None


Inventory = Mapping[str, Entry]


class Difference(NamedTuple):
    """The files that came, went, hold something else, or only have another name (old -> new)."""

    added: list[str]
    removed: list[str]
    changed: list[str]
    renamed: list[str]

    def told(self) -> dict[str, str]:
        """What there is of each, in words: `2 files: a.txt, b.txt`."""
        return {kind: _told(names) for kind, names in self._asdict().items() if names}


def look(source: Path, known: Inventory) -> dict[str, Entry]:
    """Every file that a run would read or decline; a file is read only where size, inode or a time differ from the known entry's."""
    now = time.time_ns()
    found = dict(_entries(source, known, now))
    if not found:
        raise NothingToReadError(f"{source}: the folder is empty (put .txt or .md files in it)")
    return found


def digest(inventory: Inventory) -> str:
    """The same for the same names and contents, whatever the times of the files."""
    whole = hashlib.blake2b(digest_size=12)
    for name, entry in sorted(inventory.items()):
        whole.update(f"{name}\0{entry.digest}\n".encode())
    return whole.hexdigest()


def difference(before: Inventory, after: Inventory) -> Difference:
    """What differs; a file that went and one that came with the same content are one file renamed."""
    came, went = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    homes = defaultdict(list)
    for name in reversed(came):
        homes[after[name].digest].append(name)
    moved = {name: homes[before[name].digest].pop() for name in went if homes[before[name].digest]}
    return Difference(
        added=[name for name in came if name not in moved.values()],
        removed=[name for name in went if name not in moved],
        changed=sorted(name for name in after.keys() & before.keys() if after[name].digest != before[name].digest),
        renamed=[f"{old} → {new}" for old, new in moved.items()],
    )


def recorded(folder: Folder) -> dict[str, Entry]:
    """The look that the last run took; empty where there is none or it cannot be read: then every file is read."""
    try:
        rows = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {name: Entry(digest_, tuple(stamp) if stamp else None) for name, (digest_, stamp) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def record(inventory: Inventory, folder: Folder) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECORD).write_text(json.dumps(inventory, ensure_ascii=False), encoding="utf-8")


def _entries(source: Path, known: Inventory, now: int) -> Iterator[tuple[str, Entry]]:
    for path, name in _files(source):
        try:
            yield name, _entry(path, known.get(name), now)
        except FileNotFoundError:  # it went while we looked
            continue
        except OSError as error:
            yield name, Entry(f"unreadable: {error.strerror}", None)


def _files(source: Path) -> Iterator[tuple[Path, str]]:
    if source.is_file():
        yield source, source.name
        return
    yield from ((file.path, file.source) for file in walk(source))


def _entry(path: Path, known: Entry | None, now: int) -> Entry:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return Entry(f"link: {path.readlink()}", None)
    if not stat.S_ISREG(mode):
        return Entry("no file", None)
    stamp = _stamp(path)
    if known and known.stamp == stamp:
        return known
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
    settled = stamp == _stamp(path) and max(stamp[2:]) < now - SETTLED
    return Entry(content, stamp if settled else None)


def _stamp(path: Path) -> Stamp:
    is_ = path.stat()
    return is_.st_size, is_.st_ino, is_.st_mtime_ns, is_.st_ctime_ns


def _told(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - NAMES:,} more" if len(every) > NAMES else ""
    return f"{len(every):,} file{'s' * (len(every) > 1)}: {', '.join(every[:NAMES])}{more}"
