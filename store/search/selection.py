"""What is exported: a closed set of records, held as numbers of rows and read one after another.

Comes in: rows that a query found, or that ids name. Goes out: with every fact its article and meeting, with all of them
their regions and those regions' parents. A query that names a place selects what is said of that place, not all that
its articles say. Eight bytes are held for each record, whatever it is; ids and records are read when they are asked
for, anew each time. It writes no format.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

from store.disk.folder import Folder
from store.passing import Passing
from store.records import FACT_KINDS, Article, Fact, Meeting, Region
from store.search import closure
from store.search.query import Field, Query

CHUNK = 500


class Readable(Protocol):
    """What a selection asks of the library."""

    folder: Folder

    def read_articles(self, ids: Iterable[str]) -> Iterator[Article]: ...

    def read_meetings(self, ids: Iterable[str]) -> Iterator[Meeting]: ...

    def facts(self, *, ids: Iterable[str] | None = None) -> list[Fact]: ...

    def facts_of_rows(self, rows: Sequence[int]) -> list[Fact]: ...

    @property
    def passing(self) -> Passing: ...

    def having(self, name: str, value: str) -> list[tuple[str, str]]: ...


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
    def divisions(self) -> Iterator[tuple[str, str | None]]:
        """Every article with the division that it is about."""
        assert isinstance(self.article_ids, Ids)
        db = self.library.folder.index.db
        found = (
            db.execute("SELECT id, region FROM article WHERE row = ?", (r,)).fetchone() for r in self.article_ids.rows
        )
        return (row for row in found if row)

    @property
    def regions(self) -> Iterator[Region]:
        """The divisions that any of its records is about, with their parents, in the order of their codes."""
        from store.regions.table import path

        assert isinstance(self.fact_ids, Ids) and isinstance(self.article_ids, Ids)
        db = self.library.folder.index.db
        codes = closure.codes_of(db, self.article_ids.rows, self.meeting_ids, self.fact_ids.rows)
        found = {region.code: region for code in codes for region in path(code)}
        return iter([found[code] for code in sorted(found)])


def of_query(library: Readable, query: Query) -> Selection:
    """What a query selects: facts, meetings or whole articles; of a place, what is said of it."""
    from store.search import finding

    if _names_a_place(query):
        return closed(library, _of_place(library, query), query.text, alone=True)
    return closed(library, finding.rows(library, query), query.text)


def _names_a_place(query: Query) -> bool:
    """Whether a place and no kind of record is asked for: then facts are chosen by the place they are about."""
    from store.search.answers import about_facts, about_meetings

    kinds = about_facts(query) or about_meetings(query) or bool(query.of("kind", "is", "tag"))
    return bool(query.of("in")) and not kinds


def _of_place(library: Readable, query: Query) -> Iterator[tuple[str, int]]:
    """Its facts, its meetings, and the articles about it, be there a fact in them or not."""
    from store.search import finding
    from store.search.asking import Asking

    facts = Query(query.text, query.words, (*query.fields, _ANY_FACT))
    meetings = Query(query.text, query.words, (*query.fields, _ANY_MEETING))
    yield from finding.rows(library, facts)
    if not query.of("published", "has"):  # meetings have no such fields
        yield from finding.rows(library, meetings)
    asking = Asking(query, library.folder.index.db, library.having)
    places = [(asking.places(one), one.excluded) for one in query.of("in")]
    for kind, row in finding.rows(library, query):
        if kind != "meeting":
            sql = "SELECT region FROM article WHERE row = ?"
            (region,) = library.folder.index.db.execute(sql, (row,)).fetchone()
            if all(closure.lies_in(region, codes) != excluded for codes, excluded in places):
                yield "article", row


_ANY_FACT = Field("kind", FACT_KINDS, 0)
_ANY_MEETING = Field("kind", ("meeting",), 0)


def closed(library: Readable, rows: Iterable[tuple[str, int]], query: str | None, *, alone: bool = False) -> Selection:
    """The selection of some rows ("article", "title", "meeting" or "fact", and the row) with all that goes with them.

    `alone` where every fact that is wanted is among the rows.
    """
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
        for what, one in closure.closed(db, kind, row, alone=alone):
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
