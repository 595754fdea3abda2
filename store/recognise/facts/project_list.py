"""Projects in lists: sites that a tour saw, and what stands before `等项目`.

A list is taken item by item; an item that has no noun of its own (衡芯光电) is a project only where the list says so:
the tour was of projects, or the list closes with 等重大项目. Companies called on as companies are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.facts import project_span, vocabulary
from store.recognise.facts.naming import clause_end, name_of, within_title
from store.recognise.facts.project_span import FAINT, LIKELY, PROPER, TYPE
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: project"
_SORTS = re.compile(r"(?:的)?(?:项目|点位|内容)[^,。;、]{0,4}(?:包含|包括|涵盖|涉及)")  # 观摩项目包含社区工厂、家庭农场
_VISIT = searching(
    r"(?P<verb>(?<!一)观摩|考察|察看|查看|走访|调研|参观|来到|走进|深入到?|踏看|踏勘|视察|督导|检查|到|赴|前往|点评)(?:了|过)?(?!组|团|会|活动|时|中|点|并|人员|队|,|。|底|位|达|场)"
)
_ROUND = re.compile(r"先后|分别|实地|现场|一行|依次|首先|随后|集中|深入|逐一|分组|两路|还|与会人员|参会人员|与会代表")
_TAIL = re.compile(
    r"(?:(?:项目)?(?:建设|施工|生产|技改升级|生产运营|改造)?(?:的)?(?:现场|工地|施工现场|建设现场|点位|情况|进展)?(?:,)?)?(?:进行|开展)?(?:实地|现场)?(?:了解|督导|调研|察看|查看|考察|观摩|看|检查|参观|指导|走访)?[^、]{0,24}$"
)
_CLOSE = re.compile(
    r"等(?:[\d一二三四五六七八九十余多]+(?:个|家|处))?(?P<what>[^,。;:!?、]{0,14}?(?:项目|载体|平台|工程|园区|现场|点位|地|处|企业|公司|单位|基地))"
)
_OF_PROJECTS = re.compile(r"项目|载体|工地")
_NO_SITE = re.compile(
    r"(?:公司|集团|村|社区|学校|小学|中学|大学|街道|镇|乡|县|市|局|委|大厅|窗口|企业|商户|农户|家庭|单位|部门|地|情况|现场|运营|生产|一线|基层|车间班组|银行|协会|法院|中心组)$"
)
_TWO = re.compile(r"[一-鿿]{2}[和与及][一-鿿]{2}")
_SCHOOL = re.compile(r"[小中]学$")
_HEADED = re.compile(
    "(?:"
    + vocabulary.pattern("project.project", "project.site", "project.phase")
    + r"|(?:工程|高速|铁路|高铁|公路)[一-鿿]{2,6}段)$"
)
_WORK = re.compile(r"(?:提升|改造|治理|建设|整治|更新|修复|保护|升级|加工|生产|处理|回收|利用)$")
_SPLIT = re.compile(
    r"、(?!\d号)|(?<=”)(?=“)|以及|(?<=项目)(?:和|与|及)|(?<=项目区)(?:和|与|及)|(?<=公司)(?:和|与|及)|(?<=[园地厂心院城港谷期间线站馆])(?:和|与|及)(?![一-鿿]{0,6}(?:基地|中心|园)$)"
)


def items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a list; a 、 inside brackets or quotation marks parts nothing."""
    cuts, at = [], start
    for m in _SPLIT.finditer(text, start, end):
        inside = text[start : m.start()]
        if inside.count("(") > inside.count(")") or inside.count("“") > inside.count("”"):
            continue
        cuts.append((at, m.start()))
        at = m.end()
    return [*cuts, (at, end)]


@rule(
    "project.visited",
    kind="project",
    example="观摩团先后来到⟦天晟木业家居产业园⟧、⟦华玻二期⟧实地察看。",
    near_miss="先后走访了恒光科技有限公司、城南社区,了解生产经营情况。",
    source=_SOURCE,
    needs=(
        "观摩",
        "考察",
        "察看",
        "查看",
        "走访",
        "调研",
        "参观",
        "来到",
        "走进",
        "深入",
        "踏",
        "视察",
        "督导",
        "检查",
        "到",
        "赴",
        "前往",
        "点评",
    ),
    priority=1,
)
def visited(sentence: Sentence) -> Iterator[Candidate]:
    """The sites of a tour, in the clause behind the verb and the clauses that go on with the list."""
    text = sentence.text
    quoted = sentence.quotations
    for verb in _VISIT.finditer(text):
        if any(q.start < verb.start() < q.end for q in quoted):
            continue
        begin, stop = verb.end(), clause_end(text, verb.end())
        if within_title(text, begin) or stop - begin < 4 or _SORTS.match(text, begin):
            continue
        # 到 and 赴 only where the sentence says that somebody goes round.
        if verb["verb"] in ("到", "赴", "深入", "深入到", "前往") and not _ROUND.search(
            text[max(0, begin - 16) : begin]
        ):
            continue
        observing = verb["verb"] == "观摩"
        while True:
            yield from _sites(sentence, begin, stop, observing)
            begin, stop = _next_clause(text, stop)
            if begin < 0:
                break


def _next_clause(text: str, stop: int) -> tuple[int, int]:
    """The clause behind a comma that goes on with the list: two items or more, the last with a noun of its own."""
    if text[stop : stop + 1] not in (",", ";"):
        return -1, -1
    begin = stop + 1
    end = clause_end(text, begin)
    parts = items(text, begin, end)
    last = text[parts[-1][0] : end]
    if len(parts) > 1 and _HEADED.search(last) and not re.search(r"了解|听取|要求|推动|加快|强调", text[begin:end]):
        return begin, end
    return -1, -1


def _sites(sentence: Sentence, begin: int, stop: int, observing: bool) -> Iterator[Candidate]:
    text = sentence.text
    close = _CLOSE.search(text, begin, stop + 1)
    end = close.start() if close else stop
    of_projects = bool(close and _OF_PROJECTS.search(close["what"]))
    of_projects = of_projects or (observing and not (close and re.search(r"企业|公司|单位", close["what"])))
    parts = items(text, begin, end)
    of_projects = of_projects or (len(parts) > 1 and _ALL_PROJECTS.search(text[parts[-1][0] : end]) is not None)
    for at, (start, finish) in enumerate(parts):
        if at == len(parts) - 1 and close is None:
            finish = _trimmed(text, start, finish)
        headed = FAINT if len(parts) > 1 else LIKELY
        loose = LIKELY if of_projects and len(parts) > 1 else None
        if (own := _OF_A_PLACE.match(text, start, finish)) and project_span.plain(text[own.end() : finish]):
            headed = TYPE  # 先后察看了某县的绿优食品加工项目
        yield from item(sentence, (start, finish), headed, loose, inner=at > 0)


_OF_A_PLACE = re.compile(r"[一-鿿]{2,8}?[县市区镇乡旗]的")
_ALL_PROJECTS = re.compile(r"项目(?:建设)?(?:现场|工地)?$")
_SUM_OF_IT = re.compile(r"(?:计划)?(?:总)?投资(?:额)?(?:约|近|超|达)?[\d.]+[万亿](?:元|美元)的?")
_SUMMED = re.compile(
    r"投资(?:额)?(?:约|近|超|达)?[\d.]+[万亿](?:元|美元)的$|(?:占地|建筑面积)[\d.]+[万余]?(?:亩|平方米)的$"
)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of the last item: 大数据中心了解项目准备情况 ends behind 中心, 电气项目督导 behind 项目."""
    found = list(project_span.head().finditer(text, start, end))
    for m in found:
        if _TAIL.fullmatch(text, m.end(), end) and not _HEADED.search(text[start:end]):
            more = _WORKS_BEHIND.match(text, m.end(), end)
            return more.end() if more else m.end()
    return end


_WORKS_BEHIND = re.compile(r"(?:建设)?项目")  # 储能变电站项目进行参观: it belongs to the name


_TO_DO = re.compile(r"[找比看听学促补查问议赶树评][一-鿿]{2}")  # 通过观摩找差距、比不足


def item(
    sentence: Sentence, part: tuple[int, int], headed: int, loose: int | None, *, inner: bool, sure: bool = False
) -> Iterator[Candidate]:
    """One item, if it names a site: with a noun of sites from grade `headed` on, without one from `loose` on.

    `sure`: the text counts the items as projects, so that words of the language are a name too.
    """
    text, (start, end) = sentence.text, part
    summed_behind = re.search(r"\([^()]*\d[^()]*[元亩]\)$", text[start:end])
    end -= len(summed_behind[0]) if summed_behind else 0
    tail = re.search(r"(?<=项目)(?:建设|施工)?(?:现场|工地|建设)$|(?:建设|施工)(?:现场|工地)$", text[start:end])
    end -= len(tail[0]) if tail else 0
    noun = _HEADED.search(text[start:end])
    if sure and (named := project_span.span(sentence, end, floor=start, noun=len(noun[0]) if noun else 0, inner=inner)):
        if named.grade == TYPE and not project_span.plain(text[named.start : end]):
            return
        headed = loose = TYPE
    if not noun and _TO_DO.fullmatch(text, start, end):
        return
    summed = _SUM_OF_IT.match(text, start, end)  # 总投资100亿元的某某
    if not noun and (
        loose is None
        or (_NO_SITE.search(text[start:end]) and not (sure and _SCHOOL.search(text[start:end])))
        or end - (summed.end() if summed else start) > 24
    ):
        return
    found = project_span.span(sentence, end, floor=start, noun=len(noun[0]) if noun else 0, inner=inner)
    if noun and _SUMMED.search(text, max(0, found.start - 24), found.start):
        headed = TYPE if project_span.plain(text[found.start : found.end]) else headed  # 总投资18亿元的航天氢能产业园
    placed = any(p.start == start and p.code for p in sentence.places)  # 西城区中央公园改造
    if not noun and not sure and not (placed and end - start >= 8) and _WORK.search(text[start:end]):
        loose = PROPER  # 雨污分流改造: a kind of work, unless a name stands in it
    if found.grade < (headed if noun else loose or LIKELY) and not (noun and _beside_proper(sentence, part, noun[0])):
        return
    name = text[found.start : found.end]
    if not sure and noun and noun[0] == "项目" and found.grade == LIKELY and _TWO.search(name):
        return  # 旅游和农业观光项目
    if re.search(r"(?:产业园区|工业园区|开发区|高新区|新区|企业服务中心|政务服务中心|便民服务中心|办事大厅)$", name):
        return
    yield Candidate(found.start, found.end, {"name": name_of(sentence, found.start, found.end)})


def _beside_proper(sentence: Sentence, part: tuple[int, int], noun: str) -> bool:
    """临港绿色石化码头、海州湾蓝莓冷链基地: words of type alone, right beside a name that no list of words knows."""
    text, (start, end) = sentence.text, part
    if (
        len(noun) < 2
        or noun in ("项目", "工程")
        or not project_span.plain(text[start:end])
        or _KIND.search(text, start, end)
    ):
        return False
    beside = [m.span("name") for m in [_LEFT.search(text, 0, start)] if m]
    beside += [m.span("name") for m in [_RIGHT.match(text, end)] if m]
    return any(
        _HEADED.search(text[s:e]) and project_span.span(sentence, e, floor=s, inner=True).grade == PROPER
        for s, e in beside
    )


_KIND = re.compile(r"标准|基础设施|配套|公共|老旧|农贸|创新平台|公园|广场|道路|[和与及]")
_LEFT = re.compile(r"(?P<name>[^,。;:、“”]{4,24})、$")
_RIGHT = re.compile(r"、(?P<name>[^,。;:、“”]{4,24}?)(?=[,。;、]|等|$)")


@rule(
    "project.listed",
    kind="project",
    example="⟦信义六期⟧、⟦方不圆智能装备制造⟧等一批重大项目如期投产。",
    near_miss="轨道交通、老旧小区改造等项目加快推进。",
    source=_SOURCE,
    needs=("等", "个", "项"),
    priority=1,
)
def listed(sentence: Sentence) -> Iterator[Candidate]:
    """What stands before 等项目, 等载体: each item that is a name."""
    text = sentence.text
    pattern = re.compile(
        r"等(?:(?:[\d一二三四五六七八九十余多]+(?:个|项|家|大))|一批|一大批)?(?P<what>[^,。;:!?、等]{0,16}?(?P<noun>项目|载体|平台|工程|园区))(?!\s*[库化]|机制|制度)"
    )
    closers = [
        *pattern.finditer(text),
        *_SO_MANY.finditer(text),
        *_GOES_ON.finditer(text),
        *_ENTERED.finditer(text),
        *_PUSHED.finditer(text),
    ]
    for close in closers:
        if within_title(text, close.start()):
            continue
        start = _opening(text, close.start())
        parts = items(text, start, close.start())
        if close.re is not pattern and len(parts) < 2:
            continue
        # 县委副书记、县长某某深入甲项目、乙基地等项目: the list begins where somebody goes.
        gone = [at for at, (s, e) in enumerate(parts) if _GOES.search(text, s, e)]
        parts = parts[gone[-1] :] if gone else parts
        if close.re is _PUSHED and not _PUSHES.search(text[start : start + 16]):
            continue
        loose = None
        if (close.re is pattern and close["noun"] in ("项目", "工程")) or close.re is _SO_MANY:
            loose = LIKELY if len(parts) > 1 and _clear(sentence, parts) else PROPER
        sure = close.re is _SO_MANY and _count(close["count"]) == len(parts)
        if close.re is _SO_MANY and close["noun"] == "分会场" and not sure:
            continue
        for at, part in enumerate(parts):
            if close.re is pattern and close["noun"] == "工程" and part[1] - part[0] < 6:
                continue  # 苇海修复等10大工程
            yield from item(sentence, part, FAINT if len(parts) > 1 else LIKELY, loose, inner=at > 0, sure=sure)


def _count(told: str) -> int:
    return int(told) if told.isdigit() else " 一两三四五六七八九十".find(told)


_GOES = re.compile(r"(?:投资|援建|承建|建设|兴建)的|深入|来到|走进|前往|察看|查看|考察|观摩|参观|走访")
# 甲医院、乙中学、丙幼儿园三个项目: the count closes the list as 等 does.
_SO_MANY = searching(
    r"(?<=[一-鿿]{2})(?P<count>[两三四五六七八九十]|\d{1,2})[个项](?P<what>(?:百亿级|十亿级|千亿级|亿元级|超?(?:百|十)亿元?|过?亿元|重点|重大|在建|产业|民生|实事|龙头|标志性|工业|文旅|农业|交通|水利|[省市区县]级?)*(?P<noun>项目|工程|分会场))(?=今年|年内|计划|相继|[,。;]|实质性|集中|已|将|全部|均|先后|陆续|同时|同步|正式|顺利|开工|签约|投产|竣工|建成|建设|主体)"
)


# …等相继投产; 加快推进甲机场、乙医院建设: what closes the list has no noun, so that each item must.
_GOES_ON = re.compile(
    r"等(?=(?:相继|先后|陆续|加快|加速|纷纷|均|已|正|全部|顺利|如期|建设)+(?:开工|竣工|投产|建成|投用|落户|签约|集聚|推进|建设|启用|通车|开业|投运|达产))"
)
_ENTERED = re.compile(
    r"等(?=(?:被|均|已|全部|成功)*(?:列入|纳入|入选)[^,。;]{0,14}(?:清单|项目库|计划|名单|重点|盘子))"
)  # 甲二期、乙一体化项目等列入包保清单
_PUSHED = searching(r"(?<=[一-鿿]{3})(?:建设|前期工作|前期)(?=[,。;]|步伐|进度|进程)")
_PUSHES = re.compile(r"推进|推动|加快|确保|抓好|力促|实施|启动")


def _opening(text: str, end: int) -> int:
    """Where the list begins: at its clause."""
    at = end
    while at > 0 and text[at - 1] not in ",。;!?:" and end - at < 160:
        at -= 1
    return at


def _clear(sentence: Sentence, parts: list[tuple[int, int]]) -> bool:
    """Whether every item of the list is a name by itself: one type among them makes all of them types."""
    return all(
        project_span.span(sentence, end, floor=start, inner=at > 0).grade >= LIKELY
        for at, (start, end) in enumerate(parts)
    )


@rule(
    "project.enumerated",
    kind="project",
    example="签约的项目包括⟦东方电气氢能基地⟧、⟦长德蛋白年产30万吨淀粉糖加工⟧等。",
    near_miss="项目涵盖装备制造、生物医药、电子信息等。",
    source=_SOURCE,
    needs=("项目",),
    priority=1,
)
def enumerated(sentence: Sentence) -> Iterator[Candidate]:
    """What 项目包括, 项目分别是 lead to, item by item."""
    text = sentence.text
    for lead in re.finditer(
        r"(?:项目(?:[^。;:“”]{0,60},(?=(?:主要|具体)?(?:包括|包含)))?|(?:会场|现场)(?=分别))(?:[\d一二三四五六七八九十]+个)?(?:,(?:计划)?总投资[^,。;:]{1,14})?,?(?:主要|具体)?(?:包括|包含|分别是|分别为|有:|为:|:)",
        text,
    ):
        begin, stop = lead.end(), clause_end(text, lead.end())
        close = re.search(r"等", text[begin:stop])
        end = begin + close.start() if close else stop
        parts = items(text, begin, end)
        loose = PROPER if len(parts) > 1 and _clear(sentence, parts) else None
        told = _TOLD_COUNT.search(text, max(0, lead.start() - 8), lead.start() + 3)
        sure = told is not None and len(parts) > 1 and _count(told["count"]) == len(parts)
        for part in parts:
            yield from item(sentence, part, FAINT if len(parts) > 1 else LIKELY, loose, inner=True, sure=sure)


_TOLD_COUNT = re.compile(r"(?P<count>\d{1,2}|[两三四五六七八九十])个(?:分|主)?(?:现场|会场|点位|项目)")
