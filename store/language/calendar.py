"""The Chinese calendar: first workdays after a holiday, lunar days, festivals, the animal of a year.

Official holidays and make-up workdays come from the package chinesecalendar, which knows 2004 to 2026:
outside them a workday is None, never a guess. Lunar days come from lunar_python. Both are imported on first use.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"

# What an article calls a holiday → its name in chinesecalendar.
_HOLIDAYS = {
    "春节": "Spring Festival",
    "元旦": "New Year's Day",
    "清明": "Tomb-sweeping Day",
    "五一": "Labour Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
}


@cache
def years_known() -> tuple[int, int]:
    """First and last year whose holidays are known."""
    from chinese_calendar.constants import holidays

    years = [day.year for day in holidays]
    return min(years), max(years)


def animal(year: int) -> str:
    """The animal of the lunar year that begins in that year: 2023 is 兔."""
    return ANIMALS[(year - 4) % 12]


@cache
def first_workday(holiday: str, year: int) -> date | None:
    """The first working day after that year's `holiday` (`春节`, `元旦`, `国庆` …); None where it is not known.

    The holiday is counted as it was lived: with the days off around it, make-up workdays are workdays.
    """
    first, last = years_known()
    name = _HOLIDAYS.get(holiday)
    if name is None or not first <= year <= last:
        return None
    from chinese_calendar import is_workday
    from chinese_calendar.constants import holidays

    # 元旦 may begin in December, and only the days up to the turn of the month belong to the year's own holiday.
    off: list[date] = [d for d, n in holidays.items() if n == name and d.year == year]
    if holiday == "元旦":
        off = [d for d in off if d.month == 1] or [date(year, 1, 1)]
    if not off:
        return None
    day = max(off) + timedelta(days=1)
    while day.year == year:
        if is_workday(day):
            return day
        day += timedelta(days=1)
    return None


@cache
def days_off(holiday: str, year: int) -> tuple[date, date] | None:
    """The first and the last day off of that year's `holiday`, weekends beside it among them; None where it is not known."""
    after = first_workday(holiday, year)
    if after is None:
        return None
    from chinese_calendar import is_workday

    last = after - timedelta(days=1)
    first = last
    while not is_workday(first - timedelta(days=1)):
        first -= timedelta(days=1)
    return first, last


@cache
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The solar day of a day of the lunar year `year` (the one that begins in that solar year)."""
    from lunar_python import Lunar

    if not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    if day == 30 and _days_in(year, month) < 30:
        return None
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@cache
def new_years_eve(year: int) -> date | None:
    """除夕 before the Spring Festival of that solar year."""
    first = lunar_day(year, 1, 1)
    return first - timedelta(days=1) if first else None


def festival(name: str, year: int) -> date | None:
    """The day of a festival in that solar year, None for a name that is not known."""
    if name in _SOLAR:
        return date(year, *_SOLAR[name])
    if name in _LUNAR:
        return lunar_day(year, *_LUNAR[name])
    return new_years_eve(year) if name == "除夕" else None


_SOLAR = {"元旦": (1, 1), "国庆节": (10, 1), "劳动节": (5, 1), "建党节": (7, 1), "建军节": (8, 1)}
_LUNAR = {
    "元宵节": (1, 15),
    "端午节": (5, 5),
    "中秋节": (8, 15),
    "重阳节": (9, 9),
    "小年": (12, 23),
    "大年初一": (1, 1),
}


def _days_in(year: int, month: int) -> int:
    from lunar_python import LunarMonth

    found = LunarMonth.fromYm(year, month)
    return int(found.getDayCount()) if found else 0
