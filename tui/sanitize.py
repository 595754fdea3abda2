"""Text from strangers on its way to the terminal: nothing in it can act there.

In comes any text of a record; out goes text of the same length in which every control character, escape, bidi
control and invisible character is replaced by a visible sign, so that evidence offsets still hold. Done once, at the
boundary between store and view (`tui/shelf.py`); export has a defence of its own. This module knows no Textual.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar, cast

R = TypeVar("R")

_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but newline, DEL, C1: escapes, bells, terminal commands
    "\u00ad\u061c\u115f\u1160\u180b-\u180f\u3164\uffa0"  # soft hyphen, Arabic letter mark, fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff\ufff0-\ufffb"  # zero width, line ends, bidi, selectors
    "\ud800-\udfff"  # lone surrogates cannot even be encoded
    "\U000e0000-\U000e0fff]"  # tags
)
_NUMBERS = frozenset({int, float, bool, Decimal})
_REPLACEMENT = "\ufffd"
_BLANK = frozenset("\t\v\f\r")


def _sign(match: re.Match[str]) -> str:
    char = match[0]
    if char in _BLANK:
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))  # ␛ and its kin: it shows what was there
    if char == "\x7f":
        return "\u2421"
    if char == "\ufe0f":
        # Asks for the wide form of the sign before it; terminals disagree on the width that results. The first
        # selector is ignored by all of them and as invisible.
        return "\ufe00"
    return _REPLACEMENT


def to_screen(text: str, *, lines: bool = False) -> str:
    """`text` with each unsafe character replaced by one visible character; newlines stay only where `lines`."""
    safe = _UNSAFE.sub(_sign, text)
    return safe if lines else safe.replace("\n", " ")


LINES = frozenset({"text", "raw", "repaired", "note"})
"""Fields in which a newline is a newline, not an attempt to break a row."""


@lru_cache(64)
def _getter(kind: Any) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    names = tuple(f.name for f in fields(kind))
    return names, attrgetter(*names)


def safe(record: R) -> R:
    """The record (a dataclass) with all its text, at any depth, safe; the same object where it was clean."""
    names, get = _getter(cast(Any, type(record)))
    values = get(record)
    if _clean(values):
        return record
    changes = {
        name: new
        for name, value in zip(names, values, strict=True)
        if value and (new := _value(value, lines=name in LINES)) is not value
    }
    return replace(record, **changes) if changes else record  # type: ignore[type-var]


def _clean(values: tuple[Any, ...]) -> bool:
    """Whether all is plain and clean: one look over all the text of a record, which nearly always is."""
    texts: list[str] = []
    for value in values:
        kind = type(value)
        if kind is str:
            texts.append(value)
        elif kind is tuple and value:
            texts += value
        elif kind is dict and value:
            texts += value
            texts += value.values()
        elif value and kind not in _NUMBERS:
            return False
    try:
        whole = "".join(texts)
        return "\n" not in whole and not _UNSAFE.search(whole)
    except TypeError:
        return False  # records within the record


def _value(value: Any, *, lines: bool) -> Any:
    if isinstance(value, str):
        return to_screen(value, lines=lines) if _UNSAFE.search(value) or (not lines and "\n" in value) else value
    if isinstance(value, tuple):
        items = tuple(_value(item, lines=lines) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, dict):
        pairs = {to_screen(str(k)): _value(v, lines=lines) for k, v in value.items()}
        return pairs if any(k not in value or pairs[k] is not value[k] for k in pairs) else value
    if is_dataclass(value):
        return safe(value)
    return value
