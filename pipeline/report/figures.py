"""The plots of the report's overview as inline SVG: colours come from the page's style, words from its language, bars lead to lists."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from pipeline.report.console import columns_wide
from pipeline.report.words import words

WIDTH, ROW, THICK = 440, 28, 16
LEFT = 112  # of the labels
SIGN = 7.0  # the width of a narrow sign at 13 pixels
SEVERITIES = ("high", "middle", "low")
# Where each province stands on a map of squares: column and row.
TILES: Mapping[str, tuple[int, int]] = {
    "230000": (8, 0), "650000": (0, 1), "150000": (6, 1), "220000": (8, 1),
    "630000": (1, 2), "620000": (2, 2), "640000": (3, 2), "140000": (4, 2), "130000": (5, 2), "110000": (6, 2), "120000": (7, 2),
    "210000": (8, 2), "540000": (1, 3), "510000": (2, 3), "610000": (3, 3), "410000": (4, 3), "370000": (5, 3), "320000": (6, 3),
    "530000": (1, 4), "500000": (2, 4), "520000": (3, 4), "420000": (4, 4), "340000": (5, 4), "310000": (6, 4),
    "450000": (2, 5), "430000": (3, 5), "360000": (4, 5), "330000": (5, 5),
    "440000": (3, 6), "350000": (4, 6), "710000": (6, 6), "460000": (2, 7), "820000": (3, 7), "810000": (4, 7),
}  # fmt: skip
TILE = 48
APART = 72  # from the middle of one day's label to the next one's


class Bar(NamedTuple):
    """A row of a bar plot: the key of its label among the words (or the label itself), its parts, where it leads."""

    label: str
    parts: Sequence[int]
    link: str = ""


class Point(NamedTuple):
    """A claim in time: what it counts, its value, the day (None: not said), how many claims say so, where the first stands."""

    series: str
    value: float
    day: date | None
    claims: int
    doc_id: str
    start: int
    end: int


def bars(key: str, rows: Sequence[Bar], shades: Sequence[str] = ("",)) -> str:
    """A bar a row, with its sum at the end; parts are told apart by the class of their shade."""
    if not rows:
        return _nothing(key)
    most = max(sum(row.parts) for row in rows) or 1
    room = WIDTH - LEFT - 12 - SIGN * len(f"{most:,}")
    body = []
    for n, row in enumerate(rows):
        y, x = n * ROW + 4.0, float(LEFT)
        body.append(f'<a href="{escape(row.link)}">' if row.link else "<g>")
        body.append(f'<rect class="hit" x="0" y="{y - 4:.1f}" width="{WIDTH}" height="{ROW}"/>')
        body.append(_text(LEFT - 10, y + 13, row.label, "end"))
        for part, shade in zip(row.parts, shades, strict=True):
            width = part * room / most
            if part:
                body.append(f'<rect class="bar {shade}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 1.5):.1f}" height="{THICK}" rx="2"/>')
            x += width
        body.append(f'<text class="number" x="{x + 6:.1f}" y="{y + 13:.1f}">{sum(row.parts):,}</text>')
        body.append("</a>" if row.link else "</g>")
    return _svg(key, WIDTH, len(rows) * ROW + 4, body)


def timeline(measure: str, points: Sequence[Point]) -> str:
    """The values of one measure over time: a line a series, the undated claims at the left."""
    key = f"measure.{measure}"
    if not points:
        return _nothing(key)
    days = sorted({point.day for point in points if point.day})
    low, high = (days[0].toordinal(), days[-1].toordinal()) if days else (0, 0)
    top, bottom, left, right = 26, 150, 46 if any(point.day is None for point in points) else 16, WIDTH - 46
    largest = max(point.value for point in points)

    def across(day: date | None) -> float:
        if day is None:
            return 20.0
        inside = (day.toordinal() - low) / (high - low) if high > low else 0.5
        return left + 44 + inside * (right - left - 44)

    def down(value: float) -> float:
        return bottom - value / largest * (bottom - top) if largest else bottom

    body = [f'<line class="axis" x1="0" x2="{WIDTH}" y1="{bottom}" y2="{bottom}"/>']
    if any(point.day is None for point in points):
        body += [_text(20, bottom + 18, "undated", "middle", "small")]
        body += [f'<line class="axis dashed" x1="{left}" x2="{left}" y1="{top - 10}" y2="{bottom}"/>']
    written = "%Y-%m" if len({(day.year, day.month) for day in days}) == len(days) else "%Y-%m-%d"
    body += [_plain(x, bottom + 18, day.strftime(written), "middle", "small") for day, x in _apart(days, across)]
    names = sorted({point.series for point in points})
    for n, name in enumerate(names):
        series = sorted((point for point in points if point.series == name), key=lambda p: (p.day or date.min, p.value))
        line = " ".join(f"{across(p.day):.1f},{down(p.value):.1f}" for p in series if p.day)
        body.append(f'<polyline class="line s{n % 4}" points="{line}"/>' if " " in line else "")
        for point in series:
            x, y = across(point.day), down(point.value)
            size = 4 + min(point.claims, 16) ** 0.5
            body.append(f'<a href="{passage(point.doc_id, point.start, point.end)}">{_mark(n, x, y, size)}')
            body.append(f"{_plain(x, y - size - 5, f'{point.value:,.0f}', 'middle', 'number')}</a>")
    legend = bottom + 38
    x = 8.0
    for n, name in enumerate(names):
        body.append(f"{_mark(n, x, legend - 4, 5)}{_text(x + 12, legend, f'word.{name}' if name else key)}")
        x += 40 + SIGN * max(columns_wide(word) for word in _both(f"word.{name}" if name else key))
    return _svg(key, WIDTH, legend + 8, body)


def tiles(key: str, claims: Mapping[str, int], found: Mapping[str, int], names: Mapping[str, str]) -> str:
    """A square a province: the more claims the darker, with the number of its contradictions."""
    most = max(claims.values(), default=0)
    body = []
    for code, (column, row) in TILES.items():
        n = claims.get(code, 0)
        shade = 0 if not n else 1 + min(3, int(4 * (n - 1) / most))
        x, y = column * TILE + 2, row * TILE + 2
        name = names.get(code, code)
        title = f"<title>{escape(f'{name}: {n:,} / {found.get(code, 0):,}')}</title>"
        body.append(f'<a href="#contradictions?region={code}" class="tile t{shade}">{title}')
        body.append(f'<rect x="{x}" y="{y}" width="{TILE - 4}" height="{TILE - 4}" rx="4"/>')
        body.append(_plain(x + (TILE - 4) / 2, y + 22, name, "middle", "small"))
        body.append(_plain(x + (TILE - 4) / 2, y + 37, f"{n:,}" if n else "·", "middle", "count"))
        if code in found:
            body.append(f'<circle class="badge" cx="{x + TILE - 6}" cy="{y + 3}" r="8.5"/>')
            body.append(_plain(x + TILE - 6, y + 6.5, f"{found[code]:,}" if found[code] < 100 else "99+", "middle", "badged"))
        body.append("</a>")
    return _svg(key, 9 * TILE + 8, 8 * TILE + 4, body)


def passage(doc_id: str, start: int, end: int) -> str:
    """The deep link to a span of a document."""
    return f"#d-{quote(doc_id, safe='')}@{start}-{end}"


def _apart(days: Sequence[date], across: Callable[[date], float]) -> Iterator[tuple[date, float]]:
    """Days whose labels do not touch, with their places."""
    last = -float(WIDTH)
    for day in days:
        x = across(day)
        if x - last > APART:
            yield day, x
            last = x


def _mark(n: int, x: float, y: float, size: float) -> str:
    """The series' own form, so that no colour is needed to tell them apart."""
    forms = (
        f'<circle class="mark s0" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>',
        f'<rect class="mark s1" x="{x - size * 0.9:.1f}" y="{y - size * 0.9:.1f}" width="{size * 1.8:.1f}" height="{size * 1.8:.1f}"/>',
        f'<path class="mark s2" d="M{x:.1f} {y - size * 1.2:.1f}l{size * 1.2:.1f} {size * 2.1:.1f}h{-size * 2.4:.1f}z"/>',
        f'<path class="mark s3" d="M{x:.1f} {y - size * 1.3:.1f}l{size * 1.3:.1f} {size * 1.3:.1f}l{-size * 1.3:.1f} {size * 1.3:.1f}'
        f'l{-size * 1.3:.1f} {-size * 1.3:.1f}z"/>',
    )
    return forms[n % len(forms)]


def _both(key: str) -> tuple[str, str]:
    return words().get(key, (key.partition(".")[2] or key,) * 2)


def _text(x: float, y: float, key: str, anchor: str = "start", style: str = "label") -> str:
    """A word of the interface: the page puts it into the reader's language."""
    known = f' data-t="{escape(key)}"' if key in words() else ""
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{known}>{escape(_both(key)[0])}</text>'


def _plain(x: float, y: float, text: str, anchor: str, style: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _nothing(key: str) -> str:
    return _svg(key, WIDTH, 40, [_text(0, 24, "plot.none")])


def _svg(key: str, width: int, height: float, body: Sequence[str]) -> str:
    label = f'role="group" data-t-label="{escape(key)}" aria-label="{escape(_both(key)[0])}"'
    return f'<svg viewBox="0 0 {width} {height:.0f}" {label}>{"".join(body)}</svg>'
