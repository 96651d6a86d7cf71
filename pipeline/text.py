"""Clean text to match on, and the way back to the text itself.

Rules are written for one spelling of each sign. `clean` folds width and variants one for one (ＡＢ％　 to AB% ) and leaves out what a
reader does not see: zero-width characters, the \\r of \\r\\n, line breaks inside a number, tags and entities that a crawler left
behind. Most pages lose nothing, and then an offset in the clean text is an offset in the text; where something was left out,
`Clean.span` leads back. No stage but `extract` needs to know.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import regex

from pipeline.layout.breaks import Edit, soft_breaks

# Signs that a rule should not have to list: many dashes, tildes, yen signs and spaces.
_VARIANTS = {
    "-": "‐‑‒–—―−﹣－",
    "~": "～〜∼∽˜",
    "/": "∕⁄",
    "¥": "￥",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "\n": "\u0085\u2028\u2029\x0b\x0c",
    "%": "﹪％",
    "·": "•‧・･●▪◦",
    "〇": "○◯",
}
# Blocks whose compatibility form is the same sign in another width or an ideograph's double; only forms of one character count.
_WIDTH_BLOCKS = ((0xFF01, 0xFFEE), (0x2E80, 0x2FDF), (0xF900, 0xFAFF))
_INVISIBLE = (
    *((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x7F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E)),
    *((0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
)
_LINE, _RETURN, _HIDDEN = 0x0A, 0x0D, 0x00
_HIDDEN_SIGN = chr(_HIDDEN)
# Between numbers of three digits and more a full-width comma is 、: 300，500，800元 are three amounts, 1，200元 is one.
_BETWEEN_AMOUNTS = re.compile("，(?<=[0-9]{3}，)(?=[0-9])")

_ENTITY = r"&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,7});|&nbsp(?![a-zA-Z0-9])"
_NAMES = (
    "a|article|b|blockquote|body|br|button|center|dd|div|dl|dt|em|font|footer|h[1-6]|header|hr|html|i|img|input|label|li|main|mark|nav|o:p|ol|p|pre|s"
    "|section|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_TAG = rf"(?:<|&lt;)(?P<name>/?(?i:{_NAMES}))(?:\s[^<>]{{0,500}}?)?/?(?:>|&gt;)"
_UNSHOWN = r"<!--[^<>]{0,2000}-->|<(?P<block>script|style)\b[^>]{0,500}>[^<]{0,100000}</(?P=block)>"
_MARKUP = regex.compile(rf"(?P<tag>{_TAG})|(?P<entity>{_ENTITY})|{_UNSHOWN}")
_BLOCKS = ("br", "p", "div", "li", "tr", "hr", "dd", "dt", "section", "article", "table", "ul", "ol", "blockquote")
_OPENS_LINE = (*_BLOCKS, *(f"h{n}" for n in range(1, 7)))
_TAG_TEXT = dict.fromkeys(_OPENS_LINE, "\n") | {f"/{name}": "\n" for name in _OPENS_LINE} | {"/td": "\t", "/th": "\t"}


@dataclass(frozen=True, slots=True)
class Clean:
    """A document's text for matching.

    From the clean offset `starts[i]` on, `shifts[i]` characters were left out before it; `wide` says which clean characters stand
    for several (an entity, a tag) and for how many. Offsets count in the text of `below`, or else in the document's own.
    """

    text: str
    starts: Sequence[int] = ()
    shifts: Sequence[int] = ()
    wide: Mapping[int, int] = field(default_factory=dict)
    below: "Clean | None" = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the document's own text that stands for a span of the clean text (not empty)."""
        if self.starts:
            last = end - 1
            start, end = start + self._shift(start), last + self._shift(last) + self.wide.get(last, 1)
        return self.below.span(start, end) if self.below else (start, end)

    def _shift(self, offset: int) -> int:
        at = bisect_right(self.starts, offset)
        return self.shifts[at - 1] if at else 0


def clean(text: str) -> Clean:
    """The text to match on: folded, and without what a reader does not see."""
    page = _visible(text)
    if "<" in page.text or "&" in page.text:
        page = _edited(page, [edit for found in _MARKUP.finditer(page.text) if (edit := _unmarked(found))])
    return _edited(page, soft_breaks(page.text))


def _visible(text: str) -> Clean:
    """The folded text without invisible signs; \\r\\n becomes \\n, and so does \\r alone."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    # A table look-up over UTF-16 units reads 10 times as fast as str.translate; surrogates stand for themselves in the table.
    folded = _table()[units]
    if "\r" in text:
        returns = folded == _RETURN
        ends_line = returns & np.append(~np.isin(folded[1:], (_LINE, _RETURN)), [True])
        folded[ends_line] = _LINE
        folded[returns & ~ends_line] = _HIDDEN
    page = _BETWEEN_AMOUNTS.sub("、", folded.tobytes().decode("utf-16-le", "surrogatepass")).replace("，", ",")
    if _HIDDEN_SIGN not in page:
        return Clean(page)
    places = np.flatnonzero(folded == _HIDDEN)
    low = np.flatnonzero((units & 0xFC00) == 0xDC00)
    places -= np.searchsorted(low, places) if len(low) else 0
    count = np.arange(len(places))
    return Clean(page.replace(_HIDDEN_SIGN, ""), (places - count).tolist(), (count + 1).tolist())


def _edited(page: Clean, edits: Sequence[Edit]) -> Clean:
    """The page with other words at some places."""
    if not edits:
        return page
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    wide: dict[int, int] = {}
    at = size = left_out = 0
    for start, end, instead in edits:
        pieces += (page.text[at:start], instead)
        size += start - at + len(instead)
        left_out += end - start - len(instead)
        at = end
        if instead:
            wide[size - 1] = end - start
        starts.append(size)
        shifts.append(left_out)
    return Clean("".join((*pieces, page.text[at:])), starts, shifts, wide, page)


def _unmarked(found: regex.Match[str]) -> Edit | None:
    """What to read for a tag, a comment or an entity: one sign or nothing; an unknown entity stays."""
    instead: str | None = ""
    if name := found.group("name"):
        instead = _TAG_TEXT.get(name.lower(), "")
    elif entity := found.group("entity"):
        instead = _sign(entity)
    return None if instead is None else (found.start(), found.end(), instead)


@lru_cache(maxsize=512)
def _sign(entity: str) -> str | None:
    """The sign that an entity stands for, folded; nothing for an invisible one, None for an unknown one or several signs."""
    sign = html.unescape(html.unescape(entity))
    return _visible(sign).text if len(sign) == 1 else None


@cache
def _table() -> npt.NDArray[np.uint16]:
    table = np.arange(0x10000, dtype="<u2")
    for first, last in _WIDTH_BLOCKS:
        for code in range(first, last + 1):
            form = unicodedata.normalize("NFKC", chr(code))
            if len(form) == 1 and ord(form) < 0x10000:
                table[code] = ord(form)
    for sign, variants in _VARIANTS.items():
        for variant in variants:
            table[ord(variant)] = ord(sign)
    for first, last in _INVISIBLE:
        table[first : last + 1] = _HIDDEN
    table[ord("，")] = ord("，")  # folded once lists of amounts are told by it
    return table
