"""Gathering the full-text tables: what many batches wrote apart is brought together.

Every batch is a part of its own, parts are merged sixteen at a time, and a word is looked up in each of them: of thirty
parts that takes three times as long as of one. Comes in: an index. Goes out: the same with one part a table, in steps that
are a transaction each. It costs a twentieth of an import, and is done when much came since the last time.
"""

from __future__ import annotations

from store.index.index import Index, transaction
from store.index.layout import MERGING, TEXTS

_STEP = 4000  # pages of 4 kB that are written in a step: half a second
_FEW = 500  # articles for which it is not worth while


def worthwhile(index: Index) -> bool:
    """Whether a third of the texts came since the last time: so all times together cost three times one of them."""
    new = _texts(index) - _gathered(index)
    return new >= max(_FEW, _gathered(index) // 2)


def gather(index: Index) -> None:
    """Makes one part of each table. Under the writers' lock; broken off it goes on where it was the next time."""
    texts = _texts(index)
    for table in TEXTS:
        step = -_STEP  # the first one, below zero, has all parts take part
        while True:
            before = index.db.total_changes
            index.db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('merge', ?)", (step,))
            if index.db.total_changes - before < 2:  # so SQLite says that nothing was left to do
                break
            step = _STEP
    with transaction(index):
        _note(index, texts)
    index.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # else whoever opens it next goes through the log


def put_off(index: Index) -> None:
    """Merges nothing while an index is built: once, at the end, is less than over and over."""
    _merge_at(index, 0)


def make_up(index: Index) -> None:
    """Makes one part of each table of an index that was built."""
    for table in TEXTS:
        index.db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    _merge_at(index, dict(MERGING)["automerge"])
    _note(index, _texts(index))


def _merge_at(index: Index, parts: int) -> None:
    for table in TEXTS:
        index.db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('automerge', {parts})")


def _note(index: Index, texts: int) -> None:
    index.db.execute("INSERT OR REPLACE INTO state VALUES ('gathered', ?)", (texts,))


def _gathered(index: Index) -> int:
    found = index.db.execute("SELECT value FROM state WHERE key = 'gathered'").fetchone()
    return int(found[0]) if found else 0


def _texts(index: Index) -> int:
    """How many texts are in the tables, with those of articles that went."""
    sql = "SELECT coalesce((SELECT documents FROM stock WHERE name = 'articles'), 0) + (SELECT count(*) FROM gone)"
    (found,) = index.db.execute(sql).fetchone()
    return int(found)
