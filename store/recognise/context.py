"""What a sentence inherits from what stands before it: the division and the day in force.

`walk` goes through a document once and fills every `Sentence.context`. A division comes into force where it is a
sentence's subject; the text beats a section's heading, the heading beats the article. A day comes into force where it
is named. `governing` answers the finer question which division one stretch of a sentence is about. No rule of facts
stands here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.recognise.document import Document, Sentence
    from store.records import Mention
    from store.regions.resolve import Place

# What may stand between a clause's start and its subject: days, times, prepositions, quotation marks.
_LEAD = re.compile(
    r"[\s“‘(《\"]*(?:(?:近日|日前|昨日|今日|今天|昨天|同日|当日|当天|同时|随后|据悉|据了解|目前|眼下|会上|其中|此外|另外"
    r"|[\d一二三四五六七八九十廿]{1,4}[年月日号](?:上午|下午|晚|晚上|一早|早上|中午)?|上午|下午|晚上|一早|\d{1,2}[时点](?:\d{1,2}分)?"
    r"|在|由|从|就|随着|对于|作为|为此|记者从|来到|走进)[\s,、“‘]{0,2}){0,6}$"
)
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
        if place.code is None or place.listed or place.inside_org:
            continue
        begin = clause_start(sentence.text, place.start)
        if _LEAD.match(sentence.text[begin : place.start]):
            return place
    return None


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
        if place.start > position or place.code is None or place.listed or place.inside_org:
            continue
        if place.code in above and place.start < begin:
            continue
        return place.code, place.rule, not place.rule.startswith("region.whole")
    return force, sentence.context.region_rule, sentence.context.region_stated


def _walk_regions(document: Document) -> None:
    article = document.article
    base = article.region
    rule = article.trace.get("region", "region.article")
    for section in document.sections:
        force, force_rule = base, rule
        paragraphs = [p for p in document.paragraphs if p.section == section.index]
        if paragraphs:
            heading = document.heading_codes(paragraphs[0])
            if heading:
                force, force_rule = heading[0], "region.heading"
        for paragraph in paragraphs:
            for sentence in paragraph.sentences:
                found = subject(sentence)
                stated = found is not None and not found.rule.startswith("region.whole")
                if found is not None:
                    force, force_rule = found.code, found.rule
                elif not sentence.heading:
                    named = _topic(sentence, force)
                    if named is not None:
                        force, force_rule = named.code, named.rule
                context = sentence.context
                context.region, context.region_rule, context.region_stated = force, force_rule, stated


def _topic(sentence: Sentence, force: str | None) -> Place | None:
    """A full name outside the division in force, in a paragraph's first sentence: the text beats the heading."""
    from store.regions.table import path

    if sentence.paragraph.sentences[0] is not sentence:
        return None
    for place in reversed(sentence.places):
        if place.code is None or place.listed or place.inside_org or place.rule.startswith("region.whole"):
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
    for section in document.sections:
        last, last_rule = None, None
        for paragraph in document.paragraphs:
            if paragraph.section != section.index:
                continue
            for sentence in paragraph.sentences:
                sentence.context.year = year
                for day in sentence.days:
                    edtf = resolve(day, year=year, published=known, last=last or _opening_day(document))
                    if edtf is not None:
                        last, last_rule = edtf, day.rule
                        if document.opening_day is None and section.index == 0:
                            document.opening_day = edtf
                sentence.context.day, sentence.context.day_rule = last, last_rule


def _opening_day(document: Document) -> str | None:
    """The first day that the lead names: a section's bare 28日 takes its month."""
    return document.opening_day


def walk_meetings(document: Document, mentions: Sequence[Mention]) -> None:
    """Bring each mention into force from its sentence to the end of its section, or until the next one.

    What a section says before it names its first meeting (a quotation in front of the lead) belongs to that one.
    """
    if not mentions:
        return
    by_sentence: dict[int, int] = {}
    for (index, _), mention in sorted(document.mention_of.items()):
        by_sentence.setdefault(index, mention)
    for section in document.sections:
        force: int | None = None
        first = None
        for sentence in document.sentences:
            if sentence.paragraph.section != section.index:
                continue
            if sentence.index in by_sentence:
                at = by_sentence[sentence.index]
                force = at
                first = at if first is None else first
            elif force is not None and _elsewhere(document, sentence, mentions[force]):
                force = None
            sentence.context.meeting = force
        for sentence in document.sentences:
            if sentence.paragraph.section == section.index and sentence.context.meeting is None and first is not None:
                if sentence.index in by_sentence:
                    break
                if sentence.context.region == mentions[first].region:
                    sentence.context.meeting = first


def _elsewhere(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether the sentence has moved to a division that neither lies in the meeting's nor holds it."""
    from store.regions.table import path

    here = sentence.context.region
    if here is None or mention.region is None or here == mention.region:
        return False
    return mention.region not in {r.code for r in path(here)} and here not in {r.code for r in path(mention.region)}
