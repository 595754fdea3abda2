"""What a sentence inherits from what stands before it: the division and the day in force.

`walk` goes through a document once and fills every `Sentence.context`; `walk_homes` does so again once the meetings are
known. A division comes into force where it is a sentence's subject; the text beats a section's heading, the heading
beats the article. A new paragraph, and words of the meeting itself (会议指出), go back to whose meeting it is; on a tour
the last stop stays. A day comes into force where it is named. Which division one stretch of a sentence is about is for
`subject` and `about`, which meeting it speaks of for `held`. No rule of facts stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.fold import fold
from store.recognise.about import Force
from store.recognise.clause import alone, chain_start, span_start, within
from store.recognise.firm import next_site, of_the_firm
from store.recognise.form import form_of
from store.recognise.held import sits, walk_meetings
from store.recognise.label import heads_section, label_line, labelled, list_label, listed
from store.recognise.sited import note_sites, site_told
from store.recognise.subject import compares, subject, topic, visited
from store.recognise.voice import asked_about, continued, goes_on, of_level, of_speaker, spoken, venue_of
from store.regions.table import TOWN_SUFFIXES

if TYPE_CHECKING:
    from store.recognise.document import Document
    from store.recognise.sentence import Sentence
    from store.records import Mention
    from store.regions.resolve import Place

HEADING = "region.heading"
_TOLD = re.compile(r"^(?:据了解|据悉|据介绍|目前),")
_WENT = re.compile(r"(?:到|赴|在|深入|前往|来到|走进|莅临|[组团行人]来)$")
_MADE_INTO = re.compile(r"(?:加快|努力|全面)?(?:打造|建设|建)成")  # 把佳木斯建设成为…
_TO_SEE = re.compile(r"(?:[^,。;、]{0,20}|,就[^,。;]{2,24}进行)(?:调研|考察|检查|督导|督查|走访|慰问|视察|暗访)")
# 某某强调, 某某要求: whose words they are, not where they were said.
_SAYS = re.compile(
    r"[^,。;“]{2,20}?(?:强调|指出|要求|表示|说)[,::]|[^,。;“]{2,20}?在[^,。;]{0,8}(?:时|中|后)(?:强调|指出|要求)"
)
# What a project or a person brought into force ends with its paragraph.
_OF_A_PARAGRAPH = ("region.site", "region.site_told", "region.speaker")
# 可在村支书眼里: the village told of before.
_OF_THE_VILLAGE = re.compile(r"[^,。;]{0,4}(?<![农乡各一驻])(?:村党|村支书|村里|村民|村集体|村两委|该村|全村)")
# Of many projects at once, and of lines: they lie elsewhere, too.
_NOT_ON_SITE = ("集中", "重大项目", "重点项目", "高铁", "铁路", "高速", "公路", "特高压", "管道", "航道")
_THERE = re.compile(r"[\s“]*当地(?!时间|媒体)")
_SINCE = re.compile(r"[^,。;!?]{0,6}以来")
_BOTH = re.compile(r"\s*(?:这|上述)?[两三四五六](?:市|县|区|地|城)(?![级委])")  # 两市差距扩大到325亿元
_UNTIL = re.compile(r"(?:截至|截止|截止到|截止至)(?:今年|目前)?$")


def walk(document: Document) -> None:
    """Fill the context of every sentence: region, day and year."""
    _walk_regions(document)
    _walk_days(document)


def walk_homes(document: Document, mentions: Sequence[Mention]) -> None:
    """Once more, with the meetings known: a sentence that speaks of a meeting is about its division unless it says else."""
    told = [_told_of(document, mention) for mention in mentions]
    sections = {(document.sentences[i].paragraph.section, at) for (i, _), at in document.mention_of.items()}
    round_ = _of_a_round(document.article.region, told)
    homes = {
        s.index: region
        for s in document.sentences
        if (at := s.context.meeting) is not None
        and (region := told[at]) is not None
        # (二)不种茶: a county's meeting told under one heading is not what the next section of the city's round is about.
        and ((s.paragraph.section, at) in sections or region not in round_)
    }
    if not homes:
        return
    before = [s.context.region for s in document.sentences]
    _walk_regions(document, homes)
    if before != [s.context.region for s in document.sentences]:
        walk_meetings(document, mentions)


def _of_a_round(own: str | None, told: Sequence[str | None]) -> set[str]:
    """The parts of the article's division whose meetings it goes round: two or more, none within another."""
    parts = {r for r in told if r and own and r != own and within(r, own)}
    return parts if sum(not any(a != b and within(a, b) for b in parts) for a in parts) > 1 else set()


def _told_of(document: Document, mention: Mention) -> str | None:
    """Whose a meeting's statements are: its own division's; at a press conference that those above give to one, that one's."""
    own = document.article.region
    if mention.kind == "发布会" and own is not None and mention.region is not None and within(own, mention.region):
        opening = (p for s in document.sentences[:3] for p in s.places if p.code and not p.inside_org)
        if own != mention.region and any(within(p.code, own) for p in opening):
            return own
    return mention.region


def _walk_regions(document: Document, homes: Mapping[int, str] | None = None) -> None:
    """Bring divisions into force; `homes` gives a sentence the division of the meeting it speaks of, once known."""
    article = document.article
    reports = {index for index, _ in document.mention_of}
    document.sites.clear()  # of a walk before this one, which went on to the end
    for section in document.sections:
        paragraphs = [p for p in document.paragraphs if p.section == section.index]
        if not paragraphs:
            continue
        heading = document.heading_codes(paragraphs[0])
        base: Force = (
            (heading[0], HEADING) if heading else (article.region, article.trace.get("region", "region.article"))
        )
        document.base, force, document.labelled_by, document.listed_in = base[0], base, None, None
        before: str | None = None  # whose meeting the sentence before spoke of
        for paragraph in paragraphs:
            if paragraph.sentences and (label := label_line(paragraph.sentences[0])) is not None:
                base, document.labelled_by = (label, HEADING), label
            if paragraph.sentences:
                document.listed_in = _listed_in(paragraph.sentences[0])
            for sentence in paragraph.sentences:
                home = (homes or {}).get(sentence.index)
                if sentence is paragraph.sentences[0] or (
                    sentence.index in reports and home is not None and before not in (None, home)
                ):
                    force = _begun(sentence, force, base, home)
                before = home
                force = _step(sentence, force, home, base[0])
                if home is not None and base[1] == HEADING and within(base[0], home) and sits(sentence):
                    base = home, "region.meeting"  # the sitting that closes a tour closes the last stop's heading


def _listed_in(first: Sentence) -> str | None:
    """What a line above says of the items of a list, as long as the list goes on."""
    document = first.document
    if (label := list_label(first)) is not None:
        return label
    form = document.listed_in and form_of(document.forms, first.paragraph.index)
    return document.listed_in if form or listed(first) else None


def _begun(sentence: Sentence, force: Force, base: Force, home: str | None) -> Force:
    """What is in force where a paragraph begins: whose meeting it is; on a tour the last stop, unless someone sums up."""
    if (force[0] or "").endswith(TOWN_SUFFIXES) and _OF_THE_VILLAGE.match(sentence.text):
        return force
    if home is None:
        own = _exact(base[0]) or force[1] in _OF_A_PARAGRAPH
        return base if own and within(force[0], base[0] or "") else force
    if (
        base[1] == HEADING
        and base[0] != home
        and within(base[0], home)
        and (heads_section(sentence) or sentence.document.labelled_by == base[0])
    ):
        return base
    if (asked := asked_about(sentence)) is not None and within(asked, home):
        return asked, "region.asked"
    if sits(sentence):
        return home, "region.meeting"
    if _tours(sentence) and within(force[0], home) and spoken(sentence, force[0], home, opening=True) is None:
        if force[0] == home and (toured := _toured(sentence)) and not _SAYS.match(sentence.text):
            return toured, "region.toured"
        return (force[0] or "").partition("-")[0], force[1]  # the next site lies in the same county
    return (home, "region.meeting") if force[0] != home else force


def _exact(code: str | None) -> bool:
    """Whether it is a county or a city: of a province's article each paragraph may speak of another place."""
    return code is not None and not code.endswith("0000")


def _tours(sentence: Sentence) -> bool:
    meeting = sentence.context.meeting
    return meeting is not None and sentence.document.mentions[meeting].kind in ("调研", "观摩会")


def _toured(sentence: Sentence) -> str | None:
    """到顺德区调研: the one part of the holder's division that the tour's own sentence says it went to."""
    document, meeting = sentence.document, sentence.context.meeting
    told = {index for (index, _), at in document.mention_of.items() if at == meeting}
    ends = {
        place.code
        for report in map(document.sentences.__getitem__, told)
        for place in report.places
        if place.code
        and alone(place)
        and _WENT.search(report.text[: chain_start(report, place)])
        and _TO_SEE.match(report.text, place.end)
    }
    return ends.pop() if len(ends) == 1 else None


def _step(sentence: Sentence, force: Force, home: str | None, base: str | None) -> Force:
    """Set the sentence's context; returns what holds behind it."""
    sentence.document.force = force[0]
    context = sentence.context
    context.region_before, context.region_from = force, 0
    if (item := _of_item(sentence)) is not None and within(item, home or base):
        context.region, context.region_rule, context.region_stated = item, "region.item", True
        return force
    entered = next_site(sentence, force[0]) if sentence.places else None
    found = entered or labelled(sentence) or (subject(sentence) if sentence.places else None)
    if found is not None:
        context.region_from = 0 if _says_what_stands_before(sentence, found) else span_start(sentence, found)
    elif sentence.places and not sentence.heading:
        found = visited(sentence, force[0], home or base) or topic(sentence, force[0], home)
    here = (found.code, found.rule) if found is not None else _unnamed(sentence, force, home)
    context.region, context.region_rule = here
    context.region_stated = found is not None and not found.rule.startswith("region.whole")
    # Behind a meeting, what lies above it or elsewhere is spoken of for a sentence only.
    own = home or base
    seat = site_told(sentence) if found is None and own is not None and sentence.document.sites else None
    if seat is not None and own is not None and within(seat, own):
        here = context.region, context.region_rule = seat, "region.site_told"
    if sentence.places:
        note_sites(sentence)
    if entered is not None:
        context.region_from = 0
        return here
    if found is not None and (compares(sentence, found) or not (own is None or within(here[0], own))):
        return here if _rounds_off(sentence, here[0]) else force
    if context.region_from and _one_item(sentence, here[0], force[0]):
        return force
    return here


def _rounds_off(sentence: Sentence, here: str | None) -> bool:
    """记者从市发改委了解到,今年全市…, last of all: the paragraph that closes a round under places' headings is the whole's."""
    document = sentence.document
    last, before = document.paragraphs[-1], document.paragraphs[-2:-1]
    under = document.heading_codes(last)
    return (
        sentence.paragraph is last
        and here == document.article.region
        and bool(under)
        and here not in under
        and any(p.section == last.section and not p.sentences[0].heading for p in before if p.sentences)
    )


def _of_item(sentence: Sentence) -> str | None:
    """Where a project told as a form lies; else what the line above its list says."""
    document = sentence.document
    form = form_of(document.forms, sentence.paragraph.index) if document.forms else None
    return form.code if form is not None and form.code else document.listed_in


def _says_what_stands_before(sentence: Sentence, found: Place) -> bool:
    """“今年要建大棚。”黎城县委书记某某说: the words are those of the office behind them."""
    words = sentence.quotations[0] if sentence.quotations else None
    if words is None or words.start > 1 or not words.sentence or chain_start(sentence, found) != words.end:
        return False
    if any(p.code and p.start < words.end for p in sentence.places):
        return False  # what the words themselves name is what they are about
    return any(n.title[0] <= found.start < n.title[1] for n in sentence.document.persons(sentence))


def _one_item(sentence: Sentence, here: str | None, before: str | None) -> bool:
    """…增长8.4%,新投产项目26个,永川高新区产值706亿元: a part in the last of clauses that count the whole."""
    start = sentence.context.region_from
    return (
        "-" in (here or "")
        and before is not None
        and here != before
        and within(here, before)
        and not (here or "").endswith(TOWN_SUFFIXES)
        and sum(
            n.start < start and not any(d.start <= n.start < d.end for d in sentence.days) for n in sentence.numbers
        )
        > 1
        and not sentence.text.startswith(("在", "走进", "来到"), start)
    )


def _unnamed(sentence: Sentence, force: Force, home: str | None) -> Force:
    """Of a sentence that names no division as its subject: the meeting's, the site's before it, or what was in force."""
    before = sentence.before
    if before is not None and before.context.region_stated and _THERE.match(sentence.text):
        return before.context.region, "region.there"
    for place in sentence.places:
        taken = sentence.text[place.start - 1 : place.start] == "把" and place.code in (home, sentence.document.base)
        if taken and _MADE_INTO.match(sentence.text, place.end):
            return place.code, place.rule
    if home is not None:
        main = "主会场" in sentence.text or _ceremony_goes_on(sentence)
        if main and (venue := venue_of(sentence)) and within(venue, home):
            return venue, "region.venue"
        if (voice := spoken(sentence, force[0], home, leaders=not _tours(sentence))) is not None:
            return (voice, "region.voice") if voice != force[0] else force
    if (level := of_level(sentence, force[0])) is not None:
        return (level, "region.voice") if level != force[0] else force
    if (seat := of_the_firm(sentence)) is not None or (force[0] is None and (seat := sentence.document.firm_seat)):
        return seat, "region.firm"
    if (own := of_speaker(sentence, home or sentence.document.base)) is not None:
        return own, "region.speaker"
    if _BOTH.match(sentence.text) and sentence.document.base is not None and within(force[0], sentence.document.base):
        return sentence.document.base, "region.article"
    site = continued(sentence, force[0])
    return (site, "region.site") if site is not None else force


def _ceremony_goes_on(sentence: Sentence) -> bool:
    """该基地, 一期项目 behind the opening of one project: it lies where it was opened."""
    at = sentence.context.meeting
    if at is None:
        return False
    meeting = sentence.document.mentions[at]
    if meeting.kind not in ("竣工活动", "开工活动") or any(w in meeting.name for w in _NOT_ON_SITE):
        return False
    return goes_on(sentence) or fold(_TOLD.sub("", sentence.text)[:4]) in fold(meeting.name)


def _walk_days(document: Document) -> None:
    known = document.told_on
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
                    if last is not None and (
                        _SINCE.match(sentence.text, day.end) or _UNTIL.search(sentence.text[: day.start])
                    ):
                        continue  # 2月17日复工以来, 截至4月25日: a day that something began or was counted, not the report's
                    edtf = document.dated(day, last or before or document.opening_day)
                    # What lies ahead (3月底前开工) is no day that a report goes on from.
                    ahead = edtf is not None and known is not None and edtf[: len(known[:10])] > known[:10]
                    if edtf is not None and not ahead and not (day.future and known is None):
                        last, last_rule = edtf, day.rule
                        if document.opening_day is None and section.index == 0:
                            document.opening_day = edtf
                sentence.context.day, sentence.context.day_rule = last, last_rule
        before = last or before
