"""Records given to other programs: the clipboard (`y`), a browser or an editor (`o`), a command's input (`|`)."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rich.cells import set_cell_size
from textual.app import SuspendNotSupported

from store.records import Article, Fact, Person, Quote
from tui.i18n import say
from tui.room.desk import Desk, Question
from tui.room.keeping import Keeping
from tui.room.reading import Reading
from tui.widgets.width import fit, width_of

SHOWN = 46
"""Cells of what would be copied: beside the longest name they fill the dialog of a narrow window."""


class Copying:
    def __init__(self, desk: Desk, reading: Reading, keeping: Keeping) -> None:
        self.desk, self.reading, self.keeping = desk, reading, keeping

    async def action_clip(self) -> None:
        """Copy something of the fact, or of the article where there is no fact."""
        from tui.screens.pick import Option, PickScreen

        options = self._copies()
        if not options:
            self.desk.note(say("note.nothing_to_copy"))
            return
        names = [say(f"copy.{name}") for name, _ in options]
        most = max(map(width_of, names))
        shown = [Option(f"{fit(name, most)}  {_ends(make())}") for name, (_, make) in zip(names, options, strict=True)]

        def chosen(index: int | None) -> None:
            if index is not None:
                self._copy(options[index][1]())

        await self.desk.show(PickScreen(say("copy.title"), shown), chosen)

    def _copies(self) -> list[tuple[str, Callable[[], str]]]:
        from tui import quoting

        fact = self.reading.fact_here()
        article = self.desk.shelf.article(fact.article) if fact else self.reading.article
        if article is None:
            return []
        here: Article = article
        options: list[tuple[str, Callable[[], str]]] = []
        if self.reading.article is not None and (span := self.reading.reader.chosen()):
            stretch, read = span, self.reading.article
            options.append(("selection", lambda: quoting.selected(read, *stretch)))
        if fact is not None:
            found = fact
            options += [
                ("value", lambda: quoting.value(here, found)),
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
        persons = [f for f in self.desk.shelf.facts(article=fact.article, kind="person") if isinstance(f, Person)]
        return next((p.title for p in persons if p.name == fact.speaker and p.title), None)

    def _copy(self, text: str) -> None:
        from tui.clipboard import OSC52, copy

        way = copy(text, self.desk.host.app.copy_to_clipboard)
        self.desk.note(say("note.copied_by_terminal") if way == OSC52 else say("note.copied", way=way))

    def action_web(self) -> None:
        """Open the article's page, http or https only; else the file it came from in $EDITOR."""
        article = self.reading.article
        if article is None:
            self.desk.note(say("note.nothing_shown"))
            return
        if article.url and article.url.startswith(("http://", "https://")):
            self.desk.host.app.open_url(article.url)
            self.desk.note(say("note.opened", url=article.url))
            return
        path, editor = Path(article.source), os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor or not path.is_file():
            self.desk.note(say("note.no_page"), warning=True)
            return
        with suppress(OSError), self.desk.host.app.suspend():
            subprocess.run([*shlex.split(editor), str(path)], check=False)

    async def action_pipe(self) -> None:
        """Give the marked records, or the fact, as JSONL to a command."""
        if not self._piped():
            self.desk.note(say("note.no_fact"))
            return

        def done(text: str, kept: bool) -> None:
            if kept and text.strip():
                self._pipe(text)

        await self.desk.ask(Question(say("prompt.pipe"), done))

    def _piped(self) -> list[str]:
        fact = self.reading.fact_here()
        return self.keeping.marked_ids() or ([fact.id] if fact else [])

    def _pipe(self, command: str) -> None:
        from tui.screens.export import write

        written = io.StringIO()
        write(self.desk.shelf.library.select(self._piped()), "jsonl", written)
        records = written.getvalue().encode()
        try:
            with self.desk.host.app.suspend():
                done = subprocess.run(command, shell=True, input=records, check=False)
        except SuspendNotSupported:
            done = subprocess.run(command, shell=True, input=records, capture_output=True, check=False)
        self.desk.note(say("note.piped", status=done.returncode), warning=bool(done.returncode))


def _ends(text: str) -> str:
    """Where a text begins and ends, on one line: what is quoted and by whom."""
    line = " ".join(text.split())
    return line if width_of(line) <= SHOWN else fit(line, SHOWN // 2) + set_cell_size(line[::-1], SHOWN // 2)[::-1]
