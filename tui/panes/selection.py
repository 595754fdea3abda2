"""A stretch of the text that a person chose: where it begins and ends, and how it moves. Knows no widget.

In come the displayed text and its lines; out goes another `Selection`. It begins as a caret of one sign; once it is
`held`, moving draws the stretch out from where it was held. Offsets count in the displayed text, ends included.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tui.widgets.width import char_width, width_of

Lines = Sequence[tuple[int, int]]
Cut = Callable[[str], Sequence[str]]
"""A text cut into words that together are the text."""


@dataclass(frozen=True, slots=True)
class Selection:
    anchor: int
    head: int
    held: bool = False

    @property
    def start(self) -> int:
        return min(self.anchor, self.head)

    @property
    def end(self) -> int:
        """Behind the last sign."""
        return max(self.anchor, self.head) + 1

    def to(self, head: int) -> Selection:
        """With the head there; a caret goes along."""
        return replace(self, head=head) if self.held else Selection(head, head)

    def hold(self) -> Selection:
        """Held where it is, or a caret again."""
        return Selection(self.head, self.head, held=not self.held)


def of_span(start: int, end: int) -> Selection:
    """A held selection of these signs."""
    return Selection(start, max(start, end - 1), held=True)


def sideways(text: str, at: int, step: int) -> int:
    """The next sign to the left or right; line breaks are passed over."""
    to = at + step
    while 0 <= to < len(text) and text[to] == "\n":
        to += step
    return to if 0 <= to < len(text) else at


def over_lines(text: str, lines: Lines, at: int, step: int) -> int:
    """The sign above or below, in the column where the sign stands."""
    starts = [start for start, _ in lines]
    here = max(0, bisect_right(starts, at) - 1)
    column = width_of(text[lines[here][0] : at])
    to = here + step
    while 0 <= to < len(lines) and lines[to][0] == lines[to][1]:
        to += step
    if not 0 <= to < len(lines):
        return at
    start, end = lines[to]
    cells = 0
    for offset in range(start, end):
        cells += char_width(text[offset])
        if cells > column:
            return offset
    return end - 1


def by_word(text: str, at: int, step: int, cut: Cut) -> int:
    """The beginning of the next word (`step` 1) or of the word before (-1); marks and blanks are passed over."""
    begins = _begins(text, at, cut)
    if step > 0:
        later = [b for b in begins if b > at]
        if later:
            return later[0]
        following = text.find("\n", at)
        while following >= 0 and text[following : following + 1] == "\n":
            following += 1
        return following if 0 < following < len(text) else max(at, len(text.rstrip("\n")) - 1)
    before = [b for b in begins if b < at]
    if before:
        return before[-1]
    line = text.rfind("\n", 0, at)
    if line <= 0:
        return at
    earlier = _begins(text, line - 1, cut)
    return earlier[-1] if earlier else line - 1


def _begins(text: str, at: int, cut: Cut) -> list[int]:
    """Where the words of the paragraph around `at` begin."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    begins = []
    for word in cut(text[start : end if end >= 0 else len(text)]):
        if any(sign.isalnum() for sign in word):
            begins.append(start)
        start += len(word)
    return begins


def runs(text: str) -> list[str]:
    """The text cut where its kind of sign changes: what counts as words until a dictionary is at hand."""
    found: list[str] = []
    for sign in text:
        if found and _class(found[-1][-1]) == _class(sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _class(sign: str) -> int:
    if sign.isdigit() or sign in ".%％":
        return 1
    if sign.isascii() and sign.isalpha():
        return 2
    return 3 if sign.isalnum() else 4


def sentence_around(text: str, selection: Selection) -> Selection:
    """The sentence that the selection stands in; the paragraph where it is one already."""
    from store.language.sentences import sentences

    start = text.rfind("\n", 0, selection.start) + 1
    end = text.find("\n", selection.start)
    end = len(text) if end < 0 else end
    for first, last in sentences(text[start:end]):
        if start + first <= selection.start < start + last:
            left, right = trimmed(text, start + first, start + last)
            if (left, right) != (selection.start, selection.end):
                return of_span(left, right)
    return of_span(*trimmed(text, start, end))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
