"""The words that permissions are told by: moods (可以, 不得, 无需), signs of a sentence's shape, and the concepts that topics are made of.

A word may stand in several lists (不报 is both a refusal and 报销). Words in no meaning's list but in `SILENT` are decoys: nothing
shorter is read inside them (许可 is no 可).
"""

from enum import IntEnum


class Mood(IntEnum):
    """How a statement takes its action. A weak mood (用于, 实现) affirms, and follows a stronger one before it."""

    NONE = 0
    WEAK = 1
    MAY = 2
    NOT = 3
    ONLY = 4
    NEED = 5
    FREE = 6
    COVERED = 7


class Sign(IntEnum):
    """What a word does to the shape of a sentence."""

    NONE = 0
    STOP = 1
    ASK_STOP = 2
    SEMICOLON = 3
    COMMA = 4
    COLON = 5
    SPACE = 6
    OPEN = 7
    CLOSE = 8
    ASK = 9
    WHICH = 10
    IF = 11
    ELSE = 12
    DENY = 13
    HEDGE = 14
    PART = 15
    FUTURE = 16
    SPECIAL = 17
    AND = 18
    VOID = 19
    FOLLOWING = 20
    EVEN = 21
    RUMOUR = 22


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MOODS: dict[Mood, tuple[str, ...]] = {
    Mood.WEAK: words("用于 用来 拿来 实现 享受"),
    Mood.COVERED: words("纳入 纳入医保 列入 属于 纳入了 已纳入"),
    Mood.MAY: words("""
        可以 可以用 可以用于 可以用来 能用于 能用来 可以使用 可报销 能报销 可 能 能够 均可 即可 方可 也可 也能 仍可
        都可 都能 均能 才能 才可 就能 便可 还能 还可 还可以 照样能 支持 允许 准许 准予 同意 已实现 已经实现 实现了
        已能 已可 均已实现 全面实现 基本实现 有权 会 能用 可用 可用于 能报 可报 可享 可走 能走 已接入 均已接入
        全部接入 已开通 已经开通 均已开通 全面开通 已上线 已联网 全部联网 自动享受 同样享受 即可实现 可凭 都行 也行
        就行 出生之日起享受 出生之日享受 能不能 能否 可否 可不可以 会不会 能不 可不可 行不行 允不允许 支不支持 给不给
        可以不可以 能用医保 可用医保 可以用医保 能走医保 能刷医保 能领 可领
    """),
    Mood.NOT: words("""
        不能用于 不可用于 不得用于 不可以 不可 不能 不能够 不得 不准 不许 不允许 不支持 不给 不让 禁止 严禁 尚未 还未
        还没 还没有 暂未 未能 没能 未实现 没有实现 尚不能 没实现 暂不 暂不能 暂不支持 无法 没法 没办法 不予 不再 不会
        不行 不在 不属于 不纳入 未纳入 未被纳入 不列入 未列入 不享受 不含 不包括 不包含 拒绝 不受理 不接受 不收 概不
        均不 都不 也不 一律不 并不能 也不能 都不能 均不能 均不得 不计入 不划入 不进入 不直接进入 不再划入 不再计入
        未开通 没有开通 没开通 尚未开通 未接入 尚未接入 未联网 不报 不报销 不支付 不予支付 不予报销 不付 不结算 不能用
        不让用 用不了 报不了 刷不了 取不出 取不出来 提不出来 转不了 办不了 交不了 绑不了 不给报 不参与 不开放 别想
        暂停 不共用 不清零 不清空 不作废 不过期 不设 不建 不建立 未建立 不影响 不占用 不退 谢绝 达不到 不了 无个人账户
        没有个人账户 不设个人账户 不建立个人账户 不设立个人账户 没个人账户 未设个人账户 不建个人账户 未建立个人账户
        没有医保个人账户 不设立医保个人账户 没有设立个人账户 未纳入医保 没纳入医保 不进医保 不能报 不能报销 无法报销
        不可报销 不补 不发 不计发 不划 请勿 切勿 勿 暂未开通 暂未实现 暂未启用 尚未启用 尚未上线 还未开通 还没有开通
        还没开通 暂未上线 不收现金
    """),
    Mood.ONLY: words("""
        仅限 只限 仅限于 只限于 限于 只能 仅能 只可 仅可 只用于 仅用于 只报销 只报 仅报销 仅支持 只支持 仅 只 只有
        仅含 只含 只可以 专门用于
    """),
    Mood.NEED: words("""
        必须 不得不 不能不 不可不 须 需 需要 应 应当 应先 要 务必 先行 仍需 仍要 还需 还要 也需 也要 都需 都要 均需
        均须 也必须 都必须 仍须 要不要 需不需要 用不用 需要不需要 先备案 先办 先办理 先申请 先去备案 先开转诊 先转诊
        先行备案
    """),
    Mood.FREE: words("""
        可以不 可不用 无需 无须 毋须 毋需 不需要 不需 不用 不必 用不着 免于 免去 免除 不再需要 无需再 不再要求 不要求
        不要 取消 取消了 已取消 已经取消 全面取消 不用再 无需提前 可不 免备案 免申请备案 免转诊 免办备案 免报备 可免
    """),
}

SIGNS: dict[Sign, tuple[str, ...]] = {
    Sign.STOP: ("。", "!", "\n", "…"),
    Sign.ASK_STOP: ("?",),
    Sign.SEMICOLON: (";",),
    Sign.COMMA: (",",),
    Sign.COLON: (":",),
    Sign.SPACE: (" ", "\t", "|"),
    Sign.OPEN: ("(", "[", "【"),
    Sign.CLOSE: (")", "]", "】"),
    Sign.ASK: words("""
        吗 能否 是否 可否 能不能 可不可以 会不会 要不要 需不需要 是不是 行不行 有没有 用不用 需要不需要 可以不可以
        可不可 能不 允不允许 支不支持 给不给
    """),
    Sign.WHICH: words("""
        什么 哪些 哪里 哪儿 哪 谁 怎么 如何 怎样 咋 多少 为什么 为何 何时 几种 几项 几次 几个 几天 几号 几年 几月 几成
        多大 多久
    """),
    Sign.IF: words("如果 若 若是 如若 假如 倘若 假设 假使 一旦 要是 只要 除非 万一 凡是 对于"),
    Sign.EVEN: words("即使 就算 无论 不论 不管 哪怕 即便"),
    Sign.ELSE: words("否则 不然 要不然 反之"),
    Sign.DENY: words("并非 不是 并不是 并不 不等于 不代表 不意味着 并不意味着"),
    Sign.RUMOUR: words("谣言 误区 误以为 误认为 误传 网传 谎称 声称 传言 谣传 不实"),
    Sign.HEDGE: words("可能 也许 或许 大概率 有望 恐怕 或将"),
    Sign.PART: words("""
        部分地区 部分省份 部分省市 部分省 部分城市 部分市 部分统筹区 部分地方 有的地方 有的地区 有些地方 有些地区
        个别地区 少数地区 一些地方 一些地区 部分医院 部分药店 部分医疗机构
    """),
    Sign.FUTURE: words("预计 即将 将于 将在 将陆续 也将 拟 力争 争取 未来 今后 推动 推进 加快 探索"),
    Sign.SPECIAL: words("""
        某些情况 特殊情况 特定情况 以下情形 下列情形 以下情况 下列情况 部分情况 有些情况 特殊情形 个别情况 例外情况
    """),
    Sign.AND: words("以及 并且 并 及 和 或 或者 还有 并可 同时"),
    Sign.VOID: words("""
        确认 取决于 了解 咨询 查询 查看 核实 看清 建议 办结 审核 不一定 未必 不见得 看情况 因地而异 担心 以为 害怕
        听说
    """),
    Sign.FOLLOWING: words("以下 下列 如下 以下几 包括"),
}
