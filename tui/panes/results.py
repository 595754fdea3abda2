"""A list in the reader's place: what a search found, the articles of a place, the meetings of a time.

Told `Line`s, two screen lines each: a heading and the sentence that answered, with what matched lit. Posts
`ResultOpened`, and `MoreWanted` when the cursor nears the end of what is loaded, or all of it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from store.records import Fact, Meeting
from tui.actions import bindings
from tui.i18n import say, tell
from tui.messages import MarkToggled, MoreWanted, Noted, ResultOpened
from tui.shown import day, detail_of, name_of
from tui.widgets.stretch import Stretch
from tui.widgets.virtual_list import Piece, VirtualList
from tui.widgets.width import fit, width_of

if TYPE_CHECKING:
    from store.listing.articles import ArticleRow
    from store.search.hits import Hit
    from tui.widgets.in_turn import InTurn

NEAR_END = 20


@dataclass(frozen=True, slots=True)
class Line:
    kind: str  # article, meeting, fact
    id: str
    head: str
    date: str
    place: str
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    start: int | None = None
    end: int | None = None
    article: str = ""
    aside: str = ""  # behind the heading, dimmed: the article of a fact


class ResultsPane(VirtualList):
    BINDINGS: ClassVar = bindings("results")
    ROW_HEIGHT = 2

    def __init__(self) -> None:
        super().__init__(id="results", classes="pane")
        self.lines: list[Line] = []
        self.all_lines: list[Line] = []
        self.listing = ""
        """What is listed: `find`, `articles`, `timeline`, `marks`, `person`."""
        self.more = False
        """Whether there are more than are loaded."""
        self._loading = False
        self.says: list[str] = []
        self.wanted = ""
        self.is_marked: Callable[[str, str], bool] = lambda kind, id: False
        self.stretch = Stretch()
        self.awaiting = False
        """Whether other lines are on their way: what stands here is the answer to an older question."""
        self._open_first = False
        self._keys_wait = False
        """Whether what was typed waits for the lines that are on their way."""
        self._with_all: list[Callable[[], None]] = []
        """What is done when all lines are there."""

    def await_lines(self) -> None:
        """Other lines are on their way; until they are shown none is opened."""
        self._answered()
        self.awaiting = True

    def keep_keys(self) -> None:
        """What is typed next is for the lines that are on their way, not for those that go."""
        if self.awaiting and not self._keys_wait:
            self._keys_wait = True
            cast("InTurn[Any]", self.app).hold_keys()

    def _answered(self) -> bool:
        """Nothing is awaited any more; whether Enter waited for it, and what was typed behind Enter."""
        wanted, self.awaiting, self._open_first = self._open_first, False, False
        if self._keys_wait:
            self._keys_wait = False
            self._release()
        if self._with_all:  # of a list that goes
            self._with_all = []
            self._release()
        return wanted

    def _release(self) -> None:
        self.app.call_later(cast("InTurn[Any]", self.app).release_keys)  # behind what is done now

    def show(self, lines: Sequence[Line], *, listing: str, more: bool = False, says: Sequence[str] = ()) -> None:
        """Show these lines, from the first; `says` is what stands there where there are none."""
        self.listing = listing
        self.all_lines = self.lines = list(lines)
        self.more, self.says, self.wanted, self._loading = more, list(says), "", False
        self.stretch.drop()
        self.renew(0)
        if self._answered() and self.lines:
            self.opened(0)

    def add(self, lines: Sequence[Line], offset: int, *, more: bool, whole: bool = False) -> None:
        """More of the same, from the line of that number on; `whole`: all that was wanted at once."""
        new = lines[len(self.all_lines) - offset :]  # a page may have come while all of them were read
        self.all_lines = [*self.all_lines, *new]
        self.lines = self._narrowed()
        self.more, self._loading = more, False
        self.renew()
        if whole and self._with_all:
            deeds, self._with_all = self._with_all, []
            for do in deeds:
                do()
            self._release()

    def with_all(self, do: Callable[[], None]) -> None:
        """Do it when all lines are there, also those that were not wanted on the screen yet; `FACT_LIMIT` at once."""
        if not self.more:
            do()
            return
        if not self._with_all:
            cast("InTurn[Any]", self.app).hold_keys()  # what is typed next is for the whole list
            self.post_message(MoreWanted(whole=True))
        self._with_all.append(do)

    def filter(self, wanted: str) -> int:
        """Show only the lines that hold these words, of all that there are."""
        self.wanted = wanted
        self._narrow()
        if wanted:
            self.with_all(self._narrow)
        return len(self.lines)

    def _narrow(self) -> None:
        self.lines = self._narrowed()
        self.renew(0)

    def _narrowed(self) -> list[Line]:
        from store.language.fold import fold

        words = [fold(w) for w in self.wanted.split()]
        if not words:
            return self.all_lines
        return [
            x
            for x in self.all_lines
            if all(w in fold(f"{x.head} {x.aside} {x.place} {x.date} {x.text}") for w in words)
        ]

    def moved(self, index: int) -> None:
        if self.more and not self._loading and not self.wanted and index >= len(self.lines) - NEAR_END:
            self._loading = True
            self.post_message(MoreWanted())

    def action_bottom(self) -> None:
        self.with_all(super().action_bottom)

    def action_open(self) -> None:
        """Open the line under the cursor; where others are on their way, the first of them."""
        if self.awaiting:
            self._open_first = True
            self.keep_keys()  # what is typed next is for what is opened
        else:
            super().action_open()

    def opened(self, index: int) -> None:
        if self.awaiting:
            return
        line = self.lines[index]
        self.post_message(ResultOpened(line.kind, line.id, line.article, line.start, line.end))

    def action_mark(self) -> None:
        if self.lines:
            line = self.lines[self.cursor]
            self.post_message(MarkToggled(line.kind, (line.id,)))
            self.action_down()

    def action_mark_all(self) -> None:
        self.with_all(self._mark_all)

    def _mark_all(self) -> None:
        self._mark(self.lines)
        if self.more and self.lines:  # more than a list holds
            self.post_message(Noted(say("note.marked_first", n=f"{len(self.lines):,}")))

    def _mark(self, lines: Sequence[Line]) -> None:
        for kind in ("article", "meeting", "fact", "region"):
            if ids := tuple(x.id for x in lines if x.kind == kind):
                self.post_message(MarkToggled(kind, ids))

    def action_mark_range(self) -> None:
        """Begin a range at the cursor, or mark from where it began."""
        if self.stretch.begun is None:
            self.stretch.begun = self.cursor
            return
        self._mark([self.lines[i] for i in self.stretch.close(self.cursor)])

    # Drawing.

    def length(self) -> int:
        return len(self.lines)

    def empty_lines(self) -> list[str]:
        return self.says if not self.all_lines else [say("empty.filter")]

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        entry = self.lines[index]
        if line == 0:
            yield ("* " if self.is_marked(entry.kind, entry.id) else "  "), "mark"
            right = self.shown(" ".join(filter(None, (entry.place, entry.date))))
            room = max(8, width - 2 - width_of(right) - 2)
            head = self.shown(entry.head)
            taken = min(room, width_of(head)) if entry.aside else room
            yield fit(head, taken), "name"
            yield fit(f" · {self.shown(entry.aside)}" if entry.aside else "", room - taken) + " ", "dim"
            yield right, "dim"
        else:
            yield "    ", ""
            text = self.shown(entry.text)
            yield from _around(text if len(text) == len(entry.text) else entry.text, entry.spans, width - 5)


def _around(text: str, spans: Sequence[tuple[int, int]], width: int) -> Iterable[Piece]:
    """A text with its spans lit, from shortly before the first where the whole does not fit."""
    begin = 0
    if spans and width_of(text[: spans[0][1]]) > width:
        begin = max(0, spans[0][0] - width // 8)
        yield ("…" if begin else ""), "dim"
    at = begin
    for start, end in spans:
        if start < at:
            continue
        yield text[at:start], "dim"
        yield text[start:end], "match"
        at = end
    yield text[at:], "dim"


def from_hit(hit: Hit, place: Callable[[str | None], str]) -> Line:
    head = hit.title or say("article.untitled")
    if hit.kind == "meeting":
        head = f"{say('result.meeting')} {hit.title or ''}"
    return Line(
        hit.kind,
        hit.id,
        head,
        day(hit.date),
        place(hit.region),
        hit.snippet,
        hit.spans,
        hit.start,
        hit.end,
        hit.article,
    )


def from_article(row: ArticleRow, place: Callable[[str | None], str]) -> Line:
    counts = (tell("count.meetings", row.meetings), tell("count.facts", row.facts))
    says = " · ".join(filter(None, (row.publisher, *(counts if row.meetings or row.facts else ()))))
    head = row.title or say("article.untitled")
    return Line("article", row.id, head, day(row.published), place(row.region), says, article=row.id)


def from_fact(fact: Fact, line: Line) -> Line:
    """A line with a fact for its heading: what it says and of what; the title that stood there goes behind."""
    head = " ".join(filter(None, (name_of(fact), detail_of(fact))))
    return replace(line, kind="fact", id=fact.id, head=head, aside=line.head, start=fact.start, end=fact.end)


def from_meeting(meeting: Meeting, place: Callable[[str | None], str]) -> Line:
    aka = " · ".join(meeting.aka)
    says = " · ".join(filter(None, (meeting.kind, aka, meeting.theme, tell("count.sources", len(meeting.articles)))))
    return Line("meeting", meeting.id, meeting.name, day(meeting.date), place(meeting.region), says)
