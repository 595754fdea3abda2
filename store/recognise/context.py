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

def walk(document: Document) -> None:
    """Fill the context of every sentence: region, day and year."""
    _walk_regions(document)
    _walk_days(document)


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
        found = visited(sentence, force[0]) or topic(sentence, force[0])
    elif found is not None and home is not None:
        # Behind a meeting, what lies above it or elsewhere is spoken of for a sentence only.
        stays = within(found.code, home)
    here: Force = (found.code, found.rule) if found is not None else force
    context.region, context.region_rule = here
    context.region_stated = found is not None and not found.rule.startswith("region.whole")
    return here if stays else force


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
                    if edtf is not None and not day.future and not (known and edtf[: len(known[:10])] > known[:10]):
                        last, last_rule = edtf, day.rule
                        if document.opening_day is None and section.index == 0:
                            document.opening_day = edtf
                sentence.context.day, sentence.context.day_rule = last, last_rule
        before = last or before


def walk_homes(document: Document, mentions: Sequence[Mention]) -> None:
    """Once more, with the meetings known: a sentence that speaks of a meeting is about its division unless it says else."""
    homes = {
        s.index: region
        for s in document.sentences
        if s.context.meeting is not None and (region := mentions[s.context.meeting].region) is not None
    }
    _walk_regions(document, homes)
    walk_meetings(document, mentions)
