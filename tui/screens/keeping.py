"""What one keeps of what was read: marks, exports, copies, and new articles taken in.

Dialogs are imported when they are opened. An export and an import run in threads; one goes on reading meanwhile.
"""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported
from textual.content import Content

from store.errors import LichunError
from store.records import Article, Fact, Person, Quote
from tui.i18n import say, tell
from tui.messages import MarkToggled
from tui.panes.results import Line, from_article, from_fact, from_meeting
from tui.sanitize import to_screen
from tui.screens.comparing import Comparing
from tui.shown import day

if TYPE_CHECKING:
    from tui.screens.export import Source

PAGE_LIMIT = 1000


class Keeping(Comparing):
    # Marks.

    def on_mark_toggled(self, message: MarkToggled) -> None:
        """One record: the other way round. Several: all marked, or none where all were."""
        ids = message.ids
        if len(ids) > 1 and not all(self.shelf.is_marked(message.kind, i) for i in ids):
            ids = tuple(i for i in ids if not self.shelf.is_marked(message.kind, i))
        self.shelf.toggle(message.kind, ids)
        for pane in (self.tree_pane, self.facts, self.results):
            pane.refresh()
        self.note(tell("note.marked", len(self.shelf.marked())))

    def action_show_marks(self) -> None:
        """List what is marked in the reader's place."""
        self._asked += 1
        self.listing = "marks"
        lines = [line for kind, id in self.shelf.marked()[:PAGE_LIMIT] if (line := self._marked_line(kind, id))]
        self.results.show(lines, says=[say("empty.marks")])
        self.put_up(self.results)
        self.entitle(self.results, say("pane.marks"), tell("status.marks", len(self.shelf.marked())))
        self.go("reader")

    def _marked_line(self, kind: str, id: str) -> Line | None:
        from store.search.lookup import ArticleRow

        place = self.article_path()
        if kind == "region":
            return Line("region", id, self.place_name(id), "", "", " / ".join(r.name for r in self.shelf.path(id)))
        if kind == "meeting":
            meeting = self.shelf.meeting(id)
            return from_meeting(meeting, place) if meeting else None
        if kind == "article":
            a = self.shelf.article(id)
            return (
                from_article(ArticleRow(a.id, a.title, a.publisher, a.published, a.region, 0, 0), place) if a else None
            )
        fact = self.shelf.fact(id)
        return self._fact_line(fact) if fact else None

    def _fact_line(self, fact: Fact) -> Line:
        from tui.quoting import sentence

        article = self.shelf.article(fact.article)
        text, date = (sentence(article, fact), day(article.published)) if article else ("", "")
        return from_fact(fact, text, date, self.article_path())

    # Export.

    def action_export(self) -> None:
        from tui.screens.export import ExportScreen

        place = self.place_name(self.region_code) if self.region_code is not None else ""
        stem = "-".join(filter(None, ("lichun", _file_name(place), self._years_shown().replace("–", "-"))))
        screen = ExportScreen(self.shelf.library, self._exportable(), stem=stem, variant=self.variant)
        self.app.push_screen(screen, self._noted)

    def _noted(self, text: str | None) -> None:
        if text:
            self.note(text)

    def _exportable(self) -> list[Source]:
        """What can be exported now: what is marked, what the pane in front shows, everything."""
        from tui.screens.export import Source

        sources = []
        if marked := self.shelf.marked():
            sources.append(Source("marked", tell("export.marked", len(marked)), self.marked_ids))
        if self._chart is not None and self.middle is self._chart and (compared := self._chart.fact_ids()):
            sources.append(Source("compared", tell("export.compared", len(compared)), lambda: compared))
        if self.middle is self.results and self.results.lines:
            lines = self.results.lines
            label = tell("export.results", len(lines))
            sources.append(Source("results", label, lambda: [x.id for x in lines if x.kind != "region"]))
        if rows := self.facts.rows:
            sources.append(Source("shown", tell("export.shown", len(rows)), lambda: [f.id for f in rows]))
        return [*sources, Source("all", say("export.all"), lambda: "")]

    def marked_ids(self) -> list[str]:
        """Ids of the records that are marked; a place stands for its facts and meetings, with what lies below."""
        ids: dict[str, None] = {}
        for kind, id in self.shelf.marked():
            if kind == "region":
                library = self.shelf.library
                ids |= dict.fromkeys(f.id for f in library.facts(region=id, below=True, years=self.years))
                ids |= dict.fromkeys(m.id for m in library.meetings(id, below=True, years=self.years))
            else:
                ids[id] = None
        return list(ids)

    # Copies.

    def action_clip(self) -> None:
        """Copy something of the fact, or of the article where there is no fact."""
        from tui.screens.pick import Option, PickScreen

        options = self._copies()
        if not options:
            self.note(say("note.nothing_to_copy"))
            return
        shown = [Option(say(f"copy.{name}"), make().replace("\n", " ")[:60]) for name, make in options]

        def chosen(index: int | None) -> None:
            if index is not None:
                self._copy(options[index][1]())

        self.app.push_screen(PickScreen(say("copy.title"), shown), chosen)

    def _copies(self) -> list[tuple[str, Callable[[], str]]]:
        from tui import quoting

        fact = self.fact_here()
        article = self.shelf.article(fact.article) if fact else self.article
        if article is None:
            return []
        here: Article = article
        options: list[tuple[str, Callable[[], str]]] = []
        if fact is not None:
            found = fact
            options = [
                ("value", lambda: quoting.value(found)),
                ("sentence", lambda: quoting.sentence(here, found)),
                ("quote", lambda: quoting.quotation(here, found, self._office(found))),
                ("json", lambda: quoting.as_json(found)),
            ]
        options += [("citation", lambda: quoting.citation(here)), ("gb7714", lambda: quoting.gb7714(here))]
        if here.url:
            options.append(("url", lambda: here.url or ""))
        return options

    def _office(self, fact: Fact) -> str | None:
        """The office that the article gives the speaker of a quote."""
        if isinstance(fact, Person):
            return fact.title
        if not isinstance(fact, Quote):
            return None
        persons = [f for f in self.shelf.facts(article=fact.article, kind="person") if isinstance(f, Person)]
        return next((p.title for p in persons if p.name == fact.speaker and p.title), None)

    def _copy(self, text: str) -> None:
        from tui.clipboard import OSC52, copy

        way = copy(text, self.app.copy_to_clipboard)
        self.note(say("note.copied_by_terminal") if way == OSC52 else say("note.copied", way=way))

    def action_web(self) -> None:
        """Open the article's page, http or https only; else the file it came from in $EDITOR."""
        article = self.article
        if article is None:
            return
        if article.url and article.url.startswith(("http://", "https://")):
            self.app.open_url(article.url)
            self.note(say("note.opened", url=article.url))
            return
        path, editor = Path(article.source), os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor or not path.is_file():
            self.note(say("note.no_page"), warning=True)
            return
        with suppress(OSError), self.app.suspend():
            subprocess.run([*shlex.split(editor), str(path)], check=False)

    # Other programs.

    async def action_pipe(self) -> None:
        """Give the marked records, or the fact, as JSONL to a command."""
        await self.ask("pipe", say("prompt.pipe"))

    def prompt_closed(self, purpose: str, text: str, kept: bool) -> None:
        if purpose != "pipe":
            super().prompt_closed(purpose, text, kept)
        elif kept and text.strip():
            self._pipe(text)

    def _pipe(self, command: str) -> None:
        from tui.screens.export import write

        fact = self.fact_here()
        ids = self.marked_ids() or ([fact.id] if fact else [])
        written = io.StringIO()
        write(self.shelf.library.select(ids), "jsonl", written)
        try:
            with self.app.suspend():
                done = subprocess.run(command, shell=True, input=written.getvalue().encode(), check=False)
        except SuspendNotSupported:
            done = subprocess.run(
                command, shell=True, input=written.getvalue().encode(), capture_output=True, check=False
            )
        self.note(say("note.piped", status=done.returncode), warning=bool(done.returncode))

    # Import.

    def action_import(self) -> None:
        from tui.screens.importing import ImportScreen

        self.app.push_screen(ImportScreen(), self._begin_import)

    def _begin_import(self, path: Path | None) -> None:
        if path is not None:
            self.note(say("import.running", n=0, name=to_screen(path.name)))
            self.take_in([path])

    @work(thread=True, group="import", exclusive=False)
    def take_in(self, paths: list[Path]) -> None:
        """Import with a view of its own on the store; tell how far it is, and what became of it."""
        from multiprocessing import resource_tracker

        from store.database import Library
        from store.importer import Progress, import_paths
        from tui.screens.importing import told

        def progressed(progress: Progress) -> None:
            name = to_screen(Path(progress.name).name)
            self.app.call_from_thread(self.note, say("import.running", n=f"{progress.done:,}", name=name))

        # Textual's stand-in for stderr has no file; what starts the importer's processes would pass it on to them.
        if os.name == "posix":
            with redirect_stderr(sys.__stderr__):
                resource_tracker.ensure_running()
        try:
            with Library.open(self.shelf.library.root) as library:
                report = import_paths(library, paths, progress=progressed)
            lines = told(report)
        except (LichunError, OSError) as error:
            lines = [to_screen(str(error))]
        self.app.call_from_thread(self._imported, lines)

    def _imported(self, lines: list[str]) -> None:
        from tui.screens.card import CardScreen

        self.action_renew()
        self.app.push_screen(CardScreen(say("import.title"), Content("\n".join(lines))))

    def action_renew(self) -> None:
        """Take what other processes wrote."""


def _file_name(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in "-_")
