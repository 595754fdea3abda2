"""What a person added stays with what it was added to, whatever newer rules make of the article.

Comes in: a record at the moment at which something was added to it, and later the library as it is by then. Goes out: an
anchor (article, kind, the quoted evidence with what stands around it, value), and the id of the one record that it fits
now: by exact quote, then by overlap. Where none fits, or more than one, it says so; nothing is dropped or guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from store.records import Article, Fact, Meeting

AROUND = 20  # signs kept on either side of a quote
Anchor = Mapping[str, Any]


class Anchoring(Protocol):
    """What is asked of the library."""

    def article(self, article_id: str) -> Article | None: ...

    def meeting(self, meeting_id: str) -> Meeting | None: ...

    def fact(self, fact_id: str) -> Fact | None: ...

    def facts_of(self, article_id: str) -> list[Fact]: ...

    def standing(self, kind: str, record: str) -> str | None: ...

    def by_url(self, url: str) -> str | None: ...

    def by_content(self, content_id: str) -> str | None: ...

    def meetings_of(self, region: str | None, first: str | None) -> list[Meeting]: ...


def anchor(library: Anchoring, kind: str, record: str) -> Anchor:
    """What a record is known by; empty where there is no such record."""
    if kind == "fact" and (fact := library.fact(record)) and (article := library.article(fact.article)):
        text, start, end = article.text, fact.start, fact.end
        return {
            "article": fact.article,
            **_article(article),
            "kind": fact.kind,
            "quote": text[start:end],
            "before": text[max(start - AROUND, 0) : start],
            "after": text[end : end + AROUND],
            "value": _value(fact),
        }
    if kind == "article" and (article := library.article(record)):
        return _article(article)
    if kind == "meeting" and (meeting := library.meeting(record)):
        return {
            "region": meeting.region,
            "first": (meeting.date or "").split("/")[0] or None,
            "name": meeting.name,
            "articles": list(meeting.articles),
        }
    return {}


def _article(article: Article) -> dict[str, Any]:
    return {"url": article.url, "content": article.content, "title": article.title}


def _value(fact: Fact) -> Any:
    return next((v for name in ("value", "name", "text") if (v := getattr(fact, name, None)) is not None), None)


def fits(library: Anchoring, kind: str, held: Anchor) -> list[str]:
    """Ids of the records that an anchor may mean now; one where it is certain."""
    if kind == "article":
        return _articles(library, held)
    if kind == "meeting":
        return _meetings(library, held)
    if kind == "fact" and "quote" in held:
        articles = [held["article"]] if library.article(held["article"]) else _articles(library, held)
        return _facts(library, articles[0], held) if len(articles) == 1 else []
    return []


def _articles(library: Anchoring, held: Anchor) -> list[str]:
    by_url = library.by_url(held["url"]) if held.get("url") else None
    by_content = library.by_content(held["content"]) if held.get("content") else None
    return list(dict.fromkeys(i for i in (by_url or by_content,) if i))


def _meetings(library: Anchoring, held: Anchor) -> list[str]:
    """Meetings of its division and day that its articles report."""
    there = library.meetings_of(held.get("region"), held.get("first"))
    shared = [m for m in there if set(m.articles) & set(held.get("articles", ()))]
    named = [m for m in shared if held.get("name") in (m.name, *m.aka)]
    return [m.id for m in named or shared]


def _facts(library: Anchoring, article_id: str, held: Anchor) -> list[str]:
    article = library.article(article_id)
    if article is None:
        return []
    same_kind = [f for f in library.facts_of(article_id) if f.kind == held["kind"]]
    quoted = [f for f in same_kind if article.text[f.start : f.end] == held["quote"]]
    around = [f for f in quoted if _around(article.text, f) == (held["before"], held["after"])]
    for found in (around, quoted):
        if found:
            return _by_value(found, held)
    whole = held["before"] + held["quote"] + held["after"]
    at = article.text.find(whole)
    start = at + len(held["before"]) if at >= 0 else article.text.find(held["quote"])
    if start < 0:
        return []
    end = start + len(held["quote"])
    return _by_value([f for f in same_kind if f.start < end and start < f.end], held)


def _around(text: str, fact: Fact) -> tuple[str, str]:
    return text[max(fact.start - AROUND, 0) : fact.start], text[fact.end : fact.end + AROUND]


def _by_value(facts: list[Fact], held: Anchor) -> list[str]:
    same = [f.id for f in facts if _value(f) == held["value"]]
    return same or [f.id for f in facts]
