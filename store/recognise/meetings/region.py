"""Fillers of a meeting: the division that holds it.

The division named before the name holds it, unless it is only the venue or a stop of a tour; else the rank of the
holder or leader tells it, else what is in force. What the text does not settle stays None. The day is `day`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.about import last_office, of_rank
from store.recognise.clause import chain_start, clause_start, within
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.place import Place

_PARTY = re.compile(r"(?:调研|考察|督导|督查|检查|代表)[组团](?:一行)?[^,。;]{0,6}$")  # 调研组召开座谈会: whose it is
_DATELINE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日[电讯]|[电讯]\(")  # 西宁7月23日电: where it was filed
# 全国安全生产电视电话会议, 国务院新闻办公室…发布会; 全国一级赛 may be held by anyone.
_OF_THE_COUNTRY = re.compile(r"国务院|中共中央|全国[^,。]{2,16}(?:电视电话|视频)会议")
_HOLDS = re.compile(r"(?:召开|举行|举办|承办|主办)(?:了|过)?[^,。;:“]{0,8}$")


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
    from store.regions import table

    _, end = candidate.span
    if _OF_THE_COUNTRY.match(str(candidate.fields["name"])):
        return "100000"
    start = candidate.span[0]
    own = [p for p in sentence.places if p.start == start and p.code and not p.inside_org]
    if own and sentence.text[own[0].end : own[0].end + 1] == "(":
        return _bracketed(sentence, own[0])  # 在上海举行的黄石(上海)揭牌仪式: the venue in brackets
    if (branch := sentence.text.find("分会场", start, end)) >= 0:  # …集中开工活动澄迈分会场活动
        home = sentence.document.article.region
        if home and sentence.text.endswith(table.short(home), start, branch):
            return home
    home = sentence.document.article.region
    if own and home and within(own[0].code, home) and sentence.text[own[0].end : own[0].end + 1] in "—·":
        return own[0].code  # 转赴深圳,举行赣州—深圳对接会
    verb = _HOLDS.search(sentence.text[:start])
    before = [
        p
        for p in sentence.places
        if verb and p.end <= verb.start() and p.code and not re.search(r"[在于]$", sentence.text[: p.start])
    ]
    # On a tour what stands behind the leader's name is a stop.
    leader = next((n.end for n in sentence.document.persons(sentence) if n.end <= start), len(sentence.text))
    for place in reversed(sentence.places):
        if _DATELINE.match(sentence.text, place.end):
            continue
        higher = bool(before) and within(before[-1].code, place.code or "")
        if before and verb and verb.start() < place.start and place is not before[-1] and not higher:
            continue  # 深圳市政府举行前海…发布会: who stands before the verb holds it
        # A ceremony in a town that a tour comes by is held by the division of the tour.
        visited = (candidate.rule == "meeting.attended" and place.end >= start - 4) or _venue(
            sentence, chain_start(sentence, place), place.end
        )
        visited = visited or sentence.text[place.end : place.end + 2] == "代管"
        visited = visited or (candidate.rule.startswith("meeting.tour") and (place.listed or place.start > leader))
        if place.code and not (place.listed or place.inside_org or visited) and place.end <= start + 1:
            return _bracketed(sentence, place)
    if candidate.rule == "meeting.attended" or candidate.rule.startswith("meeting.tour"):
        return None  # 督导全市观摩会筹备工作: the city is what the tour is about
    named = [p for p in sentence.places if start <= p.start < end and p.code and not (p.inside_org or p.leads)]
    alone = next((_bracketed(sentence, p) for p in named if not p.listed), None)
    # 通州区与廊坊北三县项目推介洽谈会: of two that hold it, the first.
    return alone or next((p.code for p in named if p.start == start), None)


def _bracketed(sentence: Sentence, place: Place) -> str | None:
    """江苏(盐城)海洋大会: of a division and a part of it in brackets, the part."""
    inner = next((p for p in sentence.places if p.start == place.end + 1), None)
    closed = inner is not None and sentence.text[place.end] == "(" and sentence.text[inner.end : inner.end + 1] == ")"
    return inner.code if inner is not None and closed and within(inner.code, place.code or "") else place.code


# 观摩活动总结讲评会在彬州市召开: the sitting that closes a round is held by who made the round.
_CLOSES = re.compile(
    r"(?:观摩|拉练|考察|督查|调研|巡回|集中开工)[^,。;在]{0,8}?(?:总结|讲评|点评|评议|评比)|(?:总结|讲评|点评|评议){2}"
)


@filler(
    "meeting.region_of_closing",
    kind="meeting",
    fills="region",
    example="观摩活动总结讲评会在彬州市召开",
    near_miss="彬州市召开项目观摩总结会",
    source="RECORDS.md, Meeting: the division that holds it",
    priority=1,
    infers=True,
)
def region_of_closing(candidate: Candidate, sentence: Sentence) -> str | None:
    """The article's own division, where the sitting that closes a tour is held in a part of it."""
    own = sentence.document.article.region
    if own is None or not _CLOSES.search(str(candidate.fields["name"])):
        return None
    venues = [
        p for p in sentence.places if p.code and p.start >= candidate.span[0] and _venue(sentence, p.start, p.end)
    ]
    inside = [p for p in venues if p.code != own and within(p.code, own)]
    return own if inside and not any(p.code for p in sentence.places if p.end <= candidate.span[0] + 1) else None


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
    leader = next((n for n in sentence.document.persons(sentence) if venues and n.end <= venues[-1].start), None)
    if own is None or leader is None:
        return None
    if leader.title[1] <= leader.title[0] and (home := sentence.document.homes.get(leader.text)):
        return home  # named without an office here: of the division whose office he holds
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
    if candidate.rule == "meeting.attended":
        return _base(sentence)
    own, here = sentence.document.article.region, sentence.context.region
    if candidate.rule == "meeting.tour" and own and here and not (within(here, own) or within(own, here)):
        return None  # 市委书记带领代表团到嘉兴市: `region_of_tour` tells whose
    clause = sentence.text[clause_start(sentence.text, max(0, start - 1)) : start]
    if party := _PARTY.search(clause):
        own = sentence.document.article.region
        rank = re.search(r"(?:自治区|[省市县区州盟旗])(?:委|政府|人大|政协)", clause[: party.start()])
        return (_ranked(sentence, rank[0]) if rank else None) or own  # 市政协调研组 in a report of one of its zones
    if re.search(r"国务院|中央|国家(?!级)[^,。;]{2,10}(?:部门?|委|局)", clause):
        return "100000"
    # 省委常委、市委书记某某主持召开: of several offices the last one holds it.
    held = [
        code
        for m in re.finditer(r"(?:自治区|[省市县区州盟旗])(?:委|政府|长|人大|政协|领导|四套班子)", clause)
        if (code := _ranked(sentence, clause[m.start() :]))
    ]
    return held[-1] if held else None


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
    if not candidate.rule.startswith("meeting.tour"):
        return None
    for name in sentence.document.persons(sentence):
        if name.end > candidate.span[0]:
            continue
        if any(name.title[0] <= p.start < name.title[1] and p.code for p in sentence.places):
            return None
        if name.title[1] <= name.title[0] and (home := sentence.document.homes.get(name.text)):
            return home
        said = sentence.text[name.title[0] : name.title[1]] or sentence.document.offices.get(name.text, "")
        office = last_office(said)
        near = next((p.code for p in sentence.places if p.code and p.start > name.end), None)
        own = sentence.document.article.region
        abroad = any(p and not (within(p, own) or within(own, p)) for p in (near, sentence.context.region))
        if own and abroad and (code := of_rank(own, office)):
            return code  # 县委书记率团到北京市通州区考察: of the paper's county
        if (code := _ranked(sentence, office) or of_rank(near, office)) is not None:
            return code
    if any(p.code and p.end <= candidate.span[0] and not _venue(sentence, p.start, p.end) for p in sentence.places):
        return None
    return _base(sentence)  # the stop is not whose tour it is


@filler(
    "meeting.region_of_seat",
    kind="meeting",
    fills="region",
    example="同日下午,招商推介会在南宁市区举行",
    near_miss="横州市招商推介会在南宁市举行",
    source="RECORDS.md, Meeting: the division that holds it",
    infers=True,
    priority=1,
)
def region_of_seat(candidate: Candidate, sentence: Sentence) -> str | None:
    """在南宁市区举行, and nobody named as its host: of the city, where only a headline says that the report is a part's."""
    article, end = sentence.document.article, candidate.span[1]
    if dict(article.trace).get("region", "region.title") != "region.title" or not article.region:
        return None
    if any(p.code and p.end <= end for p in sentence.places):
        return None
    seat = next((p for p in sentence.places if p.code and p.end > end), None)
    if seat is None or sentence.text[seat.start - 1] != "在" or not within(article.region, seat.code or ""):
        return None
    held = _IN_TOWN.match(sentence.text, seat.end)
    deeper = held and any(seat.end <= p.start < held.end() for p in sentence.places)
    return seat.code if held and not deeper else None


_IN_TOWN = re.compile(r"(?:(?<=市)区|城区|市区|主城区)?(?:[^,。;在]{0,10})?(?:举行|举办|召开)")


def _base(sentence: Sentence) -> str | None:
    """The section's or the article's division, where the one in force lies in it."""
    base = next(iter(sentence.document.heading_codes(sentence.paragraph)), sentence.document.article.region)
    return base if base and within(sentence.context.region, base) else None


def _ranked(sentence: Sentence, words: str) -> str | None:
    """市委 is that of the section's or the article's division: in a paper of 沧州 not 黄骅's, where its leader tours."""
    document, here = sentence.document, sentence.context.region
    own = next(iter(document.heading_codes(sentence.paragraph)), document.article.region)
    return (of_rank(own, words) if own and within(here, own) else None) or of_rank(here, words)


def _venue(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the place is only where it was held: 区委书记在东坝镇主持召开, 到长兴镇调研."""
    before = sentence.text[:start]
    if not re.search(r"(?:在|到|赴|深入|来到|走进|前往|于)(?:[^,。;在]{2,12}[、和])?$", before):
        return False
    # 在玄武区召开的动员会: the host itself stands behind 在, and nobody before it.
    return not re.match(r"[^,。]{0,4}(?:召开|举行|举办)的|的?“?[^,。“]{0,3}第一会", sentence.text[end:])


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
    """The division in force: the section's, the article's; what a later clause speaks of is not yet in force."""
    context = sentence.context
    return context.region_before[0] if candidate.span[0] < context.region_from else context.region
