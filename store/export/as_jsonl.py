"""JSONL: one fact a line with its place, meeting, article and proof, under the names of the columns.

For pipes and data frames: values keep their types, a field that a kind of fact does not have is left out, one that is
not known is null. The whole of the records, for restoring them, is JSON's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO

import orjson

from store.export.as_json import dumped
from store.export.columns import COLUMNS, Cell, Part
from store.export.plan import Plan
from store.export.rows import YUAN, Reader, Stretch, part, proof
from store.export.safe import is_clear, plain, steady
from store.records import FACT_KINDS, FACTS, Fact, FactKind, Figure

_LINES_AT_ONCE = 100
Dump = Callable[[Any], bytes]
Block = Callable[[Sequence[Fact]], bytes]


def write(plan: Plan, out: BinaryIO) -> None:
    block: Block = Lines(plan).block
    if plan.columns[: len(COLUMNS)] != COLUMNS:
        block = _narrowed(block, [column.id for column in plan.columns])
    waiting = iter(plan.selection.facts)
    count = 0
    while facts := list(islice(waiting, _LINES_AT_ONCE)):
        out.write(block(facts))
        count += len(facts)
        plan.step(count)


class Lines:
    """Facts as lines. What many share (division, meeting, article) is made into JSON once and put in as it is."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.changes, self.trace = plan, plan.spelling.changes, plan.trace
        self.reader = Reader(plan, plain)
        self.region = cache(lambda code: inside("region", self.reader.region(code)))
        self.meeting = lru_cache(64)(lambda i: inside("meeting", self.reader.meeting(i)))
        self.article = lru_cache(64)(lambda i: inside("article", self.reader.stretch(i).cells))
        self.clear = lru_cache(64)(lambda i: _is_clear(self.reader.stretch(i).text))
        self.shared = lru_cache(256)(self._shared)

    def block(self, facts: Sequence[Fact]) -> bytes:
        """The facts' lines. Nothing in them needs clearing, that is the rule: one look at many tells."""
        try:
            lines, own = self._block(facts, orjson.dumps)
            if is_clear(own):
                return lines
        except TypeError:  # a lone surrogate
            pass
        return self._block(facts, dumped)[0]

    def _block(self, facts: Sequence[Fact], dump: Dump) -> tuple[bytes, bytes]:
        """The lines, and of these what is not cleared yet: the facts' own fields."""
        lines: list[bytes] = []
        own: list[bytes] = []
        last: tuple[str | None, ...] = ()
        shared, heads, write = self.shared, _HEADS, self._own
        for fact in facts:
            key = (fact.region, fact.meeting, fact.article)
            if key != last:
                before, after, stretch, dump_text = shared(*key)
                last = key
            evidence, sentence, start, end = proof(fact, stretch)
            shown = dump_text({"evidence": evidence, "sentence": sentence, "start": start, "end": end})
            told = dump(write(fact))[1:-1]
            lines += (heads[fact.kind], before, shown[1:-1], b",", told, after)
            own.append(told)
        return b"".join(lines), b"".join(own)

    def _own(self, fact: Fact) -> dict[str, Any]:
        names, read = _fields(fact.kind)
        held = dict(zip(names, read(self.plan.spelling.record(fact) if self.changes else fact), strict=True))
        if type(fact) is Figure:
            held["value_yi"] = fact.value / 10**8 if fact.unit == YUAN and fact.value is not None else None
            held["differs"] = self.reader.differs(fact) if fact.meeting in self.reader.told_by_several else None
        if self.trace:
            held["trace"] = dict(fact.trace)
        return held

    def _shared(self, region: str | None, meeting: str | None, article: str) -> tuple[bytes, bytes, Stretch, Dump]:
        """What stands before and behind a fact's own fields, the article's text, and how parts of it are written."""
        before = self.region(region) + b"," + self.meeting(meeting) + b","
        ids = dumped({"article": article, "meeting": meeting})[1:]
        after = b"," + self.article(article) + b"," + ids + b"\n"
        return before, after, self.reader.stretch(article), orjson.dumps if self.clear(article) else dumped


def _is_clear(text: str) -> bool:
    """Whether no stretch of the text needs clearing."""
    return text.replace("\n", "").isprintable() or text == steady(text)


def inside(name: Part, cells: tuple[Cell, ...]) -> bytes:
    """Cells of a part as the inside of a JSON object."""
    return dumped(dict(zip((column.id for column in part(name)), cells, strict=False)))[1:-1]


def _narrowed(block: Block, wanted: list[str]) -> Block:
    def narrow(facts: Sequence[Fact]) -> bytes:
        lines = map(orjson.loads, block(facts).splitlines())
        return b"".join(orjson.dumps({name: held[name] for name in wanted if name in held}) + b"\n" for held in lines)

    return narrow


_HEADS = {kind: b'{"kind":"%b",' % kind.encode() for kind in FACT_KINDS}


@cache
def _fields(kind: FactKind) -> tuple[tuple[str, ...], Any]:
    """Names of the columns that the kind has, the id with them, and how these are read; the proof's stand before."""
    held = FACTS[kind].__dataclass_fields__
    found = [column for column in part("fact") if column.of in held]
    return (*(column.id for column in found), "id"), attrgetter(*(column.of for column in found), "id")
