"""A person's word on an article: its day, publisher, address, title. All that follows from them is recognised anew.

Comes in: an article as it was understood, and what a person said of it. Goes out: the same article with these fields as
given, its division, days, meetings and facts read by the same rules (今年 of a page whose year was entered once). The
importer and `refresh` go through here, so that a correction outlasts both; `settle` does it for what stands already.
What was said stays in `user.json`; it is undone by reading the kept source without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store.errors import LichunError, ReadError
from store.index.said import CORRECTED
from store.person.user import CORRECTIONS, key_of

if TYPE_CHECKING:
    from store.database import Library
    from store.records import Article
    from store.understanding import Understood


def said_of(library: Library, *ids: str | None) -> dict[str, Any]:
    """The fields that a person set of the first of these articles of which one said anything."""
    for i in ids:
        held = library.user.get(CORRECTIONS, key_of("article", i)) if i else None
        if held:
            return dict(held["fields"])
    return {}


def heeded(library: Library, found: Understood, earlier: str | None, *, to_write: bool = True) -> Understood:
    """What was understood, with a person's word on it where there is one; what it replaces is noted, if it is to stand.

    `earlier` is the id of the article whose newer version it is.
    """
    given = said_of(library, found.article.id, earlier)
    if not given:
        return found
    if to_write:
        note_extracted(library, found.article)
    return _read(found.article, found.data, given)


def note_extracted(library: Library, article: Article) -> None:
    """Keeps beside a correction what is extracted now: that is what undoing it goes back to."""
    key = key_of("article", article.id)
    held = library.user.get(CORRECTIONS, key)
    if held is not None:
        was = {name: [getattr(article, name), article.trace.get(name)] for name in held["fields"]}
        if was != held.get("was"):
            library.user.keep(CORRECTIONS, key, {"was": was})


def settle(library: Library, ids: Iterable[str]) -> None:
    """Recognises articles anew that are not as a person said, or still are where that was taken back."""
    for i in ids:
        article = library.stored_article(i)
        if article is None:
            continue
        given = said_of(library, i)
        held = library.user.get(CORRECTIONS, key_of("article", i)) or {}
        plain = _without(article, held.get("was", {}))
        if article.rules is None:  # no rules made its records: they stay
            library.commit([as_said(plain, given)], *library.extracted(i))
            continue
        data = library.source(article.content) if article.content else None
        again = _read(plain, data, given)
        library.commit(
            [replace(again.article, mirror_of=article.mirror_of)],
            again.mentions,
            again.facts,
        )


def _without(article: Article, was: Mapping[str, Any]) -> Article:
    """The article as it was extracted, as far as that is known."""
    trace = {name: rule for name, rule in article.trace.items() if rule != CORRECTED}
    known = {name: said for name, said in was.items() if article.trace.get(name) == CORRECTED}
    trace |= {name: rule for name, (_, rule) in known.items() if rule}
    return replace(article, **{name: value for name, (value, _) in known.items()}, trace=trace)


def _read(article: Article, data: bytes | None, given: Mapping[str, Any]) -> Understood:
    """From the kept source where it gives the same article; else from the article's own text."""
    from store.source.read import read_bytes
    from store.understanding import Understood, as_given, dated, understood

    for source in read_bytes(article.source, data) if data is not None else ():
        try:
            if not isinstance(source, ReadError):
                found = understood(as_given(source, article), given=given)
                if found.article.id == article.id:
                    return replace(found, article=replace(found.article, content=article.content))
        except LichunError:
            continue
    from store.recognise.recognise import recognise

    corrected = as_said(article, given)
    if "published" in given and article.trace.get("published") != "headline.dateline":
        corrected = replace(corrected, dateline=dated(corrected.dateline, corrected.published))
    parts = recognise(corrected)
    return Understood(corrected, parts.mentions, parts.facts, data or b"")


def as_said(article: Article, given: Mapping[str, Any]) -> Article:
    """The article with these fields as a person gave them."""
    return replace(article, **given, trace={**article.trace, **dict.fromkeys(given, CORRECTED)})
