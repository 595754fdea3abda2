"""The frame of the main screen: the panes, how they are laid out at each width, the two lines at the bottom.

Three layouts: tree | reader | facts from 150 columns, tree | reader over facts from 100, one pane at a time below that
or when a pane is maximised. What the panes show is not decided here but in the classes built on this one: `Reading`,
`Looking`, `Keeping`, and `Room`, which is all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from tui.actions import Scope, bindings, in_bar
from tui.i18n import say
from tui.messages import ActionChosen, Noted, PromptChanged, PromptDone
from tui.panes.facts import FactsPane
from tui.panes.reader import Reader
from tui.panes.results import ResultsPane
from tui.panes.tree import TreePane
from tui.shelf import Shelf
from tui.state import ViewState
from tui.widgets.bars import Crumbs, KeyBar, StatusLine
from tui.widgets.inside import Veiled
from tui.widgets.virtual_list import VirtualList
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from tui.panes.compare import ComparePane

NOTE_SECONDS = 6.0
LAYOUTS = ((150, "wide"), (100, "normal"), (0, "narrow"))
"""From how many columns on each holds."""
TREE_WIDTH = {"normal": 32, "wide": 38}
SCOPES: dict[str, tuple[Scope, ...]] = {
    "tree": ("list", "tree"),
    "reader": ("reader",),
    "facts": ("list", "facts"),
    "results": ("list", "results"),
    "compare": ("list", "chart"),
    "welcome": ("welcome",),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How the screen behaves, apart from what it shows."""

    settle: float = 0.05
    """Seconds after the last key before a pane follows the tree's cursor; 0 follows at once."""
    watch: float = 2.0
    """Seconds between looks at whether another process wrote to the store; 0 never looks."""


class Base(Veiled[None]):
    BINDINGS = bindings("room")
    AUTO_FOCUS = ""

    def __init__(self, shelf: Shelf, state: ViewState, settings: Settings) -> None:
        super().__init__(id="room")
        self.shelf, self.state, self.settings = shelf, state, settings
        self.tree_pane, self.reader, self.facts = TreePane(), Reader(), FactsPane()
        self.speak: Callable[[str], str] = str  # names of places, titles and facts in the script of the view
        self.results, self.welcome = ResultsPane(), Welcome()
        self.right = Container(id="right")
        self.crumbs, self.status, self.keys = Crumbs(), StatusLine(), KeyBar()
        self.front = state.pane if state.pane in ("tree", "reader", "facts") else "tree"
        self.alone = False
        self.tree_width, self.facts_share = state.tree_width, state.facts_share
        self._note = ("", False)
        self._note_timer: Timer | None = None
        self._settling: Timer | None = None
        self._prompt_for = ""
        self._up: Widget | None = None
        self._chart: ComparePane | None = None
        self._titles: dict[Widget, tuple[str, str]] = {}

    def compose(self) -> ComposeResult:
        yield self.crumbs
        with Horizontal(id="panes"):
            yield self.tree_pane
            with self.right:
                yield self.reader
                yield self.results
                yield self.welcome
                yield self.facts
        yield self.status
        yield self.keys

    # Layout.

    @property
    def layout_name(self) -> str:
        """`wide`, `normal` or `narrow`."""
        return next(name for least, name in LAYOUTS if self.size.width >= least)

    @property
    def single(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.alone or self.layout_name == "narrow"

    def on_resize(self) -> None:
        self.arrange_panes()

    def arrange_panes(self) -> None:
        """Set what depends on the width, on the pane in front and on a person's own sizes."""
        middle = self.middle
        middles: list[Widget] = [self.reader, self.results, self.welcome, *([self._chart] if self._chart else [])]
        for pane in middles:
            pane.display = pane is middle and (not self.single or self.front == "reader")
        self.tree_pane.display = not self.single or self.front == "tree"
        self.facts.display = not self.single or self.front == "facts"
        wide = self.layout_name == "wide"
        self.right.display = not self.single or self.front != "tree"
        if self.right.has_class("-beside") != wide:
            self.right.set_class(wide, "-beside")
        share = self.facts_share or (45 if wide else 42)
        if self.single:
            self.tree_pane.styles.width = "1fr"
            self.facts.styles.width = self.facts.styles.height = "100%"
            middle.styles.width = middle.styles.height = "100%"
        else:
            self.tree_pane.styles.width = self.tree_width or TREE_WIDTH[self.layout_name]
            parts: tuple[tuple[Widget, int], ...] = ((self.facts, share), (middle, 100 - share))
            for pane, part in parts:
                pane.styles.width = f"{part}fr" if wide else "100%"
                pane.styles.height = "100%" if wide else f"{part}fr"
        self.crumbs.display = self.single
        self.show_status()

    @property
    def middle(self) -> Widget:
        """What stands in the reader's place."""
        return self._up or self.reader

    def put_up(self, widget: Widget | None) -> None:
        """Put the results or the welcome in the reader's place; the reader itself for None."""
        self._up = widget
        self.arrange_panes()

    def chart(self) -> ComparePane:
        """The pane that compares, made when it is first wanted."""
        if self._chart is None:
            from tui.panes.compare import ComparePane

            self._chart = ComparePane()
            self.right.mount(self._chart, before=self.facts)
        return self._chart

    def pane(self, name: str) -> Widget:
        """The widget of `tree`, `reader` (or what stands in its place) or `facts`."""
        return {"tree": self.tree_pane, "facts": self.facts}.get(name, self.middle)

    def go(self, name: str) -> None:
        """Bring a pane to the front and the focus to it."""
        self.front = name
        if self.single:
            self.arrange_panes()
        self.set_focus(self.pane(name))  # at once: keys may be waiting

    @property
    def active(self) -> Widget | None:
        """The pane that has the focus, or had it before the prompt."""
        return self.focused if self.focused in (self.tree_pane, self.facts, self.middle) else None

    def on_descendant_focus(self) -> None:
        pane = self.active
        if pane is None:
            return
        front = {"tree": "tree", "facts": "facts"}.get(pane.id or "", "reader")
        if front != self.front:
            self.front = front
            if self.single:
                self.arrange_panes()
        self.keys.show(in_bar(*SCOPES[pane.id or "reader"]))
        self.show_status()

    def action_pane_tree(self) -> None:
        self.go("tree")

    def action_pane_reader(self) -> None:
        self.go("reader")

    def action_pane_facts(self) -> None:
        self.go("facts")

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        names = ("tree", "reader", "facts")
        self.go(names[(names.index(self.front) + step) % 3])

    def action_grow(self) -> None:
        """Give the pane in front all the room, or take it back."""
        self.alone = not self.alone
        self.arrange_panes()

    def action_narrower(self) -> None:
        self._resize(-1)

    def action_wider(self) -> None:
        self._resize(1)

    def _resize(self, step: int) -> None:
        if self.single:
            return
        if self.front == "tree":
            width = self.tree_width or TREE_WIDTH[self.layout_name]
            self.tree_width = max(16, min(self.size.width // 2, width + 4 * step))
        else:
            share = self.facts_share or (45 if self.layout_name == "wide" else 42)
            self.facts_share = max(15, min(85, share + 5 * step * (1 if self.front == "facts" else -1)))
        self.arrange_panes()

    # What is said.

    def show_status(self) -> None:
        """Draw titles and status anew."""

    def note(self, text: str, *, warning: bool = False) -> None:
        """Say something in the status line, for a while."""
        self._note = (text, warning)
        if self._note_timer is not None:
            self._note_timer.stop()
        self._note_timer = self.set_timer(NOTE_SECONDS, self._forget_note)
        self.show_status()

    def _forget_note(self) -> None:
        self._note = ("", False)
        self.show_status()

    def on_noted(self, message: Noted) -> None:
        self.note(message.text, warning=message.warning)

    def entitle(self, widget: Widget, title: str, subtitle: str = "") -> None:
        """Write on a pane's border, in the script of the view; what stands there already is not drawn again."""
        title, subtitle = self.speak(title), self.speak(subtitle)
        before = self._titles.get(widget, ("", ""))
        if before[0] != title:
            widget.border_title = Content(title)
        if before[1] != subtitle:
            widget.border_subtitle = Content(subtitle)
        self._titles[widget] = (title, subtitle)

    def settle(self, call: Callable[[], None]) -> None:
        """Do it when the cursor has come to rest; a later call takes the place of an earlier one."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        if self.settings.settle:
            self._settling = self.set_timer(self.settings.settle, call)
        else:
            call()

    # The prompt.

    async def ask(self, purpose: str, label: str, value: str = "") -> None:
        """Open the line in which one types; what is typed comes as `PromptChanged` and `PromptDone`."""
        from tui.widgets.prompt import Prompt

        await self.query("#prompt").remove()
        self._prompt_for = purpose
        await self.mount(Prompt(label, value), before=self.keys)
        self.status.display = False
        self.keys.tell(say("prompt.hint_find" if purpose == "find" else "prompt.hint"))

    async def close_prompt(self) -> None:
        self._prompt_for = ""
        await self.query("#prompt").remove()
        self.status.display = True

    def on_prompt_changed(self, message: PromptChanged) -> None:
        self.prompted(self._prompt_for, message.text)

    async def on_prompt_done(self, message: PromptDone) -> None:
        purpose = self._prompt_for
        await self.close_prompt()
        self.set_focus(self.pane(self.front))
        self.prompt_closed(purpose, message.text, message.kept)

    def prompted(self, purpose: str, text: str) -> None:
        """A key came into the prompt."""

    def prompt_closed(self, purpose: str, text: str, kept: bool) -> None:
        """The prompt was closed."""

    # Actions by name.

    async def on_action_chosen(self, message: ActionChosen) -> None:
        await self.do(message.action)

    async def do(self, action: str) -> None:
        """Do an action of the table, in the pane in front if it is the pane's."""
        pane = self.pane(self.front)
        for target in (pane, self):
            if hasattr(target, f"action_{action}"):
                await self.app.run_action(action, target)
                return
        note = say("note.not_here", action=say(f"action.{action}"))
        self.note(note)

    def list_pane(self) -> VirtualList | None:
        return self.active if isinstance(self.active, VirtualList) else None
