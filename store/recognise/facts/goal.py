"""Goals: positions and roles that a place sets out to reach or to be.

A reader knows one by a verb of striving (打造, 争当, 锚定) and a noun of places' roles (之都, 示范区, 高地) with words that
make it a name; the words are in `goal_words`, those in quotation marks in `goal_quoted`. A bare type or rank
(争当示范区, 一流营商环境) is none; nor is what a company or a project is to become: the clause's subject is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.language.terms import Term, terms
from store.recognise.about import within
from store.recognise.facts import vocabulary
from store.recognise.facts.goal_words import BODY, ENDS, FULL, HEAD, NEEDS, STRIVE, VERB, WIDE
from store.recognise.facts.naming import after_divisions, clause, clause_end, name_of, within_title
from store.recognise.rules import Candidate, rule
from store.regions.table import named

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: goal"
# Others than places: their becoming something is no goal of a place.
_NO_PLACE = re.compile(
    r"公司|企业(?!家)|集团|项目(?:建成|全部|投产|达产|将|投用|竣工|建设完成)|工厂|该院|医院|学校|高校|大学|银行|店|合作社|品牌|产品|平台将|景区|项目$|园区$"
)
_ITS_SUBJECT = re.compile(
    r"^[^“]{0,24}(?:该|本|这家|一家)?(?:公司|集团|项目|工厂|基地|医院|学校|合作社)(?:总投资|计划|占地|将|已|是|位于|致力|表示|负责人|建成|达产|投产|满产|竣工|全部|全面|投用|运营)"
)
# 宜宾基地要扛起公司三分之一的产能,成为…基地: a firm speaks, and no place.
_FIRM = re.compile(r"公司|本集团|我院|我校|我厂")
_PUBLIC = re.compile(r"[全我][省市区县州盟旗镇]|[省市区县州盟旗]委|政府|书记|[省市县区州]长|管委会|将|项目|招商|企业")
_COUNTED = re.compile(
    r"^(?:一批|一系列|更多|若干|多个|一流|各类|[\d一二三四五六七八九十百两几]+[个家座批条处大]|N个|首批|[^,。;]{0,6}等)"
)
_FLUFF = re.compile(
    rf"^(?:{STRIVE}(?!银)|了|成(?!渝|都)|为|好|一座|一个|一方|我市|我区|我县|全市|全区|全县|的|更加|真正的|名副其实的|以|跻身|冲进)*"
)
NEGATED = re.compile(
    r"(?:获评|荣获|被评为|入选|获批|成功创建|成功创成|被命名|获得|授予|跻身|曾经?|原|作为)[^,。;]{0,14}$"
)
_DO_BUILD = re.compile(r"(?:推进|推动|加快|聚力|聚焦|服务|投身|围绕|支持|参与|统筹|深化)")
_SHOWY = re.compile(r"(?:亮丽|靓丽|亮眼|鲜活|生动|精彩|闪亮|耀眼|崭新|美丽|坚强|坚实|强大|强劲)$")
TYPE = re.compile(
    r"^(?:[一-鿿]{0,2}(?:示范|先行|样板|引领|标杆|试验|核心|创新|合作|集聚|功能)区|第一方阵|(?:全国|中国|全省)?(?:县域经济|综合实力|高质量发展)?[百十]强[县区市]?|(?:中国|全国|全省|全市)?第一[县区市镇乡村]|前列|新城区|[新老]城区?|主城区?|[大中小]{2}城市)$"
)


# 建设…滨海城市: a city that is built is the place itself; one that is aimed at (聚焦沿海城市) is another.
_BUILD = re.compile(r"(?:打造|建设|建成|创建|迈向|和|与|及|、)(?:成|为|成为|一座|一个)?$")

_OTHER_CITY = re.compile(r"(?:友好|兄弟|结对|姊妹|周边|目标|重点)$")
_AIMED_AT = re.compile(r"(?:聚焦|瞄准|聚力|锚定|围绕)$")


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(vocabulary.pattern("goal.scope") + "|的|级|性|有影响力|影响力|具有|特色鲜明|[和与、]")


def _bare(modifier: str) -> bool:
    """Whether what stands before the noun says only rank or reach (全省一流, 国家级)."""
    return len(_scope().sub("", modifier.replace("高质量发展", "〇〇"))) < 2


def _shortened(name: str, head: str) -> int:
    """How many signs of the name to drop: what stands before its last 的, if enough is left (全球有影响力的新能源之都)."""
    at = name.rfind("的", 0, len(name) - len(head))
    if at < 0 or _bare(name[at + 1 : len(name) - len(head)]) or not _CLAIMS.search(name[:at]):
        return 0
    return at + 1


_VALLEY = re.compile(r"(?:世界|中国|全球|国际|亚洲|东方|北方|南方|西部|中部|东部|国家)[一-鿿]{1,3}[谷都港]$")
_CLAIMS = re.compile(r"^(?:引领|辐射|服务|支撑|带动)|[、,]")  # 引领中部、辐射全国的低空经济之城


@rule(
    "goal.strive",
    kind="goal",
    example="全力打造引领中部、辐射全国的⟦低空经济之城⟧。",
    near_miss="要争当示范区、打造一流营商环境。",
    source=_SOURCE,
    needs=NEEDS,
)
def strive(sentence: Sentence) -> Iterator[Candidate]:
    """A verb of striving, words of its own, a noun of places' roles; a list behind the verb gives several."""
    text = sentence.text
    quoted = [(t.start, t.end) for t in terms(text) if not says_aim(t)]
    for verb in VERB.finditer(text):
        if within_title(text, verb.start()) or any(s < verb.start() < e for s, e in quoted):
            continue
        if text[verb.end() : verb.end() + 1] == "的" or not of_a_place(text, verb.start()):
            continue  # 起步就是冲刺的劲头
        stop = min(clause_end(text, verb.end()), verb.end() + 60)
        behind = _BEHIND_MARKS.match(text, verb.end(), stop)  # 建成“党参之都”和…示范县: the second of the two
        yield from goals(sentence, behind.end() if behind else verb.end(), stop)


_BEHIND_MARKS = re.compile(r"[^,。;“”]{0,20}“[^“”]{2,16}”(?:和|与|、)(?!“)")
_AIMS = searching(rf"(?:加快|奋力|全力|努力|着力|力争|聚力|合力|加力|高水平|高标准|高质量|率先|坚定)*{STRIVE}")


def says_aim(term: Term) -> bool:
    """Whether the marks hold verbs and their aims (“加快建成…支点”, “打造…市、建设…城”) and not a name alone."""
    opens = _AIMS.match(term.inner)
    return opens is not None and (not re.match(STRIVE, term.inner) or "、" in term.inner)


def of_a_place(text: str, at: int) -> bool:
    """Whether the clause's subject may be a place: no company, no project, nothing attained long ago."""
    begin = clause(text, at)
    before = text[begin:at]
    if _INVESTS.search(before):
        return False  # 将投资40亿元建设…基地: a project
    if re.search(r"(?:成功|已经?|获|率先|先后|开工|动工)$", before):
        return False  # 成功创建…示范县: attained
    floor = max(0, at - 400)  # a bound on time; no sentence of the genre is as long
    if _SAYS_SO.search(text, floor, begin):
        return not (_NO_PLACE.search(before) or NEGATED.search(before))  # …,县长某某表示,将打造: the place speaks
    opening = max(text.rfind("。", floor, at), text.rfind(";", floor, at), floor - 1) + 1
    subject = text[opening : clause_end(text, opening)] if opening < begin else ""
    if _FIRM.search(text, opening, begin) and not _PUBLIC.search(text, opening, begin):
        return False
    return not (_NO_PLACE.search(before) or NEGATED.search(before) or _ITS_SUBJECT.search(subject))


_INVESTS = re.compile(r"投资[\d.]+(?:余|多)?[万亿][^,。;]{0,16}$")
_SAYS_SO = re.compile(r"(?:书记|[省市县区州旗镇]长|主任|局长|会议)[^,。;“”]{0,8}(?:表示|说|介绍|指出|强调|提出|要求),$")


def goals(sentence: Sentence, start: int, stop: int) -> Iterator[Candidate]:
    """The goals of a list; what has a name but no word of reach (现代制造业基地) counts beside one that has."""
    text = sentence.text
    found: list[tuple[int, int, bool]] = []
    while start < stop:
        one = _goal(sentence, start, stop)
        if one is None:
            break
        found.append(one)
        joint = re.compile(r"(?:建设|创建)?(?:、|和|与|及|以及)").match(text, one[1])
        if joint is None or text[joint.end() : joint.end() + 1] in "“《":
            break
        start = joint.end()
    sure = any(begin >= 0 and not narrow for begin, _, narrow in found)
    for begin, end, narrow in found:
        if begin >= 0 and (sure or not narrow):
            yield Candidate(begin, end, {"name": name_of(sentence, begin, end)})


def _elsewhere(sentence: Sentence, start: int) -> bool:
    """Whether the division that starts there is not the one in force, nor a part of it."""
    force = sentence.context.region
    code = next((p.code for p in sentence.places if p.start == start and p.code), None)
    # 贵州茶产业第一县 of a county: what lies above tells the reach, as what lies elsewhere does.
    return force is not None and code is not None and not within(code, force)


def _heads(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Nouns of roles; 创新标杆市 holds 标杆市, no 新标杆."""
    while head := HEAD.search(text, start, stop):
        split = head[0][0] == "新" and text[head.start() - 1 : head.start()] == "创"
        start = head.start() + 1 if split else head.end()
        if not split:
            yield head


def _goal(sentence: Sentence, start: int, stop: int) -> tuple[int, int, bool] | None:
    """The next goal from `start`: its span, and whether it lacks a word of reach; begins at -1 where it is no name."""
    text = sentence.text
    inside = _SHORT_MARKS.match(text, start)
    if (text[start : start + 1] in "“《" and not inside) or _COUNTED.match(text[start:stop]):
        return None
    abroad = False
    for _ in range(2):  # 湖州建设…: a division, then a verb of its own
        start += len(_FLUFF.match(text[start:stop])[0])  # type: ignore[index]
        behind = after_divisions(sentence, start, stop)
        if behind > start and _elsewhere(sentence, start):
            abroad = True  # 上海北翼…基地, aimed at across the river
            break
        start = behind
    if not abroad:
        start += len(_FLUFF.match(text[start:stop])[0])  # type: ignore[index]
    for head in _heads(text, start, stop):
        if not ENDS.match(text, head.end()) or (head.start() - start > 34):
            continue
        if HEAD.match(text, head.end()) or re.match(r"(?:示范|先行)?[区县市城]", text[head.end() :]):
            continue
        if another := _ANOTHER.search(text, start, head.start()):
            start = another.end()
        name, noun = _SHORT_MARKS.sub(r"\1", text[start : head.end()]), head[0]
        if re.search(
            r"[,。;:“”‘’]|项目(?!集聚|承接|推进$|建设$)|企业(?!总部|家|集聚|孵化|出海|创新)|公司|一批|(?<!国)(?:[个条]|家(?![具居电庭园纺乡国]))(?!人)|营商环境(?!标杆|示范|样板|高地|最优)|服务体系",
            name[: -len(noun)]
            + (
                ""
                if noun
                not in (
                    "标杆城市",
                    "标杆市",
                    "最优市",
                    "最优城市",
                    "示范市",
                    "示范城市",
                    "城市样板",
                    "样板",
                    "高地",
                    "标杆",
                )
                else noun
            ),
        ):
            return None
        modifier = name[: -len(noun)]
        aimed_at = _AIMED_AT.search(text, 0, start)
        if (
            _IN_ONE.match(name)
            or _SHOWY.search(modifier)
            or BODY.search(name)
            or (aimed_at and len(modifier) < 4 and noun[0] == "强")
        ):
            return -1, head.end(), False
        whole = re.match(r"新主城|[百千万]亿", noun) or (noun in FULL and len(modifier) >= 2) or _VALLEY.search(name)
        if noun == "城市" and aimed_at:
            return None
        built_city = noun == "城市" and _BUILD.search(text, 0, start) and not _OTHER_CITY.search(modifier)
        if not whole and (TYPE.match(name) or _bare(modifier)):
            return -1, head.end(), False
        narrow = bool(head["reach"]) and not (
            whole or built_city or abroad or WIDE.search(name) or _RANKS.search(text, 0, head.end())
        )
        if narrow and len(modifier) < 4:
            return -1, head.end(), False
        return start + _shortened(name, noun), head.end(), narrow
    return None


# 争当全市…排头兵, of a county: the city is what it leads.
_RANKS = re.compile(r"(?:争当|争做|勇当|当好)全[市州盟][^,。;、]{4,16}(?:排头兵|领头羊|领跑者|先行者|主力军)$")
_IN_ONE = re.compile(r"集[^,。;]{4,}[于为]一体")  # 打造集研发、生产于一体的…基地: a project
# 国家物流枢纽承载城市、…强市: what stands before the mark is a position of its own.
_ANOTHER = re.compile(r"(?:城市|[区县市省镇]|基地|中心|高地|枢纽|平台)、")
_SHORT_MARKS = re.compile(r"“([^”、]{1,4})”(?=[一-鿿])")  # “四化”同步…示范区, 黄河“几”字弯…: part of the name


@rule(
    "goal.renewed",
    kind="goal",
    example="奋力建设⟦富强秀美新盐城⟧。",
    near_miss="建设新盐城,谱写盐城新篇章。",
    source=_SOURCE,
    needs=("新", "世界级", "现代化", "更高水平"),
)
def renewed(sentence: Sentence) -> Iterator[Candidate]:
    """建设富强秀美新盐城: words of praise, 新, and the short name of a division, which need not be told from others."""
    text = sentence.text
    for m in _RENEWED.finditer(text):
        if within_title(text, m.start()) or not named(m["short"]) or not of_a_place(text, m.start()):
            continue
        start, end = m.span("name")
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})


_PRAISE = r"(?:美丽|幸福|富裕|富强|富饶|富庶|秀美|和美|和谐|文明|活力|魅力|实力|平安|生态|法治|小康|繁荣|开放|现代化|社会主义|宜居|健康|文化|智慧|团结|进步|绿色|品质|美好|世界级|更高水平的?)"
_RENEWED = re.compile(
    rf"(?:打造|建设|建成|创建|开创|构建)(?:了|好|成|一个)?“?(?P<name>(?:(?:“[^“”、,]{{2,8}}”|(?:{_PRAISE}[、]?)+)的?新|世界级|(?:{_PRAISE}[、]?){{2,}})(?P<short>[一-鿿]{{2,3}}))"
    r"(?=[,。;、!?:)”]|$|的?(?:目标|征程|步伐|要求|伟大|生动|宏伟)|作出|贡献|而|提供|注入)"
)


@rule(
    "goal.building",
    kind="goal",
    example="扎实推进全市⟦绿色低碳发展示范区⟧建设。",
    near_miss="扎实推进示范区建设。",
    source=_SOURCE,
    needs=("建设", "创建"),
    priority=-1,
)
def building(sentence: Sentence) -> Iterator[Candidate]:
    """推进…示范区建设: the noun between a verb and 建设."""
    text = sentence.text
    for built in _BUILT.finditer(text):
        head = _noun_before(text, built.start())
        at = built.start() - len(head)
        floor = max(0, at - 24)
        begin = max(clause(text, at), floor, text.rfind("、", floor, at) + 1, text.rfind("”", floor, at) + 1)
        verbs = list(_DO_BUILD.finditer(text, begin, at)) if head else []
        if not verbs or within_title(text, at) or not of_a_place(text, at):
            continue
        start = verbs[-1].end()
        start += len(_WHOLE.match(text, start)[0])  # type: ignore[index]
        start = after_divisions(sentence, start, built.start())
        name = text[start : built.start()]
        modifier = name[: -len(head)]
        if (
            TYPE.match(name)
            or modifier == "城市"
            or (_bare(modifier) and not (head in FULL and len(modifier) >= 2))
            or _COUNTED.match(name)
            or _MIXED.search(modifier)
        ):
            continue
        start += _shortened(name, head)
        yield Candidate(start, built.start(), {"name": name_of(sentence, start, built.start())})


_BUILT = re.compile(r"(?:建设|创建)(?!者|银行|集团|局|有限)")
_WHOLE = re.compile(r"(?:了|如何|全市|全区|全县|全省|我市|我区)*")
_MIXED = re.compile(r"等|打造|建设|项目|[和与]")
_BUILDABLE = frozenset(vocabulary.words("goal.place")) | {"创新型城市"}
_SIZES = sorted({len(w) for w in _BUILDABLE}, reverse=True)


def _noun_before(text: str, end: int) -> str:
    """The noun of places' roles that ends there, the longest; empty where none does."""
    return next((text[end - n : end] for n in _SIZES if end >= n and text[end - n : end] in _BUILDABLE), "")
