"""What is exported: a closed set of records, read one after another.

Comes in: ids of articles, meetings and facts. Goes out: with every fact its article and meeting, with all of them their
regions and those regions' parents. Only ids are held; records are read when they are asked for. It writes no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from store.records import Article, Fact, Meeting, Region


class Readable(Protocol):
    def read_articles(self, ids: Iterable[str]) -> Iterator[Article]: ...

    def read_meetings(self, ids: Iterable[str]) -> Iterator[Meeting]: ...

    def facts(self, *, ids: Iterable[str] | None = None) -> list[Fact]: ...

    def codes_of(self, articles: Iterable[str], meetings: Iterable[str], facts: Iterable[str]) -> set[str]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """The ids of what was selected, closed; its records stream."""

    article_ids: tuple[str, ...]
    meeting_ids: tuple[str, ...]
    fact_ids: tuple[str, ...]
    query: str | None
    library: Readable

    @property
    def articles(self) -> Iterator[Article]:
        return self.library.read_articles(self.article_ids)

    @property
    def meetings(self) -> Iterator[Meeting]:
        return self.library.read_meetings(self.meeting_ids)

    @property
    def facts(self) -> Iterator[Fact]:
        for at in range(0, len(self.fact_ids), 500):
            yield from self.library.facts(ids=self.fact_ids[at : at + 500])

    @property
    def regions(self) -> Iterator[Region]:
        """The divisions that any of its records is about, with their parents, in the order of their codes."""
        from store.regions.table import path

        codes = self.library.codes_of(self.article_ids, self.meeting_ids, self.fact_ids)
        found = {region.code: region for code in codes for region in path(code)}
        return iter([found[code] for code in sorted(found)])
