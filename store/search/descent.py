"""Rows of the index from the newest down, and two such lists walked side by side.

Comes in: statements that give rows in falling order below a bound. Goes out: the parts (facts, headings) whose article is
in another list, found as far as they are read: neither list is gathered first. Where one list is far ahead the other is asked anew
from there, which costs as much as some hundred steps. It knows rows alone, not what they mean.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from store.index.layout import PART_BITS

STEPS = 200  # rows that are passed over before a list is asked anew: about what asking costs
PATIENCE = 1000  # parts in a row that stand in what is excluded
TOP = 1 << 50
Row = tuple[Any, ...]


class Descent:
    """The rows of one statement, the first column falling; its last value is the bound."""

    def __init__(self, db: sqlite3.Connection, sql: str, values: Sequence[object]) -> None:
        self._db, self._sql, self._values = db, sql, values
        self._ask(TOP)

    def _ask(self, bound: int) -> None:
        self._cursor = self._db.execute(self._sql, (*self._values, bound))
        self.row: Row | None = self._cursor.fetchone()

    def step(self) -> None:
        self.row = self._cursor.fetchone()

    def down_to(self, bound: int) -> Row | None:
        """The first row that does not lie above the bound, from where it stands."""
        for _ in range(STEPS):
            if self.row is None or self.row[0] <= bound:
                return self.row
            self.step()
        if self.row is not None and self.row[0] > bound:
            self._ask(bound)
        return self.row

    def rows(self) -> Iterator[Row]:
        """All that is left."""
        while self.row is not None:
            yield self.row
            self.step()


def within(parts: Descent, articles: Descent) -> Iterator[Row]:
    """The parts (row, article, …) that stand in one of the articles (row, rows behind it), newest first."""
    while parts.row is not None:
        found = articles.down_to(parts.row[1])
        if found is None:
            return
        if found[0] == parts.row[1]:
            yield parts.row
            parts.step()
        else:
            parts.down_to(last_part(*found))


def outside(parts: Descent, articles: Descent, others: Callable[[], Descent]) -> Iterator[Row]:
    """The parts that stand in none of the articles, newest first.

    Where a long row of them stand in these, the `others` are asked for, which costs as much as some thousand steps.
    """
    passed = 0
    while parts.row is not None and passed < PATIENCE:
        found = articles.down_to(parts.row[1])
        if found is None or found[0] != parts.row[1]:
            passed = 0
            yield parts.row
        else:
            passed += 1
        parts.step()
    if parts.row is not None:
        yield from within(parts, others())


def last_part(article: int, more: int) -> int:
    """The highest row that a part of an article may have."""
    return ((article + more + 1) << PART_BITS) - 1
