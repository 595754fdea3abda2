"""Painting: only the pieces of lines that changed are drawn, no piece twice, and no line's frame is worked out anew.

Textual's compositor asks every widget for every line on which anything changed, and cuts each in pieces, the blank
containers below the panes too; and at each line a widget looks for borders, padding, outlines, tints and hatches. That
was half of the cost of a key. In come the regions that are to be painted, out go Textual's own updates; what stands in
a line is the widgets' to say. A part of `inside`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from rich.segment import Segment
from textual._border import get_box
from textual._compositor import ChopsUpdate, Compositor
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

Span = tuple[int, int, int]
"""A line and the columns of it that are to be painted."""


class Frugal(Compositor):
    """A compositor that asks widgets only for what is wanted of them."""

    def render_partial_update(self) -> ChopsUpdate | None:
        dirty = [region.intersection(self.size.region) for region in self._dirty_regions]
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(dirty))
        if not spans:
            return None
        pieces, ends = self._pieces(spans)
        self._paint(pieces)
        return ChopsUpdate(pieces, spans, ends)

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        pieces, _ = self._pieces((y, crop.x, crop.right) for y in crop.line_range if is_rendered_line(y))
        self._paint(pieces)
        return pieces  # type: ignore[return-value]

    def _pieces(self, spans: Iterable[Span]) -> tuple[list[dict[int, Strip | None]], list[list[int]]]:
        """The pieces of each line that lie in a span, still empty, by their first column; and where they end."""
        cuts = self.cuts
        pieces: list[dict[int, Strip | None]] = [{} for _ in cuts]
        ends: list[list[int]] = [[] for _ in cuts]
        for y, first, last in spans:
            for start, end in pairwise(cuts[y]):
                if start < last and first < end and start not in pieces[y]:
                    pieces[y][start] = None
                    ends[y].append(end)
        return pieces, ends

    def _paint(self, pieces: list[dict[int, Strip | None]]) -> None:
        """Fill the empty pieces, from the widget in front to the one at the back."""
        empty = {y for y, line in enumerate(pieces) if line}
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            left, right = shown.column_span
            lines = [
                y
                for y in shown.line_range
                if y in empty and any(strip is None and left <= x < right for x, strip in pieces[y].items())
            ]
            if not lines:
                continue
            top, bottom = lines[0], lines[-1] + 1
            strips = widget.render_lines(Region(shown.x - region.x, top - region.y, shown.width, bottom - top))
            for y in lines:
                self._fill(pieces[y], strips[y - top], [x for x in self.cuts[y] if left <= x <= right])
                if None not in pieces[y].values():
                    empty.remove(y)

    @staticmethod
    def _fill(line: dict[int, Strip | None], strip: Strip, cuts: list[int]) -> None:
        left = cuts[0]
        parts = [strip] if len(cuts) == 2 else strip.divide([x - left for x in cuts[1:]])
        for x, part in zip(cuts, parts, strict=False):
            if x in line and line[x] is None:
                line[x] = part


class Sides(StylesCache):
    """The lines of a widget of which only a frame and what it draws itself is to be seen."""

    ELSE = "padding_top padding_right padding_bottom padding_left outline_top outline_right outline_bottom outline_left"
    ELSE += " tint hatch opacity text_opacity"
    """What would have to be worked out line by line; where a widget has any of it Textual does that."""

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        self._sides = self._sides_of(widget)
        return super().render_widget(widget, crop)

    def _sides_of(self, widget: Widget) -> tuple[list[Segment], list[Segment]] | None:
        styles = widget.styles
        self._bar = widget.scrollbar_size_vertical
        if styles.has_any_rules(*self.ELSE.split()) or widget.opacity != 1:
            return None
        base, ground = widget.background_colors
        inner, outer = self.get_inner_outer(base, ground)
        _, (right, right_colour), _, (left, left_colour) = styles.border
        return (
            [get_box(left, inner, outer, Style(foreground=base + left_colour))[1][0]] if left else [],
            [get_box(right, inner, outer, Style(foreground=base + right_colour))[1][2]] if right else [],
        )

    def render_line(self, styles: Any, y: int, size: Any, content_size: Any, *rest: Any) -> Strip:
        top, line = styles.gutter.top, rest[3]
        if self._sides is None or not top <= y < top + content_size.height:
            return super().render_line(styles, y, size, content_size, *rest)
        left, right = self._sides
        drawn = list(line(y - top))
        whole = Strip([*left, *drawn, *right], size.width)
        if self._bar == 1 and drawn and drawn[-1].text.endswith(" "):
            # Nothing stands under the scrollbar, so the pieces beside it are known: they need not be cut and measured.
            text, style, _ = drawn[-1]
            end = size.width - len(right)
            body = Strip([*left, *drawn[:-1], Segment(text[:-1], style)], end - 1)
            pieces = {end - 1: body, end: Strip.blank(1), size.width: Strip(right, 1)}
            whole._divide_cache[tuple(pieces)] = list(pieces.values())[: 2 + len(right)]
        return whole
