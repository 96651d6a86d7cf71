"""What a page permits or refuses, before it is put in scope."""

from typing import NamedTuple

from pipeline.measures.permission.topics import Topic


class Statement(NamedTuple):
    """Something that can be done or not, at a span of the text."""

    start: int
    end: int
    topic: str
    value: str
    condition: str | None
    about: Topic
    is_answer: bool = False
