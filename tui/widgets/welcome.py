"""What an empty store says, in the reader's place: what this is, and the two keys that fill it."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import bindings
from tui.i18n import say
from tui.widgets.width import fit


class Welcome(Widget, can_focus=True):
    BINDINGS = bindings("welcome")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"text--title"}

    def __init__(self) -> None:
        super().__init__(id="welcome", classes="pane")

    def render_line(self, y: int) -> Strip:
        lines = say("empty.store").split("\n")
        y -= max(0, (self.size.height - len(lines)) // 3)
        text = lines[y] if 0 <= y < len(lines) else ""
        style = self.rich_style
        if y == 0:
            style += self.get_component_rich_style("text--title", partial=True)
        return Strip([Segment(fit("  " + text, self.size.width), style)], self.size.width)
