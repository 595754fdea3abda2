"""The export dialog: what, in which format, script and language, to which file, with its first lines beforehand.

The name of the file is proposed from what is exported and follows the choice until a person writes one. Nothing is
written until Enter, and no file is overwritten unless Enter is pressed a second time. Gives what was written, in words,
or None.
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
from tui.i18n import LANGUAGES, catalogue, language, say, tell
from tui.i18n.errors import in_words
from tui.sanitize import to_screen
from tui.screens.dialog import Dialog
from tui.widgets.option_row import OptionRow

if TYPE_CHECKING:
    from store.database import Library

FORMATS: Mapping[str, str] = {"csv": "csv", "json": "json", "jsonl": "jsonl", "xlsx": "xlsx", "markdown": "md"}
"""Format → the end of the file's name."""
VARIANTS = ("original", "hans", "hant", "twp", "hk")
PREVIEWED = 3
Row = dict[str, str | int | float | None]
PREVIEW_LINES = 7


@dataclass(frozen=True, slots=True)
class Choices:
    """What stands in the rows of the dialog."""

    what: str
    form: str
    variant: str
    lang: str


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be exported: its ids are asked for when they are wanted."""

    name: str  # marked, shown, all
    label: str
    ids: Callable[[], str | Sequence[str]]
    stem: str = "lichun"  # of the file's name
    rows: Callable[[], Sequence[Row]] | None = None
    """Of a view that is kept as it stands (tui/tabled.py): its rows, in the stead of records."""


class ExportScreen(Dialog[str]):
    def __init__(self, library: Library, sources: Sequence[Source], *, variant: str) -> None:
        super().__init__(classes="export")
        self.library, self.sources = library, {s.name: s for s in sources}
        self.variant = variant
        self._sure: Path | None = None
        self._proposed = ""

    def compose(self) -> ComposeResult:
        with self.frame(say("export.title"), say("export.hint")):
            yield OptionRow(say("export.what"), [(s.name, s.label) for s in self.sources.values()], id="what")
            yield OptionRow(say("export.format"), [(f, f) for f in FORMATS], id="format")
            yield OptionRow(
                say("export.script"), [(v, say(f"variant.{v}")) for v in VARIANTS], self.variant, id="script"
            )
            yield OptionRow(
                say("export.lang"), [(n, say(f"export.lang_{n}")) for n in LANGUAGES], language(), id="lang"
            )
            yield Input(id="path", compact=True, select_on_focus=False)
            yield Static("", id="said", markup=False)
            yield Static("", id="preview", markup=False)

    def on_mount(self) -> None:
        self.query_one("#what").focus()
        self._propose()
        self._preview()

    def _propose(self) -> None:
        """Name the file after what is chosen, unless a person named it; then only its ending follows the format."""
        field = self.query_one("#path", Input)
        ending = f".{FORMATS[self._chosen('format')]}"
        written = Path(field.value)
        if field.value == self._proposed:
            self._proposed = field.value = str(Path.cwd() / f"{self.sources[self._chosen('what')].stem}{ending}")
        elif written.suffix.lstrip(".") in FORMATS.values():
            field.value = str(written.with_suffix(ending))

    def _chosen(self, row: str) -> str:
        return self.query_one(f"#{row}", OptionRow).chosen

    @on(OptionRow.Changed)
    def _changed(self) -> None:
        self._propose()
        self._sure = None
        self._say("")
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
            self._write(path, self._choices(), self._sure == path)

    def _choices(self) -> Choices:
        return Choices(*(self._chosen(row) for row in ("what", "format", "script", "lang")))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(text))

    @work(thread=True, group="export", exclusive=True)
    def _write(self, path: Path, chosen: Choices, force: bool) -> None:
        source = self.sources[chosen.what]
        try:
            if source.rows is not None:
                rows = source.rows()
                write_view(rows, chosen, path, force=force)
                counted = tell("count.rows", len(rows))
            else:
                selection = self.library.select(source.ids())
                write(selection, chosen.form, path, variant=chosen.variant, lang=chosen.lang, force=force)
                counted = tell("count.facts", len(selection.fact_ids))
        except (LichunError, OSError) as error:
            self.app.call_from_thread(self._say, to_screen(in_words(str(error))))
            return
        done = say("export.done", facts=counted, path=to_screen(str(path)))
        if self.library.unreadable():
            done = say("export.less", done=done)
        self.app.call_from_thread(self.dismiss, done)

    @work(thread=True, group="preview", exclusive=True)
    def _preview(self) -> None:
        """How much it is, and the first lines of the file that would be written."""
        chosen = self.app.call_from_thread(self._choices)
        source = self.sources[chosen.what]
        try:
            if source.rows is not None:
                rows = source.rows()
                lines = [tell("count.rows", len(rows)), "", *self._first_lines(rows[:PREVIEWED], chosen)]
            else:
                whole = self.library.select(source.ids())
                facts = tell("count.facts", len(whole.fact_ids))
                articles = tell("count.articles", len(whole.article_ids))
                some = say("export.some", n=PREVIEWED) if len(whole.fact_ids) > PREVIEWED else ""
                lines = [say("export.counted", facts=facts, articles=articles) + some, ""]
                lines += self._first_lines(whole.fact_ids[:PREVIEWED], chosen)
        except (LichunError, OSError) as error:
            lines = [to_screen(in_words(str(error)))]
        self.app.call_from_thread(self._previewed, chosen, lines)

    def _previewed(self, chosen: Choices, lines: list[str]) -> None:
        """Show it, unless something else was chosen meanwhile: a thread that was overtaken ends when it likes."""
        if chosen == self._choices():
            self.query_one("#preview", Static).update(Content("\n".join(lines)))

    def _first_lines(self, some: Sequence[Any], chosen: Choices) -> list[str]:
        """Of ids of facts or rows of a view."""
        if chosen.form == "xlsx":
            return [say("export.no_preview")]
        written = io.StringIO()
        if self.sources[chosen.what].rows is not None:
            write_view(some, chosen, written)
        else:
            write(self.library.select(some), chosen.form, written, variant=chosen.variant, lang=chosen.lang)
        return [to_screen(line)[:400] for line in written.getvalue().lstrip("\ufeff").splitlines()[:PREVIEW_LINES]]


def write_view(rows: Sequence[Row], chosen: Choices, to: Any, *, force: bool = False) -> None:
    """A view as it stands, its headings in the language chosen."""
    from tui.tabled import write as write_rows

    words = catalogue(chosen.lang)
    write_rows(rows, chosen.form, to, heads=lambda name: words[f"tabled.{name}"], force=force)


def write(selection: Any, form: str, to: Any, **options: Any) -> None:
    """Export with what stands in the store; loaded when it is first wanted."""
    from store.export import export

    export(selection, form, to, **{"lang": language(), **options})
