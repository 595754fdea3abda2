"""What is read: a place, one of its meetings, an article, a fact; and how one leads to the other.

Tree → the place's main meeting, at its place in the article, and the place's facts. A fact's row → its sentence, lit
and in view, in whichever article it stands. Evidence in the reader → its row. Where one has been is kept, to go back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from store.listing.articles import ArticleRow
from store.records import Article, Fact, FactKind, Meeting, Span
from tui.i18n import say
from tui.panes.branches import NOWHERE
from tui.panes.supply import FactSource
from tui.room.desk import Desk
from tui.room.places import Places
from tui.room.sight import Held, Sight
from tui.room.trail import Listed, Spot, Trail
from tui.shelf import CHINA
from tui.shown import detail_of, head_lines, name_of


class Reading:
    def __init__(self, desk: Desk, places: Places) -> None:
        self.desk, self.places = desk, places
        self.reader, self.facts = desk.panes.reader, desk.panes.facts
        self.sight, self.trail = Sight(desk, self.draw), Trail()
        self.clear()

    def clear(self) -> None:
        """Hold nothing."""
        self.region_code: str | None = None
        self.meeting: Meeting | None = None
        self.article: Article | None = None
        self.article_facts: list[Fact] = []
        self.source_index = 0
        self.listed: Listed = "place"

    # A spot.

    def go(self, spot: Spot) -> bool:
        """Show a spot in tree, table and reader, whatever stood there; False where its records are gone."""
        shelf, meeting = self.desk.shelf, spot.meeting if spot.listed == "meeting" else None
        if (meeting and shelf.meeting(meeting) is None) or (
            spot.listed == "article" and (spot.article is None or shelf.article(spot.article) is None)
        ):
            return False
        self.desk.panes.put_up(None)
        opened = self.places.reveal(spot.region, meeting)
        if meeting:
            self.show_meeting(meeting, spot.region)
        elif spot.listed == "article" and spot.article:
            self.region_code, self.meeting = spot.region, shelf.meeting(spot.meeting) if spot.meeting else None
            self.show_article(spot.article, spot.at)
        elif spot.region is not None:
            self.show_place(spot.region)
        if spot.article and (self.article is None or self.article.id != spot.article) and shelf.article(spot.article):
            self.read(spot.article)
        if spot.at is not None and self.article is not None and self.article.id == spot.article:
            self.draw(spot.at, top=spot.top)
        if spot.fact and self.facts.choose(spot.fact):
            self.reader.light(spot.fact, scroll=not spot.top)
        if opened and spot.region:
            self.desk.note(say("note.all_places_for", place=self.desk.place_name(spot.region)))
        return True

    def _note_spot(self) -> None:
        """Note where one is now; what was said of the spot before no longer holds."""
        meeting, article = self.meeting, self.article
        spot = Spot(self.region_code, meeting.id if meeting else None, article.id if article else None, self.listed)
        if self.trail.go_on(spot):
            self.desk.panes.behind = None
            self.desk.hush()
            self.desk.restate()

    # A place, a meeting, an article.

    def show_place(self, code: str) -> None:
        """A place: its main meeting of the years in scope in the reader, its facts in the table."""
        shelf, scope = self.desk.shelf, self.desk.scope
        self.listed, self.source_index = "place", 0
        self.region_code, self.meeting = code, shelf.main_meeting(code, years=scope.years)
        self.list_facts_of_place()
        if self.meeting is not None:
            self._read_meeting(self.meeting)
        else:
            rows = shelf.articles(code, below=False, years=scope.years, limit=1)
            if not rows and scope.below:
                rows = shelf.articles(code, below=True, years=scope.years, limit=1)
            if rows:
                self.read(rows[0].id, self._passage(rows[0], code))
            else:
                self.article, self.article_facts = None, []
                self.reader.say("", *self._no_article(code))
        self.light_first()
        self._note_spot()

    def _passage(self, row: ArticleRow, code: str) -> int | None:
        """Where an article that is about more than the place comes to speak of it."""
        first = self.facts.fact
        return first.start if row.region != code and first is not None and first.article == row.id else None

    def _no_article(self, code: str) -> list[str]:
        """That there is none, and what may help."""
        scope = self.desk.scope
        said = say("empty.article_then" if scope.years else "empty.article", place=self.desk.place_name(code))
        hints = [*(["below"] if not scope.below else []), *(["years"] if scope.years else []), "import"]
        return [said, "", " · ".join(say(f"empty.may_{hint}") for hint in hints)]

    def show_meeting(self, id: str, region: str | None) -> None:
        """A meeting: its report in the reader, its facts in the table."""
        meeting = self.desk.shelf.meeting(id)
        if meeting is None:
            self.desk.note(say("note.gone"), warning=True)
            return
        self.listed, self.source_index = "meeting", 0
        self.region_code, self.meeting = region or meeting.region, meeting
        self.facts.show(self._source(meeting.name, meeting=meeting.id))
        self._read_meeting(meeting)
        self.light_first()
        self._note_spot()

    def show_article(self, id: str, at: int | None = None) -> None:
        """An article, chosen as such: its own facts in the table."""
        self.read(id, at)
        if self.article is not None:
            self.listed = "article"
            title = self.article.title or say("article.untitled")
            self.facts.show(self._source(title, article=id))
            if at is None:
                self.light_first()
            self._note_spot()

    def light_first(self) -> None:
        """Light the fact under the table's cursor where it stands in the article shown; do not move the text for it."""
        fact = self.facts.fact
        if fact is not None and self.article is not None and fact.article == self.article.id:
            self.reader.light(fact.id, scroll=False)

    def _read_meeting(self, meeting: Meeting) -> None:
        if meeting.mentions:
            span = meeting.mentions[self.source_index % len(meeting.mentions)]
            self.read(span.article, span.start)

    def action_sources(self) -> None:
        """On to the next article that reports the meeting."""
        meeting = self.meeting
        if meeting is None or not meeting.mentions:
            self.desk.note(say("note.no_meeting"))
            return
        self.source_index = (self.source_index + 1) % len(meeting.mentions)
        self._read_meeting(meeting)
        self.desk.note(say("note.source", n=self.source_index + 1, total=len(meeting.mentions)))

    # The table's facts.

    def of_place(self) -> bool:
        """Whether the table lists a place's facts, with or without what lies below it."""
        return self.listed == "place" and self.region_code not in (CHINA, NOWHERE)

    def list_facts_of_place(self) -> None:
        """Put the facts of the place into the table, those of its meeting first."""
        shelf, scope, code = self.desk.shelf, self.desk.scope, self.region_code
        assert code is not None
        below = scope.below and code not in (CHINA, NOWHERE)
        first = self.meeting.id if self.meeting else None

        def load(kind: FactKind | None) -> Iterator[Fact]:
            return shelf.facts_in_turn(kind=kind, first=first, region=code, below=below, years=scope.years)

        counts = shelf.kinds(code, below=below, years=scope.years)
        self.facts.show(FactSource(self.desk.place_name(code), load, counts))

    def _source(self, title: str, *, article: str | None = None, meeting: str | None = None) -> FactSource:
        facts = self.desk.shelf.facts(article=article, meeting=meeting, limit=None)

        def load(kind: FactKind | None) -> Iterator[Fact]:
            return (f for f in facts if kind in (None, f.kind))

        return FactSource(title, load, Counter(f.kind for f in facts))

    # The reader.

    def read(self, id: str, at: int | None = None) -> None:
        """Put an article into the reader, from an offset on; what the table lists stays."""
        if self.desk.panes.middle is not self.reader:
            self.desk.panes.put_up(None)
        article = self.desk.shelf.article(id)
        if article is None:
            self.article = None
            self.reader.say("", missing := self.desk.shelf.missing(id))
            self.desk.note(missing, warning=True)
            return
        if self.article is None or self.article.id != id:
            self.article = article
            self.article_facts = self.desk.shelf.facts(article=id, limit=None)
        self.draw(at)

    def draw(self, at: int | None = None, *, top: bool = False) -> None:
        """Draw the article that is held; another view or script of it keeps the place."""
        article = self.article
        if article is not None:
            held = Held(article, tuple(self.article_facts), self._reported(article), head_lines(article))
            self.reader.show(self.sight.sheet(held), article.id, at=at, top=top)

    def _reported(self, article: Article) -> list[Span]:
        """Where an article reports its meetings."""
        ids = {f.meeting for f in self.article_facts if f.meeting}
        if self.meeting is not None:
            ids.add(self.meeting.id)
        meetings = [m for id in sorted(ids) if (m := self.desk.shelf.meeting(id))]
        return [span for m in meetings for span in m.mentions if span.article == article.id]

    @property
    def top(self) -> int:
        """Offset in the article of the first line in view."""
        return self.reader.sheet.to_article(self.reader.top, self.reader.top)[0]

    def action_variant(self) -> None:
        """Show the article in the next script, in place."""
        self.sight.next_script()
        self.draw()
        self.desk.restate()

    def action_received(self) -> None:
        """From the clean text to repairs and dropped lines in their places, to the source as received, and back."""
        article = self.article
        if article is None:
            self.desk.note(say("note.nothing_shown"))
            return
        self.sight.next_view()
        self.draw()
        if self.sight.view == "repairs":
            self.desk.note(say("note.repairs", repairs=len(article.repaired), dropped=len(article.dropped)))
        else:
            self.desk.note(say(f"note.{self.sight.view}"))

    # Facts and their sentences.

    def fact_here(self) -> Fact | None:
        """The fact under the table's cursor, or the one lit in the reader where that is in front."""
        if self.desk.panes.front == "reader" and self.reader.fact:
            return next((f for f in self.article_facts if f.id == self.reader.fact), self.facts.fact)
        return self.facts.fact

    def show_fact(self, id: str) -> None:
        """A fact's sentence, in view and lit, in whichever article it stands."""
        fact = next((f for f in self.facts.rows if f.id == id), None) or self.desk.shelf.fact(id)
        if fact is None:
            return
        if self.article is None or self.article.id != fact.article:
            self.read(fact.article, fact.start)
        elif self.desk.panes.middle is not self.reader:
            self.desk.panes.put_up(None)
        self.reader.light(fact.id)

    def show_row(self, id: str) -> None:
        """The row of a fact that was reached in the reader; said in the status line where the table has none."""
        if not self.facts.choose(id):
            fact = next((f for f in self.article_facts if f.id == id), None)
            if fact is not None:
                parts = (say(f"kind.{fact.kind}"), name_of(fact), detail_of(fact), self.desk.place_name(fact.region))
                self.desk.note(" · ".join(filter(None, parts)))
        self.desk.restate()

    def show_anew(self, id: str) -> None:
        """A fact that was changed, where it stands."""
        fact = self.desk.shelf.fact(id)
        if fact is not None:
            self.facts.replace(fact)
            self.article_facts = [fact if f.id == id else f for f in self.article_facts]
        self.desk.restate()

    def take_facts(self, fact: str | None = None) -> None:
        """Facts were added or taken out: list them anew, with the cursor on `fact`, or where it was or near it."""
        before, at = [f.id for f in self.facts.rows], self.facts.cursor
        if self.article is not None:
            self.article_facts = self.desk.shelf.facts(article=self.article.id, limit=None)
            self.draw()
        if self.listed == "article" and self.article is not None:
            self.facts.show(self._source(self.facts.source.title, article=self.article.id))
        elif self.listed == "meeting" and self.meeting is not None:
            self.facts.show(self._source(self.meeting.name, meeting=self.meeting.id))
        elif self.region_code is not None:
            self.list_facts_of_place()
        still = {f.id for f in self.facts.rows}
        near = next((id for id in (*before[at:], *reversed(before[:at])) if id in still), None)
        if (keep := fact or near) and self.facts.choose(keep):
            self.reader.light(keep, scroll=fact is not None)
        self.places.renew()
        self.desk.restate()

    def action_next_evidence(self) -> None:
        self._step_evidence(True)

    def action_previous_evidence(self) -> None:
        self._step_evidence(False)

    def _step_evidence(self, forward: bool) -> None:
        if self.desk.panes.middle is self.reader:
            self.reader.step_evidence(forward)
