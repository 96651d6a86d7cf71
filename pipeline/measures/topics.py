"""What coverage, leave and schemes are about: the words that a claim's topic is made of."""

from pipeline.measures.terms import Term, listed

# Kinds of leave: the noun that days of leave stand with.
LEAVES = {
    "产假": "产假 生育假 法定产假 女职工产假 基础产假 顺产假",
    "婚假": "婚假 结婚假",
    "护理假": "护理假 看护假 陪产假 陪护假 男方看护假 男方护理假 配偶护理假 配偶陪产假 陪产护理假",
    "育儿假": "育儿假",
    "流产假": "流产假 流产 终止妊娠",
    "哺乳假": "哺乳假 哺乳时间",
    "丧假": "丧假",
    "年休假": "年休假 年假 探亲假 病假 事假",
    "": "产假期间 产假工资 产假天数 产假待遇 产假津贴 产假政策 休假期间 护理假期间 产假后",
}
# The case in which days of leave hold; it stands in brackets behind the kind.
CASES = {
    "国家规定": "国家规定 国家法定 法定产假 国家规定的产假 国家假 国家产假 法定 国家规定产假",
    "难产": "难产",
    "多胞胎": "多胞胎 双胞胎 每多生 多胎",
    "产前": "产前休假 产前可休假 产前可以休 产前可休 产前休 产前应休 含产前 其中产前",
    "产后": "产后休假 产后可休 产后休 产后应休 产后可以休",
    "晚婚晚育": "晚婚晚育 晚育 晚婚",
    "孕检": "孕前检查 孕检 参加孕前检查",
    "婚检": "婚检 婚前检查 婚前医学检查",
    "异地居住": "异地居住 夫妻异地 两地分居 异地生活",
    "剖宫产": "剖宫产 剖腹产",
    "三孩": "三孩 生育三孩 第三个子女",
    "二孩": "二孩 生育二孩 第二个子女",
    "": "产前检查 产后复查 产后恢复 产后访视 产前诊断 产后可以",
}
ACTS = {
    "增加": "增加 再加 延长 奖励 再奖励 另加 增加产假 延长产假 奖励产假 奖励假 加 多休 增加奖励 附加",
    "": "延长到 延长至 增加到 增加至 加起来 参加 加上 相加 加在一起 加总",
}
PASSING = frozenset({"国家规定", "产前", "产后"})  # cases that end with their quantity
COVERAGE_TOPICS = ("cross_province_sharing", "in_province_sharing", "direct_settlement", "other")
TERMS: tuple[Term, ...] = (*listed("leave", LEAVES), *listed("case", CASES), *listed("act", ACTS))
