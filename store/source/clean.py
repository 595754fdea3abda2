"""Clean: which lines of a page are the article and which are the page's furniture.

In comes the repaired text of a page; out come the lines that may be article (the headline and meta lines still among
them), the lines dropped with the rule that dropped each, and the breadcrumb's parts. A page has three zones: the head
ends where running text begins, the tail begins where it ends. A line in the body is dropped only by a rule that may
speak `anywhere`. What the rules are stands in `store.source.furniture`; what the headline is, in `store.source.headline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.source import meta
from store.source.furniture import EDGE_RULES, LINE_RULES
from store.source.furniture.navigation import crumbs
from store.source.furniture.rule import LineRule, Place, Zone
from store.source.line import Line, lines

# Prose that follows a heading such as 相关阅读 is not the article's, unless it is more than this share of the page.
_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Drop:
    line: Line
    rule: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`body` starts at `head` with running text; what stands before may be headline and meta lines."""

    lines: tuple[Line, ...]  # kept, in order
    head: int  # how many of them stand before the running text
    tail: int  # index of the first kept line behind the running text
    dropped: tuple[Drop, ...]
    breadcrumb: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """The page's lines, parted into article and furniture."""
    page = list(lines(text))
    dropped: dict[int, str] = {}
    for line in page:
        if rule := _rule(line, Place("body", page, line.index)):
            dropped[line.index] = rule.id
    first, last = _span(page, dropped)
    crumb: tuple[str, ...] = ()
    over: str | None = None  # set once the tail has ended the article
    for line in page:
        if line.index in dropped or first <= line.index <= last:
            continue
        zone: Zone = "head" if line.index < first else "tail"
        rule = _rule(line, Place(zone, page, line.index))
        if rule:
            dropped[line.index] = rule.id
            if rule.id == "clean.breadcrumb" and not crumb:
                crumb = crumbs(line)
            over = over or (rule.id if rule.ends and zone == "tail" else None)
        elif over and zone == "tail":
            dropped[line.index] = "clean.after_end"
    kept = [line for line in page if line.index not in dropped]
    kept, cuts = _cut(kept)
    gone = sorted([*(Drop(line, dropped[line.index]) for line in page if line.index in dropped), *cuts], key=_place)
    head = sum(line.index < first for line in kept)
    tail = sum(line.index <= last for line in kept)
    return Cleaned(tuple(kept), head, max(head, tail), tuple(gone), crumb)


def _place(drop: Drop) -> int:
    return drop.line.start


def _rule(line: Line, place: Place) -> LineRule | None:
    return next((rule for rule in LINE_RULES if rule.speaks(place.zone) and rule.drops(line, place)), None)


def _span(page: Sequence[Line], dropped: dict[int, str]) -> tuple[int, int]:
    """Index of the first and the last line of running text; an empty span where there is none."""
    furniture = {
        line.index: rule for line in page if line.index not in dropped and (rule := _edge_rule(line, page)) is not None
    }
    prose = [line for line in page if line.prose and line.index not in dropped and line.index not in furniture]
    if not prose:
        end = next((i for i, rule in furniture.items() if rule.ends and i > len(page) / 2), len(page))
        return end, end - 1
    prose = _before_end(prose, furniture)
    first = prose[0].index
    if start := _after_meta(page, prose):
        first = start
    return first, prose[-1].index


def _edge_rule(line: Line, page: Sequence[Line]) -> LineRule | None:
    """The rule that would drop the line, if it stood at the page's end (or, failing that, at its head)."""
    return _rule(line, Place("tail", page, line.index)) or _rule(line, Place("head", page, line.index))


def _before_end(prose: list[Line], furniture: dict[int, LineRule]) -> list[Line]:
    """The running text before the first heading that ends an article, if that is most of it."""
    whole = sum(line.hanzi for line in prose)
    for index in sorted(index for index, rule in furniture.items() if rule.ends):
        before = [line for line in prose if line.index < index]
        if before and sum(line.hanzi for line in before) >= (1 - _SHARE) * whole:
            return before
    return prose


def _after_meta(page: Sequence[Line], prose: Sequence[Line]) -> int | None:
    """Where the text begins behind a meta line that has a little prose (spam, a slogan) in front of it."""
    whole = sum(line.hanzi for line in prose)
    passed = 0
    for line in page[: prose[-1].index]:
        stated = meta.read(line)
        if stated and (stated.published or stated.source) and stated.labels and 0 < passed <= 0.15 * whole:
            return next((other.index for other in prose if other.index > line.index), None)
        passed += line.hanzi if line.prose else 0
    return None


def _cut(kept: Sequence[Line]) -> tuple[list[Line], list[Drop]]:
    """The lines without what an edge rule cuts off, and the pieces."""
    out: list[Line] = []
    cuts: list[Drop] = []
    for line in kept:
        rest = line
        for rule in EDGE_RULES:
            span = rule.cuts(rest)
            if span:
                cuts.append(Drop(rest.part(*span), rule.id))
                rest = rest.part(span[1], len(rest.text)) if span[0] == 0 else rest.part(0, span[0])
        if rest.text:
            out.append(rest)
    return out, cuts
