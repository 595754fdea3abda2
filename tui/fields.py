"""The fields of a record that a person may set: how each is read from what is typed, and how it is written out.

In comes a line as a person writes it (902.7亿, cz, 2023-01/2023-03); out goes the value of the field, or `Unreadable`
with what is wrong in words. `reading` says beforehand how a line will be taken. An empty line is unknown (None).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from store.records import (
    Basis,
    Comparator,
    MeetingKind,
    Occasion,
    Region,
    Role,
    Scope,
    Stage,
    Status,
    exported,
)
from tui.i18n import offered, say, worded

_ONE = re.compile(r"(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?")
_DAYS = "([0-9]{4})[年./](?:([0-9]{1,2})[月./]?)?(?:([0-9]{1,2})日?)?"
_SCALES = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(1000)}
_AMOUNT = re.compile(r"(-?[\d,]{1,20}(?:\.\d{1,10})?)\s*(万亿|亿|万|千)?")
NEAR = 5


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
    """A day, month, year or span in EDTF; 2023年1月28日 and 2023.1.28 are taken too."""
    from store.language.fold import plain

    parts = [_edtf(part.strip()) for part in plain(text).replace("—", "/").replace("至", "/").split("/")]
    if len(parts) > 2:
        raise Unreadable(say("correct.no_day"))
    if len(parts) == 2 and parts[1] < parts[0]:
        raise Unreadable(say("correct.backwards"))
    return "/".join(parts)


def _edtf(text: str) -> str:
    spelled = re.fullmatch(_DAYS, text)
    if spelled:
        text = "-".join([spelled[1], *(p.zfill(2) for p in spelled.groups()[1:] if p)])
    match = _ONE.fullmatch(text)
    if match is None:
        raise Unreadable(say("correct.no_day"))
    year, month, day_of_month = match.groups()
    try:
        # 2000 is a leap year: 29 February of an unknown year may stand.
        date(2000 if year == "XXXX" else int(year), int(month or 1), int(day_of_month or 1))
    except ValueError as error:
        raise Unreadable(say("correct.no_such_day", day=text)) from error
    return text


def place(text: str) -> str:
    """The code of a place: its code, its name, or the one that go-to finds alone. A zone or town by its code."""
    from store.regions.table import named, region_of

    code = text.split()[0] if text.split() else ""
    if region_of(code):
        return code
    found = named(text)
    if len(found) == 1:
        return found[0].code
    near = found or places_near(text)
    if not near:
        raise Unreadable(say("goto.nothing"))
    if len(near) == 1:
        return near[0].code
    raise Unreadable(say("correct.which", names=" / ".join(f"{r.name} {r.code}" for r in near[:NEAR])))


def places_near(text: str) -> list[Region]:
    """What go-to finds for the text, best first."""
    from store.regions.goto import search

    return [hit.region for hit in search(text, limit=NEAR)]


def one_of(*values: str) -> Callable[[str], str]:
    """One of a closed list, as the contract or the interface names it."""

    def read(text: str) -> str:
        for value in values:
            if text in (value, worded(value)):
                return value
        raise Unreadable(" / ".join(map(worded, values)))

    return read


def address(text: str) -> str:
    """An http address: no other opens."""
    if not re.fullmatch(r"https?://[^\s<>\"]{3,2000}", text):
        raise Unreadable(say("correct.no_address"))
    return text


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    read: Callable[[str], Any] = str
    needed: bool = False
    choices: tuple[str, ...] = ()
    """All that can stand in it, of a closed list."""


def _listed(name: str, listed: Any) -> Field:
    values = get_args(listed)
    return Field(name, one_of(*values), choices=values)


NAME = Field("name", needed=True)
HORIZON, REGION, STAGE = Field("horizon", day), Field("region", place), _listed("stage", Stage)

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "figure": (
        Field("measure", needed=True),
        Field("value", amount, needed=True),
        Field("value_max", amount),
        Field("unit"),
        _listed("comparator", Comparator),
        _listed("status", Status),
        HORIZON,
        REGION,
        Field("indicator"),
        _listed("basis", Basis),
        STAGE,
        _listed("scope", Scope),
    ),
    "person": (NAME, Field("title"), _listed("role", Role), REGION),
    "quote": (Field("speaker"), Field("text", needed=True), REGION),
    "policy": (NAME, Field("number"), Field("issuer"), HORIZON, REGION),
    "campaign": (NAME, HORIZON, REGION),
    "goal": (NAME, HORIZON, REGION),
    "project": (NAME, Field("investor"), Field("industry"), STAGE, HORIZON, REGION),
    "meeting": (
        NAME,
        Field("date", day),
        REGION,
        _listed("kind", MeetingKind),
        _listed("occasion", Occasion),
        Field("theme"),
    ),
    "article": (
        Field("title"),
        Field("publisher"),
        Field("published", day),
        Field("author"),
        Field("site"),
        Field("url", address),
    ),
}
"""What can be set of each kind of record, in the order of the dialog."""
AMOUNTS, PLACES, DAYS = (
    frozenset({"value", "value_max"}),
    frozenset({"region"}),
    frozenset({"horizon", "date", "published"}),
)
LISTED = frozenset(f.name for fields in FIELDS.values() for f in fields if f.choices)


def label_of(kind: str, name: str) -> str:
    """The field in the words of the interface; of an article `title` is its headline, of a person the office."""
    own = f"field.{kind}_{name}"
    return say(own) if offered(own) else say(f"field.{name}") if offered(f"field.{name}") else name


def written(name: str, value: Any) -> str:
    """A value as one would type it: 90270000000 → 902.7亿, a code with the place's name."""
    if value is None or value == "":
        return ""
    if name in AMOUNTS:
        from tui.shown import number

        return number(value, None)
    if name in PLACES:
        from store.regions.table import region_of

        region = region_of(str(value))
        return f"{value} {region.name}" if region else str(value)
    return worded(str(value)) if name in LISTED else str(value)


def reading(field: Field, text: str) -> str:
    """How the line will be taken, in words: "" where it says so itself. Raises Unreadable where it cannot stand."""
    text = text.strip()
    if not text:
        if field.needed:
            raise Unreadable(say("correct.cannot_be_empty"))
        return say("correct.unknown")
    value = field.read(text)
    if field.name in AMOUNTS:
        return f"= {value:,}"
    if field.name in PLACES:
        from store.regions.table import path

        return " / ".join(r.name for r in path(value) if r.code != "100000") + f" {value}"
    if field.name in DAYS and value != text:
        return f"= {value}"
    return ""
