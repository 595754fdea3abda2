"""Where one has been: a trail of spots to go back and forward on. Plain data that knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere one has been."""

    region: str | None = None
    meeting: str | None = None
    article: str | None = None
    at: int | None = None  # offset in the article of the first line in view, once one has left


class Trail:
    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.at = -1

    def go_on(self, spot: Spot) -> bool:
        """Note where one is; what lay ahead is forgotten. Whether it is somewhere else than before."""
        if self.spots and replace(self.spots[self.at], at=None) == spot:
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
            self.spots[self.at] = replace(self.spots[self.at], at=leaving_at)
        self.at = to
        return self.spots[to]
