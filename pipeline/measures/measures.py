"""All measures, and the words that name them."""

from collections.abc import Mapping

from pipeline.measures.benefits import DEDUCTIBLE, PAYMENT_CAP, REIMBURSEMENT_RATE
from pipeline.measures.contributions import (
    ACCOUNT_CREDIT_RATE,
    CONTRIBUTION_AMOUNT,
    CONTRIBUTION_BASE,
    CONTRIBUTION_RATE,
    FUNDING_TOTAL,
    SUBSIDY_AMOUNT,
)
from pipeline.measures.measure import Measure
from pipeline.measures.others import OTHERS
from pipeline.measures.periods import LEAVE_DAYS, TRANSFER_LIMIT_AMOUNT, WAITING_PERIOD
from pipeline.measures.terms import Term

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

# 起付线以上至5万元 speaks of a band of costs, 报销流程 of no share.
_DECOYS = (
    "起付线以上 起付线至 起付线以下 起付线到 超过起付线 起付标准以上 起付标准至 起付标准以下 超过起付标准 达到起付线 过起付线 封顶线以下 "
    "封顶线以上 超过封顶线 最高支付限额以下 最高支付限额以上 至最高支付限额 超过最高支付限额 最高支付限额的部分 限额以上 限额以内 "
    "超过限额 限额内 封顶线内 不报销 不予报销 无法报销 报销范围 报销流程 报销材料 报销条件 手工报销 恢复报销 二次报销 报销时 报销手续 "
    "才能报销 医保报销范围 平均缴费工资基数 限额结算 等待期内 等待期里 等待期间 等待期政策 等待期满 每笔交易 参保缴费时 参保费用 "
    "缴费标准等 缴费年限"
)
TERMS: tuple[Term, ...] = (
    *(Term("measure", measure.id, tuple(measure.nouns.split())) for measure in BY_ID.values() if measure.nouns),
    *(Term("ask", measure.id, tuple(measure.asks.split())) for measure in MEASURES if measure.asks),
    Term("measure", SHARE, ("比例",)),
    Term("measure", "", tuple(_DECOYS.split())),
)
