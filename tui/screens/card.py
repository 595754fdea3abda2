"""A dialog that only shows text: a fact's card, a report. Arrows scroll, Escape or q leaves.

Enter leaves too; where the card leads somewhere (`enter` says where to) it gives True. On a fact's card the keys that
do something with a fact leave it as well: it gives the action, which is the room's to do.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.actions import BY_ID, bindings, labels
from tui.i18n import say
from tui.screens.dialog import Dialog

OF_A_FACT = ("clip", "correct", "check", "note", "reject", "person", "web")


class CardScreen(Dialog[bool | str]):
    BINDINGS: ClassVar = [
        *(b for b in bindings("room") if isinstance(b, Binding) and b.id in OF_A_FACT),
        Binding("enter", "go_on", show=False),
        Binding("q", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, content: Content, enter: str = "", *, of_fact: bool = False) -> None:
        super().__init__(classes="card")
        self.heading, self.content, self.of_fact = title, content, of_fact
        acts = [f"{labels(BY_ID[id])} {say(f'action.{id}')}" for id in OF_A_FACT[:4] if of_fact]
        self.hint = " · ".join(filter(None, (*acts, enter, say("card.hint"))))

    def compose(self) -> ComposeResult:
        with self.frame(self.heading, self.hint), VerticalScroll():
            yield Static(self.content, markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_do(self, action: str) -> None:
        """One of the room's actions: done where the fact stands, behind the card."""
        if self.of_fact:
            self.dismiss(action)

    def action_go_on(self) -> None:
        self.dismiss(True)

    def action_scroll(self, by: int) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to(y=scroll.scroll_offset.y + by, animate=False)
