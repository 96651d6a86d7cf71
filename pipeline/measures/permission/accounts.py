"""Permissions of personal accounts, pooled funds and shared money: what they may pay for, whether they expire or can be cashed."""

from pipeline.measures.permission.moods import Mood
from pipeline.measures.permission.topics import MONEY, Topic

_OTHERS = ("住房公积金", "养老金", "社保")  # accounts of another kind

TOPICS = (
    Topic(
        name="单位缴费计入个人账户", action="计入", near=("单位",), far=("个人账户",), bars=("入统筹", "统筹基金"), bare="", taken=True,
        yields={
            "个人缴费和单位缴费均按月计入个人账户": ("单位缴费计入个人账户=yes",),
            "改革后,单位缴的部分不再划入个人账户": ("单位缴费计入个人账户=no",),
        },
        ignores=("单位代缴的保费月底划入银行", "个人缴的2%全部划入个人账户"),
    ),
    Topic(
        name="单位缴费计入个人账户", action="入统筹", near=("单位",), bare="", inverse=True,
        yields={"单位缴纳的部分全部进入统筹账户": ("单位缴费计入个人账户=no",)},
        ignores=("财政补助的部分全部进入统筹账户",),
    ),
    Topic(
        name="单位缴费计入个人账户", action="个人缴费", about=("个人账户",), moods=(Mood.ONLY,), only="no",
        yields={"个人账户仅含个人缴费部分": ("单位缴费计入个人账户=no",)},
        ignores=("个人账户包含个人缴费部分",),
    ),
    Topic(
        name="居民医保设个人账户", scope="insured", action="设账户", far=("居民医保",), bars=("职工医保",), bare="",
        yields={"城乡居民医保无个人账户": ("居民医保设个人账户=no",), "居民医保也有个人账户": ("居民医保设个人账户=yes",)},
        ignores=("没有个人账户的余额可查",),
    ),
    Topic(
        name="单建统筹设个人账户", scope="insured", action="设账户", far=("单建统筹",), bare="",
        yields={"按单建统筹缴费的没有个人账户": ("单建统筹设个人账户=no",)},
        ignores=("统账结合的有个人账户",),
    ),
    Topic(
        name="个人账户提现", action="提现", about=MONEY, bars=_OTHERS,
        yields={"个人账户的钱不能提现": ("个人账户提现=no",), "在特殊情况下,可以申请提取个人账户余额": ("个人账户提现=yes [特定条件]",)},
        ignores=("住房公积金可以提取", "个人养老金账户不能提取"),
    ),
    Topic(
        name="{object}继承", action="继承", about=MONEY, bars=_OTHERS,
        yields={"个人账户余额可以依法继承": ("个人账户继承=yes",)},
        ignores=("房产可以依法继承",),
    ),
    Topic(
        name="{object}余额清零", action="清零", about=(*MONEY, "统筹基金", "额度"), bars=_OTHERS, bare="统一|自动|全部|将|会|就|一律|年底",
        yields={
            "个人账户当年没有花完的余额,到12月31日统一清零": ("个人账户余额清零=yes",),
            "钱包余额不会过期": ("共济资金余额清零=no",),
            "统筹账户资金年底会清零": ("统筹基金余额清零=yes",),
        },
        ignores=("关于个人账户清零的常见误区", "积分到期会清零"),
    ),
    Topic(
        name="{object}余额结转", action="结转", about=(*MONEY, "统筹基金", "额度"), bars=("报销", *_OTHERS), denies="{object}余额清零",
        yields={"个人账户余额可以结转": ("个人账户余额结转=yes",), "没用完的额度不能跨年结转": ("额度余额结转=no",)},
        ignores=("缴费年限可以累计",),
    ),
    Topic(
        name="{object}用于非医疗支出", action="非医疗", about=(*MONEY, "医保资金"),
        yields={
            "个人账户不能买健身卡": ("个人账户用于非医疗支出=no",),
            "医保资金仅限医疗消费,不可用于其他用途": ("医保资金用于非医疗支出=no",),
        },
        ignores=("健身卡不能转让",),
    ),
    Topic(
        name="{object}购买保健品", action="保健品", about=MONEY,
        yields={"个人账户不可购买保健食品": ("个人账户购买保健品=no",)},
        ignores=("保健品不能代替药品",),
    ),
    Topic(
        name="{object}支付体检费用", action="体检费用", about=MONEY,
        yields={"个人账户可以支付体检费": ("个人账户支付体检费用=yes",)},
        ignores=("老人可以免费体检一次",),
    ),
    Topic(
        name="{object}支付疫苗费用", action="疫苗费用", about=MONEY,
        yields={"接种二类疫苗的费用也可以用医保个人账户支付": ("个人账户支付疫苗费用=yes",)},
        ignores=("孕妇不能接种疫苗",),
    ),
    Topic(
        name="{object}支付治未病费用", action="治未病", about=MONEY,
        yields={"个人账户可以支付中医“治未病”费用": ("个人账户支付治未病费用=yes",)},
        ignores=("中医可以治未病",),
    ),
    Topic(
        name="{object}购买商业保险", action="商业保险", about=MONEY,
        yields={"个人账户可以购买商业健康保险": ("个人账户购买商业保险=yes",)},
        ignores=("商业保险可以报销自费部分",),
    ),
    Topic(
        name="{object}缴纳长期护理保险", action="长护险", about=MONEY, far=("缴费",),
        yields={"个人账户可以缴纳长护险": ("个人账户缴纳长期护理保险=yes",)},
        ignores=("长护险可以上门服务",),
    ),
    Topic(
        name="{object}缴纳居民医保", action="缴居民医保", about=MONEY,
        yields={"共济资金可以给家人缴居民医保": ("共济资金缴纳居民医保=yes",), "您无法使用个人账户为其缴费": ("个人账户缴纳居民医保=no",)},
        ignores=("可以在手机上缴居民医保",),
    ),
    Topic(
        name="{object}缴纳居民医保", action="缴费", about=MONEY, near=("居民医保",),
        yields={"个人账户可以缴纳家人的城乡居民医保": ("个人账户缴纳居民医保=yes",)},
        ignores=("个人账户可以缴费",),
    ),
    Topic(
        name="{object}缴纳居民医保", action="缴费", about=MONEY, own=("亲属", "医保"),
        yields={"个人账户的钱能给我妈交医保费": ("个人账户缴纳居民医保=yes",)},
        ignores=("我妈可以自己交医保费",),
    ),
    Topic(
        name="{object}购药", action="购药", about=(*MONEY, "统筹基金"), bars=("报销比例",),
        yields={"共济资金可以在定点药店买药": ("共济资金购药=yes",), "家庭共济的钱不可以在定点药店买药": ("共济资金购药=no",)},
        ignores=("药店可以拒绝退货", "医保可以报销药店买药"),
    ),
    Topic(
        name="统筹基金支付住院费用", service="inpatient", action="支付", about=("统筹基金",), near=("门诊费用",), bars=("住院费用",),
        moods=(Mood.ONLY,), only="no",
        yields={"统筹账户仅用于支付门诊、购药等费用": ("统筹基金支付住院费用=no", "统筹基金支付门诊费用=yes", "统筹基金购药=yes")},
        ignores=("统筹基金用于支付门诊费用",),
    ),
    Topic(
        name="{object}支付住院费用", service="inpatient", action="住院费用", about=("个人账户", "共济资金", "统筹基金"), near=("支付",),
        bars=("报销比例",),
        yields={"统筹账户用于支付住院等大额费用": ("统筹基金支付住院费用=yes",)},
        ignores=("住院押金可以用银行卡支付",),
    ),
    Topic(
        name="{object}支付门诊费用", service="outpatient", action="门诊费用", about=("个人账户", "共济资金", "统筹基金"), near=("支付",),
        yields={"个人账户可以支付普通门诊费用": ("个人账户支付门诊费用=yes",)},
        ignores=("门诊可以刷脸支付",),
    ),
    Topic(
        name="家庭共济", action="医疗费用", about=("个人账户",), near=("支付", "亲属"),
        yields={"允许将个人账户资金用于支付近亲属的医疗费用": ("家庭共济=yes",)},
        ignores=("家属可以支付医疗费用",),
    ),
    Topic(
        name="{object}支付医疗费用", action="医疗费用", about=("个人账户", "共济资金"), near=("支付",),
        yields={"共济资金可以支付个人负担的医疗费用": ("共济资金支付医疗费用=yes",)},
        ignores=("医疗费用可以分期支付",),
    ),
)  # fmt: skip
