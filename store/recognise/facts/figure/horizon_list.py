"""Times that a figure has from what it is: the plan of a year, an item in the list of a year's work.

`当年计划投资57亿元` is of the year in force, `新建高标准农田60万亩` in the part of a report on this year's work is this year's.
What the clause and the sentence say of times is `horizon`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.clause import clause_end, clause_start
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.going_on import TASK_SUM
from store.recognise.facts.figure.lists import frame
from store.recognise.facts.figure.quantity import starts_change
from store.recognise.facts.figure.row import items
from store.recognise.facts.figure.status_of_kind import yields
from store.recognise.facts.figure.times import edtf_of, last_time, passing
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_OF_YEAR = re.compile(
    r"(?:当年|本年度?|年度)(?:计划)?(?:完成)?(?:总?投资)(?:额|完成率|计划)?(?:约|近|超|达|不低于|不少于|为)?$"
)


@filler(
    "horizon.of_its_year",
    kind="figure",
    fills="horizon",
    example="13日,96个项目集中开工,当年计划投资57亿元",
    near_miss="13日,96个项目集中开工,总投资312亿元",
    source="a year's plan is of the year",
    priority=28,
    infers=True,
)
def of_its_year(candidate: Candidate, sentence: Sentence) -> str | None:
    """年度计划投资, 当年投资完成率 without a year in the clause."""
    item, year = item_of(candidate, sentence), sentence.context.year
    if item is None or year is None:
        return None
    text, q = sentence.text, item.quantity
    start = clause_start(text, q.start)
    if text.startswith("的", q.reach) and TASK_SUM.search(text, start, q.start):
        over = last_time(sentence, 0, q.start)  # 1—6月,…完成年度目标任务132个的59%: the task is the year's
        told = edtf_of(over, sentence, "result") if over is not None else None
        return told[:4] if told and told[:4].isdigit() else str(year)
    if q.kind not in ("money", "percent") or not _OF_YEAR.search(text[start : q.start]):
        return None
    if q.kind == "percent" and last_time(sentence, start, q.start) is not None:
        return None  # 11月底前年度投资完成率不低于85%
    named = last_time(sentence, 0, q.start)
    while named is not None and not (named.dated and (named.year or named.relative)):
        named = last_time(sentence, 0, named.start)
    here = frame(sentence)
    above = sentence.before
    alone = named is None and not any(i.quantity.kind == "count" for i in items(sentence) if i.quantity.start < q.start)
    over = last_time(above, 0, len(above.text)) if above is not None and alone else None
    if over is not None and over.kind == "year" and over.year is not None and over.year < year:
        return str(over.year)  # 2021年,…重点工程共30项。…当年计划投资63亿元
    if named is not None and named.kind == "part" and named.months and passing(text, named):
        return str(named.year or year + (named.relative or 0))  # 2017年3月开工,年度计划投资6亿元
    return None if named is not None else str((here.year if here is not None and here.ahead else None) or year)


@filler(
    "horizon.list",
    kind="figure",
    fills="horizon",
    example="今年发展的主要预期目标是:经济稳定增长。新建高标准农田60万亩",
    near_miss="过去一年成绩很多。新建高标准农田60万亩",
    source="a list of a year's work says its year once",
    priority=22,
    infers=True,
)
def listed(candidate: Candidate, sentence: Sentence) -> str | None:
    """An aim in the part of a report that tells a year's work."""
    item, year = item_of(candidate, sentence), sentence.context.year
    if item is None or year is None or candidate.fields.get("status") != "target" or yields(candidate, sentence):
        return None
    text = sentence.text
    if last_time(sentence, 0, clause_end(text, item.quantity.reach)) is not None:
        return None
    here = frame(sentence)
    if (
        here is None
        or not here.ahead
        or here.year is None
        or _EVERY.search(text, clause_start(text, item.quantity.start), item.end)
    ):
        return None
    return str(here.year)


_EVERY = re.compile(r"每年|逐年")


@filler(
    "horizon.review",
    kind="figure",
    fills="horizon",
    example="2022年工作回顾。经济稳中向好。新建高标准农田60万亩",
    near_miss="2022年工作回顾。目前有企业30家",
    source="a review of a year says its year once",
    priority=22,
    infers=True,
)
def reviewed(candidate: Candidate, sentence: Sentence) -> str | None:
    """What was done, in the part of a report that looks back on a year."""
    item = item_of(candidate, sentence)
    if item is None or candidate.fields.get("status") != "result" or starts_change(sentence.text, item.quantity):
        return None
    here = frame(sentence)
    if here is None or here.ahead or here.year is None:
        return None
    said = last_time(sentence, 0, clause_end(sentence.text, item.quantity.reach))
    if said is not None and not (here.first is not None and said.kind == "loose"):  # 五年来, under “十四五”
        return None
    over_all = here.first is not None and re.search(r"累计|年均|共计", sentence.text[: item.quantity.start])
    return f"{here.first}/{here.year}" if over_all else str(here.year)
