"""The places: which branches the tree shows, kept queries with their counts above them, the way to one place."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from store.errors import LichunError
from tui.panes.branches import Branches
from tui.room.desk import Desk


class Places:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.tree = desk, desk.panes.tree_pane
        self.query_counts: dict[str, int] = {}

    @property
    def branches(self) -> Branches:
        """What the tree shows."""
        assert self.tree.branches is not None
        return self.tree.branches

    def grow(self, open_keys: Iterable[str] | None = None) -> None:
        """Show the tree from the beginning, with these branches open; the first provinces where None are given."""
        branches = self._branches()
        if not open_keys:
            open_keys = [b.key for b in branches.roots()[:3] if b.kind == "region"]
        self.tree.show(branches, open_keys)

    def renew(self) -> None:
        """Show the tree anew after the scope or the kept queries changed; the cursor stays where it was."""
        here = self.tree.branch
        self.tree.show(self._branches())
        if here is not None and here.kind in ("region", "meeting"):
            self.tree.reveal(here.region, here.key if here.kind == "meeting" else None)

    def reveal(self, code: str | None, meeting: str | None = None) -> bool:
        """Bring a place to the tree's cursor; whether all places had to be shown for it, since it has no record."""
        if code is None or self.tree.reveal(code, meeting) or self.desk.scope.everywhere:
            return False
        self.desk.scope.everywhere = True
        self.renew()
        return self.tree.reveal(code, meeting)

    def forget_queries(self) -> None:
        """Count the kept queries anew when the tree is next shown."""
        self.query_counts = {}

    @property
    def empty(self) -> bool:
        """Whether the store has no article at all."""
        return not any(c.articles or c.articles_below for c in self.branches.counts.values())

    def first(self) -> str | None:
        """A place that has records of its own: the one with the most facts."""
        counts = self.branches.counts
        own = [code for code, c in counts.items() if c.facts or c.articles]
        return min(own, key=lambda code: (-counts[code].facts, code), default=None)

    def _branches(self) -> Branches:
        """The tree as it is to be shown; kept queries that were not counted yet are counted in a thread."""
        shelf, scope = self.desk.shelf, self.desk.scope
        queries = list(shelf.queries().values())
        if any(query not in self.query_counts for query in queries):
            self.desk.in_thread(lambda: self._count(queries), "count")
        return Branches(shelf, years=scope.years, everywhere=scope.everywhere, query_counts=self.query_counts)

    def _count(self, queries: list[str]) -> None:
        counts = {}
        for query in queries:
            with suppress(LichunError):
                counts[query] = self.desk.shelf.count(query)
        self.desk.back(self._counted, counts)

    def _counted(self, counts: dict[str, int]) -> None:
        self.query_counts = counts
        if not self.tree.wanted:
            self.tree.show(self._branches())
