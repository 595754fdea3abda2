"""A line for each field of a record, checked as it is typed: beside the line stands how it will be taken, or why not.

Told a kind and the values held; gives what was changed. `Reading` says how the line with the cursor reads. It saves
nothing and knows no dialog; the fields and their readers are `tui.fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from tui.fields import FIELDS, PLACES, Field, Unreadable, label_of, reading, written
from tui.i18n import worded
from tui.sanitize import to_screen


class FieldInput(Input):
    BINDINGS: ClassVar = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, field: Field, value: str) -> None:
        super().__init__(value, id=f"field-{field.name}", compact=True, select_on_focus=False)
        self.field = field


class FieldsForm(VerticalScroll, can_focus=False):
    class Reading(Message):
        """How the line with the cursor is taken; `wrong` where it cannot stand."""

        def __init__(self, text: str, wrong: bool) -> None:
            super().__init__()
            self.text, self.wrong = text, wrong

    class Accepted(Message):
        """Enter was pressed in a line."""

    def __init__(self, kind: str, held: Mapping[str, Any]) -> None:
        super().__init__(classes="form")
        self.kind = kind
        self.held = {f.name: written(f.name, held.get(f.name)) for f in FIELDS[kind]}

    @property
    def fields(self) -> tuple[Field, ...]:
        return FIELDS[self.kind]

    def compose(self) -> ComposeResult:
        for field in self.fields:
            with Horizontal(classes="field"):
                mark = " *" if field.needed else ""
                yield Static(label_of(self.kind, field.name) + mark, classes="field-label", markup=False)
                yield FieldInput(field, to_screen(self.held[field.name]))

    async def change_kind(self, kind: str, held: Mapping[str, Any]) -> None:
        """Show the fields of another kind."""
        self.kind = kind
        self.held = {f.name: written(f.name, held.get(f.name)) for f in FIELDS[kind]}
        await self.recompose()

    def typed(self, name: str) -> str:
        return self.query_one(f"#field-{name}", FieldInput).value.strip()

    def values(self) -> dict[str, Any]:
        """Field → value of every line that is not empty. Raises Unreadable, naming the field."""
        return {f.name: value for f in self.fields if (value := self._read(f)) is not None}

    def changed(self) -> dict[str, Any]:
        """Field → value of every line that was changed. Raises Unreadable, naming the field."""
        return {f.name: self._read(f) for f in self.fields if self.typed(f.name) != self.held[f.name].strip()}

    def _read(self, field: Field) -> Any:
        text = self.typed(field.name)
        try:
            reading(field, text)
            return field.read(text) if text else None
        except Unreadable as error:
            self.query_one(f"#field-{field.name}", FieldInput).focus()
            raise Unreadable(f"{label_of(self.kind, field.name)}: {error}") from error

    def put(self, name: str, value: str) -> None:
        """Write into a line, as a person would."""
        line = self.query_one(f"#field-{name}", FieldInput)
        line.value = value
        line.cursor_position = len(value)

    @property
    def on_place(self) -> str | None:
        """The field with the cursor, where it is a place: go-to may fill it in."""
        focused = self.screen.focused
        return focused.field.name if isinstance(focused, FieldInput) and focused.field.name in PLACES else None

    def focus_first(self) -> None:
        self.query(FieldInput).first().focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.has_focus and isinstance(event.input, FieldInput):
            self._tell(event.input)

    def on_descendant_focus(self) -> None:
        focused = self.screen.focused
        if isinstance(focused, FieldInput):
            self._tell(focused)

    def _tell(self, line: FieldInput) -> None:
        text = line.value.strip()
        if line.field.choices and text in ("", self.held[line.field.name].strip()):
            self.post_message(self.Reading(" / ".join(map(worded, line.field.choices)), False))
            return
        if text and text == self.held[line.field.name].strip():
            self.post_message(self.Reading("", False))
            return
        try:
            self.post_message(self.Reading(reading(line.field, line.value), False))
        except Unreadable as error:
            self.post_message(self.Reading(str(error), True))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Accepted())
