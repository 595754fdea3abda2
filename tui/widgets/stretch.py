"""A stretch of rows that is being marked: begun on one row, closed on another, in either direction."""

from __future__ import annotations


class Stretch:
    def __init__(self) -> None:
        self.begun: int | None = None

    def drop(self) -> None:
        self.begun = None

    def rows(self, cursor: int) -> range:
        """The rows from where it was begun to the cursor; none where it was not begun."""
        if self.begun is None:
            return range(0)
        return range(min(self.begun, cursor), max(self.begun, cursor) + 1)

    def close(self, cursor: int) -> range:
        """The same, and the stretch is done with."""
        rows = self.rows(cursor)
        self.begun = None
        return rows
