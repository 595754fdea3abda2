"""The tables of `user.json`: all that a person adds or says, entry by entry. No import ever touches it.

Comes in: entries, each under a key in one of the tables, with who made it and when. Goes out: the same, and the changes
since the last flush. Two browsers at once merge entry by entry: a flush reads the file again, lays its own changes over
it and replaces it under the lock. What entries mean is `notebook`'s, `word`'s and `arranging`'s; it does not read or
write the file itself (`store.database` does, through TinyDB).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Literal

MARKS, SETS, NOTES, CHECKS, CORRECTIONS, QUERIES, ANCHORS, STATE = (
    "marks", "sets", "notes", "checks", "corrections", "queries", "anchors", "state",
)  # fmt: skip
REJECTIONS, ADDED, ARRANGED, INDICATORS = "rejections", "added", "arranged", "indicators"
TABLES = (MARKS, SETS, NOTES, CHECKS, CORRECTIONS, QUERIES, ANCHORS, STATE, REJECTIONS, ADDED, ARRANGED, INDICATORS)
BY_RECORD = (MARKS, NOTES, CHECKS, CORRECTIONS, REJECTIONS, ANCHORS)  # tables whose keys name records
WORDS = (CORRECTIONS, REJECTIONS, ADDED, ARRANGED, INDICATORS)  # tables that the index shows
RecordKind = Literal["article", "meeting", "fact", "region"]
Entry = Mapping[str, Any]
Stored = Mapping[str, Mapping[str, Entry]]  # table → key → entry


class UserData:
    """The entries of all tables, with what is not written yet; read when they are first asked for."""

    def __init__(self, stored: Callable[[], Stored], by: str = "") -> None:
        self.by = by  # who makes the entries from now on
        self._stored = stored
        self._last: dict[str, int] = {}  # table → the highest number that an entry has
        self._pending: dict[tuple[str, str], Entry | None] = {}

    @cached_property
    def _tables(self) -> dict[str, dict[str, Entry]]:
        stored = self._stored()
        return {name: dict(stored.get(name, {})) for name in TABLES}

    @property
    def dirty(self) -> bool:
        return bool(self._pending)

    @property
    def unsaid(self) -> bool:
        """Whether something is not written yet that the index shows."""
        return any(table in WORDS for table, _ in self._pending)

    @property
    def tables(self) -> Stored:
        return self._tables

    def entries(self, table: str) -> dict[str, Entry]:
        """Key → entry, in the order in which they were made."""
        return dict(sorted(self._tables[table].items(), key=lambda item: item[1].get("n", 0)))

    def get(self, table: str, key: str) -> Entry | None:
        return self._tables[table].get(key)

    def put(self, table: str, key: str, entry: Entry) -> None:
        """Adds an entry or replaces the one of that key; it keeps its place in the order."""
        self.take(table, key, {name: value for name, value in entry.items() if name not in ("n", "by", "at")})

    def take(self, table: str, key: str, entry: Entry) -> None:
        """The same with an entry that says who made it and when, and may bring its place in the order."""
        from datetime import UTC, datetime

        old = self._tables[table].get(key)
        if table not in self._last:
            self._last[table] = max((e.get("n", 0) for e in self._tables[table].values()), default=0)
        own = old["n"] if old else self._last[table] + 1
        made = {"n": own, "by": self.by, "at": datetime.now(UTC).isoformat(timespec="seconds"), **entry, "key": key}
        self._last[table] = max(self._last[table], made["n"])
        self._set(table, key, made)

    def keep(self, table: str, key: str, entry: Entry) -> None:
        """Alters an entry and leaves by whom and when it was made: its record was found again elsewhere."""
        old = self._tables[table][key]
        self._set(table, key, {**old, **entry})

    def drop(self, table: str, key: str) -> None:
        if key in self._tables[table]:
            self._set(table, key, None)

    def withdraw(self, table: str, key: str, before: Entry | None) -> None:
        """Forgets a change that was not written; the entry is again what it was before."""
        self._pending.pop((table, key), None)
        if before is None:
            self._tables[table].pop(key, None)
        else:
            self._tables[table][key] = before

    def _set(self, table: str, key: str, entry: Entry | None) -> None:
        self._pending[table, key] = entry
        if entry is None:
            del self._tables[table][key]
        else:
            self._tables[table][key] = entry

    def rename(self, old: str, new: str) -> None:
        """Hangs what was added to one record on another, together with what that one has of its own."""
        for table in BY_RECORD:
            if entry := self._tables[table].get(old):
                self._set(table, old, None)
                own = self._tables[table].get(new)
                if own is None or table != ANCHORS:
                    self._set(table, new, {**(both(entry, own) if own else entry), "key": new})
        for name, entry in list(self._tables[SETS].items()):
            if old in entry["members"]:
                members = dict.fromkeys(new if member == old else member for member in entry["members"])
                self._set(SETS, name, {**entry, "members": list(members)})

    def forget(self, key: str) -> None:
        """Takes away all that was added to a record which goes for good."""
        for table in (*BY_RECORD, ADDED):
            self.drop(table, key)
        for name, entry in list(self._tables[SETS].items()):
            if key in entry["members"]:
                self._set(SETS, name, {**entry, "members": [member for member in entry["members"] if member != key]})

    def having(self, name: str, value: str) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, checked or corrected, or bears a tag; for `new`, the first segment not seen."""
        if name == "tag":
            tagged = [key for key, entry in self.entries(NOTES).items() if value in entry.get("tags", ())]
            return [record_of(key) for key in tagged]
        if value == "new":
            seen = self.get(STATE, "seen")
            return [("segment", str(seen["segment"] + 1 if seen else 0))]
        tables = {"marked": (MARKS,), "checked": (CHECKS,), "corrected": (CORRECTIONS, ADDED)}[value]
        entries = (item for table in tables for item in self.entries(table).items())
        return [record_of(key) for key, entry in entries if entry.get("fields", True)]  # one without is being undone

    def worked_on(self, kind: RecordKind) -> set[str]:
        """The records of a kind on which something hangs that a person added."""
        keys = (record_of(key) for table in BY_RECORD for key in self.entries(table))
        return {record for found, record in keys if found == kind}

    def merged(self, stored: Stored) -> dict[str, dict[str, Entry]]:
        """What stands in the file with the changes since the last flush laid over it."""
        tables = {name: dict(stored.get(name, {})) for name in dict.fromkeys((*TABLES, *stored))}
        for (table, key), entry in self._pending.items():
            if entry is None:
                tables[table].pop(key, None)
            else:
                tables[table][key] = entry
        return tables

    def rebase(self, stored: Stored) -> None:
        """Takes what another process wrote into view, and keeps what is not written yet."""
        merged = self.merged(stored)
        self._take(merged)

    def settled(self, tables: Stored) -> None:
        """Takes over what was written; nothing is pending any more."""
        self._take(tables)
        self._pending.clear()

    def _take(self, tables: Stored) -> None:
        self._tables = {name: dict(tables.get(name, {})) for name in TABLES}
        self._last.clear()


def both(one: Entry, other: Entry) -> Entry:
    """Two entries on what is one record now. Nothing that was said is lost; where both say it, the later word holds."""
    first, then = sorted((one, other), key=lambda entry: (str(entry.get("at", "")), entry.get("n", 0)))
    whole = {**first, **then, "n": min(one.get("n", 0), other.get("n", 0))}
    for name in ("fields", "was"):
        if name in whole:
            early, late = (first, then) if name == "fields" else (then, first)
            whole[name] = {**early.get(name, {}), **late.get(name, {})}
    if tags := {*one.get("tags", ()), *other.get("tags", ())}:
        whole["tags"] = sorted(tags)
    for name in ("note", "reason"):
        if said := dict.fromkeys(text for entry in (first, then) if (text := entry.get(name))):
            whole[name] = "\n".join(said)
    if "mentions" in whole:
        told = {(m["article"], m["own"]): m for entry in (first, then) for m in entry.get("mentions", ())}
        whole["mentions"] = list(told.values())
    return whole


# What an entry must hold for what is read of it; the file may have been written by hand.
_HOLDS: Mapping[str, Mapping[str, type]] = {
    SETS: {"members": list},
    CORRECTIONS: {"fields": dict},
    ADDED: {"article": str, "kind": str, "start": int, "end": int, "quote": str, "fields": dict},
    ARRANGED: {"how": str, "mentions": list},
    QUERIES: {"query": str},
    CHECKS: {"at": str},
    STATE: {"segment": int},
}


def malformed(tables: Stored) -> str | None:
    """What is wrong with the first entry that cannot be read; None where all can."""
    for table, held in _HOLDS.items():
        for key, entry in tables.get(table, {}).items():
            wrong = [name for name, kind in held.items() if not isinstance(entry.get(name), kind)]
            for m in entry.get("mentions", ()) if table in (CORRECTIONS, ARRANGED) else ():
                if not isinstance(m, Mapping) or not all(
                    isinstance(m.get(n), str) for n in ("article", "own", "quote")
                ):
                    wrong.append("mentions")
            if wrong:
                return f"in {table}, {key} has no {wrong[0]} that could be read"
    return None


def key_of(kind: str, record: str) -> str:
    return f"{kind}:{record}"


def record_of(key: str) -> tuple[str, str]:
    kind, _, record = key.partition(":")
    return kind, record


def login() -> str:
    """Who is at work where nothing says so: $LICHUN_NAME, else the login name."""
    if named := os.environ.get("LICHUN_NAME"):
        return named
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # an account without a name, as in a container
        return ""
