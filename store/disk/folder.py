"""The folder of a store: its segments, sources, lock and index, and how a batch gets into it.

    STORE/segments/00000001.json …   one batch each, written once (store.disk.segment)
    STORE/sources/00000001.zip …     the bytes as received, by content id
    STORE/user.json                  what a person added
    STORE/index.sqlite               disposable (store.index.index); in the user's cache where the store cannot be written
    STORE/lock                       one writer at a time

Comes in: tables of documents. Goes out: documents by number. Readers take no lock and never see half a batch: the rename
of a segment is the commit, and the index follows in one transaction. What a document means is not its concern.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import error as zlib_error

from store.disk import segment
from store.errors import IndexTorn, StoreBusy, StoreDamaged, StoreFull, StoreGone, StoreReadOnly
from store.index import index
from store.index.index import REMOVED

LOCK_WAIT = 30.0  # seconds that a writer waits for another
OPEN_FILES = 256  # fifty answers stand in as many segments
GAP = 1 << 16  # bytes between two documents that are read over rather than around
_ORDER = {REMOVED: 0, "articles": 1, "mentions": 2, "facts": 3}
Document = Mapping[str, Any]


class Folder:
    """An open store folder."""

    def __init__(
        self,
        root: Path,
        *,
        read_only: bool = False,
        index_bodies: bool | None = None,
        progress: index.Progress | None = None,
    ) -> None:
        self.index_bodies = index_bodies
        self.root, self.segments, self.sources = root, root / "segments", root / "sources"
        self.read_only = read_only or not self._made()
        self._files: dict[int, int] = {}  # segment → open file
        self._guard = threading.Lock()
        self._batch: dict[str, dict[int, Document]] | None = None
        self._next = 0
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
        with self._guard:
            for handle in self._files.values():
                os.close(handle)
            self._files.clear()
        self.index.close()

    # Reading

    def documents(self, docs: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and document, in the order asked for; what is not there is passed over. Neighbours are one read."""
        wanted = list(docs)
        for at in range(0, len(wanted), 500):
            yield from self._some(wanted[at : at + 500])

    def _some(self, docs: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        try:
            found = self._read(docs)
        except FileNotFoundError:  # merged away since the catalogue was asked: it knows the new place by now
            try:
                found = self._read(docs)
            except FileNotFoundError as error:
                raise StoreGone(error.filename) from None
        return ((doc, found[doc]) for doc in docs if doc in found)

    def _read(self, docs: Sequence[int]) -> dict[int, dict[str, Any]]:
        marks = ",".join("?" * len(docs))
        places = self.index.db.execute(
            f"SELECT segment, offset, length, doc FROM record WHERE doc IN ({marks}) ORDER BY segment, offset", docs
        ).fetchall()
        found: dict[int, dict[str, Any]] = {}
        at = 0
        while at < len(places):
            number, first = places[at][0], places[at][1]
            end, upto = first + places[at][2], at + 1
            while upto < len(places) and places[upto][0] == number and places[upto][1] - end < GAP:
                end, upto = places[upto][1] + places[upto][2], upto + 1
            file = segment.path(self.segments, number)
            data = self._bytes(number, file, first, end - first)
            for _, offset, length, doc in places[at:upto]:
                found[doc] = segment.loads(file, data[offset - first : offset - first + length])
            at = upto
        return found

    def _bytes(self, number: int, file: Path, offset: int, length: int) -> bytes:
        with self._guard:
            if number not in self._files:
                while len(self._files) >= OPEN_FILES:
                    os.close(self._files.pop(next(iter(self._files))))
                self._files[number] = os.open(file, os.O_RDONLY)
            data = os.pread(self._files[number], length, offset)
        if len(data) != length:
            raise StoreDamaged(file, f"it ends before byte {offset + length}")
        return data

    def source(self, content: str) -> bytes | None:
        """The bytes as received."""
        import zipfile

        for _ in range(2):  # a pack may have been merged into another meanwhile
            found = self.index.db.execute("SELECT number FROM pack WHERE content = ?", (content,)).fetchone()
            if found is None:
                return None
            file = self.pack(found[0])
            try:
                with zipfile.ZipFile(file) as pack:
                    return pack.read(content)
            except FileNotFoundError:
                continue
            except (zipfile.BadZipFile, zlib_error, KeyError, EOFError) as error:
                raise StoreDamaged(file, f"a source cannot be read ({error})") from None
        return None

    def pack(self, number: int) -> Path:
        return self.sources / f"{number:08d}.zip"

    def packs(self) -> list[int]:
        return sorted(index.packs(self.root))

    def free_pack(self) -> int:
        """A number that no pack has: a pack is never written over."""
        return max([self.free_number() - 1, *self.packs()]) + 1

    # Writing

    @contextmanager
    def lock(self, wait: float = LOCK_WAIT) -> Iterator[None]:
        """The writers' lock. Raises StoreBusy where another keeps it too long, StoreReadOnly where none can write."""
        if self.read_only:
            raise StoreReadOnly(self.root)
        file = self.root / "lock"
        try:
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise segment.told(file, error) from error
        try:
            until = time.monotonic() + wait
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise StoreBusy(self.root) from None
                    time.sleep(0.02)
            yield
        finally:
            os.close(handle)

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

    def keep(self, sources: Mapping[str, bytes]) -> None:
        """Writes sources beside the segment that the batch will be; content that is kept already is passed over."""
        new = {c: data for c, data in sources.items() if self.source(c) is None}
        if new:
            self._pack(self.free_pack(), new)

    def write(self, tables: Mapping[str, Mapping[int, Document]], replaces: Sequence[int] = ()) -> int:
        """Commits a segment and brings the index to it; its number. Under the lock."""
        number = self.free_number()
        ordered = dict(sorted(tables.items(), key=lambda item: _ORDER.get(item[0], 9)))
        data, _ = segment.encode(ordered, replaces)
        file = segment.path(self.segments, number)
        segment.replace(file, data)
        try:
            try:
                index.catch_up(self.index, self.root)
            except (sqlite3.DatabaseError, IndexTorn):  # a tear may show itself only where something is written
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

    def _pack(self, number: int, sources: Mapping[str, bytes]) -> None:
        import io
        import zipfile

        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
            for content, data in sources.items():
                pack.writestr(zipfile.ZipInfo(content), data, zipfile.ZIP_DEFLATED)
        file = self.pack(number)
        try:
            self.sources.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise segment.told(self.sources, error) from error
        segment.replace(file, buffer.getvalue())

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

    def _open_index(self, progress: index.Progress | None) -> index.Index:
        """The index in the folder, made or brought up to date where this process may; else one in the user's cache."""
        file = self.root / "index.sqlite"
        if self.read_only:
            return self._open_for_reading(file, progress)
        found = index.Index(file)
        if found.fits and not self._behind(found) and self._as_wished(found):
            return found
        try:
            with self.lock(0 if found.fits else LOCK_WAIT):  # a writer at work catches up by itself
                self._refit(found, progress)
        except StoreBusy:
            if not found.fits:
                raise
        return found

    def _open_for_reading(self, file: Path, progress: index.Progress | None) -> index.Index:
        """The index as it stands, where a writer keeps it or it knows all; else one in the user's cache."""
        if not self.segments.is_dir():
            raise StoreGone(self.root)
        kept = os.access(self.root, os.W_OK)
        for immutable in (False, True):
            found = index.Index(file, read_only=True, immutable=immutable)
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
        found = index.Index(cache / f"index-{name}.sqlite")
        self._refit(found, progress)
        return found

    def _opens(self, found: index.Index) -> bool:
        try:
            found.segments()
        except (sqlite3.DatabaseError, IndexTorn, StoreReadOnly):
            return False
        return True

    def _behind(self, found: index.Index) -> bool:
        try:
            return index.behind(found, self.root)
        except (sqlite3.DatabaseError, IndexTorn, StoreReadOnly):
            return True

    def refit(self, progress: index.Progress | None = None) -> None:
        """Brings the index to what the folder holds; builds it anew where it cannot be used. Under the lock."""
        self._refit(self.index, progress)

    def _refit(self, found: index.Index, progress: index.Progress | None) -> None:
        try:
            if found.fits and found.current and self._as_wished(found):
                index.catch_up(found, self.root, progress)
                return
        except (sqlite3.DatabaseError, IndexTorn):
            pass
        self.rebuild(found, progress)

    def rebuild(self, found: index.Index | None = None, progress: index.Progress | None = None) -> None:
        """Builds the index anew from the segments."""
        target = found or self.index
        bodies = self.index_bodies
        if bodies is None:
            try:
                bodies = target.bodies if target.fits else True
            except (sqlite3.DatabaseError, IndexTorn):
                bodies = True
        target.close()
        index.build(target.file, self.root, progress, bodies=bodies)

    def _as_wished(self, found: index.Index) -> bool:
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
