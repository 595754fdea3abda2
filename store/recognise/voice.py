"""Whose voice a sentence is, and what it goes on from, where it names no division as its subject.

会议指出, 市委书记某某要求 and 我们将 bring back the division whose meeting it is; 该项目, 该公司 go on with the site that the
sentence before named; 主会场 is where the meeting's own sentence says it was held. In comes a sentence, out comes yes,
no or a code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.about import last_office, of_rank
from store.recognise.clause import BUILT_THERE, is_venue, near, within
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_SAYS = r"(?:指出|强调|要求|提出|明确|认为|表示|宣布|透露|介绍|部署|安排|号召|说|致辞|讲话|通报|回应|答复)"
_MEETING = re.compile(
    r"\s*(?:(?:据了解|据悉),(?=大会|会议))?(?:(?:此次|本次|这次)(?:集中)?(?:开工|签约|活动|仪式|大会|会议|推介|观摩|竣工)|(?:会议|大会|全会|例会|动员会|推进会|座谈会|发布会|报告|通报|会上|会议上|大会上|会后|据介绍)[^。;“]{0,16}?(?:"
    + _SAYS
    + r"|[,:])|[^,。;“]{0,8}在[^,。;“]{0,12}(?:会|会议|讲话|总结环节|点评环节)[上中时,]|(?:下一步|接下来|下半年|今年)?,?我们(?:将|要|计划|还将|力争))"
)
_ROUND = re.compile(r"\s*(?:调研中|调研期间|考察中|检查中|督导中|观摩结束|每到一处|所到之处|一路上|途中|座谈时)")
_LEVEL = re.compile(
    r"\s*(?:(?:下一步|接下来|今年|目前|为此|同时|前不久|不久前|近日|日前|眼下|去年),?)?(?P<rank>[省市县区州盟旗])(?:里|委、[省市县区州盟旗]政府)"
)
# 自治区发展改革委能源处负责人告诉记者: whose office speaks.
_OFFICE = re.compile(
    r"\s*(?:据|来自)?(?P<rank>自治区|自治州|[省市县区州盟旗])[一-鿿]{2,10}?(?:委|局|厅|办)(?!员会)[^,。;“:]{0,16}?"
    r"(?:介绍|告诉|表示|透露|数据|消息|统计)"
)
_WORD = re.compile(r"[一-鿿A-Za-z]{4}")
_ANSWERS = re.compile(r"\s*(?:对此|听后|听罢|听完[^,。;]{0,10}|随后|现场),")
_CHIEF = re.compile(r"(?:书记|[省市县区州盟旗]长|主席|主任)$")
_GOES_ON = re.compile(
    r"[\s“]*(?:(?:根据|按照)(?:公告|协议|规划|计划|设计),)?"
    r"(?:[一二三]期(?=总?投资|新增|占地|建设|工程|计划|预计|将)|(?:该|这家|这个|这座|此)(?:公司|企业|项目|园区?|基地|中心|工厂|厂|集团|平台|工程)|(?:[一二三四五]期)?项目(?!建设|为王|是|就是|要)|这[个家座项][^,。;]{2,16}的(?:项目|企业|公司|工厂|基地)|该(?:产业)?园|基地(?!建设)|公司(?!债)|园区)"
)


def spoken(
    sentence: Sentence, force: str | None, home: str, *, opening: bool = False, leaders: bool = True
) -> str | None:
    """Whose words they are: the meeting's own division, or that of the leader who speaks, by his office; else None.

    `opening`: at the head of a paragraph, where what was said on a tour is summed up; `leaders`: whether a leader's own
    words count, which on a tour are about the stop.
    """
    if not within(force, home):
        return None
    if _MEETING.match(sentence.text) or (opening and _ROUND.match(sentence.text)):
        return home
    if (level := of_level(sentence, force)) is not None:
        return level
    office = _leader(sentence) if leaders else None
    code = (of_rank(home, office) or of_rank(force, office)) if office else None
    # A governor at a city's meeting does not make it the province's.
    return code if code is not None and within(code, home) else None


def of_level(sentence: Sentence, force: str | None) -> str | None:
    """前不久市里印发了…, 据市发改委介绍: the division of that rank around the one in force."""
    rank = _rank(sentence)
    return of_rank(force, rank + "委") if rank else None


@once
def _rank(sentence: Sentence) -> str | None:
    """The rank of whose word opens the sentence."""
    level = _LEVEL.match(sentence.text) or _OFFICE.match(sentence.text)
    return level["rank"] if level else None


def _leader(sentence: Sentence) -> str | None:
    """The last office of who speaks at the head of the sentence: 区长某某强调; None where it names a place."""
    lead = _ANSWERS.match(sentence.text)
    for name in sentence.document.persons(sentence):
        if min(name.start, name.title[0] if name.title[1] > name.title[0] else name.start) > 2 + (
            lead.end() if lead else 0
        ):
            return None
        office = sentence.text[name.title[0] : name.title[1]] or sentence.document.offices.get(name.text, "")
        if any(name.title[0] <= p.start < name.title[1] for p in sentence.places):
            return None
        if not _CHIEF.search(office) or not re.match(r"[^。;“]{0,16}?" + _SAYS, sentence.text[name.end :]):
            return None
        return last_office(office)
    return None


def goes_on(sentence: Sentence) -> bool:
    """Whether the sentence goes on about a project or a firm: 该基地, 项目, 一期项目."""
    return bool(_GOES_ON.match(sentence.text))


def of_speaker(sentence: Sentence, base: str | None) -> str | None:
    """Where the person lives or holds office who opens the sentence, or whose words open it: 渠黎镇的大户某某."""
    homes = sentence.document.homes
    name = _opening(sentence) if homes else None
    code = homes.get(name) if name else None
    return code if code is not None and base is not None and code != base and within(code, base) else None


_PRONOUN = re.compile(r"[“\s]*[他她](?:也|还|又|则)?(?:说|表示|介绍|告诉|透露|坦言|认为|建议|希望|期待|盼|算|指着|笑)")


def _named_last(sentence: Sentence) -> str | None:
    """Whom 他 means: the first person of the last sentence before it that names one, at most two back."""
    for earlier in reversed(sentence.document.sentences[max(0, sentence.index - 2) : sentence.index]):
        if earlier.paragraph.section != sentence.paragraph.section:
            return None
        if people := sentence.document.persons(earlier):
            return people[0].text
    return None


@once
def _opening(sentence: Sentence) -> str | None:
    """The person with whom the sentence begins, or who says the quotation with which it begins."""
    document, text = sentence.document, sentence.text
    if any(p.code and not p.inside_org for p in sentence.places):
        return None  # what the words themselves name is what they are about
    if _PRONOUN.match(text):
        return _named_last(sentence)
    quoted = sentence.quotations[0] if sentence.quotations and sentence.quotations[0].start <= 1 else None
    if quoted is None or quoted.end < len(text.rstrip()):
        begin = quoted.end if quoted else 0
        for name in document.persons(sentence):
            if name.start < begin:
                continue
            lead = min(name.start, name.title[0]) if name.title[1] > name.title[0] else name.start
            return name.text if lead - begin <= 2 else None
        return None
    here = sentence.paragraph.sentences
    at = here.index(sentence) + 1
    if at < len(here):
        if _PRONOUN.match(here[at].text):
            return _named_last(here[at])
        first = next(iter(document.persons(here[at])), None)
        if first is None:
            return None
        lead = first.title[0] if first.title[1] > first.title[0] else first.start
        return first.text if min(lead, first.start) <= 2 else None
    return None


def continued(sentence: Sentence, force: str | None) -> str | None:
    """The part of the division in force that the sentence before named last, where this one goes on: 该项目总投资…"""
    before = sentence.before or _told_above(sentence)
    if before is None or force is None or not before.places:
        return None
    head = sentence.text[:4]
    again = before.text.find(head) if _WORD.fullmatch(head) else -1
    if again < 0 and not _GOES_ON.match(sentence.text):
        return None
    for place in reversed(before.places):
        if place.code is None or place.listed or place.leads or is_venue(before, place):
            continue
        if again >= 0 and not (place.end <= again <= place.end + 2):
            continue  # 荆门高新区的格林循环项目; 格林循环项目总投资…
        if place.inside_org and place.name[-1] not in "市县区旗镇乡":
            continue
        if place.code != force and (within(place.code, force) or _last_part(before, place, force)):
            return place.code
        return None
    return None


def _told_above(sentence: Sentence) -> Sentence | None:
    """The end of the paragraph above, where this one begins with its project: 该项目, 根据协议,一期."""
    above = sentence.document.sentences[sentence.index - 1] if sentence.index else None
    same = above is not None and above.paragraph.section == sentence.paragraph.section and not above.heading
    return above if same and _GOES_ON.match(sentence.text) else None


def _last_part(sentence: Sentence, place: Place, force: str) -> bool:
    """在罕井镇,…;在兴镇,大家走进物流园: the stop of the last part. 在枝江建设…项目: the site, though it lies above."""
    code = place.code or ""
    if sentence.text[place.start - 1 : place.start] != "在":
        return False
    semicolon = sentence.text.rfind(";") + 1
    beside = 0 < semicolon <= place.start and near(code, force)
    return beside or (within(force, code) and bool(BUILT_THERE.match(sentence.text, place.end)))


def venue_of(sentence: Sentence) -> str | None:
    """Where the meeting that the sentence speaks of was held, by the sentence that reports it."""
    at = sentence.context.meeting
    document = sentence.document
    for (index, _), number in sorted(document.mention_of.items()):
        if number != at:
            continue
        told = document.sentences[index]
        for place in reversed(told.places):
            if place.code and not place.listed and is_venue(told, place):
                return place.code
        for line in document.sentences[index : index + 2]:
            for place in line.places:
                before, after = line.text[max(0, place.start - 8) : place.start], line.text[place.end : place.end + 8]
                if re.search(r"主会场[^,。;]{0,4}(?:在|位于|为)$", before) or re.match(
                    r"[^,。;]{0,4}设(?:立|置)?主会场", after
                ):
                    return place.code
    return None


_ANSWER = re.compile(r"\s*(?:【?答】?|A\d{0,2}[:.、])")
_ASKS = re.compile(r"\s*(?:【?问】?|Q\d{0,2}[:.、]|[^,。;]{0,16}记者(?:提?问)?:)")


def asked_about(sentence: Sentence) -> str | None:
    """【答】…: what the question in the paragraph before was about, where it names a division as its subject."""
    before = sentence.document.sentences[sentence.index - 1] if sentence.index else None
    if before is None or not _ANSWER.match(sentence.text) or not _ASKS.match(before.paragraph.sentences[0].text):
        return None
    asked = [s.context.region for s in before.paragraph.sentences if s.context.region_stated]
    return asked[-1] if asked else None
