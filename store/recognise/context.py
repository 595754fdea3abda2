"""What a sentence inherits from what stands before it: the division and the day in force.

`walk` goes through a document once and fills every `Sentence.context`. A division comes into force where it is a
sentence's subject; the text beats a section's heading, the heading beats the article. A day comes into force where it
is named. `governing` answers the finer question which division one stretch of a sentence is about. No rule of facts
stands here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.recognise.document import Document, Sentence
    from store.records import Mention
    from store.regions.resolve import Place

# What may stand between a clause's start and its subject: days, times, prepositions, quotation marks.
Force = tuple[str | None, str | None]  # code and rule of the division in force

_LEAD = re.compile(
    r"[\s“‘(《\"]*(?:(?:近日|日前|昨日|今日|今天|昨天|同日|当日|当天|同时|随后|据悉|据了解|目前|眼下|会上|其中|此外|另外"
    r"|[\d一二三四五六七八九十廿]{1,4}[年月日号](?:上午|下午|晚|晚上|一早|早上|中午)?|上午|下午|晚上|一早|\d{1,2}[时点](?:\d{1,2}分)?"
    r"|由|为此|作为)[\s,、“‘]{0,2}){0,6}$"
)
_HOST = re.compile(r"在[\s“]?$")  # 在玄武区召开的动员会上: the host stands behind 在
_HOSTS = re.compile(r"[^,。]{0,4}(?:召开|举行|举办)")
_RANK = re.compile(r"(?:原|代|副)?(?P<rank>自治区|[省市县区州盟旗])(?:委|政府|长|人大|政协|纪委|监委|直|领导)")
_VISIT = re.compile(r"(?:[^,。]{0,12},)?[^,。]{0,8}(?:在|来到|走进|深入|前往|赶到|到)(?:位于)?")
_HELD_AT = re.compile(r"[^,。;]{0,8}(?:召开|举行|举办|开展)(?!的)")
_CLAUSE = re.compile(r"[,;:。!?]")


def walk(document: Document) -> None:
    """Fill the context of every sentence: region, day and year."""
    _walk_regions(document)
    _walk_days(document)


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds `position` begins."""
    ends = [m.end() for m in _CLAUSE.finditer(text, 0, position)]
    return ends[-1] if ends else 0


def subject(sentence: Sentence) -> Place | None:
    """The first division that stands where a subject does, or None."""
    for place in sentence.places:
        if place.code is None or place.listed or place.inside_org or place.leads:
            continue
        if sentence.text[place.end : place.end + 1] == "的" or _of_a_name(sentence, place):
            continue
        if any(q.start < place.start < q.end for q in sentence.quotations) or _of_an_office(sentence, place):
            continue
        first = chain_start(sentence, place)
        before = sentence.text[clause_start(sentence.text, first) : first]
        if _HOST.search(before) and _HOSTS.match(sentence.text, place.end):
            before = _HOST.sub("", before)
        if _LEAD.match(before):
            return place
    return None


def _of_an_office(sentence: Sentence, place: Place) -> bool:
    """泉州 in 泉州市委常委、晋江市委书记: of the places in a person's offices only the last one counts."""
    for name in sentence.document.persons(sentence):
        if name.title[0] <= place.start < name.title[1]:
            return any(p.start > place.start for p in sentence.places if p.code and p.start < name.title[1])
    return False


def _of_a_name(sentence: Sentence, place: Place) -> bool:
    """江苏 in front of a firm's name: a short name of what lies above, where the section speaks of a part of it."""
    from store.regions.table import path

    force = sentence.document.force
    above = {r.code for r in path(force)[:-1] if r.level == "province"} if force else set()
    return place.code in above and place.name[-1] not in "省市区县州盟旗" and not place.rule.startswith("region.whole")


def chain_start(sentence: Sentence, place: Place) -> int:
    """Where the chain of names begins that `place` closes: 徐州市鼓楼区 begins at 徐州市."""
    start = place.start
    for other in reversed(sentence.places):
        if other.leads and other.end == start:
            start = other.start
    return start


def governing(sentence: Sentence, position: int) -> tuple[str | None, str | None, bool]:
    """Code, rule and whether it is stated: the division that the stretch at `position` is about.

    The last division named before it in the sentence; one that lies above the division in force (对照全市…) counts
    only within its own clause.
    """
    from store.regions.table import path

    force = sentence.context.region
    above = {r.code for r in path(force)[:-1]} if force else set()
    begin = clause_start(sentence.text, position)
    for place in reversed(sentence.places):
        if (
            place.start > position
            or place.code is None
            or place.listed
            or place.inside_org
            or place.leads
            or _venue(sentence, place)
        ):
            continue
        if place.code in above and (place.start < begin or _fronts_a_name(sentence, place)):
            continue
        if force and place.code not in above and place.code != "100000" and not near(place.code, force):
            continue  # 引进浙江客商: a stranger in the sentence is not what it is about
        return place.code, place.rule, not place.rule.startswith("region.whole")
    return force, sentence.context.region_rule, sentence.context.region_stated


def _fronts_a_name(sentence: Sentence, place: Place) -> bool:
    """南京 in 南京蜂巢能源二期项目: a short name that runs on into another one."""
    if place.name[-1] in "省市区县州盟旗" or place.rule.startswith("region.whole"):
        return False
    return sentence.text[place.end : place.end + 1] not in (
        *tuple("市省县区的将已在等是要、,。;:今去全各上下“ 召举两三四"),
        "",
    )


def _venue(sentence: Sentence, place: Place) -> bool:
    """在多伦县主持召开座谈会: where it was held is not what it is about."""
    before = sentence.text[: chain_start(sentence, place)]
    return before.endswith(("在", "于")) and bool(before[:-1]) and bool(_HELD_AT.match(sentence.text, place.end))


def near(code: str, force: str) -> bool:
    """Whether the division lies in the one in force or beside it, under the same parent."""
    from store.regions.table import path

    line = [r.code for r in path(code)]
    return force in line or (len(line) > 2 and len(path(force)) > 2 and path(force)[-2].code in line[1:])


def _walk_regions(document: Document, homes: Mapping[int, str] | None = None) -> None:
    """Bring divisions into force; `homes` gives a sentence the division of the meeting it speaks of, once known."""
    article = document.article
    for section in document.sections:
        paragraphs = [p for p in document.paragraphs if p.section == section.index]
        if not paragraphs:
            continue
        heading = document.heading_codes(paragraphs[0])
        base: Force = (
            (heading[0], "region.heading")
            if heading
            else (article.region, article.trace.get("region", "region.article"))
        )
        force = base
        for paragraph in paragraphs:
            for sentence in paragraph.sentences:
                first = sentence is paragraph.sentences[0]
                home = (homes or {}).get(sentence.index)
                if first and home is not None:
                    # A new paragraph goes back to whose meeting it is.
                    force = (home, "region.meeting") if force[0] != home else force
                force = _step(sentence, force, home or base[0])


def _step(sentence: Sentence, force: Force, home: str | None) -> Force:
    """Set the sentence's context; returns what holds behind it."""
    sentence.document.force = force[0]
    context = sentence.context
    found = subject(sentence)
    stays = True
    if found is None and not sentence.heading:
        found = _visited(sentence, force[0]) or _topic(sentence, force[0])
    elif found is not None and home is not None:
        # Behind a meeting, what lies above it or elsewhere is spoken of for a sentence only.
        stays = _within(found.code, home)
    here: Force = (found.code, found.rule) if found is not None else force
    context.region, context.region_rule = here
    context.region_stated = found is not None and not found.rule.startswith("region.whole")
    return here if stays else force


def _visited(sentence: Sentence, force: str | None) -> Place | None:
    """在正蓝旗, 来到某镇: a part of the division in force, at the head of the sentence; what follows is about it."""
    for place in sentence.places:
        if place.code is None or place.listed or place.inside_org or place.leads:
            continue
        before = sentence.text[: chain_start(sentence, place)]
        if _VISIT.fullmatch(before) and force is not None and place.code != force and _within(place.code, force):
            return place
    return None


def _within(code: str | None, above: str) -> bool:
    from store.regions.table import path

    return code is not None and above in {r.code for r in path(code)}


def of_rank(force: str | None, words: str) -> str | None:
    """市委, 省政府, 市长 without a place: the division of that rank in which the one in force lies, or it itself."""
    from store.regions.table import path

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


def _topic(sentence: Sentence, force: str | None) -> Place | None:
    """A full name outside the division in force, in a paragraph's first sentence: the text beats the heading."""
    from store.regions.table import path

    if sentence.paragraph.sentences[0] is not sentence:
        return None
    for place in reversed(sentence.places):
        if (
            place.code is None
            or place.listed
            or place.inside_org
            or place.leads
            or place.rule.startswith("region.whole")
        ):
            continue
        if place.name[-1] not in "省市区县州盟旗" or len(place.name) < 3:
            continue
        codes = {r.code for r in path(place.code)}
        if force is None or (force not in codes and place.code not in {r.code for r in path(force)}):
            return place
    return None


def _walk_days(document: Document) -> None:
    from store.language.dates import resolve

    article = document.article
    known = article.dateline or article.published
    year = document.year
    before: str | None = None  # the day in force where the section before ended: 同日 goes on from it
    for section in document.sections:
        last, last_rule = None, None
        for paragraph in document.paragraphs:
            if paragraph.section != section.index:
                continue
            for sentence in paragraph.sentences:
                sentence.context.year, sentence.context.day_before = year, last or before or document.opening_day
                for day in sentence.days:
                    if any(q.start < day.start < q.end for q in sentence.quotations):
                        continue  # what a speaker calls 今天
                    edtf = resolve(day, year=year, published=known, last=last or before or document.opening_day)
                    # What lies ahead (3月底前开工) is no day that a report goes on from.
                    if edtf is not None and not day.future and not (known and edtf[:10] > known[:10]):
                        last, last_rule = edtf, day.rule
                        if document.opening_day is None and section.index == 0:
                            document.opening_day = edtf
                sentence.context.day, sentence.context.day_rule = last, last_rule
        before = last or before


def walk_meetings(document: Document, mentions: Sequence[Mention]) -> None:
    """Bring into force, sentence by sentence, the meeting that it speaks of.

    A sentence that names a meeting speaks of it. Behind it the last meeting of the division in force holds, in the
    same section; a ceremony beside the meeting (同时举行, 与会人员参加了…) holds for its own sentence only. What stands
    before the section's first meeting (a quotation in front of the lead) belongs to that one.
    """
    named: dict[int, int] = {}
    for (index, _), at in sorted(document.mention_of.items()):
        named.setdefault(index, at)
    held: list[int] = []
    for section in document.sections:
        here = [s for s in document.sentences if s.paragraph.section == section.index]
        if here and document.heading_codes(here[0].paragraph):
            held = []  # 苏州:… another place, other meetings; 一、… goes on with the report
        ahead = [named[s.index] for s in here if s.index in named]
        for sentence in here:
            if sentence.index in named:
                at = named[sentence.index]
                sentence.context.meeting = at
                if at not in held and not beside(mentions[at]):
                    held.append(at)
                continue
            sentence.context.meeting = _held(sentence, held or ahead[:1], mentions)


def walk_homes(document: Document, mentions: Sequence[Mention]) -> None:
    """Once more, with the meetings known: a sentence that speaks of a meeting is about its division unless it says else."""
    homes = {
        s.index: region
        for s in document.sentences
        if s.context.meeting is not None and (region := mentions[s.context.meeting].region) is not None
    }
    _walk_regions(document, homes)
    walk_meetings(document, mentions)


def beside(mention: Mention) -> bool:
    """Whether it is a part of another meeting: it was attended by its participants, or ran at the same time."""
    return mention.trace.get("name") == "meeting.attended" or mention.trace.get("date") == "meeting.day_same_time"


def _held(sentence: Sentence, held: Sequence[int], mentions: Sequence[Mention]) -> int | None:
    """The last meeting of the division in force; failing that, the last of one that lies in it or holds it."""
    from store.regions.table import path

    here = sentence.context.region
    if here is None:
        return held[-1] if held else None
    above = [r.code for r in path(here)]
    for code in reversed(above):
        if (at := next((at for at in reversed(held) if mentions[at].region == code), None)) is not None:
            return at
    for at in reversed(held):
        region = mentions[at].region
        if region is None or here in {r.code for r in path(region)}:
            return at
    return None
