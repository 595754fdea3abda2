"""The time that a figure speaks of, as EDTF, where its own sentence says it.

A time in its own clause wins, then one before it in the sentence, then a day up to which it was counted. What a project
will yield and what is so 目前 has no time (`timeless`, `held_off`). The day of an event is `horizon_event`'s, what the
text around the sentence has in force `horizon_around`'s, what the figure is by itself `horizon_list`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.dates import Period, periods, resolve_period
from store.recognise.facts.figure.clause import clause_end, clause_start
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.quantity import starts_change
from store.recognise.facts.figure.status_of_kind import lone, promise, yields
from store.recognise.facts.figure.times import edtf_of, last_time, next_time, passing, times
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence

SOURCE = "RECORDS.md, Figures: horizon"
_OPEN = ("now", "loose")  # 目前, 近三年: a time, and not one that can be told
EVENT = re.compile(
    r"(?<!新)签约|(?<!新)开工|竣工|(?<!新)投产|落户|动工|奠基|揭牌|开业|参加|参会|出席|表彰|启动|通车|投用|投运|集中|上台|颁发|授牌|签署|签订|亮相|推介|集结|观摩了|察看了"
)
_CHANGED = re.compile(r"(?:到|至|为)(?:了|约|近|超)?$")  # 由2020年的9%提高到


@filler(
    "horizon.clause",
    kind="figure",
    fills="horizon",
    example="今年一季度预计实现销售30亿元",
    near_miss="比去年同期增长8%",
    source=SOURCE,
    priority=26,
)
def clause(candidate: Candidate, sentence: Sentence) -> str | None:
    """A time in the number's own clause, before it or, failing that, behind it."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    text = sentence.text
    start, end = clause_start(text, item.quantity.start), clause_end(text, item.quantity.reach)
    if starts_change(text, item.quantity):
        began = [
            p for p in periods(text) if item.quantity.start - 8 <= p.end <= item.quantity.start and p.kind == "year"
        ]
        if began:  # 由2016年的43%提高到57%: the year is the first number's alone
            return resolve_period(began[-1], year=sentence.context.year)
    if same := _same_year(sentence, start, item):
        return same
    period = last_time(sentence, start, item.quantity.start)
    if not starts_change(text, item.quantity):
        while (
            period is not None
            and text[period.start - 1 : period.start] in tuple("由从自")
            and _CHANGED.search(text, period.end, item.quantity.start)
        ):
            period = last_time(sentence, start, period.start)
    if period is not None:
        if period.kind in _OPEN or (passing(text, period) and lone(candidate, item, sentence)):
            return None  # 计划于5月开工的某某项目总投资12亿元
        return _own_day(item, candidate, sentence, period) or edtf_of(period, sentence, candidate.fields.get("status"))
    reach = item.quantity.reach
    behind = next_time(sentence, reach, end)
    if behind is None or behind.kind in _OPEN or "、" in text[reach : behind.start] or text.startswith("的", reach):
        return None
    return edtf_of(behind, sentence, candidate.fields.get("status"))


def _same_year(sentence: Sentence, start: int, item: Item) -> str | None:
    """去年9月投产,当年实现产值7.3亿元: the year that was just named."""
    if not sentence.text.startswith("当年", start) or "计划" in sentence.text[start : item.quantity.start]:
        return None
    named = last_time(sentence, 0, start)
    while named is not None and not named.dated:
        named = last_time(sentence, 0, named.start)
    edtf = resolve_period(named, year=sentence.context.year) if named is not None else None
    return edtf[:4] if edtf and edtf[:4].isdigit() else None


def timeless(item: Item, candidate: Candidate, sentence: Sentence) -> bool:
    """What one project costs or will yield, and what a change began at, take no time from what stands around them."""
    return starts_change(sentence.text, item.quantity) or lone(candidate, item, sentence) or yields(candidate, sentence)


def around(item: Item, sentence: Sentence) -> str:
    """The clause of the number, from its first word to its last."""
    text, q = sentence.text, item.quantity
    return text[clause_start(text, q.start) : clause_end(text, q.reach)]


def _own_day(item: Item, candidate: Candidate, sentence: Sentence, period: Period) -> str | None:
    """1月2日,…2025年第一批重大项目集中开工: the day tells more than the year in the event's name."""
    day = sentence.context.day
    if period.kind != "year" or period.year is None or not sentence.days or candidate.fields.get("status") != "result":
        return None
    here = around(item, sentence)
    if not day or not day.startswith(str(period.year)) or sentence.days[0].start > item.quantity.start:
        return None
    return day if EVENT.search(here) or EVENT.match(item.measure) else None


@filler(
    "horizon.sentence",
    kind="figure",
    fills="horizon",
    example="2022年,全市新增企业30家,引进项目12个",
    near_miss="目前,全市有企业30家",
    source=SOURCE,
    priority=25,
)
def earlier(candidate: Candidate, sentence: Sentence) -> str | None:
    """The last time named before the clause; 目前 ends what was in force."""
    item = item_of(candidate, sentence)
    if item is None or (timeless(item, candidate, sentence) and not _to_be_put(item, sentence)):
        return None
    text = sentence.text
    start = clause_start(text, item.quantity.start)
    own = last_time(sentence, start, item.quantity.start)
    if own is not None and own.kind in _OPEN and not own.text.startswith("连续"):
        return None
    above = last_time(sentence, 0, start)
    while above is not None and (
        passing(text, above) or above.text.startswith("连续") or _left_behind(above, item, candidate, sentence)
    ):
        above = last_time(sentence, 0, above.start)
    if above is None or above.kind in _OPEN or (above.kind != "span" and yearly(item, sentence)):
        return None
    status = candidate.fields.get("status")
    if status == "target" and above.relative == -1 and _NEXT.search(text, above.end, item.quantity.start):
        return None  # 去年产值突破60亿元,下一步将…: what is to be done is not of last year
    return _own_day(item, candidate, sentence, above) or edtf_of(above, sentence, status)


_OVER_IT = re.compile(r"(?:五|5)年(?:来)?累计|年均")


@filler(
    "horizon.over_a_plan",
    kind="figure",
    fills="horizon",
    example="“十二五”期间,2015年实现生产总值810亿元;五年累计完成投资2190亿元",
    near_miss="“十二五”期间,2015年实现生产总值810亿元;完成投资430亿元",
    source=SOURCE,
    priority=27,
    infers=True,
)
def over_a_plan(candidate: Candidate, sentence: Sentence) -> str | None:
    """五年累计, 年均 without a time beside it: of the span of years that the paragraph names last, not of its last year."""
    item = item_of(candidate, sentence)
    if item is None or candidate.fields.get("status") != "result":
        return None
    text, start = sentence.text, clause_start(sentence.text, item.quantity.start)
    if not _OVER_IT.search(text, start, item.quantity.start) or last_time(sentence, start, item.quantity.start):
        return None
    other: Sentence | None = sentence
    stop = start
    while other is not None:
        spans = [p for p in times(other) if p.kind == "span" and p.dated and p.end <= stop]
        if spans:
            return edtf_of(spans[-1], other, "result")
        other = other.before
        stop = len(other.text) if other is not None else 0
    return None


def yearly(item: Item, sentence: Sentence) -> bool:
    """每年安排专项资金2000万元: of no one year."""
    text, q = sentence.text, item.quantity
    return "每年" in text[clause_start(text, q.start) : q.start]


def _to_be_put(item: Item, sentence: Sentence) -> bool:
    """今年,某县将投资3.2亿元建设酒庄项目: what is to be put in within the year just named."""
    text, start = sentence.text, clause_start(sentence.text, item.quantity.start)
    named = last_time(sentence, max(0, start - 8), start)
    return named is not None and named.relative == 0 and _WILL_PUT.search(text, start, item.quantity.start) is not None


_WILL_PUT = re.compile(r"(?:将|计划|拟|还要|再)(?:再|继续)?投(?:资|入)(?:约|近|超)?$")
_NEXT = re.compile(r"下一步|接下来|下阶段|下步")


def _left_behind(period: Period, item: Item, candidate: Candidate, sentence: Sentence) -> bool:
    """A month holds for its own part of the sentence (8月底前兑现…;确保…), and not for what a policy promises."""
    text = sentence.text
    if period.kind != "part" or not period.months:
        return False
    begins = clause_start(text, period.start)
    if text.startswith("其中", begins) and ";" in text[period.end : item.quantity.start]:
        return True  # 其中上半年新开工30个;二要抓古城,…
    if text[: period.start].endswith(("截至", "截止", "截止到")):
        return False
    attached = text[period.end : period.end + 1] != "," and period.months[0] < period.months[1]
    if attached and candidate.fields.get("status") == "target" and ";" in text[period.end : item.quantity.start]:
        return True  # 一季度新开工项目不少于120个;新签约项目150个
    if period.text[-1] in "底末" or _BY.match(text, period.end):
        return ";" in text[period.end : item.quantity.start]
    return period.months[0] == period.months[1] and promise(candidate, sentence) is not None


_BY = re.compile(r"[底末]?前|[底末]")
_UNTIL = re.compile(r"截至[^,。;]{0,10}日")


@filler(
    "horizon.until",
    kind="figure",
    fills="horizon",
    example="截至3月10日,全县已落实地块4.7万亩",
    near_miss="3月10日,全县召开会议",
    source=SOURCE,
    priority=25,
)
def until(candidate: Candidate, sentence: Sentence) -> str | None:
    """A day up to which something is counted."""
    item = item_of(candidate, sentence)
    if item is None or len(sentence.days) != 1 or timeless(item, candidate, sentence):
        return None
    day = sentence.document.dated(sentence.days[0], sentence.context.day or sentence.context.day_before)
    if not day or "X" in day:
        return None
    found = _UNTIL.search(sentence.text, 0, item.quantity.start)
    if found is None or not found.start() < sentence.days[0].start < found.end():
        return None
    return None if last_time(sentence, found.end(), item.quantity.start) else day


def held_off(item: Item, sentence: Sentence) -> bool:
    """A time of its own stands in the sentence, even one that resolves to nothing (目前)."""
    text, period = sentence.text, last_time(sentence, 0, item.quantity.start)
    while (
        period is not None and period.text.startswith("连续") and period.end < clause_start(text, item.quantity.start)
    ):
        period = last_time(sentence, 0, period.start)  # 连续12年稳定在430亿斤以上;新增企业36家
    return period is not None
