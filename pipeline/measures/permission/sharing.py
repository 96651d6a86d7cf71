"""Permissions of sharing an account in a family: with whom, where, how."""

from pipeline.measures.permission.moods import Mood
from pipeline.measures.permission.topics import MONEY, Topic

TOPICS = (
    Topic(
        name="全国跨省家庭共济", action="试点", far=("共济", "跨省"), bare="", inverse=True, only="no",
        yields={"跨省共济仅在部分省份试点运行": ("全国跨省家庭共济=no",), "跨省共济还在试点": ("全国跨省家庭共济=no",)},
        ignores=("省内共济还在试点", "跨省直接结算还在试点"),
    ),
    Topic(
        name="未参保亲属共济", action="共济", near=("未参保",),
        yields={"未参保的家人不能共济": ("未参保亲属共济=no",)},
        ignores=("未参保的家人不能报销",),
    ),
    Topic(
        name="全国跨省家庭共济", action="共济", near=("全国",), far=("跨省",), bars=("省内", "若干地区"),
        yields={"全国医保个人账户实现了跨省共济": ("全国跨省家庭共济=yes",)},
        ignores=("全国推广家庭共济经验",),
    ),
    Topic(
        name="{place}家庭共济", action="共济", place="required", bars=("结算", "外人", "旁亲"),
        yields={"夫妻省内异地医保是可以共济的": ("省内家庭共济=yes",), "跨省不能共济": ("跨省家庭共济=no",)},
        ignores=("跨省的儿媳不能共济吗",),
    ),
    Topic(
        name="家庭共济", action="共济", bars=("结算", "外人", "旁亲"), bare="全家|家人", moods=(Mood.WEAK, Mood.MAY, Mood.ONLY),
        yields={"个人账户余额可以全家共享": ("家庭共济=yes",)},
        ignores=("儿媳不属于近亲属,不能共济",),
    ),
    Topic(
        name="家庭共济", action="共济", own=("个人账户",), bars=("结算", "外人", "旁亲"), moods=(Mood.NOT,),
        yields={"个人账户不能共济": ("家庭共济=no",)},
        ignores=("女婿不能共济",),
    ),
    Topic(
        name="共济绑定非亲属", action="外人", about=MONEY,
        yields={"家庭共济不能绑定朋友": ("共济绑定非亲属=no",)},
        ignores=("朋友可以陪同就医",),
    ),
    Topic(
        name="共济绑定兄弟姐妹和祖辈", action="旁亲", about=MONEY, near=("绑定",),
        yields={"弟弟、爷爷奶奶也能绑定到亲情账户": ("共济绑定兄弟姐妹和祖辈=yes",)},
        ignores=("爷爷奶奶可以免费体检",),
    ),
    Topic(
        name="未参保亲属共济", action="绑定", near=("未参保",),
        yields={"家庭共济不允许绑定没有参保的家属": ("未参保亲属共济=no",)},
        ignores=("未参保的人不能绑定手机号",),
    ),
    Topic(
        name="不同户口亲属共济", action="绑定", far=("户口",),
        yields={"家庭共济父母不在一个户口是可以绑定的": ("不同户口亲属共济=yes",)},
        ignores=("户口本可以补办",),
    ),
    Topic(
        name="开通医保钱包", action="开通", about=("共济资金",), moods=(Mood.MAY, Mood.NOT),
        yields={"在App搜索“医保钱包”即可开通": ("开通医保钱包=yes",)},
        ignores=("家庭医生签约可以网上开通",),
    ),
    Topic(
        name="转错退回", action="退回", far=("转错",),
        yields={"转错了可以退回": ("转错退回=yes",)},
        ignores=("押金可以退回",),
    ),
    Topic(
        name="{place}家庭共济", action="转账", about=("共济资金",), bars=("非医疗", "外人"),
        yields={"医保钱包支持跨省转账": ("跨省家庭共济=yes",)},
        ignores=("银行支持跨省转账",),
    ),
    Topic(
        name="{place}家庭共济", action="转账", about=("个人账户",), own=("亲属",), bars=("外人",),
        yields={"可以把个人账户的钱转给父母": ("家庭共济=yes",)},
        ignores=("个人账户随单位转入新统筹区",),
    ),
    Topic(
        name="家庭共济影响本人待遇", action="影响", far=("共济资金",),
        yields={"家庭共济不会影响本人报销": ("家庭共济影响本人待遇=no",)},
        ignores=("可能影响缴费年限",),
    ),
    Topic(
        name="个人账户{place}使用", action="使用", about=("个人账户",), place="required", bars=("共济", "亲属", "转账"),
        yields={"医保个人账户余额在异地是可以使用的": ("个人账户异地使用=yes",)},
        ignores=("个人账户可以使用",),
    ),
    Topic(
        name="{place}家庭共济", action="使用", about=("个人账户", "共济资金"), place="required",
        yields={"家庭共济可以跨省使用": ("跨省家庭共济=yes",), "个人账户可以给外省的家人使用": ("跨省家庭共济=yes",)},
        ignores=("家庭共济可以在手机上使用",),
    ),
    Topic(
        name="家庭共济", action="使用", about=("个人账户",), own=("亲属",),
        yields={"个人账户余额可以授权给已参保的配偶、父母和子女使用": ("家庭共济=yes",)},
        ignores=("个人账户由职工本人使用",),
    ),
)  # fmt: skip
