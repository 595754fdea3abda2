"""An article counts by its date: a division that was changed bears its old code in all fields before, its new one after."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.recognise.recognise import recognise
from store.regions import table
from store.regions.article import about
from store.regions.era import era
from store.regions.table import Entry
from tests.recognise.made import article

_KINDS = {"县": "全县", "市": "全市", "区": "全区", "旗": "全旗"}


def _changed() -> list[Entry]:
    """What ended since 2005 with a name of its own: 长治高新区 is the city's, whatever 长治县 says of it."""
    ended = [e for e in table.former() if e.until >= 2005 and e.name[-1] in _KINDS and e.name[-2:] != "地区" and e.heir]
    return [e for e in ended if _its_own(e) and e.heir != e.code]


def _its_own(entry: Entry) -> bool:
    return entry.short != table.short(table.parent(entry.code) or "")


def _named(code: str) -> str:
    region = table.region_of(code)
    return region.name if region else ""


def _regions(code: str, name: str, year: int) -> set[str | None]:
    """The divisions of all records of an article that this division's government puts out."""
    whole = f"{_named(table.parent(code) or '')}{name}"
    text = (
        f"3月12日,{whole}召开{_KINDS[name[-1]]}重点项目推进会。{name[-1]}委书记王建国出席会议并讲话。\n"
        f"今年,{_KINDS[name[-1]]}计划实施重点项目64个,总投资310亿元。\n高新区去年签约项目23个。"
    )
    page = {"title": f"{name}召开推进会", "publisher": f"{whole}人民政府", "published": f"{year}-03-13"}
    region = about(text=text, **page).code
    found = recognise(article(text, region=region, **page))
    assert found.mentions
    return {region, *(m.region for m in found.mentions), *(f.region for f in found.facts)}


def _all_of(regions: set[str | None], code: str) -> bool:
    return all(region and region.partition("-")[0] == code for region in regions)


@given(entry=st.sampled_from(_changed()))
@settings(max_examples=50, deadline=None)
def test_no_mixture_of_old_and_new(entry: Entry) -> None:
    before = _regions(entry.code, entry.name, entry.until - 1)
    assert _all_of(before, entry.code), (entry, before)
    heir = table.entries(table.became(entry, entry.until + 1))[0]
    if heir.name[-1] in _KINDS and heir.since <= entry.until and len(heir.name) > 2 and _its_own(heir):
        after = _regions(heir.code, heir.name, entry.until + 1)
        assert _all_of(after, heir.code), (entry, after)


@given(entry=st.sampled_from([e for e in _changed() if era(e.name, e.until) != e.until]))
@settings(max_examples=30, deadline=None)
def test_in_the_year_of_a_change_its_own_name_tells(entry: Entry) -> None:
    told = _regions(entry.code, entry.name, entry.until)
    assert _all_of(told, entry.code), (entry, told)


@pytest.mark.parametrize(
    ("text", "year", "expected", "why"),
    [
        ("莱芜市举行集中开工仪式。钢城区6个项目开工。", 2018, 2017, "the city still stands"),
        ("济南市莱芜区举行集中开工仪式。原莱芜市的项目续建。", 2018, 2018, "it is told of as gone"),
        ("莱芜区是撤销莱芜市后设立的。", 2018, 2018, "what took its place is named"),
        ("莱芜举行集中开工仪式。", 2018, 2018, "nothing tells"),
        ("莱芜市举行集中开工仪式。", 2017, 2017, "the year before"),
        ("莱芜市举行集中开工仪式。", None, None, "no year"),
        ("安庆市枞阳县召开大会。", 2015, 2014, "a county that kept its name, with its former city"),
        ("铜陵市枞阳县召开大会。", 2015, 2015, "and with its new one"),
        ("哈密市召开大会。", 2016, 2016, "the region became a city of the name that its county-level one bore"),
        ("哈密地区召开大会。", 2016, 2015, "the region itself"),
        ("哈密地区撤地设市后,伊州区召开大会。", 2016, 2016, "a district that began with the new city"),
        ("桥东区召开大会。", 2020, 2020, "the name of another that stands"),
        ("邢台市桥东区召开大会。", 2020, 2019, "with the city of the one that ended"),
        ("莱芜市的项目续建。原莱芜市的老厂区改造。", 2018, 2018, "told of as gone, though not at first"),
        ("太原莱芜市商会成立。", 2018, 2017, "原 of another name"),
    ],
)
def test_on_which_side_of_a_change(text: str, year: int | None, expected: int | None, why: str) -> None:
    assert era(text, year) == expected, why


@pytest.mark.parametrize(
    ("city", "district", "year", "code"),
    [
        ("哈密", "伊州区", 2016, "650500"),
        ("吐鲁番", "高昌区", 2015, "650400"),
        ("日喀则", "桑珠孜区", 2014, "540200"),
        ("毕节", "七星关区", 2011, "520500"),
        ("铜仁", "碧江区", 2011, "520600"),
        ("上饶", "信州区", 2000, "361100"),
        ("吉安", "吉州区", 2000, "360800"),
    ],
)
def test_in_the_year_in_which_a_region_became_a_city_its_paper_is_the_citys(
    city: str, district: str, year: int, code: str
) -> None:
    text = f"{city}市召开大会。{district}作了发言。"
    assert about(publisher=f"{city}日报", published=f"{year}-11-03", text=text).code == code


@pytest.mark.parametrize(
    ("zone", "year", "code"),
    [
        ("莱芜高新区", 2017, "371200-莱芜高新区"),
        ("莱芜高新区", 2019, "370116-莱芜高新区"),
        ("海门经开区", 2016, "320684-海门经开区"),
        ("海门经开区", 1994, "329026-海门经开区"),
        ("海门经开区", None, "320614-海门经开区"),
    ],
)
def test_a_zone_lies_in_what_its_host_was_then(zone: str, year: int | None, code: str) -> None:
    assert table.zones_named(zone, year) == (code,)


def test_a_place_that_begins_with_an_offices_last_sign_is_no_person() -> None:
    found = recognise(article("4月3日,福州市长乐区召开推进会。", region="350112", published="2024-04-04"))
    assert [f.kind for f in found.facts] == []
    assert [m.region for m in found.mentions] == ["350112"]
