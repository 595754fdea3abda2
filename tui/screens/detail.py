"""All of one fact: its fields with the rule that set each, its sentence, where it stands. Escape or Enter leaves."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.records import Fact, Figure
from tui.i18n import offered, say
from tui.screens.dialog import Dialog
from tui.shelf import Shelf
from tui.shown import day, figure_value, number

HIDDEN = frozenset({"start", "end", "trace", "article", "kind"})
SENTENCE_ENDS = "。！？!?；;\n"


class DetailScreen(Dialog[None]):
    BINDINGS: ClassVar = [Binding("enter,q", "leave", show=False)]

    def __init__(self, shelf: Shelf, fact: Fact) -> None:
        super().__init__(classes="detail")
        self.shelf, self.fact = shelf, fact

    def compose(self) -> ComposeResult:
        with self.frame(say(f"kind.{self.fact.kind}"), say("detail.hint")), VerticalScroll():
            yield Static(self.content(), markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def content(self) -> Content:
        """The whole card as one text."""
        parts: list[Content] = [self._sentence(), Content("")]
        for name, value in self.fact.to_json().items():
            if name not in HIDDEN and value not in (None, [], ""):
                parts.append(self._line(name, value))
        article = self.shelf.article(self.fact.article)
        if article is not None:
            where = " · ".join(filter(None, (article.title, article.publisher, day(article.published))))
            parts += [Content(""), Content.assemble((f"{say('detail.article')}  ", "$dim"), where)]
            if article.url:
                parts.append(Content.assemble((f"{say('detail.url')}  ", "$dim"), article.url))
        return Content("\n").join(parts)

    def _line(self, name: str, value: Any) -> Content:
        label = say(f"field.{name}") if offered(f"field.{name}") else name
        rule = self.fact.trace.get(name, "")
        return Content.assemble(
            (f"{label}  ", "$dim"),
            self._words(name, value),
            (f"   {rule}" if rule else "", "$faint italic"),
        )

    def _words(self, name: str, value: Any) -> str:
        if name == "region":
            return " / ".join(r.name for r in self.shelf.path(value)) + f" {value}"
        if name == "meeting":
            meeting = self.shelf.meeting(value)
            return f"{day(meeting.date)} {meeting.name}" if meeting else value
        if name == "value" and isinstance(self.fact, Figure):
            return f"{figure_value(self.fact)}  ({value:,})"
        if name in ("value_max", "tier_min"):
            return number(value, None)
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return say(f"value.{value}") if offered(f"value.{value}") else str(value)

    def _sentence(self) -> Content:
        article = self.shelf.article(self.fact.article)
        if article is None:
            return Content("")
        text, start, end = article.text, self.fact.start, self.fact.end
        left = max((text.rfind(c, 0, start) for c in SENTENCE_ENDS), default=-1) + 1
        right = min((at + 1 for c in SENTENCE_ENDS if (at := text.find(c, end)) >= 0), default=len(text))
        return Content.assemble(text[left:start], (text[start:end], "bold underline"), text[end:right].rstrip("\n"))
