"""Looser forms of patterns match wherever the patterns do, whatever stands before; lookbehinds of several widths are what they say."""

import re

import pytest
import regex

from pipeline.kinds import RULES
from pipeline.patterns import behind, first_signs, loosened
from pipeline.text import clean


@pytest.mark.parametrize(
    ("pattern", "loose"),
    [
        (r"(?<=约|近)[0-9]++元", r"[0-9]+元"),
        (r"(?<![0-9])\d?+(?>a|b){2}+", r"\d?(?:a|b){2}"),
        (r"元(?!旦)(?!(?<=二元)论)", r"元(?!旦)"),
        (r"(?P<led>(?<=自))?年(?(led)(?=起)|(?!))", r"(?P<led>)?年(?:|(?=起)|(?!))"),
        (r"月(?!大(?=的|$))(?=底|$)", r"月(?=底|)"),
        (r"[(?<=)]\(?<!", r"[(?<=)]\(?<!"),
    ],
)
def test_what_looks_back_is_left_out_and_nothing_is_possessive(pattern, loose):
    assert loosened(pattern) == loose


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_matches_nothing_that_its_looser_form_would_shut_out(rule):
    loose = regex.compile(loosened(rule.pattern.pattern))
    for other in RULES:
        for text in (clean(example).text for example in (*other.yields, *other.ignores)):
            for match in rule.pattern.finditer(text):
                for end in range(match.start(), len(text) + 1):
                    assert loose.match(text[match.start() : end], partial=True), (text, text[match.start() : end])


def test_a_lookbehind_takes_one_alternative_of_each_piece():
    pattern = re.compile(behind("元", ["", " "], ["[至到]", "--"]) + "[0-9]")
    assert [text for text in ("元至5", "元 到5", "元--5", "元 --5", "元5", "至5", "元-5") if pattern.search(text)] == [
        "元至5", "元 到5", "元--5", "元 --5",
    ]  # fmt: skip


def test_first_signs_do_not_depend_on_what_stands_before():
    assert set(first_signs("(?<=长沙)发|火锅|[黄白]酒")) == set("发火黄白")
