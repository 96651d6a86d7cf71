"""Permissions of being insured: who may join, pay, pay later, get money back and draw benefits."""

from pipeline.measures.permission.moods import Mood
from pipeline.measures.permission.topics import Topic

# What may be drawn.
BENEFITS = {
    "生育津贴": "生育津贴", "养老金": "养老金", "失业金": "失业金 失业保险金", "丧葬补助金": "丧葬补助金 丧葬费",
    "抚恤金": "抚恤金", "财政补助": "财政补助", "育儿补贴": "育儿补贴", "医疗救助": "医疗救助", "护理补贴": "护理补贴",
    "高龄津贴": "高龄津贴 老年津贴",
}  # fmt: skip

TOPICS = (
    Topic(
        name="灵活就业人员参加职工医保", scope="insured", action="参保", near=("灵活就业", "职工医保"), bars=("户籍", "单独", "灵活身份"),
        yields={"灵活就业人员也可以参加职工医保": ("灵活就业人员参加职工医保=yes",)},
        ignores=("灵活就业人员可以参加培训",),
    ),
    Topic(
        name="在职职工以灵活就业身份参保", scope="insured", action="缴费", near=("灵活身份",), only="no",
        yields={"有单位的职工不得以灵活就业人员身份仅缴纳医疗保险": ("在职职工以灵活就业身份参保=no",)},
        ignores=("灵活就业人员身份需要登记",),
    ),
    Topic(
        name="外地户籍参保", scope="insured", action="参保", own=("户籍",), bars=("共济",), moods=(Mood.MAY, Mood.WEAK, Mood.NOT),
        yields={"外地户籍也可以参加职工医保": ("外地户籍参保=yes",), "外地户口不能参加居民医保": ("外地户籍参保=no",)},
        ignores=("外地户口办理医保的条件",),
    ),
    Topic(
        name="个人单独缴纳职工社保", scope="insured", action="单独", near=("职工医保",), moods=(Mood.MAY, Mood.NOT),
        yields={"职工个人无法单独缴纳职工社保": ("个人单独缴纳职工社保=no",)},
        ignores=("需单独缴纳滞纳金",),
    ),
    Topic(
        name="断缴后补缴", scope="insured", action="补缴", moods=(Mood.MAY, Mood.NOT),
        yields={"错过了缴费时间,将无法补交": ("断缴后补缴=no",), "断缴后可以补缴": ("断缴后补缴=yes",)},
        ignores=("断缴后应当补缴",),
    ),
    Topic(
        name="补缴后恢复报销", scope="insured", action="恢复", near=(), far=("补缴",), moods=(Mood.MAY, Mood.NOT),
        yields={"断缴3个月内补缴的,次月可恢复医保报销": ("补缴后恢复报销=yes [断缴3个月内补缴]",)},
        ignores=("系统升级后可以恢复报销",),
    ),
    Topic(
        name="退休后继续缴费", scope="insured", action="缴费", far=("退休",), duty="yes", moods=(Mood.NEED, Mood.FREE, Mood.NOT),
        bars=("补缴",),
        yields={"退休后不再缴费": ("退休后继续缴费=no",), "缴费年限够了就不用再交": ("退休后继续缴费=no",)},
        ignores=("退休后需要一次性补缴",),
    ),
    Topic(
        name="现金缴费", scope="insured", action="现金", moods=(Mood.MAY, Mood.NOT), bars=("提现",),
        yields={"代收点扫码缴费,不收现金": ("现金缴费=no",), "可以用现金缴费": ("现金缴费=yes",)},
        ignores=("现金流充足",),
    ),
    Topic(
        name="重复参保", scope="insured", action="重复参保", moods=(Mood.MAY, Mood.NOT),
        yields={"不允许重复参保": ("重复参保=no",)},
        ignores=("重复参保的处理办法",),
    ),
    Topic(
        name="重复参保", scope="insured", action="同时", own=("职工医保", "居民医保"), moods=(Mood.MAY, Mood.NOT),
        yields={"居民医保和职工医保不能同时享受": ("重复参保=no",)},
        ignores=("可以同时享受产假和生育津贴",),
    ),
    Topic(
        name="参保后退费", scope="insured", action="退费", moods=(Mood.MAY, Mood.NOT),
        yields={"居民医保缴费后不能退费": ("参保后退费=no",), "重复缴费可以退费": ("参保后退费=yes",)},
        ignores=("退费材料包括身份证",),
    ),
    Topic(
        name="领取{item}", scope="insured", action="领取", lists="benefit", moods=(Mood.WEAK, Mood.MAY, Mood.NOT),
        yields={"灵活就业人员不能领取生育津贴": ("领取生育津贴=no",), "错过集中期的不能享受财政补助": ("领取财政补助=no [错过集中期]",)},
        ignores=("生育津贴可以在网上申请吗",),
    ),
)  # fmt: skip
