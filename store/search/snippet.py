"""The sentence that answers: cut out of a text, with what to light up in it.

Comes in: a text and the words that were asked for, or the span of a fact. Goes out: the sentence, the spans of the words
in it, and where it answers in the text. Text is compared folded; quotation marks and spaces between hanzi are read over,
as the index reads over them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from store.language.fold import fold

LOOKED_AT = 20  # places of a word that are looked at for the best sentence
LONGEST = 240  # signs of a sentence that are shown; more around its first match is cut off
_ENDS = "。\n！？!?"  # the commonest first: each is looked for no further than the one before
_CLOSING = "”’」』)）】"
_BETWEEN = "[\"“”‘’'《》〈〉\u00ad\u200b-\u200f\u2060\ufeff \t]{0,4}"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    spans: tuple[Span, ...]  # in `text`
    start: int | None  # the first of them, in the whole text
    end: int | None


@lru_cache(1024)
def _folded(word: str) -> str:
    return fold(word).strip()


@lru_cache(256)
def _pattern(word: str) -> re.Pattern[str] | None:
    letters = [re.escape(c) for c in _folded(word) if c.isalnum() or c in "%.-+"]
    return re.compile(_BETWEEN.join(letters)) if letters else None


def _places(text: str, word: str) -> Iterator[Span]:
    """Where a word stands in folded text; as it is written if it does so anywhere, else with signs read over."""
    plain = _folded(word)
    at = text.find(plain) if plain else -1
    if at >= 0:
        while at >= 0:
            yield at, at + len(plain)
            at = text.find(plain, at + len(plain))
    elif pattern := _pattern(word):
        yield from (m.span() for m in pattern.finditer(text))


def sentence(text: str, start: int, end: int) -> Span:
    """The sentence around a span, without the space before it."""
    left, right = 0, len(text)
    for sign in _ENDS:
        left = text.rfind(sign, left, start) + 1 or left
        at = text.find(sign, max(end - 1, start), right)
        right = at if at >= 0 else right
    if right < len(text) and text[right] != "\n":
        right += 1
    right = max(right, end)
    while right < len(text) and text[right] in _CLOSING:
        right += 1
    while left < start and (text[left].isspace() or text[left] in _CLOSING):
        left += 1
    if right - left > LONGEST:
        left = max(left, start - LONGEST // 3)
        right = max(end, min(right, left + LONGEST))
    return left, right


def of_span(text: str, start: int, end: int) -> Snippet:
    """The sentence around a fact's evidence."""
    left, right = sentence(text, start, end)
    return Snippet(text[left:right], ((start - left, min(end, right) - left),), start, end)


def of_words(text: str, words: Sequence[str]) -> Snippet | None:
    """The sentence that holds most of the words, the first of those; None where the text holds none."""
    # Most texts hold the words as they are: folding a whole text costs more than all the rest.
    folded = text if all(_folded(w) in text for w in words) else fold(text)
    holds = [_holding(folded, word) for word in words]
    best: tuple[int, Span, Span] | None = None
    for word in words:
        within = (0, 0)
        for place in islice(_places(folded, word), LOOKED_AT):
            if place[1] <= within[1]:
                continue  # in the sentence that was just looked at
            within = sentence(text, *place)
            piece = folded[within[0] : within[1]]
            held = sum(1 for holding in holds if holding(piece))
            if best is None or held > best[0]:
                best = (held, within, place)
            if held == len(words):
                return _cut(text, best, words)
    return _cut(text, best, words) if best else None


def _cut(text: str, best: tuple[int, Span, Span], words: Sequence[str]) -> Snippet:
    left, right = best[1]
    return Snippet(text[left:right], lights(text[left:right], words), *best[2])


def _holding(text: str, word: str) -> Callable[[str], object]:
    """How to tell whether a stretch of the text holds the word: as it is written, where it stands so anywhere."""
    plain, pattern = _folded(word), _pattern(word)
    if (plain and plain in text) or pattern is None:
        return lambda piece: bool(plain) and plain in piece
    return pattern.search


def lights(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Where the words stand in a short text, without overlaps."""
    folded = fold(text)
    spans: list[Span] = []
    for start, end in sorted(place for word in words for place in _places(folded, word)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
