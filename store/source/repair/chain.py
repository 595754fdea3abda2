"""Repair of a text: every family of damage in its order, gated, recorded span by span.

In: the text of one whole page, decoded, nothing taken out before (private-use characters and soft hyphens carry
bytes). Out: the text put right, with a record for every place that changed and for every place known to be damaged
that could not be restored. Clean text comes back as it is, and nothing is loaded for it. `repair_lines` is for filters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.records import Repair, RepairCount
from store.source.repair import annotation, entity, invisible, mask, mojibake, month, punctuation, space, utf8
from store.source.repair.edit import Edit, apply, as_repairs, compose

Finder = Callable[[str], list[Edit]]
# Bytes first: what later families would strip (soft hyphens, `?`, doubled signs) may be bytes of a character.
FAMILIES: tuple[Finder, ...] = (
    mojibake.find,
    utf8.find,
    annotation.find,
    entity.find,
    invisible.find,
    punctuation.find,
    space.find,
    mask.find,
    month.find,
)
ROUNDS = 4  # a repair may bare another's damage; two rounds were enough for all that was simulated


@dataclass(frozen=True, slots=True)
class Repaired:
    text: str
    repairs: tuple[Repair, ...] = ()  # sorted, offsets in `text`

    @property
    def counts(self) -> tuple[RepairCount, ...]:
        """How many places of each kind, as an article's record holds them."""
        kinds = sorted({r.kind for r in self.repairs})
        return tuple(RepairCount(kind=k, count=sum(r.kind == k for r in self.repairs)) for k in kinds)


def repair(text: str) -> Repaired:
    """The text of a whole page put right; `repair(repair(t).text)` changes nothing more."""
    source = text
    edits: list[Edit] = []
    for _ in range(ROUNDS):
        before = text
        for find in FAMILIES:
            found = find(text)
            if found:
                edits = compose(edits, text, found)
                text = apply(text, found)
        if text == before:
            break
    return Repaired(text, as_repairs(source, edits)) if edits else Repaired(text)


def repair_lines(lines: Sequence[str]) -> list[str]:
    """The lines of one page put right, a line out for each line in; the whole of them decides what is damage."""
    repaired = repair("\n".join(lines)).text.split("\n")
    return repaired if len(repaired) == len(lines) else [repair(line).text.replace("\n", " ") for line in lines]
