"""Telephone numbers: 0355-3033613, 400-820-8820, 13812345678, 12393. Value in digits, with a dash behind an area code."""

import regex

from pipeline.rules import AnyMatch, Reading, Rule

_AREA = r"0(?:10|2[0-9]|[3-9][0-9]{2})"
# Health insurance, social security, the mayor, tax, consumers, health and housing funds.
_HOTLINE = "12393|12333|12345|12366|12315|12320|12329"
_NAMED = "(?:电话|热线|号码|拨打|致电)"
_BEHIND_NAME = rf"(?:(?<={_NAMED})|(?<={_NAMED}[为是: ])|(?<={_NAMED}[为是][: ])|(?<={_NAMED}: )|(?<={_NAMED}[为是]: ))"
_NUMBER = (
    # Most numbers are told by four signs.
    rf"(?=[(0-9][0-9]{{2}}[0-9) -])(?<![0-9A-Za-z.-])(?:\({_AREA}\) ?[1-9][0-9]{{4,7}}|{_AREA} ?- ?[1-9][0-9]{{4,7}}"
    rf"|[48]00-?[0-9]{{3}}-?[0-9]{{4}}"
    rf"|1[3-9][0-9][ -]?[0-9]{{4}}[ -]?[0-9]{{4}}|{_HOTLINE}|{_BEHIND_NAME}[1-9][0-9]{{4,7}})"
    "(?![0-9A-Za-z%万亿元人个])"
)


def _read(match: AnyMatch) -> Reading:
    parts = regex.findall("[0-9]+", match.group())
    return Reading(("-" if parts[0].startswith("0") else "").join(parts))


NUMBER = Rule(
    id="phone.number",
    about="Digits are a telephone number behind an area code, of a mobile, a 400 line or a public hotline, and behind 电话, 热线, 拨打.",
    pattern=regex.compile(_NUMBER),
    read=_read,
    opens=_NUMBER,
    yields={
        "电话0355-3033613,(0571)88990123": ("0355-3033613", "0571-88990123"),
        "010-65123456转802": ("010-65123456",),
        "021-12333": ("021-12333",),
        "热线400-820-8820或8008208820": ("4008208820", "8008208820"),
        "手机138 1234 5678": ("13812345678",),
        "12393、12333、12345、12366、12315、12320、12329": ("12393", "12333", "12345", "12366", "12315", "12320", "12329"),
        "电话:3033613": ("3033613",),
        "热线为96110": ("96110",),
        "号码是95598": ("95598",),
        "拨打96596": ("96596",),
        "致电 96596": ("96596",),
    },
    ignores=("12393元", "12345万元", "2022-10-20", "11010519491231002X", "编号88990123", "12345%"),
)
RULES = (NUMBER,)
