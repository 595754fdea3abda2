"""What a person thinks of a fact: checked, noted, left out as wrong, each of which can be taken back.

All of it is the library's to keep, apart from what was extracted; the panes show it at once.
"""

from __future__ import annotations

from store.errors import LichunError
from store.records import Fact
from tui.i18n import say
from tui.room.desk import Desk, Question
from tui.room.reading import Reading
from tui.room.undoing import Undoing


class Judging:
    def __init__(self, desk: Desk, reading: Reading, undoing: Undoing) -> None:
        self.desk, self.reading, self.undoing = desk, reading, undoing

    def action_check(self) -> None:
        """Note that the fact was checked against its source, or take that back."""
        fact = self._fact()
        if fact is not None:
            checked = self.desk.shelf.library.notebook.check("fact", fact.id)
            self.reading.show_anew(fact.id)
            self.desk.note(say("note.checked" if checked else "note.unchecked"))

    def _fact(self) -> Fact | None:
        """The fact under the cursor, where there is one and it can be judged; else it is said why not."""
        fact = self.reading.fact_here()
        if fact is None:
            self.desk.note(say("note.no_fact"))
        elif self.desk.shelf.library.read_only:
            self.desk.note(say("note.read_only"), warning=True)
            return None
        return fact

    async def action_note(self) -> None:
        """Write a note on the fact."""
        fact = self._fact()
        if fact is None:
            return
        id, before = fact.id, fact.note

        def write(text: str | None) -> str:
            self.desk.shelf.library.notebook.annotate("fact", id, text)
            self.reading.show_anew(id)
            return ""

        def done(text: str, kept: bool) -> None:
            if kept:
                write(text)
                self.undoing.did(say("undo.note"), lambda: write(before))

        await self.desk.ask(Question(say("prompt.note"), done, value=before or "", replace=False))

    async def action_reject(self) -> None:
        """Leave the fact out as wrong, with a reason; one of the person's own is taken away."""
        fact = self._fact()
        if fact is None:
            return
        found: Fact = fact
        if self.desk.shelf.library.word.is_added(found):
            self._remove(found)
            return

        def done(text: str, kept: bool) -> None:
            if kept:
                self._reject(found, text.strip())

        await self.desk.ask(Question(say("prompt.reject"), done, hint="prompt.hint_reject"))

    def _reject(self, fact: Fact, reason: str) -> None:
        library = self.desk.shelf.library
        try:
            library.word.reject(fact.id, reason)
        except LichunError as error:
            self.desk.tell(error)
            return
        self.reading.take_facts()
        self.desk.note(say("note.rejected"))

        def back() -> str:
            library.word.accept(fact.id)
            self.reading.take_facts(fact.id)
            return ""

        self.undoing.did(say("undo.reject"), back)

    def _remove(self, fact: Fact) -> None:
        library = self.desk.shelf.library
        fields = library.word.corrected_fields("fact", fact.id)
        fields = {n: v for n in fact.corrected if n != "kind" and (v := getattr(fact, n, None)) is not None} | fields
        try:
            library.word.remove_fact(fact.id)
        except LichunError as error:
            self.desk.tell(error)
            return
        self.reading.take_facts()
        self.desk.note(say("note.removed"))

        def back() -> str:
            again = library.word.add_fact(fact.article, fact.start, fact.end, fact.kind, fields)
            self.reading.take_facts(again.id)
            return ""

        self.undoing.did(say("undo.remove"), back)
