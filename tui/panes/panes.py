"""The panes and how they share the window: at each width, maximised, and which of them stands in the reader's place.

Three layouts: tree | reader | facts from 150 columns, tree | reader over facts from 100, one pane at a time below that
or when one is maximised. Told what to put up (`put_up`) and where to go (`go`); posts `Arranged` when the layout or the
pane in front changed. What the panes show is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widget import Widget

from tui.actions import SCOPES_OF, Scope
from tui.messages import Arranged
from tui.panes.facts import FactsPane
from tui.panes.reader import Reader
from tui.panes.results import Line, ResultsPane
from tui.panes.tree import TreePane
from tui.widgets.virtual_list import VirtualList
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from tui.panes.compare import ComparePane
    from tui.panes.person import PersonPane
    from tui.panes.years import YearsPane

Late = TypeVar("Late", bound=VirtualList)

LAYOUTS = ((150, "wide"), (100, "normal"), (0, "narrow"))
"""From how many columns on each holds."""
TREE_WIDTH = {"normal": 32, "wide": 38}
FACTS_SHARE = {"normal": 42, "wide": 50}
SPOKEN = 4096
"""Words kept in another script: a screenful is drawn at each key."""
NAMES = ("tree", "reader", "facts")


class Right(Container):
    """What stands beside the tree."""

    BLANK = True  # the panes cover it


class Panes(Horizontal):
    BLANK = True

    def __init__(self, front: str = "tree", tree_width: int = 0, facts_share: int = 0, *, alone: bool = False) -> None:
        super().__init__(id="panes")
        self.tree_pane, self.reader, self.facts = TreePane(), Reader(), FactsPane()
        self.results, self.welcome = ResultsPane(), Welcome()
        self.right = Right(id="right")
        self.front = front if front in NAMES else "tree"
        self.alone = alone
        self.tree_width, self.facts_share = tree_width, facts_share
        self.speak: Callable[[str], str] = str
        """Names of places, titles and facts in the script of the view."""
        self._up: Widget | None = None
        self.behind: Widget | None = None
        """The list from which the article was opened that stands in its place now."""
        self._late: list[VirtualList] = []
        """Panes for the reader's place that the first frame does not need."""
        self._titles: dict[Widget, tuple[str, str]] = {}

    def compose(self) -> ComposeResult:
        yield self.tree_pane
        with self.right:
            yield self.reader
            yield self.results
            yield self.welcome
            yield self.facts

    # Layout.

    @property
    def layout_name(self) -> str:
        """`wide`, `normal` or `narrow`."""
        return next(name for least, name in LAYOUTS if self.screen.size.width >= least)

    @property
    def single(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.alone or self.layout_name == "narrow"

    def lay_out(self) -> None:
        """Set what depends on the width, on the pane in front and on a person's own sizes."""
        middle = self.middle
        middles: list[Widget] = [self.reader, self.results, self.welcome, *self._late]
        for pane in middles:
            pane.display = pane is middle and (not self.single or self.front == "reader")
        self.tree_pane.display = not self.single or self.front == "tree"
        self.facts.display = not self.single or self.front == "facts"
        wide = self.layout_name == "wide"
        self.right.display = not self.single or self.front != "tree"
        if self.right.has_class("-beside") != wide:
            self.right.set_class(wide, "-beside")
        if self.single:
            self.tree_pane.styles.width = "1fr"
            self.facts.styles.width = self.facts.styles.height = "100%"
            middle.styles.width = middle.styles.height = "100%"
        else:
            share = self.facts_share or FACTS_SHARE[self.layout_name]
            self.tree_pane.styles.width = self.tree_width or TREE_WIDTH[self.layout_name]
            parts: tuple[tuple[Widget, int], ...] = ((self.facts, share), (middle, 100 - share))
            for pane, part in parts:
                pane.styles.width = f"{part}fr" if wide else "100%"
                pane.styles.height = "100%" if wide else f"{part}fr"
        self.post_message(Arranged())

    def action_grow(self) -> None:
        """Give the pane in front all the room, or take it back."""
        self.alone = not self.alone
        self.lay_out()

    def action_narrower(self) -> None:
        self._resize(-1)

    def action_wider(self) -> None:
        self._resize(1)

    def _resize(self, step: int) -> None:
        if self.single:
            return
        if self.front == "tree":
            width = self.tree_width or TREE_WIDTH[self.layout_name]
            self.tree_width = max(16, min(self.screen.size.width // 2, width + 4 * step))
        else:
            share = self.facts_share or FACTS_SHARE[self.layout_name]
            self.facts_share = max(15, min(85, share + 5 * step * (1 if self.front == "facts" else -1)))
        self.lay_out()

    # What stands in the reader's place.

    @property
    def middle(self) -> Widget:
        """What stands in the reader's place."""
        return self._up or self.reader

    def put_up(self, widget: Widget | None) -> None:
        """Put the results or the welcome in the reader's place; the reader itself for None."""
        self._up, self.behind = widget, None
        self.lay_out()

    def list_up(
        self, listing: str, title: str, lines: Sequence[Line], *, count: str, says: Sequence[str], more: bool = False
    ) -> None:
        """Put a list of that name in the reader's place, and the focus on it."""
        self.results.show(lines, listing=listing, more=more, says=says)
        self.entitle(self.results, title, count)
        self.put_up(self.results)
        self.go("reader")

    @property
    def listing(self) -> str:
        """The name of the list in the reader's place: `find`, `articles` …; "" where there is none."""
        return self.results.listing if self.middle is self.results else ""

    @cached_property
    def chart(self) -> ComparePane:
        """The pane that compares places."""
        from tui.panes.compare import ComparePane

        return self._mounted(ComparePane())

    @cached_property
    def years(self) -> YearsPane:
        """The pane that compares years."""
        from tui.panes.years import YearsPane

        return self._mounted(YearsPane())

    @cached_property
    def person(self) -> PersonPane:
        """The card of a person."""
        from tui.panes.person import PersonPane

        return self._mounted(PersonPane())

    def _mounted(self, pane: Late) -> Late:
        """A pane made when it is first wanted."""
        self._late.append(pane)
        pane.shown = self.speak
        self.right.mount(pane, before=self.facts)
        return pane

    # The pane in front.

    def pane(self, name: str) -> Widget:
        """The widget of `tree`, `reader` (or what stands in its place) or `facts`."""
        return {"tree": self.tree_pane, "facts": self.facts}.get(name, self.middle)

    def go(self, name: str) -> None:
        """Bring a pane to the front and the focus to it."""
        self.bring(name)
        self.screen.set_focus(self.pane(name))  # at once: keys may be waiting

    def bring(self, name: str) -> None:
        """Bring a pane to the front; the focus stays."""
        if name != self.front:
            self.front = name
            if self.single:
                self.lay_out()

    @property
    def active(self) -> Widget | None:
        """The pane that has the focus."""
        focused = self.screen.focused
        return focused if focused in (self.tree_pane, self.facts, self.middle) else None

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The scopes of the keys that hold in the pane in front."""
        pane = self.pane(self.front)
        if pane is self.reader and self.reader.selection is not None:
            return ("select",)
        return SCOPES_OF[pane.id or "reader"]

    def on_descendant_focus(self) -> None:
        if (pane := self.active) is not None:
            self.bring(pane.id if pane.id in ("tree", "facts") else "reader")
            self.post_message(Arranged())

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
        self.go(NAMES[(NAMES.index(self.front) + step) % 3])

    # Words on and in the panes.

    def entitle(self, widget: Widget, title: str, subtitle: str = "") -> None:
        """Write on a pane's border, in the script of the view; what stands there already is not drawn again."""
        title, subtitle = self.speak(title), self.speak(subtitle)
        before = self._titles.get(widget, ("", ""))
        if before[0] != title:
            widget.border_title = Content(title)
        if before[1] != subtitle:
            widget.border_subtitle = Content(subtitle)
        self._titles[widget] = (title, subtitle)

    def speak_as(self, speak: Callable[[str], str]) -> None:
        """Let tree, table, lists and titles follow the script of the article."""
        self.speak = lru_cache(SPOKEN)(speak)
        for pane in (self.tree_pane, self.facts, self.results, *self._late):
            pane.shown = self.speak
        for widget in self.screen.walk_children():
            widget.refresh()

    def show_marks(self) -> None:
        """Draw the lists anew whose records were marked."""
        for pane in (self.tree_pane, self.facts, self.results, *self._late):
            pane.refresh()
