"""Choose several of a list: space takes a row in or leaves it out, Enter is done. Gives their places in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.i18n import say
from tui.screens.dialog import ChoiceList, Dialog
from tui.screens.pick import Option
from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit, width_of


class ChooseScreen(Dialog[list[int]]):
    BINDINGS: ClassVar = [Binding("space", "take", show=False)]

    def __init__(self, title: str, options: Sequence[Option], *, least: int = 1, most: int | None = None) -> None:
        """`least` and `most` rows may be taken; a message says so where too few or too many are."""
        super().__init__(classes="pick choose")
        self.heading, self.options = title, options
        self.least, self.most = least, len(options) if most is None else most
        self.taken: set[int] = set()

    def compose(self) -> ComposeResult:
        with self.frame(self.heading, say("choose.hint")):
            yield ChoiceList(self.draw, self.choose)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        rows = self.query_one(ChoiceList)
        rows.show(len(self.options), [say("pick.none")])
        rows.focus()

    def draw(self, index: int, width: int) -> Iterable[Piece]:
        option = self.options[index]
        right = f" {option.right} " if option.right else ""
        yield "[x] " if index in self.taken else "[ ] ", "mark" if index in self.taken else "dim"
        yield fit(option.text, max(8, width - 4 - width_of(right))), "name" if index in self.taken else ""
        yield right, "dim"

    def action_take(self) -> None:
        rows = self.query_one(ChoiceList)
        self.taken ^= {rows.cursor}
        rows.refresh()
        rows.action_down()
        self.query_one("#said", Static).update(Content(""))

    def choose(self, index: int) -> None:
        if not self.least <= len(self.taken) <= self.most:
            self.query_one("#said", Static).update(Content(say("choose.range", least=self.least, most=self.most)))
        else:
            self.dismiss(sorted(self.taken))
