"""What stands around a quantity: its bound (不超过, 以上, 约) and what it is counted by (每人每年, /月).

`per` is made of these words, joined by * in this order: person, household, bed, case, course, time (an occasion), day, week, month,
quarter, year. 400元/人·年 and 每人每年400元 are both per person*year.
"""

import re

import regex

from pipeline.model import Bound
from pipeline.patterns import first_signs

QUANTITIES = frozenset({"percentage", "percentage_point", "amount", "duration", "count", "age", "quantity"})

_AHEAD = 24  # characters before a quantity that may say what it is counted by
_BOUND_AHEAD = 14
_BEHIND = 12

_PER_WORDS = {
    "person": ("人", "参保人", "参保人员", "参保居民", "居民", "职工", "学生", "儿童"),
    "household": ("户", "家庭"),
    "bed": ("床",),
    "case": ("例", "病例"),
    "course": ("疗程",),
    "time": ("次",),
    "day": ("日", "天"),
    "week": ("周",),
    "month": ("月",),
    "quarter": ("季度", "季"),
    "year": ("年", "年度", "自然年度", "医保年度", "保险年度", "结算年度", "参保年度"),
}
_ORDER = tuple(_PER_WORDS)
_PER = {word: per for per, words in _PER_WORDS.items() for word in words}
_UNIT = f"(?P<unit>{'|'.join(sorted(_PER, key=len, reverse=True))})"
_EVERY = rf"(?:每(?:一|个|位|名|一个|一位)?(?:{_UNIT})+、?)+"
# Neither another number nor the end of a clause stands between: 每年1月缴费400元 is not 400 a year.
_SAME_CLAUSE = r"[^0-9%元,。;!?\n]*"
_BEFORE = regex.compile(
    rf"(?:{_EVERY}|(?P<unit>[年月日])?(?P<unit>[人户次])均(?!可支配|纯?收入|缴费|工资|消费)|(?P<unit>[年月日])均|全(?P<unit>年)(?!龄)"
    rf"|一个(?:{_UNIT})内?|(?<![满每过超第])一(?P<unit>年)(?=内?(?:累计|最多|最高|不超过|可)))(?!龄){_SAME_CLAUSE}$"
)
# What the words before begin with, in the same clause: that search, by `re`, spares 3 of 4 quantities the one above.
_MAY_COUNT = re.compile(rf"[每均全一]{_SAME_CLAUSE}$")
_AFTER = regex.compile(
    rf" ?(?:/ ?{_UNIT}(?: ?[/·.*]? ?{_UNIT})*(?![内外]科)|{_EVERY}|\({_EVERY}\)|一个?{_UNIT}(?![级性般些底初中末线人户大轻纪]))"
)
_AFTER_SIGNS = frozenset(" /每(一")

_FILLER = r"(?:为|是|达到?|到|至|可|了|人民币)?"
_PAYS = "(?:可以?|能)?(?:支付|报销|补助|补贴|救助|奖励|给付|赔付|领取|享受|延长|达到?)?"
_WORDS_BEFORE = (
    r"(?:"
    rf"(?P<at_most>[不未](?:得|应|能|可)?(?:超过|超出|超|高于|大于|多于|长于)|(?:最高|最多|至多|最长|顶多|上限){_PAYS})"
    rf"|(?P<at_least>不(?:得|应|能|可)?(?:低于|少于|小于|短于|下于)|至少|最低|最少|最短|下限|保底|起码|(?<![未不美])满)"
    r"|(?P<less_than>低于|少于|小于|短于|不足|不到|未到|未达|未满|不满|不及)"
    r"|(?P<more_than>超过|超出|超|高于|大于|多于|长于|逾|突破)"
    r"|(?P<about>(?<![节条预签合履契制])约|大概|大致|差不多|(?<![附最就])近|接近)"
    rf"){_FILLER} ?$"
)
# The class in front makes the search 4 times as fast.
_BOUNDS_BEFORE = re.compile(f"(?=[{''.join(sorted(first_signs(_WORDS_BEFORE)))}]){_WORDS_BEFORE}")
# The last signs of those words: one look-up spares most quantities the search.
_BOUND_ENDS = frozenset("过出超于长多高限付销助贴励取受长少低短底码满足到达及逾破约概致近为是至可以能了币 ")
_BOUNDS_AFTER = re.compile(
    r" ?(?:"
    r"(?P<more_than>\(不含[^()]{0,8}\)及?以上|[多余](?![种个家次人样少项数方重层病额下])|有余)"
    r"|(?P<less_than>\(不含[^()]{0,8}\)及?以下)"
    r"|(?P<at_least>(?:\(含[^()]{0,8}\))?(?:及?以上|起(?![付步征始算诉源草点码])))"
    r"|(?P<at_most>(?:\(含[^()]{0,8}\))?(?:及?以[下内]|之内|内(?![科外容部地分服蒙镜心径])|封顶(?!线)|为限|为上限))"
    r"|(?P<about>左右|上下))"
)
_BOUND_STARTS = frozenset(" (多余有及以起之内封为左上")
_BOUNDS: dict[str | None, Bound] = {bound.value: bound for bound in Bound}


def qualify(text: str, start: int, end: int) -> tuple[Bound | None, str | None]:
    """The bound and the per-unit of the quantity at a span; None where nothing is said."""
    bound: re.Match[str] | None = None
    units: list[str] = []
    if text[start - 1 : start] in _BOUND_ENDS:
        bound = _BOUNDS_BEFORE.search(text[max(0, start - _BOUND_AHEAD) : start])
    after = text[end : end + 1]
    if bound is None and after in _BOUND_STARTS:
        bound = _BOUNDS_AFTER.match(text, end, end + _BEHIND)
    if _MAY_COUNT.search(text, max(0, start - _AHEAD), start):
        ahead = text[max(0, start - _AHEAD) : start]
        if ("每" in ahead or "均" in ahead or "年" in ahead) and (found := _BEFORE.search(ahead)):
            units += found.captures("unit")
    if after in _AFTER_SIGNS and (found := _AFTER.match(text, end, end + _BEHIND)):
        units += found.captures("unit")
    per = "*".join(sorted({_PER[unit] for unit in units}, key=_ORDER.index)) if units else None
    return _BOUNDS[bound.lastgroup] if bound else None, per
