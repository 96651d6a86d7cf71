"""Pairs that look like contradictions and are none: what kind, and the two ways to say things that hold together. (See shape.py.)

Pairs that differ in a scope alone (another place, year, population, level, …) are made of the ordinary shapes; see plan.py.
"""

HARMLESS: tuple[tuple[str, str, str], ...] = (
    ("own_part", "qa R|{P}居民在{lv}住院,[[报销{rate}]]。", "forum R|{P}居民在{lv}住院,[[个人自付{own}]]。"),
    ("range", "qa|{P}{ins}{who}{svc},各级医院[[报销比例在{rate3}至{rate1}之间]]。", "notice|{P}{ins}{who}在二级医院{svc},[[支付比例为{rate2}]]。"),
    ("rounded", "notice|{P}城乡居民大病保险[[年度最高支付限额为{ceiling}]]。", "qa|{P}居民大病保险一年[[最高支付限额约{ceiling_about}]]。"),
    ("per", "notice|{P}灵活就业人员参加职工医保{year}年[[每月缴费{monthly}]]。", "news|{year}年{P}灵活就业人员参加职工医保,[[全年缴费{yearly}]]。"),
    ("open_list", "qa|{P}医保家庭共济的对象[[通常包括配偶、父母、子女等]]。", "notice|{P}医保家庭共济的对象[[包括配偶、父母、子女、兄弟姐妹等]]。"),
    ("sharing", "news|截至{month},全国[[31个省份]]已实现个人账户省内共济。", "qa|截至{month},全国[[{cov_p}个省份]]开通了个人账户跨省共济。"),
    ("party", "notice|{P}职工医保[[单位缴费比例为{emp}]]。", "qa|{P}职工医保,[[个人缴费比例为2%]]。"),
    ("parts", "qa|{P}{year}年居民医保[[个人缴费{fee}]]。", "notice|{P}{year}年居民医保[[人均筹资标准为{total}]],其中财政补助{sub}。"),
    ("rise", "news|{P}{year}年居民医保[[财政补助提高{more}]]。", "notice|{P}{year}年居民医保[[财政补助标准为每人{sub}]]。"),
    ("student", "notice|{P}{year}年度居民医保:[[成年居民个人缴费{fee}]]。", "qa|{P}{year}年度[[在校学生居民医保个人缴费{fee_s}]]。"),
    ("disease", "notice|{P}{ins}门诊慢特病,[[高血压年度限额{chr_h}]]。", "qa|{P}{ins}门诊慢特病,[[糖尿病年度限额{chr_d}]]。"),
    ("scheme", "notice|{P}灵活就业人员参加统账结合的,[[缴费比例{flex}]]。", "qa|{P}灵活就业人员参加单建统筹的,[[缴费比例{flex2}]]。"),
    ("filing", "notice|{P}居民备案后到省外住院,[[报销比例为{filed}]]。", "qa|{P}居民未备案到省外住院,[[报销比例为{unfiled}]]。"),
    ("bound", "notice|{P}{year}年度职工医保月缴费基数[[下限为{lo}]]。", "qa|{P}{year}年度职工医保月缴费基数[[上限为{hi}]]。"),
    ("leave", "notice|{prov}女职工[[产假共{ml}]]。", "qa|{prov}男职工[[陪产假为{pl}]]。"),
    ("money", "notice|{P}职工医保[[个人账户余额不会清零]]。", "qa|{P}职工医保[[统筹基金门诊额度年底清零]]。"),
)
