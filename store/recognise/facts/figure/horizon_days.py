"""Times of some days: 10月1日至8日, and the holiday that an article is about.

A span of days named before the number is its time. In an article on how a holiday went (接待游客, 销售额, 客流) what has
no time of its own is of that holiday: the span that the article names, else the days off of that year. What a meeting
brings is `horizon_event`'s, years and quarters are `horizon`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.horizon import held_off, timeless
from store.recognise.facts.figure.times import last_time
from store.recognise.rules import Candidate, filler
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.language.dates import Day
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Figures: horizon, EDTF of the time that it speaks of"


@filler(
    "horizon.days",
    kind="figure",
    fills="horizon",
    example="10月1日至8日,全市接待游客612万人次",
    near_miss="10月8日,全市接待游客612万人次",
    source=_SOURCE,
    priority=28,
)
def days(candidate: Candidate, sentence: Sentence) -> str | None:
    """The span of days named last before the number, where no other time stands between."""
    item = item_of(candidate, sentence)
    if item is None or candidate.fields.get("status") != "result" or timeless(item, candidate, sentence):
        return None
    start = item.quantity.start
    named = [d for d in sentence.days if d.day_to is not None and d.end <= start]
    if not named or last_time(sentence, named[-1].end, start) is not None:
        return None
    if any(named[-1].end <= d.start < start for d in sentence.days):
        return None
    return _span(named[-1], sentence)


@filler(
    "horizon.holiday",
    kind="figure",
    fills="horizon",
    example="国庆假期文旅市场火热。民宿入住率达88.6%",
    near_miss="国庆假期后首个工作日召开大会。民宿入住率达88.6%",
    source=_SOURCE,
    priority=22,
    infers=True,
)
def holiday(candidate: Candidate, sentence: Sentence) -> str | None:
    """In an article on how a holiday went, its days."""
    item = item_of(candidate, sentence)
    told = _reported_on(sentence.document.sentences[0])
    if item is None or told is None or candidate.fields.get("status") != "result":
        return None
    if sentence.context.meeting is not None or timeless(item, candidate, sentence) or held_off(item, sentence):
        return None
    return None if sentence.days and not _OF_IT.search(sentence.text) else told


@filler(
    "horizon.holiday_said",
    kind="figure",
    fills="horizon",
    example="国庆假期文旅市场火热。今年的夜游是一大看点。假期接待游客36万人次",
    near_miss="国庆假期文旅市场火热。去年接待游客36万人次",
    source=_SOURCE,
    priority=25,
    infers=True,
)
def holiday_said(candidate: Candidate, sentence: Sentence) -> str | None:
    """假期, 节日期间 in the sentence, with no other time behind it: the holiday's days, whatever the paragraph has in force."""
    item = item_of(candidate, sentence)
    if item is None or candidate.fields.get("status") != "result" or sentence.context.meeting is not None:
        return None
    said = _THE_HOLIDAY.search(sentence.text, 0, item.quantity.start)
    told = _reported_on(sentence.document.sentences[0]) if said else None
    if told is None or said is None or timeless(item, candidate, sentence):
        return None
    other = last_time(sentence, 0, item.quantity.start) is not None or any(
        d.start < item.quantity.start for d in sentence.days
    )
    return None if other else told


_THE_HOLIDAY = re.compile(r"假期|长假|黄金周|(?:双节|节日|两节|节假日)期间")
_OF_IT = re.compile(r"假期|长假|黄金周|小长假|期间")
_HOLIDAY = re.compile(
    r"(?:(?P<name>春节|国庆|五一|劳动节|端午|清明|元旦|中秋)节?(?:、?中秋|、?国庆)?[^,。;]{0,6}?)?"
    r"(?:假期|长假|黄金周|小长假|假日)(?!前|后|结束|刚过|过后|一过|之后|归来|余温|安排)"
)
_WENT = re.compile(r"接待|游客|旅游|文旅|客流|消费|销售|营业|入住|票房|人气|出游|热")


@once
def _reported_on(first: Sentence) -> str | None:
    """The days of the holiday that the article reports on; None where it is about none, or its year is not known."""
    document = first.document
    lead = [s for s in document.sentences[:4] if not s.heading]
    told = [document.title, *(s.text for s in lead)]
    found = next((m for text in told if _WENT.search(text) and (m := _HOLIDAY.search(text))), None)
    if found is None:
        return None
    for sentence in lead:
        for day in sentence.days:
            if day.day_to is not None and (span := _span(day, sentence)):
                return span
    return _days_off(found["name"], document.year)


def _span(day: Day, sentence: Sentence) -> str | None:
    found = sentence.document.dated(day, sentence.context.day_before)
    return found if found and "X" not in found else None


def _days_off(name: str | None, year: int | None) -> str | None:
    from store.language.calendar import days_off

    off = days_off(name, year) if name and year else None
    return f"{off[0]}/{off[1]}" if off else None
