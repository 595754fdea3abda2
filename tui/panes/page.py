"""A sheet laid out in lines of a width: where each begins, what stands at a cell, how a line is cut where it changes style.

Offsets count in the displayed text. It draws nothing and knows no widget; a width of 0 has no lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tui.panes.sheet import Paint, Sheet
from tui.widgets.width import char_width
from tui.widgets.wrap import wrap


class Page:
    def __init__(self, sheet: Sheet, width: int) -> None:
        self.sheet, self.width = sheet, width
        self.lines: list[tuple[int, int]] = list(_lines(sheet, width)) if width else []
        """Start and end of each; a blank one stands between paragraphs, but not between the lines of the head."""
        self._starts = [line[0] for line in self.lines]
        self._paint_starts = [p.start for p in sheet.paint]

    def line_of(self, offset: int) -> int:
        """The line on which an offset stands."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def offset_at(self, cell: int, line: int) -> int | None:
        """What stands at a cell of a line; None beside the text."""
        if cell < 0 or not 0 <= line < len(self.lines):
            return None
        start, end = self.lines[line]
        for offset in range(start, end):
            cell -= char_width(self.sheet.text[offset])
            if cell < 0:
                return offset
        return None

    def heads(self, start: int, end: int) -> bool:
        """Whether a meeting's report begins on a line."""
        index = bisect_left(self.sheet.heads, start)
        return index < len(self.sheet.heads) and self.sheet.heads[index] < end

    def pieces(self, start: int, end: int, layers: Iterable[Paint]) -> Iterator[tuple[str, Sequence[str]]]:
        """The text of a line cut where its style changes, with the names of the styles; `layers` lie above the sheet's."""
        paints = [*self._painted(start, end), *(p for p in layers if p.start < end and p.end > start)]
        cuts = sorted({start, end, *(min(max(x, start), end) for p in paints for x in (p.start, p.end))})
        for a, b in pairwise(cuts):
            yield self.sheet.text[a:b], [p.style for p in paints if p.start <= a and b <= p.end]

    def _painted(self, start: int, end: int) -> Iterator[Paint]:
        index = max(0, bisect_right(self._paint_starts, start) - 1)
        for paint in self.sheet.paint[index:]:
            if paint.start >= end:
                return
            if paint.end > start:
                yield paint

    def nearest(self, offset: int, end: int | None, top: int, height: int) -> int:
        """The line to put at the top, so that this stretch is in view: the one that is there where it is already."""
        line = self.line_of(offset)
        last = line if end is None else self.line_of(max(offset, end - 1))
        return top if top + 1 <= line and last < top + height - 1 else max(0, line - height // 3)

    def come(self, line: int, height: int) -> int:
        """How far one has come who has this line at the top of so many, in hundredths."""
        below = len(self.lines) - height
        return 100 if below <= 0 else min(100, round(100 * line / below))


def _lines(sheet: Sheet, width: int) -> Iterator[tuple[int, int]]:
    start, text = 0, sheet.text
    for paragraph in text.split("\n") if text else ():
        end = start + len(paragraph)
        for a, b in wrap(paragraph, width):
            yield start + a, start + b
        if paragraph and end < len(text) and end + 1 >= sheet.head:
            yield end, end
        start = end + 1
