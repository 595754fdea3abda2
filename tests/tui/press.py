"""Driving the browser in tests: open it over made records, press keys, read the screen as plain text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from store.database import Library
from tests.tui.made import fill
from tui import i18n
from tui.app import Browser, Choices


@asynccontextmanager
async def browsing(
    folder: Path, *, size: tuple[int, int] = (120, 40), filled: bool = True, lang: str = "en", **choices: object
) -> AsyncIterator[Pilot[int]]:
    """The browser over a store of the made articles, or of what stands in `folder` already."""
    store = folder / "store"
    if filled and not store.exists():
        fill(store)
    i18n.use(lang)
    with Library.open(store) as library:
        app = Browser(library, Choices(lang=lang, settle=0, watch=0, **choices), folder / "view.json")  # type: ignore[arg-type]
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait until everything they set off is done."""
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()  # a dialog that sizes itself by its content needs a second frame


def screen_text(pilot: Pilot[int]) -> str:
    """What is on the screen, line by line, without trailing blanks."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def titles(pilot: Pilot[int]) -> list[str]:
    """The titles on the borders of the panes in view."""
    panes = pilot.app.screen.query(".pane")
    return [str(p.border_title or "") for p in panes if p.display]
