"""What is copied: guesses stand in brackets, so that nobody quotes a guess as a reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Article, Figure, Quote, Repair
from tests.tui.press import browsing, press
from tests.tui.test_room import room_of
from tui import quoting

TEXT = "会议第一次提出“项目是第一要务”。总投资86.5亿元。"


def guess(words: str, certain: bool = False) -> Repair:
    at = TEXT.index(words)
    return Repair(start=at, end=at + len(words), raw="*", repaired=words, kind="mask", certain=certain)


ARTICLE = Article(
    id="a", source="a", text=TEXT, repaired=(guess("第"), guess("要"), guess("8"), guess("提出", certain=True))
)


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("会议第一次提出", "会议〔第〕一次提出"),
        ("一次", "一次"),
        ("第", "〔第〕"),
        ("项目是第一要务", "项目是第一〔要〕务"),
    ],
)
def test_guesses_stand_in_brackets(words: str, copied: str) -> None:
    assert quoting.selected(ARTICLE, *at(words)) == copied


def test_a_value_and_a_quote_show_what_was_guessed() -> None:
    start, end = at("总投资86.5亿元")
    shared = {"id": "f", "article": "a", "start": start, "end": end}
    figure = Figure(**shared, measure="总投资", value=8650000000, unit="元", literal="86.5亿元")  # type: ignore[arg-type]
    assert quoting.value(ARTICLE, figure) == "〔8〕6.5亿元"
    start, end = at("项目是第一要务")
    quote = Quote(id="q", article="a", start=start, end=end, text="项目是第一要务", speaker="周明远")
    assert quoting.quotation(ARTICLE, quote).startswith("“项目是第一〔要〕务”")


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_without_the_brackets_it_is_the_text(one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    copied = quoting.with_guesses(ARTICLE, start, end)
    assert copied.replace("〔", "").replace("〕", "") == TEXT[start:end]


async def test_a_guess_is_marked_in_the_reader_and_copied_in_brackets(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        article, sheet = screen.reading.article, screen.panes.reader.sheet
        assert article is not None
        repair = next(r for r in article.repaired if not r.certain)
        (guessed,) = [p for p in sheet.paint if p.style == "guessed"]
        assert sheet.to_article(guessed.start, guessed.end) == (repair.start, repair.end)
        copied: list[str] = []
        screen.parts.copying._copy = copied.append  # type: ignore[method-assign]
        screen.panes.go("reader")
        await press(pilot, "g", "g", "v", "V", "y", "enter")
        assert f"〔{article.text[repair.start : repair.end]}〕" in copied[0]
