"""Repair of a text: every family of damage in its order, gated, recorded span by span.

In: the text of one whole page, decoded, nothing taken out before (private-use characters and soft hyphens carry
bytes). Out: the text put right, with a record for every place that changed and for every place known to be damaged
that could not be restored. Clean text comes back as it is, and nothing is loaded for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.records import Repair, RepairCount
from store.source.repair import (
    annotation,
    entity,
    forum,
    invisible,
    mask,
    mojibake,
    month,
    punctuation,
    remains,
    space,
    utf8,
    wrap,
)
from store.source.repair.edit import Edit, apply, as_repairs, compose, source_text

Finder = Callable[[str], list[Edit]]
# Bytes first: what later families would strip (soft hyphens, `?`, doubled signs) may be bytes of a character.
FAMILIES: tuple[Finder, ...] = (
    mojibake.find,
    utf8.find,
    annotation.find,
    entity.find,
    forum.find,
    invisible.find,
    punctuation.find,
    space.find,
    mask.find,
    month.find,
    remains.find,
)
ROUNDS = 5  # a repair may bare another's damage (text decoded wrongly twice); two rounds do for nearly all

# What each kind of repair is, as a reader is told.
KINDS = {
    mojibake.KIND: "text that was decoded with the wrong encoding",
    annotation.ANNOTATION: "a pinyin reading that a tool wrote behind a character",
    annotation.BYTES: "characters broken by such a tool, put together from their bytes",
    entity.KIND: "an HTML entity left as text",
    forum.NOISE: "letters and signs that a forum mixes in against copying",
    forum.MARKUP: "a forum's own markup left as text",
    invisible.INVISIBLE: "a character that shows nothing",
    invisible.CONTROL: "a control character",
    punctuation.KIND: "a comma doubled before another sign",
    space.KIND: "spaces between all characters",
    mask.MASK: "a word hidden behind *",
    mask.SUBSTITUTE: "a word replaced to pass an advertising filter",
    month.KIND: "a date whose 月 was taken out",
    wrap.KIND: "a line broken within a sentence",
    remains.KIND: "a character that is lost",
}


@dataclass(frozen=True, slots=True)
class Repaired:
    text: str
    repairs: tuple[Repair, ...] = ()  # sorted, offsets in `text`

    @property
    def source(self) -> str:
        """The text as it came in."""
        return source_text(self.text, self.repairs)

    @property
    def counts(self) -> tuple[RepairCount, ...]:
        """How many places of each kind, as an article's record holds them."""
        return counted(self.repairs)


def counted(repairs: Sequence[Repair]) -> tuple[RepairCount, ...]:
    kinds = [r.kind for r in repairs]
    return tuple(RepairCount(kind=k, count=kinds.count(k)) for k in sorted(set(kinds)))


def repair(text: str, *, lined: bool = False) -> Repaired:
    """The text of a whole page put right; `repair(repair(t).text)` changes nothing more.

    `lined`: its lines are those of a file without markup, and may have been broken at a width.
    """
    families = (*FAMILIES, wrap.find) if lined else FAMILIES
    source = text
    edits: list[Edit] = []
    for _ in range(ROUNDS):
        before = text
        for find in families:
            found = find(text)
            if found:
                edits = compose(edits, text, found)
                text = apply(text, found)
        if text == before:
            break
    return Repaired(text, as_repairs(source, edits)) if edits else Repaired(text)


def repair_lines(lines: Sequence[str]) -> list[str]:
    """The lines of one page put right, a line out for each line in; the whole of them decides what is damage.

    A line break that a lost byte had taken with it is not put back: the two paragraphs stay one line.
    """
    result = repair("\n".join(lines))
    text, shift = result.text, 0
    for r in result.repairs:
        added = r.repaired.count("\n") - r.raw.count("\n")
        if added > 0:
            whole = r.repaired.replace("\n", "", added)
            text = text[: r.start + shift] + whole + text[r.end + shift :]
            shift += len(whole) - len(r.repaired)
    return text.split("\n")
