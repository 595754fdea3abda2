"""One indicator over the years: columns for the place under the cursor, and below them every place and year in a row.

Told a `Comparison`; posts `ResultOpened` for a row with one source and `SourcesWanted` for one with several. All places
share one scale, so that the columns of two places can be held against each other. Target stands beside result, never in
one column with it; a bound is drawn open, what nobody says is —.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from tui.actions import bindings
from tui.i18n import say, tell
from tui.messages import ResultOpened, SourcesWanted
from tui.panes.compare import bar, label, place_name
from tui.sanitize import to_screen
from tui.series import Chart, Point, charts
from tui.shown import time_label
from tui.widgets.plot import Group, Stick, plot
from tui.widgets.virtual_list import Piece, VirtualList
from tui.widgets.width import fit, sign, width_of

if TYPE_CHECKING:
    from store.comparing import Cell, Comparison
    from tui.tabled import Stated

PLACE_WIDTH, TIME_WIDTH, LEAST_BAR, MOST_BAR = 14, 9, 5, 24
STYLES = {"target": "goal", "result": "figure", "": "dim"}
MEASURE_WIDTH = 26
PLOT_FROM = 16
"""Lines that the pane must have for columns to be drawn above the rows."""


class YearsPane(VirtualList):
    BINDINGS: ClassVar = bindings("chart")

    def __init__(self) -> None:
        super().__init__(id="years", classes="pane")
        self.charts: list[Chart] = []
        self.view = 0
        self.by_value = False
        self.points: tuple[Point, ...] = ()
        self._measures: dict[str, set[str]] = {}  # code → what the place speaks of
        self._plot: tuple[tuple[object, ...], list[list[Piece]]] = ((), [])

    def show(self, comparison: Comparison) -> None:
        """Show what was compared, over time; the chart with most places and times first."""
        self.charts = charts(comparison)
        self.view = 0
        self._arrange()

    @property
    def chart(self) -> Chart | None:
        return self.charts[self.view] if self.view < len(self.charts) else None

    def _arrange(self) -> None:
        """Put the places in their order, with the cursor on the first that says something."""
        self.points = self.chart.points if self.chart else ()
        if self.by_value:
            latest: dict[str, Decimal] = {}
            for point in self.points:  # a place's times stand in order: the last stays
                latest |= {point.region.code: max(c.high for c in point.cells.values())} if point.cells else {}
            self.points = tuple(sorted(self.points, key=lambda p: -latest.get(p.region.code, Decimal("-Infinity"))))
        self._measures = {}
        for point in self.points:
            self._measures.setdefault(point.region.code, set()).update([point.measure] if point.measure else [])
        self.HEAD = 2 + self.plot_height
        self.renew(next((i for i, p in enumerate(self.points) if p.cells), 0))

    def on_resize(self) -> None:
        self.HEAD = 2 + self.plot_height
        self.renew()

    def fact_ids(self) -> list[str]:
        """Ids of the facts that the view stands on."""
        return [f.id for point in self.points for f in point.figures]

    def stated(self) -> list[Stated]:
        """The rows as they stand, one a value; a place or time that says nothing has one without."""
        from tui.tabled import Stated

        if self.chart is None:
            return []
        column, found = self.chart.column, []
        for point in self.points:
            said = [(s, point.cells[s]) for s in self.chart.statuses if s in point.cells]
            found += [Stated(point.region, point.time, replace(column, status=s), cell) for s, cell in said]
            if not said:
                found.append(Stated(point.region, point.time, column, None))
        return found

    def _step(self, by: int) -> None:
        if self.charts:
            self.view = (self.view + by) % len(self.charts)
            self._arrange()

    def action_next_view(self) -> None:
        self._step(1)

    def action_previous_view(self) -> None:
        self._step(-1)

    def action_by_time(self) -> None:
        """Order the places by their latest value, or by their codes again."""
        self.by_value = not self.by_value
        self._arrange()

    # The list.

    @property
    def plot_height(self) -> int:
        """Lines of the columns: none in a low pane."""
        height = self.size.height
        return 0 if height < PLOT_FROM else min(16, height * 2 // 5)

    def length(self) -> int:
        return len(self.points)

    def empty_lines(self) -> list[str]:
        return [say("empty.compare")]

    def moved(self, index: int) -> None:
        self.refresh_lines(0, self.HEAD)  # the columns follow the place under the cursor

    def opened(self, index: int) -> None:
        facts = self.points[index].figures
        if len(facts) == 1:
            self.post_message(ResultOpened("fact", facts[0].id, facts[0].article, facts[0].start, facts[0].end))
        elif facts:
            self.post_message(SourcesWanted(tuple(f.id for f in facts)))

    # Drawing.

    def head_row(self, line: int, width: int) -> Iterable[Piece]:
        chart = self.chart
        if chart is None:
            return
        if line == 0:
            count = f"{self.view + 1}/{len(self.charts)}"
            only = chart.statuses[0] if len(chart.statuses) == 1 else ""
            yield fit(f" {label(replace(chart.column, status=only))}", width - width_of(count) - 1), "here"
            yield f" {count}", "dim"
        elif line <= self.plot_height:
            lines = self._columns(chart, width)
            yield from lines[line - 1] if line - 1 < len(lines) else ()
        else:
            yield fit(f" {say('column.region')}", PLACE_WIDTH) + fit(say("column.time"), TIME_WIDTH), "dim"
            for status in chart.statuses:
                yield fit(_status(status), self._share(width, chart)), "dim"

    def _columns(self, chart: Chart, width: int) -> list[list[Piece]]:
        """The columns of the place under the cursor; drawn once while place, view and size stay."""
        if not self.points:
            return []
        place = self.points[min(self.cursor, len(self.points) - 1)].region
        key = (id(chart), place.code, width, self.plot_height)
        if self._plot[0] != key:
            self._plot = (
                key,
                list(_plotted(chart, place.code, self.shown(place_name(place)), (width, self.plot_height))),
            )
        return self._plot[1]

    def _share(self, width: int, chart: Chart) -> int:
        """Cells of a status; where a place speaks of several measures, these have room of their own."""
        room = width - PLACE_WIDTH - TIME_WIDTH
        if any(len(measures) > 1 for measures in self._measures.values()):
            room -= min(MEASURE_WIDTH, room // 3)
        return max(8, room // max(1, len(chart.statuses)))

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        point, chart = self.points[index], self.chart
        assert chart is not None
        new = index == 0 or self.points[index - 1].region.code != point.region.code
        name = self.shown(place_name(point.region)) if new or index == self.scroll_offset.y else ""
        yield fit(f" {name}", PLACE_WIDTH), "name" if point.cells else "dim"
        yield (
            fit(time_label(point.time) if point.time else say("years.no_time") if point.cells else "", TIME_WIDTH),
            "dim",
        )
        share = self._share(width, chart)
        for status in chart.statuses:
            yield from _statement(point.cells.get(status), status, share, chart)
        if point.measure and self._mixed(point):
            yield f" {self.shown(to_screen(point.measure))}", "dim"

    def _mixed(self, point: Point) -> bool:
        """Whether the place speaks of several measures, so that each must be named."""
        return len(self._measures.get(point.region.code, ())) > 1


def _status(status: str) -> str:
    return say(f"value.{status}") if status else say("years.unsettled")


def _statement(cell: Cell | None, status: str, width: int, chart: Chart) -> Iterable[Piece]:
    """A bar and the value beside it; — where nothing is said."""
    if cell is None:
        yield fit("—", width), "dim"
        return
    text = f" {to_screen(cell.text)}"
    room = min(MOST_BAR, width - width_of(text) - 1)
    if room >= LEAST_BAR and cell.high > 0:
        full, faint = bar(cell, chart.top, room)
        yield full, STYLES[status]
        yield faint, "dim"
        text = f"{text}"
        yield fit(text, width - width_of(full + faint)), ""
    else:
        yield fit(text.strip(), width), ""


def _plotted(chart: Chart, code: str, name: str, size: tuple[int, int]) -> Iterable[list[Piece]]:
    """A line that says what is drawn, then the columns of one place."""
    from store.comparing import measured

    points = [p for p in chart.of_place(code) if p.time]
    by_time: dict[str, dict[str, Cell]] = {}
    for point in points:
        held = by_time.setdefault(point.time, {})
        for status, cell in point.cells.items():
            held.setdefault(status, cell)
    more = sum(len(p.cells) for p in points) - sum(len(held) for held in by_time.values())
    letters = {s: say(f"years.letter_{s or 'unsettled'}") for s in chart.statuses}
    legend = "  ".join(f"{letters[s]} {_status(s)}" for s in chart.statuses)
    note = f"  {tell('years.more', more)}" if more else ""
    yield [(f" {name}  ", "name"), (f"{legend}  {sign('░', '.')} {say('years.open')}{note}", "dim")]
    groups = [
        Group(time_label(time), tuple(_stick(held.get(s), s, letters[s]) for s in chart.statuses))
        for time, held in by_time.items()
    ]
    ends = (measured(chart.bottom, chart.column.unit), measured(chart.top, chart.column.unit))
    if groups and chart.top > chart.bottom:
        yield from plot(groups, (size[0], size[1] - 1), (chart.bottom, chart.top), ends)
    else:
        yield [(f" {say('years.nothing')}", "dim")]


def _stick(cell: Cell | None, status: str, letter: str) -> Stick | None:
    if cell is None:
        return None
    return Stick(Decimal(cell.low), Decimal(cell.high), cell.open, STYLES[status], letter)
