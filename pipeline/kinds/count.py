"""How many provinces, pooling areas, cities or counties: 14个省, 117个统筹区, 344个城市, 12个旗县区, 31省."""

import regex

from pipeline.model import Bound
from pipeline.numerals import DIGIT_SIGNS, NUMBER, TO, number, plain
from pipeline.rules import AnyMatch, Decline, Reading, Rule

# More than there are, with room for what a page may count together; 2025省医保局 and 80个省 count nothing.
_MOST = {"province": 34, "pooling_area": 3000, "city": 700, "county": 3000}
_OTHERS = r"(?:\([省市区县州盟旗地、,自治直辖]{1,11}\))?"
# Not what a province, city or county lends its name to (省钱, 市场, 县医院, 区域), and not the beginning of a longer name.
_NO_PROVINCE = "(?![份区市钱心时力事去略却会级内外际直属部道管委政府人本城医卫])"
_NO_CITY = "(?![州场民值价面直级辖区长委政人医内外局本镇县])"
_NO_COUNTY = "(?![区市级域医城长人委政乡内外里道处])"

_POOLING = "统筹(?:地区|区域|区(?!域))"
_PROVINCE = rf"省(?:份|级行政区|区市|市(?:自治)?区?|{_NO_PROVINCE})(?:、自治区[、和]直辖市)?{_OTHERS}|直辖市|自治区(?!域)"
_COUNTY = (
    rf"县(?:级市|级行政区|市?区|市|{_NO_COUNTY}){_OTHERS}|区(?:县|(?![县域间块别分级内外医长委政人民属处划位])){_OTHERS}|市辖区|自治县|市县"
    "|旗(?:县市?区?|(?![县舰下帜]))|(?:省直管|贫困|脱贫|试点|示范|(?:国家)?(?:乡村振兴)?重点(?:帮扶)?)县"
)
_CITY = (
    rf"市(?:州|{_NO_CITY}){_OTHERS}|州(?:市|(?![市级长人内外]))|盟市|自治州|地(?:州市?|市州?|级行政区|级市|级(?:及?以上)?城市)|设区的?市"
    "|(?:副省级|试点|省会|中心|重点|沿海)?城市(?![医社公居群区癌定])"
)
_LEVEL = "(?:医疗保险|医保|省级|市级|地级|县级|DRG|DIP|付费|改革|试点|示范){0,4}"
_NOUN = rf"(?:(?P<pooling_area>{_LEVEL}{_POOLING})|(?P<province>{_PROVINCE})|(?P<county>{_COUNTY})|(?P<city>{_CITY}))"
_BARE_NOUN = (
    rf"(?:(?P<pooling_area>{_POOLING})|(?P<province>省(?:份|区市|市区?|{_NO_PROVINCE}){_OTHERS})"
    rf"|(?P<county>县(?:市?区|市|{_NO_COUNTY}){_OTHERS}|区县|市县)|(?P<city>市(?:州|{_NO_CITY}){_OTHERS}|设区市|地市|盟市|城市))"
)


def _read(match: AnyMatch) -> Reading | Decline:
    unit = next(unit for unit in _MOST if match[unit])
    if match["low"] == "一":
        return Decline("indefinite", f"{match.group()} means any one, it does not count")
    if match["bare"] is not None and match["low"] in DIGIT_SIGNS:
        return Decline("apposition", f"{match.group()} sums up names that stand before it, as in 开封、南阳两市")
    try:
        low, high = number(match["low"]), number(match["high"] or match["low"])
    except ValueError as error:
        return Decline("numeral", str(error))
    if high > _MOST[unit]:
        return Decline("range", f"{match.group()}: there are at most {_MOST[unit]} of this kind")
    if low > high:
        return Decline("range", f"{match.group()} falls")
    value = plain(low) if low == high else f"{plain(low)}..{plain(high)}"
    return Reading(f"{value} {unit}", low, high, unit, Bound.MORE_THAN if match["more"] else None)


MEASURED = Rule(
    id="count.measured",
    about="A number with 个 (or 座) before provinces, pooling areas, cities or counties counts them; 个省钱技巧 and 个县医院 do not.",
    pattern=regex.compile(rf"(?P<low>{NUMBER})(?:{TO}(?P<high>{NUMBER}))? ?(?P<more>[多余])?(?P<bare>(?!))? ?[个座] ?{_NOUN}"),
    read=_read,
    after="个座多余",
    after_range="个座多余",
    yields={
        "已有14个省(河北、江苏等)的117个统筹区": ("14 province", "117 pooling_area"),
        "401个医保统筹区和2个统筹区域": ("401 pooling_area", "2 pooling_area"),
        "32个省级统筹区、5个市级统筹地区": ("32 pooling_area", "5 pooling_area"),
        "3个地级统筹区、2个县级统筹区、9个医疗保险统筹区": ("3 pooling_area", "2 pooling_area", "9 pooling_area"),
        "8个DRG付费试点统筹地区、2个DIP改革示范统筹区": ("8 pooling_area", "2 pooling_area"),
        "17个省份、4个直辖市、5个自治区、34个省级行政区": ("17 province", "4 province", "5 province", "34 province"),
        "31个省(区、市),31个省、自治区、直辖市,31个省、自治区和直辖市": ("31 province", "31 province", "31 province"),
        "31个省区市,31个省市区,8个省市,31个省市自治区": ("31 province", "31 province", "8 province", "31 province"),
        "344个城市、300座城市、15个副省级城市、11个试点城市": ("344 city", "300 city", "15 city", "11 city"),
        "27个省会城市、9个中心城市、5个重点城市、14个沿海城市": ("27 city", "9 city", "5 city", "14 city"),
        "5个地级市、200个地级城市、333个地级行政区": ("5 city", "200 city", "333 city"),
        "297个地级及以上城市、297个地级以上城市": ("297 city", "297 city"),
        "11个设区市、13个设区的市、12个盟市": ("11 city", "13 city", "12 city"),
        "14个地州市、5个地州、17个地市州、300多个地市": ("14 city", "5 city", "17 city", "300 city"),
        "16个州市、14个市州、21个市(州)、30个自治州、6个市、8个州": ("16 city", "14 city", "21 city", "30 city", "6 city", "8 city"),
        "3个县级市、2844个县级行政区、11个市辖区、117个自治县": ("3 county", "2844 county", "11 county", "117 county"),
        "12个旗县区、13个旗县市区、14个旗县、52个旗": ("12 county", "13 county", "14 county", "52 county"),
        "9个县市区、38个区县、18个县区、20个市县": ("9 county", "38 county", "18 county", "20 county"),
        "2个省直管县、832个贫困县、9个脱贫县、6个试点县、3个示范县": ("2 county", "832 county", "9 county", "6 county", "3 county"),
        "160个国家乡村振兴重点帮扶县、592个国家重点县": ("160 county", "592 county"),
        "16个县(市、区)、12个县市、五个县、6个区、7个区(县)": ("16 county", "12 county", "5 county", "6 county", "7 county"),
        "30余个城市": ("30 city",),
        "20至30个城市": ("20..30 city",),
    },
    ignores=(
        "3个省钱技巧", "5个区域", "2个市场", "4个城市医疗集团", "3个县域医共体", "同一个省内", "在一个统筹区参保",
        "80个省份", "5个自治区域", "2个旗舰店",
    ),
)  # fmt: skip
BARE = Rule(
    id="count.bare",
    about="31省, 117统筹区 and 11市 count without 个 too; 一省 means any one, and 两市 sums up the names before it.",
    pattern=regex.compile(rf"(?P<low>{NUMBER})(?P<high>)(?P<bare>)(?P<more>余)? ?{_BARE_NOUN}"),
    read=_read,
    after="统省县区市设地盟城余",
    yields={
        "14省117统筹区": ("14 province", "117 pooling_area"),
        "31省份,31省(区、市),31省区市,31省市区,8省市": ("31 province",) * 4 + ("8 province",),
        "9县市区,18县区,38区县,18市县,16县(市、区),12县市,2县": tuple(f"{n} county" for n in (9, 18, 38, 18, 16, 12, 2)),
        "11设区市,17地市,12盟市,14市州,344城市,21市(州),11市": tuple(f"{n} city" for n in (11, 17, 12, 14, 344, 21, 11)),
        "200余城市": ("200 city",),
    },
    ignores=("2025省医保局", "一省一策", "开封、南阳两市", "318省道", "3省级医院", "12县道", "3市区", "5市场"),
)
RULES = (MEASURED, BARE)
