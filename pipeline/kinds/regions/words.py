"""Words that decide whether a name is a name: lists from words.toml, and patterns for what may stand before or after one."""

import tomllib
from functools import cache
from importlib.resources import files

import regex


@cache
def names(group: str) -> frozenset[str]:
    """The names of a group of words.toml."""
    return frozenset(_lists()["names"][group].split())


def collisions() -> tuple[str, ...]:
    """Words in which a name is hidden, without repeats."""
    words = [word for group in _lists()["collisions"].values() for word in group.split()]
    # Mountains, where a district's name only seems to stand: 豫西山区 (西山区), 祁连山区 (连山区), 25万山区群众 (万山区).
    words += [f"{land}{side}山区" for land in "豫粤鄂川桂滇闽赣浙晋陕皖冀鲁苏辽吉华" for side in "东西南北"]
    words += ["祁连山区", *(f"{many}{word}山区" for many in "0123456789余多个" for word in "万名")]
    return tuple(dict.fromkeys(words))


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


# Former names that say nothing by themselves.
FORMER_GENERIC = regex.compile(
    r"[东西南北中新市城老矿郊县上下江]{0,2}(?:市|城|郊|矿|新)?区|.*(?:地区|农区|矿区)|(?:大厂|动力|公园|金园|三山|小河|北站|开元|四方)区"
)

# A level word (市, 县, ...) at the end of a name may belong to the next word. Here it still tells the level: 市民, 县城, 省级.
SAME_LEVEL = {
    "省": regex.compile(r"级|直(?!辖)|会(?!议|计)"),
    "市": regex.compile(r"级|区|容(?!县)|中心(?=[的区地周城,。、;!?:\s]|$)|民(?![政族营主兵办间委宗革盟建])|直|辖|郊|县"),
    "县": regex.compile(r"城(?![关东西南北区厢])"),
    "区": regex.compile(r"级"),
    "州": regex.compile(r"级"),
    "盟": regex.compile(r"级|市"),
    "旗": regex.compile(r"级|县"),
}
# And here it is no level word at all: 市场, 县级, 区域.
NO_LEVEL = {
    "省": regex.compile(r"情|份|市县"),
    "市": regex.compile(r"域|场|面(?!积)|政(?!府|协)"),
    "县": regex.compile(r"级|域|区|市"),
    "区": regex.compile(r"域|间|划|号|别"),
    "旗": regex.compile(r"下|帜|舰"),
}

STREET = regex.compile(
    r"[东西南北中内外]{0,2}[一二三四五六七八九十]?(?:环?路(?![桥通过途线径费程由况局透演政])|大?街(?![头边坊舞拍道])|大道|大路|巷|弄(?!堂)|胡同|道(?=[0-9一二三四五六七八九十、。,;)]))"
)
TOWNSHIP = regex.compile(r"街道|镇(?![江静定压痛卫])|乡(?![镇村亲下土里情音])|村(?![卫医民委级镇里])")
THING = regex.compile(
    r"白药|啤酒|[白黄米料]?酒(?![店泉])|阿胶|[香陈老]*醋|贡菊|菊花|枸杞|螺蛳粉|米粉|米线|热干面|拉面|刀削面|牛肉面|小面|凉皮|烩面|首饰|火锅|烤鸭|扒鸡|熏鸡|火腿|酱鸭|咸鸭蛋"
    r"|炒饭|小笼|龙井|毛峰|毛尖|瓜片|铁观音|红茶|绿茶|白茶|黑茶|茶(?![馆楼座])|香梨|苹果|葡萄|荔枝|蜜柚|脐橙|蜜桔|红枣|大枣|石榴|板栗|榨菜|豆瓣|豆腐|大米|[甜蜜西]?瓜(?!分)|人参(?!保|加|与)|虫草"
    r"|三七|当归|党参|黄芪|天麻|雪莲|红花|艾草|艾条|瓷器|陶瓷|刺绣|丝绸|宣纸|歙砚|扑克|族|梆子|快书|话(?!题|费|务|语|剧)|方言|口味|风味|石化(?=股)|时间|(?<=鄂伦春|鄂温克)[人语]|(?<=长沙)发(?=[1-9一两]?[张套组]|[1-9]个|[垫椅床])"
)

# What stands before the name of a person in a page's credits: 摄像:魏都, 责编/李浚县.
CREDIT = regex.compile(
    r"(?:记者|责编|编[辑审导]|校对|作者|通讯员|摄[像影]|导演|[初终]审|审核|签发人?|联系人|负责人|主编|播音|主持人?|医[生师]|患者) ?[:/] ?$"
)
SURNAMES = frozenset(
    "王李张刘陈杨赵黄吴徐孙朱胡郭何林罗郑梁谢宋唐韩冯邓曹彭肖萧董袁潘蒋蔡杜魏吕丁沈姚卢姜崔钟谭陆范汪廖贾邹孟熊秦邱侯薛"
    "高许闫阎陶贺顾郝龚邵钱覃戴莫尹乔赖韦倪翁俞庞樊詹翟聂祁鲍霍虞戚邢阮蒲缪卞耿巫傅褚甄骆冉邬"
)
# Words that end in a surname's sign; what follows them is no given name: 感谢北京, 五分钟, 登陆福建.
NO_SURNAME = regex.compile(
    r"(?:[主紧扩夸开纸一两三几每]张|[感多答致]谢|[分时]钟|[登大内着]陆|[少花省]钱|[国女]王|[树森园山丛]林|[示规防师]范|[如任为]何|[佩穿]戴|[子儿]孙|桥梁|[日]韩|蛋黄|[祝庆]贺"
    r"|[提最较更新很走升崇增拔]高|[允也或特准不容]许|[照回兼光]顾|依赖|[园补]丁|生姜|包罗|校董|大唐|先秦)$"
)

# What may stand right before a name where a place is meant, and what right after it.
HINT_BEFORE = regex.compile(r"(?:[在到去至往赴回从离]|位于|地处|来自|前往|途经|定居|落户|出差)$")
HINT_AFTER = regex.compile(
    r"(?:的|当地|本地|本|全[市县区州境]|各[县区市地]|市区|县城|城区|境内|[一二三]档|(?:19|20)[0-9]{2}年度?的?)?"
    r"(?:居民|市民|村民|职工|参保|参加(?:职工|居民|城乡|城镇|基本|医疗?保|社保)|规定(?=[,:])|医保|社保|医疗保[险障]|人社|税务|民政|卫健|财政|政府|人民|当地|本地|地区|全[市县区州境]|[各][县区市地]|市区|县城|城区|户[籍口]|籍|灵活就业"
    r"|城乡|新农合|农村合作|公积金|退休|在职|生育|产假|婚假|大病|门[诊慢]|住院|慢特?病|异地|[一二三]档|境内|一带|下辖|地处|位于|隶属|属于|等地|等[市县]|的?(?:中?医院|药店)"
    r"|第[一二三四五六七八九十]|中医院|妇幼|人(?![民员口类事才力均大数群格身体生工为道寿物人])|经办|窗口|养老|失业|工伤|低保|女职工|女性|新生儿|儿童|学生|用人单位|农牧民"
    r"|姐妹|宝妈|网友|老乡|群众|百姓|患者|老人|农民|那边|这边|模式|经验|(?<=的)(?:[涨交缴报领]了?|是) ?[0-9一二三四五六七八九])"
)
LISTED = regex.compile(r"[、/]|和|与|及|以及|或|至|到")
