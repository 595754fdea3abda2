"""Go-to: what is offered for a half-typed name, and in what order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.regions import table
from store.regions.goto import asked, near, search
from store.regions.table import Entry


def first(query: str, **more: object) -> tuple[str, str]:
    hit = search(query, **more)[0]  # type: ignore[arg-type]
    return hit.region.code, hit.how


@pytest.mark.parametrize(
    ("query", "code", "how"),
    [
        ("常州", "320400", "exact"),
        ("常州市", "320400", "exact"),
        ("常", "320400", "prefix"),
        ("changzhou", "320400", "pinyin"),
        ("CHANGZHOU", "320400", "pinyin"),
        ("changzho", "320400", "pinyin"),
        ("320400", "320400", "exact"),
        ("瀋陽", "210100", "exact"),
        ("donge", "371524", "pinyin"),
        ("苏洲", "320500", "fuzzy"),
        ("海门市", "320614", "exact"),
        ("海门市 2019", "320684", "exact"),
        ("江北新", "320100-江北新区", "prefix"),
        ("jiangbeixinqu", "320100-江北新区", "pinyin"),
        ("nmg", "150000", "initials"),
    ],
)
def test_first_offer(query: str, code: str, how: str) -> None:
    assert first(query) == (code, how)


def test_initials_offer_cities_before_counties() -> None:
    offered = [hit.region.name for hit in search("hz", limit=40)]
    assert {"杭州市", "湖州市", "惠州市", "菏泽市", "贺州市"} <= set(offered[:6])
    assert offered.index("惠州市") < offered.index("海州区")


def test_exact_stands_before_prefix_before_fuzzy() -> None:
    hows = [hit.how for hit in search("海", limit=60)]
    assert hows == sorted(hows, key=["exact", "prefix", "pinyin", "initials", "fuzzy"].index)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("江苏省苏州市昆山市", "320583"),
        ("江苏昆山", "320583"),
        ("江苏苏", "320500"),
        ("江蘇南京鼓樓", "320106"),
        ("北京朝阳", "110105"),
    ],
)
def test_a_name_behind_what_it_lies_in(typed: str, code: str) -> None:
    assert search(typed)[0].region.code == code
    assert not [hit for hit in search(f"广东{typed[-2:]}市县") if hit.how != "fuzzy"]


@pytest.mark.parametrize("times", [15, 500])
def test_a_name_typed_again_and_again_is_answered(times: int) -> None:
    assert len(search("江苏" * times, limit=5)) <= 5
    assert search("新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市库尔勒经开区")[0].region.code == "652801-库尔勒经开区"


def test_recent_places_come_first_among_equals() -> None:
    assert first("cz", recent=["320400"]) == ("320400", "initials")
    assert first("常州", recent=["430700"]) == ("320400", "exact")


def test_nothing_typed_offers_the_recent_places() -> None:
    assert [hit.region.code for hit in search("", recent=["320400", "320100-江北新区"])] == [
        "320400",
        "320100-江北新区",
    ]


def test_of_one_name_all_are_offered() -> None:
    assert [hit.region.code for hit in search("鼓楼")][:4] == ["320106", "320302", "350102", "410204"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hz 2024", ("hz", 2024)), ("cz 2023年", ("cz", 2023)), ("320400", ("320400", None)), (" 常州 ", ("常州", None))],
)
def test_year_behind_a_name(typed: str, meant: tuple[str, int | None]) -> None:
    assert asked(typed) == meant


@pytest.mark.parametrize(
    ("wrong", "meant"), [("常洲市", "常州市"), ("苏洲", "苏州市"), ("南景市", "南京市"), ("高醇区", "高淳区")]
)
def test_near_names(wrong: str, meant: str) -> None:
    assert meant in near(wrong)


def test_near_nothing() -> None:
    assert near("") == []
    assert near("\x00\x01") == []


@given(st.sampled_from(list(table.current())))
def test_every_division_is_found_by_name_and_by_its_whole_reading(entry: Entry) -> None:
    assert entry.code in {hit.region.code for hit in search(entry.name, limit=40)}
    assert entry.code in {hit.region.code for hit in search(entry.pinyin.replace(" ", ""), limit=40)}


@given(st.text(max_size=12))
def test_anything_may_be_typed(query: str) -> None:
    assert len(search(query, limit=5)) <= 5
