"""A fact of a person's own: made of what is selected in the reader, or of the next number that became none.

Recognition fills the fields in (tui/proposing.py), a dialog lets them be put right, the library keeps it. Such a fact is
shown as the person's own, can be corrected like any other, and taken out again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.errors import LichunError
from tui.i18n import say
from tui.room.correcting import Correcting
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.room.undoing import Undoing

if TYPE_CHECKING:
    from store.records import Article, Fact
    from tui.panes.selection import Selection
    from tui.proposing import Proposal
    from tui.screens.add import Added

VALUE = ("measure", "value", "value_max", "unit", "comparator", "text", "name")
"""What two facts of the same words must have alike to be one; place, status and year come from around them."""


class Adding:
    def __init__(self, desk: Desk, reading: Reading, correcting: Correcting, undoing: Undoing) -> None:
        self.desk, self.reading, self.correcting, self.undoing = desk, reading, correcting, undoing

    async def action_add_fact(self) -> None:
        """Make a fact of the selection; where there is none, select the next number that became no fact."""
        reader, article = self.reading.reader, self.reading.article
        if article is None or self.desk.panes.middle is not reader or self.reading.sight.view == "received":
            self.desk.note(say("note.no_article"))
            return
        if self.desk.shelf.library.read_only:
            self.desk.note(say("note.read_only"), warning=True)
            return
        span = reader.chosen()
        if span is None:
            self.desk.panes.go("reader")
            reader.action_next_number()
            return
        if reader.selection is not None and not reader.selection.held:
            span = self._around(article, span)
        self.desk.note(say("loading.selection"))
        stretch, chosen = span, reader.selection
        self.desk.host.app.hold_keys()  # Enter behind `a` is for the dialog
        self.desk.in_thread(lambda: self._propose(article, stretch, chosen), "propose", exclusive=False)

    def _propose(self, article: Article, span: tuple[int, int], chosen: Selection | None) -> None:
        """In a thread: the rules take their time when they are first loaded."""
        from tui.proposing import propose

        try:
            self.desk.back(self._offer, article, propose(article, *span), chosen)
        finally:
            self.desk.back(self.desk.host.app.release_keys)

    async def _offer(self, article: Article, proposals: list[Proposal], chosen: Selection | None) -> None:
        """Show what was read, unless something else was selected meanwhile."""
        from tui.screens.add import AddScreen

        if self.reading.reader.selection != chosen:
            return
        if not proposals:
            self.desk.note(say("note.nothing_selected"))
            return

        def done(added: Added | None) -> None:
            if added is not None:
                self._add(article, added)

        self.desk.hush()
        await self.desk.show(AddScreen(article, proposals, self.correcting.find_place), done)

    def _around(self, article: Article, span: tuple[int, int]) -> tuple[int, int]:
        """For a bare caret: the number that it stands in, where one became no fact, else its sentence."""
        from tui.quoting import sentence_span

        reader = self.reading.reader
        head = reader.selection.head if reader.selection else 0
        number = next(((s, e) for s, e in reader.untaken() if s <= head < e), None)
        return reader.sheet.to_article(*number) if number else sentence_span(article.text, *span)

    def _add(self, article: Article, added: Added) -> None:
        library = self.desk.shelf.library
        held = standing(library.facts(article=article.id, kind=added.kind), added)
        if held is not None:
            self.reading.reader.choose(None)
            self.reading.take_facts(held.id)
            self.desk.note(say("note.stands"))
            return
        try:
            fact = library.word.add_fact(article.id, added.start, added.end, added.kind, dict(added.fields))
        except LichunError as error:
            self.desk.tell(error)
            return
        self.reading.reader.choose(None)
        self.reading.take_facts(fact.id)
        self.desk.note(say("note.added"))

        def back() -> str:
            library.word.remove_fact(fact.id)
            self.reading.take_facts()
            return ""

        self.undoing.did(say("undo.add"), back)


def standing(facts: Iterable[Fact], added: Added) -> Fact | None:
    """The fact that says the same of the same words: of that kind, and no field of its value differs."""
    return next(
        (
            f
            for f in facts
            if (f.kind, f.start < added.end, added.start < f.end) == (added.kind, True, True)
            and all(_given(added.fields.get(name)) == _given(getattr(f, name, None)) for name in VALUE)
        ),
        None,
    )


def _given(value: object) -> object:
    """A figure's sign is "=" where none is given; other values as they are."""
    return None if value in ("", "=") else value
