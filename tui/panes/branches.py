"""The region tree without its looks: which branches there are, what lies below each, built only when it is opened.

In comes the shelf; out go `Branch`es. Divisions come first, then the years of a division's own meetings, then the
meetings. The country's own records stand under 全国, records without a place under 未定.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from store.records import Meeting
from tui.i18n import say
from tui.shelf import CHINA, Shelf, Years
from tui.shown import within_year, year_of

QUERIES = "?"
"""What kept queries stand under in the stead of a code."""

NOWHERE = ""
"""The key under which records without a place are counted and asked for."""

BranchKind = Literal["query", "region", "year", "meeting"]


class Branch(NamedTuple):
    kind: BranchKind
    key: str  # code, `code/year`, id of a meeting, or the query
    label: str
    depth: int
    region: str  # code it stands under
    facts: int = 0  # with what lies below
    meetings: int = 0
    leaf: bool = False
    own: bool = True  # whether it has records of its own, not only below it


class Branches:
    """What lies below what. `years` limits meetings; `everywhere` shows divisions without records too."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        years: Years = None,
        everywhere: bool = False,
        query_counts: Mapping[str, int] | None = None,
    ) -> None:
        self.query_counts = query_counts or {}
        self.shelf, self.years, self.everywhere = shelf, years, everywhere
        self.counts = shelf.counts()
        self.children: dict[str, list[str]] = {}
        hung = {CHINA, NOWHERE}
        for code in self.counts:
            while code not in hung:  # a division under its own, and that under its own, up to the country
                hung.add(code)
                above = shelf.lies_in(code)
                self.children.setdefault(above, []).append(code)
                code = above

    def roots(self) -> list[Branch]:
        """Kept queries, the country itself, the provinces, the records without a place, where there are any."""
        roots = self._divisions(CHINA, 0)
        if self._own(CHINA):
            roots.insert(0, self._region(CHINA, 0, say("tree.country")))
        roots[:0] = [
            Branch("query", query, name, 0, QUERIES, self.query_counts.get(query, 0), leaf=True)
            for name, query in self.shelf.queries().items()
        ]
        if self._own(NOWHERE):
            roots.append(self._region(NOWHERE, 0, say("tree.nowhere")))
        return roots

    def below(self, branch: Branch) -> list[Branch]:
        """What opens under a branch."""
        depth = branch.depth + 1
        if branch.kind in ("meeting", "query"):
            return []
        if branch.kind == "year":
            year = branch.key.rpartition("/")[2]
            return [self._meeting(m, depth, branch.region) for m in self._meetings(branch.region) if _year(m) == year]
        divisions = [] if branch.key in (CHINA, NOWHERE) else self._divisions(branch.key, depth)
        years: dict[str, int] = {}
        for meeting in self._meetings(branch.region):
            years[_year(meeting)] = years.get(_year(meeting), 0) + 1
        return divisions + [
            Branch("year", f"{branch.region}/{year}", year or say("tree.no_year"), depth, branch.region, meetings=count)
            for year, count in sorted(years.items(), reverse=True)
        ]

    def path(self, code: str) -> list[str]:
        """Codes from a root of the tree down to a division."""
        return [code] if code in (CHINA, NOWHERE) else [r.code for r in self.shelf.path(code)]

    def _divisions(self, code: str, depth: int) -> list[Branch]:
        codes = set(self.children.get(code, ()))
        if self.everywhere:
            codes |= {r.code for r in self.shelf.below(code)}
        # Divisions in the order of their codes, then zones and towns, which have none of their own.
        return [self._region(c, depth, self.shelf.name(c)) for c in sorted(codes, key=lambda c: ("-" in c, c))]

    def _region(self, code: str, depth: int, label: str) -> Branch:
        counts = self.counts.get(code)
        own = code in (CHINA, NOWHERE)
        facts, meetings = (0, 0) if counts is None else _totals(counts, own)
        has_more = bool(meetings) or (not own and (bool(self.children.get(code)) or self.everywhere))
        return Branch("region", code, label, depth, code, facts, meetings, not has_more, self._own(code))

    def _own(self, code: str) -> bool:
        counts = self.counts.get(code)
        return counts is not None and bool(counts.articles or counts.meetings or counts.facts)

    def _meetings(self, code: str) -> list[Meeting]:
        return self.shelf.meetings(code, years=self.years)

    def _meeting(self, meeting: Meeting, depth: int, code: str) -> Branch:
        return Branch(
            "meeting", meeting.id, f"{within_year(meeting.date)} {meeting.name}", depth, code, leaf=True, meetings=1
        )


def _year(meeting: Meeting) -> str:
    return year_of(meeting.date) or ""


def _totals(counts: object, own: bool) -> tuple[int, int]:
    """Facts and meetings of a division with what lies below it, or its own alone."""
    if own:
        return counts.facts, counts.meetings  # type: ignore[attr-defined]
    return counts.facts_below, counts.meetings_below  # type: ignore[attr-defined]
