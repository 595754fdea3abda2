"""The index: a disposable SQLite file that answers fast what the segments hold.

Holds: the catalogue (where each record stands, what listings and filters need of it), tallies by division and year,
merged meetings, full-text tables (`store.index.layout`). Goes out: an `Index` to read from and to change in one
transaction, whose errors are ours. How it comes to hold a store is `store.index.building`'s; it holds no truth, and it
does not say what a query means (`store.search.finding` does).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from store.errors import IndexTorn, Interrupted, StoreBusy, StoreFull, StoreReadOnly
from store.index.layout import APPLICATION, VERSION


class Connection(sqlite3.Connection):
    """A connection that speaks in our errors."""

    file: Path

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(sql, values)
        except sqlite3.DatabaseError as error:
            raise told(self.file, error) from error

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # it was never opened
            self.close()


class Index:
    """An open index; each thread has its own connection to it."""

    def __init__(self, file: Path, *, read_only: bool = False, immutable: bool = False) -> None:
        self.file, self.read_only, self.immutable = file, read_only, immutable
        self._inode = 0
        self._own = threading.local()
        self._all: list[sqlite3.Connection] = []

    @property
    def db(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._own, "db", None)
        if found is None:
            found = self._own.db = self._connect()
            self._all.append(found)
            self._inode = self.inode
        return found

    @property
    def inode(self) -> int:
        """Which file bears the name now; 0 for none."""
        try:
            return self.file.stat().st_ino
        except OSError:
            return 0

    @property
    def current(self) -> bool:
        """Whether the open file is still the one of that name: another process may have built it anew."""
        return not self._all or self._inode == self.inode

    def _connect(self) -> Connection:
        if self.read_only:
            address = f"{self.file.absolute().as_uri()}?mode=ro{'&immutable=1' if self.immutable else ''}"
        else:
            address = self.file.absolute().as_uri()
        db = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=10, factory=Connection
        )
        db.file = self.file
        db.execute("PRAGMA cache_size = -16000")
        if not self.read_only:
            db.execute("PRAGMA synchronous = NORMAL")
            # A batch changes pages all over a large index: written once for several batches, not once for each.
            db.execute("PRAGMA wal_autocheckpoint = 16000").fetchall()
        return db

    @property
    def fits(self) -> bool:
        """Whether the file is a finished index of this version, and as long as its header says."""
        try:
            with self.file.open("rb") as stream:
                head = stream.read(100)
                size = stream.seek(0, 2)
        except OSError:
            return False
        if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
            return False
        page = int.from_bytes(head[16:18])
        pages, version, application = (int.from_bytes(head[at : at + 4]) for at in (28, 60, 68))
        whole = size >= pages * (65536 if page == 1 else page) or self.has_log
        return whole and (application, version) == (APPLICATION, VERSION)

    @property
    def has_log(self) -> bool:
        """Whether SQLite's log holds pages that the file does not have yet."""
        try:
            return self.file.with_name(self.file.name + "-wal").stat().st_size > 0
        except OSError:
            return False

    def segments(self) -> dict[int, str]:
        """Number → digest of the segments that it holds."""
        return dict(self.db.execute("SELECT number, digest FROM segment"))

    @property
    def bodies(self) -> bool:
        """Whether texts are in it, or titles alone."""
        found = self.db.execute("SELECT value FROM state WHERE key = 'bodies'").fetchone()
        return found is None or bool(found[0])

    def interrupt(self) -> None:
        """Breaks off whatever is being asked, in any thread."""
        for db in list(self._all):
            db.interrupt()

    def close(self) -> None:
        """Lets go of every connection. One that another thread is asking closes when that thread lets go of it.

        Closing it under a running statement would end the process.
        """
        own = getattr(self._own, "db", None)
        for db in list(self._all):
            if db is not own:  # which is asking nothing, and would leave the log behind for whoever opens it next
                db.interrupt()
        if own:
            own.close()
        self._all.clear()
        self._own = threading.local()


@contextmanager
def transaction(index: Index) -> Iterator[None]:
    """All of it or nothing. Raises StoreFull, StoreReadOnly, IndexTorn."""
    try:
        index.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            index.db.execute("COMMIT")
        except BaseException:
            if index.db.in_transaction:
                index.db.execute("ROLLBACK")
            raise
    except sqlite3.DatabaseError as error:
        raise told(index.file, error) from error


def told(file: Path, error: sqlite3.DatabaseError) -> Exception:
    """The error to raise for what SQLite said; its own where it is none of the medium's."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_INTERRUPT"):
        return Interrupted()
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return IndexTorn(file, "the index is torn")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return StoreFull(file)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreReadOnly(file)
    if name.startswith("SQLITE_BUSY"):
        return StoreBusy(file)
    return error
