"""Places beside one another, or an indicator over the years: `c`, in the reader's place; `v` turns one into the other.

On a place it compares those below it, on marked places the marked; a place alone is shown over the years. What stands
behind a value is one key away: its sentence, or the list of those that say it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store.errors import LichunError
from store.records import Figure, Region
from tui.i18n import say, tell
from tui.messages import ResultOpened
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.sanitize import to_screen
from tui.shown import day, detail_of

if TYPE_CHECKING:
    from store.comparing import Comparison
    from tui.screens.pick import Option
    from tui.tabled import Stated


class Comparing:
    def __init__(self, desk: Desk, reading: Reading) -> None:
        self.desk, self.reading = desk, reading
        self.over_years = False
        self._shown: tuple[str, list[Region], Comparison] | None = None

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
        counted = self.desk.shelf.library.indicator_counts(place.code for place in places)
        if not counted:
            self.desk.note(say("note.no_indicator"))
            return
        names = list(counted)

        def chosen(index: int | None) -> None:
            if index is not None:
                self.compare(names[index], places)

        await self.desk.show(PickScreen(say("compare.pick"), self._options(counted)), chosen)

    def _options(self, counted: dict[str, int]) -> list[Option]:
        from tui.screens.pick import Option

        return [Option(indicator_name(name), tell("count.figures", n), name) for name, n in counted.items()]

    def compare(self, indicator: str, places: list[Region]) -> None:
        """Show an indicator of these places: side by side, or of one alone over the years."""
        from store.comparing import compare

        try:
            found = compare(self.desk.shelf.library, indicator, places, years=self.desk.scope.years)
        except LichunError as error:
            self.desk.tell(error)
            return
        self._shown, self.over_years = (indicator, places, found), len(places) == 1
        self._show()

    def action_turn(self) -> None:
        """From places side by side to the years, and back."""
        if self._shown is None:
            self.desk.note(say("note.not_here", action=say("action.turn")))
            return
        self.over_years = not self.over_years
        self._show()

    def _show(self) -> None:
        assert self._shown is not None
        indicator, places, found = self._shown
        panes = self.desk.panes
        pane = panes.years if self.over_years else panes.chart
        pane.show(found)
        panes.put_up(pane)
        whose = to_screen(places[0].name) if len(places) == 1 else tell("count.places", len(places))
        title = " · ".join((say("pane.years" if self.over_years else "pane.compare"), indicator_name(indicator), whose))
        panes.entitle(pane, title, say("years.hint" if self.over_years else "compare.hint"))
        panes.go("reader")

    # What stands behind a value, and the view as a file.

    async def show_sources(self, ids: Sequence[str], open: Callable[[ResultOpened], object]) -> None:
        """The facts that say it, to choose one from; `open` is told which."""
        from tui.screens.pick import Option, PickScreen

        shelf = self.desk.shelf
        facts = [f for id in ids if (f := shelf.fact(id)) is not None]
        options = []
        for fact in facts:
            article = shelf.article(fact.article)
            where = f"{article.publisher or article.site or ''} {day(article.published)}" if article else ""
            status = say(f"value.{fact.status}") if isinstance(fact, Figure) and fact.status else ""
            title = (article.title if article else None) or say("article.untitled")
            options.append(Option(" ".join(filter(None, (status, fact.literal or detail_of(fact), title))), where))

        def chosen(index: int | None) -> None:
            if index is not None:
                fact = facts[index]
                open(ResultOpened("fact", fact.id, fact.article, fact.start, fact.end))

        await self.desk.show(PickScreen(say("compare.sources"), options), chosen)

    @property
    def subject(self) -> list[str]:
        """What the view is of, for the name of a file."""
        if self._shown is None:
            return []
        indicator, places, _ = self._shown
        return [indicator_name(indicator), places[0].name if len(places) == 1 else "", self.desk.scope.years_shown]

    def stated(self) -> list[Stated]:
        """The rows of the view as it stands."""
        panes = self.desk.panes
        return panes.years.stated() if panes.middle.id == "years" else panes.chart.stated()


def indicator_name(name: str) -> str:
    """An indicator's own name, where the table has one."""
    from store.recognise.facts.figure.words import indicators

    return next((i.aliases[0] for i in indicators() if i.id == name and i.aliases), to_screen(name))
