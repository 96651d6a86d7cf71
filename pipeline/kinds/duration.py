"""Durations as ISO 8601: 158天 P158D, 三个月 P3M, 7-15个工作日 P7D..P15D, 半年 P6M, 三年半 P42M.

Numbers are days, working days, weeks, months or years (`unit`); a range of both years and months is counted in months.
"""

import regex

from pipeline.kinds.duration_parts import MONTH, NO_SAYING, TO, UNIT, N, read
from pipeline.patterns import behind
from pipeline.rules import Rule

_ONE_BEHIND = (
    "[满近休等再隔了过为]|不[足到]|连续|累计|至少|不少于|期限?为?|长达|达到|延长|增加|提前|推[迟后]|需要?|[断停欠]缴?|居住|[仅只]有?"
)
_ONE_BEFORE = "[之以]?内|以[上下]|左右|[之以]?后(?!期)|的?(?:等待|有效|过渡|观察|缓冲|宽限)期"
_DAYS_BEHIND = (
    "[满超休于假]|超[过出]|不足|至少|最[长短多迟]|累计|[合共]计|共|延长|增加|增至|再加|奖励|提前|逾期|[之日]起|[期时]限为?|为期|期为|连续|"
    "享受|给予|住院|[期满]前|公示期?|等待期?|隔离|治疗|达到?|计发"
)
_DAYS_BEFORE = (
    r"(?:\(含\))?(?:[之以]?内|以[上下])|的?(?:期限|工资)|的?(?:护理|陪产|产|婚|丧|育儿|年休|探亲|病|奖励)假|"
    "为限|期满|有效|用量|未[缴办申报]"
)

_ORDINAL = behind("第", ["", "[0-9]", "[0-9]{2}", "[0-9]{3}"], ["", " "], ["", "[至到]"], ["", " "])

LENGTH = Rule(
    id="duration.length",
    about="A number of days, working days, weeks, months or years; 年半 is six months more, 二十来年 about twenty years.",
    pattern=regex.compile(
        # 这两天 is vague, 第3天 is an ordinal, 60岁3个月 an age; a bare 一年 is read by duration.one.
        rf"(?!{_ORDINAL})(?<![0-9][-~])(?<!岁)(?<!岁零)"
        r"(?<![这那过前](?=两[天年]))(?!一 ?(?:个(?:月|星期|礼拜)|[年天周])(?!半))"
        rf"(?![12][0-9]{{3}} ?年){NO_SAYING}"
        rf"(?P<low>{N})(?: ?(?P<about>[多来余]))? ?(?P<unit>{UNIT})(?P<half>(?<=年)半)?"
    ),
    read=read,
    after="年个天周工自日星礼交法多来余",
    yields={
        "产假158天": ("P158D",),
        "等待期为三个月": ("P3M",),
        "到期3年以前": ("P3Y",),
        "15个工作日": ("P15D",),
        "20工作日": ("P20D",),
        "5个法定工作日": ("P5D",),
        "5个自然日": ("P5D",),
        "10个交易日": ("P10D",),
        "30个日历日": ("P30D",),
        "20日历天": ("P20D",),
        "2个自然年": ("P2Y",),
        "1,095天": ("P1095D",),
        "12周": ("P12W",),
        "12 周后": ("P12W",),
        "四周内,约12 周": ("P4W", "P12W"),
        "两个星期": ("P2W",),
        "1礼拜": ("P1W",),
        "三年半": ("P42M",),
        "2.5年": ("P30M",),
        "1.5个月": ("P45D",),
        "9.1天": ("P9.1D",),
        "两三天": ("P2D..P3D",),
        "二十来年": ("P20Y",),
        "30多天": ("P30D",),
        "10余年": ("P10Y",),
        "98天津贴": ("P98D",),
        "发烧3天水肿": ("P3D",),
        "每2周一次": ("P2W",),
        "每2个星期一次": ("P2W",),
        "满8个月大病": ("P8M",),
        "一年半": ("P18M",),
        "一个工作日": ("P1D",),
        "近两年": ("P2Y",),
    },
    ignores=(
        "2025年", "三年级", "90年代", "20年底", "24年12月", "50年3月", "1天花板", "两天晒网", "5年前", "3年之前", "五千年", "3周岁",
        "3周年", "每周一", "2周一", "3天津", "2天水", "1天然气", "1天门市", "3个月大", "6个月龄", "8个月的婴儿", "6个月以上婴儿",
        "6个月至6岁", "60岁零3个月", "28天龄", "3个月宝宝", "3个月幼儿", "6个月小孩", "6个月儿童", "四周环境", "12 周福安", "一年一度",
        "一年四季", "一年到头", "一年之计", "一天到晚", "一天天", "一天比一天", "三天两头", "三天打鱼", "十年如一日", "十年寒窗",
        "十年树木", "十年磨一剑", "三十年如一日", "不是一天两天的事", "不是一年两年能成",
        "第3天", "第 3 天", "第7至12个月", "几十年", "这两天", "前两年", "24小时", "0天", "99年", "二十个",
        "3个星期天", "010-3年", "007天", "一年多少钱",
    ),
    misses={"断了俩月": ("P2M",)},
)  # fmt: skip
ONE = Rule(
    id="duration.one",
    about="一年 is a duration behind 满, 近 and the like or before 内, 后 and the like; elsewhere it says how often (一年一次, 一个月交).",
    pattern=regex.compile(
        rf"(?:(?<=(?:{_ONE_BEHIND}) ?)|(?=一 ?(?:个(?:月|星期|礼拜)|[年天周])(?:{_ONE_BEFORE})))(?<![同某这那每哪头上下另又整]|(?<!只)有)"
        rf"{NO_SAYING}(?P<low>一) ?(?P<unit>{UNIT})"
    ),
    read=read,
    after="年个天周",
    yields={
        "领证后一年内": ("P1Y",),
        "一年以上,一天左右": ("P1Y", "P1D"),
        "满一年,超过一年,不足一年,断缴一年,累计一年": ("P1Y",) * 5,
        "最近一年,连续一年,至少一年,不少于一年": ("P1Y",) * 4,
        "长达一年,达到一年,延长一年,增加一年,提前一年,推迟一年": ("P1Y",) * 6,
        "需要一年,居住一年,仅一年,只有一年": ("P1Y",) * 4,
        "断了一个月": ("P1M",),
        "一周之后": ("P1W",),
        "有效期为一年": ("P1Y",),
        "期限一年": ("P1Y",),
        "一个星期后": ("P1W",),
        "一个礼拜内": ("P1W",),
        "一年的等待期,一年有效期,一年过渡期,一年观察期,一年缓冲期,一年宽限期": ("P1Y",) * 6,
    },
    ignores=("一年最多", "一个月交多少", "每一年内", "有一天后来", "过了一年级", "过一年又一年", "一天三次", "同一天内", "一周后期"),
)
RANGE = Rule(
    id="duration.range",
    about="Two numbers with 至 or a dash between them and a unit of time behind them are a range of durations.",
    pattern=regex.compile(
        rf"(?P<low>{N}) ?(?P<low_unit>个?年|个月|[天周]|个?(?:工作|自然)日)?{TO}(?P<high>{N}) ?(?P<unit>{UNIT})(?P<half>(?<=年)半)?"
    ),
    read=read,
    after="年个天周工自日星礼法",
    after_range="年个天周工自日星礼法交",
    yields={
        "7-15个工作日": ("P7D..P15D",),
        "2~3个月": ("P2M..P3M",),
        "3至5天": ("P3D..P5D",),
        "6个月到1年": ("P6M..P1Y",),
        "1年--2年": ("P1Y..P2Y",),
        "1周至2周": ("P1W..P2W",),
        "1工作日至3工作日": ("P1D..P3D",),
        "1自然日至3自然日": ("P1D..P3D",),
        "3天-1个月": ("P3D..P1M",),
        "1-1.5年": ("P1Y..P18M",),
        "一至两年半": ("P1Y..P30M",),
    },
    ignores=("5-3年", "2023-2025年", "3-6月", "1-3年级", "3-6岁", "第1-6个月"),
)
YEARS_AND_MONTHS = Rule(
    id="duration.years-and-months",
    about="Years and months are counted together, in months.",
    pattern=regex.compile(rf"(?P<years>{N}) ?年[零又]?(?P<months>{N}) ?{MONTH}"),
    read=read,
    after="年",
    yields={"累计10年6个月": ("P126M",), "15年零3个月": ("P183M",), "一年又两个月": ("P14M",)},
    ignores=("2025年3个月", "2025年6个月内"),
)
MONTH_AND_A_HALF = Rule(
    id="duration.month-and-a-half",
    about="个半月 is 15 days more than its months, 个多月 about as many months.",
    pattern=regex.compile(rf"(?P<low>{N}) ?个(?:(?P<half>半)|(?P<about>多))(?P<unit>月)"),
    read=read,
    after="个",
    yields={"一个半月": ("P45D",), "3个多月": ("P3M",)},
    ignores=("一个半小时", "三个多用途"),
)
HALF = Rule(
    id="duration.half",
    about="半年 is six months, 半个月 fifteen days.",
    pattern=regex.compile("(?<![上下大小前后每年个月周0-9])(?P<low>半)(?:(?P<unit>年)(?![度报刊检])|个(?P<unit>月))"),
    read=read,
    opens="半年|半个月",
    yields={"断缴不到半年": ("P6M",), "半个月到账": ("P15D",)},
    ignores=("上半年", "下半年", "大半年", "每半年", "半年度", "半年报", "前半年", "后半个月", "半月板"),
)
DAYS_OF_A_TERM = Rule(
    id="duration.days",
    about="日 counts days before 内, 以上 and the like, behind 满, 超过, 产假 and the like, and wherever no month has so many.",
    pattern=regex.compile(
        rf"(?={N} ?(?:日|{TO}{N} ?日))(?<!月 ?)"
        rf"(?:(?<=(?:{_DAYS_BEHIND}) ?)|(?={N} ?(?:日?{TO}{N} ?)?日(?:{_DAYS_BEFORE}))"
        rf"|(?=(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{{2}}|[1-9],[0-9]{{3}}) ?日))"
        rf"(?P<low>{N}) ?(?:(?P<low_unit>日)?{TO}(?P<high>{N}) ?)?(?P<unit>日)(?![起常均报刊维元志前夕]|以?后)"
    ),
    read=read,
    after="日",
    after_range="日",
    yields={
        "应在30日内申报": ("P30D",),
        "3日以内": ("P3D",),
        "15日(含)以上": ("P15D",),
        "超过15日的": ("P15D",),
        "15日至30日内": ("P15D..P30D",),
        "10-15日内": ("P10D..P15D",),
        "产假98日": ("P98D",),
        "婚假十日": ("P10D",),
        "自用工之日起30日": ("P30D",),
        "15日的护理假": ("P15D",),
        "1,200日": ("P1200D",),
        "180日,35日,60日,一百八十日内,十至十五日内": ("P180D", "P35D", "P60D", "P180D", "P10D..P15D"),
        "有效期限为30日,为期10日,公示期为7日,公示7日,连续3日": ("P30D", "P10D", "P7D", "P7D", "P3D"),
        "超出5日,不足5日,少于5日,至少5日,最长5日,累计5日,合计5日,共5日": ("P5D",) * 8,
        "延长5日,增加5日,增至5日,再加5日,奖励5日,提前5日,逾期5日,享受5日,给予5日": ("P5D",) * 9,
        "住院5日,届满前5日,等待5日,隔离5日,治疗5日,不低于5日,达到5日,计发5日": ("P5D",) * 8,
        "5日期限,5日产假,5日婚假,5日丧假,5日育儿假,5日陪产假,5日年休假,5日探亲假,5日病假,5日奖励假": ("P5D",) * 10,
        "5日的工资,以5日为限,5日期满,5日未缴,5日有效,5日用量": ("P5D",) * 6,
    },
    ignores=("7月30日内", "每月15日", "于15日前", "五日游", "一日三餐", "15日起", "满15日元", "20日左右", "百日维新", "满15日后"),
)
MONTHS_OF_A_TERM = Rule(
    id="duration.months",
    about="月 without 个 counts months behind 满, 断缴, 连续 and the like, and before 内 and 以上.",
    pattern=regex.compile(
        r"(?:(?<=(?:满|[断停欠][缴交费]|连续|累计) ?)|(?=(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2}) ?月(?:[之以]?内|以[上下])))(?<!年 ?)"
        r"(?P<low>[0-9]{1,2}|十[一二]?|[一二两三四五六七八九]) ?(?P<unit>月)(?![份底初末龄]|[上中下]旬)"
    ),
    read=read,
    after="月",
    yields={
        "断缴3月以内": ("P3M",),
        "连续交满12月": ("P12M",),
        "三月内": ("P3M",),
        "3月以上": ("P3M",),
        "断缴两月": ("P2M",),
        "连续十二月": ("P12M",),
        "累计3月": ("P3M",),
    },
    ignores=("3月起", "满12月25日", "每3月", "3月", "满3月份", "满3月上旬", "2025年3月内"),
)
RULES = (LENGTH, ONE, RANGE, YEARS_AND_MONTHS, MONTH_AND_A_HALF, HALF, DAYS_OF_A_TERM, MONTHS_OF_A_TERM)
