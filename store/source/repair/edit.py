"""Edits: what one family of damage changes in a text, and how the changes of several families become one list.

A family's finder takes a text and gives edits, sorted and not overlapping, with offsets in the text it was given.
`compose` joins two such steps into one whose offsets stand in the first text; `as_repairs` turns the whole into
records with offsets in the repaired text. `source_text`, `to_source` and `to_repaired` read those records backwards,
so that a reader can show what came in beside what stands now. Nothing here knows what damage is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.records import Repair


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` instead of what stands at [start, end); equal texts only mark a place as damaged beyond repair."""

    start: int
    end: int
    text: str
    kind: str
    certain: bool = True
    alternatives: tuple[str, ...] = ()

    @property
    def growth(self) -> int:
        return len(self.text) - (self.end - self.start)


def apply(text: str, edits: Sequence[Edit]) -> str:
    out: list[str] = []
    at = 0
    for edit in edits:
        out += (text[at : edit.start], edit.text)
        at = edit.end
    out.append(text[at:])
    return "".join(out)


def compose(first: Sequence[Edit], middle: str, second: Sequence[Edit]) -> list[Edit]:
    """One list for two steps: `first` made `middle`, `second` has offsets in it; the result has `first`'s offsets.

    Where a second edit touches what a first one wrote, the two become one edit that covers both.
    """
    if not first or not second:
        return list(first or second)
    # Every edit by the span that it takes in the middle text, with the growth that it brought to it.
    placed: list[tuple[int, int, int, Edit, bool]] = [(e.start, e.end, 0, e, False) for e in second]
    shift = 0
    for edit in first:
        at = edit.start + shift
        placed.append((at, at + len(edit.text), edit.growth, edit, True))
        shift += edit.growth
    placed.sort(key=lambda p: (p[0], not p[4], p[1]))
    out: list[Edit] = []
    shift = i = 0
    while i < len(placed):
        low, high, grown, edit, _ = placed[i]
        j = i + 1
        while j < len(placed) and placed[j][0] < high:
            high = max(high, placed[j][1])
            grown += placed[j][2]
            j += 1
        source = (low - shift, high - shift - grown)
        if j == i + 1:
            out.append(replace(edit, start=source[0], end=source[1]))
        else:
            out.append(_joined(middle, source, (low, high), [(p[0], p[3]) for p in placed[i:j] if not p[4]]))
        shift += grown
        i = j
    return out


def _joined(middle: str, source: tuple[int, int], span: tuple[int, int], later: list[tuple[int, Edit]]) -> Edit:
    """One edit for a knot of them; it has the kind of the last one and no alternatives, and is not called certain
    unless all of the later ones are (the earlier ones' doubt is in what they wrote, which a later one replaced)."""
    low, high = span
    text = apply(middle[low:high], [replace(e, start=at - low, end=e.end - low) for at, e in later])
    return Edit(*source, text, later[-1][1].kind, all(e.certain for _, e in later))


def as_repairs(text: str, edits: Sequence[Edit]) -> tuple[Repair, ...]:
    """The records of edits over their source text, with offsets in the repaired text."""
    out: list[Repair] = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        out.append(
            Repair(
                start=start,
                end=start + len(edit.text),
                raw=text[edit.start : edit.end],
                repaired=edit.text,
                kind=edit.kind,
                certain=edit.certain,
                alternatives=edit.alternatives,
            )
        )
        shift += edit.growth
    return tuple(out)


def source_text(text: str, repairs: Sequence[Repair]) -> str:
    """The text as it came in: the repaired one with every repair undone."""
    out: list[str] = []
    at = 0
    for repair in repairs:
        out += (text[at : repair.start], repair.raw)
        at = repair.end
    out.append(text[at:])
    return "".join(out)


def to_source(repairs: Sequence[Repair], start: int, end: int) -> tuple[int, int]:
    """A span of the repaired text as a span of its source; a repair that it cuts counts whole."""
    spans = [(r.start, r.end) for r in repairs]
    return _carried(spans, _source_spans(repairs), (start, end))


def to_repaired(repairs: Sequence[Repair], start: int, end: int) -> tuple[int, int]:
    """A span of the source as a span of the repaired text; a repair that it cuts counts whole."""
    spans = [(r.start, r.end) for r in repairs]
    return _carried(_source_spans(repairs), spans, (start, end))


def _source_spans(repairs: Sequence[Repair]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    shift = 0
    for repair in repairs:
        at = repair.start + shift
        spans.append((at, at + len(repair.raw)))
        shift += len(repair.raw) - len(repair.repaired)
    return spans


def _carried(here: list[tuple[int, int]], there: list[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int]:
    """The span in the other text. A repair that is empty here counts where the span touches it."""
    start, end = span
    # The last repair that begins before the place; outside of repairs the distance to it stays the same.
    i = bisect_left(here, start, key=lambda s: s[0]) - 1
    if i < 0:
        low = start
    elif start < here[i][1]:
        low = there[i][0]
    else:
        low = there[i][1] + start - here[i][1]
    j = bisect_right(here, end, key=lambda s: s[0]) - 1
    if j >= 0 and here[j][0] == end < here[j][1]:
        j -= 1
    if j < 0:
        high = end
    elif end < here[j][1]:
        high = there[j][1]
    else:
        high = there[j][1] + end - here[j][1]
    return low, max(low, high)
