"""One join or split of meetings as it stands in `user.json`: which reports came together, or went from which.

Comes in: an entry, and reports as the index has them (`ReportRow`). Goes out: a frozen `Arrangement` that says which
reports it is about, and whether it is what keeps or brings them together. It asks no library and writes nothing; making
and undoing arrangements is `store.person.arranging`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from store.person.user import ARRANGED, Entry, UserData

if TYPE_CHECKING:
    from store.listing.meetings import ReportRow

How = Literal["join", "split"]
Named = tuple[str, str]  # a report: its article, and the id under which an arrangement names it


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a person did to a meeting, who and when. Of its reports those of group 1 came (a join) or went (a split)."""

    key: str
    how: How
    reports: tuple[Entry, ...]  # anchors: article, `own` (see `id_of`), quote, start, group
    region: str | None = None  # day and place that a join gives to those that came
    date: str | None = None
    by: str = ""
    at: str = ""

    @classmethod
    def read(cls, key: str, entry: Entry) -> Arrangement:
        who = str(entry.get("by", "")), str(entry.get("at", ""))
        return cls(key, entry["how"], tuple(entry["mentions"]), entry.get("region"), entry.get("date"), *who)

    @property
    def extracted(self) -> bool:
        """Whether its reports bear the ids that they had before a person took them away: a split makes the others."""
        return self.how == "split"

    def id_of(self, row: ReportRow) -> str:
        """The id under which it names a report, in the `own` of its anchor."""
        return row.said if self.extracted else row.own

    @property
    def articles(self) -> tuple[str, ...]:
        """Those whose reports came or went."""
        return tuple(dict.fromkeys(str(r["article"]) for r in self.reports if r["group"]))

    def is_about(self, rows: Iterable[ReportRow]) -> bool:
        """Whether one of the reports is among its own."""
        named = self._side(0) | self._side(1)
        return any((row.article, self.id_of(row)) in named for row in rows)

    def parts(self, mine: Iterable[ReportRow], others: Iterable[ReportRow]) -> bool:
        """Whether it is the split that keeps these reports from those."""
        if self.how != "split":
            return False
        stayed, went = self._side(0), self._side(1)
        left, right = self._named(mine), self._named(others)
        return bool((left & went and right & stayed) or (right & went and left & stayed))

    def _side(self, group: int) -> set[Named]:
        return {(r["article"], r["own"]) for r in self.reports if r["group"] == group}

    def _named(self, rows: Iterable[ReportRow]) -> set[Named]:
        return {(row.article, self.id_of(row)) for row in rows}


def arrangements(user: UserData) -> Iterator[Arrangement]:
    """All of them, in the order in which they were made."""
    return (Arrangement.read(key, entry) for key, entry in user.entries(ARRANGED).items())
