"""What a person keeps beside the records: marks, named sets, notes, tags, checks, kept queries, what was seen.

Comes in: the kind and id of a record, and what is kept of it. Goes out: entries in `user.json`, written at the next
flush, and what stands there. It alters no record and no index; what a person says *of* a record is `store.person.word`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from store.errors import WrongUse
from store.person.binding import hang, unhang
from store.person.user import (
    CHECKS,
    MARKS,
    NOTES,
    QUERIES,
    SETS,
    STATE,
    RecordKind,
    key_of,
    record_of,
)

if TYPE_CHECKING:
    from store.reading import Reading


class Notebook:
    """That of one library."""

    def __init__(self, library: Reading) -> None:
        self._library, self._user = library, library.user

    # Marks and named sets

    def toggle(self, kind: RecordKind, record_id: str) -> bool:
        """Marks a record, or takes its mark away; whether it is marked now."""
        key = key_of(kind, record_id)
        if self._user.get(MARKS, key):
            unhang(self._user, MARKS, key)
            return False
        hang(self._library, MARKS, kind, record_id, {})
        return True

    def marked(self, kind: RecordKind | None = None) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, in the order in which it was."""
        keys = [record_of(key) for key in self._user.entries(MARKS)]
        return [(k, i) for k, i in keys if kind in (None, k)]

    def is_marked(self, kind: RecordKind, record_id: str) -> bool:
        return self._user.get(MARKS, key_of(kind, record_id)) is not None

    def clear_marks(self) -> None:
        for key in self._user.entries(MARKS):
            unhang(self._user, MARKS, key)

    def keep_set(self, name: str, members: Iterable[tuple[str, str]] | None = None) -> None:
        """Keeps what is marked, or these records, as a set of that name."""
        if not name.strip():
            raise WrongUse("a set needs a name")
        chosen = self.marked() if members is None else list(members)
        self._user.put(SETS, name.strip(), {"members": [key_of(k, i) for k, i in chosen]})

    def sets(self) -> dict[str, int]:
        """Name → how many records are in it."""
        return {name: len(entry["members"]) for name, entry in self._user.entries(SETS).items()}

    def set_members(self, name: str) -> list[tuple[str, str]]:
        entry = self._user.get(SETS, name)
        return [record_of(key) for key in entry["members"]] if entry else []

    def mark_set(self, name: str) -> None:
        """Marks what is in a set, and nothing else."""
        members = self.set_members(name)
        self.clear_marks()
        for kind, record in members:
            self.toggle(cast(RecordKind, kind), record)

    def drop_set(self, name: str) -> None:
        self._user.drop(SETS, name)

    # Notes, tags, checks

    def annotate(self, kind: RecordKind, record_id: str, text: str | None) -> None:
        """Writes a note to a record; None or blank takes it away."""
        self._remark(kind, record_id, note=(text or "").strip() or None)

    def tag(self, kind: RecordKind, record_id: str, tags: Iterable[str]) -> None:
        """Gives a record these tags and no others."""
        self._remark(kind, record_id, tags=sorted({tag.strip() for tag in tags if tag.strip()}))

    def _remark(self, kind: RecordKind, record_id: str, **changed: Any) -> None:
        key = key_of(kind, record_id)
        old = self._user.get(NOTES, key) or {}
        entry = {name: value for name, value in {**old, **changed}.items() if name in ("note", "tags") and value}
        if entry:
            hang(self._library, NOTES, kind, record_id, entry)
        else:
            unhang(self._user, NOTES, key)

    def note(self, kind: RecordKind, record_id: str) -> str | None:
        return (self._user.get(NOTES, key_of(kind, record_id)) or {}).get("note")

    def tags(self, kind: RecordKind, record_id: str) -> tuple[str, ...]:
        return tuple((self._user.get(NOTES, key_of(kind, record_id)) or {}).get("tags", ()))

    def check(self, kind: RecordKind, record_id: str) -> bool:
        """Notes that a person checked a record, or takes that back; whether it is checked now."""
        key = key_of(kind, record_id)
        if self._user.get(CHECKS, key):
            unhang(self._user, CHECKS, key)
            return False
        hang(self._library, CHECKS, kind, record_id, {})
        return True

    def is_checked(self, kind: RecordKind, record_id: str) -> bool:
        return self._user.get(CHECKS, key_of(kind, record_id)) is not None

    # Queries

    def keep_query(self, name: str, query: str) -> None:
        """Keeps a query under a name. Raises QueryError for one that cannot be read."""
        from store.search.query import parse

        if not name.strip():
            raise WrongUse("a query needs a name")
        parse(query)
        self._user.put(QUERIES, name.strip(), {"query": query})

    def queries(self) -> dict[str, str]:
        """Name → query, in the order in which they were kept."""
        return {name: entry["query"] for name, entry in self._user.entries(QUERIES).items()}

    def drop_query(self, name: str) -> None:
        self._user.drop(QUERIES, name)

    # What is new

    def see(self, generation: int) -> None:
        """Notes that all up to that generation was seen: `is:new` is what came after."""
        if self.seen() != generation:
            self._user.put(STATE, "seen", {"segment": generation})

    def seen(self) -> int | None:
        """Up to which generation all was seen; None where nobody ever left the browser."""
        entry = self._user.get(STATE, "seen")
        return None if entry is None else int(entry["segment"])
