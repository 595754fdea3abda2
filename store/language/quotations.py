"""Quotation marks and what stands between them.

In: plain text of a sentence (or more). Out: spans of outermost “…”, with what they hold. Whether a quotation is
somebody's speech or only a term is for `store.recognise.facts.quote` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from store.language import patterns as re

_CLOSE = {"“": "”", "‘": "’"}
_MARK = re.compile("[“”‘’]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """An outermost pair of quotation marks; offsets include the marks, `inner` is what they hold."""

    start: int
    end: int
    inner: str

    @property
    def sentence(self) -> bool:
        """Whether it closes like a sentence, inside the marks."""
        return self.inner[-1:] in "。!?…" and len(self.inner) > 5


@lru_cache(maxsize=512)
def quotations(text: str) -> tuple[Quotation, ...]:
    """Outermost quotations, left to right; one that never closes is none."""
    found: list[Quotation] = []
    start, depth, mark = -1, 0, "“"
    for m in _MARK.finditer(text):
        at, sign = m.start(), m[0]
        if start < 0:
            if sign in _CLOSE:
                start, depth, mark = at, 1, sign
        elif sign == mark:
            depth += 1
        elif sign == _CLOSE[mark]:
            depth -= 1
            if depth == 0:
                found.append(Quotation(start, at + 1, text[start + 1 : at]))
                start = -1
    return tuple(found)
