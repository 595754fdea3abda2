"""What an empty store says, in the reader's place: what this is, and the two keys that fill it."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import bindings
from tui.i18n import say
from tui.palette import style
from tui.widgets.width import fit


class Welcome(Widget, can_focus=True):
    BINDINGS = bindings("welcome")

    def __init__(self) -> None:
        super().__init__(id="welcome", classes="pane")

    def render_line(self, y: int) -> Strip:
        lines = say("empty.store").split("\n")
        y -= max(0, (self.size.height - len(lines)) // 3)
        text = lines[y] if 0 <= y < len(lines) else ""
        here = self.rich_style + style(self.app.current_theme, "title" if y == 0 else "")
        return Strip([Segment(fit("  " + text, self.size.width), here)], self.size.width)
