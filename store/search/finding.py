"""What a query finds: meetings and titles first, then texts, each newest first; facts where facts are asked for.

Comes in: a parsed query and the library. Goes out: hits, each with the sentence that answered and what to light up in
it. The index says which rows answer; a text is read only for the rows that are shown. Nothing is ever scanned.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, Protocol

from store.disk.folder import Folder
from store.errors import NotFound
from store.index.index import told
from store.index.layout import PART_BITS
from store.search import lookup, snippet
from store.search.asking import Asked, Asking, about_facts, about_meetings, check
from store.search.descent import Descent, last_part, outside, within
from store.search.query import Query

HEADS = 4  # headings that are looked at for each row shown: several name one article


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: the article it stands in, and the span of `Article.text` that answered (None: the title did)."""

    kind: Literal["article", "fact", "meeting"]
    id: str
    article: str
    title: str | None  # of the article, or the meeting's name
    snippet: str
    spans: tuple[tuple[int, int], ...]  # what to light up, in the snippet
    start: int | None
    end: int | None
    date: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Found:
    rows: tuple[Hit, ...]
    total: int | None  # articles, facts or meetings that answer; None where they were not counted
    near: tuple[str, ...] = ()  # what to ask instead, where nothing was found


class Searched(Protocol):
    """What a search needs of the library."""

    folder: Folder

    def documents(self, table: str, docs: Sequence[int]) -> list[dict[str, Any]]: ...

    def having(self, name: str, value: str) -> list[tuple[str, str]]: ...


Row = tuple[str, int]  # "article", "title", "meeting" or "fact", and its row


def find(
    library: Searched, query: Query, *, limit: int, offset: int, counted: bool = True, offer: bool = True
) -> Found:
    """The rows of a window. `counted` costs time on large stores, `offer` where nothing is found."""
    try:
        rows = list(islice(_rows(library, query, limit + offset), offset, offset + limit))
        total = count(library, query) if counted else None
    except NotFound as error:
        return Found((), 0, error.near)
    except sqlite3.DatabaseError as error:
        raise told(library.folder.index.file, error) from error
    hits = _hits(library, query, rows)
    if total is not None and not about_facts(query):
        total = max(total, len({hit.article for hit in hits}))  # a meeting's name need not stand in the text
    near = _near(library, query) if offer and not hits and not offset else ()
    return Found(tuple(hits), total, near)


def count(library: Searched, query: Query) -> int:
    """How many articles, facts or meetings answer."""
    db = library.folder.index.db
    asking = Asking(query, db, library.having)
    if about_meetings(query):
        asked = asking.meetings()
        source, where, values = _meetings(asked)
        return _number(db, f"SELECT count(DISTINCT m.meeting) FROM {source} WHERE {where}", values)
    if about_facts(query):
        asked = asking.facts()
        where, values = asked.sql("f.row")
        among, more = asking.in_articles().among("f.article")
        return _number(db, f"SELECT count(*) FROM {_told(asked)} WHERE {where} AND {among}", [*values, *more])
    asked = asking.articles()
    where, values = asked.sql("a.row")
    (dead,) = db.execute("SELECT coalesce((SELECT value FROM state WHERE key = 'dead'), 0)").fetchone()
    if asked.expression and not asked.where and not dead:
        return _number(db, f"SELECT count(*) FROM body WHERE {where}", values)
    return _number(db, f"SELECT count(*) FROM {_source(asked)} WHERE {where}", values)


def rows(library: Searched, query: Query) -> Iterator[Row]:
    """All rows that answer, for a selection; all articles for an empty query."""
    if not query:
        return (
            ("article", row) for (row,) in library.folder.index.db.execute("SELECT row FROM article ORDER BY row DESC")
        )
    return _rows(library, query, -1)


def _rows(library: Searched, query: Query, most: int) -> Iterator[Row]:
    """The rows that answer, best first, each once; at least as many as asked for, if there are (-1: all)."""
    check(query)
    db = library.folder.index.db
    asking = Asking(query, db, library.having)
    if not query:
        return
    if about_meetings(query):
        yield from _meeting_rows(db, asking.meetings(), most)
    elif about_facts(query):
        yield from _fact_rows(db, asking)
    else:
        personal = bool(query.of("is", "tag"))
        if personal:
            yield from _meeting_rows(db, asking.meetings(), most)
        yield from _article_rows(db, asking, most)
        if personal:
            yield from _fact_rows(db, asking)


def _article_rows(db: sqlite3.Connection, asking: Asking, most: int) -> Iterator[Row]:
    asked = asking.articles()
    known: set[int] = set()
    heads, rest = asking.heads(asked)
    if heads.wanted:
        meetings: set[str] = set()
        where, values = heads.sql("h.rowid")
        source = f"head h CROSS JOIN article a ON a.row = h.rowid >> {PART_BITS}" if heads.where else "head h"
        sql = f"SELECT h.rowid, h.rowid >> {PART_BITS} FROM {source} WHERE {where} AND h.rowid <= ?"
        named = Descent(db, f"{sql} ORDER BY h.rowid DESC", values)
        for row, article in islice(_in_articles(db, named, rest), most * HEADS if most >= 0 else None):
            found = db.execute("SELECT meeting FROM mention WHERE row = ?", (row,)).fetchone()
            if found and found[0] not in meetings:
                meetings.add(found[0])
                yield "meeting", row
            elif row == article << PART_BITS and article not in known and _stands(db, article):
                known.add(article)
                yield "title", article
    where, values = asked.sql("a.row")
    order = "b.rowid" if asked.expression else "a.row"
    for (row,) in db.execute(
        f"SELECT a.row FROM {_source(asked)} WHERE {where} ORDER BY {order} DESC LIMIT ?",
        (*values, most + len(known) if most >= 0 else -1),
    ):
        if row not in known:
            yield "article", row


def _stands(db: sqlite3.Connection, article: int) -> bool:
    return db.execute("SELECT 1 FROM article WHERE row = ?", (article,)).fetchone() is not None


def _fact_rows(db: sqlite3.Connection, asking: Asking) -> Iterator[Row]:
    """Facts whose own words are asked for first, then those of articles that hold the words."""
    asked = asking.facts()
    known: set[int] = set()
    own = asking.own_words(asked)
    for one, rest in ((own, False), (asked, True)):
        if one is None:
            continue
        for row in _facts_within(db, one, asking.in_articles(words=rest)):
            if row not in known:
                if not rest:
                    known.add(row)
                yield "fact", row


def _facts_within(db: sqlite3.Connection, facts: Asked, articles: Asked) -> Iterator[int]:
    """The rows of facts whose articles meet what is asked of them, newest first."""
    where, values = facts.sql("f.row")
    order = "t.rowid" if facts.expression else "f.row"
    sql = f"SELECT f.row, f.article FROM {_told(facts)} WHERE {where} AND {order} <= ? ORDER BY {order} DESC"
    return (row for row, _ in _in_articles(db, Descent(db, sql, values), articles))


def _in_articles(db: sqlite3.Connection, found: Descent, articles: Asked) -> Iterator[tuple[Any, ...]]:
    """The rows (their own, their article's, …) whose articles meet what is asked of them."""
    expression = articles.expression or " OR ".join(f"({b})" for b in articles.barred)
    if not expression:
        return found.rows()
    held = Descent(
        db,
        "SELECT a.row, a.more FROM body b CROSS JOIN article a ON a.row = b.rowid"
        " WHERE body MATCH ? AND b.rowid <= ? ORDER BY b.rowid DESC",
        [expression],
    )
    return within(found, held) if articles.expression else outside(found, held)


def _meeting_rows(db: sqlite3.Connection, asked: Asked, most: int) -> Iterator[Row]:
    source, where, values = _meetings(asked)
    order = "h.rowid DESC" if asked.expression else "g.day DESC, m.row"
    seen: set[str] = set()
    for row, meeting in db.execute(
        f"SELECT m.row, m.meeting FROM {source} WHERE {where} ORDER BY {order} LIMIT ?", (*values, most * HEADS)
    ):
        if meeting not in seen:
            seen.add(meeting)
            yield "meeting", row


def _meetings(asked: Asked) -> tuple[str, str, list[object]]:
    """FROM, WHERE and values: from the headings where words are asked for, else from the meetings by day."""
    where, values = asked.sql("m.row")
    if asked.expression:
        return "head h CROSS JOIN mention m ON m.row = h.rowid CROSS JOIN meeting g ON g.id = m.meeting", where, values
    return "meeting g CROSS JOIN mention m ON m.meeting = g.id", where, values


def _source(asked: Asked) -> str:
    return "body b CROSS JOIN article a ON a.row = b.rowid" if asked.expression else "article a"


def _told(asked: Asked) -> str:
    return "told t CROSS JOIN fact f ON f.row = t.rowid" if asked.expression else "fact f"


def _number(db: sqlite3.Connection, sql: str, values: Sequence[object]) -> int:
    (n,) = db.execute(sql, values).fetchone()
    return int(n)


# Hits


def _hits(library: Searched, query: Query, rows: Sequence[Row]) -> list[Hit]:
    """Reads what is shown: of every row its article, and the fact where one answered."""
    db = library.folder.index.db
    words = [w.text for w in query.words if not w.excluded]
    docs = {row: _article_doc(db, *row) for row in rows}
    in_order = sorted(set(docs.values()))
    texts = dict(zip(in_order, library.documents("articles", in_order), strict=True))
    answers = _answers(library, query, rows)
    hits = []
    for kind, row in rows:
        article = texts[docs[kind, row]]
        if kind == "fact":
            hits.append(_fact_hit(answers[row], article))
        elif kind == "meeting":
            hits.append(_meeting_hit(db, row, article, words))
        else:
            hits.append(_article_hit(article, words, answers.get(row), by_title=kind == "title"))
    return hits


def _answers(library: Searched, query: Query, rows: Sequence[Row]) -> dict[int, dict[str, Any]]:
    """Row → the fact that answered: the row's own, or for an article the person who was asked for."""
    db = library.folder.index.db
    shown_as = {
        row: db.execute("SELECT doc, region FROM fact WHERE row = ?", (row,)).fetchone()
        for kind, row in rows
        if kind == "fact"
    }
    docs = {row: doc for row, (doc, _) in shown_as.items()}
    docs |= _telling(db, Asking(query, db, library.having).telling(), [row for kind, row in rows if kind == "article"])
    found = dict(zip(docs, library.documents("facts", list(docs.values())), strict=True))
    # The place as the index has it: a person may have corrected it.
    return {row: {**fact, "region": shown_as[row][1]} if row in shown_as else fact for row, fact in found.items()}


def _telling(db: sqlite3.Connection, asked: Asked | None, articles: Sequence[int]) -> dict[int, int]:
    """Article → the number of the first fact in it that names the person, else of the first of his quotes."""
    docs: dict[int, int] = {}
    if asked is None or not articles:
        return docs
    where, values = asked.sql("t.rowid")
    sql = f"SELECT t.rowid, f.article, f.doc, f.kind = 'person' FROM {_told(asked)} WHERE {where}"
    told = Descent(db, sql + " AND t.rowid <= ? ORDER BY t.rowid DESC", values)
    for article in sorted(articles, reverse=True):
        (more,) = db.execute("SELECT more FROM article WHERE row = ?", (article,)).fetchone()
        found = told.down_to(last_part(article, more))
        while found is not None and found[1] == article:
            docs.setdefault(article, found[2])
            if found[3]:
                docs[article] = found[2]
                break
            told.step()
            found = told.row
    return docs


def _article_doc(db: sqlite3.Connection, kind: str, row: int) -> int:
    table = {"meeting": "mention", "fact": "fact"}.get(kind)
    article = db.execute(f"SELECT article FROM {table} WHERE row = ?", (row,)).fetchone()[0] if table else row
    return int(db.execute("SELECT doc FROM article WHERE row = ?", (article,)).fetchone()[0])


def _fact_hit(fact: dict[str, Any], article: dict[str, Any]) -> Hit:
    cut = snippet.of_span(article.get("text", ""), fact["start"], fact["end"])
    region = fact.get("region") or article.get("region")
    return Hit(
        "fact", fact["id"], article["id"], article.get("title"), cut.text, cut.spans, fact["start"], fact["end"],
        article.get("published"), region,
    )  # fmt: skip


def _meeting_hit(db: sqlite3.Connection, row: int, article: dict[str, Any], words: Sequence[str]) -> Hit:
    meeting, start, end = db.execute('SELECT meeting, start, "end" FROM mention WHERE row = ?', (row,)).fetchone()
    found = lookup.meetings(db, [meeting])[0]
    cut = snippet.of_span(article.get("text", ""), start, end)
    spans = snippet.lights(cut.text, words) or cut.spans
    date = found.date or article.get("published")
    return Hit("meeting", meeting, article["id"], found.name, cut.text, spans, start, end, date, found.region)


def _article_hit(article: dict[str, Any], words: Sequence[str], fact: dict[str, Any] | None, *, by_title: bool) -> Hit:
    text, title = article.get("text", ""), article.get("title")
    answer = None
    if by_title and title:
        answer = snippet.Snippet(title, snippet.lights(title, words), None, None)
    elif fact:
        answer = snippet.of_span(text, fact["start"], fact["end"])
    elif words:
        answer = snippet.of_words(text, words)
    if answer is None:
        left, right = snippet.sentence(text, 0, 0)
        answer = snippet.Snippet(text[left:right], (), None, None)
    return Hit(
        "article", article["id"], article["id"], title, answer.text, answer.spans, answer.start, answer.end,
        article.get("published"), article.get("region"),
    )  # fmt: skip


# Offers


def _near(library: Searched, query: Query) -> tuple[str, ...]:
    """What to ask instead: the words as jieba cuts them, where all of the pieces are found; names that are like them."""
    from store.search.offers import offers

    return offers(library, query)
