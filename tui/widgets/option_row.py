"""One line of a form: a label and one of several values, changed with the left and right arrows or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.palette import style
from tui.widgets.width import fit

LABEL_WIDTH = 12


class OptionRow(Widget, can_focus=True):
    BINDINGS: ClassVar = [
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l,space", "step(1)", show=False),
        Binding("down,j", "app.focus_next", show=False),
        Binding("up,k", "app.focus_previous", show=False),
        Binding("enter", "accept", show=False),
    ]

    class Changed(Message):
        """Another value was chosen."""

    class Accepted(Message):
        """Enter was pressed on the line."""

    def __init__(
        self,
        label: str,
        values: Sequence[tuple[str, str]],
        chosen: str = "",
        *,
        id: str,
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__(id=id, classes="option")
        self.label, self.values, self.label_width = label, list(values), label_width
        self.chosen = chosen if chosen in (v for v, _ in values) else values[0][0]

    def show(self, values: Sequence[tuple[str, str]]) -> None:
        """Offer other values, keeping the one chosen where it is among them."""
        self.values = list(values)
        if self.chosen not in (v for v, _ in values):
            self.chosen = values[0][0]
        self.refresh()

    def action_step(self, by: int) -> None:
        at = [v for v, _ in self.values].index(self.chosen)
        self.chosen = self.values[(at + by) % len(self.values)][0]
        self.refresh()
        self.post_message(self.Changed())

    def action_accept(self) -> None:
        self.post_message(self.Accepted())

    def on_click(self, event: events.Click) -> None:
        self.action_step(1)

    def render_line(self, y: int) -> Strip:
        width, base, theme = self.size.width, self.rich_style, self.app.current_theme
        text = dict(self.values)[self.chosen]
        here = base + style(theme, "cursor") if self.has_focus else base + style(theme, "name")
        value = fit(f"‹ {text} ›" if self.has_focus else f"  {text}  ", max(0, width - self.label_width))
        return Strip(
            [Segment(fit(self.label, self.label_width), base + style(theme, "dim")), Segment(value, here)], width
        )
