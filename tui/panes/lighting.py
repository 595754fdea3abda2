"""What stands out in the reader: layers above a line's own colours, marks on the scrollbar, which evidence comes next.

In come the sheet, the words found, the fact that is lit; out come paints, marks, a fact's id. Nothing here draws.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from rich.style import Style

from tui.panes.hits import Hits
from tui.panes.page import Page
from tui.panes.selection import Selection
from tui.panes.sheet import Paint, Sheet
from tui.widgets.marked_scrollbar import Mark
from tui.widgets.width import sign


def layers(found: Iterable[Paint], sheet: Sheet, fact: str | None, selection: Selection | None) -> list[Paint]:
    """Words found, the evidence of the fact that is lit, what is selected: each above the one before."""
    lit = [Paint(x.start, x.end, "lit") for x in sheet.lit if fact is not None and x.fact == fact]
    chosen = [Paint(selection.start, selection.end, "chosen")] if selection is not None else []
    return [*found, *lit, *chosen]


def marks(page: Page, sheet: Sheet, hits: Hits, fact: str | None, look: Mapping[str, Style]) -> Iterable[Mark]:
    """On the scrollbar: evidence, then what was found, then the fact that is lit."""
    for lit in sheet.lit:
        yield Mark(page.line_of(lit.start), sign("╶", "-"), look[lit.kind])
    for start, _ in hits.spans:
        yield Mark(page.line_of(start), sign("▐", "="), look["mark"])
    index = sheet.of_fact(fact) if fact else None
    if index is not None:
        yield Mark(page.line_of(sheet.lit[index].start), sign("◂", "<"), look["key"])


def following(sheet: Sheet, fact: str | None, top: int, forward: bool) -> str | None:
    """The fact whose evidence comes next (or before): from the one that is lit, else from the first line in view."""
    if not sheet.lit:
        return None
    index = sheet.of_fact(fact) if fact else None
    if index is None:
        index = bisect_left([x.start for x in sheet.lit], top) - (1 if forward else 0)
    return sheet.lit[(index + (1 if forward else -1)) % len(sheet.lit)].fact


def shortest(sheet: Sheet, offset: int) -> str | None:
    """The fact whose evidence stands there; of several the shortest."""
    under = [x for x in sheet.lit if x.start <= offset < x.end]
    return min(under, key=lambda x: x.end - x.start).fact if under else None
