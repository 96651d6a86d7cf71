"""The lines of a page: where each stands, its marker (一、 1. •), whether it is a row of a table or opens a forum's post."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

SENTENCE_END = "。;!?…"
OPEN_END = ",、:"
HAN = re.compile("[一-鿿]")
CLOSED = frozenset(SENTENCE_END + OPEN_END + ".")
_CHINESE_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"


class Line(NamedTuple):
    """A line without the spaces around it; `gap` says whether an empty line stands above."""

    start: int
    text: str
    indent: int
    gap: bool


_built = tuple.__new__  # builds a line in half the time that a call of its class takes


def read_lines(text: str) -> list[Line]:
    """The lines of a text that hold more than spaces."""
    lines: list[Line] = []
    at, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        size = len(raw)
        if stripped:
            indent = 0 if len(stripped) == size else size - len(raw.lstrip())
            lines.append(_built(Line, (at + indent, stripped, indent, gap)))
        gap = not stripped
        at += size + 1
    return lines


class Marker(NamedTuple):
    """What a line begins with: `rank` orders headings (1 is the highest), `size` is how many characters it takes."""

    family: str
    rank: int
    size: int


# Higher families stand above lower ones in a path of headings; the gaps leave room for depth and for headings without a marker.
RANKS = {"hash": 10, "part": 70, "division": 80, "article": 90, "chinese": 100, "chinese_paren": 200, "number": 300}
RANKS |= {"number_paren": 400, "circled": 500, "bullet": 600}
BULLETS = "·■□◆◇★☆►▶➢➤✓✔√※❖✅☑👉📌🔹🔸"
# The empty groups at the ends name what matched: `re` skips an alternative that begins with another sign, not one that begins with a group.
_MARKER = re.compile(
    rf"""\#{{1,6}}[ ]*(?=[^\s\#])(?P<hash>)
    |第{_CHINESE_NUMBER}(?:(?:章|编|篇|部分|项|类|步)(?=[ :、,])(?P<part>)|节(?=[ :])(?P<division>)|条(?=[ :])(?P<article>))
    |\({_CHINESE_NUMBER}\)[、.]?(?P<chinese_paren>)
    |{_CHINESE_NUMBER}(?:、|\.(?![0-9]))(?P<chinese>)
    |[0-9]{{1,2}}(?:、|\)|\u20e3|\.(?:(?![0-9])|(?=(?:19|20)[0-9]{{2}}年))|(?:\.[0-9]{{1,2}}){{1,3}}[ ](?![万亿元倍%个]))(?P<number>)
    |\([0-9]{{1,2}}\)[、.]?(?P<number_paren>)
    |[①-⑳❶-❿⑴-⒇](?P<circled>)
    |(?:[{BULLETS}]+|[*+](?![*])|-(?![-0-9]))(?P<bullet>)""",
    re.VERBOSE,
)
_CIRCLED = {chr(code) for code in (*range(0x2460, 0x249C), *range(0x2776, 0x2780))}
_MARKER_SIGNS = frozenset("#第(一二三四五六七八九十百零〇0123456789*+-" + BULLETS) | _CIRCLED


def marker(line: str) -> Marker | None:
    """The marker that a line begins with: 一、 (一) 1. 1、 (1) ① • - # 第一项 第三条."""
    return _marker(line) if line[0] in _MARKER_SIGNS else None


@lru_cache(maxsize=256)  # a line is asked about as itself, as the one below and as the one above: half of what is asked is known
def _marker(line: str) -> Marker | None:
    found = _MARKER.match(line)
    if found is None or found.end() == len(line):
        return None
    family = str(found.lastgroup)
    rank = RANKS[family]
    if family == "hash":
        rank = 10 * found.group().count("#")
    elif family == "number":
        rank += 10 * found.group().strip().strip(".").count(".")
    return Marker(family, rank, found.end())


def bare(line: str) -> str:
    """A line without markdown's signs: ## 二、范围 and **二、范围** are 二、范围."""
    if line[0] in "#*_":
        line = line.lstrip("# ") or line
        if line[:2] in ("**", "__") and line[-2:] == line[:2] and len(line) > 4 and line[:2] not in line[2:-2]:
            line = line[2:-2].strip()
    return line


_VALUE = r"[0-9][0-9,.]{0,9}(?:[万千百亿]{0,2}元|%|‰|天|个月)(?:/[人年月日次·]{1,4})?"
_VALUES = re.compile(rf"{_VALUE}(?:[,;、 ][^0-9。?!]{{0,12}}{_VALUE})*|[^0-9。?!:]{{1,12}}{_VALUE}(?:[,;、 ][^0-9。?!]{{0,12}}{_VALUE})+")


def is_values(line: str) -> bool:
    """Whether a short line is nothing but values, maybe each with its name: 800元,报销70%. It heads nothing."""
    return line[-1] in "元%‰天月人年日次" and _VALUES.fullmatch(line) is not None


def is_row(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a row of a table: cells parted by tabs, pipes or runs of spaces, or by single spaces as in the line next to it."""
    text = lines[at].text
    if " " not in text and "\t" not in text and "|" not in text:
        return False
    count = _cells(text)
    if count > 2 or (count == 2 and ("\t" in text or "|" in text)):
        return True
    words = _words(text)
    if count < 2 and words < 3 and " | " not in text:
        return False
    near = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    if count == 2:
        return any(_cells(other) >= 2 for other in near)
    if " | " in text and "。" not in text and any(other.count("|") == 1 and " | " in other for other in near):
        return True
    return words >= 3 and any(_words(other) == words for other in near)


def _cells(line: str) -> int:
    if "\t" in line:
        return sum(1 for cell in line.split("\t") if cell.strip())
    if line.count("|") >= 2:
        return max(2, line.strip("|").count("|") + 1)
    if "  " in line and len(line) <= 400 and "。" not in line:
        parts = [part for part in line.split("  ") if part.strip()]
        return len(parts) if max(map(len, parts)) <= 24 else 1
    return 1


_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?:[元. ]|$))")


def _words(line: str) -> int:
    if len(line) > 120 or "。" in line or ("," in line and "," in _THOUSANDS.sub("", line)):
        return 1
    words = line.split(" ")
    return len(words) if max(map(len, words)) <= 14 else 1


_POST = re.compile(r"(?:楼主|沙发|板凳|地板|[0-9]{1,5} ?(?:楼|#|L))(?=$|[ :,(\[【])")


def post(line: str) -> int:
    """How many characters at a line's begin name a forum's post (楼主, 3楼); 0 if none do."""
    if line[0] in "楼沙板地0123456789":
        found = _POST.match(line)
        return found.end() if found else 0
    return 0
