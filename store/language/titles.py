"""Titles in 《…》: where they stand and what they hold.

In: plain text of a sentence. Out: outermost 《…》 with what is between the marks; 〈〉 and “” may stand inside, and a
second 《 inside does not end the first. What kind of work a title names is for `store.recognise.facts` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_OPEN, _CLOSE = "《", "》"


@dataclass(frozen=True, slots=True)
class Title:
    """An outermost 《…》; offsets include the marks, `inner` is what they hold."""

    start: int
    end: int
    inner: str


@lru_cache(maxsize=64)
def titles(text: str) -> tuple[Title, ...]:
    """Outermost titles, left to right; one that never closes is none."""
    if _OPEN not in text:
        return ()
    found: list[Title] = []
    start, depth = -1, 0
    for at, sign in enumerate(text):
        if sign == _OPEN:
            depth += 1
            if depth == 1:
                start = at
        elif sign == _CLOSE and depth:
            depth -= 1
            if depth == 0:
                found.append(Title(start, at + 1, text[start + 1 : at]))
    return tuple(found)


def chain(text: str, at: int) -> tuple[int, int]:
    """Indices of the first and the last title of the list that title `at` stands in: 《甲》《乙》和《丙》."""
    found = titles(text)
    first = last = at
    while first and _joined(text[found[first - 1].end : found[first].start]):
        first -= 1
    while last + 1 < len(found) and _joined(text[found[last].end : found[last + 1].start]):
        last += 1
    return first, last


def _joined(between: str) -> bool:
    """Whether two titles with this between them belong to one list; a bracket with a number may stand in it."""
    if "(" in between and ")" in between:
        between = between[: between.index("(")] + between[between.rindex(")") + 1 :]
    return between.strip() in ("", "、", "和", "与", "及", "以及", "、以及", ",")
