"""Lists in the reader's place: the articles of a place, meetings by day, what is marked, where a person appeared.

A list is lines (`tui/panes/results.py`); what a line stands for is opened here, also of what a search found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store.errors import LichunError
from store.records import Fact, Person, Quote
from tui.i18n import say, tell
from tui.messages import ResultOpened
from tui.panes.results import Line, from_article, from_fact, from_meeting
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.room.trail import Spot
from tui.shelf import FACT_LIMIT
from tui.shown import day

if TYPE_CHECKING:
    from store.listing.articles import ArticleRow
    from tui.persons import Bearer

PAGE = 50
BEGINNING = 60
"""Signs by which a text without a title is told from others."""


class Lists:
    def __init__(self, desk: Desk, reading: Reading) -> None:
        self.desk, self.reading = desk, reading
        self._listed = 0
        """Number of the newest list of articles; more of an older one is dropped."""

    def open(self, line: ResultOpened) -> bool:
        """Go to what a line stands for, at the place that the line names; False where it is gone."""
        spot, panes = self._spot(line), self.desk.panes
        listed = panes.middle
        if spot is not None and self.reading.go(spot):
            if listed is not panes.reader:
                panes.behind = listed
                self.desk.note(say("note.opened_from"))
            return True
        self.desk.note(self.desk.shelf.missing(line.article or line.id), warning=True)
        return False

    def _spot(self, line: ResultOpened) -> Spot | None:
        shelf = self.desk.shelf
        if line.kind == "region":
            return Spot(line.id)
        if line.kind == "meeting":
            meeting = shelf.meeting(line.id)
            return Spot(meeting.region, meeting.id, listed="meeting") if meeting else None
        article = shelf.article(line.article or line.id)
        fact = shelf.fact(line.id) if line.kind == "fact" else None
        if article is None:
            return None
        region = fact.region if fact and fact.region else article.region
        return Spot(region, None, article.id, "article", line.start, fact=fact.id if fact else None)

    # Articles and meetings.

    def _place(self) -> str:
        code = self.reading.region_code
        return self.desk.place_name(code) if code is not None else say("tree.country")

    def _none(self, of: str, place: str) -> str:
        """That the place has none, where only some years count: in those."""
        return say(f"empty.{of}_then" if self.desk.scope.years else f"empty.{of}", place=place)

    def action_articles(self) -> None:
        """All articles of the place, by date, with or without a meeting."""
        self._listed += 1
        lines, place = [self._article(row) for row in self._rows(limit=PAGE, offset=0)], self._place()
        self.desk.panes.list_up(
            "articles",
            f"{say('pane.articles')} · {place}",
            lines,
            count=tell("count.articles", self._of_articles() if len(lines) == PAGE else len(lines)),
            says=[self._none("articles", place)],
            more=len(lines) == PAGE,
        )

    def show_new(self, ids: Sequence[str]) -> None:
        """What was imported just now: the article, or a list of them."""
        lines = [line for id in ids if (line := self._marked("article", id))]
        if len(lines) == 1:
            self.open(ResultOpened("article", lines[0].id))
            self.desk.panes.go("reader")
            return
        count = tell("count.articles", len(lines))
        self.desk.panes.list_up("imported", say("pane.imported"), lines, count=count, says=[say("note.gone")])

    def more_articles(self, *, whole: bool) -> None:
        """The next of them, below those that are listed; `whole`: as many as a list holds. Read in a thread."""
        listed, offset = self._listed, len(self.desk.panes.results.all_lines)
        which = self._which(limit=FACT_LIMIT if whole else PAGE, offset=offset)
        self.desk.in_thread(lambda: self._read_more(listed, which, whole=whole), "articles", exclusive=False)

    def _read_more(self, listed: int, which: dict[str, Any], *, whole: bool) -> None:
        lines: list[Line] = []
        try:
            for row in self.desk.shelf.articles(**which):
                if listed != self._listed:  # of a list that went: its lines are wanted no longer
                    return
                lines.append(self._article(row))
        except LichunError as error:
            self.desk.back(self.desk.tell, error)
        more = len(lines) == which["limit"]
        self.desk.back(self._add, listed, lines, which["offset"], more=more, whole=whole)

    def _add(self, listed: int, lines: list[Line], offset: int, *, more: bool, whole: bool) -> None:
        results = self.desk.panes.results
        if listed == self._listed and results.listing == "articles":
            results.add(lines, offset, more=more, whole=whole)

    def _article(self, row: ArticleRow) -> Line:
        """A line of an article; one without a title by how its text begins."""
        line = from_article(row, self.desk.place_of)
        if row.title or (article := self.desk.shelf.article(row.id)) is None:
            return line
        return replace(line, head=f"{line.head} {article.text[:BEGINNING].strip().partition(chr(10))[0]}")

    def _rows(self, **which: int) -> list[ArticleRow]:
        return self.desk.shelf.articles(**self._which(**which))

    def _which(self, **which: int) -> dict[str, Any]:
        """What the shelf is asked for: the articles of the place, as far as they count."""
        scope = self.desk.scope
        return {"region": self.reading.region_code, "below": scope.below, "years": scope.years, **which}

    def article_ids(self) -> list[str]:
        """Of all articles of the place, also those that are not listed yet."""
        return [row.id for row in self._rows()]

    def _of_articles(self) -> int:
        """How many there are in all."""
        counts = self.desk.shelf.counts().get(self.reading.region_code or "")
        if counts is None or self.desk.scope.years:
            return len(self.article_ids())
        return counts.articles_below if self.desk.scope.below else counts.articles

    def action_timeline(self) -> None:
        """The meetings of the place and below, by day."""
        scope, place = self.desk.scope, self._place()
        meetings = self.desk.shelf.meetings(self.reading.region_code, below=scope.below, years=scope.years)
        self.desk.panes.list_up(
            "timeline",
            f"{say('pane.timeline')} · {place}",
            [from_meeting(m, self.desk.place_of) for m in meetings],
            count=tell("count.meetings", len(meetings)),
            says=[self._none("meetings", place)],
        )

    # Marks.

    def action_show_marks(self) -> None:
        """What is marked."""
        marked = self.desk.shelf.marked()
        lines = [line for kind, id in marked[:FACT_LIMIT] if (line := self._marked(kind, id))]
        count = tell("status.marks", len(marked))
        self.desk.panes.list_up(
            "marks",
            say("pane.marks"),
            lines,
            count=say("status.marks_listed", n=f"{len(lines):,}", marks=count) if len(lines) < len(marked) else count,
            says=[say("empty.marks")],
        )

    def _marked(self, kind: str, id: str) -> Line | None:
        from store.listing.articles import ArticleRow

        shelf, place = self.desk.shelf, self.desk.place_of
        if kind == "region":
            way = " / ".join(r.name for r in shelf.path(id))
            return Line("region", id, self.desk.place_name(id), "", "", way)
        if kind == "meeting":
            meeting = shelf.meeting(id)
            return from_meeting(meeting, place) if meeting else None
        if kind == "article":
            a = shelf.article(id)
            return (
                from_article(ArticleRow(a.id, a.title, a.publisher, a.published, a.region, 0, 0), place) if a else None
            )
        fact = shelf.fact(id)
        return self._fact(fact) if fact else None

    def _fact(self, fact: Fact) -> Line:
        from tui.quoting import sentence

        article = self.desk.shelf.article(fact.article)
        text, date = (sentence(article, fact), day(article.published)) if article else ("", "")
        title = (article.title if article else None) or say("article.untitled")
        place = self.desk.place_of(fact.region)
        return from_fact(fact, Line("fact", fact.id, title, date, place, text, article=fact.article))

    # Persons.

    def action_person(self) -> None:
        """The person of the fact under the cursor: who bears the name where, offices over time, what was said."""
        name = person_of(self.reading.fact_here())
        if not name:
            self.desk.note(say("note.no_person"))
            return
        panes, shown = self.desk.panes, name
        panes.person.is_marked = self.desk.shelf.is_marked
        panes.person.wait(name)
        panes.entitle(panes.person, f"{say('pane.person')} · {name}")
        panes.put_up(panes.person)
        panes.go("reader")
        self.desk.in_thread(lambda: self._gather(shown), "person")

    def _gather(self, name: str) -> None:
        from tui.persons import gathered

        try:
            found = gathered(self.desk.shelf, name)
        except LichunError as error:
            self.desk.back(self.desk.tell, error)
            found = []
        self.desk.back(self._gathered, name, found)

    def _gathered(self, name: str, found: list[Bearer]) -> None:
        panes = self.desk.panes
        if panes.person.name_shown == name:
            panes.person.show(name, found, self.desk.place_name)
            count = tell("count.appearances", panes.person.count)
            panes.entitle(panes.person, f"{say('pane.person')} · {name}", count)


def person_of(fact: Fact | None) -> str | None:
    """The person that a fact is of: himself, or who speaks the words."""
    if isinstance(fact, Person):
        return fact.name
    return fact.speaker if isinstance(fact, Quote) else None
