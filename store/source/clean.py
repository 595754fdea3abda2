"""Clean: which lines of a page are the article and which are the page's furniture.

In comes the repaired text of a page; out come the lines that may be article (headline and meta lines still among
them), the lines dropped with the rule that dropped each, and the breadcrumb's parts. A page has three zones: the head
ends where running text begins, the tail begins where it ends. A line in the body is dropped only by a rule that may
speak `anywhere`. The rules stand in `store.source.furniture`; what the headline is, in `store.source.headline`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.source import meta
from store.source.furniture import BEYOND_BODY, BEYOND_TAIL, EDGE_RULES, LINE_RULES, SPEAKING
from store.source.furniture.navigation import crumbs
from store.source.furniture.rule import LONG, Ends, LineRule, Place, Zone
from store.source.line import Line, lines

# Prose that follows a heading such as 相关阅读 is not the article's, unless it is more than this share of the page.
_SHARE = 0.5
# Behind an editor's name, a disclaimer or a copyright line: less.
_SOFT_SHARE = 0.2
# Prose in front of a meta line is a slogan, spam or a summary, unless it is more than this share.
_FRONT = 0.15
# A page without running text: a list, a table. Its meta line is looked for in so many lines.
_HEAD = 12
# A repeated paragraph of so many hanzi is a copy.
_SAME = 25
# A longer line is never furniture; a page of more lines than that is looked at from both ends only.
_LONG = 1000
_MANY = 4000


# Which rule drops a line in a zone, by its start and end; rules that look beside it apart.
Known = dict[tuple[int, int, Zone], LineRule | None]
_ANY = LINE_RULES[0]  # stands for an answer that is not known


@dataclass(frozen=True, slots=True)
class Drop:
    """A dropped line, or a piece cut off one."""

    line: Line
    rule: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The kept lines in order: `lines[:head]` stand before the running text, `lines[tail:]` behind it."""

    lines: tuple[Line, ...]
    head: int
    tail: int
    dropped: tuple[Drop, ...]
    breadcrumb: tuple[str, ...]


def clean(text: str, marks: Mapping[int, str] | None = None) -> Cleaned:
    """The page's lines, parted into article and furniture. Cleaning what was kept drops nothing more.

    `marks`: what the page's markup says of a line, by its number.
    """
    kept = list(lines(text, marks))
    gone: list[Drop] = []
    known: Known = {}
    crumb: tuple[str, ...] = ()
    while True:
        one = _pass(kept, known)
        kept, crumb = list(one.lines), crumb or one.breadcrumb
        gone += one.dropped
        if not one.dropped or len(kept) > _MANY:
            gone.sort(key=lambda drop: drop.line.start)
            return Cleaned(one.lines, one.head, one.tail, tuple(gone), crumb)


def _pass(page: Sequence[Line], known: Known) -> Cleaned:
    """One pass over the lines; what it drops may bring others to the page's edge."""
    anywhere = {i: rule for i in range(len(page)) if (rule := _rule(page, i, "body", known))}
    again = _repeated(page)
    edges = {i: rule for i in _edge(page) if (rule := _edge_rule(page, i, known))}
    first, last = _span(page, anywhere, edges)
    dropped = {i: rule.id for i, rule in anywhere.items()} | dict.fromkeys(again, "clean.repeated")
    over: Ends = ""  # set once the tail has ended the article
    for i in _edge(page):
        if first <= i <= last:
            continue
        rule = _rule(page, i, "head" if i < first else "tail", known)
        if rule and i not in again:
            dropped[i] = rule.id
            over = "hard" if over == "hard" else (rule.ends if i > last else "") or over
        elif over and i > last and i not in dropped and not (over == "soft" and _said(page[i])):
            dropped[i] = "clean.after_end"
    kept = [i for i in range(len(page)) if i not in dropped]
    left, cuts = _cut([page[i] for i in kept])
    head = sum(i < first for i in kept)
    tail = max(head, sum(i <= last for i in kept))
    gone = [Drop(page[i], rule_id) for i, rule_id in dropped.items()]
    return Cleaned(tuple(left), head, tail, (*gone, *cuts), _crumb(page, dropped, first))


def _repeated(page: Sequence[Line]) -> set[int]:
    """Paragraphs that stand on the page word for word a second time: for print, for telephones, for a preview."""
    seen: set[str] = set()
    again: set[int] = set()
    for i, line in enumerate(page):
        if line.hanzi >= _SAME and line.prose:
            if line.text in seen:
                again.add(i)
            seen.add(line.text)
    return again


def _edge(page: Sequence[Line]) -> Sequence[int]:
    """Indices of the lines that edge rules look at: all, or both ends of a page that is no article by its length."""
    if len(page) <= _MANY:
        return range(len(page))
    return [*range(_MANY // 2), *range(len(page) - _MANY // 2, len(page))]


def _rule(page: Sequence[Line], i: int, zone: Zone, known: Known) -> LineRule | None:
    line, place = page[i], Place(zone, page, i)
    if len(line.text) > _LONG:
        return None
    key = line.start, line.end, zone
    if key not in known:
        known[key] = _first(_left(line, zone, known), line, place)
    return known[key] or _first(SPEAKING[zone, line.hanzi > LONG, True], line, place)


def _first(rules: Sequence[LineRule], line: Line, place: Place) -> LineRule | None:
    for rule in rules:
        if rule.drops(line, place):
            return rule
    return None


def _left(line: Line, zone: Zone, known: Known) -> Sequence[LineRule]:
    """The rules that look at the line alone and have not been asked in another zone."""
    long = line.hanzi > LONG
    if zone == "body" or known.get((line.start, line.end, "body"), _ANY) is not None:
        return SPEAKING[zone, long, False]
    if zone == "head" and known.get((line.start, line.end, "tail"), _ANY) is None:
        return BEYOND_TAIL[long]
    return BEYOND_BODY[zone, long]


def _edge_rule(page: Sequence[Line], i: int, known: Known) -> LineRule | None:
    """The rule that would drop the line, if it stood at the page's end (or, failing that, at its head)."""
    return _rule(page, i, "tail", known) or _rule(page, i, "head", known)


def _crumb(page: Sequence[Line], dropped: dict[int, str], first: int) -> tuple[str, ...]:
    paths = (crumbs(page[i]) for i in sorted(dropped) if dropped[i] == "clean.breadcrumb" and i < first)
    return next((path for path in paths if path), ())


def _span(page: Sequence[Line], anywhere: dict[int, LineRule], edges: dict[int, LineRule]) -> tuple[int, int]:
    """Index of the first and the last line of running text; an empty span where there is none."""
    prose = [i for i, line in enumerate(page) if i not in anywhere and i not in edges and line.prose]
    ends = sorted(i for i, rule in edges.items() if rule.ends)
    if not prose:
        end = next((i for i in ends if i > len(page) / 2), len(page))
        said = next((i for i, line in enumerate(page[: min(end, _HEAD)]) if _said(line)), 0)
        return min(said + 1, end), end - 1
    whole = sum(page[i].hanzi for i in prose)
    for end in ends:
        before = [i for i in prose if i < end]
        share = _SHARE if edges[end].ends == "hard" else _SOFT_SHARE
        # Comments and other articles follow the first such heading; above the text it is only a menu's.
        if before and sum(page[i].hanzi for i in before) >= (1 - share) * whole and not _opens(page, end, prose):
            prose = before
            break
    return _after_meta(page, prose, whole) or prose[0], prose[-1]


def _opens(page: Sequence[Line], end: int, prose: Sequence[int]) -> bool:
    """Whether an article with its own meta line begins behind a list's heading: the list is the page's menu."""
    follows = next((i for i in prose if i > end), None)
    return follows is not None and any(_said(line) for line in page[end + 1 : follows])


def _said(line: Line) -> bool:
    """Whether the line states source, author or day under a label."""
    stated = meta.read(line)
    return bool(stated and (stated.labels or stated.published or stated.source))


def _after_meta(page: Sequence[Line], prose: Sequence[int], whole: int) -> int | None:
    """Where the text begins behind a labelled meta line that has a little prose in front of it."""
    passed = 0
    for i, line in enumerate(page[: min(prose[-1], _MANY)]):
        if 0 < passed <= _FRONT * whole:
            stated = meta.read(line)
            if stated and (stated.published or stated.source) and stated.labels:
                return next((at for at in prose if at > i), None)
        passed += line.hanzi if line.prose else 0
        if passed > _FRONT * whole:
            return None
    return None


def _cut(kept: Sequence[Line]) -> tuple[list[Line], list[Drop]]:
    """The lines without what edge rules cut off their ends, and the pieces."""
    out: list[Line] = []
    cuts: list[Drop] = []
    for line in kept:
        rest: Line | None = line
        while rest is not None and rest.text:
            last, rest = rest, _shorter(rest, cuts)
        out += [last] if last.text else []
    return out, cuts


def _shorter(line: Line, cuts: list[Drop]) -> Line | None:
    """The line without what one rule cuts off it; (下转2版)(完)【编辑:某某】 may follow one another."""
    for rule in EDGE_RULES:
        span = rule.cuts(line)
        if span and span[0] < span[1]:
            cuts.append(Drop(line.part(*span), rule.id))
            return line.part(span[1], len(line.text)) if span[0] == 0 else line.part(0, span[0])
    return None
