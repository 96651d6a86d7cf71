"""Other things that are counted: 6次, 3笔, 95个科室, 804位医生, 2.7亿人次. Value: number, space, what is counted."""

import regex

from pipeline.model import Bound
from pipeline.numerals import NUMBER, SIGNS, TO, number, plain
from pipeline.rules import AnyMatch, Decline, Reading, Rule

_MEASURE = "人次|例次|床日|个|[次笔种家名位人例项张倍件份户所]"
_COUNTED = "(?:定点)?(?:零售)?(?:医疗机构|医药机构|医院|药店)|科室|医生|医师|药品|药物|病种|病组|项目|家庭成员|参保人员?|患者|部门|步骤"


def _read(match: AnyMatch) -> Reading | Decline:
    try:
        low, high = number(match["low"]), number(match["high"] or match["low"])
    except ValueError as error:
        return Decline("numeral", str(error))
    if low > high:
        return Decline("range", f"{match.group()} falls")
    what = match["measure"] + (match["counted"] or "")
    value = plain(low) if low == high else f"{plain(low)}..{plain(high)}"
    return Reading(f"{value} {what}", low, high, what, Bound.MORE_THAN if match["more"] else None)


COUNTED = Rule(
    id="quantity.counted",
    about="A number with a measure word, and the thing counted where it is a usual one: 6次, 95个科室; 一次 and 二次报销 count nothing.",
    pattern=regex.compile(
        rf"(?![一二](?![{SIGNS}]))(?P<low>{NUMBER})(?:{TO}(?P<high>{NUMBER}))? ?(?P<more>[多余])? ?(?P<measure>{_MEASURE})"
        rf"(?:(?P<counted>{_COUNTED})|(?<!个)(?![民口均]))"
    ),
    read=_read,
    after="次笔种家名位人例项张倍件份户所床个多余",
    after_range="次笔种家名位人例项张倍件份户所床个多余",
    yields={
        "每年6次,办理3笔,5种药品": ("6 次", "3 笔", "5 种药品"),
        "1200家定点医疗机构、3名家庭成员、804位医生": ("1200 家定点医疗机构", "3 名家庭成员", "804 位医生"),
        "惠及2.7亿人次,5000例次,300床日": ("270000000 人次", "5000 例次", "300 床日"),
        "参保13.3亿人": ("1330000000 人",),
        "95个科室": ("95 个科室",),
        "20例患者、12项、3张、2倍、5件、4份、6户、8所医院": ("20 例患者", "12 项", "3 张", "2 倍", "5 件", "4 份", "6 户", "8 所医院"),
        "3-5次": ("3..5 次",),
        "500多家定点零售药店,9家定点医药机构": ("500 家定点零售药店", "9 家定点医药机构"),
        "60个病种,9种药物,618个病组,31个项目": ("60 个病种", "9 种药物", "618 个病组", "31 个项目"),
        "80名医师、1万名参保人、9个部门、3个步骤": ("80 名医师", "10000 名参保人", "9 个部门", "3 个步骤"),
        "20余种": ("20 种",),
    },
    ignores=("一次性", "二次报销", "12个月", "3人民币", "第3次", "13亿人口", "三级医院"),
)
RULES = (COUNTED,)
