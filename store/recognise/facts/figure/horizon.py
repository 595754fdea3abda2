"""The time that a figure speaks of, as EDTF.

A time in its own clause wins, then one before it in the sentence, then the day of the event that it tells of (36个项目
签约), then a time that its paragraph has in force; an aim without a time is the year's. What a project will yield and
what is so 目前 has no time. Everything but the first two is inferred. Longer than most files: it is one list of rules, from
the strongest to the weakest, that is read as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.language import fold
from store.language.dates import Period, periods, resolve_period
from store.recognise.about import within
from store.recognise.facts.figure.clause import clause_end, clause_start, words_before
from store.recognise.facts.figure.cues import AIM
from store.recognise.facts.figure.derived import indicator_of
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.quantity import starts_change
from store.recognise.facts.figure.status import lone, promise, yields
from store.recognise.facts.figure.times import day_in_force, edtf_of, last_time, next_time, passing, times
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.document import Sentence
    from store.recognise.facts.figure.item import Item

_SOURCE = "RECORDS.md, Figures: horizon"
_OPEN = ("now", "loose")  # 目前, 近三年: a time, and not one that can be told
_EVENT = re.compile(
    r"(?<!新)签约|(?<!新)开工|竣工|投产|落户|动工|奠基|揭牌|开业|参加|参会|出席|表彰|启动|通车|投用|投运|集中|上台|颁发|授牌|签署|签订|亮相|推介|集结|观摩了|察看了"
)
_CHANGED = re.compile(r"(?:到|至|为)(?:了|约|近|超)?$")  # 由2020年的9%提高到
_ISSUED = re.compile(r"发布|出台|推出|制定|印发|公布|组建|设立|建立|启动|实施|部署|提出|排出|安排")


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
    if starts_change(text, item.quantity):
        began = [
            p for p in periods(text) if item.quantity.start - 8 <= p.end <= item.quantity.start and p.kind == "year"
        ]
        if began:  # 由2016年的43%提高到57%: the year is the first number's alone
            return resolve_period(began[-1], year=sentence.context.year)
    period = last_time(sentence, start, item.quantity.start)
    if not starts_change(text, item.quantity):
        while (
            period is not None
            and text[period.start - 1 : period.start] in tuple("由从自")
            and _CHANGED.search(text, period.end, item.quantity.start)
        ):
            period = last_time(sentence, start, period.start)
    if period is not None:
        if period.kind in _OPEN:
            return None
        return _own_day(item, candidate, sentence, period) or edtf_of(period, sentence, candidate.fields.get("status"))
    reach = item.quantity.reach
    behind = next_time(sentence, reach, end)
    if behind is None or behind.kind in _OPEN or "、" in text[reach : behind.start] or text.startswith("的", reach):
        return None
    return edtf_of(behind, sentence, candidate.fields.get("status"))


def _timeless(item: Item, candidate: Candidate, sentence: Sentence) -> bool:
    """What one project costs or will yield, and what a change began at, take no time from what stands around them."""
    return starts_change(sentence.text, item.quantity) or lone(candidate, item, sentence) or yields(candidate, sentence)


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
    if item is None or _timeless(item, candidate, sentence):
        return None
    text = sentence.text
    start = clause_start(text, item.quantity.start)
    own = last_time(sentence, start, item.quantity.start)
    if own is not None and own.kind in _OPEN and not own.text.startswith("连续"):
        return None
    above = last_time(sentence, 0, start)
    while above is not None and (passing(text, above) or above.text.startswith("连续")):
        above = last_time(sentence, 0, above.start)
    if above is None or above.kind in _OPEN:
        return None
    return _own_day(item, candidate, sentence, above) or edtf_of(above, sentence, candidate.fields.get("status"))


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
    if _timeless(item, candidate, sentence) or _held_off(item, sentence):
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
    within_it = text.rfind("其中", max(0, item.quantity.start - 200), item.quantity.start)
    if within_it >= 0 and _EVENT.search(text, max(0, within_it - 80), within_it):
        return day  # 此次集中开工项目1587个,其中产业项目904个
    linked = item.route in ("subject", "elliptic", "of", "apart") and _EVENT.search(item.measure)
    return day if linked or _EVENT.search(around) else None


_UNTIL = re.compile(r"截至[^,。;]{0,10}日")


@filler(
    "horizon.until",
    kind="figure",
    fills="horizon",
    example="截至3月10日,全县已落实地块4.7万亩",
    near_miss="3月10日,全县召开会议",
    source=_SOURCE,
    priority=25,
)
def until(candidate: Candidate, sentence: Sentence) -> str | None:
    """A day up to which something is counted."""
    item, day = item_of(candidate, sentence), sentence.context.day
    if item is None or not day or "X" in day or len(sentence.days) != 1 or _timeless(item, candidate, sentence):
        return None
    found = _UNTIL.search(sentence.text, 0, item.quantity.start)
    if found is None or not found.start() < sentence.days[0].start < found.end():
        return None
    return None if last_time(sentence, found.end(), item.quantity.start) else day


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
    around = text[clause_start(text, item.quantity.start) : clause_end(text, item.quantity.reach)]
    if not day or "X" in day or not (_ATTEND.search(around) and re.search(r"会|活动|仪式", around)):
        return None
    return None if last_time(sentence, clause_start(text, item.quantity.start), item.quantity.start) else day


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
    if item is None or _timeless(item, candidate, sentence) or _held_off(item, sentence):
        return None
    front = sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    if re.search(r"对照|根据|按照|依据", front) or promise(candidate, sentence):
        return None
    if item.route == "of" and item.quantity.kind == "money" and not _EVENT.match(item.measure):
        return None  # 投资35亿元的某某项目: its own sum, of no time that the paragraph names
    year, status = sentence.context.year, candidate.fields.get("status")
    above = sentence.before
    for _ in range(4):
        if above is None:
            break
        if above.context.region != sentence.context.region and not _akin(above, sentence):
            break  # another place: what held for the one before does not hold for it
        period = last_time(above, 0, len(above.text))
        while period is not None and (passing(above.text, period) or period.text.endswith("年度")):
            period = last_time(above, 0, period.start)
        if period is not None:
            edtf = edtf_of(period, above)
            if edtf is None or period.kind in ("now", "since"):
                return None
            if status == "target" and _gone(edtf, sentence):
                return None
            if status == "result" and year is not None and int(edtf[:4]) > year:
                return None
            return edtf
        above = above.before
    return _ahead(sentence) or (_of_bullets(sentence) if status == "target" else None)


_BULLET = re.compile(r"[\s]*[✅☑✔•●■◆▪▸★☆—–·-]")


def _of_bullets(sentence: Sentence) -> str | None:
    """•到2027年,…; •建成起降点120个: the year that an earlier bullet of the same list opens with."""
    row = sentence.document.paragraphs
    if not _BULLET.match(sentence.paragraph.sentences[0].text):
        return None
    for paragraph in reversed(row[max(0, sentence.paragraph.index - 8) : sentence.paragraph.index]):
        if not paragraph.sentences or not _BULLET.match(paragraph.sentences[0].text):
            return None
        first = next_time(paragraph.sentences[0], 0, 14)
        if first is not None:
            return resolve_period(first, year=sentence.context.year) if first.dated else None
    return None


def _akin(one: Sentence, other: Sentence) -> bool:
    """Whether one of the two divisions lies within the other."""
    a, b = one.context.region, other.context.region
    return a is None or b is None or within(a, b) or within(b, a)


def _gone(edtf: str, sentence: Sentence) -> bool:
    """Whether a time was over when the article came out: 1至4月 in May."""
    year, day = sentence.context.year, sentence.document.article.published or ""
    end = edtf.rpartition("/")[2]
    if year is None or not end[:4].isdigit():
        return False
    return int(end[:4]) < year or (len(end) >= 7 and end[:4] == day[:4] and end[5:7] < day[5:7])


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


_PLAN_YEAR = re.compile(r"《[^《》\d]{0,12}(20\d\d)年[^《》]{2,60}》")  # 《2025年全省招商引资工作要点》,要求…


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
    if (
        item is None
        or year is None
        or candidate.fields.get("status") != "target"
        or _timeless(item, candidate, sentence)
        or promise(candidate, sentence)
    ):
        return None
    named = _PLAN_YEAR.search(sentence.text, 0, item.quantity.start)
    if named and not _held_off(item, sentence):
        return named[1]
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


_REPORT = re.compile(r"经济运行|经济形势|统计局|主要经济指标|经济(?:总量|成绩单)|GDP")
_COUNTED = re.compile(r"^(?:新开工|新签约|新引进|新增|新设|新登记|净增|接待|在库)|新增就业|产量$")
_STATISTICS = frozenset(
    "gdp gdp_per_capita primary_industry secondary_industry tertiary_industry industrial_value_added industrial_output"
    " fixed_investment industrial_investment infrastructure_investment retail trade exports fdi_utilised budget_revenue"
    " tax_revenue income income_urban income_rural tourists tourism_revenue cpi unemployment".split()
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
    if item is None or candidate.fields.get("status") != "result" or _timeless(item, candidate, sentence):
        return None
    told_of = indicator_of(item.measure, item.quantity.unit) in _STATISTICS or _COUNTED.search(item.measure)
    rates = item.quantity.unit == "%" and re.search(r"增长|增幅|增速|降|产量|年度任务", item.measure) is not None
    if not (told_of or rates) or _held_off(item, sentence):
        return None
    document = sentence.document
    lead = "".join([fold.plain(document.article.title or ""), *(s.text for s in document.sentences[:3])])
    if not _REPORT.search(lead):
        return None
    told = [p for p in periods(fold.plain(document.article.title or "")) if p.months and p.months[0] < p.months[1]]
    for other in document.sentences[:3]:
        told += [p for p in times(other) if p.months and p.months[0] < p.months[1]]
    found = {resolve_period(p, year=sentence.context.year) for p in told}
    return found.pop() if len(found) == 1 else None
