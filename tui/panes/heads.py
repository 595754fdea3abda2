"""The two lines above the table of facts: kinds as tabs, columns with their widths. Plain sums: no widget, no state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from store.records import FactKind
from tui.i18n import say
from tui.shown import Column
from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit, sign, width_of

Thing = TypeVar("Thing")
MARK_WIDTH, TRUST_WIDTH = 2, 5
LEAST_TAB = 3


def tabs(
    labels: Sequence[tuple[FactKind | None, str, str]], here: FactKind | None, width: int
) -> list[tuple[FactKind | None, str]]:
    """Kinds (with name and count) as tabs; where they do not fit, the longest names but that of the one here are cut."""
    room = width - 2 * len(labels)  # a blank before each name and one before its count
    over = sum(width_of(name) + len(count) for _, name, count in labels) - room
    gap = "" if over + len(labels) > 0 else " "
    cut = {kind: width_of(name) for kind, name, _ in labels}
    others = [kind for kind in cut if kind not in (None, here)]
    while over > 0 and others and max(cut[kind] for kind in others) > LEAST_TAB:
        cut[max(others, key=lambda kind: cut[kind])] -= 1
        over -= 1
    return [(kind, f" {fit(name, cut[kind])} {count}{gap}") for kind, name, count in labels]


def widths(columns: Sequence[Column], width: int) -> list[int]:
    """Cells of each column: its least, and its share of what is left over; a blank follows each."""
    room = width - len(columns)
    least = [c.least for c in columns]
    spare = max(0, room - sum(least))
    shares = sum(c.share for c in columns)
    found = [low + spare * c.share // shares for low, c in zip(least, columns, strict=True)]
    if sum(least) > room:
        found = [max(3, room * low // sum(least)) for low in least]
    found[0] += max(0, room - sum(found))
    return found


def heads(columns: Sequence[Column], cells: Sequence[int], sort: tuple[str, bool] | None) -> Iterable[Piece]:
    """The names of the columns, an arrow at the one that is sorted by."""
    yield " " * MARK_WIDTH, ""
    for column, width in zip(columns, cells, strict=True):
        arrow = ""
        if sort and sort[0] == column.id:
            arrow = sign("↓", "v") if sort[1] else sign("↑", "^")
        yield fit(say(column.label) + arrow, width, right=column.right) + " ", "dim"
    yield fit(say("column.trust"), TRUST_WIDTH), "dim"


def under(x: int, things: Iterable[tuple[int, Thing]]) -> Thing | None:
    """The thing that stands at `x`, of things beside one another with their widths."""
    for width, thing in things:
        x -= width
        if x < 0:
            return thing
    return None
