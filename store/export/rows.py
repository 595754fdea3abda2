"""Facts as rows of cells in the order of the columns, each with its division, meeting, article and proof.

Comes in: a plan. Goes out: one list of cells a fact, read and let go one after another; what many facts share (their
article, meeting, division) is made once and kept for a while. A cell is text, a number, a flag or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from operator import attrgetter, itemgetter
from typing import Any

from store.export.columns import COLUMNS, Cell, Column, Part
from store.export.differing import differing
from store.export.plan import Plan
from store.records import FACTS, Article, Fact, FactKind, Figure

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)】》\"']*|\n")
_OTHER_END = re.compile("[！？!?]")
_BLANK = " \u3000\t\r\n"
_BETWEEN = _BLANK + "”’」』）)】》"  # what closes the sentence before
_KEPT = 64  # articles and meetings whose cells are kept
YUAN = "元"
Write = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """An article's text as it is exported, where spans of the source stand in it, and its cells."""

    text: str
    place: Callable[[int, int], tuple[int, int]] | None  # None: where they stand in the source
    guessed: tuple[tuple[int, int], ...]  # where the repair had to guess, in the exported text
    cells: tuple[Cell, ...]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or the few, that the span lies in, without blanks around it.

        Looked for around each span: to find all the sentences of an article first takes longer.
        """
        text = self.text
        left = text.rfind("。", 0, start) + 1
        left = text.rfind("\n", left, start) + 1 or left
        while other := _OTHER_END.search(text, left, start):
            left = other.end()
        while left < start and text[left : left + 1] in _BETWEEN:
            left += 1
        found = _SENTENCE_END.search(text, end - 1 if end > start else end)
        right = found.end() if found else len(text)
        while right > end and text[right - 1] in _BLANK:
            right -= 1
        return left, right


def rows(plan: Plan, write: Write) -> Iterator[Sequence[Cell]]:
    """The chosen cells of every fact; each text goes through `write`."""
    pick = _picker(plan.columns)
    reader = Reader(plan, write)
    for fact in plan.selection.facts:
        yield pick(reader.row(fact))


@cache
def _picker(columns: tuple[Column, ...]) -> Callable[[list[Cell]], Sequence[Cell]]:
    if columns == COLUMNS:
        return lambda row: row[: len(COLUMNS)]
    places = [len(COLUMNS) if c.part == "trace" else COLUMNS.index(c) for c in columns]
    if len(places) == 1:
        return lambda row: [row[places[0]]]
    return itemgetter(*places)


@cache
def part(name: Part) -> tuple[Column, ...]:
    return tuple(column for column in COLUMNS if column.part == name)


class Reader:
    """Makes rows; holds what facts share."""

    def __init__(self, plan: Plan, write: Write) -> None:
        self.plan = plan
        self.write = write
        self.say = (lambda text: write(plan.spelling.word(text))) if plan.spelling.changes else write
        self.stretch = lru_cache(_KEPT)(self._stretch)
        self.meeting = lru_cache(_KEPT)(self._meeting)
        self.told_by_several: set[str] = set()  # meetings that more than one article reports, of those met so far
        self.differing = lru_cache(_KEPT)(partial(differing, plan))
        self.region = cache(self._region)

    def row(self, fact: Fact) -> list[Cell]:
        """Cells of all columns in their order; the trace stands behind them."""
        stretch = self.stretch(fact.article)
        row: list[Cell] = [fact.kind, *self.region(fact.region), *self.meeting(fact.meeting)]
        row += self.facts(fact)
        row += self.text(fact, stretch)
        row += stretch.cells
        row += (fact.id, fact.article, fact.meeting)
        if self.plan.trace:
            row.append("; ".join(f"{name}={rule}" for name, rule in fact.trace.items()) or None)
        return row

    def facts(self, fact: Fact) -> list[Cell]:
        """The cells of the fact's own fields; those that its kind does not have are empty."""
        count, getter, places = _fields(fact.kind)
        if self.plan.spelling.changes:  # all words but the role, which the contract closes
            fact = self.plan.spelling.record(fact)
        row: list[Cell] = [None] * count
        for at, words, value in zip(*places, getter(fact), strict=True):
            if value is None or value == ():
                continue
            if type(value) is str:
                row[at] = self.say(value) if at == _ROLE else self.write(value)
            elif type(value) is tuple:
                row[at] = self.write(("、" if words else ", ").join(value))
            else:
                row[at] = value
        if isinstance(fact, Figure) and fact.unit == YUAN and fact.value is not None:
            row[_YI] = fact.value / 10**8
        if fact.meeting in self.told_by_several and (others := self.differs(fact)):
            row[_DIFFERS] = others
        return row

    def differs(self, fact: Fact) -> str | None:
        """What the other articles on its meeting say that cannot be right along with it."""
        others = self.differing(fact.meeting).get(fact.id) if fact.meeting in self.told_by_several else None
        return self.say(others) if others else None

    def text(self, fact: Fact, stretch: Stretch) -> tuple[Cell, ...]:
        """Evidence, the sentence around it, and where the evidence stands in the exported text."""
        evidence, sentence, start, end = proof(fact, stretch)
        return self.write(evidence), self.write(sentence), start, end

    def _stretch(self, article_id: str) -> Stretch:
        article = self.plan.article(article_id)
        columns = part("article")[:-3]  # the ids behind them are the fact's
        if article is None:
            return Stretch("", None, (), (None,) * len(columns))
        return stretch_of(article, self.plan, self._cells(article, columns))

    def _meeting(self, meeting_id: str | None) -> tuple[Cell, ...]:
        meeting = self.plan.meeting(meeting_id) if meeting_id else None
        columns = part("meeting")
        if meeting is None or meeting_id is None:
            return (None,) * len(columns)
        if len(meeting.articles) > 1:
            self.told_by_several.add(meeting_id)
        return self._cells(meeting, columns)

    def _region(self, code: str | None) -> tuple[Cell, ...]:
        if code is None:
            return (None,) * len(part("region"))
        from store.regions.table import path

        regions = path(code)
        above = {region.level: region.name for region in regions}
        names = (regions[-1].name if regions else None, above.get("province"), above.get("prefecture"))
        return (self.write(code), *(self.say(name) if name else None for name in names))

    def _cells(self, record: Any, columns: Sequence[Column]) -> tuple[Cell, ...]:
        values = (getattr(record, c.of) for c in columns)
        return tuple(
            (self.say if c.sort == "words" else self.write)(v) if isinstance(v, str) else v
            for c, v in zip(columns, values, strict=True)
        )


def stretch_of(article: Article, plan: Plan, cells: tuple[Cell, ...] = ()) -> Stretch:
    """The article's text as the plan has it."""
    converted = plan.spelling.text(article)
    guessed = tuple((r.start, r.end) for r in article.repaired if not r.certain)
    if converted is None:
        return Stretch(article.text, None, guessed, cells)
    place = converted.to_converted
    return Stretch(converted.text, place, tuple(place(s, e) for s, e in guessed), cells)


def proof(fact: Fact, stretch: Stretch) -> tuple[str, str, int, int]:
    """Evidence, its sentence, and where the evidence stands in the exported text."""
    start, end = fact.start, fact.end
    if stretch.place is not None:
        start, end = stretch.place(start, end)
    left, right = stretch.sentence(start, end)
    if stretch.guessed:
        return bracketed(stretch, start, end), bracketed(stretch, left, right), start, end
    return stretch.text[start:end], stretch.text[left:right], start, end


def bracketed(stretch: Stretch, start: int, end: int) -> str:
    """The stretch with what the repair guessed in brackets: 〔第〕一."""
    parts = []
    at = start
    for s, e in stretch.guessed:
        s, e = max(s, at), min(e, end)
        if s < e:
            parts += [stretch.text[at:s], f"〔{stretch.text[s:e]}〕"]
            at = e
    return "".join([*parts, stretch.text[at:end]])


_FACT = part("fact")
_YI, _ROLE, _DIFFERS = ([column.id for column in _FACT].index(i) for i in ("value_yi", "role", "differs"))


@cache
def _fields(kind: FactKind) -> tuple[int, Callable[[Fact], tuple[Any, ...]], tuple[list[int], list[bool]]]:
    """How many columns the fact's part has, how to read those that the kind has, where they go and which are words."""
    held = FACTS[kind].__dataclass_fields__
    found = [(at, column) for at, column in enumerate(_FACT) if column.of in held]
    getter = attrgetter(*(column.of for _, column in found))
    return len(_FACT), getter, ([at for at, _ in found], [column.sort == "words" for _, column in found])
