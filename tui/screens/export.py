"""The export dialog: what, in which format and script, to which file, with the first lines of what will be written.

Nothing is written until Enter, and no file is overwritten unless Enter is pressed a second time. Gives what was
written, in words, or None.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from store.errors import LichunError
from tui.i18n import language, say, tell
from tui.sanitize import to_screen
from tui.screens.dialog import Dialog
from tui.widgets.option_row import OptionRow

if TYPE_CHECKING:
    from store.database import Library

FORMATS: Mapping[str, str] = {"csv": "csv", "json": "json", "jsonl": "jsonl", "xlsx": "xlsx", "markdown": "md"}
"""Format → the end of the file's name."""
VARIANTS = ("original", "hans", "hant", "twp", "hk")
PREVIEWED = 3
PREVIEW_LINES = 7


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be exported: its ids are asked for when they are wanted."""

    name: str  # marked, shown, all
    label: str
    ids: Callable[[], str | Sequence[str]]


class ExportScreen(Dialog[str]):
    def __init__(self, library: Library, sources: Sequence[Source], *, stem: str, variant: str) -> None:
        super().__init__(classes="export")
        self.library, self.sources = library, {s.name: s for s in sources}
        self.stem, self.variant = stem, variant
        self._sure: Path | None = None

    def compose(self) -> ComposeResult:
        with self.frame(say("export.title"), say("export.hint")):
            yield OptionRow(say("export.what"), [(s.name, s.label) for s in self.sources.values()], id="what")
            yield OptionRow(say("export.format"), [(f, f) for f in FORMATS], id="format")
            yield OptionRow(
                say("export.script"), [(v, say(f"variant.{v}")) for v in VARIANTS], self.variant, id="script"
            )
            yield Input(str(self._path("csv")), id="path", compact=True, select_on_focus=False)
            yield Static("", id="said", markup=False)
            yield Static("", id="preview", markup=False)

    def on_mount(self) -> None:
        self.query_one("#what").focus()
        self._preview()

    def _path(self, form: str) -> Path:
        return Path.cwd() / f"{self.stem}.{FORMATS[form]}"

    def _chosen(self, row: str) -> str:
        return self.query_one(f"#{row}", OptionRow).chosen

    @on(OptionRow.Changed)
    def _changed(self) -> None:
        field = self.query_one("#path", Input)
        old = Path(field.value)
        if old.suffix.lstrip(".") in FORMATS.values():
            field.value = str(old.with_suffix(f".{FORMATS[self._chosen('format')]}"))
        self._sure = None
        self._preview()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._sure = None

    @on(Input.Submitted)
    @on(OptionRow.Accepted)
    def _accepted(self) -> None:
        path = Path(self.query_one("#path", Input).value).expanduser()
        if not path.name or path.is_dir():
            self._say(say("export.no_name"))
        elif path.exists() and self._sure != path:
            self._sure = path
            self._say(say("export.exists", path=to_screen(str(path))))
        else:
            self._say(say("export.writing"))
            self._write(path, self._chosen("what"), self._chosen("format"), self._chosen("script"))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(text))

    @work(thread=True, group="export", exclusive=True)
    def _write(self, path: Path, what: str, form: str, variant: str) -> None:
        try:
            selection = self.library.select(self.sources[what].ids())
            write(selection, form, path, variant=variant, force=self._sure == path)
        except (LichunError, OSError) as error:
            self.app.call_from_thread(self._say, to_screen(str(error)))
            return
        facts = tell("count.facts", len(selection.fact_ids))
        self.app.call_from_thread(self.dismiss, say("export.done", facts=facts, path=to_screen(str(path))))

    @work(thread=True, group="preview", exclusive=True)
    def _preview(self) -> None:
        """The first lines of the file that would be written."""
        what, form, variant = (self.app.call_from_thread(self._chosen, row) for row in ("what", "format", "script"))
        try:
            ids = self.sources[what].ids()
            whole = self.library.select(ids)
            counted = say("export.counted", facts=f"{len(whole.fact_ids):,}", articles=f"{len(whole.article_ids):,}")
            lines = [counted, "", *self._first_lines(whole.fact_ids[:PREVIEWED], form, variant)]
        except (LichunError, OSError) as error:
            lines = [to_screen(str(error))]
        self.app.call_from_thread(self.query_one("#preview", Static).update, Content("\n".join(lines)))

    def _first_lines(self, ids: Sequence[str], form: str, variant: str) -> list[str]:
        if form == "xlsx":
            return [say("export.no_preview")]
        written = io.StringIO()
        write(self.library.select(ids), form, written, variant=variant)
        return [to_screen(line)[:400] for line in written.getvalue().splitlines()[:PREVIEW_LINES]]


def write(selection: Any, form: str, to: Any, **options: Any) -> None:
    """Export with what stands in the store; loaded when it is first wanted."""
    from store.export import export

    export(selection, form, to, lang=language(), **options)
