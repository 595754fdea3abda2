"""Dates in plain text: the one door to `days`, `periods` and the year that a text proves.

`proven_year` serves a page that names no day of publication: it gives the year of the article only where the text
settles it (a full date of what it reports, a holiday that falls so, `今年是“十四五”开局之年`), and None otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from store.language import calendar
from store.language import patterns as re
from store.language.days import Day, days, extended, lasting, resolve
from store.language.periods import Period, periods, resolve_period, resolve_span

__all__ = [
    "Day",
    "Period",
    "days",
    "extended",
    "lasting",
    "periods",
    "proven_year",
    "resolve",
    "resolve_period",
    "resolve_span",
]

_AHEAD = re.compile(r"(?:到|至|力争|前|迈向|面向|朝着|展望|目标)[“]?$")
_REPORTED = 400  # signs from the start of the text: where a report says when it happened
_HELD = re.compile(r"[^。;!?]{0,30}?(?:召开|举行|举办|开幕|开工|签约|启动|在[^。]{1,12}开|讯|电|主持)")
_DONE = re.compile(r"(?:已于|已经于|早在|曾于)$")

# What was said of a year that can be only one. Kept to statements about the present year.
_STATED = (
    (re.compile(r"今年\s?[((](?P<year>20\d\d)年[))]"), 0),
    (re.compile(r"今年是(?P<year>20\d\d)年"), 0),
    (re.compile(r"去年\s?[((](?P<year>20\d\d)年[))]"), 1),
    (re.compile(r"(?:“十三五”|十三五)(?:规划)?(?:的)?(?:开局|起步)之年"), 2016),
    (re.compile(r"(?:“十三五”|十三五)(?:规划)?(?:的)?(?:收官|决胜)之年"), 2020),
    (re.compile(r"(?:“十四五”|十四五)(?:规划)?(?:的)?(?:开局|起步)之年"), 2021),
    (re.compile(r"(?:“十四五”|十四五)(?:规划)?(?:的)?收官之年"), 2025),
    (re.compile(r"(?:“十五五”|十五五)(?:规划)?(?:的)?(?:开局|起步)之年"), 2026),
    (re.compile(r"(?:把|将)(?P<year>20\d\d)年(?:作为|定为|确定为|列为)"), 0),
    (
        re.compile(
            r"(?:^|[^\d])(?:1[01]|[1-9])月\d{1,2}日[^。;]{0,14}?(?P<year>20\d\d)年[^,。;\d]{2,30}?(?:会|仪式|活动)[^,。;]{0,16}(?:召开|举行|举办|开幕)"
        ),
        0,
    ),
    (re.compile(r"党的十九大精神(?:的)?开局之年"), 2018),
    (re.compile(r"党的二十大精神(?:的)?开局之年"), 2023),
    (re.compile(r"党的十九大(?:胜利)?召开之年|(?:将|即将)(?:胜利)?召开党的十九大"), 2017),
    (re.compile(r"党的二十大(?:胜利)?召开之年|(?:将|即将)(?:胜利)?召开党的二十大"), 2022),
    (re.compile(r"供给侧结构性改革(?:的)?深化之年"), 2017),
    (re.compile(r"(?:“十三五”|十三五)规划承上启下的(?:关键|重要)(?:一年|之年)"), 2018),
    (re.compile(r"(?:“十四五”|十四五)规划承上启下的(?:关键|重要)(?:一年|之年)"), 2023),
    (re.compile(r"(?:“十四五”|十四五)规划目标任务的关键(?:一年|之年)"), 2024),
    (re.compile(r"(?:脱贫攻坚|全面建成小康社会)[^,。;年]{0,8}(?:收官|决战决胜)之年"), 2020),
    (re.compile(r"新中国成立70周年"), 2019),
    (re.compile(r"新中国成立75周年"), 2024),
    (re.compile(r"(?:建党|中国共产党成立)(?:100|一百)周年"), 2021),
    (re.compile(r"改革开放40周年"), 2018),
)
_PRESENT = re.compile(r"(?:今年|20\d\d年)(?:,)?(?:既|正)?是[^。;]{0,40}$|今年$")
_PAST = re.compile(r"(?:去年|明年|后年)(?:既|正)?是[^。;]{0,40}$")


def proven_year(text: str) -> int | None:
    """The year of the article (plain text) where exactly one is proved, else None."""
    for proofs in (_told, _held, _by_calendar, _named_for_its_year, _at_the_turn, _after_a_past_date, _called):
        years = set(proofs(text))
        if len(years) == 1:
            return years.pop()
        if years:
            return None
    return None


def _told(text: str) -> Iterator[int]:
    for pattern, said in _STATED:
        for m in pattern.finditer(text):
            if said < 10:
                yield int(m["year"]) + said
                continue
            before = text[max(0, m.start() - 48) : m.start()]
            if _PRESENT.search(before) and not _PAST.search(before):
                yield said


def _held(text: str) -> Iterator[int]:
    """`2023年2月3日,全县…大会召开`: what the report opens with happened then."""
    for day in days(text[:_REPORTED]):
        if day.kind == "full" and day.year and _HELD.match(text, day.end) and not _DONE.search(text[: day.start]):
            yield day.year
            return


def _by_calendar(text: str) -> Iterator[int]:
    """`1月28日,春节后首个工作日`: a solar day that one year's calendar alone joins with the holiday beside it."""
    found = days(text)
    low, high = calendar.years_known()
    for solar, other in pairwise(found):
        if solar.kind == "workday" and other.kind == "month_day":
            solar, other = other, solar
        if solar.kind != "month_day" or other.kind not in ("workday", "lunar") or other.start - solar.end > 12:
            continue
        if "。" in text[solar.end : other.start]:
            continue
        years = [y for y in range(low, high + 1) if _falls(solar, other, y)]
        latest = _latest_year(text)
        # The article cannot lie before a year that it speaks of as over or present, nor far behind it.
        near = [y for y in years if latest is None or latest <= y <= latest + 2]
        if len(near) == 1:
            yield near[0]


_HELD_OF_YEAR = r"(?P<year>20\d\d)年?(?!度|末|底|以来|\d)(?P<part>[^,。;!?]{2,40}?)(?:推进会|动员会|座谈会|对接会|恳谈会|早餐会|调度会|招聘会|启动会|团拜会|茶话会|联谊会|大会|仪式|活动|工作会议?|现场会|观摩会|推介会|洽谈会|博览会|交易会|论坛|发布会)"
_OF_YEAR = re.compile(
    rf"(?:上午|下午|晚)?,?[^,。;!?]{{0,12}}?{_HELD_OF_YEAR}(?:以视频形式)?(?:在[^,。;]{{2,16}})?(?:隆重|正式)?(?:召开|举行|举办|开幕|启幕)"
    rf"|(?:上午|下午|晚)?,?[^,。;!?]{{0,20}}?(?:召开|举行|举办|组织|开展)了?[^,。;!?\d]{{0,10}}{_HELD_OF_YEAR.replace('<year>', '<said>').replace('<part>', '<of>')}"
)
_BEFORE_ITS_DAY = re.compile(_HELD_OF_YEAR + r"(?P<said>)(?P<of>)$")
_LOOKS_BACK = re.compile(r"总结|表彰|述职|考核|通报")
# 四季度, 第一批, 新春: a part of its year, in whatever month it is held.
_PART_OF_YEAR = re.compile(r"季度|第[一二三四五六七八九十]+批|首批|新春|春节|春季|冬季|上半年|下半年")
# Held at the end of a year, these bear its number; what plans or moves to work bears the next.
_OF_ITS_YEAR = re.compile(r"招商大会|(?:博览|交易|洽谈|交流|发布)会$|论坛$|签约")


def _named_for_its_year(text: str) -> Iterator[int]:
    """`3月2日,全省2020年大数据战略行动推进会召开`: such a meeting is held in its year, but for December and January."""
    for day in days(text[:_REPORTED]):
        # 2017年(香港)投资推介会6月15日在…举行: the day may stand behind the name.
        named = _OF_YEAR.match(text, day.end) or _BEFORE_ITS_DAY.search(text, max(0, day.start - 48), day.start)
        if day.kind != "month_day" or named is None or _LOOKS_BACK.search(named.group()):
            continue
        if named.group().rstrip("召开举行办").endswith("发布会") and (day.month or 0) < 4:
            continue  # in January figures of the year before are told, also of its last quarter
        late = (day.month or 0) > 10 and _OF_ITS_YEAR.search(named.group().rstrip("召开举行办"))
        if late or day.month not in (1, 11, 12) or _PART_OF_YEAR.search(named["part"] or named["of"]):
            yield int(named["year"] or named["said"])
            return


def _falls(solar: Day, other: Day, year: int) -> bool:
    if other.year not in (None, year) or solar.month is None or solar.day is None:
        return False
    near = f"{year}-{solar.month:02d}-{solar.day:02d}"
    return resolve(other, year=year, last=near) == near


def _latest_year(text: str) -> int | None:
    """The latest year that the text names and does not look ahead to."""
    years = [d.year for d in days(text) if d.kind == "full" and d.year]
    for period in periods(text):
        ahead = _AHEAD.search(text, max(0, period.start - 6), period.start)
        if period.kind in ("year", "part", "since") and period.year and not ahead:
            years.append(period.year)
    return max(years) if years else None


def _after_a_past_date(text: str) -> Iterator[int]:
    """`已于2022年12月16日投入运营`: the report's own day is the first of its name after that."""
    found = days(text)
    past = [d for d in found if d.kind == "full" and d.year and d.month and d.day and _DONE.search(text[: d.start])]
    own = next((d for d in found if d.kind == "month_day" and d.start < _REPORTED), None)
    if not past or own is None or own.month is None or own.day is None:
        return
    last = max((d.year or 0, d.month or 0, d.day or 0) for d in past)
    year = last[0] if (own.month, own.day) >= last[1:] else last[0] + 1
    try:
        yield date(year, own.month, own.day).year
    except ValueError:
        return


_SUMS_UP = re.compile(
    r"总结(?:了|好)?(?P<past>20\d\d)年[^。;!?]{0,24}?(?:部署|安排|谋划|研究|明确|动员)(?:了|好)?(?P<next>20\d\d)年"
)


_PLANNED = re.compile(r"(?:^|[,。;:\s])(?P<next>20\d\d)年,?[^,。;:\d]{0,10}(?:将|计划|力争|拟)(?!于|在)")


def _at_the_turn(text: str) -> Iterator[int]:
    """`12月29日…总结2021年经济工作,部署2022年经济工作`: at the end of the one year, or in the first months of the next; 2017年将… told in December beside 2016年: of 2016."""
    own = next((d for d in days(text[:_REPORTED]) if d.kind == "month_day"), None)
    month = own.month if own is not None else None
    for m in _SUMS_UP.finditer(text) if month else ():
        if month and int(m["next"]) == int(m["past"]) + 1 and (month >= 11 or month <= 3):
            yield int(m["past"] if month >= 11 else m["next"])
    if month and month >= 11:
        ahead = {int(m["next"]) for m in _PLANNED.finditer(text)}
        if len(ahead) == 1 and (past := max(ahead) - 1) and f"{past}年" in text:
            yield past


_IS_A_YEAR = re.compile(
    r"(?<![到至前])(?P<year>20\d\d)年,?(?:既|正)?是[^。;]{0,60}?(?:之年|关键一年|第一年|重要一年|周年)"
)
_OF_THE_PAST = re.compile(r"平凡|难忘|过去|刚刚")


def _called(text: str) -> Iterator[int]:
    """`2018年是…关键之年`, said of the present year; from November on it may be said of the next."""
    own = next((d for d in days(text[:_REPORTED]) if d.kind == "month_day"), None)
    if own is None or (own.month or 12) > 10:
        return
    for m in _IS_A_YEAR.finditer(text):
        if not _OF_THE_PAST.search(m.group()):
            yield int(m["year"])
