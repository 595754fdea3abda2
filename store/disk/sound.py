"""Whether a document is a record of its table.

TinyDB lets anyone insert anything, and a sign of a torn segment may have changed a field's name or kind. In: a table's
name and a document. Out: yes or no; what is no record is kept as a mere document that means nothing to the index.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType

from store.disk.segment import Document
from store.index.layout import REMOVED
from store.records import FACTS

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
