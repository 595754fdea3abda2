"""What one keeps of what was read: marks, exports, copies; the script it is read in; the state for the next start.

Dialogs are imported when they are opened. Work that takes time (conversion, export, import) runs in threads and comes
back as a message.
"""

from __future__ import annotations

from tui.i18n import say, tell
from tui.messages import FactOpened, MarkToggled
from tui.screens.looking import Looking
from tui.state import ViewState, used

VARIANTS = ("original", "hans", "hant", "tw", "hk")


class Keeping(Looking):
    variant: str = "original"
    recent: dict[str, int]

    def begin(self) -> None:
        self.recent = dict(self.state.recent)
        self.variant = self.state.variant if self.state.variant in VARIANTS else "original"
        super().begin()

    # Marks.

    def on_mark_toggled(self, message: MarkToggled) -> None:
        """One record: the other way round. Several: all marked, or none where all were."""
        ids = message.ids
        if len(ids) > 1 and not all(self.shelf.is_marked(message.kind, i) for i in ids):
            ids = tuple(i for i in ids if not self.shelf.is_marked(message.kind, i))
        self.shelf.toggle(message.kind, ids)
        for pane in (self.tree_pane, self.facts, self.results):
            pane.refresh()
        self.note(tell("note.marked", len(self.shelf.marked())))

    # Dialogs.

    def action_goto(self) -> None:
        from tui.screens.goto import GotoScreen

        counts = self.tree_pane.branches.counts if self.tree_pane.branches else {}
        self.app.push_screen(GotoScreen(self.shelf, self.recent, counts), self._go_to)

    def _go_to(self, chosen: tuple[str, int | None] | None) -> None:
        if chosen is None:
            return
        code, year = chosen
        self.recent = used(self.recent, code)
        if year is not None and self.years != (year, year):
            self.years = (year, year)
            self._renew_tree()
        self.put_up(None)
        self.reveal(code)
        self.show_place(code)
        self.go("tree" if self.front == "tree" else "reader")

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.front), self._do_chosen)

    async def _do_chosen(self, action: str | None) -> None:
        if action:
            await self.do(action)

    def on_fact_opened(self, message: FactOpened) -> None:
        from tui.screens.detail import DetailScreen

        fact = self.shelf.fact(message.fact)
        if fact is None:
            self.note(say("note.gone"), warning=True)
            return
        self.app.push_screen(DetailScreen(self.shelf, fact))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_quit(self) -> None:
        self.app.exit(0)

    # The store and the state.

    def look_for_changes(self) -> None:
        if self.shelf.changed():
            self.note(say("note.changed"))

    def action_renew(self) -> None:
        """Take what other processes wrote, and stay where one is."""
        self.shelf.reload()
        self.state = self.view_state()
        self.fill()
        self.note(say("note.renewed"))

    def view_state(self) -> ViewState:
        """What to remember."""
        reader = self.reader
        at = reader.sheet.to_article(reader.top, reader.top)[0] if reader.top >= reader.sheet.head else 0
        return ViewState(
            region=self.region_code,
            meeting=self.meeting.id if self.meeting and self.facts.source.title == self.meeting.name else None,
            article=self.article.id if self.article else None,
            at=at,
            fact=self.facts.fact.id if self.facts.fact else None,
            kind=self.facts.kind,
            filter=self.facts.wanted,
            sort=self.facts.sort,
            variant=self.variant,
            below=self.below,
            years=self.years,
            everywhere=self.everywhere,
            open=tuple(sorted(self.tree_pane.open_keys)),
            pane=self.front,
            tree_width=self.tree_width,
            facts_share=self.facts_share,
            theme=self.app.theme,
            query=self.query_text or self.state.query,
            recent=self.recent,
        )

    def conditions(self) -> list[str]:
        marks = len(self.shelf.marked())
        return [
            *([tell("status.marks", marks)] if marks else []),
            say(f"variant.{self.variant}"),
            *super().conditions(),
        ]
