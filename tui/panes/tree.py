"""The region tree: divisions that have records, folded; under each its own meetings by year.

Told which shelf to show; posts `PlaceReached` and `MeetingReached` when its cursor comes to one, and `MarkToggled`.
Branches below one are made when it is opened. A filter shows the places whose name, in either script, pinyin or
initials, begins with what was typed, opened as far as needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from tui.actions import bindings
from tui.i18n import say
from tui.messages import MarkToggled, MeetingReached, PlaceReached, QueryChosen, ReaderWanted
from tui.panes.branches import Branch, Branches
from tui.widgets.virtual_list import Piece, VirtualList
from tui.widgets.width import fit, sign, width_of


class TreePane(VirtualList):
    BINDINGS: ClassVar = bindings("tree")

    def __init__(self) -> None:
        super().__init__(id="tree", classes="pane")
        self.branches: Branches | None = None
        self.rows: list[Branch] = []
        self.open_keys: set[str] = set()
        self.here = ""
        """Key of the branch whose records are shown."""
        self.is_marked: Callable[[str, str], bool] = lambda kind, id: False
        self.wanted = ""
        self._all: list[Branch] = []

    # What it holds.

    def show(self, branches: Branches, open_keys: Iterable[str] = ()) -> None:
        """Show a tree, with the branches of these keys open."""
        self.branches = branches
        self.open_keys |= set(open_keys)
        here = self.branch.key if self.branch else ""
        self._all = self._unfolded(branches.roots())
        self.wanted = ""
        self.rows = self._all
        self.renew(self._index_of(here) or 0)

    def _unfolded(self, rows: list[Branch]) -> list[Branch]:
        assert self.branches is not None
        found: list[Branch] = []
        for branch in rows:
            found.append(branch)
            if branch.key in self.open_keys and not branch.leaf:
                found.extend(self._unfolded(self.branches.below(branch)))
        return found

    @property
    def branch(self) -> Branch | None:
        """The branch under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def _index_of(self, key: str) -> int | None:
        return next((i for i, branch in enumerate(self.rows) if branch.key == key), None)

    def reveal(self, code: str, meeting: str | None = None) -> bool:
        """Open the way to a division (and to one of its meetings) and put the cursor there, without telling anyone."""
        if self.branches is None:
            return False
        path = self.branches.path(code)
        self.filter("")
        keys = [*path[:-1], *([code] if meeting else [])]
        self._open_all(keys)
        if meeting:
            self._open_all(b.key for b in self.rows if b.kind == "year" and b.region == code)
        index = self._index_of(meeting or code)
        if index is None:
            return False
        self.here = meeting or code
        self.move_to(index, tell=False)
        self.refresh()
        return True

    def _open_all(self, keys: Iterable[str]) -> None:
        for key in keys:
            index = self._index_of(key)
            if index is not None and key not in self.open_keys:
                self._unfold(index)

    # Folding.

    def _unfold(self, index: int) -> None:
        branch = self.rows[index]
        if branch.leaf or self.branches is None:
            return
        self.open_keys.add(branch.key)
        self.rows[index + 1 : index + 1] = self._unfolded(self.branches.below(branch))
        self.renew()

    def _fold(self, index: int) -> None:
        branch = self.rows[index]
        self.open_keys.discard(branch.key)
        end = index + 1
        while end < len(self.rows) and self.rows[end].depth > branch.depth:
            end += 1
        del self.rows[index + 1 : end]
        self.renew()

    def action_unfold(self) -> None:
        branch = self.branch
        if branch is None:
            return
        if branch.kind == "meeting":
            self.post_message(ReaderWanted())
        elif branch.key not in self.open_keys:
            self._unfold(self.cursor)
        elif not branch.leaf:
            self.move_to(self.cursor + 1)

    def action_fold(self) -> None:
        branch = self.branch
        if branch is None:
            return
        if branch.key in self.open_keys:
            self._fold(self.cursor)
            return
        above = next((i for i in range(self.cursor - 1, -1, -1) if self.rows[i].depth < branch.depth), None)
        if above is not None:
            self.move_to(above)

    def moved(self, index: int) -> None:
        branch = self.rows[index]
        if branch.kind in ("year", "query"):
            return
        self.here = branch.key
        if branch.kind == "region":
            self.screen.post_message(PlaceReached(branch.key))
        else:
            self.screen.post_message(MeetingReached(branch.key, branch.region))

    def opened(self, index: int) -> None:
        branch = self.rows[index]
        if branch.kind == "query":
            self.post_message(QueryChosen(branch.key))
        elif branch.kind == "meeting" or branch.leaf:
            self.moved(index)
            self.post_message(ReaderWanted())
        elif branch.key in self.open_keys:
            self._fold(index)
        else:
            self._unfold(index)

    # Marks.

    def action_mark(self) -> None:
        branch = self.branch
        if branch is None or branch.kind in ("year", "query"):
            return
        self.post_message(MarkToggled(branch.kind, (branch.key,)))
        self.action_down()

    # The filter.

    def filter(self, wanted: str) -> int:
        """Show only the branches of this name and the way to them; all again for ""; how many there are."""
        if wanted == self.wanted or self.branches is None:
            return len(self.rows)
        here = self.branch.key if self.branch else ""
        self.wanted = wanted
        self.rows = self._matching(wanted) if wanted else self._unfolded(self.branches.roots())
        first = next((i for i, b in enumerate(self.rows) if b.key in self._hits), 0) if wanted else None
        self.renew(first if first is not None else self._index_of(here) or 0)
        return len(self._hits) if wanted else len(self.rows)

    _hits: frozenset[str] = frozenset()

    def _matching(self, wanted: str) -> list[Branch]:
        from store.language.fold import fold
        from store.regions.table import initials, pinyin

        assert self.branches is not None
        text = fold(wanted).replace(" ", "")
        hits: set[str] = set()

        def matches(branch: Branch) -> bool:
            if text in fold(branch.label):
                return True
            if branch.kind != "region" or not text.isascii():
                return False
            sounds = pinyin(branch.key)
            return sounds.replace(" ", "").startswith(text) or initials(branch.key).startswith(text)

        def kept(rows: list[Branch]) -> list[Branch]:
            found: list[Branch] = []
            for branch in rows:
                below = [] if branch.leaf else kept(self.branches.below(branch))  # type: ignore[union-attr]
                if matches(branch):
                    hits.add(branch.key)
                if below or branch.key in hits:
                    found += [branch, *below]
            return found

        rows = kept(self.branches.roots())
        self._hits = frozenset(hits)
        return rows

    def step(self, forward: bool) -> None:
        """The next branch that the filter found."""
        hits = [i for i, b in enumerate(self.rows) if b.key in self._hits] if self.wanted else []
        after = [i for i in hits if i > self.cursor] if forward else [i for i in hits if i < self.cursor][::-1]
        if after or hits:
            self.move_to((after or (hits if forward else hits[::-1]))[0])

    def action_next_match(self) -> None:
        self.step(True)

    def action_previous_match(self) -> None:
        self.step(False)

    # Drawing.

    def length(self) -> int:
        return len(self.rows)

    def empty_lines(self) -> list[str]:
        if self.branches is None:
            return [say("loading.tree")]
        return [say("empty.filter")] if self.wanted else [say("empty.tree"), "", say("empty.tree_hint")]

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        branch = self.rows[index]
        signs = (sign("▸", ">"), sign("▾", "v"))
        fold_sign = " " if branch.leaf else signs[branch.key in self.open_keys]
        marked = branch.kind in ("region", "meeting") and self.is_marked(branch.kind, branch.key)
        count = ""
        if branch.kind in ("region", "query"):
            count = f"{branch.facts:,}" if branch.facts else (f"{branch.meetings:,}" if branch.meetings else "")
        elif branch.kind == "year":
            count = f"{branch.meetings:,}"
        if branch.kind == "query":
            fold_sign = "?"
        left = f"{'  ' * branch.depth}{fold_sign} "
        room = width - width_of(left) - (width_of(count) + 1 if count else 0) - 1
        name = "here" if branch.key == self.here else ("" if branch.own or branch.kind != "region" else "dim")
        if branch.key in self._hits and self.wanted:
            name = "match"
        yield ("*" if marked else " "), "mark"
        yield left, "dim"
        yield fit(self.shown(branch.label), room), name
        if count:
            yield " " + count, "dim"
