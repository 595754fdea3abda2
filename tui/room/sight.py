"""How an article is seen: in which script, and as clean text, with its repairs, or as received.

Tree, table, lists and the words of a Chinese interface follow the script. Conversion loads opencc and takes its time at first: it runs in a thread, the text stands as it is until then, and an
answer for an article that is no longer shown is dropped. Evidence stays lit in every script and view but the source
as received, which is the bytes and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from store.errors import LichunError
from store.records import Article, Fact, Person, Span
from tui import i18n
from tui.i18n import say
from tui.panes.sheet import Sheet, clean_sheet, received_sheet, repairs_sheet
from tui.room.desk import Desk
from tui.sanitize import to_screen

if TYPE_CHECKING:
    from store.language.script import Converted, Variant

VARIANTS: tuple[Variant, ...] = ("original", "hans", "hant", "twp", "hk")
View = Literal["clean", "repairs", "received"]
VIEWS: tuple[View, ...] = ("clean", "repairs", "received")


class Held(NamedTuple):
    """An article with what is shown of it."""

    article: Article
    facts: Sequence[Fact]
    reported: Sequence[Span]  # where it reports its meetings
    head: tuple[str, str]  # its title, and the line below it


class Turned(NamedTuple):
    """An article in another script."""

    article: str
    variant: Variant
    text: Converted
    title: str


class Sight:
    def __init__(self, desk: Desk, redraw: Callable[[], None]) -> None:
        """`redraw` is called when a conversion has come."""
        self.desk, self.redraw = desk, redraw
        self.variant: Variant = "original"
        self.view: View = "clean"
        self._turned: Turned | None = None
        self._asked: tuple[str, Variant] | None = None
        self._words: dict[Variant, Mapping[str, str]] = {}
        """A Chinese interface's own words in a script."""

    def begin(self, variant: str) -> None:
        """Take up the script of the last time."""
        self.variant = next((v for v in VARIANTS if v == variant), "original")

    def next_script(self) -> None:
        self.variant = VARIANTS[(VARIANTS.index(self.variant) + 1) % len(VARIANTS)]
        if self.view == "received":
            self.view = "clean"
        if self.variant == "original":
            i18n.put(None)
            self.desk.panes.speak_as(str)

    def next_view(self) -> None:
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]

    def sheet(self, held: Held) -> Sheet:
        """The article as it is to be shown now; in its own script until the conversion has come."""
        if self.view == "received":
            return self._received(held.article)
        if self.view == "repairs":
            return repairs_sheet(held.article, held.facts, held.reported, held.head)
        turned = self._turned
        if self.variant != "original":
            if turned is not None and (turned.article, turned.variant) == (held.article.id, self.variant):
                head = (turned.title, self.desk.panes.speak(held.head[1]))
                return clean_sheet(held.article, held.facts, held.reported, head, turned.text)
            self._ask_for(held)
        return clean_sheet(held.article, held.facts, held.reported, held.head)

    def _ask_for(self, held: Held) -> None:
        wanted = (held.article.id, self.variant)
        if self._asked != wanted:
            self._asked = wanted
            variant = self.variant
            self.desk.in_thread(lambda: self._convert(held, variant), "convert")

    def _convert(self, held: Held, variant: Variant) -> None:
        from store.language.script import convert

        names = sorted({f.name for f in held.facts if isinstance(f, Person) and f.name})
        text = convert(held.article.text, variant, source=held.article.script, names=names)
        title = convert(held.head[0], variant, source="Hans", names=names).text
        if i18n.language() == "zh" and variant not in self._words:
            self._words[variant] = i18n.turned(lambda line: convert(line, variant, source="Hans").text)
        self.desk.back(self._take, Turned(held.article.id, variant, text, title))

    def _take(self, turned: Turned) -> None:
        from store.language.script import convert

        if self._asked == (turned.article, turned.variant):
            self._asked = None
        if turned.variant != self.variant:
            return
        self._turned = turned
        variant = turned.variant
        i18n.put(self._words.get(variant))
        self.desk.panes.speak_as(lambda text: convert(text, variant, source="Hans").text if text else text)
        self.desk.restate()
        if self.view == "clean":
            self.redraw()

    def _received(self, article: Article) -> Sheet:
        """The bytes as received, decoded; a message where the store does not keep them or cannot read them."""
        from store.source.decode import decode
        from tui.i18n.errors import in_words

        try:
            data = self.desk.shelf.received(article.content) if article.content else None
            text = decode(data, name=article.source).text if data is not None else None
        except LichunError as error:
            return received_sheet(None, to_screen(in_words(str(error))))
        return received_sheet(text, say("empty.received"))
