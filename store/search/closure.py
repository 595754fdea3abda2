"""What must go with a record, and what a set of records comes to.

Comes in: rows of the index. Goes out: a fact's article and meeting, an article's meetings and facts; the divisions of many
records; how many facts share a year, a place, a kind. It reads the index alone.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from store.errors import NotFound
from store.index import naming, terms
from store.index.layout import PART_BITS
from store.listing import facts, meetings


def closed(db: sqlite3.Connection, kind: str, row: int, *, alone: bool = False) -> Iterator[tuple[str, int | str]]:
    """A row with all that must go with it: ("article" or "fact", row) and ("meeting", id).

    `alone` leaves out the facts that an article or a meeting has: those that are wanted are named themselves.
    """
    if kind == "fact":
        article, mention = db.execute("SELECT article, mention FROM fact WHERE row = ?", (row,)).fetchone()
        yield from (("article", article), ("fact", row))
        if mention is not None:
            yield from _meetings_in(db, article << PART_BITS | mention, article << PART_BITS | mention)
    elif kind == "meeting":
        (meeting,) = db.execute("SELECT meeting FROM mention WHERE row = ?", (row,)).fetchone()
        yield "meeting", meeting
        for (article,) in db.execute("SELECT DISTINCT article FROM mention WHERE meeting = ?", (meeting,)):
            yield "article", article
        if not alone:
            yield from (("fact", fact) for fact in facts.fact_rows(db, facts.Wanted(meeting=meeting)))
    elif alone:
        yield "article", row
    else:
        (more,) = db.execute("SELECT more FROM article WHERE row = ?", (row,)).fetchone()
        first, last = row << PART_BITS, ((row + 1 + more) << PART_BITS) - 1
        yield "article", row
        yield from _meetings_in(db, first, last)
        for (fact,) in db.execute("SELECT row FROM fact WHERE row BETWEEN ? AND ? ORDER BY row DESC", (first, last)):
            yield "fact", fact


def _meetings_in(db: sqlite3.Connection, first: int, last: int) -> Iterator[tuple[str, str]]:
    rows = db.execute("SELECT meeting FROM mention WHERE row BETWEEN ? AND ? ORDER BY row", (first, last))
    return (("meeting", meeting) for (meeting,) in rows)


def row_of(db: sqlite3.Connection, record: str) -> tuple[str, int]:
    """What a record is and its row, by its whole id. Raises NotFound."""
    if found := db.execute("SELECT row FROM article WHERE id = ?", (record,)).fetchone():
        return "article", found[0]
    if rows := naming.rows(db, record):
        return "fact", rows[0]
    meeting = meetings.meeting_of(db, record)
    if meeting is None:
        raise NotFound(record)
    return "meeting", db.execute("SELECT row FROM mention WHERE meeting = ?", (meeting,)).fetchone()[0]


def codes_of(
    db: sqlite3.Connection, articles: Iterable[int], meetings: Iterable[str], facts: Iterable[int]
) -> set[str]:
    """Codes of the divisions that these records are about."""
    found: set[str] = set()
    for table, column, keys in (("article", "row", articles), ("meeting", "id", meetings), ("fact", "row", facts)):
        sql = f"SELECT region FROM {table} WHERE {column} = ?"
        found.update(row[0] for key in keys if (row := db.execute(sql, (key,)).fetchone()) and row[0])
    return found


def lies_in(region: str | None, codes: Sequence[str]) -> bool:
    """Whether a division is one of these or lies below one; "none" stands for no division."""
    if region is None:
        return "none" in codes
    from store.regions.table import code_span

    return any(first <= region < last for code in codes for first, last in [code_span(code)])


def count_by(db: sqlite3.Connection, rows: Iterable[int], by: Sequence[str]) -> dict[tuple[str, ...], int]:
    """How many facts have the same year, division, kind or indicator; "" where one has none."""
    columns = {"kind": "kind", "place": "coalesce(region, '')", "indicator": "coalesce(indicator, '')", "year": "day"}
    sql = f"SELECT {', '.join(columns[b] for b in by)} FROM fact WHERE row = ?"
    counted: Counter[tuple[Any, ...]] = Counter(db.execute(sql, (row,)).fetchone() for row in rows)
    found: Counter[tuple[str, ...]] = Counter()
    for key, n in counted.items():
        found[tuple(_year(value) if b == "year" else str(value) for b, value in zip(by, key, strict=True))] += n
    return dict(found)


def _year(day: int) -> str:
    found = terms.day_of(day)
    return str(found.year) if found else ""
