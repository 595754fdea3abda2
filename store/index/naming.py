"""Which fact bears an id: a full-text table of its own (`named`), whose rows are those of the facts.

Comes in: an id, or how one begins. Goes out: rows, or ids. Ids are random, so an index over them would write to as many
pages as a batch has facts, all over a large store; FTS5 gathers them and merges late. What stands no more is masked by
the catalogue. Whoever rejected facts finds them in `rejected`, not here.
"""

from __future__ import annotations

import re
import sqlite3

_NO_SIGN = re.compile(r"[^0-9a-z_]")  # ids of ours have none; TinyDB lets anyone insert anything
_FACTS = "named n CROSS JOIN fact f ON f.row = n.rowid"


def term(fact: str) -> str:
    """An id as the table holds it: one term."""
    return "n" + _NO_SIGN.sub("_", fact.lower())


def rows(db: sqlite3.Connection, fact: str) -> list[int]:
    """Rows of the facts of that id, the newest document first."""
    sql = f"SELECT f.row FROM {_FACTS} WHERE named MATCH ? AND f.id = ? ORDER BY f.doc DESC"
    return [row for (row,) in db.execute(sql, (term(fact), fact))]


def beginning(db: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """Ids of facts that begin so."""
    sql = f"SELECT f.id FROM {_FACTS} WHERE named MATCH ? AND f.id >= ? AND f.id < ? LIMIT ?"
    return [i for (i,) in db.execute(sql, (f"{term(prefix)}*", prefix, prefix + "\U0010ffff", limit))]
