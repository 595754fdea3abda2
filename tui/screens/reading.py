"""What the panes show: a place, one of its meetings, an article, a fact; and how one leads to the other.

Tree → the place's main meeting, at its place in the article, and the place's facts. A fact's row → its sentence, lit
and in view, in whichever article it stands. Evidence in the reader → its row. Where one has been is kept, to go back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from textual import work

from store.errors import LichunError
from store.records import Article, Fact, FactKind, Meeting, Span
from tui.i18n import say, tell
from tui.messages import EvidenceReached, FactReached, MeetingReached, PlaceReached, ReaderMoved, ReaderWanted
from tui.panes.branches import NOWHERE, Branches
from tui.panes.facts import FactSource
from tui.panes.sheet import Sheet, clean_sheet
from tui.screens.base import Base
from tui.shelf import CHINA, Years
from tui.shown import day, detail_of, name_of

TRAIL = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere one has been."""

    region: str | None = None
    meeting: str | None = None
    article: str | None = None
    at: int | None = None


class Reading(Base):
    region_code: str | None = None
    meeting: Meeting | None = None
    article: Article | None = None
    article_facts: list[Fact]
    below: bool = True
    years: Years = None
    everywhere: bool = False
    source_index: int = 0
    listed: str = "place"
    """Whose facts the table lists: `place`, `meeting`, `article`."""

    def begin(self) -> None:
        """Fill the panes for the first time, from the state of the last."""
        state = self.state
        self.below, self.years, self.everywhere = state.below, state.years, state.everywhere
        self.article_facts = []
        self.query_counts: dict[str, int] = {}
        self.trail: list[Spot] = []
        self.trail_at = -1
        self.facts.place = self.place_name
        for pane in (self.tree_pane, self.facts, self.results):
            pane.is_marked = self.shelf.is_marked
        self.facts.sort = state.sort
        self.facts.kind = state.kind if state.kind in FactSourceKinds else None  # type: ignore[assignment]
        self.fill()

    def fill(self) -> None:
        """Show what the store holds, where one was; say what to do where it holds nothing."""
        branches = self.new_branches()
        roots = branches.roots()
        open_keys = self.state.open or tuple(b.key for b in roots[:3] if b.kind == "region")
        self.tree_pane.show(branches, open_keys)
        if not any(c.articles or c.articles_below for c in branches.counts.values()):
            self.put_up(self.welcome)
            self.facts.show(FactSource())
            self.go("reader")
            return
        if self.middle is self.welcome:
            self.put_up(None)
        self._restore()

    def new_branches(self) -> Branches:
        """The tree as it is to be shown; kept queries that were not counted yet are counted in a thread."""
        queries = list(self.shelf.queries().values())
        if any(query not in self.query_counts for query in queries):
            self._count_queries(queries)
        return Branches(self.shelf, years=self.years, everywhere=self.everywhere, query_counts=self.query_counts)

    @work(thread=True, group="count", exclusive=True, exit_on_error=False)
    def _count_queries(self, queries: list[str]) -> None:
        counts = {}
        for query in queries:
            with suppress(LichunError):
                counts[query] = self.shelf.count(query)
        self.app.call_from_thread(self._queries_counted, counts)

    def _queries_counted(self, counts: dict[str, int]) -> None:
        self.query_counts = counts
        if self.tree_pane.branches is not None and not self.tree_pane.wanted:
            self.tree_pane.show(self.new_branches())

    def _restore(self) -> None:
        state = self.state
        region = state.region or self._first_place()
        meeting = self.shelf.meeting(state.meeting) if state.meeting else None
        if region is not None:
            self.tree_pane.reveal(region, meeting.id if meeting else None)
            if meeting:
                self.show_meeting(meeting.id, region)
            else:
                self.show_place(region)
        if state.article and self.shelf.article(state.article):
            if state.listed == "article":
                self.show_article(state.article)
            elif self.article is None or self.article.id != state.article:
                self.read(state.article)
            self.draw_article(state.at, top=True)
        if state.fact and self.facts.choose(state.fact):
            self.reader.light(state.fact, scroll=False)
        self.go(self.front)

    def _first_place(self) -> str | None:
        """A place that has records of its own: the largest of those with the most facts."""
        branches = self.tree_pane.branches
        assert branches is not None
        own = [code for code, c in branches.counts.items() if c.facts or c.articles]
        return min(own, key=lambda c: (-branches.counts[c].facts, c), default=None)

    # A place, a meeting.

    def on_place_reached(self, message: PlaceReached) -> None:
        self.settle(lambda: self.show_place(message.code))

    def on_meeting_reached(self, message: MeetingReached) -> None:
        self.settle(lambda: self.show_meeting(message.meeting, message.region))

    def on_reader_wanted(self, message: ReaderWanted) -> None:
        self.go("reader")

    def show_place(self, code: str) -> None:
        """A place: its main meeting of the years in scope in the reader, its facts in the table."""
        self.listed = "place"
        self.region_code, self.meeting = code, self.shelf.main_meeting(code, years=self.years)
        self.facts.show(self._facts_of_place(code))
        self.source_index = 0
        if self.meeting is not None:
            self._read_meeting(self.meeting)
        else:
            rows = self.shelf.articles(code, below=False, years=self.years, limit=1)
            if not rows and self.below:
                rows = self.shelf.articles(code, below=True, years=self.years, limit=1)
            if rows:
                self.read(rows[0].id)
            else:
                self.article = None
                self.article_facts = []
                self.reader.say("", say("empty.article", place=self.place_name(code)), "", say("empty.article_hint"))
        self._light_first()
        self.remember()

    def show_meeting(self, id: str, region: str | None) -> None:
        """A meeting: its report in the reader, its facts in the table."""
        meeting = self.shelf.meeting(id)
        if meeting is None:
            self.note(say("note.gone"), warning=True)
            return
        self.listed = "meeting"
        self.region_code, self.meeting = region or meeting.region, meeting
        self.source_index = 0
        self.facts.show(self._source(meeting.name, meeting=meeting.id))
        self._read_meeting(meeting)
        self._light_first()
        self.remember()

    def _light_first(self) -> None:
        """Light the fact under the table's cursor where it stands in the article shown; do not move the text for it."""
        fact = self.facts.fact
        if fact is not None and self.article is not None and fact.article == self.article.id:
            self.reader.light(fact.id, scroll=False)

    def _read_meeting(self, meeting: Meeting) -> None:
        spans = meeting.mentions
        if not spans:
            return
        span = spans[self.source_index % len(spans)]
        self.read(span.article, span.start)

    def show_article(self, id: str, at: int | None = None) -> None:
        """An article, chosen as such: its own facts in the table."""
        self.read(id, at)
        if self.article is not None:
            self.listed = "article"
            title = self.article.title or say("article.untitled")
            self.facts.show(self._source(title, article=id))
            if at is None:
                self._light_first()
            self.remember()

    def place_name(self, code: str | None) -> str:
        if code == CHINA:
            return say("tree.country")
        return self.shelf.name(code) if code else say("tree.nowhere")

    # The table's facts.

    def _facts_of_place(self, code: str) -> FactSource:
        below = self.below and code not in (CHINA, NOWHERE)
        first = self.meeting.id if self.meeting else None

        def load(kind: FactKind | None) -> Iterator[Fact]:
            return self.shelf.facts_in_turn(kind=kind, first=first, region=code, below=below, years=self.years)

        counts = self.shelf.kinds(code, below=below, years=self.years)
        return FactSource(self.place_name(code), load, counts)

    def _source(self, title: str, *, article: str | None = None, meeting: str | None = None) -> FactSource:
        facts = self.shelf.facts(article=article, meeting=meeting, limit=None)

        def load(kind: FactKind | None) -> Iterator[Fact]:
            return (f for f in facts if kind in (None, f.kind))

        return FactSource(title, load, Counter(f.kind for f in facts))

    # The reader.

    def read(self, id: str, at: int | None = None) -> None:
        """Put an article into the reader, from an offset on; what the table lists stays."""
        if self.middle is not self.reader:
            self.put_up(None)
        article = self.shelf.article(id)
        if article is None:
            self.article = None
            self.reader.say("", say("note.gone"))
            return
        if self.article is None or self.article.id != id:
            self.article = article
            self.article_facts = self.shelf.facts(article=id, limit=None)
        self.draw_article(at)

    def draw_article(self, at: int | None = None, *, top: bool = False) -> None:
        """Draw the article that is held; another view or script of it keeps the place."""
        if self.article is not None:
            self.reader.show(self.sheet(), self.article.id, at=at, top=top)

    def sheet(self) -> Sheet:
        """The article as it is to be shown."""
        assert self.article is not None
        return clean_sheet(self.article, self.article_facts, self.reported(), self.head_lines())

    def reported(self) -> list[Span]:
        """Where the article held reports its meetings."""
        assert self.article is not None
        ids = {f.meeting for f in self.article_facts if f.meeting}
        if self.meeting is not None:
            ids.add(self.meeting.id)
        meetings = [m for id in sorted(ids) if (m := self.shelf.meeting(id))]
        return [span for m in meetings for span in m.mentions if span.article == self.article.id]

    def head_lines(self) -> tuple[str, str]:
        """The title, and the line below it: outlet, day, site."""
        assert self.article is not None
        article = self.article
        line = [article.publisher, day(article.published) if article.published else None, article.site, article.author]
        return (article.title or say("article.untitled"), " · ".join(filter(None, line)))

    # Facts and their sentences.

    def on_fact_reached(self, message: FactReached) -> None:
        self.settle(lambda: self.show_fact(message.fact))

    def show_fact(self, id: str) -> None:
        """A fact's sentence, in view and lit, in whichever article it stands."""
        fact = next((f for f in self.facts.rows if f.id == id), None) or self.shelf.fact(id)
        if fact is None:
            return
        if self.article is None or self.article.id != fact.article:
            self.read(fact.article, fact.start)
        elif self.middle is not self.reader:
            self.put_up(None)
        self.reader.light(fact.id)

    def on_evidence_reached(self, message: EvidenceReached) -> None:
        if not self.facts.choose(message.fact):
            fact = next((f for f in self.article_facts if f.id == message.fact), None)
            if fact is not None:
                where = self.place_name(fact.region)
                self.note(" · ".join(filter(None, (say(f"kind.{fact.kind}"), name_of(fact), detail_of(fact), where))))
        self.show_status()

    def action_next_evidence(self) -> None:
        self._step_evidence(True)

    def action_previous_evidence(self) -> None:
        self._step_evidence(False)

    def _step_evidence(self, forward: bool) -> None:
        if self.middle is self.reader:
            self.reader.step_evidence(forward)

    # Back and forward.

    def remember(self) -> None:
        """Note where one is, for the way back."""
        spot = Spot(
            self.region_code, self.meeting.id if self.meeting else None, self.article.id if self.article else None
        )
        if self.trail and replace(self.trail[self.trail_at], at=None) == spot:
            return
        del self.trail[self.trail_at + 1 :]
        self.trail = [*self.trail, spot][-TRAIL:]
        self.trail_at = len(self.trail) - 1
        self.show_status()

    def action_back(self) -> None:
        self._travel(-1)

    def action_forward(self) -> None:
        self._travel(1)

    def _travel(self, step: int) -> None:
        to = self.trail_at + step
        if not 0 <= to < len(self.trail):
            self.note(say("note.no_back" if step < 0 else "note.no_forward"))
            return
        if self.article is not None:
            top = self.reader.sheet.to_article(self.reader.top, self.reader.top)[0]
            self.trail[self.trail_at] = replace(self.trail[self.trail_at], at=top)
        self.trail_at = to
        self._return_to(self.trail[to])

    def _return_to(self, spot: Spot) -> None:
        trail, at = self.trail, self.trail_at
        self.trail, self.trail_at = [], -1
        main = self.shelf.main_meeting(spot.region, years=self.years) if spot.region else None
        if spot.region:
            own = spot.meeting if spot.meeting and (main is None or main.id != spot.meeting) else None
            self.tree_pane.reveal(spot.region, own)
            if own:
                self.show_meeting(own, spot.region)
            else:
                self.show_place(spot.region)
        if spot.article and (self.article is None or self.article.id != spot.article):
            self.show_article(spot.article, spot.at)
        elif spot.at is not None:
            self.draw_article(spot.at)
        self.trail, self.trail_at = trail, at
        self.show_status()

    # Sources of a meeting.

    def action_sources(self) -> None:
        """On to the next article that reports the meeting."""
        meeting = self.meeting
        if meeting is None or not meeting.mentions:
            self.note(say("note.no_meeting"))
            return
        self.source_index = (self.source_index + 1) % len(meeting.mentions)
        self._read_meeting(meeting)
        self.note(say("note.source", n=self.source_index + 1, total=len(meeting.mentions)))

    # Titles and status.

    def on_reader_moved(self, message: ReaderMoved) -> None:
        self.show_status()

    def show_status(self) -> None:
        self.entitle(self.tree_pane, say("pane.tree"), self._years_shown())
        code = self.region_code
        place = self.place_name(code) if code is not None else ""
        meeting = self.meeting
        of_meeting = meeting and self.article and self.article.id in meeting.articles
        name = f"{day(meeting.date)} {meeting.name}" if meeting and of_meeting else ""
        sources = ""
        if meeting and of_meeting and len(meeting.mentions) > 1:
            sources = say("reader.source", n=self.source_index + 1, total=len(meeting.mentions))
        self.entitle(self.reader, " · ".join(filter(None, (place, name, sources))) or say("pane.reader"))
        scope = say("facts.below") if self.below and self._of_place() else ""
        title = " · ".join(filter(None, (say("pane.facts"), self.facts.source.title, scope)))
        self.entitle(self.facts, title, self.facts.status)
        way = " / ".join(r.name for r in self.shelf.path(code)) if code else place
        self.crumbs.show(self.front, " · ".join(filter(None, (way, name))))
        text, warning = self._note
        # How far one has come stands here, not on the reader's frame: a line is drawn anew at each key, not a pane.
        right = " · ".join(filter(None, (self._progress(), *self.conditions())))
        self.status.show(text or self._told(), right, warning=warning)

    def _of_place(self) -> bool:
        return self.listed == "place" and self.region_code not in (CHINA, NOWHERE)

    def _years_shown(self) -> str:
        if self.years is None:
            return ""
        first, last = self.years
        return str(first) if first == last else f"{first}–{last}"

    def _progress(self) -> str:
        """How far the reader has come, and which of the places found it stands on."""
        if self.article is None or self.middle is not self.reader:
            return ""
        hits = f"{self.reader.match + 1}/{len(self.reader.matches)} · " if self.reader.matches else ""
        return f"{hits}{self.reader.position}%"

    def _told(self) -> str:
        """What the article shown gave."""
        if self.article is None:
            return ""
        facts = tell("count.facts", len(self.article_facts))
        left = self.reader.sheet.untaken
        return say("status.untaken", facts=facts, numbers=tell("count.numbers", left)) if left else facts

    def conditions(self) -> list[str]:
        """What is switched on, for the right of the status line."""
        return [years] if (years := self._years_shown()) else []

    def article_path(self) -> Callable[[str | None], str]:
        return lambda code: self.place_name(code) if code is not None else ""


FactSourceKinds = frozenset({"figure", "person", "quote", "policy", "campaign", "goal", "project"})
