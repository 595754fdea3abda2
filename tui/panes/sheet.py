"""What the reader shows of an article: the text as displayed, its lit ranges, the maps between it and the article.

In come records (safe) and, for another script, a conversion; out comes a `Sheet`: plain data that knows no widget.
Offsets of records count in `Article.text`; offsets of a sheet count in the displayed text, which begins with the title.
Three views: the clean article, the article with repairs and dropped lines in their places, the source as received.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

from store.records import Article, Dropped, Fact, FactKind, Mention, Repair, Span
from tui.sanitize import to_screen

View = str  # "clean", "repairs", "received"


class Conversion(Protocol):
    """What `store.language.script.convert` returns."""

    @property
    def text(self) -> str: ...

    def to_converted(self, start: int, end: int) -> tuple[int, int]: ...
    def to_source(self, start: int, end: int) -> tuple[int, int]: ...


class Lit(NamedTuple):
    """The evidence of one fact, in the displayed text."""

    start: int
    end: int
    kind: FactKind
    fact: str


class Paint(NamedTuple):
    """A stretch of the displayed text in one style; stretches do not overlap."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Sheet:
    text: str = ""
    head: int = 0  # length of the title and the line below it
    title_end: int = 0
    lit: tuple[Lit, ...] = ()  # in the order of the text
    paint: tuple[Paint, ...] = ()
    heads: tuple[int, ...] = ()  # where a meeting is reported
    untaken: int = 0  # numbers that became no fact
    to_sheet: Callable[[int, int], tuple[int, int]] = field(default=lambda s, e: (s, e))
    to_article: Callable[[int, int], tuple[int, int]] = field(default=lambda s, e: (s, e))

    def of_fact(self, fact: str) -> int | None:
        """Index in `lit` of a fact's evidence."""
        return next((i for i, lit in enumerate(self.lit) if lit.fact == fact), None)


_NUMBER = re.compile(
    r"(?<![\d.A-Za-z])\d[\d,.，]{0,20}(?:[%％‰]|[十百千万亿]{0,2}(?:多|余)?(?:元|美元|个|家|项|人|亩|平方米|平方公里|公里|栋|套|台|辆|吨|倍|万|亿|户|批|名|座|条|次|件|所|宗|艘|架|支|份|株|班|公顷|千瓦|平米))"
)
_ORDINAL = frozenset("第")


def untaken(article: Article, facts: Iterable[Fact], mentions: Iterable[Span | Mention]) -> list[tuple[int, int]]:
    """Numbers of the article that stand in no fact's evidence; days, ordinals and bare numbers are not looked for."""
    taken = sorted((f.start, f.end) for f in facts) + sorted((m.start, m.end) for m in mentions)
    return [
        m.span()
        for m in _NUMBER.finditer(article.text)
        if not any(start < m.end() and m.start() < end for start, end in taken)
        and (m.start() == 0 or article.text[m.start() - 1] not in _ORDINAL)
    ]


def clean_sheet(
    article: Article,
    facts: Sequence[Fact],
    mentions: Sequence[Span],
    head: tuple[str, str],
    conversion: Conversion | None = None,
) -> Sheet:
    """The article as it reads; with `conversion`, in another script. `head` is the title and the line below it."""
    title, line = head
    top = "\n".join(filter(None, (title, line, "")))
    shift = len(top) + (1 if top else 0)
    body = conversion.text if conversion else article.text

    def to_sheet(start: int, end: int) -> tuple[int, int]:
        if conversion:
            start, end = conversion.to_converted(start, end)
        return start + shift, end + shift

    def to_article(start: int, end: int) -> tuple[int, int]:
        start, end = max(0, start - shift), max(0, end - shift)
        return conversion.to_source(start, end) if conversion else (start, end)

    return _sheet(
        article, facts, mentions, (f"{top}\n{body}" if top else body, shift, len(title)), (to_sheet, to_article)
    )


def _sheet(
    article: Article,
    facts: Sequence[Fact],
    mentions: Sequence[Span],
    text: tuple[str, int, int],
    maps: tuple[Callable[[int, int], tuple[int, int]], Callable[[int, int], tuple[int, int]]],
    extra: Sequence[Paint] = (),
) -> Sheet:
    to_sheet, to_article = maps
    whole, head, title_end = text
    size = len(article.text)
    lit = tuple(
        Lit(*to_sheet(f.start, f.end), f.kind, f.id)
        for f in sorted(facts, key=lambda f: (f.start, f.end))
        if 0 <= f.start < f.end <= size
    )
    loose = untaken(article, facts, mentions)
    numbers = [Paint(*to_sheet(s, e), "untaken") for s, e in loose]
    guesses = [Paint(*to_sheet(r.start, r.end), "guessed") for r in article.repaired if not r.certain and r.end <= size]
    opening = [Paint(0, title_end, "title"), Paint(min(title_end + 1, head), head, "dim")] if head else []
    return Sheet(
        text=whole,
        head=head,
        title_end=title_end,
        lit=lit,
        paint=tuple(
            [p for p in opening if p.start < p.end] + flat([*(_paint(x) for x in lit), *numbers, *(extra or guesses)])
        ),
        heads=tuple(sorted(to_sheet(m.start, m.end)[0] for m in mentions if m.start < size)),
        untaken=len(loose),
        to_sheet=to_sheet,
        to_article=to_article,
    )


def _paint(lit: Lit) -> Paint:
    return Paint(lit.start, lit.end, f"lit-{lit.kind}")


def flat(paints: Iterable[Paint]) -> list[Paint]:
    """Stretches that overlap made into ones that do not: where two meet, the shorter is the more telling."""
    spans = [p for p in paints if p.start < p.end]
    edges = sorted({p.start for p in spans} | {p.end for p in spans})
    spans.sort(key=lambda p: p.start)
    found: list[Paint] = []
    active: list[Paint] = []
    at = 0
    for start, end in pairwise(edges):
        while at < len(spans) and spans[at].start <= start:
            active.append(spans[at])
            at += 1
        active = [p for p in active if p.end > start]
        if not active:
            continue
        style = min(active, key=lambda p: (p.end - p.start, p.start)).style
        if found and found[-1].end == start and found[-1].style == style:
            found[-1] = Paint(found[-1].start, end, style)
        else:
            found.append(Paint(start, end, style))
    return found


def repairs_sheet(article: Article, facts: Sequence[Fact], mentions: Sequence[Span], head: tuple[str, str]) -> Sheet:
    """The article with what the source held before each repair, and the lines that were dropped where they stood."""
    title, line = head
    top = "\n".join(filter(None, (title, line, "")))
    whole = [f"{top}\n" if top else ""]
    length = shift = len(whole[0])
    inserts: list[tuple[int, int]] = []  # offset in the article, length put in before it
    extra: list[Paint] = []
    at = 0

    def put(text: str, style: str) -> None:
        nonlocal length
        if text:
            whole.append(text)
            extra.append(Paint(length, length + len(text), style))
            length += len(text)

    def copy(until: int) -> None:
        nonlocal at, length
        whole.append(article.text[at:until])
        length += until - at
        at = until

    events: list[tuple[int, int, Repair | Dropped]] = [(d.after, 0, d) for d in article.dropped]
    events += [(r.start, 1, r) for r in article.repaired]
    events.sort(key=lambda e: e[:2])
    for place, _, event in events:
        copy(max(at, min(place, len(article.text))))
        before = length
        if isinstance(event, Repair):
            put(event.raw.replace("\n", "⏎") or "∅", "raw")
            end = min(event.end, len(article.text))
            extra.append(Paint(length, length + end - place, "repaired" if event.certain else "guessed"))
        else:
            text = event.text.replace("\n", " ")
            put(f"{text}\n" if at == 0 or article.text[at - 1 : at] == "\n" else f"\n{text}", "dropped")
        inserts.append((place, length - before))
    copy(len(article.text))
    places = [p for p, _ in inserts]
    grown = [0]
    for _, size in inserts:
        grown.append(grown[-1] + size)

    def to_sheet(start: int, end: int) -> tuple[int, int]:
        return (
            start + shift + grown[bisect_right(places, start)],
            end + shift + grown[bisect_right(places, max(start, end - 1))],
        )

    starts = [p + shift + grown[i + 1] for i, p in enumerate(places)]

    def to_article(start: int, end: int) -> tuple[int, int]:
        return tuple(max(0, x - shift - grown[bisect_right(starts, x)]) for x in (start, end))  # type: ignore[return-value]

    return _sheet(article, facts, mentions, ("".join(whole), shift, len(title)), (to_sheet, to_article), extra)


def received_sheet(text: str | None, missing: str) -> Sheet:
    """The source as it came, decoded and made safe, nothing else; `missing` where there is none."""
    if text is None:
        return Sheet(text=missing, paint=(Paint(0, len(missing), "dim"),))
    return Sheet(text=to_screen(text.replace("\r\n", "\n").replace("\r", "\n"), lines=True))
