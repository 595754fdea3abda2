"""All of one fact as text: its fields with the rule that set each, its sentence, where it stands."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from store.records import Fact, Figure
from tui.fields import label_of
from tui.i18n import say, worded
from tui.quoting import sentence_span, with_guesses
from tui.shelf import Shelf
from tui.shown import day, figure_value, number
from tui.trust import OWN, told

HIDDEN = frozenset({"start", "end", "trace", "article", "kind"})


def fact_card(shelf: Shelf, fact: Fact, sources: int = 1) -> Content:
    """The whole card of a fact; `sources` is how many articles say it."""
    parts: list[Content] = [_sentence(shelf, fact), Content("")]
    for name, value in fact.to_json().items():
        hidden = name in HIDDEN or (name == "corrected" and OWN in fact.corrected)
        if not hidden and value not in (None, [], ""):
            parts.append(_line(shelf, fact, name, value))
    article = shelf.article(fact.article)
    if article is not None:
        where = " · ".join(filter(None, (article.title, article.publisher, day(article.published))))
        parts += [Content(""), Content.assemble((f"{say('card.article')}  ", "$dim"), where)]
        if article.url:
            parts.append(Content.assemble((f"{say('card.url')}  ", "$dim"), article.url))
    if words := told(fact, sources):
        parts += [Content(""), Content.assemble((f"{say('trust.legend')}  ", "$dim"), words)]
    return Content("\n").join(parts)


def _line(shelf: Shelf, fact: Fact, name: str, value: Any) -> Content:
    label = label_of(fact.kind, name)
    rule = fact.trace.get(name, "")
    return Content.assemble(
        (f"{label}  ", "$dim"), _words(shelf, fact, name, value), (f"   {rule}" if rule else "", "$faint italic")
    )


def _words(shelf: Shelf, fact: Fact, name: str, value: Any) -> str:
    if name == "region":
        return " / ".join(r.name for r in shelf.path(value)) + f" {value}"
    if name == "meeting":
        meeting = shelf.meeting(value)
        return f"{day(meeting.date)} {meeting.name}" if meeting else value
    if name == "value" and isinstance(fact, Figure):
        return f"{figure_value(fact)}  ({value:,})"
    if name in ("value_max", "tier_min"):
        return number(value, None)
    if name in ("inferred", "corrected"):
        return ", ".join(label_of(fact.kind, v) for v in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return worded(str(value))


def _sentence(shelf: Shelf, fact: Fact) -> Content:
    article = shelf.article(fact.article)
    if article is None:
        return Content("")
    left, right = sentence_span(article.text, fact.start, fact.end)
    start, end = fact.start, fact.end
    return Content.assemble(
        with_guesses(article, left, start),
        (with_guesses(article, start, end), "bold underline"),
        with_guesses(article, end, right),
    )
