"""Choose one of a list by typing or with the arrows: a column, a value, a theme, a kept query. Gives its place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from store.language.fold import fold
from tui.i18n import say
from tui.screens.dialog import ChoiceDialog
from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit, width_of


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    right: str = ""
    also: str = ""
    """Further words by which it is found."""


class PickScreen(ChoiceDialog[int]):
    def __init__(
        self, title: str, options: Sequence[Option], *, here: int = 0, moved: Callable[[int], None] | None = None
    ) -> None:
        super().__init__(classes="pick")
        self.title_text, self.hint_text = title, say("pick.hint")
        self.options = options
        self.here, self.on_moved = here, moved
        self.found: list[int] = []

    def look(self, text: str) -> None:
        wanted = fold(text.strip())
        self.found = [i for i, o in enumerate(self.options) if wanted in fold(f"{o.text} {o.right} {o.also}")]
        cursor = self.found.index(self.here) if self.here in self.found else 0
        self.choices.show(len(self.found), [say("pick.none")], cursor)
        if self.found:
            self._explain(cursor)

    def draw(self, index: int, width: int) -> Iterable[Piece]:
        option = self.options[self.found[index]]
        right = _right(option, width)
        yield fit(f" {option.text}", width - width_of(right)), "name" if self.found[index] == self.here else ""
        yield right, "dim"

    def _explain(self, index: int) -> None:
        option, width = self.options[self.found[index]], self.choices.row_width
        self.tell_whole(option.text, width - width_of(_right(option, width)) - 1)

    def moved(self, index: int) -> None:
        self._explain(index)
        if self.on_moved is not None:
            self.on_moved(self.found[index])

    def choose(self, index: int) -> None:
        self.dismiss(self.found[index])


def _right(option: Option, width: int) -> str:
    """What stands beside the text, which comes first: it may take what is left, a third at least."""
    most = max(width // 3, width - width_of(option.text) - 4)
    return f" {fit(option.right, min(width_of(option.right), most))} " if option.right else ""
