"""New articles taken in while one goes on reading: the import, and the five samples in a store of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path

from textual.content import Content

from store.errors import LichunError
from tui.i18n import say
from tui.room.desk import Desk
from tui.sanitize import to_screen

GROUP = "import"


class Taking:
    def __init__(self, desk: Desk, renew: Callable[[], None], change_store: Callable[[Path], object]) -> None:
        """`renew` shows the store anew where one is, `change_store` shows another."""
        self.desk, self.renew, self.change_store = desk, renew, change_store

    async def action_import(self) -> None:
        from tui.screens.importing import ImportScreen

        await self.desk.show(ImportScreen(), self._begin)

    async def action_import_here(self) -> None:
        await self.action_import()

    def _begin(self, path: Path | None) -> None:
        if path is not None:
            self.desk.note(say("import.running", n=0, name=to_screen(path.name)))
            self.take_in([path])

    def take_in(self, paths: list[Path]) -> None:
        """Import with a view of its own on the store; tell how far it is, and what became of it."""
        self.desk.in_thread(lambda: self._import(paths), GROUP, exclusive=False, fatal=True)

    def _import(self, paths: list[Path]) -> None:
        from multiprocessing import resource_tracker

        from store.database import Library
        from store.importer import Progress, import_paths
        from tui.screens.importing import told

        def progressed(progress: Progress) -> None:
            name = to_screen(Path(progress.name).name)
            self.desk.back(self.desk.note, say("import.running", n=f"{progress.done:,}", name=name))

        # Textual's stand-in for stderr has no file; what starts the importer's processes would pass it on to them.
        if os.name == "posix":
            with redirect_stderr(sys.__stderr__):
                resource_tracker.ensure_running()
        try:
            with Library.open(self.desk.shelf.library.root) as library:
                report = import_paths(library, paths, progress=progressed)
            lines = told(report)
        except (LichunError, OSError) as error:
            lines = [to_screen(str(error))]
        self.desk.back(self._imported, lines)

    async def _imported(self, lines: list[str]) -> None:
        from tui.screens.card import CardScreen

        self.renew()
        await self.desk.show(CardScreen(say("import.title"), Content("\n".join(lines))))

    def action_samples(self) -> None:
        """Open the five samples, in a store of their own."""
        self.desk.note(say("note.preparing"))
        self.desk.in_thread(self._prepare_samples, GROUP, fatal=True)

    def _prepare_samples(self) -> None:
        from tui.commands.browse import sample_store

        try:
            path = sample_store()
        except (LichunError, OSError) as error:
            self.desk.back(self.desk.note, to_screen(str(error)), warning=True)
        else:
            self.desk.back(self.change_store, path)
