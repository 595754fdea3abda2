"""Times that a figure has from the event that it tells of.

36个项目签约 is dated by the day of the ceremony, 3000人参加会议 by that of the meeting, what a meeting issues by its year.
All are inferred and give way to a time that the sentence says, which is `horizon`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.clause import clause_start, words_before
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.horizon import EVENT, around, held_off, timeless
from store.recognise.facts.figure.times import day_in_force, last_time
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_ISSUED = re.compile(r"发布|出台|推出|制定|印发|公布|组建|设立|建立|启动|实施|部署|提出|排出|安排")


@filler(
    "horizon.event",
    kind="figure",
    fills="horizon",
    example="28日,全市举行活动,15个重大项目签约落户",
    near_miss="28日,全市召开大会,去年新引进项目15个",
    source="RECORDS.md, Figures: horizon; an event's figures have its day",
    priority=24,
    infers=True,
)
def event(candidate: Candidate, sentence: Sentence) -> str | None:
    """What an event brings is dated by its day, where no other time is named."""
    item = item_of(candidate, sentence)
    day = day_in_force(sentence)
    if item is None or not day or "X" in day or candidate.fields.get("status") != "result":
        return None
    if timeless(item, candidate, sentence) or held_off(item, sentence):
        return None
    if item.route == "of" and not EVENT.match(item.measure):
        return None  # the total of one named project is not of the day that it is finished on
    if re.match(r"[^,。;]{0,16}已", sentence.text[item.quantity.reach :]):
        return None
    if re.search(r"已(?!经?举行)|累计|截至|目前", words_before(sentence.text, item.quantity.start)[-30:]):
        return None
    text = sentence.text
    here = around(item, sentence)
    if re.match(r"其中|包括", text) and sentence.before is not None and EVENT.search(sentence.before.text):
        return day
    within_it = text.rfind("其中", max(0, item.quantity.start - 200), item.quantity.start)
    if within_it >= 0 and EVENT.search(text, max(0, within_it - 80), within_it):
        return day  # 此次集中开工项目1587个,其中产业项目904个
    linked = item.route in ("subject", "elliptic", "of", "apart") and EVENT.search(item.measure)
    return day if linked or EVENT.search(here) else None


_ATTEND = re.compile(r"参加|参会|出席|列席|到会|与会")


@filler(
    "horizon.attendance",
    kind="figure",
    fills="horizon",
    example="28日,全市召开大会,3000人参加会议",
    near_miss="去年,3000人参加培训",
    source="RECORDS.md, Figures: horizon; who attends an event attends it on its day",
    priority=27,
    infers=True,
)
def attendance(candidate: Candidate, sentence: Sentence) -> str | None:
    """Who attends is there on the event's day, whatever else the sentence dates."""
    item = item_of(candidate, sentence)
    if item is None or item.quantity.kind not in ("people", "count") or candidate.fields.get("status") != "result":
        return None
    text, day = sentence.text, day_in_force(sentence)
    here = around(item, sentence)
    if not day or "X" in day or not (_ATTEND.search(here) and re.search(r"会|活动|仪式", here)):
        return None
    return None if last_time(sentence, clause_start(text, item.quantity.start), item.quantity.start) else day


@filler(
    "horizon.year_of_issue",
    kind="figure",
    fills="horizon",
    example="会上发布十项经济发展举措",
    near_miss="对照全市首批发布的48条支持政策",
    source="what a meeting issues is of its year",
    priority=21,
    infers=True,
)
def year_of_issue(candidate: Candidate, sentence: Sentence) -> str | None:
    """Measures, policies and groups that a meeting brings forth are of its year."""
    item = item_of(candidate, sentence)
    year = sentence.context.year
    if item is None or year is None or item.quantity.kind not in ("count", "great") or held_off(item, sentence):
        return None
    if candidate.fields.get("status") != "result" or (sentence.context.meeting is None and not sentence.context.day):
        return None
    text = sentence.text
    front = text[clause_start(text, item.quantity.start) : item.quantity.start]
    issued = _ISSUED.search(front)
    if issued is None or re.match(r"的", front[issued.end() :]) or re.search(r"已|对照|根据|按照", front):
        return None
    return str(year)
