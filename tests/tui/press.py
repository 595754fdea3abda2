"""Driving the browser in tests: open it over made records, press keys, read the screen as plain text."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from store.database import Library
from tests.tui.made import fill
from tui import i18n
from tui.app import Browser, Choices


@asynccontextmanager
async def browsing(
    folder: Path,
    *,
    size: tuple[int, int] = (120, 40),
    filled: bool = True,
    lang: str = "en",
    state: Path | None = None,
    **choices: object,
) -> AsyncIterator[Pilot[int]]:
    """The browser over a store of the made articles, or of what stands in `folder` already."""
    store = folder / "store"
    if filled and not store.exists():
        fill(store)
    i18n.use(lang)
    with Library.open(store) as library:
        app = Browser(library, Choices(lang=lang, settle=0, watch=0, **choices), state or folder / "view.json")  # type: ignore[arg-type]
        # On a busy machine a note would be gone before it is looked at.
        with patch("tui.screens.room.NOTE_SECONDS", 3600.0):
            async with app.run_test(size=size) as pilot:
                await settled(pilot)
                yield pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait until everything they set off is done.

    Textual's own `press` waits for the processor to fall idle, several times a key: on a busy machine that takes long,
    and may still be too short. This waits for messages, workers and the frame, and for nothing else.
    """
    for key in keys:
        pilot.app.post_message(key_event(key))
        await settled(pilot)
    for _ in range(3):  # a worker's answer may open a dialog, which sizes itself by its content
        while any(not worker.is_finished for worker in pilot.app.workers):
            await asyncio.sleep(0.002)
        await settled(pilot)


def key_event(key: str) -> Key:
    """The event that a terminal's key becomes; a key is a character or Textual's name of one."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = name if len(name) == 1 else None
    return Key(name, character)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until no widget has a message left and the screen is drawn."""
    for _ in range(100):
        await pilot.pause(0)
        screen = pilot.app.screen
        waiting = screen._layout_required or screen._dirty_widgets or screen._callbacks
        if not waiting and all(w._message_queue.empty() for w in (pilot.app, *screen.walk_children(with_self=True))):
            return


def screen_text(pilot: Pilot[int]) -> str:
    """What is on the screen, line by line, without trailing blanks."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def titles(pilot: Pilot[int]) -> list[str]:
    """The titles on the borders of the panes in view."""
    panes = pilot.app.screen.query(".pane")
    return [str(p.border_title or "") for p in panes if p.display]
