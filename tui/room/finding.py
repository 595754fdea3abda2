"""Searching the whole store: `f`, as one types. The newest keystroke wins; Enter never opens a line of an older answer.

A search runs in a thread and is broken off when another is asked. Its results stand in the reader's place until one is
opened or Escape puts the reader back.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from time import sleep
from typing import TYPE_CHECKING

from store.errors import LichunError, QueryError
from tui.i18n import say, tell
from tui.i18n.errors import in_words
from tui.panes.results import Line, from_fact, from_hit
from tui.room.desk import Desk, Question
from tui.room.lists import PAGE
from tui.sanitize import to_screen
from tui.shelf import FACT_LIMIT

if TYPE_CHECKING:
    from store.search.finding import Found
    from store.search.hits import Hit


class Finding:
    def __init__(self, desk: Desk, last: str) -> None:
        """`last` is the query of the time before."""
        self.desk, self.results = desk, desk.panes.results
        self.last = last
        self.query_text = ""
        """The query that was kept with Enter."""
        self.searched = ""
        """The query whose results are listed."""
        self.total = 0
        """How many it finds in all, as far as that is known."""
        self._asked = 0
        """Number of the newest search; an older one's answer is dropped."""
        self._from = "reader"
        """The pane that was in front."""
        self._ready = False

    async def action_find(self) -> None:
        """Ask what is looked for; the query of last time stands there, and goes when another is typed."""
        self._make_ready()
        last = self.query_text or self.last
        self._from = self.desk.panes.front
        self.desk.panes.bring("reader")  # where only one pane is shown: the results, as one types
        await self.desk.ask(
            Question(say("prompt.find"), self._done, self.look_for, value=last, hint="prompt.hint_find")
        )
        self.look_for(last)

    def _make_ready(self) -> None:
        """While the first letter is typed, load what searches and what says what to ask instead: no letter waits for it."""
        if not self._ready:
            self._ready = True
            self.desk.in_thread(self._load, "find-ready")

    def _load(self) -> None:
        from store.search.offers import make_ready

        with suppress(LichunError):  # broken off by a letter: then that loads it
            self.desk.shelf.find("年", limit=1, whole=False)
        make_ready()

    def _done(self, text: str, kept: bool) -> None:
        if kept and text.strip():
            self.query_text = text
            self.desk.panes.go("reader")
            self.results.keep_keys()
        else:
            self.leave()
            self.desk.panes.go(self._from)

    def run(self, query: str) -> None:
        """Search for a query that was not typed now."""
        self.query_text = query
        self.look_for(query)
        self.desk.panes.go("reader")

    def leave(self) -> None:
        """Put the reader back."""
        self._asked += 1
        self.results.show((), listing="")
        self.desk.panes.put_up(None)
        self.desk.panes.go(self.desk.panes.front)

    def look_for(self, text: str) -> None:
        """Search the store for what stands in the prompt; the results replace those of the last keystroke."""
        self._asked += 1
        self.desk.shelf.interrupt()
        if self.desk.panes.listing != "find":
            self.results.show((), listing="find", says=[say("empty.find")])
            self.desk.panes.put_up(self.results)
        if not text.strip():
            self.results.show((), listing="find", says=[say("empty.find"), "", *say("empty.find_hint").split("\n")])
            self.desk.panes.entitle(self.results, say("pane.results"))
            return
        self.results.await_lines()
        self.desk.panes.entitle(self.results, f"{say('pane.results')} · {to_screen(text)}", say("count.searching"))
        self._search_in_thread(text, 0, PAGE)

    def more(self, *, whole: bool) -> None:
        """The next results, below those that are listed; `whole`: as many as a list holds."""
        self._search_in_thread(self.searched, len(self.results.all_lines), FACT_LIMIT if whole else PAGE)

    def _search_in_thread(self, text: str, offset: int, most: int) -> None:
        asked = self._asked
        self.desk.in_thread(lambda: self._search(text, asked, offset, most), "find")

    def _search(self, text: str, asked: int, offset: int, most: int) -> None:
        """The rows at once, then how many there are, or what to ask instead."""
        if asked != self._asked:
            return
        shelf, back = self.desk.shelf, self.desk.back
        try:
            found = shelf.find(text, limit=most, offset=offset, whole=False)
            back(self._found, asked, text, offset, found, most)
            if offset or asked != self._asked:
                return
            if found.rows:
                if len(found.rows) < PAGE:
                    back(self._counted, asked, text, len(found.rows))
                    return
                sleep(self.desk.rest)  # a frequent word takes longer to count than to find: not at every letter
                if asked == self._asked:
                    back(self._counted, asked, text, shelf.count(text))
            else:
                back(self._found, asked, text, 0, shelf.find(text, limit=PAGE), PAGE)
        except QueryError as error:
            pointer = error.query[: error.position] + "▸" + error.query[error.position :]
            back(self._failed, asked, [say("error.query"), "", to_screen(pointer), to_screen(in_words(error.reason))])
        except LichunError as error:
            back(self._failed, asked, [to_screen(in_words(str(error)))])

    def _newest(self, asked: int) -> bool:
        return asked == self._asked and self.results.listing == "find"

    def _failed(self, asked: int, says: list[str]) -> None:
        if self._newest(asked):
            self.results.show((), listing="find", says=says)
            self.desk.panes.entitle(self.results, say("pane.results"))

    def _found(self, asked: int, text: str, offset: int, found: Found, most: int) -> None:
        if not self._newest(asked):
            return
        lines = [self._line(hit) for hit in found.rows]
        more = len(lines) == most
        if offset:
            self.results.add(lines, offset, more=more, whole=most > PAGE)
            return
        near = [say("empty.near", names=" / ".join(found.near))] if found.near else []
        says = [say("empty.results", text=to_screen(text)), *near]
        self.results.show(lines, listing="find", more=more, says=says)
        self.searched = text
        self._counted(asked, text, len(lines), more=more)

    def _line(self, hit: Hit) -> Line:
        line = from_hit(hit, self.desk.place_of)
        if hit.torn:
            return replace(line, text=to_screen(in_words(line.text)))
        fact = self.desk.shelf.fact(hit.id) if hit.kind == "fact" else None
        return from_fact(fact, line) if fact else line

    def _counted(self, asked: int, text: str, total: int, *, more: bool = False) -> None:
        if self._newest(asked):
            self.total = total
            title = f"{say('pane.results')} · {to_screen(text)}"
            self.desk.panes.entitle(self.results, title, tell("count.results_more" if more else "count.results", total))

    def light_words(self) -> None:
        """Light the words of the query in the article that was opened."""
        self.desk.panes.reader.search(terms(self.searched), go=False)


def terms(query: str) -> list[str]:
    """The words of a query that can be lit in a text."""
    from store.search.query import parse

    try:
        return [w.text for w in parse(query).words if not w.excluded]
    except QueryError:
        return []
