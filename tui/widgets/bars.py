"""The two lines at the bottom of the screen: what there is to say, and which keys do what.

`StatusLine` is told its left and right text. `KeyBar` is told the actions of the focused pane and draws as many as fit;
a click on one does it.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import Action, shown_keys
from tui.i18n import say
from tui.messages import ActionChosen
from tui.palette import style
from tui.widgets.width import fit, width_of


class StatusLine(Widget):
    def __init__(self) -> None:
        super().__init__(id="status")
        self.left = ""
        self.right = ""
        self.warning = False

    def show(self, left: str, right: str, *, warning: bool = False) -> None:
        if (left, right, warning) != (self.left, self.right, self.warning):
            self.left, self.right, self.warning = left, right, warning
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        right = f" {self.right} " if self.right else ""
        if width_of(right) > width * 2 // 3 and self.left:
            right = fit(right, width * 2 // 3)
        room = width - width_of(right)
        left = base + style(self.app.current_theme, "alarm") if self.warning else base
        segments = [Segment(fit(" " + self.left, max(0, room)), left), Segment(fit(right, width - max(0, room)), base)]
        return Strip([s for s in segments if s.text], width)


class KeyBar(Widget):
    def __init__(self) -> None:
        super().__init__(id="keys")
        self.actions: list[Action] = []
        self.hint = ""
        self._ends: list[tuple[int, Action]] = []

    def show(self, actions: list[Action]) -> None:
        if actions != self.actions or self.hint:
            self.actions, self.hint = actions, ""
            self.refresh()

    def tell(self, hint: str) -> None:
        """Show a line of words in the stead of keys, until `show`."""
        self.hint = hint
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        key_style = base + style(self.app.current_theme, "key")
        segments: list[Segment] = []
        self._ends = []
        x = 0
        if self.hint:
            return Strip([Segment(fit(f" {self.hint}", width), base)], width)
        for action in self.fitting(width):
            key, text = self._words(action)
            x += width_of(key) + width_of(text)
            segments += [Segment(key, key_style), Segment(text, base)]
            self._ends.append((x, action))
        segments.append(Segment(" " * (width - x), base))
        return Strip(segments, width)

    def fitting(self, width: int) -> list[Action]:
        """The actions that there is room for; help and quit (the last) always are."""
        kept = list(self.actions)
        while len(kept) > 2 and sum(width_of("".join(self._words(a))) for a in kept) > width:
            del kept[-3]
        return kept if sum(width_of("".join(self._words(a))) for a in kept) <= width else []

    def _words(self, action: Action) -> tuple[str, str]:
        return f" {shown_keys(action)[0]}", f" {say(f'action.{action.id}')} "

    def on_click(self, event: events.Click) -> None:
        action = next((action for end, action in self._ends if event.x < end), None)
        if action is not None:
            self.post_message(ActionChosen(action.id))


class Crumbs(Widget):
    """Where one is, where only one pane is shown: the panes by number, and the way to the place."""

    def __init__(self) -> None:
        super().__init__(id="crumbs")
        self.front = "tree"
        self.way = ""

    def show(self, front: str, way: str) -> None:
        if (front, way) != (self.front, self.way):
            self.front, self.way = front, way
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        here = base + style(self.app.current_theme, "tab")
        segments: list[Segment] = []
        x = 0
        for number, name in enumerate(("tree", "reader", "facts"), 1):
            text = f" {number} {say(f'pane.{name}')} "
            segments.append(Segment(text, here if name == self.front else base))
            x += width_of(text)
        segments.append(Segment(fit("  " + self.way, width - x), base))
        return Strip(segments, width)

    def on_click(self, event: events.Click) -> None:
        x = 0
        for number, name in enumerate(("tree", "reader", "facts"), 1):
            x += width_of(f" {number} {say(f'pane.{name}')} ")
            if event.x < x:
                self.post_message(ActionChosen(f"pane_{name}"))
                return
