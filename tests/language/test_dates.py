"""Days, longer times, and the year that a text proves."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language import calendar
from store.language.dates import days, extended, lasting, periods, proven_year, resolve, resolve_period, resolve_span
from store.language.fold import plain

ROOT = Path(__file__).parents[1] / "cases/language"
DAYS = tomllib.loads((ROOT / "days.toml").read_text("utf-8"))["case"]
PERIODS = tomllib.loads((ROOT / "periods.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", DAYS, ids=[c["why"][:40] for c in DAYS])
def test_day(case: dict[str, Any]) -> None:
    text = case["text"].replace("⟦", "").replace("⟧", "")
    if case["want"] == "none":
        assert days(text) == ()
        return
    piece = case.get("mark") or case["text"].split("⟦")[1].split("⟧")[0]
    day = days(text)[0]
    assert day.text == piece
    found = resolve(
        day,
        year=case.get("year", 2023) or None,
        last=case.get("last", "2023-01-28") or None,
        published=case.get("published", "2023-01-30") or None,
    )
    assert found == (case["want"] or None)


@pytest.mark.parametrize("case", PERIODS, ids=[c["why"][:40] for c in PERIODS])
def test_period(case: dict[str, Any]) -> None:
    assert resolve_span(case["text"], year=2023) == (case["want"] or None)


def test_a_relative_time_without_a_year_is_unknown() -> None:
    assert resolve_span("今年一季度", year=None) is None


def test_the_year_in_force_dates_a_bare_quarter() -> None:
    (quarter,) = periods("四季度")
    assert resolve_period(quarter, year=2023, stated=2022) == "2022-10/2022-12"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1月28日,春节后首个工作日,全市召开大会。", 2023),
        ("2月24日,马年春节后首个工作日,全省召开大会。", 2026),
        ("2月18日,春节后首个工作日,全县召开大会。", None),  # 2021 and 2024 both fit
        ("2月18日,春节后首个工作日,全县召开大会。对2023年度先进进行了表彰。", 2024),
        ("2月18日,春节后首个工作日,全县召开大会,提出到2026年实现翻番。", None),
        ("12月15日下午,全市举行今年最后一场观摩会。", None),
        ("2024年2月18日上午,全县高质量发展大会召开。", 2024),
        ("1月29日,全区召开大会。厂房已于2022年12月16日投入运营。", 2023),
        ("今年是“十四五”收官之年,要乘势而上。", 2025),
        ("去年是“十四五”开局之年,全县交出了答卷。", None),
        ("到2025年,规模突破千亿元。", None),
        ("3月11日,我县举行2020年第一批重点项目集中开工仪式。", 2020),  # a batch, a quarter of its year
        ("11月25日,某县举行2022年四季度重大项目集中开工活动。", 2022),
        ("5月9日,2024大湾区产业合作推介会在深圳举行。", 2024),
        ("7月22日,市政府新闻办举行2019年上半年全市国民经济运行情况新闻发布会。", 2019),
        ("1月23日,市政府新闻办举行2018年第四季度经济运行新闻发布会。", None),
        ("6月11日至13日,某市组织开展2024年上半年重点项目观摩活动。", 2024),
        (
            "12月15日,2021某市全球招商大会举行。",
            2021,
        ),  # 2021 without 年, in December: what invites guests is of its year
        ("12月28日,某县召开2022年项目建设动员大会。", None),
        ("1月25日,某县举行2025年春节团拜会。", 2025),
        ("今年是全面建成小康社会收官之年,要决战决胜。", 2020),
        ("今年是实施“十三五”规划承上启下的关键一年。", 2018),
        ("2月24日,全县召开大会。会议强调,2018年是全面打赢翻身仗的关键之年。", 2018),
        ("12月24日,全县召开大会。会议强调,2018年是全面打赢翻身仗的关键之年。", None),  # said of the year to come
        ("2月24日,全县召开大会。会议指出,2017年是极不平凡的一年,是转型的攻坚之年。", None),
        ("12月20日,全市召开2023年经济工作会议。", None),  # of the year to come
        ("1月5日,全县举行2023年总结表彰大会。", None),
        ("全市2017年(香港)投资推介会6月15日在港岛举行。", 2017),
        ("12月29日,会议总结2021年经济工作,部署2022年经济工作。", 2021),
        ("2月5日,会议总结了2021年工作,安排2022年工作。", 2022),
        ("6月5日,会议总结2021年工作,安排2022年工作。", None),
        ("12月30日,全镇算账。2016年,全镇调减玉米3万亩。2017年,全镇将再调减1万亩。", 2016),
        ("6月30日,全镇算账。2016年,全镇调减玉米3万亩。2017年,全镇将再调减1万亩。", None),
    ],
)
def test_proven_year(text: str, year: int | None) -> None:
    assert proven_year(plain(text)) == year


def test_days_that_an_event_lasts() -> None:
    assert lasting("一场为期两天的观摩") == 2
    assert extended("2023-01-28", 2) == "2023-01-28/2023-01-29"
    assert extended("XXXX-01-28", 2) == "XXXX-01-28"


def test_first_workdays_are_days_after_the_festival() -> None:
    low, high = calendar.years_known()
    for year in range(low, high + 1):
        festival = calendar.festival("大年初一", year)
        first = calendar.first_workday("春节", year)
        assert festival is not None and first is not None
        assert 1 <= (first - festival).days <= 14


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    (found,) = days(f"{day.year}年{day.month}月{day.day}日召开")
    assert resolve(found, year=None) == day.isoformat()


@given(st.text(alphabet="0123456789年月日号至-今昨同当天上午年底季度半首个工作春节后正初十一二三()", max_size=30))
def test_any_text(text: str) -> None:
    found = days(text)
    assert all(text[d.start : d.end] == d.text for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for d in found:
        resolve(d, year=2023, last="2023-01-28", published="2023-01-30")
    for p in periods(text):
        resolve_period(p, year=2023)
