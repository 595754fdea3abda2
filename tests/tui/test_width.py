"""Terminals that draw “ ” … · in two cells: every line is as wide as the terminal, and nothing is out of its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.press import browsing, press, screen_text
from tui.widgets.width import fit, widen_ambiguous, width_of


@pytest.fixture
def wide() -> Iterator[None]:
    widen_ambiguous(2)
    yield
    widen_ambiguous(1)


def drawn(text: str) -> int:
    """Cells that such a terminal takes for a text."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (160, 45)])
async def test_every_line_fills_the_terminal_exactly(room: Path, size: tuple[int, int]) -> None:
    async with browsing(room, size=size, ambiguous_width=2) as pilot:
        for keys in ((), ("2", "]"), ("3", "l"), ("f", "项", "目"), ("escape", "p"), ("escape", "c", "enter"), ("x",)):
            await press(pilot, *keys)
            strips = pilot.app.screen._compositor.render_strips()
            assert {drawn(strip.text) for strip in strips} == {size[0]}, keys
            await press(pilot, "escape")


@pytest.mark.usefixtures("wide")
async def test_frames_and_signs_are_plain(room: Path) -> None:
    async with browsing(room, ambiguous_width=2) as pilot:
        text = screen_text(pilot)
        assert not set("─│╭╮╰╯▸▾█") & set(text)
        assert "+-" in text


def test_widths_follow_the_terminal() -> None:
    assert width_of("“好”…") == 5
    widen_ambiguous(2)
    try:
        assert width_of("“好”…") == 8
        assert width_of(fit("“好”…好好好", 7)) == 7
    finally:
        widen_ambiguous(1)
    assert width_of("“好”…") == 5


async def test_plain_signs_can_be_asked_for(room: Path) -> None:
    async with browsing(room, ascii=True) as pilot:
        text = screen_text(pilot)
        assert not set("─│╭╮╰╯▸▾▌") & set(text)
    async with browsing(room) as pilot:
        assert "╭─ Places" in screen_text(pilot)
