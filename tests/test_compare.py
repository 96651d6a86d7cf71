"""Claims that cannot all hold, and claims that look like them and agree."""

import random
import time
from dataclasses import replace

import pytest
from written_claims import claim

from pipeline.compare import compare, judge, key
from pipeline.model import ContradictionKind, Document

GANZHOU = "region=360700 insurance=employee service=outpatient"
YIBIN = "region=511500 insurance=resident"

AGREE = {
    "other level": ("reimbursement_rate 65 {g} population=active hospital_level=2", "reimbursement_rate 55 {g} population=active hospital_level=3"),
    "village and township": ("reimbursement_rate 60 region=361000 hospital_level=primary", "reimbursement_rate 40 region=361000 hospital_level=1"),
    "level and no level": ("reimbursement_rate 55 {g} hospital_level=3", "reimbursement_rate 60 {g}"),
    "levels one and two against three": ("reimbursement_rate 75 {g} hospital_level=1-2", "reimbursement_rate 65 {g} hospital_level=3"),
    "active and retired": ("reimbursement_rate 80 {g} population=active", "reimbursement_rate 85 {g} population=retired"),
    "active and nobody named": ("payment_cap 4000 {g} population=active", "payment_cap 5000 {g}"),
    "active and retired caps": ("payment_cap 4500 {g} population=active", "payment_cap 5500 {g} population=retired"),
    "poor and all": ("deductible 14000 {y} service=critical", "deductible 7000 {y} service=critical population=低保对象"),
    "students and residents": ("contribution_amount 420 region=150400 as_of=2026", "contribution_amount 400 region=150400 population=大学生 as_of=2026"),
    "newborns and residents": ("contribution_amount 400 region=150400 as_of=2026", "contribution_amount 380 region=150400 population=新生儿 as_of=2026"),
    "first and second tier": ("reimbursement_rate 90 {g} population=一档", "reimbursement_rate 85 {g} population=二档"),
    "flexible workers and employees": ("contribution_rate 10 region=320600 population=灵活就业", "contribution_rate 9.5 region=320600 population=active"),
    "other city": ("reimbursement_rate 55 region=360700", "reimbursement_rate 50 region=360800"),
    "city and its province": ("reimbursement_rate 55 region=360700", "reimbursement_rate 60 region=360000"),
    "city and the country": ("reimbursement_rate 55 region=360700", "reimbursement_rate 60"),
    "city and its district": ("leave_days 158 topic=产假 region=630100", "leave_days 113 topic=产假 region=630103"),
    "employees and residents": ("deductible 200 region=610100 insurance=employee", "deductible 0 region=610100 insurance=resident"),
    "employees and nobody named": ("deductible 200 region=610100 insurance=employee", "deductible 300 region=610100"),
    "outpatient and inpatient": ("reimbursement_rate 55 region=360700 service=outpatient", "reimbursement_rate 85 region=360700 service=inpatient"),
    "chronic and outpatient": ("reimbursement_rate 80 region=450200 service=chronic", "reimbursement_rate 60 region=450200 service=outpatient"),
    "employer and individual": ("contribution_rate 8 region=620500 party=employer", "contribution_rate 2 region=620500 party=individual"),
    "total and individual": ("contribution_rate 9.5 region=320600", "contribution_rate 2 region=320600 party=individual"),
    "subsidy and own part": ("subsidy_amount 670 region=610100 as_of=2025", "contribution_amount 400 region=610100 as_of=2025"),
    "other topic of leave": ("leave_days 158 topic=产假 region=210200", "leave_days 15 topic=难产增加 region=210200"),
    "pension and health": ("contribution_rate 16 topic=养老保险 region=131000 party=employer", "contribution_rate 7 topic=医疗保险 region=131000 party=employer"),
    "inside and across provinces": ("coverage_provinces 22 topic=in_province_sharing", "coverage_provinces 17 topic=cross_province_sharing"),
    "sharing and settlement": ("coverage_pooling_areas 213 topic=cross_province_sharing", "coverage_pooling_areas 401 topic=direct_settlement"),
    "chronic and inpatient settlement": (
        "coverage_pooling_areas 389 topic=direct_settlement service=chronic", "coverage_pooling_areas 401 topic=direct_settlement service=inpatient",
    ),
    "filed and not filed": ("reimbursement_rate 55 region=532900 condition=备案", "reimbursement_rate 40 region=532900 condition=未备案"),
    "filed and no condition": ("reimbursement_rate 55 region=511500 condition=备案", "reimbursement_rate 65 region=511500"),
    "cost bands": ("reimbursement_rate 60 {y} service=critical condition=1.4万元至5万元", "reimbursement_rate 70 {y} service=critical condition=5万元至10万元"),
    "diseases": ("payment_cap 2400 region=450200 service=chronic condition=高血压", "payment_cap 3000 region=450200 service=chronic condition=糖尿病"),
    "two account schemes": ("contribution_rate 10 region=320600 condition=统账结合", "contribution_rate 7 region=320600 condition=单建统筹"),
    "born with difficulty": ("leave_days 158 topic=产假 region=210100", "leave_days 173 topic=产假 region=210100 population=难产"),
    "a day and a year": ("payment_cap 500 region=610100 per=day", "payment_cap 2000 region=610100 per=year"),
    "a day and the usual year": ("payment_cap 500 region=610100 per=day", "payment_cap 2000 region=610100"),
    "a month and a year": ("contribution_amount 490 region=320600 per=month as_of=2025", "contribution_amount 5880 region=320600 per=year as_of=2025"),
    "other bases": ("account_credit_rate 2.8 region=620500 population=retired base=养老金", "account_credit_rate 3.8 region=620500 population=retired base=缴费工资"),
    "contributions of other years": ("contribution_amount 380 region=150400 as_of=2024", "contribution_amount 430 region=150400 as_of=2026"),
    "subsidies of other years": ("subsidy_amount 640 region=150400 as_of=2024", "subsidy_amount 700 region=150400 as_of=2026"),
    "totals of other years": ("funding_total 1020 region=150400 as_of=2024", "funding_total 1150 region=150400 as_of=2026"),
    "bases of other years": ("contribution_base 4494 region=320600 as_of=2024", "contribution_base 4900 region=320600 as_of=2025"),
    "a contribution without its year": ("contribution_amount 380 region=150400", "contribution_amount 430 region=150400 as_of=2026"),
    "percent and yuan": ("payment_cap 60 region=110000 unit=percent", "payment_cap 2000 region=110000"),
    "same value": ("deductible 1000 {y} hospital_level=3", "deductible 1000 {y} hospital_level=3"),
    "same value of other times": ("payment_cap 2000 {g} as_of=2023", "payment_cap 2000 {g} as_of=2025"),
    "90 days are 3 months": ("waiting_period P90D region=640400", "waiting_period P3M region=640400"),
    "12 months are a year": ("waiting_period P12M region=640400", "waiting_period P1Y region=640400"),
    "180 days are 6 months": ("waiting_period P180D region=640400", "waiting_period P6M region=640400"),
    "14 days are 2 weeks": ("leave_days 14 topic=产检假", "leave_days P2W topic=产检假"),
    "about two percent": ("contribution_rate 2 bound=about party=individual", "contribution_rate 2.05 party=individual"),
    "about and not far": ("contribution_rate 8 bound=about", "contribution_rate 8.8"),
    "cut to 万": ("deductible 14000 {y} quote=超过1.4万元", "deductible 14300 {y}"),
    "cut to 亿": ("funding_total 360000000 quote=支出3.6亿元", "funding_total 362000000"),
    "inside a range": ("reimbursement_rate 60 region=131000", "reimbursement_rate 50..70 region=131000"),
    "range inside a range": ("reimbursement_rate 60..65 region=350000", "reimbursement_rate 50..70 region=350000"),
    "ranges that overlap": ("reimbursement_rate 60..75 region=350000", "reimbursement_rate 65..85 region=350000"),
    "at least": ("subsidy_amount 670 region=520000 as_of=2025 bound=at_least", "subsidy_amount 700 region=520000 as_of=2025"),
    "at least twice": ("leave_days 98 topic=产假 bound=at_least", "leave_days 158 topic=产假"),
    "at most": ("contribution_rate 10 bound=at_most region=320600", "contribution_rate 9 region=320600"),
    "open list in a closed one": ("sharing_members 父母|子女 open", "sharing_members 父母|子女|配偶 condition=仅限"),
    "open list and a longer one": ("sharing_members 父母|子女|配偶 open", "sharing_members 兄弟姐妹|父母|子女|配偶"),
    "two open lists": ("participating_regions 河北|江苏 open", "participating_regions 四川|湖北 open"),
    "two lists that exclude nobody": ("sharing_members 父母|子女|配偶", "sharing_members 兄弟姐妹|父母|子女|配偶"),
    "one list in another order": ("sharing_members 配偶|父母|子女 condition=仅限", "sharing_members 子女|配偶|父母 condition=仅限"),
    "lists of other things": ("account_uses 购药|门诊 topic=个人账户 condition=仅限", "account_uses 住院|购药|门诊 topic=共济资金"),
    "exclusive lists of other cities": ("sharing_members 父母|子女|配偶 condition=仅限 region=330300", "sharing_members 兄弟姐妹|父母 region=320100"),
    "yes in one city, no in another": ("permission yes topic=门诊报销 region=330300", "permission no topic=门诊报销 region=320100"),
    "yes twice": ("permission yes topic=门诊报销 region=330300", "permission yes topic=门诊报销"),
    "no twice": ("permission no topic=个人账户提现 region=620500", "permission no topic=个人账户提现"),
    "other topics": ("permission yes topic=个人账户购药", "permission no topic=共济资金购药"),
    "filed yes, not filed no": ("permission yes topic=异地直接结算 condition=备案", "permission no topic=异地直接结算 condition=未备案"),
    "yes on a condition": ("permission yes topic=个人账户提现 condition=出境定居", "permission no topic=个人账户提现"),
    "a group's exception": ("permission no topic=领取生育津贴 population=灵活就业", "permission yes topic=领取生育津贴"),
    "two groups": ("permission no topic=领取生育津贴 population=灵活就业", "permission yes topic=领取生育津贴 population=active"),
    "outpatient yes, inpatient no": ("permission yes topic=直接结算 service=outpatient", "permission no topic=直接结算 service=inpatient"),
    "residents no, employees yes": ("permission no topic=设个人账户 insurance=resident", "permission yes topic=设个人账户 insurance=employee"),
    "the 20th and the last third": ("credit_time XXXX-XX-20", "credit_time XXXX-XX-21/XXXX-XX-31"),
    "the 5th and the 25th": ("credit_time XXXX-XX-05", "credit_time XXXX-XX-25"),
    "monthly here, yearly there": ("credit_time XXXX-XX-20 region=110000", "credit_time XXXX-07 region=310000"),
    "monthly in general, yearly there": ("credit_time XXXX-XX-20", "credit_time XXXX-07 region=310000"),
    "active monthly, retired yearly": ("credit_time XXXX-XX population=active", "credit_time XXXX-01 population=retired"),
    "no value": ("reimbursement_rate ? {g}", "reimbursement_rate 60 {g}"),
    "waiting in other cities": ("waiting_period P3M region=150400 insurance=resident", "waiting_period P6M region=640400 insurance=resident"),
    "waiting of residents and employees": ("waiting_period P3M region=640400 insurance=resident", "waiting_period P2M region=640400 insurance=employee"),
    "marriage leave in two cities": ("leave_days 10 topic=婚假 region=210200", "leave_days 3 topic=婚假 region=610100"),
    "before and after birth": ("leave_days 15 topic=产前休假", "leave_days 83 topic=产后休假"),
    "amount and number of transfers": ("transfer_limit_amount 2000", "transfer_limit_count 3"),
    "transfers a day and a month": ("transfer_limit_count 3 per=day", "transfer_limit_count 30 per=month"),
    "lower and upper base": ("contribution_base 4900 region=320600 as_of=2025 condition=下限", "contribution_base 24500 region=320600 as_of=2025 condition=上限"),
    "a share of the balance in two cities": ("shareable_share 60 region=110000", "shareable_share 70 region=310000"),
    "a share inside a range": ("shareable_share 60", "shareable_share 50..70"),
    "unknown measure, other city": ("other.床位费 50 region=320600", "other.床位费 60 region=320500"),
}  # fmt: skip

DISAGREE = {
    "rates of one scope": ("value", "reimbursement_rate 55 {g} hospital_level=3 as_of=2025-01-01", "reimbursement_rate 60 {g} hospital_level=3 as_of=2025"),
    "an undated rate": ("value", "reimbursement_rate 80 region=450200 population=active as_of=2025", "reimbursement_rate 75 region=450200 population=active"),
    "two undated rates": ("value", "reimbursement_rate 80 region=450200", "reimbursement_rate 75 region=450200"),
    "levels that overlap": ("value", "reimbursement_rate 75 {g} hospital_level=1-2", "reimbursement_rate 70 {g} hospital_level=2"),
    "ranges apart": ("value", "reimbursement_rate 50..60 region=350000", "reimbursement_rate 70..80 region=350000"),
    "number outside a range": ("value", "reimbursement_rate 80 region=350000", "reimbursement_rate 50..70 region=350000"),
    "deductibles": ("value", "deductible 800 {y} hospital_level=3 as_of=2025", "deductible 1000 {y} hospital_level=3 as_of=2025"),
    "no deductible and one": ("value", "deductible 0 region=450200 service=chronic", "deductible 20 region=450200 service=chronic"),
    "caps with other bound words": ("value", "transfer_limit_amount 3000 bound=at_most", "transfer_limit_amount 2000 bound=less_than"),
    "transfers a day": ("value", "transfer_limit_count 5 insurance=employee", "transfer_limit_count 3"),
    "transfers with and without the day": ("value", "transfer_limit_count 5 per=day", "transfer_limit_count 3"),
    "caps a year, said and meant": ("value", "payment_cap 2000 {g} per=year", "payment_cap 1800 {g}"),
    "contributions of one year": ("value", "contribution_amount 420 region=150400 as_of=2026", "contribution_amount 430 region=150400 as_of=2026"),
    "ordinary residents": ("value", "contribution_amount 420 region=150400 as_of=2026 population=普通居民", "contribution_amount 430 region=150400 as_of=2026"),
    "two undated contributions": ("value", "contribution_amount 400 region=150500", "contribution_amount 380 region=150500"),
    "subsidies with and without a party": ("value", "subsidy_amount 670 region=610100 as_of=2025 party=government", "subsidy_amount 640 region=610100 as_of=2025"),
    "totals of one year": ("value", "funding_total 1070 region=610100 as_of=2025", "funding_total 1090 region=610100 as_of=2025"),
    "rates of contribution": ("value", "contribution_rate 10 region=320600 condition=统账结合", "contribution_rate 9 region=320600 condition=统账结合"),
    "own part, active or not said": ("value", "contribution_rate 2 party=individual population=active", "contribution_rate 8 party=individual"),
    "about and far": ("value", "contribution_rate 2 party=individual bound=about", "contribution_rate 8 party=individual"),
    "credited shares": ("value", "account_credit_rate 2.8 region=620500 population=retired as_of=2025", "account_credit_rate 3.2 region=620500 population=retired as_of=2025"),
    "credited shares with one base said": ("value", "account_credit_rate 2.8 region=620500 base=养老金", "account_credit_rate 3.2 region=620500"),
    "leave": ("value", "leave_days 158 topic=产假 region=210200 as_of=2025", "leave_days 168 topic=产假 region=210200 as_of=2025"),
    "marriage leave": ("value", "leave_days 10 topic=婚假 region=210200", "leave_days 7 topic=婚假 region=210200"),
    "waiting in months": ("value", "waiting_period P3M region=640400 as_of=2025-01-01", "waiting_period P6M region=640400 as_of=2025"),
    "waiting in days and months": ("value", "waiting_period P60D region=640400", "waiting_period P3M region=640400"),
    "at least 98 and 90": ("value", "leave_days 98 topic=产假 bound=at_least", "leave_days 90 topic=产假"),
    "same province report, same month": ("value", "coverage_provinces 17 topic=x as_of=2025-03", "coverage_provinces 18 topic=x as_of=2025-03"),
    "two undated reports": ("value", "coverage_provinces 14 topic=x", "coverage_provinces 17 topic=x"),
    "monthly and yearly": ("value", "credit_time XXXX-01/XXXX-03", "credit_time XXXX-XX-21/XXXX-XX-31"),
    "monthly and yearly in Shanghai": ("value", "credit_time XXXX-07 region=310000", "credit_time XXXX-XX-05/XXXX-XX-25 region=310000"),
    "part of the balance and all of it": ("value", "shareable_share 50..70", "shareable_share 100"),
    "unknown measure, same city": ("value", "other.床位费 50 region=320600", "other.床位费 60 region=320600"),
    "undated report and a dated one": ("outdated", "coverage_provinces 14 topic=x insurance=employee", "coverage_provinces 17 topic=x as_of=2025-03"),
    "reports of two months": ("outdated", "coverage_pooling_areas 151 topic=x as_of=2025-04", "coverage_pooling_areas 213 topic=x as_of=2025-08-31"),
    "reports of two years": ("outdated", "coverage_pooling_areas 312 topic=y service=chronic as_of=2024-06", "coverage_pooling_areas 389 topic=y service=chronic as_of=2025-04"),
    "caps of two years": ("outdated", "payment_cap 1800 {g} population=active as_of=2023", "payment_cap 4000 {g} population=active as_of=2025-01-01"),
    "leave of two years": ("outdated", "leave_days 15 topic=护理假 region=210000 as_of=2019", "leave_days 20 topic=护理假 region=210000 as_of=2021-11-26"),
    "waiting of two years": ("outdated", "waiting_period P60D region=640400 as_of=2022", "waiting_period P3M region=640400 as_of=2025"),
    "rates of two years": ("outdated", "reimbursement_rate 50 region=350000 as_of=2022", "reimbursement_rate 60 region=350000 as_of=2024"),
    "rates of contribution of two years": ("outdated", "contribution_rate 9 region=320600 as_of=2023", "contribution_rate 10 region=320600 as_of=2025"),
    "refused then, granted now": ("outdated", "permission no topic=单位缴费计入个人账户 region=620500 as_of=2023", "permission yes topic=单位缴费计入个人账户 region=620500 as_of=2019"),
    "exclusive then, wider now": ("outdated", "sharing_members 父母|子女|配偶 condition=仅限 as_of=2021", "sharing_members 近亲属 as_of=2024-07"),
    "yes and no": ("polarity", "permission yes topic=共济资金购药", "permission no topic=共济资金购药"),
    "yes here, no everywhere": ("polarity", "permission yes topic=共济资金购药 region=330300", "permission no topic=共济资金购药"),
    "no here, yes everywhere": ("polarity", "permission no topic=个人账户余额清零 region=620500 as_of=2025", "permission yes topic=个人账户余额清零"),
    "yes in the province, no in its county": ("polarity", "permission yes topic=省内免备案 region=530000", "permission no topic=省内免备案 region=532923"),
    "yes and no for a group": ("polarity", "permission no topic=领取生育津贴 population=灵活就业", "permission yes topic=领取生育津贴 population=灵活就业 region=610400"),
    "one says which insurance": ("polarity", "permission yes topic=跨省直接结算 insurance=resident service=inpatient", "permission no topic=跨省直接结算"),
    "yes and no on a condition": ("polarity", "permission yes topic=异地直接结算 condition=备案", "permission no topic=异地直接结算 condition=备案"),
    "yes and no of one year": ("polarity", "permission yes topic=门诊报销 as_of=2025", "permission no topic=门诊报销 as_of=2025-03"),
    "three only and eight": ("set", "sharing_members 父母|子女|配偶 condition=仅限", "sharing_members 兄弟姐妹|父母|子女|祖父母|配偶"),
    "three only and others, openly": ("set", "sharing_members 父母|子女|配偶 condition=仅限", "sharing_members 兄弟姐妹|祖父母 open"),
    "three only and close relatives": ("set", "sharing_members 父母|子女|配偶 condition=仅限", "sharing_members 近亲属"),
    "three only here, eight everywhere": ("set", "sharing_members 父母|子女|配偶 condition=仅限 region=330300", "sharing_members 兄弟姐妹|父母|子女|配偶"),
    "two exclusive lists": ("set", "participating_regions 云南|浙江|青海 condition=仅限", "participating_regions 浙江|贵州|青海 condition=仅限"),
    "five diseases only and ten": ("set", "covered_diseases 高血压|糖尿病 condition=仅限 topic=跨省直接结算 region=450200", "covered_diseases 冠心病|糖尿病|高血压 topic=跨省直接结算"),
    "three uses only and four": ("set", "account_uses 居民医保缴费|门诊|购药 condition=仅限 topic=个人账户", "account_uses 商业健康险|居民医保缴费|门诊|购药 topic=个人账户"),
    "uses of the pooled fund": ("set", "account_uses 购药|门诊 condition=仅限 topic=统筹基金", "account_uses 住院|手术 topic=统筹基金"),
    "three levels in one": ("value", "reimbursement_rate 70 {g} hospital_level=1-3", "reimbursement_rate 60 {g} hospital_level=3"),
}  # fmt: skip


def written(*lines, docs=None):
    return [claim(line.format(g=GANZHOU, y=YIBIN), doc=doc) for line, doc in zip(lines, docs or "abcdefgh", strict=False)]


def compared(claims):
    """What an engine does: the claims of each key by themselves."""
    groups = {}
    for one in claims:
        groups.setdefault(key(one), []).append(one)
    return [contradiction for group in groups.values() for contradiction in compare(group)]


@pytest.mark.parametrize("pair", AGREE.values(), ids=AGREE)
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_claims_that_look_alike_and_agree_are_not_accused(pair, turned):
    claims = written(*(reversed(pair) if turned else pair))
    assert [c.summary for c in compared(claims)] == []


@pytest.mark.parametrize(("kind", "first", "second"), DISAGREE.values(), ids=DISAGREE)
def test_claims_that_cannot_both_hold_are_one_contradiction(kind, first, second):
    claims = written(first, second)
    (contradiction,) = compared(claims)
    assert contradiction.kind == kind
    assert {(e.doc_id, e.quote) for e in contradiction.evidence} == {(c.doc_id, c.quote) for c in claims}
    assert contradiction.sides == 2
    assert 0 < contradiction.severity <= 1
    (turned,) = compared(written(second, first))
    assert turned.contradiction_id == contradiction.contradiction_id


def test_one_disagreement_with_many_voices_is_one_contradiction():
    claims = written(*["coverage_provinces 14 topic=x"] * 3, "coverage_provinces 17 topic=x as_of=2025-03", "coverage_provinces 24 topic=x as_of=2025-07")
    (contradiction,) = compare(claims)
    assert (contradiction.kind, contradiction.sides, contradiction.documents) == ("outdated", 3, 5)


def test_the_headline_case_14_provinces_are_outdated_by_17_as_of_march_2025():
    claims = written("coverage_provinces 14 topic=cross_province_sharing quote=14个省", "coverage_provinces 14 topic=cross_province_sharing quote=14个省份",
                     "coverage_provinces 17 topic=cross_province_sharing as_of=2025-03 quote=17个省",
                     "coverage_provinces 22 topic=in_province_sharing quote=22个省份")  # fmt: skip
    (contradiction,) = compared(claims)
    assert contradiction.kind is ContradictionKind.OUTDATED
    assert [(e.side, e.quote, e.as_of) for e in contradiction.evidence] == [(0, "14个省", None), (0, "14个省份", None), (1, "17个省", "2025-03")]
    assert (contradiction.likely_value, contradiction.likely_reason) == ("17个省份", "latest stated date (2025-03)")


def test_values_of_one_time_and_older_ones_are_told_apart():
    claims = written("waiting_period P60D region=640400 as_of=2022", "waiting_period P3M region=640400 as_of=2025-01-01", "waiting_period P6M region=640400 as_of=2025")
    assert [(c.kind.value, [e.value for e in c.evidence]) for c in compare(claims)] == [("value", ["P3M", "P6M"]), ("outdated", ["P60D", "P3M", "P6M"])]


def test_an_undated_value_that_repeats_an_old_one_is_old():
    claims = written("payment_cap 1800 region=1 as_of=2023", "payment_cap 1800 region=1", "payment_cap 4000 region=1 as_of=2025")
    assert [(c.kind.value, [e.doc_id for e in c.evidence]) for c in compare(claims)] == [("outdated", ["a", "b", "c"])]


def test_a_passage_that_gives_two_values_for_one_scope_is_not_understood():
    said = "reimbursement_rate {} region=360700 as_of=2025"
    claims = [claim(said.format(rate), segment=1) for rate in (70, 65, 55)] + [claim(said.format(60), doc="b")]
    assert compare(claims) == []


def test_a_passage_that_tells_what_was_and_what_is_does_not_contradict_itself():
    claims = [claim("payment_cap 300 region=640400 as_of=2024", segment=1), claim("payment_cap 400 region=640400 as_of=2025", segment=1)]
    assert compare(claims) == []


@pytest.mark.parametrize("lines", [DISAGREE[name][1:] for name in ("rates of one scope", "yes here, no everywhere", "three only and eight")])
def test_ids_outlive_other_documents_and_any_order(lines):
    claims = written(*lines)
    (alone,) = compared(claims)
    others = written("reimbursement_rate 90 region=110000", "permission yes topic=购药 region=110000", "sharing_members 配偶 open", docs="xyz")
    again = [replace(claims[0], doc_id="c"), *others, *claims]
    for seed in range(3):
        random.Random(seed).shuffle(again)  # noqa: S311  an order, no secret
        (among,) = compared(again)
        assert among.contradiction_id == alone.contradiction_id
        assert [e.doc_id for e in among.evidence] == sorted([e.doc_id for e in among.evidence], key=lambda doc: [e.doc_id for e in among.evidence].index(doc))


LIKELY = {
    "the latest stated date": (["payment_cap 4000 region=1 as_of=2025", "payment_cap 4000 region=1 as_of=2025", "payment_cap 2000 region=1 as_of=2026"], "2000元"),
    "more documents": (["deductible 800 region=1", "deductible 800 region=1", "deductible 600 region=1"], "800元"),
    "a month is later than its year": (["deductible 800 region=1 as_of=2025", "deductible 600 region=1 as_of=2025-03"], "600元"),
    "copies count once": (["deductible 800 region=1 quote=起付标准为八百元每年一次"] * 3 + ["deductible 600 region=1"], None),
    "a page's own text": (["deductible 800 region=1 voice=teaser", "deductible 600 region=1 voice=body"], "600元"),
    "nothing decides": (["deductible 800 region=1", "deductible 600 region=1"], None),
    "a younger page without a date": (["deductible 800 region=1 as_of=2021", "deductible 600 region=1 published=2025-03-01"], None),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "value"), LIKELY.values(), ids=LIKELY)
def test_which_side_probably_holds(lines, value):
    contradiction = compare(written(*lines))[0]
    assert contradiction.likely_value == value
    assert (contradiction.likely_reason is None) == (value is None)


def test_an_authority_is_believed_where_dates_and_numbers_do_not_decide():
    claims = written("deductible 800 region=1", "deductible 600 region=1")
    documents = {"a": Document(doc_id="a", source="a", text="", url="https://ybj.example.com"), "b": Document(doc_id="b", source="b", text="", url="https://ybj.jiangxi.gov.cn/x")}
    (contradiction,) = compare(claims, documents)
    assert (contradiction.likely_value, contradiction.likely_reason) == ("600元", "a public authority says so")


def test_severity_grows_with_distance_and_backing_and_falls_where_time_explains():
    def grave(*lines):
        return compare(written(*lines))[0].severity

    near = grave("deductible 800 region=1", "deductible 810 region=1")
    assert near < grave("deductible 800 region=1", "deductible 400 region=1")
    assert near < grave("deductible 800 region=1", "deductible 800 region=1", "deductible 810 region=1", "deductible 810 region=1")
    assert grave("payment_cap 800 region=1 as_of=2023", "payment_cap 810 region=1 as_of=2025") < near


def test_rungs_are_counted():
    judged = judge(written("deductible 800 region=1", "deductible 800 region=1", "deductible 600 region=1", "deductible 700..900 region=1"))
    assert dict(judged.rungs) == {"contradicts": 2, "contained": 1}


def test_the_summary_is_a_sentence_with_the_values():
    claims = [replace(c, region_name="赣州市") for c in written("reimbursement_rate 55 {g} hospital_level=3 as_of=2025", "reimbursement_rate 60 {g} hospital_level=3")]
    assert compare(claims)[0].summary == "Reimbursement rate (赣州市, 职工, 门诊, 三级): 55% (as of 2025) in one document against 60% in one document."


@pytest.mark.parametrize("line", ["reimbursement_rate {} region=360700 as_of=2025", "coverage_provinces {} topic=x", "permission yes topic=x region={}"])
def test_the_work_grows_with_the_claims_and_not_with_their_square(line):
    claims = [claim(line.format(n % 2_003 + 1), doc=f"d{n}") for n in range(8_000)]
    if "permission" in line:
        claims = [replace(c, region=f"{n % 2_003:06}", value="yes" if n % 7 else "no") for n, c in enumerate(claims)]

    def seconds(some):
        begin = time.process_time()
        assert compare(some)
        return time.process_time() - begin

    assert seconds(claims) < 6 * seconds(claims[:2_000]) + 0.5
