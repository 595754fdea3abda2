"""Which division a statement is about, which meetings a text tells of, who says a quotation: cases, article by article."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.recognise.recognise import recognise
from store.recognise.register import finders_of
from store.recognise.rules import Candidate, Rule, judge
from store.records import Person, Quote
from tests.recognise.made import article, marked

FOLDER = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[Any]:
    told = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=f"{number}-{case['why'][:40]}") for number, case in enumerate(told, 1)]


@pytest.mark.parametrize("case", [*cases("about/figures.toml"), *cases("about/firms.toml")])
def test_a_figure_is_about_its_division(case: dict[str, Any]) -> None:
    text, [(start, end)] = marked(case["text"])
    page = {"region": case.get("region"), "title": case.get("title")}
    facts = recognise(article(text, published="2024-04-04", **page)).facts
    found = {f.region for f in facts if f.kind == "figure" and f.start < end and start < f.end}
    assert found == {case["want"]}


@pytest.mark.parametrize("case", cases("meeting/found.toml"))
def test_the_meetings_of_a_text(case: dict[str, Any]) -> None:
    page = {"region": case.get("region", "320100"), "title": case.get("title")}
    found = recognise(article(case["text"].strip(), published="2024-04-04", **page)).mentions
    assert [[m.name, m.region, m.date or ""] for m in found] == case["want"]


@pytest.mark.parametrize("case", cases("meeting/links.toml"))
def test_a_statement_belongs_to_its_meeting(case: dict[str, Any]) -> None:
    text, [(start, end)] = marked(case["text"].strip())
    found = recognise(article(text, region="371400", published="2024-04-04", title=case.get("title")))
    names = {m.id: m.name for m in found.mentions}
    assert {names.get(f.meeting or "", "") for f in found.facts if f.start < end and start < f.end} == {case["want"]}


@pytest.mark.parametrize("case", cases("quote/speakers.toml"))
def test_who_says_a_quotation(case: dict[str, Any]) -> None:
    facts = recognise(article(case["text"], region="320100", published="2024-04-04")).facts
    assert [f.speaker or "" for f in facts if isinstance(f, Quote)] == [case["want"]]
    if "role" in case:
        assert [f.role for f in facts if isinstance(f, Person) and f.name == case["want"]] == [case["role"]]


@pytest.mark.parametrize("case", cases("person/named.toml"))
def test_who_is_named_and_what_they_do(case: dict[str, Any]) -> None:
    facts = recognise(article(case["text"], region=case.get("region", "320100"), published="2024-04-04")).facts
    found = [f for f in facts if isinstance(f, Person)]
    assert [[f.name, f.title or "", f.role or ""] for f in found] == case["want"]
    assert "regions" not in case or [f.region for f in found] == case["regions"]


@pytest.mark.parametrize("run", ["市长王建国、", "园区将建成、", "市长王建国就会议精神提要求。", "洋浦今年、"])
def test_a_long_run_of_names_is_read_as_a_short_one(run: str) -> None:
    """How the time grows is the benchmark's."""
    short, long = (
        {(f.kind, f.region, getattr(f, "name", None), getattr(f, "role", None)) for f in recognise(made).facts}
        for made in (article("洋浦经济开发区投产。" + run * n, region="460400") for n in (4, 1000))
    )
    assert long == short


RULES = finders_of("figure")[:6]
FOUND = st.lists(st.tuples(st.sampled_from(RULES), st.integers(0, 30), st.integers(1, 8)), max_size=12)


@given(FOUND)
def test_of_overlapping_claims_the_strongest_is_kept(made: list[tuple[Rule, int, int]]) -> None:
    """The same as asking every claim in turn, which it once did."""
    found = [(rule, Candidate(start, start + size, rule=rule.id)) for rule, start, size in made]
    ordered = sorted(found, key=lambda p: (-p[0].priority, -(p[1].end - p[1].start), p[1].start, p[0].id))
    granted: list[tuple[int, int, str]] = []
    expected: list[tuple[int, int, str, str | None]] = []
    for rule, c in ordered:
        winner = next((by for start, end, by in granted if c.start < end and start < c.end), None)
        if winner is None:
            granted.append((c.start, c.end, rule.id))
        expected.append((c.start, c.end, rule.id, winner))
    kept = [(v.candidate.start, v.candidate.end, v.candidate.rule, v.lost_to) for v in judge(found)]
    assert sorted(kept, key=str) == sorted(expected, key=str)
