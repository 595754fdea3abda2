"""What a person adds to what was extracted: checks, notes, corrections, named sets, kept queries.

All of it is the library's to keep, apart from what was extracted; the panes show it at once.
"""

from __future__ import annotations

from typing import Any, Literal

from store.errors import LichunError
from tui.i18n import say, tell
from tui.sanitize import to_screen
from tui.screens.keeping import Keeping

Corrected = Literal["fact", "meeting", "article"]


class Judging(Keeping):
    # Facts.

    def action_check(self) -> None:
        """Note that the fact was checked against its source, or take that back."""
        fact = self.fact_here()
        if fact is not None:
            checked = self.shelf.library.check("fact", fact.id)
            self._show_anew(fact.id)
            self.note(say("note.checked" if checked else "note.unchecked"))

    async def action_note(self) -> None:
        """Write a note on the fact."""
        fact = self.fact_here()
        if fact is not None:
            self._noted_fact = fact.id
            await self.ask("note", say("prompt.note"), fact.note or "")

    _noted_fact: str = ""

    def prompt_closed(self, purpose: str, text: str, kept: bool) -> None:
        if purpose != "note":
            super().prompt_closed(purpose, text, kept)
        elif kept and self._noted_fact:
            self.shelf.library.annotate("fact", self._noted_fact, text)
            self._show_anew(self._noted_fact)

    def _show_anew(self, id: str) -> None:
        """Show a fact that was changed where it stands."""
        fact = self.shelf.fact(id)
        if fact is not None:
            self.facts.replace(fact)
            self.article_facts = [fact if f.id == id else f for f in self.article_facts]
        self.show_status()

    def action_correct(self) -> None:
        """Correct the fact; on a meeting in the tree the meeting; in the reader, with no fact lit, the article."""
        from tui.screens.correct import CorrectScreen

        branch = self.tree_pane.branch
        fact = self.fact_here()
        if self.front == "tree" and branch is not None and branch.kind == "meeting" and self.meeting is not None:
            what: Corrected = "meeting"
            id, kind, held = self.meeting.id, "meeting", self.meeting.to_json()
        elif self.front == "reader" and self.reader.fact is None and self.article is not None:
            what, id, kind, held = "article", self.article.id, "article", self.article.to_json()
        elif fact is not None:
            what, id, kind, held = "fact", fact.id, fact.kind, fact.to_json()
        else:
            self.note(say("note.nothing_to_correct"))
            return

        def corrected(changed: dict[str, Any] | None) -> None:
            if changed is not None:
                self._correct(what, id, changed)

        self.app.push_screen(CorrectScreen(kind, held), corrected)

    def _correct(self, what: Corrected, id: str, changed: dict[str, Any]) -> None:
        library = self.shelf.library
        try:
            if changed:
                library.correct(what, id, **changed)
            else:
                library.uncorrect(what, id)
        except LichunError as error:
            self.note(to_screen(str(error)), warning=True)
            return
        if what == "fact":
            self._show_anew(id)
        else:
            self.action_renew()
        self.note(say("note.corrected") if changed else say("note.restored"))

    # Sets and queries.

    def action_mark_sets(self) -> None:
        """Keep the marks as a named set, or mark what is in one."""
        from tui.screens.naming import NameScreen

        library = self.shelf.library
        names = [(name, f"{count:,}") for name, count in library.sets().items()]
        marks = len(self.shelf.marked())

        def chosen(result: tuple[str, str] | None) -> None:
            if result is None:
                return
            doing, name = result
            {"take": library.mark_set, "keep": library.keep_set, "drop": library.drop_set}[doing](name)
            for pane in (self.tree_pane, self.facts, self.results):
                pane.refresh()
            self.note(
                say(f"note.set_{doing}", name=to_screen(name), marks=tell("status.marks", len(self.shelf.marked())))
            )

        kept = tell("status.marks", marks) if marks else None
        self.app.push_screen(NameScreen(say("naming.sets"), names, kept), chosen)

    def action_keep_query(self) -> None:
        """Keep the search under a name, or run one that was kept."""
        from tui.screens.naming import NameScreen

        library = self.shelf.library
        kept = self.query_text or self._searched or None

        def chosen(result: tuple[str, str] | None) -> None:
            if result is None:
                return
            doing, name = result
            if doing == "take":
                self.run_query(library.queries()[name])
            elif doing == "keep":
                library.keep_query(name, kept or "")
            else:
                library.drop_query(name)
            if doing != "take":
                self._renew_tree()
                self.note(say(f"note.query_{doing}", name=to_screen(name)))

        self.app.push_screen(NameScreen(say("naming.queries"), list(library.queries().items()), kept), chosen)
