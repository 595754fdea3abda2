"""What is remembered until the next start (`ViewState`), and how the room is filled from it; another store, a changed one."""

from __future__ import annotations

from store.records import FACT_KINDS
from tui.i18n import say
from tui.panes.supply import FactSource
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.room.trail import LISTED, Listed, Spot
from tui.shelf import Shelf
from tui.state import ViewState
from tui.trust import Sources


class Resuming:
    def __init__(self, desk: Desk, reading: Reading, state: ViewState) -> None:
        self.desk, self.reading, self.state = desk, reading, state

    def begin(self) -> None:
        """Fill the panes for the first time, from the state of the last."""
        state, desk, panes = self.state, self.desk, self.desk.panes
        desk.scope.below, desk.scope.years, desk.scope.everywhere = state.below, state.years, state.everywhere
        desk.recent = dict(state.recent)
        self.reading.sight.begin(state.variant)
        self.reading.places.forget_queries()
        panes.facts.place = desk.place_name
        for pane in (panes.tree_pane, panes.facts, panes.results):
            pane.is_marked = desk.shelf.is_marked
        panes.facts.sort = state.sort
        panes.facts.kind = next((kind for kind in FACT_KINDS if kind == state.kind), None)
        self.fill()

    def count_sources(self) -> None:
        """Let the table say how many articles state a fact: other articles are read for it, after the first frame."""
        self.desk.panes.facts.sources = Sources(self.desk.shelf).of
        self.desk.panes.facts.refresh()
        self.desk.restate()

    def fill(self) -> None:
        """Show what the store holds, where one was; say what to do where it holds nothing."""
        panes, places = self.desk.panes, self.reading.places
        places.grow(self.state.open)
        if places.empty:
            panes.put_up(panes.welcome)
            panes.facts.show(FactSource())
            panes.go("reader")
            return
        if panes.middle is panes.welcome:
            panes.put_up(None)
        self._return()
        panes.go(panes.front)

    def _return(self) -> None:
        """To the place, the article, the filter and the fact of the last time."""
        state, reading, facts = self.state, self.reading, self.reading.facts
        region = state.region or reading.places.first()
        listed: Listed = next((kind for kind in LISTED if kind == state.listed), "place")
        if not reading.go(Spot(region, state.meeting, state.article, listed, state.at, top=True)):
            reading.go(Spot(region))
        if state.filter:
            facts.filter(state.filter)
        if state.only and (column := next((c for c in facts.columns if c.id == state.only[0]), None)):
            facts.show_only(column, state.only[1])
        if state.fact and facts.choose(state.fact):
            reading.reader.light(state.fact, scroll=False)

    def renew(self) -> None:
        """Take what other processes wrote, and stay where one is: in a list or comparison too, as it was drawn up."""
        panes = self.desk.panes
        up, behind = panes.middle, panes.behind
        self.state = self.view_state(self.state.theme, self.state.query)
        self.desk.shelf.reload()
        self.reading.article = None
        self.fill()
        if up not in (panes.reader, panes.welcome):
            panes.put_up(up)
            panes.go(panes.front)
        elif panes.middle is panes.reader:
            panes.behind = behind
        self.count_sources()
        self.desk.note(say("note.renewed"))

    def take_store(self, shelf: Shelf, state: ViewState) -> None:
        """Show another store from the beginning."""
        self.desk.shelf, self.state = shelf, state
        self.reading.clear()
        self.desk.panes.tree_pane.open_keys = set()
        self.desk.panes.put_up(None)
        self.begin()
        self.count_sources()

    def view_state(self, theme: str, query: str) -> ViewState:
        """What to remember."""
        reading, panes, scope = self.reading, self.desk.panes, self.desk.scope
        return ViewState(
            region=reading.region_code,
            meeting=reading.meeting.id if reading.meeting and reading.listed == "meeting" else None,
            article=reading.article.id if reading.article else None,
            at=reading.top if reading.reader.top >= reading.reader.sheet.head else 0,
            fact=panes.facts.fact.id if panes.facts.fact else None,
            listed=reading.listed,
            kind=panes.facts.kind,
            filter=panes.facts.wanted,
            only=(panes.facts.only[0].id, panes.facts.only[1]) if panes.facts.only else None,
            sort=panes.facts.sort,
            variant=reading.sight.variant,
            below=scope.below,
            years=scope.years,
            everywhere=scope.everywhere,
            open=tuple(sorted(panes.tree_pane.open_keys)),
            pane=panes.front,
            tree_width=panes.tree_width,
            facts_share=panes.facts_share,
            alone=panes.alone,
            theme=theme,
            query=query,
            recent=self.desk.recent,
        )
