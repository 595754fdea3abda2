"""What is painted piece by piece ends as what one painting of the whole screen shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyte
import pytest
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot

from tests.tui.press import browsing, press, screen_text, settled

WAYS: tuple[tuple[str, ...], ...] = (
    ("l", "j", "j", "G", "g", "g", "l"),
    ("2", "]", "]", "j", "pagedown", "k", "v", "l", "l", "escape"),
    ("3", "l", "j", "j", "h", "space", "plus", "plus"),
    ("slash", *"项目", "enter", "n", "escape"),
    ("f", *"项目", "enter", "j", "space", "enter"),
    ("escape", "p", *"cz", "down", "escape", "question_mark", "j", "escape"),
    ("1", "t", "Z", "c", "enter", "escape", "1", "k"),
)


def terminal_of(pilot: Pilot[int], size: tuple[int, int]) -> pyte.Screen:
    """A terminal that gets all that is painted from here on, beginning with the whole screen."""
    app, drawn = pilot.app, pyte.Screen(*size)
    stream, display = pyte.Stream(drawn), pilot.app._display

    def show(screen: Any, update: Any) -> None:
        if isinstance(update, CompositorUpdate):
            stream.feed(update.render_segments(app.console).replace("\n", ""))
        display(screen, update)

    app._display = show  # type: ignore[method-assign]
    show(app.screen, app.screen._compositor.render_update(full=True))
    return drawn


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_pieces_make_the_whole(room: Path, size: tuple[int, int]) -> None:
    async with browsing(room, size=size) as pilot:
        drawn = terminal_of(pilot, size)
        for keys in WAYS:
            for key in keys:
                await press(pilot, key)
                await settled(pilot)
                assert [line.rstrip() for line in drawn.display] == screen_text(pilot).splitlines(), key
