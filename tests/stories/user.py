"""Somebody at the browser: presses keys, types, and says what should be seen. Stories are written with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.press import press, screen_text

Story = Callable[["User"], Awaitable[None]]


@dataclass
class User:
    pilot: Pilot[int]
    folder: Path
    """A folder of one's own, for what the story writes."""
    pictures: Path | None = None
    """Where pictures go; none are made without it."""

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def type(self, text: str) -> None:
        await press(self.pilot, *text)

    def sees(self, *texts: str) -> None:
        screen = screen_text(self.pilot)
        for text in texts:
            assert text in screen, f"{text!r} is not on the screen:\n{screen}"

    def sees_not(self, *texts: str) -> None:
        screen = screen_text(self.pilot)
        for text in texts:
            assert text not in screen, f"{text!r} is on the screen:\n{screen}"

    async def fill(self, field: str, text: str) -> None:
        """Put a text into a field of a dialog."""
        widget = self.pilot.app.screen.query_one(field)
        widget.value = text  # type: ignore[attr-defined]
        await press(self.pilot)

    def picture(self, name: str) -> None:
        """A picture of the screen as it stands, for the documents."""
        if self.pictures is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
            (self.pictures / f"{name}.svg").write_text(self.pilot.app.export_screenshot(), encoding="utf-8")
