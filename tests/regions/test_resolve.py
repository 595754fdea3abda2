"""Places in texts: the gold of the seeds' mentions, articles from all over the country, one case a rule."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.fold import plain
from store.regions import table
from store.regions.around import Named
from store.regions.resolve import at, find, lineage
from tests.regions.marked import Score, compared, lines, unmarked

TESTS = Path(__file__).parents[1]
GOLD = sorted((TESTS / "gold/mentions").glob("*.json"))
ARTICLES = tomllib.loads((TESTS / "cases/regions/articles.toml").read_text("utf-8"))["article"]
RULES = tomllib.loads((TESTS / "cases/regions/rules.toml").read_text("utf-8"))["case"]
FLOOR = 0.97  # of recall and of precision, over all seeds and over all articles


def of_article(case: dict[str, Any]) -> Score:
    score = Score()
    for line in lines(case["text"].strip().split("\n"), year=case["year"], context=(case["region"],)):
        score.add(line)
    return score


def of_gold(path: Path) -> Score:
    """A seed section by section: the codes of a heading are in force below it."""
    gold = json.loads(path.read_text("utf-8"))
    score = Score()
    for section in gold["sections"]:
        force = [gold["region"]]
        if section["heading"]:
            marked = unmarked(section["heading"])
            places = find(plain(marked.text), year=gold["year"], context=(gold["region"],))
            score.add(compared(marked, places))
            force = [p.code for p in places if p.code and not p.leads] + force
        for line in lines(section["lines"], year=gold["year"], context=force):
            score.add(line)
    return score


def test_mentions_of_the_seeds() -> None:
    score = Score()
    for path in GOLD:
        score.add(of_gold(path))
    assert len(GOLD) == 5
    assert score.recall >= FLOOR, score.missing
    assert score.precision >= FLOOR, score.wrong


def test_mentions_of_articles_from_all_over_the_country() -> None:
    score = Score()
    for case in ARTICLES:
        score.add(of_article(case))
    assert len({case["region"][:2] for case in ARTICLES}) >= 8
    assert score.recall >= FLOOR, score.missing
    assert score.precision >= FLOOR, score.wrong


@pytest.mark.parametrize("case", RULES, ids=[f"{c.get('rule', 'veto')}-{n}" for n, c in enumerate(RULES)])
def test_rule(case: dict[str, Any]) -> None:
    marked = unmarked(case["text"])
    places = find(plain(marked.text), year=case.get("year"), context=case.get("context", ()))
    score = compared(marked, places)
    assert (score.missing, score.wrong) == ([], []), case["why"]
    if "rule" in case:
        span = sorted(marked.spans)[case.get("first", 0)]
        place = next(p for p in places if (p.start, p.end) == span)
        assert place.rule == case["rule"], case["why"]
        assert list(place.candidates) == case.get("candidates", [])


def test_every_rule_that_gives_a_code_has_a_case() -> None:
    used = {
        p.rule
        for c in RULES
        for p in find(plain(unmarked(c["text"]).text), year=c.get("year"), context=c.get("context", ()))
    }
    assert used - {c.get("rule") for c in RULES} <= {"region.whole_league"}


@pytest.mark.parametrize("case", [c for c in RULES if c["text"].startswith("⟦")], ids=lambda c: c["text"][:12])
def test_a_line_before_it_moves_the_spans_only(case: dict[str, Any]) -> None:
    text = plain(unmarked(case["text"]).text)
    alone = find(text, year=case.get("year"), context=case.get("context", ()))
    moved = find("会议指出。\n" + text, year=case.get("year"), context=case.get("context", ()))
    assert [(p.start - 6, p.end - 6, p.code) for p in moved] == [(p.start, p.end, p.code) for p in alone]


def test_lists_companies_and_front_parts_are_marked() -> None:
    text = "徐州市鼓楼区领导走访南京航空航天大学,盐城经开区、滨海、东台等县一把手发言,本炜科技(盐城)工业园开工"
    places = {p.name: p for p in find(text, year=2023, context=("320000",))}
    assert [n for n, p in places.items() if p.leads] == ["徐州市"]
    assert [n for n, p in places.items() if p.listed] == ["盐城经开区", "滨海", "东台"]
    assert [n for n, p in places.items() if p.inside_org] == ["南京", "盐城"]


def test_codes_named_before_tell_who_this_district_is() -> None:
    text = "该区今年打出一套组合拳"
    assert find(text, year=2023, context=("320800",))[0].code is None
    assert find(text, year=2023, context=("320800",), before=("321204",))[0].code == "321204"


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["320100", "320114", "110000"])), unique_by=lambda p: p[0]),
    st.integers(0, 40),
)
def test_what_was_named_is_told_nearest_first_and_once(named: list[tuple[int, str]], start: int) -> None:
    asked = Named(sorted(named))
    nearest = sorted(named, key=lambda pair: abs(pair[0] - start))
    assert asked.before(start) == list(dict.fromkeys(code for at, code in nearest if at < start))
    assert asked.behind(start) == list(dict.fromkeys(code for at, code in nearest if at > start))
    assert set(asked.but(start)) == {code for at, code in named if at != start}


def test_place_over_an_offset() -> None:
    places = find("28日,常州召开大会", year=2023)
    assert at(places, 4) == at(places, 5) == places[0]
    assert at(places, 6) is None
    assert places[0].moved(10).start == 14


NAMES = st.sampled_from([e.name for e in table.current()] + [e.short for e in table.current()])
PIECES = st.lists(
    st.one_of(NAMES, st.sampled_from(list("、,。:和与在市区县(新中大全我该开发镇乡街道 12")), st.text(max_size=4)),
    max_size=14,
)


@given(
    PIECES,
    st.one_of(st.none(), st.integers(1990, 2026)),
    st.sampled_from([(), ("320000",), ("320118",), ("320100-江北新区", "320100")]),
)
def test_places_are_in_order_apart_and_known(pieces: list[str], year: int | None, context: tuple[str, ...]) -> None:
    text = plain("".join(pieces))
    end = 0
    for place in find(text, year=year, context=context):
        assert end <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == place.name
        end = place.end
        if place.code is not None:
            assert lineage(place.code)
            assert place.candidates == ()


@given(st.sampled_from(list(table.current())))
def test_every_division_is_found_by_its_path(entry: table.Entry) -> None:
    """内蒙古自治区锡林郭勒盟正蓝旗: the last of the chain is the division itself."""
    chain = "".join(region.name for region in table.path(entry.code)[1:])
    places = find(plain(f"{chain}召开大会"), year=None)
    assert places[-1].code == entry.code
