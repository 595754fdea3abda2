"""Lists of articles, the parts of one, and records by the beginning of an id.

Comes in: an open index, a division, a span of years. Goes out: small frozen rows, newest first, and numbers of documents for
whoever reads them from the segments. Nothing here loads more than it was asked for.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from store.index import naming
from store.index.layout import COUNTRY, DAY_BITS, PART_BITS
from store.index.terms import Years, day_span

NEWEST = 50  # articles that are looked at of those that share one hash
SPILLED = 31  # days after a full one on which its articles may lie
LAST_PART = f"((a.row + 1 + a.more) << {PART_BITS}) - 1"  # the highest row that a part of an article `a` has


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of a list of articles."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    region: str | None
    meetings: int
    facts: int


def article_rows(
    db: sqlite3.Connection, region: str | None, *, below: bool, years: Years | None, window: tuple[int, int]
) -> list[ArticleRow]:
    """Articles newest first; those of a division are the ones that say something of it."""
    where, values = "1", list[object]()
    source = "article a"
    if region == COUNTRY and below:
        where += " AND a.row NOT IN (SELECT row FROM place WHERE code = '')"
    elif region is not None:
        source = "place p JOIN article a ON a.row = p.row"
        where = "p.code = ?" + ("" if below else " AND p.own")
        values = [region]
    if years is not None:
        column = "a" if region is None or (region == COUNTRY and below) else "p"
        where += f" AND {column}.row BETWEEN ? AND ? AND a.day >= ? AND a.day < ?"
        low, high = day_span(*years)
        values += [low << DAY_BITS, (high + SPILLED) << DAY_BITS, low, high]
    rows = db.execute(
        f"SELECT a.id, a.title, a.publisher, a.published, a.region, a.meetings, a.facts FROM {source}"
        f" WHERE {where} ORDER BY a.row DESC LIMIT ? OFFSET ?",
        (*values, *window),
    )
    return [ArticleRow(*row) for row in rows]


def parts_of(db: sqlite3.Connection, table: str, article: str) -> list[int]:
    """The numbers of an article's mentions or facts, in the order in which they were written; none that was added."""
    found: list[int] = []
    for part in ("fact", "rejected") if table == "fact" else (table,):
        rows = db.execute(
            f"SELECT p.doc FROM article a CROSS JOIN {part} p ON p.row BETWEEN a.row << {PART_BITS} AND {LAST_PART}"
            " WHERE a.id = ? AND p.doc >= 0",
            (article,),
        )
        found += [doc for (doc,) in rows]
    return sorted(found)


def with_prefix(db: sqlite3.Connection, prefix: str, limit: int = 10) -> list[tuple[str, str]]:
    """(what, id) of the records whose id begins so; a mention's or an alias's id answers for its meeting."""
    found: dict[tuple[str, str], None] = {}
    high = prefix + "\U0010ffff"
    for what, sql in (
        ("article", "SELECT id FROM article WHERE id >= ? AND id < ? LIMIT ?"),
        ("meeting", "SELECT id FROM meeting WHERE id >= ? AND id < ? LIMIT ?"),
        ("meeting", "SELECT meeting FROM mention WHERE own >= ? AND own < ? LIMIT ?"),
        ("meeting", "SELECT meeting FROM mention WHERE id >= ? AND id < ? LIMIT ?"),
        ("fact", "SELECT id FROM rejected WHERE id >= ? AND id < ? LIMIT ?"),
    ):
        for (i,) in db.execute(sql, (prefix, high, limit)):
            found[what, i] = None
    if len(found) < limit:
        found |= dict.fromkeys(("fact", i) for i in naming.beginning(db, prefix, limit))
    return list(found)


def with_hashes(db: sqlite3.Connection, hashes: Sequence[int], least: int, most: int) -> list[str]:
    """Ids of the articles that share at least so many hashes of their texts, those that share most of them first."""
    sql = "SELECT row FROM shingle WHERE hash = ? ORDER BY row DESC LIMIT ?"
    shared = Counter(row for value in hashes for (row,) in db.execute(sql, (value, NEWEST)))
    rows = [row for row, n in shared.most_common() if n >= least]
    return list(
        islice((i for row in rows for (i,) in db.execute("SELECT id FROM article WHERE row = ?", (row,))), most)
    )
