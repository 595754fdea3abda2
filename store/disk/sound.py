"""Whether a document is a record of its table.

TinyDB lets anyone insert anything, and a sign of a torn segment may have changed a field's name or kind. In: a table's
name and a document, or the record made of one. Out: yes or no; what is no record is kept as a mere document that means
nothing to the index, and passed over where records are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, get_args

from store import records
from store.disk.segment import Document
from store.index.layout import REMOVED
from store.records import FACTS, Record

# What a document of these tables must hold.
CHECKED: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "articles": {"id": str},
    "mentions": {"id": str, "article": str, "start": int, "end": int, "name": str},
    "facts": {"id": str, "article": str, "start": int, "end": int, "kind": str},
    REMOVED: {"doc": int},
}
_TEXTS = frozenset(
    "title publisher published region url content mirror_of text date kind occasion theme meeting name measure unit"
    " indicator status horizon stage basis speaker role industry scope investor number issuer".split()
)

_NUMBER = (int, float, NoneType)
# Fields whose words the contract closes.
_CLOSED: Mapping[str, frozenset[Any]] = {
    "comparator": frozenset((None, *get_args(records.Comparator))),
    "status": frozenset((None, *get_args(records.Status))),
    "role": frozenset((None, *get_args(records.Role))),
    "stage": frozenset((None, *get_args(records.Stage))),
    "basis": frozenset((None, *get_args(records.Basis))),
    "scope": frozenset((None, *get_args(records.Scope))),
    "damage": frozenset((None, *get_args(records.Damage))),
    "occasion": frozenset((None, *get_args(records.Occasion))),
    "script": frozenset(get_args(records.Script)),
    "kind": frozenset((*FACTS, *records.MEETING_KINDS)),
}
_good: set[tuple[Any, ...]] = set()  # combinations of such words that were looked at


def is_sound(table: str, document: Document) -> bool:
    """Whether the index may rely on a document of one of the checked tables."""
    for name, kind in CHECKED[table].items():
        if not isinstance(document.get(name), kind):
            return False
    if table == "facts" and (
        document["kind"] not in FACTS or (document["kind"] == "person" and "name" not in document)
    ):
        return False
    for name, value in document.items():
        if value.__class__ is not str and name in _TEXTS and value is not None:
            return False
    for name in ("aka", "tags"):
        if (listed := document.get(name)) and not all(isinstance(i, str) for i in listed):
            return False
    return isinstance(document.get("value"), _NUMBER) and isinstance(document.get("value_max"), _NUMBER)


def in_its_words(record: Record) -> bool:
    """Whether a record's closed fields hold words of the contract, and its evidence does not end before it begins."""
    names, read, spanned = _closed_of(type(record))  # type: ignore[arg-type]
    if spanned and not 0 <= record.start <= record.end:  # type: ignore[attr-defined]
        return False
    held = read(record)
    if held not in _good:
        if not all(value in _CLOSED[name] for name, value in zip(names, held, strict=True)):
            return False
        _good.add(held)
    return True


@cache
def _closed_of(record: type[Record]) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]], bool]:
    names = tuple(name for name in _CLOSED if hasattr(record, name))
    one = attrgetter(*names)
    return names, one if len(names) > 1 else lambda held: (one(held),), hasattr(record, "start")
