"""Quoted terms: words in “…” that are a name, a slogan or a phrase, and nobody's speech.

In: plain text of a sentence. Out: each term with the run of terms that it stands in (“甲”“乙”、“丙”), because a verb
before the run and a noun behind it hold for all of them. Terms within 《…》 are part of a title and left out; of a
spoken quotation the inner ‘…’ count. Which terms name a campaign or a goal is for `store.recognise.facts` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from store.language import patterns as re
from store.language.quotations import Quotation, quotations
from store.language.titles import titles

_LONGEST = 40  # signs of a term: the longest slogans of the genre have three parts of eight
_SPOKEN = re.compile(r"[。!?;]|我们?|你们?|咱们")
_JOIN = re.compile(r"[、,和与及\s]{0,2}")


@dataclass(frozen=True, slots=True)
class Term:
    """A quoted term; offsets include the marks. `first` and `last` are the bounds of its run."""

    start: int
    end: int
    inner: str
    first: int
    last: int

    @property
    def alone(self) -> bool:
        return (self.first, self.last) == (self.start, self.end)


@lru_cache(maxsize=64)
def terms(text: str) -> tuple[Term, ...]:
    """The terms of the text, left to right."""
    if "“" not in text and "‘" not in text:
        return ()
    works = titles(text)
    found: list[Quotation] = []
    for q in quotations(text):
        if any(w.start < q.start and q.end <= w.end for w in works):
            continue
        found.extend(_inner(q))
    return tuple(
        Term(q.start, q.end, q.inner, first, last) for q, (first, last) in zip(found, _runs(text, found), strict=True)
    )


def _inner(q: Quotation) -> list[Quotation]:
    """The quotation itself where it is a term; else the ‘…’ within what somebody says."""
    if 0 < len(q.inner) <= _LONGEST and not _SPOKEN.search(q.inner):
        return [q]
    return [
        Quotation(q.start + 1 + n.start, q.start + 1 + n.end, n.inner)
        for n in quotations(q.inner)
        if 0 < len(n.inner) <= _LONGEST and not _SPOKEN.search(n.inner)
    ]


def _runs(text: str, found: list[Quotation]) -> list[tuple[int, int]]:
    groups: list[list[Quotation]] = []
    for q in found:
        # A comma parts a run where the next term has a verb of its own; right behind the comma it goes on.
        if groups and _JOIN.fullmatch(text[groups[-1][-1].end : q.start]):
            groups[-1].append(q)
        else:
            groups.append([q])
    return [(g[0].start, g[-1].end) for g in groups for _ in g]
