"""Plots are whole SVG pictures that say their numbers, whatever the labels hold."""

from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from pipeline.report.plots import bars, image, stacked

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg):
    """The bars (with their tooltips) and the texts of a plot."""
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    rects = [rect for rect in root.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]
    return [(rect.find(f"{SVG}title").text, float(rect.get("width"))) for rect in rects], [text.text for text in root.iter(f"{SVG}text")]


def test_a_bar_is_as_long_as_its_number():
    found, texts = drawn(bars("Facts by kind", [("date", 400), ("amount", 100)]))
    assert [told for told, _ in found] == ["date: 400", "amount: 100"]
    assert found[0][1] == pytest.approx(4 * found[1][1], abs=0.5)
    assert texts == ["Facts by kind", "date", "400", "amount", "100"]


def test_parts_of_a_bar_stand_in_the_legend_and_an_empty_part_is_not_drawn():
    found, texts = drawn(stacked("By severity", ("low", "high"), [("value", (3, 1)), ("set", (0, 2))]))
    assert [told for told, _ in found] == ["value, low: 3", "value, high: 1", "set, high: 2"]
    assert texts == ["By severity", "low", "high", "value", "4", "set", "2"]


@pytest.mark.parametrize("label", ["<script>&\"'", "新疆维吾尔自治区" * 8, ""])
def test_any_label_stays_text_inside_the_picture(label):
    found, texts = drawn(bars("t", [(label, 1234)]))
    assert found[0][0] == f"{label}: 1,234"
    assert len(texts[1] or "") <= 30


@pytest.mark.parametrize("rows", [[], [("none", 0)]])
def test_nothing_to_draw_is_a_picture_too(rows):
    found, texts = drawn(bars("t", rows))
    assert found == []
    assert texts[1:] == (["none", "0"] if rows else ["nothing to show"])


def test_an_image_carries_the_whole_plot():
    svg = bars("按种类", [("日期", 1)])
    assert image(svg, "by kind").startswith("![by kind](data:image/svg+xml;base64,")
    assert b64decode(image(svg, "by kind").partition("base64,")[2].rstrip(")")).decode() == svg
