"""What reaches the screen: same length, nothing that acts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Article, Dropped, Figure
from tests.tui.hostile import HOSTILE
from tui.sanitize import safe, to_screen

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def acts(text: str) -> list[str]:
    """Characters of a text that could act in a terminal, or cannot be written to one."""
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in BIDI]


@given(ANY)
def test_every_character_stands_where_it_stood(text: str) -> None:
    shown = to_screen(text, lines=True)
    assert len(shown) == len(text)
    assert [c for c in acts(shown) if c != "\n"] == []
    shown.encode("utf-8")
    assert to_screen(shown, lines=True) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_are_put_out_of_action(text: str) -> None:
    assert acts(to_screen(text)) == []
    assert len(to_screen(text)) == len(text)


def test_a_newline_is_one_only_where_lines_are_wanted() -> None:
    assert to_screen("一\n二") == "一 二"
    assert to_screen("一\n二", lines=True) == "一\n二"


def test_clean_text_is_untouched() -> None:
    text = "1月28日，“开门红”——总投资902.7亿元（约5%）…① ℃"
    assert to_screen(text) == text


def test_a_record_is_made_safe_at_every_depth() -> None:
    article = Article(
        id="a",
        source="x\x1b[31m.txt",
        title="题\n\x07",
        text="一\n二\x1b]52;c;x\x07",
        dropped=(Dropped(after=0, text="栏\x9b1m", rule="line.menu"),),
        trace={"title": "rule\x1b[0m"},
    )
    shown = safe(article)
    assert acts(shown.source + (shown.title or "") + shown.dropped[0].text + shown.trace["title"]) == []
    assert shown.text.count("\n") == 1
    assert len(shown.text) == len(article.text)


def test_a_clean_record_is_the_same_object() -> None:
    fact = Figure(
        id="f", article="a", start=0, end=2, measure="项目", value=3, unit="个", trace={"value": "figure.count"}
    )
    assert safe(fact) is fact
