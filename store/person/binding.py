"""What a person adds hangs on records, and is hung again where these were read anew.

Comes in: an entry and the record that it is about; later, which articles were written. Goes out: entries in `user.json`
with the anchors by which their records are found again (`store.person.anchors`), and what is left over: its record is
gone, or several may be meant. Nothing is dropped or guessed, and no record is altered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from store.person.anchors import anchor, fits, report, stands_at
from store.person.arrangement import Arrangement, arrangements
from store.person.user import (
    ADDED,
    ANCHORS,
    ARRANGED,
    BY_RECORD,
    CORRECTIONS,
    SETS,
    Entry,
    RecordKind,
    UserData,
    key_of,
    record_of,
)

if TYPE_CHECKING:
    from store.listing.meetings import ReportRow
    from store.reading import Reading


class Unbound(NamedTuple):
    """Something a person added whose record is no longer there, with the records that it may belong to."""

    kind: str
    id: str
    anchor: Entry
    candidates: tuple[str, ...]


def hang(library: Reading, table: str, kind: RecordKind, record_id: str, entry: Entry) -> None:
    """Puts an entry on a record, anchored to its evidence."""
    key = key_of(kind, record_id)
    if library.user.get(ANCHORS, key) is None:
        held = anchor(library, kind, record_id)
        if held:
            library.user.put(ANCHORS, key, held)
    library.user.put(table, key, entry)


def unhang(user: UserData, table: str, key: str) -> None:
    """Takes an entry away, and the anchor of its record where nothing else hangs on it."""
    user.drop(table, key)
    sets = (entry["members"] for entry in user.entries(SETS).values())
    held = any(user.get(t, key) for t in BY_RECORD if t != ANCHORS) or any(key in members for members in sets)
    if not held:
        user.drop(ANCHORS, key)


def rebind(library: Reading, touched: Collection[str] | None = None) -> list[Unbound]:
    """Hangs what a person added on the records that took the place of those it was added to; what is left over.

    `touched` names the articles that were written since the last time; None stands for all.
    """
    for held in arrangements(library.user):
        if (changed := _found_again(library, held.reports, touched, extracted=held.extracted)) is not None:
            library.user.keep(ARRANGED, held.key, {"mentions": changed})
    follow_targets(library)
    for key, entry in library.user.entries(CORRECTIONS).items():
        if record_of(key)[0] == "meeting":
            changed = _found_again(library, tuple(entry.get("mentions", ())), touched, extracted=False)
            if changed is not None:
                library.user.keep(CORRECTIONS, key, {"mentions": changed})
    return [*_rebind_added(library, touched), *_rebind_anchored(library)]


def follow_targets(library: Reading) -> bool:
    """Gives every join the day and the place that its target has now; whether any was another."""
    followed = False
    for held in arrangements(library.user):
        row = next(rows_of(library, held, 0), None) if held.how == "join" else None
        if row is not None and (row.region, row.date) != (held.region, held.date):
            library.user.keep(ARRANGED, held.key, {"region": row.region, "date": row.date})
            followed = True
    return followed


def rows_of(library: Reading, held: Arrangement, *groups: int) -> Iterator[ReportRow]:
    """The reports of an arrangement that stand, of these groups or of both."""
    wanted = (r for r in held.reports if not groups or r["group"] in groups)
    return (row for r in wanted if (row := report(library, r, extracted=held.extracted)) is not None)


def _found_again(
    library: Reading, reports: tuple[Entry, ...], touched: Collection[str] | None, *, extracted: bool
) -> list[dict[str, Any]] | None:
    """The reports under the ids and in the articles that they have now; None where these are the same."""
    found = []
    for held in reports:
        gone = library.standing("article", held["article"]) is None
        asked = touched is None or gone or held["article"] in touched
        row = report(library, held, extracted=extracted) if asked else None
        now = {} if row is None else {"article": row.article, "own": row.said if extracted else row.own}
        found.append({**held, **now})
    return found if found != list(reports) else None


def _rebind_anchored(library: Reading) -> Iterator[Unbound]:
    for key, held in library.user.entries(ANCHORS).items():
        kind, record = record_of(key)
        standing = library.standing(kind, record)
        if standing == record:
            continue
        found = [standing] if standing else fits(library, kind, held)
        if len(found) == 1:
            library.user.rename(key, key_of(kind, found[0]))
        else:
            yield Unbound(kind, record, held, tuple(found))


def _rebind_added(library: Reading, touched: Collection[str] | None) -> Iterator[Unbound]:
    """Puts added facts where their words stand now."""
    for key, held in library.user.entries(ADDED).items():
        if touched is not None and held["article"] not in touched and library.standing("article", held["article"]):
            continue
        found = stands_at(library, held)
        if found is None:
            yield Unbound("fact", record_of(key)[1], held, ())
        elif found != (held["article"], held["start"], held["end"]):
            library.user.keep(ADDED, key, dict(zip(("article", "start", "end"), found, strict=True)))
