"""Places beside one another: `c`, in the reader's place.

On a place it compares those below it (or itself over the years, where none lies below), on marked places the marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import LichunError
from store.records import Figure, Region
from tui.i18n import say, tell
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.sanitize import to_screen

if TYPE_CHECKING:
    from tui.screens.pick import Option

FIGURES = 5000


class Comparing:
    def __init__(self, desk: Desk, reading: Reading) -> None:
        self.desk, self.reading = desk, reading

    def places(self) -> list[Region]:
        """The marked places; else the places below the one shown that have records, or it alone."""
        shelf, here = self.desk.shelf, self.reading.region_code
        marked = [id for kind, id in shelf.marked() if kind == "region"]
        if marked:
            return [shelf.region(code) for code in marked]
        branches = self.desk.panes.tree_pane.branches
        if here is None or branches is None:
            return []
        below = [shelf.region(code) for code in sorted(branches.children.get(here, ()))]
        own = [shelf.region(here)] if here else []
        return [*own, *below] if below else own

    async def action_compare(self) -> None:
        """Choose an indicator of these places, then show them side by side."""
        from tui.screens.pick import PickScreen

        places = self.places()
        counted = self._indicators(places)
        if not counted:
            self.desk.note(say("note.no_indicator"))
            return
        names = list(counted)

        def chosen(index: int | None) -> None:
            if index is not None:
                self.compare(names[index], places)

        await self.desk.show(PickScreen(say("compare.pick"), self._options(counted)), chosen)

    def _indicators(self, places: list[Region]) -> dict[str, int]:
        """Indicators of these places, with how many figures each; the most frequent first."""
        counts: dict[str, int] = {}
        for place in places:
            for fact in self.desk.shelf.facts(region=place.code, kind="figure", limit=FIGURES):
                if isinstance(fact, Figure) and fact.indicator and fact.value is not None:
                    counts[fact.indicator] = counts.get(fact.indicator, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _options(self, counted: dict[str, int]) -> list[Option]:
        from tui.screens.pick import Option

        return [Option(indicator_name(name), tell("count.figures", n), name) for name, n in counted.items()]

    def compare(self, indicator: str, places: list[Region]) -> None:
        """Show an indicator of these places side by side."""
        from store.comparing import compare

        try:
            found = compare(self.desk.shelf.library, indicator, places, years=self.desk.scope.years)
        except LichunError as error:
            self.desk.note(to_screen(str(error)), warning=True)
            return
        panes = self.desk.panes
        panes.chart.show(found)
        panes.put_up(panes.chart)
        title = " · ".join((say("pane.compare"), indicator_name(indicator), tell("count.places", len(places))))
        panes.entitle(panes.chart, title, say("compare.hint"))
        panes.go("reader")


def indicator_name(name: str) -> str:
    """An indicator's own name, where the table has one."""
    from store.recognise.facts.figure.words import indicators

    return next((i.aliases[0] for i in indicators() if i.id == name and i.aliases), to_screen(name))
