"""The import dialog: a path, with the folders and files it may lead to. Gives the path that is to be imported.

The import itself is the room's: it runs in a thread with a view of its own on the store while one goes on reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from tui.i18n import say, tell
from tui.i18n.errors import in_words
from tui.sanitize import to_screen
from tui.screens.dialog import ChoiceList, Dialog, QueryInput
from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit

if TYPE_CHECKING:
    from store.importer import ImportReport

LISTED = 500
FAILURES, PASSED = 12, 6


class ImportScreen(Dialog[Path]):
    BINDINGS: ClassVar = [Binding("tab", "complete", show=False)]

    def __init__(self, start: Path | None = None) -> None:
        super().__init__(classes="import")
        self.start = start or Path.cwd()
        self.entries: list[Path] = []

    def compose(self) -> ComposeResult:
        with self.frame(say("import.title"), say("import.hint")):
            yield QueryInput(f"{self.start}/", compact=True, select_on_focus=False)
            yield ChoiceList(self.draw, self.descend)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        self.query_one(QueryInput).focus()
        self._list(f"{self.start}/")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    def _list(self, text: str) -> None:
        """The entries of the folder that was typed which begin as the rest does."""
        folder, _, begun = meant(text).rpartition("/")
        self.entries = []
        with suppress(OSError):
            found = sorted(Path(folder or "/").expanduser().iterdir(), key=lambda p: (not p.is_dir(), p.name.lower()))
            self.entries = [
                p
                for p in found
                if p.name.lower().startswith(begun.lower()) and begun.startswith(".") == p.name.startswith(".")
            ][:LISTED]
        self.query_one(ChoiceList).show(len(self.entries), [say("import.nothing_here")])
        self._say(say("import.enter"))

    def draw(self, index: int, width: int) -> Iterable[Piece]:
        path = self.entries[index]
        name = to_screen(path.name) + ("/" if path.is_dir() else "")
        yield fit(f" {name}", width), "name" if path.is_dir() else ""

    def descend(self, index: int) -> None:
        """Put the entry into the line: a folder opens, a file is named."""
        path = self.entries[index]
        field = self.query_one(QueryInput)
        field.value = f"{path}/" if path.is_dir() else str(path)
        field.cursor_position = len(field.value)
        field.focus()

    def action_complete(self) -> None:
        if self.entries:
            self.descend(self.query_one(ChoiceList).cursor)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = Path(meant(event.value.strip()) or ".").expanduser()
        if path.exists():
            self.dismiss(path)
        else:
            self._say(say("import.missing", path=to_screen(str(path))))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(text))


def meant(line: str) -> str:
    """The path that a line names: a whole one, typed or pasted behind the folder that stands there, counts alone."""
    return line[max(line.rfind("//"), line.rfind("/~/")) + 1 :]


def told(report: ImportReport) -> list[str]:
    """The report in lines: the counts, then what failed, where, and what to do."""
    if not report.done:
        return [say("import.none")]
    lines = [say("import.report", new=report.new, same=report.same, replaced=report.replaced)]
    if report.failed:
        lines += ["", tell("import.failed", len(report.failed))]
        lines += [f"{to_screen(f.name)}: {to_screen(in_words(f.what))}" for f in report.failed[:FAILURES]]
        if len(report.failed) > FAILURES:
            lines.append(say("import.more", n=len(report.failed) - FAILURES))
    if report.passed:
        lines += ["", say("import.passed")]
        lines += [f"{to_screen(f.name)}: {to_screen(in_words(f.what))}" for f in report.passed[:PASSED]]
    return lines
