"""The dialog in which a record is corrected: a line a field, checked as it is typed. Gives what is to be done.

In come the record's fields; out go the fields that changed, or another deed of those offered: back to what was extracted
(F8), for a meeting to split articles off (F5) or to join it with another (F6). It saves nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.fields import FIELDS, PLACES, Unreadable, label_of
from tui.i18n import say
from tui.sanitize import to_screen
from tui.screens.dialog import Dialog
from tui.widgets.form import FieldsForm

FindPlace = Callable[[Callable[[str], None]], None]
"""Opens go-to and calls back with the code chosen."""
Doing = Literal["set", "restore", "split", "join"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be done: the fields set, or something else than setting fields."""

    doing: Doing
    fields: Mapping[str, Any] = field(default_factory=dict)


class CorrectScreen(Dialog[Outcome]):
    BINDINGS: ClassVar = [
        Binding("f2", "goto", show=False),
        Binding("f5", "leave_for('split')", show=False),
        Binding("f6", "leave_for('join')", show=False),
        Binding("f8", "leave_for('restore')", show=False),
    ]

    def __init__(
        self,
        kind: str,
        held: Mapping[str, Any],
        find_place: FindPlace,
        *,
        corrected: Sequence[str] = (),
        may: Sequence[Doing] = (),
    ) -> None:
        """`corrected` are the fields that a person set before; `may` what can be done beside setting fields."""
        super().__init__(classes="correct")
        self.kind, self.held, self.find_place = kind, held, find_place
        self.corrected, self.may = corrected, may

    def compose(self) -> ComposeResult:
        placed = ["place"] if any(f.name in PLACES for f in FIELDS[self.kind]) else []
        hint = " · ".join([*(say(f"correct.may_{way}") for way in (*self.may, *placed)), say("correct.hint")])
        with self.frame(say("correct.title", kind=say(f"kind_one.{self.kind}")), hint):
            if self.corrected:
                names = ", ".join(label_of(self.kind, name) for name in self.corrected)
                yield Static(Content(say("correct.set_before", names=names)), id="before", markup=False)
            yield FieldsForm(self.kind, self.held)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        self.query_one(FieldsForm).focus_first()

    @on(FieldsForm.Reading)
    def _reading(self, event: FieldsForm.Reading) -> None:
        self._say(event.text)

    @on(FieldsForm.Accepted)
    def _accepted(self) -> None:
        try:
            changed = self.query_one(FieldsForm).changed()
        except Unreadable as error:
            self._say(str(error))
        else:
            self.dismiss(Outcome("set", changed) if changed else None)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(to_screen(text)))

    def action_goto(self) -> None:
        """Choose a place by go-to, for the line with the cursor or the only one of a place."""
        form = self.query_one(FieldsForm)
        name = form.on_place or next((f.name for f in form.fields if f.name in PLACES), None)
        if name is not None:
            self.find_place(lambda code: form.put(name, code))

    def action_leave_for(self, doing: Doing) -> None:
        if doing in self.may:
            self.dismiss(Outcome(doing))
