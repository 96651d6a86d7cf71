"""The head of a page: what stands above its title, the title, and the short line below that answers a title's question."""

import re
from collections.abc import Sequence

from pipeline.layout.frame import date_line, is_byline, is_furniture, is_notice
from pipeline.layout.lines import CLOSED, HAN, OPEN_END, Line, bare, is_row, marker, post
from pipeline.model import SegmentKind

_FIRST_LINES = 12
_LONGEST_TITLE = 60
_LONGEST_ANSWER = 30
_LONGEST_LETTERHEAD = 30

ASKS = re.compile(r"吗|么|呢$|几|哪|谁|多少|多久|多长|如何|何时|是否|能不能|可不可以|会不会|要不要|有没有|\?$")
_NAMES_A_VALUE = re.compile(r"(?:区别|标准|比例|范围|限额|时间|条件)$")  # a title that waits for an answer without asking
_ANSWERS = re.compile(r"(?:不?可以|不?能|不?会|是的?|不是|否|没?有|不?需要|不?要|不一定|不?属于|不?行)(?:[,、 的]|$)")
_TOPIC = re.compile(
    r"(?:概述|简介|背景|前言|引言|导语|摘要|要点|总结|流程|条件|范围|方式|标准|政策|比例|说明|介绍|概念|定义|事项|材料|内容|规定|情况|问题)$"
)
_DOCUMENT_TITLE = re.compile(r"关于.*(?:通知|公告|通告|意见|办法|方案|细则|规定|决定|解读|批复|答复|的函|政策)(?:\([^()]*\))?$|《.*》$")
_LETTERHEAD = re.compile(r"(?:文件|局|厅|委|会|政府|号|办公室)$|〔")
_LABEL = re.compile(r"(?:标题|文章标题|题目)[:：] *")


def head(lines: Sequence[Line]) -> list[SegmentKind]:
    """The kinds of the lines down to the title, the bylines below it and its answer; none if no line looks like a title."""
    first, behind = _title(lines)
    if first == behind:
        return []
    kinds = [SegmentKind.BOILERPLATE] * first + [SegmentKind.TITLE] * (behind - first)
    while len(kinds) < len(lines) and _is_frame(lines[len(kinds)].text):
        kinds.append(SegmentKind.BOILERPLATE)
    if len(kinds) < len(lines) and _is_answer(lines, len(kinds), bare(lines[first].text)):
        kinds.append(SegmentKind.ANSWER)
    return kinds


def title_text(title: str) -> str:
    """A title segment's text as a title: in one line, without markdown's signs and a label (标题:) before it."""
    title = bare("".join(line.strip() for line in title.split("\n")))
    return _LABEL.sub("", title, count=1) or title


def _title(lines: Sequence[Line]) -> tuple[int, int]:
    """The first line of the title and the one behind its last; the same where there is no title."""
    first = behind = 0
    for at, line in enumerate(lines[:_FIRST_LINES]):
        if _is_frame(line.text) or _LABEL.fullmatch(line.text):
            continue
        if _LABEL.match(line.text):
            return at, at + 1
        if not _could_be_title(lines, at):
            break
        if size := _paper_title(lines, at):
            return at, at + size
        if first == behind:
            first, behind = at, at + 1
            if not _is_letterhead(line.text):
                break
    return first, behind


def _paper_title(lines: Sequence[Line], at: int) -> int:
    """How many lines a title like 关于…的通知 takes, one or two; 0 if none stands here."""
    here = lines[at].text
    if _DOCUMENT_TITLE.search(here):
        return 1
    if "关于" not in here or at + 1 == len(lines) or lines[at + 1].gap or len(lines[at + 1].text) > _LONGEST_TITLE:
        return 0
    return 2 if _DOCUMENT_TITLE.search(here + lines[at + 1].text) else 0


def _could_be_title(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if len(text) > _LONGEST_TITLE or text[-1] in CLOSED.difference("?!…") or "。" in text or not HAN.search(text):
        return False
    found = marker(text)
    if found is not None and found.family != "hash" and not text.startswith("**"):
        return False
    return not (is_row(lines, at) or post(text) or is_notice(text) or text.startswith(("问:", "答:", "Q:", "A:")))


def _is_letterhead(text: str) -> bool:
    """Whether a short line is what official papers print above their title: the office, the number of the paper."""
    return len(text) <= _LONGEST_LETTERHEAD and _LETTERHEAD.search(text) is not None


def _is_frame(text: str) -> bool:
    return is_furniture(text) or is_byline(text) or (date_line(text) is not None and not post(text))


def _is_answer(lines: Sequence[Line], at: int, title: str) -> bool:
    text = bare(lines[at].text)
    if not (ASKS.search(title) or _NAMES_A_VALUE.search(title)):
        return False
    if len(text) > _LONGEST_ANSWER or marker(text) or is_row(lines, at) or is_notice(text):
        return False
    if _ANSWERS.match(text):
        return text[-1] not in OPEN_END
    if not lines[at].gap and "," not in text:
        return False  # in a page without empty lines it heads what follows
    return text[-1] not in CLOSED and "。" not in text and ":" not in text and ("," in text or not _TOPIC.search(text))
