"""Dialogs in which one chooses: a place to go to, an action by name or key, a theme, a column; the card of a fact."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui.actions import ACTIONS, labels
from tui.i18n import say
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.room.trail import Spot
from tui.state import used


class Choosing:
    def __init__(self, desk: Desk, reading: Reading, do: Callable[[str], Awaitable[None]]) -> None:
        """`do` does an action of the table by its name."""
        self.desk, self.reading, self.do = desk, reading, do

    # A place.

    async def action_goto(self) -> None:
        from tui.screens.goto import GotoScreen

        counts = self.reading.places.branches.counts
        await self.desk.show(GotoScreen(self.desk.shelf, self.desk.recent, counts), self._go_to)

    def _go_to(self, chosen: tuple[str, int | None] | None) -> None:
        if chosen is None:
            return
        code, year = chosen
        desk, places = self.desk, self.reading.places
        desk.recent = used(desk.recent, code)
        if year is not None and desk.scope.years != (year, year):
            desk.scope.years = (year, year)
            places.renew()
        self.reading.go(Spot(code))
        desk.panes.go("tree" if desk.panes.front == "tree" else "reader")

    # An action.

    async def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        async def chosen(action: str | None) -> None:
            if action:
                await self.do(action)

        await self.desk.show(HelpScreen(self.desk.panes.scopes[::-1]), chosen)

    async def action_palette(self) -> None:
        """Do anything by its name."""
        from tui.screens.pick import Option, PickScreen

        actions = [a for a in ACTIONS if a.palette and a.scope != "welcome"]
        options = [Option(say(f"about.{a.id}"), labels(a), f"{say(f'action.{a.id}')} {a.id}") for a in actions]

        async def chosen(index: int | None) -> None:
            if index is not None:
                await self.do(actions[index].id)

        await self.desk.show(PickScreen(say("palette.title"), options), chosen)

    # A theme.

    async def action_theme(self) -> None:
        """Choose a theme, seeing each as the cursor comes to it."""
        from tui.screens.pick import Option, PickScreen

        app = self.desk.host.app
        before, names = app.theme, sorted(app.available_themes, key=lambda n: (not n.startswith("lichun"), n))

        def shown(index: int) -> None:
            app.theme = names[index]

        def chosen(index: int | None) -> None:
            app.theme = before if index is None else names[index]

        options = [Option(name) for name in names]
        dialog = PickScreen(say("pick.theme"), options, here=names.index(before), moved=shown)
        await self.desk.show(dialog, chosen)

    # A column.

    async def action_sort(self) -> None:
        """Sort the facts by a column; the one they are sorted by turns round."""
        from tui.screens.pick import Option, PickScreen

        facts = self.reading.facts
        columns = facts.columns
        options = [Option(say("pick.unsorted")), *(Option(say(c.label)) for c in columns)]

        def chosen(index: int | None) -> None:
            if index is not None:
                facts.sort_by(columns[index - 1].id if index else None)

        await self.desk.show(PickScreen(say("pick.sort"), options, here=1), chosen)

    async def action_frequency(self) -> None:
        """Count the values of a column; choosing one shows its facts alone."""
        from tui.screens.pick import Option, PickScreen

        facts = self.reading.facts
        columns = facts.columns

        async def counted(index: int | None) -> None:
            if index is None:
                return
            column = columns[index]
            values = facts.frequency(column)
            rows = [Option(value or "—", f"{count:,}") for value, count in values]

            def only(at: int | None) -> None:
                if at is not None:
                    facts.show_only(column, values[at][0])
                    self.desk.restate()

            await self.desk.show(PickScreen(say(column.label), rows), only)

        await self.desk.show(PickScreen(say("pick.frequency"), [Option(say(c.label)) for c in columns]), counted)

    # A fact.

    async def show_card(self, id: str) -> None:
        """All of one fact."""
        from tui.screens.card import CardScreen
        from tui.screens.detail import fact_card

        fact = self.desk.shelf.fact(id)
        if fact is None:
            self.desk.note(self.desk.shelf.missing(id), warning=True)
        else:
            card = fact_card(self.desk.shelf, fact, self.desk.panes.facts.sources(fact))

            async def chosen(action: bool | str | None) -> None:
                if isinstance(action, str):
                    await self.do(action)

            await self.desk.show(CardScreen(say(f"kind.{fact.kind}"), card, of_fact=True), chosen)
