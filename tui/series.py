"""One indicator over time: for each place and time what was aimed at and what came of it, side by side.

In comes a `Comparison` of store.comparing, whose columns say what may be compared; out go `Chart`s: target and result of
what is otherwise one column, on one scale. Nothing is filled in: a time or a place that says nothing has no value, what
names no time stands apart, and statements of different measures keep rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from store.records import Figure, Region

if TYPE_CHECKING:
    from store.comparing import Cell, Column, Comparison

STATUSES = ("target", "result", "")
"""The order in which they stand; "" is what the text does not settle."""
MOST_YEARS = 30


@dataclass(frozen=True, slots=True)
class Point:
    """What a place says for one time; of one measure where it speaks of several."""

    region: Region
    time: str  # EDTF, "" where none is named
    cells: Mapping[str, Cell] = field(default_factory=dict)  # status → statement
    measure: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The facts that it stands on."""
        return tuple(f for status in STATUSES if status in self.cells for f in self.cells[status].facts)


@dataclass(frozen=True, slots=True)
class Chart:
    """One scale: points by place and time, all that may be drawn beside one another."""

    column: Column  # its status is ""
    points: tuple[Point, ...]
    statuses: tuple[str, ...]  # those that occur
    top: Decimal
    bottom: Decimal  # below zero where a value is

    def of_place(self, code: str) -> list[Point]:
        return [p for p in self.points if p.region.code == code]


def charts(comparison: Comparison) -> list[Chart]:
    """The charts of a comparison, the one with the most places and times first."""
    groups: dict[Column, dict[str, tuple[Cell, ...]]] = {}
    for column, cells in comparison.columns.items():
        groups.setdefault(replace(column, status=""), {})[column.status] = cells
    places = _places(comparison)
    made = [_chart(column, held, places) for column, held in groups.items()]
    return sorted(made, key=lambda c: (-len({(p.region.code, p.time) for p in c.points if p.cells}), c.column))


def _places(comparison: Comparison) -> list[Region]:
    """All places asked for, by code; those that say nothing of the indicator behind the others."""
    said = {cell.region.code: cell.region for cells in comparison.columns.values() for cell in cells}
    return [*(said[code] for code in sorted(said)), *comparison.silent]


def _chart(column: Column, held: Mapping[str, tuple[Cell, ...]], places: Iterable[Region]) -> Chart:
    every = [cell for cells in held.values() for cell in cells]
    times = _times({cell.horizon for cell in every if cell.horizon}, column.span)
    points: list[Point] = []
    for place in places:
        own = {status: [c for c in cells if c.region.code == place.code] for status, cells in held.items()}
        if not any(own.values()):
            points.append(Point(place, ""))
            continue
        for time in times:
            points += _at(place, time, own) or [Point(place, time)]
        points += _at(place, "", own)
    return Chart(
        column=column,
        points=tuple(points),
        statuses=tuple(s for s in STATUSES if held.get(s)),
        top=max((c.high for c in every), default=Decimal(0)),
        bottom=min((c.low for c in every if c.low < 0), default=Decimal(0)),
    )


def _times(said: set[str], span: str) -> list[str]:
    """The times in order; of years all between the first and the last, so that a gap is seen."""
    if span == "year" and said and all(t.isdigit() for t in said):
        first, last = int(min(said)), int(max(said))
        if last - first < MOST_YEARS:
            return [str(year) for year in range(first, last + 1)]
    return sorted(said)


def _at(place: Region, time: str, own: Mapping[str, list[Cell]]) -> list[Point]:
    """One point where each status has one statement; else one for each measure, the same words together."""
    here = {s: [c for c in cells if (c.horizon or "") == time] for s, cells in own.items()}
    here = {s: cells for s, cells in here.items() if cells}
    if not here:
        return []
    if all(len(cells) == 1 for cells in here.values()) and _alike([cells[0] for cells in here.values()]):
        only = {s: cells[0] for s, cells in here.items()}
        return [Point(place, time, only, next(iter(only.values())).measure)]
    by_measure: dict[str, list[dict[str, Cell]]] = {}
    for status in STATUSES:
        for cell in here.get(status, ()):
            rows = by_measure.setdefault(cell.measure, [])
            free = next((row for row in rows if status not in row), None)
            if free is None:
                rows.append({status: cell})
            else:
                free[status] = cell
    return [Point(place, time, row, measure) for measure, rows in by_measure.items() for row in rows]


def _alike(cells: list[Cell]) -> bool:
    """Whether target and result speak of one thing: a rate or a level of an indicator does whatever its words, counts
    and sums of projects only where their words are the same."""
    return len({c.measure for c in cells}) == 1 or all(f.basis for c in cells for f in c.facts)
