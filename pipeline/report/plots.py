"""Plots as SVG text: no library, no script, equal bytes for equal numbers; they stand inline in a page or as an image in Markdown."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

from pipeline.report.console import columns_wide

WIDTH, ROW, THICK, EDGE = 640, 26, 16, 16
SIGN = 7.2  # the width of a narrow sign at 13 pixels
LABEL = 30  # columns of a label at most
# From light to dark, so that the order of the parts shows without colours too; the text beside them is dark on white.
SHADES = (("#2f6fb4",), ("#a9c8e8", "#2f6fb4"), ("#f6c89f", "#e07b39", "#a63603"))


def bars(title: str, rows: Sequence[tuple[str, float]]) -> str:
    """A bar a row, in the order given, with its number at the end."""
    return _chart(title, (), [(label, (value,)) for label, value in rows])


def stacked(title: str, parts: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]]) -> str:
    """A bar a row, of two or three parts that the legend names, with their sum at the end."""
    return _chart(title, parts, rows)


def image(svg: str, alt: str) -> str:
    """The plot as an image in Markdown, in itself complete."""
    return f"![{alt}](data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def _chart(title: str, parts: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]]) -> str:
    top = 44 + (ROW if parts else 0)
    height = top + ROW * max(1, len(rows)) + EDGE
    body = [_text(EDGE, 28, title, weight=600)]
    body += _legend(parts) if parts else ()
    body += _rows(parts, rows, top) if rows else (_text(EDGE, top + THICK, "nothing to show"),)
    said = "; ".join(f"{label}: {_number(sum(values))}" for label, values in rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
        f' aria-label="{escape(f"{title}: {said}")}" font-family="system-ui, sans-serif" font-size="13">'
        f'<rect width="{WIDTH}" height="{height}" rx="6" fill="#ffffff"/>{"".join(body)}</svg>'
    )


def _rows(parts: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]], top: int) -> Iterator[str]:
    labels = [_short(label) for label, _ in rows]
    left = EDGE + SIGN * max(map(columns_wide, labels)) + 10
    totals = [sum(values) for _, values in rows]
    room = WIDTH - EDGE - left - 8 - SIGN * max(len(_number(total)) for total in totals)
    scale = room / (max(totals) or 1)
    shades = SHADES[max(len(parts), 1) - 1]
    for n, (label, (whole, values), total) in enumerate(zip(labels, rows, totals, strict=True)):
        y, x = top + n * ROW, left
        yield _text(left - 10, y + THICK - 3, label, anchor="end")
        for m, value in enumerate(values):
            if value:
                told = f"{whole}, {parts[m]}: {_number(value)}" if parts else f"{whole}: {_number(value)}"
                yield _bar(x, y, max(value * scale, 1), shades[m], told)
            x += value * scale
        yield _text(x + 6, y + THICK - 3, _number(total))


def _legend(parts: Sequence[str]) -> Iterator[str]:
    x: float = EDGE
    for part, shade in zip(parts, SHADES[len(parts) - 1], strict=True):
        yield f'<rect x="{x:.1f}" y="42" width="12" height="12" rx="2" fill="{shade}"/>'
        yield _text(x + 18, 53, part)
        x += 18 + SIGN * columns_wide(part) + 20


def _bar(x: float, y: float, width: float, shade: str, told: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{THICK}" rx="2" fill="{shade}">'
        f"<title>{escape(told)}</title></rect>"
    )  # fmt: skip


def _text(x: float, y: float, words: str, *, weight: int = 400, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-weight="{weight}" text-anchor="{anchor}" fill="#1f2933">{escape(words)}</text>'


def _short(label: str) -> str:
    """The label, cut where it takes too many columns."""
    if columns_wide(label) <= LABEL:
        return label
    kept = ""
    for sign in label:
        if columns_wide(kept + sign) > LABEL - 1:
            break
        kept += sign
    return f"{kept}…"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
