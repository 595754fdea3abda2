"""Bringing the index to what a person said, without building it anew.

Comes in: what `user.json` says now (`store.index.said.entries`). Goes out: the articles that the difference touches are
indexed anew, in one transaction with the note of what was said; so index and note never part. Under the writers' lock.
It reads and writes no `user.json`, and corrects no article's own fields.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from store.errors import StoreError
from store.index import naming, terms
from store.index.index import Index, transaction
from store.index.said import rows_of, stamp


def said(index: Index) -> dict[str, str]:
    """What the index shows of what a person said."""
    return dict(index.db.execute("SELECT key, entry FROM said"))


def unsettled(index: Index) -> list[str]:
    """Ids of articles whose own fields are not, or no longer, what a person said of them."""
    return [i for (i,) in index.db.execute("SELECT article FROM unsettled ORDER BY article")]


def in_step(index: Index, root: Path) -> bool:
    """Whether the index was made to show this very `user.json`. Neither is read, however much was said."""
    found = index.db.execute("SELECT value FROM state WHERE key = 'user'").fetchone()
    return (found[0] if found else "") == stamp(root)


def sync(index: Index, root: Path, wanted: Mapping[str, str]) -> int:
    """Makes the index show what was said, as the `user.json` that stands there has it; how many articles were indexed anew."""
    held = said(index)
    if held == wanted:
        with suppress(StoreError):  # else the two are compared again
            _stamp(index, root)
        return 0
    # Whoever only reads finds them equal and needs nothing of what makes rows.
    from store.index.change import Change, finish
    from store.index.indexing import add_again, follow_mirrors

    gone = {key: entry for key, entry in held.items() if wanted.get(key) != entry}
    new = {key: entry for key, entry in wanted.items() if held.get(key) != entry}
    with transaction(index):
        db = index.db
        rows = set(_touched(db, {**gone, **new})) | set(_touched(db, gone))
        db.executemany("DELETE FROM said WHERE key = ?", [(key,) for key in gone])
        db.executemany("INSERT INTO said VALUES (?,?,?)", rows_of(new))
        change = Change(index, root / "segments", 0)
        for row in sorted(rows):
            add_again(change, row)
        follow_mirrors(change)
        finish(change)
        _stamp(index, root)
    return len(rows)


def _stamp(index: Index, root: Path) -> None:
    index.db.execute("INSERT OR REPLACE INTO state VALUES ('user', ?)", (stamp(root),))


def _touched(db: sqlite3.Connection, told: Mapping[str, str]) -> Iterator[int]:
    """Rows of the articles that what was said is about."""
    for key, text in told.items():
        what, _, name = key.partition("/")
        entry = json.loads(text)
        if what in ("fact", "rejected"):
            for fact in naming.rows(db, name):
                yield from _rows(db, "SELECT article FROM fact WHERE row = ?", [fact])
            yield from _rows(db, "SELECT article FROM rejected WHERE id = ?", [name])
        elif what == "article":
            yield from _rows(db, "SELECT row FROM article WHERE id = ?", [name])
        elif what == "added":
            yield from _rows(db, "SELECT row FROM article WHERE id = ?", [entry["article"]])
        elif what == "meeting":
            yield from _rows(db, "SELECT article FROM mention WHERE own = ?1 OR said = ?1", entry["owns"])
        elif what == "arranged":
            owns = [m["own"] for m in entry["mentions"]]
            yield from _rows(db, "SELECT article FROM mention WHERE own = ?1 OR said = ?1", owns)
        else:
            yield from _measured(db, entry["aliases"])


def _rows(db: sqlite3.Connection, sql: str, keys: Iterable[str | int]) -> Iterator[int]:
    return (row for key in keys for (row,) in db.execute(sql, (key,)).fetchall())


def _measured(db: sqlite3.Connection, words: Iterable[str]) -> Iterator[int]:
    """Articles with a figure whose measure holds one of the words, and the copies of those."""
    for word in words:
        phrase = terms.phrase(word.removeprefix("="), "words", None)
        if phrase is None:
            continue
        asked = f'{phrase} AND {{codes}} : "{terms.code("k", "figure")}"'
        found = db.execute(
            "SELECT DISTINCT f.article FROM told t CROSS JOIN fact f ON f.row = t.rowid WHERE told MATCH ?", (asked,)
        ).fetchall()
        for (row,) in found:
            yield row
            copies = "SELECT row FROM article WHERE mirror_of = (SELECT id FROM article WHERE row = ?)"
            yield from (copy for (copy,) in db.execute(copies, (row,)))
