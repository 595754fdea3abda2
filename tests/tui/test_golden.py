"""Whole screens as plain text at three sizes, to be read in a diff.

Written anew with `UPDATE_GOLDEN=1 pytest tests/tui/test_golden.py`; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.press import browsing, press, screen_text

GOLDEN = Path(__file__).parent / "golden"
SCREENS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "room-120x40": ((120, 40), "en", ()),
    "room-200x50": ((200, 50), "zh", ("3", "l", "j")),
    "tree-80x24": ((80, 24), "en", ("l",)),
    "reader-80x24": ((80, 24), "zh", ("2", "]", "]", "]")),
    "facts-80x24": ((80, 24), "en", ("3", "l")),
    "search-120x40": ((120, 40), "en", ("f", *"项目")),
    "repairs-120x40": ((120, 40), "en", ("2", "r")),
    "received-80x24": ((80, 24), "zh", ("2", "r", "r")),
    "compare-120x40": ((120, 40), "en", ("k", "k", "c", "enter")),
    "articles-80x24": ((80, 24), "en", ("A",)),
    "card-120x40": ((120, 40), "zh", ("3", "l", "enter")),
    "correct-120x40": ((120, 40), "en", ("3", "l", "e")),
    "correct-article-80x24": ((80, 24), "zh", ("E",)),
    "export-120x40": ((120, 40), "en", ("x", "down", "right", "right")),
    "export-80x24": ((80, 24), "zh", ("x",)),
    "facts-found-80x24": ((80, 24), "zh", ("f", *"kind:figure in:常州", "enter")),
    "palette-80x24": ((80, 24), "en", ("colon",)),
    "goto-80x24": ((80, 24), "en", ("p", *"cz")),
    "help-120x40": ((120, 40), "zh", ("question_mark",)),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_screen(room: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    size, lang, keys = SCREENS[name]
    monkeypatch.setattr("tui.screens.export.Path.cwd", lambda: Path("/home/reader"))
    async with browsing(room, size=size, lang=lang) as pilot:
        await press(pilot, *keys)
        shown = screen_text(pilot)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")
