"""What a query selects for export: a place's own facts and meetings, and nothing else that its articles say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Library
from tests.store.made import article, figure, mention, put


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A roundup that tells of 常州 and of a county of 镇江, and an article about 常州 in which no rule saw anything."""
    with Library.open(tmp_path_factory.mktemp("select") / "store") as library:
        put(
            library,
            article("round", "全省各地开会。常州谈新能源。句容谈文旅。", region="320000"),
            article("bare", "常州的春天来了。", region="320400", published="2023-03-01"),
            mention("round", "常州大会", id="mc"),
            mention("round", "句容大会", id="mj", region="321183"),
            figure("c1", "round", meeting="mc"),
            figure("c2", "round", meeting="mc", region="320411"),
            figure("j1", "round", meeting="mj", region="321183"),
            figure("p1", "round", region="320000"),
            figure("n1", "bare", region=None),
        )
        yield library


@pytest.mark.parametrize(
    ("query", "facts", "articles", "meetings"),
    [
        ("in:常州", "c1 c2 n1", "round bare", "常州大会"),
        ("in:镇江", "j1", "round", "句容大会"),
        ("in:江苏", "c1 c2 j1 p1 n1", "round bare", "常州大会 句容大会"),
        ("in:常州 文旅", "c1 c2", "round", "常州大会"),
        ("in:常州 date:2023-03", "n1", "bare", ""),
        ("in:常州 -in:新北区", "c1 n1", "round bare", "常州大会"),
        ("in:常州 kind:figure", "c1 c2 n1", "round bare", "常州大会"),
        ("in:苏州", "", "", ""),
        ("新能源", "c1 c2 j1 p1", "round", "常州大会 句容大会"),
    ],
)
def test_a_place_selects_what_is_said_of_it(
    shelf: Library, query: str, facts: str, articles: str, meetings: str
) -> None:
    found = shelf.select(query)
    assert set(found.fact_ids) == set(facts.split())
    assert set(found.article_ids) == set(articles.split())
    assert {m.name for m in found.meetings} == set(meetings.split())
    assert len(set(found.fact_ids)) == len(found.fact_ids), "each once"


def test_counts_are_of_the_place_alone(shelf: Library) -> None:
    assert shelf.count_by("in:镇江", ["place"]) == {("321183",): 1}
    assert shelf.count_by("in:常州", ["kind"]) == {("figure",): 3}


def test_a_meeting_that_is_asked_for_comes_whole(shelf: Library) -> None:
    assert set(shelf.select("kind:meeting in:常州").fact_ids) == {"c1", "c2"}


def test_a_fact_takes_its_context_along(shelf: Library, tmp_path: Path) -> None:
    found = shelf.select("in:镇江")
    assert [r.code for r in found.regions] == ["100000", "320000", "321100", "321183"]
