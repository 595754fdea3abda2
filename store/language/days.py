"""Days named in plain text and the day that each means.

`days(text)` finds them: full dates, dates without a year, bare days (`28日`), days told from another (`同日`,
`昨日`, `今天(大年初七)`), lunar days, the first workday after a holiday, and intervals (`1月28日至29日`). `resolve` gives
the EDTF day: what the text leaves open comes from the year, month and day in force; where they are not known the day
is `XXXX-12-15` or None, never a guess. Longer times (今年, 一季度) are `store.language.periods`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from store.language import calendar
from store.language import patterns as re
from store.language.numerals import value_of
from store.language.searching import searching

DayKind = Literal["full", "month_day", "day", "same", "offset", "next", "workday", "lunar", "vague"]


@dataclass(frozen=True, slots=True)
class Day:
    """A mention of a day; `end` is exclusive."""

    start: int
    end: int
    kind: DayKind
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    month_to: int | None = None  # an interval's last day
    day_to: int | None = None
    offset: int = (
        0  # of 昨日, 今天 from the day of publication; of 次日 from the day last named; of 去年12月5日, in years
    )
    holiday: str | None = None  # of a first workday
    animal: str | None = None  # 兔年
    hour: int | None = None
    future: bool = False  # 将于28日

    @property
    def rule(self) -> str:
        """The id under which a trace names how the day was read: `day.month_day`."""
        return f"day.{self.kind}"

    @property
    def known(self) -> bool:
        """Whether the text itself tells day and month."""
        return self.kind in ("full", "month_day", "lunar", "workday")


_H = "〇○零一二三四五六七八九十"
_YEAR = r"(?P<year>(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_NTH = r"3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_DAY = rf"(?P<day>{_NTH})"
_TO = r"(?:日|号)?\s?(?:至|到|—{1,2}|–|-{1,2}|~{1,2}|～|、(?=\d{1,2}日))\s?"
_LAST = rf"(?:{_TO}(?:(?P<month_to>1[0-2]|0?[1-9])\s?月\s?)?(?P<day_to>3[01]|[12]\d|0?[1-9]))?"
_RI = r"\s?(?:日|号(?!楼|厂|线|地|文件|令|公告))"
_PART = r"(?:清晨|一早|早上|凌晨|上午|中午|下午|傍晚|晚上?|晚间)"
_HOUR = rf"(?:\s?{_PART}?\s?(?P<hour>[012]?\d)(?:时|点|:\d\d)(?!间|钟))?"
_FIGURES = r"(?P<sep>[-/.])(?P<month2>1[0-2]|0?[1-9])(?P=sep)(?P<day2>3[01]|[12]\d|0?[1-9])(?!\d|[-/.]\d)"

_FULL = searching(rf"(?<!\d){_YEAR}(?:\s?年\s?{_MONTH}\s?月\s?{_DAY}{_LAST}{_RI}|{_FIGURES}){_HOUR}")
_MONTH_DAY = searching(
    rf"(?:(?P<rel>[今本去明前])年)?(?<![\d度{_H}])(?<!\d年){_MONTH}\s?月\s?{_DAY}{_LAST}{_RI}{_HOUR}(?!证书)"
)
_LIMIT = r"(?!内|以内|之内|前|均|游|行|谈|无|历|活动)"  # 30日内办结: a time limit
_BARE = searching(
    rf"(?:(?<=本月)|(?<!月 )(?<![\d月续./-])(?<!\d[:,]))(?P<day>3[01]|[12]\d|[1-9]){_LAST}\s?"
    rf"(?:日{_HOUR}{_LIMIT}|(?<![第A-Za-z#]\d)(?<![第A-Za-z#]\d\d)号(?=,全|,[^,。]{{2,12}}(?:召开|举行|举办)|上午|下午|晚上|讯))"
)
_SAME = re.compile(rf"(?:同日|同一天|同天|当日|当天|当晚|会议当天|活动当天|这天){_HOUR}")
_OFFSET = re.compile(
    r"(?P<word>今天|今日|今晨|今晚|昨天|昨日|昨晚|前天|前日|明天|明日|后天)(?!的项目|的投资|就是|是昨|和明|与明)(?:\s?[((](?P<aside>[^()()]{1,14})[))])?"
)
_NEXT = searching(r"(?P<word>次日|翌日|(?<!上班)(?<!开工)(?<!工作)第二天|隔日|(?:此|之)?前[一1](?:天|日)|头一天)(?!比)")
_APART = re.compile(r"(?P<count>[一两二三四五六七八九\d])(?:天|日)之?(?P<side>[前后])(?=,)")  # 两日后,
_VAGUE = re.compile(r"日前|近日|近期|这两天|连日来|日前|近几天|前不久|前些天")
_WORKDAY = searching(
    r"(?:(?P<year>20\d\d)年)?(?:(?P<animal>[鼠牛虎兔龙蛇马羊猴鸡狗猪])年)?的?"
    r"(?P<holiday>新春|春节|农历新年|元旦|新年|开年|五一|劳动节|国庆节?|中秋节?|清明节?|端午节?|节|年)?"
    r"(?:长假|假期|小长假|黄金周|放假)?(?:结束)?(?:之?后|过后|以后|后的)?的?(?:上班)?"
    r"(?:(?:首个?|第一个|头一个|第1个)(?:工作日|上班日)|上班(?:第一天|首日|头一天))"
)
_LUNAR = searching(
    r"(?:农历)?(?P<animal>[鼠牛虎兔龙蛇马羊猴鸡狗猪])?年?(?:农历)?(?P<lunar>正月|大年|腊月|[二三四五六七八九十]月)"
    r"(?P<nth>初[一二三四五六七八九十]|廿[一二三四五六七八九]|二十[一二三四五六七八九]?|十[一二三四五六七八九]|三十)(?!日)"
)
_FESTIVAL = re.compile(r"(?P<feast>除夕|元宵节|小年)(?:当天|当日|这天|上午|下午|之日|一早)")
_FUTURE = re.compile(r"(?:将|拟|定|计划|预计)(?:于|在)?$")
_OFFSETS = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
_HINT = searching(r"[日号天晚晨月/.-]|除夕|元宵节|小年|上班|大年|前不久|近期")


@lru_cache(maxsize=512)
def days(text: str) -> tuple[Day, ...]:
    """The days named in plain text, left to right; where two readings overlap, the longer one."""
    if not _HINT.search(text):
        return ()
    found: list[Day] = []
    for read in (_dated, _told):
        found.extend(read(text))
    found.sort(key=lambda d: (d.start - d.end, d.start))
    kept: list[Day] = []
    for d in found:
        if all(d.end <= k.start or k.end <= d.start for k in kept):
            kept.append(d)
    return tuple(sorted(kept, key=lambda d: d.start))


def _dated(text: str) -> list[Day]:
    out = []
    for pattern, kind in ((_FULL, "full"), (_MONTH_DAY, "month_day"), (_BARE, "day")):
        for m in pattern.finditer(text):
            g = m.groupdict()
            d = Day(
                m.start(),
                m.end(),
                kind,  # type: ignore[arg-type]
                m.group(),
                year=_int(g.get("year")),
                month=_int(g.get("month") or g.get("month2")),
                day=_int(g.get("day") or g.get("day2")),
                month_to=_int(g.get("month_to")),
                day_to=_int(g.get("day_to")),
                offset={"去": -1, "前": -2, "明": 1}.get(g.get("rel") or "", 0),
                hour=_int(g.get("hour")),
                future=bool(_FUTURE.search(text, max(0, m.start() - 4), m.start())),
            )
            if d.day_to is not None and d.month_to in (None, d.month) and d.day is not None and d.day_to <= d.day:
                d = replace(d, day_to=None, month_to=None)
            out.append(d)
    for m in _LUNAR.finditer(text):
        lunar, nth = m["lunar"], m["nth"]
        month = 1 if lunar in ("正月", "大年") else 12 if lunar == "腊月" else _int(lunar[:-1])
        number = _int(nth.replace("初", "").replace("廿", "二十"))
        # 大年三十 is the eve, whether the month has 29 days or 30; 二月十五 alone is read as a solar date.
        if lunar == "大年" and nth == "三十":
            out.append(Day(m.start(), m.end(), "lunar", m.group(), holiday="除夕"))
        elif lunar in ("正月", "大年", "腊月") or "农历" in m.group() or nth[0] in "初廿":
            out.append(Day(m.start(), m.end(), "lunar", m.group(), month=month, day=number, animal=m["animal"]))
    for m in _FESTIVAL.finditer(text):
        out.append(Day(m.start(), m.start() + len(m["feast"]), "lunar", m["feast"], holiday=m["feast"]))
    return out


def _told(text: str) -> list[Day]:
    out = [Day(m.start(), m.end(), "same", m.group(), hour=_int(m["hour"])) for m in _SAME.finditer(text)]
    for m in _OFFSET.finditer(text):
        if m["word"] == "后天" and text[m.end() : m.end() + 1] not in (",", "上", "下", "("):
            continue
        day = Day(m.start(), m.end(), "offset", m.group(), offset=_OFFSETS[m["word"][0]])
        inner = days(m["aside"]) if m["aside"] else ()
        if inner and (inner[0].known or inner[0].kind == "day"):
            day = replace(inner[0], start=m.start(), end=m.end(), text=m.group())
        out.append(day)
    out += [
        Day(m.start(), m.end(), "next", m.group(), offset=-1 if "前" in m["word"] or m["word"] == "头一天" else 1)
        for m in _NEXT.finditer(text)
    ]
    for m in _APART.finditer(text):
        count = _int(m["count"].replace("两", "二")) or 0
        out.append(Day(m.start(), m.end(), "next", m.group(), offset=count if m["side"] == "后" else -count))
    out += [Day(m.start(), m.end(), "vague", m.group()) for m in _VAGUE.finditer(text)]
    for m in _WORKDAY.finditer(text):
        holiday = _holiday(m["holiday"], m["animal"], m.group())
        out.append(
            Day(m.start(), m.end(), "workday", m.group(), year=_int(m["year"]), holiday=holiday, animal=m["animal"])
        )
    return out


def _holiday(word: str | None, animal: str | None, text: str) -> str | None:
    """The holiday that a first workday follows; None where it is not said (`首个工作日`)."""
    if word in ("新春", "春节", "农历新年") or animal or (word == "年" and "年后" in text):
        return "春节"
    if word in ("元旦", "新年"):
        return "元旦"
    if word is None and re.match(r"20\d\d年", text):
        return "元旦"  # 2026年首个工作日
    if word in ("节", "开年", "年", None):
        return None
    return "五一" if word == "劳动节" else word.removesuffix("节")


def _int(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit():
        return int(text)
    value = value_of(text.replace("○", "〇"))
    return int(value) if value is not None else None


def resolve(
    day: Day, *, year: int | None, month: int | None = None, last: str | None = None, published: str | None = None
) -> str | None:
    """The EDTF day (or interval) that the mention means, None where the text leaves it open.

    `year` is the article's year and `month` the month in force; `last` the EDTF day last named; `published` the EDTF
    day of publication, from which 昨日 and 今天 count and which tells last December from next.
    """
    if day.kind == "vague":
        return None
    if day.kind == "same":
        return last
    if day.kind in ("offset", "next"):
        return _shifted(published if day.kind == "offset" else last, day.offset)
    if day.kind in ("lunar", "workday"):
        return _by_calendar(day, year, last or published)
    return _dated_day(day, year, month, last, published)


def _shifted(edtf: str | None, offset: int) -> str | None:
    base = _as_date((edtf or "").split("/")[-1])
    return (base + timedelta(days=offset)).isoformat() if base else None


def _by_calendar(day: Day, year: int | None, near: str | None) -> str | None:
    year = day.year or year
    if year is None:
        return None
    if day.kind == "workday":
        holiday = day.holiday
        if day.animal and calendar.animal(year) != day.animal:
            return None
        if holiday is None and near and near[5:7] in ("01", "02") and "节" in day.text:
            holiday = "春节"
        found = calendar.first_workday(holiday, year) if holiday else None
        return found.isoformat() if found else None
    if day.holiday:
        found = calendar.festival(day.holiday, year)
        # 小年 and 腊月 fall at the turn of the year: the article's year is the solar one.
        if day.holiday == "小年":
            found = calendar.lunar_day(year - 1, 12, 23)
        return found.isoformat() if found else None
    if day.month is None or day.day is None:
        return None
    found = calendar.lunar_day(year - 1 if day.month == 12 else year, day.month, day.day)
    return found.isoformat() if found else None


def _dated_day(day: Day, year: int | None, month: int | None, last: str | None, published: str | None) -> str | None:
    month = day.month or month or _month_of(last) or _month_of(published)
    if month is None or day.day is None:
        return None
    if day.year is None and day.kind == "day" and last and last[:4].isdigit() and _month_of(last) == month:
        year = int(last[:4])
    year = day.year or year
    if year is None:
        return _span(f"XXXX-{month:02d}-{day.day:02d}", _to(day, month, "XXXX"))
    if day.offset:
        year += day.offset
    elif day.year is None and published:
        year, month = _not_after(day, year, month, published)
    first = _make(year, month, day.day)
    if first is None:
        return None
    return _span(first, _to(day, month, str(year)))


def _not_after(day: Day, year: int, month: int, published: str) -> tuple[int, int]:
    """A page of January that says 12月30日 means last year's; one of the 1st that says 28日 last month's."""
    out = _as_date(published)
    first = _make(year, month, day.day or 1)
    if out is None or day.future:
        return year, month
    if day.kind == "day" and (first is None or (date.fromisoformat(first) - out).days > 1):
        before = (year, month - 1) if month > 1 else (year - 1, 12)
        # 31日 on a page of the 1st of March is a day of January: February has none.
        return before if _make(*before, day.day or 1) or month <= 2 else (year, month - 2)
    if first is None:
        return year, month
    ahead = (date.fromisoformat(first) - out).days
    if day.kind == "month_day" and ahead > 180:
        return year - 1, month
    return year, month


def _to(day: Day, month: int, year: str) -> str | None:
    if day.day_to is None:
        return None
    return f"{year}-{day.month_to or month:02d}-{day.day_to:02d}"


def _span(first: str, last: str | None) -> str:
    return f"{first}/{last}" if last else first


def _make(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _as_date(edtf: str) -> date | None:
    return date.fromisoformat(edtf) if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) else None


def _month_of(edtf: str | None) -> int | None:
    match = re.match(r"[\dX]{4}-(\d\d)", edtf or "")
    return int(match[1]) if match else None


_LASTING = re.compile(r"(?:为期|历时|持续)(?P<n>[一两二三四五六七八九十]|\d{1,2})天")


def lasting(text: str) -> int | None:
    """How many days an event lasts where the text says so: `为期两天` is 2."""
    match = _LASTING.search(text)
    return _int(match["n"].replace("两", "二")) if match else None


def extended(edtf: str, count: int, *, closing: bool = False) -> str:
    """The interval of `count` days that begins on the day, or ends on it; the day itself where it is not a full date."""
    day = _as_date(edtf)
    if day is None or count < 2:
        return edtf
    other = (day + timedelta(days=count - 1) * (-1 if closing else 1)).isoformat()
    return f"{other}/{edtf}" if closing else f"{edtf}/{other}"
