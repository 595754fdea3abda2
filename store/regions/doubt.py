"""Whether a name counts at all where nothing leads it: bare names, ordinary words, streets, persons.

In come a hit and the `Around` of its text, out comes yes or no. A full name always counts; a name that everybody knows
unless common words cross it; a county's bare name with its province in question; an ordinary word only for a division
in force, between edges such as a name has, in a heading or in a list. Which division it means is settled elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from store.language import patterns as re
from store.regions import table
from store.regions.around import Around, closeness, held
from store.regions.names import GENERIC, Hit, Strength, words
from store.regions.place import Place


def counts(around: Around, hit: Hit, codes: tuple[str, ...]) -> bool:
    """Whether the name means a place here, with no place's name right before it."""
    name, strength = hit.spelling.name, hit.spelling.strength
    if name in GENERIC:
        return len(name) > 2 and any(closeness(c, o) >= 2 for c in codes for o in around.codes)
    if strength is Strength.FULL:
        return bool(codes)
    if (
        not codes
        or _directional(around.text, hit)
        or around.text.startswith("北京时间", hit.start)
        or _MOUNTAIN.match(around.text, hit.end)
        or _ROAD.match(around.text, hit.end)
    ):
        return False
    if _PERSON.search(around.text, max(0, hit.start - 4), hit.start):
        return False
    support = around.support(codes, hit.start)
    if support and _OFFICE.match(around.text, hit.end):
        return True
    if strength is Strength.FREE:
        gone = not any(held(since, until, around.year) for _, since, until in hit.spelling.codes)
        return support >= 1 or not (hit.crossing or gone)
    if strength is Strength.BARE:
        return support >= (2 if hit.crossing else 1) or (not hit.crossing and _heads(around.text, hit))
    if _heads(around.text, hit):
        return True
    if name in words().verb or hit.crossing:
        return False
    begins = around.text[max(0, hit.start - 1) : hit.start] in _BEGINS and _COUNTED.match(around.text, hit.end)
    if begins and any(c in codes for c in around.context[:1]):
        return True
    if name not in words().common and any(table.parent(c) == o for c in codes for o in around.context[:1]):
        # 会理石榴 in a report of its prefecture: a rare word that the text repeats, or that stands alone.
        again = around.text.count(name) > 1
        return again or _edges(around.text, hit, in_force=True)
    in_force = any(c in codes for c in around.codes)
    return (in_force or any(c in codes for c in around.others(hit.start))) and _edges(around.text, hit, in_force)


# 南京西路 is a street elsewhere; 深圳路径 is none.
_MOUNTAIN = re.compile(
    r"山(?![区村水城地川里上东西南北]|.{0,1}[县市区])|山(?=[东西南北]{1,2}[麓坡部脉])"
)  # 贺兰山 is not in 贺兰
_ROAD = re.compile(r"[东西南北中]?(?:路(?![径线演子上])|大街|大道(?!理)|胡同)")
# An office and a surname: 州长龙长春 holds no 长春.
_PERSON = re.compile(
    r"(?:书记|[省市区县州局厅院校部处会董旗盟]长|主任|主席|经理|记者|委员|队长|代表|教授|同志)"
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔"
    r"白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]$"
)
_OFFICE = re.compile(r"[市区县州盟旗](?:委|政府|人民政府|长|人大|政协|纪委)")
_DIRECTION = re.compile(r"(?:[河湖江海淮渭陇][东南西北]|山[东西南]|晋中|[河江][源口])$")
# 仙桃非织造布企业有1500余家: at the head of a clause that counts something, the word is the place that is in force.
_BEGINS = ("", ",", "。", ";", ":", "\n")
_COUNTED = re.compile(r"[一-鿿]{2,14}?(?:有|达|为|突破|实现|完成|增长|下降)\d")
_OPEN = set(
    " \n\t,。;:!?、“”‘’()《》〈〉【】-—·/|~…在与和及向从对到赴为是由至以等省市国来自让给使把将被跟同往经过抵驻访援赴沪京苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘青宁新冀晋辽吉黑蒙藏的了约达去离本"
)


def _directional(text: str, hit: Hit) -> bool:
    """河南 after a name that goes on (台子河南): the south of a river, not the province."""
    if not _DIRECTION.fullmatch(hit.spelling.name) or hit.start == 0:
        return False
    before = text[hit.start - 1]
    return "一" <= before <= "鿿" and before not in _OPEN


def _heads(text: str, hit: Hit) -> bool:
    """A section's heading: the name, then a colon; or the name in brackets at the head of a line."""
    if text[hit.start - 1 : hit.start] == "【" and text[hit.end : hit.end + 1] == "】":
        return text[hit.start - 2 : hit.start - 1] in ("", "\n")
    return (
        text[hit.start - 1 : hit.start] in ("", "\n") and text[hit.end : hit.end + 1] == ":" and len(text) > hit.end + 4
    )


_LEFT = re.compile(
    r"(?:^|[\s,。;:!?、“”()《》【|]|[在到为对向来赴由使让把将与和及从以于是给聚做占居]|推动|建设|助力|促进|美丽|现代化|走进|落户|投资|[今去明]年|\d日)$"
)
_RIGHT = re.compile(
    r"$|[\s,。;:!?、“”()《》】|]|[的区县市州旗将在以是全正着已也把与和及要举召吹打按依加坚聚紧抢奋实各上新人]"
    r"|经济|发展|贡献|力量|样板|答卷|故事|速度|模式|精神|大地|担当|形象|特色|高质量|现代|产业|未来|篇章"
)


def _edges(text: str, hit: Hit, in_force: bool) -> bool:
    """Whether a word that is also a name stands as a name would; looser for a rare word whose place is in force."""
    if not _LEFT.search(text, max(0, hit.start - 3), hit.start):
        return False
    return (in_force and hit.spelling.name not in words().common) or bool(_RIGHT.match(text, hit.end))


def in_list(text: str, hit: Hit, spans: Mapping[int, Place]) -> bool:
    """Whether a place stands on the other side of a 、 or 与; for names that are verbs, on both sides."""
    before, after = spans.get(hit.start - 1), spans.get(hit.end + 1)
    left = text[hit.start - 1 : hit.start] in _JOINTS and before is not None and before.end == hit.start - 1
    right = text[hit.end : hit.end + 1] in _JOINTS and after is not None and after.start == hit.end + 1
    return (left and right) or ((left or right) and hit.spelling.name not in words().verb)


_JOINTS = tuple("、和与及")
