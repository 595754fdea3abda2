"""Places side by side: one indicator, one column of what may be compared at a time, a bar for each statement.

Told a `Comparison` of store.comparing; posts `ResultOpened` for the statement under the cursor. Bars are drawn open
where the value is only a bound or about right; target and result stand beside each other in a view of their own, never
in one column; places that say nothing show —.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from store.records import Region
from tui.actions import bindings
from tui.i18n import offered, say, worded
from tui.messages import ResultOpened, SourcesWanted
from tui.sanitize import safe, to_screen
from tui.shelf import CHINA
from tui.widgets.virtual_list import Piece, VirtualList
from tui.widgets.width import fit, sign, width_of

if TYPE_CHECKING:
    from store.comparing import Cell, Column, Comparison
    from tui.tabled import Stated

PLACE_WIDTH = 14
TIME_WIDTH = 10
BAR_WIDTH = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a statement, or a place that makes none."""

    region: Region
    time: str
    cell: Cell | None
    column: Column | None = None  # of the cell
    status: str = ""  # set where target and result stand in one view
    elsewhere: bool = False  # it makes one in another column

    @property
    def place(self) -> str:
        return place_name(self.region)


@dataclass(frozen=True, slots=True)
class Table:
    """One view: a column, or target and result of what is otherwise the same."""

    label: str
    entries: tuple[Entry, ...]
    largest: Decimal
    value_width: int = 0
    """Cells of the longest value."""


class ComparePane(VirtualList):
    BINDINGS: ClassVar = bindings("chart")
    HEAD = 2

    def __init__(self) -> None:
        super().__init__(id="compare", classes="pane")
        self.tables: list[Table] = []
        self.view = 0
        self.by_time = False

    def show(self, comparison: Comparison) -> None:
        """Show what was compared, the column with most places first."""
        silent = tuple(Entry(r, "", None) for r in comparison.silent)
        columns, self.tables = comparison.columns, []
        said = {cell.region.code: cell.region for cells in columns.values() for cell in cells}
        for column, cells in columns.items():
            others = said.keys() - {cell.region.code for cell in cells}
            apart = tuple(Entry(said[code], "", None, elsewhere=True) for code in sorted(others))
            self.tables.append(_table(label(column), [(column, cells)], (*apart, *silent)))
        for column, cells in columns.items():
            other = replace(column, status="result")
            if column.status == "target" and other in columns:
                name = label(replace(column, status="")) + f" · {say('value.target')} | {say('value.result')}"
                self.tables.append(_table(name, [(column, cells), (other, columns[other])], (), both=True))
        self.view = 0
        self.renew(0)

    @property
    def table(self) -> Table | None:
        return self.tables[self.view] if self.view < len(self.tables) else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        table = self.table
        if table is None:
            return ()
        if self.by_time:
            return tuple(sorted(table.entries, key=lambda e: (e.cell is None, e.time, e.place)))
        return table.entries

    def fact_ids(self) -> list[str]:
        """Ids of the facts that the view stands on: what is exported."""
        return [f.id for entry in self.entries if entry.cell for f in entry.cell.facts]

    def stated(self) -> list[Stated]:
        """The rows as they stand; a place that says nothing has one without a value."""
        from tui.tabled import Stated

        some = next((e.column for e in self.entries if e.column), None)
        rows = ((entry, entry.column or some) for entry in self.entries)
        return [Stated(entry.region, entry.time, column, entry.cell) for entry, column in rows if column]

    def _step(self, by: int) -> None:
        if self.tables:
            self.view = (self.view + by) % len(self.tables)
            self.renew(0)

    def action_next_view(self) -> None:
        self._step(1)

    def action_previous_view(self) -> None:
        self._step(-1)

    def action_by_time(self) -> None:
        """Order by time, or by value again."""
        self.by_time = not self.by_time
        self.renew(0)

    def length(self) -> int:
        return len(self.entries)

    def empty_lines(self) -> list[str]:
        return [say("empty.compare")]

    def opened(self, index: int) -> None:
        cell = self.entries[index].cell
        if cell is not None and len(cell.facts) > 1:
            self.post_message(SourcesWanted(tuple(f.id for f in cell.facts)))
        elif cell is not None:
            fact = cell.facts[0]
            self.post_message(ResultOpened("fact", fact.id, fact.article, fact.start, fact.end))

    # Drawing.

    def head_row(self, line: int, width: int) -> Iterable[Piece]:
        table = self.table
        if table is None:
            return
        if line == 0:
            count = f"{self.view + 1}/{len(self.tables)}"
            yield fit(f" {table.label}", width - width_of(count) - 1), "here"
            yield f" {count}", "dim"
        else:
            order = say("compare.by_time") if self.by_time else say("compare.by_value")
            yield fit(f" {say('column.region')}", PLACE_WIDTH) + fit(say("column.horizon"), TIME_WIDTH) + order, "dim"

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        entry, table = self.entries[index], self.table
        assert table is not None
        yield fit(f" {self.shown(entry.place)}", PLACE_WIDTH), "name" if entry.cell else "dim"
        if entry.cell is None:
            yield fit("—", TIME_WIDTH) + (say("compare.elsewhere") if entry.elsewhere else ""), "dim"
            return
        yield fit(entry.time, TIME_WIDTH), "dim"
        if entry.status:
            yield fit(say(f"value.{entry.status}"), 8), "goal" if entry.status == "target" else "figure"
        left = width - PLACE_WIDTH - TIME_WIDTH - (8 if entry.status else 0) - table.value_width - 2
        room = max(6, min(BAR_WIDTH, left // 2))
        full, faint = bar(entry.cell, table.largest, room)
        yield full, "goal" if entry.status == "target" else "figure"
        yield faint, "dim"
        text = fit(to_screen(entry.cell.text), table.value_width + 1)
        yield " " * (room - width_of(full + faint)) + f" {text}", ""
        yield fit(self.shown(to_screen(entry.cell.measure)), max(0, left - room)), "dim"


def bar(cell: Cell, largest: Decimal, width: int) -> tuple[str, str]:
    """What is certain of a value as a full bar, the rest of a range, or that it is a bound, as an open one."""
    if largest <= 0 or cell.high <= 0:
        return "", ""
    solid, rest = sign("█", "#"), sign("░", ".")
    low = int(max(cell.low, Decimal(0)) / largest * width)
    high = max(1, int(cell.high / largest * width))
    if cell.open:
        return "", rest * high
    return solid * min(max(low, 1 if cell.low == cell.high else 0), high), rest * (high - max(low, 1))


def _table(
    name: str, columns: list[tuple[Column, tuple[Cell, ...]]], silent: tuple[Entry, ...], *, both: bool = False
) -> Table:
    entries = [
        Entry(cell.region, cell.horizon or "", cell, column, column.status if both else "")
        for column, cells in columns
        for cell in cells
    ]
    if both:
        entries.sort(key=lambda e: (e.place, e.time, e.status != "target"))
    largest = max((cell.high for _, cells in columns for cell in cells), default=Decimal(0))
    widest = max((width_of(to_screen(cell.text)) for _, cells in columns for cell in cells), default=0)
    return Table(name, (*entries, *silent), largest, widest)


def place_name(region: Region) -> str:
    """What the tree calls the place."""
    return say("tree.country") if region.code == CHINA else safe(region).name


def label(column: Column) -> str:
    """A column in the words of the interface."""
    parts = [column.basis, column.stage, column.status]
    words = [worded(p) for p in parts if p]
    if column.span:
        words.append(say(f"span.{column.span}") if offered(f"span.{column.span}") else column.span)
    if column.project:
        words.append(say("span.project"))
    return " · ".join([*words, *([to_screen(column.unit)] if column.unit else [])])
