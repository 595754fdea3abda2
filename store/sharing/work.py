"""A person's work as a document: marks, sets, notes, checks, corrections, rejections, added facts, kept queries.

Comes in: a library, or the bytes of a file that was shared. Goes out: `Work`, the tables of `user.json` with who and when,
each record with the anchor by which it is found in another store. One entry a line, so that it can be read and compared.
It holds no article and no extracted record, and it changes no store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from store.errors import WrongUse
from store.person.user import (
    ADDED,
    ANCHORS,
    ARRANGED,
    CHECKS,
    CORRECTIONS,
    INDICATORS,
    MARKS,
    NOTES,
    QUERIES,
    REJECTIONS,
    SETS,
    Entry,
)  # fmt: skip

if TYPE_CHECKING:
    from store.database import Library

SCHEMA = "lichun-work-1"
# What is shared, in the order of the file. What a store alone needs to know (what was seen) is not.
SHARED = (CORRECTIONS, REJECTIONS, ADDED, ARRANGED, CHECKS, NOTES, MARKS, SETS, QUERIES, INDICATORS)
# What an entry cannot be without.
_NEEDED: Mapping[str, tuple[tuple[str, type], ...]] = {
    CORRECTIONS: (("fields", dict),),
    ADDED: (("article", str), ("kind", str), ("start", int), ("end", int), ("fields", dict), ("quote", str),
            ("before", str), ("after", str)),
    ARRANGED: (("how", str), ("mentions", list)),
    SETS: (("members", list),),
    QUERIES: (("query", str),),
}  # fmt: skip
_MENTION = (("article", str), ("own", str), ("quote", str), ("start", int))


@dataclass(frozen=True, slots=True)
class Work:
    """Table → key → entry. `by` is who shared it, `at` when."""

    tables: Mapping[str, Mapping[str, Entry]]
    anchors: Mapping[str, Entry] = field(default_factory=dict)
    by: str = ""
    at: str = ""

    def __bool__(self) -> bool:
        return any(self.tables.values())

    def count(self) -> dict[str, int]:
        """Table → how many entries, of the tables that have any."""
        return {name: len(self.tables[name]) for name in SHARED if self.tables.get(name)}


def of_library(library: Library, by: str | None = None) -> Work:
    """All that was added in a store, or what one person added."""
    tables = {
        name: {key: entry for key, entry in library.user.entries(name).items() if by in (None, entry.get("by"))}
        for name in SHARED
    }
    named = {key for name, entries in tables.items() for key in _records(name, entries)}
    anchors = {key: entry for key, entry in library.user.entries(ANCHORS).items() if key in named}
    return Work(tables, anchors, by or library.person, datetime.now(UTC).isoformat(timespec="seconds"))


def _records(table: str, entries: Mapping[str, Entry]) -> Iterator[str]:
    """The keys of the records that a table's entries are about."""
    for key, entry in entries.items():
        if table == SETS:
            yield from entry["members"]
        else:
            yield key


def lines(work: Work) -> Iterator[bytes]:
    """The document, an entry a line."""
    from store.export.as_json import made_by

    meta = {"schema": SCHEMA, "lichun": made_by(), "by": work.by, "created": work.at}
    yield b'{"meta": ' + orjson.dumps(meta)
    for name, entries in (*((n, work.tables.get(n, {})) for n in SHARED), (ANCHORS, work.anchors)):
        if entries:
            yield b',\n"' + name.encode() + b'": [\n'
            yield b",\n".join(orjson.dumps({**entry, "key": key}) for key, entry in entries.items())
            yield b"\n]"
    yield b"}\n"


def read(name: str, data: bytes) -> Work:
    """The work in a file's bytes. Raises WrongUse where they are none, or not whole."""
    try:
        held = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise WrongUse(f"{name}: is no JSON ({error}); `lichun share FILE` writes what can be merged") from None
    meta = held.get("meta") if isinstance(held, dict) else None
    schema = meta.get("schema") if isinstance(meta, dict) else None
    if schema != SCHEMA or not isinstance(meta, dict):
        raise WrongUse(f"{name}: {_instead(schema)}")
    tables = {table: dict(_entries(name, table, held.get(table, []))) for table in SHARED}
    anchors = dict(_entries(name, ANCHORS, held.get(ANCHORS, [])))
    return Work(tables, anchors, str(meta.get("by", "")), str(meta.get("created", "")))


def _instead(schema: object) -> str:
    if isinstance(schema, str) and schema.startswith("lichun-export-"):
        return "is an export; `lichun import` takes it, with the marks and corrections in it"
    if isinstance(schema, str) and schema.startswith("lichun-work-"):
        return f"was shared by a newer lichun ({schema}); update lichun to merge it"
    return "holds no work of a person; `lichun share FILE` writes what can be merged"


def _entries(name: str, table: str, listed: Any) -> Iterator[tuple[str, Entry]]:
    """Key and entry. Text is as safe as that of an article: it is cleared where it is shown, not here."""
    if not isinstance(listed, list):
        raise WrongUse(f"{name}: {table} is no list")
    for number, entry in enumerate(listed, 1):
        where = f"{name}: {table}, entry {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str):
            raise WrongUse(f"{where} has no key")
        for field_name, kind in _NEEDED.get(table, ()):
            if not isinstance(entry.get(field_name), kind):
                raise WrongUse(f"{where} has no {field_name}")
        for mention in entry.get("mentions", ()):
            if not isinstance(mention, dict) or any(not isinstance(mention.get(n), k) for n, k in _MENTION):
                raise WrongUse(f"{where} has a report that cannot be read")
        yield entry["key"], {**entry, "by": str(entry.get("by", "")), "at": str(entry.get("at", ""))}
