"""Where the name of a project or site begins and ends, and how much of a name it is.

In: a sentence and the place where such a name ends. Out: its span, without the verb, count, sum or division before it,
and a grade: none where it names only a type (重大产业项目, 30个先进制造业项目). Knows nothing of lists or of who visits what.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.facts import vocabulary
from store.recognise.facts.naming import parts, proper, specific

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

# How much of a name: what no list of words knows (衡芯光电) is PROPER; words of the language (衡石能源) make it LIKELY,
# so does a division with a site's noun (鼓楼信创产业园); a division with a type (漳州水环境治理) makes it FAINT.
TYPE, FAINT, LIKELY, PROPER = range(4)


class Span(NamedTuple):
    start: int
    end: int
    grade: int


_OPENER = {")": "(", "”": "“", "’": "‘"}
_TOLD = re.compile(r"[,。;!?]")  # what is said in marks is no part of a name
_STOPS = ",。;!?:、“”‘’《》()【】\n▶▲●■◆★►◎▍|📌※"
_LONGEST = 40
# Words that a name never holds: the name begins behind the last of them. Single signs spare the words they occur in.
_CUT = searching(
    r"(?<![美])的(?!士)|了(?!解)|着(?!力)|(?<![经超])过(?![渡滤程])|在(?![线建谈岸])|把|被|将(?![乐军])|让|向(?!阳)|对(?![外口接虾])|(?<![华作])为(?!民)|是|由|从(?!化)|于(?!都)"
    r"|(?<![所])以(?![太岭色])|(?<!达)到(?!位)|截至|即(?![时将墨开食])|除(?![险尘湿])|(?<![国保])有(?![色机限效力序望关研])|(?<!相)如(?![皋东意一])|锚定|项目(?:将|拟|计划)?建设(?=[年\d])|(?<!不)同意|上半年|下半年|前三季度|[一二三四]季度|随同|陪同|来到|走进|深入|前往|赴|盯[紧住牢]|踏看|踏勘|观摩|考察|察看|查看|走访"
    r"|调研|参观|视察|巡察|督导|检查|了解|推进|推动|加快|启动(?!区)|实施|引进|签约|落户|打造|参加|举行|举办|支持|计划(?=[再新]建)|包括|涵盖|涉及|特别是|尤其是|其中|例如|比如"
    r"|(?:正|规划|配套|拟|合作|共同)建设(?!项目|工程|用地|指挥|展)|(?<!原)更名为|选址(?=[一-鿿]{4})|得知|企业(?=[一二三四五六]期|年产)|签下|签订|签署|通报|加码|配套的|公司(?=和|与)|引来|下辖|斥资|[\d.]+(?:余|多)?(?:亿|万)?(?:欧元|港元|日元|英镑|新加坡元)"
    r"|询问|听取|宣布|召开|开展|介绍|汇报|发布|制定|创建(?!项目|工程)|设立|审议|组织|安排|部署|落实|统筹|强化|加强|营造|打响|鼓励|避免|疏通|紧盯|感受|保障|提速|实行|推行|建立|暨|服务好"
    r"|认真|仔细|详细|仪式|大会|随着|围绕|聚焦|抓好|做好|完善|奠基|开工|动工|竣工|投产|建成|完成|确保|力争|现场|实现|首批|首条|首套|首台|建起|办起|位于|年底前|今年以来|去年|日前|近日|目前|当天|上午|下午"
    r"|(?<=项目)(?:以及|[和与及])|(?:(?<=工程)|(?<=[校院]区)|(?<=医院)|(?<=[小中]学)|(?<=公园))[和与及]|已(?=[一-鿿])|(?<=[园区市县镇城])(?:投资|合作|共同)?(?:建设|兴建|新建|建立|设立)(?!项目|工程|发展|中的)|(?<=[团司业])(?:计划|总)?(?:投资|出资)(?:建设|兴建|新建|打造)?|新建(?=[一-鿿]{2})|共建(?!共享)"
    r"|总投资|计划投资|投资额|占地|(?<!年产)(?<![\d.])[\d.]+(?:余|多)?(?:亿|万)?(?:余|多)?(?:元|美元|亩|平方米|平方公里)(?:人民币)?|\d+[月日](?:底前)?|[上中下]旬"
)
_INNER = re.compile(
    r"(?<![美])的(?!士)|来到|走进|深入|前往|观摩|考察|察看|查看|走访|调研|参观|了解|推进|推动|加快|开展|召开|举行|听取|推介|了(?![解望])"
)
_INVESTS = re.compile(r"投资[\d.]+(?:余|多)?[万亿]")
_LEADING = re.compile(
    r"^(?:与会(?:领导|人员|代表)(?:还|先后|又)*到|则|正(?=[建新扩])|(?:全力|主动|靠前|做好)服务|抓紧|[今明去]?年底|拟(?=[建新投])|计划(?=[再新建])|准备(?=[再新建改])|改造提升|提升改造|改造成“?|选址|再建|新上|上马|新建|扩建|续建|改建|建设|规划建设|投资建设|投资兴建|重点建设|重点|规划|谋划|高标准|同步|全力|还|又|再(?!生|制造|造)|也|都|就|其中?|当中|园区内?(?=[一-鿿A-Za-z]{4})|和|与|及|以及|以|有|如|投用|[市区县省](?![一二三四五六七八第中人妇城医]|[一-鿿]?[区市县山州阳])"
    r"|我[市区县省]|全[市区县省]|辖区内?|境内|当地|该|[一-鿿]{1,3}(?:书记|市长|县长|区长|主任)一行|先后|分别|依次|首先|随后|实地|一行|现场|集中)+"
)
_ZONE = re.compile(
    r"^(?:[一-鿿]{1,10}?(?:开发区|高新区|经开区|工业园区|集中区|集中园区|园区|片区|新区|综保区)|[一-鿿]{2,10}?(?:街道|镇|乡(?!村|镇)|村|社区))(?:[东西南北]区)?(?=[一-鿿A-Za-z\d()]{4,}$)"
)
_DIVISION_ENDS = "省市区县镇乡州盟旗道"
# What makes a span a statement or a count, not a name.
_REFUSED = re.compile(
    r"^20\d\d年|^[一二三四首]期(?:建设|投资|租赁|[\d.])|租用|大项目$|回归项目$|也在|企业去|(?:先进|示范|强|试验|先导)[县市区][和与及]|^(?:该|本项|本园|此|年底|年内|月底|季度)|入库项目$|招商(?:引资)?项目$|协议$|^(?:企业|公司)|\d强|或|(?:央企|外资|民企)项目$|^(?:主体|标准化?|高标准|钢结构|生产|配套|定制|多层|智能|新建|再建)*厂房$|[和及与靠看比盯就]项目$|公司(?:的)?(?:生产)?车间$|要|(?<=.)应(?![急用])|大家|一起|咱|您|你|怎么|必须|坚持|强调|指出|表示|我们|他们|大力|努力|积极|不断|进一步|切实|更多|每个|所有|一批|一系列|这些|这个|这一|多个|几个|哪些|没有|不少|等"
    r"|(?<!第)[\d一二三四五六七八九十百千余多两]+(?:个|项|家|批|类|大|宗|座|处|幢|栋|条|所|间|套|台)(?!河)|第[一二三四五六七八九十]+(?![一二三四五六七八九十代]|条(?:生产线|产线)|附属|人民|中学|小学|医院|工厂|水厂|污水|幼儿园|实验|高级|职业|总部|电厂|中医)|(?:重大|重点)(?:产业|建设|工业|民生|工程|文旅|农业|交通|水利|能源|基础设施)*项目$|同类|各(?!伦)|本次|此次|上述|以上|以下|不符合|抓|谈|跑|促进|增强|解决|兑现"
)
_BARE = re.compile(
    r"^(?:一期|二期|三期|四期|首期|该|本|此|全部|其他|部分|在建|续建)?(?:建设|技改|改造|扩建)?(?:项目|工程|基地|产业园|工厂|厂房)$"
)
# 连环湖, 飞来峡: a verb before it is part of what the water or the hill is called.
_LANDFORM = re.compile(r"[湖河江山岛湾海岭沟坝坪峡溪泉]")
_SITE = re.compile(vocabulary.pattern("project.site"))
_COMMON_SITE = re.compile(
    r"(?:车间|生产线|产线|工程|馆|广场|(?<!遗址)(?<!湿地)(?<!森林)(?<!地质)公园|(?<!物流|冷链|研发|维修|设计|加工|配送|检测|交易|结算)中心|片区|大楼|市场|平台)$"
)
_ONE_OF_A_PLACE = re.compile(r"新?(?:机场|高铁站|火车站|水库|大桥|航站楼|电厂|核电站|客运站|通用机场|国际机场)")
# 某某汽车零部件配套园: two signs that are no sort of car, before 汽车 and a part of one, name who makes it.
_MAKE_OF_CAR = re.compile(
    r"(?!智能|网联|电动|商用|乘用|燃油|混动|氢能|专用|特种|报废|废旧|二手|重型|轻型|微型|高端|先进|新型|传统|关键|能源|公交|公务|民用|家用|军用|无人"
    r"|国产|进口|生产|年产|制造|配套|现有)[一-鿿]{2}汽车(?=零部件|配件|整车|变速|发动机|底盘|车身|模具|电子)"
)
_ROUTE = re.compile(
    r"·+[至到—-](?:·+|[一-鿿]{2,4}?)(?:[高快]速|高铁|[城市]际|铁路|公路|运河|航道|客专|线|跨江|跨海|通道|特高压|输电|供水|引水|调水|输水|输气|供气|供热|天然气|管[道线])"
)
_SITE_BY_ITSELF = re.compile(r"(?:创新港|科创港|科技港|智谷|光谷|U谷|科创谷|科学城|科技城)$")


@cache
def head() -> re.Pattern[str]:
    """How the name of a project or a site ends."""
    return re.compile(vocabulary.pattern("project.project", "project.site", "project.phase"))


def begins(text: str, end: int) -> int:
    """The earliest sign that may belong to a name that ends at `end`: brackets and quotation marks close inside it."""
    at = end
    while at > 0 and end - at < _LONGEST + 8:
        sign = text[at - 1]
        if sign in _OPENER:
            opened = text.rfind(_OPENER[sign], max(0, at - 24), at - 1)
            if opened < 0 or _TOLD.search(text, opened, at):
                return at
            at = opened
        elif sign == "、" and text[at - 2 : at - 1].isdigit() and text[at : at + 1].isdigit():
            at -= 1  # 3、4号机组
        elif sign in _STOPS:
            return at
        else:
            at -= 1
    return at


def span(sentence: Sentence, end: int, *, floor: int = 0, noun: int = 0, inner: bool = False) -> Span:
    """The name that ends at `end`, not before `floor`; `noun` is the length of the noun that closes it.

    `inner`: it stands inside a list, where no verb comes before it.
    """
    text = sentence.text
    start = max(floor, begins(text, end))
    told = not inner or _INVESTS.search(text, start, end)  # 投资52亿元在…建设…基地: more than a name
    for m in (_CUT if told else _INNER).finditer(text, start, max(start, end - noun)):
        start = m.end()
    divided: int | None = None
    while True:
        before = start
        if m2 := _LEADING.match(text[start : end - noun]):
            start += m2.end()
        if number := re.match(r"\d{1,2}[.、](?=\d?[^\d])", text[start:end]):
            start += number.end()
        led = start
        start = _after_division(sentence, start, end)
        if (
            start > led
            and not _BUILT.search(text, led, start)
            and (divided is None or grade(sentence, start, end) == TYPE)
        ):
            divided = led
        if start == before:
            break
    if bracket := re.match(r"\([^()]{1,12}\)", text[start:end]):
        start += bracket.end()  # 开发区(大洋区块)热电联产项目: it belongs to what was cut off
    zone = _ZONE.match(text[start:end])
    if zone and grade(sentence, start + zone.end(), end) >= PROPER:
        start += zone.end()
    closed = text.rfind(")", start, end - noun)
    if closed >= 0 and "(" not in text[start:closed]:
        start = closed + 1  # (以下简称恒曜)宜宾…基地: the bracket was opened before
    if not any(p.end == start and p.code for p in sentence.places):
        start += _verbs_in_front(text[start:end])  # 五竹镇脱毒种薯智能温室: behind a place nothing is told
    if _ONE_OF_MANY.match(text, start):
        # 昌吉市第十五小学, 曲靖市中医医院迁建: only the place tells it from others.
        start = next((p.start for p in sentence.places if p.end == start and p.code and p.start >= floor), start)
    if divided is not None and grade(sentence, start, end) == TYPE and grade(sentence, divided, end) >= LIKELY:
        start = divided  # 大安镇…示范园: only the place tells it from others
    return Span(start, end, grade(sentence, start, end))


_ONE_OF_MANY = re.compile(
    r"第[一二三四五六七八九十]+(?:实验)?(?:小学|中学|高级|幼儿园|人民医院|医院|水厂|污水|自来水)|(?:人民|中医|中心|妇幼保健|儿童)医?院"
)


def _verbs_in_front(name: str) -> int:
    """How many signs of verbs open the span, where a name of its own is left behind them (加大紫金山实验室)."""
    at = 0
    for word, sort in parts(name):
        if (
            sort != "verb"
            or re.search(r"[航飞翔腾跃驰拓盛]|^引[江黄汉洮大嘉绰松岷]", word)
            or _LANDFORM.match(name, at + len(word))
            or name[at + len(word) : at + len(word) + 1] == "至"
            or not proper(name[at + len(word) :])
        ):
            break
        at += len(word)
    return at


def _after_division(sentence: Sentence, start: int, end: int) -> int:
    """Behind a division named in full (灌云县, 新兴镇); a short name in front may be the company's (南京衡石)."""
    for place in sentence.places:
        if place.start == start and place.code and place.end < end - 3 and sentence.text[place.end] not in "至到—-港":
            full = place.name[-1:] in _DIVISION_ENDS and len(place.name) > 2
            # 福州福清市…: a short name before a full one.
            built = _BUILDS.match(sentence.text, place.end)
            if built and not full:
                return built.end()
            followed = any(p.start == place.end and p.name[-1:] in _DIVISION_ENDS for p in sentence.places)
            return place.end if full or followed else start
    return start


_BUILT = re.compile(r"(?:建设|兴建|新建|建立|投建)$")
_BUILDS = re.compile(r"(?:投资|合作|共同)?(?:建设|兴建|新建|建立|投建)(?!银行|集团|局|项目|工程)")  # 在蕲春建设…基地


def grade(sentence: Sentence, start: int, end: int) -> int:
    """How much of a name the span is; divisions in it count for little."""
    name = sentence.text[start:end]
    if not 3 <= len(name.removesuffix("项目")) <= _LONGEST or _REFUSED.search(name) or _BARE.match(name):
        return TYPE
    masked = name
    for place in sentence.places:
        if start <= place.start and place.end <= end:
            masked = masked[: place.start - start] + "·" * (place.end - place.start) + masked[place.end - start :]
    if proper(masked) or _MAKE_OF_CAR.match(masked):
        return PROPER
    if specific(masked):
        if _COMMON_SITE.search(name):
            return FAINT if masked != name and len(name) >= 6 else TYPE
        return FAINT if parts(masked)[0][1] == "verb" else LIKELY
    if _ROUTE.match(masked):
        return LIKELY  # 长沙至赣州高铁
    if _SITE_BY_ITSELF.search(name) and len(name) >= 4:
        return FAINT
    if masked == name:
        return TYPE
    kind = masked.replace("·", "").removesuffix("项目")
    if _ONE_OF_A_PLACE.fullmatch(kind) and len(name) >= 4:
        return FAINT  # 瑞金机场
    return LIKELY if _SITE.search(kind) and len(kind) >= 5 else FAINT if len(kind) >= 4 else TYPE


def plain(name: str) -> bool:
    """Whether it is neither a count nor a statement, and long enough to be a name where all else says that it is one."""
    return len(name) >= 6 and not _REFUSED.search(name) and not _BARE.match(name)
