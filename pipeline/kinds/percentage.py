"""Shares (80%, 60%~70%, 百分之八十, 八成, 2‰), value in percent, and percentage points (5个百分点); a range is low..high."""

from decimal import Decimal

import regex

from pipeline.numerals import NUMBER, TO, number, plain
from pipeline.patterns import behind
from pipeline.rules import AnyMatch, Decline, Reading, Rule

# Marks what has just been called a change. A look at one sign before several alternatives makes a try 1.2 times as fast.
STEP = f"(?P<step>(?<=[高加升长调涨增低降少了]){behind(['[提增上新降下减][高加升长调涨增低降少]'], ['', '了'])})?"
_SCALE = {"%": Decimal(1), "‰": Decimal("0.1"), "百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_TENTH = "[一二两三四五六七八九]"
# 成 begins another word in 七成新, 三成员单位, 一成不变, 半成熟; after a half (八成五) what would make it a new number (八成一级医院).
_NO_TENTH = r"(?![员为本果功绩分型品效套新熟]|立(?!即)|年(?!轻)|不变|都(?![是能不可有要会没在])|(?<=[一两]成)人)"
_NO_HALF = r"(?![级档类个种次甲等线是般方名位家年月岁成十百千万点%])"


def is_step(match: AnyMatch, low: Decimal, high: Decimal) -> bool:
    """Whether a change and its result stand there and no range: 提高10%至70%, 提高30元至380元; 提高10%至20% is a range."""
    return match["step"] is not None and high >= 3 * low and ("至" in match.group() or "到" in match.group())


def _share(low: Decimal, high: Decimal) -> Reading:
    """A share, or a range of shares in whichever order the page names its ends."""
    low, high = min(low, high), max(low, high)
    return Reading(plain(low) if low == high else f"{plain(low)}..{plain(high)}", low, high, "percent")


def _read_sign(match: AnyMatch) -> Reading | Decline:
    signs = [sign for sign in (match["sign"], match["last_sign"]) if sign]
    try:
        high = number(match["high"] or match["low"]) * _SCALE[signs[-1]]
        low = number(match["low"]) * _SCALE[signs[0]]
    except ValueError as error:
        return Decline("numeral", str(error))
    if low > high and len(signs) == 1:
        return Decline("range", f"{match.group()} falls, and only its second number has a sign")
    if len(signs) == 2 and is_step(match, low, high):
        return _share(low, low)._replace(span=(match.start(), match.end("sign")))
    return _share(low, high)


def _read_words(match: AnyMatch) -> Reading | Decline:
    scales = [scale for scale in (match["whole"], match["last_whole"]) if scale]
    try:
        low, high = (Decimal(100) if text == "百" else number(text) for text in (match["low"], match["high"] or match["low"]))
    except ValueError as error:
        return Decline("numeral", str(error))
    return _share(low * _SCALE[scales[0]], high * (10 if match["tenths"] else _SCALE[scales[-1]]))


def _read_tenths(match: AnyMatch) -> Reading | Decline:
    try:
        ends = [number(tenths) * 10 for tenths in (match["tenths"], match["last_tenths"]) if tenths]
        ends[-1] += 5 if match["half"] == "半" else number(match["half"] or "0")
    except ValueError as error:
        return Decline("numeral", str(error))
    return _share(ends[0], ends[-1])


def _read_points(match: AnyMatch) -> Reading | Decline:
    try:
        low, high = number(match["low"]), number(match["high"] or match["low"])
    except ValueError as error:
        return Decline("numeral", str(error))
    if low > high:
        return Decline("range", f"{match.group()} falls")
    return Reading(plain(low) if low == high else f"{plain(low)}..{plain(high)}", low, high, "percentage_point")


SIGN = Rule(
    id="percentage.sign",
    about="A number before % or ‰ is a share; two of them with a dash, 至 or 到 between them are a range, three or more are a list.",
    pattern=regex.compile(
        rf"(?P<chained>(?<=[~ -]){behind(['[%‰]'], ['', ' '], ['[~-]'], ['', ' '])}|(?<=[从由](?:不足|不到|低于)))?+{STEP}(?P<low>{NUMBER})"
        rf"(?: ?(?P<sign>[%‰]))?(?:(?(chained)(?!)){TO}(?P<high>{NUMBER}) ?(?P<last_sign>[%‰])(?!{TO}{NUMBER} ?[%‰]))?(?<=[%‰])"
    ),
    read=_read_sign,
    after="%‰",
    after_range="%‰",
    yields={
        "报销比例为60%-70%": ("60..70",),
        "报销60至70%": ("60..70",),
        "报销60%到70%": ("60..70",),
        "报销60 % ~ 70 %": ("60..70",),
        "按0.5‰加收": ("0.05",),
        "分别为90%-85%-80%": ("90", "85", "80"),
        "~~80%~~ 82%": ("80", "82"),
        "缴费基数为300%": ("300",),
        "2024-70%": ("70",),
        "提高10%至70%": ("10", "70"),
        "提高10%至20%": ("10..20",),
        "从不足50%到70%": ("50", "70"),
        "由低于50%至70%,从不到60%到80%": ("50", "70", "60", "80"),
    },
    ignores=("60-70岁",),
)
WORDS = Rule(
    id="percentage.words",
    about="百分之 before a number makes it a share, 千分之 a tenth of one, 万分之 a hundredth; 百分之百 is all.",
    pattern=regex.compile(
        rf"(?P<whole>[百千万])分之(?P<low>{NUMBER})(?!、[一二三四五六七八九]十)"
        rf"(?:{TO}(?:(?P<last_whole>[百千万])分之)?(?P<high>{NUMBER})(?:(?P<tenths>成){_NO_TENTH}|(?![个元年月日天岁次%‰分成])))?"
    ),
    read=_read_words,
    after="分",
    yields={
        "支付百分之七十五点五": ("75.5",),
        "支付百分之60": ("60",),
        "百分之百报销": ("100",),
        "百分之六十至百分之七十": ("60..70",),
        "百分之六十到七十": ("60..70",),
        "费率千分之三": ("0.3",),
        "按日加收万分之五": ("0.05",),
        "百分之六十至三年内": ("60",),
        "百分之六十二至八成之间": ("62..80",),
        "百分之五十到七成": ("50..70",),
    },
    ignores=("三分之一", "百分百满意", "百分之几", "百分之八、九十的人"),
)
TENTHS = Rule(
    id="percentage.tenths",
    about="八成 is eighty per cent, 八成五 eighty-five, 六成至七成 a range from sixty to seventy; 七成新 and 成员 are none.",
    pattern=regex.compile(
        rf"(?P<tenths>{_TENTH}|[1-9](?:\.[0-9])?)(?:成?{TO}(?P<last_tenths>{_TENTH}|[1-9](?:\.[0-9])?))?"
        rf"成(?P<half>[一二三四五六七八九半1-9]{_NO_HALF})?{_NO_TENTH}"
    ),
    read=_read_tenths,
    after="成",
    after_range="成",
    yields={
        "报销八成五": ("85",),
        "报销7成5": ("75",),
        "感觉报了七成半": ("75",),
        "六成至七成的费用": ("60..70",),
        "六到七成": ("60..70",),
        "6到7成": ("60..70",),
        "三~五成": ("30..50",),
        "五-六成": ("50..60",),
        "8.5成": ("85",),
        "八成一级医院": ("80",),
        "八成年轻人": ("80",),
        "八成人选择": ("80",),
        "五成立即到账": ("50",),
        "五成都是自费": ("50",),
    },
    ignores=("七成新", "第三成员单位", "两成年子女", "一成不变", "十成把握", "八五成", "每增加一成人", "由三成立", "到五成都市"),
    misses={"七八成的费用": ("70..80",)},
)
HALF_TENTH = Rule(
    id="percentage.half-tenth",
    about="半成 is five per cent.",
    pattern=regex.compile(rf"半成{_NO_TENTH}"),
    read=lambda match: _share(Decimal(5), Decimal(5)),  # noqa: ARG005 - a reader takes the match
    opens="半成",
    yields={"自付半成": ("5",)},
    ignores=("半成品", "半成熟"),
)
POINTS = Rule(
    id="percentage_point.number",
    about="A number before 个百分点 or 百分点 is that many percentage points; two with a dash, 至 or 到 between them are a range.",
    pattern=regex.compile(rf"(?P<low>{NUMBER})(?: ?个?(?: ?百分点)?{TO}(?P<high>{NUMBER}))? ?个? ?百分点"),
    read=_read_points,
    after="个百分",
    after_range="个百分",
    yields={
        "提高二十五个百分点": ("25",),
        "提高5百分点": ("5",),
        "提高十百分点": ("10",),
        "降低5-10个百分点": ("5..10",),
        "降低5个至10个百分点": ("5..10",),
        "降低5个百分点到10个百分点": ("5..10",),
    },
    ignores=("提高5%", "第5个百分位", "提高几个百分点"),
    misses={"分别提高3个、5个百分点": ("3", "5")},
)
HALF_POINT = Rule(
    id="percentage_point.half",
    about="半个百分点 is half a percentage point.",
    pattern=regex.compile("半个百分点"),
    read=lambda match: Reading("0.5", Decimal("0.5"), Decimal("0.5"), "percentage_point"),  # noqa: ARG005 - a reader takes the match
    opens="半个百分点",
    yields={"降低半个百分点": ("0.5",)},
    ignores=("降低半个月",),
)
RULES = (SIGN, WORDS, TENTHS, HALF_TENTH, POINTS, HALF_POINT)
