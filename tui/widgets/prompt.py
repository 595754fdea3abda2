"""The line in which one types: a search of the store, a filter of a pane, a year, a command.

Made when it is first wanted, and hidden while nothing is asked. Told a `Question`; tells it the text at each key and at
the end (Enter, Escape). Keys come here from the moment it opens; letters typed here reach no binding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static


class Asked(Protocol):
    """What the prompt needs of a question."""

    @property
    def label(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def replace(self) -> bool: ...
    @property
    def typed(self) -> Callable[[str], None]: ...
    @property
    def done(self) -> Callable[[str, bool], None]: ...


class PromptInput(Input):
    """An input whose Enter, arrows and Escape belong to the prompt."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave(False)", show=False),
        Binding("enter,down,tab", "leave(True)", show=False),
    ]

    # Textual's lays the whole screen out anew at each letter; this line is as long as the screen is wide.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, leave: Callable[[bool], None]) -> None:
        super().__init__(id="prompt-input", compact=True, select_on_focus=False)
        self._leave = leave

    def action_leave(self, kept: bool) -> None:
        self._leave(kept)


class Prompt(Horizontal):
    def __init__(self, closed: Callable[[], None]) -> None:
        """`closed` is called when the prompt has closed, before the question is told: it takes the focus back."""
        super().__init__(id="prompt")
        self._label = Static("", id="prompt-label", markup=False)
        self._input = PromptInput(self._leave)
        self._on_closed = closed
        self._question: Asked | None = None
        self._told = ""

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._input

    def open(self, question: Asked) -> None:
        """Ask; the focus is here at once, since keys may be waiting."""
        self._question, self._told = question, question.value
        self._label.update(question.label)
        with self._input.prevent(Input.Changed):
            self._input.value = question.value
        self._input.cursor_position = len(question.value)
        self.display = True
        self.screen.set_focus(self._input)
        if question.replace:
            self._input.select_all()

    def _tell(self, text: str) -> None:
        """Tell the question what is typed, once."""
        if self._question is not None and text != self._told:
            self._told = text
            self._question.typed(text)

    def _leave(self, kept: bool) -> None:
        question, text = self._question, self._input.value
        if question is None:
            return
        self._tell(text)  # the last key may not have been told yet
        self._question = None
        self.display = False
        self._on_closed()
        question.done(text, kept)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(event.value)
