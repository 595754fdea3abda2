"""The reader: one article, broken as Chinese is printed, every fact's evidence lit by its kind.

Told a `Sheet` (what to show) and which fact is under the facts' cursor; posts `EvidenceReached` when a person comes to
a fact here, by `]` and `[` or the mouse, and `ReaderMoved` when its status changes. Searching (`search`, n, N) matches
either script. Lines are laid out once a width; only those in view are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer

from tui.actions import bindings
from tui.messages import EvidenceReached, FactOpened, ReaderMoved
from tui.palette import styles
from tui.panes.hits import Hits
from tui.panes.lighting import following, layers, marks, shortest
from tui.panes.page import Page
from tui.panes.selecting import Selecting
from tui.panes.sheet import Paint, Sheet
from tui.widgets.inside import Truecolour, set_height
from tui.widgets.marked_scrollbar import Mark, mark_scrollbar
from tui.widgets.virtual_list import SCROLLBAR, Chords
from tui.widgets.width import fit, sign, width_of

MEASURE = 92
"""Cells of the longest line: 46 hanzi; longer ones lose the eye on its way back."""
GUTTER = 2
PULSES = 6


class Reader(Chords, Truecolour, Selecting, can_focus=True):
    BINDINGS: ClassVar = bindings("select", "reader")

    def __init__(self) -> None:
        super().__init__(id="reader", classes="pane")
        self.sheet = Sheet()
        self.key = ""
        """What is shown: id of the article. Another variant or view of it keeps the place."""
        self.says: list[str] = []
        """Lines shown in the stead of a sheet: nothing chosen yet, loading, an error."""
        self.fact: str | None = None
        self.hits = Hits()
        """The places of the words that are searched."""
        self.page = Page(self.sheet, 0)
        self._strips: dict[int, Strip] = {}
        self._base = Style.null()
        self._styles: Mapping[str, Style] = {}
        self._pulse: Timer | None = None
        self._pulses = 0
        self._wanted: tuple[int, bool] | None = None
        """Where to scroll once the width is known: offset, and whether to put it at the top."""

    def on_mount(self) -> None:
        mark_scrollbar(self.vertical_scrollbar, self._marks)

    # What it shows.

    def show(self, sheet: Sheet, key: str, *, at: int | None = None, top: bool = False) -> None:
        """Show a sheet with offset `at` of the article in view (`top`: in the first line), or where the same article
        stood, or from its beginning."""
        keep = self.sheet.to_article(self.top, self.top)[0] if key == self.key and self.page.lines else None
        at_head = keep is not None and self.top < self.sheet.head
        if sheet.text != self.sheet.text:
            self.choose(None)
        self.sheet, self.says = sheet, []
        if key != self.key:
            self.fact = None
        self.key = key
        self.hits.find(sheet.text)
        self._lay_out()
        if at is not None:
            self._go(sheet.to_sheet(at, at + 1)[0] if at or not top else 0, top=top)
        elif keep is not None and not at_head:
            self._go(sheet.to_sheet(keep, keep + 1)[0], top=True)
        else:
            self._go(0, top=True)
        self.screen.post_message(ReaderMoved())

    def say(self, *lines: str) -> None:
        """Show words of our own in the stead of an article."""
        self.choose(None)
        self.sheet, self.key, self.fact, self.says = Sheet(), "", None, list(lines)
        self.hits.find("")
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)
        self.screen.post_message(ReaderMoved())

    def light(self, fact: str | None, *, scroll: bool = True) -> bool:
        """Make a fact's evidence stand out, in view; whether this sheet has it."""
        before, self.fact = self.fact, fact
        self._touch(before)
        self._touch(fact)
        index = None if fact is None else self.sheet.of_fact(fact)
        if index is not None and scroll:
            self._go(self.sheet.lit[index].start, top=False, end=self.sheet.lit[index].end)
        if index is not None and self.app.animation_level != "none":
            self._start_pulse()
        self.screen.post_message(ReaderMoved())
        return index is not None

    def _touch(self, fact: str | None) -> None:
        """Draw the lines anew on which a fact's evidence stands."""
        for lit in self.sheet.lit:
            if lit.fact == fact:
                self.redraw_span(lit.start, lit.end)
        self.vertical_scrollbar.refresh()

    def _start_pulse(self) -> None:
        self._pulses = PULSES
        if self._pulse is None:
            self._pulse = self.set_interval(0.25, self._beat)
        self._pulse.resume()

    def _beat(self) -> None:
        self._pulses -= 1
        if self._pulses <= 0 and self._pulse is not None:
            self._pulse.pause()
        self._touch(self.fact)

    # What choosing a stretch asks of the reader.

    @property
    def lines(self) -> Sequence[tuple[int, int]]:
        return self.page.lines

    def redraw_span(self, start: int, end: int) -> None:
        first, last = self.page.line_of(start), self.page.line_of(max(start, end - 1))
        for line in range(first, last + 1):
            self._strips.pop(line, None)
        self.refresh_lines(first, last - first + 1)

    def bring_into_view(self, offset: int) -> None:
        self._go(offset, top=False)

    def shown_span(self) -> tuple[int, int]:
        last = self.page.lines[self.scroll_offset.y :][: max(1, self.size.height)][-1:]
        return (self.top, last[0][1]) if last else (0, 0)

    # Layout.

    @property
    def measure(self) -> int:
        """Cells of a line of text."""
        return max(4, min(MEASURE, self.size.width - GUTTER - 1 - SCROLLBAR))

    @property
    def top(self) -> int:
        """Offset in the displayed text of the first line in view."""
        line = min(self.scroll_offset.y, len(self.page.lines) - 1)
        return self.page.lines[line][0] if self.page.lines else 0

    def _lay_out(self) -> None:
        # Hidden behind results there is no width: the lines of the sheet before would cut this one.
        self.page = Page(self.sheet, self.measure if self.size.width else 0)
        if self.page.width:
            set_height(self, max(len(self.page.lines), len(self.says)))
        self._forget()

    def _forget(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        if self.measure != self.page.width:
            at = self.top
            self._lay_out()
            if self._wanted is None:
                self._go(at, top=True)
        if self._wanted is not None and self.size.height:
            at, top = self._wanted
            self._wanted = None
            self._go(at, top=top)
        self.screen.post_message(ReaderMoved())  # how far one has come was not known, or is another now

    def _go(self, offset: int, *, top: bool, end: int | None = None) -> None:
        height = self.size.height
        if not height:
            self._wanted = (offset, top)
            return
        line = self.page.line_of(offset) if top else self.page.nearest(offset, end, self.scroll_offset.y, height)
        self.scroll_to(y=line, animate=False, force=True)

    # Drawing.

    def render_lines(self, crop: Region) -> list[Strip]:
        # Dear to work out: once for all lines.
        self._base, self._styles = self.rich_style, styles(self.app.current_theme)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        y += self.scroll_offset.y
        if (strip := self._strips.get(y)) is None:
            strip = self._strips[y] = self._draw(y)
        return strip

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def _draw(self, y: int) -> Strip:
        width, base = self.size.width, self._base
        if self.says:
            text = self.says[y] if y < len(self.says) else ""
            return Strip([Segment(fit("  " + text, width), base)], width)
        if y >= len(self.page.lines):
            return Strip.blank(width, base)
        start, end = self.page.lines[y]
        segments = [
            Segment(sign("▌ ", "| ") if self.page.heads(start, end) else " " * GUTTER, base + self._styles["gutter"])
        ]
        cells = GUTTER
        for text, names in self.page.pieces(start, end, self._layers(start, end)):
            cells += width_of(text)
            segments.append(Segment(text, sum((self._styles[name] for name in names), base)))
        if cells < width:
            segments.append(Segment(" " * (width - cells), base))
        return Strip(segments, max(cells, width)).crop(0, width)

    def _layers(self, start: int, end: int) -> list[Paint]:
        """What is lit on a line above the colours of the sheet."""
        beat = self.fact if self._pulses % 2 == 0 else None
        return layers(self.hits.paint(start, end), self.sheet, beat, self.selection)

    def _marks(self) -> Iterable[Mark]:
        return marks(self.page, self.sheet, self.hits, self.fact, styles(self.app.current_theme))

    # Evidence.

    def step_evidence(self, forward: bool) -> None:
        """On to the next evidence, from the one that stands out or else from the first line in view."""
        lit = following(self.sheet, self.fact, self.top, forward)
        if lit is not None:
            self.light(lit)
            self.screen.post_message(EvidenceReached(lit))

    def action_open_fact(self) -> None:
        if self.fact:
            self.post_message(FactOpened(self.fact))

    def offset_at(self, x: int, y: int) -> int | None:
        """Offset in the displayed text of a cell of the widget; None beside the text."""
        return self.page.offset_at(x - GUTTER, y + self.scroll_offset.y)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        offset = self.offset_at(place.x, place.y) if place else None
        if offset is None:
            return
        fact = shortest(self.sheet, offset)
        if fact is None:
            return
        again = fact == self.fact and event.chain > 1
        self.light(fact, scroll=False)
        self.screen.post_message(FactOpened(fact) if again else EvidenceReached(fact))

    # Searching.

    def search(self, terms: Sequence[str], *, go: bool = True) -> int:
        """Light every place of these words, either script, and go to the first at or below the top; how many."""
        count = self.hits.search(terms, self.sheet.text, self.top)
        if go:
            self._show_hit()
        self._forget()
        self.screen.post_message(ReaderMoved())
        return count

    def _show_hit(self) -> None:
        if self.hits.here is not None:
            self._go(self.hits.here[0], top=False)

    def step_match(self, forward: bool) -> None:
        if self.hits.step(forward):
            self._show_hit()
            self._forget()
            self.screen.post_message(ReaderMoved())

    def action_next_hit(self) -> None:
        self.step_match(True)

    def action_previous_hit(self) -> None:
        self.step_match(False)

    def scrolled(self) -> None:
        self.screen.post_message(ReaderMoved())

    @property
    def position(self) -> int | None:
        """How far the reader has come, in hundredths; None while it is hidden and has no lines."""
        if not self.page.width or not self.size.height:
            return None
        return self.page.come(self.scroll_offset.y, self.size.height)
