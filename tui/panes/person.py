"""A person in the reader's place: each bearer of the name with place and years, offices over time, what was done and said.

Told `Bearer`s; posts `ResultOpened` for what a row stands on. Heads are places, so that namesakes are told apart; below
each stand the offices in their order, then the appearances, the latest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from store.records import Fact, Person, Quote
from tui.actions import bindings
from tui.i18n import say, tell
from tui.messages import MarkToggled, ResultOpened
from tui.persons import Appearance, Bearer, Office
from tui.shown import day
from tui.widgets.virtual_list import Piece, VirtualList
from tui.widgets.width import fit, width_of

SPAN_WIDTH, DAY_WIDTH, ROLE_WIDTH = 28, 11, 6


@dataclass(frozen=True, slots=True)
class Row:
    kind: Literal["bearer", "office", "appearance", "note"]
    bearer: Bearer | None = None
    office: Office | None = None
    appearance: Appearance | None = None
    text: str = ""


class PersonPane(VirtualList):
    BINDINGS: ClassVar = bindings("results")

    def __init__(self) -> None:
        super().__init__(id="person", classes="pane")
        self.name_shown = ""
        self.waiting = False
        self.rows: list[Row] = []
        self.bearers: Sequence[Bearer] = ()
        self.place: Callable[[str | None], str] = lambda code: code or ""
        self.is_marked: Callable[[str, str], bool] = lambda kind, id: False

    def wait(self, name: str) -> None:
        """A name whose appearances are being gathered."""
        self.name_shown, self.bearers, self.rows, self.waiting = name, (), [], True
        self.renew(0)

    def show(self, name: str, bearers: Sequence[Bearer], place: Callable[[str | None], str]) -> None:
        self.name_shown, self.bearers, self.place, self.waiting = name, bearers, place, False
        self.rows = []
        for bearer in bearers:
            self.rows.append(Row("bearer", bearer))
            self.rows += [Row("office", bearer, office=office) for office in bearer.offices]
            self.rows += [Row("appearance", bearer, appearance=a) for a in bearer.appearances]
        if len(bearers) > 1:
            self.rows.append(Row("note", text=say("person.namesakes", n=len(bearers))))
        self.renew(0)

    @property
    def count(self) -> int:
        """Appearances of all bearers."""
        return sum(len(b.appearances) for b in self.bearers)

    def fact_ids(self) -> list[str]:
        return [a.fact.id for b in self.bearers for a in b.appearances]

    # The list.

    def length(self) -> int:
        return len(self.rows)

    def empty_lines(self) -> list[str]:
        return [say("loading.person" if self.waiting else "empty.results", text=self.name_shown)]

    def opened(self, index: int) -> None:
        row = self.rows[index]
        if row.kind == "bearer" and row.bearer is not None and row.bearer.region:
            self.post_message(ResultOpened("region", row.bearer.region))
            return
        appearance = row.appearance or (row.office.appearances[0] if row.office else None)
        if appearance is not None:
            fact = appearance.fact
            self.post_message(ResultOpened("fact", fact.id, fact.article, fact.start, fact.end))

    def action_mark(self) -> None:
        row = self.rows[self.cursor] if self.rows else None
        if row is not None and row.appearance is not None:
            self.post_message(MarkToggled("fact", (row.appearance.fact.id,)))
        self.action_down()

    def action_mark_range(self) -> None:
        """There are few enough to mark one by one, or all."""
        self.action_mark_all()

    def action_mark_all(self) -> None:
        if ids := self.fact_ids():
            self.post_message(MarkToggled("fact", tuple(ids)))

    def action_next_match(self) -> None:
        self.action_down()

    def action_previous_match(self) -> None:
        self.action_up()

    # Drawing.

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        row = self.rows[index]
        if row.kind == "bearer" and row.bearer is not None:
            yield from self._bearer(row.bearer, width)
        elif row.kind == "office" and row.office is not None:
            yield fit(f"   {_span(row.office)}", SPAN_WIDTH), "dim"
            title = row.office.title or say("person.no_office")
            where = self._own_place(row.bearer, row.office.appearances[0])
            yield self.shown(" ".join(filter(None, (where, title)))), "person" if row.office.title else "dim"
            yield f"  {tell('count.appearances', len(row.office.appearances))}", "faint"
        elif row.appearance is not None:
            yield from self._appearance(row.bearer, row.appearance)
        else:
            yield f" {row.text}", "dim"

    def _bearer(self, bearer: Bearer, width: int) -> Iterable[Piece]:
        years = bearer.years
        span = "" if years is None else years[0] if years[0] == years[1] else f"{years[0]}–{years[1]}"
        count = f" {tell('count.appearances', len(bearer.appearances))} "
        head = " · ".join(filter(None, (self.shown(self.name_shown), self.shown(self.place(bearer.region)), span)))
        yield fit(f" {head}", width - width_of(count)), "here"
        yield count, "dim"

    def _own_place(self, bearer: Bearer | None, appearance: Appearance) -> str:
        """The place of an appearance, where it is not the bearer's city itself."""
        code = appearance.fact.region
        return self.place(code) if bearer is not None and code and code != bearer.region else ""

    def _appearance(self, bearer: Bearer | None, appearance: Appearance) -> Iterable[Piece]:
        fact = appearance.fact
        yield ("*" if self.is_marked("fact", fact.id) else " ") + "    ", "mark"
        yield fit(day(appearance.day), DAY_WIDTH), "dim"
        if isinstance(fact, Quote):
            yield f"“{self.shown(fact.text)}”", "quote"
            return
        yield fit(self.shown(_role(fact)), ROLE_WIDTH), "name"
        yield self.shown("  ".join(filter(None, (self._own_place(bearer, appearance), appearance.occasion)))), ""


def _span(office: Office) -> str:
    first, last = day(office.first or None), day(office.last or None)
    return first if first == last else f"{first} – {last}"


def _role(fact: Fact) -> str:
    return fact.role or "" if isinstance(fact, Person) else ""
