"""The words on frames, crumbs and status line: where one is, what the article gave, what is switched on."""

from __future__ import annotations

from tui.i18n import say, tell
from tui.room.reading import Reading
from tui.shown import day
from tui.trust import told
from tui.widgets.bars import Crumbs, StatusLine


class Titles:
    def __init__(self, reading: Reading, crumbs: Crumbs, status: StatusLine) -> None:
        self.reading, self.crumbs, self.status = reading, crumbs, status
        self.desk, self.panes = reading.desk, reading.desk.panes

    def show(self, note: str = "", *, warning: bool = False) -> None:
        """Draw all of them anew; `note` stands in the status line in the stead of what the article gave."""
        panes, reading, scope = self.panes, self.reading, self.desk.scope
        meeting, code = self._meeting(), reading.region_code
        place = self.desk.place_of(code)
        panes.entitle(panes.tree_pane, say("pane.tree"), scope.years_shown)
        title = " · ".join(filter(None, (self._view(), place, meeting, self._source())))
        panes.entitle(panes.reader, title or say("pane.reader"))
        below = say("facts.below") if scope.below and reading.of_place() else ""
        title = " · ".join(filter(None, (say("pane.facts"), panes.facts.source.title, below)))
        panes.entitle(panes.facts, title, panes.facts.status)
        way = " / ".join(r.name for r in self.desk.shelf.path(code)) if code else place
        self.crumbs.show(panes.front, " · ".join(filter(None, (way, meeting))))
        # How far one has come stands here, not on the reader's frame: a line is drawn anew at each key, not a pane.
        right = " · ".join(filter(None, (self._progress(), *self._conditions())))
        self.status.show(note or self._given(), right, warning=warning)

    def _meeting(self) -> str:
        """The meeting that the article shown reports."""
        meeting, article = self.reading.meeting, self.reading.article
        return f"{day(meeting.date)} {meeting.name}" if meeting and article and article.id in meeting.articles else ""

    def _view(self) -> str:
        """In which state the article is shown, where it is not the clean one."""
        view = self.reading.sight.view
        return say(f"view.{view}") if view != "clean" and self.reading.article is not None else ""

    def _source(self) -> str:
        """Which of the meeting's sources is shown, where it has several."""
        meeting = self.reading.meeting
        if meeting is None or not self._meeting() or len(meeting.mentions) < 2:
            return ""
        return say("reader.source", n=self.reading.source_index + 1, total=len(meeting.mentions))

    def _progress(self) -> str:
        """How far the reader has come, and which of the places found it stands on."""
        reader = self.panes.reader
        if self.reading.article is None or self.panes.middle is not reader:
            return ""
        come = reader.position
        return " · ".join(filter(None, (reader.hits.count, "" if come is None else f"{come}%")))

    def _given(self) -> str:
        """What is selected; why to trust the fact under the table's cursor, or not; else what the article shown gave."""
        reader, fact = self.panes.reader, self.panes.facts.fact
        if reader.selection is not None and self.panes.middle is reader:
            left = reader.untaken_within()
            chosen = tell("status.selected", reader.selection.end - reader.selection.start)
            return say("status.untaken", facts=chosen, numbers=tell("count.numbers", left)) if left else chosen
        trust = told(fact, self.panes.facts.sources(fact)) if self.panes.front == "facts" and fact else ""
        if trust:
            return trust
        if self.reading.article is None or self.panes.listing:
            return ""
        facts, left = tell("count.facts", len(self.reading.article_facts)), self.panes.reader.sheet.untaken
        given = say("status.untaken", facts=facts, numbers=tell("count.numbers", left)) if left else facts
        return say("status.given", given=given)

    def _conditions(self) -> list[str]:
        """What holds for all: nothing can be kept here; marks, view, script, years."""
        sight, marks = self.reading.sight, len(self.desk.shelf.marked())
        return [
            *([say("status.read_only")] if self.desk.shelf.library.read_only else []),
            *([unread] if (unread := self.desk.shelf.unread()) else []),
            *([tell("status.marks", marks)] if marks else []),
            *([view] if (view := self._view()) else []),
            *([say(f"variant.{sight.variant}")] if self.reading.article is not None else []),
            *([self.desk.scope.years_shown] if self.desk.scope.years else []),
        ]
