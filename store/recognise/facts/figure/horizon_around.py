"""Times that a figure has from the text around its sentence.

The time that the paragraph or the list of bullets has in force, the year of a yearly meeting's aims, the period of a
report on statistics. All are inferred and are asked only where neither the sentence (`horizon`) nor an event
(`horizon_event`) tells a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import fold
from store.language import patterns as re
from store.language.dates import Period, periods, resolve_period
from store.recognise.about import within
from store.recognise.facts.figure.clause import WINDOW, clause_start, words_before
from store.recognise.facts.figure.cues import AIM
from store.recognise.facts.figure.derived import STATISTICS, indicator_of
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.horizon import EVENT, SOURCE, held_off, timeless
from store.recognise.facts.figure.lists import BULLET, frame
from store.recognise.facts.figure.row import items
from store.recognise.facts.figure.status_of_kind import promise
from store.recognise.facts.figure.times import edtf_of, introduced, last_time, next_time, passing, reported, times
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence


@filler(
    "horizon.paragraph",
    kind="figure",
    fills="horizon",
    example="2022年,全县经济稳中向好。规上工业产值突破5000亿元",
    near_miss="2022年,全县经济稳中向好。目前有企业30家",
    source=SOURCE,
    priority=23,
    infers=True,
)
def paragraph(candidate: Candidate, sentence: Sentence) -> str | None:
    """The time that the paragraph has in force: the last one named in the sentences before."""
    item = item_of(candidate, sentence)
    if item is None or timeless(item, candidate, sentence) or held_off(item, sentence):
        return None
    front = sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    if item.quantity.unit == "条" and _MEASURES.search(item.measure):
        return None  # 今年前4个月,…。为此起草了《若干措施》,共18条举措
    if re.search(r"对照|根据|按照|依据", front) or promise(candidate, sentence):
        return None
    if item.route == "of" and item.quantity.kind == "money" and not EVENT.match(item.measure):
        return None  # 投资35亿元的某某项目: its own sum, of no time that the paragraph names
    year, status = sentence.context.year, candidate.fields.get("status")
    above = sentence.before
    for _ in range(4):
        if above is None:
            break
        if above.context.region != sentence.context.region and not _akin(above, sentence):
            break  # another place: what held for the one before does not hold for it
        period = last_time(above, 0, len(above.text))
        while period is not None and (
            above.text.startswith("当月", period.end)
            or passing(above.text, period)
            or period.text.endswith("年度")
            or period.text.startswith("连续")
        ):
            period = last_time(above, 0, period.start)
        if period is not None and _PART.match(sentence.text) and item.quantity.kind == "count":
            period = _of_whole(above, period)
        if period is not None:
            edtf = edtf_of(period, above, status if period.text in ("全年", "年末") else None)
            if edtf is None or period.kind in ("now", "since"):
                return None
            if status == "target" and _gone(edtf, sentence):
                return None
            if status == "result" and year is not None and int(edtf[:4]) > year:
                return None
            if edtf == str((year or 0) - 1) and _OF_THIS_PLAN.search(sentence.text) and not _early(sentence):
                return str(year)
            return edtf
        above = above.before
    if status == "result" and frame(sentence) is None and (period := introduced(sentence)) is not None:
        return edtf_of(period, sentence, status)
    return _ahead(sentence) or (_of_bullets(sentence) if status == "target" else None)


_OF_THIS_PLAN = re.compile(
    r"占(?:年度|全年)(?:投资)?(?:计划|任务|目标)|(?:时序|序时)进度"
)  # 2020年,…。某园区完成投资6亿元,占年度计划的64%, in July: of the year that runs


def _early(sentence: Sentence) -> bool:
    """Whether the article is of a year's first months, when the plan spoken of may be last year's."""
    return (sentence.document.article.published or "")[5:7] in ("", "01", "02", "03")


_MEASURES = re.compile(r"(?:措施|举措|政策|意见)$")
_PART = re.compile(r"其中[,:]?(?!.{0,8}[已])")


def _of_whole(above: Sentence, period: Period) -> Period:
    """其中亿元以上项目46个, behind 2020年实施项目71个,…,1-6月份完成投资…: what is taken apart has the whole's time."""
    whole = next((i for i in items(above) if i.quantity.kind == "count"), None)
    first = last_time(above, 0, whole.quantity.start) if whole is not None else None
    return period if first is None else first


def _of_bullets(sentence: Sentence) -> str | None:
    """•到2027年,…; •建成起降点120个: the year that an earlier bullet of the same list opens with."""
    row = sentence.document.paragraphs
    if not BULLET.match(sentence.paragraph.sentences[0].text):
        return None
    for paragraph in reversed(row[max(0, sentence.paragraph.index - 8) : sentence.paragraph.index]):
        if not paragraph.sentences or not BULLET.match(paragraph.sentences[0].text):
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


_PLAN_SPAN = re.compile(
    r"《[^《》]{2,60}?(20\d\d)年?[-—–至]{1,2}(20\d\d)年?[^《》]{0,12}》"
)  # 《…三年行动(2022—2024年)》
_LISTED = re.compile(r"(?:清单|盘子)》?中?(?:总共|共)?(?:列入|安排|纳入)")  # 清单共列入项目712个
_EVERYONE = re.compile(r"每(?:年|季度|月|周|人|名|位|家|个)")  # 每人联系3家企业: year for year
_DECIDED = re.compile(r"(?:会议|大会|会上|报告)[^,。;]{0,8}(?:明确|提出|要求|强调|部署)")
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
        or timeless(item, candidate, sentence)
        or promise(candidate, sentence)
    ):
        return None
    if _EVERYONE.search(sentence.text, clause_start(sentence.text, item.quantity.start), item.quantity.start):
        return None
    begin = max(0, item.quantity.start - WINDOW)
    span = _PLAN_SPAN.search(sentence.text, begin, item.quantity.start)
    loose = last_time(sentence, 0, item.quantity.start)
    if span and (not held_off(item, sentence) or (loose is not None and loose.kind == "loose")):
        return f"{span[1]}/{span[2]}"
    named = _PLAN_YEAR.search(sentence.text, begin, item.quantity.start)
    if named and not held_off(item, sentence):
        return named[1]
    if candidate.fields.get("scope") == "others" or AIM.search(words_before(sentence.text, item.quantity.start)):
        return None if held_off(item, sentence) else str(year)
    if _LISTED.search(sentence.text, begin, item.quantity.start):
        return None if held_off(item, sentence) else str(year)
    month = (sentence.document.article.published or "")[5:7]
    if month in ("01", "02", "03") and _DECIDED.search(sentence.text, begin, item.quantity.start):
        return None if held_off(item, sentence) else str(year)
    behind = sentence.text[item.quantity.reach : item.quantity.reach + 48]
    return str(year) if re.search(r"(?:全年|年度|今年)[^,。;]{0,8}目标", behind) else None


_REPORT = re.compile(r"经济运行|经济形势|统计局|主要经济指标|经济(?:总量|成绩单)|GDP")
_COUNTED = re.compile(
    r"^(?:新开工|新签约|新引进|新投产|新增|新设|新登记|净增|接待|在库|合同引资)|新增就业|产量$|项目(?:累计)?完成投资"
)


# What is summed over a period, in a report on one: 某行业营业收入99亿元, 商品房销售面积.
_LEVEL = re.compile(
    r"(?:营业收入|销售收入|产值|增加值|利润|销售额|零售额|交易额|销售面积|播种面积|税收|用电量|[客货]运量|吞吐量)$"
)


_TROUBLES = re.compile(r"当前[^。;]{0,20}(?:面临|存在|还有)[^。;]{0,24}:")


def _of_troubles(item: Item, sentence: Sentence) -> bool:
    """当前经济运行仍面临一些困难:一是…: what a report counts among them is of its period all the same."""
    found = _TROUBLES.search(sentence.text, 0, item.quantity.start)
    return found is not None and last_time(sentence, found.end(), item.quantity.start) is None


_SHARE = re.compile(r"[率面]$|占比|比重|比上年|较上年|较年初|同比|新开工|新签约")
_AND_RATE = re.compile(r",(?:同比|比上年同期)?(?:名义|实际)?(?:增长|下降|增加|减少)[\d.]+%")


def _of_period(item: Item, sentence: Sentence) -> bool:
    """What a report on a period sums or measures over it: a level with its rate beside it, a share, what is new."""
    if _LEVEL.search(item.measure) or _AND_RATE.match(sentence.text, item.quantity.reach):
        return True
    return _SHARE.search(item.measure) is not None


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
    if item is None or candidate.fields.get("status") != "result" or timeless(item, candidate, sentence):
        return None
    told_of = indicator_of(item.measure, item.quantity.unit) in STATISTICS or _COUNTED.search(item.measure)
    rates = (
        item.quantity.unit in ("%", "倍") and re.search(r"增长|增幅|增速|降|产量|年度任务", item.measure) is not None
    )
    if held_off(item, sentence) and not _of_troubles(item, sentence):
        return None
    document, report = sentence.document, reported(sentence)
    if report is not None and (report.months or "公报" in (document.article.title or "")):
        return resolve_period(report, year=sentence.context.year)
    lead = "".join([fold.plain(document.article.title or ""), *(s.text for s in document.sentences[:3])])
    statistics = _REPORT.search(lead)
    if not (told_of or rates or (statistics and _of_period(item, sentence))):
        return None
    if not statistics:
        return _reported(sentence)
    told = [p for p in periods(fold.plain(document.article.title or "")) if p.months and p.months[0] < p.months[1]]
    for other in document.sentences[:3]:
        told += [p for p in times(other) if p.months and p.months[0] < p.months[1]]
    found = {resolve_period(p, year=sentence.context.year) for p in told}
    if not found and sentence.context.year:  # 2018年各县GDP排名: a year that is over
        years = {p.year for s in document.sentences[:2] for p in times(s) if p.kind == "year" and p.year}
        found = {str(year) for year in years if year < sentence.context.year}
    return found.pop() if len(found) == 1 else None


def _reported(sentence: Sentence) -> str | None:
    """The period that the statistics in the sentences before are of, over the end of the paragraph: 其中,出口…"""
    row = sentence.document.sentences
    for other in reversed(row[max(0, sentence.index - 6) : sentence.index]):
        if other.heading or other.section is not sentence.section or not _akin(other, sentence):
            return None
        period = last_time(other, 0, len(other.text))
        if period is None:
            if other.days:
                return None
            continue
        if period.kind in ("now", "loose", "since") or not _STATED.search(other.text):
            return None
        edtf = edtf_of(period, other, "result")
        return edtf if edtf and not (period.kind == "year" and edtf >= str(sentence.context.year)) else None
    return None


_STATED = re.compile(r"增长|下降|增幅|同比|完成|达|实现|占|为")
