"""The sentence that answers: cut out of a text, with what to light up in it.

Comes in: a text and the words that were asked for, or the span of a fact. Goes out: the sentence, the spans of the words
in it, and where it answers in the text. Text is compared folded; quotation marks and spaces between hanzi are read over,
as the index reads over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from store.language.fold import fold

LOOKED_AT = 20  # places of a word that are looked at for the best sentence
LONGEST = 240  # signs of a sentence that are shown; more around its first match is cut off
_ENDS = "。！？!?\n"
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
    left = max(text.rfind(c, 0, start) for c in _ENDS) + 1
    right = min((at for c in _ENDS if (at := text.find(c, max(end - 1, start))) >= 0), default=len(text))
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
    best: tuple[int, Span, Span] | None = None
    for word in words:
        for place in islice(_places(folded, word), LOOKED_AT):
            within = sentence(text, *place)
            held = sum(1 for w in words if next(_places(folded[within[0] : within[1]], w), None))
            if best is None or held > best[0]:
                best = (held, within, place)
            if held == len(words):
                break
    if best is None:
        return None
    left, right = best[1]
    return Snippet(text[left:right], lights(text[left:right], words), *best[2])


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
