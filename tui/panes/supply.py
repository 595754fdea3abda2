"""Where the table of facts gets its rows: a source of a place, a meeting or an article, read a stretch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from store.records import Fact, FactKind
from tui.shelf import FACT_LIMIT

FIRST_PULL, NEXT_PULL = 24, 64
"""Facts read at first, and each time the cursor nears the end of what was read."""


@dataclass(frozen=True)
class FactSource:
    """Whose facts the table lists."""

    title: str = ""
    load: Callable[[FactKind | None], Iterator[Fact]] = lambda kind: iter(())
    """The facts of a kind one after another, read as they are asked for."""
    counts: Mapping[str, int] = field(default_factory=dict)

    def count(self, kind: FactKind | None) -> int:
        """How many facts of a kind there are; of all kinds for None."""
        return sum(self.counts.values()) if kind is None else self.counts.get(kind, 0)


class Supply:
    """The facts of one kind of a source, as far as they were read; `FACT_LIMIT` at most."""

    def __init__(self, more: Iterator[Fact]) -> None:
        self.facts: list[Fact] = []
        self._more: Iterator[Fact] | None = more

    @property
    def whole(self) -> bool:
        """Whether no more will come."""
        return self._more is None

    def pull(self, count: int) -> bool:
        """Read more facts; whether there were any."""
        if self._more is None:
            return False
        wanted = min(count, FACT_LIMIT - len(self.facts))
        found = list(islice(self._more, wanted))
        self.facts += found
        if len(found) < wanted or len(self.facts) >= FACT_LIMIT:
            self._more = None
        return bool(found)

    def pull_all(self) -> bool:
        """Read all that may be held; whether that was any more."""
        return self.pull(FACT_LIMIT)

    def replace(self, fact: Fact) -> None:
        """Take a fact in the stead of the one of its id."""
        self.facts = [fact if f.id == fact.id else f for f in self.facts]
