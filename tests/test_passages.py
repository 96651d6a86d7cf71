"""Contradictions inside a page: lengths of lists, what a person's insurance costs, rows of tables; their ids and quotes."""

import pytest

from pipeline.extract import extract
from pipeline.model import ContradictionKind, Document

MISCOUNTED = {
    "家庭共济的对象一共八类:配偶、父母、子女、兄弟姐妹。": ("八类", 4),
    "首批开通9个省份:浙江、江西、湖南、广西、海南、云南、陕西、青海。": ("9个省份", 8),
    "个人账户只能用于三项支出:定点医院自付费用、定点药店买药、给家人缴居民医保、买商业健康险。": ("三项", 4),
    "共济对象仅限于配偶、父母、子女四类。": ("四类", 3),
    "补偿分为门诊、住院、大病补偿两部分。": ("两部分", 3),
    "全国都仅限五种病:高血压、糖尿病、恶性肿瘤门诊治疗、尿毒症透析。": ("五种", 4),
    "女职工可以享受四项待遇:产假、生育津贴和分娩医疗费。": ("四项", 3),
    "全省11个市:杭州、宁波、温州。": ("11个市", 3),
    "参保人分为三类,即职工、居民。": ("三类", 2),
    "办理需要两种材料:身份证、社保卡、出院小结。": ("两种", 3),
}
COUNTED = [
    "家庭共济的对象一共八类:配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女。",
    "当时只有9个省份:浙江、江西、湖南、广西、海南、云南、陕西、青海、宁夏;以后逐步扩大。",
    "首批开通的只有浙江、江西、湖南、广西、海南、贵州、陕西、青海、宁夏这9个省份,其他省份当时不能办理。",
    "个人账户可以用于四项支出:定点医院自付费用、定点药店买药、给家人缴居民医保、买普惠型商业健康险。",
    "可以同时享受产假、生育津贴和分娩医疗费三项待遇。",
    "报销范围包括门诊补偿、住院补偿和大病补偿三部分。",
    "家庭共济的对象仅限于配偶、父母、子女三类,而且对方要参加医保。",
    "已有22个省份实现省内共济,包括浙江、河南、山东、广东等省份。",
    "目前14个省份开通,包括河北、江苏、安徽。",
    "河北、江苏、安徽等14个省份已经开通。",
    "银川、石嘴山、吴忠、中卫的等待期也都是3个月。",
    "病种分两类:一类是高血压、糖尿病,另一类是恶性肿瘤。",
    "分以下三种情况:1、长期居住。2、转诊。3、急诊。",
    "参保分为两种方式:线上、线下办理(微信、支付宝均可)。",
    "有两种办法:到窗口办理和网上办理。",
    "职工、居民可在两种方式中任选一种。",
    "每周一、三、五上午办理,其余时间不办公。",
    "第一、二、三类人员按规定缴费。",
    "一级、二级、三级医院分别报85%、75%、60%。",
    "三项制度包括:信用管理、举报奖励等。",
    "每年两次,分别是6月、12月。",
    "特殊病种包括高血压、糖尿病、冠心病3种,其他病种另行规定。",
    "五险包括养老保险、医疗保险、失业保险、工伤保险和生育保险。",
    "主要有三类人员:职工、居民。",
    "至少两项材料:身份证、户口簿、社保卡。",
    "适用于五类人员中的职工、居民。",
]
FUNDING_WRONG = {
    "2026年赤峰居民医保每人筹资总额为1150元。居民个人缴费标准为420元。各级财政按每人700元给予补助。": ("1150元", "1120元"),
    "2025年衡阳市居民医保人均筹资标准为1090元,个人缴费标准为400元,财政补助标准为670元。": ("1090元", "1070元"),
}
FUNDING_RIGHT = [
    "2026年赤峰居民医保每人筹资总额为1120元。居民个人缴费标准为420元。各级财政按每人700元给予补助。",
    "2023年度居民医保总筹资不低于960元/人,其中财政补助不低于610元/人,个人缴费350元/人。",
    "2026年赤峰居民医保每人筹资总额为1100元,财政补助700元;在校大学生个人缴费400元,普通居民420元。",
    "2025年居民医保人均筹资1070元,其中中央财政补助350元,地方财政补助320元,个人缴费400元。",
]
ROWS = (
    "灵活就业人员医保缴费标准\n\n| 档次 | 缴费基数 | 缴费比例 | 月缴费额 |\n| --- | --- | --- | --- |\n| 统账结合 | 5200元 | 9% | {}元 |\n"
)


def found(text, kind, doc_id="page"):
    made = extract(Document(doc_id=doc_id, source="page.txt", text=f"医保待遇说明\n\n{text}\n")).contradictions
    return [c for c in made if c.kind is kind]


@pytest.mark.parametrize(("text", "stated", "counted"), [(text, *case) for text, case in MISCOUNTED.items()], ids=MISCOUNTED)
def test_a_list_of_another_length_than_stated_is_told(text, stated, counted):
    (contradiction,) = found(text, ContradictionKind.SET)
    assert contradiction.evidence[0].quote == stated
    assert [e.value for e in contradiction.evidence][1:] == [str(counted)]


@pytest.mark.parametrize("text", COUNTED)
def test_lists_that_are_as_long_as_stated_or_open_are_left_alone(text):
    assert [c.summary for c in found(text, ContradictionKind.SET)] == []


@pytest.mark.parametrize(("text", "stated", "computed"), [(text, *case) for text, case in FUNDING_WRONG.items()], ids=FUNDING_WRONG)
def test_a_total_is_the_subsidy_and_the_own_part(text, stated, computed):
    (contradiction,) = found(text, ContradictionKind.ARITHMETIC)
    assert contradiction.measure == "funding_total"
    assert contradiction.evidence[0].value == stated
    assert contradiction.summary.endswith(f"is {computed}.")


@pytest.mark.parametrize("text", FUNDING_RIGHT)
def test_totals_that_some_parts_make_are_left_alone(text):
    assert [c.summary for c in found(text, ContradictionKind.ARITHMETIC)] == []


@pytest.mark.parametrize(("paid", "mistakes"), [("468", 0), ("478", 1), ("5616", 0), ("1404", 0)])
def test_a_row_of_base_rate_and_payment_is_multiplied(paid, mistakes):
    assert len(found(ROWS.format(paid), ContradictionKind.ARITHMETIC)) == mistakes


def test_quotes_are_short_and_stand_on_the_page():
    text = "法定产假９８天,延长产假６０天,再加&nbsp;１０天,三项合计１７８天。"
    page = f"医保待遇说明\n\n{text}\n"
    (contradiction,) = extract(Document(doc_id="page", source="page.txt", text=page)).contradictions
    assert [page[e.start : e.end] for e in contradiction.evidence] == [e.quote for e in contradiction.evidence]
    assert [e.quote for e in contradiction.evidence] == ["三项合计１７８天", "法定产假９８天", "延长产假６０天", "再加&nbsp;１０天"]
    assert max(len(e.quote) for e in contradiction.evidence) <= 120


def test_one_slip_on_two_pages_is_two_contradictions_and_twice_on_a_page_one():
    text = "法定产假98天,延长产假60天,两项合计168天。"
    ids = [c.contradiction_id for doc in ("a", "b") for c in found(f"{text}\n\n{text}", ContradictionKind.ARITHMETIC, doc)]
    assert len(ids) == len(set(ids)) == 2
