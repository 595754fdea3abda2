"""One sheet of a workbook: head, rows as they come, filters; a second sheet of the name where one is full.

A cell is a number or text by its type, never by how it looks. Links are kept under Excel's limit a sheet; past it the
number of the source stands without a link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from store.export.as_csl import web

MOST_ROWS = 1_048_576
MOST_TEXT = 32_767
MOST_LINKS = 65_000
# Widths by column, in characters; others are as wide as their heading asks for.
_WIDTHS = {
    "evidence": 40, "sentence": 60, "quote": 60, "article_title": 50, "title": 28, "name": 30, "measure": 24,
    "meeting_name": 34, "theme": 30, "aka": 24, "literal": 14, "value": 18, "value_max": 14, "tier_min": 16, "horizon": 20, "value_yi": 12, "sum_yi": 14,
    "place": 16, "prefecture": 18, "province": 16, "url": 40, "file": 30, "publisher": 20, "number": 18, "indicator": 22,
    "meeting_date": 12, "trace": 40, "source": 8,
}  # fmt: skip


class Styles:
    """The few formats of the workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F2F2F2", "valign": "top"})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.parts = book.add_format({"num_format": "#,##0.00##"})
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1})
        signs = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}
        self.signed = {s: book.add_format({"num_format": f'"{sign}"#,##0.####'}) for s, sign in signs.items()}


class Sheet:
    def __init__(
        self, book: Any, styles: Styles, name: str, heads: Sequence[tuple[str, str]], *, held: int = 0
    ) -> None:
        """`heads` are the columns' ids and headings; `held` columns stay in view, and stand on every printed page."""
        self.held = held
        self.book, self.styles, self.name, self.heads = book, styles, name, heads
        self.number = 0
        self._open()

    def _open(self) -> None:
        self.number += 1
        self.sheet = self.book.add_worksheet(self.name if self.number == 1 else f"{self.name} {self.number}")
        self.at = 0
        self.links = 0
        self.signs: dict[int, Any] = {}
        self.sheet.freeze_panes(1, self.held)
        self.sheet.set_landscape()
        if self.held:  # a wide sheet goes over several pages
            self.sheet.repeat_columns(0, self.held - 1)
        else:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        for column, (i, head) in enumerate(self.heads):
            self.sheet.set_column(column, column, _WIDTHS.get(i) or max(10, min(2 * len(head) + 2, 40)))
            self.sheet.write_string(0, column, head, self.styles.head)

    def style(self, column: int, comparator: str | None) -> None:
        """The next row's number in this column bears a sign (> ≥ ≈)."""
        if comparator in self.styles.signed:
            self.signs[column] = self.styles.signed[comparator]

    def row(
        self,
        cells: Sequence[Any],
        source: tuple[str, str] | None = None,
        links: Mapping[int, tuple[str, str]] | None = None,
        *,
        web_column: int = -1,
    ) -> None:
        """The cells, then the link to the source; `links` by column; an address in `web_column` opens."""
        if self.at + 1 >= MOST_ROWS:
            self.finish()
            self._open()
        self.at += 1
        at, sheet, styles = self.at, self.sheet, self.styles
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if type(cell) is str:
                if column == web_column and web(cell) and len(cell) < 2000:
                    self._link(column, cell, cell)
                else:
                    sheet.write_string(at, column, cell[:MOST_TEXT])
            else:
                style = self.signs.get(column) or (styles.whole if type(cell) is int else styles.parts)
                sheet.write_number(at, column, cell, style)
        self.signs.clear()
        if source:
            self._link(len(cells), *source)
        for column, link in (links or {}).items():
            self._link(column, *link)

    def _link(self, column: int, address: str, shown: str) -> None:
        self.links += 1
        if self.links < MOST_LINKS:
            self.sheet.write_url(self.at, column, address, self.styles.link, shown)
        else:
            self.sheet.write_string(self.at, column, shown)

    def finish(self) -> None:
        self.sheet.autofilter(0, 0, max(self.at, 1), len(self.heads) - 1)
