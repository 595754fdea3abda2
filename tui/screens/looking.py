"""Looking for something: `f` over the whole store, `/` in the pane in front, the articles of a place, meetings by day.

The prompt's text goes to the pane it was opened for. A search of the store runs in a thread, the newest keystroke
wins, and its results stand in the reader's place until one is opened or Escape puts the reader back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from store.errors import LichunError, QueryError
from tui.i18n import say, tell
from tui.messages import FilterWanted, MoreWanted, QueryChosen, ResultOpened
from tui.panes.results import Line, from_article, from_hit, from_meeting
from tui.sanitize import to_screen
from tui.screens.rendering import Rendering
from tui.shelf import Years

if TYPE_CHECKING:
    from store.search.finding import Found

PAGE = 50
SETTLE = 0.04


class Looking(Rendering):
    query_text: str = ""
    listing: str = ""
    """What stands in the results: `find`, `articles`, `timeline`."""
    _asked: int = 0
    """Number of the newest search; an older one's answer is dropped."""

    # The prompt.

    async def action_find(self) -> None:
        await self.ask("find", say("prompt.find"), self.query_text or self.state.query)
        if self.query_text:
            self.look_for(self.query_text)

    async def on_filter_wanted(self, message: FilterWanted) -> None:
        value = {
            "reader": "",
            "tree": self.tree_pane.wanted,
            "facts": self.facts.wanted,
            "results": self.results.wanted,
        }
        await self.ask(message.pane, say(f"prompt.{message.pane}"), value[message.pane])

    def prompted(self, purpose: str, text: str) -> None:
        if purpose == "find":
            self.look_for(text)
        elif purpose == "reader":
            self.reader.search([text])
        elif purpose in ("tree", "facts", "results"):
            self._filter(purpose, text)

    def _filter(self, pane: str, text: str) -> int:
        count = {"tree": self.tree_pane.filter, "facts": self.facts.filter, "results": self.results.filter}[pane](text)
        self.show_status()
        return count

    def prompt_closed(self, purpose: str, text: str, kept: bool) -> None:
        if purpose == "find":
            if kept and text.strip():
                self.query_text = text
                self.set_focus(self.pane("reader"))
            elif not kept:
                self.leave_results()
        elif purpose == "years":
            if kept:
                self.set_years(text)
        elif not kept:
            if purpose == "reader":
                self.reader.search([])
            else:
                self._filter(purpose, "")
        elif purpose == "reader" and text.strip():
            count = len(self.reader.matches)
            self.note(tell("note.hits", count) if count else say("note.no_hits", text=text), warning=not count)
        elif purpose == "tree":
            self.tree_pane.moved(self.tree_pane.cursor) if self.tree_pane.rows else None
        elif purpose == "facts" and self.facts.rows:
            self.facts.moved(self.facts.cursor)

    # Searching the store.

    def run_query(self, query: str) -> None:
        """Search for a query that was not typed now."""
        self.query_text = query
        self.look_for(query)
        self.go("reader")

    def on_query_chosen(self, message: QueryChosen) -> None:
        self.run_query(message.query)

    def look_for(self, text: str) -> None:
        """Search the store for what stands in the prompt; the results replace those of the last keystroke."""
        self._asked += 1
        self.shelf.interrupt()
        if self.middle is not self.results:
            self.listing = "find"
            self.results.show((), says=[say("empty.find")])
            self.put_up(self.results)
        self.listing = "find"
        if not text.strip():
            self.results.show((), says=[say("empty.find"), "", *say("empty.find_hint").split("\n")])
            self.entitle(self.results, say("pane.results"))
            return
        self._search(text, self._asked, 0)

    @work(thread=True, group="find", exclusive=True, exit_on_error=False)
    def _search(self, text: str, asked: int, offset: int) -> None:
        """The rows at once, then how many there are, or what to ask instead."""
        if asked != self._asked:
            return
        try:
            found = self.shelf.find(text, limit=PAGE, offset=offset, whole=False)
            self.app.call_from_thread(self._found, asked, text, offset, found)
            if offset or asked != self._asked:
                return
            if found.rows:
                total = self.shelf.count(text) if len(found.rows) == PAGE else len(found.rows)
                self.app.call_from_thread(self._counted, asked, text, total)
            else:
                self.app.call_from_thread(self._found, asked, text, 0, self.shelf.find(text, limit=PAGE))
        except QueryError as error:
            self.app.call_from_thread(self._cannot_read, asked, error)
        except LichunError as error:
            self.app.call_from_thread(self._failed, asked, error)

    def _cannot_read(self, asked: int, error: QueryError) -> None:
        if asked == self._asked:
            pointer = error.query[: error.position] + "▸" + error.query[error.position :]
            self.results.show((), says=[say("error.query"), "", to_screen(pointer), to_screen(error.reason)])

    def _failed(self, asked: int, error: LichunError) -> None:
        if asked == self._asked:
            self.results.show((), says=[to_screen(str(error))])

    def _found(self, asked: int, text: str, offset: int, found: Found) -> None:
        if asked != self._asked or self.listing != "find":
            return
        lines = [from_hit(hit, self.article_path()) for hit in found.rows]
        more = len(lines) == PAGE
        if offset:
            self.results.add(lines, more=more)
        else:
            near = [say("empty.near", names=" / ".join(found.near))] if found.near else []
            self.results.show(lines, more=more, says=[say("empty.results", text=to_screen(text)), *near])
        known = len(self.results.lines)
        self._counted(asked, text, known, more=more)
        self._searched = text

    def _counted(self, asked: int, text: str, total: int, *, more: bool = False) -> None:
        if asked == self._asked and self.listing == "find":
            title = f"{say('pane.results')} · {to_screen(text)}"
            self.entitle(self.results, title, tell("count.results", total) + ("+" if more else ""))

    _searched: str = ""

    def on_more_wanted(self, message: MoreWanted) -> None:
        if self.listing == "find":
            self._search(self._searched, self._asked, len(self.results.all_lines))
        elif self.listing == "articles":
            self._more_articles()

    def on_result_opened(self, message: ResultOpened) -> None:
        if message.kind == "region":
            self.put_up(None)
            self.reveal(message.id)
            self.show_place(message.id)
        elif message.kind == "meeting":
            meeting = self.shelf.meeting(message.id)
            if meeting is None:
                self.note(say("note.gone"), warning=True)
                return
            self.put_up(None)
            self.reveal(meeting.region, meeting.id)
            self.show_meeting(meeting.id, meeting.region)
        else:
            self._open_article(message)
        if self.listing == "find":
            self.reader.search(terms(self._searched), go=False)
        self.go("reader")

    def _open_article(self, message: ResultOpened) -> None:
        article = message.article or message.id
        self.put_up(None)
        found = self.shelf.article(article)
        if found is None:
            self.note(say("note.gone"), warning=True)
            return
        self.meeting = None
        self.region_code = found.region
        self.reveal(found.region)
        self.show_article(article, message.start)
        if message.kind == "fact":
            self.facts.choose(message.id)
            self.reader.light(message.id)

    def reveal(self, code: str | None, meeting: str | None = None) -> None:
        """Bring a place to the tree's cursor, showing all places where it has none of its own."""
        if code is None:
            return
        if not self.tree_pane.reveal(code, meeting) and not self.everywhere:
            self.everywhere = True
            self._renew_tree()
            self.tree_pane.reveal(code, meeting)

    def leave_results(self) -> None:
        """Put the reader back."""
        self._asked += 1
        self.put_up(None)
        self.go("reader" if self.front == "reader" else self.front)

    def action_escape(self) -> None:
        """Undo the nearest of: a filter, the results, words searched, the maximised pane."""
        front = self.front
        if front == "tree" and self.tree_pane.wanted:
            self._filter("tree", "")
        elif front == "facts" and (self.facts.wanted or self.facts.only):
            self.facts.show_only(None)
            self._filter("facts", "")
        elif self.middle is self.results and self.results.wanted:
            self._filter("results", "")
        elif self.middle not in (self.reader, self.welcome):
            self.leave_results()
        elif self.reader.terms:
            self.reader.search([])
        elif self.alone:
            self.action_grow()

    # Articles and meetings as lists.

    def action_articles(self) -> None:
        """All articles of the place, by date, with or without a meeting."""
        self._asked += 1
        self.listing = "articles"
        lines = self._article_lines(0)
        place = self.place_name(self.region_code) if self.region_code is not None else say("tree.country")
        self.results.show(lines, more=len(lines) == PAGE, says=[say("empty.articles", place=place)])
        self.put_up(self.results)
        total = self.shelf.counts().get(self.region_code or "")
        self.entitle(self.results, f"{say('pane.articles')} · {place}", self._of_articles(total, len(lines)))
        self.go("reader")

    def _of_articles(self, counts: object, shown: int) -> str:
        total = getattr(counts, "articles_below" if self.below else "articles", shown) if not self.years else shown
        return tell("count.articles", max(total, shown))

    def _article_lines(self, offset: int) -> list[Line]:
        rows = self.shelf.articles(self.region_code, below=self.below, years=self.years, limit=PAGE, offset=offset)
        return [from_article(row, self.article_path()) for row in rows]

    def _more_articles(self) -> None:
        lines = self._article_lines(len(self.results.all_lines))
        self.results.add(lines, more=len(lines) == PAGE)

    def action_timeline(self) -> None:
        """The meetings of the place and below, by day."""
        self._asked += 1
        self.listing = "timeline"
        meetings = self.shelf.meetings(self.region_code, below=self.below, years=self.years)
        place = self.place_name(self.region_code) if self.region_code is not None else say("tree.country")
        self.results.show(
            [from_meeting(m, self.article_path()) for m in meetings], says=[say("empty.meetings", place=place)]
        )
        self.put_up(self.results)
        self.entitle(self.results, f"{say('pane.timeline')} · {place}", tell("count.meetings", len(meetings)))
        self.go("reader")

    # Scope.

    def action_below(self) -> None:
        """Switch whether a place's facts are those of what lies below it too."""
        self.below = not self.below
        if self.region_code is not None and self._of_place():
            self.facts.show(self._facts_of_place(self.region_code))
            self._light_first()
        self.note(say("note.below" if self.below else "note.own"))

    async def action_years(self) -> None:
        await self.ask("years", say("prompt.years"), self._years_shown().replace("–", "-"))

    def set_years(self, text: str) -> None:
        """Take a year or a span of years as scope; all years for nothing."""
        try:
            self.years = read_years(text)
        except ValueError:
            self.note(say("error.years", text=to_screen(text)), warning=True)
            return
        self._renew_tree()
        if self.region_code is not None:
            self.show_place(self.region_code)
        self.show_status()

    def action_all_places(self) -> None:
        self.everywhere = not self.everywhere
        self._renew_tree()
        self.note(say("note.all_places" if self.everywhere else "note.only_places"))

    def _renew_tree(self) -> None:
        here = self.tree_pane.branch
        self.tree_pane.show(self.new_branches())
        if here is not None and here.kind in ("region", "meeting"):
            self.tree_pane.reveal(here.region, here.key if here.kind == "meeting" else None)


def terms(query: str) -> list[str]:
    """The words of a query that can be lit in a text."""
    from store.search.query import parse

    try:
        return [w.text for w in parse(query).words if not w.excluded]
    except QueryError:
        return []


def read_years(text: str) -> Years:
    """`2023`, `2021-2023`, `2021—2023`, in either width; None for nothing. Raises ValueError."""
    from store.language.fold import plain

    numbers = plain(text).replace("年", "").replace("—", "-").replace("–", "-").replace("至", "-").strip()
    if not numbers:
        return None
    first, _, last = numbers.partition("-")
    span = int(first), int(last or first)
    if not all(1900 <= year <= 2200 for year in span):
        raise ValueError(text)
    return min(span), max(span)
