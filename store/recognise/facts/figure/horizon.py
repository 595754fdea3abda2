"""The time that a figure speaks of, as EDTF.

A time in its own clause wins, then one before it in the sentence, then the day of the event that it tells of (36个项目
签约), then a time that its paragraph has in force; an aim without a time is the year's. What a project will yield and
what is so 目前 has no time. Everything but the first two is inferred.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.language import fold
from store.language.dates import Period, periods, resolve_period, resolve_span
from store.recognise.facts.figure.clause import clause_end, clause_start, words_before
from store.recognise.facts.figure.cues import AIM
from store.recognise.facts.figure.derived import indicator_of
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.status import yields
from store.recognise.facts.figure.times import last_time, next_time, times
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.document import Sentence
    from store.recognise.facts.figure.item import Item

_SOURCE = "RECORDS.md, Figures: horizon"
_OPEN = ("now", "loose")  # 目前, 近三年: a time, and not one that can be told
_THEN = re.compile(
    r"(?:底|初|中旬)?(?:正式|全面|已|就)?(?:开工|签约|投产|启动|竣工|建成|成立|落户|动工|投入|落地|完工|试)"
)
_EVENT = re.compile(
    r"(?<!新)签约|(?<!新)开工|竣工|投产|落户|动工|奠基|揭牌|开业|参加|参会|出席|表彰|启动|通车|投用|投运|集中|上台|颁发|授牌|签署|签订|亮相|推介|集结"
)
_ISSUED = re.compile(r"发布|出台|推出|制定|印发|公布|组建|设立|建立|启动|实施|部署|提出|排出|安排")


def _edtf(period: Period, sentence: Sentence, status: object = None) -> str | None:
    year = sentence.context.year
    edtf = _resolved(period, sentence)
    published = sentence.document.article.published or ""
    if edtf and year and status == "result" and not period.dated and period.months and published[:4] == edtf[:4]:
        # 前三季度 in an article of February: what is told as done is last year's. A quarter may have just begun.
        if published[5:7].isdigit() and period.months[1] <= int(published[5:7]) + 3:
            return edtf
        return resolve_period(period, year=year, stated=int(edtf[:4]) - 1)
    return edtf


def _resolved(period: Period, sentence: Sentence) -> str | None:
    year = sentence.context.year
    if period.kind == "since":
        return resolve_span(sentence.text[period.start : period.end + 16], year=year)
    stated = None
    if not period.dated and sentence.days and (sentence.context.day or "X")[:4].isdigit():
        stated = int((sentence.context.day or "")[:4])
    elif not period.dated:
        # 2022年,……全年完成投资: the year stands earlier in the sentence.
        above = last_time(sentence, 0, period.start)
        while above is not None and not above.dated:
            above = last_time(sentence, 0, above.start)
        if above is not None:
            whole = resolve_period(above, year=year)
            stated = int(whole[:4]) if whole and whole[:4].isdigit() else None
    return resolve_period(period, year=year, stated=stated)


@filler(
    "horizon.clause",
    kind="figure",
    fills="horizon",
    example="今年一季度预计实现销售30亿元",
    near_miss="比去年同期增长8%",
    source=_SOURCE,
    priority=26,
)
def clause(candidate: Candidate, sentence: Sentence) -> str | None:
    """A time in the number's own clause, before it or, failing that, behind it."""
    item = item_of(candidate, sentence)
    if item is None:
        return None
    text = sentence.text
    start, end = clause_start(text, item.quantity.start), clause_end(text, item.quantity.reach)
    period = last_time(sentence, start, item.quantity.start)
    if period is not None:
        if period.kind in _OPEN:
            return None
        return _own_day(item, candidate, sentence, period) or _edtf(period, sentence, candidate.fields.get("status"))
    reach = item.quantity.reach
    behind = next_time(sentence, reach, end)
    if behind is None or behind.kind in _OPEN or "、" in text[reach : behind.start]:
        return None
    return _edtf(behind, sentence, candidate.fields.get("status"))


def _own_day(item: Item, candidate: Candidate, sentence: Sentence, period: Period) -> str | None:
    """1月2日,…2025年第一批重大项目集中开工: the day tells more than the year in the event's name."""
    day = sentence.context.day
    if period.kind != "year" or period.year is None or not sentence.days or candidate.fields.get("status") != "result":
        return None
    text = sentence.text
    around = text[clause_start(text, item.quantity.start) : clause_end(text, item.quantity.reach)]
    if not day or not day.startswith(str(period.year)) or sentence.days[0].start > item.quantity.start:
        return None
    return day if _EVENT.search(around) or _EVENT.match(item.measure) else None


def _until(text: str, period: Period) -> bool:
    """订单排到6月份, 去年4月签约: a month that something else began or ends in dates nothing more."""
    if period.kind == "part" and period.months and period.months[0] == period.months[1]:
        return _THEN.match(text[period.end : period.end + 8]) is not None or (
            not period.dated and text[period.start - 1 : period.start] in ("到", "至")
        )
    return False


@filler(
    "horizon.sentence",
    kind="figure",
    fills="horizon",
    example="2022年,全市新增企业30家,引进项目12个",
    near_miss="目前,全市有企业30家",
    source=_SOURCE,
    priority=25,
)
def earlier(candidate: Candidate, sentence: Sentence) -> str | None:
    """The last time named before the clause; 目前 ends what was in force."""
    item = item_of(candidate, sentence)
    if item is None or yields(candidate, sentence):
        return None
    text = sentence.text
    start = clause_start(text, item.quantity.start)
    own = last_time(sentence, start, item.quantity.start)
    if own is not None and own.kind in _OPEN and not own.text.startswith("连续"):
        return None
    above = last_time(sentence, 0, start)
    while above is not None and _until(text, above):
        above = last_time(sentence, 0, above.start)
    if above is None or above.kind in _OPEN:
        return None
    return _own_day(item, candidate, sentence, above) or _edtf(above, sentence, candidate.fields.get("status"))


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
    day = _day_in_force(sentence)
    if item is None or not day or "X" in day or candidate.fields.get("status") != "result":
        return None
    if yields(candidate, sentence) or _held_off(item, sentence):
        return None
    if item.route == "of" and not _EVENT.match(item.measure):
        return None  # the total of one named project is not of the day that it is finished on
    if re.match(r"[^,。;]{0,16}已", sentence.text[item.quantity.reach :]):
        return None
    if re.search(r"已(?!经?举行)|累计|截至|目前", words_before(sentence.text, item.quantity.start)[-30:]):
        return None
    text = sentence.text
    around = text[clause_start(text, item.quantity.start) : clause_end(text, item.quantity.reach)]
    if re.match(r"其中|包括", text) and sentence.before is not None and _EVENT.search(sentence.before.text):
        return day
    linked = item.route in ("subject", "elliptic", "of", "apart") and _EVENT.search(item.measure)
    return day if linked or _EVENT.search(around) else None


def _day_in_force(sentence: Sentence) -> str | None:
    """The day last named in the paragraph, else the first of the section: a date in passing (已于…) dates no event."""
    at: Sentence | None = sentence
    while at is not None:
        if any(d.kind != "vague" for d in at.days):
            return at.context.day
        at = at.before
    for other in sentence.document.sentences:
        if (
            other.section is sentence.section
            and other.index < sentence.index
            and any(d.kind != "vague" for d in other.days)
        ):
            return other.context.day
    return sentence.document.opening_day if re.search(r"此次|本次", sentence.text) else None


def _held_off(item: Item, sentence: Sentence) -> bool:
    """A time of its own stands in the sentence, even one that resolves to nothing (目前)."""
    return last_time(sentence, 0, item.quantity.start) is not None


@filler(
    "horizon.paragraph",
    kind="figure",
    fills="horizon",
    example="2022年,全县经济稳中向好。规上工业产值突破5000亿元",
    near_miss="2022年,全县经济稳中向好。目前有企业30家",
    source=_SOURCE,
    priority=23,
    infers=True,
)
def paragraph(candidate: Candidate, sentence: Sentence) -> str | None:
    """The time that the paragraph has in force: the last one named in the sentences before."""
    item = item_of(candidate, sentence)
    if item is None or yields(candidate, sentence) or _held_off(item, sentence):
        return None
    front = sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    if re.search(r"对照|根据|按照|依据", front):
        return None
    year, status = sentence.context.year, candidate.fields.get("status")
    above = sentence.before
    for _ in range(4):
        if above is None:
            break
        period = last_time(above, 0, len(above.text))
        while period is not None and (_until(above.text, period) or period.text.endswith("年度")):
            period = last_time(above, 0, period.start)
        if period is not None:
            edtf = _edtf(period, above)
            if edtf is None or period.kind in ("now", "since"):
                return None
            if status == "target" and year is not None and int(edtf[:4]) < year:
                return None
            if status == "result" and year is not None and int(edtf[:4]) > year:
                return None
            return edtf
        above = above.before
    return _ahead(sentence)


def _ahead(sentence: Sentence) -> str | None:
    """……2022年,全市…: a list that breaks off takes the time that the next sentence opens with."""
    if not sentence.text.rstrip("”").endswith("…"):
        return None
    row = sentence.paragraph.sentences
    at = row.index(sentence) + 1
    if at >= len(row):
        return None
    found = next_time(row[at], 0, 12)
    if found is None or found.start or not found.dated:
        return None
    return resolve_period(found, year=sentence.context.year)


@filler(
    "horizon.year_of_aim",
    kind="figure",
    fills="horizon",
    example="确保新开工亿元以上项目30个",
    near_miss="计划调出用地2388亩",
    source="an aim of a yearly meeting is the year's",
    priority=22,
    infers=True,
)
def year_of_aim(candidate: Candidate, sentence: Sentence) -> str | None:
    """An aim (力争, 确保, 目标) without a time is the year's."""
    item = item_of(candidate, sentence)
    year = sentence.context.year
    if item is None or year is None or candidate.fields.get("status") != "target" or yields(candidate, sentence):
        return None
    if candidate.fields.get("scope") == "others" or AIM.search(words_before(sentence.text, item.quantity.start)):
        return None if _held_off(item, sentence) else str(year)
    behind = sentence.text[item.quantity.reach : item.quantity.reach + 48]
    return str(year) if re.search(r"(?:全年|年度|今年)[^,。;]{0,8}目标", behind) else None


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
    if item is None or year is None or item.quantity.kind not in ("count", "great") or _held_off(item, sentence):
        return None
    if candidate.fields.get("status") != "result" or (sentence.context.meeting is None and not sentence.context.day):
        return None
    text = sentence.text
    front = text[clause_start(text, item.quantity.start) : item.quantity.start]
    issued = _ISSUED.search(front)
    if issued is None or re.match(r"的", front[issued.end() :]) or re.search(r"已|对照|根据|按照", front):
        return None
    return str(year)


_STATISTICS = frozenset(
    "gdp gdp_per_capita primary_industry secondary_industry tertiary_industry industrial_value_added industrial_output"
    " fixed_investment industrial_investment infrastructure_investment retail trade exports fdi_utilised budget_revenue"
    " tax_revenue income income_urban income_rural loans deposits electricity tourists tourism_revenue cpi"
    " unemployment".split()
)


@filler(
    "horizon.article",
    kind="figure",
    fills="horizon",
    example="一季度经济运行情况发布会召开。……固定资产投资同比增长5.4%",
    near_miss="一季度经济运行情况发布会召开。……某项目总投资50亿元",
    source="a report on a quarter tells the quarter once",
    priority=20,
    infers=True,
)
def of_article(candidate: Candidate, sentence: Sentence) -> str | None:
    """What a statistics report says without a time is of the period that its title or its lead names."""
    item = item_of(candidate, sentence)
    if item is None or candidate.fields.get("status") != "result" or yields(candidate, sentence):
        return None
    if indicator_of(item.measure, item.quantity.unit) not in _STATISTICS or _held_off(item, sentence):
        return None
    document = sentence.document
    told = [p for p in periods(fold.plain(document.article.title or "")) if p.months and p.months[0] < p.months[1]]
    for other in document.sentences[:3]:
        told += [p for p in times(other) if p.months and p.months[0] < p.months[1]]
    found = {resolve_period(p, year=sentence.context.year) for p in told}
    return found.pop() if len(found) == 1 else None
