"""How many records a division has, by year and kind.

Comes in: an open index and a span of years. Goes out: counts, as the index keeps them; no record is read.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from store.index.layout import ALL_YEARS
from store.index.terms import Years
from store.records import FACT_KINDS


class Counts(NamedTuple):
    """How many records a division has: its own, and with all that lies below it."""

    articles: int = 0
    meetings: int = 0
    facts: int = 0
    articles_below: int = 0
    meetings_below: int = 0
    facts_below: int = 0


def counts(db: sqlite3.Connection, years: Years | None = None) -> dict[str, Counts]:
    """Code → counts, for every division that has any; "" stands for records without a division."""
    first, last = years or (ALL_YEARS, ALL_YEARS)
    found: dict[str, list[int]] = {}
    for year in range(first, last + 1):  # each year's rows lie together
        for code, *numbers in db.execute(
            "SELECT code, article, meeting, fact, article_below, meeting_below, fact_below FROM tally WHERE year = ?",
            (year,),
        ):
            found[code] = [a + b for a, b in zip(found[code], numbers, strict=True)] if code in found else numbers
    return {code: Counts(*numbers) for code, numbers in found.items() if any(numbers)}


def kinds(db: sqlite3.Connection, region: str, *, below: bool, years: Years | None) -> dict[str, int]:
    """Kind of fact → how many a division has."""
    first, last = years or (ALL_YEARS, ALL_YEARS)
    columns = ", ".join(f"{kind}_below" if below else kind for kind in FACT_KINDS)
    sql = f"SELECT {columns} FROM tally WHERE year = ? AND code = ?"
    rows = [row for year in range(first, last + 1) for row in db.execute(sql, (year, region))]
    return {kind: n for kind, *numbers in zip(FACT_KINDS, *rows, strict=True) if (n := sum(numbers))}
