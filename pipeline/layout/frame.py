"""The frame around an article: dates and bylines, navigation and other furniture, notices about the page itself.

Every test takes one line without the spaces around it and looks closer only at short ones, so its time is linear in the line.
"""

import re
from datetime import date
from functools import lru_cache

from pipeline.numerals import number

_LONGEST_DATE_LINE = 40
_FULL_DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:([-/.])|年 ?)([01]?[0-9])(?(2)\2|月 ?)([0-3]?[0-9])(?![0-9])日?"
    r"|([一二][〇零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_CLOCK = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|(?:星期|周)[一二三四五六日天]")
_BORN = re.compile(r"(?:发布|发表|发稿|印发|成文|刊发)(?:时间|日期|于)?[: ]*")


def full_date(line: str, start: int = 0) -> tuple[str, re.Match[str]] | None:
    """The first real calendar date of a line, in ISO form, and where it stands."""
    for found in _FULL_DATE.finditer(line, start):
        year, _, month, day, *words = found.groups()
        try:
            if year is None:
                return date(*(int(number(word)) for word in words)).isoformat(), found
            return date(int(year), int(month), int(day)).isoformat(), found
        except ValueError:
            continue
    return None


def date_line(line: str) -> str | None:
    """The date of a line that holds a date and hardly more: 健康新闻 2025-04-19, 2025年3月1日 10:30."""
    if len(line) > _LONGEST_DATE_LINE or not ("20" in line or "19" in line or "年" in line):
        return None
    return _date_line(line)


@lru_cache(maxsize=256)  # the items of a page mostly bear one date, so its line is read once
def _date_line(line: str) -> str | None:
    found = full_date(line)
    if found is None:
        return None
    iso, where = found
    if line[where.end() :].startswith("起"):  # the day from which something holds
        return None
    rest = _CLOCK.sub("", line[: where.start()] + line[where.end() :]).strip(" ()[]【】|·:")
    return iso if len(rest) <= 16 and not set(rest) & set("。,;、?!0123456789") else None


_BYLINE = re.compile(
    r"(?:(?:发布|更新|发表|发稿|印发|成文|公开|生成|录入|刊发|实施|发文)(?:时间|日期)|发表于|来源|信息来源|稿件来源|文章来源|稿源|作者|记者|通讯员"
    r"|发布(?:机构|机关|人|单位|者)|发文(?:机关|机构|单位|字号)|制发机关|公文种类|文号|索引号|主题(?:分类|词)|信息分类|效力状态|有效性|公开(?:方式|形式|类别)"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?|字号|字体)[: \[(]"
)
_BYLINE_SIGNS = frozenset("发更印成公生录刊实来信稿文作记通制索主效有浏阅点访字")


_PAPER_NUMBER = re.compile(r"[^ ,。:]{2,20}[〔\[(](?:19|20)[0-9]{2}[〕\])] ?第?[0-9]{1,4}号$")


def is_byline(line: str) -> bool:
    """Whether a line tells about the page instead of its subject: 发布时间:2025-03-01 来源:市医保局, 文号:…, 浏览次数:12."""
    if line[-1] == "号" and len(line) <= 40 and _PAPER_NUMBER.match(line):
        return True
    if line[0] not in _BYLINE_SIGNS or len(line) > 120 or "。" in line:
        return False
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
_NAV_SPLIT = re.compile(r"[ |>/·]+(?!$)")
# Spares most lines of prose the split.
_NAV_FIRST = re.compile(rf"(?:{_NAV_WORD.pattern}|{_NAV_AREA.pattern})(?=[ |>/·]|$)")
_FURNITURE = re.compile(
    r"(?:责任编辑|责编|编辑|审核|校对|监制|[初复终]审|[上下]一[篇条]|主办单位|主办|承办单位|承办|技术支持|网站标识码|备案号|分享到)[: ]"
    r"|(?:当前|所在|您(?:现在|当前)?的?(?:所在)?的?|你的|现在的?)位置"
    r"|版权所有|Copyright|COPYRIGHT|\(c\)|©|扫一扫|长按识别|打开微信|分享到|【?(?:打印|关闭|字体|字号)】?(?:$|[ :【\[])"
    r"|首页 ?(?:>|/|»)|\((?:此件|此页|信息公开)[^()]{0,20}\)$"
    r"|第 ?[0-9]+ ?页(?:$|[ ,/(]|共)|共 ?[0-9]+ ?页|- ?[0-9]{1,4} ?-$"
    r"|[-=_*~·.#+━─═…]{3,}$|[|:\-+ ]*-[|:\-+ ]{2,}$"
)
_FURNITURE_SIGNS = frozenset("责编审核校监初复终上下主承技网备分当所您你现版C(©扫长打【首第共关字-=_*~·.#+━─═…|:")
_PAGE_OF = re.compile(r"[0-9]{1,4} ?/ ?[0-9]{1,4}$")  # apart, for many lines begin with a digit
_NAV_SIGNS = frozenset(
    "首顶返回上下尾末打关分收点举登注退更>查展阅导菜搜网联无长繁简E新微Q朋大中小字热广正全政互通公办专机信医要资服论社问百健视图"
)
_REGISTERED = re.compile(r"ICP备|公网安备")


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page's frame: navigation, page numbers, rules, editors, registration."""
    if len(line) > 100:
        return False
    if line[0] in _FURNITURE_SIGNS and _FURNITURE.match(line):
        return "。" not in line
    if "/" in line and _PAGE_OF.match(line):
        return True
    if line[0] in _NAV_SIGNS and len(line) <= 60 and _NAV_FIRST.match(line):
        words = _NAV_SPLIT.split(line)
        if all(_NAV_WORD.fullmatch(word) or (len(words) > 1 and _NAV_AREA.fullmatch(word)) for word in words):
            return True
    return "备" in line and _REGISTERED.search(line) is not None


_NOTICE_SIGNS = frozenset("温特友重提声免本以版内转注*(")
_NOTICE_OPENS = re.compile(
    r"(?:温馨|特别|友情|重要)?提示|(?:特别|免责)?声明|免责|本(?:内容|信息|文|站|网|页面)|以上(?:内容|信息)|版权|内容来源|转载|注:|[*(]"
)
_NOTICE = re.compile(
    r"仅供(?:参考|学习)|(?:不能|不可|无法|不得)(?:代替|替代)|免责|版权|转载|侵权|整理自|如有不适|AI生成|人工智能生成|不构成|删除"
    r"|以官方(?:公告|发布)为准"
)


def is_notice(line: str) -> bool:
    """Whether a line speaks of its own reliability or rights: 提示:本内容不能代替面诊, 本信息整理自互联网公开渠道."""
    return line[0] in _NOTICE_SIGNS and len(line) <= 400 and _NOTICE_OPENS.match(line) is not None and _NOTICE.search(line) is not None
