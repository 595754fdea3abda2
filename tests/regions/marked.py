"""Marked texts: `⟦name=code⟧` in a text of a case, and what `find` makes of the text without the marks.

In come texts with marks, out come the plain text with the spans that a careful reader gives, and the differences to
what was found. It judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.language.fold import plain
from store.regions.resolve import Place, find

MARK = re.compile(r"⟦([^⟧=]+)=([^⟧]*)⟧")


@dataclass(frozen=True)
class Marked:
    text: str
    spans: dict[tuple[int, int], str]  # (start, end) → code, `?` where it stays open


@dataclass
class Score:
    """Counts over texts, and one line for each difference."""

    right: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + len(self.missing))

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    def add(self, other: Score) -> None:
        self.right += other.right
        self.missing += other.missing
        self.wrong += other.wrong


def unmarked(text: str) -> Marked:
    spans: dict[tuple[int, int], str] = {}
    plain_text, at = "", 0
    for match in MARK.finditer(text):
        plain_text += text[at : match.start()]
        spans[len(plain_text), len(plain_text) + len(match[1])] = match[2]
        plain_text += match[1]
        at = match.end()
    return Marked(plain_text + text[at:], spans)


def compared(marked: Marked, places: Sequence[Place]) -> Score:
    """A mention is right where span and code are; marks with `?` may be found or not."""
    score = Score()
    found = {(p.start, p.end): p for p in places}
    for (start, end), code in marked.spans.items():
        place = found.pop((start, end), None)
        around = f"{marked.text[max(0, start - 8) : start]}⟦{marked.text[start:end]}⟧{marked.text[end : end + 8]}"
        if code == "?":
            continue
        if place is None:
            score.missing.append(f"{around}: {code} not found")
        elif place.code != code:
            score.missing.append(f"{around}: {code} expected")
            score.wrong.append(f"{around}: {place.code or place.candidates} by {place.rule}, not {code}")
        else:
            score.right += 1
    for (start, end), place in found.items():
        around = f"{marked.text[max(0, start - 8) : start]}⟦{place.name}⟧{marked.text[end : end + 8]}"
        score.wrong.append(f"{around}: {place.code or place.candidates} by {place.rule}, no place here")
    return score


def lines(texts: Sequence[str], *, year: int | None, context: Sequence[str]) -> Iterator[Score]:
    """Each line of a section against what is found in it, with the codes that the lines before it named."""
    before: list[str] = []
    for text in texts:
        marked = unmarked(text)
        places = find(plain(marked.text), year=year, context=context, before=before)
        before += [p.code for p in places if p.code and not p.rule.startswith("region.whole")]
        yield compared(marked, places)
