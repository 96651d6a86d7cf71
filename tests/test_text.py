"""Clean text: what is folded, left out and joined, and the way back to the document's own text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text import clean

FOLDED = {
    "full-width figures, letters and signs": ("ＡＰＰ７０％，（２０２５）；？！：", "APP70%,(2025);?!:"),
    "a comma in a list of numbers": ("300，500，800元，1，200元", "300、500、800元,1,200元"),
    "signs that stay": ("《办法》、“医保”。", "《办法》、“医保”。"),
    "dashes and tildes": ("1－3—5–7～9〜10", "1-3-5-7~9~10"),
    "currency": ("￥300", "¥300"),
    "strokes": ("元∕人⁄年", "元/人/年"),
    "spaces of other widths": ("医\u3000保\u00a0卡\u2009号", "医 保 卡 号"),
    "bullets": ("•‧●◦", "····"),
    "radicals that look like ideographs": ("⼀⽉⼆⽇", "一月二日"),
    "a circle for zero": ("二○二五", "二〇二五"),
    "line separators": ("一\u2028二\x0b三", "一\n二\n三"),
}
LEFT_OUT = {
    "zero-width signs": ("8\u200b0\ufeff%\u00ad", "80%"),
    "direction marks": ("\u202a80%\u202c", "80%"),
    "the return of a line end": ("一\r\n二\r三\r\r\n四", "一\n二\n三\n四"),
    "control characters": ("医\x00\x07保", "医保"),
    "tags": ("年度<b>限额</b><SPAN class='x'>3</SPAN>万", "年度限额3万"),
    "tags that end a line": ("<p>一</p>二<br/>三", "\n一\n二\n三"),
    "cells": ("<tr><td>一档</td><td>400元</td></tr>", "\n一档\t400元\t\n"),
    "comments and scripts": ("一<!-- 二 --><script>var a = 1;</script>三", "一三"),
    "entities": ("70&#37;&nbsp;&#xFF05;&yen;9&amp;&ldquo;", "70% %¥9&“"),
    "entities written twice": ("7&amp;nbsp;8&lt;br&gt;9", "7 8\n9"),
    "an entity of something invisible": ("8&#8203;0", "80"),
    "an entity without its end": ("7&nbsp 8", "7  8"),
}
KEPT = {
    "an unknown entity": "&bad; &nbspx",
    "less than": "年龄<60岁,收入>3万",
    "an unknown tag": "<云医保>",
    "spaces around figures": "在 2025 年 3 月",
}
JOINED = {
    "one nought before its unit": ("二级医院40\n0元,三级700元", "二级医院400元,三级700元"),
    "noughts that begin no number": ("限额统一为5\n000元", "限额统一为5000元"),
    "a comma inside a number": ("标准为31,\n600元", "标准为31,600元"),
    "a number and its unit": ("每人每年400\r\n元", "每人每年400元"),
    "with spaces around the break": ("每人每年400 \n  元", "每人每年400元"),
    "a point inside a number": ("比例为70\n.5%", "比例为70.5%"),
    "behind a point": ("比例为70.\n5%", "比例为70.5%"),
    "a year": ("2025\n年3月", "2025年3月"),
    "a date": ("自2025年\n3月\n1日起", "自2025年3月1日起"),
    "a date at every figure": ("截至2025\n年3\n月1\n日", "截至2025年3月1日"),
    "a measure and what it is": ("各级财政补助标准\n为每人每年720元", "各级财政补助标准为每人每年720元"),
    "a range": ("60%-\n70%,5至\n10天", "60%-70%,5至10天"),
    "currency": ("共¥\n300", "共¥300"),
    "what is counted": ("覆盖14个\n省份", "覆盖14个省份"),
    "a label with its measure and the value": ("题\n三级医院:起付线\n800元,报销70%\n完", "题\n三级医院:起付线800元,报销70%\n完"),
    "a measure and the value alone": ("题\n退休人员年度限额 \n 5500元", "题\n退休人员年度限额5500元"),
    "a share in words": ("百分\n之八十,百分之\n九十", "百分之八十,百分之九十"),
    "a point of percentage": ("提高5个百分\n点", "提高5个百分点"),
    "a word": ("在职职工住院报八成,退\n休人员报九成", "在职职工住院报八成,退休人员报九成"),
    "words for hospitals": ("起付线分别为三级医\n院800元,一\n级医院200元", "起付线分别为三级医院800元,一级医院200元"),
    "kin": ("可绑定的家人是配偶、祖\n父母、外孙子\n女。", "可绑定的家人是配偶、祖父母、外孙子女。"),
    "a list that ends with 和": ("只能绑定父母、配偶\n和子女,或者本人、父母和\n子女", "只能绑定父母、配偶和子女,或者本人、父母和子女"),
    "what each pays and how much": ("大学生参加居民医保每人\n380元", "大学生参加居民医保每人380元"),
    "a rise and its end": ("政府补助由610元提高到\n640元", "政府补助由610元提高到640元"),
    "thousands behind a comma": ("缴费基数上限为23,4\n15元", "缴费基数上限为23,415元"),
    "the figures of an amount": ("职工医保最高基数:2\n3415元", "职工医保最高基数:23415元"),
    "a number in words": ("退休人员一年最多报五千\n三百元", "退休人员一年最多报五千三百元"),
    "a share in words, inside its number": ("在职的门诊按百分之六\n十五报", "在职的门诊按百分之六十五报"),
    "the result of a formula": ("企业每月交4000元×8%=3\n20元", "企业每月交4000元×8%=320元"),
    "a label and its amount": ("最低基数:4100元 最高\n基数:20500元", "最低基数:4100元 最高基数:20500元"),
    "an amount behind its label": ("最低基数:4100元 最高基数:\n20500元", "最低基数:4100元 最高基数:20500元"),
    "a rate and its number": ("在职人员在二级医院报销\n比例为54%", "在职人员在二级医院报销比例为54%"),
    "filing": ("省外住院没有办理备\n案手续的报四成", "省外住院没有办理备案手续的报四成"),
    "the pension that is credited from": ("退休人员按基本养老\n金平均水平的3%划入", "退休人员按基本养老金平均水平的3%划入"),
    "a clause and its value": ("住院起付线500元,退休人员\n报销85%", "住院起付线500元,退休人员报销85%"),
    "a space between thousands": ("每人3 000元", "每人3000元"),
    "behind a comma": ("根据有关办法，\n您需先办理备案、\n登记，\n2025年起报销。", "根据有关办法,您需先办理备案、登记,2025年起报销。"),
    "before punctuation": ("在职职工报销\n80%\n，退休\n85%\n。", "在职职工报销80%,退休85%。"),
}
APART = {
    "a numbered heading above a value": "题\n二、住院报销比例\n80%,退休人员85%",
    "a header above a row": "题\n医院级别|报销比例\n80%|85%",
    "a measure above a sentence of numbers": "题\n三级医院起付线\n800元是多数城市三级医院的门槛",
    "a title above a value": "三级医院起付线\n800元,报销70%",
    "a number that opens its line": "名次\n31\n元",
    "another word behind half a word": "与往年的情况作一个对比\n例如报销80%",
    "another word before half a word": "这就是问题的关键所在\n职工医保报销80%",
    "a short label above a cell": "最低、最\n高",
    "a tier and its amount": "居民医保缴费档次2\n400元",
    "a year and an amount": "各市都要执行至2025\n300元",
    "places below places": "开通的有南京、苏州\n和县、含山,无锡",
    "a question behind a value": "居民医保每人400元,怎么交\n居民医保个人缴费400元",
    "people": "每户参保3\n个人",
    "four figures behind a comma": "编号分别是31,\n6000元",
    "years and days that are none": "值班电话6016\n年底前办理\n参保家庭30\n天津市",
    "a list of numbers": "编号1,\n2,\n3,",
    "items that end in commas": "1.身份证,\n2.社保卡、\n(3)发票",
    "a comma above an empty line": "办理备案,\n\n登记",
    "cells parted by a space": "一档 3 500元",
    "short lines of one width": "门诊费用报六成\n住院费用报七成\n药店费用报八成。",
    "lines of a list": "居民医保报销\n职工医保报销\n退休职工报销",
    "parallel lines of one width": "\n".join(f"{level}级医院门诊报销比例为百分之七十五左右不设起付线" for level in "一二三四"),
    "rows of a table": "\n".join(f"{level}档缴费        100元        200元        300元" for level in "一二三四"),
    "sentences of one width": "\n".join(f"{level}级医院门诊报销比例为百分之七十五,不设起付线。" for level in "一二三四"),
    "items of one width": "\n".join(f"{n}.在本市参加职工医保的人员,门诊报销比例为百分之七十五" for n in range(1, 5)) + "。",
    "lines of many widths": (
        "根据省医疗保障局有关文件的精神\n经市人民政府同意,现将有关待遇通知如下面所列\n请各经办机构遵照执行,并且告知所有参保的人员\n并告知。"
    ),
}
WRAPPED = """\
　　根据国家医疗保障局有关规定，我市居民基本医疗保
险2025年度个人缴费标准为每人每年400元，财政补助670
元，合计每人1070元；由黑龙江省转入的人员不受限制，
可登录国家医保服务平台App办理，具体由黑龙江省解释
。
　　本通知自发布之日起执行，原有规定与本通知不一致
的以本通知为准。
"""


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED)
def test_variants_are_folded_one_for_one(text: str, expected: str) -> None:
    page = clean(text)
    assert page.text == expected
    assert [page.span(n, n + 1) for n in range(len(text))] == [(n, n + 1) for n in range(len(text))]


@pytest.mark.parametrize(("text", "expected"), {**LEFT_OUT, **JOINED}.values(), ids={**LEFT_OUT, **JOINED})
def test_what_a_reader_does_not_see_is_left_out(text: str, expected: str) -> None:
    assert clean(text).text == expected


@pytest.mark.parametrize("text", {**KEPT, **APART}.values(), ids={**KEPT, **APART})
def test_everything_else_stays(text: str) -> None:
    assert clean(text).text == text


def test_hard_wrapped_paragraphs_are_whole_again() -> None:
    assert clean(WRAPPED).text == (
        "  根据国家医疗保障局有关规定,我市居民基本医疗保险2025年度个人缴费标准为每人每年400元,财政补助670元,合计每人1070元;"
        "由黑龙江省转入的人员不受限制,可登录国家医保服务平台App办理,具体由黑龙江省解释。\n"
        "  本通知自发布之日起执行,原有规定与本通知不一致的以本通知为准。\n"
    )


BESIDE_WRAPPED = {
    "short lines": "门诊费用报六成\n住院费用报七成\n药店费用报八成。\n",
    "sentences": "".join(f"{level}级医院门诊报销比例为百分之七十五,不设起付线。\n" for level in "一二三四"),
    "rows": "".join(f"{level}档缴费        100元        200元           300元\n" for level in "一二三四") + "合计。\n",
    "a line above an indented one": "各县市区医疗保障局以及各有关的定点医药机构和人员\n  现将通知印发。\n",
    "a wider line": "各县市区医疗保障局以及各有关的定点医药机构和人员还有各位参保的居民朋友\n请遵照执行。\n",
}


def test_a_page_that_was_wrapped_at_one_width_is_whole_again_wherever_its_lines_broke() -> None:
    text = """医保政策问答

近日,医保部门组织工作人员走进社区开展宣传,算给你看:德州2026年基数421
0元,单位9%。

滁州市职工医保家庭共济的共济成员一共八类,有本人的配偶、父母、子女、兄弟姐
妹等。

2026年居民医保开始缴费了,全市的成年人每人每年450元、学生每人每年4
10元,别错过。
"""
    page = clean(text).text
    assert ["基数4210元" in page, "兄弟姐妹等" in page, "学生每人每年410元" in page] == [True, True, True]
    assert "\n\n近日" in page


def test_lines_of_a_list_are_no_wrapped_page() -> None:
    text = "服务网点\n\n中心城区医疗保障服务大厅人民路一百二十号三楼\n城东新区医疗保障服务大厅建设路三百六十号二楼\n" * 3
    assert clean(text).text == text



@pytest.mark.parametrize("text", BESIDE_WRAPPED.values(), ids=BESIDE_WRAPPED)
def test_beside_wrapped_paragraphs_other_lines_stay(text: str) -> None:
    assert clean(WRAPPED + "\n" + text).text == clean(WRAPPED).text + "\n" + text


def test_words_in_latin_letters_stay_apart_where_a_line_was_wrapped() -> None:
    lines = (
        "参保人员应当下载并安装国家医保服务平台的App",
        "Store版本,登录后完成实名认证和激活医保电子凭证",
        "以后,再选择家庭共济功能办理有关的绑定手续。",
    )
    assert clean("\n".join(lines)).text == lines[0] + " " + lines[1] + lines[2]


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("缴８\u200b０\u200b％。", "80%", "８\u200b０\u200b％"),
        ("一\r\n31,\r\n600元", "31,600元", "31,\r\n600元"),
        ("限额<b>1</b>2&nbsp;万", "12 万", "1</b>2&nbsp;万"),
        ("\U00020000\u200b共\n&#65285;9", "%9", "&#65285;9"),
        ("比例70&#37;。", "70%", "70&#37;"),
        ("\U00020000\U00020000\u200b8\u200b0", "80", "8\u200b0"),
        ("\U00020000\U00020000共有31,\n600元", "31,600元", "31,\n600元"),
    ],
)
def test_a_span_leads_back_to_the_documents_own_words(text: str, words: str, quote: str) -> None:
    page = clean(text)
    start = page.text.index(words)
    begin, end = page.span(start, start + len(words))
    assert text[begin:end] == quote


FIGURES = st.sampled_from(("0", "12", "31,", "600", "2025", "2", "至", "-", "~", "¥", "."))
UNITS = st.sampled_from(("%", "元", "万", "年", "月", "日", "个", "省", "百分", "之", "点"))
UNSEEN = st.sampled_from(("\u200b", "\ufeff", "\x00", "\r\n", "\r", "\n", "\n", " ", "\t", "\U00020000", "，", "％", "２"))
MARKUP = st.sampled_from(
    ("&", "<", ">", "&nbsp;", "&#65285;", "&bad;", "&amp;nbsp;", "&hellip;", "<b>", "</td>", "<br>", "<script>", "</script>", "<!--")
)
PROSE = st.just("医疗保障局有关规定我市居民医疗保险，待遇通知如")


@settings(max_examples=500, deadline=None)
@given(st.lists(FIGURES | UNITS | UNSEEN | MARKUP | PROSE | st.text(max_size=2), max_size=40).map("".join))
def test_every_clean_sign_stands_for_a_piece_of_the_text_in_order(text: str) -> None:
    page = clean(text)
    spans = [page.span(n, n + 1) for n in range(len(page.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(page.span(n, m + 1) == (spans[n][0], spans[m][1]) for n in range(0, len(spans), 5) for m in range(n, len(spans), 7))


@settings(max_examples=200, deadline=None)
@given(st.text("医保报销比例一二三，。：；（）７８９％ab0", max_size=60))
def test_a_text_of_ordinary_signs_keeps_its_offsets(text: str) -> None:
    page = clean(text)
    assert len(page.text) == len(text)
    assert not page.starts
    assert page.below is None


@pytest.mark.parametrize("piece", ["9", "9\n", "31,\n", "<a ", "<!--", "&", "\r\n", "\u200b", " ", "，\n", "医" * 38 + "，\n"])
def test_time_grows_with_length_not_with_its_square(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        clean(text)
        return time.process_time() - start

    assert seconds(400_000) < 12 * seconds(100_000) + 0.2
