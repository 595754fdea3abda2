"""The dialog in which a record is corrected: a line a field, checked as it is typed. Gives the fields that changed.

An empty field is unknown. A value may be written as one reads it (902.7亿), a place by name or code, a day as EDTF.
What was extracted is kept by the store; F8 goes back to it (an empty result).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from store.records import Basis, Comparator, MeetingKind, Occasion, Role, Stage, Status, exported
from tui.i18n import offered, say
from tui.sanitize import to_screen
from tui.screens.dialog import Dialog

_EDTF = re.compile(r"(?:\d{4}|XXXX)(?:-\d{2}(?:-\d{2})?)?(?:/(?:\d{4}|XXXX)(?:-\d{2}(?:-\d{2})?)?)?")
_SCALES = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(1000)}
_AMOUNT = re.compile(r"(-?[\d,]{1,20}(?:\.\d{1,10})?)\s*(万亿|亿|万|千)?")


class Unreadable(Exception):
    """What was typed cannot stand in the field; the message says why."""


def amount(text: str) -> int | float:
    """A number as it is written: 902.7亿 → 90270000000."""
    from store.language.fold import plain

    match = _AMOUNT.fullmatch(plain(text).strip())
    if match is None:
        raise Unreadable(say("correct.no_number"))
    try:
        return exported(Decimal(match[1].replace(",", "")) * _SCALES.get(match[2] or "", Decimal(1)))
    except InvalidOperation as error:
        raise Unreadable(say("correct.no_number")) from error


def day(text: str) -> str:
    """A day or span in EDTF."""
    if not _EDTF.fullmatch(text):
        raise Unreadable(say("correct.no_day"))
    return text


def place(text: str) -> str:
    """The code of a place: as written, or of the one that bears the name."""
    from store.regions.table import named, region_of

    if region_of(text):
        return text
    found = named(text)
    if len(found) != 1:
        raise Unreadable(say("correct.places", n=len(found)) if found else say("goto.nothing"))
    return found[0].code


def one_of(*values: str) -> Callable[[str], str]:
    """One of a closed list."""

    def read(text: str) -> str:
        if text not in values:
            raise Unreadable(" / ".join(values))
        return text

    return read


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    read: Callable[[str], Any] = str
    needed: bool = False


NAME = Field("name", needed=True)
HORIZON, REGION, STAGE = Field("horizon", day), Field("region", place), Field("stage", one_of(*get_args(Stage)))

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "figure": (
        Field("measure", needed=True),
        Field("value", amount, needed=True),
        Field("value_max", amount),
        Field("unit"),
        Field("comparator", one_of(*get_args(Comparator))),
        Field("status", one_of(*get_args(Status))),
        HORIZON,
        REGION,
        Field("indicator"),
        Field("basis", one_of(*get_args(Basis))),
        STAGE,
    ),
    "person": (NAME, Field("title"), Field("role", one_of(*get_args(Role))), REGION),
    "quote": (Field("speaker"), Field("text", needed=True), REGION),
    "policy": (NAME, Field("number"), Field("issuer"), HORIZON, REGION),
    "campaign": (NAME, HORIZON, REGION),
    "goal": (NAME, HORIZON, REGION),
    "project": (NAME, Field("investor"), Field("industry"), STAGE, HORIZON, REGION),
    "meeting": (
        NAME,
        Field("date", day),
        REGION,
        Field("kind", one_of(*get_args(MeetingKind))),
        Field("occasion", one_of(*get_args(Occasion))),
        Field("theme"),
    ),
    "article": (
        Field("title"),
        Field("publisher"),
        Field("published", day),
        Field("author"),
        Field("site"),
        Field("url"),
    ),
}
"""What can be corrected of each kind of record."""


class CorrectScreen(Dialog[dict[str, Any]]):
    BINDINGS: ClassVar = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("f8", "restore", show=False),
    ]

    def __init__(self, kind: str, held: Mapping[str, Any]) -> None:
        super().__init__(classes="correct")
        self.kind = kind
        self.fields = FIELDS[kind]
        self.held = {f.name: "" if held.get(f.name) is None else str(held[f.name]) for f in self.fields}

    def compose(self) -> ComposeResult:
        kind = say(f"kind.{self.kind}") if offered(f"kind.{self.kind}") else say(f"result.{self.kind}")
        with self.frame(say("correct.title", kind=kind), say("correct.hint")), VerticalScroll():
            for field in self.fields:
                with Horizontal(classes="field"):
                    yield Static(_label(field.name), classes="field-label", markup=False)
                    yield Input(self.held[field.name], id=f"field-{field.name}", compact=True, select_on_focus=False)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        self.query(Input).first().focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            changed = {f.name: self._value(f) for f in self.fields if self._typed(f) != self.held[f.name]}
        except Unreadable as error:
            self._say(str(error))
        else:
            self.dismiss(changed or None)

    def _typed(self, field: Field) -> str:
        return self.query_one(f"#field-{field.name}", Input).value.strip()

    def _value(self, field: Field) -> Any:
        text = self._typed(field)
        if not text:
            if field.needed:
                raise Unreadable(say("correct.needed", field=_label(field.name)))
            return None
        try:
            return field.read(text)
        except Unreadable as error:
            raise Unreadable(f"{_label(field.name)}: {error}") from error

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(to_screen(text)))

    def action_restore(self) -> None:
        self.dismiss({})


def _label(name: str) -> str:
    return say(f"field.{name}") if offered(f"field.{name}") else name
