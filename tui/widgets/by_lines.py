"""Scrolling a text by lines, half screens, screens, to its ends; without animation, which costs twenty times a line."""

from __future__ import annotations

from textual.scroll_view import ScrollView


class ByLines(ScrollView):
    def scrolled(self) -> None:
        """The text was scrolled by the person's hand."""

    def _by(self, lines: int) -> None:
        self.scroll_to(y=max(0, self.scroll_offset.y + lines), animate=False, force=True)
        self.scrolled()

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
        self._by(-self.virtual_size.height)

    def action_reader_bottom(self) -> None:
        self._by(self.virtual_size.height)
