"""What all dialogs share: a framed box over the room, Escape to leave, and a list that is chosen from while typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.widgets.virtual_list import SCROLLBAR, Piece, VirtualList
from tui.widgets.width import width_of

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    BINDINGS: ClassVar = [Binding("escape", "leave", show=False)]
    AUTO_FOCUS = ""
    CSS_PATH = "dialogs.tcss"

    def action_leave(self) -> None:
        self.dismiss(None)

    def frame(self, title: str, hint: str = "") -> Vertical:
        """The box of the dialog."""
        box = Vertical(classes="dialog")
        box.border_title = Content(title)
        box.border_subtitle = Content(hint)
        return box


class ChoiceList(VirtualList):
    """Rows of any kind, drawn by a function; told what to do when one is chosen."""

    def __init__(self, draw: Callable[[int, int], Iterable[Piece]], choose: Callable[[int], None]) -> None:
        super().__init__(classes="choices")
        self.count = 0
        self.says: list[str] = []
        self._draw, self._choose = draw, choose

    @property
    def lively(self) -> bool:
        return True

    @property
    def row_width(self) -> int:
        """Cells in which a row is drawn."""
        return self.size.width - SCROLLBAR

    def show(self, count: int, says: Sequence[str] = (), cursor: int = 0) -> None:
        self.count, self.says = count, list(says)
        self.renew(cursor)

    def length(self) -> int:
        return self.count

    def empty_lines(self) -> list[str]:
        return self.says

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        return self._draw(index, width)

    def opened(self, index: int) -> None:
        self._choose(index)

    def moved(self, index: int) -> None:
        if isinstance(self.screen, ChoiceDialog):
            self.screen.moved(index)


class QueryInput(Input):
    """An input above a list: the arrows move in the list."""

    BINDINGS: ClassVar = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "step(10)", show=False),
        Binding("pageup", "step(-10)", show=False),
    ]

    def action_step(self, by: int) -> None:
        choices = self.screen.query_one(ChoiceList)
        choices.move_to(choices.cursor + by)


class ChoiceDialog(Dialog[Result]):
    """An input and a list that follows it. A subclass says what is found and what a choice gives."""

    title_text = ""
    hint_text = ""
    placeholder = ""

    def compose(self) -> ComposeResult:
        with self.frame(self.title_text, self.hint_text):
            yield QueryInput(placeholder=self.placeholder, compact=True)
            yield ChoiceList(self.draw, self.choose)

    def on_mount(self) -> None:
        self.query_one(QueryInput).focus()
        self.look("")

    def look(self, text: str) -> None:
        """Fill the list for what was typed."""
        raise NotImplementedError

    def draw(self, index: int, width: int) -> Iterable[Piece]:
        raise NotImplementedError

    def choose(self, index: int) -> None:
        raise NotImplementedError

    def moved(self, index: int) -> None:
        """The cursor came to a row."""

    def tell_whole(self, text: str, room: int) -> None:
        """Say on the frame what the chosen row has no room for; the hint again where it has."""
        cut = 0 < room < width_of(text)
        self.query_one(".dialog", Vertical).border_subtitle = Content(text if cut else self.hint_text)

    @property
    def choices(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.look(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.choices.length():
            self.choose(self.choices.cursor)
