"""The line in which one types: a search of the store, a filter of a pane, a year, a path.

Made when it is first wanted. Posts `PromptChanged` at each key and `PromptDone` at Enter or Escape; letters typed here
reach no binding.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tui.messages import PromptChanged, PromptDone


class PromptInput(Input):
    """An input whose arrows and Escape belong to the prompt."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave(False)", show=False),
        Binding("down", "leave(True)", show=False),
        Binding("tab", "leave(True)", show=False),
    ]

    def action_leave(self, kept: bool) -> None:
        self.post_message(PromptDone(self.value, kept))


class Prompt(Horizontal):
    def __init__(self, label: str, value: str = "") -> None:
        super().__init__(id="prompt")
        self._label, self._value = label, value

    def compose(self) -> ComposeResult:
        yield Static(self._label, id="prompt-label", markup=False)
        yield PromptInput(self._value, id="prompt-input", compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        self.query_one(PromptInput).focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(PromptChanged(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(PromptDone(event.value, True))
