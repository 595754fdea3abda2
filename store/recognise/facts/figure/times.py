"""The times named in a sentence, found once, and those that stand before a place in it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from store.language.dates import Period, periods
from store.recognise.facts.figure.clause import WINDOW

if TYPE_CHECKING:
    from store.recognise.document import Sentence

_READ: WeakKeyDictionary[Sentence, tuple[Period, ...]] = WeakKeyDictionary()


def times(sentence: Sentence) -> tuple[Period, ...]:
    """Times of the sentence that are the time of something: what is only compared with is left out, so is 年度."""
    found = _READ.get(sentence)
    if found is None:
        found = tuple(p for p in periods(sentence.text) if not p.aside and p.text != "年度")
        _READ[sentence] = found
    return found


def last_time(sentence: Sentence, start: int, end: int) -> Period | None:
    """The last time that lies in the stretch, None where there is none."""
    found = times(sentence)
    at = bisect_left(found, end, key=lambda p: p.start)
    while at and found[at - 1].end > end:
        at -= 1
    return found[at - 1] if at and found[at - 1].start >= max(start, end - 2 * WINDOW) else None


def next_time(sentence: Sentence, start: int, end: int) -> Period | None:
    """The first time that lies in the stretch."""
    found = times(sentence)
    at = bisect_left(found, start, key=lambda p: p.start)
    return found[at] if at < len(found) and found[at].end <= end else None
