"""JSONL: one fact a line with its place, meeting, article and proof, under the names of the columns.

For pipes and data frames: values keep their types, a field that a kind of fact does not have is left out, one that is
not known is null. The whole of the records, for restoring them, is JSON's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO

import orjson

from store.export.as_json import dumped
from store.export.columns import COLUMNS, Cell, Part
from store.export.plan import Plan
from store.export.rows import YUAN, Reader, Stretch, part, proof
from store.export.safe import plain
from store.records import FACTS, Fact, FactKind, Figure

_LINES_AT_ONCE = 1000


def write(plan: Plan, out: BinaryIO) -> None:
    line: Callable[[Fact], bytes] = Lines(plan).line
    if plan.columns[: len(COLUMNS)] != COLUMNS:
        line = _narrowed(line, [column.id for column in plan.columns])
    waiting = iter(plan.selection.facts)
    count = 0
    while batch := list(map(line, islice(waiting, _LINES_AT_ONCE))):
        out.write(b"".join(batch))
        count += len(batch)
        plan.step(count)


class Lines:
    """Facts as lines. What many share (division, meeting, article) is made into JSON once and put in as it is."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.changes, self.trace = plan, plan.spelling.changes, plan.trace
        self.reader = Reader(plan, plain)
        self.region = cache(lambda code: inside("region", self.reader.region(code)))
        self.meeting = lru_cache(64)(lambda i: inside("meeting", self.reader.meeting(i)))
        self.article = lru_cache(64)(lambda i: inside("article", self.reader.stretch(i).cells))
        self.shared = lru_cache(256)(self._shared)

    def line(self, fact: Fact) -> bytes:
        names, read = _fields(fact.kind)
        before, after, stretch = self.shared(fact.region, fact.meeting, fact.article)
        told = self.plan.spelling.record(fact) if self.changes else fact
        held = dict(zip(names, (*proof(fact, stretch), *read(told)), strict=True))
        if type(fact) is Figure:
            held["value_yi"] = fact.value / 10**8 if fact.unit == YUAN and fact.value is not None else None
        if self.trace:
            held["trace"] = dict(fact.trace)
        return b'{"kind":"%b",%b,%b,%b' % (fact.kind.encode(), before, dumped(held)[1:-1], after)

    def _shared(self, region: str | None, meeting: str | None, article: str) -> tuple[bytes, bytes, Stretch]:
        """What stands before and behind a fact's own fields, and the article's text."""
        before = self.region(region) + b"," + self.meeting(meeting)
        ids = dumped({"article": article, "meeting": meeting})[1:]
        return before, self.article(article) + b"," + ids + b"\n", self.reader.stretch(article)


def inside(name: Part, cells: tuple[Cell, ...]) -> bytes:
    """Cells of a part as the inside of a JSON object."""
    return dumped(dict(zip((column.id for column in part(name)), cells, strict=False)))[1:-1]


def _narrowed(line: Callable[[Fact], bytes], wanted: list[str]) -> Callable[[Fact], bytes]:
    def narrow(fact: Fact) -> bytes:
        held = orjson.loads(line(fact))
        return orjson.dumps({name: held[name] for name in wanted if name in held}) + b"\n"

    return narrow


@cache
def _fields(kind: FactKind) -> tuple[tuple[str, ...], Any]:
    """Names of the proof's columns and of those that the kind has, the id with them; how these are read."""
    held = FACTS[kind].__dataclass_fields__
    found = [column for column in part("fact") if column.of in held]
    names = (*(column.id for column in part("text")), *(column.id for column in found), "id")
    return names, attrgetter(*(column.of for column in found), "id")
