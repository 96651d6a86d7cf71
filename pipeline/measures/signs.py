"""Signs and small words that give a sentence its shape: where clauses end, what is joined, what adds up, what says nothing."""

from pipeline.measures.terms import Term, listed

SIGNS = {
    "semicolon": ";",
    "comma": ",",
    "pause": "、 和 及 与 以及 或 或者 还是 /",
    "colon": ":",
    "open": "( [ 【",
    "close": ") ] 】",
    "sum": "合计 总计 共计 加起来 总时长 总产假 一共 合起来 总共 总费率 相加 两项相加 两者相加 加在一起 加总",
    "example": "举个例子 举例 举例来说 假如 假设 假定 打个比方 算一笔账",
    "nation": "国家规定 国家法定 国家产假 国家规定产假 国家规定的产假",
    "among": "其中 上述 同级 该档 对此",
    # What a clause may hold beside scopes and a quantity when its measure stands in an earlier clause.
    "fill": (
        "为 是 按 按照 达 达到 可 可以 能 均 都 也 则 各 分别 依次 每人 每年 每月 每次 每人每年 一年 全年 年度 约 一般 通常 不低于 "
        "不超过 不得超过 最高 最低 最多 标准 待遇 人员 对象 参保 参保人 参保人员 定点 医疗机构 医院 就诊 看病 就医 看 普通 的 在 到 以上 "
        "以内 以下 部分 政策范围内 费用 医疗费用 医保 比例 金额 支付 报销 由 统筹基金 基金 给予 予以 享受 只需 只 还 全部 左右 之间 "
        "每人每月 人 年 月 次 同时 从 自 起 提高到 提高至 调整为 调整到 降至 降到 下调为 增加到 上涨到 元 要 需 需要 就 即 今年 目前 "
        "我市 全市 全省 市 省 县 区 城镇 成员 家庭 个人 不变 仍 仍为 及其他医疗机构 及其他定点医疗机构 类 档 时 内 范围 发生 符合 规定 "
        "政策 提高 治疗 药品 项目 病种 患者 限 转账 每人每次 人均 一次 且 但 再 直接 执行 统一 依照 给 取药 开药 地区 每天 每日 单次 "
        "累计"
    ),
}
BOOKS = "《》〈〉"  # around the title of a book
TERMS: tuple[Term, ...] = (
    Term("stop", "stop", ("。", "!", "?", "\n", "…")),
    Term("space", " ", (" ", "\t", "|")),
    *(Term("book", "《》"[n % 2], (sign,)) for n, sign in enumerate(BOOKS)),
    *(term for role, words in SIGNS.items() for term in listed(role, {role: words})),
)
ROLES = frozenset(term.role for term in TERMS)
