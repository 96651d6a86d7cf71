"""Answers of a word or two: 可以,有限制 below a title that asks, 不能。 right behind a question."""

import re

from pipeline.measures.permission.statement import Statement

_ANSWER = re.compile(
    r" *(?:(?:答|回复|回答|解答|A|答复)[^:。]{0,6}: *)?"
    r"(?:(?P<no>不可以|不能|不行|不会|不是|没有|不支持|不允许|不需要|不用|无需|无法|否|不)|(?P<yes>可以|能够|能|会|是的|是|对|有|支持|允许|需要|要|行))"
    r"(?:[^\W\d_]{0,2}(?=[,。!;:])|的?(?=[ ,。!;:]|$))"
)
_STOP = re.compile("[。;:!?]")
_LONGEST = 30
_BARE = 6  # an answer of no more signs says nothing but yes or no


def answer(text: str, start: int, end: int, question: Statement) -> Statement | None:
    """The answer that stands at a place, as a statement on what the question before it asks."""
    match = _ANSWER.match(text, start, end)
    if match is None:
        return None
    value = question.value
    if match["no"]:
        value = "no" if value == "yes" else "yes"
    stop = _STOP.search(text, match.end(), end)
    last = stop.start() if stop else end
    if last - match.start() > _LONGEST or " " in text[match.end() : last]:
        last = match.end()
    return question._replace(start=match.start("no" if match["no"] else "yes"), end=last, value=value, is_answer=True)


def repeats(statement: Statement, answered: Statement) -> bool:
    """Whether a statement says an answer again in whole: then the bare answer need not be kept."""
    if (statement.topic, statement.value) != (answered.topic, answered.value):
        return False
    return answered.end - answered.start <= _BARE or statement.start - answered.end <= _BARE
