"""The times named in a sentence, found once; those that stand before a place in it; the EDTF time of each.

Which of them is the horizon of a figure is decided in `horizon`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.dates import Period, periods, resolve_period, resolve_span
from store.language.fold import plain
from store.language.numerals import value_of
from store.recognise.facts.figure.clause import WINDOW
from store.recognise.facts.figure.cues import AIM
from store.recognise.facts.figure.lists import BULLET, frame
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_AGAINST = re.compile(r"相比|比(?:较|起来)|持平")  # 与一季度相比
_BACK_TO = re.compile(r"(?:恢复|回升|相当)(?:到|至|于|为)(?:了)?$")  # 分别恢复到2019年的83%
_SO_MANY_TIMES = re.compile(
    r"(?:期间)?的?(?:约|近|超过?)?[\d.一二三四五六七八九十两]+(?:余|多)?倍"
)  # 是“十一五”的2.3倍
_EXPECTED = re.compile(r"预计$")  # 预计全年, in January
_TITLE = re.compile(r"《[^《》]{2,80}》")  # 《…三年行动(2022—2024年)》 names a plan's time, not the number's
_GOAL = re.compile(
    r"的?(?:任务|目标|预期|计划(?=的|总|数|任务|目标|指标|(?:完成)?投资|[,。;、(\d]|$))"
)  # 完成全年任务的46%
_BEGAN = re.compile(r"(?:年)?[底末初]?的?(?:不足|不到|约|近|超)?[\d一二三四五六七八九十两]")  # 由2016年的43%提高到57%
_RECORD = re.compile(r"(?:来|以来)?(?:的)?(?:首次|新高|新低|最[好高低快大佳]|同期)")  # 十年来首次超过全国: an aside
_STAGE = re.compile(
    r"”?(?:规划)?(?:目标)?(?:任务)?的?(?:收官|开局|关键|承上启下|中期|首年|第[一二三四五]年|攻坚)"
)  # 今年是“十四五”收官之年
_SAME = re.compile(
    r"[,]?(?:全[市省县区州]|新?签约|完成|实现|引进|新增|开工)"
)  # 同期签约项目28个: in the time just named
_MEASURED_BY = re.compile(r"(?:对照|按照?|根据)$")  # 对照年初确定的目标
_FROM = tuple("由从自比较")  # 由目前的18.6%提高到40%


@once
def times(sentence: Sentence) -> tuple[Period, ...]:
    """Times of the sentence that are the time of something: what is only compared with is left out, so is 年度."""
    titles = [m.span() for m in _TITLE.finditer(sentence.text)]
    return tuple(
        _of_month(p, sentence)
        for p in _round_the_year(periods(sentence.text))
        if not p.aside
        and p.text not in ("年度", "当年")
        and not (p.kind == "loose" and _RECORD.match(sentence.text, p.end))
        and not (p.kind == "span" and _STAGE.match(sentence.text, p.end))
        and not (p.text == "年初" and _MEASURED_BY.search(sentence.text[max(0, p.start - 4) : p.start]))
        and not (p.text == "同期" and _SAME.match(sentence.text, p.end))
        and not (sentence.text[p.start - 1 : p.start] in ("与", "和", "同") and _AGAINST.match(sentence.text, p.end))
        and not (p.kind == "year" and _BACK_TO.search(sentence.text, max(0, p.start - 12), p.start))
        and not (
            sentence.text[p.start - 1 : p.start] in ("是", "为", "于") and _SO_MANY_TIMES.match(sentence.text, p.end)
        )
        and not any(a < p.start < b for a, b in titles)
        and not (p.kind in ("now", "loose") and sentence.text[p.start - 1 : p.start] in _FROM)
        and not (p.text == "全年" and _GOAL.match(sentence.text, p.end))
        and not _only(p, sentence.text)
        and not (
            p.kind == "year"
            and sentence.text[p.start - 1 : p.start] in ("由", "从")
            and _BEGAN.match(sentence.text, p.end)
        )
    )


def _round_the_year(found: Sequence[Period]) -> Iterator[Period]:
    """去年初排了126个项目,到年底开工97个: the end of the year that began in the sentence."""
    began: Period | None = None
    for period in found:
        if period.kind == "year" and period.text.endswith("初"):
            began = period
        elif began is not None and period.text in ("年底", "到年底", "年末"):
            period = replace(period, relative=began.relative, year=began.year)
        yield period


# What stands before and behind such a time, and how far before.
_ONLY = {
    "year": (re.compile(r"(?:是|为|达到?|相当于)$"), re.compile(r"[底末]?的?(?:近|约|超)?[\d.]{1,6}多?倍"), 3),
    "part": (
        re.compile(r"(?:举行|举办|召开|开展)了?[^,。;:]{0,12}$"),
        re.compile(r"[^,。;:]{2,36}?(?:仪式|活动|大会|推进会|现场会|发布会|推介会)"),
        16,
    ),
}


def _only(period: Period, text: str) -> bool:
    """是2011年的2.1倍 only compares with a year; 举行2021年第四季度招商项目集中签约仪式 only names a ceremony by a quarter."""
    if period.kind not in _ONLY:
        return False
    before, behind, reach = _ONLY[period.kind]
    return bool(behind.match(text, period.end) and before.search(text, max(0, period.start - reach), period.start))


_NEAR = {"本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}


_YEARS = re.compile(r"(?P<when>过去|未来|今后|接下来)(?P<n>[两二三四五六七八九十]|\d)年")


def _span(period: Period, years: re.Match[str], sentence: Sentence) -> Period:
    """过去五年 in a report of January, 未来三年 of the year in force; any other time of the year leaves it open."""
    count, year = int(value_of(years["n"]) or 0), sentence.context.year
    month = (sentence.document.article.published or "")[5:7]
    if not count or year is None:
        return period
    if years["when"] == "过去":
        past = month in ("01", "02", "03")
        return replace(period, kind="span", year=year - count, year_to=year - 1) if past else period
    first = year + 1 if month in ("11", "12") else year
    return replace(period, kind="span", year=first, year_to=first + count - 1)


def _of_month(period: Period, sentence: Sentence) -> Period:
    """上月: the month before that of the article's day."""
    day = sentence.document.article.published or ""
    if period.text == "一年来" and day[5:7] in ("12", "01", "02"):
        return replace(period, kind="year", relative=0 if day[5:7] == "12" else -1)
    if period.kind == "loose" and (years := _YEARS.fullmatch(period.text)):
        return _span(period, years, sentence)
    if period.text not in _NEAR or not re.match(r"\d{4}-\d\d", day):
        return period
    count = int(day[:4]) * 12 + int(day[5:7]) - 1 + _NEAR[period.text]
    return replace(period, kind="part", year=count // 12, months=(count % 12 + 1, count % 12 + 1))


def last_time(sentence: Sentence, start: int, end: int) -> Period | None:
    """The last time that lies in the stretch, None where there is none."""
    found = times(sentence)
    at = bisect_left(found, end, key=lambda p: p.start)
    while at and found[at - 1].end > end:
        at -= 1
    return found[at - 1] if at and found[at - 1].start >= max(start, end - 2 * WINDOW) else None


def next_time(sentence: Sentence, start: int, end: int) -> Period | None:
    """The first time that lies in the stretch."""
    found = times(sentence)
    at = bisect_left(found, start, key=lambda p: p.start)
    return found[at] if at < len(found) and found[at].end <= end else None


_SINCE = re.compile(r"[^,。;\d]{1,24}以来")


def _until(period: Period, sentence: Sentence) -> int | None:
    """The month of 截至5月底,经开区今年已兑现…: so much since January."""
    before = last_time(sentence, max(0, period.start - 30), period.start)
    if before is None or before.months is None or before.dated or not sentence.text[: before.start].endswith("截至"):
        return None
    return before.months[1]


_FLOW = re.compile(
    r"[底末]?,?(?:全[市省州县区])?(?:已|累计)*(?:完成投资|开复工|开工|复工|新开工|新签约|新增|落地|竣工)"
)


def _so_far(period: Period, sentence: Sentence) -> int | None:
    """今年计划实施项目158个;截至3月底已开复工101个: since January."""
    if period.kind != "part" or not period.months or period.dated or period.months[0] != period.months[1]:
        return None
    front = sentence.text[: period.start]
    if not front.endswith(("截至", "截止")) or "今年" not in front or period.months[0] == 1:
        return None
    return period.months[0] if _FLOW.match(sentence.text, period.end) else None


def text_before(sentence: Sentence, period: Period) -> str:
    return sentence.text[period.start - 1 : period.start]


def edtf_of(period: Period, sentence: Sentence, status: object = None) -> str | None:
    year = sentence.context.year
    if year and period.kind in ("year", "part") and _SINCE.match(sentence.text, period.end):
        began = period.year if period.year is not None else year + (period.relative or 0)
        if year - 2 <= began <= year and (period.dated or period.kind == "part"):
            return str(year)  # 去年底投产以来已入驻17家, 今年8月试产以来: so by now
    if (
        period.kind == "year"
        and period.year
        and text_before(sentence, period) == "自"
        and _SINCE.match(sentence.text, period.end)
    ):
        return None  # 自2014年启用以来
    if year and period.kind == "year" and period.relative == 0 and (until := _until(period, sentence)):
        return f"{year}-01/{year}-{until:02d}" if until > 1 else f"{year}-01"
    if year and status == "result" and (months := _so_far(period, sentence)):
        return f"{year}-01/{year}-{months:02d}"
    if status == "result" and period.text in ("年末", "年底", "岁末") and (told := reported_year(sentence)):
        return str(told)  # 年末常住人口94.9万人, in a report on last year
    edtf = _resolved(period, sentence, status)
    published = sentence.document.article.published or ""
    if edtf and year and status == "result" and not period.dated and period.months and published[:4] == edtf[:4]:
        # 前三季度 in an article of February: what is told as done is last year's. A quarter may have just begun.
        month = int(published[5:7]) if published[5:7].isdigit() else 0
        if month and (period.months[1] <= month + 3 or month >= 6):
            return edtf
        return resolve_period(period, year=year, stated=int(edtf[:4]) - 1)
    return edtf


def introduced(sentence: Sentence) -> Period | None:
    """上半年,全市…稳中向好。 ——…: the time that the paragraph before a list of bullets has in force."""
    row = sentence.document.paragraphs
    if not BULLET.match(sentence.paragraph.sentences[0].text):
        return None
    for above in reversed(row[max(0, sentence.paragraph.index - 8) : sentence.paragraph.index]):
        if not above.sentences:
            return None
        if BULLET.match(above.sentences[0].text):
            continue
        told = [p for s in above.sentences for p in times(s) if p.kind in ("year", "part") and not passing(s.text, p)]
        return told[-1] if told else None
    return None


def year_over(sentence: Sentence) -> int | None:
    """The past year that the sentences before speak of, in an article of the year's first months: 去年…。全年引进项目392个."""
    year, month = sentence.context.year, (sentence.document.article.published or "")[5:7]
    if year is None or month not in ("01", "02", "03"):
        return None
    row = sentence.document.sentences
    for other in reversed(row[max(0, sentence.index - 8) : sentence.index]):
        for period in reversed(times(other)):
            if period.kind in ("year", "part") and period.dated and not period.months:
                said = period.year if period.year is not None else year + (period.relative or 0)
                return said if said == year - 1 and period.text[-1] not in "底末初" else None
        if AIM.search(other.text):
            return None
    return None


def _deadline(period: Period, sentence: Sentence) -> bool:
    """力争到2025年建成…,全年减负300亿元: a later year by which something is to be done is not what 全年 means."""
    year = sentence.context.year
    ends = period.year_to or period.year
    return bool(year and ends and ends > year and text_before(sentence, period) == "到")


def _since(above: Period, period: Period, sentence: Sentence) -> bool:
    """去年四季度以来,…,1—2月产量3万千升: what lasts until now leaves the months behind it to this year."""
    return bool(period.months) and sentence.text.startswith("以来", above.end)


_REPORT = re.compile(
    r"公报|(?:运行|执行|完成|进展|收支|统计)(?:情况|形势)?(?:简?[析报况]|分析|综述)?$|情况(?:的?(?:通报|报告|公告|说明))?$|快报|数据发布|统计"
)


def reported(sentence: Sentence) -> Period | None:
    """The one time that the headline of a report is on: 2020年上半年经济运行情况."""
    title = plain(sentence.document.article.title or "")
    told = [p for p in periods(title) if p.year is not None and p.kind in ("year", "part")]
    return told[0] if len(told) == 1 and _REPORT.search(title) else None


def reported_year(sentence: Sentence) -> int | None:
    """The year that the headline of a report is on: 2022年国民经济和社会发展统计公报."""
    title = plain(sentence.document.article.title or "")
    named = {p.year for p in periods(title) if p.year is not None and p.kind in ("year", "part")}
    return named.pop() if len(named) == 1 and _REPORT.search(title) else None


def _resolved(period: Period, sentence: Sentence, status: object) -> str | None:
    year = sentence.context.year
    if period.kind == "since":
        return resolve_span(sentence.text[period.start : period.end + 16], year=year)
    stated = None
    if not period.dated and sentence.days and (sentence.context.day or "X")[:4].isdigit():
        stated = int((sentence.context.day or "")[:4])
        if period.text == "全年" and status == "result" and (sentence.context.day or "")[5:7] == "01":
            stated -= 1  # 1月5日,…全年共征集提案214件
    elif not period.dated:
        # 2022年,……全年完成投资: the year stands earlier in the sentence.
        above = last_time(sentence, 0, period.start)
        while above is not None and (not above.dated or _deadline(above, sentence) or _since(above, period, sentence)):
            above = last_time(sentence, 0, above.start)
        if above is not None:
            whole = resolve_period(above, year=year)
            stated = int(whole[:4]) if whole and whole[:4].isdigit() else None
        elif (here := frame(sentence)) is not None and (here.ahead or status != "target"):
            stated = here.year  # 回顾2016 … 全年开工项目217个
        elif (told := reported_year(sentence)) is not None:
            stated = told
        elif period.text == "全年" and status == "result":
            stated = year_over(sentence)
            if stated is None and year and _EXPECTED.search(sentence.text, max(0, period.start - 3), period.start):
                stated = year - 1 if (sentence.document.article.published or "")[5:7] == "01" else None
    return resolve_period(period, year=year, stated=stated)


_THEN = re.compile(
    r"(?:底|初|中旬)?(?:正式|全面|已|就)?(?:开工|签约|投产|启动|竣工|建成|成立|落户|动工|投入|落地|完工|试|点火|开门|开业|封顶|下线|通车|揭牌)"
)


_ENDS = re.compile(
    r"(?:年?底|前|内|上半年|下半年|[一二三四]季度|\d{1,2}月){0,2}(?:正式|全面|全部|整体|已|就|可望|有望|可|将|预计|实现|具备|完成){0,2}(?:主体)?"
    r"(?:投产|建成|竣工|通车|量产|移交|交付|开工|并网|运营|投用|投入使用|封顶|开业|达产|下线|试车|交房|点火)(?:投产|通车|达产|运营|投用|使用|条件){0,2}(?:后|[,。;]|$)"
)


def passing(text: str, period: Period) -> bool:
    """订单排到6月份, 去年4月签约, 2018年投产后, 由2017年底的11%: a time that something else begins or ends in."""
    if text[: period.start].endswith("截至") or (
        text[: period.start] in ("至", "到") and re.match(r"[底末]?,", text[period.end :])
    ):
        return False  # 至10月底,全县完成财政收入4.9亿元
    if _SINCE.match(text, period.end):
        return False  # 今年8月试产以来,已实现产值1.3亿元
    if period.kind in ("year", "part") and (
        _ENDS.match(text[period.end : period.end + 24])
        or (text[period.start - 1 : period.start] in ("由", "从") and not text[period.end :].startswith("起"))
    ):
        return True
    if period.kind == "year" and (
        text[period.end : period.end + 1] in ("才", "刚")
        or (text[period.start - 1 : period.start] == "是" and _IS_ONE_OF.match(text, period.end))
    ):
        return True  # 2019年才设市的小城,有企业32家
    if period.kind == "part" and period.months and period.months[0] == period.months[1]:
        return _THEN.match(text[period.end : period.end + 8]) is not None or (
            not period.dated
            and text[period.start - 1 : period.start] in ("到", "至")
            and text[period.start - 2 : period.start] != "截至"
        )
    return False


_IS_ONE_OF = re.compile(r"[^,。;]{2,16}(?:项目|工程)[,。]")  # 甲项目是2017年市级重点建设项目,总投资14.5亿元
_AT_EVENT = re.compile(r"(?:会上|活动现场|签约现场|仪式上|现场|签约仪式上|活动中|当天|当日)[,一-鿿]")


@once
def day_in_force(sentence: Sentence) -> str | None:
    """The day last named in the paragraph, else the first of the section: a date in passing (已于…) dates no event."""
    at: Sentence | None = sentence
    while at is not None:
        if any(d.kind != "vague" for d in at.days):
            return at.context.day
        if at is not sentence and any(p.dated for p in times(at)) and not _AT_EVENT.match(sentence.text):
            return None  # 今年以来,……: the paragraph has gone on to a longer time
        at = at.before
    for other in sentence.document.sentences:
        if (
            other.section is sentence.section
            and other.index < sentence.index
            and any(d.kind != "vague" for d in other.days)
        ):
            return other.context.day
    return sentence.document.opening_day if re.search(r"此次|本次", sentence.text) else None
