"""Lines that were broken within a sentence: which are joined, and that nothing but breaks ever goes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.source.article import clean_article
from store.source.read import Raw
from store.source.repair import repair, source_text
from store.source.repair.edit import apply
from store.source.repair.wrap import KIND, find

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/repair/wrap.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["why"])[:40])
def test_broken_lines(case: dict[str, Any]) -> None:
    result = repair(case["text"], lined=True)
    assert result.text == case["want"]
    assert {r.kind for r in result.repairs} <= {KIND}
    assert source_text(result.text, result.repairs) == case["text"]


def test_only_a_file_without_markup_is_joined() -> None:
    assert repair(CASES[0]["text"]).text == CASES[0]["text"]


def test_an_article_tells_where_lines_were_joined() -> None:
    page = (
        "德州召开大会\n\n4月2日，德州市召开大会，资金到位43.8亿元。今年要实现32个贫困村摘帽、\n2.3万名贫困人口脱贫。\n"
    )
    article = clean_article(Raw("a.txt", page.encode(), "text"))
    assert "贫困村摘帽、2.3万名贫困人口脱贫。" in article.text
    assert [(r.kind, r.raw, r.repaired) for r in article.repairs] == [(KIND, "\n", "")]


def test_lines_of_a_file_from_windows() -> None:
    text = CASES[0]["text"].replace("\n", "\r\n")
    assert repair(text, lined=True).text == CASES[0]["want"].replace("\n", "\r\n")


LINES = st.lists(st.text("今年会议，。、的“”一二三12 　亿元\r\n", max_size=40), max_size=8)


@given(LINES)
def test_nothing_but_breaks_goes_and_once_is_enough(lines: list[str]) -> None:
    text = "\n".join(lines)
    edits = find(text)
    assert all("\n" in text[e.start : e.end] and not text[e.start : e.end].strip() and e.text == "" for e in edits)
    assert "".join(apply(text, edits).split()) == "".join(text.split())
    assert repair(repair(text, lined=True).text, lined=True).text == repair(text, lined=True).text
