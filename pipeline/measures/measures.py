"""What is measured, as data: the words that name a measure, the words that take a quantity right before or after it, and its range."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from pipeline.measures.scopes import AXES
from pipeline.measures.terms import Term

# What may stand between a governing word and its quantity: 报销比例(约)为80%, 缴纳(不低于)400元.
_HEDGE = r"(?:约|大约|近|将近|最高|最多|不低于|不高于|不超过|不得超过|至少|达到?|可达|能达|为|是|的|了|各|[ :(]|每人|每年|每月|一年|全年|人民币)*$"
_TAKE = r"(?:予以|给予|进行|直接|继续|再|可以?|能)?"


# Which columns of a scope bear on benefits and which on payments: a contribution is not one for hospitals of level 3.
_BENEFIT = ("insurance", "service", "population", "hospital_level", "scheme", *AXES)
_PAYMENT = ("insurance", "population", "party", "age", "mode", "scheme", "item", "band")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measure:
    """A measure of the closed list, or a quantity that is none of them (its id begins with `other`).

    `nouns` govern the quantities after them, also over clauses that hold nothing else; `asks` do so from titles and headings only;
    `before` and `after` match what stands right before and right after the quantity, where `context` is near. `yields` maps a text to the claims that come
    out, as `measure value column=value`; `columns` are those of the scope that bear on it; `ignores` are texts that give no claim of this measure.
    """

    id: str
    about: str
    kinds: tuple[str, ...]
    columns: tuple[str, ...] = ()
    nouns: str = ""
    asks: str = ""
    before: regex.Pattern[str] | None = None
    after: regex.Pattern[str] | None = None
    context: regex.Pattern[str] | None = None
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100_000_000)
    yields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignores: tuple[str, ...] = ()


def _before(verbs: str) -> regex.Pattern[str]:
    return regex.compile(verbs + _HEDGE)


REIMBURSEMENT_RATE = Measure(
    id="reimbursement_rate",
    about="The share of costs that the insurance pays.",
    kinds=("percentage",),
    columns=_BENEFIT,
    nouns=(
        "报销比例 支付比例 补偿比例 结付比例 报付比例 给付比例 待遇支付比例 基金支付比例 统筹支付比例 统筹基金支付比例 报销比 报销率 报销比率 报销标准 报销水平 报销额度 "
        "最高报销 最高可报销 最高可报 最高支付 最多报销 最多可报 最多可以报销 最多报 可报销 能报销 可报 报销"
    ),
    asks="能报多少 报多少 报几成 能报几成 怎么报 可报多少 报销多少 能报销多少 怎么报销 报销政策 报销待遇 报销规定 待遇标准",
    before=_before(r"(?<!个人)(?<!账户)(?<!自己)(?<!现金)(?:报销?|支付|补偿|结付|给付|报付|结报|兜底)(?:比例)?"),
    after=regex.compile(rf"(?:[、和][^、,。;0-9]{{1,14}}[0-9.]+%)*(?:左右|以上)?(?:的?比例)?(?:由(?!个人|本人|患者)[^,。;]{{0,14}}?)?{_TAKE}(?:报销|支付|补偿|结付|给付|报付)"),
    high=Decimal(100),
    yields={
        "三级医院报销比例为60%": ("reimbursement_rate 60 hospital_level=3",),
        "退休人员报八成五": ("reimbursement_rate 85 insurance=employee population=retired",),
        "费用由统筹基金按70%的比例支付": ("reimbursement_rate 70",),
    },
    ignores=("费用的70%由个人账户支付", "个人自付比例为20%", "报销比例提高5个百分点"),
)
DEDUCTIBLE = Measure(
    id="deductible",
    about="What the insured pays before the insurance begins to.",
    kinds=("amount",),
    columns=_BENEFIT,
    nouns="起付线 起付标准 起付金额 起付额 起付 门槛费 免赔额 起付线标准 起付标准线 自负段 自付段 起付段",
    high=Decimal(300_000),
    yields={
        "二级医院起付线500元": ("deductible 500 hospital_level=2",),
        "基层就诊不设起付线": ("deductible 0 hospital_level=primary",),
    },
    ignores=("起付线以上至5万元的部分", "起付线降低100元"),
)
PAYMENT_CAP = Measure(
    id="payment_cap",
    about="The most that the insurance pays.",
    kinds=("amount",),
    columns=_BENEFIT,
    nouns=(
        "限额 支付限额 最高支付限额 年度支付限额 年度最高支付限额 年度限额 最高限额 年度最高限额 报销限额 门诊限额 待遇限额 封顶线 封顶 报销上限 支付上限 年度上限 年封顶线 "
        "最高支付金额 最高支付额 最高支付额度 最高支付 最高报销 最高可报销 最高可报 最高补助 最多支付 最多报销 最多可报 最多可报销 最多可以报销 最多报 最多能报 最高报销金额 最高报销额度 "
        "报销额度 支付额度 年度额度 使用限额 单次使用限额 限额标准 封顶额"
    ),
    asks="一年能报多少钱 能报多少钱",
    before=_before(r"(?:(?:单次|每次|每日|每天|每月|每年|年度)[^,。;0-9转笔]{0,8}(?:不得?超过|限额|上限为?)|最多[0-9]{1,2}次或)"),
    yields={
        "门诊年度最高支付限额为2000元": ("payment_cap 2000 service=outpatient per=year",),
        "一年最多报二百元": ("payment_cap 200 per=year",),
    },
    ignores=("最高支付限额提高1000元", "不设封顶线"),
)
CONTRIBUTION_AMOUNT = Measure(
    id="contribution_amount",
    about="What is paid to be insured.",
    kinds=("amount",),
    columns=_PAYMENT,
    nouns=(
        "个人缴费 个人缴费标准 个人缴费金额 个人缴费额 个人缴费部分 个人缴纳金额 个人缴纳 个人参保缴费标准 个人应缴 缴费标准 缴费金额 缴费额 缴纳金额 企业缴纳金额 单位缴纳金额 "
        "参保缴费标准 参保缴费 参保费 医保费 月缴费 年缴费 月缴金额 年缴金额 月缴费金额 年缴费金额 应缴 月缴费额 年缴费额 缴费档次 居民个人缴费 个人医保缴费"
    ),
    asks="交多少 缴多少 交多少钱 缴多少钱 要交多少钱 缴费多少 需要交多少 缴费多少钱",
    before=_before(r"(?<![提上递移补])(?:缴费|缴纳|应缴|需缴|代缴|缴|交纳|交|掏)(?:费)?"),
    context=regex.compile(r"医保|保险|社保|居民|参保|缴费|缴纳|新农合|合作医疗|灵活就业|人交"),
    after=regex.compile(r"(?:/人|/年|每人|每年)*(?:的?(?:个人缴费|参保费|医保费)|由财政(?:全额)?(?:代缴|承担|资助))"),
    high=Decimal(200_000),
    yields={
        "2025年居民医保个人缴费400元": ("contribution_amount 400 insurance=resident party=individual as_of=2025",),
        "每月应缴433.08元": ("contribution_amount 433.08 party=individual per=month",),
    },
    ignores=("逾期缴纳滞纳金20元", "个人缴费比上年增加20元"),
)
SUBSIDY_AMOUNT = Measure(
    id="subsidy_amount",
    about="What the state adds to an insured person's contribution.",
    kinds=("amount",),
    columns=("insurance", "population", "party", "scheme"),
    nouns="财政补助 财政补助标准 财政补贴 政府补助 政府补贴 人均财政补助 人均财政补助标准 各级财政补助 各级财政 财政 财政部分 财政补助部分 补助标准",
    after=regex.compile(r"(?:/人|/年|每人|每年)*的?(?:各级)?(?:财政|政府)补[助贴]"),
    high=Decimal(100_000),
    yields={"个人缴费400元可享670元财政补助": ("contribution_amount 400 party=individual", "subsidy_amount 670 party=government")},
    ignores=("财政补助新增30元",),
)
FUNDING_TOTAL = Measure(
    id="funding_total",
    about="What is raised for an insured person in all.",
    kinds=("amount",),
    columns=("insurance", "population", "scheme", "item"),
    nouns="筹资标准 总筹资 总筹资标准 筹资总额 人均筹资 人均筹资标准 筹资水平 每人筹资 筹资 合计筹资 筹资合计",
    high=Decimal(100_000),
    yields={"每人筹资1,540元,其中个人440元": ("funding_total 1540 per=person", "contribution_amount 440 party=individual")},
    ignores=("财政补助670元",),
)
CONTRIBUTION_RATE = Measure(
    id="contribution_rate",
    about="The share of wages or of a base that is paid to be insured.",
    kinds=("percentage",),
    columns=_PAYMENT,
    nouns=(
        "缴费比例 缴费费率 费率 缴费率 缴纳比例 企业比例 个人比例 单位比例 单位缴费比例 个人缴费比例 单位费率 个人缴费 个人缴纳部分 个人缴费部分 单位缴费 单位缴纳部分 单位缴费部分 "
        "个人缴纳 单位缴纳 单位缴费费率 缴费标准 总费率"
    ),
    asks="按几个点交 各缴多少 缴多少 交多少 按多少交",
    before=_before(r"(?<![提上递移])(?:缴费|缴纳|缴|交纳|交)(?:比例)?"),
    after=regex.compile(r"(?:的?比例)?(?:按月|共同|来)?(?:缴费|缴纳|缴(?!费基数)|交纳|交|参加(?:职工|医保|基本医疗)|参保)"),
    high=Decimal(60),
    yields={
        "单位按工资总额的8%缴": ("contribution_rate 8 party=employer base=工资总额",),
        "缴费比例为9%": ("contribution_rate 9",),
    },
    ignores=("按日加收0.5‰滞纳金", "单位缴费比例下调0.5个百分点"),
)
ACCOUNT_CREDIT_RATE = Measure(
    id="account_credit_rate",
    about="The share of wages, a base or pensions that is put into a personal account.",
    kinds=("percentage",),
    columns=_PAYMENT,
    nouns=(
        "划入比例 计入比例 记入比例 划拨比例 划账比例 划入标准 计入标准 划入额度 个人账户划入 个人账户计入 划入个人账户 计入个人账户 记入个人账户 个人账户划入比例 个人账户计入标准 "
        "每月划入 月划入 个人账户划拨"
    ),
    asks="怎么划 划多少 划多少钱",
    before=_before(r"(?:划入|计入|记入|划拨|划账|划转)(?:个人账户)?(?:比例)?"),
    after=regex.compile(r"(?:的?比例)?(?:定额)?(?:全部|统一|按月|全额)?(?:由[^,。;]{0,8})?(?:划入|计入|记入|划拨|划到|划转|划给|返还)(?!社会统筹|统筹)"),
    high=Decimal(100),
    yields={"退休人员按养老金的2.8%划入": ("account_credit_rate 2.8 insurance=employee population=retired base=养老金",)},
    ignores=("12%记入社会统筹账户",),
)
CONTRIBUTION_BASE = Measure(
    id="contribution_base",
    about="The wage that contributions are reckoned from, or its bounds.",
    kinds=("amount", "percentage"),
    columns=("insurance", "population", "mode", "scheme", "limit", "band"),
    nouns="缴费基数 最低基数 最高基数 月缴费基数 缴费基数下限 缴费基数上限 基数下限 基数上限 最低缴费基数 最高缴费基数 基数 缴费工资基数",
    after=regex.compile(r"(?:/月)?为(?:缴费)?基数"),
    high=Decimal(1_000_000),
    yields={
        "缴费基数下限4,900元": ("contribution_base 4900 condition=下限",),
        "以4812元为基数": ("contribution_base 4812",),
    },
    ignores=("以5000元基数为例", "缴费基数5600元的职工"),
)
WAITING_PERIOD = Measure(
    id="waiting_period",
    about="How long the insured wait for benefits after they pay late.",
    kinds=("duration",),
    columns=("insurance", "service", "population", "band"),
    nouns="等待期 待遇等待期 固定待遇等待期 变动待遇等待期 医保等待期 免责期",
    before=_before(r"(?:等满|等待|要等|需等|再等|等|(?:需|须|要|应)(?:再)?连续(?:缴费|参保)满?)(?:上)?"),
    after=regex.compile(r"(?:左右)?的?(?:固定|变动)?(?:待遇)?等待期"),
    context=regex.compile(r"断缴|补缴|中断|缴费|参保|续|断了|断保|等待期"),
    high=Decimal(400),
    yields={
        "断缴后等待期为6个月": ("waiting_period P6M",),
        "补缴后要等两个月": ("waiting_period P2M",),
    },
    ignores=("备案有效期6个月", "断缴3个月以内没有等待期"),
)
LEAVE_DAYS = Measure(
    id="leave_days",
    about="Days of leave for birth, care or marriage; the topic tells which.",
    kinds=("duration",),
    columns=("leave", "case", "act", "band"),
    nouns="",
    before=_before(r"(?:休|休假|享受|享有|增加|延长|再加|加|奖励|各有|各享|给予|有|合计|总时长|总计|共计?|延长到|延长至)"),
    context=regex.compile(r"假|流产"),
    after=regex.compile(r"(?:的)?(?:带薪)?(?:产假|护理假|陪产假|看护假|育儿假|婚假|流产假|奖励假|假期)"),
    high=Decimal(400),
    yields={
        "产假158天": ("leave_days 158 topic=产假",),
        "难产的增加产假15天": ("leave_days 15 topic=产假(难产增加)",),
    },
    ignores=("生育津贴15天内到账",),
)
TRANSFER_LIMIT_AMOUNT = Measure(
    id="transfer_limit_amount",
    about="The most that one transfer between accounts may carry.",
    kinds=("amount",),
    columns=("insurance",),
    context=regex.compile(r"转账|转给|转[0-9一二两三四五六七八九十]|钱包|共济|互转|限转|转钱"),
    nouns="单笔 每笔 一笔 单笔金额 每笔金额 单笔最高 单笔限额 每笔限额 单笔转账 每笔转账 单次转账",
    high=Decimal(1_000_000),
    yields={"医保钱包转账单笔最高3000元": ("transfer_limit_amount 3000",)},
    ignores=("每笔交易手续费2元",),
)
OTHER_SHARE = Measure(
    id="other.share",
    about="A share that the insured bear themselves, or a statistic.",
    kinds=("percentage",),
    nouns=(
        "自付比例 个人自付比例 个人自付 自付 先自付 先行自付 个人先自付 个人先行自付 自费 个人负担比例 个人负担 个人支付 由个人支付 个人账户支付 由个人账户支付 自负比例 自理 参保率 同比 增长率 增速 覆盖率 "
        "占比 涨幅 成功率 治愈率 发病率 复发率 有效率 满意率 使用率 结算率 备案率 比上年 上浮 下浮 社会统筹 记入社会统筹 余额"
    ),
)
# Quantities that the words around them give to something else: they are declined with that name.
OTHERS = (
    Measure(
        id="other.any",
        about="A quantity of something that is no measure here.",
        kinds=("amount", "percentage", "duration"),
        nouns=(
            "救助 资助 滞纳金 津贴 生育津贴 医疗救助 定额 违约金 罚款 利息 利率 退款 赔付 保费 共济额度 共济金额 宽限期 过渡期 观察期 降价 折扣 涨幅 降幅 替代率 养老金替代率 有效期 办结 审核 到账"
        ),
    ),
    OTHER_SHARE,
    Measure(
        id="other.sum",
        about="A sum that is spent, earned or told of, not set.",
        kinds=("amount",),
        nouns=(
            "平均工资 月平均工资 社平工资 平均水平 月平均 平均缴费工资 工资 养老金 月养老金 余额 账户余额 总费用 医疗费用 合规费用 住院费用 费用 花费 花了 自己掏 个人支付 自付 支出 收入 价格 标价 手续费 "
            "工本费 检查费用 划入 每月划入 月划入 结余 共济资金 补缴 欠费 累计 报销金额 医保报销 基金支付 罚款 每片 每盒 每支 药价 均价"
        ),
    ),
)
MEASURES = (
    REIMBURSEMENT_RATE,
    DEDUCTIBLE,
    PAYMENT_CAP,
    CONTRIBUTION_AMOUNT,
    SUBSIDY_AMOUNT,
    FUNDING_TOTAL,
    CONTRIBUTION_RATE,
    ACCOUNT_CREDIT_RATE,
    CONTRIBUTION_BASE,
    WAITING_PERIOD,
    LEAVE_DAYS,
    TRANSFER_LIMIT_AMOUNT,
)
BY_ID: Mapping[str, Measure] = {measure.id: measure for measure in (*MEASURES, *OTHERS)}

# What a bare 比例 is a share of, by the measures named before it.
SHARES: Mapping[str, str] = {
    **dict.fromkeys((REIMBURSEMENT_RATE.id, DEDUCTIBLE.id, PAYMENT_CAP.id), REIMBURSEMENT_RATE.id),
    **dict.fromkeys((CONTRIBUTION_RATE.id, CONTRIBUTION_AMOUNT.id, CONTRIBUTION_BASE.id), CONTRIBUTION_RATE.id),
    ACCOUNT_CREDIT_RATE.id: ACCOUNT_CREDIT_RATE.id,
}
SHARE = "share"

# 起付线以上至5万元 speaks of a band of costs; 个人缴费比例 must not be read as 个人缴费 of an amount.
_DECOYS = (
    "起付线以上 起付线至 起付线以下 起付线到 超过起付线 起付标准以上 起付标准至 起付标准以下 超过起付标准 达到起付线 过起付线 起付线-- 封顶线以下 封顶线以上 超过封顶线 最高支付限额以下 "
    "最高支付限额以上 至最高支付限额 超过最高支付限额 最高支付限额的部分 限额以上 限额以内 超过限额 限额内 封顶线内 缴费基数为 不报销 不予报销 无法报销 报销范围 报销流程 报销材料 报销条件 手工报销 恢复报销 "
    "报销政策 二次报销 报销时 报销手续 才能报销 医保报销范围 平均缴费工资基数 限额结算 等待期内 等待期里 等待期间 等待期政策 等待期满 每笔交易 参保缴费时 参保费用 缴费标准等 缴费年限"
)
TERMS: tuple[Term, ...] = (
    *(Term("measure", measure.id, tuple(measure.nouns.split())) for measure in BY_ID.values()),
    *(Term("ask", measure.id, tuple(measure.asks.split())) for measure in MEASURES if measure.asks),
    Term("measure", SHARE, ("比例",)),
    Term("measure", "", tuple(_DECOYS.replace(" 缴费基数为", "").replace(" 报销政策", "").replace(" 起付线--", "").split())),
)
