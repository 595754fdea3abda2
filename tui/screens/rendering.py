"""The script and the view in which an article is read: `t` cycles scripts, `r` goes from the clean text to the source.

Conversion loads opencc and takes its time at first: it runs in a thread, the text stands as it is until then, and an
answer for an article that is no longer shown is dropped. Evidence stays lit in every script and view but the source
as received, which is the bytes and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from textual import work

from store.errors import LichunError
from store.records import Article, Fact, Person
from tui.i18n import say
from tui.panes.sheet import Sheet, clean_sheet, received_sheet, repairs_sheet
from tui.sanitize import to_screen
from tui.screens.reading import Reading

if TYPE_CHECKING:
    from store.language.script import Converted, Variant

VARIANTS: tuple[Variant, ...] = ("original", "hans", "hant", "twp", "hk")
View = Literal["clean", "repairs", "received"]
VIEWS: tuple[View, ...] = ("clean", "repairs", "received")


class Rendering(Reading):
    variant: Variant = "original"
    view: View = "clean"
    _converted: tuple[str, Variant, Converted, str] | None = None
    """Article, variant, its text and its title in that script."""
    _asked_for: tuple[str, Variant] | None = None

    def begin(self) -> None:
        self.variant = next((v for v in VARIANTS if v == self.state.variant), "original")
        super().begin()

    # Script.

    def action_variant(self) -> None:
        """Show the article in the next script, in place."""
        self.variant = VARIANTS[(VARIANTS.index(self.variant) + 1) % len(VARIANTS)]
        if self.view == "received":
            self.view = "clean"
        self.draw_article()
        if self.variant == "original":
            self._speak(str)
        self.show_status()

    def _speak(self, speak: Callable[[str], str]) -> None:
        """Let tree, table and titles follow the script of the article."""
        self.speak = self.facts.shown = self.tree_pane.shown = speak
        self.facts.refresh()
        self.tree_pane.refresh()

    def sheet(self) -> Sheet:
        assert self.article is not None
        if self.view == "received":
            return self._received(self.article)
        if self.view == "repairs":
            return repairs_sheet(self.article, self.article_facts, self.reported(), self.head_lines())
        if self.variant == "original":
            return super().sheet()
        held = self._converted
        if held is None or held[:2] != (self.article.id, self.variant):
            self._ask_for(self.article)
            return super().sheet()
        _, line = self.head_lines()
        return clean_sheet(self.article, self.article_facts, self.reported(), (held[3], self.speak(line)), held[2])

    def _ask_for(self, article: Article) -> None:
        wanted = (article.id, self.variant)
        if self._asked_for != wanted:
            self._asked_for = wanted
            self._convert(article, tuple(self.article_facts), self.variant, self.head_lines()[0])

    @work(thread=True, group="convert", exclusive=True, exit_on_error=False)
    def _convert(self, article: Article, facts: tuple[Fact, ...], variant: Variant, title: str) -> None:
        from store.language.script import convert

        names = sorted({f.name for f in facts if isinstance(f, Person) and f.name})
        text = convert(article.text, variant, source=article.script, names=names)
        head = convert(title, variant, source="Hans", names=names).text
        self.app.call_from_thread(self._take, (article.id, variant, text, head))

    def _take(self, converted: tuple[str, Variant, Converted, str]) -> None:
        from store.language.script import convert

        variant = converted[1]
        self._asked_for = None
        if self.article is None or converted[:2] != (self.article.id, self.variant):
            return
        self._converted = converted
        self._speak(lambda text: convert(text, variant, source="Hans").text if text else text)
        self.show_status()
        if self.view == "clean":
            self.draw_article()

    # View.

    def action_received(self) -> None:
        """From the clean text to repairs and dropped lines in their places, to the source as received, and back."""
        if self.article is None:
            return
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        self.draw_article()
        article = self.article
        if self.view == "repairs":
            self.note(say("note.repairs", repairs=len(article.repaired), dropped=len(article.dropped)))
        else:
            self.note(say(f"note.{self.view}"))

    def _received(self, article: Article) -> Sheet:
        """The bytes as received, decoded; a message where the store does not keep them or cannot read them."""
        from store.source.decode import decode

        try:
            data = self.shelf.received(article.content) if article.content else None
            text = decode(data, name=article.source).text if data is not None else None
        except LichunError as error:
            return received_sheet(None, to_screen(str(error)))
        return received_sheet(text, say("empty.received"))

    def conditions(self) -> list[str]:
        view = [say(f"view.{self.view}")] if self.view != "clean" else []
        return [*view, say(f"variant.{self.variant}"), *super().conditions()]
