"""Breaks that a reader overlooks: those inside numbers and dates and before their units, and those of hard-wrapped paragraphs.

A number may be broken wherever a page was narrow, so a break is overlooked where what stands on both sides can only be one number
(31,|600元, 2025|年, 31600|元). Other words are joined only in blocks that were clearly wrapped at one width.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.layout.torn import torn

Block = list[tuple[int, str]]
Edit = tuple[int, int, str]  # what stands from start to end, and what to read instead

# What may follow a number directly; county, day and season names that begin alike are no units: 万州 日照 天津 元旦 月初 年底.
_UNIT = (
    r"(?:元(?![旦月素宝谋阳江氏])|[万亿](?![州年县宁载安山荣柏全源盛秀])|%|‰|个(?!人)|年(?![度底初末龄满轻代级限均审])|月(?![底初末均薪])"
    r"|日(?![照喀间常均前])|天(?![津水门长台宁全峻镇祝心河桥山然气数])|周(?![边末一二三四五六日])|岁(?!月)|笔|次(?![数日月年要])|成(?![人年都功本员为立])|倍)"
)
_COUNTED = r"(?:省|统筹|城市|地市|地级|州|县|区|市|月|工作日|百分点|自然日)"
# A label with its measure above the line of its value: 三级医院起付线|800元,报销70%.
_NOUN = r"(?:起付(?:线|标准)|门槛费|(?:封顶|限)额|封顶线|(?:报销|支付|补偿)比例|缴费标准|报销)"
_VALUE = r"[0-9][0-9,.]{0,9}(?:万?元|%)"
_MARKED = r"[#(]|[一二三四五六七八九十0-9]{1,3}[、.)]|第[一二三四五六七八九十]{1,3}[章节条]"
# In the order of the text before the break; a number that opens its line may be a list's or a table's, so four signs must stand before.
_BREAK = regex.compile(
    rf"""[ ]{{0,8}}\n[ ]{{0,8}}(?:
      (?<=[^\n]{{4}}[0-9][ ]{{0,8}}\n[ ]{{0,8}})(?={_UNIT})
    | (?<=(?<![0-9])(?:19|20)[0-9]{{2}}[ ]{{0,8}}\n[ ]{{0,8}})(?=年[0-9])
    | (?<=[0-9],[ ]{{0,8}}\n[ ]{{0,8}})(?=[0-9]{{3}}(?![0-9]))
    | (?<=[^\n]{{4}}[0-9][ ]{{0,8}}\n[ ]{{0,8}})(?=\.[0-9])
    | (?<=[^\n]{{4}}[0-9][ ]{{0,8}}\n[ ]{{0,8}})(?=0[0-9]{{0,3}}万?元)
    | (?<=[^\n]{{4}}[0-9]\.[ ]{{0,8}}\n[ ]{{0,8}})(?=[0-9]{{1,3}}(?:%|‰|万|亿|元))
    | (?<=[^\n]{{4}}[0-9]年[ ]{{0,8}}\n[ ]{{0,8}})(?=[0-9]{{1,2}}月[0-9 \n]{{1,4}}日)
    | (?<=[0-9]月[ ]{{0,8}}\n[ ]{{0,8}})(?=[0-9]{{1,2}}日)
    | (?<=年[0-9]{{1,2}}[ ]{{0,8}}\n[ ]{{0,8}})(?=月) | (?<=月[0-9]{{1,2}}[ ]{{0,8}}\n[ ]{{0,8}})(?=日)
    | (?<=[0-9]%?[至到~-][ ]{{0,8}}\n[ ]{{0,8}})(?=[0-9])
    | (?<=¥[ ]{{0,8}}\n[ ]{{0,8}})(?=[0-9])
    | (?<=[0-9]个[ ]{{0,8}}\n[ ]{{0,8}})(?={_COUNTED})
    | (?<=百分[ ]{{0,8}}\n[ ]{{0,8}})(?=之|点)
    | (?<=\n(?!{_MARKED})[^\n。;?!|\t]{{2,20}}{_NOUN}[ ]{{0,8}}\n[ ]{{0,8}})(?={_VALUE}(?:[,、;。][^\n]{{0,30}})?(?:\n|\Z))
    | (?<=[^\n]{{4}}(?:标准|比例|限额|起付线|封顶线|金额)[ ]{{0,8}}\n[ ]{{0,8}})(?=为(?:每[人年月次])*[0-9])
    | (?<=百分之[ ]{{0,8}}\n[ ]{{0,8}})(?=[0-9一二三四五六七八九十])
    )""",
    regex.VERBOSE,
)
# 每人3 000元; a number of its own before the space (一档 3 500元) stands in another cell of a table.
_HAN = r"[\u4e00-\u9fff]"
_GROUP = re.compile(rf" (?=[0-9]{{3}} ?(?:元|万元))(?:(?<={_HAN}[0-9] )|(?<={_HAN}[0-9]{{2}} )|(?<={_HAN}[0-9]{{3}} ))")
# Looks at the signs around a line break first; blank lines are many in some pages.
_MAY_BREAK = re.compile(
    r"\n(?<=[0-9,.年月至到~\-¥%个分之 线准费额例销]\n)"
    r"(?=[0-9.元万亿%‰个年月日天周岁笔次成倍省统城地州县区市工百自之点为一二三四五六七八九十 ])"
    r"(?<![\x00-\x20] \n)"
)
_SENTENCE_END = "。;!?:…"
_NEVER_FIRST, _NEVER_LAST = ",。;、)”》", ",、"
_TORN = re.compile(rf"\n(?:[{_NEVER_FIRST}]|(?<=[{_NEVER_LAST}]\n)[^\n])")  # `re` looks 5 times as fast for one sign to begin with
_CHAIN_END = "。;!?:…)”》】"
_ITEM = regex.compile(
    r"[·•*#|>■□◆◇★▶➢✓※-]|\(?[0-9]{1,2}(?:[)、]|\.(?![0-9]))|\(?[一二三四五六七八九十]{1,3}[)、.]|第[一二三四五六七八九十百]{1,4}[章节条项部步]"
    r"|[①-⑳]|[问答]:"
)
_SHORTEST, _LONGEST, _LONGEST_PIECE = 14, 200, 16
_NARROWEST, _WIDEST = 24, 60
_RAGGED = 3  # by how much less than the widest a full line may be
_FULL_LINES = 3  # or two that are equally wide
_PROSE = re.compile("[,。;]")


class Wrap(NamedTuple):
    """A width that paragraphs were wrapped at, and how it is measured."""

    measure: Callable[[str], int]
    limit: int


def soft_breaks(text: str) -> list[Edit]:
    """The breaks to overlook in a folded text, in order."""
    edits = {edit[0]: edit for edit in _wrapped(text)}
    for found in _MAY_BREAK.finditer(text):
        start = found.start()
        stop = start - 8
        while start > stop and text[start - 1] == " ":
            start -= 1
        if start not in edits and (found_here := _BREAK.match(text, start)):
            edits[start] = (start, found_here.end(), "")
    for start in torn(text):
        edits.setdefault(start, (start, start + 1, ""))
    for found in _GROUP.finditer(text):
        edits[found.start()] = (found.start(), found.end(), "")
    return _in_order(edits.values())


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    ordered: list[Edit] = []
    for edit in sorted(edits):
        if not ordered or edit[0] >= ordered[-1][1]:
            ordered.append(edit)
    return ordered


def _wrapped(text: str) -> Iterator[Edit]:
    """The line breaks inside hard-wrapped paragraphs, and those that a page's inline tags left behind."""
    if page := _page_wrap(text):
        for block in _blocks(text):
            for n, ((_, above), (_, below)) in enumerate(pairwise(block)):
                if page.measure(above) >= page.limit - _RAGGED and _goes_on(above, below):
                    yield _join(block, n)
    if not _TORN.search(text) and not any(_are_alike(a, b) for a, b in pairwise(text.split("\n")) if a and b):
        return
    blocks = list(_blocks(text))
    wraps = [_wrap(block) for block in blocks]
    usual = next((wrap for wrap in wraps if wrap), None)
    for block, wrap in zip(blocks, wraps, strict=True):
        used = wrap or usual
        if used and (wrap or max(used.measure(line) for _, line in block) <= used.limit + 2):
            yield from _chains(block, [_goes_on(a, b) and used.measure(a) >= used.limit - 8 for (_, a), (_, b) in pairwise(block)])
        else:
            yield from _mended(block)


def _page_wrap(text: str) -> Wrap | None:
    """The width that a whole page was wrapped at: no line is wider, and several that are as wide stop in the middle of a sentence."""
    lines = text.split("\n")
    if not _NARROWEST <= max(map(len, lines)) <= _WIDEST:
        return None
    for measure in (_signs, _columns, _narrow_columns):
        limit = max(map(measure, lines))
        full = [n for n, line in enumerate(lines[:-1]) if line and measure(line) >= limit - _RAGGED and lines[n + 1].strip()]
        torn = [n for n in full if _PROSE.search(lines[n]) and _goes_on(lines[n], lines[n + 1])]
        alike = len({measure(lines[n]) for n in torn}) == 1
        if len(torn) >= _FULL_LINES - alike and len(torn) * 2 >= len(full):
            return Wrap(measure, limit)
    return None


def _are_alike(above: str, below: str) -> bool:
    """Whether two lines are about equally long and the first ends in the middle of a sentence, as wrapped ones do."""
    size = len(above)
    if not (_SHORTEST <= size <= _LONGEST and _SHORTEST <= len(below) <= _LONGEST):
        return False
    return abs(len(below) - size) <= size // 4 and above[-1] not in _SENTENCE_END


def _mended(block: Block) -> Iterator[Edit]:
    """The breaks around a comma, and before a short piece that stands alone in front of one: 报销|80%|,退休人员|85%|。"""
    first = [line.lstrip()[0] in _NEVER_FIRST for _, line in block]
    for n in range(len(block) - 1):
        line, below = block[n][1].rstrip(), block[n + 1][1].strip()
        piece = n + 2 < len(block) and first[n + 2] and len(below) <= _LONGEST_PIECE
        clause = line[-1] in _NEVER_LAST and not (below[0].isdigit() and line[-2:-1].isdigit())
        if first[n + 1] or ((piece or clause) and _goes_on(line, block[n + 1][1])):
            yield _join(block, n)


def _blocks(text: str) -> Iterator[Block]:
    """The lines that stand together without an empty one between, two or more, with their offsets."""
    at = 0
    block: list[tuple[int, str]] = []
    for line in [*text.split("\n"), ""]:
        if line and not line.isspace():
            block.append((at, line))
        else:
            if len(block) > 1:
                yield block
            block = []
        at += len(line) + 1


def _wrap(block: Block) -> Wrap | None:
    """How wide a block was wrapped: most of its lines that go on below are about equally long, by one of three measures."""
    if len(block) < 3:
        return None
    lines = [a for (_, a), (_, b) in pairwise(block) if _goes_on(a, b)]
    if len(lines) < 2:
        return None
    for measure in (_columns, _narrow_columns, _signs):
        widths = [measure(line) for line in lines]
        limit = max(measure(line) for _, line in block)
        full = sum(width >= limit - 4 for width in widths)
        odd = sum(limit // 2 < width < limit - 4 for width in widths)
        if limit >= _NARROWEST and full >= 2 and full >= 3 * odd:
            return Wrap(measure, limit)
    return None


def _chains(block: Block, joined: Sequence[bool]) -> Iterator[Edit]:
    """The breaks of the paragraphs that end like one: equal lines of a list do not."""
    chain: list[Edit] = []
    for n, (_, line) in enumerate(block):
        if n < len(joined) and joined[n]:
            chain.append(_join(block, n))
        else:
            if line.rstrip()[-1] in _CHAIN_END:
                yield from chain
            chain = []


def _join(block: Block, n: int) -> Edit:
    """The break below a line of the block, with the spaces around it; a space takes its place between two words in Latin letters."""
    left, right = block[n][1].rstrip(), block[n + 1][1].lstrip()
    apart = left[-1].isascii() and left[-1].isalpha() and right[0].isascii() and right[0].isalnum()
    end = block[n + 1][0] + len(block[n + 1][1]) - len(right)
    return block[n][0] + len(left), end, " " if apart else ""


def _goes_on(line: str, below: str) -> bool:
    """Whether a paragraph could run on from a line to the one below."""
    stripped = line.strip()
    if stripped[-1] in _SENTENCE_END or "\t" in line or "|" in line or "  " in stripped:
        return False
    if len(below) - len(below.lstrip()) > len(line) - len(line.lstrip()):
        return False
    if stripped.count(" ") >= 3 and below.strip().count(" ") == stripped.count(" "):
        return False  # rows of a table
    return _ITEM.match(below.strip()) is None


def _signs(line: str) -> int:
    return len(line.rstrip())


def _narrow_columns(line: str) -> int:
    line = line.rstrip()
    return len(line) + (len(line.encode("utf-8", "replace")) - len(line)) // 2


def _columns(line: str) -> int:
    """How wide a line was before folding: punctuation between ideographs took two columns."""
    return _narrow_columns(line) + sum(line.count(sign) for sign in ",:;?!()")
