"""Laying a person's work over what stands in a store: bound by anchors, conflicts listed, nothing overwritten unasked.

Comes in: a library, the work of somebody (`store.sharing.work`), and whose word is to hold where two differ. Goes out: a
`Merged`, and the library with what is new, written at once; a dry run writes nothing. What has no record here is kept, and
finds its record when the article comes. Merging the same again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from store.person.user import (
    ADDED,
    ANCHORS,
    ARRANGED,
    CORRECTIONS,
    INDICATORS,
    QUERIES,
    SETS,
    Entry,
    RecordKind,
    record_of,
)  # fmt: skip
from store.records import FACTS
from store.sharing.agreeing import Clash, contradictions, laid_together
from store.sharing.work import SHARED, Work

if TYPE_CHECKING:
    from store.database import Library

BY_NAME = (SETS, QUERIES, ARRANGED, INDICATORS)  # tables whose keys name no record


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose word holds where two differ: of each record named (by the beginning of its id, or a name), else of all."""

    rest: str = ""  # "mine", "theirs", or "" for mine, and to be told as open
    theirs: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()

    def of(self, clash: Clash) -> str:
        name = record_of(clash.key)[1] or clash.key
        for side, named in (("theirs", self.theirs), ("mine", self.mine)):
            if any(one and name.startswith(one) for one in named):
                return side
        return self.rest


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that has no record in this store, or several that it may mean."""

    table: str
    key: str
    anchor: Entry
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Merged:
    """What became of the work: `added` and `same` are entries by table, `open` and `settled` conflicts."""

    added: Counter[str] = field(default_factory=Counter)
    same: int = 0
    open: list[Clash] = field(default_factory=list)
    settled: list[Clash] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    indicators: dict[str, Entry] = field(default_factory=dict)  # those that this person does not have so


@dataclass(frozen=True, slots=True)
class _Put:
    table: str
    key: str
    entry: Entry | None  # None: the entry goes


def merge(library: Library, work: Work, *, choice: Choice | None = None, dry_run: bool = False) -> Merged:
    """Takes the work in. Raises WrongUse where something in it cannot stand, before anything is written."""
    done = Merged()
    puts, bound = _planned(library, work, choice or Choice(), done)
    waiting = {key for key, found in bound.items() if len(found) != 1}
    if not dry_run and puts:
        _write(library, work, puts, bound)
        waiting = {f"{left.kind}:{left.id}" for left in library.rebind()} & set(bound)
    done.waiting += [
        Waiting(table, key, work.anchors.get(key) or entry, tuple(bound[key]))
        for table in SHARED
        if table not in BY_NAME
        for key, entry in work.tables.get(table, {}).items()
        if key in waiting
    ]
    return done


def _planned(
    library: Library, work: Work, choice: Choice, done: Merged
) -> tuple[list[_Put], dict[str, tuple[str, ...]]]:
    """What is to be written, and for each record of the work those that it is here."""
    bound = {key: _here(library, work, key) for table, key, _ in _all(work) if table not in BY_NAME}
    for key in {m for e in work.tables.get(SETS, {}).values() for m in e["members"]} - set(bound):
        bound[key] = _here(library, work, key)
    for table, key, entry in _all(work):
        check(library, table, key, entry, work.anchors.get(key, {}))
    puts: list[_Put] = []
    for table, key, entry in _all(work):
        at = _key(bound.get(key, ()), key)
        theirs = {**entry, "key": at} | _members(table, entry, bound)
        mine = library.user.get(table, at)
        if table == INDICATORS:
            _indicator(key, entry, mine, done)
            continue
        clashes = [*contradictions(library.user.tables, work.tables, table, at, entry)]
        together, differ = laid_together(table, mine, theirs)
        sides = {clash: choice.of(clash) for clash in (*clashes, *differ)}
        done.settled += [clash for clash, side in sides.items() if side]
        done.open += [clash for clash, side in sides.items() if not side]
        if any(sides[clash] != "theirs" for clash in clashes):
            continue  # what stands here forbids it
        taken = {clash.field for clash in differ if sides[clash] == "theirs"}
        final, _ = laid_together(table, mine, theirs, taken) if taken else (together, ())
        if final is None or (mine is not None and _same(final, mine)):
            done.same += mine is not None and not differ
            continue
        puts += [_Put(clash.against, clash.mine_key, None) for clash in clashes]
        puts.append(_Put(table, at, final))
        done.added[table] += 1
    return puts, bound


def _all(work: Work) -> Iterator[tuple[str, str, Entry]]:
    for table in SHARED:
        for key, entry in work.tables.get(table, {}).items():
            yield table, key, entry


def check(library: Library, table: str, key: str, entry: Entry, anchor: Entry) -> None:
    """Raises WrongUse where an entry holds what no record could."""
    from store.person import fields as settable

    kind, record = record_of(key)
    if table == QUERIES:
        from store.search.query import parse

        parse(entry["query"])
    elif table == ADDED:
        settable.read(entry["kind"], entry["fields"])
    elif table == CORRECTIONS:
        if kind == "fact":
            fact = library.fact(record)
            kind = fact.kind if fact is not None else anchor.get("kind", "")
        if kind in (*FACTS, "meeting", "article"):  # else there is nothing yet that it could be said of
            settable.read(kind, entry["fields"])


def _here(library: Library, work: Work, key: str) -> tuple[str, ...]:
    """The ids of the records that a key of the work means in this store: one where that is certain."""
    kind, record = record_of(key)
    if kind == "region":
        return (record,)
    if key in work.tables.get(ADDED, {}):
        return (record,) if _stands(library, work.tables[ADDED][key]) else ()
    if standing := library.standing(kind, record):
        return (standing,)
    from store.person.anchors import fits

    held = work.anchors.get(key)
    return tuple(fits(library, kind, held)) if held else ()


def _stands(library: Library, entry: Entry) -> bool:
    from store.person.anchors import stands_at

    return stands_at(library, entry) is not None


def _key(found: tuple[str, ...], key: str) -> str:
    """The key under which an entry stands here: that of its record, or its own as long as there is none."""
    kind, _ = record_of(key)
    return f"{kind}:{found[0]}" if len(found) == 1 and kind else key


def _members(table: str, entry: Entry, bound: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    if table != SETS:
        return {}
    return {"members": list(dict.fromkeys(_key(bound.get(m, ()), m) for m in entry["members"]))}


def _same(one: Entry, other: Entry) -> bool:
    return {**one, "n": 0} == {**other, "n": 0}


def _indicator(key: str, theirs: Entry, mine: Entry | None, done: Merged) -> None:
    """An indicator is a person's settings, not a record: it is told, and goes into no file unasked."""
    own = ("aliases", "units", "never")
    if mine is not None and all(list(mine.get(n, ())) == list(theirs.get(n, ())) for n in own):
        done.same += 1
    else:
        done.indicators[key] = {n: list(theirs.get(n, ())) for n in own}


def _write(library: Library, work: Work, puts: list[_Put], bound: Mapping[str, tuple[str, ...]]) -> None:
    """All of it in one change of the file; then whatever hangs on records that are not here finds those that came."""
    user = library.user
    free = {table: not user.entries(table) for table in SHARED}  # an empty table takes their order as it is
    theirs: dict[str, Entry] = {}  # key as it is here → by what its record is known where the work was done
    for key, found in bound.items():
        if key in work.anchors:
            theirs.setdefault(_key(found, key), work.anchors[key])
    for put in puts:
        if put.entry is None:
            user.drop(put.table, put.key)
            continue
        ordered = free[put.table] and isinstance(put.entry.get("n"), int)
        user.take(put.table, put.key, {k: v for k, v in put.entry.items() if k != "n" or ordered})
        named = put.entry["members"] if put.table == SETS else [put.key] if put.table not in (*BY_NAME, ADDED) else ()
        for key in named:
            _anchor(library, key, theirs.get(key, {}))
    library.flush()
    library.rebind()
    library.flush()
    library.settling.settle()


def _anchor(library: Library, key: str, theirs: Entry) -> None:
    """Notes by what a record is known: as it is here, or as it is where the work was done."""
    from store.person.anchors import anchor

    if library.user.get(ANCHORS, key) is not None:
        return
    kind, record = record_of(key)
    held = anchor(library, cast(RecordKind, kind), record) or {k: v for k, v in theirs.items() if k not in ("key", "n")}
    if held:
        library.user.put(ANCHORS, key, held)
