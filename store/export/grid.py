"""Places by indicator: one number a place and column, with its source; only what may be compared shares a column.

Comes in: figures with an indicator, one after another. Goes out: columns (indicator, unit, basis, stage, target or
result, time), places, cells. Where articles differ, the newest to come does not win: the cell keeps the first and says
that others differ. Quantities in 元 are given in 亿元; nothing is converted or summed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from store.comparing import Column, column_of
from store.export.columns import Lang
from store.export.plan import Plan
from store.export.safe import plain
from store.export.words import indicator, period, word
from store.records import Figure

MOST_COLUMNS = 400


class Heading(NamedTuple):
    indicator: str
    column: Column
    horizon: str

    def label(self, lang: Lang) -> str:
        """What stands over the column: 地区生产总值 · 同比 · 目标 · 2023年 · %."""
        c = self.column
        coded = [word(name, getattr(c, name), lang) for name in ("basis", "stage", "status")]
        unit = "亿元" if c.unit == "元" else c.unit
        parts = (indicator(self.indicator, lang), *coded, period(self.horizon, lang), unit)
        return plain(" · ".join(part for part in parts if part))


@dataclass(slots=True)
class Held:
    """A cell: a number, or text where a range is stated or articles differ."""

    low: float
    high: float
    article: str
    comparator: str | None
    differs: bool = False

    @property
    def value(self) -> int | float | str:
        if self.low == self.high:
            return int(self.low) if self.low == int(self.low) else self.low
        return f"{self.low:,.15g}–{self.high:,.15g}" + (" ≠" if self.differs else "")


class Grid:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.cells: dict[Heading, dict[str, Held]] = {}

    def __bool__(self) -> bool:
        return bool(self.cells)

    def add(self, figure: Figure) -> None:
        """Takes the figure in, where it lines up with others: it has an indicator, a place and a value of its own."""
        if figure.indicator is None or figure.region is None or figure.value is None or figure.scope == "others":
            return
        column = column_of(figure)
        if column.project:  # one project's sum is no figure of the place
            return
        scale = 10**8 if figure.unit == "元" else 1
        low = figure.value / scale
        high = low if figure.value_max is None else figure.value_max / scale
        row = self.cells.setdefault(Heading(figure.indicator, column, figure.horizon or ""), {})
        held = row.get(figure.region)
        if held is None:
            row[figure.region] = Held(low, high, figure.article, figure.comparator)
        elif (held.low, held.high) != (low, high):
            held.low, held.high, held.differs = min(held.low, low), max(held.high, high), True

    def columns(self) -> list[Heading]:
        """The fullest first, those of one indicator together."""
        fullest: dict[str, int] = {}
        for heading, row in self.cells.items():
            fullest[heading.indicator] = max(fullest.get(heading.indicator, 0), len(row))
        order = sorted(self.cells, key=lambda h: (-fullest[h.indicator], h.indicator, -len(self.cells[h]), h))
        return order[:MOST_COLUMNS]

    def places(self) -> list[str]:
        shown = self.columns()
        return sorted({code for heading in shown for code in self.cells[heading]})

    def cell(self, code: str, heading: Heading) -> Held | None:
        return self.cells[heading].get(code)
