"""What a person added stays with what it was added to, whatever newer rules make of the article.

Comes in: a record at the moment at which something was added to it, and later the library as it is by then. Goes out: an
anchor (article, kind, the quoted evidence with what stands around it, value), and the id of the one record that it fits
now: by exact quote, then by overlap. Where none fits, or more than one, it says so; nothing is dropped or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from store.records import Article, Fact

if TYPE_CHECKING:
    from store.listing.meetings import ReportRow
    from store.reading import Reading

STOP = re.compile(r"[。！？!?；;\n]+")
_WORDS = 40  # signs of an article's longest sentence, by which its newer version is known
TELLING = 8  # signs from which words are of one article
TITLED = 5  # articles of one title that are compared
AROUND = 20  # signs kept on either side of a quote
Anchor = Mapping[str, Any]


def anchor(library: Reading, kind: str, record: str) -> Anchor:
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
            **(
                {"beside": beside} if (beside := [f.id for f in _overlapping(library, fact) if f.id != fact.id]) else {}
            ),
        }
    if kind == "article" and (article := library.article(record)):
        return _article(article)
    if kind == "meeting" and (meeting := library.meeting(record)):
        return {
            "region": meeting.region,
            "first": (meeting.date or "").split("/")[0] or None,
            "name": meeting.name,
            "articles": list(meeting.articles),
            "mentions": reports(library, record),
        }
    return {}


def _article(article: Article) -> dict[str, Any]:
    words = max(STOP.split(article.text), key=len, default="")[:_WORDS]
    return {"url": article.url, "content": article.content, "title": article.title, "words": words}


def _value(fact: Fact) -> Any:
    return next((v for name in ("value", "name", "text") if (v := getattr(fact, name, None)) is not None), None)


def fits(library: Reading, kind: str, held: Anchor) -> list[str]:
    """Ids of the records that an anchor may mean now; one where it is certain."""
    if kind == "article":
        return _articles(library, held)
    if kind == "meeting":
        return _meetings(library, held)
    if kind == "fact" and "quote" in held:
        articles = [held["article"]] if library.article(held["article"]) else _articles(library, held)
        return _facts(library, articles[0], held) if len(articles) == 1 else []
    return []


def _articles(library: Reading, held: Anchor) -> list[str]:
    """That of the same bytes, if it stands at the address still; else those there that bear its title or hold its words.

    An address alone proves nothing: a page may show others from day to day, and its own article be taken out. Nor does
    a title: of what has no address (a file that was edited) both must be the same.
    """
    by_content = library.by_content(held["content"]) if held.get("content") else None
    there = library.at_address(held["url"]) if held.get("url") else []
    if by_content and (by_content in there or not there):
        return [by_content]
    said = [words for name in ("quote", "words") if len(words := held.get(name) or "") >= TELLING]
    if not there:
        titled = [] if held.get("url") or not held.get("title") else library.without_address(held["title"], TITLED)
        return [a.id for a in library.read_articles(titled) if any(words in a.text for words in said)]
    found = [
        a.id
        for a in library.read_articles(there)
        if (a.title and a.title == held.get("title")) or any(words in a.text for words in said)
    ]
    return found or ([by_content] if by_content else [])


def _meetings(library: Reading, held: Anchor) -> list[str]:
    """Meetings of its division and day that its articles report."""
    there = library.meetings_of(held.get("region"), held.get("first"))
    shared = [m for m in there if set(m.articles) & set(held.get("articles", ()))]
    named = [m for m in shared if held.get("name") in (m.name, *m.aka)]
    if found := named or shared:
        return [m.id for m in found]
    # Its day or place is read otherwise now: by the words that reported it.
    moved = [row.own for m in held.get("mentions", ()) if (row := report(library, m)) is not None]
    return list(dict.fromkeys(i for own in moved if (i := library.standing("meeting", own))))


def reports(library: Reading, meeting_id: str, group: int | None = None) -> list[dict[str, Any]]:
    """Anchors of the reports that make a meeting: article, the id that it would bear alone, its evidence."""
    rows = library.reports_of(meeting_id)
    articles = {i: a for i in {r.article for r in rows} if (a := library.article(i)) is not None}
    found = []
    for row in rows:
        article = articles[row.article]
        anchor = {"article": row.article, "own": row.own, "quote": article.text[row.start : row.end]}
        place = {"start": row.start, "url": article.url, "content": article.content}
        found.append(anchor | place | ({} if group is None else {"group": group}))
    return found


def report(library: Reading, held: Anchor, *, extracted: bool = False) -> ReportRow | None:
    """The report that an anchor of one means now: of its id, else the one whose evidence is or overlaps the quote.

    `extracted`: its id is the one before a person took it away from others.
    """
    ids = [held["article"]] if library.standing("article", held["article"]) else _articles(library, held)
    rows = library.reports_in(ids[0]) if len(ids) == 1 else []
    if found := next((row for row in rows if held["own"] == (row.said if extracted else row.own)), None):
        return found
    article = library.article(ids[0]) if rows else None
    if article is None or not held["quote"]:
        return None
    at = article.text.find(held["quote"], max(held["start"] - AROUND, 0))
    start = at if at >= 0 else article.text.find(held["quote"])
    near = [row for row in rows if start >= 0 and row.start < start + len(held["quote"]) and start < row.end]
    return min(near, key=lambda row: abs(row.start - start), default=None)


# Facts that a person added


def added_id(article: Article, start: int, end: int, kind: str, values: Mapping[str, Any]) -> str:
    """The id of an added fact: of what makes it, never of offsets."""
    from hashlib import sha256

    from store.language.fold import fold

    said = next((str(v) for name in ("value", "name", "text") if (v := values.get(name)) is not None), "")
    parts = ("added", article.id, kind, fold(article.text[start:end]), said)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def added_anchor(article: Article, start: int, end: int, kind: str) -> dict[str, Any]:
    """The words that an added fact stands on, with what is around them."""
    text = article.text
    quote = text[start:end]
    literal = None if kind == "figure" else quote  # which of the words are the number, nobody said
    if literal and article.script == "Hant":
        from store.language.script import simplify

        literal = simplify(quote)
    around = {"before": text[max(start - AROUND, 0) : start], "after": text[end : end + AROUND]}
    return {**_article(article), "quote": quote, "literal": literal, **around}


def stands_at(library: Reading, held: Anchor) -> tuple[str, int, int] | None:
    """Article, start and end where an added fact's words stand now; None where they do not, or in several places."""
    ids = [held["article"]] if library.article(held["article"]) else _articles(library, held)
    article = library.article(ids[0]) if len(ids) == 1 else None
    if article is None:
        return None
    text, quote = article.text, held["quote"]
    whole = held["before"] + quote + held["after"]
    for words, before in ((whole, len(held["before"])), (quote, 0)):
        at = text.find(words)
        if at >= 0 and (before or text.find(words, at + 1) < 0):
            return article.id, at + before, at + before + len(quote)
    return None


def _facts(library: Reading, article_id: str, held: Anchor) -> list[str]:
    article = library.article(article_id)
    if article is None:
        return []
    beside = held.get("beside", ())  # these stood there too, and are no newer reading of it
    same_kind = [f for f in library.facts_of(article_id) if f.kind == held["kind"] and f.id not in beside]
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


def _overlapping(library: Reading, fact: Fact) -> list[Fact]:
    """The facts of its kind whose evidence overlaps that of a fact."""
    here = (f for f in library.facts_of(fact.article) if f.kind == fact.kind)
    return [f for f in here if f.start < fact.end and fact.start < f.end]


def _around(text: str, fact: Fact) -> tuple[str, str]:
    return text[max(fact.start - AROUND, 0) : fact.start], text[fact.end : fact.end + AROUND]


def _by_value(facts: list[Fact], held: Anchor) -> list[str]:
    same = [f.id for f in facts if _value(f) == held["value"]]
    return same or [f.id for f in facts]
