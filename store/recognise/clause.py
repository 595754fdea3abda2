"""Clauses of a sentence and the places in them: where a clause begins, how names follow each other, how divisions lie.

In come a sentence or a code and offsets, out come offsets and yes or no. What a stretch of a sentence is about is
`store.recognise.about`'s matter, which division is in force `store.recognise.context`'s.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.regions.table import path

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

# What may stand between a clause's start and its subject: days, times, prepositions, quotation marks.
LEAD = re.compile(
    r"[\s“”‘(《\"]*(?:(?:近日|日前|昨日|今日|今天|昨天|同日|[今去前明]年|[上下]半年|[前第]?[一二三四1-4]季度|当日|当天|同时|随后|据悉|据了解|目前|眼下|会上|其中|此外|另外"
    r"|[\d一二三四五六七八九十廿]{1,4}[年月日号](?:上午|下午|晚|晚上|一早|早上|中午)?|上午|下午|晚上|一早|\d{1,2}[时点](?:\d{1,2}分)?"
    r"|由|为此|作为|其[一二三四五六]是|(?:观摩|调研|考察|此行)?的?(?:首站|第[一二三四五]站|最后一站)(?:是|来到|选在|设在|到)?|位于|坐落于|地处"
    r"|(?:排名|排在|位列|位居|位于|居|列)?(?:第[\d一二三四五六七八九十]{1,3}[名位]?|首位|榜首|榜眼|探花|[末榜][位席尾座]|前列|中游|紧[随跟追]其后|[敬叨]陪末座|垫底|殿后|断后|领[跑先]|倒数第[一二三四五])的|省会|首府)[\s,、“‘]{0,2}){0,6}$"
)
SEVERAL = re.compile(r"(?:、[一-鿿]{2,4}){1,3}等地|等(?=地|多地|[\d一二三四五六七八九十]|区县|县区|县市|市县|镇|签|的)")
BUILT_THERE = re.compile(r"(?:投资)?(?:建设|兴建|新建|投建|打造)[^,。;]{0,30}?(?:项目|基地|工厂|产业园|生产线)")
# 在开发区龙头昂起的同时,各板块…: what runs beside is not what the sentence is about.
MEANWHILE = re.compile(r"[^,。;]{0,24}(?:的同时|之际|之余|的基础上|的背景下),")
_COUNTED_WITH = re.compile(r"\d个[^,。;、]{1,14}[和及与]$")
# 获批国家高新区, “梨树模式”, 酒泉至湖南特高压: what it becomes, a term, a line between two places.
_BECOMES = re.compile(r"(?:获批|建成|创成|升格为|升级为|晋升为?|申报|创建|获评|入选)(?:为|设立)?(?:国家级?|省级)?$")
# 积极申建洛阳综合保税区: a zone that is yet to be.
_APPLIES = re.compile(r"(?:申建|申设|申创|申请设立|争取设立|争取获批|谋划设立)$")
# 从宁波引来的某厂, 除了德清: where something came from, what is told already.
_LEFT = re.compile(r"除了?$|(?P<origin>从)$")
_COMES = re.compile(r"[^,。;]{0,8}(?:引[进来入]|搬|迁|转移|回[来到]|过来|招来|挖来|请来|而来)")
_LINE = re.compile(
    r"(?:至|到|往返)[^,。;、]{2,12}?(?:、[^,。;、]{2,6}[至到][^,。;、]{2,6}){0,4}"
    r"(?:等[^,。;、]{0,8})?(?:特高压|高速|铁路|公路|高铁|快线|线|段|通道|管道|输电|航线|隧道)"
)
_HELD_AT = re.compile(r"[^,。;]{0,16}?(?:召开|举行|举办|开展|开幕|闭幕|启幕|落幕|设(?:立|置)?(?:主|分)会场)(?!的)")
CLAUSE_END = re.compile(r"[,;:。!?](?!(?<=\d,)\d{3})")  # the comma of 1,200 ends none


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds `position` begins."""
    if "," in text[max(0, position - 3) : position]:  # of 1,|200 what lies behind the position is not seen
        ends = [m.end() for m in CLAUSE_END.finditer(text, 0, position)]
        return ends[-1] if ends else 0
    bounds = _clauses(text)
    return bounds[bisect_right(bounds, position) - 1]


@lru_cache(maxsize=512)
def _clauses(text: str) -> tuple[int, ...]:
    """Where the clauses of the text begin."""
    return (0, *(m.end() for m in CLAUSE_END.finditer(text)))


def one_of_some(sentence: Sentence, place: Place) -> bool:
    """工业园区和高新区, 16个镇和蒲城高新区: a zone beside things that are no places."""
    if "-" in (place.code or "") and _COUNTED_WITH.search(sentence.text, 0, chain_start(sentence, place)):
        return True
    around = sentence.text[place.start - 1 : place.start] + sentence.text[place.end : place.end + 1]
    if around == "、各":
        return True  # a town that nobody knows、齐满镇各建1个
    return place.rule == "region.whole_zone" and any(sign in "和与及、" for sign in around)


def only_named(sentence: Sentence, place: Place) -> bool:
    """Whether the place is part of a term in quotation marks, the end of a line, or what something becomes."""
    text = sentence.text
    if any(
        q.start < place.start and place.end < q.end - 1 and len(q.inner) <= 12 and not re.search("[,。;:]", q.inner)
        for q in sentence.quotations
    ):
        return True
    first = chain_start(sentence, place)
    if (left := _LEFT.search(text, 0, first)) and (not left["origin"] or _COMES.match(text, place.end)):
        return True
    if "-" in (place.code or "") and _APPLIES.search(text, 0, first):
        return True
    if text[first - 1 : first] == "至" and any(p.end == first - 1 for p in sentence.places):
        return True  # 甲至乙、乙至丙等航线
    return bool(_LINE.match(text, place.end) or (text.startswith("在") and MEANWHILE.match(text, place.end))) or (
        place.rule == "region.whole_zone" and bool(_BECOMES.search(text, 0, first))
    )


def of_one_of_many(sentence: Sentence, place: Place, position: int) -> bool:
    """寿光市委书记某某、市发展改革委主任某某等发言: a place in the office of one in a list, and what follows that one."""
    for name in sentence.document.persons(sentence):
        if name.title[0] <= place.start < name.title[1]:
            return sentence.text[name.end : name.end + 1] == "、" and not 0 <= position <= name.end
    return False


def alone(place: Place) -> bool:
    """Whether it is named for itself: not as one of several, within a firm's name, or in front of a longer name."""
    return not (place.listed or place.inside_org or place.leads)


def span_start(sentence: Sentence, place: Place) -> int:
    """Where the clause begins that opens with the place, its chain of names included."""
    return clause_start(sentence.text, chain_start(sentence, place))


def chain_start(sentence: Sentence, place: Place) -> int:
    """Where the chain of names begins that `place` closes: 徐州市鼓楼区 begins at 徐州市."""
    places, start = sentence.places, place.start
    for at in range(bisect_left(places, start, key=lambda p: p.start) - 1, -1, -1):
        if places[at].end < start:
            break
        if places[at].leads and places[at].end == start:
            start = places[at].start
    return start


def chain_end(sentence: Sentence, place: Place) -> int:
    """Where the last of the places ends that follow each other without a sign: 西部科学城重庆高新区等地."""
    end = place.end
    for other in sentence.places:
        if other.start == end:
            end = other.end
    return end


def is_venue(sentence: Sentence, place: Place) -> bool:
    """在多伦县主持召开座谈会: where it was held is not what it is about."""
    before = sentence.text[: chain_start(sentence, place)]
    return before.endswith(("在", "于")) and bool(before[:-1]) and bool(_HELD_AT.match(sentence.text, place.end))


@lru_cache(maxsize=10_000)
def line(code: str) -> tuple[str, ...]:
    """The codes from the country down to the division itself."""
    return tuple(r.code for r in path(code))


def near(code: str, force: str) -> bool:
    """Whether the division lies in the one in force or beside it, under the same parent."""
    own, other = line(code), line(force)
    return force in own or (len(own) > 2 and len(other) > 2 and other[-2] in own[1:])


def within(code: str | None, above: str | None) -> bool:
    return code is not None and above in line(code)
