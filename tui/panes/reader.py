"""The reader: one article, broken as Chinese is printed, every fact's evidence lit by its kind.

Told a `Sheet` (what to show) and which fact is under the facts' cursor; posts `EvidenceReached` when a person comes to
a fact here, by `]` and `[` or the mouse, and `ReaderMoved` when its status changes. Searching (`search`, n, N) matches
either script. Lines are laid out once a width; only those in view are drawn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from tui.actions import bindings
from tui.messages import EvidenceReached, FactOpened, FilterWanted, ReaderMoved
from tui.palette import style
from tui.panes.sheet import Paint, Sheet
from tui.widgets.inside import set_height
from tui.widgets.virtual_list import SCROLLBAR, Chords
from tui.widgets.width import char_width, fit, sign, width_of
from tui.widgets.wrap import wrap

MEASURE = 92
"""Cells of the longest line: 46 hanzi; longer ones lose the eye on its way back."""
GUTTER = 2
PULSES = 6


class Reader(Chords, ScrollView, can_focus=True):
    BINDINGS: ClassVar = bindings("reader")

    def __init__(self) -> None:
        super().__init__(id="reader", classes="pane")
        self.sheet = Sheet()
        self.key = ""
        """What is shown: id of the article. Another variant or view of it keeps the place."""
        self.says: list[str] = []
        """Lines shown in the stead of a sheet: nothing chosen yet, loading, an error."""
        self.fact: str | None = None
        self.matches: list[tuple[int, int]] = []
        self.match = -1
        self.terms: tuple[str, ...] = ()
        self._lines: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._paint_starts: list[int] = []
        self._laid_out = 0
        self._strips: dict[int, Strip] = {}
        self._base = Style.null()
        self._pulse: Timer | None = None
        self._pulses = 0
        self._wanted: tuple[int, bool] | None = None
        """Where to scroll once the width is known: offset, and whether to put it at the top."""

    # What it shows.

    def show(self, sheet: Sheet, key: str, *, at: int | None = None, top: bool = False) -> None:
        """Show a sheet with offset `at` of the article in view (`top`: in the first line), or where the same article
        stood, or from its beginning."""
        keep = self.sheet.to_article(self.top, self.top)[0] if key == self.key and self._lines else None
        at_head = keep is not None and self.top < self.sheet.head
        self.sheet, self.says = sheet, []
        if key != self.key:
            self.fact = None
        self.key = key
        self._paint_starts = [p.start for p in sheet.paint]
        self._find()
        self._lay_out()
        if at is not None:
            self._go(sheet.to_sheet(at, at + 1)[0] if at or not top else 0, top=top)
        elif keep is not None and not at_head:
            self._go(sheet.to_sheet(keep, keep + 1)[0], top=True)
        else:
            self._go(0, top=True)
        self.post_message(ReaderMoved())

    def say(self, *lines: str) -> None:
        """Show words of our own in the stead of an article."""
        self.sheet, self.key, self.fact, self.says = Sheet(), "", None, list(lines)
        self._paint_starts = []
        self._find()
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)
        self.post_message(ReaderMoved())

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
        self.post_message(ReaderMoved())
        return index is not None

    def _touch(self, fact: str | None) -> None:
        """Draw the lines anew on which a fact's evidence stands."""
        for lit in self.sheet.lit:
            if lit.fact == fact:
                first, last = self.line_of(lit.start), self.line_of(max(lit.start, lit.end - 1))
                for line in range(first, last + 1):
                    self._strips.pop(line, None)
                self.refresh_lines(first, last - first + 1)

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

    # Layout.

    @property
    def measure(self) -> int:
        """Cells of a line of text."""
        return max(4, min(MEASURE, self.size.width - GUTTER - 1 - SCROLLBAR))

    @property
    def top(self) -> int:
        """Offset in the displayed text of the first line in view."""
        line = min(self.scroll_offset.y, len(self._lines) - 1)
        return self._lines[line][0] if self._lines else 0

    def _lay_out(self) -> None:
        if not self.size.width:
            # Hidden behind results: the lines of the sheet before would cut this one. The next size lays it out.
            self._laid_out, self._lines, self._starts = 0, [], []
            return
        width = self.measure
        lines: list[tuple[int, int]] = []
        start = 0
        text = self.sheet.text
        for paragraph in text.split("\n") if text else ():
            end = start + len(paragraph)
            lines += [(start + a, start + b) for a, b in wrap(paragraph, width)]
            if paragraph and end < len(text) and end + 1 >= self.sheet.head:
                lines.append((end, end))
            start = end + 1
        self._lines = lines
        self._starts = [line[0] for line in lines]
        self._laid_out = width
        set_height(self, max(len(lines), len(self.says)))
        self._forget()

    def _forget(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        if self.measure != self._laid_out:
            at = self.top
            self._lay_out()
            if self._wanted is None:
                self._go(at, top=True)
        if self._wanted is not None and self.size.height:
            at, top = self._wanted
            self._wanted = None
            self._go(at, top=top)

    def line_of(self, offset: int) -> int:
        """The line on which an offset of the displayed text stands."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def _go(self, offset: int, *, top: bool, end: int | None = None) -> None:
        height = self.size.height
        if not height:
            self._wanted = (offset, top)
            return
        line = self.line_of(offset)
        last = line if end is None else self.line_of(max(offset, end - 1))
        if not top:
            shown = self.scroll_offset.y
            if shown + 1 <= line and last < shown + height - 1:
                return
            line -= height // 3
        self.scroll_to(y=max(0, line), animate=False, force=True)

    # Drawing.

    def render_lines(self, crop: Region) -> list[Strip]:
        self._base = self.rich_style  # dear to work out: once for all lines
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
        if y >= len(self._lines):
            return Strip.blank(width, base)
        start, end = self._lines[y]
        segments = [Segment(self._gutter(start, end), base + self._style("gutter"))]
        cells = GUTTER
        for text, here in self._pieces(start, end):
            cells += width_of(text)
            segments.append(Segment(text, base + here))
        if cells < width:
            segments.append(Segment(" " * (width - cells), base))
        return Strip(segments, max(cells, width)).crop(0, width)

    def _gutter(self, start: int, end: int) -> str:
        index = bisect_left(self.sheet.heads, start)
        if index < len(self.sheet.heads) and self.sheet.heads[index] < end:
            return sign("▌ ", "| ")
        return " " * GUTTER

    def _style(self, name: str) -> Style:
        return style(self.app.current_theme, name)

    def _pieces(self, start: int, end: int) -> Iterable[tuple[str, Style]]:
        """The text of a line cut where its style changes."""
        layers: list[tuple[int, int, Style]] = [
            (p.start, p.end, self._style(p.style)) for p in self._overlapping(start, end)
        ]
        layers += [
            (s, e, self._style("found-here" if i == self.match else "found"))
            for i, (s, e) in enumerate(self.matches)
            if s < end and e > start
        ]
        if self._pulses % 2 == 0:
            layers += [(x.start, x.end, self._style("lit")) for x in self.sheet.lit if x.fact == self.fact]
        cuts = sorted({start, end, *(min(max(x, start), end) for s, e, _ in layers for x in (s, e))})
        for a, b in pairwise(cuts):
            here = Style.null()
            for s, e, layer in layers:
                if s <= a and b <= e:
                    here += layer
            yield self.sheet.text[a:b], here

    def _overlapping(self, start: int, end: int) -> Iterable[Paint]:
        index = max(0, bisect_right(self._paint_starts, start) - 1)
        for paint in self.sheet.paint[index:]:
            if paint.start >= end:
                return
            if paint.end > start:
                yield paint

    # Evidence.

    def step_evidence(self, forward: bool) -> None:
        """On to the next evidence, from the one that stands out or else from the first line in view."""
        lit = self.sheet.lit
        if not lit:
            return
        index = self.sheet.of_fact(self.fact) if self.fact else None
        if index is None:
            index = bisect_left([x.start for x in lit], self.top) - (1 if forward else 0)
        index = (index + (1 if forward else -1)) % len(lit)
        self.light(lit[index].fact)
        self.post_message(EvidenceReached(lit[index].fact))

    def action_open_fact(self) -> None:
        if self.fact:
            self.post_message(FactOpened(self.fact))

    def offset_at(self, x: int, y: int) -> int | None:
        """Offset in the displayed text of a cell of the widget; None beside the text."""
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return None
        start, end = self._lines[line]
        cells = GUTTER
        for offset in range(start, end):
            cells += char_width(self.sheet.text[offset])
            if x < cells:
                return offset if x >= GUTTER else None
        return None

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        offset = self.offset_at(place.x, place.y) if place else None
        if offset is None:
            return
        under = [x for x in self.sheet.lit if x.start <= offset < x.end]
        if not under:
            return
        best = min(under, key=lambda x: x.end - x.start)
        again = best.fact == self.fact and event.chain > 1
        self.light(best.fact, scroll=False)
        self.post_message(FactOpened(best.fact) if again else EvidenceReached(best.fact))

    # Searching.

    def action_search(self) -> None:
        self.post_message(FilterWanted("reader"))

    def search(self, terms: Sequence[str], *, go: bool = True) -> int:
        """Light every place of these words, either script, and go to the first at or below the top; how many."""
        self.terms = tuple(t for t in terms if t.strip())
        self._find()
        if self.matches:
            self.match = next((i for i, (s, _) in enumerate(self.matches) if s >= self.top), 0)
            if go:
                self._go(self.matches[self.match][0], top=False)
        self._forget()
        self.post_message(ReaderMoved())
        return len(self.matches)

    def _find(self) -> None:
        self.matches, self.match = [], -1
        if not self.terms or not self.sheet.text:
            return
        from store.language.fold import fold

        text = fold(self.sheet.text)
        for term in {fold(t.strip()) for t in self.terms}:
            at = text.find(term)
            while at >= 0:
                self.matches.append((at, at + len(term)))
                at = text.find(term, at + len(term))
        self.matches.sort()
        self.match = 0 if self.matches else -1

    def step_match(self, forward: bool) -> None:
        if not self.matches:
            return
        self.match = (self.match + (1 if forward else -1)) % len(self.matches)
        self._go(self.matches[self.match][0], top=False)
        self._forget()
        self.post_message(ReaderMoved())

    def action_next_hit(self) -> None:
        self.step_match(True)

    def action_previous_hit(self) -> None:
        self.step_match(False)

    # Scrolling.

    def _by(self, lines: int) -> None:
        self.scroll_to(y=max(0, self.scroll_offset.y + lines), animate=False, force=True)
        self.post_message(ReaderMoved())

    def action_scroll_line_down(self) -> None:
        self._by(1)

    def action_scroll_line_up(self) -> None:
        self._by(-1)

    def action_half_down(self) -> None:
        self._by(self.size.height // 2)

    def action_half_up(self) -> None:
        self._by(-(self.size.height // 2))

    def action_screen_down(self) -> None:
        self._by(max(1, self.size.height - 1))

    def action_screen_up(self) -> None:
        self._by(-max(1, self.size.height - 1))

    def action_reader_top(self) -> None:
        self._by(-len(self._lines))

    def action_reader_bottom(self) -> None:
        self._by(len(self._lines))

    @property
    def position(self) -> int:
        """How far the reader has come, in hundredths."""
        below = len(self._lines) - self.size.height
        return 100 if below <= 0 else min(100, round(100 * self.scroll_offset.y / below))
