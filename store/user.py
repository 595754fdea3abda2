"""What a person adds: marks, named sets, notes, checks, corrections, kept queries. No import ever touches it.

Comes in: entries, each under a key in one of the tables of `user.json`. Goes out: the same, and the changes since the
last flush. Two browsers at once merge entry by entry: a flush reads the file again, lays its own changes over it and
replaces it under the lock. It does not read or write the file itself (`store.database` does, through TinyDB).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

MARKS, SETS, NOTES, CHECKS, CORRECTIONS, QUERIES, FACTS, STATE = TABLES = (
    "marks", "sets", "notes", "checks", "corrections", "queries", "facts", "state",
)  # fmt: skip
RecordKind = Literal["article", "meeting", "fact", "region"]
Entry = Mapping[str, Any]
Stored = Mapping[str, Mapping[str, Entry]]  # table → key → entry, in the order in which they were made


class UserData:
    """The entries of all tables, with what is not written yet."""

    def __init__(self, stored: Stored) -> None:
        self._tables: dict[str, dict[str, Entry]] = {name: dict(stored.get(name, {})) for name in TABLES}
        self._pending: dict[tuple[str, str], Entry | None] = {}

    @property
    def dirty(self) -> bool:
        return bool(self._pending)

    def entries(self, table: str) -> Mapping[str, Entry]:
        return self._tables[table]

    def get(self, table: str, key: str) -> Entry | None:
        return self._tables[table].get(key)

    def put(self, table: str, key: str, entry: Entry) -> None:
        """Adds an entry or replaces the one of that key; it keeps its place in the order."""
        whole = {"key": key, "at": datetime.now(UTC).isoformat(timespec="seconds"), **entry}
        self._tables[table][key] = whole
        self._pending[table, key] = whole

    def drop(self, table: str, key: str) -> None:
        if self._tables[table].pop(key, None) is not None:
            self._pending[table, key] = None

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
        self._tables = {name: dict(self.merged(stored).get(name, {})) for name in TABLES}

    def settled(self, tables: Stored) -> None:
        """Takes over what was written; nothing is pending any more."""
        self._tables = {name: dict(tables.get(name, {})) for name in TABLES}
        self._pending.clear()


def key_of(kind: str, record: str) -> str:
    return f"{kind}:{record}"


def record_of(key: str) -> tuple[str, str]:
    kind, _, record = key.partition(":")
    return kind, record


class Personal:
    """Mixed into `Library`: marks, named sets, notes, checks, kept queries."""

    user: UserData

    def _take_user(self, stored: Stored) -> None:
        self.user = UserData(stored)

    def toggle(self, kind: RecordKind, record_id: str) -> bool:
        """Marks a record, or takes its mark away; whether it is marked now."""
        key = key_of(kind, record_id)
        if self.user.get(MARKS, key):
            self.user.drop(MARKS, key)
            return False
        self.user.put(MARKS, key, {})
        return True

    def marked(self, kind: RecordKind | None = None) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, in the order in which it was."""
        keys = [record_of(key) for key in self.user.entries(MARKS)]
        return [(k, i) for k, i in keys if kind in (None, k)]

    def is_marked(self, kind: RecordKind, record_id: str) -> bool:
        return self.user.get(MARKS, key_of(kind, record_id)) is not None

    def clear_marks(self) -> None:
        for key in list(self.user.entries(MARKS)):
            self.user.drop(MARKS, key)

    def having(self, name: str, value: str) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, checked or corrected, or bears a tag; for `new`, the newest segment seen."""
        if name == "tag":
            tagged = [key for key, entry in self.user.entries(NOTES).items() if value in entry.get("tags", ())]
            return [record_of(key) for key in tagged]
        if value == "new":
            seen = self.user.get(STATE, "seen")
            return [("segment", str(seen["segment"] + 1 if seen else 0))]
        table = {"marked": MARKS, "checked": CHECKS, "corrected": CORRECTIONS}[value]
        return [record_of(key) for key in self.user.entries(table)]
