"""A page becomes segments: what each line is, below which headings, and which related item it belongs to."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.model import Document, Segment
from pipeline.segment import segment
from pipeline.text import clean


def page(text: str) -> tuple[Document, list[Segment], str]:
    cleaned = clean(text).text
    document, segments = segment(Document(doc_id="d", source="d.txt", text=text), cleaned)
    return document, segments, cleaned


def outline(text: str) -> list[tuple[str, str | None, str]]:
    """Kind, section and text of each segment."""
    _, segments, cleaned = page(dedent(text))
    return [(s.kind.value, s.section, cleaned[s.start : s.end]) for s in segments]


def kinds(text: str) -> list[str]:
    return [kind for kind, _, _ in outline(text)]


def headed(text: str) -> tuple[str | None, str | None]:
    document, _, _ = page(text)
    return document.title, document.published


def test_an_official_notice() -> None:
    notice = """\
        首页 > 政务公开 > 政策文件
        索引号：000014349/2024-00112        主题分类：医疗保障
        发文机关：临河市医疗保障局        成文日期：2024年11月18日

        临河市医疗保障局 临河市财政局
        关于做好2025年城乡居民医保参保缴费工作的通知

        临医保发〔2024〕31号

        各县（市、区）医疗保障局：

        　　现就有关事项通知如下：

        　　一、参保范围

        　　具有本市户籍的城乡居民。

        　　二、缴费标准

        　　（一）个人缴费。每人每年400元。

        　　（二）财政补助。每人每年不低于670元。其中：

        　　1.中央财政补助402元；

        　　2.省级财政补助160元。

        　　三、待遇标准。住院报销比例如下：

        　　（一）一级医院报销85%。
        　　（二）二级医院报销75%。

        　　附件：1.缴费流程图
        　　　　　2.咨询电话

        临河市医疗保障局
        2024年11月18日

        （此件公开发布）
        打印本页 关闭窗口
        粤ICP备12345678号-1
        第 1 页 共 1 页
        """
    assert outline(notice) == [
        ("boilerplate", None, "首页 > 政务公开 > 政策文件"),
        ("boilerplate", None, "索引号:000014349/2024-00112        主题分类:医疗保障"),
        ("boilerplate", None, "发文机关:临河市医疗保障局        成文日期:2024年11月18日"),
        ("boilerplate", None, "临河市医疗保障局 临河市财政局"),
        ("title", None, "关于做好2025年城乡居民医保参保缴费工作的通知"),
        ("boilerplate", None, "临医保发〔2024〕31号"),
        ("paragraph", None, "各县(市、区)医疗保障局:"),
        ("paragraph", None, "现就有关事项通知如下:"),
        ("heading", None, "一、参保范围"),
        ("paragraph", "一、参保范围", "具有本市户籍的城乡居民。"),
        ("heading", None, "二、缴费标准"),
        ("list_item", "二、缴费标准", "(一)个人缴费。每人每年400元。"),
        ("list_item", "二、缴费标准", "(二)财政补助。每人每年不低于670元。其中:"),
        ("list_item", "二、缴费标准 > (二)财政补助", "1.中央财政补助402元;"),
        ("list_item", "二、缴费标准 > (二)财政补助", "2.省级财政补助160元。"),
        ("list_item", None, "三、待遇标准。住院报销比例如下:"),
        ("list_item", "三、待遇标准", "(一)一级医院报销85%。"),
        ("list_item", "三、待遇标准", "(二)二级医院报销75%。"),
        ("paragraph", None, "附件:1.缴费流程图"),
        ("list_item", None, "2.咨询电话"),
        ("paragraph", None, "临河市医疗保障局"),
        ("paragraph", None, "2024年11月18日"),
        ("boilerplate", None, "(此件公开发布)"),
        ("boilerplate", None, "打印本页 关闭窗口"),
        ("boilerplate", None, "粤ICP备12345678号-1"),
        ("boilerplate", None, "第 1 页 共 1 页"),
    ]
    assert headed(dedent(notice)) == ("关于做好2025年城乡居民医保参保缴费工作的通知", "2024-11-18")


def test_a_news_page_with_markdown_and_a_list_of_other_titles() -> None:
    news = """\
        # 云溪市职工医保门诊报销再提高

        来源：云溪日报    2025-03-14 09:30    浏览次数：1234

        本报讯（记者 李明）自4月1日起提高职工医保门诊报销比例。

        **年度限额提高**

        年度支付限额由3000元提高到4000元。

        ## 怎么办理

        - 线上：打开小程序；
        - 线下：到各区医保大厅。

        责任编辑：王芳
        上一篇：我市召开医保工作会议

        相关阅读：
        · 云溪市2024年居民医保缴费标准公布 [2024-09-02]
        · 云溪市启动门诊共济改革
        """
    assert outline(news) == [
        ("title", None, "# 云溪市职工医保门诊报销再提高"),
        ("boilerplate", None, "来源:云溪日报    2025-03-14 09:30    浏览次数:1234"),
        ("paragraph", None, "本报讯(记者 李明)自4月1日起提高职工医保门诊报销比例。"),
        ("heading", None, "**年度限额提高**"),
        ("paragraph", "年度限额提高", "年度支付限额由3000元提高到4000元。"),
        ("heading", None, "## 怎么办理"),
        ("list_item", "怎么办理", "- 线上:打开小程序;"),
        ("list_item", "怎么办理", "- 线下:到各区医保大厅。"),
        ("boilerplate", None, "责任编辑:王芳"),
        ("boilerplate", None, "上一篇:我市召开医保工作会议"),
        ("boilerplate", None, "相关阅读:"),
        ("related_title", None, "· 云溪市2024年居民医保缴费标准公布 [2024-09-02]"),
        ("related_title", None, "· 云溪市启动门诊共济改革"),
    ]
    document, segments, _ = page(dedent(news))
    assert (document.title, document.published) == ("云溪市职工医保门诊报销再提高", "2025-03-14")
    assert [(s.item, s.item_title, s.item_date) for s in segments[-2:]] == [
        (0, "云溪市2024年居民医保缴费标准公布", "2024-09-02"),
        (1, "云溪市启动门诊共济改革", None),
    ]


def test_a_thread_of_a_forum() -> None:
    thread = """\
        [求助] 父母在老家住院，异地报销怎么弄？

        楼主 山水之间 发表于 2025-03-02 10:11
        我爸在省城住院花了3万多，没备案。

        2楼 小医保 2025-03-02 11:20
        没备案的话报销比例降20个百分点。
        一般三级医院能报40%左右

        3楼：我家去年也是，最后报了45%。
        沙发
        同问
        """
    assert outline(thread) == [
        ("title", None, "[求助] 父母在老家住院,异地报销怎么弄?"),
        ("heading", None, "楼主 山水之间 发表于 2025-03-02 10:11"),
        ("paragraph", "楼主 山水之间 发表于 2025-03-02 10:11", "我爸在省城住院花了3万多,没备案。"),
        ("heading", None, "2楼 小医保 2025-03-02 11:20"),
        ("paragraph", "2楼 小医保 2025-03-02 11:20", "没备案的话报销比例降20个百分点。"),
        ("paragraph", "2楼 小医保 2025-03-02 11:20", "一般三级医院能报40%左右"),
        ("paragraph", "3楼", "3楼:我家去年也是,最后报了45%。"),
        ("heading", None, "沙发"),
        ("paragraph", "沙发", "同问"),
    ]
    assert headed(dedent(thread))[1] == "2025-03-02"


def test_tables_flattened_in_four_ways() -> None:
    tables = (
        "2025年筹资标准\n\n人群\t个人\t财政\n居民\t400\t670\n低保\t\t670\n\n注：自1月1日起执行。\n\n"
        "| 档次 | 比例 |\n| --- | --- |\n| 一档 | 10% |\n\n医院级别 起付线 比例\n一级 200元 85%\n\n项目      比例\n门诊   50%\n"
    )
    assert [(kind, text) for kind, _, text in outline(tables)] == [
        ("title", "2025年筹资标准"),
        ("table_row", "人群\t个人\t财政"),
        ("table_row", "居民\t400\t670"),
        ("table_row", "低保\t\t670"),
        ("paragraph", "注:自1月1日起执行。"),
        ("table_row", "| 档次 | 比例 |"),
        ("boilerplate", "| --- | --- |"),
        ("table_row", "| 一档 | 10% |"),
        ("table_row", "医院级别 起付线 比例"),
        ("table_row", "一级 200元 85%"),
        ("table_row", "项目      比例"),
        ("table_row", "门诊   50%"),
    ]


def test_a_crawled_page_with_tags_entities_and_a_torn_line() -> None:
    crawl = (
        '<div><a href="/">首页</a> | <a>政策法规</a></div><h1>青原县居民医保怎么报销？</h1>'
        "<p>发布时间：2025年1月8日&nbsp;&nbsp;来源：县医保局</p>"
        "<p>住院报销比例为７５％。</p><table><tr><td>一档</td><td>400元</td></tr></table>在职职工报销\n80%\n，退休85%。"
    )
    assert outline(crawl) == [
        ("boilerplate", None, "首页 | 政策法规"),
        ("title", None, "青原县居民医保怎么报销?"),
        ("boilerplate", None, "发布时间:2025年1月8日  来源:县医保局"),
        ("paragraph", None, "住院报销比例为75%。"),
        ("table_row", None, "一档\t400元"),
        ("paragraph", None, "在职职工报销80%,退休85%。"),
    ]
    assert headed(crawl) == ("青原县居民医保怎么报销?", "2025-01-08")


def test_a_hard_wrapped_page() -> None:
    wrapped = """\
        云溪市医保局关于调整门诊待遇的公告

            根据省医疗保障局有关文件精神，经市人民政府同意，现将我市职
        工基本医疗保险普通门诊统筹待遇调整如下，自2025年4月1日起施
        行：
            一、在职职工在三级医院就诊的，支付比例由60%提高到65%，年
        度限额由3,000元提高到4,000元；退休人员由70%提高到75%，年度限
        额为5,000元。
            二、本公告自发布之日起施行。

        云溪市医保局
        二〇二五年三月十四日
        """
    assert [(kind, text) for kind, _, text in outline(wrapped)] == [
        ("title", "云溪市医保局关于调整门诊待遇的公告"),
        (
            "paragraph",
            "根据省医疗保障局有关文件精神,经市人民政府同意,现将我市职工基本医疗保险普通门诊统筹待遇调整如下,自2025年4月1日起施行:",
        ),
        (
            "list_item",
            "一、在职职工在三级医院就诊的,支付比例由60%提高到65%,年度限额由3,000元提高到4,000元;退休人员由70%提高到75%,年度限额为5,000元。",
        ),
        ("list_item", "二、本公告自发布之日起施行。"),
        ("paragraph", "云溪市医保局"),
        ("paragraph", "二〇二五年三月十四日"),
    ]
    assert headed(dedent(wrapped))[1] == "2025-03-14"


def test_a_page_without_empty_lines() -> None:
    dense = """\
        职工医保和居民医保有什么区别
        缴费方式不同
        职工医保由单位和个人共同缴费。
        报销比例不同
        职工医保住院一般报销80%以上。
        第一章 总则
        第一条 为规范管理，制定本办法。
        第二条 本办法适用于：
        （一）职工；
        第二章 待遇
        第三条 报销比例为80%。
        """
    assert outline(dense) == [
        ("title", None, "职工医保和居民医保有什么区别"),
        ("heading", None, "缴费方式不同"),
        ("paragraph", "缴费方式不同", "职工医保由单位和个人共同缴费。"),
        ("heading", None, "报销比例不同"),
        ("paragraph", "报销比例不同", "职工医保住院一般报销80%以上。"),
        ("heading", None, "第一章 总则"),
        ("paragraph", "第一章 总则", "第一条 为规范管理,制定本办法。"),
        ("paragraph", "第一章 总则", "第二条 本办法适用于:"),
        ("list_item", "第一章 总则 > 第二条", "(一)职工;"),
        ("heading", None, "第二章 待遇"),
        ("paragraph", "第二章 待遇", "第三条 报销比例为80%。"),
    ]


def test_related_items_are_documents_of_their_own() -> None:
    text = (
        "甲市医保怎么报\n\n正文一句。\n\n提示:本内容不能代替面诊。\n大家都在搜\n相关推荐\n\n乙市能报吗\n\n不能"
        "\n\n健康新闻 2025-04-19\n\n丙市\n\n可以 。\n\n健康新闻 2025-04-20\n本站内容仅供参考\n首页 顶部"
    )
    _, segments, _ = page(text)
    assert [(s.kind.value, s.item, s.item_title, s.item_date) for s in segments] == [
        ("title", None, None, None),
        ("paragraph", None, None, None),
        ("notice", None, None, None),
        ("boilerplate", None, None, None),
        ("boilerplate", None, None, None),
        ("related_title", 0, "乙市能报吗", "2025-04-19"),
        ("related_teaser", 0, "乙市能报吗", "2025-04-19"),
        ("related_date", 0, "乙市能报吗", "2025-04-19"),
        ("related_title", 1, "丙市", "2025-04-20"),
        ("related_teaser", 1, "丙市", "2025-04-20"),
        ("related_date", 1, "丙市", "2025-04-20"),
        ("notice", None, None, None),
        ("boilerplate", None, None, None),
    ]


HEADINGS = {
    "ranks nest": ("一、甲\n\n(一)乙\n\n1. 丙\n\n(1)丁\n\n文。\n\n二、戊\n\n文。", ["一、甲 > (一)乙 > 1. 丙 > (1)丁", "二、戊"]),
    "a parent without a marker": ("使用范围\n\n门诊费用\n\n文。\n\n住院费用\n\n文。", ["使用范围 > 门诊费用", "使用范围 > 住院费用"]),
    "the same number deeper": ("1. 甲\n\n文。\n\n  1. 乙\n\n    文。", ["1. 甲", "1. 甲 > 1. 乙"]),
    "a paragraph farther out": ("一、甲\n\n  1. 乙\n\n    文。\n\n文。", ["一、甲 > 1. 乙", "一、甲"]),
    "a question begins anew": ("使用范围\n\n门诊费用\n\n文。\n\n额度是多少\n\n文。", ["使用范围 > 门诊费用", "额度是多少"]),
    "a closing word ends all": ("一、甲\n\n1. 乙\n\n文。\n\n总结\n\n文。", ["一、甲 > 1. 乙", "总结"]),
    "bold and hash": ("**一、甲**\n\n文。\n\n### 2. 乙\n\n文。", ["一、甲", "2. 乙"]),
    "an item over deeper ones": (
        "办理\n\n  • 线上\n    • 打开小程序。\n  • 线下\n    • 到大厅。",
        ["办理", "办理 > · 线上", "办理", "办理 > · 线下"],
    ),
    "a list that begins anew below a number": (
        "2. 转账\n\n操作如下:\n\n1.开通:点击。\n\n2.转账:点击。\n\n3. 限额\n\n文。",
        ["2. 转账"] * 3 + ["3. 限额"],
    ),
    "short articles": ("第一条 住院待遇\n\n文。\n\n第二条 门诊\n\n(一)甲。", ["第一条 住院待遇", "第二条 门诊"]),
    "articles of one sentence": ("第一条 职工可以报销\n第二条 居民报75%\n\n文。", [None, None, "第二条"]),
    "第一项": ("第一项 产假\n\n文。\n\n第二项 津贴\n\n文。", ["第一项 产假", "第二项 津贴"]),
    "a heading that takes a colon": ("一、第一道:基本医保\n\n文。", ["一、第一道:基本医保"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sections"), HEADINGS.values(), ids=HEADINGS)
def test_the_section_is_the_path_of_headings(text: str, sections: list[str]) -> None:
    told = [section for kind, section, _ in outline("题目一\n\n开头的一段话。\n\n" + text)[2:] if kind != "heading"]
    assert told == sections


LINES = {
    "a short answer": ("医保能跨省用吗\n\n可以,有限制\n\n正文。", ["title", "answer", "paragraph"]),
    "an answer in figures": ("门诊报销多少\n\n50%\n\n正文。", ["title", "answer", "paragraph"]),
    "an answer below the byline": ("医保能跨省用吗\n来源：某报\n不可以\n\n正文。", ["title", "boilerplate", "answer", "paragraph"]),
    "no answer to no question": ("某市调整待遇\n\n门诊提高\n\n正文。", ["title", "heading", "paragraph"]),
    "a topic is no answer": ("医保怎么报销\n\n报销流程\n\n正文。", ["title", "heading", "paragraph"]),
    "numbered headings": ("题目\n\n1. 甲\n\n文。\n\n2、乙\n\n文。", ["title", "heading", "paragraph", "heading", "paragraph"]),
    "numbered items": ("题目\n\n材料如下:\n1. 身份证\n2. 社保卡\n3. 发票", ["title", "paragraph", "list_item", "list_item", "list_item"]),
    "keycaps and ticks": ("题目\n\n1️⃣ 门诊：80%\n2️⃣ 住院：\n✅ 三级80%", ["title", "list_item", "list_item", "list_item"]),
    "a bare date below the title": ("医保问答\n2025-06-01\n问：有等待期吗？", ["title", "boilerplate", "paragraph"]),
    "a bold heading is no answer": ("**医保报多少？**\n\n**一、职工**\n\n文。", ["title", "heading", "paragraph"]),
    "circled items": ("题目\n\n分段计算:\n① 1.4万元至5万元,报60%;\n② 5万元以上,报70%。", ["title", "paragraph", "list_item", "list_item"]),
    "an amount is no number of a list": ("题目\n\n起付线如下所列。\n1.5万元以上的部分报销60%。", ["title", "paragraph", "paragraph"]),
    "a year after a number of a list": ("题目\n\n1.2025年起每人400元。", ["title", "list_item"]),
    "a phone and a price are no rows": ("题目\n\n咨询电话 0577-88123456，工作日 9时至17时。", ["title", "paragraph"]),
    "question and answer": ("题目\n\n问:要备案吗?\n答:要。", ["title", "paragraph", "paragraph"]),
    "a lead-in is no heading": ("题目\n\n办理时间:\n周一至周五。", ["title", "paragraph", "paragraph"]),
    "a service time is no byline": ("题目\n\n时间:每晚23时停机维护。", ["title", "paragraph"]),
    "a hint with content is no notice": ("题目\n\n温馨提示:2025年缴费截止到2月28日。", ["title", "paragraph"]),
    "a hint about the page is one": ("题目\n\n本信息整理自互联网公开渠道,仅供参考。", ["title", "notice"]),
    "values head nothing": ("题目\n\n一级医院\n\n300元,报销90%\n\n文。", ["title", "heading", "paragraph", "paragraph"]),
    "named values head nothing": ("题目\n\n文。\n\n起付线500元、报销70%\n\n文。", ["title", "paragraph", "paragraph", "paragraph"]),
    "a question with a value heads": ("题目\n\n文。\n\n15天的护理假谁能休\n\n文。", ["title", "paragraph", "heading", "paragraph"]),
    "a number on a line of its own": ("题目\n\n文。\n\n- 3 -\n\n文。", ["title", "paragraph", "boilerplate", "paragraph"]),
}


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_what_a_line_is(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


TITLES = {
    "the first line": ("甲市医保能报多少\n\n文。", "甲市医保能报多少"),
    "markdown": ("## **甲市医保** 2025\n\n文。", "**甲市医保** 2025"),
    "bold": ("**甲市医保**\n\n文。", "甲市医保"),
    "a label": ("标题：甲市医保\n来源：某报\n文。", "甲市医保"),
    "below navigation": ("首页 | 新闻\n当前位置：首页 > 新闻\n甲市医保\n\n文。", "甲市医保"),
    "two lines": ("甲市医疗保障局关于印发\n《甲市医保办法》的通知\n\n文。", "甲市医疗保障局关于印发《甲市医保办法》的通知"),
    "below a letterhead": ("甲市医疗保障局文件\n甲医保发〔2024〕1号\n关于门诊待遇的通知\n\n文。", "关于门诊待遇的通知"),
    "two lines below a letterhead": (
        "甲市政府办文件\n甲政发〔2023〕12号\n━━━━\n甲市关于印发职工医保\n门诊细则的通知\n文。",
        "甲市关于印发职工医保门诊细则的通知",
    ),
    "none above a long paragraph": ("甲市居民医保参保人在市内三级医院住院,起付标准为1000元。", None),
    "none above a table": ("人群\t个人\n居民\t400", None),
    "none in a question": ("Q:职工二级医院门诊报多少?\nA:按60%报销。", None),
    "none in a lone post": ("楼主：甲市怎么报\n2楼：报六成。", None),
    "none in nothing": ("", None),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_the_title(text: str, title: str | None) -> None:
    assert headed(text)[0] == title


DATES = {
    "a label": ("题目\n发布时间：2025年3月1日\n\n文。", "2025-03-01"),
    "published before updated": ("题目\n更新时间：2025-04-01 发布时间：2025-03-01\n\n文。", "2025-03-01"),
    "a label without a subject": ("题目\n时间：2025-03-01\n\n文。", "2025-03-01"),
    "a source with a date": ("题目\n某市日报 2025.3.1 10:22\n\n文。", "2025-03-01"),
    "a signature in Chinese figures": ("题目\n\n文。\n\n某局\n二〇二五年十二月三十一日", "2025-12-31"),
    "a signature above what is attached": ("题目\n\n文。\n甲市医保局\n2023年5月6日\n细则\n" + "第一条 文。\n" * 9, "2023-05-06"),
    "no day of the calendar": ("题目\n发布时间：2025-02-30\n\n文。", None),
    "not the day from which it holds": ("题目\n甲市待遇表（2024年2月1日起执行）\n\n文。", None),
    "not from a sentence": ("题目\n\n自2025年3月1日起施行。", None),
    "not from a related item": ("题目\n\n文。\n\n相关推荐\n\n甲\n\n乙丙丁。\n\n健康新闻 2025-04-19", None),
}


@pytest.mark.parametrize(("text", "published"), DATES.values(), ids=DATES)
def test_the_date_a_page_bears(text: str, published: str | None) -> None:
    assert headed(text)[1] == published


def test_the_date_of_the_manifest_comes_first() -> None:
    text = "题目\n发布时间：2025-03-01\n\n文。"
    assert segment(Document(doc_id="d", source="d", text=text, published="2024-01-01"), clean(text).text)[0].published == "2024-01-01"


def test_titles_leave_extract_as_the_document_spells_them() -> None:
    text = "２０２５年，医保能用吗？\r\n\r\n文。\r\n相关推荐\r\n• 职工医保，报多少？\r\n\r\n多少都报。\r\n健康新闻 ２０２５-０３-１９\r\n"
    found = extract(Document(doc_id="d", source="d", text=text))
    assert found.document.title == "２０２５年，医保能用吗？"
    assert [(text[s.start : s.end], s.item_title) for s in found.segments[-2:]] == [
        ("多少都报。", "职工医保，报多少？"),
        ("健康新闻 ２０２５-０３-１９", "职工医保，报多少？"),
    ]


SIGNS = st.sampled_from("一(二)、.1。,:?# \t\n\n\n|-*·")
WORDS = st.sampled_from(
    (
        "医保",
        "报销比例为80%。",
        "相关推荐\n",
        "健康新闻 2025-04-19\n",
        "首页 顶部",
        "**",
        "3楼",
        "问:",
        "标题:",
        "附件:1.",
        "仅供参考",
        "关于甲的通知",
        "| a |",
    )
)


@settings(max_examples=400, deadline=None)
@given(st.lists(SIGNS | WORDS | st.text(max_size=2), max_size=50).map("".join))
def test_every_sign_stands_in_exactly_one_segment(text: str) -> None:
    _, segments, cleaned = page(text)
    end = 0
    for ordinal, s in enumerate(segments):
        assert s.ordinal == ordinal
        assert end <= s.start < s.end
        assert not cleaned[end : s.start].strip()
        assert cleaned[s.start : s.end] == cleaned[s.start : s.end].strip()
        end = s.end
    assert not cleaned[end:].strip()
