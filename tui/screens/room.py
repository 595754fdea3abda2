"""The main screen: the reading room. Its bases say what it shows, how one looks for something, what one keeps.

Here stand the dialogs that lead somewhere, following the store, and what is remembered until the next start.
"""

from __future__ import annotations

from pathlib import Path

from textual import work

from store.errors import LichunError
from tui.actions import ACTIONS, labels
from tui.i18n import say, tell
from tui.messages import FactOpened, StoreChosen
from tui.sanitize import to_screen
from tui.screens.judging import Judging
from tui.shelf import Shelf
from tui.state import ViewState, used


class Room(Judging):
    recent: dict[str, int]

    def on_mount(self) -> None:
        with self.app.batch_update():
            self.arrange_panes()
            self.recent = dict(self.state.recent)
            self.begin()
        self.call_after_refresh(self.unveil)
        if self.settings.watch:
            self.set_interval(self.settings.watch, self.look_for_changes)

    # Dialogs that lead somewhere.

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
        if self.middle is self.results:
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
        from tui.screens.card import CardScreen
        from tui.screens.detail import fact_card

        fact = self.shelf.fact(message.fact)
        if fact is None:
            self.note(say("note.gone"), warning=True)
        else:
            self.app.push_screen(CardScreen(say(f"kind.{fact.kind}"), fact_card(self.shelf, fact)))

    def action_palette(self) -> None:
        """Do anything by its name."""
        from tui.screens.pick import Option, PickScreen

        actions = [a for a in ACTIONS if a.palette and a.scope != "welcome"]
        options = [Option(say(f"about.{a.id}"), labels(a), f"{say(f'action.{a.id}')} {a.id}") for a in actions]

        async def chosen(index: int | None) -> None:
            if index is not None:
                await self.do(actions[index].id)

        self.app.push_screen(PickScreen(say("palette.title"), options), chosen)

    def action_theme(self) -> None:
        """Choose a theme, seeing each as the cursor comes to it."""
        from tui.screens.pick import Option, PickScreen

        before, names = self.app.theme, sorted(self.app.available_themes, key=lambda n: (not n.startswith("lichun"), n))

        def shown(index: int) -> None:
            self.app.theme = names[index]

        def chosen(index: int | None) -> None:
            self.app.theme = before if index is None else names[index]

        options = [Option(name) for name in names]
        self.app.push_screen(PickScreen(say("pick.theme"), options, here=names.index(before), moved=shown), chosen)

    def action_sort(self) -> None:
        """Sort the facts by a column; the one they are sorted by turns round."""
        from tui.screens.pick import Option, PickScreen

        columns = self.facts.columns
        options = [Option(say("pick.unsorted")), *(Option(say(c.label)) for c in columns)]

        def chosen(index: int | None) -> None:
            if index is not None:
                self.facts.sort_by(columns[index - 1].id if index else None)

        self.app.push_screen(PickScreen(say("pick.sort"), options, here=1), chosen)

    def action_frequency(self) -> None:
        """Count the values of a column; choosing one shows its facts alone."""
        from tui.screens.pick import Option, PickScreen

        columns = self.facts.columns

        def counted(index: int | None) -> None:
            if index is None:
                return
            column = columns[index]
            values = self.facts.frequency(column)
            rows = [Option(value or "—", f"{count:,}") for value, count in values]

            def only(at: int | None) -> None:
                if at is not None:
                    self.facts.show_only(column, values[at][0])
                    self.show_status()

            self.app.push_screen(PickScreen(say(column.label), rows), only)

        self.app.push_screen(PickScreen(say("pick.frequency"), [Option(say(c.label)) for c in columns]), counted)

    def action_suspend_process(self) -> None:
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        self.app.exit(0)

    # The store and the state.

    def action_samples(self) -> None:
        """Open the five samples, in a store of their own."""
        self.note(say("note.preparing"))
        self._prepare_samples()

    @work(thread=True, group="import", exclusive=True)
    def _prepare_samples(self) -> None:
        from tui.commands.browse import sample_store

        try:
            path = sample_store()
        except (LichunError, OSError) as error:
            self.app.call_from_thread(self.note, to_screen(str(error)), warning=True)
        else:
            self.app.call_from_thread(self.changed_to, path)

    def changed_to(self, path: Path) -> None:
        """Another store was chosen."""
        self.post_message(StoreChosen(path))

    def take_store(self, shelf: Shelf, state: ViewState) -> None:
        """Show another store from the beginning."""
        self.shelf, self.state = shelf, state
        self.article = self.meeting = self.region_code = None
        self.tree_pane.open_keys = set()
        self.put_up(None)
        self.recent = dict(state.recent)
        self.begin()
        self.note(say("note.samples"))

    def action_import_here(self) -> None:
        self.action_import()

    def look_for_changes(self) -> None:
        if self.shelf.changed() and not any(w.group == "import" for w in self.workers):
            self.note(say("note.changed"))

    def action_renew(self) -> None:
        """Take what other processes wrote, and stay where one is."""
        self.state = self.view_state()
        self.shelf.reload()
        self.article = None
        self.fill()
        self.note(say("note.renewed"))

    def view_state(self) -> ViewState:
        """What to remember."""
        reader = self.reader
        at = reader.sheet.to_article(reader.top, reader.top)[0] if reader.top >= reader.sheet.head else 0
        return ViewState(
            region=self.region_code,
            meeting=self.meeting.id if self.meeting and self.listed == "meeting" else None,
            article=self.article.id if self.article else None,
            at=at,
            fact=self.facts.fact.id if self.facts.fact else None,
            listed=self.listed,
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
        return [*([tell("status.marks", marks)] if marks else []), *super().conditions()]
