"""The lines of a page, each with what the rules ask about it.

In comes the repaired text of a page; out come its lines without outer white space, each with its place in that text.
`plain` is the line as rules match it (simplified, half width) and has the line's own length. Blank lines are left out.
Nothing here decides what a line is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from store.language import patterns as re
from store.language.fold import fold, lowered, plain
from store.once import read_once

_BREAK = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029]")
_BLANK = " \t\u3000\xa0\u2002\u2003\u200b\ufeff\u200e\u200f\u2060"
_HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff]+")
_BULLET = re.compile(r"^[\s•·●○■□◆◇★☆▲△▼▽►▶◎※→»>\-—–~*#|丨:]+|[\s>»→|丨:#·\-—–~*▼▽]+$")
_MORE = re.compile(r"\s*(?:\[?(?:查看)?更多\]?|more)\s*[>»+…\s]*$", re.IGNORECASE)
_PAIRS = {"【": "】", "[": "]", "(": ")", "《": "》", "〖": "〗", "〔": "〕", "「": "」", "“": "”", "<": ">"}


# Longer lines are never furniture by their form; rules that scan a line look at this much of it.
SCAN = 400


@dataclass(frozen=True)
class Line:
    """One line; `start` counts code points in the text of the page."""

    index: int
    start: int
    text: str
    mark: str | None = None  # what the page's markup says of it: "link", "aside"

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @read_once
    def plain(self) -> str:
        return plain(self.text)

    @read_once
    def hanzi(self) -> int:
        """How many hanzi, counted up to 4,000 characters: what is longer is prose anyway."""
        return sum(map(len, _HANZI.findall(self.text[:4000])))

    @read_once
    def label(self) -> str:
        """The folded words of a heading or button without bullets, brackets, colon and `更多>>`; empty for long lines."""
        if len(self.text) > 60:
            return ""
        words = _MORE.sub("", _BULLET.sub("", self.plain))
        while len(words) > 1 and _PAIRS.get(words[0]) == words[-1]:
            words = _BULLET.sub("", words[1:-1])
        return "".join(fold(words).split())

    @read_once
    def words(self) -> str:
        """The first 400 signs folded, without blanks: what phrases are looked for in."""
        return "".join(lowered(self.plain[:SCAN]).split())

    @read_once
    def bare(self) -> str:
        """`words` without bullets and opening brackets."""
        return self.words.lstrip("•·●○■□◆★☆▲△▼▶>»*-—【[(◎※丨|▍▌▎")

    @read_once
    def prose(self) -> bool:
        """Running text: a full stop, or a length that no heading, menu or caption has."""
        if self.hanzi < 12:
            return False
        if "。" in self.text:
            return True
        # A headline may be long, with blanks and even a question mark, but it is not punctuated like a paragraph.
        marks = sum(self.plain[:4000].count(mark) for mark in ",;!?、:.")
        return self.hanzi >= 50 and marks >= 2

    def part(self, start: int, end: int) -> Line:
        """The piece of the line between two offsets in it, without outer white space."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip(_BLANK))
        return Line(self.index, self.start + start + left, piece.strip(_BLANK), self.mark)


def lines(text: str, marks: Mapping[int, str] | None = None) -> Iterator[Line]:
    """The lines that hold something, in order; `marks` by their number, blank lines counted."""
    index = start = 0
    for number, match in enumerate([*_BREAK.finditer(text), None]):
        raw = text[start : match.start() if match else len(text)]
        left = len(raw) - len(raw.lstrip(_BLANK))
        piece = raw.strip(_BLANK)
        if piece:
            yield Line(index, start + left, piece, marks.get(number) if marks else None)
            index += 1
        if match:
            start = match.end()
