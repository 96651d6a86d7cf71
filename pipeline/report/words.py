"""The words of the interface and of the domain in Chinese and English, from web/words.json."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

WEB = files("pipeline.report") / "web"


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Each key with its Chinese and its English."""
    return {key: (chinese, english) for key, (chinese, english) in json.loads((WEB / "words.json").read_text("utf-8")).items()}


def chinese(prefix: str, name: str | None) -> str:
    """The Chinese of a value of the tables; the value itself where it is a word of the page."""
    return words().get(f"{prefix}.{name}", (name or "",))[0]
