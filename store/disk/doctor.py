"""The doctor: whether the segments are what was written, and whether the index is what the segments say.

Comes in: a store folder. Goes out: findings, each with the file, what is wrong and what to do; with `mend` what can be
mended is: a torn segment's whole records go into a new one (the torn file is kept in `damaged/`), the index is built
anew, `user.json` comes back from the copy before the last change. Nothing is ever thrown away.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal, Protocol

from store.disk import segment, sources
from store.disk.differing import differences
from store.disk.folder import DAMAGED, Folder
from store.disk.segment import Document
from store.disk.sound import CHECKED, is_sound
from store.errors import IndexTorn, StoreDamaged
from store.index import building
from store.person.user import malformed

Level = Literal["damage", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    path: Path
    level: Level
    what: str
    mend: str  # what was done, or what to do
    mended: bool = False


class Examined(Protocol):
    folder: Folder


def examine(library: Examined, *, mend: bool = False, whole: bool = False) -> list[Finding]:
    """What is wrong with a store, the worst first. `whole` compares all of the index with the segments, not a sample.

    Mending takes the writers' lock. Raises StoreReadOnly, StoreBusy.
    """
    folder = library.folder
    if not mend:
        return _sorted(_examined(folder, mend=False, whole=whole))
    with folder.lock():
        return _sorted(_examined(folder, mend=True, whole=whole))


def _sorted(findings: Iterator[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: ("damage", "warning", "note").index(f.level))


def _examined(folder: Folder, *, mend: bool, whole: bool) -> Iterator[Finding]:
    yield from _strays(folder, mend=mend)
    torn = [*_segments(folder, mend=mend), *_gone(folder, mend=mend)]
    yield from torn
    yield from _sources(folder, mend=mend)
    yield from _user(folder, mend=mend)
    yield from _conflicting(folder)
    if any(f.mended for f in torn):
        folder.rebuild(forget=True)
    wrong = differences(folder, whole=whole)
    if wrong and mend:
        folder.rebuild()
    for what in wrong:
        yield Finding(folder.index.file, "warning", what, _cured(mend, "built anew", "`lichun doctor --mend`"), mend)
    yield from _unnamed_sources(folder)


def _cured(mend: bool, done: str, todo: str) -> str:
    return done if mend else f"{todo} mends it"


# Segments


def _segments(folder: Folder, *, mend: bool) -> Iterator[Finding]:
    headers, _ = building.headers_of(folder.segments, segment.numbers(folder.segments))
    replaced = {n for header in headers.values() for n in header.replaces}
    for number in segment.numbers(folder.segments):
        file = segment.path(folder.segments, number)
        try:
            segment.verify(file)
        except StoreDamaged as error:
            if number in replaced:
                continue  # its records stand in the segment that replaces it
            if not mend:
                kept, lost = salvage(file)
                what = f"{error.reason}; {_total(kept)} records can be read, {lost} lines cannot"
                yield Finding(file, "damage", what, _cured(False, "", "`lichun doctor --mend`"))
            else:
                yield _mended(folder, number, file, error.reason)


def _gone(folder: Folder, *, mend: bool) -> Iterator[Finding]:
    """Segments that the index knows and that were taken away. To mend is to go on without them."""
    try:
        numbers = building.missing(folder.index, folder.segments)
    except (sqlite3.DatabaseError, IndexTorn):
        return
    for number in numbers:
        todo = "put it back, from a backup; `lichun doctor --mend` goes on without it"
        done = "the index was built without it; it is taken in again once it is put back"
        yield Finding(segment.path(folder.segments, number), "damage", "it is gone", done if mend else todo, mend)


def _mended(folder: Folder, number: int, file: Path, reason: str) -> Finding:
    """Writes what can be read of a torn segment as a new one that replaces it; keeps the torn file."""
    kept, lost = salvage(file)
    kept_in = _laid_aside(folder, file)
    data = segment.encode(kept, [number])
    segment.replace(segment.path(folder.segments, folder.free_number()), data)
    file.unlink()
    segment.sync_folder(folder.segments)
    done = f"{_total(kept)} records were kept, {lost} lines could not be read; the torn file is {kept_in}"
    return Finding(file, "damage", reason, done, mended=True)


def _laid_aside(folder: Folder, file: Path) -> Path:
    """A copy of the torn file; made first, so that a kill never takes it, and never over an earlier one."""
    place, data = folder.root / DAMAGED, segment.read(file)
    place.mkdir(mode=0o700, exist_ok=True)
    names = (f"{file.stem}{f'-{n}' if n > 1 else ''}{file.suffix}" for n in count(1))
    free = next(copy for name in names if not (copy := place / name).exists() or segment.read(copy) == data)
    segment.replace(free, data)
    return free


def _total(tables: dict[str, dict[int, Document]]) -> int:
    return sum(map(len, tables.values()))


def salvage(file: Path) -> tuple[dict[str, dict[int, Document]], int]:
    """The records of a torn segment that are whole, by table, and how many lines are not."""
    found, lost = segment.salvage(file, segment.read(file))
    tables: dict[str, dict[int, Document]] = {}
    for place, document in found:
        if place.table in CHECKED and not is_sound(place.table, document):
            lost += 1
        else:
            tables.setdefault(place.table, {})[place.doc] = document
    return tables, lost


# The rest


def _strays(folder: Folder, *, mend: bool) -> Iterator[Finding]:
    for place in (folder.root, folder.segments, folder.sources):
        for stray in place.glob(".*.tmp") if place.is_dir() else ():
            if mend:
                stray.unlink(missing_ok=True)
            what = "left behind by a writer that was stopped"
            yield Finding(stray, "note", what, _cured(mend, "taken away", "the next import"), mend)


def _sources(folder: Folder, *, mend: bool) -> Iterator[Finding]:
    for number in sources.packs(folder.root):
        file = sources.pack(folder.root, number)
        kept, lost, wrong = sources.held(file)
        if wrong is None:
            continue
        with suppress(sqlite3.DatabaseError, IndexTorn):  # which may know what stood where the pack is cut off
            rows = folder.index.db.execute("SELECT content FROM pack WHERE number = ?", (number,))
            lost |= {content for (content,) in rows} - kept.keys()
        others = f"{len(lost)} could not" if lost else "no other is known of"
        what = f"a pack of sources is torn ({wrong}): {len(kept)} could be read, {others}"
        done = "`lichun doctor --mend` keeps what can be read; then import the articles again, whose records are not touched"
        if mend:
            kept_in = _laid_aside(folder, file)
            if kept:  # under another number: a pack is never written over
                sources.write(folder.root, folder.free_pack(), kept)
            file.unlink()
            done = f"{len(kept)} were kept; the torn file is {kept_in}"
        yield Finding(file, "damage", what, done, mend)


def _unnamed_sources(folder: Folder) -> Iterator[Finding]:
    try:
        (missing,) = folder.index.db.execute(
            "SELECT count(*) FROM article WHERE content IS NOT NULL AND content NOT IN (SELECT content FROM pack)"
        ).fetchone()
    except (sqlite3.DatabaseError, IndexTorn):
        return
    if missing and folder.sources.is_dir():  # where no source ever was kept, all came with an export
        what = f"{missing} articles have no source kept"
        yield Finding(folder.sources, "note", what, "they cannot be read anew by newer rules; import them again")


def _user(folder: Folder, *, mend: bool) -> Iterator[Finding]:
    file = folder.root / "user.json"
    copy = file.with_name("user.json.bak")
    wrong = _unreadable(file) if file.exists() else "it is gone" if copy.exists() else None
    if wrong is None:
        return
    if _unreadable(copy):
        yield Finding(file, "damage", f"{wrong}, nor is there a copy", "mend it by hand: it is JSON")
        return
    if mend:
        if file.exists():
            _laid_aside(folder, file)
        segment.replace(file, segment.read(copy))
    done = f"the copy before the last change is back; a torn file is kept in {folder.root / DAMAGED}"
    yield Finding(file, "damage", wrong, _cured(mend, done, "`lichun doctor --mend`"), mend)


def _conflicting(folder: Folder) -> Iterator[Finding]:
    """Copies under other names, as a synced folder makes them of what two machines wrote: nothing of them is read."""
    stand = [segment.path(folder.segments, number) for number in segment.numbers(folder.segments)]
    own = [file for file in (folder.root / "user.json",) if file.exists()]
    for file in sorted({*folder.segments.glob("*.json"), *folder.root.glob("user*.json")} - {*stand, *own}):
        of_person = file.parent == folder.root
        data = segment.read(file)
        if data in map(segment.read, own if of_person else stand):
            yield Finding(file, "note", "a copy of what stands, which is not read", "it may be removed")
        else:
            place, then = ("user.json", "share work.json`, then merge") if of_person else (
                "segments/00000001.json", "export -o all.json`, then import")  # fmt: skip
            todo = f"`mkdir -p FOLDER/segments`, copy it alone to FOLDER/{place}, run `lichun --store FOLDER {then} that file"
            yield Finding(file, "warning", "is not read, and holds something else than what stands", todo)


def _unreadable(file: Path) -> str | None:
    """Why a person's work cannot be read from a file; None where it can."""
    try:
        data = json.loads(file.read_bytes())
        tables = {n: {str(d["key"]): d for d in t.values()} for n, t in data.items() if n != segment.META}
    except (ValueError, OSError, AttributeError, TypeError, KeyError):
        return "it cannot be read"
    return malformed(tables)
