"""The folder of a store: its segments, sources, lock and index, and how a batch gets into it.

    STORE/segments/00000001.json …   one batch each, written once (store.disk.segment)
    STORE/sources/00000001.zip …     the bytes as received, by content id (store.disk.sources)
    STORE/user.json                  what a person added
    STORE/index.sqlite               disposable (store.index.index); in the user's cache where the store cannot be written
    STORE/lock                       one writer at a time (store.disk.lock)

Comes in: tables of documents. Goes out: documents by number. Readers take no lock and never see half a batch: the rename
of a segment is the commit, and the index follows in one transaction. What a document means is not its concern.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from store.disk import segment, sources
from store.disk.lock import LOCK_WAIT, locked
from store.disk.reading import Reader
from store.errors import IndexTorn, StoreBusy, StoreFull, StoreGone, StoreReadOnly
from store.index import building, gathering
from store.index.building import Progress
from store.index.index import Index
from store.index.layout import REMOVED
from store.index.syncing import sync

_ORDER = {REMOVED: 0, "articles": 1, "mentions": 2, "facts": 3}
_TORN = (sqlite3.DatabaseError, IndexTorn)  # what an index says that must be built anew
DAMAGED = "damaged"  # the folder for torn files that were mended
_CACHED = 4  # indexes of stores that cannot be written, kept in the user's cache: those used last
Document = Mapping[str, Any]


class Folder:
    """An open store folder."""

    def __init__(
        self,
        root: Path,
        *,
        read_only: bool = False,
        index_bodies: bool | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.index_bodies = index_bodies
        self.root, self.segments, self.sources = root, root / "segments", root / "sources"
        self.read_only = read_only or not self._made()
        self._reader = Reader(self.segments)
        self._batch: dict[str, dict[int, Document]] | None = None
        self._next = 0
        self.built = False  # whether the index was built anew since the opening
        self.index = self._open_index(progress)

    def _made(self) -> bool:
        """Makes what is missing of the folder; whether it can be written."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.segments.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            if self.segments.is_dir():
                return False
            raise segment.told(self.root, error) from error
        return os.access(self.root, os.W_OK) and os.access(self.segments, os.W_OK)

    def close(self) -> None:
        self._reader.close()
        self.index.close()

    # Reading

    def documents(self, docs: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and document, in the order asked for; what is not there is passed over."""
        return self._reader.documents(self.index, docs)

    def source(self, content: str) -> bytes | None:
        """The bytes as received."""
        return sources.read(self.index, self.root, content)

    def free_pack(self) -> int:
        """A number that no pack has: a pack is never written over."""
        return max([self.free_number() - 1, *sources.packs(self.root)]) + 1

    # Writing

    @contextmanager
    def lock(self, wait: float = LOCK_WAIT) -> Iterator[None]:
        """The writers' lock. Raises StoreBusy where another keeps it too long, StoreReadOnly where none can write."""
        if self.read_only:
            raise StoreReadOnly(self.root)
        with locked(self.root, wait):
            yield

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All changes within are one segment: all of them or none. Batches nest."""
        if self._batch is not None:
            yield
            return
        with self.lock():
            self.refit()
            self.sweep()
            self._batch = {}
            self._next = self.free_number() << 20
            try:
                yield
                if any(self._batch.values()):
                    self.write(self._batch)
                else:
                    self.refit()  # sources may have been kept
            finally:
                self._batch = None

    def next_doc(self) -> int:
        """A document number that was never used; within a batch."""
        self._next += 1
        return self._next

    def change(self, name: str, changed: Mapping[int, Document], removed: Iterable[int]) -> None:
        """Adds changes to the batch, or makes one of them."""
        with self.batch():
            assert self._batch is not None
            table = self._batch.setdefault(name, {})
            table.update(changed)
            for doc in removed:
                if table.pop(doc, None) is None or self._known(doc):
                    self._batch.setdefault(REMOVED, {})[self.next_doc()] = {"doc": doc}

    def pending(self, name: str) -> Mapping[int, Document]:
        """What the batch holds of a table, not written yet."""
        return (self._batch or {}).get(name, {})

    def keep(self, received: Mapping[str, bytes]) -> None:
        """Writes sources beside the segment that the batch will be; content that is kept already is passed over."""
        new = {c: data for c, data in received.items() if self.source(c) is None}
        if new:
            sources.write(self.root, self.free_pack(), new)

    def write(self, tables: Mapping[str, Mapping[int, Document]], replaces: Sequence[int] = ()) -> int:
        """Commits a segment and brings the index to it; its number. Under the lock."""
        number = self.free_number()
        ordered = dict(sorted(tables.items(), key=lambda item: _ORDER.get(item[0], 9)))
        data = segment.encode(ordered, replaces)
        file = segment.path(self.segments, number)
        segment.replace(file, data)
        try:
            try:
                building.catch_up(self.index, self.root)
            except _TORN:  # a tear may show itself only where something is written
                self.rebuild()
        except (StoreFull, StoreReadOnly):
            file.unlink(missing_ok=True)  # nothing was acknowledged: the store is as it was before
            raise
        return number

    def free_number(self) -> int:
        (known,) = self.index.db.execute("SELECT coalesce(max(number), 0) FROM segment").fetchone()
        return max([int(known), *segment.numbers(self.segments)]) + 1

    def _known(self, doc: int) -> bool:
        return self.index.db.execute("SELECT 1 FROM record WHERE doc = ?", (doc,)).fetchone() is not None

    def sweep(self) -> None:
        """Takes away what writers left behind: temporary files, segments that were merged into others. Under the lock."""
        for folder in (self.root, self.segments, self.sources):
            if folder.is_dir():
                for stray in folder.glob(".*.tmp"):
                    stray.unlink(missing_ok=True)
        gone = [n for (n,) in self.index.db.execute("SELECT number FROM segment WHERE gone").fetchall()]
        if gone:
            for number in gone:
                segment.path(self.segments, number).unlink(missing_ok=True)
            self.index.db.execute("DELETE FROM segment WHERE gone")

    # The index

    def gather(self, *, always: bool = False) -> None:
        """Brings together what many batches wrote apart, where that is worth while. Not worth failing for."""
        with suppress(StoreFull, StoreBusy), self.lock():
            self.refit()
            if always or gathering.worthwhile(self.index):
                gathering.gather(self.index)

    def _open_index(self, progress: Progress | None) -> Index:
        """The index in the folder, made or brought up to date where this process may; else one in the user's cache."""
        file = self.root / "index.sqlite"
        if self.read_only:
            return self._open_for_reading(file, progress)
        found = Index(file)
        if found.fits and not self._behind(found) and self._as_wished(found):
            return found
        try:
            with self.lock(0 if found.fits else LOCK_WAIT):  # a writer at work catches up by itself
                self._refit(found, progress)
        except StoreBusy:
            if not found.fits:
                raise
        return found

    def _open_for_reading(self, file: Path, progress: Progress | None) -> Index:
        """The index as it stands, where a writer keeps it or it knows all; else one in the user's cache."""
        if not self.segments.is_dir():
            raise StoreGone(self.root)
        kept = os.access(self.root, os.W_OK)
        for immutable in (False, True):
            found = Index(file, read_only=True, immutable=immutable)
            if (
                found.fits
                and not (immutable and found.has_log)
                and (self._opens(found) if kept else not self._behind(found))
            ):
                return found
            found.close()
        from hashlib import blake2b

        from platformdirs import user_cache_path

        name = blake2b(str(self.root.resolve()).encode(), digest_size=8).hexdigest()
        cache = user_cache_path("lichun")
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = Index(cache / f"index-{name}.sqlite")
        self._refit(found, progress)
        with suppress(OSError):  # another process has it open, or took it away
            found.file.touch()
            for old in sorted(cache.glob("index-*.sqlite"), key=lambda f: f.stat().st_mtime)[:-_CACHED]:
                for part in cache.glob(f"{old.name}*"):  # its log too
                    part.unlink()
        return found

    def _opens(self, found: Index) -> bool:
        try:
            found.segments()
        except (*_TORN, StoreReadOnly):
            return False
        return True

    def _behind(self, found: Index) -> bool:
        try:
            return building.behind(found, self.root)
        except (*_TORN, StoreReadOnly):
            return True

    def refit(self, progress: Progress | None = None) -> None:
        """Brings the index to what the folder holds; builds it anew where it cannot be used. Under the lock."""
        self._refit(self.index, progress)

    def _refit(self, found: Index, progress: Progress | None) -> None:
        try:
            if found.fits and found.current and self._as_wished(found):
                building.catch_up(found, self.root, progress)
                return
        except _TORN:
            pass
        self.rebuild(found, progress)

    def say(self, wanted: Mapping[str, str]) -> None:
        """Brings the index to what a person said. Under the lock."""
        try:
            sync(self.index, self.root, wanted)
        except _TORN:  # as for a segment: what is read at the opening was whole
            self.rebuild()
            sync(self.index, self.root, wanted)

    def rebuild(self, found: Index | None = None, progress: Progress | None = None, *, forget: bool = False) -> None:
        """Builds the index anew from the segments; it remembers those that were taken away unless it is to `forget` them."""
        target = found or self.index
        bodies, lost = True, list[int]()
        with suppress(*_TORN):
            if target.fits:
                bodies = target.bodies
                lost = [] if forget else building.missing(target, self.segments)
        bodies = bodies if self.index_bodies is None else self.index_bodies
        target.close()
        building.build(target.file, self.root, progress, bodies=bodies, lost=lost)
        self.built = True

    def _as_wished(self, found: Index) -> bool:
        return self.index_bodies is None or found.bodies == self.index_bodies

    def reload(self) -> None:
        """Takes what other processes did into view: their index where they built it anew, their commits otherwise."""
        if not self.index.current:
            self.index.close()
        if self.read_only:
            if self._behind(self.index):
                self.index.close()
                self.index = self._open_index(None)
            return
        try:
            with self.lock(0):
                self.refit()
        except StoreBusy:  # a writer is at work: what it has committed is in the index already
            pass
