"""What the first meeting of a year is called, in the words of three provinces, and what only looks like it."""

from __future__ import annotations

import pytest

from store.language.nickname import NICKNAME, OF_NEW_YEAR, is_nickname


@pytest.mark.parametrize("name", ["新春第一会", "节后开春第一会", "龙年首场会", "年后头一会", "第一会"])
def test_a_nickname_tells_no_meeting_apart(name: str) -> None:
    assert is_nickname(name) and not is_nickname(f"{name}暨项目推进会")


@pytest.mark.parametrize("text", ["第一会议室", "首会员", "一会儿"])
def test_what_only_looks_like_one(text: str) -> None:
    assert NICKNAME.search(text) is None


def test_only_with_a_season_it_is_of_the_new_year() -> None:
    assert OF_NEW_YEAR.search("全市新春第一会") and not OF_NEW_YEAR.search("第一会")
