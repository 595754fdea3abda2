"""Columns over time, in signs: groups of sticks on one scale, an axis at the left, labels below.

In come groups of `Stick`s and the ends of the scale; out go lines of pieces (text and style name). A value that is only
a bound, or about right, is drawn open; of a range what is certain is full and the rest open. It measures nothing and
knows no record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit, plain_signs, sign, width_of

EIGHTHS = " ▁▂▃▄▅▆▇█"
WIDEST, GAP = 6, 2


@dataclass(frozen=True, slots=True)
class Stick:
    low: Decimal
    high: Decimal
    open: bool
    style: str
    letter: str = ""  # stands below it, so that no colour alone tells what it is


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    sticks: tuple[Stick | None, ...]


def plot(
    groups: Sequence[Group], size: tuple[int, int], scale: tuple[Decimal, Decimal], ends: tuple[str, str]
) -> list[list[Piece]]:
    """`size` is width and height in cells, two lines of it for letters and labels; `scale` bottom and top; `ends` their
    words. Groups for which there is no room are left out at the beginning."""
    width, height = size
    axis = max(width_of(ends[0]), width_of(ends[1]), 1)
    rows = max(1, height - 2)
    each = max((len(g.sticks) for g in groups), default=1)
    kept, stick, gap = _room(groups, width - axis - 2, each)
    lines: list[list[Piece]] = []
    for row in range(rows):
        end = ends[1] if row == 0 else ends[0] if row == rows - 1 else ""
        line: list[Piece] = [(fit(end, axis, right=True), "dim"), (sign(" │", " |"), "faint")]
        for group in kept:
            line += [(_cell(s, rows - 1 - row, rows, scale) * stick, s.style if s else "") for s in group.sticks]
            line.append((" " * gap, ""))
        lines.append(line)
    cell = stick * each
    letters: list[Piece] = [(" " * (axis + 2), "")]
    labels: list[Piece] = [(" " * axis + sign(" └", " +"), "faint")]
    for group in kept:
        letters += [(fit(s.letter if s else "", stick), s.style if s else "") for s in group.sticks]
        letters.append((" " * gap, ""))
        labels.append((fit(group.label, cell + gap), "dim"))
    return [*lines, letters, labels]


def _room(groups: Sequence[Group], width: int, each: int) -> tuple[Sequence[Group], int, int]:
    """Which groups fit, how wide a stick is, and the gap behind a group."""
    label = max((width_of(g.label) for g in groups), default=1)
    for stick in range(WIDEST, 0, -1):
        gap = max(GAP, label + 1 - stick * each)
        if (stick * each + gap) * len(groups) <= width:
            return groups, stick, gap
    gap = max(GAP, label + 1 - each)
    most = max(1, width // (each + gap))
    return groups[-most:], 1, gap


def _cell(stick: Stick | None, row: int, rows: int, scale: tuple[Decimal, Decimal]) -> str:
    """The sign of a stick in a row, counted from the bottom."""
    bottom, top = scale
    if stick is None or top <= bottom:
        return " "
    unit = (top - bottom) / rows / 8  # an eighth of a row
    low, high = (int((v - bottom) / unit) for v in (stick.low, stick.high))
    zero = int(-bottom / unit) if bottom < 0 else 0
    first, last = row * 8, row * 8 + 8
    begin, full_to, end = (zero, low, high) if high >= zero else (low, high, zero)
    if high < zero:
        full_to = end
    if stick.open or (first >= full_to and end > full_to):
        return sign("░", ".") if begin < last and end > first else " "
    covered = min(full_to, last) - max(begin, first)
    if end == begin:
        covered = 1 if first <= begin < last else 0  # zero is a value, not nothing
    if covered <= 0:
        return " "
    if plain_signs() or begin > first:
        return sign("█", "#")
    return EIGHTHS[min(8, covered)]
