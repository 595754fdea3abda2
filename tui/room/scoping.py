"""The scope: which years count, whether what lies below a place counts with it, which places the tree shows."""

from __future__ import annotations

from tui.i18n import say
from tui.room.desk import Desk, Question
from tui.room.reading import Reading
from tui.sanitize import to_screen
from tui.span import read_years


class Scoping:
    def __init__(self, desk: Desk, reading: Reading) -> None:
        self.desk, self.reading, self.places = desk, reading, reading.places

    def action_below(self) -> None:
        """Switch whether a place's facts are those of what lies below it too."""
        scope = self.desk.scope
        scope.below = not scope.below
        if self.reading.region_code is not None and self.reading.of_place():
            self.reading.list_facts_of_place()
            self.reading.light_first()
        self.desk.note(say("note.below" if scope.below else "note.own"))

    def action_all_places(self) -> None:
        """Switch whether the tree shows places without records."""
        scope = self.desk.scope
        scope.everywhere = not scope.everywhere
        self.places.renew()
        self.desk.note(say("note.all_places" if scope.everywhere else "note.only_places"))

    async def action_years(self) -> None:
        """Ask for the years that count."""

        def done(text: str, kept: bool) -> None:
            if kept:
                self.set_years(text)

        shown = self.desk.scope.years_shown.replace("–", "-")
        await self.desk.ask(Question(say("prompt.years"), done, value=shown))

    def set_years(self, text: str) -> None:
        """Take a year or a span of years as scope; all years for nothing."""
        try:
            self.desk.scope.years = read_years(text)
        except ValueError:
            self.desk.note(say("error.years", text=to_screen(text)), warning=True)
            return
        self.places.renew()
        if self.reading.region_code is not None:
            self.reading.show_place(self.reading.region_code)
        self.desk.restate()
