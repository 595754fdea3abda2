"""Where the clause and the stretch of one quantity begin and end.

A clause ends at a stop; a bracket is a clause of its own; a short term in quotation marks (`“小升规”企业10家`) is a word
and ends nothing, a longer quotation is read as text. The stretch of a quantity is its clause, or the part of it that
lies between the quantities beside it.
"""

from __future__ import annotations

from functools import lru_cache

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity

# How far a rule looks back or ahead: no clause of news is longer, and time stays linear in hostile text.
WINDOW = 360
_HARD = frozenset(",。;:!?…“”‘’【】☆★■●◆▲✅•▪\n")
_TERM = re.compile(r"[“‘]([^“”‘’,。;:!?]{1,12})[”’]")
_QUOTED = re.compile(r"“([^“”]{1,24})”|‘([^‘’]{1,24})’|《[^《》]{1,80}》")
_GAP = re.compile(r"(?<=[一-鿿)A-Za-z\d])\s{2,8}(?=[一-鿿])")  # columns of a list set apart by blanks
_ASIDE = re.compile(r"\([一-鿿]{1,4}(?:、[一-鿿]{1,4})+\)")  # 县(市、区)
CONJUNCTION = re.compile(r"[、和与及]|以及")


@lru_cache(maxsize=512)
def masked(text: str) -> str:
    """The text with the marks of quoted terms made harmless; of the same length."""
    text = _TERM.sub(lambda m: f"·{m[1]}·", text).replace("——", ",,")
    text = _GAP.sub(lambda m: "," * len(m.group()), text)
    return _ASIDE.sub(lambda m: m.group().replace("、", "·"), text)


_STATES = re.compile(r"[,。;:!?]|\d[^,。]{0,6}%|元")


@lru_cache(maxsize=512)
def terms(text: str) -> tuple[tuple[int, int], ...]:
    """Titles and terms in quotation marks: a number inside is part of the name; one in a quoted statement is not."""
    found = _QUOTED.finditer(text)
    return tuple(m.span() for m in found if (inner := m[1] or m[2]) is None or not _STATES.search(inner))


@lru_cache(maxsize=512)
def _bounds(text: str) -> tuple[list[int], list[int]]:
    """For every position where its clause begins and where it ends."""
    text = masked(text)
    starts, ends = [0] * (len(text) + 1), [len(text)] * (len(text) + 1)
    at, outer = 0, []
    for i, sign in enumerate(text):
        starts[i] = at
        if sign == "(":
            outer.append(at)
            at = i + 1
        elif sign == ")":
            at = outer.pop() if outer else at
        elif sign in _HARD:
            at = i + 1
    starts[len(text)] = at
    at, outer = len(text), []
    for i in range(len(text) - 1, -1, -1):
        sign = text[i]
        if sign == ")":
            outer.append(at)
            at = i
        elif sign == "(":
            at = outer.pop() if outer else at
        elif sign in _HARD:
            at = i
        ends[i] = at
    return starts, ends


def clause_start(text: str, position: int) -> int:
    """Behind the stop before the position, or inside the bracket that holds it."""
    return max(_bounds(text)[0][position], position - WINDOW)


def clause_end(text: str, position: int) -> int:
    """At the stop behind the position, or at the end of the bracket that holds it."""
    return min(_bounds(text)[1][min(position, len(text))], position + WINDOW)


def words_before(text: str, position: int) -> str:
    """What stands before a position, no further back than rules look."""
    return text[max(0, position - WINDOW) : position]


def stretch_start(text: str, q: Quantity, previous: Quantity | None) -> int:
    """Where the stretch of a quantity begins: its clause, or behind the 、 that closes the quantity before."""
    start = clause_start(text, q.start)
    if previous is None or previous.reach <= start:
        return start
    if text.startswith("的", previous.reach) and previous.kind == "money" and q.kind == "count":
        return previous.reach + 1  # 总投资19亿元的产业及科技项目69个: one noun
    cut = None
    for match in CONJUNCTION.finditer(masked(text), previous.reach, q.start):
        cut = match.end()
        if match.group() == "、" or not text[previous.reach : match.start()].strip():
            break
    return cut if cut is not None else start


def stretch_end(text: str, reach: int, following: int) -> int:
    """Up to the end of the clause, or to the 、 behind which another quantity begins."""
    end = clause_end(text, reach)
    if following >= end:
        return end
    cut = None
    for match in CONJUNCTION.finditer(masked(text), reach, following):
        cut = match.start()
        if match.group() == "、":
            break
    return cut if cut is not None else reach


def parts(text: str, start: int, end: int, count: int) -> list[tuple[int, int]] | None:
    """The stretch cut at its 、 and 和 into `count` parts, None where it does not come out even."""
    for pattern in (CONJUNCTION, re.compile("、")):
        spans, at = [], start
        for match in pattern.finditer(text, start, end):
            spans.append((at, match.start()))
            at = match.end()
        spans.append((at, end))
        spans = [(a, b) for a, b in spans if text[a:b].strip()]
        if len(spans) == count:
            return spans
    return None
