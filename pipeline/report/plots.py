"""Plots as images in Markdown, so small that the Dagster UI shows them at once: it hides Markdown of 1,000 characters or more."""

from collections.abc import Sequence
from html import escape

from pipeline.report.console import columns_wide

INLINE = 1000
WIDTH, ROW, THICK = 420, 20, 13
SIGN = 7  # the width of a narrow sign
LABEL = 24  # columns of a label at most
PLAIN, SHADES = "steelblue", ("burlywood", "orange", "firebrick")
_ESCAPED = {sign: f"%{ord(sign):02X}" for sign in " %#&()\\"}  # what ends or changes an address in Markdown


def plot(title: str, rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[str] = ()) -> str:
    """A bar a row with its number, or one of parts with their sum; the last rows are left out where there is no room for them."""
    picture = _image(title, rows, parts)
    left_out = 0
    while len(picture) >= INLINE and left_out < len(rows):
        left_out += 1
        picture = _image(f"{title} ({left_out} more)", rows[:-left_out], parts)
    return picture


def _image(title: str, rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[str]) -> str:
    svg = _svg(title, rows, parts)
    return f"![{title}](data:image/svg+xml,{''.join(_ESCAPED.get(sign, sign) for sign in svg)})"  # a third shorter than in base64


def _svg(title: str, rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[str]) -> str:
    labels = [f"{_short(label)} {sum(values):,}" for label, values in rows]
    left = 8 + SIGN * max(map(columns_wide, labels), default=0)
    scale = (WIDTH - left - 10) / (max((sum(values) for _, values in rows), default=0) or 1)
    shades = SHADES[-len(parts) :] if parts else (PLAIN,)
    words = "".join(f"<text y='{ROW * n + 35}'>{escape(label)}</text>" for n, label in enumerate(labels))
    strokes = ["".join(_bar(values, m, n, scale) for n, (_, values) in enumerate(rows)) for m in range(len(shades))]
    bars = "".join(f"<path stroke='{shade}' d='{drawn}'/>" for shade, drawn in zip(shades, strokes, strict=True) if drawn)
    legend = "".join(f" <tspan fill='{shade}'>■</tspan>{escape(part)}" for part, shade in zip(parts, shades, strict=False))
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{ROW * len(rows) + 28}'"
        f" style='background:white;font:12px sans-serif'><text x='4' y='14'><tspan font-weight='700'>{escape(title)}</tspan>{legend}</text>"
        f"<g transform='translate({left})' text-anchor='end' stroke-width='{THICK}'>{words}{bars}</g></svg>"
    )


def _bar(values: Sequence[int], part: int, row: int, scale: float) -> str:
    start, width = 6 + round(sum(values[:part]) * scale), round(values[part] * scale)
    return f"M{start},{ROW * row + 31}h{max(width, 1)}" if values[part] else ""


def _short(label: str) -> str:
    """The label, cut where it takes too many columns."""
    if columns_wide(label) <= LABEL:
        return label
    kept = ""
    for sign in label:
        if columns_wide(kept + sign) >= LABEL:
            break
        kept += sign
    return f"{kept}…"
