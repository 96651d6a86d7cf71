"""What a line of a page is by itself: its marker, and whether it is furniture, a byline, a notice or a row of a table.

Everything here looks at one stripped line of clean text and answers in time linear in a line that was found short before.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.numerals import number

SENTENCE_END = "。;!?…"
OPEN_END = ",、:"
HAN = re.compile("[一-鿿]")
CLOSED = frozenset(SENTENCE_END + OPEN_END + ".")
_CHINESE_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"


class Line(NamedTuple):
    """A line without the spaces around it; `gap` says whether an empty line stands above."""

    start: int
    text: str
    indent: int
    gap: bool


def read_lines(text: str) -> list[Line]:
    """The lines of a text that hold more than spaces."""
    lines: list[Line] = []
    at, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip()) if raw[0].isspace() else 0
            lines.append(Line(at + indent, stripped, indent, gap))
        gap = not stripped
        at += len(raw) + 1
    return lines


class Marker(NamedTuple):
    """What a line begins with: `rank` orders headings (1 is the highest), `size` is how many characters it takes."""

    family: str
    rank: int
    size: int


# Higher families stand above lower ones in a path of headings; the gaps leave room for depth and for headings without a marker.
RANKS = {"hash": 10, "part": 70, "division": 80, "article": 90, "chinese": 100, "chinese_paren": 200, "number": 300}
RANKS |= {"number_paren": 400, "circled": 500, "bullet": 600}
BULLETS = "·*+-■□◆◇★☆►▶➢➤✓✔√※►❖"
_MARKER = re.compile(
    rf"""(?P<hash>\#{{1,6}}[ ]*(?=[^\s\#]))
    |(?P<part>第{_CHINESE_NUMBER}(?:章|编|篇|部分|项|类|步)(?=[ :、,]))
    |(?P<division>第{_CHINESE_NUMBER}节(?=[ :]))
    |(?P<article>第{_CHINESE_NUMBER}条(?=[ :]))
    |(?P<chinese_paren>\({_CHINESE_NUMBER}\)[、.]?)
    |(?P<chinese>{_CHINESE_NUMBER}(?:、|\.(?![0-9])))
    |(?P<number>[0-9]{{1,2}}(?:、|\)|\.(?:(?![0-9])|(?=(?:19|20)[0-9]{{2}}年))|(?:\.[0-9]{{1,2}}){{1,3}}[ ](?![万亿元倍%个])))
    |(?P<number_paren>\([0-9]{{1,2}}\)[、.]?)
    |(?P<circled>[①-⑳❶-❿⑴-⒇])
    |(?P<bullet>[·■□◆◇★☆►▶➢➤✓✔√※❖]+|[*+](?![*])|-(?![-0-9]))""",
    re.VERBOSE,
)
_CIRCLED = {chr(code) for code in (*range(0x2460, 0x249C), *range(0x2776, 0x2780))}
_MARKER_SIGNS = frozenset("#第(一二三四五六七八九十百零〇0123456789" + BULLETS) | _CIRCLED


def marker(line: str) -> Marker | None:
    """The marker that a line begins with: 一、 (一) 1. 1、 (1) ① • - # 第一项 第三条."""
    if line[0] not in _MARKER_SIGNS:
        return None
    found = _MARKER.match(line)
    if found is None or found.end() == len(line):
        return None
    family = str(found.lastgroup)
    rank = RANKS[family]
    if family == "hash":
        rank = 10 * found.group().count("#")
    elif family == "number":
        rank += 10 * found.group().strip().strip(".").count(".")
    return Marker(family, rank, found.end())


def bare(line: str) -> str:
    """A line without markdown's signs: ## 二、范围 and **二、范围** are 二、范围."""
    if line[0] in "#*_":
        line = line.lstrip("# ")
        if line[:2] in ("**", "__") and line[-2:] == line[:2] and len(line) > 4 and line[:2] not in line[2:-2]:
            line = line[2:-2].strip()
    return line


_FULL_DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:([-/.])|年 ?)([01]?[0-9])(?(2)\2|月 ?)([0-3]?[0-9])(?![0-9])日?"
    r"|([一二][〇零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_CLOCK = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|(?:星期|周)[一二三四五六日天]")
_BORN = re.compile(r"(?:发布|发表|发稿|印发|成文|刊发)(?:时间|日期|于)?[: ]*")


def full_date(line: str, start: int = 0) -> tuple[str, re.Match[str]] | None:
    """The first real calendar date of a line, in ISO form, and where it stands."""
    for found in _FULL_DATE.finditer(line, start):
        try:
            year, month, day = (number(part) for part in found.groups() if part and part not in "-/.")
            return date(int(year), int(month), int(day)).isoformat(), found
        except ValueError:
            continue
    return None


def date_line(line: str) -> str | None:
    """The date of a line that holds a date and hardly more: 健康新闻 2025-04-19, 2025年3月1日 10:30."""
    if len(line) > 40 or (found := full_date(line)) is None:
        return None
    iso, where = found
    rest = _CLOCK.sub("", line[: where.start()] + line[where.end() :]).strip(" ()[]【】|·:")
    return iso if len(rest) <= 16 and not set(rest) & set("。,;、?!0123456789") else None


_BYLINE = re.compile(
    r"(?:(?:发布|更新|发表|发稿|印发|成文|公开|生成|录入|刊发|实施|发文)(?:时间|日期)|发表于|来源|信息来源|稿件来源|文章来源|稿源|作者|记者|通讯员"
    r"|发布(?:机构|机关|人|单位|者)|发文(?:机关|机构|单位|字号)|制发机关|公文种类|文号|索引号|主题(?:分类|词)|信息分类|效力状态|有效性|公开(?:方式|形式|类别)"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?|字号|字体)[: \[(]"
)
_BYLINE_SIGNS = frozenset("发更印成公生录刊实来信稿文作记通制索主效有浏阅点访字时日")


def is_byline(line: str) -> bool:
    """Whether a line tells about the page instead of its subject: 发布时间:2025-03-01 来源:市医保局, 文号:…, 浏览次数:12."""
    if line[0] not in _BYLINE_SIGNS or len(line) > 120 or "。" in line:
        return False
    if line[0] in "时日" and line[:3] in ("时间:", "日期:"):
        return date_line(line[3:]) is not None
    return _BYLINE.match(line) is not None


def born(line: str) -> str | None:
    """The date on which a byline says that its page was published."""
    told = _BORN.search(line)
    found = (full_date(line, told.end()) if told else None) or full_date(line)
    return found[0] if found else None


_NAV_WORD = re.compile(
    r"首页|顶部|返回(?:首页|顶部|列表|上一级|上页)?|回到顶部|[上下]一?页|尾页|末页|打印(?:本页|此页)?|关闭(?:窗口|本页)?|分享到?|收藏|点赞|举报|登录|注册|退出"
    r"|更多|>>|查看(?:更多|全文)|展开(?:全文|更多)?|收起|阅读全文|点击查看|导航|菜单|搜索|网站地图|联系我们|关于我们|无障碍(?:浏览)?|长者模式|繁体|简体|English"
    r"|(?:新浪)?微[信博]|QQ空间|朋友圈|[大中小]|字[号体]|大家都在搜|热搜|广告|正文|全文"
)
_NAV_AREA = re.compile(
    r"政务(?:公开|服务)|互动交流|新闻(?:中心|动态|资讯)?|[通公][知示]公告|公告|政策(?:法规|文件|解读)?|办事(?:指南|服务)|专题专栏|机构(?:概况|职能)|信息公开"
    r"|医保(?:资讯|动态)|要闻|资讯|服务|论坛|社区|问答|百科|健康|视频|图片"
)
_FURNITURE = re.compile(
    r"(?:责任编辑|责编|编辑|审核|校对|监制|[初复终]审|[上下]一[篇条]|主办单位|主办|承办单位|承办|技术支持|网站标识码|备案号|分享到)[: ]"
    r"|(?:当前|所在|您(?:现在|当前)?的?(?:所在)?的?|你的|现在的?)位置"
    r"|版权所有|Copyright|COPYRIGHT|\(c\)|©|扫一扫|长按识别|打开微信|分享到|【?(?:打印|关闭|字体|字号)】?(?:$|[ :【\[])"
    r"|首页 ?(?:>|/|»)"
    r"|第 ?[0-9]+ ?页(?:$|[ ,/(]|共)|共 ?[0-9]+ ?页|- ?[0-9]{1,4} ?-$|[0-9]{1,4} ?/ ?[0-9]{1,4}$"
    r"|[-=_*~·.#+]{3,}$|[|:\-+ ]*-[|:\-+ ]{2,}$"
)
_REGISTERED = re.compile(r"ICP备|公网安备")


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page's frame: navigation, page numbers, rules, editors, registration."""
    if len(line) > 100:
        return False
    if _FURNITURE.match(line) or _NAV_WORD.fullmatch(line):
        return "。" not in line
    if len(line) <= 60 and (" " in line or "|" in line or ">" in line):
        words = [word for word in re.split(r"[ |>/·]+", line) if word]
        if len(words) > 1 and all(_NAV_WORD.fullmatch(word) or _NAV_AREA.fullmatch(word) for word in words):
            return True
    return "备" in line and _REGISTERED.search(line) is not None


_NOTICE_OPENS = re.compile(
    r"(?:温馨|特别|友情|重要)?提示|(?:特别|免责)?声明|免责|本(?:内容|信息|文|站|网|页面)|以上(?:内容|信息)|版权|内容来源|转载|注:|[*(]"
)
_NOTICE = re.compile(
    r"仅供(?:参考|学习)|(?:不能|不可|无法|不得)(?:代替|替代)|免责|版权|转载|侵权|整理自|如有不适|AI生成|人工智能生成|不构成|删除"
    r"|以官方(?:公告|发布)为准"
)


def is_notice(line: str) -> bool:
    """Whether a line speaks of its own reliability or rights: 提示:本内容不能代替面诊, 本信息整理自互联网公开渠道."""
    return len(line) <= 400 and _NOTICE_OPENS.match(line) is not None and _NOTICE.search(line) is not None


def is_row(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a row of a table: cells parted by tabs, pipes or runs of spaces, or by single spaces as in the line next to it."""
    text = lines[at].text
    if " " not in text and "\t" not in text and "|" not in text:
        return False
    count = _cells(text)
    if count > 2 or (count == 2 and ("\t" in text or "|" in text)):
        return True
    near = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    if count == 2:
        return any(_cells(other) >= 2 for other in near)
    words = _words(text)
    return words >= 3 and any(_words(other) == words for other in near)


def _cells(line: str) -> int:
    if "\t" in line:
        return sum(1 for cell in line.split("\t") if cell.strip())
    if line.count("|") >= 2:
        return max(2, line.strip("|").count("|") + 1)
    if "  " in line and len(line) <= 400 and "。" not in line:
        parts = [part for part in line.split("  ") if part.strip()]
        return len(parts) if max(map(len, parts)) <= 24 else 1
    return 1


def _words(line: str) -> int:
    if len(line) > 120 or "。" in line or "," in line:
        return 1
    words = line.split(" ")
    return len(words) if max(map(len, words)) <= 14 else 1


_POST = re.compile(r"(?:楼主|沙发|板凳|地板|[0-9]{1,5} ?(?:楼|#|L))(?=$|[ :,(\[【])")


def post(line: str) -> int:
    """How many characters at a line's begin name a forum's post (楼主, 3楼); 0 if none do."""
    if line[0] in "楼沙板地0123456789":
        found = _POST.match(line)
        return found.end() if found else 0
    return 0
