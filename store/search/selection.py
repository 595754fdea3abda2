"""What is exported: a closed set of records, held as numbers of rows and read one after another.

Comes in: rows that a query found, or that ids name. Goes out: with every fact its article and meeting, with all of them
their regions and those regions' parents. Eight bytes are held for each record, whatever it is; ids and records are read
when they are asked for, anew each time. It writes no format.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

from store.disk.folder import Folder
from store.records import Article, Fact, Meeting, Region
from store.search import closure

CHUNK = 500


class Readable(Protocol):
    """What a selection asks of the library."""

    folder: Folder

    def read_articles(self, ids: Iterable[str]) -> Iterator[Article]: ...

    def read_meetings(self, ids: Iterable[str]) -> Iterator[Meeting]: ...

    def facts_of_rows(self, rows: Sequence[int]) -> list[Fact]: ...


class Ids(Sequence[str]):
    """The ids of the articles or facts of some rows, read when they are asked for."""

    def __init__(self, library: Readable, table: str, rows: array[int]) -> None:
        self._library, self._table, self.rows = library, table, rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return self._read(self.rows[at])
        return self._read(array("q", [self.rows[at]]))[0]

    def __iter__(self) -> Iterator[str]:
        for at in range(0, len(self.rows), CHUNK):
            yield from self._read(self.rows[at : at + CHUNK])

    def _read(self, rows: Sequence[int]) -> list[str]:
        db = self._library.folder.index.db
        sql = f"SELECT id FROM {self._table} WHERE row = ?"
        return [found[0] for row in rows if (found := db.execute(sql, (row,)).fetchone())]


@dataclass(frozen=True, slots=True)
class Selection:
    """What was selected, closed. Each property streams anew."""

    article_ids: Sequence[str]
    meeting_ids: Sequence[str]
    fact_ids: Sequence[str]
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
        assert isinstance(self.fact_ids, Ids)
        rows = self.fact_ids.rows
        for at in range(0, len(rows), CHUNK):
            yield from self.library.facts_of_rows(rows[at : at + CHUNK])

    @property
    def regions(self) -> Iterator[Region]:
        """The divisions that any of its records is about, with their parents, in the order of their codes."""
        from store.regions.table import path

        assert isinstance(self.fact_ids, Ids) and isinstance(self.article_ids, Ids)
        db = self.library.folder.index.db
        codes = closure.codes_of(db, self.article_ids.rows, self.meeting_ids, self.fact_ids.rows)
        found = {region.code: region for code in codes for region in path(code)}
        return iter([found[code] for code in sorted(found)])


def closed(library: Readable, rows: Iterable[tuple[str, int]], query: str | None) -> Selection:
    """The selection of some rows ("article", "title", "meeting" or "fact", and the row) with all that goes with them."""
    db = library.folder.index.db
    articles: dict[int, None] = {}
    meetings: dict[str, None] = {}
    facts = array("q")
    taken: set[int] | None = None  # the facts so far, from the moment at which one could come twice
    first = ""
    for kind, row in rows:
        first = first or kind
        if taken is None and (kind == "meeting" or kind != first):
            taken = set(facts)
        for what, one in closure.closed(db, kind, row):
            if what == "article":
                articles[int(one)] = None
            elif what == "meeting":
                meetings[str(one)] = None
            elif taken is None:
                facts.append(int(one))
            elif one not in taken:
                taken.add(int(one))
                facts.append(int(one))
    return Selection(
        Ids(library, "article", array("q", articles)), tuple(meetings), Ids(library, "fact", facts), query, library
    )
