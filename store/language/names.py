"""Persons in a sentence: a title and the name behind it, lists of names, names with · and surnames of two characters.

In: plain text. Out: `Name`s with the span of the name and of the title in front of it. A name is taken where a title,
a list or a known full name leads to it and what follows can follow a name; surname alone is never enough. What the
person does is for `store.recognise.facts.person`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from store import DATA

HANZI = "一-鿿㐀-䶿"


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
    r"|副?(?:省|市|区|县|州|盟|旗|镇|乡|村|局|厅|处|科|部|司|署|院|校|所|台|社|站|队|组|会|行|馆|园|店|厂|师|团|董事|理事|秘书|检察|首席执行|股)长"
    r"|常务副(?:省|市|区|县|州|旗|镇|院|部|厅|局|会)长|代(?:省|市|区|县|州|旗|镇)长|常委|副?主席|副?主任|副?部长|副?专员|委员|政委|政治委员|司令员?"
    r"|副?总经理|总经理|经理|副?总裁|总监|董事长|副董事长|董事|监事|合伙人|创始人|联合创始人|负责人|发起人|代言人|发言人|总工程师|工程师|总会计师|设计师|规划师|经济师|首席\w{2,5}"
    r"|副?教授|院士|博士|研究员|副研究员|专家|学者|顾问|讲师|总编辑?|主编|副?总干事|副?秘书长|巡视员|调研员|督学|参赞|大使|领事|公使|代表|特派员"
    r"|组织委员|宣传委员|党组成员|党委委员|班子成员|企业家|劳模|致富带头人|带头人|种植大户|果农|茶农|菜农|粮农|花农|渔民|牧民|农民|商户|创业者|合作社社员|负责同志|技术员|农艺师|畜牧师|兽医师?|传承人|讲解员|养殖户|种植户|村民|市民|居民|农户|职工|店主|馆主|主播|工人|司机|老板|企业主|负责人代表|副?主委|法定代表人|掌门人|同志|先生|女士"
    r"|领导小组组长|副组长|组长|队员|队长|指挥长|副指挥长|指挥|片区长|链长|河长|CEO|CTO|CFO|COO|总指挥)"
)
# A title for many: names follow as a list.
_GROUP = r"(?:[省市区县州盟旗]|[市区县州省]和[^,。;、]{2,8}|新区|开发区|园区|[^,。;、“”]{2,10}?(?:党工委|管委会))?(?:四套班子|党政|班子|主要|有关|相关|部分|其他|在家)*领导(?:同志|干部)?"
_FOLLOW_2 = (
    "表示|指出|强调|要求|介绍|主持|讲话|出席|参加|致辞|率队|带队|带领|率领|一行|宣布|部署|代表|提醒|抛出|传达|通报|宣读|分别|先后|同志|调研|认为|告诉|担任|总结|现场|专程"
    "|陪同|会见|走访|察看|听取|签署|上台|发言|汇报|透露|坦言|感慨|直言|作为|作了|主动|深入|前往|来到|走进|围绕|就此|对此|解读|回应|回答|补充|提出|提到|谈到|说道|看来|给出|点评|领衔|督导|考察|检查|视察|慰问"
    "|详细|接受|受邀|应邀|亲自|逐一|随机|当场|表态|承诺|希望|呼吁|勉励|祝贺|欢迎|感谢|向大|与会|共同|一同|一起|见证|启动|推介|推荐|发布|动员|明确|安排|接待|座谈|颁发|颁奖|授牌|揭牌|为获|为大|说起|算起|笑着|激动|高兴|自豪|信心|代为|缺席|列席|主讲|作题|作交|作工|作主|作动|作重|作典|还就|还指|还强|还要|也表|则表|便是|正在|已经|曾在"
    "|这样|如此|一语|娓娓|深有|由衷|满怀|掷地|铿锵|开门|用一|在会|在讲|在致|在接|在座|在动|在现|在主|在调|从政"
)
_FOLLOW_1 = "在说称作等率到赴对就为与和及向给的请受将还也则用从把带同来主已曾又是均都一道看讲谈写做于以被由"
_STOP = set("、,。;:!?”’）()（《》〉 　—…·\n")
# Days, adverbs, prepositions and verbs that stand before a title and are not of it.
_LEAD = re.compile(
    r"(?:[\s“‘]+|.{0,10}?[\d一二三四五六七八九十廿]{1,3}[日号](?:上午|下午|晚上?|一早)?"
    r"|据悉|随着|跟随|按照|针对|对于|以及|随后|当日|当天|同日|今天|今日|昨天|昨日|会上|会后|会前|对此|近日|日前|其中|陪同|会见了?|专访了?|.{0,10}记者(?:独家)?专访了?|受(?=[省市县区])|.{0,8}(?:会|会议|仪式|活动)由|邀请了?|聘请了?|采访了?"
    r"|接待了?|感谢|特邀|包括|根据|记者从|上午|下午|晚上|活动中|会议期间|座谈会上|仪式上|活动上|现场|期间|本次|此次|他和|她和|受(?=[省市县区])|(?:记者)?专访了?|.{0,10}(?:会|会议|仪式|活动)由"
    r"|[由请让使被对与同及向据在于随并而但受以如当](?=[一-鿿]{3})|经(?![开贸济信发管营委])(?=[一-鿿]{3}))"
)
# Words that look like a surname and a given name behind an office, and never are.
_WORDS = frozenset(
    (
        "班子 代表 成员 干部 党员 党委 党组 常委 常务 高校 方面 全体 全市 全区 全县 全省 全力 全面 任务 管理 管委 相关 有关 国家 "
        "国际 单位 双方 群众 广大 施工 项目 平台 安全 计划 水平 经济 金融 文化 公司 公开 包保 车间 农业 农村 农民 通过 印发 明确 "
        "解决 领办 包联 易地 师生 居民 家属 家长 商会 支部 支持 时间 应急 连线 连续 顾问 依次 能力 户均 占比 后续 里面 几个 几年 "
        "几家 制定 制造 才能 "
    ).split()
)


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Surnames of one and of two characters."""
    lines = [x for x in (DATA / "surnames.txt").read_text("utf-8").splitlines() if x[:1] != "#"]
    return frozenset(lines[0]), frozenset(lines[1][i : i + 2] for i in range(0, len(lines[1]), 2))


@cache
def _followers() -> frozenset[str]:
    """Words of two characters that can follow a name: a list of our own, and jieba's verbs and adverbs."""
    verbs = (DATA / "verbs.txt").read_text("utf-8").split()
    return frozenset(verbs) | frozenset(_FOLLOW_2.split("|"))


_TITLE = re.compile(_OFFICE + r"(?=[" + HANZI + r"])")
_GROUPS = re.compile(_GROUP + r"(?=[" + HANZI + r"])")
# Surnames that are far more often words: a name only behind a strong office, where a verb or a stop follows.
_DOUBTFUL = frozenset("茶区海占后里几干种才制门户均会师代有原言官来由台字农")
# Offices that anybody may bear: what follows is often no name.
_WEAK = re.compile(
    r"(?:果农|茶农|菜农|粮农|花农|渔民|牧民|农民|商户|创业者|技术员|讲解员|代表|专家|学者|带头人|大户|养殖户|种植户|村民|市民|居民|农户|职工|店主|馆主|主播|工人|司机|老板|企业主|企业家|先生|女士|委员|指挥)$"
)
# Characters that write names of other peoples in hanzi.
_SOUNDS = frozenset(
    "阿艾安奥巴白包宝贝布波伯才材仓查朝达代丹当道德登迪丁都多尔额恩凡嘎甘冈高戈格贡古果哈海合呼花吉加嘉江金卡开康柯克孔库拉来兰朗勒里丽力林柳卢鲁伦罗洛马玛麦曼毛梅美"
    "孟米敏明莫姆木穆那纳乃娜妮尼努诺欧帕普其奇钦琴青仁日荣茹瑞萨赛桑森沙山斯松苏索塔太坦汤特提帖铁图土吐托娃瓦旺维温乌吾西希夏辛新兴雅亚延扬央依伊益英勇尤玉泽扎哲珍珠卓孜子祖敖敦泰呷娅且色约则妞拖曲次"
)
_SOUND_HE = re.compile(r"[布孟苏敖宝]和")  # 和 writes a sound in 额尔敦布和, and joins names elsewhere
# No given name holds these: 区委常委和区政府副区长 names nobody.
_BODY = re.compile(r"[班组队校会]长|[委府局县镇乡省部厅们]|[区市](?!$)")
_DAY = re.compile(r"\d{1,2}[月日时]")  # 关砚秋2月6日在会上表示
_FOREIGN = re.compile(rf"[{HANZI}]{{1,6}}(?:·[{HANZI}]{{1,8}}){{1,3}}")
_RANKED = re.compile(r"(?:总书记|国家主席|委员长|国务院总理|总理|同志)")


def _follows(text: str, at: int) -> int:
    """How well what stands at `at` can follow a name: 0 no, 1 a function word, 2 a word, 3 punctuation or the end."""
    if at >= len(text) or text[at] in _STOP:
        return 3
    if text[at : at + 2] in _followers() or _DAY.match(text, at):
        return 2
    if text[at] == "说":
        return 2
    return 1 if text[at] in _FOLLOW_1 else 0


def name_at(text: str, start: int, *, strong: bool = True) -> int | None:
    """The end of the personal name that begins at `start`, or None; `strong`: an office leads to it."""
    if foreign := _FOREIGN.match(text, start):
        return _closed(text, start, foreign)
    ones, twos = surnames()
    if text[start : start + 2] in twos:
        lengths = (4, 3)
    elif text[start : start + 1] in ones:
        lengths = (3, 2)
    else:
        return _sounded(text, start) if strong else None
    # A two-character name set in type with a space (龙 翔).
    if (
        text[start + 1 : start + 2] == " "
        and _follows(text, start + 3)
        and re.match(rf"[{HANZI}]", text[start + 2 : start + 3])
    ):
        return start + 3
    best: tuple[int, int] | None = None
    for length in lengths:
        end = start + length
        piece = text[start:end]
        if (
            not re.fullmatch(rf"[{HANZI}]{{{length}}}", piece)
            or piece[:2] in _WORDS
            or (length == 2 and piece in _followers())  # 主要负责人强调
            or _BODY.search(piece)
            or _words(text, piece, end, length == lengths[0])
        ):
            continue
        rank = _follows(text, end)
        if (piece[0] in _DOUBTFUL or not strong) and rank < 2:
            continue
        if rank and (best is None or rank > best[0]):
            best = (rank, end)
    if not strong:
        return best[1] if best else None
    sounded = _sounded(text, start)
    if best is not None:
        # 孟和图布新: 孟 is a surname too, but 孟和图 would leave 布新 behind.
        return max(best[1], sounded or 0) if best[0] == 1 else best[1]
    return sounded or _unclosed(text, start)


def _unclosed(text: str, start: int) -> int | None:
    """Behind a strong office three characters, though what follows is no verb of ours (许清焰捧着奖牌)."""
    end = start + 3
    piece = text[start:end]
    if _words(text, piece, end, True) and piece[0] not in _DOUBTFUL and not _BODY.search(piece):
        return start + 2  # 邵平站了起来
    if (
        piece[0] in _DOUBTFUL
        or piece[:2] in _WORDS
        or piece[:2] in _followers()
        or _BODY.search(piece)
        or not re.fullmatch(rf"[{HANZI}]{{3}}", piece)
    ):
        return None
    # 蒋澜还带 is 蒋澜, 还带: the third character already belongs to a word.
    if piece[1:] in _followers() or text[end - 1 : end + 1] in _followers() or piece[-1] in _FOLLOW_1:
        return None
    return end if re.match(rf"[{HANZI}]", text[end : end + 1]) else None


def _words(text: str, piece: str, end: int, longest: bool) -> bool:
    """Whether the last character belongs to what follows: 赵鹏说。 is 赵鹏, 说; 陈楚在会上 is 陈楚, 在."""
    if not longest:
        return False
    if piece[-1] == "说" or (piece[-1] in "称道" and text[end : end + 1] in tuple(",:“")):
        return True
    return piece[-1] in "在对向就等还也将与边站作" and text[end : end + 1] not in _STOP and text[end : end + 1] != ""


def _closed(text: str, start: int, found: re.Match[str]) -> int:
    """The end of a name with ·: its last part goes on to where something can follow."""
    last = text.rfind("·", start, found.end()) + 1
    weak = None
    for end in range(last + 2, found.end() + 1):
        rank = _follows(text, end)
        if (
            rank >= 2
            or text[end : end + 1] in tuple("说称道")
            or (end - last > 1 and text[end : end + 1] in tuple("在对向用把散"))
        ):
            return end
        weak = weak or (end if rank else None)
    return weak or found.end()


def _sounded(text: str, start: int) -> int | None:
    """A name of three to six characters that are all used to write sounds (孟和图布新), closed by a verb or a stop."""
    end = start
    while end < min(len(text), start + 7) and (text[end] in _SOUNDS or _SOUND_HE.match(text, max(start, end - 1))):
        end += 1
    for at in range(min(end, start + 6), start + 2, -1):
        if _follows(text, at) >= (2 if at - start < 4 else 1):
            return at
    return None


def _title_start(text: str, end: int) -> int:
    """Where the offices that end at `end` begin: back over 、 between offices, to a stop or a word that is no office."""
    start = end
    while True:
        cut = max(text.rfind(sign, 0, start) for sign in ",。;:!?”“、() —")
        # 云帆光学(青岛)有限公司董事长: brackets within a firm's name part nothing.
        if cut >= 0 and text[cut] == ")" and _FIRM.match(text, cut + 1) and (opened := text.rfind("(", 0, cut)) >= 0:
            cut = max(text.rfind(sign, 0, opened) for sign in ",。;:!?”“、 —")
        piece = text[cut + 1 : start]
        lead = 0
        while m := _LEAD.match(piece, lead):
            lead = m.end()
        begin = cut + 1 + lead
        if told := _TOLD.match(text[begin:start]):
            begin += told.end()
        if begin >= start:
            return start
        if lead == 0 and cut >= 0 and text[cut] == "、" and re.search(_OFFICE + "$", text[:cut]):
            start = cut
            continue
        return begin


_EVERY = re.compile(r"(?:每一?[个位名]?|各[位级个]|所有|哪[个位])[^,。、;]{0,5}$")
_FIRM = re.compile(r"[^,。;、]{0,8}(?:有限|股份|公司|集团)")
# A clause that tells of the person, in front of the office: 来自常乐镇的, 是从温岭赶来的, 坐在他身后的.
_TOLD = re.compile(
    r"(?:[^的]{1,8}的)?是(?=[^的]{3})(?:[^的]*(?:[来到赶]|在)[^的]*的)?"
    r"|(?:[^的]{0,8}(?:来自|随行|与?会|参会|列席|在场|到场|负责|主管|分管|从事|坐在|站在|前来|赶来)[^的]{0,12}|[^的]{2,8}[县市区旗镇乡村])的(?=[^的]{2})"
)


def _list_after(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Names that go on after 、 or a comma or space, each filling its place between two separators."""
    at = end
    while at < len(text) and text[at] in "、, 和":
        start = at + 1
        while start < len(text) and text[start] == " ":
            start += 1
        found = name_at(text, start)
        if found is None or (found < len(text) and _follows(text, found) < 1):
            return
        if re.match(_OFFICE, text[found:]) or found - start > 14:
            return
        yield start, found
        at = found


def names(text: str, known: Iterable[str] = ()) -> tuple[Name, ...]:
    """Persons named in the text, left to right; `known` are full names that the article gave elsewhere."""
    found: dict[int, Name] = {}
    taken: list[tuple[int, int]] = []

    def add(start: int, end: int, title: tuple[int, int], group: int, listed: bool) -> None:
        if start in found or any(s < end and start < e for s, e in taken):
            return
        found[start] = Name(start, end, re.sub(r"\s", "", text[start:end]), title, group, listed)
        taken.append((start, end))

    for group, m in enumerate([*_GROUPS.finditer(text), *_TITLE.finditer(text)]):
        many = m.re is _GROUPS
        start = m.end()
        if _EVERY.search(text, max(0, m.start() - 10), m.start()):
            continue  # 每一个局长都要会算
        end = name_at(text, start, strong=not _WEAK.search(m[0]))
        if end is None or any(s <= start < e for s, e in taken):
            continue
        begin = _title_start(text, m.end())
        add(start, end, (begin, m.end()), group, many)
        for s, e in _list_after(text, end):
            add(s, e, (begin, m.end()), group, True)
    for m in _RANKED.finditer(text):
        for length in (3, 2):
            start = m.start() - length
            if start >= 0 and text[start] in surnames()[0] and not any(s < m.start() and start < e for s, e in taken):
                if m[0] == "同志" and start and re.match(rf"[{HANZI}]", text[start - 1]):
                    continue
                add(
                    start,
                    m.start(),
                    (m.start(), m.end()) if m[0] != "同志" else (start, start),
                    1000 + m.start(),
                    False,
                )
                break
    for name in known:
        at = text.find(name)
        while at >= 0:  # a pattern for each name would be compiled for each article
            add(at, at + len(name), (at, at), 2000 + at, False)
            at = text.find(name, at + len(name))
    return tuple(found[k] for k in sorted(found))
