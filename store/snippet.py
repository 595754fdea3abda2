"""The sentence that answers: cut out of a text, with what to light up in it.

Comes in: a text and the words that were asked for, or the span of a fact. Goes out: the sentence, the spans of the words
in it, and where it answers in the text. Text is compared folded; quotation marks and spaces between hanzi are read over,
as the index reads over them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.language.fold import fold

LONGEST = 240  # signs of a sentence that are shown; more around its first match is cut off
_ENDS = "。！？!?\n"
_BETWEEN = "[\"“”‘’'《》〈〉\u00ad\u200b-\u200f\u2060\ufeff \t]{0,4}"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    spans: tuple[Span, ...]  # in `text`
    start: int | None  # the first of them, in the whole text
    end: int | None


@lru_cache(256)
def _pattern(word: str) -> re.Pattern[str] | None:
    letters = [re.escape(c) for c in fold(word) if c.isalnum() or c in "%.-+"]
    return re.compile(_BETWEEN.join(letters)) if letters else None


def sentence(text: str, start: int, end: int) -> Span:
    """The sentence around a span, without the space before it."""
    left = max(text.rfind(c, 0, start) for c in _ENDS) + 1
    right = min((at for c in _ENDS if (at := text.find(c, max(end - 1, start))) >= 0), default=len(text))
    right = min(right + (right < len(text) and text[right] != "\n"), len(text))
    while left < start and text[left].isspace():
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
    patterns = [p for w in words if (p := _pattern(w))]
    folded = fold(text)
    best: tuple[int, Span, Span] | None = None
    for pattern in patterns:
        for count, match in enumerate(pattern.finditer(folded)):
            within = sentence(text, *match.span())
            held = sum(1 for p in patterns if p.search(folded, *within))
            if best is None or held > best[0]:
                best = (held, within, match.span())
            if held == len(patterns) or count >= 20:
                break
    if best is None:
        return None
    left, right = best[1]
    lit = lights(text[left:right], words)
    start, end = best[2]
    return Snippet(text[left:right], lit, start, end)


def lights(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Where the words stand in a short text, without overlaps."""
    folded = fold(text)
    found = sorted(m.span() for w in words if (p := _pattern(w)) for m in p.finditer(folded) if m.end() > m.start())
    spans: list[Span] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
