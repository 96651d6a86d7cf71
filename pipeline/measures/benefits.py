"""What the insurance pays: rates, deductibles and caps."""

from decimal import Decimal

import regex

from pipeline.measures.measure import Measure, before
from pipeline.measures.scopes import AXES

_TAKE = r"(?:予以|给予|进行|直接|继续|再|可以?|能)?"
# Which columns of a scope bear on benefits.
BENEFIT = ("insurance", "service", "population", "tier", "hospital_level", "scheme", *AXES)

REIMBURSEMENT_RATE = Measure(
    id="reimbursement_rate",
    about="The share of costs that the insurance pays.",
    kinds=("percentage",),
    columns=BENEFIT,
    nouns=(
        "报销比例 医保报销比例 医保支付比例 支付比例 补偿比例 结付比例 报付比例 给付比例 待遇支付比例 基金支付比例 统筹支付比例 "
        "统筹基金支付比例 报销比 报销率 "
        "报销比率 报销标准 报销水平 报销额度 最高报销 最高可报销 最高可报 最高支付 最多报销 最多可报 最多可以报销 最多报 可报销 能报销 "
        "可报 报销"
    ),
    asks="能报多少 报多少 报几成 能报几成 怎么报 可报多少 报销多少 能报销多少 怎么报销 报销政策 报销待遇 报销规定 待遇标准",
    before=before(r"(?<!个人)(?<!账户)(?<!自己)(?<!现金)(?:报销?|支付|补偿|结付|给付|报付|结报|兜底)(?:比例)?"),
    after=regex.compile(
        rf"(?:[、和][^、,。;0-9]{{1,14}}[0-9.]+%)*(?:左右|以上)?(?:的?比例)?(?:由(?!个人|本人|患者)[^,。;]{{0,14}}?)?{_TAKE}(?:报销|支付|补偿|结付|给付|报付)"
    ),
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
    columns=BENEFIT,
    nouns="起付线 起付标准 起付金额 起付额 起付 门槛费 免赔额 起付线标准 起付标准线 自负段 自付段 起付段",
    asks="多少钱起报 多少起报 多少钱起付 几块起报 超过多少能报 超过多少才报",
    after=regex.compile(r"的?(?:起付(?:费用?|金额?|钱|线|标准)|门槛费|免赔额)"),
    high=Decimal(300_000),
    yields={
        "二级医院起付线500元": ("deductible 500 hospital_level=2",),
        "基层就诊不设起付线": ("deductible 0 hospital_level=primary",),
        "在二级医院住院,先由个人承担550元的起付费用": ("deductible 550 service=inpatient hospital_level=2",),
    },
    ignores=("起付线以上至5万元的部分", "起付线降低100元"),
)

PAYMENT_CAP = Measure(
    id="payment_cap",
    about="The most that the insurance pays.",
    kinds=("amount",),
    columns=BENEFIT,
    nouns=(
        "限额 支付限额 最高支付限额 年度支付限额 年度最高支付限额 年度限额 最高限额 年度最高限额 报销限额 门诊限额 待遇限额 封顶线 封顶 "
        "报销上限 支付上限 年度上限 年封顶线 最高支付金额 最高支付额 最高支付额度 最高支付 最高报销 最高可报销 最高可报 最高补助 "
        "最多支付 最多报销 最多可报 最多可报销 最多可以报销 最多报 最多能报 最高报销金额 最高报销额度 报销额度 支付额度 年度额度 "
        "使用限额 单次使用限额 限额标准 封顶额 一年的额度 一年额度 每年的额度 每年额度 全年额度 全年的额度 年度的额度 门诊额度 "
        "门诊统筹额度 统筹额度 住院额度 可报额度 能报的额度"
    ),
    asks="一年能报多少钱 能报多少钱",
    before=before(r"(?:(?:单次|每次|每日|每天|每月|每年|年度)[^,。;0-9转笔]{0,8}(?:不得?超过|限额|上限为?)|最多[0-9]{1,2}次或)"),
    # 一年最多可报7000元,在职职工可报5900元: what one may get is a cap where it goes on with one; read from the amount backwards.
    after=regex.compile(
        r"(?<=(?:一年|每年|年度|年内|全年)[^。;!?\n]{0,16}(?:最多|最高|封顶|限额|额度)[^。;!?\n]{0,24}[,;、][^,。;!?\n0-9]{0,12}"
        r"(?:可|能|可以)报销?(?:[0-9.,\n]{1,9}万?\n?|[一二两三四五六七八九十百千万零]{2,10})元)"
    ),

    yields={
        "门诊年度最高支付限额为2000元": ("payment_cap 2000 service=outpatient per=year",),
        "一年最多报二百元": ("payment_cap 200 per=year",),
        "门诊一年最多可报7000元,在职的可报5900元": (
            "payment_cap 7000 service=outpatient per=year",
            "payment_cap 5900 insurance=employee service=outpatient population=active",
        ),
        "退休的一年最多可报六千元,在职可报四千五百元": (
            "payment_cap 6000 insurance=employee population=retired per=year",
            "payment_cap 4500 insurance=employee population=active",
        ),
    },
    ignores=("最高支付限额提高1000元", "不设封顶线", "住院花了8000元,可报5200元"),
)
