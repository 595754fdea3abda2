"""New articles taken in while one goes on reading: the import, and the five samples in a store of their own.

What is imported while the samples are shown goes to the person's own store, which is shown then: the two never mix.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from textual.content import Content
from textual.widgets import Input

from store.errors import LichunError
from tui.i18n import language, say, tell
from tui.room.desk import Desk
from tui.sanitize import to_screen

GROUP = "import"
LOOK_AGAIN = 0.5
"""Seconds until it is looked again whether a report may be shown."""
TELL_EVERY = 0.1
"""Seconds between two words on how far an import is."""


class Taking:
    def __init__(
        self,
        desk: Desk,
        renew: Callable[[], None],
        change_store: Callable[[Path], object],
        show_new: Callable[[Sequence[str]], None],
    ) -> None:
        """`renew` shows the store anew where one is, `change_store` shows another, `show_new` these articles."""
        self.desk, self.renew, self.change_store, self.show_new = desk, renew, change_store, show_new
        self._told = 0.0
        self._own: Path | None = None
        """The store from which the samples were opened."""

    async def action_import(self) -> None:
        from tui.screens.importing import ImportScreen

        await self.desk.show(ImportScreen(), self._begin)

    async def action_import_here(self) -> None:
        await self.action_import()

    def _begin(self, path: Path | None) -> None:
        if path is not None:
            self.desk.note(say("import.running", n=0, name=to_screen(path.name)))
            self.take_in([path], self._instead())

    def _instead(self) -> Path | None:
        """The person's own store, where the samples are shown."""
        from store.database import default_place
        from tui.commands.browse import sample_place

        samples = sample_place().resolve()
        if Path(self.desk.shelf.library.root).resolve() != samples:
            return None
        own = self._own or default_place()
        return own if own.resolve() != samples else None

    def take_in(self, paths: Sequence[Path], into: Path | None = None) -> None:
        """Import in a process of its own, into this store or into another, which is shown then; tell how far it is."""
        store = into or Path(self.desk.shelf.library.root)
        self.desk.in_thread(lambda: self._import(store, paths, into is not None), GROUP, exclusive=False, fatal=True)

    def _import(self, store: Path, paths: Sequence[Path], other: bool) -> None:
        from tui.room.import_process import run

        def progressed(done: int, name: str) -> None:
            now = monotonic()
            if now - self._told > TELL_EVERY:
                self._told = now
                self.desk.back(self.desk.note, say("import.running", n=f"{done:,}", name=name))

        lines, ids = run(store, language(), paths, progressed)
        if other:
            lines = [*lines, "", say("import.own", store=to_screen(str(store)))]
        self.desk.back(self._imported, lines, ids, store if other else None)

    def _busy(self) -> bool:
        """Whether a person types or chooses something: nothing may take his keys."""
        app = self.desk.host.app
        return app.screen is not self.desk.host or isinstance(app.focused, Input)

    async def _imported(self, lines: list[str], ids: list[str], other: Path | None) -> None:
        from tui.screens.card import CardScreen

        if self._busy():
            self.desk.host.set_timer(LOOK_AGAIN, lambda: self._imported(lines, ids, other))
            return
        if other is None or Path(self.desk.shelf.library.root) == other:
            self.renew()
        else:
            self.change_store(other)

        def answered(wanted: bool | str | None) -> None:
            if wanted:
                self.show_new(ids)

        hint = tell("import.open", len(ids)) if ids else ""
        await self.desk.show(CardScreen(say("import.title"), Content("\n".join(lines)), hint), answered)

    def action_samples(self) -> None:
        """Open the five samples, in a store of their own."""
        self.desk.note(say("note.preparing"))
        self.desk.in_thread(self._prepare_samples, GROUP, fatal=True)

    def _prepare_samples(self) -> None:
        from tui.commands.browse import sample_store

        try:
            path = sample_store()
            here = Path(self.desk.shelf.library.root)
            if here.resolve() != path.resolve():
                self._own = here
        except (LichunError, OSError) as error:
            self.desk.back(self.desk.tell, error)
        else:
            self.desk.back(self.change_store, path)
