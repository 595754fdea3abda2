"""The index: a disposable SQLite file that answers fast what the segments hold.

Holds: the catalogue (where each record stands, what listings and filters need of it), tallies by division and year,
merged meetings, full-text tables. Comes in: segments, each in one transaction. Goes out: an `Index` to read from.
Deleting the file is harmless: the next writer builds it again; so does another version, a tear, or a store that it
does not fit. It holds no truth, and it does not say what a query means (`store.search.finding` does).

Rows: an article's row is `day << 13 | n`, so that "newest first" is the order of rows; its mentions and facts have
`article row << 12 | n`, and it keeps `more` rows behind its own where that is not room enough. Replaced and removed records leave the catalogue at once; their full-text rows stay as dead
weight, masked by the catalogue, until the index is built anew; no row is used twice before that.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from store.disk import segment
from store.errors import IndexTorn, Interrupted, StoreBusy, StoreDamaged, StoreFull, StoreReadOnly

VERSION = 8
DAY_BITS, PART_BITS = 13, 12
ROOM = (1 << PART_BITS) - 1  # parts that find room behind one article's row
ALL_YEARS = -1  # the year under which tallies of all years stand
NOWHERE = ""  # the code under which records without a division stand
COUNTRY = "100000"
REMOVED = "removed"  # the table of tombstones

Progress = Callable[[int, int], None]  # segments done, segments to do

_APPLICATION = 0x6C696368  # "lich"
_FTS = "content='', columnsize=0, detail=full, tokenize=\"ascii tokenchars '-_%.'\""
_TABLES = f"""
CREATE TABLE state(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE segment(
    number INTEGER PRIMARY KEY, size INTEGER NOT NULL, digest TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
    damage TEXT);
CREATE TABLE stock(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL);
CREATE TABLE record(
    doc INTEGER PRIMARY KEY, stock INTEGER NOT NULL, segment INTEGER NOT NULL,
    offset INTEGER NOT NULL, length INTEGER NOT NULL, row INTEGER);
CREATE TABLE article(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc INTEGER NOT NULL, title TEXT, publisher TEXT, published TEXT,
    region TEXT, day INTEGER NOT NULL, url TEXT, content TEXT, mirror_of TEXT, counted INTEGER NOT NULL,
    more INTEGER NOT NULL, meetings INTEGER NOT NULL, facts INTEGER NOT NULL);
CREATE TABLE free(day INTEGER PRIMARY KEY, row INTEGER NOT NULL);
CREATE TABLE place(code TEXT, row INTEGER, own INTEGER NOT NULL, PRIMARY KEY(code, row)) WITHOUT ROWID;
CREATE TABLE mention(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, name TEXT NOT NULL, region TEXT, date TEXT, first TEXT,
    kind TEXT NOT NULL, aka TEXT NOT NULL, occasion TEXT, theme TEXT, level INTEGER NOT NULL,
    own TEXT NOT NULL, meeting TEXT NOT NULL,
    said TEXT NOT NULL, apart TEXT, together TEXT NOT NULL, corrected TEXT NOT NULL);
CREATE TABLE meeting(
    id TEXT PRIMARY KEY, region TEXT, first TEXT, day INTEGER NOT NULL, year INTEGER NOT NULL, occasion TEXT,
    level INTEGER NOT NULL, sources INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE fact(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL, kind TEXT NOT NULL,
    region TEXT, mention INTEGER, day INTEGER NOT NULL, value, value_max, unit TEXT, indicator TEXT, status TEXT,
    horizon TEXT, stage TEXT, basis TEXT);
CREATE TABLE rejected(row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL);
CREATE TABLE said(key TEXT PRIMARY KEY, entry TEXT NOT NULL, doc INTEGER) WITHOUT ROWID;
CREATE TABLE unsettled(article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE tally(
    year INTEGER, what TEXT, code TEXT, own INTEGER NOT NULL, below INTEGER NOT NULL,
    PRIMARY KEY(year, what, code)) WITHOUT ROWID;
CREATE TABLE person(name TEXT PRIMARY KEY, pinyin TEXT NOT NULL, initials TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pack(content TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE packed(number INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE body USING fts5(text, chars, codes, who, {_FTS});
CREATE VIRTUAL TABLE head USING fts5(text, chars, pinyin, initials, {_FTS});
CREATE VIRTUAL TABLE told USING fts5(words, who, codes, {_FTS});
PRAGMA application_id = {_APPLICATION};
"""
# Made last when the index is built: sorting once is cheaper than keeping order all along.
_ORDERS = """
CREATE INDEX article_url ON article(url) WHERE url IS NOT NULL;
CREATE INDEX article_content ON article(content) WHERE content IS NOT NULL;
CREATE INDEX mention_id ON mention(id);
CREATE INDEX mention_own ON mention(own);
CREATE INDEX mention_said ON mention(said);
CREATE INDEX mention_meeting ON mention(meeting);
CREATE INDEX meeting_day ON meeting(day DESC, id);
CREATE INDEX fact_id ON fact(id);
CREATE INDEX rejected_id ON rejected(id);
CREATE INDEX said_doc ON said(doc) WHERE doc IS NOT NULL;
CREATE INDEX person_pinyin ON person(pinyin);
CREATE INDEX person_initials ON person(initials);
"""
# Needed while records are added: what is looked up for each.
_ORDERS_EARLY = """
CREATE INDEX mention_group ON mention(region, first);
CREATE INDEX meeting_place ON meeting(region, first);
CREATE INDEX article_mirror ON article(mirror_of) WHERE mirror_of IS NOT NULL;
CREATE INDEX place_row ON place(row);
"""


class Connection(sqlite3.Connection):
    """A connection that speaks in our errors."""

    file: Path

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(sql, values)
        except sqlite3.DatabaseError as error:
            raise told(self.file, error) from error

    def __del__(self) -> None:
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
        return whole and (application, version) == (_APPLICATION, VERSION)

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
        self.interrupt()
        if own := getattr(self._own, "db", None):
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


def behind(index: Index, root: Path) -> bool:
    """Whether the store holds other files than the index knows. Two listings, no file is opened."""
    known = [n for (n,) in index.db.execute("SELECT number FROM segment ORDER BY number")]
    packed = {n for (n,) in index.db.execute("SELECT number FROM packed")}
    return known != segment.numbers(root / "segments") or packed != packs(root)


def catch_up(index: Index, root: Path, progress: Progress | None = None) -> bool:
    """Brings the index to what the store holds, a transaction a segment; whether that changed anything.

    To be called under the writers' lock. Of a damaged segment what can be read is taken, and the damage noted.
    """
    if not behind(index, root):
        return False
    folder = root / "segments"
    known, on_disk = index.segments(), segment.numbers(folder)
    headers, damaged = headers_of(folder, [number for number in on_disk if number not in known])
    replaced = {number for header in headers.values() for number in header.replaces}
    new = sorted({*headers, *damaged} - replaced)
    for done, number in enumerate(new):
        if progress:
            progress(done, len(new))
        add(index, folder, number, headers.get(number), damaged.get(number))
    with transaction(index):
        gone = sorted(set(known) - set(on_disk))
        _drop(index, folder, gone)
        index.db.executemany("DELETE FROM segment WHERE number = ?", [(number,) for number in gone])
        for number in replaced & set(headers):
            index.db.execute("INSERT INTO segment VALUES (?,0,'',1,NULL)", (number,))
        _add_packs(index, root)
    return True


def build(file: Path, root: Path, progress: Progress | None = None, *, bodies: bool = True) -> None:
    """Builds the index of a store anew and puts it in the place of `file`, whole or not at all."""
    from store.index.said import of_store, rows_of

    temp = file.with_name(f".{file.name}.new")
    remove(temp)
    index = Index(temp)
    folder = root / "segments"
    try:
        index.db.execute("PRAGMA journal_mode = OFF")
        index.db.execute("PRAGMA synchronous = OFF")
        index.db.executescript(_TABLES + _ORDERS_EARLY)
        index.db.execute("INSERT INTO state VALUES ('bodies', ?)", (int(bodies),))
        index.db.executemany("INSERT INTO said VALUES (?,?,?)", rows_of(of_store(root)))
        headers, damaged = headers_of(folder, segment.numbers(folder))
        wanted = standing(headers)
        numbers = sorted({*wanted, *damaged})
        for done, number in enumerate(numbers):
            if progress:
                progress(done, len(numbers))
            add(index, folder, number, headers.get(number), damaged.get(number))
        with transaction(index):
            for number in set(headers) - set(wanted):
                index.db.execute("INSERT INTO segment VALUES (?,0,'',1,NULL)", (number,))
            _add_packs(index, root)
        index.db.executescript(_ORDERS)
        index.db.execute(f"PRAGMA user_version = {VERSION}")
        index.db.execute("PRAGMA journal_mode = WAL")
        index.close()
        remove(file)
        temp.replace(file)
    except sqlite3.DatabaseError as error:
        raise told(file, error) from error
    finally:
        index.close()
        remove(temp)


def headers_of(folder: Path, numbers: list[int]) -> tuple[dict[int, segment.Header], dict[int, str]]:
    """Headers by number, and what is wrong with those that have none. Raises StoreTooNew."""
    headers, damaged = {}, {}
    for number in numbers:
        try:
            headers[number] = segment.header(segment.path(folder, number))
        except StoreDamaged as error:
            damaged[number] = error.reason
    return headers, damaged


def standing(headers: Mapping[int, segment.Header]) -> list[int]:
    """The numbers of the segments that count: those that no other one replaces."""
    gone = {number for header in headers.values() for number in header.replaces}
    return sorted(set(headers) - gone)


def add(index: Index, folder: Path, number: int, header: segment.Header | None, damage: str | None) -> None:
    """Adds one segment in one transaction; of a damaged one what can be read, and what is wrong with it."""
    from store.index.indexing import add_segment

    file = segment.path(folder, number)
    data = segment.read(file)
    try:
        header = segment.verified(file, data)
        found = list(segment.scan(file, data))  # all of it is read before anything is written
    except StoreDamaged as error:
        torn, _ = segment.salvage(file, data)
        known = {doc for (doc,) in index.db.execute("SELECT doc FROM record")}  # a changed sign may be in a number
        found = list({place.doc: (place, document) for place, document in torn if place.doc not in known}.values())
        damage = damage or error.reason
    replaces = header.replaces if header else ()
    with transaction(index):
        add_segment(index, folder, number, found, replaces)
        _drop(index, folder, replaces)
        digest = "" if damage or header is None else header.digest
        index.db.execute("INSERT INTO segment VALUES (?,?,?,0,?)", (number, len(data), digest, damage))


def _drop(index: Index, folder: Path, numbers: Sequence[int]) -> None:
    from store.index.indexing import drop_segments

    if numbers:
        drop_segments(index, folder, numbers)
        index.db.executemany("UPDATE segment SET gone = 1 WHERE number = ?", [(number,) for number in numbers])


def packs(root: Path) -> set[int]:
    try:
        return {int(p.stem) for p in (root / "sources").iterdir() if p.suffix == ".zip" and p.stem.isdigit()}
    except FileNotFoundError:
        return set()


def _add_packs(index: Index, root: Path) -> None:
    """Lists what the packs of sources hold, those that are new; forgets those that are gone."""
    known = {n for (n,) in index.db.execute("SELECT number FROM packed")}
    on_disk = packs(root)
    if known == on_disk:
        return
    import zipfile

    for number in known - on_disk:
        index.db.execute("DELETE FROM pack WHERE number = ?", (number,))
        index.db.execute("DELETE FROM packed WHERE number = ?", (number,))
    for number in sorted(on_disk - known):
        try:
            with zipfile.ZipFile(root / "sources" / f"{number:08d}.zip") as pack:
                rows = [(name, number) for name in pack.namelist()]
        except (OSError, zipfile.BadZipFile):
            rows = []  # `lichun doctor` says so
        index.db.executemany("INSERT OR REPLACE INTO pack VALUES (?,?)", rows)
        index.db.execute("INSERT INTO packed VALUES (?)", (number,))


def remove(file: Path) -> None:
    """Deletes an index with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
