"""A dialog that only shows text: a fact's card, a report. Arrows scroll, Escape, Enter or q leaves."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.i18n import say
from tui.screens.dialog import Dialog


class CardScreen(Dialog[None]):
    BINDINGS: ClassVar = [
        Binding("enter,q", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, content: Content) -> None:
        super().__init__(classes="card")
        self.heading, self.content = title, content

    def compose(self) -> ComposeResult:
        with self.frame(self.heading, say("card.hint")), VerticalScroll():
            yield Static(self.content, markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, by: int) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to(y=scroll.scroll_offset.y + by, animate=False)
