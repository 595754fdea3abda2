"""Pages of another kind: told by several marks, and no report among them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.recognise.page_kind import page_kind
from store.recognise.recognise import explain
from tests.recognise.made import article

ROOT = Path(__file__).parents[1]
CASES = tomllib.loads((ROOT / "cases/page/kinds.toml").read_text(encoding="utf-8"))["case"]
REPORTS = sorted([*(ROOT / "unseen/tuned").glob("*.txt"), *(ROOT.parent / "seeds").glob("*.txt")])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_kind(case: dict[str, Any]) -> None:
    marks = page_kind(case["title"], case["text"], signed=False)
    assert ({mark.kind for mark in marks} or {""}) == {case["want"]}
    assert all(case["text"][mark.start : mark.end] for mark in marks)


def test_no_report_is_taken_for_another() -> None:
    taken = [p.name for p in REPORTS if page_kind("", p.read_text(encoding="utf-8", errors="ignore"), signed=False)]
    assert taken == []


def test_explain_shows_the_marks_and_nothing_is_read() -> None:
    found = explain(article(CASES[0]["text"]))
    assert found.recognised.facts == () and found.recognised.mentions == ()
    assert {judged.rule for judged in found.judged} == {"page.exam"}
