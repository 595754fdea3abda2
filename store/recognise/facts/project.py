"""Projects: named investment projects, factories, parks and sites that stand alone.

`…项目` with a name of its own, and sites (…产业园, …生产基地) that something happens to or that somebody visits. Lists of
sites are in `project_list`, fields beside the name in `project_fields`. Types and counts of projects are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.facts import project_span, vocabulary
from store.recognise.facts.naming import name_of, parts, specific, within_title
from store.recognise.facts.project_told import SITES, SUM_BEFORE, described, happens, lies_there, pointed_at, told
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: project"
_PROJECT = re.compile(vocabulary.pattern("project.project"))
_NOT_ONE = re.compile(
    r"建设指挥部|[库化制部组数类群池包]|经理|指标|资金|审批|前期|招引|谋划|储备|策划|论证|评审|为王|清单|负责制|长制|专班|观摩|擂台|推介|招商|投资完成|入库|用地保障|[各共]?\d+(?:个|项)(?!计划|参加)|占(?!地)|建设(?:年|大会|推进)"
)
_PHASES = frozenset(("一期", "二期", "三期", "四期", "五期"))
_SHORT = (
    _PHASES
    | {"工程", "装置", "号机组"}
    | {
        area + "总部"
        for area in "华东 华南 华北 华中 西南 西北 东南 东北 全国 中国 亚太 全球 区域 大区 北方 南方 国际".split()
    }
)
_STRONG_SITE = searching(
    r"(?:城际铁路|市郊铁路|铁路|地铁|轻轨|城轨|城际|轨道交通)[一-鿿\d]{1,6}(?<!沿)线|"
    + vocabulary.either(SITES | _SHORT)
)
_GOES_ON_AS_WORKS = re.compile(r"(?:改?扩建|扩容|改造|提升|延伸|配套|治理|清淤|加固|迁建)工程")
# 年产20万吨…装置, 2GWh量产线: what a project has
_COMPRISED = re.compile(
    r"年产[^,。;、]{2,24}(?:产线|装置|工程)|[\d.]+[万亿]?(?:GWh|MWh|[GM]W|[千兆]瓦|吨|平方米)[^,。;、]{0,8}(?:产线|电站|厂房|装置)"
)
_GOES_ON = re.compile(r"区|(?:林|艺|子)")  # …产业园区: a division
_LONG_NAME = re.compile(r"[一-鿿A-Za-z)]{4}$")


def _sites(text: str) -> Iterator[re.Match[str]]:
    """The nouns of works in the text that may close a name."""
    for m in _STRONG_SITE.finditer(text):
        noun = m[0]
        if noun[-1] in "园城" and _GOES_ON.match(text, m.end()):
            continue
        if noun in ("基地", "大厦") and not _LONG_NAME.search(text, max(0, m.start() - 4), m.start()):
            continue
        if noun in _SHORT and (m.start() < 3 or _NO_SHORT.match(text, m.end())):
            continue
        if noun == "工程" and (
            _NO_WORKS.match(text, m.end())
            or (_SET_GOING.search(text, max(0, m.start() - 24), m.start()) and not _DONE.match(text, m.end()))
        ):
            continue
        if noun == "中学" and not re.match(r"、|建设|三个|项目", text[m.end() : m.end() + 2]):
            continue
        if noun[-2:] == "通道" and _NO_SITE_AT.search(text, max(0, m.start() - 3), m.end()):
            continue
        yield m


# 一期工程, 工程师, 总部基地: the noun goes on.
_NO_SHORT = re.compile(r"总(?!投资)|工程|项目|[师院学款车量局部系间待货限内后以]|艺术|基地|经济|大[楼厦]|园|企业")
# 实施…工程 is a campaign's; 工程建设, 工程质量 go on.
_NO_WORKS = re.compile(r"建设|项目|技术|机械|公司|质量|造价|验收|研究|领域|装备|材料|款|施工|进度|机|化|”")
_DONE = re.compile(r"(?:全线|正式|全面|已|顺利|建成)*(?:投运|投产|竣工|通车|通水|送电|贯通)")  # “宁电入湘”工程全线投运
_SET_GOING = re.compile(r"(?:实施|推行|深化|开展|打造|抓好|“)[^,。;、]{0,18}$")


# 农产品加工项目集中签约, 亿元以上的工业项目: a kind of projects, not one.
_GATHERED = re.compile(r"集中(?:签约|开工|竣工|投产|奠基)")
_TIER = re.compile(r"(?:(?P<over>超过|达到|高于|不低于)[\d.]+[万亿]元|以上|以下|亿元级|百亿级|十亿级)的?[一-鿿]{0,2}$")

# A firm of its own has put money into it: 该公司投资的动力电池一期项目.
_INVESTED = re.compile(r"(?:公司|集团|会社|企业)(?:计划|共同|联合)?投资(?:[\d.]+[^,。;、]{1,8})?(?:建设|兴建|新建)?的$")

# 与某公司签下大数据产业园项目,总投资60亿元.
_SIGNED_WITH = re.compile(r"(?:与|和|同)[^,。;]{2,24}(?:公司|集团|企业)(?:签下|签约|签订|签署)了?$")
_SUM_BEHIND = re.compile(r",?(?:计划|项目)?总?投资[^,。;]{0,3}\d")

# 千方百计谋项目, 多措并举促项目: what is done about projects, no project's name.
_DONE_TO = re.compile(r"(?:[谋抓促跑盯拼晒推招]|[聚合]力)项目$")


@rule(
    "project.named",
    kind="project",
    example="在⟦鲁粮功能食品馅料项目⟧开工现场",
    near_miss="新开工30个先进制造业项目,推进重大产业项目建设。",
    source=_SOURCE,
    needs=("项目",),
)
def named(sentence: Sentence) -> Iterator[Candidate]:
    """…项目 with something that tells it from others."""
    text = sentence.text
    for m in _PROJECT.finditer(text):
        if _NOT_ONE.match(text, m.end()) or within_title(text, m.start()):
            continue
        if _CALLED.search(text, max(0, m.start() - 12), m.start()):
            continue  # “工业上楼”项目, “算电协同”产业项目: what kind they are called
        start, end, grade = project_span.span(sentence, m.end(), noun=len(m[0]))
        if text[start - 1 : start] == "该":
            continue  # 该基地二期项目: of what was named before
        invested = project_span.plain(text[start:end]) and (
            _INVESTED.search(text, max(0, start - 40), start)
            or (_SIGNED_WITH.search(text, max(0, start - 40), start) and _SUM_BEHIND.match(text, end))
        )
        if (
            grade < project_span.PROPER
            and not invested
            and not (_SOMEWHERE.search(text, start, end) and SUM_BEFORE.search(text, max(0, start - 44), start))
            and (grade == project_span.TYPE or not pointed_at(text, start, end, grade))
        ):
            continue
        tier = _TIER.search(text, 0, start)
        if tier and not (grade == project_span.PROPER and tier["over"]):
            continue  # 总投资超过60亿元的华晟年产10万吨磷酸铁锂项目 is one
        if grade < project_span.PROPER and _GATHERED.match(text, end):
            continue
        if grade < project_span.PROPER and _among_types(sentence, start, end):
            continue
        if _short_for(sentence, start, end) or _DONE_TO.search(text, start, end):
            continue
        # 集成创新项目产业化基地, 铁路项目(上杭段): the name goes on.
        if more := re.match(r"产业化基地|产业园|\([^()]{1,8}[段期]\)|[一二三四]期(?!工程)", text[end : end + 12]):
            end += more.end()
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


# 投资4500万元的振兴路棚户区改造项目: its street tells it.
_SOMEWHERE = re.compile(r"[一-鿿]{2}(?:路|街|巷|片区|大道|河|湖)[一-鿿]{2,12}项目")


@rule(
    "project.site",
    kind="project",
    example="⟦追日电气科技工业园⟧竣工,主要生产逆变器。",
    near_miss="建设一批产业园,会议在市会展中心举行。",
    source=_SOURCE,
    needs=(
        "园",
        "港",
        "谷",
        "城",
        "基地",
        "工厂",
        "厂房",
        "中心",
        "工程",
        "实验室",
        "电站",
        "电场",
        "桥",
        "机场",
        "高速",
        "铁",
        "水库",
        "隧道",
        "厂",
        "线",
        "站",
        "馆",
        "院",
        "镇",
        "路",
        "道",
        "场",
        "安置",
        "房",
        "大厦",
        "校",
        "幼儿园",
        "综合体",
        "枢纽",
        "灌区",
        "度假区",
        "旅游区",
        "港区",
        "码头",
        "孵化器",
        "平台",
        "总部",
        "车间",
        "库",
    ),
    priority=-1,
)
def site(sentence: Sentence) -> Iterator[Candidate]:
    """A park, base or factory that is visited, built, opened."""
    text = sentence.text
    if not _STIRS.search(text):
        return
    for m in _sites(text):
        if (
            _AIM_BEFORE.search(text, max(0, m.start() - 44), m.start())
            or within_title(text, m.start())
            or text[m.end() : m.end() + 2] == "项目"
        ):
            continue
        start, end, grade = project_span.span(sentence, m.end(), noun=len(m[0]))
        if _GOES_ON_AS_WORKS.match(text, end):
            continue  # 昆曲高速扩容工程
        if _SO_MANY.match(text, end) or (grade < project_span.PROPER and _KINDS_COUNTED.match(text, end)):
            continue
        if _SINCE_IT_RUNS.match(text, end) or text[max(0, start - 2) : start] == "随着":
            continue
        invested = _INVESTING.search(text, max(0, start - 24), start)
        aimed = _AIMED.search(text, max(0, start - 4), start) and _WIDE.match(text, start, end)
        if aimed and not invested and not happens(text, end):
            continue  # 建设东北亚国际航运中心: a goal
        if m[0].endswith("新城") and _AIMED.search(text, max(0, start - 4), start):
            continue
        if m[0] in _PHASES and (more := re.match(r"扩能|扩建|扩产|扩容|技改", text[end : end + 2])):
            end += more.end()  # 忠和酒业二期扩能
        if re.match(r"[一二三四五六首]期(?:工程)?", text[end : end + 4]):
            end += 4 if text.startswith("工程", end + 2) else 2
        opened = start - (text[start - 1 : start] == "“")
        # 投资3.2亿元的永宁镇牛肉加工产业园: the place stands between.
        begin = next((p.start for p in sentence.places if p.end == start and p.code), start)
        summed = end - start >= 6 and SUM_BEFORE.search(text, max(0, begin - 44), min(begin, opened))
        placed = begin < start or _of_a_place(sentence, start)
        own = text[start : m.start()]
        if _TIER.search(text, max(0, start - 8), start) or _COMPRISED.fullmatch(text, start, end):
            continue  # 500头以上的标准化牧场; 建设年产20万吨…生产线: what a project has
        phased = m[0] in _PHASES and grade == project_span.LIKELY and len(own) >= 6 and happens(text, end)
        if (
            m[0].endswith(("工程", "装置", "期"))
            and len(m[0]) < 4
            and not (grade == project_span.PROPER or placed or phased)
        ):
            continue
        if len(own) < 3 and not (placed or summed or specific(own) or m[0].endswith(("基地", "线"))):
            continue  # 人民医院, 铁路货运站: what no list knows is the noun itself
        both = (
            (
                summed
                or _sized(text, begin, end)
                or described(text, begin, sure=False)
                or _HELD_FOR.search(text, max(0, begin - 4), begin)
            )
            and happens(text, end)
            and project_span.plain(text[start:end])
        )
        newly = grade == project_span.LIKELY and bool(_PARK.search(m[0]) and _NEWLY.search(text, start - 6, start))
        if not (both or newly) and (
            grade == project_span.TYPE or (grade < project_span.LIKELY and not (summed or placed))
        ):
            continue
        named_so = placed and described(text, begin, sure=True)
        if grade < project_span.LIKELY and not (summed or named_so or newly) and not happens(text, end):
            continue
        sure = m[0] != "基地" and (grade == project_span.PROPER or placed or _new(text[start:end]))
        works = grade == project_span.PROPER and _WORKS.search(m[0]) and len(own) >= 3 and not _VENUE.match(text, end)
        works = works and not (_CLAIMED.search(text, max(0, start - 6), start) or lies_there(text, start, end))
        if (
            not works
            and not summed
            and not newly
            and not told(text, start, end, sure=sure, proper=grade == project_span.PROPER)
            and not (named_so and begin < start)
        ):
            continue
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


_WORKS = re.compile(
    r"(?:产业|科技|物流|示范|加工|配套|创业|智造|制造|食品|医药)园$|工厂$|(?:制造|智造|生产|加工|配套|封测|电池|装备)基地$|枢纽港$"
)
_VENUE = re.compile(
    r"(?:隆重|顺利|盛大)?(?:举行|召开|举办|开幕)|区|有限|公司|集团|建设推进|总监|厂长|主任|书记|负责人|董事|总?经理|党委|管委会|[旁边]"
)
_CLAIMED = re.compile(r"(?:打造|建成|成为|创建|争创|围绕建设|[要大先流]的)“?$")
_HELD_FOR = re.compile(r"(?:举行|举办)了?$")  # 举行智能网联汽车产业园开工仪式


_PARK = re.compile(r"(?<!幼儿)(?<!公)园$|谷$")
_NEWLY = re.compile(r"(?:新建|规划建设|正建设|开工建设|启动建设)$")
# …产业园规划面积22平方公里, 某镇的示范园里: words of type too, but one that has a size, or that somebody stands in.
_SIZE = re.compile(
    r"(?:[一二三]期)?,?(?:总|规划|占地|建筑|用地)*面积(?:约|近|达|超)?[\d.]|一期\d{1,3}[栋座幢]|[二三]期正"
)
_PLACED_AT = re.compile(r"[镇乡街道县市区]的?$")


def _sized(text: str, start: int, end: int) -> bool:
    if _SIZE.match(text, end) or (text[end - 2 : end] in _PHASES and happens(text, end)):
        return True
    return text[end : end + 2] in ("里,", "内,") and _PLACED_AT.search(text, max(0, start - 3), start) is not None


_CALLED = re.compile(r"“[^“”]{2,8}(?<![园区城镇村港湾])(?<![营基]地)”(?:产业|招商)?$")


def _among_types(sentence: Sentence, start: int, end: int) -> bool:
    """先进制造业项目、现代服务业项目、文体旅游项目: beside a mere type stands a type."""
    text = sentence.text
    beside = [m.start() + 2 for m in [_ONE_BEFORE.search(text, 0, start)] if m]
    beside += [m.end() for m in [_ONE_BEHIND.match(text, end)] if m]
    return any(project_span.span(sentence, at, noun=2).grade == project_span.TYPE for at in beside)


_ONE_BEFORE = re.compile(r"项目(?:、|和|以及|及)$")
_ONE_BEHIND = re.compile(r"(?:、|和|以及|及)[^,。;、]{2,24}?项目(?=[,。;、]|和|及|等)")


def _short_for(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the article has named it in full before: 格林循环项目 after 格林循环电子废弃物处理项目."""
    stem = sentence.text[start:end].removesuffix("项目")
    if not 3 <= len(stem) <= 8:
        return False
    earlier = sentence.document.plain[: sentence.start + start]
    at = earlier.find(stem)
    return at >= 0 and _IN_FULL.match(earlier, at + len(stem)) is not None


_IN_FULL = re.compile(r"\d[^,。;、]{3,14}[、,]|[^,。;:、!?“”《》\n]{2,16}?(?:项目|基地|产业园|工厂)")


def _new(name: str) -> bool:
    """Whether the name opens with what no list of words knows: 东阳光生化制药产业园."""
    return parts(name)[0][1] == "new"


def _of_a_place(sentence: Sentence, start: int) -> bool:
    """Whether the name opens with a division: 临泉桑葚加工园 is one park, whatever else its words are."""
    return any(p.start == start and p.code for p in sentence.places)


# Nothing is built, opened or seen where none of these stands: the nouns need not be looked for.
_NO_SITE_AT = re.compile(r"(?:陆海新?|绿色|生命|快速|融资|诉求|投诉|举报|上升|新|消防|安全|升学|晋升|直达|服务)通道$")
_AIM_BEFORE = re.compile(
    r"(?:建成|建设|打造|成为|创建|争创)[^,。;]{0,12}(?:全国|国家|世界|全省|全球|国际|区域|西部|中部|东部|重要|一流|领先|最大)[^,。;、]{0,6}的[^,。;]{0,16}$"
)  # 建成全国重要的…基地: a goal
_STIRS = re.compile(
    vocabulary.either(
        "内, 里, 灯火 建 在 工 迁入 搬入 动土 签 奠基 竣工 投 落 揭 封顶 通车 通水 通线 开通 运营 启用 开园 开馆 开业 开诊 点火 并网 蓄水 下线 量产 合龙 贯通 观摩 考察 察看 查看 走访 参观 调研 走进 来到 推进 "
        "推动 总投资 占地 位于 项目 规划 引进 入驻 现场 工地 契机 支持 搬进 开放 加码 实施 改造 谋划 交付 迎客 成为 进展 列入 入选 升级 施工 繁忙 提速 挂牌 运行 平台 面积 全长 年产 接待 设计 吸引 库容 装机 启动 进度".split()
    )
)


_KINDS_COUNTED = re.compile(r"等[一-鿿]{2,6}\d{1,3}[个座处](?=[,。;])")  # 中试基地等载体平台12个
_SINCE_IT_RUNS = re.compile(r"(?:[今明去]年)?(?:底|\d{1,2}月)?(?:建成)?(?:通车|开通)(?:运营)?(?:以?后|之后|以来)")
_SO_MANY = re.compile(r"\d+(?:余|多)?[个条座处栋]")  # 新上生产线8条: a count
_INVESTING = re.compile(r"投资[\d.]+[万亿][^,。;]{0,8}(?:建设|兴建|新建)$")
_AIMED = re.compile(r"(?:建设|打造|建成|成为|争创|创建)$")
_WIDE = re.compile(r"[一-鿿]{0,4}(?:边际|省际|区域性|" + vocabulary.pattern("goal.wide")[3:])
