"""Periods and limits: waiting for benefits, days of leave, transfers between accounts."""

from decimal import Decimal

import regex

from pipeline.measures.measure import Measure, before

WAITING_PERIOD = Measure(
    id="waiting_period",
    about="How long the insured wait for benefits after they pay late.",
    kinds=("duration",),
    columns=("insurance", "service", "population", "tier", "band"),
    nouns="等待期 待遇等待期 固定待遇等待期 变动待遇等待期 医保等待期 免责期",
    before=before(r"(?:等满|等待|要等|需等|再等|等|(?:需|须|要|应)(?:再)?连续(?:缴费|参保)满?)(?:上)?"),
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
    before=before(r"(?:休|休假|享受|享有|增加|延长|再加|加|奖励|各有|各享|给予|有|合计|总时长|总计|共计?|延长到|延长至)"),
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
    about="The most that one transfer between accounts may carry, or all of a day (per=day).",
    kinds=("amount",),
    columns=("insurance",),
    context=regex.compile(r"转账|转给|转[0-9一二两三四五六七八九十]|钱包|共济|互转|限转|转钱"),
    before=before(r"(?:一次|每次|单次)(?:最多|最高|只能|限)?(?:可以?|能)?(?:转账?|转出|转给[^,。;0-9]{1,4})"),
    nouns=(
        "单笔 每笔 一笔 单笔金额 每笔金额 单笔最高 单笔限额 每笔限额 单笔转账 每笔转账 单次转账 每日累计 每天累计 单日累计 当日累计 日累计"
    ),
    high=Decimal(1_000_000),
    yields={
        "医保钱包转账单笔最高3000元": ("transfer_limit_amount 3000",),
        "医保钱包一次最多转3500元,一天限3次": ("transfer_limit_amount 3500", "transfer_limit_count 3 per=day"),
    },
    ignores=("每笔交易手续费2元",),
)
