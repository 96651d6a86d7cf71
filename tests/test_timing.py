"""When accounts are credited and how much of them may be shared: sentences with the claims that they make."""

import pytest

from pipeline.extract import extract
from pipeline.model import Document

CREDITED = {
    "医保个人账户金额一般会在每月中下旬拨付到账。": ["XXXX-XX-11/XXXX-XX-31"],
    "多数地区医保个人账户资金每月下旬(约20号左右)通过银行转入医保卡。": ["XXXX-XX-21/XXXX-XX-31"],
    "医保卡里的钱一般在每月20日左右到账。": ["XXXX-XX-20"],
    "杭州市职工医保个人账户每月5-10日划入。": ["XXXX-XX-05/XXXX-XX-10 330100"],
    "职工医保个人账户通常在每年1-3月完成全年资金的划入。": ["XXXX-01/XXXX-03"],
    "部分地区(如上海)每年7月向个人账户预充全年资金。": ["XXXX-07 310000"],
    "北京、上海等地的职工医保个人账户通常在每月5-25日间到账。": ["XXXX-XX-05/XXXX-XX-25 110000", "XXXX-XX-05/XXXX-XX-25 310000"],
    "个人缴纳部分按月计入个人账户。": ["XXXX-XX"],
    "个人账户每年一月底一次性划入。": ["XXXX-01"],
    "灵活就业人员每月8日扣款,余额不足的不能到账。": [],
    "医保个人账户每月划入112元,由医保局拨付。": ["XXXX-XX"],
    "养老金每月15日到账,打到银行卡上。": [],
    "部分地区每年1月划入个人账户。": [],
    "居民医保每年9月至12月集中缴费。": [],
    "个人账户里的钱每月都能查询。": [],
}
SHAREABLE = {
    "家庭共济的年度额度通常为账户余额的50%至70%。": ["50..70"],
    "设置共济金额时,既可以是全部金额,也可以是部分金额。": ["100"],
    "家庭共济额度为个人账户余额的60%。": ["60"],
    "共济时不能把全部金额转给家人,共济额度有限。": [],
    "报销比例为费用的60%,家庭共济不影响。": [],
    "个人账户余额的60%用于门诊。": [],
}


def claims(text, measure):
    found = extract(Document(doc_id="page", source="page.txt", text=f"医保问答\n\n{text}\n")).claims
    return [" ".join(filter(None, (claim.value, claim.region))) for claim in found if claim.measure == measure]


@pytest.mark.parametrize(("text", "expected"), CREDITED.items(), ids=CREDITED)
def test_when_accounts_are_credited(text, expected):
    assert claims(text, "credit_time") == expected


@pytest.mark.parametrize(("text", "expected"), SHAREABLE.items(), ids=SHAREABLE)
def test_how_much_of_an_account_may_be_shared(text, expected):
    assert claims(text, "shareable_share") == expected
