"""Scrollbars of the panes, and marks on them: where in a long text something stands, seen without scrolling.

In come places in the lines of the whole (`Mark`s, the weightier the later they come); the bar draws them over Textual's
own. A mark has a sign of its own, so that no colour alone tells what it is. It knows no text and no fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, cast

from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import _RenderCache

from tui.widgets.painting import Sides


class Bar(ScrollBar):
    """A scrollbar that takes its cells from its renderer; Textual sends them through Rich's console, which takes as long
    as to draw the text beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._styles_cache = Sides()

    def _render_content(self) -> None:
        bar, base = cast(ScrollBarRender, self.render()), self.visual_style.rich_style
        look = cast(Style, bar.style)
        cells = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.size.width,
            vertical=True,
            back_color=cast(Any, look.bgcolor),
            bar_color=cast(Any, look.color),
        ).segments
        strips = [Strip([Segment(text, base + style if style else base)], self.size.width) for text, style, _ in cells]
        self._render_cache = _RenderCache(self.size, strips)
        self._dirty_regions.clear()


class Mark(NamedTuple):
    line: int  # in the whole
    sign: str  # one cell
    style: Style  # its foreground counts


Marks = Callable[[], Iterable[Mark]]


def rows_of(marks: Iterable[Mark], size: int, lines: int) -> dict[int, Mark]:
    """Row of a bar of `size` rows → its mark; of several on one row the last holds."""
    if lines <= 0 or size <= 0:
        return {}
    return {min(size - 1, mark.line * size // max(lines, size)): mark for mark in marks}


def mark_scrollbar(bar: ScrollBar, marks: Marks) -> None:
    """Draw the marks on this bar from now on; they are asked for each time it is drawn."""
    base = bar.renderer

    class Marked(base):  # type: ignore[misc, valid-type]
        @classmethod
        def render_bar(cls, size: int = 25, virtual_size: float = 50, *args: Any, **kwargs: Any) -> Segments:
            drawn: Segments = super().render_bar(size, virtual_size, *args, **kwargs)
            placed = rows_of(marks(), size, int(virtual_size))
            drawn.segments[:] = [_over(s, placed.get(row)) for row, s in enumerate(drawn.segments)]
            return drawn

    bar.renderer = cast(Any, Marked)  # type: ignore[misc]


def _over(segment: Segment, mark: Mark | None) -> Segment:
    """The sign on the ground of the bar, which keeps answering to the mouse."""
    if mark is None:
        return segment
    under = segment.style or Style.null()
    ground = under.color if under.reverse else under.bgcolor
    return Segment(mark.sign, Style(color=mark.style.color, bgcolor=ground, bold=True, meta=under.meta))
