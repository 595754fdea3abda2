"""Where one can be, and where one has been: a trail of spots to go back and forward on. Plain data that knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Listed = Literal["place", "meeting", "article"]
"""Whose facts the table lists."""
LISTED: tuple[Listed, ...] = ("place", "meeting", "article")

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere in the store: what stands in tree, table and reader."""

    region: str | None = None
    meeting: str | None = None
    article: str | None = None
    listed: Listed = "place"
    at: int | None = None  # offset in the article that is in view
    top: bool = False  # it is in the first line
    fact: str | None = None  # lit


class Trail:
    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.at = -1

    def go_on(self, spot: Spot) -> bool:
        """Note where one is; what lay ahead is forgotten. Whether it is somewhere else than before."""
        if self.spots and replace(self.spots[self.at], at=None, top=False) == spot:
            return False
        self.spots = [*self.spots[: self.at + 1], spot][-LONGEST:]
        self.at = len(self.spots) - 1
        return True

    def step(self, by: int, leaving_at: int | None) -> Spot | None:
        """The spot before (-1) or after (1) this one; `leaving_at` is noted here. None where there is none."""
        to = self.at + by
        if not 0 <= to < len(self.spots):
            return None
        if leaving_at is not None:
            self.spots[self.at] = replace(self.spots[self.at], at=leaving_at, top=True)
        self.at = to
        return self.spots[to]
