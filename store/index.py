"""The index: a disposable SQLite file that answers fast what the segments hold.

Holds: the catalogue (where each record stands, what listings and filters need of it), tallies by division and year,
merged meetings, full-text tables. Comes in: segments, each in one transaction, in any order. Goes out: an `Index` to
read from. Deleting the file is harmless: the next writer builds it again; so does a version, a tear or a store that
does not fit it. It holds no truth, and it does not say what a query means (`store.finding` does).

Rows: an article's row is `day << 13 | n`, so that "newest first" is the order of rows; its mentions and facts have
`article row << 12 | n`. Replaced and removed records leave the catalogue at once; their full-text rows stay as dead
weight, are masked by the catalogue, and vanish when the index is built anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from store import segment
from store.errors import StoreDamaged, StoreReadOnly

VERSION = 1
_APPLICATION = 0x6C696368  # "lich"
DAY_BITS = 13
PART_BITS = 12
ALL_YEARS = -1

Progress = Callable[[int, int], None]

_FTS = "content='', columnsize=0, detail=full, tokenize=\"ascii tokenchars '-_%.'\""
_SCHEMA = f"""
CREATE TABLE state(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE segment(number INTEGER PRIMARY KEY, size INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE record(
    doc INTEGER PRIMARY KEY, name TEXT NOT NULL, segment INTEGER NOT NULL,
    offset INTEGER NOT NULL, length INTEGER NOT NULL, row INTEGER);
CREATE INDEX record_name ON record(name, doc);
CREATE TABLE article(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc INTEGER NOT NULL, title TEXT, publisher TEXT, published TEXT,
    region TEXT, day INTEGER NOT NULL, url TEXT, content TEXT, mirror_of TEXT, script TEXT NOT NULL,
    meetings INTEGER NOT NULL, facts INTEGER NOT NULL);
CREATE INDEX article_url ON article(url) WHERE url IS NOT NULL;
CREATE INDEX article_content ON article(content) WHERE content IS NOT NULL;
CREATE INDEX article_mirror ON article(mirror_of) WHERE mirror_of IS NOT NULL;
CREATE TABLE place(code TEXT, row INTEGER, own INTEGER NOT NULL, PRIMARY KEY(code, row)) WITHOUT ROWID;
CREATE TABLE mention(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, name TEXT NOT NULL, region TEXT, date TEXT, first TEXT, kind TEXT NOT NULL, aka TEXT NOT NULL,
    occasion TEXT, theme TEXT, level INTEGER NOT NULL, own TEXT NOT NULL, meeting TEXT NOT NULL);
CREATE INDEX mention_id ON mention(id);
CREATE INDEX mention_article ON mention(article);
CREATE INDEX mention_own ON mention(own);
CREATE INDEX mention_meeting ON mention(meeting);
CREATE INDEX mention_group ON mention(region, first);
CREATE TABLE meeting(
    id TEXT PRIMARY KEY, region TEXT, first TEXT, day INTEGER NOT NULL, year INTEGER NOT NULL, occasion TEXT,
    level INTEGER NOT NULL, sources INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX meeting_place ON meeting(region, first);
CREATE INDEX meeting_day ON meeting(day);
CREATE TABLE fact(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL, kind TEXT NOT NULL,
    region TEXT, mention TEXT, day INTEGER NOT NULL, value, value_max, unit TEXT, indicator TEXT, status TEXT,
    horizon TEXT, stage TEXT, basis TEXT);
CREATE INDEX fact_id ON fact(id);
CREATE INDEX fact_article ON fact(article);
CREATE TABLE tally(
    year INTEGER, what TEXT, code TEXT, own INTEGER NOT NULL, below INTEGER NOT NULL,
    PRIMARY KEY(year, what, code)) WITHOUT ROWID;
CREATE TABLE person(name TEXT PRIMARY KEY, pinyin TEXT NOT NULL, initials TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX person_pinyin ON person(pinyin);
CREATE INDEX person_initials ON person(initials);
CREATE TABLE pack(content TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE body USING fts5(text, codes, {_FTS}, prefix='1');
CREATE VIRTUAL TABLE head USING fts5(text, letters, {_FTS}, prefix='1');
CREATE VIRTUAL TABLE told USING fts5(words, who, codes, {_FTS});
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {VERSION};
"""


class Index:
    """An open index. `file` None keeps it in memory."""

    def __init__(self, file: Path | None, *, read_only: bool = False, immutable: bool = False) -> None:
        self.file, self.read_only = file, read_only
        self.db = _connect(file, read_only=read_only, immutable=immutable)

    @property
    def fits(self) -> bool:
        """Whether the file is an index of this version, whole as far as its header tells."""
        try:
            (application,) = self.db.execute("PRAGMA application_id").fetchone()
            (version,) = self.db.execute("PRAGMA user_version").fetchone()
            (pages,) = self.db.execute("PRAGMA page_count").fetchone()
            (size,) = self.db.execute("PRAGMA page_size").fetchone()
        except sqlite3.DatabaseError:
            return False
        if (application, version) != (_APPLICATION, VERSION):
            return False
        if self.file is None or self.file.with_name(self.file.name + "-wal").exists():
            return True
        return self.file.stat().st_size >= pages * size

    def create(self) -> None:
        self.db.executescript(_SCHEMA)

    def segments(self) -> dict[int, tuple[int, str]]:
        """Number → size and digest of the segments that it holds."""
        return {n: (size, digest) for n, size, digest in self.db.execute("SELECT number, size, digest FROM segment")}

    def close(self) -> None:
        self.db.close()


def _connect(file: Path | None, *, read_only: bool, immutable: bool) -> sqlite3.Connection:
    if file is None:
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    elif read_only:
        flags = "mode=ro&immutable=1" if immutable else "mode=ro"
        address = file.absolute().as_uri() + "?" + flags
        db = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
    else:
        db = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -16000")
    return db


def standing(folder: Path, found: dict[int, segment.Header]) -> list[int]:
    """The numbers of the segments that count: those that no other one replaces, ascending."""
    gone = {number for header in found.values() for number in header.replaces}
    return sorted(set(found) - gone)


def catch_up(index: Index, folder: Path, progress: Progress | None = None) -> bool:
    """Brings the index to what the folder of segments holds; whether that changed anything.

    Raises StoreDamaged for a segment that cannot be read, StoreReadOnly where the index cannot be written.
    """
    from store.indexing import add_segment, drop_segment

    known = index.segments()
    on_disk = segment.numbers(folder)
    if not (set(on_disk) ^ set(known)):
        return False
    found = {n: segment.header(segment.path(folder, n)) for n in on_disk}
    wanted = standing(folder, found)
    new = [n for n in wanted if n not in known]
    gone = [n for n in known if n not in wanted]
    if not new and not gone:
        return False
    if index.read_only:
        raise StoreReadOnly(index.file or folder, "the index cannot be written")
    for done, number in enumerate(new):
        if progress:
            progress(done, len(new))
        file = segment.path(folder, number)
        data = file.read_bytes()
        head = found[number]
        with transaction(index):
            add_segment(index, number, list(segment.scan(file, data)), head.replaces)
            for old in head.replaces:
                drop_segment(index, old)
            index.db.execute("INSERT INTO segment VALUES (?,?,?)", (number, len(data), head.digest))
    with transaction(index):
        for number in set(gone) & set(index.segments()):
            drop_segment(index, number)
    return True


class transaction:
    """One transaction on the index: all of it or nothing."""

    def __init__(self, index: Index) -> None:
        self.db = index.db

    def __enter__(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.db.in_transaction:
            self.db.execute("ROLLBACK" if kind else "COMMIT")


def remove_files(file: Path) -> None:
    """Deletes an index with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        raise StoreReadOnly(folder)


__all__ = ["ALL_YEARS", "DAY_BITS", "PART_BITS", "VERSION", "Index", "StoreDamaged", "catch_up", "remove_files"]
