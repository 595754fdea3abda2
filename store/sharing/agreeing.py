"""Two persons' words on one record: what goes together, and where they differ.

Comes in: an entry that stands and one that comes, of one table and key. Goes out: both in one, field by field (tags and
fields that only one of them set are no conflict), and a `Clash` for each field that both set differently, with who and
when. It asks no store and decides nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from store.person.user import (
    ADDED,
    ARRANGED,
    CHECKS,
    CORRECTIONS,
    NOTES,
    QUERIES,
    REJECTIONS,
    SETS,
    Entry,
    Stored,
)  # fmt: skip

# Where the values of an entry stand that two persons may set differently.
_VALUES: Mapping[str, tuple[str, ...]] = {NOTES: ("note",), SETS: ("members",), QUERIES: ("query",)}
_FIELDS = (CORRECTIONS, ADDED)  # tables whose entries hold fields of a record


@dataclass(frozen=True, slots=True)
class Side:
    """What one person said, who that is and when."""

    value: Any
    by: str
    at: str

    def __hash__(self) -> int:
        return hash((repr(self.value), self.by, self.at))


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing on which two persons differ. `against` is the table of what stands, where it is another."""

    table: str
    key: str
    field: str  # of the record, or what differs: note, members, query; "" for the whole
    mine: Side
    theirs: Side
    against: str = ""
    mine_key: str = ""


def laid_together(
    table: str, mine: Entry | None, theirs: Entry, taken: Collection[str] = ()
) -> tuple[Entry | None, tuple[Clash, ...]]:
    """Both in one, mine where they differ but in the fields that are taken; and where they differ.

    None where nothing of theirs can be laid in.
    """
    if mine is None:
        return theirs, ()
    held, come = _values(table, mine), _values(table, theirs)
    differ = [name for name in come if name in held and held[name] != come[name]]
    clashes = tuple(
        Clash(table, mine["key"], name, _side(mine, held[name]), _side(theirs, come[name])) for name in differ
    )
    new = {name: value for name, value in come.items() if name not in held or (name in taken and name in differ)}
    tags = sorted({*mine.get("tags", ()), *theirs.get("tags", ())})
    if not new and tags == sorted(mine.get("tags", ())):
        return dict(mine), clashes
    whole = _set(table, mine, new) | ({"tags": tags} if tags else {})
    if isinstance(theirs.get("was"), dict):  # what stood before a correction: the earlier word is the extracted one
        whole["was"] = {**theirs["was"], **mine.get("was", {})}
    # Of two who worked on one record the later one is named.
    later = max(mine, theirs, key=lambda e: (str(e.get("at", "")), str(e.get("by", ""))))
    return {**whole, "by": later.get("by", ""), "at": later.get("at", "")}, clashes


def _values(table: str, entry: Entry) -> dict[str, Any]:
    if table in _FIELDS:
        return dict(entry["fields"])
    return {name: entry[name] for name in _VALUES.get(table, ()) if name in entry}


def _set(table: str, mine: Entry, new: Mapping[str, Any]) -> dict[str, Any]:
    return {**mine, "fields": {**mine["fields"], **new}} if table in _FIELDS else {**mine, **new}


def _side(entry: Entry, value: Any) -> Side:
    return Side(value, str(entry.get("by", "")), str(entry.get("at", "")))


def contradictions(mine: Stored, theirs: Stored, table: str, key: str, entry: Entry) -> Iterator[Clash]:
    """What stands in another table and cannot stand together with what comes."""
    if table == REJECTIONS and key not in mine[REJECTIONS]:
        for other in (CORRECTIONS, CHECKS):
            if held := mine[other].get(key):
                said = Side(held.get("fields", "checked"), held.get("by", ""), held.get("at", ""))
                yield Clash(table, key, "", said, _side(entry, "rejected"), other, key)
    elif table in (CORRECTIONS, CHECKS) and key in mine[REJECTIONS] and key not in theirs.get(REJECTIONS, {}):
        if key not in mine[table]:
            said = _side(mine[REJECTIONS][key], "rejected")
            yield Clash(table, key, "", said, _side(entry, entry.get("fields", "checked")), REJECTIONS, key)
    elif table == ARRANGED and key not in mine[ARRANGED]:
        for other_key, held in mine[ARRANGED].items():
            if held["how"] != entry["how"] and _undoes(held, entry):
                yield Clash(table, key, "", _side(held, held["how"]), _side(entry, entry["how"]), ARRANGED, other_key)


def _undoes(one: Entry, other: Entry) -> bool:
    """Whether a join brings together what a split keeps apart."""
    join, split = (one, other) if one["how"] == "join" else (other, one)
    joined = {m["article"] for m in join["mentions"]}
    went, stayed = ({m["article"] for m in split["mentions"] if bool(m.get("group")) is side} for side in (True, False))
    return bool(went & joined and stayed & joined)
