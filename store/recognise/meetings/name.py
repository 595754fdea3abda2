"""Cutting a meeting's name out of a clause.

In: plain text and the span in which a name ends. Out: the span of the name, without the place, day, verb or counting
words in front of it. Knows how names of meetings are built; knows nothing of days or divisions.
"""

from __future__ import annotations

from store.language import patterns as re
from store.language.searching import searching

# How the name of a gathering ends. Longer forms first; 会 alone only where it closes a word of this kind.
HEAD = (
    r"(?:现场观摩会|观摩推进会|观摩点评会|电视电话会议?|视频会议|动员部署会议?|工作部署会议?|新闻发布会|(?:政策|成果|专场)?发布会|新闻通气会|通气会|吹风会"
    r"|代表大会|全体会议|常务会议|常委会议|常委会\(扩大\)会议|扩大会议|全会|推介会|洽谈会|对接会|恳谈会|座谈会|茶话会|交流会|联席会(?!议)"
    r"|(?:动员|推进|促进|部署|表彰|总结)(?:会议(?!室|定|纪要)|大?会)|誓师大?会|比武大?会|述职会|调度会(?!议)|例会|专题会(?!议)|现场会(?!议)|协调会(?!议)|分析会(?!议)|通报会|汇报会"
    r"|点评会|讲评会|评议会|拉练会|晾晒会|比拼会|打擂会|记者会|说明会|报告会|宣讲会|联谊会|对话会|圆桌会(?!议)|碰头会|务虚会|研讨会|论证会|听证会|培训会|启动会|签约会|招商会|招聘会|博览会|交易会|投洽会|年会|峰会|论坛|观摩会|见面会|推进会议|攻坚大?会|提升大?会|优化大?会|发展大?会"
    r"|(?:路演|品鉴|订货|展销|展示|双选|洽谈|恳谈|团拜|慰问|评审|验收|督办|办公|冲刺|收官|复盘|交账|揭榜|揭牌|授牌|颁奖|开放|共建|合作|协商|议事|院坝|屋场|早餐|午餐|茶叙|夜谈|沙龙|分享|沟通|联络|联席|安全|防汛|民主生活|组织生活|专场|糖酒|药交|茶博|农博|科博|文博|旅博|渔博|花博|车博|商品交易|丰收|种植|采收|秋收|春耕|夏粮|企业家|乡贤|人才|校友|乡友|现场推进|续|工作)会(?!议|员|场|长|展|[一-鿿]{0,2}中心)"
    r"|大会|会议|擂台赛|大比武|(?:培训|研讨|研修|读书|轮训)班|沙龙|(?:开放|主题|推介|馆)日"
    r"|(?:集中)?(?:开\([复竣]\)工|开?复工|复\(开\)工|开工|竣工投[产用运]|竣工|签约|奠基|启动|揭牌|挂牌|投产|投运|投用|启用|落成|下线|开业|开园|通车|封顶|颁奖|授牌|动工|点火|开馆|表彰|开幕|发布)[”]?"
    r"(?:\([^()]{1,6}\))?(?:暨[^,。;]{2,20}?)?(?:现场|视频|视频连线|云上)?(?:活动|仪式|典礼)"
    r"|(?:签约|招商|推介|投资|经贸|洽谈|合作)(?:周|月)"
    r"|(?:观摩(?:拉练|评比|交流|学习|推进|督导|考评)?|调研|推介|招商|推进|对接|洽谈|宣传|主题|交流|馆日|开放日|合作|考察|系列|首发|首航|交付|合龙|开学|结业|开播|开赛|见证|入驻|授旗|通航|通水|通气|并网|捐赠|春训|点评|拉练|招聘)活动|观摩(?![团组]|[一-鿿]{0,3}会|(?:点评|拉练|评比|交流|学习|推进|督导|考评)活动)"
    # What is behind a word of any kind: 升旗仪式, 过堂会(召开), 香菇节(开幕). No alternative begins with any hanzi: each
    # would be tried at every sign.
    r"|活动(?=[今昨同当][日天]?(?:上午|下午)?在|在[^,。;]{2,20}(?:举行|举办|启动|开幕|开展))(?<=[一-鿿”]{2}活动)|(?:仪式|典礼)(?<=[一-鿿”]{2}..)|会(?=召开)(?<=[一-鿿]{2}会)(?<!管委会)(?<!组委会)(?<!村委会)(?<!居委会)(?<![工商协学员理董金管究居村组织联进]会)"
    r"|节(?=在|\d|[同当次][日天]|盛装|开幕|启幕|举行|举办|开启|暨|拉开|盛大|隆重|如期)(?<=[一-鿿]{2}节)(?<![环春季关细情时庆秋宵明午]节)|(?:大赛|公开赛|锦标赛|邀请赛|马拉松)(?=在|\d|[同当次][日天]|开赛|开幕|启动|举行|举办)"
    r"|(?:开幕|闭幕|开工|竣工|出征|揭牌|开学|开班|启动)式(?![上的]?样))"
)
_WHOLE_TERM = re.compile(r"[与和、及同(—·]|自由?贸")  # 海南自由贸易港 is one name
_HEADS = searching(HEAD)
_NEXT = re.compile(r"(?:暨|和|及|、)[^,。;:!?]{0,40}?" + HEAD + "(?!精神)")
_QUOTES = {"“": "”", "《": "》", "(": ")", "‘": "’"}

# What stands before a name and is not part of it.
_FRONT = re.compile(
    r"^(?:以?“[^”]{2,40}”为(?:主题|题)的|(?:计划)?总?投资(?:额)?(?:约|近|超|达)?[\d.,]+[万亿][^,。;“”()]{1,4}(?:\([^()]{1,12}\))?的|“[^”]{1,6}”的|[\s,、“”]+|[我本][省市县区州盟旗镇乡]|[^,。;“”]{0,14}?(?:以|用|通过)一[场次]|由[^,。;“”]{2,60}?(?:主办|承办|协办|举办|指导|组织|发起)的"
    r"|(?:[^,。;“”]{0,6}\d日)?[电讯](?:\([^()]{2,30}\))"
    r"|(?:今年|本年度|年内|近期|本月|本季度)(?:以来)?(?:的)?(?:首次|首场|首个|最后一[场次]|第[一二三四五六七八九十\d]{1,3}[场次个])?(?:的)?"
    r"|(?:首场|首次|最后一场|新一轮|又一[场次]|一年一度的|一?[场次个](?:[^,。;“”的]{1,8}的)?)"
    r"|为期[一二两三四五\d]{1,2}天的|以|用|的|是|了|并|还|又|也|专门|隆重|高规格|组织|联合|共同|从|集中(?=[召举])|在京|在省城"
    r"|持续推进(?=“)|大力推进(?=“)|深入推进(?=“)|参加了?|出席了?|通过|以视频形式|以视频会议形式)"
)
_CALLED = re.compile(r"“?[^,。;“”—]{0,6}第一[^,。;“”—]{0,2}会”?—{1,2}")  # “新春第一会”——全市…誓师大会
_CLOSING = re.compile(
    r"(?:上午|下午|晚上?|中午|早上|凌晨|今天|今日|昨天|昨日|同日|当日|当天|近日|日前|随后|会后|会前|期间)[,、\s]?$"
)


def heads(text: str) -> list[tuple[int, int]]:
    """Spans of every word that can close the name of a gathering, left to right."""
    return [m.span() for m in _HEADS.finditer(text)]


_BRANCH = re.compile(r"[一-鿿]{2,8}(?:分会场|专场)(?:活动|仪式)?(?=[在举召,。])")


_TELLING = re.compile(r"(?:新闻)?(?:发布会|通气会|吹风会)(?!议)")  # of 2025…招商大会新闻发布会 the last is held


def extend(text: str, end: int) -> int:
    """The end of the name where it goes on (…动员会暨作风建设大会, …活动澄迈分会场); a stop only counts outside marks."""
    if branch := _BRANCH.match(text, end):
        return branch.end()
    if told := _TELLING.match(text, end):
        end = told.end()
    while more := _NEXT.match(text, end):
        end = more.end()
    if text[end : end + 1] == "(" and (close := text.find(")", end, end + 12)) > 0:
        end = close + 1
    return end


def trim(text: str, start: int, end: int, places: list[tuple[int, int]]) -> int:
    """Where the name begins: counting words, verbs and the division in front do not belong to it.

    `places` are the spans of divisions; 全市, 全区 and the like are not among them and stay.
    """
    if called := _CALLED.match(text, start, end):
        start = called.end()
    while start < end:
        place = next((e for s, e in places if s == start), None)
        if place is not None and place < end - 1 and not _WHOLE_TERM.match(text, place):
            start = place
            continue
        front = _FRONT.match(text[start:end])
        if not front or not front.end():
            return start
        start += front.end()
    return start


def clean(name: str) -> str:
    """The name as a record has it: no quotation marks around or inside, no spaces."""
    name = re.sub(r"[(（]以?下?简?称[^()（）]*[)）]", "", name)
    return re.sub(r"[\s“”‘’\"'「」『』]", "", name).strip(",、;:.。，；：")


def balanced(text: str, start: int, end: int) -> bool:
    """Whether every bracket and quotation mark opened inside closes inside."""
    open_: list[str] = []
    for sign in text[start:end]:
        if sign in _QUOTES:
            open_.append(_QUOTES[sign])
        elif sign in _QUOTES.values() and (not open_ or open_.pop() != sign):
            return False
    return not open_


def boundary(text: str, end: int) -> int:
    """Last comma, colon or stop before `end` that stands outside quotation marks; the index after it."""
    depth, at = 0, end
    while at > 0:
        sign = text[at - 1]
        if sign in "”》)’":
            depth += 1
        elif sign in "“《(‘":
            if depth == 0:
                # An opening mark without its close: the name began inside a quotation.
                return at
            depth -= 1
        elif depth == 0 and sign in ",。;:!?":
            return at
        at -= 1
    return 0


def strip_closing(text: str, start: int, end: int) -> int:
    """The end without a time word that hangs on it."""
    while m := _CLOSING.search(text[start:end]):
        end = start + m.start()
    return end
