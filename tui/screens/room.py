"""The main screen: the reading room. It puts panes and parts together and carries messages between them.

A part (tui/room/) does one kind of thing, holds its own state, and is given the desk and the parts it needs.
`tui/actions.py` says which part does an action; `Parts` makes those that the first frame does not need when wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.timer import Timer

from store.errors import LichunError
from tui import messages
from tui.actions import BY_ID, bindings, in_bar
from tui.i18n import say
from tui.panes.panes import Panes
from tui.room import desk
from tui.room.parts import Parts
from tui.room.places import Places
from tui.room.reading import Reading
from tui.room.resuming import Resuming
from tui.room.titles import Titles
from tui.sanitize import to_screen
from tui.shelf import Shelf
from tui.state import ViewState
from tui.widgets.bars import Crumbs, KeyBar, StatusLine
from tui.widgets.inside import Veiled

if TYPE_CHECKING:
    from tui.widgets.prompt import Prompt

NOTE_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How the screen behaves, apart from what it shows."""

    settle: float = 0.05
    """Seconds after the last key before a pane follows the tree's cursor; 0 follows at once."""
    watch: float = 2.0
    """Seconds between looks at whether another process wrote to the store; 0 never looks."""


class Room(Veiled[None]):
    BINDINGS = bindings("room")
    AUTO_FOCUS = ""

    def __init__(self, shelf: Shelf, state: ViewState, settings: Settings) -> None:
        super().__init__(id="room")
        self.settings = settings
        self.panes = Panes(state.pane, state.tree_width, state.facts_share, alone=state.alone)
        self.crumbs, self.status, self.keys = Crumbs(), StatusLine(), KeyBar()
        self.desk = desk.Desk(self, shelf, self.panes, desk.Scope(), settings.settle)
        self.reading = Reading(self.desk, Places(self.desk))
        self.titles = Titles(self.reading, self.crumbs, self.status)
        self.resuming = Resuming(self.desk, self.reading, state)
        self.parts = Parts(self.desk, self.resuming, self.do, self._change_store)
        self._note, self._restating = ("", False), False
        self._note_timer: Timer | None = None
        self._prompt: Prompt | None = None

    def compose(self) -> ComposeResult:
        yield self.crumbs
        yield self.panes
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        with self.app.batch_update():
            self.panes.lay_out()
            self.on_arranged()
            try:
                self.resuming.begin()
            except LichunError as error:
                self.desk.tell(error)  # what could be shown stands; the rest says why it does not
            self.show_status()
        self.call_after_refresh(self.unveil)
        self.call_after_refresh(self.resuming.count_sources)
        if self.settings.watch:
            self.set_interval(self.settings.watch, self.look_for_changes)

    # Actions.

    async def action_do(self, action: str) -> None:
        """Do an action that the table gives to a part."""
        result = self.parts.deed(action)()
        if isawaitable(result):
            await result

    async def do(self, action: str) -> None:
        """Do an action by its name, in the pane in front if it is the pane's."""
        pane = self.panes.pane(self.panes.front)
        if BY_ID[action].by:
            await self.action_do(action)
        elif target := next((t for t in (pane, self) if hasattr(t, f"action_{action}")), None):
            await self.app.run_action(action, target)
        else:
            self.note(say("note.not_here", action=say(f"action.{action}")))

    async def on_action_chosen(self, message: messages.ActionChosen) -> None:
        await self.do(message.action)

    def action_renew(self) -> None:
        """Take what other processes wrote, and stay where one is."""
        self.resuming.renew()

    def action_suspend_process(self) -> None:
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        self.app.exit(0)

    # What is said.

    def show_status(self) -> None:
        """Draw titles and status anew."""
        self._restating = False
        self.titles.show(self._note[0], warning=self._note[1])

    def restate(self) -> None:
        """Draw them anew when what is being done is done: a key may change them many times."""
        if not self._restating:
            self._restating = True
            self.call_later(self.show_status)

    def note(self, text: str, *, warning: bool = False) -> None:
        """Say something in the status line, for a while."""
        self._note = (text, warning)
        if self._note_timer is not None:
            self._note_timer.stop()
        self._note_timer = self.set_timer(NOTE_SECONDS, self.hush)
        self.show_status()

    def hush(self) -> None:
        """Say it no longer."""
        if self._note[0]:
            self._note = ("", False)
            self.restate()

    async def ask(self, question: desk.Question) -> None:
        """Open the prompt; what is typed from here on goes there."""
        if self._prompt is None:
            from tui.widgets.prompt import Prompt

            self._prompt = Prompt(self._prompt_closed)
            await self.mount(self._prompt, before=self.keys)
        self.status.display = False
        self.keys.tell(say(question.hint))
        self._prompt.open(question)

    def _prompt_closed(self) -> None:
        self.status.display = True
        self.panes.go(self.panes.front)

    def in_thread(self, work: Callable[[], None], group: str, *, exclusive: bool, fatal: bool) -> None:
        """Do it in a thread, as a worker of this screen."""
        self.run_worker(work, thread=True, group=group, exclusive=exclusive, exit_on_error=fatal)

    # Messages of the panes.

    def on_resize(self) -> None:
        self.panes.lay_out()

    def on_arranged(self) -> None:
        self.crumbs.display = self.panes.single
        if self.panes.active is not None:
            self.keys.show(in_bar(*self.panes.scopes))
        self.restate()

    def on_noted(self, message: messages.Noted) -> None:
        self.note(message.text, warning=message.warning)

    def on_place_reached(self, message: messages.PlaceReached) -> None:
        self.desk.settle(lambda: self.reading.show_place(message.code))

    def on_meeting_reached(self, message: messages.MeetingReached) -> None:
        self.desk.settle(lambda: self.reading.show_meeting(message.meeting, message.region))

    def on_reader_wanted(self, message: messages.ReaderWanted) -> None:
        self.panes.go("reader")

    def on_selection_moved(self, message: messages.SelectionMoved) -> None:
        self.on_arranged()

    def on_reader_moved(self, message: messages.ReaderMoved) -> None:
        self.restate()

    def on_fact_reached(self, message: messages.FactReached) -> None:
        self.desk.settle(lambda: self.reading.show_fact(message.fact))

    async def on_fact_opened(self, message: messages.FactOpened) -> None:
        await self.parts.choosing.show_card(message.fact)

    def on_evidence_reached(self, message: messages.EvidenceReached) -> None:
        self.reading.show_row(message.fact)

    def on_query_chosen(self, message: messages.QueryChosen) -> None:
        self.parts.finding.run(message.query)

    def on_more_wanted(self, message: messages.MoreWanted) -> None:
        more = {"find": self.parts.finding.more, "articles": self.parts.lists.more_articles}.get(self.panes.listing)
        if more is not None:
            more(whole=message.whole)

    def on_result_opened(self, message: messages.ResultOpened) -> None:
        found = self.panes.listing == "find"
        if self.parts.lists.open(message):
            if found:
                self.parts.finding.light_words()
            self.panes.go("reader")

    async def on_sources_wanted(self, message: messages.SourcesWanted) -> None:
        await self.parts.comparing.show_sources(message.facts, self.on_result_opened)

    def on_mark_toggled(self, message: messages.MarkToggled) -> None:
        self.parts.keeping.toggle(message.kind, message.ids)

    # The store and the state.

    def _change_store(self, path: Path) -> None:
        self.post_message(messages.StoreChosen(path))

    def take_store(self, shelf: Shelf, state: ViewState) -> None:
        """Show another store from the beginning."""
        from tui.commands.browse import sample_place

        self.parts.undoing.forget()
        self.resuming.take_store(shelf, state)
        root = Path(shelf.library.root)
        samples = root.resolve() == sample_place().resolve()
        self.note(say("note.samples") if samples else say("note.own_store", store=to_screen(str(root))))

    def look_for_changes(self) -> None:
        if self.desk.shelf.changed() and not any(w.group == "import" for w in self.workers):
            self.note(say("note.changed"))

    def view_state(self) -> ViewState:
        """What to remember."""
        return self.resuming.view_state(self.app.theme, self.parts.query or self.resuming.state.query)
