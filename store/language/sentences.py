"""Paragraphs and sentences, as offsets.

`paragraphs` gives the lines of a text, `sentences` the sentences of one line; both work on plain and on source text
alike. A sentence ends at 。！？…… or a run of them, with the closing marks that follow; inside a quotation or a bracket
it ends only with the quotation, if that closes on the line. Nothing is stripped: the spans cover the line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from store.language import patterns as re
from store.language.fold import plain

_ENDS = "。!?！？…"
_CLOSING = "”’」』）)】》〉\"'"
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "﹁": "﹂",
    "﹃": "﹄",
}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_QUOTES = frozenset("“「『‘﹁﹃")
_MARK = re.compile("[" + re.escape(_ENDS + "".join(_PAIRS) + "".join(_CLOSERS) + '";；') + "]")
# A quotation that runs on for longer than this, or over the line's end, was not closed: its marks bind nothing.
_REACH = 2000


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, the line break excluded."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def sentences(line: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a line; together they cover it without gaps."""
    marks = list(_MARK.finditer(line))
    partner = _partners(line, [mark.start() for mark in marks])
    out: list[tuple[int, int]] = []
    start, at, depth_end = 0, 0, -1
    for mark in marks:
        place, sign = mark.start(), mark.group()
        if place < at:
            continue
        if place in partner and partner[place] > place:
            depth_end = max(depth_end, partner[place])
            continue
        if sign not in _ENDS:
            continue
        if place < depth_end:
            continue
        at = _end(line, place, partner)
        if sign == "…" and not _breaks(line, at):
            continue
        out.append((start, at))
        start = at
    if start < len(line):
        if line[start:].strip():
            out.append((start, len(line)))
        elif out:
            out[-1] = (out[-1][0], len(line))
    return _split_after_quotes(line, out, partner) or ([(0, len(line))] if line else [])


def _partners(line: str, places: list[int]) -> dict[int, int]:
    """Opening mark → its closing mark and back, for pairs that close within reach; straight quotes pair in turn."""
    found: dict[int, int] = {}
    stack: list[int] = []
    straight: int | None = None
    for place in places:
        sign = line[place]
        if sign == '"':
            if straight is None:
                straight = place
            else:
                if place - straight <= _REACH:
                    found[straight], found[place] = place, straight
                straight = None
        elif sign in _PAIRS:
            stack.append(place)
        elif sign in _CLOSERS:
            # A stray closer closes nothing; an opener left open inside a closed pair is dropped.
            for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
                if line[stack[depth]] == _CLOSERS[sign]:
                    if place - stack[depth] <= _REACH:
                        found[stack[depth]], found[place] = place, stack[depth]
                    del stack[depth:]
                    break
    return found


def _end(line: str, place: int, partner: dict[int, int]) -> int:
    """Behind the end mark, the marks that run on from it, and stray closing marks."""
    at = place + 1
    while at < len(line) and (line[at] in _ENDS or (line[at] in _CLOSING and partner.get(at, at) >= place - _REACH)):
        if line[at] in _CLOSING and partner.get(at, -1) > at:
            break  # a straight quote that opens
        at += 1
    return at


def _breaks(line: str, at: int) -> bool:
    """Whether …… ends a sentence here: at the line's end, or where no comma or 等 carries it on."""
    rest = line[at : at + 1]
    return not rest or rest not in "，,、；;等的"


# Behind a quotation: what carries the sentence on, or names the speaker. 会议指出,… begins a new one.
_WHO = r"[\u3400-\u9fff·、（）()“”]{0,40}?"
_GOES_ON = re.compile(
    r"\s?[，,、；;：:）)】》的等地之般式为与和及这那]"
    rf"|\s?{_WHO}(?:说道?|坦言|直言|感慨道?|笑道|笑着|告诉|介绍|表示|透露|回忆|补充|解释|呼吁|写道|谈到|认为|评价|回答|回应|喊道|承诺|期待|道)(?=[。，,！!：:；;…]|$|\S{{0,12}}[。，,])"
    rf"|\s?{_WHO}(?:指出|强调|要求|提出|宣布|提醒|建议|希望|勉励)(?=[。！!…]|$)"
)
_BEFORE_SPEECH = " \u3000：:，,"


def _split_after_quotes(line: str, spans: list[tuple[int, int]], partner: dict[int, int]) -> list[tuple[int, int]]:
    """Ends a sentence behind a quotation that itself ends one, unless the words behind it name its speaker."""
    quoted = sorted(p for p, close in partner.items() if p < close and (line[p] in _QUOTES or line[p] == '"'))
    if not quoted:
        return spans
    words = plain(line)
    out: list[tuple[int, int]] = []
    for start, end in spans:
        at = start
        cuts: list[int] = []
        inside = -1
        for place in quoted[bisect_left(quoted, start) : bisect_left(quoted, end)]:
            close = partner[place]
            if place < inside or close >= end - 1:
                continue
            inside = close
            opens = place == start or line[place - 1] in _BEFORE_SPEECH + _ENDS + _CLOSING
            if line[close - 1] in _ENDS and opens and not _GOES_ON.match(words, close + 1, min(end, close + 60)):
                cuts.append(close + 1)
        for cut in cuts:
            out.append((at, cut))
            at = cut
        out.append((at, end))
    return out
