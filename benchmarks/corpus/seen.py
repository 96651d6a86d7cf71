"""Sentence shapes in words that the rules' examples and the gold pages use: quantities. (How to read them: shape.py.)"""

SEEN: dict[str, tuple[str, ...]] = {
    "rate": (
        "notice|{P}{ins}参保人员{Y}在{lv}{svc},{who}[[报销比例为{rate}]]。",
        "notice|{P}{who}{svc}费用由统筹基金[[按{rate}的比例支付]],适用于{lv}。",
        "news|{P}{ins}{who}在一级、二级、三级医院{svc},支付比例依次为[[1:{rate1}]]、[[2:{rate2}]]、[[3:{rate3}]]。",
        "qa|{P}{who}在{lv}{svc},[[报{rate}]]。",
        "forum|{P}{who}{svc}怎么报?一级医院[[1:报{rate1}]],二级医院[[2:报{rate2}]],三级医院[[3:报{rate3}]]。",
        "table|{P}{ins}{svc}报销比例({who})\n一级医院:[[1:{rate1}]]\n二级医院:[[2:{rate2}]]\n三级医院:[[3:{rate3}]]",
        "table|{P}{who}{svc}支付比例\n| 医院级别 | 支付比例 |\n"
        "| 一级医院 | [[1:{rate1}]] |\n| 二级医院 | [[2:{rate2}]] |\n| 三级医院 | [[3:{rate3}]] |",
        "news|{Y},{P}{ins}{who}到{lv}{svc2},政策范围内费用的[[{rate}由统筹基金支付]]。",
        "crawl|{P} {ins} {svc} :  {who} {lv} 报销比例 : [[{rate}]] 。",
        "qa|2.支付比例\n{P}{who}在{lv}{svc2},统筹基金[[支付{rate}]]。",
    ),
    "deductible": (
        "notice|{P}{ins}参保人员住院的起付标准为:一级医院[[1:{ded1}]]、二级医院[[2:{ded2}]]、三级医院[[3:{ded3}]]。",
        "qa|{Y},{P}{ins}参保人在{lv}住院,[[起付标准为{ded}]]。",
        "news|{P}{ins}住院门槛费:{lv}[[{ded}]]。",
        "forum|{P}{ins}{lv}住院,[[起付线{ded}]],超出部分再报",
        "table|起付标准 : {P}{ins}住院,一级医院[[1:{ded1}]],二级医院[[2:{ded2}]],三级医院[[3:{ded3}]]。",
    ),
    "cap": (
        "notice E|{P}职工普通门诊统筹年度支付限额,在职为[[a:{cap_a}]],退休为[[r:{cap_r}]]。",
        "qa E|3.封顶线\n{P}职工门诊年度内统筹基金最多支付:在职[[a:{cap_a}]],退休[[r:{cap_r}]]。",
        "news E|{Y}{P}职工医保{who}普通门诊[[年度最高支付限额为{cap}]]。",
        "notice R|{P}居民普通门诊年度[[最高支付限额为每人{cap}]]。",
        "forum R|{P}居民门诊一年[[最多报{cap}]]",
    ),
    "chronic": (
        "notice|{P}{ins}参保人员门诊慢特病年度限额:高血压[[h:{chr_h}]],糖尿病[[d:{chr_d}]]。",
        "news|{Y}{P}{ins}{dis}门诊慢特病的[[年度限额定为{chr}]]。",
    ),
    "fee": (
        "notice|{year}年度,{P}城乡居民医保[[fee:个人缴费{fee}]],[[sub:财政补助{sub}]],[[total:总筹资{total}]]。",
        "qa|{P}{year}年度居民医保[[fee:个人缴费为{fee}]]。",
        "news|{P}{year}年普通居民[[fee:个人缴费标准是每人{fee}]];在校大学生[[stu:每人{fee_s}]]。",
        "table|{P}{year}年居民医保缴费标准\n个人缴费:[[fee:{fee}]]\n财政补助:[[sub:{sub}]]",
    ),
    "credit": (
        "notice|{P}退休人员个人账户[[r:按全市基本养老金平均水平的{cr_r}划入]]。",
        "qa|{P}退休人员个人账户[[r:划入比例为养老金的{cr_r}]]。",
        "news|{Y}{P}在职职工个人账户[[a:计入比例为本人缴费基数的{cr_a}]],退休人员[[r:按{cr_r}划入]]。",
    ),
    "flex": (
        "notice|{P}灵活就业人员选择统账结合方式参加职工医保的,[[t:缴费比例为{flex}]]。",
        "table|{P}灵活就业人员缴费比例\n统账结合 | [[t:{flex}]]\n单建统筹 | [[s:{flex2}]]",
        "qa|{P}灵活就业医保按几个点交?\n统账结合[[t:按{flex}缴费]],单建统筹[[s:按{flex2}缴费]]。",
    ),
    "employer": (
        "notice|{P}职工医保[[单位缴费比例为{emp}]],个人缴费比例为2%。",
        "qa|{P}职工基本医疗保险单位[[按工资总额的{emp}缴纳]],职工按本人工资的2%缴纳。",
    ),
    "base": (
        "notice|{P}{year}年度职工医保月缴费基数[[lo:下限{lo}]],[[hi:上限{hi}]]。",
        "table|{P}{year}年医疗保险 : 最低基数:[[lo:{lo}]] 最高基数:[[hi:{hi}]]",
    ),
    "waiting": (
        "notice|{P}居民未在集中征缴期内参保的,缴费后设置[[{wait}的待遇等待期]]。",
        "qa|{Y}{P}居民未在集中缴费期内参保的,[[等待期为{wait}]]。",
    ),
    "leave": (
        "news|{prov}女职工[[m:产假为{ml}]],男职工有[[p:{pl}护理假]]。",
        "notice|{prov}职工依法登记结婚可以[[w:休婚假{wl}]]。",
        "qa|{prov}女职工[[m:产假一共{ml}]]。",
    ),
    "critical": (
        "notice|{P}城乡居民[[大病保险起付线为{crit}]]。",
        "qa|{P}居民大病保险:个人自付的合规费用[[超过{crit}]],超出的部分进入大病保险。",
    ),
    "filing": (
        "qa R|{P}居民到省外住院,备案后[[y:报{filed}]],未备案的[[n:报{unfiled}]]。",
        "news R|{P}参保居民未备案自行到省外住院,[[n:报销比例为{unfiled}]];备案的,[[y:报销比例为{filed}]]。",
        "notice R|{P}参保居民到省外住院,办理备案手续的[[y:支付比例为{filed}]],没有办理备案手续的[[n:支付比例为{unfiled}]]。",
        "forum R|{P}居民医保去省外住院,备过案[[y:报{filed}]],没备案只能[[n:报{unfiled}]],差好多",
    ),
    "transfer": (
        "qa|{P}医保钱包转账额度:[[x:单笔最高{tr}]],每个账户[[n:一天最多转{trn}笔]]。",
        "notice|{P}医保钱包[[x:每笔不得超过{tr}]],[[n:每天限{trn}笔]]。",
    ),
    "coverage": (
        "news|截至{month},[[p:{cov_p}个省]]的[[q:{cov_q}个统筹区]]已经实现了医保个人账户资金跨省共济互转。",
        "qa|截至{month},全国[[p:{cov_p}个省份]]、[[q:{cov_q}个统筹区]]已开通跨省共济。",
    ),
    "sum": ("notice|{P}{year}年度居民医保个人缴费{fee},财政补助{sub},[[每人筹资总额为{total}]]。",),
    "product": ("table|{P}{year}年医疗保险 : 最低基数:{lo} 企业比例:{emp} [[企业缴纳金额:{part}]]",),
    "days": ("notice|{prov}女职工享受国家规定产假98天,增加产假{bonus},[[合计{ml}]]。",),
    "rise": ("notice|{P}{year}年居民医保财政补助标准由{was}提高到{sub},[[增加{more}]]。",),
}
