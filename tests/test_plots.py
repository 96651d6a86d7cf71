"""Plots are whole SVG pictures that say their numbers, whatever the labels hold, and small enough to be shown at once."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from pipeline.report.plots import INLINE, plot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(image):
    """The title, the labels, and for each part the starts and lengths of its bars."""
    address = re.fullmatch(r"!\[[^\]]*\]\(data:image/svg\+xml,([^\s()&\\#]+)\)", image)[1]
    root = ET.fromstring(unquote(address))  # noqa: S314 - our own text
    head, *labels = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    bars = [[tuple(map(int, bar)) for bar in re.findall(r"M(\d+),\d+h(\d+)", path.get("d"))] for path in root.iter(f"{SVG}path")]
    return head.strip(), labels, bars


def test_a_bar_is_as_long_as_its_number():
    head, labels, (bars,) = drawn(plot("Facts by kind", [("date", (400,)), ("amount", (100,))]))
    assert (head, labels) == ("Facts by kind", ["date 400", "amount 100"])
    assert bars[0][1] == pytest.approx(4 * bars[1][1], abs=2)


def test_parts_stand_one_behind_the_other_and_in_the_legend():
    head, labels, (low, high) = drawn(plot("By severity", [("value", (3, 1)), ("set", (0, 2))], ("low", "high")))
    assert (head, labels) == ("By severity ■low ■high", ["value 4", "set 2"])
    assert len(low) == 1  # an empty part is not drawn
    assert high[0][0] == sum(low[0])


@pytest.mark.parametrize("label", ["<script>&\"'", "新疆维吾尔自治区" * 8, "", "a]b", "50% #1 (x", "a\\b"])
def test_any_label_stays_text_inside_the_picture(label):
    _, (told,), _ = drawn(plot("t", [(label, (1234,))]))
    assert told.endswith(" 1,234")
    assert label.startswith(told.removesuffix(" 1,234").rstrip("…"))


def test_a_long_label_is_cut():
    _, (told,), _ = drawn(plot("t", [("中" * 40, (1,))]))
    assert told == f"{'中' * 11}… 1"


@pytest.mark.parametrize("rows", [[], [("none", (0,))]])
def test_nothing_to_draw_is_a_picture_too(rows):
    assert drawn(plot("t", rows)) == ("t", ["none 0"] * len(rows), [])


def test_what_has_no_room_is_left_out_and_counted():
    image = plot("Regions", [(f"第{n}个很长的地区名称", (40 - n,)) for n in range(40)])
    head, labels, _ = drawn(image)
    assert len(image) < INLINE
    assert head == f"Regions ({40 - len(labels)} more)"
    assert len(labels) >= 8
