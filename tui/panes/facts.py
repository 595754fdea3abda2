"""The table of facts: kinds as tabs with their counts, the columns of each kind, sorted, filtered, marked.

Told a `FactSource` (what to list); posts `FactReached`, `FactOpened`, `MarkToggled`. It holds the facts of one kind of
one source, at most `FACT_LIMIT`, and says so where there are more; a filter, a sort and the cursor live here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from store.records import FACT_KINDS, Fact, FactKind
from tui.actions import bindings
from tui.i18n import say, tell
from tui.messages import FactOpened, FactReached, MarkToggled
from tui.panes.heads import MARK_WIDTH, TRUST_WIDTH, heads, tabs, under, widths
from tui.panes.supply import FIRST_PULL, NEXT_PULL, FactSource, Supply
from tui.shown import COLUMNS, VALUE, Column, Sort, detail_of, name_of
from tui.trust import signs
from tui.widgets.stretch import Stretch
from tui.widgets.virtual_list import SCROLLBAR, Piece, VirtualList
from tui.widgets.width import fit, width_of

TABS: tuple[FactKind | None, ...] = (None, *FACT_KINDS)
MARGIN = 4
"""Rows from the end of what was read at which more is read."""


class FactsPane(VirtualList):
    BINDINGS: ClassVar = bindings("facts")
    HEAD = 2

    def __init__(self) -> None:
        super().__init__(id="facts", classes="pane")
        self.source = FactSource()
        self.kind: FactKind | None = None
        self.supply = Supply(iter(()))
        """Facts of the kind, in the order of the source, read as they are wanted."""
        self.rows: list[Fact] = []
        """Those that the filter lets through, in the order of the sort."""
        self.wanted = ""
        self.only: tuple[Column, str] | None = None
        self.sort: tuple[str, bool] | None = None
        """Column and whether the largest comes first."""
        self.place: Callable[[str], str] = lambda code: code
        self.is_marked: Callable[[str, str], bool] = lambda kind, id: False
        self.sources: Callable[[Fact], int] = lambda fact: 1
        """How many articles say what a fact says."""
        self.stretch = Stretch()

    # What it holds.

    def show(self, source: FactSource, *, fact: str | None = None) -> None:
        """List a source, with the cursor on a fact where it has it; the kind stays where the source has any of it."""
        self.source, self.wanted, self.only = source, "", None
        if self.kind is not None and not source.counts.get(self.kind):
            self.kind = None
        self._load(fact)

    def _load(self, fact: str | None = None) -> None:
        self.supply = Supply(self.source.load(self.kind))
        self.supply.pull(FIRST_PULL)
        self.stretch.drop()
        self._arrange(fact, cursor=0)
        self._pull_near(self.page)

    def _pull_near(self, row: int) -> None:
        """Read more where a row that is wanted nears the end of what was read."""
        while row >= len(self.rows) - MARGIN and self.supply.pull(NEXT_PULL):
            self._arrange()

    def on_resize(self) -> None:
        """A higher table has room for more than was read."""
        self._pull_near(self.scroll_offset.y + self.page)

    def _arrange(self, fact: str | None = None, cursor: int | None = None) -> None:
        """Filter and sort anew, with the cursor on `fact`, or on `cursor`, or on the fact it was on."""
        keep = fact or (self.fact.id if self.fact and cursor is None else None)
        if self.only or self.wanted or self.sort:
            self.supply.pull_all()
        rows = self.supply.facts
        if self.only:
            column, value = self.only
            rows = [f for f in rows if self.cell(column, f) == value]
        if self.wanted:
            from store.language.fold import fold

            words = [fold(w) for w in self.wanted.split()]
            rows = [f for f in rows if all(w in fold(self._all_text(f)) for w in words)]
        if self.sort:
            column = next((c for c in self.columns if c.id == self.sort[0]), self.columns[0])
            rows = sorted(rows, key=self._key(column), reverse=self.sort[1])
        self.rows = rows
        found = next((i for i, f in enumerate(rows) if f.id == keep), None) if keep else None
        self.renew(found if found is not None else (cursor or 0))

    def _key(self, column: Column) -> Callable[[Fact], tuple[bool, Sort]]:
        read = column.order or (lambda fact: self.cell(column, fact))
        return lambda fact: (read(fact) == "", read(fact))

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS[self.kind]

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def cell(self, column: Column, fact: Fact) -> str:
        """What a column says of a fact."""
        text = column.read(fact)
        if column.id == "region":
            return self.place(text) if text else ""
        if column.id in ("status", "stage") and text:
            return say(f"value.{text}")
        return text

    def _all_text(self, fact: Fact) -> str:
        region = self.place(fact.region) if fact.region else ""
        return " ".join((name_of(fact), detail_of(fact), fact.literal or "", region, *fact.tags))

    def choose(self, fact: str) -> bool:
        """Put the cursor on a fact, in the tab of all kinds if need be, without telling anyone."""
        index = self._index_of(fact)
        if index is None and (self.kind or self.wanted or self.only):
            self.kind, self.wanted, self.only = None, "", None
            self._load(fact)
            index = self._index_of(fact)
        if index is None:
            return False
        self.move_to(index, tell=False)
        return True

    def _index_of(self, fact: str) -> int | None:
        """The row of a fact, read for where need be."""
        found = next((i for i, f in enumerate(self.rows) if f.id == fact), None)
        if found is None and self.supply.pull_all():
            self._arrange()
            found = next((i for i, f in enumerate(self.rows) if f.id == fact), None)
        return found

    def replace(self, fact: Fact) -> None:
        """Take a fact that was corrected or checked."""
        self.supply.replace(fact)
        self._arrange()

    # Kinds, sort, filter.

    def show_kind(self, kind: FactKind | None) -> None:
        if kind == self.kind:
            return
        keep = self.fact.id if self.fact else None
        self.kind, self.only = kind, None
        if self.sort and self.sort[0] not in {c.id for c in self.columns}:
            self.sort = None
        self._load(keep)
        if self.rows:
            self.moved(self.cursor)

    def _step_kind(self, step: int) -> None:
        tabs = [kind for kind in TABS if kind is None or self.source.counts.get(kind)]
        self.show_kind(tabs[(tabs.index(self.kind) + step) % len(tabs)])

    def action_next_kind(self) -> None:
        self._step_kind(1)

    def action_previous_kind(self) -> None:
        self._step_kind(-1)

    def sort_by(self, column: str | None) -> None:
        """Sort by a column and go to the top: values the largest first, words in their order; then the other way round,
        then as the source had it."""
        first = column == VALUE.id
        if column is None or self.sort == (column, not first):
            self.sort = None
        else:
            self.sort = (column, first if self.sort != (column, first) else not first)
        self._arrange(cursor=0)
        if self.rows:
            self.moved(0)

    def show_only(self, column: Column | None, value: str = "") -> None:
        """Show only the facts with this value in a column; all again for None."""
        self.only = (column, value) if column else None
        self._arrange()

    def frequency(self, column: Column) -> list[tuple[str, int]]:
        """The values of a column among the facts of the kind, the most frequent first."""
        counts: dict[str, int] = {}
        self.supply.pull_all()
        for fact in self.supply.facts:
            value = self.cell(column, fact)
            counts[value] = counts.get(value, 0) + 1
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def filter(self, wanted: str) -> int:
        """Show only the facts that hold these words in any column; all again for ""; how many there are."""
        self.wanted = wanted
        self._arrange()
        return len(self.rows)

    # Marks.

    def action_mark(self) -> None:
        if self.fact is None:
            return
        if stretch := self.stretch.close(self.cursor):
            self.post_message(MarkToggled("fact", tuple(self.rows[i].id for i in stretch)))
            return
        self.post_message(MarkToggled("fact", (self.fact.id,)))
        self.action_down()

    def action_mark_range(self) -> None:
        """Begin a range at the cursor; the next mark closes it."""
        self.stretch.begun = None if self.stretch.begun is not None else self.cursor
        self.refresh()

    def read_all(self) -> list[Fact]:
        """All that the filter lets through, also what was not wanted on the screen yet; at most `FACT_LIMIT`."""
        if self.supply.pull_all():
            self._arrange()
        return self.rows

    def action_mark_all(self) -> None:
        if self.read_all():
            self.post_message(MarkToggled("fact", tuple(f.id for f in self.rows)))

    # What the cursor does.

    def move_to(self, index: int, *, tell: bool = True) -> None:
        self._pull_near(index)
        super().move_to(index, tell=tell)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._pull_near(round(new_value) + self.page)

    def action_bottom(self) -> None:
        if self.supply.pull_all():
            self._arrange()
        super().action_bottom()

    def moved(self, index: int) -> None:
        if self.stretch.begun is not None:
            self.refresh()
        self.screen.post_message(FactReached(self.rows[index].id))

    def opened(self, index: int) -> None:
        self.post_message(FactOpened(self.rows[index].id))

    def head_clicked(self, line: int, x: int) -> None:
        width = self.size.width - SCROLLBAR
        if line == 0:
            if kind := under(x, ((width_of(text), (kind,)) for kind, text in self._tabs(width))):
                self.show_kind(kind[0])
        elif column := under(x - MARK_WIDTH, zip((n + 1 for n in self._widths(width)), self.columns, strict=True)):
            self.sort_by(column.id)

    # Drawing.

    def length(self) -> int:
        return len(self.rows)

    def empty_lines(self) -> list[str]:
        return [say("empty.filter")] if self.supply.facts else [say("empty.facts")]

    def _tabs(self, width: int) -> list[tuple[FactKind | None, str]]:
        """Kinds with their counts."""
        counted = [(kind, self.source.count(kind)) for kind in TABS]
        return tabs(
            [(kind, say(f"kind.{kind or 'all'}"), f"{n:,}") for kind, n in counted if n or kind is None],
            self.kind,
            width,
        )

    def _widths(self, width: int) -> list[int]:
        return widths(self.columns, width - MARK_WIDTH - TRUST_WIDTH)

    def head_row(self, line: int, width: int) -> Iterable[Piece]:
        if line == 0:
            return ((text, "here" if kind == self.kind else "dim") for kind, text in self._tabs(width))
        return heads(self.columns, self._widths(width), self.sort)

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        fact = self.rows[index]
        in_range = index in self.stretch.rows(self.cursor)
        yield ("*" if self.is_marked("fact", fact.id) else ("|" if in_range else " ")) + " ", "mark"
        for i, (column, cells) in enumerate(zip(self.columns, self._widths(width), strict=True)):
            text = self.cell(column, fact)
            text = self.shown(text) if text else ""
            yield fit(text, cells, right=column.right) + " ", f"{fact.kind}" if i == 0 else ""
        yield fit(signs(fact, self.sources(fact)), TRUST_WIDTH), "warn"

    @property
    def status(self) -> str:
        """What the status line says of the table."""
        total = self.source.count(self.kind)
        if len(self.rows) != total and self.supply.whole:
            return tell("facts.some", len(self.rows), total=f"{total:,}")
        return tell("facts.all", total)
