"""Compaction: many small segments become few, what was replaced or removed goes for good.

Comes in: a store folder. Goes out: the same records, under the same document numbers, in new segments that name those
they replace; these are taken away at the next writer's start, and a reader that finds one gone asks the catalogue again.
Sources that no article names any more go too; a pack that cannot be read stays. The index is built anew where a fifth of
its texts is dead, and its parts gathered. A kill at any moment leaves either the old segments or the new one in force.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from store.disk import segment, sources
from store.disk.folder import DAMAGED, Folder
from store.errors import StoreFull
from store.index.building import Progress, catch_up, noted_missing
from store.index.gathering import gather
from store.index.layout import REMOVED

SMALL, LARGE = 8 << 20, 32 << 20  # bytes: smaller ones are merged, up to this much
LIVING = 0.5  # a segment with less than this share in force is written anew whatever its size
DEAD = 0.2  # share of dead texts at which the index is built anew


@dataclass(frozen=True, slots=True)
class Compacted:
    """Segments before and after, and how many bytes were given back."""

    before: int
    after: int
    saved: int


def compact(folder: Folder, progress: Progress | None = None) -> Compacted:
    """Merges what is small or half dead. Raises StoreFull, StoreReadOnly, StoreBusy."""
    with folder.lock():
        folder.refit()
        folder.sweep()
        before = segment.numbers(folder.segments)
        size = _size(folder)
        groups = list(_groups(folder))
        for done, group in enumerate(groups):
            if progress:
                progress(done, len(groups))
            folder.write(_living(folder, group), group)
        _compact_sources(folder)
        if _dead(folder) > DEAD:
            folder.rebuild(progress=progress)
        with suppress(StoreFull):  # not worth failing for; the lock is held already
            gather(folder.index)
        folder.sweep()
        return Compacted(len(before), len(segment.numbers(folder.segments)), size - _size(folder))


def _groups(folder: Folder) -> Iterator[list[int]]:
    """Numbers of segments that are to become one."""
    live: dict[int, int] = dict(folder.index.db.execute("SELECT segment, sum(length) FROM record GROUP BY segment"))
    group: list[int] = []
    held = 0
    rows = folder.index.db.execute("SELECT number, size FROM segment WHERE damage IS NULL AND NOT gone ORDER BY number")
    for number, size in rows.fetchall():
        living = live.get(number, 0)
        if size >= SMALL and living >= LIVING * size:
            continue
        if group and held + living > LARGE:
            yield group
            group, held = [], 0
        group.append(number)
        held += living
    if len(group) > 1 or (group and live.get(group[0], 0) < LIVING * _bytes(folder, group[0])):
        yield group


def _bytes(folder: Folder, number: int) -> int:
    return segment.path(folder.segments, number).stat().st_size


def _living(folder: Folder, group: list[int]) -> dict[str, dict[int, dict[str, Any]]]:
    """What is in force of these segments, by table. A tombstone goes with the document that it buries."""
    marks = ",".join("?" * len(group))
    rows = folder.index.db.execute(
        f"SELECT doc, name FROM record r JOIN stock s ON s.id = r.stock WHERE segment IN ({marks}) ORDER BY doc", group
    ).fetchall()
    names = dict(rows)
    held = {place.doc for number in group for place in _places(folder, number)} if REMOVED in names.values() else set()
    tables: dict[str, dict[int, dict[str, Any]]] = {}
    for doc, document in folder.documents(names):
        if names[doc] != REMOVED or document["doc"] not in held:
            tables.setdefault(names[doc], {})[doc] = document
    return tables


def _places(folder: Folder, number: int) -> Iterator[segment.Place]:
    file = segment.path(folder.segments, number)
    return (place for place, _ in segment.scan(file, segment.read(file)))


def _dead(folder: Folder) -> float:
    """The share of texts in the full-text tables that no article has any more."""
    db = folder.index.db
    (dead,) = db.execute("SELECT count(*) FROM gone").fetchone()
    (living,) = db.execute("SELECT count(*) FROM article").fetchone()
    return float(dead / (dead + living)) if dead else 0.0


def _compact_sources(folder: Folder) -> None:
    """Merges small packs and drops contents that no article names."""
    packs = {
        number: sources.pack(folder.root, number).stat().st_size
        for number in sources.packs(folder.root)
        if sources.pack(folder.root, number).exists()
    }
    wanted = {c for (c,) in folder.index.db.execute("SELECT content FROM article WHERE content IS NOT NULL")}
    rows = folder.index.db.execute("SELECT content, number FROM pack").fetchall()
    wanted |= _of_lost_articles(folder, [content for content, _ in rows])
    idle = {number for content, number in rows if content not in wanted}
    small = [number for number, size in packs.items() if size < SMALL or number in idle]
    if len(small) < 2 and not idle:
        return
    number, done = folder.free_pack(), list[int]()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as merged:
        for old in small:
            held = sources.held(sources.pack(folder.root, old))
            if held.wrong is not None:  # it stays as it is: `lichun doctor` says so
                continue
            for content in held.kept.keys() & wanted:
                merged.writestr(zipfile.ZipInfo(content), held.kept[content], zipfile.ZIP_DEFLATED)
            wanted -= held.kept.keys()
            done.append(old)
        kept = bool(merged.namelist())
    if len(done) < 2 and not idle.intersection(done):
        return
    if kept:
        segment.replace(sources.pack(folder.root, number), buffer.getvalue())
        catch_up(folder.index, folder.root)
    for old in done:
        sources.pack(folder.root, old).unlink(missing_ok=True)
    catch_up(folder.index, folder.root)


def _of_lost_articles(folder: Folder, contents: list[str]) -> set[str]:
    """Those of which a torn segment speaks: of an article that cannot be read its source may be all that is left."""
    if noted_missing(folder.index):
        return set(contents)
    numbers = folder.index.db.execute("SELECT number FROM segment WHERE damage IS NOT NULL")
    torn = [segment.path(folder.segments, n) for (n,) in numbers] + list((folder.root / DAMAGED).glob("*.json"))
    data = b"".join(map(segment.read, torn))
    return {content for content in contents if content.encode() in data} if data else set()


def _size(folder: Folder) -> int:
    return sum(
        f.stat().st_size for place in (folder.segments, folder.sources) if place.is_dir() for f in place.iterdir()
    )
