"""Where the data of the report goes: into the page itself, or into files beside it that the page loads when they are looked at."""

import json
import shutil
from pathlib import Path
from typing import Protocol

# Nothing in a script may end it or open a comment, and these two signs once ended lines in JavaScript.
_ESCAPES = ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")
SUFFIX = "_files"


def as_json(value: object) -> str:
    """The value as JSON of few bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def in_script(text: str) -> str:
    """JSON that may stand inside a script element: only strings hold such signs, and a string may escape them."""
    for sign, escape in _ESCAPES:  # ten times faster than str.translate
        text = text.replace(sign, escape)
    return text


class Site(Protocol):
    """A place for the parts of the data, each under its name; `inline` is what goes into the page."""

    folder: str

    def put(self, name: str, text: str) -> None: ...

    def inline(self) -> str: ...


class OnePage:
    """Everything in the page."""

    folder = ""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def put(self, name: str, text: str) -> None:
        self._parts.append(f'<script type="application/json" id="data-{name}">{in_script(text)}</script>\n')

    def inline(self) -> str:
        return "".join(self._parts)


class Beside:
    """A folder of scripts beside the page, as a page that is opened from disk may load scripts and nothing else.

    They are written into a new folder, and take the old ones' place when all are there.
    """

    def __init__(self, out: Path) -> None:
        self._place = out.with_name(f"{out.stem}{SUFFIX}")
        self._new = out.with_name(f".{out.stem}{SUFFIX}.tmp")
        self.folder = self._place.name
        shutil.rmtree(self._new, ignore_errors=True)
        self._new.mkdir(parents=True)

    def put(self, name: str, text: str) -> None:
        (self._new / f"{name}.js").write_text(f'jiaokan("{name}",{in_script(text)})\n', "utf-8", newline="")

    def inline(self) -> str:
        clear(self._place)
        self._place.mkdir(exist_ok=True)
        for path in self._new.iterdir():
            path.replace(self._place / path.name)
        self._new.rmdir()
        return ""


def clear(place: Path) -> None:
    """Take away the files of an earlier report; a folder that holds anything else stays, and so does that."""
    if not place.is_dir():
        return
    for path in place.glob("*.js"):
        if path.open(encoding="utf-8").read(9) == 'jiaokan("':
            path.unlink()
    if not any(place.iterdir()):
        place.rmdir()
