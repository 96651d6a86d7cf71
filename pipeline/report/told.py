"""What the tables say in English sentences, said in Chinese."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import regex

from pipeline.report.words import chinese

_WHAT = {"place": "地区", "year": "年份", "insurance": "险种", "thing": "事项"}
_STEPS = ((" plus ", " 加 "), (" minus ", " 减 "), (" less ", " 减 "), (" to ", " 至 "), ("the whole", "全部"))
_LEVELS = {"1": "一级", "2": "二级", "3": "三级", "primary": "基层"}
# The sentences of pipeline.passages.
_SUMMARIES = (
    (regex.compile(r"The text states (.+?), but (.+) is (.+?), not (.+)\."), "原文写 {0}，但 {1} 是 {2}，不是 {3}。"),
    (regex.compile(r"The text states (.+?), but (.+) is (.+)\."), "原文写 {0}，但 {1} 应为 {2}。"),
    (regex.compile(r"The text says (.+?), but its list has (.+)\."), "原文说 {0}，但只列出 {1} 项。"),
    (regex.compile(r"The title names another (\w+) than its body: (.+) against (.+)\."), "标题与正文的{0}不同：标题是{1}，正文是{2}。"),
)
# The reasons of pipeline.comparison.likely.
_REASONS = (
    (regex.compile(r"latest stated date \((.+)\)"), "文中所写日期最晚（{0}）"),
    (regex.compile(r"the others state no later date \((.+)\)"), "其他各方没有写更晚的日期（{0}）"),
    (regex.compile(r"(\d+) independent documents against (\d+)"), "{0} 份独立文档，另一方 {1} 份"),
    (regex.compile(r"a public authority says so"), "主管部门如此说"),
    (regex.compile(r"said in a page's own text, the other only in a teaser or title"), "出自页面正文，另一方只见于摘要或标题"),
)


class Side(NamedTuple):
    """A side of a contradiction: its value as people write it, how many documents say so, the latest date that they state."""

    value: str
    documents: int
    as_of: str | None


def summary(row: Mapping[str, Any], sides: Sequence[Side]) -> str:
    """A contradiction in one Chinese sentence."""
    for pattern, sentence in _SUMMARIES:
        if found := pattern.fullmatch(row["summary"]):
            return sentence.format(*(_part(part) for part in found.groups()))
    scope = [row["region_name"] or row["region"], *(chinese("word", row[name]) for name in ("topic", "insurance", "service", "population"))]
    scope += [_LEVELS.get(row["hospital_level"], row["hospital_level"]), chinese("word", row["party"])]
    about = "，".join(part for part in scope if part)
    said = "；".join(
        f"{side.documents} 份文档说「{side.value}」{f'（截至 {side.as_of}）' if side.as_of else ''}" for side in sides
    )  # fmt: skip
    return f"{chinese('measure', row['measure'])}{f'（{about}）' if about else ''}：{said}。"


def _part(english: str) -> str:
    for word, said in _STEPS:
        english = english.replace(word, said)
    return _WHAT.get(english, english)


def reason(english: str | None) -> str | None:
    """Why a value likely holds, in Chinese; as it is where the words are not known."""
    for pattern, sentence in _REASONS:
        if found := pattern.fullmatch(english or ""):
            return sentence.format(*found.groups())
    return english
