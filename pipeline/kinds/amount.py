"""Money in yuan: 400元, 1.4万元至5万元, 3元5角, 20块钱, ¥680, 人民币500元; other currencies are declined."""

from decimal import Decimal

import regex

from pipeline.kinds.percentage import STEP, is_step
from pipeline.model import Bound
from pipeline.numerals import ARABIC, DIGIT_SIGNS, NUMBER, TO, number, plain
from pipeline.patterns import behind
from pipeline.rules import AnyMatch, Decline, Reading, Rule

# 元 begins another word in 元旦, 元月, 二元结构, 2元1次方程 (but 2元1次), 一元化 (but 100元化验费), 三元里.
_NO_YUAN = (
    r"(?![旦宵素]|月[份初底末中0-9]|化(?![验疗])|(?<=二元)一次"
    r"|(?<=[一二三多123]元)(?:结构|体制|论|制|[桥里区]|[一二三123]次(?:方程|函数|不等式)))"
)
_COIN = r"[一二两三四五六七八九1-9]"
_COINS = rf"(?:(?P<jiao>{_COIN})角(?:(?P<fen>{_COIN})分)?)?"
_WHOLE = "(?:整(?![治改理形容体合套修]))?"
# The unit that the last of 1-3万 shares with the first; in 五至八千 too, but 一百 keeps its own.
_SHARED = regex.compile(rf"(?<=.)(?:[万亿萬億]+|(?<=^(?:[{DIGIT_SIGNS}]|{ARABIC}))[百千佰仟])$")
# Below ten 块 may count pieces of anything: then only what cannot name a thing may follow.
_SPOKEN_END = r"(?=[\s,。;:!?)|/、每左以的了吧啊呢就都还也才]|一[个年月天次人片盒支瓶袋碗杯斤张份针位晚颗粒包本顿]|起(?!付)|$)"
_MANY = r"(?<=(?:[0-9]{2}|[十百千万]) ?块)(?![0-9内地田牌石板骨砖肉钢屏区儿糖])"
# 没花一分钱 and 一分钱掰成两半 name no sum.
_NOT_A = "[不没别]有?再?(?:[花用掏出交收要拿差少]了?)?"
_COIN_SIZE = {"角": Decimal("0.1"), "毛": Decimal("0.1"), "分": Decimal("0.01")}


def _yuan(low: Decimal, high: Decimal, bound: Bound | None = None, span: tuple[int, int] | None = None) -> Reading:
    return Reading(plain(low) if low == high else f"{plain(low)}..{plain(high)}", low, high, "yuan", bound, span=span)


def _read_range(match: AnyMatch) -> Reading | Decline:
    """The amount, or the range; 1-3万元 begins at 10,000, 5000-1万元 at 5,000; 从500元到300元 and
    提高30元至380元 are no ranges but two amounts."""
    try:
        low = number(match["low"])
        if not match["high"]:
            low += number(match["jiao"] or "0") * _COIN_SIZE["角"] + number(match["fen"] or "0") * _COIN_SIZE["分"]
            return _yuan(low, low)
        high = number(match["high"])
        shared = _SHARED.search(match["high"])
        bare = number(match["high"][: shared.start()]) if shared and not match["low_unit"] else Decimal(0)
    except ValueError as error:
        return Decline("numeral", str(error))
    if low < bare:
        low *= high / bare
    if match["low_unit"] and (low > high or is_step(match, low, high)):
        return _yuan(low, low, span=(match.start(), match.end("low_unit")))
    return _yuan(low, high) if low <= high else Decline("range", f"{match.group()} falls")


def _read_yuan(match: AnyMatch) -> Reading | Decline:
    return Decline("currency", f"{match.group()} is not in yuan") if match["foreign"] else _read_range(match)


def _read_more(match: AnyMatch) -> Reading | Decline:
    try:
        value = number(match["number"]) * number(f"一{match['scale']}")
    except ValueError as error:
        return Decline("numeral", str(error))
    return _yuan(value, value, Bound.ABOUT if match["more"] == "来" else Bound.MORE_THAN)


def _read_letter(match: AnyMatch) -> Reading | Decline:
    value = number(match["number"]) * (10_000 if match["letter"] in "wW" else 1_000)
    return _yuan(value, value)


def _read_spoken(match: AnyMatch) -> Reading | Decline:
    if not (match["money"] or match["jiao"] or match["high"]) and match["low"] in DIGIT_SIGNS:
        return Decline("piece", f"{match.group()} may be a number of pieces")
    return _read_range(match)


def _read_coin(match: AnyMatch) -> Reading | Decline:
    try:
        value = number(match["number"]) * _COIN_SIZE[match["coin"]]
    except ValueError as error:
        return Decline("numeral", str(error))
    return _yuan(value, value)


YUAN = Rule(
    id="amount.yuan",
    about="A number before 元 or 圆 is so many yuan, with 角 and 分 behind it; two with a dash, 至 or 到 are a range; dollars are none.",
    pattern=regex.compile(
        rf"(?P<chained>(?<=[-~至到 ]){behind('元', ['', ' '], ['[-~至到]', '--'], ['', ' '])})?+{STEP}(?P<low>(?!00){NUMBER})"
        rf"(?:(?: ?(?P<low_unit>元))?(?(chained)(?!)){TO}(?P<high>{NUMBER})(?! ?元{TO}{NUMBER} ?元))?"
        rf" ?(?:[元圆]{_NO_YUAN}{_COINS}{_WHOLE}|人民币|(?P<foreign>[美欧港英澳][元金币镑]))"
    ),
    read=_read_yuan,
    after="元圆人美欧港英澳",
    after_range="元圆人美欧港英澳",
    yields={
        "个人缴费400元": ("400",),
        "下限4,900元": ("4900",),
        "补助十五万圆": ("150000",),
        "计壹万贰仟元整。": ("12000",),
        "花了500人民币": ("500",),
        "起付线分别为200元、400元": ("200", "400"),
        "起付线分别为200元-400元-600元": ("200", "400", "600"),
        "起付线为1500-4500元": ("1500..4500",),
        "费用1.4万元至5万元": ("14000..50000",),
        "补助1到3万元": ("10000..30000",),
        "救助二十~三十万元": ("200000..300000",),
        "费用五千~八千元": ("5000..8000",),
        "费用五至八千元": ("5000..8000",),
        "费用5000-1万元": ("5000..10000",),
        "从500元到300元": ("500", "300"),
        "提高30元至380元": ("30", "380"),
        "共3元5角": ("3.5",),
        "共3元5角2分": ("3.52",),
        "交100元化验费": ("100",),
        "2024-300元": ("300",),
        "挂号3元1次": ("3",),
        "A.1000元以下,B.1000-3000元": ("1000", "1000..3000"),
    },
    ignores=(
        "2025年元旦", "1元月份", "城乡二元结构", "二元体制", "一元论", "二元制", "二元一次方程", "一元化管理",
        "3单元", "三元里", "十万以上", "(万元)", "2元素", "3元1次方程", "二元一次", "一元一次函数", "一元一次不等式", "第\n000元",
        "100美元", "100美金", "5万欧元", "800港元", "2万港币", "300英镑", "20澳元",
    ),
)  # fmt: skip
SIGN = Rule(
    id="amount.sign",
    about="A number behind ¥, 人民币, RMB or CNY is so many yuan, with or without 元.",
    pattern=regex.compile(
        rf"{STEP}(?:¥|人民币|RMB|CNY) ?(?P<low>{NUMBER})(?:(?: ?(?P<low_unit>元))?{TO}¥? ?(?P<high>{NUMBER}))?"
        rf"(?: ?[元圆]{_NO_YUAN}{_COINS}{_WHOLE}|(?![0-9年月日号个家项种%]))"
    ),
    read=_read_range,
    opens="¥|人民币|RMB|CNY",
    yields={
        "套餐¥680": ("680",),
        "套餐¥500-800": ("500..800",),
        "套餐¥500元-¥800元": ("500..800",),
        "补助人民币500元": ("500",),
        "补助人民币500圆": ("500",),
        "RMB 3000": ("3000",),
        "CNY3000": ("3000",),
        "计人民币3元5角2分": ("3.52",),
    },
    ignores=("人民币2000年", "人民币3种", "人民币结算"),
)
MORE = Rule(
    id="amount.and-more",
    about="300多元 and 20余万元 are more than 300 and than 200,000 yuan; 三百来块 is about 300.",
    pattern=regex.compile(rf"(?P<number>{NUMBER}) ?(?P<more>[多余来])(?P<scale>[百千万亿]{{0,2}}) ?(?:元{_NO_YUAN}|块钱?)"),
    read=_read_more,
    after="多余来",
    yields={"花了300多元": ("300",), "节省20余万元": ("200000",), "一百多块钱": ("100",), "三百多块": ("300",), "三百来块": ("300",)},
    ignores=("300多人", "二多元化"),
)
LETTER = Rule(
    id="amount.letter",
    about="On forums 3w元 and 2k块 are 30,000 and 2,000 yuan.",
    pattern=regex.compile(rf"(?P<number>{ARABIC}) ?(?P<letter>[wWkK]) ?(?:元{_NO_YUAN}|块)"),
    read=_read_letter,
    after="wWkK",
    yields={"花了3w元": ("30000",), "花了1.5W块": ("15000",), "报了2k块钱": ("2000",), "报了2K元": ("2000",)},
    ignores=("3w多", "5km", "10kw"),
)
SPOKEN = Rule(
    id="amount.spoken",
    about="块 and 块钱 are yuan: 20块钱, 五块五, 380块 where nothing follows that could come in pieces.",
    pattern=regex.compile(
        rf"(?<!分|分为|分成){STEP}(?P<low>{NUMBER})(?:(?: ?(?P<low_unit>块钱?))?{TO}(?P<high>{NUMBER}))? ?块(?P<fen>)"
        rf"(?:(?P<money>钱)|(?P<jiao>{_COIN})毛|(?P<jiao>[二三四五六七八九2-9]){_SPOKEN_END}|{_SPOKEN_END}|{_MANY})"
    ),
    read=_read_spoken,
    after="块",
    after_range="块",
    yields={
        "一块钱都没报": ("1",),
        "挂号五块五": ("5.5",),
        "药费3块5毛": ("3.5",),
        "去年交380块": ("380",),
        "每月两百块左右": ("200",),
        "挂号只要十块,很便宜": ("10",),
        "三千到五千块钱": ("3000..5000",),
        "20块~30块": ("20..30",),
        "每片3块,很便宜": ("3",),
        "每月5块一个月": ("5",),
        "从2块5一片": ("2.5",),
        "挂号8块起": ("8",),
        "挂号8块": ("8",),
        "米粉8块一碗,针剂20块一针": ("8", "20"),
        "从10块涨到四百块只用了三年": ("10", "400"),
    },
    ignores=("3块内容", "两块地", "一块儿去", "分成3块", "分3块", "分为20块", "三块牌子", "20块地", "一块一起", "两块"),
)
COIN = Rule(
    id="amount.coin",
    about="1角钱 and 5毛钱 are tenths of a yuan, 5分钱 hundredths; 5角 too where the number is in digits.",
    pattern=regex.compile(
        rf"(?P<number>{NUMBER})(?<!{_NOT_A}一) ?(?P<coin>[角毛分])钱(?<!一分钱(?=[都也不没掰]))"
        rf"|(?P<number>{ARABIC}) ?(?P<coin>角)(?![度形落色膜质])"
    ),
    read=_read_coin,
    after="角毛分",
    yields={"每片不到一角钱": ("0.1",), "减免5毛钱": ("0.5",), "每片5分钱": ("0.05",), "每片降至3角": ("0.3",)},
    ignores=("三角形", "考了90分", "3角度", "八角", "没花一分钱", "不再掏一毛钱", "一分钱掰成两半"),
)
RULES = (YUAN, SIGN, MORE, LETTER, SPOKEN, COIN)
