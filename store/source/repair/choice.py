"""Which characters a byte may belong to, and how likely each is where it would stand.

In: what is known of a page, the language model. Out: gains (natural logarithms) of a character after another one, and
for a lost lead or second byte the best characters. All is remembered: the same questions come again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from math import exp, log

from store.source.repair import gbk
from store.source.repair import hypothesis as cost
from store.source.repair.hypothesis import Page
from store.source.repair.likelihood import Likelihood, canonical

Option = tuple[float, str, str, int]  # gain, character, its canonical form, its code
_PAGE_SHARE = 0.25  # weight of the page's own pairs beside the dictionary's


class Choice:
    def __init__(self, page: Page, model: Likelihood) -> None:
        self.page, self.model = page, model
        self._gains: dict[tuple[str, str], float] = {}
        self._leads: dict[tuple[str, int, bool], list[Option]] = {}
        self._trails: dict[tuple[str, int], list[Option]] = {}

    def leads(self, last: str, trail: int, annotated: bool) -> list[Option]:
        """Characters that end on the byte, best first. One that the page annotates needs its reading."""
        key = (last, trail, annotated)
        if key not in self._leads:
            found = ((lead << 8 | trail, char) for lead, char in gbk.completing(trail))
            self._leads[key] = self._options(last, [f for f in found if annotated or f[0] not in self.page.annotated])
        return self._leads[key]

    def trails(self, last: str, lead: int) -> list[Option]:
        key = (last, lead)
        if key not in self._trails:
            found = ((lead << 8 | trail, char) for trail, char in gbk.continuing(lead))
            self._trails[key] = self._options(last, [f for f in found if f[0] not in self.page.annotated])
        return self._trails[key]

    def _options(self, last: str, found: Sequence[tuple[int, str]]) -> list[Option]:
        return nlargest(cost.CHOICE, ((self.gain(last, char), char, canonical(char), code) for code, char in found))

    def gain(self, last: str, char: str) -> float:
        """Logarithm of how likely the character is after the last one, on this page."""
        key = (last, char)
        gain = self._gains.get(key)
        if gain is None:
            plain = canonical(char)
            gain = self.model.after(last, plain)
            share = self.page.followers.get(last, {}).get(plain)
            if share is not None:
                gain = log((1 - _PAGE_SHARE) * exp(gain) + _PAGE_SHARE * share)
            if gbk.private(char):
                gain -= cost.PRIVATE
            elif self.page.traditional and char == plain and cost.simplified_only(char):
                gain -= cost.OTHER_SCRIPT
            elif char in "「」『』" and not self.page.corners:
                gain -= cost.CORNER
            self._gains[key] = gain
        return gain
