"""Which documents make a part together, and what of each part is to be done: nothing, a few documents, or all.

A part ends where a document's own id says so. One document that comes, goes or grows moves the ends of its own part only, and the files
of all others are taken over as they are. The parts follow from the documents alone, so every run makes the same ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import count
from pathlib import Path

from pipeline.engines.digest import Digest, digest_of
from pipeline.engines.last import BY_DOCUMENT, Last, fingerprint
from pipeline.engines.part import Task, Todo, file_of, part_of
from pipeline.model import Document, Reject
from pipeline.publish import link
from pipeline.read import Reader

LEAST, MOST = 1 << 18, 1 << 22  # characters of text in a part: from LEAST on chance ends it, after as many again on average
_NUMBERS = 1 << 64


class Plan:
    """The tasks of a run, and what there is to say of them once all were asked for.

    `changed` are the documents of the last run that are extracted anew or gone; `digest` tells what was read from anything else;
    `extracted` and `kept` count documents.
    """

    def __init__(self, reader: Reader, place: Path, last: Last) -> None:
        self.changed: set[str] = set()
        self.extracted = self.kept = 0
        self._reader, self._place, self._last = reader, place, last
        self.digest = Digest()

    def tasks(self) -> Iterator[Task]:
        """What is to be done, part by part; files of parts in which nothing changed are put into their place on the way."""
        seen: set[str] = set()
        numbers = count()
        for number, part in zip(numbers, parts(self._reader), strict=False):
            todo = [self._todo(item) for item in part]
            self.digest = self.digest.then(digest_of(one.fingerprint for one in todo))
            whole = self._last.parts.get(part_of(todo))
            if whole is None:
                yield self._task(number, todo)
            else:
                for name in BY_DOCUMENT:
                    link(self._last.file(whole, name), file_of(self._place, name, number))
            self.kept += sum(one.item is None for one in todo)
            seen.update(one.doc_id for one in todo if one.doc_id in self._last.documents)
        for number, gone in zip(numbers, self._gone(seen), strict=False):
            yield self._task(number, gone)._replace(gone=True)

    def _todo(self, item: Document | Reject) -> Todo:
        """What is to be done with an item."""
        told = fingerprint(item)
        if isinstance(item, Reject):
            return Todo(item, "", told)
        before = self._last.documents.get(item.doc_id)
        if before is None:
            return Todo(item, item.doc_id, told)
        return Todo(None if self._last.same_rules and before.fingerprint == told else item, item.doc_id, told, before.part)

    def _task(self, number: int, todo: Sequence[Todo]) -> Task:
        anew = [one for one in todo if isinstance(one.item, Document)]
        self.extracted += len(anew)
        self.changed.update(one.doc_id for one in anew if one.was is not None)
        old = {part: {name: self._last.file(part, name) for name in BY_DOCUMENT} for one in todo if (part := one.was) is not None}
        return Task(number, todo, self._place, old, compared=self._last.exists, done=self._reader.done)

    def _gone(self, seen: set[str]) -> Iterable[list[Todo]]:
        """The documents that are no more, by the parts of the last run that had them."""
        gone: dict[int, list[Todo]] = {}
        for doc_id, before in self._last.documents.items():
            if doc_id not in seen:
                self.changed.add(doc_id)
                gone.setdefault(before.part, []).append(Todo(None, doc_id, before.fingerprint, before.part))
        return gone.values()


def parts(items: Iterable[Document | Reject]) -> Iterator[list[Document | Reject]]:
    """The items in parts; one that is empty where there are none."""
    part: list[Document | Reject] = []
    size, first = 0, True
    for item in items:
        part.append(item)
        if isinstance(item, Document):
            size += len(item.text)
            if size >= MOST or (size >= LEAST and _ends(item)):
                yield part
                part, size, first = [], 0, False
    if part or first:
        yield part


def _ends(document: Document) -> bool:
    """Whether a part ends with the document, which is as likely as it is long."""
    drawn = int.from_bytes(blake2b(document.doc_id.encode(), digest_size=8).digest(), "big")
    return drawn * LEAST < len(document.text) * _NUMBERS
