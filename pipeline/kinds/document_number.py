"""Numbers of official documents: 〔2022〕19号. Value year/number."""

import regex

from pipeline.rules import AnyMatch, Reading, Rule


def _read(match: AnyMatch) -> Reading:
    return Reading(f"{match['year']}/{match['number']}", span=(match.start() - 1, match.end()))


BRACKETED = Rule(
    id="document_number.bracketed",
    about="A year in brackets and a number with 号 is the number of an official document: 〔2022〕19号.",
    pattern=regex.compile(r"(?<=[〔\[(【「『{])(?P<year>(?:19|20)[0-9]{2})[〕\])】」』}] ?第? ?(?P<number>[0-9]{1,5}) ?号"),
    read=_read,
    after="〕])】」』}",
    yields={
        "国医保发〔2022〕22号": ("2022/22",),
        "医保发[2021]5号": ("2021/5",),
        "政办发(2023)109号": ("2023/109",),
        "国办发【2021】第14 号": ("2021/14",),
        "国办发「2021」14号": ("2021/14",),
        "国办发『2021』14号": ("2021/14",),
        "国办发{2021}14号": ("2021/14",),
    },
    ignores=("(2025)元", "2022年22号", "(2025)3月"),
)
RULES = (BRACKETED,)
