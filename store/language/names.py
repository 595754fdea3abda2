"""Persons in a sentence: a title and the name behind it, lists of names, names with · and surnames of two characters.

In: plain text. Out: `Name`s with the span of the name and of the title in front of it. A name is taken where a title,
a list or a known full name leads to it and what follows can follow a name (`given`). What the person does is for
`store.recognise.facts.person`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.language import patterns as re
from store.language.given import HANZI, alone, followers, follows, name_at, surnames
from store.language.searching import searching
from store.language.words import common

__all__ = ["HANZI", "Name", "name_at", "names", "surnames"]


@dataclass(frozen=True, slots=True)
class Name:
    """A person as named here. `title` is the span of the offices in front (start == end where there are none)."""

    start: int
    end: int
    text: str  # without spaces inside
    title: tuple[int, int]
    group: int  # names of one list share a number
    listed: bool  # stands in a list under a group's title (区领导…)


# The words that close an office. What stands before them (the body) is open.
_OFFICE = (
    r"(?:总书记|副总书记|党组书记|党委书记|党工委书记|工委书记|支部书记|总支书记|第一书记|副书记|书记|纪委书记"
    r"|副?(?:省|市|区|县|州|盟|旗|镇|乡|村|局|厅|处|科|部|司|署|院|校|所|台|社|站|队|组|会|行|馆|园|店|厂|关|庭|段|船|师|团|董事|理事|监事|秘书|检察|首席执行|股|营运|运营|执行|技术|财务|策略|资讯)长"
    r"|常务副(?:省|市|区|县|州|旗|镇|院|部|厅|局|会)长|代(?:省|市|区|县|州|旗|镇)长|常委|副?主席(?![台团])|副?主任|副?部长|副?专员|委员|政委|政治委员|司令员?"
    r"|副?总经理|总经理|经理|副?总裁|总监|董事长|副董事长|董事|监事|合伙人|创始人|联合创始人|负责人|发起人|代言人|发言人|总工程师|工程师|总会计师|设计师|规划师|经济师|首席[一-鿿]{2,8}?(?:师|官|家|员|顾问|代表)"
    r"|副?教授|院士|博士|研究员|副研究员|专家|学者|顾问|讲师|总编辑?|主编|副?总干事|副?秘书长|巡视员|调研员|督学|参赞|大使|领事|公使|代表|特派员"
    r"|组织委员|宣传委员|党组成员|党委委员|班子成员|企业家|劳模|致富带头人|带头人|(?:种[植粮养]|养殖|承包)大户|[果茶药老棉烟蔗瓜菇枣桑竹林蚕桃橙梨蒜椒橘柑柚莓藕姜麻]农|茶商|药商|粮商|商贩|摊贩|船东|船老大|菜农|粮农|花农|渔民|牧民|农民|商户|创业者|合作社社员|负责同志|技术员|农艺师|畜牧师|兽医师?|传承人|讲解员|养殖户|种植户|村民|市民|居民|农户|职工|店主|馆主|主播|工人|采[煤茶油棉]工(?!程|业|作|艺)|装配工(?!程|业|作|艺)|钳工|司机|老板|企业主|负责人代表|副?主委|法定代表人|掌门人|先生|女士"
    r"|助理|劳动模范|道德模范|标兵|楷模|干部|候选人|提名人选|主席团成员|歌唱家|演员|画家|书法家|作家|理事|牧户|脱贫户|搬迁户|创业青年|妇女|返乡青年|返乡大学生|大学生|青年|港青(?!年)|台青(?!年)|台商|台胞|侨商|侨胞|侨领|个体户|投资人|投资者|经营者|主管|经销商|采购商|客商|(?<![造务工农商产])业主|主理人|摊主|户主|车主|房东|骑手|快递员|护林员|网格员|辅导员|质检员|操作工|焊工|技工|矿工|护工|村医|医生|护士|教师|老师|律师|分析师|游客|消费者|顾客|匠人|村支书|支书|教练|楼长|班长|领导小组组长|副组长|组长|队员|队长|指挥长|副指挥长|指挥|片区长|链长|河长|CEO|CTO|CFO|COO|总指挥)"
)
# 副市长(宁波援疆)某某: what stands in brackets between office and name.
_ASIDE = rf"\((?![左右前后中][一二三四]?)[{HANZI}]{{2,8}}\)"
# A title for many: names follow as a list.
_GROUP = r"(?:[省市区县州盟旗]级?|[市区县州省]和[^,。;、]{2,8}|新区|开发区|园区|[^,。;、“”]{2,10}?(?:党工委|管委会))?(?:四套班子|四大班子|四大家|党政|班子|主要|有关|相关|部分|其他|在家)*领导(?:同志|干部)?"
# Days, adverbs, prepositions and verbs that stand before a title and are not of it.
_LEAD = re.compile(
    r"(?:[\s“‘]+|受访者[为是]?|(?:紧?接着|最后|首先)(?=[一-鿿]{3})|和(?![平县龙田顺静硕政林布])(?=[一-鿿]{4})|可(?=[在对])|.{0,10}?[\d一二三四五六七八九十廿]{1,3}[日号](?:[电讯]|上午|下午|晚上?|一早)?"
    r"|据悉|随着|跟随|按照|针对|对于|以及|随后|当日|当天|同日|今天|今日|昨天|昨日|会上|会后|会前|对此|近日|日前|其中|陪同|会见了?|专访了?|.{0,10}记者(?:独家)?专访了?|受(?=[省市县区])|.{0,8}(?:会|会议|仪式|活动)由|邀请了?|聘请了?|采访了?"
    r"|接待了?|感谢|特邀|包括|根据|记者从|上午|下午|晚上|活动中|会议期间|座谈会上|仪式上|活动上|现场|期间|本次|此次|他和|她和|受(?=[省市县区])|(?:记者)?专访了?|.{0,10}(?:会|会议|仪式|活动|[开闭]幕式)由|[^的]{0,8}(?:审议|听取)了?(?=[省市区县州代副])"
    r"|当地(?=[一-鿿]{3})|[由请让使被对与同及向据在于随并而但受以当](?=[一-鿿]{3})|有(?![关限色])(?=[一-鿿]{3})|如(?![皋东])(?=[一-鿿]{3})|这[位名个]|一[位名]|经(?![开贸济信发管营委])(?=[一-鿿]{3}))"
)
_TITLE = searching(_OFFICE + rf"(?= ?[{HANZI}]|{_ASIDE}[{HANZI}]|:[{HANZI}]{{2,4}}、)")
_OFFICE_ENDS = re.compile(_OFFICE + "$")
_GROUPS = re.compile(_GROUP + r"(?![在于]主席[台团])(?=[" + HANZI + r"])")
# Offices that anybody may bear: what follows is often no name.
_WEAK = re.compile(
    r"(?:[果茶药老棉烟蔗瓜菇枣桑竹林蚕桃橙梨蒜椒橘柑柚莓藕姜麻]农|茶商|药商|粮商|商贩|摊贩|船东|船老大|菜农|粮农|花农|渔民|牧民|农民|商户|创业者|技术员|讲解员|代表|专家|学者|带头人|大户|养殖户|种植户|村民|市民|居民|农户|职工|店主|馆主|主播|工人|采[煤茶油棉]工(?!程|业|作|艺)|装配工(?!程|业|作|艺)|钳工|司机|老板|企业主|企业家|先生|女士|委员|指挥"
    r"|候选人|干部|理事|牧户|脱贫户|搬迁户|青年|妇女|大学生|港青|台青|台商|台胞|侨商|侨胞|侨领|个体户|投资[人者]|经营者|主管|经销商|采购商|客商|(?<![造务工农商产])业主|主理人|摊主|户主|车主|房东|骑手|快递员|护林员|网格员|辅导员|质检员|操作工|焊工|技工|矿工|护工|村医|医生|护士|教师|老师|律师|分析师|游客|消费者|顾客|匠人|教练|楼长|班长)$"
)
_HAN = re.compile(f"[{HANZI}]")
_RANKED = re.compile(r"(?:总书记|国家主席|委员长|国务院总理|总理|同志)")


def _title_start(text: str, end: int) -> int:
    """Where the offices that end at `end` begin: back over 、 between offices, to a stop or a word that is no office."""
    start = end
    while True:
        cut = max(text.rfind(sign, 0, start) for sign in ",。;:!?”“、() —")
        # 云帆光学(青岛)有限公司董事长: brackets within a firm's name part nothing.
        if cut >= 0 and text[cut] == ")" and _FIRM.match(text, cut + 1) and (opened := text.rfind("(", 0, cut)) >= 0:
            cut = max(text.rfind(sign, 0, opened) for sign in ",。;:!?”“、 —")
        elif cut >= 0 and text[cut] == "”" and (within := _TERM_BEFORE.search(text, max(0, cut - 14), cut + 1)):
            cut = max(text.rfind(sign, 0, within.start()) for sign in ",。;:!?”“、() —")  # “两山”合作社负责人
        piece = text[cut + 1 : start]
        lead = 0
        while m := _LEAD.match(piece, lead):
            lead = m.end()
        begin = cut + 1 + lead
        if (
            lead == 0
            and cut > 0
            and text[cut] == ","
            and (further := _OFFICES_BEFORE.search(text, max(0, cut - 24), cut))
        ):
            return further.start()  # 省委常委、副省长,某市委书记某某
        if told := _TOLD.match(text[begin:start]):
            begin += told.end()
        if begin >= start:
            return start
        if lead == 0 and cut >= 0 and text[cut] == "、" and _OFFICE_ENDS.search(text, max(0, cut - 24), cut):
            start = cut
            continue
        return begin


# What somebody did to the person in front of the office: 听取了副市长, 我们邀请到市统计局局长, 我是市委宣传部副部长.
_DONE = re.compile(
    r"[^的]{0,8}(?:[^为解]了|邀请到|请到|我是|[跟随带顺沿]着)(?=[^的]{3})|[^的]{2,12}[省市县区旗州镇乡]由(?=[省市县区旗州镇乡])"
)


# Whom somebody was with: 王某某在副县长林某的陪同下.
_IN_COMPANY = re.compile(rf"[{HANZI}]{{2,4}}在(?=[^,。;]{{3,24}}(?:的陪|的带|的主|陪同)[同领持下]?$)")


def _between(piece: str) -> int:
    """How much of what stands between two persons joins them: 与, 会见了, 陪同."""
    if told := _DONE.match(piece):
        return told.end()
    at = 0
    while piece[at : at + 1] in "与和同及、,向对陪请由给" or piece[at : at + 2] in followers():
        at += 1 if piece[at : at + 1] in "与和同及、,向对请由给" else 2
        if at >= len(piece):
            return 0
    return at


# 湖南省长江大保护, 乡村民宿项目: the office's last sign opens a word.
_WORD = re.compile(r"长江(?:大保护|大桥|流域|经济带|干流|沿[线岸]|两岸|[中上下]游)|民宿")
_OF_A_FIRM = re.compile(r"(?:建设)?项目|(?:有限|股份)?公司|(?:有限|股份)责任")  # 凤冈县长山米业有限公司
_BRACKETED = re.compile(_ASIDE)
_EVERY = re.compile(r"(?:每一?[个位名]?|各[位级个]|所有|哪[个位])[^,。、;]{0,5}$")
_OFFICES_BEFORE = re.compile(
    r"(?<![^,。;])[^,。;了的]{0,4}(?:自治区|[省市县区州]|全国)(?:委|政府|政协|人大)[^,。;了]{0,14}(?:常委|委员|主席|主任|部长|书记|秘书长|副[省市]长)$"
)
_TERM_BEFORE = re.compile(r"“[^“”,。;:!?、]{1,10}”$")
_FIRM = re.compile(r"[^,。;、]{0,8}(?:有限|股份|公司|集团)|党工委|管委会|工委")
# A clause that tells of the person, in front of the office: 来自常乐镇的, 是从温岭赶来的, 坐在他身后的.
_TOLD = re.compile(
    r"[^的]{0,12}(?:就座|出席|列席|参加|参会|到会|陪同)[^的]{0,10}的(?:还|也)?有"
    r"|[^的]{2,16}[\d多一二三四五六七八九十]年的(?=[^的]{2})|(?:[^的]{1,8}的)?是(?=[^的]{3})(?:[^的]*(?:[来到赶]|在)[^的]*的)?"
    r"|(?:[^的]{0,8}(?:来自|随行|与?会|参会|列席|在场|到场|负责|主管|分管|从事|坐在|站在|前来|赶来|获聘|获奖|受邀|应邀|新任|现任|时任|当选|领到|拿到|收到|听到|办完|搬来|搬进|返乡|回乡|回国|正在|刚刚|忙着|种了|养了)[^的]{0,12}|[^的]{2,8}[县市区旗镇乡村])的(?=[^的]{2})"
)


def _list_after(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Names that go on after 、 or a comma or space, each filling its place between two separators."""
    at = end
    while at < len(text) and text[at] in "、, 和":
        start = at + 1
        while start < len(text) and text[start] == " ":
            start += 1
        found = name_at(text, start) or _between_names(text, start)
        if found is None or (found < len(text) and follows(text, found) < 1):
            return
        if re.match(_OFFICE, text[found:]) or found - start > 14:
            return
        yield start, found
        at = found


_CLOSED = re.compile(rf"(?:、[{HANZI}]{{2,3}})*(?:出席|参加|列席|陪同)")
_ITEM = re.compile(rf"[{HANZI}]{{2,3}}(?=、|出席|参加|列席|陪同)")


def _between_names(text: str, start: int) -> int | None:
    """An item of a list between two names, or of one that 出席 closes, is one too, whatever its surname: 润道宏."""
    item = _ITEM.match(text, start)
    if (
        item is None
        or re.search(_OFFICE + "$", item[0])
        or any(item[0] in words or item[0][:2] in words for words in common())
    ):
        return None
    closed = len(item[0]) == 3 and item[0][1:] not in common()[0] and _CLOSED.match(text, item.end())
    return item.end() if closed or name_at(text, item.end() + 1) else None


# A title for many behind the names: 陈兴、汪长春、王益贤等县领导参加.
_GROUP_BEHIND = re.compile(
    rf"等(?P<title>(?=[省市区县州盟旗]){_GROUP}|[{HANZI}]{{2,6}}?[省市区县州盟旗](?:四套班子|党政)?领导(?:同志|干部)?)"
)


def _list_before(text: str, end: int) -> list[tuple[int, int]]:
    """The names of the list that ends at `end`, back to the last stop; none where an item is no name."""
    begin = max(text.rfind(sign, 0, end) for sign in ",。;:!?”—") + 1
    spans = [m.span() for m in re.finditer(r"[^、\s]+", text[begin:end])]
    spans = [(begin + s, begin + e) for s, e in spans]
    named = [span for span in spans if 2 <= span[1] - span[0] <= 4 and name_at(text, span[0]) == span[1]]
    return spans if len(spans) > 1 and len(named) == len(spans) else []


def names(text: str, known: Iterable[str] = ()) -> tuple[Name, ...]:
    """Persons named in the text, left to right; `known` are full names that the article gave elsewhere."""
    found: dict[int, Name] = {}
    taken: list[tuple[int, int]] = []

    def add(start: int, end: int, title: tuple[int, int], group: int, listed: bool) -> None:
        if start in found or any(s < end and start < e for s, e in taken):
            return
        found[start] = Name(start, end, re.sub(r"\s", "", text[start:end]), title, group, listed)
        taken.append((start, end))

    many_of = "领导" in text  # every title of many has it, and the pattern is slow
    groups = _GROUPS.finditer(text) if many_of else ()
    for group, m in enumerate([*groups, *_TITLE.finditer(text)]):
        many = m.re is _GROUPS
        spaced = text[m.end() : m.end() + 1] == " "
        aside = None if many else _BRACKETED.match(text, m.end())
        start = aside.end() if aside else m.end() + (spaced or text[m.end() : m.end() + 1] == ":")  # 执行主席:甲、乙
        if _EVERY.search(text, max(0, m.start() - 10), m.start()):
            continue  # 每一个局长都要会算
        if _WORD.match(text, start - 1):
            continue
        end = name_at(text, start, strong=not _WEAK.search(m[0]))
        if end is None or any(s <= start < e for s, e in taken) or (spaced and follows(text, end) < 3):
            continue
        if m[0].endswith("长") and _OF_A_FIRM.match(text, end):
            continue
        begin = _title_start(text, m.end())
        if many and m.end() - begin > 14:
            begin = m.start()  # 对全市115个项目实行县级领导…
        for name in known:
            at = text.find(name, begin, m.start())
            if at >= 0:
                begin = at + len(name) + _between(text[at + len(name) : m.end()])
        if (earlier := max((e for s, e in taken if begin < e <= m.start() + 1), default=begin)) > begin:
            begin = earlier  # 市长甲会见了某集团董事长乙: the office is what stands behind the first
            begin += _between(text[begin : m.end()])
        elif told := _DONE.match(text[begin : m.end()]) or _IN_COMPANY.match(text[begin : end + 3]):
            begin += told.end()
        add(start, end, (begin, m.end()), group, many)
        for s, e in _list_after(text, end):
            add(s, e, (begin, m.end()), group, True)
    for group, m in enumerate(_GROUP_BEHIND.finditer(text) if many_of else (), 4000):
        for s, e in _list_before(text, m.start()):
            add(s, e, m.span("title"), group, True)
    for m in _RANKED.finditer(text):
        for length in (3, 2):
            start = m.start() - length
            if start >= 0 and text[start] in surnames()[0] and not any(s < m.start() and start < e for s, e in taken):
                if m[0] == "同志" and start and _HAN.match(text[start - 1]):
                    continue
                add(
                    start,
                    m.start(),
                    (m.start(), m.end()) if m[0] != "同志" else (start, start),
                    1000 + m.start(),
                    False,
                )
                break
    for m in _OFFICE_BEHIND.finditer(text) if "强调" in text or "指出" in text or "要求" in text else ():
        piece = m["name"]
        if alone(piece) and not (len(piece) == 2 and m["title"][-2:] in ("局长", "部长", "会长")):  # 安监局长
            add(m.start("name"), m.end("name"), m.span("title"), 6000 + m.start(), False)
    if "代表" in text or "委员" in text:
        for m in _DEPUTY.finditer(text):
            piece = m["name"]
            if piece[0] in surnames()[0] and not any(
                word in known for known in common() for word in (piece, piece[:2])
            ):
                add(m.start("name"), m.end("name"), m.span("title"), 5000 + m.start(), False)
    for name in known:
        at = text.find(name)
        while at >= 0:  # a pattern for each name would be compiled for each article
            add(at, at + len(name), (at, at), 2000 + at, False)
            at = text.find(name, at + len(name))
    if "说" in text or "表示" in text or "坦言" in text or ":“" in text:
        for m in _SPEAKS.finditer(text):
            end = name_at(text, m.end(), strong=False)
            if end is None or _POLITE.search(text[m.end() : end]) or not _SAID.match(text, end):
                continue
            if end - m.end() < 3 and (m[0] != "”" or text[end] == ":"):
                continue
            add(m.end(), end, (m.end(), m.end()), 3000 + end, False)
    return tuple(found[k] for k in sorted(found))


# 秀峰区代表团的莫燕妮代表说: the seat in a congress stands behind the name.
_DEPUTY = re.compile(
    rf"(?:^|(?<=[,。的”]))(?P<name>[{HANZI}](?:[{HANZI}][^\W族人员者民家长工师生界方]|(?<=的.)[{HANZI}]))(?P<title>代表|委员)(?=说|认为|表示|建议|提出|告诉|介绍|呼吁|直言|坦言|发言|带来|对|代表[^,。]{{2,10}}(?:提出|发言|建议)|是[^,。]{{2,14}}的|,)"
)


# 卓江生镇长指出: the office stands behind the name.
_OFFICE_BEHIND = re.compile(
    rf"(?:^\s*|(?<=[,。;\s:]))(?P<name>[{HANZI}]{{2,3}}?)(?P<title>(?:代|副|常务副)?(?:[省市县区州旗镇乡村局部会]长|书记|主任|主席))(?=(?:在[^,。;]{{1,10}})?(?:指出|强调|要求))"
)


# Who is named by nothing but his words: “…”吴沛霖说.
_SPEAKS = re.compile(r"(?<=[。!?,])”|^(?=[^“]{2,4}(?:说|坦言|表示|:“))")
_SAID = re.compile(r"(?:坦|直)言|(?:笑着|激动地|高兴地|自豪地|介绍)?说(?!明|起|到|法|服|不)|表示(?=[,:。])|告诉记者|:“")
_POLITE = re.compile(
    r"先生|女士|师傅|老师|大[姐爷妈叔哥]|阿姨|书记|[局处科省市县区镇村院校所厂]长|总$|主任|老板|某|同志|代表|[人们者员家方]$"
)
