"""What a person adds: marks, named sets, notes, tags, checks, kept queries. No import ever touches it.

Comes in: entries, each under a key in one of the tables of `user.json`, with who made it and when. Goes out: the same,
and the changes since the last flush. Two browsers at once merge entry by entry: a flush reads the file again, lays its
own changes over it and replaces it under the lock. Corrections are `store.person.judging`'s. It does not read or write the file
itself (`store.database` does, through TinyDB).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from store.errors import WrongUse

if TYPE_CHECKING:
    from store.person.anchors import Anchoring

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


class Unbound(NamedTuple):
    """Something a person added whose record is no longer there, with the records that it may belong to."""

    kind: str
    id: str
    anchor: Entry
    candidates: tuple[str, ...]


class UserData:
    """The entries of all tables, with what is not written yet."""

    def __init__(self, stored: Stored, by: str = "") -> None:
        self.by = by  # who makes the entries from now on
        self._tables: dict[str, dict[str, Entry]] = {name: dict(stored.get(name, {})) for name in TABLES}
        self._pending: dict[tuple[str, str], Entry | None] = {}

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
        old = self._tables[table].get(key)
        n = old["n"] if old else max((e.get("n", 0) for e in self._tables[table].values()), default=0) + 1
        from datetime import UTC, datetime

        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._set(table, key, {**entry, "key": key, "n": n, "by": self.by, "at": at})

    def keep(self, table: str, key: str, entry: Entry) -> None:
        """Alters an entry and leaves by whom and when it was made: its record was found again elsewhere."""
        old = self._tables[table][key]
        self._set(table, key, {**old, **entry})

    def drop(self, table: str, key: str) -> None:
        if key in self._tables[table]:
            self._set(table, key, None)

    def _set(self, table: str, key: str, entry: Entry | None) -> None:
        self._pending[table, key] = entry
        if entry is None:
            del self._tables[table][key]
        else:
            self._tables[table][key] = entry

    def rename(self, old: str, new: str) -> None:
        """Hangs what was added to one record on another; what that one has of its own stays."""
        for table in BY_RECORD:
            if entry := self._tables[table].get(old):
                self._set(table, old, None)
                if new not in self._tables[table]:
                    self._set(table, new, {**entry, "key": new})
        for name, entry in list(self._tables[SETS].items()):
            if old in entry["members"]:
                members = dict.fromkeys(new if member == old else member for member in entry["members"])
                self._set(SETS, name, {**entry, "members": list(members)})

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
        self._tables = {name: merged.get(name, {}) for name in TABLES}

    def settled(self, tables: Stored) -> None:
        """Takes over what was written; nothing is pending any more."""
        self._tables = {name: dict(tables.get(name, {})) for name in TABLES}
        self._pending.clear()


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


class Personal:
    """Mixed into `Library`. What is added to a record is anchored to its evidence."""

    user: UserData

    def _take_user(self, stored: Stored) -> None:
        self.user = UserData(stored, login())

    @property
    def person(self) -> str:
        """Who is at work: what is added from now on bears this name."""
        return self.user.by

    @person.setter
    def person(self, name: str) -> None:
        self.user.by = name

    def _add(self, table: str, kind: RecordKind, record_id: str, entry: Entry) -> None:
        from store.person.anchors import anchor

        key = key_of(kind, record_id)
        if self.user.get(ANCHORS, key) is None:
            held = anchor(cast("Anchoring", self), kind, record_id)
            if held:
                self.user.put(ANCHORS, key, held)
        self.user.put(table, key, entry)

    def _drop(self, table: str, key: str) -> None:
        """Takes an entry away, and the anchor of its record where nothing else hangs on it."""
        self.user.drop(table, key)
        sets = (entry["members"] for entry in self.user.entries(SETS).values())
        held = any(self.user.get(t, key) for t in BY_RECORD if t != ANCHORS) or any(key in members for members in sets)
        if not held:
            self.user.drop(ANCHORS, key)

    # Marks and named sets

    def toggle(self, kind: RecordKind, record_id: str) -> bool:
        """Marks a record, or takes its mark away; whether it is marked now."""
        key = key_of(kind, record_id)
        if self.user.get(MARKS, key):
            self._drop(MARKS, key)
            return False
        self._add(MARKS, kind, record_id, {})
        return True

    def marked(self, kind: RecordKind | None = None) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, in the order in which it was."""
        keys = [record_of(key) for key in self.user.entries(MARKS)]
        return [(k, i) for k, i in keys if kind in (None, k)]

    def is_marked(self, kind: RecordKind, record_id: str) -> bool:
        return self.user.get(MARKS, key_of(kind, record_id)) is not None

    def clear_marks(self) -> None:
        for key in self.user.entries(MARKS):
            self._drop(MARKS, key)

    def keep_set(self, name: str, members: Iterable[tuple[str, str]] | None = None) -> None:
        """Keeps what is marked, or these records, as a set of that name."""
        if not name.strip():
            raise WrongUse("a set needs a name")
        chosen = self.marked() if members is None else list(members)
        self.user.put(SETS, name.strip(), {"members": [key_of(k, i) for k, i in chosen]})

    def sets(self) -> dict[str, int]:
        """Name → how many records are in it."""
        return {name: len(entry["members"]) for name, entry in self.user.entries(SETS).items()}

    def set_members(self, name: str) -> list[tuple[str, str]]:
        entry = self.user.get(SETS, name)
        return [record_of(key) for key in entry["members"]] if entry else []

    def mark_set(self, name: str) -> None:
        """Marks what is in a set, and nothing else."""
        members = self.set_members(name)
        self.clear_marks()
        for kind, record in members:
            self.toggle(cast(RecordKind, kind), record)

    def drop_set(self, name: str) -> None:
        self.user.drop(SETS, name)

    # Notes, tags, checks

    def annotate(self, kind: RecordKind, record_id: str, text: str | None) -> None:
        """Writes a note to a record; None or blank takes it away."""
        self._remark(kind, record_id, note=(text or "").strip() or None)

    def tag(self, kind: RecordKind, record_id: str, tags: Iterable[str]) -> None:
        """Gives a record these tags and no others."""
        self._remark(kind, record_id, tags=sorted({tag.strip() for tag in tags if tag.strip()}))

    def _remark(self, kind: RecordKind, record_id: str, **changed: Any) -> None:
        key = key_of(kind, record_id)
        old = self.user.get(NOTES, key) or {}
        entry = {name: value for name, value in {**old, **changed}.items() if name in ("note", "tags") and value}
        if entry:
            self._add(NOTES, kind, record_id, entry)
        else:
            self._drop(NOTES, key)

    def note(self, kind: RecordKind, record_id: str) -> str | None:
        return (self.user.get(NOTES, key_of(kind, record_id)) or {}).get("note")

    def tags(self, kind: RecordKind, record_id: str) -> tuple[str, ...]:
        return tuple((self.user.get(NOTES, key_of(kind, record_id)) or {}).get("tags", ()))

    def check(self, kind: RecordKind, record_id: str) -> bool:
        """Notes that a person checked a record, or takes that back; whether it is checked now."""
        key = key_of(kind, record_id)
        if self.user.get(CHECKS, key):
            self._drop(CHECKS, key)
            return False
        self._add(CHECKS, kind, record_id, {})
        return True

    def worked_on(self, kind: RecordKind) -> set[str]:
        """The records of a kind on which something hangs that a person added."""
        keys = (record_of(key) for table in BY_RECORD for key in self.user.entries(table))
        return {record for found, record in keys if found == kind}

    def is_checked(self, kind: RecordKind, record_id: str) -> bool:
        return self.user.get(CHECKS, key_of(kind, record_id)) is not None

    # Queries

    def keep_query(self, name: str, query: str) -> None:
        """Keeps a query under a name. Raises QueryError for one that cannot be read."""
        from store.search.query import parse

        if not name.strip():
            raise WrongUse("a query needs a name")
        parse(query)
        self.user.put(QUERIES, name.strip(), {"query": query})

    def queries(self) -> dict[str, str]:
        """Name → query, in the order in which they were kept."""
        return {name: entry["query"] for name, entry in self.user.entries(QUERIES).items()}

    def drop_query(self, name: str) -> None:
        self.user.drop(QUERIES, name)

    # What is new, and what `is:` and `tag:` ask

    def see(self, generation: int) -> None:
        """Notes that all up to that generation was seen: `is:new` is what came after."""
        self.user.put(STATE, "seen", {"segment": generation})

    def having(self, name: str, value: str) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, checked or corrected, or bears a tag; for `new`, the first segment not seen."""
        if name == "tag":
            tagged = [key for key, entry in self.user.entries(NOTES).items() if value in entry.get("tags", ())]
            return [record_of(key) for key in tagged]
        if value == "new":
            seen = self.user.get(STATE, "seen")
            return [("segment", str(seen["segment"] + 1 if seen else 0))]
        tables = {"marked": (MARKS,), "checked": (CHECKS,), "corrected": (CORRECTIONS, ADDED)}[value]
        entries = (item for table in tables for item in self.user.entries(table).items())
        return [record_of(key) for key, entry in entries if entry.get("fields", True)]  # one without is being undone

    # After articles were read anew

    def rebind(self, touched: Collection[str] | None = None) -> list[Unbound]:
        """Hangs what a person added on the records that took the place of those it was added to; what is left over.

        `touched` names the articles that were written since the last time; None stands for all.
        """
        library = cast("Anchoring", self)
        left = [*self._rebind_added(library, touched)]
        for key, held in self.user.entries(ANCHORS).items():
            kind, record = record_of(key)
            standing = library.standing(kind, record)
            if standing == record:
                continue
            from store.person.anchors import fits

            found = [standing] if standing else fits(library, kind, held)
            if len(found) == 1:
                self.user.rename(key, key_of(kind, found[0]))
            else:
                left.append(Unbound(kind, record, held, tuple(found)))
        return left

    def _rebind_added(self, library: Anchoring, touched: Collection[str] | None) -> Iterator[Unbound]:
        """Puts added facts where their words stand now."""
        for key, held in self.user.entries(ADDED).items():
            if touched is not None and held["article"] not in touched and library.standing("article", held["article"]):
                continue
            from store.person.anchors import stands_at

            found = stands_at(library, held)
            if found is None:
                yield Unbound("fact", record_of(key)[1], held, ())
            elif found != (held["article"], held["start"], held["end"]):
                self.user.keep(ADDED, key, dict(zip(("article", "start", "end"), found, strict=True)))


def login() -> str:
    """Who is at work where nothing says so: $LICHUN_NAME, else the login name."""
    if named := os.environ.get("LICHUN_NAME"):
        return named
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # an account without a name, as in a container
        return ""
