"""Projects: named investment projects, factories, parks and sites that stand alone.

`…项目` with a name of its own, and sites (…产业园, …生产基地) that something happens to or that somebody visits. Lists of
sites are in `project_list`, fields beside the name in `project_fields`. Types and counts of projects are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.recognise.facts import project_span, vocabulary
from store.recognise.facts.naming import clause, name_of, parts, specific, within_title
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.document import Sentence

_SOURCE = "RECORDS.md, Fact: project"
_PROJECT = re.compile(vocabulary.pattern("project.project"))
_NOT_ONE = re.compile(
    r"[库化制部组数类群池包]|经理|指标|审批|前期|招引|谋划|储备|策划|论证|评审|为王|清单|负责制|长制|专班|观摩|擂台|推介|招商|投资完成|入库|用地保障|\d+(?:个|项)(?!计划|参加)|占比|建设(?:年|大会|推进)"
)
# Sites that are projects where something happens to them; zones (工业园区) are divisions, halls are places of meetings.
# Literals only, so that the engine looks at signs that may begin one; what must stand around them is seen to after.
_SITES = {a + "基地" for a in vocabulary.words("project.base")} | set(vocabulary.words("project.works"))
_STRONG_SITE = re.compile(
    r"(?:城际铁路|市郊铁路|铁路|地铁|轻轨|城轨|城际|轨道交通)[一-鿿\d]{1,6}(?<!沿)线|" + vocabulary.either(_SITES)
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
        if noun == "中学" and not re.match(r"、|建设|三个|项目", text[m.end() : m.end() + 2]):
            continue
        if noun[-2:] == "通道" and _NO_SITE_AT.search(text, max(0, m.start() - 3), m.end()):
            continue
        yield m


_HAPPENS = re.compile(
    r"(?:[一二三]期)?(?:面积|全长|年产|年处理|年加工|年接待|日处理|日产|日加工|接待(?:游客)?|计划引进|设计(?:年|日)|吸引|库容|装机)[^,。;、]{0,8}?\d|,?总面积\d|是(?:其中|今年|本次|此次|全[省市县区]|我[省市县区]|[市县区省])|,(?:该)?项目(?:计划)?总?投资|(?:目前)?(?:已|共|累计)+(?:吸引|入驻|集聚|引进|签约|投入|完成)|:落户|"
    r"(?:一期|二期|三期)?(?:,)?(?:计划|规划|设计|共|已|正)?(?:投资|装机|设置|规划建设|规划床位|建设规模|库容|总规模|总装机)[一-鿿]{0,4}\d|(?:一期|二期|三期)?[\d.]+[万亿]?平方米|\s{2,4}(?:投资方|投资主体|建设单位|项目单位|总投资)"
    r"|,?(?:去年|今年|上个月|20\d\d年|预计|\d{1,2}月)[^,。;、]{0,8}?(?:动工|开工|投产|竣工|建成|开诊|开园|通车|下线|量产)|正在(?:平整|施工|建设|紧张|有序|加快|调试|安装)|(?:进入|迎来|处于)[^,。;、]{0,8}(?:阶段|安装|收尾|高峰)"
    r"|(?:年内|上半年|下半年|年底|\d{1,2}月(?:份)?)(?:前|底|底前)?(?:完成|投产|竣工|开工|建成|开园|通车|投用)|[^,。;、]{0,4}(?:主体|主体结构)(?:已|全部)?(?:封顶|完工)|已(?:经)?(?:吸引|封顶|动工|引进|榨|加工|投放)|(?:项目)?(?:建设|施工)?(?:现场|工地)|,?(?:该项目)?(?:由[^,。;]{2,24}(?:投资|出资|建设|承建)|总投资|占地|总建筑面积)|(?:一期|二期|三期)?(?:工程|主体)?(?:首套装置|首条生产线|首台机组|首期|首批|首个)?(?:也|已经?|均|将|都|于[^,。;]{2,16}|提前|正式|全面|全线|顺利|成功|今天|当天|当日|同日|同步|昨日|昨天|今日|近日|日前|如期|即将|[今明去]年|年底|月底|上个?月|本月|下个?月|上午|下午|现场|相继|先后|有望|预计|\d{1,4}[年月日]|底|前|完成)*"
    r"(?:签约|动土|复工|交付|点火|并网|通水|蓄水|下闸|开业|迎客|落脚|通线|开诊|开馆|开通|开放|试运行|试运营|试生产|达产|量产|合龙|贯通|落成|签下|进场|开建|开工|动工|奠基|竣工|投产|投用|投运|建成|启用|揭牌|开园|落户|落地|封顶|完工|通车|运营|投入运营|投入使用|总投资|计划总投资|破土|建设(?=[,。;、]|进展|契机|正在|全面|加快))"
)
_VISITED = re.compile(
    r"(?:走进|来到|在|观摩了?|考察了?|察看了?|查看了?|走访了?|参观了?|调研了?|建设(?:的)?|推进|加快建设|支持|投资建设|共建|新建|兴建|项目[为是]|签约|引进|开工|启动|竣工的?|建成的?|投资[^,。;]{2,12}的|引来了?|加码|落户|占地[\d.]+[万]?(?:亩|平方米)的|[\d.]+[万亿]?(?:元|美元|欧元|港元|日元|平方米)的|契机|抓住)"
    r"(?:[^,。;:!?、]{0,3}|[^,。;:!?、的]{2,12}的)$"
)


# What shows that words of the language are a project's name: its sum before it, what happens to it behind it.
_SUM_BEFORE = re.compile(
    r"(?:[\d.]+(?:余|多)?(?:亿|万)(?:元|美元|欧元|港元|日元|英镑|新加坡元)|分别是|分别为|公司(?:投资)?(?:建设|兴建)|(?:亩|平方米))(?:人民币)?的?$|(?:分别是|分别为|包括)[^,。;、]{0,12}的$"
)
_LED_TO = re.compile(r"(?:签下了?|包括|特别是|尤其是|其中有?|例如|比如|走进|来到|观摩了?|在)(?:的)?$")
_FATE_BEHIND = re.compile(
    r"(?:计划|总)?投资\d|\s{2,4}(?:投资方|投资主体|建设单位|项目单位|总投资)|(?:开工|签约|竣工|投产|奠基)(?=[,。;、])|(?:成功|正式)?落户(?=[一-鿿]{2})|(?:建设|施工|开工|签约)?(?:现场|工地)|(?:集中)?(?:签约|开工|奠基|竣工|投产)(?:仪式|活动)|(?:计划)?总投资|占地|位于|由[^,。;]{4,24}投资|(?:已|正式|全面|顺利|成功|如期)+(?:开工|签约|竣工|投产|奠基|落户)"
)
# 农产品加工项目集中签约, 亿元以上的工业项目: a kind of projects, not one.
_GATHERED = re.compile(r"集中(?:签约|开工|竣工|投产|奠基)")
_TIER = re.compile(r"(?:以上|以下|亿元级|百亿级|十亿级)的?[一-鿿]{0,2}$")
_RUN_BEFORE = re.compile(r"[^,。;、]{3,36}项目(?:、|和|以及)$")
_RUN_BEHIND = re.compile(r"(?:、|和|以及)[^,。;、]{3,36}项目")


def _pointed_at(text: str, start: int, end: int, grade: int) -> bool:
    """Whether the words around show that it names one project, where its own words do not."""
    before = text[max(0, start - 44) : start]
    listed = end - start >= 6 and (_RUN_BEFORE.search(before) or _RUN_BEHIND.match(text, end))
    if grade == project_span.FAINT:
        return end - start >= 8 and bool(_SUM_BEFORE.search(before) or listed)
    led = _LED_TO.search(before) and end - start >= 6
    return bool(
        re.search(r"[一二三四五六]期|号", text[start:end])
        or _SUM_BEFORE.search(before)
        or led
        or listed
        or _FATE_BEHIND.match(text, end)
    )


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
        start, end, grade = project_span.span(sentence, m.end(), noun=len(m[0]))
        if grade == project_span.TYPE or (grade < project_span.PROPER and not _pointed_at(text, start, end, grade)):
            continue
        if (grade < project_span.PROPER and _GATHERED.match(text, end)) or _TIER.search(text, 0, start):
            continue
        if _short_for(sentence, start, end):
            continue
        # 集成创新项目产业化基地, 铁路项目(上杭段): the name goes on.
        if more := re.match(r"产业化基地|产业园|\([^()]{1,8}[段期]\)", text[end : end + 12]):
            end += more.end()
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


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
    if not any(word in text for word in _STIRS):
        return
    for m in _sites(text):
        if (
            _AIM_BEFORE.search(text, max(0, m.start() - 44), m.start())
            or within_title(text, m.start())
            or text[m.end() : m.end() + 2] == "项目"
        ):
            continue
        start, end, grade = project_span.span(sentence, m.end(), noun=len(m[0]))
        if re.match(r"[一二三四五六]期(?:工程)?", text[end : end + 4]):
            end += 4 if text.startswith("工程", end + 2) else 2
        summed = end - start >= 6 and _SUM_BEFORE.search(text, max(0, start - 44), start)
        placed = _of_a_place(sentence, start)
        own = text[start : m.start()]
        if len(own) < 3 and not (placed or summed or specific(own) or m[0].endswith(("基地", "线"))):
            continue  # 人民医院, 铁路货运站: what no list knows is the noun itself
        both = (
            (summed or _described(text, start, sure=False))
            and _HAPPENS.match(text, end)
            and project_span.plain(text[start:end])
        )
        if not both and (grade == project_span.TYPE or (grade < project_span.LIKELY and not (summed or placed))):
            continue
        if grade < project_span.LIKELY and not summed and not _HAPPENS.match(text, end):
            continue
        sure = m[0] != "基地" and (grade == project_span.PROPER or placed or _new(text[start:end]))
        if not summed and not _told(text, start, end, sure=sure):
            continue
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


def _short_for(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the article has named it in full before: 格林循环项目 after 格林循环电子废弃物处理项目."""
    stem = sentence.text[start:end].removesuffix("项目")
    if not 3 <= len(stem) <= 8:
        return False
    earlier = sentence.document.plain[: sentence.start + start]
    at = earlier.find(stem)
    return at >= 0 and _IN_FULL.match(earlier, at + len(stem)) is not None


_IN_FULL = re.compile(r"[^,。;:、!?“”《》\n]{2,16}?(?:项目|基地|产业园|工厂)")


def _new(name: str) -> bool:
    """Whether the name opens with what no list of words knows: 东阳光生化制药产业园."""
    return parts(name)[0][1] == "new"


_BUILT_THERE = re.compile(r"(?:投资|合作|共同)?(?:建设|兴建|新建|建立|设立)(?!现场|工地)[一-鿿]{3}")


def _of_a_place(sentence: Sentence, start: int) -> bool:
    """Whether the name opens with a division: 临泉桑葚加工园 is one park, whatever else its words are."""
    return any(p.start == start and p.code for p in sentence.places)


# Nothing is built, opened or seen where none of these stands: the nouns need not be looked for.
_NO_SITE_AT = re.compile(r"(?:陆海新?|绿色|生命|快速|融资|诉求|投诉|举报|上升|新|消防|安全|升学|晋升|直达|服务)通道$")
_AIM_BEFORE = re.compile(
    r"(?:建成|建设|打造|成为|创建|争创)[^,。;]{0,12}(?:全国|国家|世界|全省|全球|国际|区域|西部|中部|东部|重要|一流|领先|最大)[^,。;、]{0,6}的[^,。;]{0,16}$"
)  # 建成全国重要的…基地: a goal
_STIRS = tuple(
    "建 在 工 动土 签 奠基 竣工 投 落 揭 封顶 通车 通水 通线 开通 运营 启用 开园 开馆 开业 开诊 点火 并网 蓄水 下线 量产 合龙 贯通 观摩 考察 察看 查看 走访 参观 调研 走进 来到 推进 "
    "推动 总投资 占地 位于 项目 规划 引进 入驻 现场 工地 契机 支持 搬进 开放 加码 实施 改造 谋划 交付 迎客 面积 全长 年产 接待 设计 吸引 库容 装机 启动".split()
)


# 铁路沿线, 医院职工: the noun goes on to something else.
_COMPOUND = re.compile(
    r"沿线|沿岸|口岸|两侧|周边|职工|员工|部门|公安|系统|领域|行业|产业(?!园)|经济|通车里程|里程|服务区|名单|企业|规模|数量|板块"
)
# What stands before tells what is done with it or where it lies: 位于…的, 援建的, 在建的, 入驻.
_DESCRIBED = re.compile(
    r"(?P<of>投资[^,。;]{0,12}(?:建设|兴建|新建|投建)了?|(?:位于[^,。;]{2,24}|(?:投资|援建|承建|建设|兴建|筹建|规划|在建|建设中|新建|共建|配套|打造|引进|运营|落户|落地|实施|改造|投产|开工|竣工|投用|启用|建成|通车|签约)(?:[^,。;、的]{0,8})?)的)$"
    r"|(?:入驻|落户|重点推进|加快推进|推动|推进|开建|动工建设|开工建设|建起|办起|盖起|搬进|启动|谋划|争取|续建|新建|建成|完成)(?:了)?$"
)


def _described(text: str, start: int, *, sure: bool) -> bool:
    m = _DESCRIBED.search(text, max(0, start - 40), start)
    return m is not None and (sure or m["of"] is not None)


def _told(text: str, start: int, end: int, *, sure: bool) -> bool:
    """Whether something happens to what stands there, or (of a sure name) somebody comes there or builds it."""
    if re.match(r"(?:隆重|顺利)?(?:举行|召开|举办|开幕)|管委会|党委|负责人|主任|书记|公司|集团", text[end : end + 8]):
        return False
    if text[start - 1 : start] in ("在", "于") and _BUILT_THERE.match(text, end):
        return False  # 在…产业园建设…基地: the base is the project, the park is where it lies
    while text[end : end + 1] in ("”", "’"):
        end += 1
    if _COMPOUND.match(text, end):
        return False
    return bool(
        _HAPPENS.match(text, end)
        or _described(text, start, sure=sure)
        or (sure and _VISITED.search(text[clause(text, start) : start]))
    )


@rule(
    "project.headed",
    kind="project",
    example="▶⟦翼虎科技总装基地⟧:落户高新区,总投资20亿元。",
    near_miss="产业项目:总投资20亿元,年度投资3亿元。",
    source=_SOURCE,
    needs=(":",),
)
def headed(sentence: Sentence) -> Iterator[Candidate]:
    """A line that opens with a name and a colon and tells its sum or its place."""
    m = _HEADED_LINE.match(sentence.text) if 3 < sentence.text.find(":") < 44 else None
    if m is None:
        return
    start, end, grade = project_span.span(sentence, m.end("name"), floor=m.start("name"), noun=2, inner=True)
    if grade >= project_span.LIKELY and end - start >= 5:
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


_HEADED_LINE = re.compile(
    r"\W*(?:[\d一二三四五六七八九十]{1,3}[、.)])?(?P<name>[^,。;:!?《》]{4,36}):(?:落户|(?:项目|计划|规划)?总?投资|位于|(?:项目)?占地|由|选址|规划建设|建设(?:内容|地点|单位|规模))"
)
