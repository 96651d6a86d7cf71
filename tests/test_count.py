"""How many provinces, pooling areas, cities and counties, as notices, tables, news, forums and crawls write it."""

import pytest
from facts_of import found

from pipeline.kinds import SCANNER

COUNTS = {
    "全国已有14个省(河北、江苏等)的117个统筹区开通": ["14个省=14 province", "117个统筹区=117 pooling_area"],
    "在17个省份的146个统筹区实现共济": ["17个省份=17 province", "146个统筹区=146 pooling_area"],
    "覆盖344个城市": ["344个城市=344 city"],
    "已有十四个省启动": ["十四个省=14 province"],
    "全国300多个地市": ["300多个地市=300 city"],
    "近200个统筹地区": ["200个统筹地区=200 pooling_area"],
    "31个省(区、市)和新疆生产建设兵团": ["31个省(区、市)=31 province"],
    "31个省、自治区、直辖市": ["31个省、自治区、直辖市=31 province"],
    "31个省区市": ["31个省区市=31 province"],
    "31个省(自治区、直辖市)": ["31个省(自治区、直辖市)=31 province"],
    "全国31省开展": ["31省=31 province"],
    "14省117统筹区": ["14省=14 province", "117统筹区=117 pooling_area"],
    "全省11个设区市、5个地级市": ["11个设区市=11 city", "5个地级市=5 city"],
    "13个设区的市": ["13个设区的市=13 city"],
    "全市18个县区": ["18个县区=18 county"],
    "12个旗县区全覆盖": ["12个旗县区=12 county"],
    "12个县市": ["12个县市=12 county"],
    "12个县(市)": ["12个县(市)=12 county"],
    "16个县(市、区)": ["16个县(市、区)=16 county"],
    "38个区县": ["38个区县=38 county"],
    "20个县(区)": ["20个县(区)=20 county"],
    "9个县市区": ["9个县市区=9 county"],
    "辖6个区、7个县": ["6个区=6 county", "7个县=7 county"],
    "832个贫困县": ["832个贫困县=832 county"],
    "160个国家乡村振兴重点帮扶县": ["160个国家乡村振兴重点帮扶县=160 county"],
    "3个县级市": ["3个县级市=3 county"],
    "2844个县级行政区": ["2844个县级行政区=2844 county"],
    "333个地级行政区": ["333个地级行政区=333 city"],
    "34个省级行政区": ["34个省级行政区=34 province"],
    "21个市(州)": ["21个市(州)=21 city"],
    "14个市州": ["14个市州=14 city"],
    "12个盟市": ["12个盟市=12 city"],
    "14个地州市": ["14个地州市=14 city"],
    "16个州市": ["16个州市=16 city"],
    "4个直辖市和5个自治区": ["4个直辖市=4 province", "5个自治区=5 province"],
    "27个省会城市": ["27个省会城市=27 city"],
    "11个试点城市": ["11个试点城市=11 city"],
    "15个副省级城市": ["15个副省级城市=15 city"],
    "各2个县开展试点": ["2个县=2 county"],
    "6个市试点": ["6个市=6 city"],
    "11市开通": ["11市=11 city"],
    "跨8省通办": ["8省=8 province"],
    "32个省级统筹区": ["32个省级统筹区=32 pooling_area"],
    "401个医保统筹区": ["401个医保统筹区=401 pooling_area"],
    "2个统筹区域": ["2个统筹区域=2 pooling_area"],
    "二十四个省份": ["二十四个省份=24 province"],
    "一百五十一个统筹区": ["一百五十一个统筹区=151 pooling_area"],
    "共17个\n省份": ["17个省份=17 province"],
    "已覆盖１７个省份": ["17个省份=17 province"],
    "22 个省份": ["22个省份=22 province"],
    "| 17个省 | 146个统筹区 |": ["17个省=17 province", "146个统筹区=146 pooling_area"],
    "30余个城市": ["30余个城市=30 city"],
    "超过30个省份": ["30个省份=30 province"],
    "20至30个城市": ["20至30个城市=20..30 city"],
    "十一省互认": ["十一省=11 province"],
    "三个省份": ["三个省份=3 province"],
    "3区2县": ["2县=2 county"],
}  # fmt: skip
NO_COUNTS = (
    "3个省钱技巧", "一省一策", "川渝两省", "95个科室", "3笔", "5个区域", "3个区间", "2个市场", "3个县级医院", "2个县人民医院",
    "4个城市医疗集团", "3个县域医共体", "2个城市群", "一个省内", "同一个统筹区", "第3个省", "2025省医保局", "几个省", "十几个省",
    "多个城市", "3个省级部门", "31个省级医保部门", "5个市级医院", "12月省医保局通知", "6个省内城市", "80个省份", "12县道", "3个市区",
    "318省道", "3个市民", "1个区块",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS.items())
def test_counts(text, expected):
    assert found("count", text) == expected


@pytest.mark.parametrize("text", NO_COUNTS)
def test_near_misses_are_no_counts(text):
    assert found("count", text) == []


def test_more_provinces_than_there_are_is_declined_with_a_sentence():
    _, misses = SCANNER.scan("覆盖80个省份")
    assert [miss.why for miss in misses] == [("range", "80个省份: there are at most 34 of this kind")]


@pytest.mark.parametrize(("text", "bound"), [("300多个地市", "more_than"), ("30余个城市", "more_than"), ("30个城市", None)])
def test_a_number_and_more_says_so(text, bound):
    hits, _ = SCANNER.scan(text)
    assert [hit.reading.bound for hit in hits] == [bound]
