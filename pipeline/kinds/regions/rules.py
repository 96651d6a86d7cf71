"""The ways in which a division is named, for the manual: a gazetteer finds them, so they have no pattern of their own."""

from pipeline.rules import Entry

FULL = Entry(
    id="region.full-name",
    about="A name with the word for its level, also without the peoples that an autonomous unit is named by, is that division.",
    yields={
        "江西省赣州市于都县的居民": ("360000", "360700", "360731"),
        "云南大理州": ("532900",),
        "玉树藏族自治州的参保人": ("632700",),
        "赤峰市阿鲁科尔沁旗": ("150400", "150421"),
        "威宁自治县的居民": ("520526",),
        "湖北省神农架林区": ("420000", "429021"),
    },
    ignores=("城市和县区同步推进", "新兴城市群", "沿海城市先行"),
)
SHARED = Entry(
    id="region.shared-name",
    about="A name that several divisions bear is the one whose parent or neighbours stand nearest: beside it, in its sentence, in titles.",
    yields={
        "北京市朝阳区的医院": ("110105",),
        "在崇川区、通州区和如东县办理": ("320612",),
        "鼓楼区(福州市)": ("350102",),
    },
    ignores=("桥西区的参保人", "和平区的药店"),
)
FORMER = Entry(
    id="region.former-name",
    about="A name that was in force after 1980 is the division that it is today.",
    yields={"襄樊市的居民": ("420600",), "青海玉树县居民": ("632701",)},
    ignores=("常德地区的参保人",),
)
SHORT = Entry(
    id="region.short-name",
    about="A province, a prefecture or a well-known county by its short name is that division; the higher one where two share the name.",
    yields={
        "安徽池州的医院": ("340000", "341700"),
        "吉林大学第一医院": ("220000",),
        "石河子的窗口": ("659001",),
        "海南医保": ("460000",),
    },
    ignores=("北京路8号", "主任医师陈海南", "青岛啤酒", "医保定点医院", "每天津贴100元"),
)
BESIDE = Entry(
    id="region.beside-parent",
    about="A short name right behind its parent is the division in that parent, even where it is a word or a greater place elsewhere.",
    yields={
        "江苏句容和湖北京山": ("321183", "420882"),
        "辽宁朝阳医保局": ("211300",),
        "北京朝阳医保局": ("110105",),
        "重庆长寿居民": ("500115",),
    },
    ignores=("青海互助共济", "北京和平的年代", "湖北公安机关"),
)
CONTEXT = Entry(
    id="region.in-context",
    about="A short name that is also a word, or of a county, counts where a word of places stands beside it or known names in its list.",
    yields={
        "大理医保": ("532900",),
        "泰州、靖江、泰兴的窗口": ("321282", "321283"),
        "白银居民": ("620400",),
        "在宜兴就医": ("320282",),
        "泰顺县的老百姓泰顺店": ("330329",),
    },
    ignores=("买白银首饰", "开封后的药品", "在建设中的医院", "王海宁今年退休"),
)
REGION_RULES = (FULL, SHARED, FORMER, SHORT, BESIDE, CONTEXT)
