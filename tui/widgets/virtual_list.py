"""A list of any number of rows, of which only those in view are drawn.

A subclass says how many rows there are (`length`) and what one looks like (`row`, as pieces of text with the name of
a style each), and is told where the cursor went (`moved`) and what was opened (`opened`). Lines that stay at the top,
such as column heads, are `head_row`s. Opening a list of a million rows costs what a screenful costs. Text comes in as
plain strings that have been made safe; nothing is read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import bindings
from tui.palette import styles
from tui.widgets.inside import Truecolour, set_height
from tui.widgets.width import fit, width_of
from tui.widgets.wrap import wrap

Piece = tuple[str, str]
"""Text and the name of its component style, or "" for the style of the row."""

CHORD_SECONDS = 0.6
SCROLLBAR = 1
"""Cells at the right that are the scrollbar's, whether it is shown or not."""


class Chords:
    """Keys that count when pressed twice, such as gg."""

    _chord: tuple[str, float] = ("", 0.0)

    def action_twice(self, name: str) -> None:
        now = monotonic()
        before, at = self._chord
        if before == name and now - at < CHORD_SECONDS:
            self._chord = ("", 0.0)
            getattr(self, f"action_{name}")()
        else:
            self._chord = (name, now)


class VirtualList(Chords, Truecolour, ScrollView, can_focus=True):
    BINDINGS = bindings("list")
    HEAD: int = 0
    ROW_HEIGHT: ClassVar[int] = 1

    _base: Style = Style.null()
    _styles: Mapping[str, Style] = {}
    cursor: reactive[int] = reactive(0, repaint=False)
    shown: Callable[[str], str] = str
    """Turns text of records into the script of the view."""

    # What a subclass says.

    def length(self) -> int:
        """Number of rows."""
        raise NotImplementedError

    def row(self, index: int, width: int, line: int) -> Iterable[Piece]:
        """Line `line` (0 where rows are one line high) of a row, to be drawn in `width` cells."""
        raise NotImplementedError

    def head_row(self, line: int, width: int) -> Iterable[Piece]:
        """One of the `HEAD` lines that stay at the top."""
        return ()

    def empty_lines(self) -> list[str]:
        """What to say where there are no rows."""
        return []

    def moved(self, index: int) -> None:
        """The cursor came to stand on a row by the person's hand."""

    def opened(self, index: int) -> None:
        """A row was chosen."""

    def head_clicked(self, line: int, x: int) -> None:
        """A head line was clicked."""

    # Drawing.

    def renew(self, cursor: int | None = None) -> None:
        """Draw anew after the rows changed, with the cursor on `cursor` or where it was."""
        count = self.length()
        set_height(self, self.HEAD + (count * self.ROW_HEIGHT or len(self.said)))
        self.set_reactive(VirtualList.cursor, max(0, min(self.cursor if cursor is None else cursor, count - 1)))
        self.show_cursor()
        self.refresh()

    @property
    def said(self) -> list[str]:
        """What is said where there are no rows, broken to the width."""
        width = self.size.width - 4
        return [x[s:e] for x in self.empty_lines() for s, e in (wrap(x, width) if width > 0 else [(0, len(x))])]

    def render_lines(self, crop: Region) -> list[Strip]:
        # Dear to work out: once for all lines.
        self._base, self._styles = self.rich_style, styles(self.app.current_theme)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self._base
        if y < self.HEAD:
            return self._strip(self.head_row(y, width - SCROLLBAR), base, width)
        y += self.scroll_offset.y - self.HEAD
        index, line = divmod(y, self.ROW_HEIGHT)
        if index >= self.length():
            empty = self.said if not self.length() else []
            return self._strip([(f"  {empty[y]}", "dim")] if y < len(empty) else (), base, width)
        pieces = self.row(index, width - SCROLLBAR, line)
        if index == self.cursor:
            base += self._styles["cursor" if self.lively else "rest"]
            if self.lively or self.app.current_theme.ansi:
                # The colours of the pieces were chosen against another ground; what matched is underlined on any.
                pieces = [(text, "under" if name == "match" else "") for text, name in pieces]
        return self._strip(pieces, base, width)

    @property
    def lively(self) -> bool:
        """Whether keys move the cursor now."""
        return self.has_focus

    def _strip(self, pieces: Iterable[Piece], base: Style, width: int) -> Strip:
        segments = []
        left = width
        for text, name in pieces:
            if "\n" in text:
                text = text.replace("\n", " ")
            cells = width_of(text)
            if cells > left:
                text, cells = fit(text, left), left
            if text:
                segments.append(Segment(text, base + self._styles[name] if name else base))
            left -= cells
        if left > 0:
            segments.append(Segment(" " * left, base))
        return Strip(segments, width)

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh()

    def on_resize(self) -> None:
        self.show_cursor()

    # Moving.

    @property
    def page(self) -> int:
        """Rows that fit in view."""
        return max(1, (self.size.height - self.HEAD) // self.ROW_HEIGHT)

    def move_to(self, index: int, *, tell: bool = True) -> None:
        """Put the cursor on a row; `tell` calls `moved`."""
        count = self.length()
        if not count:
            return
        index = max(0, min(index, count - 1))
        if index == self.cursor:
            self.show_cursor()
            return
        before, self.cursor = self.cursor, index
        offset = self.scroll_offset.y
        self.show_cursor()
        if self.scroll_offset.y == offset:
            for row in (before, index):
                self.refresh_lines(self.HEAD + row * self.ROW_HEIGHT, self.ROW_HEIGHT)
        if tell:
            self.moved(index)

    def show_cursor(self) -> None:
        """Scroll so that the cursor is in view, with a row of margin where there is room."""
        height, page = self.ROW_HEIGHT, self.page
        margin = 1 if page > 4 else 0
        top = self.scroll_offset.y // height
        low, high = self.cursor - page + 1 + margin, self.cursor - margin
        wanted = max(low, min(top, high))
        wanted = max(0, min(wanted, self.length() - page))
        if wanted * height != self.scroll_offset.y:
            self.scroll_to(y=wanted * height, animate=False, force=True)

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self.page)

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self.page)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self.length() - 1)

    def action_next_match(self) -> None:
        """Where only what matches is listed, the next row."""
        self.action_down()

    def action_previous_match(self) -> None:
        self.action_up()

    def action_open(self) -> None:
        if self.length():
            self.opened(self.cursor)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self.HEAD:
            self.head_clicked(offset.y, offset.x)
            return
        index = (offset.y - self.HEAD + self.scroll_offset.y) // self.ROW_HEIGHT
        if index < self.length():
            again = index == self.cursor and event.chain > 1
            self.move_to(index)
            if again:
                self.opened(index)
