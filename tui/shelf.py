"""The store as the screen sees it: the boundary at which every record's text is made safe.

In come ids and questions; out go records whose text may be drawn. Panes and screens read nothing else, so a string
from an article cannot reach the terminal unsafe. Marks, export and import work on the library itself, by id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from store.records import Article, Fact, FactKind, Meeting, Region
from tui.i18n import say, tell
from tui.i18n.errors import in_words
from tui.sanitize import safe, to_screen

if TYPE_CHECKING:
    from store.database import Library
    from store.listing.articles import ArticleRow
    from store.listing.tallies import Counts
    from store.search.finding import Found

CHINA = "100000"
FACT_LIMIT = 2000
"""Facts of one place that the table holds at once; the whole country's are counted, never all loaded."""

FIRST_PAGE, NEXT_PAGE = 24, 64
"""Facts read at once: at first what a table shows, then more."""

Years = tuple[int, int] | None


class Shelf:
    def __init__(self, library: Library) -> None:
        self.library = library
        self._regions: dict[str, Region] = {}
        self._article: Article | None = None

    # Places.

    def counts(self) -> dict[str, Counts]:
        return dict(self.library.counts())

    def region(self, code: str) -> Region:
        """The division of a code, also of a zone or a town; one that the table does not know is shown by its code."""
        if code not in self._regions:
            from store.regions.table import region_of

            found = region_of(code)
            self._regions[code] = (
                safe(found) if found else Region(code=code, name=to_screen(code), level="county", parent=None)
            )
        return self._regions[code]

    def lies_in(self, code: str) -> str:
        """The code of the division above; one that the table does not know lies in China."""
        from store.regions.table import lies_in

        return lies_in(code) or CHINA

    def name(self, code: str | None) -> str:
        return self.region(code).name if code else ""

    def path(self, code: str) -> list[Region]:
        """A division and all that it lies in, the largest first, China left out."""
        path: list[Region] = []
        at: str | None = code
        while at and at != CHINA and len(path) < 8:
            region = self.region(at)
            path.insert(0, region)
            at = region.parent
        return path

    def below(self, code: str | None) -> list[Region]:
        """All divisions directly below one, also those without a record."""
        from store.regions.table import children

        return [safe(region) for region in children(code or CHINA)]

    # Records.

    def article(self, id: str) -> Article | None:
        held = self._article  # threads ask too: what is given is what was looked at
        if held is None or held.id != id:
            found = self.library.article(id)
            held = self._article = safe(found) if found else None
        return held

    def articles(
        self, region: str | None, *, below: bool, years: Years, limit: int | None = None, offset: int = 0
    ) -> list[ArticleRow]:
        rows = self.library.articles(region, below=below, years=years, limit=limit, offset=offset)
        return [safe(row) for row in rows]

    def meeting(self, id: str) -> Meeting | None:
        found = self.library.meeting(id)
        return safe(found) if found else None

    def meetings(self, region: str | None = None, *, below: bool = False, years: Years = None) -> list[Meeting]:
        return [safe(m) for m in self.library.meetings(region, below=below, years=years)]

    def main_meeting(self, region: str, *, years: Years) -> Meeting | None:
        found = self.library.main_meeting(region, years=years)
        return safe(found) if found else None

    def fact(self, id: str) -> Fact | None:
        found = self.library.fact(id)
        return safe(found) if found else None

    def facts(
        self, *, kind: FactKind | None = None, limit: int | None = FACT_LIMIT, offset: int = 0, **where: Any
    ) -> list[Fact]:
        return [safe(fact) for fact in self.library.facts(kind=kind, limit=limit, offset=offset, **where)]

    def facts_in_turn(self, *, kind: FactKind | None, first: str | None, **where: Any) -> Iterator[Fact]:
        """Facts a page at a time, as they are asked for; those of the meeting `first` before the others."""

        @cache
        def belongs(code: str | None) -> bool:
            # A meeting's facts are also of other places than the one that is asked for.
            return code is not None and self._within(code, **where)

        if first is not None:
            yield from (f for f in self._paged(kind=kind, meeting=first) if belongs(f.region))
        yield from (
            f for f in self._paged(kind=kind, **where) if first is None or f.meeting != first or not belongs(f.region)
        )

    def _paged(self, **where: Any) -> Iterator[Fact]:
        return (safe(fact) for page in self.library.fact_pages(FIRST_PAGE, NEXT_PAGE, **where) for fact in page)

    def _within(self, code: str, *, region: str, below: bool, **_: Any) -> bool:
        return code == region or (below and region in {r.code for r in self.path(code)})

    def kinds(self, region: str, *, below: bool, years: Years) -> dict[str, int]:
        """Kind of fact → how many a place has."""
        return dict(self.library.kinds(region, below=below, years=years))

    def find(self, query: str, *, limit: int = 50, offset: int = 0, whole: bool = True) -> Found:
        """What a query finds; without `whole` neither counted nor with what to ask instead, as while one types."""
        return safe(self.library.find(query, limit=limit, offset=offset, counted=whole, offer=whole))

    def count(self, query: str) -> int:
        return self.library.count(query)

    def interrupt(self) -> None:
        """Break off the searches that other threads run."""
        self.library.interrupt()

    def received(self, content: str) -> bytes | None:
        return self.library.source(content)

    def queries(self) -> dict[str, str]:
        """Kept queries by name."""
        return {to_screen(name): query for name, query in self.library.notebook.queries().items()}

    def missing(self, id: str) -> str:
        """Why no record of that id was given: it cannot be read, or it is gone."""
        error = self.library.why_unread(id)
        return to_screen(in_words(str(error))) if error else say("note.gone")

    def unread(self) -> str:
        """How many records were passed over since they cannot be read; that segments are damaged; "" where all is well."""
        if over := len(self.library.passing.over):
            return tell("status.unread", over)
        return say("status.damaged") if self.library.unreadable() else ""

    # Following the store.

    def changed(self) -> bool:
        return self.library.changed()

    def reload(self) -> None:
        self.library.reload()
        self._article = None
        self._regions.clear()

    # Marks.

    def marked(self) -> list[tuple[str, str]]:
        """(kind, id) of what is marked, in the order in which it was."""
        return [(kind, id) for kind, id in self.library.notebook.marked()]

    def is_marked(self, kind: str, id: str) -> bool:
        return bool(self.library.notebook.is_marked(cast(Any, kind), id))

    def toggle(self, kind: str, ids: Sequence[str]) -> None:
        for id in ids:
            self.library.notebook.toggle(cast(Any, kind), id)
