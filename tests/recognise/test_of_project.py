"""Figures and the project that they speak of: named in the measure, right behind the sum, or last before it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.recognise.recognise import recognise
from store.records import Article, Figure, Project

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/figure_of_project.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["why"][:50] for c in CASES])
def test_a_figure_and_its_project(case: dict[str, Any]) -> None:
    article = Article(id="0" * 16, source="made.txt", text=case["text"], published="2023-01-29", region="320900")
    facts = recognise(article).facts
    names = {f.id: f.name for f in facts if isinstance(f, Project)}
    told = {f.literal: (names.get(f.about or ""), f.measure) for f in facts if isinstance(f, Figure)}
    for literal, (project, measure) in case["want"].items():
        assert told[literal] == (project or None, measure), told


def test_the_link_is_a_project_of_the_same_article() -> None:
    text = "总投资12亿元的恒屿减速器基地正在平整土地,占地80亩。\n28日,36个项目开工,总投资245亿元。"
    facts = recognise(Article(id="0" * 16, source="made.txt", text=text, published="2023-01-29", region="320900")).facts
    projects = {f.id for f in facts if isinstance(f, Project)}
    linked = {f.about for f in facts if isinstance(f, Figure) and f.about}
    assert linked and linked <= projects
