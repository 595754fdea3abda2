"""Correcting a fact, a meeting, an article: set fields, split articles off a meeting, join two, and what it changed.

What was extracted stays in the store; a person's word is laid over it and wins. What follows from a correction (days
told anew, facts that moved) is said afterwards, and `u` takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from store.errors import LichunError
from store.records import Article, Meeting
from tui.changes import changes, snapshot
from tui.i18n import say
from tui.panes.results import Line
from tui.room.desk import Desk
from tui.room.reading import Reading
from tui.room.trail import Spot
from tui.room.undoing import Undoing
from tui.shown import day

if TYPE_CHECKING:
    from store.database import Library
    from tui.screens.correct import Doing, Outcome

Kind = Literal["fact", "meeting", "article"]
NEAR = 60
"""Meetings offered to be joined with."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is corrected."""

    kind: Kind
    id: str
    form: str  # whose fields: a kind of fact, meeting, article
    held: dict[str, Any]
    articles: tuple[str, ...]  # that a correction may change


class Correcting:
    def __init__(self, desk: Desk, reading: Reading, undoing: Undoing, renew: Callable[[], None]) -> None:
        """`renew` shows the store anew where one is."""
        self.desk, self.reading, self.undoing, self.renew = desk, reading, undoing, renew

    async def action_correct(self) -> None:
        """Correct what the cursor stands on: a meeting or an article in tree or list, the fact, else the article."""
        await self._ask(self._target())

    async def action_correct_article(self) -> None:
        """Correct the article that is shown."""
        article = self.reading.article
        await self._ask(_of_article(article) if article else None)

    async def _ask(self, target: Target | None) -> None:
        from tui.screens.correct import CorrectScreen

        if self.desk.shelf.library.read_only:
            self.desk.note(say("note.read_only"), warning=True)
            return
        if target is None:
            self.desk.note(say("note.nothing_to_correct"))
            return
        before = self.desk.shelf.library.word.corrected_fields(target.kind, target.id)
        if target.kind == "article":
            self.desk.in_thread(lambda: self._warm(target.id), "rules")

        async def done(outcome: Outcome | None) -> None:
            if outcome is not None:
                await self._do(target, outcome)

        dialog = CorrectScreen(
            target.form, target.held, self.find_place, corrected=tuple(before), may=self._may(target, bool(before))
        )
        await self.desk.show(dialog, done)

    def _warm(self, id: str) -> None:
        """Read the article once while a person types: the rules and their tables are loaded when it is read anew."""
        from store.recognise.recognise import recognise

        if article := self.desk.shelf.library.article(id):
            recognise(article)

    def _target(self) -> Target | None:
        """What the cursor stands on."""
        reading, panes = self.reading, self.desk.panes
        if meeting := self.meeting_here():
            return Target("meeting", meeting.id, "meeting", meeting.to_json(), meeting.articles)
        if (line := self._line()) and line.kind == "article":
            listed = self.desk.shelf.article(line.id)
            return _of_article(listed) if listed else None
        if panes.front == "reader" and panes.middle is panes.reader and reading.reader.fact is None and reading.article:
            return _of_article(reading.article)
        fact = reading.fact_here()
        return Target("fact", fact.id, fact.kind, fact.to_json(), (fact.article,)) if fact else None

    def _line(self) -> Line | None:
        """The line under the cursor of the list in front."""
        panes = self.desk.panes
        listed = panes.front == "reader" and panes.middle is panes.results and panes.results.lines
        return panes.results.lines[panes.results.cursor] if listed else None

    def meeting_here(self) -> Meeting | None:
        """The meeting under the cursor, in the tree or in a list."""
        panes = self.desk.panes
        id: str | None = None
        if panes.front == "tree":
            branch = panes.tree_pane.branch
            id = branch.key if branch is not None and branch.kind == "meeting" else None
        elif line := self._line():
            id = line.id if line.kind == "meeting" else None
        return self.desk.shelf.meeting(id) if id else None

    def _may(self, target: Target, corrected: bool) -> list[Doing]:
        may: list[Doing] = ["restore"] if corrected or target.held.get("corrected") else []
        if target.kind == "meeting":
            may += ["split", "join"] if len(target.articles) > 1 else ["join"]
        return may

    def find_place(self, then: Callable[[str], None]) -> None:
        """Let a place be chosen by go-to, over whatever dialog is open."""
        from tui.screens.goto import GotoScreen

        def chosen(found: tuple[str, int | None] | None) -> None:
            if found is not None:
                then(found[0])

        counts = self.reading.places.branches.counts
        self.desk.host.app.push_screen(GotoScreen(self.desk.shelf, self.desk.recent, counts), chosen)

    async def _do(self, target: Target, outcome: Outcome) -> None:
        if outcome.doing == "split":
            await self._split(target)
        elif outcome.doing == "join":
            await self._join(target)
        else:
            self._set(target, dict(outcome.fields))

    # Fields.

    def _set(self, target: Target, fields: dict[str, Any]) -> None:
        """Set the fields; none at all goes back to what was extracted."""
        library, kind = self.desk.shelf.library, target.kind
        before = library.word.corrected_fields(kind, target.id)

        def deed() -> str:
            if fields:
                return library.word.correct(kind, target.id, **fields)
            if kind == "meeting" and library.arrangements.of(target.id):
                return _apart(library, target.id)
            return library.word.uncorrect(kind, target.id)

        now = self.change(target, deed, say("note.corrected" if fields else "note.restored"))
        if now is None:
            return
        stands: str = now

        def back() -> str:
            again = library.word.uncorrect(kind, stands)
            if before:
                again = library.word.correct(kind, again, **before)
            return self._shown(kind, again)

        self.undoing.did(say("undo.correct", kind=say(f"kind_one.{target.form}")), back)

    def change(self, target: Target, deed: Callable[[], str], said: str) -> str | None:
        """Do it, show the store anew, and say what else it changed; the id under which the record stands now."""
        library = self.desk.shelf.library
        before = snapshot(library, target.articles)
        try:
            now = deed()
        except LichunError as error:
            self.desk.tell(error)
            return None
        found = changes(before, snapshot(library, target.articles), but=now)
        self._shown(target.kind, now)
        self.desk.note(" · ".join(filter(None, (said, found.told()))))
        return now

    def _shown(self, kind: Kind, id: str) -> str:
        """Show what was changed where it stands now; nothing more to say."""
        if kind == "fact":
            self.reading.show_anew(id)
            return ""
        self.renew()
        meeting = self.desk.shelf.meeting(id) if kind == "meeting" else None
        if meeting is not None:
            front = self.desk.panes.front
            self.reading.go(Spot(meeting.region, meeting.id, listed="meeting"))
            self.desk.panes.go(front)
        return ""

    # Splitting and joining.

    async def _split(self, target: Target) -> None:
        """Let it be chosen which articles report another meeting."""
        from tui.screens.choose import ChooseScreen
        from tui.screens.pick import Option

        articles = [a for id in target.articles if (a := self.desk.shelf.article(id)) is not None]
        options = [
            Option(a.title or say("article.untitled"), f"{a.publisher or ''} {day(a.published)}") for a in articles
        ]

        def chosen(taken: list[int] | None) -> None:
            if taken:
                ids = [articles[i].id for i in taken]
                self._arrange(target, lambda: self.desk.shelf.library.arrangements.split(target.id, ids), "split")

        dialog = ChooseScreen(say("correct.split_title"), options, most=len(articles) - 1)
        await self.desk.show(dialog, chosen)

    async def _join(self, target: Target) -> None:
        """Let the meeting be chosen with which it is one: those of the place first, the nearest day first."""
        from tui.screens.pick import Option, PickScreen

        others = self._joinable(target)
        if not others:
            self.desk.note(say("note.nothing_to_join"))
            return
        options = [
            Option(f"{day(m.date)} {m.name}", f"{self.desk.place_of(m.region)} · {len(m.articles)}") for m in others
        ]

        def chosen(index: int | None) -> None:
            if index is not None:
                other = others[index]
                both = Target(target.kind, target.id, target.form, target.held, (*target.articles, *other.articles))
                self._arrange(both, lambda: self.desk.shelf.library.arrangements.join(target.id, other.id), "join")

        await self.desk.show(PickScreen(say("correct.join_title"), options), chosen)

    def _joinable(self, target: Target) -> list[Meeting]:
        shelf, held = self.desk.shelf, target.held
        years = _years_around(held.get("date"))
        own = shelf.meetings(held.get("region"), years=years) if held.get("region") else []
        found: Iterable[Meeting] = (*own, *shelf.meetings(years=years))
        others = {m.id: m for m in found if m.id != target.id}
        date = str(held.get("date") or "")

        def nearness(m: Meeting) -> tuple[bool, int, str]:
            return m.region != held.get("region"), -_common(m.date or "", date), m.date or ""

        return sorted(others.values(), key=nearness)[:NEAR]

    def _arrange(self, target: Target, deed: Callable[[], str], how: Literal["split", "join"]) -> None:
        library = self.desk.shelf.library
        now = self.change(target, deed, say(f"note.{how}"))
        if now is None:
            return
        stands: str = now

        def back() -> str:
            return self._shown("meeting", _apart(library, stands))

        self.undoing.did(say(f"undo.{how}"), back)


def _apart(library: Library, id: str) -> str:
    """Undo joins and splits; the first meeting that stands then, the same id where its reports are gone."""
    return next(iter(library.arrangements.undo(id)), id)


def _of_article(article: Article) -> Target:
    return Target("article", article.id, "article", article.to_json(), (article.id,))


def _years_around(date: object) -> tuple[int, int] | None:
    """The year of the meeting and those beside it; every year where it has none."""
    year = str(date or "")[:4]
    return (int(year) - 1, int(year) + 1) if year.isdigit() else None


def _common(one: str, other: str) -> int:
    """How many signs two days begin alike with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
