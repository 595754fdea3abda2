"""A sentence read as a row of quantities, each with what it measures: the one reading that all figure rules share.

`items(sentence)` gives the quantities that say something of an own measure, tiers left out. What is counted stands
behind a count or before it, what is measured before a sum or a rate; what is not said again (`总投资245.03亿元`,
`增长8%`) is taken from the quantity before it. No figure is made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import stretch_start, terms
from store.recognise.facts.figure.count import counted
from store.recognise.facts.figure.item import Item, made
from store.recognise.facts.figure.measure import amount
from store.recognise.facts.figure.quantity import quantities
from store.recognise.facts.figure.shared import spread
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SIGNED = re.compile(r"签署|签订|印发|出台|推出|制定|提出|开展|达成")
_NEAR = 16


@once
def items(sentence: Sentence) -> tuple[Item, ...]:
    """The items of the sentence, left to right; read once."""
    return tuple(_read(sentence))


@once
def by_span(sentence: Sentence) -> dict[tuple[int, int], Item]:
    """The items of the sentence by what they claim."""
    return {i.claim or (i.quantity.start, i.quantity.end): i for i in items(sentence)}


def _read(sentence: Sentence) -> list[Item]:
    text = sentence.text
    row = [q for q in quantities(text) if q.tier is None and q.kind != "ordinal" and not _converted(text, q)]
    if row and (named := terms(text)):
        row = [q for q in row if not any(start < q.start < end for start, end in named)]
    out: list[Item] = []
    for at, q in enumerate(row):
        following = row[at + 1].start if at + 1 < len(row) else len(text)
        start = stretch_start(text, q, row[at - 1] if at else None)
        if out and out[-1].uncounted and q.kind == "count":
            past = out[-1].quantity.reach + len(out[-1].noun)  # 就8个领域|签署备忘录11份
            start = max(start, past) if _SIGNED.match(text, past, q.start) else start
        # Neighbours only: what is left unsaid was said close by, and a list of thousands stays linear.
        near, recent = row[max(0, at - _NEAR) : at + _NEAR], out[-_NEAR:]
        if out and _same_people(text, out[-1].quantity, q):
            same = re.sub("户数$", "人数", out[-1].measure) if q.unit == "人" else out[-1].measure
            item: Item | None = made(sentence.text, q, q.start, following, same, out[-1].route, out[-1].noun)
        elif q.kind in ("count", "people", "great"):
            item = counted(sentence, q, start, following, recent, near)
        else:
            item = amount(sentence, q, start, following, recent, near)
        if item is not None:
            out.extend(spread(sentence, item, recent))
    return out


def _same_people(text: str, one: Quantity, other: Quantity) -> bool:
    """268户1043人, 612户、2300多人: households and their people."""
    if not {one.kind, other.kind} <= {"count", "people"}:
        return False
    return one.reach == other.start or (
        one.unit == "户" and other.unit == "人" and text[one.reach : other.start] == "、"
    )


_CONVERTED = re.compile(r"\((?:折合|约合|相当于|约)[^(),。]{0,6}$")


def _converted(text: str, q: Quantity) -> bool:
    """(约新台币1205亿元): the sum before it once more."""
    return q.kind == "money" and _CONVERTED.search(text, max(0, q.start - 14), q.start) is not None
