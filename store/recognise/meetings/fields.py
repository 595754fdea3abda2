"""Fillers of a meeting: division, day, kind, occasion, theme.

Each looks at the kept candidate and its sentence's context. What the text does not settle stays None: a meeting whose
day is not stated never takes its neighbour's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.recognise.about import chain_start, clause_start, of_rank
from store.recognise.rules import Candidate, filler
from store.records import MeetingKind, Occasion

if TYPE_CHECKING:
    from store.recognise.document import Sentence

# Kind by the words of the name; the first row that matches wins, in this order.
_KINDS: tuple[tuple[str, MeetingKind], ...] = (
    (r"人民代表大会|人代会|政协[^,]{0,12}会议|政治协商会议|两会", "两会"),
    (r"座谈|恳谈会|茶话会", "座谈会"),
    (r"动员|誓师|擂台赛|部署大会|动员部署", "动员会"),
    (r"推进|攻坚大会|攻坚会|提升大会", "推进会"),
    (r"观摩|点评会|比武", "观摩会"),
    (r"发布会|通气会|吹风会|见面会|发布(?:活动|仪式)", "发布会"),
    (
        r"招商(?:推介|活动|引资大会|大会|会)|推介|洽谈|对接会|投资(?:大会|峰会|说明会)|经贸|博览会|投洽会|交易会",
        "招商推介",
    ),
    (r"开工|奠基|动工|启动(?:活动|仪式|会)|揭牌|开业|开园", "开工活动"),
    (r"竣工|投产|投运|通车|封顶|交付|建成", "竣工活动"),
    (r"签约", "签约活动"),
    (r"表彰|颁奖|授牌|表扬", "表彰会"),
    (r"调研|考察|督导|督查|走访|检查|视察|暗访|巡查|慰问", "调研"),
    (r"发展大会|高质量发展大会", "发展大会"),
    (r"工作会议?|全会|全体会议|常务会议|常委会|常委\(扩大\)会议|例会|调度会|专题会|会商", "工作会议"),
)
_HOLDS = re.compile(r"(?:召开|举行|举办|承办|主办)(?:了|过)?[^,。;:“]{0,8}$")
_OF_ALL = re.compile(
    r"(?:各地?[市县区州盟旗]|各地|多地|多个?[市县区州盟旗]|[一二两三四五六七八九十\d]{1,3}(?:个)?[市县区州盟旗])[^,。;]{0,20}(?:召开|举行|举办|拉开|开启|亮相|登场|吹响|同步|相继|陆续|不约而同|第一会)"
)
_PARTS = re.compile(r"暨")
_NICK = re.compile(r"(?:[新开][春年]|节后)(?:开年)?第一(?:大|次)?会|首会")
_SAME_TIME = re.compile(r"同时|同步|同期")
_SHARES = re.compile(
    r"接续|随后|会前|会后|活动(?:结束|开始)[前后]|与会|参会|现场|仪式结束后|会议(?:开始前|结束后)|期间"
)


@filler(
    "meeting.region_before",
    kind="meeting",
    fills="region",
    example="江宁区召开“招大引强”动员大会",
    near_miss="全市推进会召开",
    source="RECORDS.md, Meeting",
    priority=2,
)
def region_before(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division named last before the end of the name, that is no list and no part of another name."""
    _, end = candidate.span
    start = candidate.span[0]
    verb = _HOLDS.search(sentence.text[:start])
    before = [p for p in sentence.places if verb and p.end <= verb.start() and p.code]
    for place in reversed(sentence.places):
        if before and verb and verb.start() < place.start and place is not before[-1]:
            continue  # 深圳市政府举行前海…发布会: who stands before the verb holds it
        # A ceremony in a town that a tour comes by is held by the division of the tour.
        visited = (candidate.rule == "meeting.attended" and place.end >= start - 4) or _venue(
            sentence, chain_start(sentence, place), place.end
        )
        visited = visited or sentence.text[place.end : place.end + 2] == "代管"
        visited = visited or (candidate.rule == "meeting.tour" and place.listed)
        if place.code and not (place.listed or place.inside_org or visited) and place.end <= start + 1:
            return place.code
    if candidate.rule == "meeting.attended":
        return None
    named = [p for p in sentence.places if start <= p.start < end and p.code and not p.inside_org]
    alone = next((p.code for p in named if not p.listed), None)
    # 通州区与廊坊北三县项目推介洽谈会: of two that hold it, the first.
    return alone or next((p.code for p in named if p.start == start), None)


@filler(
    "meeting.region_of_leader",
    kind="meeting",
    fills="region",
    example="盟委书记在多伦县主持召开座谈会",
    near_miss="多伦县召开座谈会",
    source="RECORDS.md, Meeting: the division that holds it",
    priority=1,
    infers=True,
)
def region_of_leader(candidate: Candidate, sentence: Sentence) -> str | None:
    """Leaders on a tour hold their meeting in a place that lies in their own division: the article's."""
    own = sentence.document.article.region
    venues = [
        p for p in sentence.places if p.end <= candidate.span[0] + 1 and p.code and _venue(sentence, p.start, p.end)
    ]
    if not venues or own is None or not any(n.end <= venues[-1].start for n in sentence.document.persons(sentence)):
        return None
    from store.regions.table import path

    return own if own in {r.code for r in path(venues[-1].code or "")[:-1]} else None


@filler(
    "meeting.region_by_holder",
    kind="meeting",
    fills="region",
    example="省政府新闻办公室召开新闻发布会",
    near_miss="江宁区召开动员大会",
    source="RECORDS.md, Meeting: the division that holds it",
    priority=1,
    infers=True,
)
def region_by_holder(candidate: Candidate, sentence: Sentence) -> str | None:
    """市委, 省政府, 区领导 as holder: the division of that rank around the one in force."""
    start = candidate.span[0]
    clause = sentence.text[clause_start(sentence.text, max(0, start - 1)) : start]
    for m in re.finditer(r"(?:自治区|[省市县区州盟旗])(?:委|政府|长|人大|政协|领导|四套班子)", clause):
        if code := of_rank(sentence.context.region, clause[m.start() :]):
            return code
    return None


@filler(
    "meeting.region_of_tour",
    kind="meeting",
    fills="region",
    example="省委副书记、省长李明华先后来到宜昌、荆门、襄阳三市,开展专题调研",
    near_miss="县委书记李明华到某镇调研",
    source="RECORDS.md, Meeting: the division that holds it",
    priority=1,
    infers=True,
)
def region_of_tour(candidate: Candidate, sentence: Sentence) -> str | None:
    """A tour is held by the division of the leader who makes it: by the office of who is named first."""
    if candidate.rule != "meeting.tour":
        return None
    for name in sentence.document.persons(sentence):
        if name.end > candidate.span[0]:
            continue
        if any(name.title[0] <= p.start < name.title[1] and p.code for p in sentence.places):
            return None
        said = sentence.text[name.title[0] : name.title[1]] or sentence.document.offices.get(name.text, "")
        office = re.split(r"[、,兼]", said)[-1]
        near = next((p.code for p in sentence.places if p.code and p.start > name.end), None)
        return of_rank(sentence.context.region, office) or of_rank(near, office)
    return None


def _venue(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the place is only where it was held: 区委书记在东坝镇主持召开, 到长兴镇调研."""
    before = sentence.text[:start]
    if not re.search(r"(?:在|到|赴|深入|来到|走进|前往|于)(?:[^,。;在]{2,12}[、和])?$", before):
        return False
    # 在玄武区召开的动员会: the host itself stands behind 在, and nobody before it.
    return not re.match(r"[^,。]{0,4}(?:召开|举行|举办)的", sentence.text[end:])


@filler(
    "meeting.region_in_force",
    kind="meeting",
    fills="region",
    example="会上印发了意见",
    near_miss="",
    source="RECORDS.md, Regions",
    infers=True,
)
def region_in_force(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division in force: the section's, the article's."""
    return sentence.context.region


@filler(
    "meeting.day_stated",
    kind="meeting",
    fills="date",
    example="4月3日,全区推进会召开",
    near_miss="全区推进会召开",
    source="RECORDS.md, Dates",
    priority=3,
)
def day_stated(candidate: Candidate, sentence: Sentence) -> str | None:
    """The day that the sentence names before the meeting's end, resolved by what was named before it."""
    from store.language.dates import extended, lasting, resolve

    document = sentence.document
    article = document.article
    last = sentence.context.day_before
    found = None
    for day in sentence.days:
        edtf = resolve(day, year=document.year, published=article.dateline or article.published, last=last)
        if edtf is None:
            continue
        last = edtf
        if day.start <= candidate.span[0] or day.start < candidate.end:
            found = edtf
    many = lasting(sentence.text)
    return extended(found, many) if found and many else found


@filler(
    "meeting.day_shared",
    kind="meeting",
    fills="date",
    example="仪式结束后召开座谈会",
    near_miss="在玄武区召开的动员会上",
    source="RECORDS.md, More on days",
    priority=1,
    infers=True,
)
def day_shared(candidate: Candidate, sentence: Sentence) -> str | None:
    """会前, 接续, 与会人员: the day of the event it belongs to."""
    if _SHARES.search(sentence.text[: candidate.end + 8]):
        return sentence.context.day
    return None


@filler(
    "meeting.day_same_time",
    kind="meeting",
    fills="date",
    example="集中竣工活动同时举行",
    near_miss="随后举行签约仪式",
    source="RECORDS.md, More on days",
    priority=2,
    infers=True,
)
def day_same_time(candidate: Candidate, sentence: Sentence) -> str | None:
    """同时, 同步: an event beside the one before, on its day."""
    if _SAME_TIME.search(sentence.text[candidate.start : candidate.end + 6]):
        return sentence.context.day
    return None


@filler(
    "meeting.day_of_paragraph",
    kind="meeting",
    fills="date",
    example="12月15日,全市总结了一年的工作。市委召开座谈会。",
    near_miss="在玄武区召开的动员会上",
    source="RECORDS.md, Dates",
    infers=True,
)
def day_of_paragraph(candidate: Candidate, sentence: Sentence) -> str | None:
    """The day that the same paragraph named for the same division, in a sentence before."""
    for earlier in reversed(sentence.paragraph.sentences):
        if earlier.index >= sentence.index or not earlier.days:
            continue
        # 2月18日,各市第一会拉开帷幕: the day is theirs all.
        if earlier.context.region == sentence.context.region or _OF_ALL.search(earlier.text):
            return earlier.context.day
    return None


@filler(
    "meeting.day_of_next",
    kind="meeting",
    fills="date",
    example="某区把“新春第一会”定为全区推进大会。2月5日上午,大会在某产业园召开",
    near_miss="某区把“新春第一会”定为全区推进大会。2月5日,项目开工",
    source="RECORDS.md, Dates",
    infers=True,
)
def day_of_next(candidate: Candidate, sentence: Sentence) -> str | None:
    """Of a meeting that is only called by its name, the day on which the next sentence has it held."""
    here = sentence.paragraph.sentences
    at = here.index(sentence) + 1
    if candidate.rule != "meeting.called" or at >= len(here):
        return None
    told = re.search(r"(?:大会|会议|活动|仪式|推进会|座谈会)[^,。]{0,16}(?:召开|举行|举办)", here[at].text)
    return here[at].context.day if told and here[at].days else None


@filler(
    "meeting.day_of_lines",
    kind="meeting",
    fills="date",
    example="3月21日下午\n2025某市投资合作大会\n在某会展中心举行",
    near_miss="全市推进会召开",
    source="RECORDS.md, Dates",
    infers=True,
)
def day_of_lines(candidate: Candidate, sentence: Sentence) -> str | None:
    """Of a name on a line of its own, the day on the line before it."""
    return sentence.context.day if candidate.rule == "meeting.own_line" else None


@filler(
    "meeting.kind_by_name",
    kind="meeting",
    fills="kind",
    example="全区高质量发展项目推进会",
    near_miss="新春第一会",
    source="RECORDS.md, Meeting",
    priority=1,
)
def kind_by_name(candidate: Candidate, sentence: Sentence) -> MeetingKind | None:
    """The kind by the name's words; of a double name (…暨…) by the first part that has one."""
    name = str(candidate.fields["name"])
    # An opening (启动仪式) beside something else tells less than that.
    parts = sorted(_PARTS.split(name), key=lambda part: bool(re.search(r"启动(?:仪式|活动|会)$", part)))
    for part in parts:
        tail = re.search(r"(?:[^“”]{0,10})$", part)
        for piece in (tail[0] if tail else part, part):
            for pattern, kind in _KINDS:
                if re.search(pattern, piece):
                    return kind
    return None


@filler(
    "meeting.kind_other",
    kind="meeting",
    fills="kind",
    example="新春第一会",
    near_miss="座谈会",
    source="RECORDS.md, Meeting",
)
def kind_other(candidate: Candidate, sentence: Sentence) -> MeetingKind:
    """A gathering whose name tells no kind."""
    return "其他"


@filler(
    "meeting.occasion_by_name",
    kind="meeting",
    fills="occasion",
    example="新春第一会",
    near_miss="座谈会",
    source="RECORDS.md, Meeting: occasion",
    priority=2,
)
def occasion_by_name(candidate: Candidate, sentence: Sentence) -> Occasion | None:
    """What the meeting's own sentence and name say of its occasion."""
    name, kind = str(candidate.fields["name"]), kind_by_name(candidate, sentence)
    if (
        _NICK.search(name)
        or _NICK.search(sentence.text)
        or re.search(r"(?:春节|节)后首个工作日|新年(?:第一|首个)", sentence.text)
    ):
        return "new_year"
    if kind == "两会":
        return "two_sessions"
    if kind in ("观摩会", "调研"):
        return "inspection"
    if kind in ("招商推介", "签约活动") or re.search(r"招商|投资", name):
        return "investment"
    if re.search(r"[一二三四]季度|首季|上半年|半年", name):
        return "quarter"
    if re.search(r"年终|年末|经济工作会议|总结", name):
        return "year_end"
    return None


@filler(
    "meeting.occasion_by_lead",
    kind="meeting",
    fills="occasion",
    example="我省多地召开“新春第一会”",
    near_miss="4月3日,推进会召开",
    source="RECORDS.md, Meeting: occasion",
    priority=3,
)
def occasion_by_lead(candidate: Candidate, sentence: Sentence) -> Occasion | None:
    """A headline or lead that speaks of the first meeting of the year gives it to the meetings of its days."""
    article = sentence.document.article
    lead = " ".join(s.text for s in sentence.document.sentences[:3])
    if not _NICK.search(f"{article.title or ''} {lead}"):
        return None
    day = candidate.fields.get("date")
    opening = sentence.document.opening_day
    if day is None or opening is None or str(day)[:7] != opening[:7]:
        return None
    return "new_year" if abs(int(str(day)[8:10]) - int(opening[8:10])) <= 3 else None


@filler(
    "meeting.occasion_by_day",
    kind="meeting",
    fills="occasion",
    example="2月18日是春节后首个工作日。当天,全市召开高质量发展大会",
    near_miss="2月18日,全市召开高质量发展大会",
    source="RECORDS.md, Meeting: occasion",
    priority=1,
    infers=True,
)
def occasion_by_day(candidate: Candidate, sentence: Sentence) -> Occasion | None:
    """Held on the first workday after the Spring Festival, which the text before it speaks of."""
    from store.language.calendar import first_workday

    day, document = str(candidate.fields.get("date") or ""), sentence.document
    if not day[:4].isdigit() or not any(
        d.kind == "workday" for s in document.sentences[: sentence.index + 1] for d in s.days
    ):
        return None
    first = first_workday("春节", int(day[:4]))
    return "new_year" if first is not None and first.isoformat() == day[:10] else None


@filler(
    "meeting.theme",
    kind="meeting",
    fills="theme",
    example="大会以“奋进新征程”为主题",
    near_miss="会议强调要抓好落实",
    source="RECORDS.md, Meeting: theme",
)
def theme(candidate: Candidate, sentence: Sentence) -> str | None:
    """以“…”为主题 and 围绕…这一主题, in the sentence or the next."""
    document = sentence.document
    for near in document.sentences[sentence.index : sentence.index + 2]:
        if near.paragraph is not sentence.paragraph:
            break
        for pattern in (
            r"以“([^“”]{3,40})”为主题",
            r"主题(?:为|是|:)“([^“”]{3,40})”",
            r"围绕“?([^,。;“”]{4,30}?)”?(?:这一|为)主题",
        ):
            if m := re.search(pattern, near.text):
                return document.simple(near.start + m.start(1), near.start + m.end(1))
    return None
