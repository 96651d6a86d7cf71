"""What stands around a quantity: its bound and what it is counted by. The quantity is marked with [ ]."""

import pytest

from pipeline.kinds.context import qualify

BOUNDS = {
    "报销比例[80%]": None,
    "不超过[5000元]": "at_most", "最高不超过[5000元]": "at_most", "不得超过[5000元]": "at_most", "最高[400元]": "at_most", "最高支付[5000元]": "at_most",
    "最高可报销[90%]": "at_most", "至多[3次]": "at_most", "最多[2年]": "at_most", "上限为[24500元]": "at_most", "不高于[300%]": "at_most",
    "不多于[3个省]": "at_most", "最高达[90%]": "at_most", "最长不超过[12个月]": "at_most", "最长[30天]": "at_most",
    "不低于[670元]": "at_least", "至少[3个月]": "at_least", "最低[60%]": "at_least", "不少于[15年]": "at_least", "最少[15年]": "at_least", "缴费满[25年]": "at_least",
    "不得低于[60%]": "at_least", "下限为[4900元]": "at_least", "至少达到[60%]": "at_least", "保底[50%]": "at_least",
    "超过[1万元]": "more_than", "高于[30%]": "more_than", "大于[80%]": "more_than", "超[500亿元]": "more_than", "逾[300元]": "more_than", "多于[10个省]": "more_than",
    "低于[60%]": "less_than", "不足[10元]": "less_than", "未满[15年]": "less_than", "不满[6个月]": "less_than", "小于[5%]": "less_than", "不到[1角钱]": "less_than",
    "少于[3个月]": "less_than", "未超过[5000元]": "at_most", "未达到[15年]": "less_than",
    "约[5000亿元]": "about", "大约[300元]": "about", "近[200个统筹区]": "about", "将近[八成]": "about", "大概[60%]": "about", "约为[60%]": "about", "接近[70%]": "about",
    "[95%]以上": "at_least", "[95%]及以上": "at_least", "[800元]起": "at_least", "[80%](含)以上": "at_least", "[6万元](含6万元)以上": "at_least",
    "[5000元]以下": "at_most", "[15日]以内": "at_most", "[3个月]内": "at_most", "[6万元]及以下": "at_most", "[15日]之内": "at_most", "[3000元]封顶": "at_most",
    "[70%]左右": "about", "[20元]上下": "about", "[300元]多": "more_than", "[3年]余": "more_than",
    "[800元]起付线": None, "[300元]多种药品": None, "提高到[80%]": None, "调整为[80%]": None, "达到[80%]": None, "[80%],以上内容": None, "[3天]内科": None,
    "最高支付限额[5000元]": None, "不超过3次,[5000元]": None, "附近[3个省]": None, "[三年]以上学历": "at_least", "会议约定[5000元]": None,
    "高达[90%]": None, "节约[500元]": None, "条约[3年]": None, "不满意[80%]": None, "不足额[80%]": None,
}  # fmt: skip
PERS = {
    "每人每年[400元]": "person*year", "每人每年不低于[670元]": "person*year", "每人每年补助标准为[670元]": "person*year", "每年[400元]": "year", "每月[3400元]": "month",
    "每月最高[150元]": "month", "每人[400元]": "person", "每次[30元]": "time", "每人次[30元]": "person*time", "每日[50元]": "day", "每天[50元]": "day",
    "每户[500元]": "household", "每人每月[50元]": "person*month", "人均[95元]": "person", "年人均[95元]": "person*year", "每年每人[400元]": "person*year",
    "每位参保人每年[400元]": "person*year", "每季度[300元]": "quarter", "每床日[100元]": "bed*day", "日均[50元]": "day", "每个自然年度[3000元]": "year",
    "一个自然年度内最高[3000元]": "year", "一个年度内[3000元]": "year", "全年[3000元]": "year", "每疗程[3000元]": "course", "每例[3000元]": "case",
    "[400元]/年": "year", "[400元]/人": "person", "[400元]/人·年": "person*year", "[400元]/人/年": "person*year", "[400元]/月": "month", "[400元] / 年": "year",
    "[400元]/人年": "person*year", "[100元]/床日": "bed*day", "[400元]/年/人": "person*year", "[400元]每年": "year", "[400元]每人每年": "person*year",
    "[400元](每人每年)": "person*year", "[400元]一年": "year", "[20块]一个月": "month", "[30元]/次": "time", "[30元]/人次": "person*time", "[50元]/天": "day",
    "[50元]一天": "day", "[50元]一次": "time", "[30元]/片": None, "[400元]": None, "每人每年,另有规定。缴纳[400元]": None, "每家医院[400元]": None,
    "[400元]一年级": None, "[400元]/600元": None, "[400元]年底前": None, "每年7月,缴纳[400元]": None, "每增加一年,提高[5%]": None, "个人每年缴[400元]": "year",
    "[200元]/400元/人": None, "[10%]每年": "year",
}  # fmt: skip


def around(text):
    start, end = text.index("["), text.index("]") - 1
    return qualify(text.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(("text", "bound"), BOUNDS.items())
def test_bound(text, bound):
    assert around(text)[0] == bound


@pytest.mark.parametrize(("text", "per"), PERS.items())
def test_per(text, per):
    assert around(text)[1] == per
