"""Breaking Chinese text into lines by the rules of its printing.

In comes one paragraph and a width in cells; out go the lines as (start, end) offsets into it, which cover it without a
gap but for blanks at a break. No closing sign begins a line and no opening sign ends one (GB/T 15834, JLREQ's kinsoku);
a number stays with its sign and unit (5.5%, 2023年, 902.7亿元), a Latin word stays whole, —— and …… are not split. A
thing that is wider than the line is broken where it must be. Nothing here knows Textual.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from tui.widgets.width import char_width, widths_of

NOT_FIRST = frozenset("、。，．,.：；:;？！?!％%‰℃°”’」』）〕】》〉〗］｝)]}…—～·•/／々ー゠")
NOT_LAST = frozenset("“‘「『（〔【《〈〖［｛([{$￥¥£€#＃")
_WHOLE = re.compile(
    r"[<>≥≤＞＜~～约超第]?\d[\d,.:：/]{0,30}(?:[%％‰℃°]|[十百千万亿]{0,3}(?:多|余)?[年月日号时点分秒元岁届场家个项人亩期条位名次批倍米吨件套栋座城县区市]?)"
    r"|[０-９][０-９，．：]{0,30}[％年月日]?"
    r"|[A-Za-zÀ-ɏ\d]+(?:['’\-_.@&+][A-Za-zÀ-ɏ\d]+)*"
    r"|——|……|─{2,3}|\.{2,6}"
)

Line = tuple[int, int]


def wrap(text: str, width: int) -> list[Line]:
    """The lines of one paragraph (no newline in it) in at most `width` cells each; one empty line for no text."""
    if not text:
        return [(0, 0)]
    width = max(2, width)
    total = list(accumulate(widths_of(text), initial=0))
    if total[-1] <= width:
        return [(0, len(text))]
    joined = _joined(text, total, width)
    lines: list[Line] = []
    start = 0
    while total[-1] - total[start] > width:
        end = _last_that_fits(total, start, width)
        stop = _break(text, joined, start, end)
        lines.append((start, stop))
        start = stop
        while start < len(text) and text[start] == " ":
            start += 1
        if start == len(text):
            return lines
    lines.append((start, len(text)))
    return lines


def _joined(text: str, total: list[int], width: int) -> set[int]:
    """Offsets at which no line may begin because a number or word goes on there."""
    inside: set[int] = set()
    for match in _WHOLE.finditer(text):
        start, end = match.span()
        if total[end] - total[start] <= width:
            inside.update(range(start + 1, end))
    return inside


def _last_that_fits(total: list[int], start: int, width: int) -> int:
    """The largest end with `start:end` in `width` cells, at least one character on."""
    return max(start + 1, bisect_right(total, total[start] + width, start) - 1)


def _break(text: str, joined: set[int], start: int, end: int) -> int:
    """The best place to end a line that may hold up to `end`: the last allowed one, else `end` itself."""
    stop = end
    while stop > start:
        if _allowed(text, joined, stop):
            return stop
        stop -= 1
    return end


def _allowed(text: str, joined: set[int], at: int) -> bool:
    if at in joined or text[at - 1] in NOT_LAST:
        return False
    following = text[at]
    # A combining sign belongs to what it stands on.
    return following not in NOT_FIRST and char_width(following) > 0
