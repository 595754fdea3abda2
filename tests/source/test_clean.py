"""Cleaning rules: each with its cases, the register's laws, and whole pages."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.source.clean import clean
from store.source.furniture import EDGE_RULES, LINE_RULES
from store.source.furniture.rule import LineRule, Place, Zone
from store.source.line import Line, lines
from store.source.phrases import rules_with_phrases
from tests.source.pages import META, PROSE, TITLE, page

CASES = Path(__file__).parents[1] / "cases/clean"


def cases(*names: str) -> list[dict[str, Any]]:
    return [case for name in names for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]]


LINE_CASES = cases("navigation", "lists", "notices", "media")
EDGE_CASES = cases("ends")


def name(case: dict[str, Any]) -> str:
    return f"{case['rule']}-{case['why'][:24]}"


@pytest.mark.parametrize("case", LINE_CASES, ids=map(name, LINE_CASES))
def test_line(case: dict[str, Any]) -> None:
    """The lines are dropped by the rule that the case names, or stay, where they stand on a page."""
    text = case["text"].strip("\n")
    found = clean(page(**{case["zone"]: text}))
    dropped = {drop.line.text: drop.rule for drop in found.dropped}
    kept = {line.text for line in found.lines}
    for line in lines(text):
        if case["want"] == "dropped":
            assert dropped.get(line.text) == case["rule"]
        else:
            assert line.text in kept, dropped.get(line.text)
    assert kept >= {TITLE, META, *PROSE}


@pytest.mark.parametrize("case", EDGE_CASES, ids=map(name, EDGE_CASES))
def test_edge(case: dict[str, Any]) -> None:
    text = case["text"]
    cut = text[text.index("⟦") + 1 : text.index("⟧")].strip() if "⟦" in text else None
    whole = text.replace("⟦", "").replace("⟧", "")
    left = text[: text.index("⟦")] + text[text.index("⟧") + 1 :] if cut else whole
    found = clean("\n".join([TITLE, META, *PROSE, whole]))
    assert found.lines[-1].text == left
    assert [(drop.line.text, drop.rule) for drop in found.dropped] == ([(cut, case["rule"])] if cut else [])


def test_every_rule_has_its_cases() -> None:
    """At least two hits and one miss a rule, each with a reason."""
    by_rule = {
        rule: list(group)
        for rule, group in groupby(sorted([*LINE_CASES, *EDGE_CASES], key=lambda c: c["rule"]), lambda c: c["rule"])
    }
    unmarked = [rule.id for rule in LINE_RULES if rule.mark is None]  # the others are shown by test_page.py
    assert set(by_rule) == {*unmarked, *(rule.id for rule in EDGE_RULES)}
    for rule, group in by_rule.items():
        hits = [case for case in group if case.get("want") == "dropped" or "⟦" in case["text"]]
        assert len(hits) >= 2 and len(group) > len(hits), rule
        assert all(case["why"] for case in group)


def test_ids_are_unique_and_phrases_belong_to_rules() -> None:
    ids = [rule.id for rule in (*LINE_RULES, *EDGE_RULES)]
    assert len(ids) == len(set(ids))
    assert rules_with_phrases() <= set(ids)


def places(text: str, mark: str | None) -> list[Place]:
    """The lines of an example in every zone."""
    here = [replace(line, mark=mark) for line in lines(text)]
    zones: tuple[Zone, ...] = ("head", "body", "tail")
    return [Place(zone, here, line.index) for zone in zones for line in here]


@pytest.mark.parametrize("rule", LINE_RULES, ids=[rule.id for rule in LINE_RULES])
def test_example_and_near_miss(rule: LineRule) -> None:
    for place in places(rule.example, rule.mark):
        assert rule.drops(place.lines[place.at], place) or not rule.speaks(place.zone)
    for place in places(rule.near_miss, None):
        assert not rule.drops(place.lines[place.at], place)
        anywhere = [other for other in LINE_RULES if other.where == "anywhere"]
        assert not [other.id for other in anywhere if other.drops(place.lines[place.at], place)]


def test_edge_examples() -> None:
    for rule in EDGE_RULES:
        start, end = rule.example.index("⟦"), rule.example.index("⟧") - 1
        assert rule.cuts(Line(0, 0, rule.example.replace("⟦", "").replace("⟧", ""))) == (start, end), rule.id
        assert all(other.cuts(Line(0, 0, rule.near_miss)) is None for other in EDGE_RULES), rule.id


def test_a_long_tail_of_other_articles_is_dropped_whole() -> None:
    other = "与会人员还参观了展览。" * 3
    found = clean(page(tail="\n".join(["相关新闻", "某县召开人才大会", other, "武汉"])))
    assert [line.text for line in found.lines] == [TITLE, META, *PROSE]
    assert [drop.rule for drop in found.dropped] == ["clean.related", *["clean.after_end"] * 3]


def test_a_list_above_the_text_ends_nothing() -> None:
    found = clean(page(head="热点新闻\n某县召开人才大会"))
    assert [line.text for line in found.lines][-len(PROSE) :] == list(PROSE)


def test_a_box_in_the_middle_does_not_cut_the_article() -> None:
    """相关链接 with most of the text below it: nothing of the text is lost."""
    found = clean("\n".join([TITLE, META, PROSE[0], "相关链接", *PROSE[1:]]))
    assert {line.text for line in found.lines} >= set(PROSE)


def test_prose_in_front_of_the_meta_line_is_not_the_article() -> None:
    slogan = "临江网是本地最大的资讯平台,提供新闻、房产、招聘等服务。"
    found = clean("\n".join([slogan, TITLE, META, *PROSE]))
    assert found.lines[found.head].text == PROSE[0]


def test_breadcrumb_is_a_hint() -> None:
    assert clean(page(head="当前位置:首页 > 县区 > 清河县 > 正文")).breadcrumb == ("县区", "清河县")


def test_offsets_point_into_the_page() -> None:
    text = page(head="首页 > 要闻", tail="  相关阅读  ")
    found = clean(text)
    for line in (*found.lines, *(drop.line for drop in found.dropped)):
        assert text[line.start : line.end] == line.text


LINE_TEXTS = st.sampled_from(
    [case["text"].strip("\n").replace("⟦", "").replace("⟧", "") for case in (*LINE_CASES, *EDGE_CASES)]
    + [TITLE, META, *PROSE, "", "  ", "一、抓项目", "南京:开局", "1", "?", "(", "2023年1月29日"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE_TEXTS, max_size=16))
def test_nothing_is_lost_and_a_second_cleaning_drops_nothing(parts: list[str]) -> None:
    text = "\n".join(parts)
    once = clean(text)
    pieces = sorted([*once.lines, *(drop.line for drop in once.dropped)], key=lambda line: line.start)
    assert "".join("".join(line.text for line in pieces).split()) == "".join(text.split())
    kept = [line.text for line in once.lines]
    twice = clean("\n".join(kept))
    assert [line.text for line in twice.lines] == kept and not twice.dropped


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 200_000,
        "(" * 300_000,
        "“" * 300_000,
        "1 " * 150_000,
        "首页 > " * 60_000,
        "a, " * 100_000,
        "某\n" * 20_000,
    ],
    ids=["blank", "brackets", "quotes", "digits", "path", "latin", "short lines"],
)
def test_hostile_pages_come_back(text: str) -> None:
    found = clean(text)
    assert len(found.lines) + len(found.dropped) <= text.count("\n") + 20
