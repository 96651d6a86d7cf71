"""Clock times: 7点49分, 22时, 8:30至18:00. Value hh:mm, or hh:mm:ss; a span of time is from..to."""

import regex

from pipeline.numerals import TO, number
from pipeline.patterns import behind
from pipeline.rules import AnyMatch, Decline, Reading, Rule

_DIGITAL = r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"
_TWO = r"(?:[0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})"


def _read_digital(match: AnyMatch) -> Reading:
    return Reading("..".join(time.zfill(5 if time.count(":") == 1 else 8) for time in (match["time"], match["last_time"]) if time))


def _read_spoken(match: AnyMatch) -> Reading | Decline:
    try:
        hour, minute = number(match["hour"]), 30 if match["half"] else number(match["minute"] or "0")
    except ValueError as error:
        return Decline("numeral", str(error))
    if match["noon"] is not None and hour < 12:
        hour += 12
    if hour > 24 or minute > 59:
        return Decline("range", f"{match.group()} is no time of a day")
    return Reading(f"{hour:02}:{minute:02}")


DIGITAL = Rule(
    id="time.digital",
    about="8:30 is a clock time, with a dash, 至 or 到 between two of them a span of time; 1:30 after 比例 is a ratio.",
    pattern=regex.compile(rf"(?<!:|比|比例|比例为|比为)(?P<time>{_DIGITAL})(?:{TO}(?P<last_time>{_DIGITAL}))?"),
    read=_read_digital,
    after=":",
    yields={
        "8:30至18:00": ("08:30..18:00",),
        "09:00-17:30": ("09:00..17:30",),
        "更新于08:15:30": ("08:15:30",),
        "24:00前": ("24:00",),
    },
    ignores=("医患比例为1:30", "护患比1:30", "比例1:30", "比为1:30", "比分3:2", "7:08:30:15", "1:300"),
)
SPOKEN = Rule(
    id="time.spoken",
    about="22时, 16时30分, 八点半 and, where the part of the day is named, 下午3点 are clock times.",
    pattern=regex.compile(
        rf"(?P<noon>{behind(['下午', '晚', '晚上'])})?(?P<hour>{_TWO}) ?"
        rf"(?:(?:时(?![段期间候限效点长代光常])|点(?={_TWO}分))(?:(?P<minute>{_TWO})分)?|点(?:(?P<half>半)|整|钟)"
        rf"|{behind(['[上下中]午', '凌晨', '[早晚]', '[早晚]上'], ['[^点]', '[^点]{2}', '[^点]{3}'])}点(?![0-9一二三四五六七八九十]))"
    ),
    read=_read_spoken,
    after="时点分半",
    yields={
        "22时至次日6时": ("22:00", "06:00"),
        "16时30分": ("16:30",),
        "早上7点49分": ("07:49",),
        "八点三十分开门": ("08:30",),
        "八点半开门": ("08:30",),
        "9点整": ("09:00",),
        "9点钟": ("09:00",),
        "下午3点": ("15:00",),
        "上午9点": ("09:00",),
        "晚上8点": ("20:00",),
        "晚8点": ("20:00",),
        "凌晨2点": ("02:00",),
        "早上7点": ("07:00",),
        "早8点": ("08:00",),
        "傍晚6点": ("18:00",),
    },
    ignores=("3小时", "3点建议", "25时", "8时段", "三点五", "二十一时期"),
)
RULES = (DIGITAL, SPOKEN)
