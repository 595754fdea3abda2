"""What a person adds to what was extracted: checks, notes, corrections.

All of it is the library's to keep, apart from what was extracted; the panes show it at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from store.errors import LichunError
from tui.i18n import say
from tui.room.desk import Desk, Question
from tui.room.reading import Reading
from tui.sanitize import to_screen

Corrected = Literal["fact", "meeting", "article"]


class Judging:
    def __init__(self, desk: Desk, reading: Reading, renew: Callable[[], None]) -> None:
        """`renew` shows the store anew where one is."""
        self.desk, self.reading, self.renew = desk, reading, renew

    def action_check(self) -> None:
        """Note that the fact was checked against its source, or take that back."""
        fact = self.reading.fact_here()
        if fact is not None:
            checked = self.desk.shelf.library.check("fact", fact.id)
            self.reading.show_anew(fact.id)
            self.desk.note(say("note.checked" if checked else "note.unchecked"))

    async def action_note(self) -> None:
        """Write a note on the fact."""
        fact = self.reading.fact_here()
        if fact is None:
            return
        id = fact.id

        def done(text: str, kept: bool) -> None:
            if kept:
                self.desk.shelf.library.annotate("fact", id, text)
                self.reading.show_anew(id)

        await self.desk.ask(Question(say("prompt.note"), done, value=fact.note or "", replace=False))

    async def action_correct(self) -> None:
        """Correct the fact; on a meeting in the tree the meeting; in the reader, with no fact lit, the article."""
        from tui.screens.correct import CorrectScreen

        reading, panes = self.reading, self.desk.panes
        branch, fact = panes.tree_pane.branch, reading.fact_here()
        on_meeting = panes.front == "tree" and branch is not None and branch.kind == "meeting"
        if on_meeting and reading.meeting is not None:
            what: Corrected = "meeting"
            id, kind, held = reading.meeting.id, "meeting", reading.meeting.to_json()
        elif panes.front == "reader" and reading.reader.fact is None and reading.article is not None:
            what, id, kind, held = "article", reading.article.id, "article", reading.article.to_json()
        elif fact is not None:
            what, id, kind, held = "fact", fact.id, fact.kind, fact.to_json()
        else:
            self.desk.note(say("note.nothing_to_correct"))
            return

        def corrected(changed: dict[str, Any] | None) -> None:
            if changed is not None:
                self._correct(what, id, changed)

        await self.desk.show(CorrectScreen(kind, held), corrected)

    def _correct(self, what: Corrected, id: str, changed: dict[str, Any]) -> None:
        library = self.desk.shelf.library
        try:
            if changed:
                library.correct(what, id, **changed)
            else:
                library.uncorrect(what, id)
        except LichunError as error:
            self.desk.note(to_screen(str(error)), warning=True)
            return
        if what == "fact":
            self.reading.show_anew(id)
        else:
            self.renew()
        self.desk.note(say("note.corrected") if changed else say("note.restored"))
