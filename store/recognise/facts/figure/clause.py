"""Where the clause and the stretch of one quantity begin and end.

A clause ends at a stop; a bracket is a clause of its own; a short term in quotation marks (`“小升规”企业10家`) is a word
and ends nothing, a longer quotation is read as text. The stretch of a quantity is its clause, or the part of it that
lies between the quantities beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from store.recognise.facts.figure.quantity import Quantity

_HARD = frozenset(",。;:!?…“”‘’\n")
_TERM = re.compile(r"[“‘]([^“”‘’,。;:!?]{1,12})[”’]")
_ASIDE = re.compile(r"\([一-鿿]{1,4}(?:、[一-鿿]{1,4})+\)")  # 县(市、区)
CONJUNCTION = re.compile(r"[、和与及]|以及")


@lru_cache(maxsize=512)
def masked(text: str) -> str:
    """The text with the marks of quoted terms made harmless; of the same length."""
    text = _TERM.sub(lambda m: f"·{m[1]}·", text).replace("——", ",,")
    return _ASIDE.sub(lambda m: m.group().replace("、", "·"), text)


def clause_start(text: str, position: int) -> int:
    """Behind the stop before the position, or inside the bracket that holds it."""
    text, depth = masked(text), 0
    for at in range(position - 1, -1, -1):
        sign = text[at]
        if sign == ")":
            depth += 1
        elif sign == "(":
            if depth == 0:
                return at + 1
            depth -= 1
        elif depth == 0 and sign in _HARD:
            return at + 1
    return 0


def clause_end(text: str, position: int) -> int:
    """At the stop behind the position, or at the end of the bracket that holds it."""
    text, depth = masked(text), 0
    for at in range(position, len(text)):
        sign = text[at]
        if sign == "(":
            depth += 1
        elif sign == ")":
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0 and sign in _HARD:
            return at
    return len(text)


def stretch_start(text: str, q: Quantity, previous: Quantity | None) -> int:
    """Where the stretch of a quantity begins: its clause, or behind the 、 that closes the quantity before."""
    start = clause_start(text, q.start)
    if previous is None or previous.reach <= start:
        return start
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
    match = CONJUNCTION.search(masked(text), reach, following)
    return match.start() if match else reach


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
