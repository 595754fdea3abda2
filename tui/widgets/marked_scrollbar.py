"""Marks on a scrollbar: where in a long text something stands, seen without scrolling.

In come places in the lines of the whole (`Mark`s, the weightier the later they come); the bar draws them over Textual's
own. A mark has a sign of its own, so that no colour alone tells what it is. It knows no text and no fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar


@dataclass(frozen=True, slots=True)
class Mark:
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
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for drawn in super().__rich_console__(console, options):
                if isinstance(drawn, Segments):
                    height = len(drawn.segments)
                    placed = rows_of(marks(), height, int(self.virtual_size))
                    drawn.segments[:] = [_over(s, placed.get(row)) for row, s in enumerate(drawn.segments)]
                yield drawn

    bar.renderer = cast(Any, Marked)  # type: ignore[misc]


def _over(segment: Segment, mark: Mark | None) -> Segment:
    """The sign on the ground of the bar, which keeps answering to the mouse."""
    if mark is None:
        return segment
    under = segment.style or Style.null()
    ground = under.color if under.reverse else under.bgcolor
    return Segment(mark.sign, Style(color=mark.style.color, bgcolor=ground, bold=True, meta=under.meta))
