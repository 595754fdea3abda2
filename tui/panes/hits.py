"""The places in a text of the words that are searched, in either script, and the one of them that one stands on."""

from __future__ import annotations

from collections.abc import Sequence

from tui.panes.sheet import Paint

Span = tuple[int, int]


class Hits:
    def __init__(self) -> None:
        self.terms: tuple[str, ...] = ()
        self.spans: list[Span] = []
        self.at = -1
        """Index of the one that one stands on; -1 where there is none."""

    @property
    def here(self) -> Span | None:
        return self.spans[self.at] if self.spans else None

    @property
    def count(self) -> str:
        """`3/17`; "" where there are none."""
        return f"{self.at + 1}/{len(self.spans)}" if self.spans else ""

    def search(self, terms: Sequence[str], text: str, begin: int) -> int:
        """Look for other words; one stands on the first place at or after `begin`. How many there are."""
        self.terms = tuple(t for t in terms if t.strip())
        self.find(text)
        if self.spans:
            self.at = next((i for i, (start, _) in enumerate(self.spans) if start >= begin), 0)
        return len(self.spans)

    def find(self, text: str) -> None:
        """Look for the words in another text."""
        self.spans, self.at = [], -1
        if not self.terms or not text:
            return
        from store.language.fold import fold

        folded = fold(text)
        for term in {fold(t.strip()) for t in self.terms}:
            at = folded.find(term)
            while at >= 0:
                self.spans.append((at, at + len(term)))
                at = folded.find(term, at + len(term))
        self.spans.sort()
        self.at = 0 if self.spans else -1

    def step(self, forward: bool) -> bool:
        """On to the next, round the end; whether there is any."""
        if self.spans:
            self.at = (self.at + (1 if forward else -1)) % len(self.spans)
        return bool(self.spans)

    def paint(self, start: int, end: int) -> list[Paint]:
        """How they are lit in a stretch of the text."""
        return [
            Paint(s, e, "found-here" if i == self.at else "found")
            for i, (s, e) in enumerate(self.spans)
            if s < end and e > start
        ]
