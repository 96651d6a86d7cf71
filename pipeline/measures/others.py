"""Quantities that the words around them give to something else: they are declined with that name."""

from pipeline.measures.measure import Measure

OTHER_SHARE = Measure(
    id="other.share",
    about="A share that the insured bear themselves, or a statistic.",
    kinds=("percentage",),
    nouns=(
        "自付比例 个人自付比例 个人自付 自付 先自付 先行自付 个人先自付 个人先行自付 自费 个人负担比例 个人负担 个人支付 由个人支付 "
        "个人账户支付 由个人账户支付 自负比例 自理 参保率 同比 增长率 增速 覆盖率 占比 涨幅 成功率 治愈率 发病率 复发率 有效率 满意率 "
        "使用率 结算率 备案率 比上年 上浮 下浮 社会统筹 记入社会统筹 余额"
    ),
)
OTHERS = (
    Measure(
        id="other.any",
        about="A quantity of something that is no measure here.",
        kinds=("amount", "percentage", "duration"),
        nouns=(
            "救助 资助 滞纳金 津贴 生育津贴 医疗救助 定额 违约金 罚款 利息 利率 退款 赔付 保费 共济额度 共济金额 宽限期 过渡期 观察期 "
            "降价 折扣 涨幅 降幅 替代率 养老金替代率 有效期 办结 审核 到账"
        ),
    ),
    OTHER_SHARE,
    Measure(
        id="other.sum",
        about="A sum that is spent, earned or told of, not set.",
        kinds=("amount",),
        nouns=(
            "平均工资 月平均工资 社平工资 平均水平 月平均 平均缴费工资 工资 养老金 月养老金 余额 账户余额 总费用 医疗费用 合规费用 "
            "住院费用 费用 花费 花了 自己掏 个人支付 自付 支出 收入 价格 标价 手续费 工本费 检查费用 划入 每月划入 月划入 结余 共济资金 "
            "补缴 欠费 累计 报销金额 医保报销 基金支付 罚款 每片 每盒 每支 药价 均价"
        ),
    ),
)
