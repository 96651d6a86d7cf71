"""Breaks inside a word or a number: no line ends with half a word (在|职, 三|级医院) or a number that goes on (22,04|5元, 每人|430元).

A page that was wrapped once, or had a tag there, says it nowhere else. So only words are listed whose halves no line ends and begins
with in earnest; what begins or ends another word (比|例如, 人|员工, 所在|职工) is looked for and left.
"""

import re
from collections.abc import Iterator

import regex

# What stands before the break, and what behind it.
_WORDS = {
    "(?<![所存现正实])在": "职(?!业)",
    "退": "休(?![息假闲])",
    "居": "民(?![政族办间营警法])",
    "配": "偶",
    "父": "母(?![亲乳婴])",
    "祖": "父(?!亲)",
    "(?<![以除另此省市])外": "(?:祖父|孙子)",
    "孙": "子女",
    "子": "女(?![职性方儿士子孩干])",
    "兄": "弟",
    "弟": "姐妹",
    "姐": "妹",
    "(?<![就中西名牙兽校])医": "(?:疗(?!养)|院(?![内前长校区办务士]))",
    "(?<![部专澳厦江荆龙热])门": "诊",
    "住": "院(?![内前长校区办务士])",
    "定": "点(?![击开评赞])",
    "机": "构(?![成建想])",
    "职": "工(?![资作伤会程龄业商信时])",
    "(?<![日简海晚])报": "销(?![售量毁])",
    "(?<![开收分])支": "付(?![款费])",
    "(?<![对同环])比": "例(?![如:外子会])",
    "(?<![指目商投招])标": "准(?![备予确许时])",
    "(?<![期年时权无有上下界局])限": "额(?![外度])",
    "基": "(?:金(?![额融])|数(?![据字]))",
    "补": "[助贴]",
    "财": "政(?!策)",
    "(?<!统)筹": "资(?![金料格源助])",
    "参": "保(?![证障护持留])",
    "保": "险(?![种企])",
    "人": "员(?!工)",
    "学": "生(?![育活产效病日态物])",
    "最": "[高低多]",
    "城": "乡(?![镇村下])",
    "政": "策(?!划)",
    "(?<![清名账订菜])单": "(?:位(?![于置列])|建统筹)",
    "单建": "统筹",
    "统账": "结合",
    "缴": "费(?!用)",
    "费": "用的(?=[0-9百])",
    "范": "围",
    "账": "户",
    "待": "遇",
    "津": "贴",
    "产": "假(?![期如定设])",
    "元一": "人",
    "[一二三]": "级(?=医|及|定|、)",
    "(?:标准|比例|限额)为": "每[人年]",
    "每": "人(?=[0-9每])",
    "(?:大|在校|中小)学生": "每人[0-9]",
    "(?:报销|支付|补偿|缴费|划入)": "比例[为是:]{0,2}(?=[0-9百])",
    "提": "高[到至]",
    "本": "人工资",
    "(?<![设配筹])备": "案(?![件例])",
    "百": "分之",
    "水": "平的",
    "养老": "金(?:平均|的)",
    "平均": "水平的",
    "最[高低]": "(?:缴费)?基数",
    "(?:企业|单位|个人)": "(?:缴费)?比例:",
}
_SIGN, _PLACE = "[一二两三四五六七八九]", "[十百千]"
# What must have its number behind it, and what a number that goes on begins behind.
_BEFORE = (
    "(?:(?<!元/?)每人|(?:提高|增加|降低|调整)[到至]|(?:标准|比例|限额|起付线)为|达到|总共|一共|在校(?:大?学)?生|个人缴"
    "|最[高低](?:缴费)?基数:)"
)
_BEHIND = "(?:[为达到至约过于按共计的=]|成年人|学生|居民|职工|人员|每人|最[高低多]|[准数额线资费例]:|[助缴交付补资])"
_NUMBERS = (
    (_BEFORE, rf"(?:[0-9][0-9,.]*|{_SIGN}[百千万][{_SIGN[1:-1]}零十百千万]*)(?:万?元|%|天)"),
    (rf"{_BEHIND}[0-9]{{1,5}}(?<!(?:19|20)[0-9]{{2}})", r"[0-9]{1,5}(?:\.[0-9]{1,2})?(?:万?元|%|天)"),
    (r"[0-9],[0-9]", r"[0-9]{2}(?:\.[0-9]{1,2})?万?元"),
    (r"[0-9],[0-9]{2}", r"[0-9](?:\.[0-9]{1,2})?万?元"),
    (rf"{_SIGN}[百千万零]", rf"{_SIGN}[{_SIGN[1:-1]}零十百千]*元"),
    (_SIGN, rf"[十百千万][{_SIGN[1:-1]}零十百千]*元"),
    (rf"百分之{_SIGN}", "十"),
    (rf"百分之{_SIGN}?十", rf"{_SIGN}(?=[,。;、至到]|$)"),
    (rf"[例报付为按销的、]{_SIGN}", "成(?![立员本为年])"),
)
# A list that goes on, or ends, with 和.
_LISTS = ((r"、[一-鿿]{1,8}", r"[和及与](?![田平县顺])[一-鿿]{1,8}[,。;]"), (r"、[一-鿿]{1,8}[和及与]", "[一-鿿]"))
_SHORTEST = r"[^\n]{6}"  # a shorter line may be a label, or a cell of a table
_TORN = regex.compile(
    "|".join(rf"(?<={_SHORTEST}\n)(?<={before}\n)(?={behind})" for before, behind in (*_WORDS.items(), *_NUMBERS, *_LISTS)), regex.MULTILINE
)
# A look at the sign before each break spares 9 of 10 the patterns.
_ENDS = {before[-1] for before in _WORDS} - {"]", ")"}
_ENDS |= set("一二两三四五六七八九十百千万零0123456789到至为和及与人共生缴高低业位:销付偿费入")
_MAY_BE_TORN = re.compile(f"\n(?:(?<=[{''.join(sorted(_ENDS))}]\n)(?=[一-鿿0-9])|(?=[和及与]))")

# A clause whose value stands below: 个人缴费400元,财政|补助720元. It begins with its comma, for `re` looks 4 times as fast for one sign.
_CLAUSE = re.compile(
    rf",(?<=[元%天成],)(?![^\n]{{0,7}}[怎何几少吗呢])[一-鿿]{{1,8}}"
    rf"\n(?=[一-鿿]{{0,8}}(?:[0-9]|{_SIGN}[{_SIGN[1:-1]}十百千万]))"
)


def torn(text: str) -> Iterator[int]:
    """Where the line breaks stand that tear a word, a number, a list or a clause."""
    for found in _MAY_BE_TORN.finditer(text):
        if _TORN.match(text, found.end()):
            yield found.start()
    for found in _CLAUSE.finditer(text):
        yield found.end() - 1
