"""What a library answers: records, listings, counts, what a query finds. What `Library` reads with; it cannot write.

Comes in: ids, divisions, years, queries. Goes out: records as `store.records` has them, small rows, hits. The index says
which documents; the documents come through the library's tables. Corrections of a person are laid over what was
extracted. Nothing here writes, and nothing loads more than it was asked for.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast

from store.disk import segment
from store.disk.folder import Folder
from store.errors import NotFound, StoreDamaged, WrongUse
from store.index import building, naming, terms
from store.index.layout import PART_BITS
from store.index.terms import Years
from store.listing import articles, facts, meetings, tallies
from store.listing.articles import ArticleRow
from store.listing.facts import FactPlace, Wanted
from store.listing.meetings import ReportRow
from store.listing.tallies import Counts
from store.passing import Passing
from store.person.indicators import Table
from store.person.overlay import laid_over
from store.person.user import UserData
from store.records import Article, Fact, FactKind, Meeting, Mention, Occasion, fact_from_json

if TYPE_CHECKING:
    from store.search.finding import Found
    from store.search.selection import Selection

_NO_LIMIT = -1


class Reading:
    """The base of `Library`."""

    folder: Folder
    user: UserData  # what a person added, as it stands in user.json

    @property
    def indicators(self) -> Table:
        """A person's own."""
        return Table()

    def documents(self, table: str, docs: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Documents of a table by number, those that are there, in that order. Raises StoreDamaged where one is torn."""
        raise NotImplementedError

    @cached_property
    def passing(self) -> Passing:
        return Passing(self)

    # Records

    def has(self, article_id: str) -> bool:
        return self.number_of(article_id) is not None

    def by_content(self, content_id: str) -> str | None:
        """The id of the article that was read from these bytes."""
        return self._text("SELECT id FROM article WHERE content = ? ORDER BY doc DESC LIMIT 1", content_id)

    def at_address(self, url: str) -> list[str]:
        """The ids of the newest articles of that address; one but for a page that shows others from day to day."""
        return [
            i for (i,) in self._db.execute("SELECT id FROM article WHERE url = ? ORDER BY doc DESC LIMIT 20", (url,))
        ]

    def article(self, article_id: str) -> Article | None:
        return next(self.read_articles([article_id]), None)

    def read_articles(self, ids: Iterable[str]) -> Iterator[Article]:
        for i in ids:
            if (found := self.stored_article(i)) is not None:
                yield laid_over(self.user, self.indicators, "article", found)

    def meeting(self, meeting_id: str) -> Meeting | None:
        """The merged meeting; the ids of reports that joined it resolve to it."""
        return next(self.read_meetings([meeting_id]), None)

    def read_meetings(self, ids: Iterable[str]) -> Iterator[Meeting]:
        for i in ids:
            found = meetings.meeting_of(self._db, i)
            if found:
                yield from meetings.meetings(self._db, [found])

    def fact(self, fact_id: str) -> Fact | None:
        return next(iter(self.facts(ids=[fact_id])), None)

    def one(self, kind: str, record_id: str) -> Article | Meeting | Fact | None:
        """The article, meeting or fact of that id."""
        readers: dict[str, Callable[[str], Article | Meeting | Fact | None]] = {
            "article": self.article,
            "meeting": self.meeting,
            "fact": self.fact,
        }
        return readers[kind](record_id)

    def record(self, prefix: str) -> Article | Meeting | Fact:
        """The record whose id begins so. Raises NotFound, or WrongUse with the candidates where several do."""
        found = articles.with_prefix(self._db, prefix) if prefix else []
        found = [entry for entry in found if entry[1] == prefix] or found
        if not found:
            raise NotFound(prefix)
        if len(found) > 1:
            some = ", ".join(i for _, i in found[:8]) + (" …" if len(found) > 8 else "")
            raise WrongUse(f"{prefix} begins several ids: {some}; give more of it")
        what, i = found[0]
        record = self.one(what, i)
        if record is None:
            raise self.why_unread(i) or NotFound(prefix)
        return record

    def source(self, content_id: str) -> bytes | None:
        """The bytes as they were received."""
        return self.folder.source(content_id)

    def has_source(self, content_id: str) -> bool:
        """Whether the bytes are kept: not those of an article that came with an export."""
        return self._one("SELECT 1 FROM pack WHERE content = ?", content_id) is not None

    # Listings

    def articles(
        self,
        region: str | None = None,
        *,
        below: bool = True,
        years: Years | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ArticleRow]:
        """Articles newest first; of a division, those that say something of it. "" asks for those without one."""
        window = (_NO_LIMIT if limit is None else limit, offset)
        rows = articles.article_rows(self._db, region, below=below, years=years, window=window)
        return [laid_over(self.user, self.indicators, "article", row) for row in rows]

    def meetings(
        self,
        region: str | None = None,
        *,
        below: bool = False,
        years: Years | None = None,
        occasion: Occasion | None = None,
        limit: int | None = None,
    ) -> list[Meeting]:
        """Merged meetings, newest first."""
        most = _NO_LIMIT if limit is None else limit
        ids = meetings.meeting_ids(self._db, region, below=below, years=years, occasion=occasion, limit=most)
        return meetings.meetings(self._db, ids)

    def main_meeting(self, region: str, *, years: Years | None = None) -> Meeting | None:
        """The meeting that a card of the place shows first."""
        found = meetings.main_meeting_id(self._db, region, years)
        return self.meeting(found) if found else None

    def facts(
        self,
        *,
        article: str | None = None,
        region: str | None = None,
        below: bool = False,
        meeting: str | None = None,
        kind: FactKind | None = None,
        indicator: str | None = None,
        years: Years | None = None,
        ids: Iterable[str] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Fact]:
        """Facts by what they belong to: newest article first, in the order of the text within one; or by their ids.

        `region=""` asks for facts without a division. `Fact.meeting` is the id of the merged meeting.
        """
        if ids is not None:
            return self._facts(facts.facts_by_id(self._db, ids))
        wanted = self._wanted(
            article=article, region=region, below=below, meeting=meeting, kind=kind, indicator=indicator, years=years
        )
        most = _NO_LIMIT if limit is None else limit
        return self._facts(facts.facts(self._db, wanted, limit=most, offset=offset))

    def fact_pages(self, first: int, then: int, **where: Any) -> Iterator[list[Fact]]:
        """The same a page at a time, as they are asked for; a page may be shorter by what cannot be read."""
        wanted, offset, size = self._wanted(**{"meeting": None, **where}), 0, first
        while places := facts.facts(self._db, wanted, limit=size, offset=offset):
            yield self._facts(places)
            offset, size = offset + size, then

    def count_facts(
        self,
        *,
        article: str | None = None,
        region: str | None = None,
        below: bool = False,
        meeting: str | None = None,
        kind: FactKind | None = None,
        indicator: str | None = None,
        years: Years | None = None,
    ) -> int:
        """How many `facts` would give."""
        wanted = self._wanted(
            article=article, region=region, below=below, meeting=meeting, kind=kind, indicator=indicator, years=years
        )
        return facts.count_facts(self._db, wanted)

    def _wanted(self, *, meeting: str | None, **rest: Any) -> Wanted:
        return Wanted(meeting=meeting and (meetings.meeting_of(self._db, meeting) or meeting), **rest)

    def counts(self, *, years: Years | None = None) -> dict[str, Counts]:
        """Code → counts of the division itself and with what lies below it; "" is what has no division."""
        return tallies.counts(self._db, years)

    def kinds(self, region: str, *, below: bool = False, years: Years | None = None) -> dict[str, int]:
        """Kind of fact → how many a division has."""
        return tallies.kinds(self._db, region, below=below, years=years)

    def indicator_counts(self, regions: Iterable[str]) -> dict[str, int]:
        """Indicator → how many figures these divisions have of it, the most frequent first. Reads no document."""
        return facts.indicator_counts(self._db, regions)

    def unreadable(self) -> list[StoreDamaged]:
        """What was passed over so far, a line for each segment; and segments that were damaged when they were indexed."""
        rows = self._db.execute("SELECT number, damage FROM segment WHERE damage IS NOT NULL")
        gone = [(number, "it is gone") for number in building.noted_missing(self.folder.index)]
        files = {str(segment.path(self.folder.segments, number)): [what] for number, what in (*rows, *gone)}
        for path, n in Counter(error.path for error in list(self.passing.over.values())).items():
            files.setdefault(path, []).append(f"{n} record{'s' * (n > 1)} cannot be read")
        return [StoreDamaged(path, f"{'; '.join(what)}; passed over") for path, what in files.items()]

    def why_unread(self, record_id: str) -> StoreDamaged | None:
        """What is wrong with an article or a fact that was passed over; None for any other."""
        docs = [self.number_of(record_id), *(place.doc for place in facts.facts_by_id(self._db, [record_id]))]
        return next((error for doc in docs if doc is not None and (error := self.passing.over.get(doc))), None)

    def unread_articles(self) -> set[str]:
        """The ids of the articles among what was passed over."""
        over = ((doc,) for doc in list(self.passing.over))  # a search in another thread may note one meanwhile
        return {i for one in over for (i,) in self._db.execute("SELECT id FROM article WHERE doc = ?", one)}

    def persons_read(self, letters: str, most: int = 10) -> list[str]:
        """The names that are read so, or whose readings have these initials: hanliming, hlm."""
        low = "".join(letters.lower().split())
        sql = "SELECT name FROM person WHERE pinyin = ?1 OR initials = ?1 ORDER BY pinyin <> ?1, name LIMIT ?2"
        return [name for (name,) in self._db.execute(sql, (low, most))]

    def persons_like(self, name: str) -> tuple[str, ...]:
        """Up to three names that share most with one that is not known."""
        from difflib import get_close_matches

        sql = "SELECT DISTINCT name FROM person WHERE " + " OR ".join(["instr(name, ?)"] * len(name))
        names = [n for (n,) in self._db.execute(sql, tuple(name))] if name else []
        return tuple(get_close_matches(name, names, 3, 0.5))

    # Searching and selecting

    def find(self, query: str, *, limit: int = 50, offset: int = 0, counted: bool = True, offer: bool = True) -> Found:
        """What a query finds. Raises QueryError with the position of what cannot be read.

        While one types, `counted=False` leaves the total out (`count` gives it) and `offer=False` what to ask instead.
        """
        from store.search import finding
        from store.search import query as grammar

        asked = grammar.parse(query)
        return finding.find(self, asked, limit=limit, offset=offset, counted=counted, offer=offer)

    def count(self, query: str) -> int:
        """How many rows a query finds: facts, meetings, or articles and the meetings that bear the words."""
        from store.search import finding
        from store.search import query as grammar

        return finding.count(self, grammar.parse(query))

    def interrupt(self) -> None:
        """Breaks off a search that another thread runs; it raises Interrupted there."""
        self.folder.index.interrupt()

    def select(self, what: str | Iterable[str]) -> Selection:
        """The records of a query, or of ids of articles, meetings and facts, closed for export; "" selects all."""
        from store.search import closure, selection

        if isinstance(what, str):
            from store.search import query as grammar

            return selection.of_query(self, grammar.parse(what))
        return selection.closed(self, (closure.row_of(self._db, i) for i in what), None)

    def count_by(self, query: str, by: Sequence[str]) -> dict[tuple[str, ...], int]:
        """How many of a query's facts have the same `year`, `place`, `kind` or `indicator`. Reads no document."""
        from store.search import closure

        facts = self.select(query).fact_ids
        return closure.count_by(self._db, getattr(facts, "rows", ()), by)

    def having(self, name: str, value: str) -> list[tuple[str, str]]:
        """What `is:` and `tag:` ask: (kind, id) of the records that a person has so."""
        return self.user.having(name, value)

    def facts_of_rows(self, rows: Sequence[int]) -> list[Fact]:
        return self._facts(facts.facts_of_rows(self._db, rows))

    # Within

    @property
    def _db(self) -> sqlite3.Connection:
        return self.folder.index.db

    def _one(self, sql: str, *values: object) -> Any:
        found = self._db.execute(sql, values).fetchone()
        return found[0] if found else None

    def _text(self, sql: str, *values: object) -> str | None:
        found = self._one(sql, *values)
        return None if found is None else str(found)

    def number_of(self, article_id: str) -> int | None:
        """The number of an article's document."""
        return cast("int | None", self._one("SELECT doc FROM article WHERE id = ?", article_id))

    def _facts(self, places: Sequence[FactPlace]) -> list[Fact]:
        meetings_of = {p.doc: p.meeting for p in places}
        found = self.passing.records(
            "facts", list(meetings_of), lambda doc, data: fact_from_json({**data, "meeting": meetings_of[doc]})
        )
        facts = (fact for p in places if (fact := found.get(p.doc)) is not None)
        return [laid_over(self.user, self.indicators, "fact", fact) for fact in facts]

    def standing(self, kind: str, record: str) -> str | None:
        """The id under which a record stands now: a meeting's may be that of the one it joined. Reads no document."""
        if kind == "meeting":
            return meetings.meeting_of(self._db, record)
        if kind == "fact":
            return record if naming.rows(self._db, record) or facts.rejected(self._db, record) else None
        return self._text("SELECT id FROM article WHERE id = ?", record) if kind == "article" else record

    def facts_of(self, article_id: str) -> list[Fact]:
        """The facts of an article, those that were rejected too."""
        rejected = self._db.execute(
            "SELECT r.id FROM rejected r JOIN article a ON a.row = r.article WHERE a.id = ?", (article_id,)
        )
        return [*self.facts(article=article_id), *self.facts(ids=[i for (i,) in rejected])]

    def reports_in(self, article_id: str) -> list[ReportRow]:
        return meetings.reports_in(self._db, article_id)

    def reports_of(self, meeting_id: str) -> list[ReportRow]:
        """The reports that make a merged meeting, the earliest first."""
        return meetings.reports_of(self._db, meeting_id)

    def sharing(self, own: str) -> list[str]:
        """The merged meetings with a report that alone would make the meeting of that id."""
        return [i for (i,) in self._db.execute("SELECT DISTINCT meeting FROM mention WHERE own = ? ORDER BY 1", (own,))]

    def stored_article(self, article_id: str, *, whole: bool = False) -> Article | None:
        """The article as the segments have it. Raises StoreDamaged where it cannot be read and is wanted `whole`."""
        if (doc := self.number_of(article_id)) is None:
            return None
        found = self.passing.records("articles", [doc], lambda _, data: Article.from_json(data), whole=whole)
        return found.get(doc)

    def copies_of(self, article_id: str) -> list[str]:
        """Ids of the articles that are copies of this one."""
        return [i for (i,) in self._db.execute("SELECT id FROM article WHERE mirror_of = ? ORDER BY id", (article_id,))]

    def without_address(self, title: str, most: int) -> list[str]:
        """Ids of the newest articles of that title that have no address."""
        sql = (
            f"SELECT a.id FROM head h CROSS JOIN article a ON a.row = h.rowid >> {PART_BITS}"
            f" WHERE head MATCH ? AND h.rowid = a.row << {PART_BITS} AND a.title = ? AND a.url IS NULL"
            " ORDER BY h.rowid DESC LIMIT ?"
        )
        asked = terms.phrase(title)
        return [i for (i,) in self._db.execute(sql, (asked, title, most))] if asked else []

    def with_hashes(self, hashes: Sequence[int], least: int, most: int) -> list[str]:
        """Ids of the articles that share at least so many of these hashes of their texts, the likeliest first."""
        return articles.with_hashes(self._db, hashes, least, most)

    def extracted(self, *ids: str, whole: bool = True) -> tuple[list[Mention], list[Fact]]:
        """Reports and facts of articles as the segments have them: nothing that a person said of them.

        What writes them elsewhere wants them `whole`: StoreDamaged is raised where one cannot be read.
        """
        read = partial(self.passing.records, whole=whole)
        mentions = [d for i in ids for d in articles.parts_of(self._db, "mention", i)]
        facts = [d for i in ids for d in articles.parts_of(self._db, "fact", i)]
        return (
            list(read("mentions", mentions, lambda _, data: Mention.from_json(data)).values()),
            list(read("facts", facts, lambda _, data: fact_from_json(data)).values()),
        )

    def meetings_of(self, region: str | None, first: str | None) -> list[Meeting]:
        """The meetings of a division on a day."""
        rows = self._db.execute("SELECT id FROM meeting WHERE region IS ? AND first IS ? ORDER BY id", (region, first))
        return meetings.meetings(self._db, [i for (i,) in rows])
