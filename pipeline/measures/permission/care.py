"""Permissions of care and insurance: settlement, filing, referral, what is reimbursed, the card."""

from pipeline.measures.permission.moods import Mood
from pipeline.measures.permission.topics import Topic

# What may be reimbursed: the name in a topic, and how else it is written.
ITEMS = {
    "补牙": "补牙 龋齿填充", "拔牙": "拔牙", "种植牙": "种植牙 种牙", "洗牙": "洗牙 洁牙",
    "牙齿矫正": "牙齿矫正 正畸 整牙 牙齿正畸", "牙齿美白": "牙齿美白 美白", "烤瓷牙": "烤瓷牙",
    "镶牙": "镶牙 假牙 义齿", "根管治疗": "根管治疗", "人流": "人流 人工流产 流产手术", "无痛分娩": "无痛分娩 分娩镇痛",
    "辅助生殖": "辅助生殖 试管婴儿", "产检": "产检 产前检查", "剖宫产": "剖宫产 剖腹产", "体检": "体检 健康体检 体检费 体检套餐",
    "疫苗": "疫苗 疫苗费 接种疫苗", "近视手术": "近视手术 激光矫正 近视矫正", "美容整形": "美容整形 整形美容 医美 整容 整形",
    "检查费": "检查费 检查费用 化验费", "核磁共振": "核磁共振 磁共振", "挂号费": "挂号费", "护工费": "护工费 陪护费",
    "救护车费": "救护车 救护车费", "伙食费": "伙食费 膳食费", "月子餐": "月子餐",
    "特需门诊": "特需门诊 特需服务 特需病房 特需医疗", "进口药": "进口药", "丙类药": "丙类药 自费药",
    "中药": "中药 中药饮片 中成药", "针灸推拿": "针灸 推拿", "康复治疗": "康复治疗", "心理治疗": "心理治疗 心理咨询",
    "工伤": "工伤", "交通事故": "交通事故 车祸", "透析": "透析", "化疗": "化疗 放疗 放化疗", "器官移植": "器官移植",
    "助听器": "助听器", "配眼镜": "配眼镜 眼镜", "境外就医": "境外就医 国外就医 出国就医", "高端材料": "高端材料",
    "基本材料": "基本材料", "胰岛素": "胰岛素", "生长激素": "生长激素", "保健品": "保健品 保健食品",
}  # fmt: skip
TOPICS = (
    Topic(
        name="非定点机构报销", scope="care", action="结算", near=("非定点",),
        yields={"非定点医院不能直接结算": ("非定点机构报销=no",)},
        ignores=("非定点医院可以挂号",),
    ),
    Topic(
        name="个人账户{place}使用", scope="money", action="结算", about=("个人账户",), own=("个人账户",), place="required",
        yields={"个人账户余额可以在异地药店直接结算": ("个人账户异地使用=yes", "个人账户购药=yes")},
        ignores=("个人账户可以网上查询",),
    ),
    Topic(
        name="{place}直接结算", scope="care", action="结算", bars=("共济资金",), wide=True, bare=r"(?:持|凭|拿|刷)[^,。;]{1,12}|出院时",
        yields={
            "我国已实现医保跨省异地就医直接结算": ("跨省直接结算=yes",),
            "没有备案的一律不能直接结算": ("直接结算=no [未备案]",),
            "门诊慢特病暂不支持跨省直接结算": ("跨省直接结算=no",),
        },
        ignores=("可以直接结算的医院名单", "直接结算的比例是60%"),
    ),
    Topic(
        name="{place}直接结算", scope="care", action="先垫付", duty="no", bare="", inverse=True, moods=(Mood.NEED, Mood.FREE), wide=True,
        yields={"医疗费用需先自费后报销": ("直接结算=no",), "跨省就医无需先垫付": ("跨省直接结算=yes",)},
        ignores=("减少垫付负担",),
    ),
    Topic(
        name="跨省直接结算", scope="care", action="联网", near=("全国",), bars=("社保", "省内"),
        yields={"全国各省医保信息系统尚未实现联网": ("跨省直接结算=no",), "医保卡已经实现全国联网": ("跨省直接结算=yes",)},
        ignores=("全国社保已实现联网", "医院之间尚未联网"),
    ),
    Topic(
        name="社保全国联网", scope="care", action="联网", near=("全国", "社保"),
        yields={"全国社保已实现联网": ("社保全国联网=yes",)},
        ignores=("全国医保已实现联网",),
    ),
    Topic(
        name="急诊免备案", scope="filing", action="备案", near=("急诊",), duty="no", moods=(Mood.NEED, Mood.FREE),
        yields={"急诊抢救:不需要提前备案": ("急诊免备案=yes",), "省外急诊抢救也必须提前备案": ("急诊免备案=no",)},
        ignores=("急诊可以事后补办备案",),
    ),
    Topic(
        name="{place}免备案", scope="filing", action="备案", place="required", wide=True, bars=("慢特病",), duty="no",
        moods=(Mood.NEED, Mood.FREE),
        yields={
            "跨省要备案,急诊抢救除外": ("跨省免备案=no [急诊除外]",),
            "各州市之间已经取消备案": ("省内免备案=yes",),
            "去外地看病要先备案": ("异地免备案=no",),
        },
        ignores=("备案可以在网上办", "取消了备案次数限制", "备案后需要带社保卡"),
    ),
    Topic(
        name="免备案", scope="filing", action="备案", far=("就医",), bars=("慢特病",), duty="no", moods=(Mood.NEED, Mood.FREE),
        yields={"去北京看病要先备案": ("免备案=no",)},
        ignores=("慢性病需要先备案", "合同要备案"),
    ),
    Topic(
        name="{place}免转诊", scope="filing", action="转诊", wide=True, duty="no", moods=(Mood.NEED, Mood.FREE),
        yields={"省内已经取消转诊": ("省内免转诊=yes",), "去省外要开转诊单": ("跨省免转诊=no",)},
        ignores=("转诊患者需带病历", "转诊可以在网上办"),
    ),
    Topic(
        name="非定点机构报销", scope="care", action="报销", near=("非定点",),
        yields={"私立医院可能无法报销": ("非定点机构报销=no [可能]",)},
        ignores=("私立医院可以预约",),
    ),
    Topic(
        name="等待期内报销", scope="care", action="报销", near=("等待期",),
        yields={"等待期内的住院费基金不付": ("等待期内报销=no",)},
        ignores=("等待期满次日可以报销",),
    ),
    Topic(
        name="断缴期间报销", scope="care", action="报销", near=("断缴",),
        yields={"停保期间的费用不能报销": ("断缴期间报销=no",)},
        ignores=("停保期间可以补缴",),
    ),
    Topic(
        name="{item}报销", scope="care", action="报销", lists="item",
        yields={
            "补牙可以使用医保报销": ("补牙报销=yes",),
            "做种植牙的费用不在医保支付范围内": ("种植牙报销=no",),
            "特需服务(如牙齿矫正、美白等)通常不在报销范围内": ("特需门诊报销=no", "牙齿矫正报销=no", "牙齿美白报销=no"),
        },
        ignores=("补牙的报销比例不能超过60%", "补牙能报多少"),
    ),
    Topic(
        name="{place}就医报销", scope="care", action="报销", near=("急诊",), place="异地", wide=True, moods=(Mood.ONLY,), only="no",
        yields={"必须办理异地就医备案,否则仅限急诊可报销": ("异地就医报销=no [未备案]",)},
        ignores=("仅限急诊病人使用",),
    ),
    Topic(
        name="回参保地报销", scope="care", action="报销", near=("回参保地",),
        yields={"异地看病后可以回参保地报销": ("回参保地报销=yes",)},
        ignores=("可以回参保地参加体检",),
    ),
    Topic(
        name="{place}就医报销", scope="care", action="回参保地", near=("先垫付",), place="异地", wide=True, duty="yes", moods=(Mood.NEED,),
        yields={"未备案人员需自费垫付后回参保地报销": ("直接结算=no [未备案]", "异地就医报销=yes [未备案]")},
        ignores=("需回参保地办理转移",),
    ),
    Topic(
        name="跨省就医报销", scope="care", action="跨省", own=("报销",), bars=("结算", "备案", "共济"),
        yields={"居民城镇医保报销可以跨省": ("跨省就医报销=yes",)},
        ignores=("报销比例跨省不能降低",),
    ),
    Topic(
        name="{place}就医报销", scope="care", action="报销", place="required", bars=("追溯", "个人账户", "共济资金", "共济"),
        yields={"居民医保报销可以跨省": ("跨省就医报销=yes",), "外地看病不能报销": ("异地就医报销=no",)},
        ignores=("跨省就医的报销比例可以降低",),
    ),
    Topic(
        name="门诊报销", scope="care", action="报销", near=("门诊费用",), bars=("住院费用", "慢特病", "购药"),
        yields={"居民普通门诊三级医院不报": ("门诊报销=no",)},
        ignores=("门诊可以挂号",),
    ),
    Topic(
        name="新生儿追溯报销", scope="care", action="追溯", far=("新生儿",),
        yields={
            "新生儿从出生当天起的费用都能追溯报销": ("新生儿追溯报销=yes",),
            "新生儿此前的住院费用一律不能追溯": ("新生儿追溯报销=no",),
            "新生儿参保后从出生之日起享受待遇": ("新生儿追溯报销=yes",),
        },
        ignores=("新生儿出生之日应当登记",),
    ),
    Topic(
        name="断缴后追溯报销", scope="care", action="追溯", far=("补缴",),
        yields={"补缴后断缴期间的费用不能追溯报销": ("断缴后追溯报销=no",)},
        ignores=("可以追溯查询补缴明细",),
    ),
    Topic(
        name="住院期间享受门诊慢特病待遇", scope="care", action="慢特病", near=("暂停",), far=("住院费用",),
        yields={"住院期间,门诊慢特病待遇暂停": ("住院期间享受门诊慢特病待遇=no",)},
        ignores=("门诊慢特病可以住院治疗",),
    ),
    Topic(
        name="享受异地就医待遇", scope="care", action="待遇", own=("异地",), moods=(Mood.MAY, Mood.NOT, Mood.WEAK),
        yields={"退休后自动享受异地就医待遇": ("享受异地就医待遇=yes",)},
        ignores=("办理备案,享受待遇",),
    ),
    Topic(
        name="医保卡外借他人", scope="card", action="外借", moods=(Mood.WEAK, Mood.MAY, Mood.NOT),
        yields={"严禁将医保卡外借他人使用": ("医保卡外借他人=no",), "医保卡可以借给家人": ("医保卡外借他人=yes",)},
        about=("医保卡",), ignores=("轮椅可以外借",),
    ),
    Topic(
        name="医保卡外借他人", scope="card", action="本人卡", duty="no", only="no", moods=(Mood.NEED, Mood.ONLY),
        yields={"就医购药都必须使用患者本人的医保卡": ("医保卡外借他人=no",)},
        ignores=("可以出示本人的医保码",),
    ),
    Topic(
        name="医保卡共用", scope="card", action="共用", about=("医保卡",),
        yields={"医保卡本身不共用": ("医保卡共用=no",), "一张医保卡可以全家共用": ("医保卡共用=yes",)},
        ignores=("限额两人共用",),
    ),
    Topic(
        name="医保卡{place}使用", scope="card", action="使用", about=("医保卡",), place="required",
        yields={"医保卡本身不能跨省使用": ("医保卡跨省使用=no",), "医保卡在外地用不了": ("医保卡异地使用=no",)},
        ignores=("医保卡可以使用十年",),
    ),
)  # fmt: skip
