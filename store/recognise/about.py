"""Which division a stretch of a sentence is about.

In come a sentence with its places, the division in force and an offset; out comes the division that the number or name
there belongs to (`governing`). Which division a whole sentence is about is `subject`'s matter, what comes into force
where `store.recognise.context`'s.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.clause import (
    BUILT_THERE,
    CLAUSE_END,
    LEAD,
    SEVERAL,
    alone,
    chain_end,
    chain_start,
    clause_start,
    is_venue,
    near,
    of_one_of_many,
    one_of_some,
    only_named,
    within,
)
from store.recognise.dealt import dealt_out
from store.recognise.fronting import SITED, fronts_a_name, fronts_project, item_over, own_place
from store.recognise.sited import seated_next
from store.regions import whole
from store.regions.table import path

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

# Rules of facts ask here for what lies in `clause`, too.
__all__ = ["alone", "governing", "last_office", "near", "of_rank", "within"]

Force = tuple[str | None, str | None]  # code and rule of the division in force
_RANK = re.compile(
    r"(?:原|代|副)?(?P<rank>自治区(?=主席)|自治州(?=主席)|自治区|[省市县区州盟旗])(?:党?委|(?:人民)?政府|长|人大|政协|纪委|监委|直|领导|(?:常务)?副?主席)"
)
# In front of a place that something is only measured by, or that takes part: 占全区比重, 与嘉定工业区签约.
_MEASURE = re.compile(
    r"(?:占|占到|约占|占据|居|位居|位列|排名|高于|低于|快于|慢于|高出|低出|超过|优于|领跑|领先|比|较|跻身|对标|跑赢"
    r"|与|同|跟|向|来自|奔赴|远赴|赴|对接|对口|服务|融入|助力)$"
)
# 大约只有昆山的六成: the size of another is the measure.
_SHARE_OF = re.compile(
    r"的(?:约|近)?(?:[\d.]+(?:%|倍|成)|[一二三四五六七八九两半]+(?:成|倍|分之)|一半|(?:百|千|万)分之)"
)
_SHARE_IN = re.compile(r"的?(?:占比|比重|份额|排名|位次)")
_SET = re.compile(
    r"(?:市委|市政府|省委|省政府|委|政府)?(?:下达|交办|分解|安排|部署)(?:的|任务|目标|给)"
)  # 完成南宁市下达任务的112%
_WEIGHED = re.compile(r"(?:对|[高低快慢好优]于[^,。;]{0,12})$")
# 打造全省县域转型示范市: how far a goal reaches.
_REACHES = re.compile(r"(?:打造|建设|建成|创建|争创|争当|成为|融入|服务)(?:为|成)?$")
_HOST_SIGNS = re.compile(r"(?:区|市|县)?(?:人民)?(?:政府|管委会)?[^,。;]{0,4}(?:签|达成)")
_LIES = re.compile(r"(?:位于|坐落于|地处|落户|落地|落子|落址|选址)$")
_BUILDS = re.compile(r"[^,。;]{0,24}?(?:建|设|投资|开工|实施|打造|布局|生产|落户|落地|$)")


def meant_here(sentence: Sentence, place: Place, force: str | None) -> Place:
    """全区 where another district than the article's is in force: of that one. It may be no stranger to what is in force."""
    if force is None or not place.rule.startswith("region.whole_") or "that" in place.rule:
        return place
    if place.code is None:  # 全县 behind 来自盐池县的…: only passing by, but in force
        return replace(place, code=whole.meant(place.name[1:], (force,)))
    if place.name[0] in "我本" and place.code == sentence.document.article.region:
        return place  # 某市考察团来我市: the paper's own, whoever holds the tour
    if place.code != force and _holder(sentence) == force and whole.is_kind(force, place.name[1:]):
        return replace(place, code=force)  # 肇东市召开现场会。全市…: not 绥化's, above it
    if place.rule == "region.whole_zone" or within(force, place.code) or within(place.code, force):
        return place
    own = whole.meant(place.name[1:], (force,))
    return replace(place, code=own) if own is not None else place


def _holder(sentence: Sentence) -> str | None:
    """The division of the meeting that the sentence speaks of."""
    at, mentions = sentence.context.meeting, sentence.document.mentions
    return mentions[at].region if at is not None and at < len(mentions) else None


def governing(sentence: Sentence, position: int) -> tuple[str | None, str | None, bool]:
    """What the stretch is about; where the next sentence seats the only project of this one (项目位于镇海区), there."""
    found = _governing(sentence, position)
    seat = seated_next(sentence)
    if seat is not None and found[0] is not None and seat.code != found[0] and within(seat.code, found[0]):
        return seat.code, seat.rule, True
    return found


def _governing(sentence: Sentence, position: int) -> tuple[str | None, str | None, bool]:
    """Code, rule and whether it is stated: the division that the stretch at `position` is about.

    The last division named before it in the sentence; one that lies above the division in force (对照全市…) counts
    only within its own clause, a part of it only up to the semicolon. Before the clause of the sentence's own subject
    holds what was in force before; where nothing is named, the site that follows (在某区建设…) tells.
    """
    context = sentence.context
    force, rule, stated = context.region, context.region_rule, context.region_stated
    if position < context.region_from:
        force, rule, stated = (*context.region_before, False)
    if (dealt := dealt_out(sentence, position)) is not None:
        return dealt, "region.dealt", True
    if _of_the_country(sentence.text, position):
        return "100000", "region.country", True
    part = sentence.text.rfind(";", 0, position) + 1
    if (home := _of_the_report(sentence, position, force)) is not None:
        return home, "region.report", False
    if (told := own_place(sentence, position, force)) is not None:
        return told.code, told.rule, True
    if (level := _of_the_purse(sentence, position, force)) is not None:
        return level, "region.voice", False
    above = _above(force)
    for named in reversed(sentence.places):
        if named.start > position:
            continue
        if named.code is None:
            named = meant_here(sentence, named, force)
        if not _may_govern(sentence, named):
            continue
        said = {
            p.code for p in sentence.places if part <= p.start < named.start and not p.rule.startswith("region.whole")
        }
        place = named if named.code in said else meant_here(sentence, named, force)
        if _at_their_event(sentence, named):
            continue
        if item_over(sentence, named, position) or of_one_of_many(sentence, named, position):
            continue
        if place.code in above and (
            (
                place.start < clause_start(sentence.text, position)
                and not (_counts_on(sentence, place, part) or _opens_part(sentence, place, part))
            )
            or fronts_a_name(sentence, place)
            or _REACHES.search(sentence.text, 0, place.start)
        ):
            continue
        if _built_beside(sentence, place, position):
            continue
        if force and place.start < part and place.code != force and within(place.code, force):
            continue  # the part before the semicolon spoke of it
        if force and place.code not in above and place.code != "100000" and not _known(sentence, place, force):
            continue  # 引进浙江客商: a stranger in the sentence is not what it is about
        return place.code, place.rule, not place.rule.startswith("region.whole")
    site = _site(sentence, position, part, force)
    return (site.code, site.rule, True) if site is not None else (force, rule, stated)


_PURSE = re.compile(r"[\s“]*(?P<rank>[省市县区州])里(?=每年|将|要|应|能|今年|明年|出台|拿出|设立|安排|统筹)")
_BUILT = re.compile(r"(?:建设|打造|兴建|新建|改造)$")


def _of_the_purse(sentence: Sentence, position: int, force: str | None) -> str | None:
    """她建议,市里每年安排专项资金: of the division of that rank around the one in force."""
    if "里" not in sentence.text:
        return None
    told = _PURSE.match(sentence.text, clause_start(sentence.text, position))
    return of_rank(force, told["rank"] + "委") if told else None


def _built_beside(sentence: Sentence, place: Place, position: int) -> bool:
    """计划投资3.8亿元建设铁锋区某街区,并发放消费券: a site that is built holds no longer where 并 goes on to another deed."""
    return (
        bool(_BUILT.search(sentence.text, 0, chain_start(sentence, place)))
        and ",并" in sentence.text[place.end : position + 1]
    )


_EVENT = re.compile(r"[^,。;]{0,20}(?:大会|推介会|博览会|洽谈会|交易会|招商会|峰会|论坛)(?:期间|现场)?上")
_IN = re.compile(r"[在于](?:[^,。;]{0,8}[日号天]?举[行办]的|[^,。;]{0,8}[日号])?$")


def _at_their_event(sentence: Sentence, place: Place) -> bool:
    """光明区在12月9日深圳全球招商大会上签约5个项目: a division does so at the event of another."""
    text, first = sentence.text, chain_start(sentence, place)
    begin = clause_start(text, first)
    return (
        _EVENT.match(text, place.end) is not None
        and _IN.search(text, begin, first) is not None
        and any(p.code and alone(p) and chain_start(sentence, p) == begin for p in sentence.places if p.end < first)
    )


_REPORT = re.compile(r"[\s“]*(?:政府工作)?报告(?:里|中|里面)?(?:说|提出|提到|明确|指出|写)")


def _of_the_report(sentence: Sentence, position: int, force: str | None) -> str | None:
    """某镇的代表说,报告提出今年存栏7.5万头: what the report says is of whose report it is."""
    begin = clause_start(sentence.text, position)
    begin = max(begin, sentence.text.rfind("“", begin, position))
    told = _REPORT.match(sentence.text, begin, position)
    base = sentence.document.base
    if told is None or base is None or not within(force, base):
        return None
    return None if any(told.end() <= p.start <= position for p in sentence.places) else base


_DEMANDS = re.compile(r"(?:要求|强调|指出|提出|明确|力争|确保|争取)?(?:到\d{4}年(?:底|末)?|[今明]年)?$")


def _counts_on(sentence: Sentence, place: Place, part: int) -> bool:
    """要求到2025年全市产值突破600亿元,建成…: a division above opens a clause that counts its own, and goes on."""
    first = chain_start(sentence, place)
    begin = clause_start(sentence.text, first)
    lead = sentence.text[begin:first]
    if (
        begin < part
        or not (_DEMANDS.fullmatch(lead) or LEAD.match(lead))
        or _RANKED_THERE.match(sentence.text, place.end)
    ):
        return False
    ends = CLAUSE_END.search(sentence.text, place.end)
    return any(place.end <= n.start < (ends.start() if ends else len(sentence.text)) for n in sentence.numbers)


_PROMISES = re.compile(r"(?:市|省|区|县|州)?(?:人民)?政府[^,。;]{0,6}(?:承诺|将|拟|计划|提供|会|同意|给予|安排)")


def _opens_part(sentence: Sentence, place: Place, part: int) -> bool:
    """在涪城区建基地,投资108亿元;绵阳市政府承诺提供贴息,每年上限…: behind a semicolon the city above acts."""
    first = chain_start(sentence, place)
    return 0 < part == first and bool(_PROMISES.match(sentence.text, place.end))


_RANKED_THERE = re.compile(r"[^,。;]{0,6}(?:第[\d一二三四五六七八九十]|首|前\d|前[列茅三五十]|平均|排名|唯一)")
_ACTS = re.compile(
    r"(?:市|省|区|县)?(?:则|也|还|更|同期|全年|去年|今年|计划)?(?:承担|为|达|实现|完成|增长|下降|新增|共有|共计|位居|的?GDP|地区生产总值|生产总值|定下|提出|安排|拥有)"
)


def _does(sentence: Sentence, place: Place) -> bool:
    """吴江承担8个, 江苏为12.82万亿元: a division that opens its clause and does what is counted, wherever it lies."""
    first = chain_start(sentence, place)
    if clause_start(sentence.text, first) != first:
        return False
    if re.match(r"一[地省市县区](?!的)", sentence.text[place.end :]):
        return True  # 昆山一地
    if not _ACTS.match(sentence.text, place.end):
        return False
    others = {p.code for p in sentence.places if p.code and not p.inside_org}
    return len(others) > 1


_COUNTRY = re.compile(
    r"(?:全国|我国)(?!人大|政协|两会|首|第|最|唯一|重要|一流|前|领先|百|统一|文明|示范|先进|劳|重点|试点|五一|优秀|卫生|县域|性|各|多|范围|同行)"
)


def _of_the_country(text: str, position: int) -> bool:
    """全国粮食总产量13908亿斤: the clause's own subject is the country."""
    begin = clause_start(text, position)
    m = _COUNTRY.search(text, begin, position)
    return m is not None and bool(LEAD.match(text[begin : m.start()]))


def _known(sentence: Sentence, place: Place, force: str) -> bool:
    """Whether the place lies in the division in force or beside it, or opens a clause and lies in the article's."""
    if near(place.code or "", force) or _does(sentence, place):
        return True
    base = sentence.document.base
    first = chain_start(sentence, place)
    opens = bool(LEAD.match(sentence.text[clause_start(sentence.text, first) : first]))
    return opens and base is not None and within(place.code, base)


@lru_cache(maxsize=10_000)
def _above(force: str | None) -> frozenset[str]:
    return frozenset(r.code for r in path(force)[:-1]) if force else frozenset()


def _may_govern(sentence: Sentence, place: Place) -> bool:
    """Whether a fact can be about the place: not where one of several, a firm's, a venue, or what it is measured by."""
    if place.code is None or not alone(place) or is_venue(sentence, place) or only_named(sentence, place):
        return False
    before = sentence.text[: chain_start(sentence, place)]
    if SEVERAL.match(sentence.text, chain_end(sentence, place)) or one_of_some(sentence, place):
        return False
    base = sentence.document.base
    if (
        base is not None
        and fronts_project(sentence, place)
        and not (within(place.code, base) or within(base, place.code))
    ):
        return False  # 厦门衡信数字经济总部项目 in a paper of 漳州
    if _SET.match(sentence.text, place.end) or _SHARE_OF.match(sentence.text, place.end):
        return False
    opens = clause_start(sentence.text, len(before)) == len(before)
    if opens:
        return True
    if before.endswith("在") and _SHARE_IN.match(sentence.text, place.end):
        return False  # 在全市占比首次超过四成
    if place.rule.startswith("region.whole") and _WEIGHED.search(before):
        return False  # 对全市投资增长的贡献率, 分别高于全国(5.4%)、全省(5.2%)
    # 与南沙区政府签约: who signs with a division's government comes to it.
    if not _MEASURE.search(before[-4:]):
        return True
    inside = base is not None and within(place.code, base)
    return inside and bool(_HOST_SIGNS.match(sentence.text, place.end))


def _site(sentence: Sentence, position: int, part: int, force: str | None) -> Place | None:
    """The site behind a sum: 拟投资4200万欧元,在南康建设…; in the same part, with no place named before."""
    stop = sentence.text.find(";", position)
    stop = stop if stop >= 0 else len(sentence.text)
    if force is None or any(part <= p.start < position and _may_govern(sentence, p) for p in sentence.places):
        return None
    for place in sentence.places:
        if place.start < position or place.start >= stop or place.code is None:
            continue
        if place.code == force:
            if SITED.search(sentence.text, 0, chain_start(sentence, place)):
                return None  # 投资52亿元在梧州建基地,投资18亿元在岑溪市…: each sum has its own
            continue
        if not within(place.code, force):
            above = sentence.text[place.start - 1 : place.start] == "在" and within(force, place.code or "")
            if not (above and BUILT_THERE.match(sentence.text, place.end)):
                continue
        if not _may_govern(sentence, place):
            continue
        before = sentence.text[: chain_start(sentence, place)]
        between = before[position:]
        if _LIES.search(before[-3:]) and "其中" not in between and between.count(",") < 2:
            return place
        return place if SITED.search(before[-2:]) and _BUILDS.match(sentence.text, place.end) else None
    return None


def last_office(title: str) -> str:
    """Of several offices (市委常委、区委书记) the last: it tells the division that a person stands for."""
    return re.split(r"[、,兼]", title)[-1]


def of_rank(force: str | None, words: str) -> str | None:
    """市委, 省政府, 市长 without a place: the division of that rank in which the one in force lies, or it itself."""
    found = _RANK.match(words)
    if found is None or force is None:
        return None
    here = path(force)
    if not here:
        return None
    mark = found["rank"]
    own = next((r.code for r in reversed(here) if r.level != "province" and r.name.endswith(mark)), None)
    if own is not None:
        return own
    level = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture"}.get(
        mark
    )
    above = next((r.code for r in here if r.level == level), None)
    if above is None and mark == "市" and here[-1].level != "province":
        # 市委 in a district of a municipality: the municipality itself.
        return next((r.code for r in here if r.level == "province" and r.name.endswith("市")), None)
    return above
