"""A dialog that only shows text: a fact's card, a report. Arrows scroll, Escape or q leaves.

Enter leaves too; where the card leads somewhere (`enter` says where to) it gives True.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.i18n import say
from tui.screens.dialog import Dialog


class CardScreen(Dialog[bool]):
    BINDINGS: ClassVar = [
        Binding("enter", "go_on", show=False),
        Binding("q", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, content: Content, enter: str = "") -> None:
        super().__init__(classes="card")
        self.heading, self.content = title, content
        self.hint = " · ".join(filter(None, (enter, say("card.hint"))))

    def compose(self) -> ComposeResult:
        with self.frame(self.heading, self.hint), VerticalScroll():
            yield Static(self.content, markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_go_on(self) -> None:
        self.dismiss(True)

    def action_scroll(self, by: int) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to(y=scroll.scroll_offset.y + by, animate=False)
