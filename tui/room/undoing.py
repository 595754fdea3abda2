"""Taking back what one changed, the last first: corrections, joins and splits, facts added or left out, checks, notes.

Whoever changes something hands in how it is taken back. Only what was done since the start is here: what was done
before is undone in the dialog of the record (F8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store.errors import LichunError, StoreError
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

    def forget(self) -> None:
        """Another store is shown: what was done to the one before is no longer taken back."""
        self.steps = []

    def action_undo(self) -> None:
        """Take back the last change."""
        if not self.steps:
            self.desk.note(say("note.nothing_to_undo"))
            return
        step = self.steps[-1]
        try:
            told = step.back()
        except StoreError as error:  # busy, full: it can be taken back later
            self.desk.tell(error)
            return
        except LichunError as error:  # what it was done to is gone: it would bar those before it
            self.steps = self.steps[:-1]
            self.desk.tell(error)
            return
        self.steps = self.steps[:-1]
        self.desk.note(" · ".join(filter(None, (say("note.undone", what=step.label), told))))
