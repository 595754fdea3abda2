"""Taking back what one changed, the last first: corrections, joins and splits, facts added or left out, checks, notes.

Whoever changes something hands in how it is taken back. Only what was done since the start is here: what was done
before is undone in the dialog of the record (F8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store.errors import LichunError
from tui.i18n import say
from tui.room.desk import Desk

MOST = 100


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    back: Callable[[], str]
    """Takes it back, and gives what is to be said of it beside the label."""


class Undoing:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.steps: list[Step] = []

    def did(self, label: str, back: Callable[[], str]) -> None:
        """Something was changed that can be taken back."""
        self.steps = [*self.steps, Step(label, back)][-MOST:]

    def action_undo(self) -> None:
        """Take back the last change."""
        if not self.steps:
            self.desk.note(say("note.nothing_to_undo"))
            return
        step = self.steps.pop()
        try:
            told = step.back()
        except LichunError as error:
            self.desk.tell(error)
            return
        self.desk.note(" · ".join(filter(None, (say("note.undone", what=step.label), told))))
