"""What holds for any text at all."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.kinds import SCANNER
from pipeline.model import Document
from pipeline.numerals import SIGNS
from pipeline.rules import Decline
from pipeline.text import clean

# Pieces that rules look for, glued at random with arbitrary characters: far more likely to hurt than random text alone.
WORDS = """
    0 7 12 2025 1,200 3.5 31,600 ０ ２０２５ 一 十 百 万 亿 零 〇 半 两 % ‰ 成 百分之 千分之 个百分点 元 万元 块 ¥ ￥ 角
    年 月 日 号 天 周 个月 工作日 省 市 县 州 区 旗 统筹区 省份 至 到 - ~ — / . , 、 。 : ( ) 第 每 每月 每年 约 以上 以内
    不超过 起 北京 朝阳区 吉林 海南州 上海路 长春新碱 相关推荐 健康新闻 一、 1. • | 在职 退休 报销比例 起付线 医保 可以 不能
    仅限于 配偶、父母、子女 &nbsp; &yen; &#65285; &bad; <b> </td> <script>
"""
PIECES = st.sampled_from([*WORDS.split(), "\t", "\n", "\r\n", " ", "\u200b", "\ufeff", "\u00ad", "\u3000"])
INSIDE = frozenset("0123456789.第统唯数几" + SIGNS)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_span_is_its_text_and_nothing_lies_outside(text):
    found = extract(Document(doc_id="any", source="any", text=text))
    for fact in found.facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote
    for contradiction in found.contradictions:
        for evidence in contradiction.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
    for segment in found.segments:
        assert 0 <= segment.start < segment.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_facts_are_in_order_and_do_not_overlap(text):
    facts = extract(Document(doc_id="any", source="any", text=text)).facts
    assert all(before.end <= after.start for before, after in pairwise(facts))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_two_runs_are_equal(text):
    document = Document(doc_id="any", source="any", text=text)
    assert extract(document) == extract(document)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_scanner_misses_nothing_that_a_rule_would_read_alone(text):
    """The one pass stops wherever a numeral or an opening begins: trying every rule at every place finds no match that it passed over."""
    page = clean(text).text
    hits, misses = SCANNER.scan(page)
    covered = {at for hit in hits for at in range(hit.start, hit.end)}
    known = {(miss.start, miss.rule) for miss in misses} | {(hit.start, hit.rule) for hit in hits}
    for rule in SCANNER.rules:
        for match in rule.pattern.finditer(page):
            inside = match.start() and page[match.start() - 1] in INSIDE  # 第3 and the rest of a longer numeral begin nothing
            if inside or match.start() in covered or (match.start(), rule.id) in known or isinstance(rule.read(match), Decline):
                continue
            raise AssertionError(f"{rule.id} reads {match.group()!r} at {match.start()} of {page!r}, the scanner does not stop there")
