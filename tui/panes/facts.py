"""The table of facts: kinds as tabs with their counts, the columns of each kind, sorted, filtered, marked.

Told a `FactSource` (what to list); posts `FactReached`, `FactOpened`, `MarkToggled`. It holds the facts of one kind of
one source, at most `FACT_LIMIT`, and says so where there are more; a filter, a sort and the cursor live here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import ClassVar

from store.records import FACT_KINDS, Fact, FactKind
from tui.actions import bindings
from tui.i18n import say, tell
from tui.messages import FactOpened, FactReached, FilterWanted, MarkToggled
from tui.shelf import FACT_LIMIT
from tui.shown import COLUMNS, Column, Sort, detail_of, name_of, trust
from tui.widgets.virtual_list import Piece, VirtualList
from tui.widgets.width import fit, sign, width_of

TABS: tuple[FactKind | None, ...] = (None, *FACT_KINDS)
MARK_WIDTH = 2
FIRST_PULL, NEXT_PULL = 40, 400
"""Facts read at first, and each time the cursor nears the end of what was read."""
TRUST_WIDTH = 4


@dataclass(frozen=True)
class FactSource:
    """Where the table gets its facts: of a place, a meeting, an article or a search."""

    title: str = ""
    load: Callable[[FactKind | None], Iterator[Fact]] = lambda kind: iter(())
    """The facts of a kind one after another, read as they are asked for."""
    counts: Mapping[str, int] = field(default_factory=dict)


class FactsPane(VirtualList):
    BINDINGS: ClassVar = bindings("facts")
    HEAD = 2

    def __init__(self) -> None:
        super().__init__(id="facts", classes="pane")
        self.source = FactSource()
        self.kind: FactKind | None = None
        self.facts: list[Fact] = []
        """Facts of the kind, in the order of the source."""
        self.rows: list[Fact] = []
        """Those that the filter lets through, in the order of the sort."""
        self.wanted = ""
        self.only: tuple[Column, str] | None = None
        self.sort: tuple[str, bool] | None = None
        """Column and whether the largest comes first."""
        self.place: Callable[[str], str] = lambda code: code
        self.is_marked: Callable[[str, str], bool] = lambda kind, id: False
        self.shown: Callable[[str], str] = lambda text: text
        """Turns text into the script that the reader shows."""
        self._tab_ends: list[tuple[int, FactKind | None]] = []
        self._column_ends: list[tuple[int, str]] = []
        self._range_from: int | None = None
        self._more: Iterator[Fact] | None = None

    # What it holds.

    def show(self, source: FactSource, *, fact: str | None = None) -> None:
        """List a source, with the cursor on a fact where it has it; the kind stays where the source has any of it."""
        self.source, self.wanted, self.only = source, "", None
        if self.kind is not None and not source.counts.get(self.kind):
            self.kind = None
        self._load(fact)

    def _load(self, fact: str | None = None) -> None:
        self.facts, self._more = [], self.source.load(self.kind)
        self._pull(FIRST_PULL)
        self._range_from = None
        self._arrange(fact, cursor=0)

    def _pull(self, count: int) -> bool:
        """Read more facts, up to `FACT_LIMIT` in all; whether there were any."""
        if self._more is None:
            return False
        wanted = min(count, FACT_LIMIT - len(self.facts))
        found = list(islice(self._more, wanted))
        self.facts += found
        if len(found) < wanted or len(self.facts) >= FACT_LIMIT:
            self._more = None
        return bool(found)

    def _pull_near(self, row: int) -> None:
        """Read more where a row that is wanted nears the end of what was read."""
        if self._more is not None and row >= len(self.rows) - NEXT_PULL // 4 and self._pull(NEXT_PULL):
            self._arrange()

    def _arrange(self, fact: str | None = None, cursor: int | None = None) -> None:
        """Filter and sort anew, with the cursor on `fact`, or on `cursor`, or on the fact it was on."""
        keep = fact or (self.fact.id if self.fact and cursor is None else None)
        if self.only or self.wanted or self.sort:
            self._pull(FACT_LIMIT)
        rows = self.facts
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
        index = next((i for i, f in enumerate(self.rows) if f.id == fact), None)
        if index is None and self._pull(FACT_LIMIT):
            self._arrange()
            index = next((i for i, f in enumerate(self.rows) if f.id == fact), None)
        if index is None and (self.kind or self.wanted or self.only):
            self.kind, self.wanted, self.only = None, "", None
            self._load(fact)
            if all(f.id != fact for f in self.rows) and self._pull(FACT_LIMIT):
                self._arrange()
            index = next((i for i, f in enumerate(self.rows) if f.id == fact), None)
        if index is None:
            return False
        self.move_to(index, tell=False)
        return True

    def replace(self, fact: Fact) -> None:
        """Take a fact that was corrected or checked."""
        self.facts = [fact if f.id == fact.id else f for f in self.facts]
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
        """Sort by a column: the largest last, then first, then as the source had it."""
        if column is None or (self.sort == (column, True)):
            self.sort = None
        else:
            self.sort = (column, bool(self.sort and self.sort[0] == column))
        self._arrange()

    def show_only(self, column: Column | None, value: str = "") -> None:
        """Show only the facts with this value in a column; all again for None."""
        self.only = (column, value) if column else None
        self._arrange()

    def frequency(self, column: Column) -> list[tuple[str, int]]:
        """The values of a column among the facts of the kind, the most frequent first."""
        counts: dict[str, int] = {}
        self._pull(FACT_LIMIT)
        for fact in self.facts:
            value = self.cell(column, fact)
            counts[value] = counts.get(value, 0) + 1
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def action_filter(self) -> None:
        self.post_message(FilterWanted("facts"))

    def filter(self, wanted: str) -> int:
        """Show only the facts that hold these words in any column; all again for ""; how many there are."""
        self.wanted = wanted
        self._arrange()
        return len(self.rows)

    def action_next_match(self) -> None:
        self.action_down()

    def action_previous_match(self) -> None:
        self.action_up()

    # Marks.

    def action_mark(self) -> None:
        if self.fact is None:
            return
        if self._range_from is not None:
            low, high = sorted((self._range_from, self.cursor))
            self._range_from = None
            self.post_message(MarkToggled("fact", tuple(f.id for f in self.rows[low : high + 1])))
            return
        self.post_message(MarkToggled("fact", (self.fact.id,)))
        self.action_down()

    def action_mark_range(self) -> None:
        """Begin a range at the cursor; the next mark closes it."""
        self._range_from = None if self._range_from is not None else self.cursor
        self.refresh()

    def action_mark_all(self) -> None:
        if self.rows:
            self.post_message(MarkToggled("fact", tuple(f.id for f in self.rows)))

    # What the cursor does.

    def move_to(self, index: int, *, tell: bool = True) -> None:
        self._pull_near(index)
        super().move_to(index, tell=tell)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._pull_near(round(new_value) + self.page)

    def action_bottom(self) -> None:
        if self._pull(FACT_LIMIT):
            self._arrange()
        super().action_bottom()

    def moved(self, index: int) -> None:
        if self._range_from is not None:
            self.refresh()
        self.post_message(FactReached(self.rows[index].id))

    def opened(self, index: int) -> None:
        self.post_message(FactOpened(self.rows[index].id))

    def head_clicked(self, line: int, x: int) -> None:
        if line == 0:
            kind = next(((kind,) for end, kind in self._tab_ends if x < end), None)
            if kind:
                self.show_kind(kind[0])
        else:
            column = next((name for end, name in self._column_ends if x < end), None)
            if column:
                self.sort_by(column)

    # Drawing.

    def length(self) -> int:
        return len(self.rows)

    def empty_lines(self) -> list[str]:
        return [say("empty.filter")] if self.facts else [say("empty.facts")]

    def head_row(self, line: int, width: int) -> Iterable[Piece]:
        return self._tabs(width) if line == 0 else self._heads(width)

    def _tabs(self, width: int) -> Iterable[Piece]:
        """Kinds with their counts; where they do not fit, the longest names but that of the kind shown are cut."""
        kinds = [kind for kind in TABS if kind is None or self._count(kind)]
        names = {kind: say(f"kind.{kind or 'all'}") for kind in kinds}
        counts = {kind: f"{self._count(kind):,}" for kind in kinds}
        over = sum(width_of(names[kind]) + len(counts[kind]) + 3 for kind in kinds) - width
        others = [kind for kind in kinds if kind not in (None, self.kind)]
        cut: dict[FactKind | None, int] = {kind: width_of(names[kind]) for kind in others}
        while over > 0 and others and max(cut.values()) > 3:
            longest = max(others, key=lambda kind: cut[kind])
            cut[longest] -= 1
            over -= 1
        self._tab_ends = []
        x = 0
        for kind in kinds:
            text = f" {fit(names[kind], cut.get(kind, width_of(names[kind])))} {counts[kind]} "
            x += width_of(text)
            self._tab_ends.append((x, kind))
            yield text, "here" if kind == self.kind else "dim"

    def _count(self, kind: FactKind | None) -> int:
        """Facts of a kind that the source has."""
        return sum(self.source.counts.values()) if kind is None else self.source.counts.get(kind, 0)

    def _widths(self, width: int) -> list[int]:
        """Cells of each column: its least, and its share of what is left over."""
        columns = self.columns
        room = width - MARK_WIDTH - TRUST_WIDTH - len(columns)
        least = [c.least for c in columns]
        spare = max(0, room - sum(least))
        shares = sum(c.share for c in columns)
        widths = [low + spare * c.share // shares for low, c in zip(least, columns, strict=True)]
        if sum(least) > room:
            widths = [max(3, room * low // sum(least)) for low in least]
        widths[0] += max(0, room - sum(widths))
        return widths

    def _heads(self, width: int) -> Iterable[Piece]:
        yield " " * MARK_WIDTH, ""
        x = MARK_WIDTH
        self._column_ends = []
        for column, cells in zip(self.columns, self._widths(width), strict=True):
            arrow = ""
            if self.sort and self.sort[0] == column.id:
                arrow = sign("↓", "v") if self.sort[1] else sign("↑", "^")
            x += cells + 1
            self._column_ends.append((x, column.id))
            yield fit(say(column.label) + arrow, cells, right=column.right) + " ", "dim"
        yield fit(say("column.trust"), TRUST_WIDTH), "dim"

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        fact = self.rows[index]
        in_range = self._range_from is not None and index in range(
            min(self._range_from, self.cursor), max(self._range_from, self.cursor) + 1
        )
        yield ("*" if self.is_marked("fact", fact.id) else ("|" if in_range else " ")) + " ", "mark"
        for i, (column, cells) in enumerate(zip(self.columns, self._widths(width), strict=True)):
            text = self.cell(column, fact)
            text = self.shown(text) if text else ""
            yield fit(text, cells, right=column.right) + " ", f"{fact.kind}" if i == 0 else ""
        yield fit(trust(fact), TRUST_WIDTH), "warn"

    @property
    def status(self) -> str:
        """What the status line says of the table."""
        total = self._count(self.kind)
        if len(self.rows) != total and self._more is None:
            return tell("facts.some", len(self.rows), total=f"{total:,}")
        return tell("facts.all", total)
