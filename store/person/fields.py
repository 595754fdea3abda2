"""Which fields of a record a person may set, and what may stand in them.

Comes in: the kind of a record (`article`, `meeting`, or a kind of fact), a field's name, and a value or what was typed
for it. Goes out: the value as records have it, or WrongUse that says what is wanted. A number may be written as one
reads it (902.7亿), a place by name or code, a day as EDTF; nothing typed is unknown. It changes no record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from store.errors import WrongUse
from store.records import Basis, Comparator, MeetingKind, Occasion, Role, Scope, Stage, Status, exported

_PART = r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_EDTF = re.compile(rf"{_PART}(?:/{_PART})?")
_SCALES = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(1000)}
_AMOUNT = re.compile(r"(-?[\d,]{1,20}(?:\.\d{1,10})?)\s*(万亿|亿|万|千)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
Read = Callable[[object], Any]


@dataclass(frozen=True, slots=True)
class Settable:
    """One field: how a value for it is read, and whether a record cannot be without it."""

    name: str
    read: Read
    needed: bool = False


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text is wanted")
    return _CONTROL.sub(" ", value).strip()


def _number(value: object) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    from store.language.fold import plain

    match = _AMOUNT.fullmatch(plain(value).strip()) if isinstance(value, str) else None
    if match is None or not match[1].strip(",-"):
        raise ValueError("a number is wanted, such as 126 or 902.7亿")
    return exported(Decimal(match[1].replace(",", "")) * _SCALES.get(match[2] or "", Decimal(1)))


def _day(value: object) -> str:
    if not isinstance(value, str) or not _EDTF.fullmatch(value):
        raise ValueError("a day is wanted, such as 2023-01-28, 2023-01, 2023, XXXX-12-15 or 2023-01-28/2023-01-29")
    ends = value.split("/")
    for end in ends:
        try:
            date.fromisoformat((end.replace("XXXX", "2000") + "-01-01")[:10])
        except ValueError:
            raise ValueError(f"there is no day {end}") from None
    first, last = ends[0], ends[-1]
    if first[:4] != "XXXX" != last[:4] and first[: len(last)] > last[: len(first)]:
        raise ValueError("the first day is later than the last")
    return value


def _place(value: object) -> str:
    from store.regions.table import named, path, region_of

    typed = _text(value)
    if region_of(typed):
        return typed
    found = named(typed)
    if len(found) == 1:
        return found[0].code
    if found:
        of = ", ".join("".join(r.name for r in path(f.code)[1:]) + f" {f.code}" for f in found)
        raise ValueError(f"{typed} is the name of {len(found)} places; take a code: {of}")
    raise ValueError(f"{typed} is no place that is known; give its name or code")


def _one_of(kind: object) -> Read:
    values = get_args(kind)

    def read(value: object) -> str:
        if value not in values:
            raise ValueError(f"one of {', '.join(values)} is wanted")
        return str(value)

    return read


def _address(value: object) -> str:
    typed = _text(value)
    if not re.match(r"https?://\S+$", typed):
        raise ValueError("an address that begins with http:// or https:// is wanted")
    return typed


_NAME = Settable("name", _text, needed=True)
_HORIZON, _REGION, _STAGE = Settable("horizon", _day), Settable("region", _place), Settable("stage", _one_of(Stage))
_FIELDS: Mapping[str, tuple[Settable, ...]] = {
    "figure": (
        Settable("measure", _text, needed=True),
        Settable("value", _number, needed=True),
        Settable("value_max", _number),
        Settable("unit", _text),
        Settable("comparator", _one_of(Comparator)),
        Settable("status", _one_of(Status)),
        _HORIZON,
        _REGION,
        Settable("indicator", _text),
        Settable("basis", _one_of(Basis)),
        _STAGE,
        Settable("tier_min", _number),
        Settable("scope", _one_of(Scope)),
    ),
    "person": (_NAME, Settable("title", _text), Settable("role", _one_of(Role)), _REGION),
    "quote": (Settable("speaker", _text), Settable("text", _text, needed=True), _REGION),
    "policy": (_NAME, Settable("number", _text), Settable("issuer", _text), _HORIZON, _REGION),
    "campaign": (_NAME, _HORIZON, _REGION),
    "goal": (_NAME, _HORIZON, _REGION),
    "project": (_NAME, Settable("investor", _text), Settable("industry", _text), _STAGE, _HORIZON, _REGION),
    "meeting": (
        _NAME,
        Settable("date", _day),
        _REGION,
        Settable("kind", _one_of(MeetingKind), needed=True),
        Settable("occasion", _one_of(Occasion)),
        Settable("theme", _text),
    ),
    "article": (
        Settable("title", _text),
        Settable("publisher", _text),
        Settable("published", _day),
        Settable("author", _text),
        Settable("site", _text),
        Settable("url", _address),
    ),
}


def settable(kind: str) -> tuple[Settable, ...]:
    """The fields that a person may set of a record of that kind, in the order in which they are asked for."""
    return _FIELDS[kind]


def read(kind: str, given: Mapping[str, object]) -> dict[str, Any]:
    """The values as records have them. Raises WrongUse for a field that there is not, or a value that cannot stand."""
    known = {field.name: field for field in settable(kind)}
    if wrong := sorted(set(given) - set(known)):
        raise WrongUse(
            f"a {kind} has no field {', '.join(wrong)} that could be corrected; there are {', '.join(known)}"
        )
    return {name: _value(known[name], value) for name, value in given.items()}


def _value(field: Settable, value: object) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        if field.needed:
            raise WrongUse(f"{field.name} cannot be empty")
        return None
    try:
        return field.read(value)
    except ValueError as error:
        raise WrongUse(f"{field.name}: {error}") from error


def complete(kind: str, values: Mapping[str, Any]) -> None:
    """Raises WrongUse where a record of that kind could not be without a field that is not given."""
    if missing := [f.name for f in settable(kind) if f.needed and values.get(f.name) is None]:
        raise WrongUse(f"a {kind} needs {', '.join(missing)}")
