"""`/` in the pane in front: filters tree, facts and results, searches the article. Escape undoes the nearest of these."""

from __future__ import annotations

from collections.abc import Callable

from tui.i18n import say, tell
from tui.room.desk import Desk, Question


class Filtering:
    def __init__(self, desk: Desk, leave_results: Callable[[], None]) -> None:
        self.desk, self.panes, self.leave_results = desk, desk.panes, leave_results

    async def action_filter(self) -> None:
        """Ask for the words by which the list in front is filtered."""
        pane = self.panes.pane(self.panes.front).id or ""
        if pane not in ("tree", "facts", "results"):
            self.desk.note(say("note.not_here", action=say("action.filter")))
            return
        await self.desk.ask(
            Question(
                say(f"prompt.{pane}"),
                lambda text, kept: self._filtered(pane, text, kept),
                lambda text: self._filter(pane, text),
                value=self._wanted(pane),
            )
        )

    async def action_search(self) -> None:
        """Ask for the words that are looked for in the article."""
        await self.desk.ask(Question(say("prompt.reader"), self._searched, self._search))

    def _wanted(self, pane: str) -> str:
        panes = self.panes
        return {"tree": panes.tree_pane.wanted, "facts": panes.facts.wanted, "results": panes.results.wanted}[pane]

    def _filter(self, pane: str, text: str) -> None:
        panes = self.panes
        {"tree": panes.tree_pane.filter, "facts": panes.facts.filter, "results": panes.results.filter}[pane](text)
        self.desk.restate()

    def _filtered(self, pane: str, text: str, kept: bool) -> None:
        tree, facts = self.panes.tree_pane, self.panes.facts
        if not kept:
            self._filter(pane, "")
        elif pane == "tree" and tree.rows:
            tree.moved(tree.cursor)
        elif pane == "facts" and facts.rows:
            facts.moved(facts.cursor)

    def _search(self, text: str) -> None:
        self.panes.reader.search([text])

    def _searched(self, text: str, kept: bool) -> None:
        if not kept:
            self._search("")
        elif text.strip():
            count = len(self.panes.reader.hits.spans)
            self.desk.note(tell("note.hits", count) if count else say("note.no_hits", text=text), warning=not count)

    def action_escape(self) -> None:
        """Undo the nearest of: a selection, a filter, a list, an article opened from one, words searched, the whole window."""
        panes = self.panes
        if panes.front == "reader" and panes.reader.selection is not None:
            panes.reader.choose(None)
        elif panes.front == "tree" and panes.tree_pane.wanted:
            self._filter("tree", "")
        elif panes.front == "facts" and (panes.facts.wanted or panes.facts.only):
            panes.facts.show_only(None)
            self._filter("facts", "")
        elif panes.middle is panes.results and panes.results.wanted:
            self._filter("results", "")
        elif panes.middle not in (panes.reader, panes.welcome):
            self.leave_results()
        elif panes.front == "reader" and panes.behind is not None:
            self._search("")
            panes.put_up(panes.behind)
            panes.go("reader")
            self.desk.hush()  # that Escape goes back
        elif panes.reader.hits.terms:
            self._search("")
        elif panes.alone:
            panes.action_grow()
