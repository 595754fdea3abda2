"""Keep something under a name, take what stands under one, or drop it: named sets of marks, kept queries.

Typing narrows the names; a name that is not there yet is offered as a new one. Gives what to do and the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from textual.binding import Binding

from store.language.fold import fold
from tui.i18n import say
from tui.sanitize import to_screen
from tui.screens.dialog import ChoiceDialog
from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit, width_of

Doing = Literal["take", "keep", "drop"]


class NameScreen(ChoiceDialog[tuple[Doing, str]]):
    BINDINGS: ClassVar = [Binding("ctrl+delete,f8", "drop", show=False)]

    def __init__(self, title: str, names: Sequence[tuple[str, str]], kept: str | None, none: str) -> None:
        """`names` with what stands beside each; `kept` says what a new name would keep, None where there is nothing;
        `none` how something comes to be kept."""
        super().__init__(classes="pick")
        self.title_text, self.hint_text = title, say("naming.hint")
        self.placeholder = say("naming.placeholder") if kept else ""
        self.names, self.kept, self.none = names, kept, none
        self.found: list[tuple[Doing, str, str]] = []

    def look(self, text: str) -> None:
        wanted = text.strip()
        self.found = [("take", n, right) for n, right in self.names if fold(wanted) in fold(n)]
        if wanted and self.kept and wanted not in (n for n, _ in self.names):
            self.found.append(("keep", wanted, self.kept))
        self.choices.show(len(self.found), [say("naming.none"), "", self.none])

    def draw(self, index: int, width: int) -> Iterable[Piece]:
        doing, name, right = self.found[index]
        shown = to_screen(name)
        if doing == "keep":
            shown = say("naming.keep", name=shown)
        right = f" {to_screen(right)} "
        yield fit(f" {shown}", max(8, width - width_of(right))), "name" if doing == "take" else "key"
        yield fit(right, min(width_of(right), max(0, width - 8))), "dim"

    def choose(self, index: int) -> None:
        doing, name, _ = self.found[index]
        self.dismiss((doing, name))

    def action_drop(self) -> None:
        if self.found:
            doing, name, _ = self.found[self.choices.cursor]
            if doing == "take":
                self.dismiss(("drop", name))
