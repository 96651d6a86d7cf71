"""What is paid in: contributions, subsidies, rates, bases and what is credited to accounts."""

from decimal import Decimal

import regex

from pipeline.measures.measure import Measure, before

# Which columns of a scope bear on payments: a contribution is not one for hospitals of level 3.
PAYMENT = ("insurance", "population", "tier", "party", "age", "mode", "scheme", "item", "band")

CONTRIBUTION_AMOUNT = Measure(
    id="contribution_amount",
    about="What is paid to be insured.",
    kinds=("amount",),
    columns=PAYMENT,
    nouns=(
        "个人缴费 个人缴费标准 个人缴费金额 个人缴费额 个人缴费部分 个人缴纳金额 个人缴纳 个人参保缴费标准 个人应缴 缴费标准 缴费金额 "
        "缴费额 缴纳金额 企业缴纳金额 单位缴纳金额 参保缴费标准 参保缴费 参保费 医保费 月缴费 年缴费 月缴金额 年缴金额 月缴费金额 "
        "年缴费金额 应缴 月缴费额 年缴费额 缴费档次 居民个人缴费 个人医保缴费 开始缴费 缴费开始 "
        "启动缴费 缴费启动"
    ),
    asks="交多少 缴多少 交多少钱 缴多少钱 要交多少钱 缴费多少 怎么交 怎么缴 怎么缴费 多少钱一年 一年多少钱 一年多少 需要交多少 缴费多少钱",
    before=before(
        r"(?<![提上递移补])(?:(?:缴费|缴纳|应缴|需缴|代缴|缴|交纳|交|掏)(?:费)?"
        r"|(?:交|缴|续)(?:完|了|好|清|上|费|纳)[^,。;:!?]{0,20}(?:医保|保险|新农合|合作医疗|参保)费?了?,?(?:花了?|一共|总共|一个?人)?)"
    ),
    context=regex.compile(r"医保|保险|社保|居民|参保|缴费|缴纳|新农合|合作医疗|灵活就业|人交"),
    after=regex.compile(
        r"一个?人(?<=(?:交|缴|续)(?:完|了|好|清|上)[^。;!?\n]{0,36})|(?:/人|/年|每人|每年)*(?:的?(?:个人缴费|参保费|医保费)|由财政(?:全额)?(?:代缴|承担|资助))"
    ),
    high=Decimal(200_000),
    yields={
        "2025年居民医保个人缴费400元": ("contribution_amount 400 insurance=resident party=individual as_of=2025",),
        "刚交完2025年的居民医保,360元一人": ("contribution_amount 360 insurance=resident party=individual as_of=2025 per=person",),
        "居民医保开始缴费了,成年人440元、在校学生390元": (
            "contribution_amount 440 insurance=resident population=成年人 party=individual",
            "contribution_amount 390 insurance=resident population=大学生 party=individual",
        ),
        "灵活就业人员每月应缴433.08元": ("contribution_amount 433.08 population=灵活就业 party=individual per=month",),
    },
    ignores=("逾期缴纳滞纳金20元", "交完医保,门诊能报200元", "个人缴费比上年增加20元"),
)

SUBSIDY_AMOUNT = Measure(
    id="subsidy_amount",
    about="What the state adds to an insured person's contribution.",
    kinds=("amount",),
    columns=("insurance", "population", "tier", "party", "age", "scheme"),
    nouns=(
        "财政补助 财政补助标准 财政补贴 政府补助 政府补贴 人均财政补助 人均财政补助标准 各级财政补助 各级财政 财政 财政部分 财政补助部分 "
        "补助标准"
    ),
    after=regex.compile(r"(?:/人|/年|每人|每年)*的?(?:各级)?(?:财政|政府)补[助贴]"),
    high=Decimal(100_000),
    yields={"个人缴费400元可享670元财政补助": ("contribution_amount 400 party=individual", "subsidy_amount 670 party=government")},
    ignores=("财政补助新增30元",),
)

FUNDING_TOTAL = Measure(
    id="funding_total",
    about="What is raised for an insured person in all.",
    kinds=("amount",),
    columns=("insurance", "population", "tier", "age", "scheme", "item"),
    nouns="筹资标准 总筹资 总筹资标准 筹资总额 人均筹资 人均筹资标准 筹资水平 每人筹资 筹资 合计筹资 筹资合计",
    high=Decimal(100_000),
    yields={"每人筹资1,540元,其中个人440元": ("funding_total 1540 per=person", "contribution_amount 440 party=individual")},
    ignores=("财政补助670元",),
)

CONTRIBUTION_RATE = Measure(
    id="contribution_rate",
    about="The share of wages or of a base that is paid to be insured.",
    kinds=("percentage",),
    columns=PAYMENT,
    nouns=(
        "缴费比例 缴费费率 费率 缴费率 缴纳比例 企业比例 个人比例 单位比例 单位缴费比例 个人缴费比例 单位费率 个人缴费 个人缴纳部分 "
        "个人缴费部分 单位缴费 单位缴纳部分 单位缴费部分 个人缴纳 单位缴纳 单位缴费费率 缴费标准 总费率"
    ),
    asks="按几个点交 各缴多少 缴多少 交多少 按多少交 自己交医保 自己缴医保 自己交职工医保 交职工医保",
    before=before(r"(?<![提上递移])(?:(?:缴费|缴纳|缴|交纳|交)(?:比例)?|(?:单位|企业|公司|个人|本人|自己)(?:部分)?按照?)"),
    context=regex.compile(r"[缴交](?!通|警|流)|费率|参加|参保|比例"),
    after=regex.compile(r"(?:的?比例)?(?:按月|共同|来)?(?:缴费|缴纳|缴(?!费基数)|交纳|交|参加(?:职工|医保|基本医疗)|参保)"),
    high=Decimal(60),
    yields={
        "单位按工资总额的8%缴": ("contribution_rate 8 insurance=employee party=employer",),
        "缴费比例为9%": ("contribution_rate 9",),
        "医保费由单位和个人共同缴纳:单位按9.5%,个人按2%": (
            "contribution_rate 9.5 insurance=employee party=employer",
            "contribution_rate 2 insurance=employee party=individual",
        ),
    },
    ignores=("按日加收0.5‰滞纳金", "单位缴费比例下调0.5个百分点"),
)

ACCOUNT_CREDIT_RATE = Measure(
    id="account_credit_rate",
    about="The share of wages, a base or pensions that is put into a personal account.",
    kinds=("percentage",),
    columns=PAYMENT,
    nouns=(
        "划入比例 计入比例 记入比例 划拨比例 划账比例 划入标准 计入标准 划入额度 个人账户划入 个人账户计入 划入个人账户 计入个人账户 "
        "记入个人账户 个人账户划入比例 个人账户计入标准 每月划入 月划入 个人账户划拨"
    ),
    asks="怎么划 划多少 划多少钱 打多少钱 打多少 返多少钱 返多少 怎么返",
    before=before(r"(?:划入|计入|记入|划拨|划账|划转|返还|返)(?:个人账户)?(?:比例)?"),
    after=regex.compile(
        r"(?:的?比例)?(?:定额)?(?:全部|统一|按月|全额)?(?:由[^,。;]{0,8})?"
        r"(?:划入|计入|记入|划拨|划到|划转|划给|返还|返到|返给|返(?=[进卡])|打(?=[进到入]))(?!社会统筹|统筹)"
    ),
    high=Decimal(100),
    yields={
        "退休人员按养老金的2.8%划入": ("account_credit_rate 2.8 insurance=employee population=retired",),
        "退休的按平均养老金的5.1%打到医保卡": ("account_credit_rate 5.1 insurance=employee population=retired",),
    },
    ignores=("12%记入社会统筹账户",),
)

CONTRIBUTION_BASE = Measure(
    id="contribution_base",
    about="The wage that contributions are reckoned from, or its bounds.",
    kinds=("amount", "percentage"),
    columns=("insurance", "population", "tier", "mode", "scheme", "limit", "band"),
    nouns="缴费基数 最低基数 最高基数 月缴费基数 缴费基数下限 缴费基数上限 基数下限 基数上限 最低缴费基数 最高缴费基数 基数 缴费工资基数",
    after=regex.compile(r"(?:/月)?为(?:缴费)?基数"),
    least_share=Decimal(30),  # of average wages; 基数4502元,单位6.5% is a rate
    high=Decimal(1_000_000),
    yields={
        "缴费基数下限4,900元": ("contribution_base 4900 condition=下限",),
        "以4812元为基数": ("contribution_base 4812",),
    },
    ignores=("以5000元基数为例", "缴费基数5600元的职工", "也就是缴费基数的2%", "基数下限的8%"),
)
