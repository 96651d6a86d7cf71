"""Web addresses and pieces of them, whose digits and per-cent signs mean nothing: https://www.nhsa.gov.cn/art/2022/7/1/art_1.html."""

import regex

from pipeline.rules import Reading, Rule

ADDRESS = Rule(
    id="link.address",
    about="What begins with http://, https:// or www. is a web address up to the first sign that none can hold.",
    pattern=regex.compile(r"(?:https?://|(?<![A-Za-z0-9.])www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]++(?<![.,:;!?])"),
    read=lambda match: Reading(match.group()),
    opens=r"https?://|www\.",
    yields={
        "见https://www.nhsa.gov.cn/art/2022/7/1/art_1.html。": ("https://www.nhsa.gov.cn/art/2022/7/1/art_1.html",),
        "http://a.cn/x?c=50%E5%8C%BB下": ("http://a.cn/x?c=50%E5%8C%BB",),
        "登录www.12333.gov.cn查询": ("www.12333.gov.cn",),
    },
    ignores=("http协议", "awww.x", "https://"),
)
ENCODED = Rule(
    id="link.encoded",
    about="Bytes written as %E5%8C%BB are a piece of an address that a crawl left behind, not shares.",
    pattern=regex.compile(r"(?=[0-9%]{0,20}[A-F])(?:%[0-9A-F]{2}){2,}+"),
    read=lambda match: Reading(match.group()),
    opens=r"%(?=[0-9A-F]{2}%[0-9A-F]{2})(?=[0-9%]{0,20}[A-F])",
    yields={"参数%E5%8C%BB%E4%BF%9D": ("%E5%8C%BB%E4%BF%9D",)},
    ignores=("比例80%70%60%", "%50%60%70"),
)
RULES = (ADDRESS, ENCODED)
